"""One small invented graph, written as each format of graphs writes it."""

import json
from xml.sax.saxutils import escape, quoteattr

from tests.unit.importers.import_files import archive, table


def node_link(nodes, edges, **more):
    told = [{"id": id_, **said} for id_, said in nodes.items()]
    links = [{"source": one, "target": other, **said} for one, other, said in edges]
    return json.dumps({"directed": True, "graph": {}, "nodes": told, "links": links, **more})


def json_graph(nodes, edges, **more):
    told = {id_: {"label": said.get("name"), "metadata": said} for id_, said in nodes.items()}
    joined = [{"source": one, "target": other, "relation": said.get("type"), "metadata": said} for one, other, said in edges]  # fmt: skip
    return json.dumps({"graph": {"directed": True, "nodes": told, "edges": joined, **more}})


def cytoscape(nodes, edges, **more):
    told = [{"data": {"id": id_, **said}} for id_, said in nodes.items()]
    joined = [{"data": {"source": one, "target": other, **said}} for one, other, said in edges]
    return json.dumps({"elements": {"nodes": told, "edges": joined}, **more})


def graphml(nodes, edges, directed="directed", head=""):
    data = lambda said: "".join(f'<data key="{name}">{escape(str(value))}</data>' for name, value in said.items())  # noqa: E731
    told = "".join(f"<node id={quoteattr(id_)}>{data(said)}</node>" for id_, said in nodes.items())
    joined = "".join(f'<edge source="{one}" target="{other}">{data(said)}</edge>' for one, other, said in edges)
    space = "http://graphml.graphdrawing.org/xmlns"
    return f'<graphml xmlns="{space}">{head}<graph edgedefault="{directed}">{told}{joined}</graph></graphml>'


def neo4j_csv(nodes, edges):
    columns = sorted({name for said in nodes.values() for name in said})
    told = [[id_, *(said.get(name, "") for name in columns)] for id_, said in nodes.items()]
    joined = [[one, other, said.get("type", ""), said.get("weight", "")] for one, other, said in edges]
    return archive(
        {
            "people.csv": table([":ID", *(f"{name}:string" for name in columns)], *told),
            "lines.csv": table([":START_ID", ":END_ID", ":TYPE", "weight:double"], *joined),
        }
    )


WRITERS = {
    "graph.node_link": node_link,
    "graph.json_graph": json_graph,
    "graph.cytoscape": cytoscape,
    "graph.graphml": graphml,
    "graph.neo4j_csv": neo4j_csv,
}
