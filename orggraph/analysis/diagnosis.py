"""What blocks a deal, from what was seen: log-odds that add up, one contribution for each kind of signal."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from orggraph.analysis.statements import statement
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import Contribution, total
from orggraph.domain.findings import (
    ORGANISATIONAL_CAUSES,
    REAL_CAUSES,
    BlockageCause,
    BlockageDiagnosis,
    CauseAssessment,
    Pressure,
)
from orggraph.domain.likelihoods import LIKELIHOODS, PRIORS
from orggraph.domain.signals import TO_COME, Signal, SignalKind

_ORDER = {cause: number for number, cause in enumerate(BlockageCause)}
_FOLLOW_UPS = (SignalKind.FOLLOW_UP_SENT, SignalKind.FOLLOW_UP_UNANSWERED)


def seen_by(signals: Iterable[Signal], as_of: date) -> tuple[Signal, ...]:
    """Give the signals of that day or before, oldest first; what was seen later, or is to come, does not count.

    Parameters
    ----------
    signals : iterable of Signal
        Of one deal.
    as_of : date
        The day it is asked for.

    Returns
    -------
    tuple of Signal
        Of one day in the order of ids.

    Notes
    -----
    O(n log n).

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> signals = stalled_deal().signals["dea_1"]
    >>> len(seen_by(signals, date(2026, 6, 1))), len(seen_by(signals, date(2026, 5, 31)))
    (7, 0)
    """
    seen = (s for s in signals if s.observed_on <= as_of and s.kind not in TO_COME)
    return tuple(sorted(seen, key=lambda s: (s.observed_on, s.id)))


def diagnose(
    signals: Iterable[Signal],
    as_of: date,
    assumptions: Assumptions | None = None,
    structure: Mapping[BlockageCause, tuple[Contribution, ...]] | None = None,
) -> BlockageDiagnosis:
    """Say which causes block a deal, and how likely each is.

    log-odds = prior + for each kind of signal its log likelihood ratio times the sum of strength times age decay,
    the strongest signal counting whole and every further one of its kind half of the one before. A real cause that was
    stated outright and not taken back does not fade: it is as likely as `cause_stated` at least, and comes first.

    Parameters
    ----------
    signals : iterable of Signal
        Of one deal, in any order; strength in [0, 1].
    as_of : date
        Signals of a later day are left out; ages are in days before it.
    assumptions : Assumptions, optional
        Half-life, discount of repeats, statements, window of pressure.
    structure : mapping, optional
        What the map itself adds to the log-odds of a cause.

    Returns
    -------
    BlockageDiagnosis
        Causes stated outright first, then likeliest first. `organisational`, the probability that no real cause holds and some organisational one
        does, is None when nothing was seen.

    Notes
    -----
    Linear in the signals, but for the sort. Causes are taken as independent given the signals, and what nobody wrote
    down does not exist: a missing signal is a question to ask, not a no.

    References
    ----------
    Good, I. J. (1950). Probability and the Weighing of Evidence. Griffin, London.

    Examples
    --------
    >>> seen = [Signal(id="sig_1", deal_id="dea_1", kind=SignalKind.BUDGET_FROZEN, observed_on=date(2026, 6, 1))]
    >>> likeliest = diagnose(seen, date(2026, 6, 1)).causes[0]
    >>> likeliest.cause.name, round(likeliest.probability, 2), likeliest.prior, likeliest.contributions[0].value
    ('BUDGET', 0.9, -1.6, 2.6)
    """
    a = assumptions or Assumptions()
    seen = seen_by(signals, as_of)
    weights = _weights(seen, as_of, a)
    stated = {cause: statement(seen, cause, a.stated_strength) for cause in REAL_CAUSES}
    causes = [
        _assess(cause, weights, (structure or {}).get(cause, ()), stated.get(cause, ()), a) for cause in BlockageCause
    ]
    causes.sort(key=lambda found: (not stated.get(found.cause), -found.log_odds, _ORDER[found.cause]))
    return BlockageDiagnosis(
        causes=tuple(causes),
        organisational=_organisational(causes) if seen else None,
        pressure=_pressure(seen, as_of, a),
    )


def _weights(seen: Sequence[Signal], as_of: date, a: Assumptions) -> Mapping[SignalKind, tuple[float, tuple[str, ...]]]:
    """Give, by kind, how much was seen of it and in which signals."""
    strengths: defaultdict[SignalKind, list[float]] = defaultdict(list)
    ids: defaultdict[SignalKind, list[str]] = defaultdict(list)
    for signal in seen:
        age = (as_of - signal.observed_on).days
        strengths[signal.kind].append(signal.strength * 0.5 ** (age / a.signal_half_life))
        ids[signal.kind].append(signal.id)
    return {
        kind: (
            math.fsum(value * a.signal_repeat**repeat for repeat, value in enumerate(sorted(values, reverse=True))),
            tuple(ids[kind]),
        )
        for kind, values in strengths.items()
    }


def _assess(
    cause: BlockageCause,
    weights: Mapping[SignalKind, tuple[float, tuple[str, ...]]],
    structure: tuple[Contribution, ...],
    stated: tuple[Signal, ...],
    a: Assumptions,
) -> CauseAssessment:
    by_signal = (
        Contribution(kind.value, LIKELIHOODS[kind][cause] * weight, ids)
        for kind, (weight, ids) in sorted(weights.items())
        if cause in LIKELIHOODS[kind]
    )
    contributions = (*by_signal, *structure)
    log_odds = PRIORS[cause] + total(contributions)
    least = math.log(a.cause_stated / (1 - a.cause_stated))
    if stated and log_odds < least:
        contributions = (*contributions, Contribution("stated", least - log_odds, tuple(s.id for s in stated)))
        log_odds = PRIORS[cause] + total(contributions)
    return CauseAssessment(
        cause=cause,
        probability=1 / (1 + math.exp(-log_odds)),
        log_odds=log_odds,
        prior=PRIORS[cause],
        contributions=contributions,
    )


def _organisational(causes: Iterable[CauseAssessment]) -> float:
    absent = {found.cause: 1 - found.probability for found in causes}
    no_real_cause = math.prod(absent[cause] for cause in REAL_CAUSES)
    return no_real_cause * (1 - math.prod(absent[cause] for cause in ORGANISATIONAL_CAUSES))


def _pressure(seen: Iterable[Signal], as_of: date, a: Assumptions) -> Pressure:
    recent = [signal.kind for signal in seen if (as_of - signal.observed_on).days < a.pressure_window]
    follow_ups = sum(kind in _FOLLOW_UPS for kind in recent)
    discounts = recent.count(SignalKind.DISCOUNT_OFFERED)
    return Pressure(follow_ups, discounts, warning=follow_ups + discounts >= a.pressure_limit)
