"""Which pairs are worth a call, in which order, and which of them no other beats in everything."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.forecast import TargetForecast
from orggraph.analysis.pair_rules import Pair
from orggraph.domain.assumptions import Assumptions

Floats = NDArray[np.float64]

_DIGITS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """A pair that may be worth a call: its number among the ways of a forecast.

    Attributes
    ----------
    once : array of draws
        What it would be worth in each world once what is open is settled well.
    """

    pair: Pair
    forecast: TargetForecast
    number: int
    once: Floats

    @property
    def utility(self) -> float:
        """What the path is worth, in points of probability.

        >>> from orggraph.analysis.example import example_forecast, stalled_deal
        >>> from orggraph.analysis.question import ask
        >>> (pair, *_), *_ = ask(stalled_deal(), "dea_1").pairs
        >>> forecast = example_forecast()
        >>> Ranked(pair, forecast, 0, forecast.worth[0]).utility > 0
        True
        """
        return float(self.forecast.utility[self.number])

    @property
    def worth(self) -> Floats:
        """The same in each world.

        >>> from orggraph.analysis.example import example_forecast, stalled_deal
        >>> from orggraph.analysis.question import ask
        >>> (pair, *_), *_ = ask(stalled_deal(), "dea_1").pairs
        >>> forecast = example_forecast()
        >>> Ranked(pair, forecast, 0, forecast.worth[0]).worth.shape
        (1000,)
        """
        return np.asarray(self.forecast.worth[self.number])


def worth_it(
    candidates: Sequence[Ranked], least: float, assumptions: Assumptions, *, once: bool = False
) -> tuple[Ranked, ...]:
    """Keep the pairs that are worth a call, best first.

    Parameters
    ----------
    candidates : sequence of Ranked
        Pairs that were not left out.
    least : float
        What a path must be worth.
    assumptions : Assumptions
        `worth_tie`.
    once : bool
        Whether it is enough that they would be worth it once prepared.

    Returns
    -------
    tuple of Ranked
        By utility; within `worth_tie` of the best of a group the lower level comes first, then the better utility,
        then the order of ids.

    Notes
    -----
    O(n log n).

    Examples
    --------
    >>> worth_it((), 0.0, Assumptions())
    ()
    """
    if not candidates:
        return ()
    values = np.array([one.once for one in candidates]).mean(axis=1) if once else [one.utility for one in candidates]
    pairs = zip(candidates, values, strict=True)
    kept = sorted((one for one, value in pairs if round(float(value), _DIGITS) >= least), key=_order)
    ordered: list[Ranked] = []
    while kept:
        best = kept[0]
        group = [one for one in kept if one is best or best.utility - one.utility < assumptions.worth_tie]
        ordered.append(min(group, key=lambda one: (one.pair.target.levels_up, *_order(one))))
        kept.remove(ordered[-1])
    return tuple(ordered)


def _order(one: Ranked) -> tuple[float, str, str]:
    return -round(one.utility, _DIGITS), one.pair.target.person_id, one.pair.match.person_id


def undominated(ranked: Sequence[Ranked]) -> tuple[bool, ...]:
    """Tell of each pair whether no other is at least as good in gain, risk and warmth, and better in one.

    Parameters
    ----------
    ranked : sequence of Ranked
        The pairs.

    Returns
    -------
    tuple of bool
        The Pareto front.

    Notes
    -----
    Quadratic in the pairs.

    Examples
    --------
    >>> undominated(())
    ()
    """
    if not ranked:
        return ()
    points = np.array([_merits(one) for one in ranked])
    as_good = np.all(points[:, None, :] >= points[None, :, :], axis=2)
    better = np.any(points[:, None, :] > points[None, :, :], axis=2)
    return tuple((~np.any(as_good & better, axis=0)).tolist())


def _merits(one: Ranked) -> tuple[float, float, float]:
    gain = float(one.forecast.change[one.number].mean())
    return round(gain, _DIGITS), -round(one.forecast.risk, _DIGITS), round(one.pair.match.warmth, _DIGITS)
