"""A networkx graph as a snapshot: little is needed, and what is wrong is named by node, edge and attribute."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cached_property
from typing import Any

import networkx as nx

from orggraph.domain.attributes import Said, listed
from orggraph.domain.deals import Deal, Escalation, Stakeholder, Stance
from orggraph.domain.facts import Facts
from orggraph.domain.graph_words import JOINT, OTHER, OURS, OWN, PART, PERSON, SEAT, SEAT_FIELDS, STANCE_FIELDS, THEIRS
from orggraph.domain.interchange import RelationKind
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.domain.relations import Influence, InfluenceKind, Tie
from orggraph.domain.signals import Signal
from orggraph.errors import InvalidInput
from orggraph.graph.build import ReadTitle, build, implied_position_id
from orggraph.graph.snapshot import OrgSnapshot

_SOURCE = "graph"
_STATED = {"confidence": 1.0, "source": _SOURCE}
_STANCE = {"confidence": 0.8, "source": _SOURCE}
_OF_A_PART = {part.name for part in fields(Stakeholder)} - {"id", "deal_id", "person_id"}
_PART_NAMES = {PART, *_OF_A_PART, *STANCE_FIELDS.values()}


def from_networkx(graph: "nx.Graph[Any]", read_title: ReadTitle, as_of: date | str | None = None) -> OrgSnapshot:
    """Read a snapshot out of a networkx graph: one that `to_networkx` made, or one made by hand.

    Parameters
    ----------
    graph : networkx graph
        Any kind. Nodes are people unless they say otherwise; every edge says its `kind`. Without direction, an influence
        goes both ways, and a reporting line is refused.
    read_title : callable
        Reads rank and function out of a title where they are not stated.
    as_of : date or str, optional
        The day; else the graph's attribute `as_of`.

    Returns
    -------
    OrgSnapshot
        What was written by `to_networkx` comes back the same.

    Raises
    ------
    InvalidInput
        For an attribute that cannot be, named with its node or edge; for edges between what cannot be joined.

    Notes
    -----
    Linear. Attributes that are not listed in docs/reference/networkx.md are left alone.

    Examples
    --------
    >>> from orggraph.graph.build import unread
    >>> graph = nx.DiGraph(as_of="2026-06-01")
    >>> graph.add_node("ana", seniority="DIRECTOR", portal__roles="CHAMPION", portal__stance=0.8)
    >>> graph.add_edge("ana", "bea", kind="SOLID")
    >>> snapshot = from_networkx(graph, unread)
    >>> snapshot.solid_lines[0].manager_id, snapshot.stakeholders["portal"][0].stance.value
    ('pos_bea', 0.8)
    """
    return build(_Graph(graph, Said("The graph", graph.graph), as_of).facts(), read_title)


class _Graph:
    """One graph, read part by part."""

    def __init__(self, graph: "nx.Graph[Any]", head: Said, as_of: date | str | None) -> None:
        self._graph = graph
        self._head = head
        self._as_of = as_of
        self._nodes = _named(graph)
        self._ids: set[str] = set()

    def facts(self) -> Facts:
        """Give everything that the graph says."""
        edges = list(self._edges())
        return Facts(
            revision=self._head.get("revision", int) or 0,
            as_of=self._day(),
            account=self._account,
            ours=self._ours,
            people=tuple(self._people.values()),
            positions=tuple(self._positions()),
            lines=(*(edge for edge in edges if isinstance(edge, Line)), *self._tops()),
            influences=tuple(edge for edge in edges if isinstance(edge, Influence)),
            ties=tuple(edge for edge in edges if isinstance(edge, Tie)),
            deals=tuple(self._deals.values()),
            stakeholders=tuple(self._stakeholders()),
            signals=tuple(self._signals()),
            escalations=tuple(self._escalations()),
            called_deals=self._called(),
        )

    def _day(self) -> date:
        head = self._head if self._as_of is None else Said("The argument", {"as_of": self._as_of})
        day: date | None = head.get("as_of", date)
        if day is None:
            raise head.wrong("as_of", "is missing", "Say as of which day: give as_of, as 2026-06-01.")
        return day

    @cached_property
    def _account(self) -> Account:
        return self._organisation("account", Account(id="acc_theirs", name="Theirs"))

    @cached_property
    def _ours(self) -> Account | None:
        stands_in = Account(id="acc_ours", name="Ours", is_ours=True)
        if "ours" in self._head.values:
            return self._organisation("ours", stands_in)
        return stands_in if any(said.values.get("side") == OURS for said in self._nodes.values()) else None

    def _organisation(self, name: str, stands_in: Account) -> Account:
        said = self._head.values.get(name, stands_in.name)
        if isinstance(said, str) and not said.lstrip().startswith("{"):
            said = {"name": said}
        usual = {"id": stands_in.id, "name": stands_in.name, "is_ours": stands_in.is_ours}
        (one,) = listed(name, said)
        return one.make(Account, usual)

    def _account_id(self, said: Said) -> str | None:
        side = said.values.get("side", THEIRS)
        if side == OTHER:
            account: str | None = said.get("account", str)
            return account
        if side not in (THEIRS, OURS):
            raise said.wrong("side", f"is {side!r}", f"Give {THEIRS}, {OURS} or {OTHER}.")
        return self._ours.id if side == OURS and self._ours else self._account.id

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {id: self._person(id, said) for id, said in self._nodes.items() if _what(said) == PERSON}

    def _person(self, id: str, said: Said) -> Person:
        spelt = {"name": "name" if "name" in said.values else "label", **(OWN if "seat" in said.values else {})}
        own = Said(said.where, said.values, spelt)
        return own.make(Person, {"name": id}, id=id, account_id=self._account_id(said))

    def _positions(self) -> Iterator[Position]:
        for id, said in self._nodes.items():
            account, what = self._account_id(said), _what(said)
            if what == PERSON and "seat" not in said.values:
                continue
            if account is None:
                raise said.wrong("account", "is missing", "A seat is at an account: give its side, or its account.")
            if what == PERSON:
                seat = Said(said.where, said.values, SEAT_FIELDS)
                yield seat.make(Position, {"title": ""}, account_id=account, holder_id=id)
            else:
                seat = Said(said.where, said.values, {"holder_id": "holder"})
                holder: str | None = seat.get("holder_id", str)
                if holder is not None and holder not in self._people:
                    raise seat.wrong("holder_id", f"is {holder!r}", "Give the node of a person, or leave it out.")
                yield seat.make(Position, {"title": ""}, id=id, account_id=account)

    @cached_property
    def _seat_of(self) -> Mapping[str, str]:
        """Node -> the seat whose lines its edges are; who cannot have one is left out."""
        found = {}
        for id, said in self._nodes.items():
            holder = said.values.get("holder")
            if _what(said) == SEAT:
                found[id] = id
                if holder is not None:
                    found.setdefault(str(holder), id)
        for id, person in self._people.items():
            seat = self._nodes[id].get("seat", str)
            if seat is not None:
                found[id] = seat
            elif person.account_id and not person.has_left:
                found.setdefault(id, implied_position_id(id))
        return found

    def _edges(self) -> Iterator[Line | Influence | Tie]:
        many = self._graph.is_multigraph()
        edges: Any = self._graph.edges
        for one, other, *key, values in edges(keys=True, data=True) if many else edges(data=True):
            place = f" (key {key[0]!r})" if many else ""
            said = Said(f"Edge {one!r} → {other!r}{place}", values)
            kind: RelationKind | None = said.get("kind", RelationKind)
            if kind is None:
                raise said.wrong("kind", "is missing", f"Give one of {', '.join(RelationKind)}.")
            id = self._new_id(said, f"{kind.value.lower()}_{one}_{other}{f'_{key[0]}' if many else ''}")
            yield from self._edge(said, kind, id, str(one), str(other))

    def _edge(self, said: Said, kind: RelationKind, id: str, one: str, other: str) -> Iterator[Line | Influence | Tie]:
        if kind in (RelationKind.SOLID, RelationKind.DOTTED):
            yield self._line(said, ReportingKind(kind), id, one, other)
            return
        for end in (one, other):
            if end not in self._people:
                raise said.wrong("kind", f"is {kind}, and {end!r} is a seat", "Join the people who hold the seats.")
        if kind is RelationKind.TIE:
            strength = {"strength": said.get("weight", float)}
            yield said.make(Tie, {**_STATED, **strength}, id=id, one_id=one, other_id=other)
            return
        usual = {**_STATED, "weight": 1.0}
        weighs = InfluenceKind(kind)
        yield said.make(Influence, usual, id=id, from_id=one, to_id=other, kind=weighs)
        if not self._graph.is_directed():
            yield said.make(Influence, usual, id=f"{id}_back", from_id=other, to_id=one, kind=weighs)

    def _line(self, said: Said, kind: ReportingKind, id: str, report: str, manager: str) -> Line:
        if not self._graph.is_directed():
            raise said.wrong(
                "kind", f"is {kind}, without direction", "Give a DiGraph: its edges go from the report to the manager."
            )
        for end in (report, manager):
            if end not in self._seat_of:
                raise said.wrong(
                    "kind", f"is {kind}, and {end!r} has no seat", "They have left, or have no account: give them one."
                )
        account = said.get("account", str) or self._account_id(self._nodes[report])
        seats = self._seat_of[report], self._seat_of[manager]
        return said.make(Line, _STATED, id=id, kind=kind, account_id=account, report_id=seats[0], manager_id=seats[1])

    def _tops(self) -> Iterator[Line]:
        for place, said in enumerate(listed("tops", self._head.values.get("tops"))):
            report = said.get("report_id", str)
            if report is None:
                raise said.wrong("report_id", "is missing", "Give the node of whom nobody stands above.")
            usual = {**_STATED, "kind": ReportingKind.SOLID, "account_id": self._account.id, "id": f"top_{place}"}
            yield said.make(Line, usual, report_id=self._seat_of.get(report, report), manager_id=None)

    @cached_property
    def _deals(self) -> Mapping[str, Deal]:
        """Give the deals that are listed, and those that nodes alone speak of."""
        found: dict[str, Deal] = {}
        for said in listed("deals", self._head.values.get("deals")):
            deal = said.make(Deal, {"name": str(said.values.get("id")), "account_id": self._account.id})
            if deal.usual_contact_id is not None and deal.usual_contact_id not in self._people:
                raise said.wrong("usual_contact_id", f"is {deal.usual_contact_id!r}", "Give the node of a person.")
            found[deal.id] = deal
        for said in self._nodes.values():
            for attribute in said.values:
                id, _, name = str(attribute).rpartition(JOINT)
                if id and id not in found and name in _PART_NAMES:
                    found[id] = Deal(id=id, name=id, account_id=self._account.id)
        return found

    def _stakeholders(self) -> Iterator[Stakeholder]:
        for person_id in self._people:
            said = self._nodes[person_id]
            names = [str(attribute).rpartition(JOINT) for attribute in said.values]
            for deal_id in dict.fromkeys(deal for deal, _, _ in names if deal in self._deals):
                mentioned = {name for deal, _, name in names if deal == deal_id}
                for name in sorted(mentioned - _PART_NAMES):
                    raise said.wrong(
                        f"{deal_id}{JOINT}{name}", "is unknown", f"Give one of {', '.join(sorted(_PART_NAMES))}."
                    )
                yield _part(said, deal_id, person_id, mentioned)

    def _signals(self) -> Iterator[Signal]:
        for place, said in enumerate(listed("signals", self._head.values.get("signals"))):
            usual = {"id": f"sig_{place}", **self._only_deal()}
            signal = said.make(Signal, usual)
            self._refuse_unknown_deal(said, signal.deal_id)
            yield signal

    def _escalations(self) -> Iterator[Escalation]:
        for place, said in enumerate(listed("escalations", self._head.values.get("escalations"))):
            call = said.make(Escalation, {"id": f"esc_{place}", **self._only_deal()})
            for name, person in (("caller_id", call.caller_id), ("target_id", call.target_id)):
                if person not in self._people:
                    raise said.wrong(name, f"is {person!r}", "Give the node of a person.")
            yield call

    def _only_deal(self) -> dict[str, str]:
        return {"deal_id": next(iter(self._deals))} if len(self._deals) == 1 else {}

    def _refuse_unknown_deal(self, said: Said, deal_id: str) -> None:
        if deal_id not in self._deals:
            raise said.wrong(
                "deal_id", f"is {deal_id!r}", f"Give one of the deals: {', '.join(self._deals) or 'none'}."
            )

    def _called(self) -> tuple[Deal, ...]:
        found = listed("owners_elsewhere", self._head.values.get("owners_elsewhere"))
        owners = dict(found[0].values) if found else {}
        return tuple(Deal(id=deal, name=deal, account_id="", owner_id=owner) for deal, owner in owners.items())

    def _new_id(self, said: Said, usual: str) -> str:
        id: str = said.get("id", str) or usual
        if id in self._ids:
            raise said.wrong("id", f"is {id!r} a second time", "Give every edge an id of its own, or none.")
        self._ids.add(id)
        return id


def _named(graph: "nx.Graph[Any]") -> dict[str, Said]:
    found: dict[str, Said] = {}
    for node, values in graph.nodes(data=True):
        said = Said(f"Node {node!r}", values)
        if str(node) in found:
            raise InvalidInput(f"Two nodes are called {str(node)!r}.", "Give nodes names that differ as text.")
        if _what(said) not in (PERSON, SEAT):
            raise said.wrong("node", f"is {_what(said)!r}", f"Give {PERSON} or {SEAT}; a person needs none.")
        found[str(node)] = said
    return found


def _what(said: Said) -> object:
    return said.values.get("node", PERSON)


def _part(said: Said, deal_id: str, person_id: str, mentioned: set[str]) -> Stakeholder:
    own = Said(
        said.where, said.values, {"id": f"{deal_id}{JOINT}{PART}", **{f: f"{deal_id}{JOINT}{f}" for f in _OF_A_PART}}
    )
    stance = None
    if mentioned & set(STANCE_FIELDS.values()):
        spelt = {name: f"{deal_id}{JOINT}{attribute}" for name, attribute in STANCE_FIELDS.items()}
        stance = Said(said.where, said.values, spelt).make(Stance, _STANCE)
    usual = {"id": f"stk_{deal_id}_{person_id}"}
    return own.make(Stakeholder, usual, deal_id=deal_id, person_id=person_id, stance=stance)
