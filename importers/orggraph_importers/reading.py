"""Tables as people really have them: any encoding, delimiter and preamble. The header is found by what it says.

Rows are read as a stream by the standard reader, which loses nothing: a row that has too many cells or too few is told, not bent.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from orggraph.domain.importing import Entry
from orggraph.domain.observations import RowProblem, Skipped
from orggraph.errors import UnreadableFile
from orggraph_importers.encoding import decode
from orggraph_importers.text import shorten, visible

Cells = list[str]
IsHeader = Callable[[Sequence[str]], bool]

_DELIMITERS = (",", ";", "\t", "|")
_ROWS_TO_SEARCH = 20
_HEAD_BYTES = 1 << 18
_MOST_LINE_BREAKS = 20
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTE_HINT = "A quotation mark is probably never closed there: close it, or save the file again from a spreadsheet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose header was found."""

    file: str
    header: Cells
    delimiter: str
    text: str = field(repr=False)
    first_row: int
    """How many parsed rows come before the first one under the header."""

    def rows(self) -> Iterator[tuple[int, Cells] | RowProblem | Skipped]:
        """Give each row with the line it begins on, and a problem for each row that does not fit the header.

        Raises
        ------
        UnreadableFile
            When a cell is so long that a quotation mark must have been left open.
        """
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter)
        for _ in islice(reader, self.first_row):
            pass
        width, start, cells, seen_full_row = len(self.header), reader.line_num + 1, [], False
        last_start = start
        try:
            for cells in reader:
                last_start = start
                if reader.line_num - start > _MOST_LINE_BREAKS:
                    self._refuse_long_cell(cells, start)
                if len(cells) == width:
                    seen_full_row = True
                    yield start, cells
                elif cells:
                    yield from self._misfit(cells, start, notes_allowed=not seen_full_row)
                start = reader.line_num + 1
        except csv.Error as error:
            raise self._unreadable(start, self._open_cell(start)) from error
        if start - last_start > 1 and self._ends_inside_a_quote(last_start):
            yield self._problem(
                last_start, self._column(len(cells) - 1), "the file ends inside quotation marks", _QUOTE_HINT
            )

    def sample(self, count: int = 3) -> list[Cells]:
        """Give the first rows that fit, for a preview."""
        try:
            full = (found[1] for found in self.rows() if isinstance(found, tuple))
            return list(islice(full, count))
        except UnreadableFile:
            return []

    def _misfit(
        self, cells: Cells, line: int, *, notes_allowed: bool
    ) -> Iterator[tuple[int, Cells] | RowProblem | Skipped]:
        width = len(self.header)
        if not any(cell.strip() for cell in cells):
            return
        if len(cells) > width:
            if not any(cell.strip() for cell in cells[width:]):
                yield line, cells[:width]
                return
            hint = f"Put quotation marks round a cell that holds a {_spelt(self.delimiter)}."
            yield self._problem(line, self.header[-1], f"{len(cells)} cells where the header has {width}", hint)
        elif len(cells) == 1 and notes_allowed:
            yield Skipped("note")
        else:
            hint = "The file may have been cut short: export it again."
            yield self._problem(
                line, self._column(len(cells)), f"{len(cells)} cells where the header has {width}", hint
            )

    def _problem(self, line: int, column: str | None, message: str, hint: str) -> RowProblem:
        return RowProblem(
            file=self.file, row=line, column=column, message=f"This row was not taken: {message}.", hint=hint
        )

    def _refuse_long_cell(self, cells: Cells, line: int) -> None:
        for place, cell in enumerate(cells):
            if len(_LINE_BREAK.findall(cell)) > _MOST_LINE_BREAKS:
                raise self._unreadable(line, place)

    def _unreadable(self, line: int, place: int | None) -> UnreadableFile:
        where = f"row {line}" if place is None else f"row {line}, column {self._column(place)}"
        return UnreadableFile(f"{self.file}, {where}: a cell goes on for too long to be one.", _QUOTE_HINT)

    def _column(self, place: int) -> str:
        return shorten(visible(self.header[min(place, len(self.header) - 1)]).strip())

    def _lines(self, start: int, count: int | None) -> Iterator[str]:
        return islice(io.StringIO(self.text, newline=""), start - 1, None if count is None else start - 1 + count)

    def _open_cell(self, start: int) -> int | None:
        try:
            return len(next(csv.reader(self._lines(start, _MOST_LINE_BREAKS), delimiter=self.delimiter))) - 1
        except (csv.Error, StopIteration):
            return None

    def _ends_inside_a_quote(self, start: int) -> bool:
        try:
            for _ in csv.reader(self._lines(start, None), delimiter=self.delimiter, strict=True):
                pass
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False


def find_table(entry: Entry, is_header: IsHeader, *, whole: bool = True) -> Table | None:
    """Find the table whose header this is among the first rows, whatever stands above it; None when there is none.

    Not `whole`, only the beginning of the file is read: enough to know it.
    """
    text = decode(entry.content if whole else entry.content[:_HEAD_BYTES])
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for place, cells in enumerate(islice(reader, _ROWS_TO_SEARCH), start=1):
                if is_header(cells):
                    return Table(file=entry.name, header=cells, delimiter=delimiter, text=text, first_row=place)
        except csv.Error:
            # a cell beyond all bounds: not a table with this delimiter
            continue
    return None


def only_table(entries: Sequence[Entry], is_header: IsHeader, what: str) -> Table:
    """Give the one table with this header.

    Raises
    ------
    UnreadableFile
        When no entry holds one, or when two that differ do: whose rows are whose cannot be told.
    """
    found = {entry.content: entry for entry in entries if find_table(entry, is_header, whole=False)}
    if len(found) > 1:
        names = ", ".join(sorted({entry.name for entry in found.values()}))
        raise UnreadableFile(f"The archive holds more than one {what}: {names}.", "Import them one at a time.")
    table = next((find_table(entry, is_header) for entry in found.values()), None)
    if table is None:
        raise UnreadableFile(f"No {what} was found in the file.", "importers/README.md tells the columns it needs.")
    return table


def _spelt(delimiter: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}[delimiter]
