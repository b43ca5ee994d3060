"""A networkx graph as the files that other tools read: GraphML, GEXF, node-link JSON, Cytoscape JSON, Neo4j's bulk CSV."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx
from defusedcsv import csv

from orggraph.domain.graph_words import RECORD, STATED_BY

_STAMP = (1980, 1, 1, 0, 0, 0)
"""An archive tells no day, so that the same graph is the same bytes."""
_TYPES = ((bool, "boolean"), (int, "long"), (float, "double"), (str, "string"))


def graphml(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Write GraphML, which yEd, Gephi and Cytoscape read, and which keeps everything."""
    held = io.BytesIO()
    nx.write_graphml_xml(graph, held)
    return held.getvalue()


def gexf(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Write GEXF, which Gephi reads; what stands on the graph itself is not in it."""
    held = io.BytesIO()
    nx.write_gexf(graph, held)
    return held.getvalue()


def node_link(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Write node-link JSON, which D3 and `networkx.node_link_graph` read."""
    return _json(nx.node_link_data(_stated_by(graph), edges="edges"))


def cytoscape(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Write JSON for Cytoscape and Cytoscape.js."""
    return _json(nx.cytoscape_data(_stated_by(graph)))


def neo4j_csv(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Write a zip of nodes.csv, relationships.csv and records.csv for `neo4j-admin database import`; the headers tell the types.

    What stands on the graph itself, such as its accounts and deals, are nodes of their own: records.csv.
    """
    nodes = [
        {":ID": name, ":LABEL": str(said.get("node", "person")).capitalize(), **said}
        for name, said in graph.nodes(data=True)
    ]
    edges = [
        {":START_ID": one, ":END_ID": other, ":TYPE": str(said.get("kind", "TIE")), **said}
        for one, other, said in graph.edges(data=True)
    ]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        tables = (("nodes.csv", nodes), ("relationships.csv", edges), ("records.csv", list(_records(graph.graph))))
        for name, rows in tables:
            entry = zipfile.ZipInfo(name, _STAMP)
            archive.writestr(entry, _typed_table(rows))
    return held.getvalue()


def _records(head: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give what stands on a graph as nodes: each record one, and one for what is no record."""
    plain = {name: value for name, value in head.items() if not _is_record(value)}
    many = {name: json.loads(value) for name, value in head.items() if _is_record(value)}
    for name, found in {"graph": plain, **many}.items():
        for number, said in enumerate(found if isinstance(found, list) else [found]):
            yield {":ID": f"{name}:{number}", ":LABEL": name.capitalize(), RECORD: name, **said}


def _is_record(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("[", "{"))


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    r"""Write a CSV in which no cell is a formula to a spreadsheet.

    >>> table(["Name"], [["=1+1"], ["Ana, CFO"]])
    b'Name\r\n\'=1+1\r\n"Ana, CFO"\r\n'
    """
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(list(header))
    writer.writerows([list(row) for row in rows])
    return held.getvalue().encode()


def _stated_by(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """Call an edge's source `stated_by`: in these formats `source` is the node that it starts from."""
    renamed: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    renamed.add_nodes_from(graph.nodes(data=True))
    for one, other, key, said in graph.edges(keys=True, data=True):
        renamed.add_edge(
            one, other, key=key, **{STATED_BY if name == "source" else name: value for name, value in said.items()}
        )
    return renamed


def _typed_table(rows: Sequence[Mapping[str, Any]]) -> bytes:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    typed = [name if name.startswith(":") else f"{name}:{_type_of(row.get(name) for row in rows)}" for name in columns]
    return table(typed, ([_cell(row.get(name)) for name in columns] for row in rows))


def _type_of(values: Iterable[object]) -> str:
    found = {next(name for kind, name in _TYPES if isinstance(value, kind)) for value in values if value is not None}
    if found == {"long", "double"}:
        return "double"
    return found.pop() if len(found) == 1 else "string"


def _cell(value: object) -> object:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
