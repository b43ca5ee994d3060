"""Dates in the fixed formats that files have; a date that cannot be is None, never a guess."""

import unicodedata
from datetime import date
from functools import cache, lru_cache

from babel.dates import get_month_names

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
_WORD_PARTS = 3
_ISO_LENGTH = 10
_YEAR_LENGTH = 4


@cache
def _months() -> dict[str, int]:
    """Give month words of several languages, whole and abbreviated."""
    found: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for language in LANGUAGES:
            for number, word in get_month_names(width, "format", language).items():
                found.setdefault(_folded(word), number)
                if language == "en":
                    found.setdefault(_folded(word)[:3], number)
    return found


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).rstrip(".")


@lru_cache(maxsize=65_536)
def iso_date(text: str, *, month_first: bool) -> str | None:
    """Read `05 Mar 2024`, `2024-03-05` or a date with slashes, as ISO text.

    >>> iso_date("05 Mar 2024", month_first=True), iso_date("12 févr. 2023", month_first=True)
    ('2024-03-05', '2023-02-12')
    >>> iso_date("03/05/2024", month_first=True), iso_date("30 Feb 2024", month_first=True)
    ('2024-03-05', None)
    """
    cleaned = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
    for separator in (" ", "/", "."):
        parts = cleaned.split(separator)
        if len(parts) == _WORD_PARTS and all(parts):
            if separator == " ":
                return _from_words(parts)
            return _from_numbers(parts, month_first=month_first and separator == "/")
    try:
        return date.fromisoformat(cleaned[:_ISO_LENGTH]).isoformat()
    except ValueError:
        return None


def _from_words(parts: list[str]) -> str | None:
    day, word, year = parts
    month = _months().get(_folded(word))
    return _iso(year, month, day) if month else None


def _from_numbers(parts: list[str], *, month_first: bool) -> str | None:
    one, other, year = parts
    month, day = (one, other) if month_first else (other, one)
    return _iso(year, int(month) if month.isdecimal() else 0, day)


def _iso(year: str, month: int, day: str) -> str | None:
    """Make a date of a whole year: of two digits nobody can tell the century."""
    if len(year) != _YEAR_LENGTH or year.startswith("0"):
        return None
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
