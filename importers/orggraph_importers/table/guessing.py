"""What the columns of a table seem to be: by their names, then by what they hold."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType

from orggraph_importers.cells import clean, folded, is_email, name_key, says_nothing
from orggraph_importers.dates import iso_date
from orggraph_importers.profiles import member_numbers, public_profile
from orggraph_importers.reading import Sheet

NAMES: Mapping[str, Sequence[str]] = MappingProxyType(
    tomllib.loads(files(__package__).joinpath("suggestions.toml").read_text(encoding="utf-8"))
)
"""For each field the names that suggest it."""
_LOOKED_AT = 500
_ENOUGH = 0.8
_NOT_WORDS = re.compile(r"[\W_]+")
_NAME = re.compile(r"[^\W\d_]+(?:[ .'\u2019-]+[^\W\d_]+){1,5}\.?")


def suggestions(table: Sheet) -> dict[str, str]:
    """Suggest what columns are; no field twice, and none for a column that nothing tells of."""
    found = _Guess(table)
    found.by_name()
    found.by_content()
    return {table.header[place].strip(): field for place, field in sorted(found.fields.items())}


def _compared(name: str) -> str:
    """Give what two spellings of a column's name share.

    >>> _compared("Vorgesetzte/r (E-Mail)"), _compared("N° d'employé"), _compared("N+1")
    ('vorgesetzte r e mail', 'n d employe', 'n 1')
    """
    return _NOT_WORDS.sub(" ", folded(name)).strip()


class _Guess:
    """The columns of one table, and what each seems to be by now."""

    def __init__(self, table: Sheet) -> None:
        self.table = table
        self.fields: dict[int, str] = {}

    @cached_property
    def columns(self) -> Mapping[int, list[str]]:
        """The cells of each column, of the first rows; what stands for nothing is empty."""
        rows = (found[1] for found in self.table.rows() if isinstance(found, tuple))
        taken = [[clean(cell) for cell in row] for row, _ in zip(rows, range(_LOOKED_AT), strict=False)]
        cells = [["" if says_nothing(cell) else cell for cell in column] for column in zip(*taken, strict=True)]
        return {place: column for place, column in enumerate(cells) if self.table.header[place].strip()}

    def by_name(self) -> None:
        known = {_compared(name): field for field, names in NAMES.items() for name in names}
        for place, name in enumerate(self.table.header):
            if field := known.get(_compared(name)):
                self._take(place, field)

    def by_content(self) -> None:
        """Look at the cells: what an address, a profile or a day is shows; a name or an id, by the columns that refer to it."""
        self._first("email", _all(is_email), distinct=True)
        self._first("profile_url", _all(lambda cell: bool(public_profile([cell]) or member_numbers([cell]))))
        self._names()
        self._references("manager_email", "email", str.casefold)
        self._ids()
        if not {"manager", "manager_id", "manager_email"} & set(self.fields.values()):
            self._references("manager", "name", name_key)

    def _names(self) -> None:
        if {"name", "last_name"} & set(self.fields.values()):
            return
        addresses = self._cells("email")
        if addresses and self._halves(addresses):
            return
        known = [place for place in self._left() if _share(self.columns[place], addresses, _in_address) >= _ENOUGH]
        if known:
            self._take(known[0], "name")
        else:
            self._first("name", _are_names, distinct=True)

    def _halves(self, addresses: Sequence[str]) -> bool:
        """Find a first and a last name in two columns, of which addresses are made."""
        single = [place for place in self._left() if _share(self.columns[place], addresses, _begins_address) >= _ENOUGH]
        last = [place for place in self._left() if _share(self.columns[place], addresses, _ends_address) >= _ENOUGH]
        if not (single and last):
            return False
        self._take(single[0], "first_name")
        self._take(last[0], "last_name")
        return True

    def _ids(self) -> None:
        """Find the column whose cells another refers to."""
        own = next((place for place, field in self.fields.items() if field == "id"), None)
        candidates = [own] if own is not None else [p for p in self._left() if _all_differ(self.columns.get(p, []))]
        for place in candidates:
            known = set(self.columns.get(place, []))
            for other in self._left():
                if other != place and _refers(self.columns[other], known, str):
                    self._take(place, "id")
                    self._take(other, "manager_id")
                    return

    def _references(self, field: str, to: str, key: Callable[[str], str]) -> None:
        known = {key(cell) for cell in self._cells(to) if cell}
        for place in self._left():
            if known and _refers(self.columns[place], known, key):
                self._take(place, field)
                return

    def _first(self, field: str, holds: Callable[[Sequence[str]], bool], *, distinct: bool = False) -> None:
        """Take the column that holds such cells: of several the one with the most of them that differ."""
        best: tuple[int, int] | None = None
        for place in self._left():
            cells = [cell for cell in self.columns[place] if cell]
            differ = len(set(cells))
            if holds(cells) and (not distinct or differ >= _ENOUGH * len(cells)) and (best is None or differ > best[0]):
                best = differ, place
        if best:
            self._take(best[1], field)

    def _cells(self, field: str) -> Sequence[str]:
        if field == "name" and field not in self.fields.values():
            halves = (self._cells(half) for half in ("first_name", "last_name"))
            return [" ".join(parts).strip() for parts in zip(*halves, strict=False)]
        place = next((place for place, found in self.fields.items() if found == field), None)
        return self.columns.get(place, []) if place is not None else []

    def _left(self) -> Iterator[int]:
        return (p for p, cells in self.columns.items() if p not in self.fields and any(cells) and not _are_days(cells))

    def _take(self, place: int, field: str) -> None:
        if place not in self.fields and field not in self.fields.values():
            self.fields[place] = field


def _all(holds: Callable[[str], bool]) -> Callable[[Sequence[str]], bool]:
    return lambda cells: all(map(holds, cells))


def _all_differ(cells: Sequence[str]) -> bool:
    return len(set(cells)) == len(cells)


def _refers(cells: Sequence[str], known: set[str], key: Callable[[str], str]) -> bool:
    """Tell whether cells name rows of the table: nearly all that are filled, and some more than once or some row not at all."""
    filled = [key(cell) for cell in cells if cell]
    return bool(filled) and sum(cell in known for cell in filled) >= _ENOUGH * len(filled) and set(filled) != known


def _are_days(cells: Sequence[str]) -> bool:
    return all(iso_date(cell, month_first=True) or iso_date(cell, month_first=False) for cell in cells if cell)


def _are_names(cells: Sequence[str]) -> bool:
    """Tell whether cells could be people's names: several words each, that begin with a capital."""
    return len(cells) > 1 and all(_NAME.fullmatch(cell) and cell[:1].isupper() for cell in cells)


def _share(cells: Sequence[str], addresses: Sequence[str], fits: Callable[[str, list[str]], bool]) -> float:
    """Tell how often a cell fits the address of its row."""
    pairs = [(cell, _parts(address)) for cell, address in zip(cells, addresses, strict=False) if cell and address]
    return sum(fits(cell, parts) for cell, parts in pairs) / len(pairs) if pairs else 0.0


def _parts(address: str) -> list[str]:
    return _compared(address.partition("@")[0]).split()


def _in_address(cell: str, parts: list[str]) -> bool:
    words = _compared(cell).split()
    return len(words) > 1 and (set(parts) <= set(words) if len(parts) > 1 else words[-1] in "".join(parts))


def _begins_address(cell: str, parts: list[str]) -> bool:
    return len(parts) > 1 and _compared(cell).split()[:1] == parts[:1]


def _ends_address(cell: str, parts: list[str]) -> bool:
    return len(parts) > 1 and _compared(cell).split()[-1:] == parts[-1:]
