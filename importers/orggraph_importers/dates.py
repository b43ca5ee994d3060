"""Dates as files write them. The form is fixed: a date is read or it is not, and nothing is filled in from today."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from babel.dates import get_month_names

from orggraph_importers.text import fold

_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_SHORTEST_PREFIX = 3
_LONGEST = 40
_PARTS = 3
_MONTHS_IN_A_YEAR = 12
_FILLERS = frozenset({"de", "del", "of", "d"})
_ENGLISH = {
    name: number for number, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], start=1)
}


class SlashOrder(StrEnum):
    """What `03/05/2024` means; UNKNOWN reads it only when both readings agree."""

    MONTH_FIRST = "MONTH_FIRST"
    DAY_FIRST = "DAY_FIRST"
    UNKNOWN = "UNKNOWN"


@lru_cache(maxsize=16_384)
def read_date(text: str, order: SlashOrder = SlashOrder.UNKNOWN) -> date | None:
    """Read one date, None when it is none: ISO, `5 Mar 2024` in seven languages, `31.12.2024`, and slashes in this order.

    >>> read_date("05 Mar 2024").isoformat(), read_date("12 févr. 2023").isoformat()
    ('2024-03-05', '2023-02-12')
    >>> read_date("31 Feb 2024") is None
    True
    """
    try:
        if len(text) == len("05 Mar 2024") and text[2] == " " == text[6]:
            # almost every date of a LinkedIn export
            return _checked(int(text[7:]), _ENGLISH[text[3:6]], int(text[:2]))
    except (KeyError, ValueError):
        pass
    try:
        return _read_slowly(text, order)
    except ValueError:
        return None


def slash_order(cells: Iterable[str]) -> SlashOrder:
    """Decide for a whole column whether the day or the month comes first: a part above 12 tells; cells that disagree do not.

    >>> slash_order(["03/05/2024", "25/12/2024"]).name, slash_order(["03/05/2024"]).name
    ('DAY_FIRST', 'UNKNOWN')
    """
    told = set()
    for cell in cells:
        parts = cell.strip().split("/")
        if len(parts) == _PARTS and all(_is_number(part) for part in parts) and len(parts[0]) <= 2:  # noqa: PLR2004
            first, second = int(parts[0]), int(parts[1])
            if first > _MONTHS_IN_A_YEAR >= second:
                told.add(SlashOrder.DAY_FIRST)
            elif second > _MONTHS_IN_A_YEAR >= first:
                told.add(SlashOrder.MONTH_FIRST)
    return told.pop() if len(told) == 1 else SlashOrder.UNKNOWN


def _read_slowly(text: str, order: SlashOrder) -> date | None:
    if len(text) > _LONGEST:
        return None
    text = _without_time(" ".join(text.split()))
    for separator in "-/.":
        parts = text.split(separator)
        if len(parts) == _PARTS and all(_is_number(part) for part in parts):
            return _from_numbers(parts, separator, order)
    return _from_words(text)


def _without_time(text: str) -> str:
    """Cut the time off `2024-03-05T10:00:00Z`: the day is all that is kept."""
    day, mark, rest = text.replace("T", " ", 1).partition(" ")
    return day if mark and ":" in rest else text


def _from_numbers(parts: list[str], separator: str, order: SlashOrder) -> date | None:
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == len("2024"):
        return _checked(first, second, third)
    if len(parts[2]) != len("2024") or separator == "-":
        return None
    if separator == "." or order is SlashOrder.DAY_FIRST or first == second:
        return _checked(third, second, first)
    return _checked(third, first, second) if order is SlashOrder.MONTH_FIRST else None


def _from_words(text: str) -> date | None:
    words = [word for word in fold(text).replace(",", " ").replace(".", " ").split() if word not in _FILLERS]
    if len(words) != _PARTS:
        return None
    day, month, year = words if words[0][0].isdigit() else (words[1], words[0], words[2])
    day = day.removesuffix("er").removesuffix("º")
    number = _month(month)
    if number is None or not _is_number(day) or not _is_number(year):
        return None
    return _checked(int(year), number, int(day))


def _month(word: str) -> int | None:
    """Find a month by its whole word, else by the one month that begins so: `juin` and `juil` part at the 4th letter."""
    months = _months()
    if word in months:
        return months[word]
    if len(word) < _SHORTEST_PREFIX:
        return None
    begun = {number for name, number in months.items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 else None


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():  # type: ignore[arg-type]
                    names.setdefault(fold(name).rstrip("."), number)
    return names


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _checked(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if _FIRST_YEAR <= year < _LAST_YEAR else None
