"""A graph with attributes, whatever file it came in: what every format of graphs is read into."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from orggraph.domain.graph_words import PERSON, SEAT
from orggraph.domain.observations import ProblemKind, RowProblem, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One node: what its file calls it, and what it says of it. `row` counts the nodes and edges of the file, or its lines."""

    id: str
    said: Mapping[str, Any]
    file: str
    row: int

    @property
    def called(self) -> str:
        """Name it to a reader."""
        return f"Node {self.id!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge, with what it says."""

    one: str
    other: str
    said: Mapping[str, Any]
    file: str
    row: int
    is_directed: bool = True

    @property
    def called(self) -> str:
        """Name it to a reader."""
        return f"Edge {self.one!r} → {self.other!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A whole file. `head` is what stands on the graph itself, `left` what was left out as it was read."""

    file: str
    head: Mapping[str, Any] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    left: list[RowProblem | Skipped] = field(default_factory=list)

    @property
    def is_own(self) -> bool:
        """Tell whether it has the words of our own export: docs/reference/networkx.md."""
        return any(node.said.get("node") in (PERSON, SEAT) for node in self.nodes)

    def known(self, edge: Edge, ids: Mapping[str, object]) -> Skipped | None:
        """Say why an edge joins nobody; None where it joins two of `ids`."""
        if edge.one == edge.other:
            return Skipped("an edge from a node to itself")
        if edge.one in ids and edge.other in ids:
            return None
        return Skipped("an edge to a node that was not taken")


def refusal(part: Node | Edge, kind: ProblemKind, message: str, hint: str, column: str | None = None) -> RowProblem:
    """Make a problem of a node or an edge."""
    return RowProblem(
        file=part.file, row=part.row, column=column, message=f"{part.called} {message}", hint=hint, kind=kind
    )


def unrepeated(graph: Graph) -> Iterator[Node | RowProblem]:
    """Give each node once; a second one of the same id is refused."""
    seen: dict[str, Node] = {}
    for node in graph.nodes:
        if first := seen.get(node.id):
            message = f"stands a second time: it is in row {first.row} already."
            yield refusal(node, ProblemKind.REPEATED_ID, message, "Give each node an id of its own.", "id")
        else:
            seen[node.id] = node
            yield node
