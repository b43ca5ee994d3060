"""A graph in the words of our own export, as the document that says the same. docs/reference/networkx.md lists the words."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from orggraph.domain.attributes import Said
from orggraph.domain.graph_words import JOINT, OWN, PART, PERSON, SEAT, SEAT_FIELDS, STANCE_FIELDS
from orggraph.domain.importing import Emitted
from orggraph.domain.interchange import (
    DealPart,
    Direction,
    Document,
    EscalationPart,
    PersonPart,
    PositionPart,
    RelationKind,
    RelationPart,
    SignalPart,
    StakeholderPart,
    StancePart,
)
from orggraph.domain.observations import ProblemKind, RowProblem, Skipped
from orggraph.errors import InvalidInput
from orggraph_importers.graph import head
from orggraph_importers.graph.attributed import Edge, Graph, Node, refusal, unrepeated
from orggraph_importers.graph.document import LINES, refuse_wrong, relation_identity
from orggraph_importers.graph.head import NO_PLACE, TIMES
from orggraph_importers.graph.saying import Sayer, taken

_SEAT_SPELT = {**SEAT_FIELDS, **{name: SEAT_FIELDS[attribute] for name, attribute in TIMES.items()}}
_OF_A_PART = {part.name for part in fields(StakeholderPart)} - {"id", "deal_id", "person_id", "stance"}
_PART_NAMES = {PART, *_OF_A_PART, *STANCE_FIELDS.values()}
Part = TypeVar("Part")
Left = RowProblem | Skipped
"""What was left out, and why."""


def said_by_own(graph: Graph, company: str | None) -> Iterator[Emitted]:
    """Say what a graph of ours says, as an import of the same document would."""
    found = _Parts(graph, head.organisations(graph, company))
    yield from graph.left
    yield from found.read()
    document = found.document()
    refuse_wrong(graph.file, document)
    yield from taken(document)
    yield from Sayer(document).said()


class _Parts:
    """The parts of a document, as they are read."""

    def __init__(self, graph: Graph, accounts: head.Organisations) -> None:
        self.graph = graph
        self.accounts = accounts
        self.people: dict[str, PersonPart] = {}
        self.positions: dict[str, PositionPart] = {}
        self.seat_of: dict[str, str] = {}
        """Node -> the seat that it states."""
        self.seated: dict[str, str] = {}
        """Node -> the seat whose lines its edges are; a person's own, where none is stated."""
        self.relations: dict[tuple[str | None, ...], RelationPart] = {}
        self.deals: dict[str, DealPart] = {}
        self.stakeholders: list[StakeholderPart] = []
        self.seen: list[SignalPart | EscalationPart] = []

    def document(self) -> Document:
        """Give all of them."""
        return Document(
            accounts=self.accounts.all,
            people=tuple(self.people.values()),
            positions=tuple(self.positions.values()),
            relations=tuple(self.relations.values()),
            deals=tuple(self.deals.values()),
            stakeholders=tuple(self.stakeholders),
            signals=tuple(one for one in self.seen if isinstance(one, SignalPart)),
            escalations=tuple(one for one in self.seen if isinstance(one, EscalationPart)),
        )

    def read(self) -> Iterator[Left]:
        """Read all, what is referred to first; say what is left out."""
        nodes: list[Node] = []
        for node in unrepeated(self.graph):
            if isinstance(node, Node):
                nodes.append(node)
            else:
                yield node
        for read in (self._person, self._seat):
            for node in nodes:
                yield from read(node)
        self.seated = {who: who for who, person in self.people.items() if person.account_id} | self.seat_of
        for edge in self.graph.edges:
            yield from self._edge(edge)
        for top in head.tops(self.graph, self.seat_of, self.accounts):
            yield from self._add(top)
        yield from self._read_deals([node for node in nodes if node.id in self.people])

    def _person(self, node: Node) -> Iterator[Left]:
        what = node.said.get("node", PERSON)
        if what not in (PERSON, SEAT):
            yield Skipped("neither a person nor a seat")
        if what != PERSON:
            return
        has_seat = "seat" in node.said
        spelt = {"name": "name" if "name" in node.said else "label", **(OWN if has_seat else {})}
        account = self.accounts.of(node.said)
        person = _read(node, PersonPart, spelt, {"id": node.id, "account_id": account}, {"name": node.id})
        if isinstance(person, PersonPart) and not person.name and not person.is_placeholder:
            person = refusal(node, ProblemKind.NO_NAME, "has no name.", "Give it a label.", "label")
        seat = self._position(node, _SEAT_SPELT, account, holder_id=node.id) if has_seat else None
        if isinstance(person, RowProblem) or isinstance(seat, RowProblem):
            yield from (problem for problem in (person, seat) if isinstance(problem, RowProblem))
            return
        self.people[node.id] = person
        if isinstance(seat, Skipped):
            yield seat
        elif seat:
            self._take_seat(node, seat)

    def _seat(self, node: Node) -> Iterator[Left]:
        if node.said.get("node") != SEAT:
            return
        holder = str(node.said.get("holder"))
        who = holder if holder in self.people else None
        seat = self._position(node, TIMES, self.accounts.of(node.said), id=node.id, holder_id=who)
        if isinstance(seat, PositionPart):
            self._take_seat(node, seat)
        else:
            yield seat

    def _position(
        self, node: Node, spelt: Mapping[str, str], account: str | None, **given: Any
    ) -> PositionPart | RowProblem | Skipped:
        if account is None:
            return NO_PLACE
        position = _read(node, PositionPart, spelt, {**given, "account_id": account}, {"title": ""})
        if isinstance(position, PositionPart) and position.id in self.positions:
            message = f"has the seat {position.id!r}, which is there already."
            return refusal(node, ProblemKind.REPEATED_ID, message, "Give each seat an id of its own.", "seat")
        return position

    def _take_seat(self, node: Node, seat: PositionPart) -> None:
        self.positions[seat.id] = seat
        self.seat_of[node.id] = seat.id

    def _edge(self, edge: Edge) -> Iterator[Left]:
        try:
            kind: RelationKind | None = Said(edge.called, edge.said).get("kind", RelationKind)
        except InvalidInput:
            kind = None
        if kind is None:
            yield Skipped("an edge of an unknown kind")
        elif kind in LINES:
            yield from self._line(edge, kind)
        elif found := self.graph.known(edge, self.people):
            yield found
        else:
            yield from self._between_people(edge, kind)

    def _between_people(self, edge: Edge, kind: RelationKind) -> Iterator[Left]:
        is_tie = kind is RelationKind.TIE
        spelt = {"weight": "strength"} if is_tie and "strength" in edge.said else {}
        direction = Direction.MUTUAL if is_tie else Direction.FROM_TO
        ways = [(edge.one, edge.other), (edge.other, edge.one)]
        for one, other in ways[: 1 if is_tie or edge.is_directed else 2]:
            given = {"id": None, "kind": kind, "from_id": one, "to_id": other, "direction": direction}
            yield from self._add(_read(edge, RelationPart, spelt, given))

    def _line(self, edge: Edge, kind: RelationKind) -> Iterator[Left]:
        account = edge.said.get("account")
        if not edge.is_directed:
            yield Skipped("a reporting line without direction")
        elif found := self.graph.known(edge, self.seated):
            yield found
        elif account is not None and not self.accounts.has(account):
            yield NO_PLACE
        else:
            ends = {"from_id": self.seated[edge.one], "to_id": self.seated[edge.other], "account_id": account}
            yield from self._add(_read(edge, RelationPart, TIMES, {"id": None, "kind": kind, **ends}))

    def _add(self, relation: RelationPart | Left) -> Iterator[Left]:
        if not isinstance(relation, RelationPart):
            yield relation
        elif (identity := relation_identity(relation)) in self.relations:
            yield Skipped("repeated")
        else:
            self.relations[identity] = relation

    def _read_deals(self, nodes: list[Node]) -> Iterator[Left]:
        self.deals = head.deals(self.graph, self.people, self.accounts.theirs.id)
        for node in nodes:
            for deal in _parts_of(node):
                named = DealPart(id=deal, name=deal, account_id=self.accounts.theirs.id)
                self.deals.setdefault(deal, named)
                yield from self._stake(node, deal)
        for read in (head.signals, head.escalations):
            for found in read(self.graph, self.people, self.deals):
                if isinstance(found, Skipped):
                    yield found
                else:
                    self.seen.append(found)

    def _stake(self, node: Node, deal: str) -> Iterator[RowProblem]:
        stance: StancePart | RowProblem | None = None
        of_stance = {name: f"{deal}{JOINT}{attribute}" for name, attribute in STANCE_FIELDS.items()}
        if any(attribute in node.said for attribute in of_stance.values()):
            stance = _read(node, StancePart, of_stance, {}, {}, ProblemKind.UNKNOWN_ROLE)
        if isinstance(stance, RowProblem):
            yield stance
            return
        spelt = {"id": f"{deal}{JOINT}{PART}", **{name: f"{deal}{JOINT}{name}" for name in _OF_A_PART}}
        ends = {"deal_id": deal, "person_id": node.id, "stance": stance}
        part = _read(node, StakeholderPart, spelt, ends, {}, ProblemKind.UNKNOWN_ROLE)
        if isinstance(part, RowProblem):
            yield part
        else:
            expected = part.expected_position_id if part.expected_position_id in self.positions else None
            self.stakeholders.append(replace(part, expected_position_id=expected))


def _parts_of(node: Node) -> list[str]:
    """Give the deals in which a node says to have a part."""
    split = (str(attribute).rpartition(JOINT) for attribute in node.said)
    return list(dict.fromkeys(deal for deal, _, name in split if deal and name in _PART_NAMES))


def _read(
    part: Node | Edge,
    made: type[Part],
    spelt: Mapping[str, str],
    given: Mapping[str, Any],
    usual: Mapping[str, Any] | None = None,
    problem: ProblemKind = ProblemKind.OTHER,
) -> Part | RowProblem:
    """Make a part of what a node or an edge says, or say what of it cannot be."""
    try:
        return Said(part.called, part.said, spelt).make(made, usual, **given)
    except InvalidInput as error:
        message = error.message.removeprefix(f"{part.called}: ")
        return refusal(part, problem, f"is wrong: {message}", f"{error.hint} That is not taken.", error.path[-1])
