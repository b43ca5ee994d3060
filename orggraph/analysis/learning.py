"""Learning from what happened: how good forecasts were, and intercepts refitted to outcomes, shrunk to the defaults."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_expit, logit

from orggraph.domain.assumptions import Assumptions, all_assumptions
from orggraph.domain.deals import Escalation, EscalationOutcome
from orggraph.domain.learning import ENOUGH_OUTCOMES, Calibration, Judged, Refit, Refitted, ReliabilityBin
from orggraph.errors import ConflictError

Floats = NDArray[np.float64]

_BINS = 10
_SURE = 1e-6
"""No forecast is taken to be surer than this, so that one that failed costs much and not everything."""


def judged(calls: Iterable[Escalation], until: date, since: date | None = None) -> tuple[Judged, ...]:
    """Give the calls whose forecast can be held against what happened.

    Parameters
    ----------
    calls : iterable of Escalation
        Any.
    until : date
        Outcomes known by that day.
    since : date, optional
        Calls made on that day or later.

    Returns
    -------
    tuple of Judged
        By day, then by id. A call that was not made says nothing.

    Notes
    -----
    O(n log n).

    Examples
    --------
    >>> judged((), date(2026, 6, 1))
    ()
    """
    found = [
        Judged(
            escalation_id=call.id,
            made_on=call.made_on,
            predicted=call.forecast.probability.mean,
            unblocked=call.outcome is EscalationOutcome.UNBLOCKED,
            disavowal=call.forecast.disavowal,
            disavowed=call.outcome is EscalationOutcome.CONTACT_DISAVOWED,
            rule_intercept=call.forecast.rule_intercept,
            disavowal_base=call.forecast.disavowal_base,
        )
        for call in calls
        if call.forecast and call.made_on and _is_known(call, until) and (since is None or call.made_on >= since)
    ]
    return tuple(sorted(found, key=lambda one: (one.made_on, one.escalation_id)))


def _is_known(call: Escalation, until: date) -> bool:
    if call.outcome in (None, EscalationOutcome.NOT_MADE):
        return False
    return call.outcome_on is None or call.outcome_on <= until


def calibration(outcomes: Sequence[Judged]) -> Calibration:
    """Tell how good forecasts were.

    Parameters
    ----------
    outcomes : sequence of Judged
        Forecasts with what happened.

    Returns
    -------
    Calibration
        Brier score, that of the base rate, log loss, and a reliability table by tenths; empty tenths are left out.

    Notes
    -----
    Linear.

    References
    ----------
    Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Mon. Weather Rev. 78.

    Examples
    --------
    >>> calibration(()).brier is None
    True
    """
    if not outcomes:
        return Calibration(forecasts=0)
    predicted = np.array([one.predicted for one in outcomes])
    observed = np.array([float(one.unblocked) for one in outcomes])
    sure = np.clip(predicted, _SURE, 1 - _SURE)
    return Calibration(
        forecasts=len(outcomes),
        brier=float(np.mean((predicted - observed) ** 2)),
        base_rate_brier=float(observed.mean() * (1 - observed.mean())),
        log_loss=float(-np.mean(observed * np.log(sure) + (1 - observed) * np.log1p(-sure))),
        reliability=tuple(_bins(predicted, observed)),
    )


def _bins(predicted: Floats, observed: Floats) -> Iterable[ReliabilityBin]:
    place = np.minimum(np.floor(np.round(predicted * _BINS, 9)), _BINS - 1)
    for number in range(_BINS):
        inside = place == number
        if inside.any():
            yield ReliabilityBin(
                low=number / _BINS,
                high=(number + 1) / _BINS,
                forecasts=int(inside.sum()),
                predicted=float(predicted[inside].mean()),
                observed=float(observed[inside].mean()),
            )


def refit(outcomes: Sequence[Judged], assumptions: Assumptions | None = None) -> Refit:
    """Refit the intercepts of the chance that a deal moves, and of disavowal, to what happened.

    Parameters
    ----------
    outcomes : sequence of Judged
        Forecasts with what happened; `ENOUGH_OUTCOMES` at least.
    assumptions : Assumptions, optional
        As they are now; `learning_shrink` tells how far outcomes may pull.

    Returns
    -------
    Refit
        Each intercept before and after, within its range, and how good the forecasts are with both.

    Raises
    ------
    ConflictError
        With too few outcomes.

    Notes
    -----
    Log-odds of each forecast less the intercept it was made with, plus a new one: the maximum of the likelihood times a
    normal prior around the default, of standard deviation `learning_shrink`. One concave problem an intercept. What a
    forecast would have been is its log-odds moved by as much, exact but for the mean over the worlds.

    References
    ----------
    Steyerberg, E. W. et al. (2004). Validation and updating of predictive logistic regression models. Stat. Med. 23.

    Examples
    --------
    >>> refit(())
    Traceback (most recent call last):
        ...
    orggraph.errors.ConflictError: 0 outcomes are known; 30 are needed. Record what came of more calls.
    """
    if len(outcomes) < ENOUGH_OUTCOMES:
        raise ConflictError(
            f"{len(outcomes)} outcomes are known; {ENOUGH_OUTCOMES} are needed.", "Record what came of more calls."
        )
    now = assumptions or Assumptions()
    moves = (
        _without(np.array([one.predicted for one in outcomes]), [one.rule_intercept for one in outcomes]),
        np.array([float(one.unblocked) for one in outcomes]),
    )
    hurts = (
        _without(np.array([one.disavowal for one in outcomes]), [one.disavowal_base for one in outcomes]),
        np.array([float(one.disavowed) for one in outcomes]),
    )
    shrink = now.learning_shrink
    changes = (
        Refitted(
            assumption="rule_intercept", before=now.rule_intercept, after=_fitted("rule_intercept", *moves, shrink)
        ),
        Refitted(
            assumption="disavowal_base", before=now.disavowal_base, after=_fitted("disavowal_base", *hurts, shrink)
        ),
    )
    return Refit(
        outcomes=len(outcomes),
        changes=changes,
        before=calibration(_moved(outcomes, moves[0] + changes[0].before)),
        after=calibration(_moved(outcomes, moves[0] + changes[0].after)),
    )


def _without(probabilities: Floats, intercepts: Sequence[float]) -> Floats:
    """Give log-odds without the intercept that they were made with."""
    return np.asarray(logit(np.clip(probabilities, _SURE, 1 - _SURE)) - np.array(intercepts))


def _fitted(name: str, log_odds: Floats, happened: Floats, shrink: float) -> float:
    """Give the intercept that explains best what happened, drawn to its default."""
    row = next(row for row in all_assumptions() if row.name == name)

    def cost(intercept: float) -> float:
        sign = np.where(happened > 0, 1.0, -1.0)
        unlikely = -log_expit(sign * (log_odds + intercept)).sum()
        return float(unlikely + (intercept - row.default) ** 2 / (2 * shrink**2))

    found = minimize_scalar(cost, bounds=(row.low, row.high), method="bounded", options={"xatol": 1e-9})
    return round(float(found.x), 6)


def _moved(outcomes: Sequence[Judged], log_odds: Floats) -> tuple[Judged, ...]:
    return tuple(replace(one, predicted=float(p)) for one, p in zip(outcomes, expit(log_odds), strict=True))
