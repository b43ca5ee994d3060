"""Which of the files at hand is a table of some format: by the names in its header, wherever it stands, never by the file's name."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from orggraph.domain.importing import HEADER_WITHIN, Entry, Field, Recognised, Table
from orggraph.errors import UnreadableFile
from orggraph_importers.cells import clean, folded
from orggraph_importers.reading import HEAD, MOST_LINE_BREAKS, Row, Sheet, beginning, reader

DELIMITERS = (",", ";", "\t", "|")
_NO_TABLE = ("{", "[", "<")
_MOST_SHOWN = 12
_LONGEST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """What the header of a format looks like."""

    aliases: Mapping[str, Sequence[str]]
    """For each field the folded names that a column may bear."""
    needs: tuple[tuple[str, ...], ...]
    """What the header must have: of each group one field."""
    most_line_breaks: int = MOST_LINE_BREAKS
    """How long a cell may be: messages run over many lines."""
    becomes: Mapping[str, str] = field(default_factory=dict)
    """For each field what it becomes, in words."""

    def table(self, what: str) -> Table:
        """Describe the table, column by column."""
        alone = {group[0] for group in self.needs if len(group) == 1}
        return Table(
            what,
            tuple(
                Field(tuple(names), self.becomes[name], needed=name in alone) for name, names in self.aliases.items()
            ),
            tuple(tuple(self.aliases[name][0] for name in group) for group in self.needs if len(group) > 1),
        )

    def fields(self, row: Row) -> dict[str, int]:
        """Give the column of each field; the first of several."""
        names = {alias: field for field, found in self.aliases.items() for alias in found}
        fields: dict[str, int] = {}
        for place, name in enumerate(row):
            if field := names.get(folded(name)):
                fields.setdefault(field, place)
        return fields

    def missing(self, fields: Mapping[str, int]) -> list[str]:
        """Name what a header lacks, as the first name that each field may bear."""
        return [
            " or ".join(self.aliases[field][0] for field in group)
            for group in self.needs
            if not any(field in fields for field in group)
        ]


def find_sheet(entries: Sequence[Entry], layout: Layout) -> Sheet | None:
    """Find the one table of a format among the files; the same file twice is one.

    Raises
    ------
    UnreadableFile
        Where there are several: only the user can say which is meant.
    """
    found = find_sheets(entries, layout)
    if len(found) > 1:
        names = ", ".join(sorted(sheet.file for sheet in found))
        raise UnreadableFile(f"There are several files of one kind: {names}.", "Import them one by one.")
    return found[0] if found else None


def find_sheets(entries: Sequence[Entry], layout: Layout) -> list[Sheet]:
    """Find the tables of a format among the files, in their order; the same file twice is one."""
    found: dict[bytes, Sheet] = {}
    for entry in entries:
        header = None if entry.content in found else _header(entry, layout)
        if header:
            found[entry.content] = Sheet(
                file=entry.name,
                content=entry.content,
                delimiter=header.delimiter,
                header=header.row,
                header_row=header.number,
                header_line=header.line,
                fields=layout.fields(header.row),
                most_line_breaks=layout.most_line_breaks,
            )
    return list(found.values())


def table_of(entries: Sequence[Entry], named: Iterable[str] = ()) -> Sheet | None:
    """Take a file as a table, whatever its columns: of several the one that has the named ones, or the only one that is a table.

    Its header is the first of its widest rows.
    """
    found = _widest(entries, {folded(name) for name in named})
    if found is None:
        return None
    entry, widest = found
    return Sheet(
        file=entry.name,
        content=entry.content,
        delimiter=widest.delimiter,
        header=widest.row,
        header_row=widest.number,
        header_line=widest.line,
        fields={},
    )


def header_of(entries: Sequence[Entry]) -> Row | None:
    """Give the header that a file has as a table, whatever its columns; its rows are not read."""
    found = _widest(entries, set())
    return found[1].row if found else None


def _widest(entries: Sequence[Entry], named: AbstractSet[str]) -> "tuple[Entry, _Found] | None":
    """Find the widest row of each file that is a table; None where none is, or several are."""
    tables = [(entry, row) for entry in entries if (row := _widest_row(entry))]
    if len(tables) > 1:
        tables = [found for found in tables if named and named <= set(map(folded, found[1].row))]
    return tables[0] if len(tables) == 1 else None


def _widest_row(entry: Entry) -> "_Found | None":
    if beginning(entry.content).lstrip()[:1] in _NO_TABLE:
        return None
    rows = [found for found in _head(entry) if len(found.row) > 1]
    return max(rows, key=lambda found: (sum(map(bool, map(str.strip, found.row))), -found.number), default=None)


def first_row(entry: Entry, delimiter: str) -> Row:
    """Give the first row of a file that has the delimiter."""
    return next((found.row for found in _head(entry) if found.delimiter == delimiter), [])


def nearly(entries: Sequence[Entry], layout: Layout) -> Recognised | None:
    """Say which row of a single file comes nearest to a header of this format, and what it lacks."""
    if len(entries) != 1:
        return None
    rows = [found for found in _head(entries[0]) if len(found.row) > 1]
    if not rows or beginning(entries[0].content).lstrip()[:1] in _NO_TABLE:
        return None
    best = max(rows, key=lambda found: (len(layout.fields(found.row)), len(found.row), -found.number))
    shown = ", ".join(clean(cell)[:_LONGEST_SHOWN] for cell in best.row[:_MOST_SHOWN])
    lacks = ", ".join(layout.missing(layout.fields(best.row)))
    return Recognised(confidence=0.0, file=entries[0].name, notes=(f"row {best.line} ({shown}) lacks: {lacks}",))


@dataclass(frozen=True, slots=True)
class _Found:
    """A row that may be a header."""

    delimiter: str
    number: int
    line: int
    row: Row


def _header(entry: Entry, layout: Layout) -> _Found | None:
    return next((found for found in _head(entry) if not layout.missing(layout.fields(found.row))), None)


def _head(entry: Entry) -> tuple[_Found, ...]:
    """Give the first rows, read with each delimiter in turn."""
    return _rows_of(entry.content[:HEAD])


@lru_cache(maxsize=64)
def _rows_of(head: bytes) -> tuple[_Found, ...]:
    """Read a file's beginning, once for all importers and all the layouts that each knows."""
    text = beginning(head)
    return tuple(found for delimiter in DELIMITERS for found in _rows(text, delimiter))


def _rows(text: str, delimiter: str) -> Iterator[_Found]:
    rows = reader(io.StringIO(text, newline=""), delimiter)
    line = 1
    try:
        for number, row in zip(range(HEADER_WITHIN), rows, strict=False):
            yield _Found(delimiter, number, line, row)
            line = rows.line_num + 1
    except csv.Error:
        return
