"""A graph that somebody drew elsewhere: nodes are people, and edges say what their types do. What says nothing known is left out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Emitted
from orggraph.domain.interchange import RelationKind
from orggraph.domain.observations import JsonValue, Observation, ProblemKind, RowProblem, Skipped, Taken
from orggraph.errors import InvalidInput
from orggraph_importers.cells import clean, folded
from orggraph_importers.chart import Chart, chart_source
from orggraph_importers.graph.attributed import Edge, Graph, Node, refusal, unrepeated
from orggraph_importers.graph.document import LINES
from orggraph_importers.graph.words import EDGES, KIND_OF_EDGE, NAMES, NO_PEOPLE, PEOPLE, WHAT_IT_IS
from orggraph_importers.seats import Roster, Seat

CONFIDENCE = 0.7
"""A drawing is somebody's picture of an organisation, of some day."""
_A_NAME = re.compile(r"[^\d_@/\\:]{2,}")
_MOST_TYPES = 20
_MOST_SHOWN = 10
_LONGEST = 40


def said_by_drawing(graph: Graph, company: str | None) -> Iterator[Emitted]:
    """Say who is in a drawing, what it says of who reports to whom, and who weighs on whom."""
    if not company:
        raise InvalidInput(
            f"{graph.file} does not say which organisation it describes.", "Name it with --account NAME."
        )
    drawing = _Drawing(graph, company)
    yield from graph.left
    yield from Chart(drawing, company, CONFIDENCE).emitted()
    yield from drawing.relations()


class _Drawing(Roster):
    """The nodes of a drawing as seats, and its edges between them."""

    def __init__(self, graph: Graph, company: str) -> None:
        super().__init__(self._problem, chart_source("graph", company), keeps_ids=False)
        self.graph = graph
        self.says_tops = False
        self._joined: list[tuple[RelationKind, Seat, Seat, Edge]] = []
        self._other_types: dict[str, None] = {}
        self._files: dict[int, str] = {}

    def relations(self) -> Iterator[Emitted]:
        """Count the lines, and say of the edges between people what they are; their keys are known by now."""
        lines = sum(len(seat.managers) + len(seat.dotted) for seat in self.seats)
        yield from (Taken("relation") for _ in range(lines))
        for kind, one, other, edge in self._joined:
            weight = _share(edge.said.get("weight"))
            said: dict[str, JsonValue] = {"other": other.person_key}
            if kind is not RelationKind.TIE:
                said = {"to": other.person_key, "kind": kind.value, "weight": 1.0 if weight is None else weight}
            elif weight is not None:
                said["strength"] = weight
            of = EntityKind.TIE if kind is RelationKind.TIE else EntityKind.INFLUENCE
            yield Taken("relation")
            yield Observation(kind=of, subject=one.person_key, said=said, source=self.source, confidence=CONFIDENCE)

    def _problem(self, kind: ProblemKind, row: int, column: str | None, message: str, hint: str) -> RowProblem:
        file = self._files.get(row, self.graph.file)
        return RowProblem(file=file, row=row, column=column, message=message, hint=hint, kind=kind)

    def _read(self) -> Iterator[RowProblem | Skipped]:
        has_people = any(_is_called(node, PEOPLE) for node in self.graph.nodes)
        for node in unrepeated(self.graph):
            if isinstance(node, RowProblem):
                yield node
            elif _is_called(node, NO_PEOPLE) or (has_people and not _is_called(node, PEOPLE)):
                yield Skipped("no person")
            else:
                yield from self._take(node)
        yield from self._edges({seat.id: seat for seat in self.seats})

    def _take(self, node: Node) -> Iterator[RowProblem | Skipped]:
        self._files.setdefault(node.row, node.file)
        seat = _seat(node)
        if seat.name or seat.title:
            yield from self.take(seat, (node.id,), is_employed=True)
        else:
            yield refusal(node, ProblemKind.NO_NAME, "has neither a name nor a title.", "Give it a label.", "label")

    def _edges(self, seats: Mapping[str, Seat]) -> Iterator[RowProblem | Skipped]:
        above: defaultdict[Seat, list[Seat]] = defaultdict(list)
        drawn: set[tuple[str, ...]] = set()
        for edge in self.graph.edges:
            for found in self._drawn(edge, seats):
                if isinstance(found, Skipped):
                    yield found
                    continue
                kind, one, other = found
                ends = sorted((one.id, other.id)) if kind is RelationKind.TIE else (one.id, other.id)
                if (identity := (kind.value, *ends)) in drawn:
                    yield Skipped("repeated")
                    continue
                drawn.add(identity)
                if kind is RelationKind.SOLID:
                    above[one].append(other)
                elif kind is RelationKind.DOTTED:
                    one.dotted = (*one.dotted, other.id)
                else:
                    self._joined.append((kind, one, other, edge))
        for seat, managers in above.items():
            yield from self._settle(seat, managers)

    def _drawn(self, edge: Edge, seats: Mapping[str, Seat]) -> list[Skipped | tuple[RelationKind, Seat, Seat]]:
        """Tell what an edge is, as often as it is that: an influence without direction goes both ways."""
        word = _kind_of(edge)
        if word not in EDGES:
            return [self._other_type(word)]
        if found := self.graph.known(edge, seats):
            return [found]
        kind, is_turned = EDGES[word]
        one, other = seats[edge.one], seats[edge.other]
        if kind in LINES:
            up = (kind, other, one) if is_turned else (kind, one, other)
            return [up if edge.is_directed else Skipped("a reporting line without direction")]
        if one.is_vacant or other.is_vacant:
            return [Skipped("an edge to a seat that nobody holds")]
        ways = [(kind, other, one), (kind, one, other)] if is_turned else [(kind, one, other), (kind, other, one)]
        return list(ways[: 1 if edge.is_directed or kind is RelationKind.TIE else 2])

    def _settle(self, seat: Seat, managers: Sequence[Seat]) -> Iterator[RowProblem | Skipped]:
        if len(managers) == 1:
            seat.managers = (("manager", managers[0].id),)
            return
        yield from (Skipped("one of several reporting lines") for _ in managers)
        more = ", ..." if len(managers) > _MOST_SHOWN else ""
        named = ", ".join(sorted(manager.called for manager in managers)[:_MOST_SHOWN]) + more
        message = f"{seat.called} reports to several: {named}."
        hint = "Draw one line, and the others dotted. The person is taken, without the lines."
        yield self.problem(ProblemKind.AMBIGUOUS_MANAGER, seat.line, None, message, hint)

    def _other_type(self, word: str) -> Skipped:
        if not word:
            return Skipped("an edge without a type")
        if len(self._other_types) < _MOST_TYPES:
            self._other_types[word] = None
        return Skipped(
            f"an edge of the type {word[:_LONGEST]!r}" if word in self._other_types else "an edge of another type"
        )


def _seat(node: Node) -> Seat:
    name, title = _named(node)
    return Seat(
        line=node.row,
        id=node.id,
        name=name,
        title=_text(node, "title") or title,
        department=_text(node, "department"),
        email=_text(node, "email"),
        managers=(),
    )


def _named(node: Node) -> tuple[str, str]:
    """Give the name, and the title that stands on the line below it."""
    lines = [clean(line) for line in _said(node, NAMES["name"]).splitlines() if line.strip()]
    if lines and not (lines == [node.id] and not _may_be_a_name(node.id)):
        return lines[0], lines[1] if len(lines) > 1 else ""
    parts = f"{_text(node, 'first_name')} {_text(node, 'last_name')}".strip()
    return parts or (node.id if _may_be_a_name(node.id) else ""), ""


def _may_be_a_name(identifier: str) -> bool:
    return _A_NAME.fullmatch(identifier) is not None and any(c.isalpha() for c in identifier)


def _text(node: Node, field: str) -> str:
    return clean(_said(node, NAMES[field]))


def _said(part: Node | Edge, names: Iterable[str]) -> str:
    """Give the first attribute of these names that is a text; of several values the first."""
    return next(_all_said(part, names), "")


def _all_said(part: Node | Edge, names: Iterable[str]) -> Iterator[str]:
    known = {folded(str(name)): value for name, value in reversed(list(part.said.items()))}
    for name in names:
        value = known.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            yield str(value)


def _is_called(node: Node, words: frozenset[str]) -> bool:
    """Tell whether one of the kinds that a node says to be of is among some words."""
    return any(folded(part) in words for said in _all_said(node, WHAT_IT_IS) for part in said.split(";"))


def _kind_of(edge: Edge) -> str:
    """Give the first word for its kind that is known; else the first."""
    words = [folded(word) for word in _all_said(edge, KIND_OF_EDGE)]
    return next((word for word in words if word in EDGES), words[0] if words else "")


def _share(value: Any) -> float | None:
    """Read a weight that is a share; one on another scale says nothing."""
    try:
        weight = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return weight if 0 <= weight <= 1 and not isinstance(value, bool) else None
