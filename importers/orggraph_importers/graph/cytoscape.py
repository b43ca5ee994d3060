"""Cytoscape JSON, as Cytoscape, Cytoscape.js, networkx and our own export write it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from orggraph.domain.importing import Entry, Field
from orggraph_importers.graph.attributed import Graph
from orggraph_importers.graph.graph_file import AS_OTHERS, GraphFile
from orggraph_importers.graph.json_graphs import (
    Form,
    GraphMaker,
    Shape,
    inner,
    is_list,
    listed,
    read_object,
    value_of,
    without,
)


def _has(shape: Shape) -> bool:
    elements = inner(shape, "elements")
    return is_list(elements, "nodes", "edges") or "data" in elements.get("[]", ()) or "data" in shape.get("[]", ())


FORM = Form(_has, re.compile(r'"elements"\s*:\s*[\[{]|\A\s*\[\s*\{\s*("(group|data)"\s*:)'))


def read(entries: Sequence[Entry]) -> Graph:
    """Read elements: nodes and edges apart, or in one list."""
    file, raw = read_object(entries)
    made = GraphMaker(file, value_of(raw, "data"), is_directed=value_of(raw, "directed") is not False)
    elements = list(_elements(file, raw))
    for _, data in (one for one in elements if not one[0]):
        identifier = value_of(data, "id")
        is_its_id = value_of(data, "name") == identifier and value_of(data, "label") is not None
        made.node(identifier, without(data, "id", "value", *(("name",) if is_its_id else ())))
    for _, data in (one for one in elements if one[0]):
        made.edge((value_of(data, "source"), value_of(data, "target")), without(data, "source", "target", "key"))
    return made.graph


def _elements(file: str, raw: Any) -> Iterator[tuple[bool, Any]]:
    """Give the data of each element, and whether it is an edge."""
    elements = raw if isinstance(raw, list) else value_of(raw, "elements")
    if isinstance(elements, Mapping):
        for group in ("nodes", "edges"):
            for element in listed(file, elements.get(group), f"elements.{group}"):
                yield group == "edges", value_of(element, "data")
        return
    for element in listed(file, elements, "elements"):
        data = value_of(element, "data")
        yield value_of(element, "group") == "edges" or value_of(data, "source") is not None, data


IMPORTER = GraphFile(
    name="graph.cytoscape",
    claims=FORM.claim,
    read=read,
    form=(
        Field(("elements.nodes",), f"people: each one's `data`, with an `id`, is {AS_OTHERS}", needed=True),
        Field(("elements.edges",), "what joins `source` and `target` of its `data`"),
        Field(("elements",), "both, where it is one list"),
        Field(("directed",), "whether edges have a direction: yes, unless it is `false`"),
        Field(("data",), "what stands on a graph of our own export"),
    ),
)
