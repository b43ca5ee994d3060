"""What an analyst calls things: by id or by name, and what is said when that is nothing, or several."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple, TypeVar

from orggraph.errors import InvalidInput, NotFound

_MOST_SHOWN = 5

_Choice = TypeVar("_Choice", bound=StrEnum)


class Named(NamedTuple):
    """Something that can be asked for: its id, its name, and what tells it from others of the same name."""

    id: str
    name: str
    told_apart: str = ""


def named(what: str, wanted: str, among: Iterable[Named]) -> str:
    """Give the id of what is called by its id or name; capitals do not matter.

    Raises
    ------
    NotFound
        When nothing is called so; the hint tells what is, nearest first.
    InvalidInput
        When several are.

    Examples
    --------
    >>> named("deal", "portal", [Named("dea_1", "Portal"), Named("dea_2", "Planning")])
    'dea_1'
    """
    there = list(among)
    same = {one.id: one for one in there if one.id == wanted} or {
        one.id: one for one in there if one.name.casefold() == wanted.strip().casefold()
    }
    if not same:
        raise NotFound(f"There is no {what} {wanted!r}.", _nearest(wanted, there))
    if len(same) > 1:
        listed = "; ".join(f"{one.id} ({one.told_apart or one.name})" for one in same.values())
        raise InvalidInput(f"Several are called {wanted!r}: {listed}.", "Give the id.", (what,))
    return next(iter(same))


def _nearest(wanted: str, there: list[Named]) -> str:
    names = {one.name.casefold(): one.name for one in there}
    near = get_close_matches(wanted.casefold(), names, _MOST_SHOWN, 0.4) or sorted(names)[:_MOST_SHOWN]
    if not near:
        return "There is none at all yet."
    return f"There is {', '.join(repr(names[name]) for name in near)}{', ...' if len(names) > len(near) else '.'}"


def day(value: date | str) -> date:
    """Read a day.

    >>> day("2026-06-01")
    datetime.date(2026, 6, 1)
    """
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InvalidInput(f"{value!r} is not a day.", "Give it as 2026-06-01.", ("as_of",)) from error


def chosen(kind: type[_Choice], given: str, what: str) -> _Choice:
    """Read one of a few words, whatever its case.

    >>> from orggraph.domain.people import Locale
    >>> chosen(Locale, "fr", "language").name
    'FR'
    """
    try:
        return kind(given.strip().upper())
    except ValueError as error:
        known = ", ".join(one.value.lower() for one in kind)
        raise InvalidInput(f"There is no {what} {given!r}.", f"Choose {known}.", (what,)) from error
