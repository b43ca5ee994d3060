"""Every expert constant of the analysis: its unit, range, default and reason. Judgement, not data; any may be overridden."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from orggraph.errors import InvalidInput

_PATH = ("options", "assumptions")


def _expert(default: float, low: float, high: float, unit: str, reason: str) -> Any:
    return field(
        default=default,
        metadata={"default": float(default), "low": float(low), "high": float(high), "unit": unit, "reason": reason},
    )


@dataclass(frozen=True, slots=True)
class Assumption:
    """One constant, for whoever wants to know or to override it."""

    name: str
    unit: str
    low: float
    high: float
    default: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """The constants one answer rests on.

    >>> Assumptions().overridden({"warmth_floor": 0.2}).warmth_floor
    0.2
    """

    # ties
    tie_connection: float = _expert(0.3, 0, 1, "share", "a contact on a network proves that they met, hardly more")
    tie_connection_recent: float = _expert(0.15, 0, 1, "share of the rest", "who connected lately remembers why")
    tie_connection_half_life: float = _expert(730, 90, 3650, "days", "what an added contact recalls fades over years")
    tie_last_contact: float = _expert(0.35, 0, 1, "share of the rest", "people who spoke lately will speak again")
    tie_last_contact_half_life: float = _expert(180, 30, 1095, "days", "half a year of silence cools a tie by half")
    tie_colleagues: float = _expert(0.8, 0, 1, "share", "within our firm anyone can ask anyone for an introduction")
    hop_discount: float = _expert(0.6, 0.1, 1, "factor per hop after the first", "trust does not travel far")
    # counterparts
    weight_rank: float = _expert(0.3, 0, 1, "exponent", "executives talk to their own rank")
    weight_function: float = _expert(0.2, 0, 1, "exponent", "the same trade helps, less than knowing each other")
    weight_warmth: float = _expert(0.5, 0, 1, "exponent", "a call that is expected is taken")
    warmth_floor: float = _expert(0.15, 0.01, 0.5, "share", "a cold call between executives is not hopeless")
    rank_per_tenfold: float = _expert(
        0.67, 0, 2, "ranks per tenfold size", "a director of 50,000 people matches the head of 50"
    )
    reference_employees: float = _expert(500, 1, 100_000, "people", "taken when a company's size is unknown")
    rank_parity_unknown: float = _expert(0.5, 0.05, 1, "share", "an unread rank counts as one rank apart")
    function_general_management: float = _expert(0.8, 0.05, 1, "share", "general management talks to any function")
    function_neighbours: float = _expert(0.5, 0.05, 1, "share", "functions that work together share some words")
    function_apart: float = _expert(0.2, 0.05, 1, "share", "no common trade")
    function_unknown: float = _expert(
        0.35, 0.05, 1, "share", "unknown is not a no: between neighbours and strangers, never as good as known"
    )
    freshness_drop: float = _expert(0.5, 0, 0.9, "share", "a call made today halves the weight of the next")
    freshness_half_life: float = _expert(60, 30, 180, "days", "a call wears out, and is forgotten in months")
    # diagnosis
    signal_half_life: float = _expert(90, 15, 365, "days", "what was seen a quarter ago says half as much")
    signal_repeat: float = _expert(0.5, 0, 1, "factor per repeat", "twenty unanswered mails say no more than two")
    pressure_window: float = _expert(60, 14, 180, "days", "how far back reminders and discounts are felt as pressure")
    pressure_limit: float = _expert(3, 1, 20, "reminders and discounts", "from the third on it is felt as pressure")
    # gate
    stated_strength: float = _expert(0.5, 0.1, 1, "strength", "a signal at least this strong is taken as a statement")
    cause_fails: float = _expert(0.6, 0.5, 0.95, "probability", "a real cause this likely forbids a call")
    cause_passes: float = _expert(0.2, 0.05, 0.4, "probability", "a real cause this unlikely is set aside")
    organisational_passes: float = _expert(
        0.6, 0.5, 0.95, "probability", "organisational friction is the likely reason"
    )
    organisational_fails: float = _expert(0.35, 0.05, 0.5, "probability", "something else is the likely reason")
    unanswered_follow_ups: float = _expert(3, 1, 10, "follow-ups", "after three without a reply the contact is silent")
    overuse_window: float = _expert(90, 30, 365, "days", "how long a call is counted")
    overuse_caller: float = _expert(3, 1, 10, "calls", "one executive who calls everywhere is no longer heard")
    overuse_account: float = _expert(2, 1, 10, "calls", "a client called twice in a quarter has heard enough")
    overuse_target: float = _expert(1, 1, 10, "calls", "the same person is called once a quarter")
    # authority
    clear_stance: float = _expert(0.2, 0, 1, "stance", "below it a stance is neutral and opposes nobody")

    def overridden(self, values: Mapping[str, object]) -> "Assumptions":
        """Take some other values.

        Raises
        ------
        InvalidInput
            For a name that is none of these, a value that is no number, or one out of its range.
        """
        ranges = {row.name: row for row in all_assumptions()}
        accepted: dict[str, float] = {}
        for name, value in values.items():
            if name not in ranges:
                raise InvalidInput(
                    f"There is no assumption named {name}.", "The query `assumptions` lists them.", (*_PATH, name)
                )
            accepted[name] = _within(ranges[name], value)
        return replace(self, **accepted)

    def as_mapping(self) -> dict[str, float]:
        """Give all of them by name."""
        return {row.name: getattr(self, row.name) for row in fields(self)}


def all_assumptions() -> tuple[Assumption, ...]:
    """List every constant that may be overridden.

    >>> [row.default for row in all_assumptions() if row.name == "hop_discount"]
    [0.6]
    """
    return tuple(
        Assumption(
            name=row.name,
            unit=row.metadata["unit"],
            low=row.metadata["low"],
            high=row.metadata["high"],
            default=row.metadata["default"],
            reason=row.metadata["reason"],
        )
        for row in fields(Assumptions)
    )


def _within(row: Assumption, value: object) -> float:
    number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    if not row.low <= number <= row.high:
        raise InvalidInput(
            f"{row.name} cannot be {value!r}.",
            f"Give a number from {row.low:g} to {row.high:g} ({row.unit}).",
            (*_PATH, row.name),
        )
    return number
