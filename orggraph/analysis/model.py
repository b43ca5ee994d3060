"""One deal made computable: who is in it, how they influence each other, what is believed and drawn, who decides."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.decision import Verdicts
from orggraph.analysis.draws import View
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import InfluenceGraph
from orggraph.analysis.intervals import intervals
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Deal, Stakeholder
from orggraph.domain.findings import REAL_CAUSES, BlockageCause, BlockageDiagnosis, DecisionRule, StanceChange
from orggraph.domain.interval import Interval
from orggraph.graph.snapshot import OrgSnapshot

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Field:
    """Stance or salience among the people of a deal, S of them, inside the whole account.

    Attributes
    ----------
    inverse : array, S by S
        (I - M)^-1 between them.
    reach : array, S by n
        The same rows towards everybody.
    susceptibility, pull : array of S
        As in `Dynamics`.
    own_share : array of n
        1 - susceptibility, of everybody.
    plus, minus : array, S by S
        Positive and negative influence, on the row by the column.
    """

    inverse: Floats
    reach: Floats
    own_share: Floats
    susceptibility: Floats
    pull: Floats
    plus: Floats
    minus: Floats


@dataclass(frozen=True)
class DealModel:
    """What every question about one deal shares. Make it with `deal_model`.

    Attributes
    ----------
    people : tuple of str
        The S people the deal hangs on: stakeholders, deciders, those above the contact, those the champion speaks to.
    views : tuple of View
        What is believed of each.
    stance, salience : Field
        How they influence each other; the same object where nobody is anybody's rival.
    drawn_stance, drawn_salience : array, S by draws
        Their initial views in each world.
    """

    hierarchy: Hierarchy
    graph: InfluenceGraph
    deal: Deal
    assumptions: Assumptions
    contact: str | None
    champion: str | None
    stakeholders: Mapping[str, Stakeholder]
    signals_say: BlockageDiagnosis
    """By signals alone: what the model itself may use, so that a warmer stance cannot argue against itself."""
    rule: DecisionRule
    verdicts: Verdicts
    people: tuple[str, ...]
    views: tuple[View, ...]
    voice: float
    convictions: Floats
    stance: Field
    salience: Field
    drawn_stance: Floats
    drawn_salience: Floats

    @property
    def snapshot(self) -> OrgSnapshot:
        """The account."""
        return self.hierarchy.snapshot

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Person -> row among the people of the deal.

        >>> from orggraph.analysis.example import deal_model_example
        >>> deal_model_example().place
        {'per_cio': 0, 'per_contact': 1}
        """
        return {person: row for row, person in enumerate(self.people)}

    @cached_property
    def deciding(self) -> Ints:
        """The rows of deciders and vetoers, in the order of `verdicts.people`.

        >>> from orggraph.analysis.example import deal_model_example
        >>> deal_model_example().deciding.tolist()
        [0]
        """
        return np.array([self.place[person] for person in self.verdicts.people], dtype=np.int64)

    @cached_property
    def decider_weights(self) -> Floats:
        """The weight of each decider, adding up to 1, in the order of `rule.deciders`.

        >>> from orggraph.analysis.example import deal_model_example
        >>> deal_model_example().decider_weights.tolist()
        [1.0]
        """
        weights = np.array(self.rule.weights)
        return np.asarray(weights / weights.sum()) if len(weights) else weights

    @cached_property
    def real_causes(self) -> Mapping[BlockageCause, float]:
        """How likely each real cause is, by signals.

        >>> from orggraph.analysis.example import deal_model_example
        >>> sorted(cause.name for cause in deal_model_example().real_causes)
        ['BUDGET', 'PRICE_STANDOFF', 'PRODUCT_WEAKNESS', 'TECHNICAL_CONSTRAINT']
        """
        return {found.cause: found.probability for found in self.signals_say.causes if found.cause in REAL_CAUSES}

    @cached_property
    def open_way(self) -> float:
        """The share of the chance that real causes leave: a call touches politics, not these.

        >>> from orggraph.analysis.example import deal_model_example
        >>> 0.5 < deal_model_example().open_way < 1
        True
        """
        return open_way(self.real_causes, self.assumptions)

    @cached_property
    def point_stance(self) -> Floats:
        """Stances as believed, undrawn.

        >>> from orggraph.analysis.example import deal_model_example
        >>> deal_model_example().point_stance.tolist()
        [0.3, 0.8]
        """
        return np.array([view.stance for view in self.views])

    @cached_property
    def point_salience(self) -> Floats:
        """Saliences as believed, undrawn."""
        return np.array([view.salience for view in self.views])

    @cached_property
    def chance(self) -> Floats:
        """The chance of the decision in each world as things are, politics alone.

        >>> from orggraph.analysis.example import deal_model_example
        >>> deal_model_example().chance.shape
        (1000,)
        """
        return self.chance_of(self.settled_stance[self.deciding], self.settled_salience[self.deciding])

    @cached_property
    def settled_stance(self) -> Floats:
        """Where stances settle, S by draws.

        >>> from orggraph.analysis.example import deal_model_example
        >>> deal_model_example().settled_stance.shape
        (2, 1000)
        """
        return settled_stance(self.stance, self.drawn_stance)

    @cached_property
    def settled_salience(self) -> Floats:
        """Where saliences settle, S by draws."""
        return settled_salience(self.salience, self.drawn_salience, self.assumptions)

    @cached_property
    def hear_champion(self) -> Mapping[int, Floats]:
        """The rows of those to whom the champion's voice matters -> the weights by which they would hear it whole.

        >>> from orggraph.analysis.example import deal_model_example
        >>> {row: weights.tolist() for row, weights in deal_model_example().hear_champion.items()}
        {0: [0.25]}
        """
        if self.champion is None:
            return {}
        on, by, weights, _ = self.graph.sources
        said = (by == self.graph.index[self.champion]) & (weights > 0)
        heard: defaultdict[int, list[float]] = defaultdict(list)
        for listener, weight in zip(on[said], weights[said], strict=True):
            person = self.graph.people[listener]
            if self.hierarchy.levels_under(person, self.champion) is None:
                heard[self.place[person]].append(float(weight))
        return {row: np.array(heard[row]) for row in sorted(heard)}

    @cached_property
    def stakeholder_rows(self) -> Ints:
        """The rows of stakeholders."""
        return np.array([row for person, row in self.place.items() if person in self.stakeholders], dtype=np.int64)

    @cached_property
    def stances_now(self) -> tuple[Interval, ...]:
        """Where the stances of stakeholders settle, in the order of `stakeholder_rows`."""
        return intervals(self.settled_stance[self.stakeholder_rows])

    def stance_changes(self, after: Floats) -> tuple[StanceChange, ...]:
        """Tell where stakeholders' stances settle now and after, `after` being stakeholders by draws.

        >>> from orggraph.analysis.example import deal_model_example
        >>> model = deal_model_example()
        >>> [change.person_id for change in model.stance_changes(model.settled_stance)]
        ['per_cio', 'per_contact']
        """
        people = [self.people[row] for row in self.stakeholder_rows]
        return tuple(
            StanceChange(person, now, then)
            for person, now, then in zip(people, self.stances_now, intervals(after), strict=True)
        )

    @cached_property
    def point_settled_stance(self) -> Floats:
        """Where stances settle from what is believed, undrawn.

        >>> from orggraph.analysis.example import deal_model_example
        >>> model = deal_model_example()
        >>> bool((abs(model.point_settled_stance) <= 1).all())
        True
        """
        return settled_stance(self.stance, self.point_stance)

    @cached_property
    def point_settled_salience(self) -> Floats:
        """Where saliences settle from what is believed, undrawn."""
        return settled_salience(self.salience, self.point_salience, self.assumptions)

    @cached_property
    def leverage(self) -> Floats:
        """How much everybody of the account moves those who decide, array of n.

        >>> from orggraph.analysis.example import deal_model_example
        >>> model = deal_model_example()
        >>> model.graph.people[int(model.leverage.argmax())]
        'per_cio'
        """
        rows = [self.place[person] for person in self.rule.deciders]
        n = len(self.graph.people)
        if not rows:
            return np.zeros(n)
        return np.asarray(self.decider_weights @ self.stance.reach[rows] * self.stance.own_share)

    def chance_of(self, stance: Floats, salience: Floats) -> Floats:
        """Give the chance of the decision in each world, politics alone, for settled views of those who decide.

        >>> from orggraph.analysis.example import deal_model_example
        >>> float(deal_model_example().chance_of(np.array([[0.5]]), np.array([[0.5]]))[0])
        0.5
        """
        return self.verdicts.chance(stance * salience)


def settled_stance(field: Field, initial: Floats) -> Floats:
    """Let stances of the people of the deal settle; everybody else starts from none.

    >>> alone = Field(np.eye(1), np.eye(1), np.ones(1), np.zeros(1), np.zeros(1), np.eye(0), np.eye(0))
    >>> settled_stance(alone, np.array([0.5])).tolist()
    [0.5]
    """
    return np.asarray((field.inverse * (1 - field.susceptibility)) @ initial)


def settled_salience(field: Field, initial: Floats, assumptions: Assumptions) -> Floats:
    """Let saliences settle; everybody who was not asked starts from `salience_unasked`.

    >>> alone = Field(np.eye(1), np.eye(1), np.ones(1), np.zeros(1), np.zeros(1), np.eye(0), np.eye(0))
    >>> settled_salience(alone, np.array([0.75]), Assumptions()).tolist()
    [0.75]
    """
    unasked = assumptions.salience_unasked
    return np.asarray(unasked + settled_stance(field, initial - unasked))


def open_way(causes: Mapping[BlockageCause, float], assumptions: Assumptions) -> float:
    """Give the share of the chance that real causes leave.

    >>> open_way({BlockageCause.BUDGET: 0.5}, Assumptions())
    0.6
    """
    return float(np.prod([1 - assumptions.real_cause_stays * probability for probability in causes.values()]))
