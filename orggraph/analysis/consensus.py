"""How far those concerned agree, on where their stances settle."""

from collections import defaultdict
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.model import DealModel
from orggraph.domain.people import JobFunction
from orggraph.domain.politics import Consensus, FunctionConflict

Floats = NDArray[np.float64]

_FARTHEST = 4.0
"""The square of the distance from -1 to 1."""


def consensus(model: DealModel) -> Consensus | None:
    """Tell how far those concerned by a deal agree.

    Polarisation is the variance of the settled stances, disagreement the mean square distance of those who influence
    each other, as a share of the largest, weighted by how much they do. Functions pull apart by the distance of their
    means. The pivot is whose conversion to full support would raise the chance most.

    Parameters
    ----------
    model : DealModel
        The deal.

    Returns
    -------
    Consensus or None
        None without stakeholders. All shares in [0, 1], distances in [0, 2].

    Notes
    -----
    Quadratic in the stakeholders. With one stakeholder there is nobody to disagree with: 0.

    References
    ----------
    Musco, C., Musco, C. and Tsourakakis, C. E. (2018). Minimizing polarization and disagreement in social networks.
    WWW '18.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> found = consensus(deal_model_example())
    >>> found.pivot_id, [(one.one.name, one.other.name) for one in found.conflicts]
    ('per_cio', [('IT', 'MARKETING')])
    """
    people = [person for person in model.people if person in model.stakeholders]
    if not people:
        return None
    rows = np.array([model.place[person] for person in people], dtype=np.int64)
    settled = model.point_settled_stance[rows]
    pivot = _pivot(model, people)
    return Consensus(
        polarisation=float(settled.var()),
        disagreement=_disagreement(model, rows, settled),
        between_functions=between_functions(model),
        conflicts=_conflicts(model, people, settled),
        pivot_id=pivot[0] if pivot else None,
        pivot_gain=pivot[1] if pivot else None,
    )


def between_functions(model: DealModel) -> float:
    """Give the share of the variance of settled stances that lies between functions.

    Parameters
    ----------
    model : DealModel
        The deal.

    Returns
    -------
    float
        In [0, 1]; 0 when all agree. A person of unknown function is a function of their own.

    Notes
    -----
    Linear in the stakeholders.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> between_functions(deal_model_example())
    1.0
    """
    people = [person for person in model.people if person in model.stakeholders]
    settled = model.point_settled_stance[[model.place[person] for person in people]]
    if not people or settled.var() < 1e-12:  # noqa: PLR2004 - rounding, not a difference
        return 0.0
    groups: defaultdict[str, list[float]] = defaultdict(list)
    for person, value in zip(people, settled, strict=True):
        trade = _function(model, person)
        groups[person if trade is JobFunction.UNKNOWN else trade].append(float(value))
    mean = float(settled.mean())
    between = sum(len(values) * (float(np.mean(values)) - mean) ** 2 for values in groups.values())
    return min(1.0, float(between / (len(people) * settled.var())))


def _disagreement(model: DealModel, rows: NDArray[np.int64], settled: Floats) -> float:
    weights = model.salience.plus[np.ix_(rows, rows)] + model.stance.minus[np.ix_(rows, rows)]
    apart = (settled[:, None] - settled[None, :]) ** 2 / _FARTHEST
    return float((weights * apart).sum() / weights.sum()) if weights.sum() > 0 else 0.0


def _conflicts(model: DealModel, people: list[str], settled: Floats) -> tuple[FunctionConflict, ...]:
    members: defaultdict[JobFunction, list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        members[_function(model, person)].append(number)
    members.pop(JobFunction.UNKNOWN, None)
    found = [
        FunctionConflict(
            one,
            other,
            abs(float(settled[members[one]].mean() - settled[members[other]].mean())),
            model.hierarchy.lowest_common_manager(tuple(people[n] for n in (*members[one], *members[other]))),
        )
        for one, other in combinations(sorted(members), 2)
    ]
    return tuple(sorted(found, key=lambda pair: (-round(pair.distance, 9), pair.one, pair.other)))


def _pivot(model: DealModel, people: list[str]) -> tuple[str, float] | None:
    """Give whose full support would raise the chance most, and by how much; None where nobody's would."""
    if not model.rule.deciders:
        return None
    stance, salience = model.settled_stance[model.deciding], model.settled_salience[model.deciding]
    own = model.stance.inverse[model.deciding] * (1 - model.stance.susceptibility)
    gains = []
    for person in people:
        row = model.place[person]
        converted = stance + own[:, row, None] * (1 - model.drawn_stance[row])
        gain = float((model.chance_of(converted, salience) - model.chance).mean()) * model.open_way
        gains.append((-round(gain, 9), person))
    best = min(gains, default=None)
    return (best[1], -best[0]) if best and best[0] < 0 else None


def _function(model: DealModel, person: str) -> JobFunction:
    seat = model.snapshot.seat_held_by(person)
    return seat.job_function if seat else JobFunction.UNKNOWN
