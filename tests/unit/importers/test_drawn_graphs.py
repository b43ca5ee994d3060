"""Graphs that somebody drew elsewhere: people by what nodes say, lines and influences by what the types of edges do."""

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.interchange import RelationKind
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import Influence, InfluenceKind, Tie
from orggraph.errors import InvalidInput, UnreadableFile
from orggraph_importers.graph.words import MEANINGS
from tests.unit.importers.graph_texts import WRITERS, graphml, json_graph, node_link
from tests.unit.importers.import_files import chart, found, of_type, people, preview, reports, says_nothing_new

PEOPLE = {
    "1": {"name": "Ana Un", "title": "CEO", "email": "ana@x.example"},
    "2": {"name": "Bo Deux", "title": "CFO", "department": "Finance"},
    "3": {"name": "Cy Trois"},
    "4": {"name": "vacant", "title": "Buyer"},
}
EDGES = [
    ("2", "1", {"type": "REPORTS_TO"}),
    ("1", "3", {"type": "manages"}),
    ("4", "2", {"type": "reports to"}),
    ("3", "2", {"type": "dotted line"}),
    ("1", "2", {"type": "influences", "weight": 0.5}),
    ("3", "2", {"type": "asks advice of"}),
    ("3", "1", {"type": "knows", "weight": 7}),
    ("3", "1", {"type": "sits near"}),
    ("2", "3", {}),
]


def drawn(content, name="graph", **more):
    return chart(content, name, **more)


def influences(store):
    names = {one.id: name for name, one in people(store).items()}
    return {(names[one.from_id], one.kind, names[one.to_id], one.weight) for one in of_type(store, Influence)}


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_a_drawing_is_read_the_same_from_every_format(form):
    report, store = drawn(WRITERS[form](PEOPLE, EDGES))
    assert report.importer == form
    assert report.taken == {"person": 3, "vacant seat": 1, "relation": 7}
    assert report.skipped == {"an edge of the type 'sits near'": 1, "an edge without a type": 1}
    assert not report.problems
    assert {name: (one.title, one.department, one.email) for name, one in people(store).items()} == {
        "Ana Un": ("CEO", None, "ana@x.example"),
        "Bo Deux": ("CFO", "Finance", None),
        "Cy Trois": (None, None, None),
    }
    assert reports(store) == [("Bo Deux", "Ana Un"), ("Buyer", "Bo Deux"), ("Cy Trois", "Ana Un")]
    assert reports(store, ReportingKind.DOTTED) == [("Cy Trois", "Bo Deux")]
    assert influences(store) == {
        ("Ana Un", InfluenceKind.AUTHORITY, "Bo Deux", 0.5),
        ("Bo Deux", InfluenceKind.ADVICE, "Cy Trois", 1.0),
    }
    assert [tie.strength for tie in of_type(store, Tie)] == [None]


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_the_same_drawing_again_changes_nothing_whatever_its_order(form):
    _, store = drawn(WRITERS[form](PEOPLE, EDGES))
    report, _ = drawn(WRITERS[form](dict(reversed(PEOPLE.items())), EDGES[::-1]), store=store)
    assert (report.created, report.changed) == (0, 0)


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_a_drawing_needs_to_be_told_whose_it_is(form):
    with pytest.raises(InvalidInput, match="does not say which organisation it describes"):
        preview(WRITERS[form](PEOPLE, EDGES))


@pytest.mark.parametrize(("meaning", "words"), sorted(MEANINGS.items()), ids=lambda one: str(one)[:40])
def test_every_type_of_edge_says_who_is_whose(meaning, words):
    kind, is_turned = meaning
    for word in words:
        edge = [("1", "2", {"type": word.upper().replace(" ", "_")})]
        _, store = drawn(node_link({"1": {"name": "Ana Un"}, "2": {"name": "Bo Deux"}}, edge))
        one, other = ("Bo Deux", "Ana Un") if is_turned else ("Ana Un", "Bo Deux")
        if kind in (RelationKind.SOLID, RelationKind.DOTTED):
            assert reports(store, ReportingKind(kind)) == [(one, other)]
        elif kind is RelationKind.TIE:
            assert len(of_type(store, Tie)) == 1
        else:
            assert {(a, b) for a, _, b, _ in influences(store)} == {(one, other)}


def test_two_drawings_whose_nodes_are_numbered_alike_do_not_mix_people():
    _, store = drawn(node_link({"n0": {"name": "Ana Un"}}, []))
    drawn(node_link({"n0": {"name": "Bo Deux"}}, []), store=store)
    assert set(people(store)) == {"Ana Un", "Bo Deux"}


@pytest.mark.parametrize(
    ("id_", "said", "name", "title"),
    [
        ("n1", {"label": "Ana Un"}, "Ana Un", None),
        ("n1", {"label": "n1", "Full Name": "Ana Un"}, "Ana Un", None),
        ("n1", {"label": "Ana Un\r\n Chief  Buyer "}, "Ana Un", "Chief Buyer"),
        ("n1", {"label": "Ana Un\nBuyer", "title": "CFO"}, "Ana Un", "CFO"),
        ("n1", {"firstName": "Ana", "lastName": "Un"}, "Ana Un", None),
        ("Ana Un", {"title": "CFO"}, "Ana Un", "CFO"),
        ("n1", {"name": ["Ana Un", "A. Un"], "title": 7}, "Ana Un", "7"),
    ],
)
def test_a_name_is_found_where_a_drawing_has_it(id_, said, name, title):
    _, store = drawn(node_link({id_: said}, []))
    assert {one.name: one.title for one in people(store).values()} == {name: title}


@pytest.mark.parametrize("said", [{}, {"name": ""}, {"name": "n1"}, {"name": None}, {"name": True}, {"name": {"a": 1}}])
def test_a_node_that_nothing_names_is_told_and_the_others_are_taken(said):
    report, store = drawn(node_link({"0": {"name": "Ana Un"}, "n1": said}, [("n1", "0", {"type": "knows"})]))
    assert found(report) == [("NO_NAME", 2, "label")]
    assert "'n1'" in report.problems[0].message
    assert report.skipped == {"an edge to a node that was not taken": 1}
    assert set(people(store)) == {"Ana Un"}


def test_where_nodes_say_what_they_are_only_people_are_taken():
    nodes = {"1": {"name": "Ana Un", "type": "Person"}, "2": {"name": "Exemplis", "type": "Company"}, "3": {"name": "Oslo", "type": "City"}}  # fmt: skip
    report, store = drawn(node_link(nodes, [("1", "2", {"type": "works at"})]))
    assert report.skipped == {"no person": 2, "an edge of the type 'works at'": 1}
    assert set(people(store)) == {"Ana Un"}


def test_a_kind_that_nothing_is_known_of_is_no_reason_to_leave_anybody_out():
    _, store = drawn(
        node_link({"1": {"name": "Ana Un", "type": "finance"}, "2": {"name": "ERP", "type": "project"}}, [])
    )
    assert set(people(store)) == {"Ana Un"}


def test_without_direction_a_line_says_nothing_and_an_influence_goes_both_ways():
    nodes = {"1": {"name": "Ana Un"}, "2": {"name": "Bo Deux"}}
    edges = [("1", "2", {"type": word}) for word in ("reports to", "influences", "knows")]
    for content in (node_link(nodes, edges, directed=False), json_graph(nodes, edges, directed=False), graphml(nodes, edges, "undirected")):  # fmt: skip
        report, store = drawn(content)
        assert report.skipped == {"a reporting line without direction": 1}
        assert {(a, b) for a, _, b, _ in influences(store)} == {("Ana Un", "Bo Deux"), ("Bo Deux", "Ana Un")}
        assert len(of_type(store, Tie)) == 1


def test_somebody_with_two_managers_keeps_neither_and_it_is_told():
    report, store = drawn(node_link(PEOPLE, [("3", "1", {"type": "reports to"}), ("3", "2", {"type": "reports to"})]))
    assert found(report) == [("AMBIGUOUS_MANAGER", 3, None)]
    assert "Ana Un, Bo Deux" in report.problems[0].message
    assert report.skipped == {"one of several reporting lines": 2}
    assert reports(store) == []


def test_a_loop_is_told():
    report, store = drawn(node_link(PEOPLE, [("1", "2", {"type": "reports to"}), ("2", "1", {"type": "reports to"})]))
    assert {kind for kind, _, _ in found(report)} == {"LOOP"}
    assert reports(store) == []


def test_edges_that_say_the_same_or_join_nobody_are_counted():
    edges = [
        ("1", "2", {"type": "manages"}),
        ("2", "1", {"type": "reports to"}),
        ("1", "1", {"type": "knows"}),
        ("1", "9", {"type": "knows"}),
        ("1", "4", {"type": "knows"}),
        ("2", "3", {"type": "knows"}),
        ("3", "2", {"type": "friend"}),
    ]
    report, store = drawn(node_link(PEOPLE, edges))
    assert report.skipped == {
        "repeated": 2,
        "an edge from a node to itself": 1,
        "an edge to a node that was not taken": 1,
        "an edge to a seat that nobody holds": 1,
    }
    assert (reports(store), len(of_type(store, Tie))) == ([("Bo Deux", "Ana Un")], 1)


def test_nobody_is_said_to_stand_at_the_top():
    _, store = drawn(node_link(PEOPLE, EDGES))
    assert None not in {manager for _, manager in reports(store)}


def test_namesakes_are_told_apart_by_what_they_do_and_it_is_told():
    nodes = {"1": {"name": "Ana Un", "title": "CFO"}, "2": {"name": "Ana Un", "title": "Buyer"}}
    report, _ = drawn(node_link(nodes, []))
    assert [kind for kind, _, _ in found(report)] == ["SAME_NAME", "SAME_NAME"]
    assert report.taken == {"person": 2}


def test_a_second_node_of_one_id_is_refused():
    content = '{"nodes": [{"id": 1, "name": "Ana Un"}, {"id": "1", "name": "Bo Deux"}], "links": []}'
    report, store = drawn(content)
    assert found(report) == [("REPEATED_ID", 2, "id")]
    assert set(people(store)) == {"Ana Un"}


def test_many_types_that_are_not_known_are_counted_together():
    edges = [("1", "2", {"type": f"type {'x' * n}"}) for n in range(60)]
    report, _ = drawn(node_link(PEOPLE, edges))
    assert sum(report.skipped.values()) == 60
    assert len(report.skipped) == 21
    assert max(map(len, report.skipped)) < 80


@pytest.mark.parametrize(
    "content",
    [node_link({}, []), json_graph({}, []), graphml({}, []), '{"elements": {"nodes": []}}', ":ID,name\n"],
    ids=["node-link", "JSON graph", "GraphML", "Cytoscape", "Neo4j"],
)
def test_a_graph_without_a_node_is_refused(content):
    store = open_store("memory:")
    with pytest.raises((InvalidInput, UnreadableFile), match="holds no node"):
        drawn(content, "graph", store=store)
    assert says_nothing_new(store)
