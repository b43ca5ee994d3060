"""Delimited text as users really have it: any usual encoding, any usual line ends, rows torn, notes before and after the table."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from orggraph.domain.importing import Column
from orggraph.domain.observations import ProblemKind, RowProblem, Skipped
from orggraph.errors import UnreadableFile
from orggraph_importers.cells import folded

if TYPE_CHECKING:
    import _csv

MOST_LINE_BREAKS = 20
LONGEST_LINE = 1024 * 1024
"""In characters; a row of a million columns, or a file without line ends, is no table."""
HEAD = 65_536
"""So much of a file tells what it is."""
_SAMPLES = 3
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_PIECE = 1024 * 1024
_END = "\x1aend of file\x1a"
"""Follows the last line, so that a quotation mark which is never closed shows: it swallows this too."""
_STRAY = "\x00\ufffd"
_FOOTER = re.compile(
    r"notes:|(grand )?totals?(\W*\d.*|:)?|confidential( information)?( do not .*)?|copyright\b.*\d.*|(generated|exported) (on|by|at|from)\b.*"
)
_WORDS_OF_A_SENTENCE = 8
_NOTE = Skipped("note or footer")
_AGAIN = Skipped("header again")
_UNCLOSED = "Look for a quotation mark that is never closed, or export the file again."

Row = list[str]


class LineTooLong(csv.Error):
    """A line that no table has."""


def decode(content: bytes) -> str:
    """Decode a short text whole. Accents come out composed, whatever wrote them.

    >>> decode("Élise".encode("cp1252")), decode("Élise".encode("utf-16"))
    ('Élise', 'Élise')
    """
    encoding = encoding_of(content)
    return unicodedata.normalize("NFC", content.decode(encoding, errors="replace"))


def beginning(content: bytes) -> str:
    """Decode the first part of a long file, cut between two characters."""
    head = content[:HEAD]
    if len(head) == HEAD:
        _, used = codecs.utf_8_decode(head, "replace", False)
        head = head[:used]
    return decode(head)


def encoding_of(content: bytes) -> str:
    """Tell the encoding by a ladder; a detector guesses worse.

    >>> encoding_of("Élise".encode()), encoding_of("Élise".encode("cp1252")), encoding_of("Élise".encode("utf-16"))
    ('utf-8-sig', 'cp1252', 'utf-16')
    """
    if content.startswith(_UTF32):
        return "utf-32"
    if content.startswith(_UTF16):
        return "utf-16"
    return next(encoding for encoding in _ENCODINGS if _decodes(content, encoding))


def _decodes(content: bytes, encoding: str) -> bool:
    """Tell whether a text is of an encoding; one that is cut off may end within a character, if it has whole ones too."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _PIECE):
            decoder.decode(content[start : start + _PIECE])
    except UnicodeDecodeError:
        return False
    left = decoder.getstate()[0]
    return not left or not content[: -len(left)].isascii()


def reader(lines: Iterable[str], delimiter: str) -> "_csv.Reader":
    """Read rows; a row's line breaks are kept as they are."""
    return csv.reader(chain(lines, (_END,)), delimiter=delimiter)


def lines(content: bytes, encoding: str) -> Iterator[str]:
    """Decode line by line: of a large file no more than that is held beside its bytes. Accents come out composed."""
    with io.TextIOWrapper(io.BytesIO(content), encoding, "replace", newline="") as text:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE and not line.endswith(("\r", "\n")):
                raise LineTooLong
            yield line if line.isascii() else unicodedata.normalize("NFC", line)


class Tells(Protocol):
    """What is read, as far as it tells what is wrong with it."""

    def problem(self, kind: ProblemKind, row: int, column: str | None, message: str, hint: str) -> RowProblem:
        """Make a problem of a row."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A delimited file whose header was found: which field each column fills, and what to read rows from."""

    file: str
    content: bytes = field(repr=False)
    delimiter: str
    header: Row
    header_row: int
    """How many rows, not lines, stand before it."""
    header_line: int
    fields: Mapping[str, int]
    """Field -> column number."""
    most_line_breaks: int = MOST_LINE_BREAKS
    """More in one cell means a quotation mark that is never closed."""

    def rows(self) -> Iterator[tuple[int, Row] | RowProblem | Skipped]:
        """Go through the rows after the header, each with the line on which it begins. Blank rows are passed over."""
        width = len(self.header)
        encoding = encoding_of(self.content)
        has_stray = _may_have_strays(self.content, encoding)
        rows = reader(lines(self.content, encoding), self.delimiter)
        line = 0
        try:
            for number, row in enumerate(rows):
                begins, line = line + 1, rows.line_num
                if number <= self.header_row or row == [_END] or not any(map(str.strip, row)):
                    continue
                if row == self.header:
                    yield _AGAIN
                    continue
                if line - begins > self.most_line_breaks:
                    self._refuse_unclosed(begins, row)
                if has_stray and (strays := self._strays(begins, row)):
                    yield strays
                    row = [cell.replace("\x00", "") for cell in row]  # noqa: PLW2901 - the same row, mended
                if len(row) == width and any(row[1:]) and not row[-1].endswith(_END):
                    yield begins, row
                else:
                    yield self._irregular(begins, line, row)
        except csv.Error as error:
            what = "the line" if isinstance(error, LineTooLong) else "a cell"
            raise UnreadableFile(f"{self.file}, row {line + 1}: {what} is far too long.", _UNCLOSED) from error

    def require_rows(self) -> None:
        """Refuse a table without a row."""
        if next(self.rows(), None) is None:
            raise UnreadableFile(
                f"{self.file}, row {self.header_line}: no row follows the header.", "Export the file again."
            )

    def problem(self, kind: ProblemKind, row: int, column: str | None, message: str, hint: str) -> RowProblem:
        """Make a problem of this file; `column` is a field, shown as the file names it."""
        shown = self.header[self.fields[column]] if column and column in self.fields else column
        return RowProblem(file=self.file, row=row, column=shown, message=message, hint=hint, kind=kind)

    def columns(self) -> tuple[Column, ...]:
        """Tell which field each column fills, with samples."""
        by_place = {place: field for field, place in self.fields.items()}
        good = (row for row in self.rows() if isinstance(row, tuple))
        samples = [row for (_, row), _ in zip(good, range(_SAMPLES), strict=False)]
        return tuple(
            Column(column=name.strip(), field=by_place.get(place), sample=tuple(row[place] for row in samples))
            for place, name in enumerate(self.header)
            if name.strip()
        )

    def _irregular(self, begins: int, line: int, row: Row) -> tuple[int, Row] | RowProblem | Skipped:
        """Judge a row that is not as wide as the header, or holds one cell alone."""
        width = len(self.header)
        if row[-1].endswith(_END):
            return self._unclosed(begins, line, row)
        if _is_note(row):
            return _NOTE
        if len(row) >= width and not any(row[width:]):
            return begins, row[:width]
        return self._torn(begins, line, row)

    def _torn(self, begins: int, line: int, row: Row) -> RowProblem:
        width = len(self.header)
        short = len(row) < width
        kind = "ends early" if short else "has more cells than the header"
        hint = "The file may be cut off: export it again." if short else "Quote a text that holds the delimiter."
        lines = f", to line {line}," if line > begins else ""
        message = f"The row{lines} {kind}: {len(row)} cells, not {width}."
        column = self._column(len(row) if short else width)
        return self.problem(ProblemKind.TORN_ROW, begins, column, message, hint)

    def _unclosed(self, begins: int, line: int, row: Row) -> RowProblem:
        message = "A quotation mark is opened and never closed."
        if line - begins > 1:
            message += f" The rows down to line {line - 1} are lost in it."
        hint = "Close it, or export the file again."
        return self.problem(ProblemKind.UNCLOSED_QUOTE, begins, self._column(len(row) - 1), message, hint)

    def _refuse_unclosed(self, line: int, row: Row) -> None:
        place = max(range(len(row)), key=lambda n: row[n].count("\n") + row[n].count("\r"))
        if len(row[place].splitlines()) > self.most_line_breaks:
            column = self._column(place)
            message = (
                f"{self.file}, row {line}, column {column}: a cell runs over more than {self.most_line_breaks} lines."
            )
            raise UnreadableFile(message, _UNCLOSED)

    def _strays(self, line: int, row: Row) -> RowProblem | None:
        place = next((n for n, cell in enumerate(row) if any(c in cell for c in _STRAY)), None)
        if place is None:
            return None
        hint = "Correct the cell, or export the file again as UTF-8. The rest is read."
        message = "The cell holds characters that cannot be read."
        return self.problem(ProblemKind.UNREADABLE_CHARACTERS, line, self._column(place), message, hint)

    def _column(self, place: int) -> str:
        return self.header[place] if place < len(self.header) else f"number {place + 1}"


def _may_have_strays(content: bytes, encoding: str) -> bool:
    """Tell whether to look for strays at all: most files have none."""
    return (
        encoding.startswith(("utf-16", "utf-32"))
        or content[-1:] >= b"\x80"
        or any(stray.encode() in content for stray in _STRAY)
    )


def _is_note(row: Row) -> bool:
    """Tell whether a row is no row of the table: one cell alone, that is a sentence or begins as footers do."""
    text = folded(row[0])
    if not text or any(row[1:]):
        return False
    return _FOOTER.fullmatch(text) is not None or len(row[0].split()) >= _WORDS_OF_A_SENTENCE
