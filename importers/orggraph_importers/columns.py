"""Columns by name: what a header calls a field, in any case, accents and spelling of spaces."""

from collections.abc import Mapping, Sequence

from orggraph.domain.importing import Column
from orggraph_importers.text import fold_header, visible

Aliases = Mapping[str, tuple[str, ...]]
"""What a field is called, the name it is best known by first."""


class Columns:
    """Where each field stands in a header."""

    def __init__(self, header: Sequence[str], aliases: Aliases) -> None:
        places: dict[str, int] = {}
        for place, name in enumerate(header):
            places.setdefault(fold_header(name), place)
        self._header = header
        self._place: dict[str, int] = {}
        for field, names in aliases.items():
            found = next((places[key] for name in names if (key := fold_header(name)) in places), None)
            if found is not None and found not in self._place.values():
                self._place[field] = found

    def place(self, field: str) -> int | None:
        """Give the number of a field's column, None when the file has none."""
        return self._place.get(field)

    def has(self, *fields: str) -> bool:
        """Say whether the file has a column for each of these fields."""
        return all(field in self._place for field in fields)

    def title(self, field: str) -> str:
        """Give a field's column as the file spells it."""
        place = self._place.get(field)
        return field if place is None else visible(self._header[place]).strip()

    def named_other_than(self, names: Sequence[str]) -> tuple[str, ...]:
        """Give the columns in use that the file calls none of these names."""
        known = {fold_header(name) for name in names}
        return tuple(self.title(f) for f in self._place if fold_header(self.title(f)) not in known)

    def get(self, row: Sequence[str], field: str) -> str:
        """Give a row's cell for a field, stripped; empty when there is none."""
        place = self._place.get(field)
        return "" if place is None else row[place].strip()

    def described(self, sample: Sequence[Sequence[str]] = ()) -> tuple[Column, ...]:
        """Give every column of the file, and the field it fills."""
        fields = {place: field for field, place in self._place.items()}
        return tuple(
            Column(
                column=visible(name).strip(),
                field=fields.get(place),
                sample=tuple(cell for row in sample if (cell := row[place].strip())),
            )
            for place, name in enumerate(self._header)
        )
