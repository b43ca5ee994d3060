"""Make one deal computable: who is in it, what they start from, how they listen to each other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.candidates import usual_contact
from orggraph.analysis.decision import decision_rule, verdicts
from orggraph.analysis.diagnosis import diagnose
from orggraph.analysis.draws import View, drawn_saliences, drawn_stances, uniforms, view_of
from orggraph.analysis.dynamics import dynamics, resolvent_rows
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import InfluenceGraph
from orggraph.analysis.model import DealModel, Field
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole, Deal, Stakeholder, Stance
from orggraph.domain.findings import BlockageCause, BlockageDiagnosis
from orggraph.domain.people import JobFunction
from orggraph.graph.snapshot import OrgSnapshot

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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
