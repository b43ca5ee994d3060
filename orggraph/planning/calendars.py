"""On which days people are there: weekends and public holidays by country, August in France, the end of the client's year."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays
from babel import Locale

from orggraph.resolve.normalise import words

_DAY = timedelta(days=1)
_LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt")
_AUGUST, _AWAY_IN_AUGUST = 8, "FR"
_MOST_DAYS = 400
"""Longer than any calendar is closed."""


class Closed(StrEnum):
    """Why a day is none to reach anybody."""

    WEEKEND = "WEEKEND"
    PUBLIC_HOLIDAY = "PUBLIC_HOLIDAY"
    AUGUST = "AUGUST"
    YEAR_END = "YEAR_END"


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The last days of a client's year and the first of the next, on which it takes up nothing new."""

    month: int = 12
    before: int = 10
    after: int = 4

    def covers(self, day: date) -> bool:
        """Tell whether a day lies among them.

        >>> YearEnd().covers(date(2026, 12, 22)), YearEnd().covers(date(2027, 1, 4)), YearEnd().covers(date(2027, 1, 5))
        (True, True, False)
        """
        ends = [self._end(day.year + shift) for shift in (-1, 0)]
        return any(-self.before < (day - end).days <= self.after for end in ends)

    def _end(self, year: int) -> date:
        return date(year, self.month, calendar.monthrange(year, self.month)[1])


@dataclass(frozen=True)
class Calendar:
    """The days on which people of some countries are at work, all at once.

    A country that is not known has weekends and no public holidays; `year_end` is of a client whose calendar it is.
    """

    countries: frozenset[str] = frozenset()
    august: bool = False
    year_end: YearEnd | None = None

    def closed(self, day: date) -> Closed | None:
        """Tell why nobody is there on a day; None where they are.

        >>> Calendar(frozenset({"FR"})).closed(date(2026, 7, 14)).name
        'PUBLIC_HOLIDAY'
        """
        if self.year_end and self.year_end.covers(day):
            return Closed.YEAR_END
        if self.august and day.month == _AUGUST:
            return Closed.AUGUST
        known = [_public(country) for country in sorted(self.countries)]
        if any(days.is_weekend(day) for days in known) or (
            not known and day.weekday() in (calendar.SATURDAY, calendar.SUNDAY)
        ):
            return Closed.WEEKEND
        return Closed.PUBLIC_HOLIDAY if any(day in days for days in known) else None

    def on_or_after(self, day: date) -> date:
        """Give the first working day from a day on.

        >>> Calendar().on_or_after(date(2026, 11, 28))
        datetime.date(2026, 11, 30)
        """
        return self._nearest(day, _DAY)

    def on_or_before(self, day: date) -> date:
        """Give the last working day up to a day."""
        return self._nearest(day, -_DAY)

    def shifted(self, day: date, working_days: int) -> date:
        """Give the working day so many after a day, or before it where the number is negative.

        >>> Calendar(frozenset({"FR"})).shifted(date(2026, 11, 10), 1)
        datetime.date(2026, 11, 12)
        """
        step = _DAY if working_days > 0 else -_DAY
        for _ in range(abs(working_days)):
            day = self._nearest(day + step, step)
        return day

    def _nearest(self, day: date, step: timedelta) -> date:
        for _ in range(_MOST_DAYS):
            if self.closed(day) is None:
                return day
            day += step
        raise ValueError(f"no working day within {_MOST_DAYS} days of {day}")


def country_code(written: str | None) -> str | None:
    """Read a country, written as a code or by its name; None for one whose calendar is not known.

    >>> country_code("France"), country_code("de"), country_code("Etats-Unis"), country_code("Ruritania")
    ('FR', 'DE', 'US', None)
    """
    if not written:
        return None
    return _countries().get(" ".join(words(written)))


@cache
def _countries() -> dict[str, str]:
    """Give the code of each country by its code and its names."""
    known = holidays.list_supported_countries(include_aliases=True)
    named = {" ".join(words(code)): code for code in known}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in known:
                named.setdefault(" ".join(words(name)), code)
    return named


@cache
def _public(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def shared(ours: str | None, theirs: str | None, year_end: YearEnd) -> Calendar:
    """Give the days on which both sides are there, by the countries of the two accounts."""
    codes = frozenset(code for code in (country_code(ours), country_code(theirs)) if code)
    return Calendar(codes, august=country_code(theirs) == _AWAY_IN_AUGUST, year_end=year_end)


def own(ours: str | None) -> Calendar:
    """Give the days on which our own people are there."""
    code = country_code(ours)
    return Calendar(frozenset({code}) if code else frozenset())
