"""Node-link JSON, as networkx, D3 and our own export write it."""

import re
from collections.abc import Sequence

from orggraph.domain.importing import Entry, Field
from orggraph_importers.graph.attributed import Graph
from orggraph_importers.graph.graph_file import AS_OTHERS, GraphFile
from orggraph_importers.graph.json_graphs import (
    Form,
    GraphMaker,
    Shape,
    is_list,
    listed,
    read_object,
    value_of,
    without,
)

_ENDS = ("source", "target")


def _has(shape: Shape) -> bool:
    return is_list(shape, "nodes") and is_list(shape, "links", "edges")


FORM = Form(
    _has, re.compile(r'(?s)\A(?!\s*\{\s*"graphs?"\s*:\s*\{[^{}]*"nodes")(?!.*"elements"\s*:\s*[\[{]).*"nodes"\s*:\s*\[')
)


def read(entries: Sequence[Entry]) -> Graph:
    """Read nodes and edges; where nodes have no id, edges name them by their place, as old files do."""
    file, raw = read_object(entries)
    made = GraphMaker(file, value_of(raw, "graph"), is_directed=value_of(raw, "directed") is not False)
    nodes = listed(file, value_of(raw, "nodes"), "nodes")
    have_ids = any(value_of(node, "id") is not None for node in nodes)
    for place, node in enumerate(nodes):
        made.node(value_of(node, "id") if have_ids else place, without(node, "id"))
    for edge in listed(file, value_of(raw, "links", "edges"), "links"):
        made.edge((value_of(edge, "source"), value_of(edge, "target")), without(edge, *_ENDS, "key"))
    return made.graph


IMPORTER = GraphFile(
    name="graph.node_link",
    claims=FORM.claim,
    read=read,
    form=(
        Field(("nodes",), f"people, each with an `id`; {AS_OTHERS}", needed=True),
        Field(("links", "edges"), "what joins `source` and `target`", needed=True),
        Field(("directed",), "whether edges have a direction: yes, unless it is `false`"),
        Field(("graph",), "what stands on a graph of our own export: organisations, deals, signals, calls"),
    ),
)
