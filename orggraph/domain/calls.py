"""How a call's forecast, and the steps of its plan that were done, are said: each step by itself, so that one taken back leaves the others."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from orggraph.domain.deals import CallForecast, PlanStepCode, StepDone
from orggraph.domain.interval import Interval
from orggraph.domain.observations import JsonValue

_PARTS = ("median", "mean", "low", "high")
_INTERVALS = ("probability", "change")
_FIGURES = ("disavowal", "rule_intercept", "disavowal_base")
_ON = "forecast_on"


def said_of_forecast(forecast: CallForecast) -> dict[str, JsonValue]:
    """Say a forecast.

    >>> even = Interval(0.5, 0.5, 0.4, 0.6)
    >>> told = {"disavowal": 0.1, "rule_intercept": 0.0, "disavowal_base": -1.8}
    >>> forecast = CallForecast(forecast_on=date(2026, 6, 1), probability=even, change=even, **told)
    >>> forecast_said(said_of_forecast(forecast)) == forecast
    True
    """
    said: dict[str, JsonValue] = {_ON: forecast.forecast_on.isoformat()}
    for name in _INTERVALS:
        interval = getattr(forecast, name)
        said |= {f"forecast_{name}_{part}": getattr(interval, part) for part in _PARTS}
    return said | {f"forecast_{name}": getattr(forecast, name) for name in _FIGURES}


def forecast_said(said: Mapping[str, Any]) -> CallForecast | None:
    """Read a forecast back; None where none was said."""
    if not said.get(_ON):
        return None
    probability, change = (Interval(*(float(said[f"forecast_{one}_{p}"]) for p in _PARTS)) for one in _INTERVALS)
    disavowal, intercept, base = (float(said[f"forecast_{name}"]) for name in _FIGURES)
    return CallForecast(
        forecast_on=date.fromisoformat(said[_ON]),
        probability=probability,
        change=change,
        disavowal=disavowal,
        rule_intercept=intercept,
        disavowal_base=base,
    )


def said_of_step(step: PlanStepCode, on: date | None, note: str | None = None) -> dict[str, JsonValue]:
    """Say that a step was done on a day; None says that it was not.

    >>> said_of_step(PlanStepCode.MAKE_CALL, date(2026, 6, 16))
    {'done_make_call': '2026-06-16', 'done_make_call_note': None}
    """
    name = f"done_{step.value.lower()}"
    return {name: on.isoformat() if on else None, f"{name}_note": note}


def steps_said(said: Mapping[str, Any]) -> tuple[StepDone, ...]:
    """Read the steps done back, in the order of the plan."""
    days = {step: said.get(f"done_{step.value.lower()}") for step in PlanStepCode}
    return tuple(
        StepDone(step=step, on=date.fromisoformat(on), note=said.get(f"done_{step.value.lower()}_note"))
        for step, on in days.items()
        if on
    )
