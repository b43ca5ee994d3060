"""One deal made computable: who is in it, how they influence each other, what is believed and drawn, who decides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.candidates import usual_contact
from orggraph.analysis.decision import Verdicts, decision_rule, verdicts
from orggraph.analysis.diagnosis import diagnose
from orggraph.analysis.draws import View, drawn_saliences, drawn_stances, uniforms, view_of
from orggraph.analysis.dynamics import dynamics, resolvent_rows
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import InfluenceGraph
from orggraph.analysis.intervals import intervals
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole, Deal, Stakeholder, Stance
from orggraph.domain.findings import REAL_CAUSES, BlockageCause, BlockageDiagnosis, DecisionRule, StanceChange
from orggraph.domain.interval import Interval
from orggraph.domain.people import JobFunction
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


def deal_model(
    hierarchy: Hierarchy,
    graph: InfluenceGraph,
    deal: Deal,
    targets: Sequence[str],
    assumptions: Assumptions,
    draws: int = 1000,
    seed: int = 0,
) -> DealModel:
    """Make one deal computable.

    Parameters
    ----------
    hierarchy : Hierarchy
        Of the account.
    graph : InfluenceGraph
        Of the account.
    deal : Deal
        Which.
    targets : sequence of str
        Those who may be called, whoever calls: they are in the model whether they are called or not.
    assumptions : Assumptions
        The expert constants.
    draws : int
        How many worlds, 1 or more.
    seed : int
        The same seed gives the same worlds.

    Returns
    -------
    DealModel
        Whatever is missing from the map is missing from it, never made up.

    Notes
    -----
    One adjoint solve over the account; everything after is independent of its size.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> from orggraph.analysis.influence import influence_graph
    >>> hierarchy = Hierarchy.of(stalled_deal())
    >>> graph = influence_graph(hierarchy, Assumptions())
    >>> model = deal_model(hierarchy, graph, stalled_deal().deals["dea_1"], ["per_cio"], Assumptions())
    >>> model.people, round(float(model.chance.mean()), 2)
    (('per_cio', 'per_contact'), 0.12)
    """
    snapshot = hierarchy.snapshot
    parts = {part.person_id: part for part in snapshot.stakeholders.get(deal.id, ()) if part.person_id in graph.index}
    asked = usual_contact(snapshot, deal)
    contact = asked if asked in graph.index else None
    champion = next((p.person_id for p in parts.values() if BuyingRole.CHAMPION in p.roles), contact)
    diagnosis = diagnose(snapshot.signals.get(deal.id, ()), snapshot.as_of, assumptions)
    rule = decision_rule(hierarchy, deal, tuple(parts.values()), asked, assumptions)
    voice = 1 - assumptions.timid_voice * _probability(diagnosis, BlockageCause.TIMID_CHAMPION)
    spoken_to, positive = _heard(hierarchy, graph, champion, voice)
    above = hierarchy.holder_above(champion) if champion else None
    wanted = {*parts, *targets, *rule.deciders, *rule.vetoes, *spoken_to, *filter(None, (contact, champion, above))}
    people = tuple(sorted(wanted & graph.index.keys()))
    views = _views(snapshot, deal, parts, people, assumptions)
    convictions = _convictions(graph, parts, views, people, assumptions)
    rows = np.array([graph.index[person] for person in people], dtype=np.int64)
    stance, salience = _fields(graph, positive, convictions, rows, assumptions)
    drawn = [row for row, person in enumerate(people) if person in parts or person in targets]
    chances = _chances(hierarchy, people, parts, drawn, seed, draws)
    believed = [views[row] for row in drawn]
    return DealModel(
        hierarchy=hierarchy,
        graph=graph,
        deal=deal,
        assumptions=assumptions,
        contact=contact,
        champion=champion,
        stakeholders=parts,
        signals_say=diagnosis,
        rule=rule,
        verdicts=verdicts(rule, _functions(snapshot, rule.deciders), assumptions),
        people=people,
        views=views,
        voice=voice,
        convictions=convictions,
        stance=stance,
        salience=salience,
        drawn_stance=_filled(len(people), 0.0, drawn, drawn_stances(believed, chances[0])),
        drawn_salience=_filled(len(people), assumptions.salience_unasked, drawn, drawn_saliences(believed, chances[1])),
    )


def _probability(diagnosis: BlockageDiagnosis, cause: BlockageCause) -> float:
    return next(found.probability for found in diagnosis.causes if found.cause is cause)


def _heard(hierarchy: Hierarchy, graph: InfluenceGraph, champion: str | None, voice: float) -> tuple[list[str], Floats]:
    """Give those to whom the champion's voice matters, and the positive influence with it."""
    if champion is None:
        return [], graph.positive
    spoken_to = [graph.people[row] for row in graph.rows[graph.columns == graph.index[champion]]]
    below = [person for person in spoken_to if hierarchy.levels_under(person, champion) is not None]
    whole = np.array([graph.index[person] for person in below], dtype=np.int64)
    outside = [person for person in spoken_to if person not in below]
    return outside, graph.with_voice(graph.index[champion], voice, whole)


def _functions(snapshot: OrgSnapshot, people: Sequence[str]) -> dict[str, JobFunction]:
    return {person: seat.job_function for person in people if (seat := snapshot.seat_held_by(person))}


def _views(
    snapshot: OrgSnapshot, deal: Deal, parts: Mapping[str, Stakeholder], people: Sequence[str], a: Assumptions
) -> tuple[View, ...]:
    past = _past_stances(snapshot, deal.id)
    return tuple(view_of(parts.get(p), past.get(p, ()), snapshot.as_of, a) for p in people)


def _past_stances(snapshot: OrgSnapshot, deal_id: str) -> Mapping[str, tuple[Stance, ...]]:
    found: defaultdict[str, list[Stance]] = defaultdict(list)
    for other, parts in snapshot.stakeholders.items():
        for part in parts if other != deal_id else ():
            if part.stance:
                found[part.person_id].append(part.stance)
    return {person: tuple(stances) for person, stances in found.items()}


def _convictions(
    graph: InfluenceGraph,
    parts: Mapping[str, Stakeholder],
    views: Sequence[View],
    people: Sequence[str],
    a: Assumptions,
) -> Floats:
    convictions = np.full(len(graph.people), a.conviction_rest)
    for person, view in zip(people, views, strict=True):
        part = parts.get(person)
        if part:
            usual = a.conviction if view.stance_known else a.conviction_no_view
            convictions[graph.index[person]] = usual if part.conviction is None else part.conviction
    return convictions


def _fields(
    graph: InfluenceGraph, positive: Floats, convictions: Floats, rows: Ints, a: Assumptions
) -> tuple[Field, Field]:
    salience = _field(graph, positive, np.zeros_like(positive), convictions, rows, a)
    if not graph.has_conflict:
        return salience, salience
    return _field(graph, positive, graph.negative, convictions, rows, a), salience


def _field(
    graph: InfluenceGraph, plus: Floats, minus: Floats, convictions: Floats, rows: Ints, a: Assumptions
) -> Field:
    model = dynamics(graph, plus - minus, convictions, a)
    reach = resolvent_rows(model, rows)
    return Field(
        inverse=np.ascontiguousarray(reach[:, rows]),
        reach=reach,
        own_share=1 - model.susceptibility,
        susceptibility=model.susceptibility[rows],
        pull=model.pull[rows],
        plus=_between(graph, plus, rows),
        minus=_between(graph, minus, rows),
    )


def _between(graph: InfluenceGraph, weights: Floats, rows: Ints) -> Floats:
    """Give the weights among some people as a square."""
    place = np.full(len(graph.people), -1)
    place[rows] = np.arange(len(rows))
    one, other = place[graph.rows], place[graph.columns]
    inside = (one >= 0) & (other >= 0)
    square = np.zeros((len(rows), len(rows)))
    square[one[inside], other[inside]] = weights[inside]
    return square


def _chances(
    hierarchy: Hierarchy,
    people: Sequence[str],
    parts: Mapping[str, Stakeholder],
    drawn: Sequence[int],
    seed: int,
    draws: int,
) -> Floats:
    """Give everybody drawn a stream of their own, keyed by their place; who are alike in all of it are numbered."""
    alike: defaultdict[str, int] = defaultdict(int)
    streams = []
    for row in drawn:
        content = _content(hierarchy, people[row], parts.get(people[row]))
        streams.append(uniforms(seed, f"{content}|{alike[content]}", draws))
        alike[content] += 1
    return np.array(streams).reshape(len(drawn), 2, draws).transpose(1, 0, 2)


def _content(hierarchy: Hierarchy, person: str, part: Stakeholder | None) -> str:
    seat = hierarchy.snapshot.seat_held_by(person)
    roles = ",".join(part.roles) if part else ""
    title = (seat.position.title, seat.position.department or "", seat.seniority, seat.job_function) if seat else ()
    return "|".join((str(hierarchy.depth(person)), roles, *title))


def _filled(people: int, usual: float, rows: Sequence[int], values: Floats) -> Floats:
    """Give everybody's initial views in each world: some as drawn, the others the usual one."""
    whole = np.full((people, values.shape[1]), usual)
    whole[list(rows)] = values
    return whole
