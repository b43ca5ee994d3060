"""Forms of graphs: how each is known, what of it is read, and what is wrong with a file that is broken."""

import json
import re

import networkx as nx
import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.relations import Tie
from orggraph.errors import OrgGraphError, UnreadableFile
from tests.unit.importers.graph_texts import WRITERS, cytoscape, graphml, json_graph, neo4j_csv, node_link
from tests.unit.importers.import_files import archive, chart, found, of_type, people, preview, reports, says_nothing_new

NODES = {"1": {"name": "Ana Un"}, "2": {"name": "Bo Deux"}}
LINE = [("2", "1", {"type": "reports to"})]
SPACE = 'xmlns="http://graphml.graphdrawing.org/xmlns"'


def read(content):
    return chart(content, "graph.txt")


def refused(content):
    store = open_store("memory:")
    with pytest.raises(OrgGraphError) as caught:
        chart(content, "graph.txt", store=store)
    assert says_nothing_new(store)
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ('{"nodes": [{"name": "Ana Un"}, {"name": "Bo Deux"}], "links": [{"source": 1, "target": 0, "type": "reports to"}]}', "graph.node_link"),
        ('{"nodes": [{"id": 1, "name": "Ana Un"}, {"id": 2.0, "name": "Bo Deux"}], "edges": [{"source": "2.0", "target": 1, "label": "reports to"}], "graph": [["a", 1], 3]}', "graph.node_link"),
        ('{"graphs": [{"nodes": [{"id": "1", "label": "Ana Un"}, {"id": 2, "label": "Bo Deux"}], "edges": [{"source": 2, "target": "1", "label": "reports to"}]}]}', "graph.json_graph"),
        ('{"graph": {"nodes": {"1": {"label": "Ana Un"}, "2": {"label": "Bo Deux", "metadata": 3}}, "edges": [{"source": "2", "target": "1", "relation": "reports to"}]}}', "graph.json_graph"),
        ('[{"data": {"id": "1", "name": "Ana Un"}}, {"data": {"id": "2", "name": "Bo Deux"}}, {"data": {"source": "2", "target": "1", "type": "reports to"}}]', "graph.cytoscape"),
        ('{"elements": [{"group": "nodes", "data": {"id": 1, "name": "Ana Un"}}, {"group": "nodes", "data": {"id": 2, "name": "Bo Deux"}}, {"group": "edges", "data": {"source": 2, "target": 1, "interaction": "reports to"}}]}', "graph.cytoscape"),
    ],
)  # fmt: skip
def test_variants_of_json_are_read(content, form):
    report, store = read(content)
    assert report.importer == form
    assert reports(store) == [("Bo Deux", "Ana Un")]
    assert not report.problems


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("kind", [nx.Graph, nx.MultiGraph])
def test_what_networkx_writes_is_read(kind, directed):
    graph = kind() if not directed else {nx.Graph: nx.DiGraph, nx.MultiGraph: nx.MultiDiGraph}[kind]()
    graph.add_node("a1", name="Ana Un")
    graph.add_node("b2", name="Bo Deux")
    graph.add_edge("a1", "b2", type="knows")
    texts = ["\n".join(nx.generate_graphml(graph)), json.dumps(nx.node_link_data(graph, edges="edges"))]
    for text in (*texts, json.dumps(nx.cytoscape_data(graph))):
        _, store = read(text)
        assert set(people(store)) == {"Ana Un", "Bo Deux"}
        assert len(of_type(store, Tie)) == 1


def test_ids_that_cytoscape_writes_as_names_are_no_names():
    graph = nx.DiGraph()
    graph.add_node("a1", label="Ana Un")
    _, store = read(json.dumps(nx.cytoscape_data(graph)))
    assert set(people(store)) == {"Ana Un"}


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ('{"nodes": [3, {"id": null, "name": "x"}, {"id": [1]}, {"id": true}, {"id": "1", "name": "Ana Un"}], "links": []}', [1, 2, 3, 4]),
        ('{"nodes": [{"id": "1", "name": "Ana Un"}], "links": [7, {"source": "1"}, {"source": {"id": 1}, "target": "1"}]}', [2, 3, 4]),
        ('{"graph": {"nodes": [null, {"label": "x"}, {"id": "1", "label": "Ana Un"}], "edges": [null]}}', [1, 2, 4]),
        ('{"elements": {"nodes": [{"data": 1}, {}, {"data": {"id": "1", "name": "Ana Un"}}], "edges": [[]]}}', [1, 2, 4]),
    ],
)  # fmt: skip
def test_what_is_no_node_or_no_edge_is_refused_alone(content, rows):
    report, store = read(content)
    assert [row for kind, row, _ in found(report) if kind == "OTHER"] == rows
    assert "Ana Un" in people(store)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"nodes": [], "links": 3, "edges": []}', "links is no list"),
        ('{"graph": {"nodes": 3, "edges": []}}', r"graph\.nodes is no list"),
        ('{"graph": {"nodes": [], "edges": {}}}', r"graph\.edges is no list"),
        ('{"graphs": [{}, {}]}', "holds 2 graphs"),
        ('{"elements": {"nodes": [], "edges": 3}}', r"elements\.edges is no list"),
        (json.dumps(json.loads(node_link(NODES, LINE)), indent=1)[:-20], r"row \d+, column \d+"),
        (json_graph(NODES, LINE)[:-5], "row 1, column"),
        (cytoscape(NODES, LINE)[:-5], "row 1, column"),
        ('{"nodes": [' + "[" * 5000, "nested too deeply"),
        (graphml(NODES, LINE)[:-30], r"row 1, column \d+"),
        (graphml(NODES, LINE).replace("Ana", "\x01"), r"row 1, column \d+: not well-formed"),
        (graphml(NODES, LINE).replace("Ana", "&ana;"), "undefined entity"),
        (f'<?xml version="1.0" encoding="klingon"?>{graphml(NODES, LINE)}', "encoding"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_whole(content, said):
    message = refused(content)
    assert message.startswith("graph.txt")
    assert re.search(said, message)


ENTITIES = {
    "a bomb": '<!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
    "a file from outside": '<!DOCTYPE g [<!ENTITY c SYSTEM "file:///etc/hostname">]>',
    "an address": '<!DOCTYPE g [<!ENTITY % p SYSTEM "http://x.example/a.dtd"> %p; <!ENTITY c "x">]>',
}


@pytest.mark.parametrize("name", sorted(ENTITIES))
def test_entities_are_not_expanded(name):
    assert "declares entities" in refused(ENTITIES[name] + graphml({"1": {"name": "&c;"}}, []).replace("&amp;", "&"))


def test_a_document_type_alone_is_harmless_and_is_not_fetched():
    _, store = read(f'<!DOCTYPE graphml SYSTEM "http://x.example/graphml.dtd">{graphml(NODES, LINE)}')
    assert reports(store) == [("Bo Deux", "Ana Un")]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8"])
def test_graphml_of_any_encoding_is_read(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + graphml({"1": {"name": "Élise Un"}}, [])
    _, store = read(text.encode(encoding))
    assert set(people(store)) == {"Élise Un"}


def test_attributes_of_graphml_are_known_by_their_names_and_have_defaults():
    head = (
        '<key id="d0" for="node" attr.name="name"/><key id="d1" for="node" attr.name="title"><default>Buyer</default></key>'
        '<key id="d2" for="edge" attr.name="type"><default>manages</default></key><key id="d3" for="all"/>'
    )
    nodes = {"1": {"d0": "Ana Un", "d1": "CEO"}, "2": {"d0": "Bo Deux", "d3": "x"}, "3": {"d0": "Cy Trois"}}
    _, store = read(graphml(nodes, [("1", "2", {}), ("2", "3", {"d2": "knows"})], head=head))
    assert {name: one.title for name, one in people(store).items()} == {"Ana Un": "CEO", "Bo Deux": "Buyer", "Cy Trois": "Buyer"}  # fmt: skip
    assert reports(store) == [("Bo Deux", "Ana Un")]


def test_an_edge_of_graphml_may_have_a_direction_of_its_own():
    inner = '<node id="Ana Un"/><node id="Bo Deux"/><edge source="Bo Deux" target="Ana Un" directed="{}"><data key="type">reports to</data></edge>'
    for graph, edge, lines in (("undirected", "true", 1), ("directed", "false", 0)):
        _, store = read(f'<graphml {SPACE}><graph edgedefault="{graph}">{inner.format(edge)}</graph></graphml>')
        assert len(reports(store)) == lines


def test_graphs_within_nodes_ports_and_hyperedges_are_no_trap():
    content = (
        f'<graphml {SPACE}><desc>Notes</desc><graph edgedefault="directed"><node id="Ana Un"><port name="north"/>'
        '<graph id="n" edgedefault="undirected"><node id="Bo Deux"><data key="title">CFO</data></node></graph></node>'
        '<hyperedge><endpoint node="Ana Un"/></hyperedge><node/><edge source="Ana Un"/></graph></graphml>'
    )
    report, store = read(content)
    assert {name: one.title for name, one in people(store).items()} == {"Ana Un": None, "Bo Deux": "CFO"}
    assert report.skipped == {"an edge between more than two": 1}
    assert [kind for kind, _, _ in found(report)] == ["OTHER", "OTHER"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_headers_of_neo4j_are_known_whatever_their_delimiter_and_case(delimiter):
    people_csv = "key:id(Person)|Name:STRING|born:date|tags:string[]|title|:label\n1|Ana Un|1970-01-01|a|CEO|Person\n2|Bo Deux||||Person\n".replace("|", delimiter)  # fmt: skip
    lines_csv = ":start_id(Person)|:end_id(Person){label:Person}|:type|x:ignore\n2|1|REPORTS_TO|9\n".replace(
        "|", delimiter
    )
    report, store = read(archive({"a.csv": people_csv, "b.csv": lines_csv, "c.txt": "Notes\n"}))
    assert report.importer == "graph.neo4j_csv"
    assert reports(store) == [("Bo Deux", "Ana Un")]
    assert people(store)["Ana Un"].title == "CEO"
    assert not report.problems


def test_ids_of_two_spaces_are_not_mixed():
    files = {
        "a.csv": ":ID(A),name\n1,Ana Un\n2,Cy Trois\n",
        "b.csv": ":ID(B),name\n1,Bo Deux\n",
        "c.csv": ":START_ID(B),:END_ID(A),:TYPE\n1,1,REPORTS_TO\n",
    }
    _, store = read(archive(files))
    assert reports(store) == [("Bo Deux", "Ana Un")]


def test_a_header_in_a_file_of_its_own_goes_with_the_file_that_is_called_alike():
    files = {
        "people_header.csv": ":ID,name\n",
        "people.csv": "1,Ana Un\n",
        "people2.csv": "2,Bo Deux\n",
        "bosses-header.csv": ":START_ID,:END_ID\n",
        "bosses.csv": "2,1\n",
        "readme.csv": "one,two,three\n",
    }
    report, store = read(archive(files))
    assert set(people(store)) == {"Ana Un", "Bo Deux"}
    assert report.skipped == {"an edge without a type": 1}


def test_a_file_that_could_go_with_two_headers_is_refused():
    message = refused(archive({"x-header.csv": ":ID,name\n", "y-header.csv": ":ID,title\n", "data.csv": "1,Ana Un\n"}))
    assert "could go with each of these: x-header.csv, y-header.csv" in message


def test_rows_of_neo4j_that_lack_an_id_or_an_end_are_refused_alone():
    files = {
        "a.csv": ":ID,name,x\n,Ana Un,1\n2,Bo Deux,2\n3,Cy\n",
        "b.csv": ":START_ID,:END_ID,:TYPE\n2,,KNOWS\n2,9,KNOWS\n",
    }
    report, store = read(archive(files))
    assert [(p.file, p.row, p.kind) for p in report.problems] == [("a.csv", 2, "OTHER"), ("a.csv", 4, "TORN_ROW"), ("b.csv", 2, "OTHER")]  # fmt: skip
    assert set(people(store)) == {"Bo Deux"}
    assert report.skipped == {"an edge to a node that was not taken": 1}


def test_an_apostrophe_that_guards_a_cell_is_taken_away():
    _, store = read(
        neo4j_csv({"1": {"name": "Ana Un", "title": "'=1+1"}, "2": {"name": "'Bo", "title": "'+a\\|b"}}, [])
    )
    assert {name: one.title for name, one in people(store).items()} == {"Ana Un": "=1+1", "'Bo": "+a|b"}


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_no_other_importer_claims_a_graph(form):
    seen = preview(WRITERS[form](NODES, LINE), account_name="Exemplis")
    assert (seen.importer, seen.confidence) == (form, 1.0)


@pytest.mark.parametrize(
    "content",
    ["{}", "[]", "[[]]", '{"nodes": []}', '{"nodes": {}, "links": {}}', '{"elements": 3}', '{"graph": []}', '{"data": []}', "<svg/>", "<graphmlx/>", "a:b,c:d\n1,2\n"],
)  # fmt: skip
def test_what_is_no_graph_is_claimed_by_none(content):
    with pytest.raises(UnreadableFile, match="no importer knows this file"):
        read(content)
