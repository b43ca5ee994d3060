"""What to find out next: the signals whose answer would tell most about whether a call is right."""

import math
from collections.abc import Iterable, Mapping

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import ORGANISATIONAL_CAUSES, REAL_CAUSES, BlockageCause, CauseAssessment, NextQuestion
from orggraph.domain.likelihoods import LIKELIHOODS
from orggraph.domain.signals import TO_COME, Signal, SignalKind

_OUR_DOING = frozenset({SignalKind.FOLLOW_UP_SENT, SignalKind.FOLLOW_UP_UNANSWERED, SignalKind.DISCOUNT_OFFERED})
_NEED = frozenset({SignalKind.NEED_CONFIRMED, SignalKind.NEED_DENIED})
_VALUE = frozenset({SignalKind.VALUE_QUANTIFIED, SignalKind.PILOT_SUCCEEDED, SignalKind.PILOT_FAILED})
_TOPICS: tuple[tuple[SignalKind, ...], ...] = (
    (SignalKind.NEED_CONFIRMED, SignalKind.NEED_DENIED),
    (SignalKind.PILOT_SUCCEEDED, SignalKind.PILOT_FAILED),
    (
        SignalKind.BUDGET_CONFIRMED,
        SignalKind.BUDGET_TIGHT,
        SignalKind.BUDGET_NOT_ALLOCATED,
        SignalKind.BUDGET_FROZEN,
        SignalKind.BUDGET_CUT,
    ),
    (
        SignalKind.TECHNICAL_FIT_CONFIRMED,
        SignalKind.TECHNICAL_INCOMPATIBILITY,
        SignalKind.SECURITY_REVIEW_FAILED,
        SignalKind.LEGAL_CONSTRAINT,
    ),
    (SignalKind.DEADLINE_SET, SignalKind.NO_DEADLINE),
    (SignalKind.PRICE_CHALLENGED, SignalKind.PROCUREMENT_LED),
)
"""One question each, asked by its first signal; every other signal is a question of its own."""
_UNKNOWN = 0.5
_MOST = 0.95
_SHOWN = 3


def next_questions(
    causes: Iterable[CauseAssessment], seen: Iterable[Signal], assumptions: Assumptions, first: int = _SHOWN
) -> tuple[NextQuestion, ...]:
    """Rank what was not seen yet by how much knowing it would tell.

    Whether a call is right is one event: the need and the value hold, no real cause does, and some organisational one
    does. A question is worth the entropy of that event less what is expected to be left once it is answered.

    Parameters
    ----------
    causes : iterable of CauseAssessment
        The eight.
    seen : iterable of Signal
        What was seen already.
    assumptions : Assumptions
        `question_rate`: how often a signal is seen where it means nothing.
    first : int
        How many.

    Returns
    -------
    tuple of NextQuestion
        Most telling first, in bits; what would tell nothing is left out. One question a topic: whether the budget is
        confirmed stands for whether it was cut.

    Notes
    -----
    Linear in the kinds of signals. Causes are taken as independent, as in the diagnosis.

    References
    ----------
    Lindley, D. V. (1956). On a measure of the information provided by an experiment. Ann. Math. Stat. 27, 986-1005.

    Examples
    --------
    >>> from orggraph.analysis.diagnosis import diagnose
    >>> from datetime import date
    >>> nothing = diagnose([], date(2026, 6, 1))
    >>> [question.signal.name for question in next_questions(nothing.causes, [], Assumptions())]
    ['NEED_CONFIRMED', 'PILOT_SUCCEEDED', 'BUDGET_CONFIRMED']
    """
    kinds = {signal.kind for signal in seen}
    odds = {found.cause: found.log_odds for found in causes}
    absent = {cause: 1 - _logistic(log_odds) for cause, log_odds in odds.items()}
    now = _entropy(_right(absent, _holds(kinds, _NEED), _holds(kinds, _VALUE)))
    ranked = []
    for topic in _open_topics(kinds):
        gain = now - min(_expected_entropy(kind, odds, absent, kinds, assumptions.question_rate) for kind in topic)
        if gain > 0:
            ranked.append((-round(gain, 9), topic[0]))
    return tuple(NextQuestion(kind, -gain) for gain, kind in sorted(ranked)[:first])


def _open_topics(kinds: set[SignalKind]) -> list[tuple[SignalKind, ...]]:
    """Give what can be asked of the client and was not answered yet."""
    not_alone = {kind for topic in _TOPICS for kind in topic} | _OUR_DOING | TO_COME
    alone = ((kind,) for kind in SignalKind if kind not in not_alone)
    return [topic for topic in (*_TOPICS, *alone) if kinds.isdisjoint(topic)]


def _expected_entropy(
    kind: SignalKind,
    odds: Mapping[BlockageCause, float],
    absent: Mapping[BlockageCause, float],
    kinds: set[SignalKind],
    rate: float,
) -> float:
    """Give the entropy to expect; an answer moves only the causes that it speaks of, `absent` being how likely each is not one now."""
    likelihood = LIKELIHOODS[kind]
    rate = min(rate, _MOST * math.exp(-max(0.0, *likelihood.values())))
    need, value = _holds(kinds, _NEED), _holds(kinds, _VALUE)
    likely = rate
    for cause, ratio in likelihood.items():
        chance = _logistic(odds[cause])
        likely *= 1 - chance + chance * math.exp(ratio)
    likely = min(likely, _MOST)
    if need == _UNKNOWN and kind in _NEED:
        likely = _UNKNOWN
    left = 0.0
    for answer, weight in ((True, likely), (False, 1 - likely)):
        moved = {cause: 1 - _logistic(odds[cause] + _shift(r, answer, rate)) for cause, r in likelihood.items()}
        told = _answered(kind, answer, need, value)
        left += weight * _entropy(_right({**absent, **moved}, *told))
    return left


def _shift(ratio: float, answer: bool, rate: float) -> float:
    """Give what an answer adds to the log-odds of a cause."""
    if answer:
        return ratio
    return math.log((1 - rate * math.exp(ratio)) / (1 - rate))


def _answered(kind: SignalKind, answer: bool, need: float, value: float) -> tuple[float, float]:
    if kind in _NEED:
        need = float(answer is (kind is SignalKind.NEED_CONFIRMED))
    if kind in _VALUE and answer:
        value = float(kind is not SignalKind.PILOT_FAILED)
    return need, value


def _holds(kinds: set[SignalKind], group: frozenset[SignalKind]) -> float:
    """Tell how likely need or value holds: stated, stated not to, or nobody asked."""
    if not kinds & group:
        return _UNKNOWN
    return float(
        not kinds & {SignalKind.NEED_DENIED} if group is _NEED else bool(kinds & (_VALUE - {SignalKind.PILOT_FAILED}))
    )


def _right(absent: Mapping[BlockageCause, float], need: float, value: float) -> float:
    no_real = math.prod(absent[cause] for cause in REAL_CAUSES)
    return need * value * no_real * (1 - math.prod(absent[cause] for cause in ORGANISATIONAL_CAUSES))


def _logistic(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _entropy(chance: float) -> float:
    return -sum(p * math.log2(p) for p in (chance, 1 - chance) if p > 0)
