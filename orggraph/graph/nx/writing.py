"""A snapshot as a networkx graph."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import networkx as nx

from orggraph.domain.attributes import Attributes, flat, plain, record, records
from orggraph.domain.deals import Stakeholder
from orggraph.domain.graph_words import JOINT, OTHER, OURS, OWN, PART, PERSON, SEAT, SEAT_FIELDS, STANCE_FIELDS, THEIRS
from orggraph.domain.interchange import RelationKind
from orggraph.domain.people import Person
from orggraph.domain.positions import Line
from orggraph.graph.build import implied_position
from orggraph.graph.snapshot import OrgSnapshot, Seat

_ENDS = ("id", "from_id", "to_id", "one_id", "other_id", "report_id", "manager_id", "kind", "account_id")


def to_networkx(snapshot: OrgSnapshot) -> "nx.MultiDiGraph[str]":
    """Write a snapshot as a networkx graph, whose attributes are text, numbers and booleans: GraphML keeps it whole.

    Parameters
    ----------
    snapshot : OrgSnapshot
        Any.

    Returns
    -------
    networkx.MultiDiGraph
        A node for each person, and for each seat that is vacant or somebody's second one; an edge for each fact, whose
        key is the fact's id. What joins nobody to anybody (accounts, deals, signals, calls) is on the graph.

    Notes
    -----
    Linear. Lines are as sources state them, all of them: who is believed is an analysis.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> graph = to_networkx(stalled_deal())
    >>> graph.nodes["per_contact"]["dea_1__stance"], graph.nodes["pos_it_director"]["node"]
    (0.8, 'seat')
    >>> sorted(graph["per_contact"]["pos_it_director"]["lin_3"].items())
    [('confidence', 0.9), ('id', 'lin_3'), ('kind', 'SOLID'), ('source', 'hr:client')]
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(_of_graph(snapshot))
    node_of = {seat: seat for seat in snapshot.seats} | {seat: who for who, seat in snapshot.seat_of.items()}
    held = Counter(seat.position.holder_id for seat in snapshot.seats.values())
    for person in snapshot.people.values():
        graph.add_node(person.id, **_of_person(snapshot, person, held[person.id]))
    for seat in snapshot.seats.values():
        if node_of[seat.position.id] == seat.position.id:
            graph.add_node(seat.position.id, **_of_seat(snapshot, seat))
    for parts in snapshot.stakeholders.values():
        for part in parts:
            graph.nodes[part.person_id].update(_of_part(part))
    for line in (*snapshot.solid_lines, *snapshot.dotted_lines):
        if line.manager_id:
            elsewhere = _elsewhere(line, snapshot.seats[line.report_id])
            _join(graph, node_of[line.report_id], node_of[line.manager_id], line, line.kind, elsewhere)
    for edge in snapshot.influences:
        _join(graph, edge.from_id, edge.to_id, edge, edge.kind)
    for tie in {tie.id: tie for ties in snapshot.ties_of.values() for tie in ties}.values():
        _join(graph, tie.one_id, tie.other_id, tie, RelationKind.TIE)
    return graph


def _of_graph(snapshot: OrgSnapshot) -> Attributes:
    lines = (*snapshot.solid_lines, *snapshot.dotted_lines)
    elsewhere = {deal: owner for deal, owner in snapshot.deal_owners.items() if deal not in snapshot.deals}
    found = {
        "as_of": plain(snapshot.as_of),
        "revision": snapshot.revision,
        "account": record(snapshot.account),
        "ours": record(snapshot.ours) if snapshot.ours else "",
        "deals": records(snapshot.deals.values()),
        "signals": records(signal for seen in snapshot.signals.values() for signal in seen),
        "escalations": records(snapshot.escalations),
        "tops": records(line for line in lines if line.manager_id is None),
        "owners_elsewhere": json.dumps(elsewhere) if elsewhere else "",
    }
    return {name: value for name, value in found.items() if value not in ("[]", "")}


def _of_person(snapshot: OrgSnapshot, person: Person, held: int) -> Attributes:
    said = {"node": PERSON, "label": plain(person.name), **_side(snapshot, person.account_id)}
    own = flat(person, ("id", "name", "account_id"))
    seat = snapshot.seat_held_by(person.id)
    if seat is None or (held == 1 and seat.position == implied_position(person)):
        return {**said, **own, **_read(seat)}
    spelt = {OWN.get(name, name): value for name, value in own.items()}
    of_seat = flat(seat.position, ("account_id", "holder_id"))
    return {**said, **spelt, **{SEAT_FIELDS.get(name, name): value for name, value in of_seat.items()}, **_read(seat)}


def _of_seat(snapshot: OrgSnapshot, seat: Seat) -> Attributes:
    position = seat.position
    said = {"node": SEAT, "label": plain(position.title or position.id), **_side(snapshot, position.account_id)}
    spelt = {"holder_id": "holder"}
    own = {spelt.get(name, name): value for name, value in flat(position, ("id", "account_id")).items()}
    return {**said, **own, **_read(seat)}


def _side(snapshot: OrgSnapshot, account_id: str | None) -> Attributes:
    if snapshot.ours and account_id == snapshot.ours.id:
        return {"side": OURS}
    if account_id == snapshot.account.id:
        return {"side": THEIRS}
    return {"side": OTHER} if account_id is None else {"side": OTHER, "account": account_id}


def _read(seat: Seat | None) -> Attributes:
    """Give what the analysis takes as rank and function, stated or read from the title; only for who reads the graph."""
    return {"rank": seat.seniority.value, "function": seat.job_function.value} if seat else {}


def _of_part(part: Stakeholder) -> Attributes:
    said = {PART: plain(part.id), **flat(part, ("id", "deal_id", "person_id", "stance"))}
    if part.stance:
        said |= {STANCE_FIELDS[name]: value for name, value in flat(part.stance).items()}
    return {f"{part.deal_id}{JOINT}{name}": value for name, value in said.items()}


def _elsewhere(line: Line, report: Seat) -> Attributes:
    return {} if line.account_id == report.position.account_id else {"account": line.account_id}


def _join(
    graph: "nx.MultiDiGraph[str]", one: str, other: str, fact: Any, kind: str, more: Mapping[str, Any] | None = None
) -> None:
    graph.add_edge(one, other, key=fact.id, id=fact.id, kind=plain(kind), **flat(fact, _ENDS), **(more or {}))
