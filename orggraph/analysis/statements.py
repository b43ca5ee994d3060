"""What was stated outright and not taken back: of a need, a value, or a real cause."""

from collections.abc import Iterable, Sequence

from orggraph.domain.findings import BlockageCause
from orggraph.domain.likelihoods import COUNTERS, REOPENS, STATES, TAKEN_BACK_BY
from orggraph.domain.signals import Signal, SignalKind


def in_force(
    signals: Iterable[Signal], kinds: frozenset[SignalKind], undone_by: frozenset[SignalKind], least: float
) -> tuple[Signal, ...]:
    """Give the statements of some kinds that no later statement took back; weaker ones than `least` state nothing.

    Parameters
    ----------
    signals : iterable of Signal
        What was seen.
    kinds : frozenset of SignalKind
        What states it.
    undone_by : frozenset of SignalKind
        What takes it back when it is seen later.
    least : float
        The strength from which on a signal is a statement.

    Returns
    -------
    tuple of Signal
        In the order given.

    Notes
    -----
    Linear.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> confirmed, cut = frozenset({SignalKind.BUDGET_CONFIRMED}), frozenset({SignalKind.BUDGET_CUT})
    >>> [signal.id for signal in in_force(stalled_deal().signals["dea_1"], confirmed, cut, 0.5)]
    ['sig_budget_confirmed']
    """
    strong = [signal for signal in signals if signal.strength >= least]
    undone = max((signal.observed_on for signal in strong if signal.kind in undone_by), default=None)
    return tuple(s for s in strong if s.kind in kinds and (undone is None or s.observed_on >= undone))


def statement(signals: Sequence[Signal], cause: BlockageCause, least: float) -> tuple[Signal, ...]:
    """Give what states a real cause outright and was not taken back since.

    Parameters
    ----------
    signals : sequence of Signal
        What was seen.
    cause : BlockageCause
        One of the four real ones.
    least : float
        The strength from which on a signal is a statement.

    Returns
    -------
    tuple of Signal
        What is in force of each group of kinds that it takes, oldest first; empty where one group is missing.

    Notes
    -----
    O(n log n).

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> statement(stalled_deal().signals["dea_1"], BlockageCause.BUDGET, 0.5)
    ()
    """
    groups = [_standing(signals, kinds, frozenset(), least) for kinds in STATES[cause]]
    if not all(groups):
        return ()
    return tuple(sorted((s for group in groups for s in group), key=lambda s: (s.observed_on, s.id)))


def doubts(signals: Sequence[Signal], cause: BlockageCause, least: float) -> tuple[Signal, ...]:
    """Give what speaks strongly for a real cause and was neither taken back nor set aside since.

    Parameters
    ----------
    signals : sequence of Signal
        What was seen.
    cause : BlockageCause
        One of the four real ones.
    least : float
        The strength from which on a signal counts.

    Returns
    -------
    tuple of Signal
        Empty for a cause that nothing sets aside outright: that one fades.

    Notes
    -----
    Linear.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> doubts(stalled_deal().signals["dea_1"], BlockageCause.BUDGET, 0.5)
    ()
    """
    return _standing(signals, REOPENS[cause], COUNTERS[cause], least) if COUNTERS[cause] else ()


def _standing(
    signals: Sequence[Signal], kinds: frozenset[SignalKind], set_aside_by: frozenset[SignalKind], least: float
) -> tuple[Signal, ...]:
    """Give the statements of some kinds that stand, each kind with what takes it back."""
    return tuple(
        stated
        for kind in sorted(kinds)
        for stated in in_force(signals, frozenset({kind}), TAKEN_BACK_BY.get(kind, frozenset()) | set_aside_by, least)
    )
