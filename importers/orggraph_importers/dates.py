"""Dates in the fixed formats that files have; a date that cannot be is None, never a guess."""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache

from babel.dates import get_month_names

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
_PARTS = 3
_MONTHS_OF_A_YEAR = range(1, 13)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{1,2}:|$)", re.ASCII)
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_DAY = re.compile(r"\d{1,2}", re.ASCII)


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
    >>> iso_date("12. März 2024", month_first=True), iso_date("12 de marzo de 2024", month_first=True)
    ('2024-03-12', '2024-03-12')
    >>> iso_date("03/05/2024", month_first=True), iso_date("30 Feb 2024", month_first=True)
    ('2024-03-05', None)
    """
    cleaned = " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split()).replace(" de ", " ")
    for separator in (" ", "/", "."):
        parts = cleaned.split(separator)
        if len(parts) == _PARTS and all(parts):
            if separator == " ":
                return _from_words(parts)
            return _from_numbers(parts, month_first=month_first and separator == "/")
    iso = _ISO.match(cleaned)
    return _iso(*iso.groups()) if iso else None


def iso_period_end(text: str) -> str | None:
    """Read a month or a year as its last day, as ISO text.

    >>> iso_period_end("Feb 2020"), iso_period_end("2020"), iso_period_end("févr. 2021"), iso_period_end("soon")
    ('2020-02-29', '2020-12-31', '2021-02-28', None)
    """
    *words, year = text.split() or [""]
    if not _YEAR.fullmatch(year) or len(words) > 1:
        return None
    month = _months().get(_folded(words[0])) if words else len(_MONTHS_OF_A_YEAR)
    return date(int(year), month, monthrange(int(year), month)[1]).isoformat() if month else None


def _from_words(parts: list[str]) -> str | None:
    day, word, year = parts
    month = _months().get(_folded(word))
    return _iso(year, str(month), day.rstrip(".")) if month else None


def _from_numbers(parts: list[str], *, month_first: bool) -> str | None:
    one, other, year = parts
    month, day = (one, other) if month_first else (other, one)
    return _iso(year, month, day)


def _iso(year: str, month: str, day: str) -> str | None:
    """Make a date of a whole year: of two digits nobody can tell the century."""
    if not (_YEAR.fullmatch(year) and _DAY.fullmatch(month) and _DAY.fullmatch(day)):
        return None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
