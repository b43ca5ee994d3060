"""Delimited text as users really have it: any usual encoding, any usual delimiter, notes before the header.

The header is found among the first parsed rows, never by counting lines; columns are known by name, never by place.
"""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from orggraph.domain.importing import Column, Entry
from orggraph.domain.observations import RowProblem
from orggraph.errors import UnreadableFile

if TYPE_CHECKING:
    import _csv

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 20
MOST_LINE_BREAKS = 20
_SAMPLES = 3
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_UNCLOSED = "Look for a quotation mark that is never closed, or export the file again."

Row = list[str]


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """Fold a column's name: case, accents, spaces, underscores, hyphens.

    >>> folded(" Prénom_usuel ")
    'prenom usuel'
    """
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    kept = "".join(
        " " if c in "_-.\u00a0\u202f" else c for c in plain if not unicodedata.combining(c) and c != "\ufeff"
    )
    return " ".join(kept.split())


def decode(content: bytes) -> str:
    """Decode by a ladder; a detector guesses worse.

    >>> decode("Élise".encode("cp1252")), decode("Élise".encode("utf-16"))
    ('Élise', 'Élise')
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError(_ENCODINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A delimited file whose header was found: which field each column fills, and the text to read rows from."""

    file: str
    text: str
    delimiter: str
    header: Row
    header_row: int
    fields: Mapping[str, int]
    """Field -> column number."""

    def rows(self) -> Iterator[tuple[int, Row] | RowProblem]:
        """Go through the rows after the header, each with the line on which it begins; a torn row is a problem."""
        width = len(self.header)
        reader = _reader(self.text, self.delimiter)
        line = 0
        try:
            for number, row in enumerate(reader):
                begins, line = line + 1, reader.line_num
                if number <= self.header_row or not row or (len(row) == 1 and not row[0].strip()):
                    continue
                if line - begins > MOST_LINE_BREAKS:
                    self._refuse_unclosed(begins, row)
                if len(row) == width:
                    yield begins, row
                elif len(row) > width and not any(row[width:]):
                    yield begins, row[:width]
                else:
                    yield self._torn(begins, row)
        except csv.Error as error:
            raise UnreadableFile(f"{self.file}, row {line + 1}: a cell is far too long.", _UNCLOSED) from error

    def problem(self, row: int, column: str | None, message: str, hint: str) -> RowProblem:
        """Make a problem of this file; `column` is a field, shown as the file names it."""
        shown = self.header[self.fields[column]] if column and column in self.fields else column
        return RowProblem(file=self.file, row=row, column=shown, message=message, hint=hint)

    def columns(self) -> tuple[Column, ...]:
        """Tell which field each column fills, with samples."""
        by_place = {place: field for field, place in self.fields.items()}
        good = (row for row in self.rows() if not isinstance(row, RowProblem))
        samples = [row for (_, row), _ in zip(good, range(_SAMPLES), strict=False)]
        return tuple(
            Column(column=name, field=by_place.get(place), sample=tuple(row[place] for row in samples))
            for place, name in enumerate(self.header)
            if name.strip()
        )

    def _torn(self, line: int, row: Row) -> RowProblem:
        width = len(self.header)
        short = len(row) < width
        column = self.header[len(row)] if short else None
        kind = "ends early" if short else "has more cells than the header"
        hint = "The file may be cut off: export it again." if short else "Quote a text that holds the delimiter."
        message = f"The row {kind}: {len(row)} cells, not {width}."
        return RowProblem(file=self.file, row=line, column=column, message=message, hint=hint)

    def _refuse_unclosed(self, line: int, row: Row) -> None:
        place = max(range(len(row)), key=lambda n: row[n].count("\n"))
        if row[place].count("\n") > MOST_LINE_BREAKS:
            column = self.header[place] if place < len(self.header) else f"number {place + 1}"
            message = f"{self.file}, row {line}, column {column}: a cell runs over more than {MOST_LINE_BREAKS} lines."
            raise UnreadableFile(message, _UNCLOSED)


def find_sheet(
    entry: Entry, aliases: Mapping[str, Sequence[str]], is_header: Callable[[Mapping[str, int]], bool]
) -> Sheet | None:
    """Find the header of a file: the first row, within the first twenty, whose columns satisfy `is_header`.

    `aliases` gives for each field the folded names that a column may bear.
    """
    text = decode(entry.content).replace("\x00", "")
    names = {alias: field for field, found in aliases.items() for alias in found}
    for delimiter in DELIMITERS:
        for number, row in _head(text, delimiter):
            fields: dict[str, int] = {}
            for place, name in enumerate(row):
                if field := names.get(folded(name)):
                    fields.setdefault(field, place)
            if is_header(fields):
                return Sheet(
                    file=entry.name, text=text, delimiter=delimiter, header=row, header_row=number, fields=fields
                )
    return None


def _head(text: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    try:
        yield from zip(range(HEADER_WITHIN), _reader(text, delimiter), strict=False)
    except csv.Error:
        return


def _reader(text: str, delimiter: str) -> "_csv.Reader":
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
