"""One account as files for other tools: whole where the format can be, and never a formula to a spreadsheet."""

import csv
import io
import json
import zipfile
from dataclasses import replace

import networkx as nx
import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.people import Person
from orggraph.domain.viewer import EVERYTHING, LOCAL, Permission
from orggraph.errors import ForbiddenError, NotFound
from orggraph.library.graphs import from_networkx, to_networkx
from orggraph.stores.base import AccountFilter
from orggraph.usecases.exporting_graphs import CHART_COLUMNS, export_account
from orggraph.usecases.graph_formats import GraphFormat
from orggraph.usecases.importing import import_file
from orggraph.usecases.listing import list_accounts
from orggraph.usecases.views import view
from tests.unit.importers.import_files import NOW, chart, of_type, request

DAY = NOW.date()
CHART = """id,name,title,department,email,manager id
1,Ana Exemple,CFO,Finance,ana@exemplis.example,
2,=HYPERLINK(0),Controller,Finance,bo@exemplis.example,1
3,Cy 🚀 Libre,"Buyer, Group",Purchasing,,2
4,vacant,Head of Planning,Planning,,1
5,Di Sample,Executive Assistant,Finance,,1
"""


@pytest.fixture(scope="module")
def store():
    return chart(CHART)[1]


@pytest.fixture(scope="module")
def account(store):
    return list_accounts(store, LOCAL, AccountFilter(), 9, None).rows[0].id


def exported(store, account, wanted, viewer=LOCAL):
    return export_account(store, viewer, account, DAY, wanted)


def whole(graph):
    edges = sorted(((one, other, sorted(said.items())) for one, other, said in graph.edges(data=True)), key=str)
    return (
        dict(graph.nodes(data=True)),
        edges,
        {name: value for name, value in graph.graph.items() if "default" not in name},
    )


def test_graphml_gives_the_same_snapshot_back(store, account):
    graph = nx.read_graphml(io.BytesIO(exported(store, account, GraphFormat.GRAPHML)), force_multigraph=True)
    snapshot = view(store, LOCAL, account, DAY).snapshot
    assert whole(to_networkx(from_networkx(graph))) == whole(to_networkx(snapshot))


def test_gexf_has_the_same_nodes_and_edges(store, account):
    graph = nx.read_gexf(io.BytesIO(exported(store, account, GraphFormat.GEXF)))
    written = to_networkx(view(store, LOCAL, account, DAY).snapshot)
    assert (set(graph.nodes), graph.number_of_edges()) == (set(written.nodes), written.number_of_edges())


def test_node_link_json_is_read_back_whole(store, account):
    data = json.loads(exported(store, account, GraphFormat.NODE_LINK))
    graph = nx.node_link_graph(data, edges="edges")
    for _, _, said in graph.edges(data=True):
        said["source"] = said.pop("stated_by")
    assert whole(graph) == whole(to_networkx(view(store, LOCAL, account, DAY).snapshot))


def test_cytoscape_json_has_an_element_for_each(store, account):
    elements = json.loads(exported(store, account, GraphFormat.CYTOSCAPE))["elements"]
    written = to_networkx(view(store, LOCAL, account, DAY).snapshot)
    assert {one["data"]["id"] for one in elements["nodes"]} == set(written.nodes)
    ends = {(one["data"]["source"], one["data"]["target"], one["data"]["stated_by"]) for one in elements["edges"]}
    assert ends == {(one, other, said["source"]) for one, other, said in written.edges(data=True)}


def tables(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: list(csv.reader(io.StringIO(archive.read(name).decode()))) for name in archive.namelist()}


def test_neo4j_reads_typed_columns(store, account):
    found = tables(exported(store, account, GraphFormat.NEO4J_CSV))
    header, *rows = found["nodes.csv"]
    assert header[:2] == [":ID", ":LABEL"]
    assert {"label:string", "title:string"} <= set(header)
    assert {row[1] for row in rows} == {"Person", "Seat"}
    header, *rows = found["relationships.csv"]
    assert header[:3] == [":START_ID", ":END_ID", ":TYPE"]
    assert "confidence:double" in header
    assert {row[2] for row in rows} == {"SOLID"}


def test_an_org_chart_comes_back_as_the_same_chart(store, account):
    content = exported(store, account, GraphFormat.ORG_CHART)
    header, *rows = csv.reader(io.StringIO(content.decode()))
    assert tuple(header) == CHART_COLUMNS
    titles = {row[0]: row[2] for row in rows}
    assert {row[2]: titles.get(row[4], "") for row in rows} == {
        "CFO": "",
        "Controller": "CFO",
        "Buyer, Group": "Controller",
        "Head of Planning": "CFO",
        "Executive Assistant": "CFO",
    }
    again = open_store("memory:")
    report = import_file(again, LOCAL, formats(), request(content, "chart.csv", account_name="Exemplis"), NOW)
    assert (report.taken, report.problems) == ({"person": 4, "vacant seat": 1}, ())
    assert {one.title for one in of_type(again, Person)} == set(titles.values()) - {"Head of Planning"}


@pytest.mark.parametrize("wanted", [GraphFormat.ORG_CHART, GraphFormat.NEO4J_CSV])
def test_no_cell_is_a_formula(store, account, wanted):
    content = exported(store, account, wanted)
    found = (
        tables(content) if wanted is GraphFormat.NEO4J_CSV else {"": list(csv.reader(io.StringIO(content.decode())))}
    )
    cells = [cell for rows in found.values() for row in rows for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell[:1] in {"=", "+", "@", "\t", "\r"}] == []


@pytest.mark.parametrize("wanted", list(GraphFormat))
def test_the_same_account_is_the_same_bytes(store, account, wanted):
    first, second = (exported(store, account, wanted) for _ in range(2))
    assert first == second


def test_who_may_not_export_does_not_and_nobody_what_is_not_there(store, account):
    with pytest.raises(ForbiddenError):
        exported(store, account, GraphFormat.GRAPHML, replace(LOCAL, permissions=EVERYTHING - {Permission.EXPORT}))
    with pytest.raises(NotFound):
        exported(store, "acc_none", GraphFormat.GRAPHML)


def test_what_is_exported_is_what_the_viewer_sees(store, account):
    viewer = replace(LOCAL, permissions=EVERYTHING - {Permission.CONTACT_READ})
    for wanted in (GraphFormat.GRAPHML, GraphFormat.ORG_CHART):
        assert b"exemplis.example" in exported(store, account, wanted)
        assert b"exemplis.example" not in exported(store, account, wanted, viewer)
