"""Graphs in the words of our own export that somebody changed: what of them is wrong is said, and the rest is taken."""

import json

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.people import Account
from orggraph.domain.positions import Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput
from orggraph.usecases.importing import import_file
from tests.unit.importers.import_files import NOW, found, of_type, people, reports, request, says_nothing_new

HEAD = {
    "account": json.dumps({"id": "a", "name": "Exemplis"}),
    "ours": json.dumps({"id": "o", "name": "Velmont"}),
    "deals": json.dumps([{"id": "d", "name": "Planning", "owner_id": "gone", "usual_contact_id": "ana"}]),
}
NODES = [
    {"id": "ana", "node": "person", "label": "Ana Un", "side": "theirs", "d__stance": 0.5, "d__roles": "CHAMPION"},
    {"id": "bo", "node": "person", "label": "Bo Deux", "seat": "s1", "title": "CFO", "own_title": "Finance chief"},
    {"id": "s2", "node": "seat", "title": "Buyer"},
    {"id": "oana", "node": "person", "label": "Oana", "side": "ours"},
    {"id": "cy", "node": "person", "label": "Cy", "side": "other", "account": "x"},
]
EDGES = [
    {"source": "ana", "target": "bo", "kind": "SOLID", "stated_by": "hr:x"},
    {"source": "s2", "target": "bo", "kind": "DOTTED"},
    {"source": "oana", "target": "ana", "kind": "TIE", "strength": 0.4},
    {"source": "bo", "target": "ana", "kind": "trust", "weight": 0.3},
]


def read(nodes=NODES, edges=EDGES, directed=True, **head):
    said = {name: value for name, value in {**HEAD, **head}.items() if value is not None}
    content = json.dumps({"directed": directed, "graph": said, "nodes": nodes, "edges": edges})
    store = open_store("memory:")
    try:
        return import_file(store, LOCAL, formats(), request(content, "g.json"), NOW), store
    except InvalidInput:
        assert says_nothing_new(store)
        raise


def changed(place, **said):
    return [{**node, **(said if number == place else {})} for number, node in enumerate(NODES)]


def test_all_that_it_says_is_taken():
    report, store = read()
    assert report.problems == ()
    assert report.skipped == {}
    assert report.taken == {"account": 2, "person": 4, "position": 2, "relation": 4, "deal": 1, "stakeholder": 1}
    assert reports(store) == [("Ana Un", "Bo Deux")]
    assert {one.name: one.title for one in people(store).values()}["Bo Deux"] == "Finance chief"
    assert [one.title for one in of_type(store, Position) if one.holder_id is None] == ["Buyer"]
    assert {one.name: one.is_ours for one in of_type(store, Account)} == {"Exemplis": False, "Velmont": True}
    assert [tie.strength for tie in of_type(store, Tie)] == [0.4]
    assert [(one.weight, one.kind.value) for one in of_type(store, Influence)] == [(0.3, "TRUST")]
    assert [one.stance.value for one in of_type(store, Stakeholder)] == [0.5]
    assert [one.owner_id for one in of_type(store, Deal)] == [None]


@pytest.mark.parametrize(
    ("place", "said", "problem", "shown"),
    [
        (0, {"seniority": "BOSS"}, ("OTHER", 1, "seniority"), "seniority is 'BOSS'"),
        (0, {"preferred_locale": 3}, ("OTHER", 1, "preferred_locale"), "preferred_locale"),
        (0, {"label": ""}, ("NO_NAME", 1, "label"), "has no name"),
        (0, {"d__stance": 2}, ("UNKNOWN_ROLE", 1, "d__stance"), "d__stance is 2"),
        (0, {"d__roles": "FRIEND"}, ("UNKNOWN_ROLE", 1, "d__roles"), "d__roles is 'FRIEND'"),
        (0, {"keys": "[" * 3000}, ("OTHER", 1, "keys"), "keys is"),
        (1, {"seat_since": "June"}, ("OTHER", 2, "seat_since"), "seat_since is 'June'"),
        (2, {"until": 7}, ("OTHER", 3, "until"), "until is 7"),
        (2, {"id": "ana"}, ("REPEATED_ID", 3, "id"), "stands a second time"),
        (2, {"id": "s1"}, ("REPEATED_ID", 3, "seat"), "has the seat 's1'"),
    ],
)
def test_what_is_wrong_with_a_node_is_said(place, said, problem, shown):
    report, store = read(changed(place, **said))
    assert found(report) == [problem]
    assert shown in report.problems[0].message
    assert report.problems[0].hint
    assert "Oana" in people(store)


def test_a_part_in_a_deal_that_is_wrong_leaves_the_person():
    report, store = read(changed(0, d__stance="high"))
    assert not report.problems[0].refuses_row
    assert "Ana Un" in people(store)
    assert of_type(store, Stakeholder) == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"kind": "LIKES"}, "an edge of an unknown kind"),
        ({"kind": None}, "an edge of an unknown kind"),
        ({"target": "zed"}, "an edge to a node that was not taken"),
        ({"target": "ana"}, "an edge from a node to itself"),
        ({"target": "cy"}, "an edge to a node that was not taken"),
        ({"account": "x"}, "at an organisation that the file does not name"),
        ({"source": "s2", "kind": "TIE"}, "an edge to a node that was not taken"),
    ],
)
def test_an_edge_that_joins_nobody_is_counted(said, reason):
    report, _ = read(edges=[{**EDGES[0], **said}])
    assert (report.skipped, report.problems) == ({reason: 1}, ())


def test_an_edge_whose_weight_cannot_be_is_refused_alone():
    report, store = read(edges=[*EDGES, {"source": "ana", "target": "bo", "kind": "ADVICE", "weight": 3}])
    assert found(report) == [("OTHER", 10, "weight")]
    assert len(of_type(store, Influence)) == 1


def test_an_edge_that_stands_twice_counts_once():
    report, store = read(edges=[EDGES[0], EDGES[0], {**EDGES[0], "target": "s2"}, EDGES[2], {**EDGES[2], "source": "ana", "target": "oana"}])  # fmt: skip
    assert report.skipped == {"repeated": 3}
    assert reports(store) == [("Ana Un", "Bo Deux")]


def test_without_direction_influences_go_both_ways_and_lines_say_nothing():
    report, store = read(directed=False)
    assert report.skipped == {"a reporting line without direction": 2}
    assert len(of_type(store, Influence)) == 2
    assert reports(store) == []


def test_what_is_neither_a_person_nor_a_seat_is_counted():
    report, _ = read(changed(2, node="company"))
    assert report.skipped["neither a person nor a seat"] == 1


def test_a_seat_at_an_organisation_that_is_not_named_is_counted():
    report, _ = read(changed(2, side="other", account="x"))
    assert report.skipped == {"at an organisation that the file does not name": 1, "an edge to a node that was not taken": 1}  # fmt: skip


def test_what_speaks_of_nobody_or_of_no_deal_is_counted():
    seen = {"kind": "NEED_CONFIRMED", "observed_on": "2026-10-01"}
    report, store = read(
        deals=json.dumps([{"id": "d", "name": "Planning"}, {"id": "e", "name": "Renewal"}]),
        signals=json.dumps([{**seen, "id": "1", "deal_id": "d", "person_id": "gone"}, {**seen, "deal_id": "z"}]),
        escalations=json.dumps(
            [
                {"id": "1", "deal_id": "d", "caller_id": "oana", "target_id": "ana"},
                {"id": "2", "deal_id": "d", "caller_id": "oana", "target_id": "gone"},
                {"id": "3", "deal_id": "z", "caller_id": "oana", "target_id": "ana"},
            ]
        ),
        tops=json.dumps(
            [{"report_id": "s1", "source": "hr:x"}, {"report_id": "s9"}, {"report_id": "s2", "account_id": "x"}]
        ),
    )
    assert report.skipped == {
        "of a deal that the file does not have": 2,
        "of somebody who was not taken": 2,
        "at an organisation that the file does not name": 1,
    }
    assert ([one.person_id for one in of_type(store, Signal)], len(of_type(store, Escalation))) == ([None], 1)
    assert ("Bo Deux", None) in reports(store)


def test_where_there_is_one_deal_what_was_seen_is_of_it():
    seen = json.dumps({"kind": "NEED_CONFIRMED", "observed_on": "2026-10-01"})
    _, store = read(signals=seen)
    assert len(of_type(store, Signal)) == 1


def test_a_deal_that_nodes_alone_speak_of_is_called_by_its_id():
    _, store = read(deals=None)
    assert [one.name for one in of_type(store, Deal)] == ["d"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"account": None}, "does not say which organisation it describes"),
        ({"account": "{"}, "account is not JSON"),
        ({"deals": "[" * 3000}, "deals is not JSON"),
        ({"deals": "[3]"}, "deals is not a list of records"),
        ({"deals": '[{"id": "d", "amount": "much"}]'}, "amount"),
        ({"signals": '[{"kind": "X"}]'}, "kind"),
        ({"account": json.dumps({"id": "a"})}, "name is missing"),
        ({"account": json.dumps({"id": "a", "name": ""})}, "name is empty"),
    ],
)
def test_a_graph_whose_head_is_wrong_is_refused_whole(head, said):
    with pytest.raises(InvalidInput, match=r"^g\.json") as caught:
        read(**head)
    assert said in caught.value.message
    assert caught.value.hint


def test_organisations_may_be_names_alone():
    _, store = read(account="Exemplis", ours="Velmont")
    assert {one.name for one in of_type(store, Account)} == {"Exemplis", "Velmont"}
