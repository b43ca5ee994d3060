"""JSON Graph Format, versions 1 and 2."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from orggraph.domain.importing import Entry, Field
from orggraph.errors import InvalidInput
from orggraph_importers.graph.attributed import Graph
from orggraph_importers.graph.graph_file import AS_OTHERS, GraphFile
from orggraph_importers.graph.json_graphs import Form, GraphMaker, Shape, inner, is_list, listed, read_object, value_of


def _has(shape: Shape) -> bool:
    return "nodes" not in shape and ("nodes" in inner(shape, "graph") or is_list(shape, "graphs"))


FORM = Form(_has, re.compile(r'(?s)\A\s*\{\s*("graphs"\s*:\s*\[|"graph"\s*:\s*\{[^{}]*"nodes")'))


def read(entries: Sequence[Entry]) -> Graph:
    """Read nodes, a list in version 1 and an object in version 2, and edges."""
    file, raw = read_object(entries)
    graph = value_of(raw, "graph")
    if graph is None:
        graphs = listed(file, value_of(raw, "graphs"), "graphs")
        if len(graphs) != 1:
            message = f"{file} holds {len(graphs)} graphs, and one is read."
            raise InvalidInput(message, "Save each in a file of its own, under `graph`.")
        graph = graphs[0]
    made = GraphMaker(file, value_of(graph, "metadata"), is_directed=value_of(graph, "directed") is not False)
    nodes = value_of(graph, "nodes")
    if isinstance(nodes, Mapping):
        for identifier, node in nodes.items():
            made.node(identifier, _said(node, "label"))
    else:
        for node in listed(file, nodes, "graph.nodes"):
            made.node(value_of(node, "id"), _said(node, "label", "type"))
    for edge in listed(file, value_of(graph, "edges"), "graph.edges"):
        ends = (value_of(edge, "source"), value_of(edge, "target"))
        made.edge(ends, _said(edge, "relation", "label"), is_directed=value_of(edge, "directed"))
    for _ in listed(file, value_of(graph, "hyperedges"), "graph.hyperedges"):
        made.skip("an edge between more than two")
    return made.graph


def _said(part: object, *names: str) -> object:
    """Give what a part's metadata say, and it itself under some names."""
    if not isinstance(part, Mapping):
        return part
    metadata: Any = part.get("metadata")
    own = {name: part[name] for name in names if part.get(name) is not None}
    return {**(metadata if isinstance(metadata, Mapping) else {}), **own}


IMPORTER = GraphFile(
    name="graph.json_graph",
    claims=FORM.claim,
    read=read,
    form=(
        Field(
            ("graph.nodes",),
            f"people: `label` and `metadata` are {AS_OTHERS}. A list with ids in version 1, an object in version 2",
            needed=True,
        ),
        Field(("graph.edges",), "what joins `source` and `target`: `relation`, `label` and `metadata` say what it is"),
        Field(
            ("graph.directed", "directed"), "whether edges, or one of them, have a direction: yes, unless it is `false`"
        ),
        Field(("graph.metadata",), "what stands on the graph itself"),
        Field(("graph.hyperedges",), "nothing: they are counted as skipped"),
    ),
)
