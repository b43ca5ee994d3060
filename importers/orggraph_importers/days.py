"""A column of days: which part of one with slashes is the month is settled for the whole column, never for a cell alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from orggraph.domain.observations import ProblemKind, RowProblem
from orggraph.domain.people import Locale
from orggraph_importers.cells import clean
from orggraph_importers.dates import iso_date
from orggraph_importers.reading import Sheet

_MONTHS = 12
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/", re.ASCII)
_MAY_HAVE_SLASHES = re.compile(rb"[0-9]\0{0,3}/\0{0,3}[0-9]")
"""In any encoding."""
_SERIAL = re.compile(r"\d{5}", re.ASCII)
_DAY_ZERO_OF_EXCEL = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""What Excel counts days with, from 1954 to 2119."""


@dataclass(frozen=True, slots=True)
class Days:
    """Reads the days of one column; `month_first` is None where nothing settles it."""

    sheet: Sheet
    field: str
    month_first: bool | None

    def read(self, text: str) -> str | None:
        """Give a day as ISO text; None for what is no day, or could be two."""
        orders = (True, False) if self.month_first is None else (self.month_first,)
        found = {day for first in orders if (day := iso_date(text, month_first=first))}
        return found.pop() if len(found) == 1 else None

    def problem(self, line: int, text: str, taken: str) -> RowProblem:
        """Say why a cell is no day, and what to do; `taken` says what becomes of the row."""
        if self.month_first is None and iso_date(text, month_first=True):
            message = f"{text!r} could be of two days: nothing in the column tells whether days or months come first."
            hint = f"Say --locale EN where months come first, --locale FR where days do. {taken}"
        elif _SERIAL.fullmatch(text) and int(text) in _SERIALS:
            day = _DAY_ZERO_OF_EXCEL + timedelta(days=int(text))
            message = f"{text!r} is no date; as Excel counts days, it would be {day}."
            hint = f"If that is meant, write it so. {taken}"
        else:
            message, hint = f"{text!r} is no date.", f"Write it as 2024-03-05. {taken}"
        return self.sheet.problem(ProblemKind.BAD_DATE, line, self.field, message, hint)


def days_of(sheet: Sheet, field: str, locale: Locale | None, *, otherwise: bool | None = None) -> Days:
    """Give the reader of a column's days: a day after the twelfth tells the order, else the user's locale, else the format."""
    place = sheet.fields.get(field)
    if place is None or not _MAY_HAVE_SLASHES.search(sheet.content):
        return Days(sheet, field, otherwise)
    settled = month_first(found[1][place] for found in sheet.rows() if isinstance(found, tuple))
    if settled is None:
        settled = locale is Locale.EN if locale else otherwise
    return Days(sheet, field, settled)


def month_first(cells: Iterable[str]) -> bool | None:
    """Tell whether months come first in the days of a column; None where no cell tells, or two say otherwise.

    >>> month_first(["03/05/2024", "03/25/2024"]), month_first(["03/05/2024"]), month_first(["25/03/2024 10:15"])
    (True, None, False)
    """
    found: set[bool] = set()
    for cell in cells:
        parts = _SLASHES.match(clean(cell))
        if parts and (int(parts[1]) > _MONTHS) != (int(parts[2]) > _MONTHS):
            found.add(int(parts[2]) > _MONTHS)
    return found.pop() if len(found) == 1 else None
