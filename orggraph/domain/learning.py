"""How good forecasts were against what happened, and what the outcomes say of the two intercepts."""

from dataclasses import dataclass
from datetime import date

ENOUGH_OUTCOMES = 30
"""With fewer, a refit would follow chance."""
LEARNT = ("rule_intercept", "disavowal_base")
"""The assumptions that outcomes can change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A call that was made, whose forecast and outcome are known."""

    escalation_id: str
    made_on: date
    predicted: float
    unblocked: bool
    disavowal: float
    disavowed: bool
    rule_intercept: float
    disavowal_base: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """Of the forecasts between `low` and `high`: how many, what they said on average, and how often it came true."""

    low: float
    high: float
    forecasts: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How good forecasts were; figures are None without any. `base_rate_brier`: of always saying how often deals moved."""

    forecasts: int
    brier: float | None = None
    base_rate_brier: float | None = None
    log_loss: float | None = None
    reliability: tuple[ReliabilityBin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refitted:
    """One intercept as it is and as outcomes would have it."""

    assumption: str
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """What outcomes say of the intercepts, and how good the same forecasts were and would have been."""

    outcomes: int
    changes: tuple[Refitted, ...]
    before: Calibration
    after: Calibration
