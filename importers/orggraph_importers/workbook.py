"""Excel workbooks (.xlsx): each sheet that is shown and holds something becomes a table of text, row by row where it stood.

The library that reads them makes room for all cells between the first and the last, which a few bytes can set a billion cells apart;
so every part is looked through before, and handed on in an archive of our own making, which has one meaning only.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from orggraph.domain.importing import Entry
from orggraph.errors import TooLargeError, UnreadableFile

INDEX = "xl/workbook.xml"
"""The part that every workbook has."""
MOST_CELLS = 1_000_000
_LETTERS = 26
_BEFORE_A = ord("A") - 1
_BEGINS = re.compile(rb"<(?:[^\s<>/]*:)?(?:c|row)(?=[\s/>])")
_OTHER = rb"""\s++(?!r\s*=)[^\s=<>/"']++\s*+=\s*+(?:"[^"<]*"|'[^'<]*')"""
_TAG = re.compile(
    rb"""<(?:[^\s<>/]*:)?(?P<tag>c|row)(?:%b)*+(?:\s+r\s*=\s*["'](?P<letters>[A-Z]{0,3})(?P<number>[0-9]{1,7})["'])?(?:%b)*+"""
    rb"""\s*+(?P<empty>/?)>""" % (_OTHER, _OTHER)
)
"""A cell or a row with where it says that it stands; one that says so in any other way is no whole tag, and counts as damage."""
_CSV = "Save its sheet as CSV (UTF-8) and import that."


def sheets(file_name: str, parts: Iterable[tuple[str, bytes]]) -> Iterator[Entry]:
    """Give each sheet as CSV text, of the parts of a workbook by their names.

    Raises
    ------
    UnreadableFile
        For a workbook that is damaged, or holds nothing that is shown.
    TooLargeError
        For one whose cells are too many, or too far apart.
    """
    found = False
    book = _opened(file_name, parts)
    with book:
        for about in book.sheets_metadata:
            if about.visible is not SheetVisibleEnum.Visible or about.typ is not SheetTypeEnum.WorkSheet:
                continue
            name = f"{file_name}, sheet {' '.join(about.name.split())}"
            if text := _text(name, book, about.name):
                found = True
                yield Entry(name=name, content=text.encode())
    if not found:
        raise UnreadableFile(f"{file_name}: no sheet of the workbook that is shown holds anything.", _CSV)


def _opened(file_name: str, parts: Iterable[tuple[str, bytes]]) -> CalamineWorkbook:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name, content in parts:
            _refuse_trap(file_name, content)
            made.writestr(name, content)
    held.seek(0)
    try:
        return CalamineWorkbook.from_filelike(held)
    except CalamineError as error:
        raise _damaged(file_name) from error


def _text(name: str, book: CalamineWorkbook, sheet_name: str) -> str:
    """Write a sheet as CSV, blank rows too, so that a row keeps its number; nothing where it is empty."""
    try:
        sheet = book.get_sheet_by_name(sheet_name)
    except CalamineError as error:
        raise _damaged(name) from error
    if sheet.start is None:
        return ""
    held = io.StringIO()
    written = csv.writer(held, lineterminator="\n")
    for row in sheet.iter_rows():
        cells = [_shown(value) for value in row]
        if any(cells):
            written.writerow(cells)
        else:
            held.write("\n")
    return held.getvalue() if held.getvalue().strip() else ""


def _shown(value: object) -> str:
    """Write a cell as text on one line: whole numbers without a point, days as ISO.

    >>> _shown(7.0), _shown(0.5), _shown(datetime(2024, 3, 5)), _shown(datetime(2024, 3, 5, 9, 30)), _shown(True)
    ('7', '0.5', '2024-03-05', '2024-03-05 09:30:00', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else str(value.replace(microsecond=0))
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split("\n")).replace("\r", " ")


def _refuse_trap(file_name: str, content: bytes) -> None:
    """Refuse cells that stand too far apart."""
    tags, row, column = 0, 0, 0
    rows, columns = _Span(), _Span()
    for found in _TAG.finditer(content):
        tags += 1
        letters, number = found["letters"], found["number"]
        if found["tag"] == b"row":
            row, column = int(number) if number else row + 1, 0
            continue
        row, column = (int(number), _column(letters)) if letters and number else (row, column + 1)
        if not found["empty"]:
            rows.add(row)
            columns.add(column)
    if tags != sum(1 for _ in _BEGINS.finditer(content)):
        raise _damaged(file_name)
    if rows.length * columns.length > MOST_CELLS:
        message = f"{file_name}: a sheet of {rows.length:,} rows by {columns.length:,} columns is too large to be read."
        raise TooLargeError(message, f"Delete cells that stand far from the table. Or: {_CSV}")


@dataclass(slots=True)
class _Span:
    """From where to where."""

    first: int = 0
    last: int = 0

    def add(self, number: int) -> None:
        self.first = min(self.first or number, number)
        self.last = max(self.last, number)

    @property
    def length(self) -> int:
        return self.last - self.first + 1 if self.last else 0


@lru_cache(maxsize=1_024)
def _column(letters: bytes) -> int:
    """Give the number of a column.

    >>> _column(b"A"), _column(b"AA"), _column(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - _BEFORE_A
    return number


def _damaged(name: str) -> UnreadableFile:
    return UnreadableFile(f"{name}: the workbook is damaged.", f"Save it again. Or: {_CSV}")
