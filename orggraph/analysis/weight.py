"""Political weight: formal authority, social power and brokerage, in a deal or in a whole account."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from orggraph.analysis.brokerage import Betweenness, betweenness
from orggraph.analysis.deadline import Deadline, endless
from orggraph.analysis.dynamics import dynamics
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import InfluenceGraph
from orggraph.analysis.model import DealModel
from orggraph.analysis.standing import percentiles
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import Contribution, total
from orggraph.domain.people import Seniority
from orggraph.domain.politics import PoliticalWeight

Floats = NDArray[np.float64]

_RANKS = {rank: number for number, rank in enumerate(Seniority)}
_ENOUGH = 0.5
_EXACT = 1e-12


def sufficient(model: DealModel) -> Floats:
    """Tell what the chance of the decision would be if each person alone pushed with all they have.

    Parameters
    ----------
    model : DealModel
        The deal.

    Returns
    -------
    array of n
        In (0, 1), politics alone, at what is believed of the others; from one half on their weight is enough.

    Notes
    -----
    O(n times deciders): the deciders' rows of V are at hand.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> model = deal_model_example()
    >>> round(float(sufficient(model)[model.graph.index["per_contact"]]), 2)
    0.12
    """
    rows, n = model.deciding, len(model.graph.people)
    unasked = model.assumptions.salience_unasked
    initial_stance, initial_salience = np.zeros(n), np.full(n, unasked)
    places = [model.graph.index[person] for person in model.people]
    initial_stance[places], initial_salience[places] = model.point_stance, model.point_salience
    stance, salience = model.stance, model.salience
    on_stance = (stance.reach * stance.own_share)[rows]
    on_salience = (salience.reach * salience.own_share)[rows]
    pushed = model.point_settled_stance[rows, None] + on_stance * (1 - initial_stance)
    cared = model.point_settled_salience[rows, None] + on_salience * (1 - initial_salience)
    return model.verdicts.chance(pushed * cared)


class Weights:
    """Answers who weighs how much in an account; what does not hang on a deal is worked out once.

    Parameters
    ----------
    hierarchy : Hierarchy
        Of the account.
    graph : InfluenceGraph
        Of the account.
    assumptions : Assumptions
        The shares of the three parts.
    deadline : callable
        Raises when there is no more time.
    """

    def __init__(
        self, hierarchy: Hierarchy, graph: InfluenceGraph, assumptions: Assumptions, deadline: Deadline = endless
    ) -> None:
        self._hierarchy = hierarchy
        self._graph = graph
        self._assumptions = assumptions
        self._deadline = deadline

    def in_account(self) -> tuple[PoliticalWeight, ...]:
        """Weigh everybody whatever the deal: social power is their influence on all the others.

        Returns
        -------
        tuple of PoliticalWeight
            Heaviest first, between equals by id.

        Notes
        -----
        One adjoint solve, and betweenness: exact up to 500 people, from 64 sources above.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> from orggraph.analysis.influence import influence_graph
        >>> hierarchy = Hierarchy.of(stalled_deal())
        >>> weights = Weights(hierarchy, influence_graph(hierarchy, Assumptions()), Assumptions())
        >>> [found.person_id for found in weights.in_account()]
        ['per_ceo', 'per_cio', 'per_cfo', 'per_contact']
        """
        return self._ranked(self._power_over_all, None)

    def in_deal(self, model: DealModel) -> tuple[PoliticalWeight, ...]:
        """Weigh everybody in a deal: social power is their influence on those who decide.

        Parameters
        ----------
        model : DealModel
            The deal.

        Returns
        -------
        tuple of PoliticalWeight
            Heaviest first, between equals by id; `sufficient` where somebody is known to decide.

        Notes
        -----
        As `in_account`, the solve being done.

        Examples
        --------
        >>> from orggraph.analysis.example import deal_model_example
        >>> model = deal_model_example()
        >>> found = Weights(model.hierarchy, model.graph, model.assumptions).in_deal(model)
        >>> [(one.person_id, one.sufficient) for one in found][:2]
        [('per_cio', True), ('per_ceo', False)]
        """
        enough = sufficient(model) >= _ENOUGH if model.rule.deciders else None
        return self._ranked(model.leverage, enough)

    @cached_property
    def brokerage(self) -> Betweenness:
        """Betweenness on the graph of positive influence.

        >>> from orggraph.analysis.example import stalled_deal
        >>> from orggraph.analysis.influence import influence_graph
        >>> hierarchy = Hierarchy.of(stalled_deal())
        >>> Weights(hierarchy, influence_graph(hierarchy, Assumptions()), Assumptions()).brokerage.error
        0.0
        """
        graph, n = self._graph, len(self._graph.people)
        kept = graph.positive > 0
        links = sparse.csr_array((graph.positive[kept], (graph.rows[kept], graph.columns[kept])), shape=(n, n))
        return betweenness(links, deadline=self._deadline)

    @cached_property
    def _formal(self) -> Floats:
        """Half for rank, half for the number of people below."""
        snapshot, people = self._hierarchy.snapshot, self._graph.people
        seats = [snapshot.seat_held_by(person) for person in people]
        rank = np.array([-float(_RANKS[seat.seniority]) if seat else -float(len(_RANKS)) for seat in seats])
        below = np.array([float(self._hierarchy.seats_under(seat.position.id)) if seat else 0.0 for seat in seats])
        return np.asarray((percentiles(rank) + percentiles(below)) / 2)

    @cached_property
    def _power_over_all(self) -> Floats:
        graph, a = self._graph, self._assumptions
        n = len(graph.people)
        model = dynamics(graph, graph.positive - graph.negative, np.full(n, a.conviction_rest), a)
        adjoint = sparse.csr_array(model.matrix.T)
        reached = term = np.full(n, 1 / max(n, 1))
        while np.abs(term := adjoint @ term).max(initial=0.0) > _EXACT:
            reached = reached + term
        return np.asarray(reached * (1 - model.susceptibility))

    def _ranked(self, power: Floats, enough: NDArray[np.bool_] | None) -> tuple[PoliticalWeight, ...]:
        a = self._assumptions
        whole = a.weight_formal + a.weight_social + a.weight_brokerage or 1.0
        raw = {"social_power": power, "brokerage": self.brokerage.share}
        parts = {
            "formal_authority": self._formal,
            "social_power": percentiles(np.maximum(power, 0)),
            "brokerage": percentiles(self.brokerage.share),
        }
        shares = dict(zip(parts, (a.weight_formal, a.weight_social, a.weight_brokerage), strict=True))
        found = [
            self._weight(n, {code: float(values[n]) for code, values in parts.items()}, raw, shares, whole, enough)
            for n in range(len(self._graph.people))
        ]
        return tuple(sorted(found, key=lambda one: (-round(one.weight, 9), one.person_id)))

    def _weight(
        self,
        n: int,
        parts: Mapping[str, float],
        raw: Mapping[str, Floats],
        shares: Mapping[str, float],
        whole: float,
        enough: NDArray[np.bool_] | None,
    ) -> PoliticalWeight:
        contributions = tuple(
            Contribution(code, shares[code] / whole * value, detail=f"{raw[code][n]:.6g}" if code in raw else "")
            for code, value in parts.items()
        )
        return PoliticalWeight(
            person_id=self._graph.people[n],
            weight=total(contributions),
            sufficient=None if enough is None else bool(enough[n]),
            contributions=contributions,
            **parts,
        )
