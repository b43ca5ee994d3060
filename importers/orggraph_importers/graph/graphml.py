"""GraphML, as our own export, yEd, Gephi, Cytoscape and networkx write it.

It is read as a stream: no entity is expanded, nothing outside of the file is asked for, and no tree is built.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from orggraph.domain.importing import Entry, Field, Recognised
from orggraph.domain.observations import ProblemKind, RowProblem, Skipped
from orggraph.errors import InvalidInput, TooLargeError, UnreadableFile
from orggraph_importers.graph.attributed import Edge, Graph, Node
from orggraph_importers.graph.graph_file import GraphFile
from orggraph_importers.json_text import MOST_PARTS
from orggraph_importers.reading import beginning

_MARK = re.compile(r"<(\w+:)?graphml[\s>]")
_LABELS = frozenset({"NodeLabel", "EdgeLabel"})
"""Where yEd writes what is to be read."""
_AGAIN = "Export it again, or correct it there."


@dataclass(frozen=True, slots=True)
class _Key:
    """A declared attribute: of what it is, its name, and what it is where nothing is said."""

    of: str
    name: str
    default: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Open:
    """A node or an edge that is being read."""

    kind: str
    attributes: Mapping[str, str]
    row: int
    said: dict[str, Any] = field(default_factory=dict)
    label: list[str] = field(default_factory=list)


class _Target:
    """Takes the events of a parser, and makes a graph of them."""

    def __init__(self, file: str) -> None:
        self.head: dict[str, Any] = {}
        self.graph = Graph(file=file, head=self.head)
        self._keys: dict[str, _Key] = {}
        self._key = _Key("", "")
        self._open: list[_Open] = []
        self._data: str | None = None
        self._inside = 0
        """How deep in the element that holds an attribute."""
        self._text: list[str] | None = None
        self._has_parts = False
        self._is_directed = True
        self._row = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        name = tag.rpartition("}")[2]
        if self._data is not None:
            self._inside += 1
            self._has_parts = True
            self._text = self._open[-1].label if name in _LABELS and self._open else None
        elif name == "data":
            self._data, self._text, self._has_parts = attributes.get("key", ""), [], False
        elif name in ("node", "edge", "hyperedge"):
            self._row += 1
            self._refuse_flood()
            self._open.append(_Open(name, attributes, self._row))
        elif name == "key":
            called = attributes.get("attr.name") or attributes.get("id", "")
            self._key = self._keys[attributes.get("id", "")] = _Key(attributes.get("for", "all"), called)
        elif name == "default":
            self._text = self._key.default
        elif name == "graph" and not self._open:
            self._is_directed = attributes.get("edgedefault") != "undirected"

    def _refuse_flood(self) -> None:
        if self._row > MOST_PARTS:
            message = f"{self.graph.file} has more than {MOST_PARTS:,} nodes and edges, which are not read at once."
            raise TooLargeError(message, "Export it in parts.")

    def data(self, text: str) -> None:
        """Take a text, or a part of one."""
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """End an element."""
        name = tag.rpartition("}")[2]
        if self._data is not None:
            if self._inside:
                self._end_part()
            else:
                self._end_data(self._data)
        elif name == "default":
            self._text = None
        elif self._open and name == self._open[-1].kind:
            self._close(self._open.pop())

    def close(self) -> Graph:
        """Give the graph."""
        return self.graph

    def _end_part(self) -> None:
        self._inside -= 1
        if self._text is not None:
            self._text.append("\n")
        self._text = None

    def _end_data(self, key: str) -> None:
        if not self._has_parts and self._text is not None:
            said = self._open[-1].said if self._open else self.head
            said[self._keys[key].name if key in self._keys else key] = "".join(self._text)
        self._data = self._text = None

    def _close(self, part: _Open) -> None:
        attributes, file = part.attributes, self.graph.file
        for key in self._keys.values():
            if key.default and key.of in (part.kind, "all"):
                part.said.setdefault(key.name, "".join(key.default))
        if label := "".join(part.label).strip():
            part.said.setdefault("label", label)
        if part.kind == "node" and attributes.get("id"):
            self.graph.nodes.append(Node(id=attributes["id"], said=part.said, file=file, row=part.row))
        elif part.kind == "edge" and attributes.get("source") and attributes.get("target"):
            is_directed = attributes.get("directed", str(self._is_directed)).lower() == "true"
            ends = {"one": attributes["source"], "other": attributes["target"]}
            self.graph.edges.append(Edge(**ends, said=part.said, file=file, row=part.row, is_directed=is_directed))
        elif part.kind == "hyperedge":
            self.graph.left.append(Skipped("an edge between more than two"))
        else:
            lacks = "id" if part.kind == "node" else "source or no target"
            problem = f"The {part.kind} has no {lacks}."
            hint = "Correct it there, or export the file again. It is not taken."
            self.graph.left.append(
                RowProblem(file=file, row=part.row, message=problem, hint=hint, kind=ProblemKind.OTHER)
            )


class _Nothing:
    """Makes nothing: a file that is broken is known to be so before anything is made of it."""

    def close(self) -> None:
        """End."""


def claim(entries: Sequence[Entry]) -> Recognised | None:
    """Claim a single file that begins as GraphML does."""
    if len(entries) != 1 or not _MARK.search(beginning(entries[0].content)):
        return None
    return Recognised(confidence=1.0, file=entries[0].name)


def read(entries: Sequence[Entry]) -> Graph:
    """Read nodes and edges, with what their attributes are called rather than their keys."""
    _feed(entries[0], _Nothing())
    target = _Target(entries[0].name)
    _feed(entries[0], target)
    return target.graph


def _feed(entry: Entry, target: _Target | _Nothing) -> None:
    file, parser = entry.name, XMLParser(target=target)
    try:
        parser.feed(entry.content)
        parser.close()
    except DefusedXmlException as error:
        message = f"{file} declares entities, which a graph has no use for: it may be made to deceive."
        raise UnreadableFile(message, "Export the graph again, without a document type of its own.") from error
    except ParseError as error:
        line, column = error.position
        reason = str(error).partition(":")[0]
        raise InvalidInput(f"{file}, row {line}, column {column + 1}: {reason}.", _AGAIN) from error
    except (ValueError, LookupError) as error:
        raise InvalidInput(f"{file} is in an encoding that is not known.", "Save it as UTF-8.") from error


IMPORTER = GraphFile(
    name="graph.graphml",
    claims=claim,
    read=read,
    form=(
        Field(("node",), "a person, by its `id`; what its `data` say stands in the next table", needed=True),
        Field(("edge",), "what joins `source` and `target`; its `data` say what that is"),
        Field(("edgedefault", "directed"), "whether edges, or one of them, have a direction"),
        Field(("NodeLabel", "EdgeLabel"), "the label of a node or an edge that yEd drew"),
        Field(("data of the graph",), "what stands on a graph of our own export: organisations, deals, signals, calls"),
        Field(("hyperedge",), "nothing: they are counted as skipped"),
    ),
    tells_words=True,
)
