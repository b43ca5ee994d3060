"""Graphs as JSON, whose forms are told apart by their outermost names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from orggraph.domain.graph_words import STATED_BY
from orggraph.domain.importing import Entry, Recognised
from orggraph.domain.observations import ProblemKind, RowProblem, Skipped
from orggraph.errors import InvalidInput
from orggraph_importers.graph.attributed import Edge, Graph, Node
from orggraph_importers.json_text import has_too_many_parts, json_bytes, looks_like_json, read_json
from orggraph_importers.reading import beginning

_LIKELY = 0.5
_HINT = "Correct it there, or export the file again. It is not taken."

Shape = Mapping[str, Any]
"""The names of an object, each with the JSON that stands under it, unread; of an array those of its first element, under `[]`."""


def shape_of(json: bytes | msgspec.Raw) -> Shape | None:
    """Give the outermost names of JSON; None where it is none, or neither object nor array."""
    try:
        return msgspec.json.decode(json, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        pass
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    try:
        found = msgspec.json.decode(json, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return None
    return {"[]": (shape_of(found[0]) or {}) if found else {}}


def is_list(shape: Shape, *names: str) -> bool:
    """Tell whether a list stands under one of the names."""
    return any(bytes(shape[name])[:1] == b"[" for name in names if name in shape)


def inner(shape: Shape, name: str) -> Shape:
    """Give the shape of the object that stands under a name."""
    found = shape_of(shape[name]) if name in shape else None
    return found or {}


@dataclass(frozen=True, slots=True)
class Form:
    """How a form of JSON is known: by its shape, or by a pattern in a text that is cut off."""

    has: Any
    begins: re.Pattern[str]

    def claim(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim a single file of this form; one that is broken or too large too, so that reading it says so."""
        if len(entries) != 1 or not looks_like_json(entries[0].content):
            return None
        content = entries[0].content
        shape = None if has_too_many_parts(content) else shape_of(json_bytes(content))
        if shape is not None:
            return Recognised(confidence=1.0, file=entries[0].name) if self.has(shape) else None
        return Recognised(confidence=_LIKELY, file=entries[0].name) if self.begins.search(beginning(content)) else None


class GraphMaker:
    """Makes a graph of parts of JSON, leaving out those that are none; rows count nodes, then edges."""

    def __init__(self, file: str, head: object, *, is_directed: bool) -> None:
        self.is_directed = is_directed
        self._row = 0
        self.graph = Graph(file=file, head=_named(head))

    def node(self, identifier: object, said: object) -> None:
        """Add a node."""
        self._row += 1
        name = _identifier(identifier)
        if name is None or not isinstance(said, Mapping):
            self._refuse("node", identifier)
        else:
            self.graph.nodes.append(Node(id=name, said=said, file=self.graph.file, row=self._row))

    def edge(self, ends: tuple[object, object], said: object, *, is_directed: object = None) -> None:
        """Add an edge."""
        self._row += 1
        one, other = map(_identifier, ends)
        if one is None or other is None or not isinstance(said, Mapping):
            self._refuse("edge", ends)
            return
        own = {"source" if name == STATED_BY else name: value for name, value in said.items()}
        directed = is_directed if isinstance(is_directed, bool) else self.is_directed
        self.graph.edges.append(
            Edge(one=one, other=other, said=own, file=self.graph.file, row=self._row, is_directed=directed)
        )

    def skip(self, reason: str) -> None:
        """Leave something out."""
        self._row += 1
        self.graph.left.append(Skipped(reason))

    def _refuse(self, what: str, shown: object) -> None:
        message = (
            f"This is no {what}: its id is {str(shown)[:40]!r}."
            if what == "node"
            else f"This is no edge: its ends are {str(shown)[:80]}."
        )
        self.graph.left.append(
            RowProblem(file=self.graph.file, row=self._row, message=message, hint=_HINT, kind=ProblemKind.OTHER)
        )


def read_object(entries: Sequence[Entry]) -> tuple[str, Any]:
    """Give the name of the file, and what it holds."""
    return entries[0].name, read_json(entries[0].name, entries[0].content)


def listed(file: str, raw: object, where: str) -> list[Any]:
    """Give a list of a document; nothing is an empty one."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise InvalidInput(f"{file}: {where} is no list.", "Compare it with importers/README.md.")
    return raw


def without(said: object, *names: str) -> object:
    """Give what a part says beside some of its names; what is no object is given as it is."""
    return {name: value for name, value in said.items() if name not in names} if isinstance(said, Mapping) else said


def value_of(said: object, *names: str) -> Any:
    """Give what stands under the first of some names that is there."""
    if not isinstance(said, Mapping):
        return None
    return next((said[name] for name in names if name in said), None)


def _identifier(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _named(head: object) -> Mapping[str, Any]:
    """Give what stands on the graph: an object, or pairs of names and values as older files have them."""
    if isinstance(head, Mapping):
        return head
    pairs: Iterable[Any] = head if isinstance(head, list) else ()
    return {str(pair[0]): pair[1] for pair in pairs if isinstance(pair, list) and len(pair) == 2}  # noqa: PLR2004 - a pair
