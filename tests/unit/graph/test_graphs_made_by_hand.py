"""Graphs made by hand: how little they need, what their attributes may be, and how what is wrong is said."""

import io
from datetime import date

import networkx as nx
import numpy as np
import pytest

from orggraph.analysis.example import stalled_deal
from orggraph.domain.deals import BuyingRole
from orggraph.domain.people import JobFunction, Seniority
from orggraph.domain.relations import InfluenceKind
from orggraph.errors import InvalidInput
from orggraph.graph.build import unread
from orggraph.graph.nx import from_networkx, to_networkx


def graph(kind=nx.MultiDiGraph, **about):
    return kind(**{"as_of": "2026-06-01", **about})


def read(made, **more):
    return from_networkx(made, unread, **more)


def refused(made, **more):
    with pytest.raises(InvalidInput) as caught:
        read(made, **more)
    return str(caught.value)


def test_a_node_and_a_day_are_enough():
    made = graph()
    made.add_node("ana")
    found = read(made)
    assert found.people["ana"].name == "ana"
    assert found.people["ana"].account_id == found.account.id
    assert found.seat_of == {"ana": "pos_ana"}
    assert (found.as_of, found.ours) == (date(2026, 6, 1), None)


def test_a_line_goes_from_the_report_to_the_manager_and_an_influence_from_who_weighs():
    made = graph(nx.DiGraph)
    made.add_edge("bob", "ana", kind="solid", confidence=0.7)
    made.add_edge("eve", "bob", kind="ADVICE", weight=0.4)
    found = read(made)
    (line,), (edge,) = found.solid_lines, found.influences
    assert (line.report_id, line.manager_id, line.confidence) == ("pos_bob", "pos_ana", 0.7)
    assert (edge.from_id, edge.to_id, edge.kind, edge.weight, edge.confidence) == (
        "eve",
        "bob",
        InfluenceKind.ADVICE,
        0.4,
        1.0,
    )


def test_without_direction_an_influence_goes_both_ways_and_a_tie_is_one():
    made = graph(nx.Graph)
    made.add_edge(1, 2, kind="TRUST", weight=0.5)
    made.add_edge(2, 3, kind="TIE", strength=0.6)
    made.add_edge(3, 4, kind="TIE", weight=0.3)
    found = read(made)
    assert sorted((edge.from_id, edge.to_id, edge.weight) for edge in found.influences) == [
        ("1", "2", 0.5),
        ("2", "1", 0.5),
    ]
    assert sorted(tie.strength for tie in found.ties_of["3"]) == [0.3, 0.6]


def test_a_part_in_a_deal_makes_the_deal():
    made = graph()
    made.add_node("ana", portal__roles="champion, coach", portal__stance=0.5, portal__salience=np.float64(0.25))
    made.add_node(
        "bob", portal__roles=[BuyingRole.ECONOMIC_BUYER], portal__stance_observed_on=date(2026, 5, 1), portal__stance=1
    )
    found = read(made)
    ana, bob = found.stakeholders["portal"]
    assert found.deals["portal"].name == "portal"
    assert (ana.roles, ana.stance.value, ana.salience) == ((BuyingRole.CHAMPION, BuyingRole.COACH), 0.5, 0.25)
    assert (bob.roles, bob.stance.observed_on) == ((BuyingRole.ECONOMIC_BUYER,), date(2026, 5, 1))


def test_records_may_be_lists_of_mappings_or_json():
    deals = [{"id": "portal", "usual_contact_id": "ana", "amount": "1500.50"}]
    signals = '[{"kind": "BUDGET_FROZEN", "observed_on": "2026-05-30", "strength": 0.8}]'
    made = graph(account={"name": "Exemplis", "employee_count": 40}, ours="Us", deals=deals, signals=signals)
    made.add_node("ana")
    made.add_node("zoe", side="ours", title="CEO")
    found = read(made)
    assert (found.account.name, found.account.employee_count, found.ours.name) == ("Exemplis", 40, "Us")
    assert found.deals["portal"].amount.as_tuple().digits == (1, 5, 0, 0, 5, 0)
    assert [(one.deal_id, one.kind, one.strength) for one in found.signals["portal"]] == [
        ("portal", "BUDGET_FROZEN", 0.8)
    ]
    assert found.is_ours("zoe")
    assert not found.is_ours("ana")


def test_a_seat_may_be_vacant_or_held():
    made = graph()
    made.add_node("cio", node="seat", title="CIO")
    made.add_node("ana", seniority="DIRECTOR", job_function="IT")
    made.add_node("board", node="seat", holder="ana")
    made.add_edge("ana", "cio", kind="SOLID")
    found = read(made)
    assert found.seats["cio"].holder is None
    assert found.seat_held_by("ana").position.id == "board"
    assert (found.seats["board"].seniority, found.seats["board"].job_function) == (Seniority.DIRECTOR, JobFunction.IT)
    assert [(line.report_id, line.manager_id) for line in found.solid_lines] == [("board", "cio")]


def test_a_main_seat_that_looks_implied_is_kept_beside_a_second_one():
    made = graph()
    made.add_node("ana", title="CIO", seat="pos_ana", own_title="CIO")
    made.add_node("second", node="seat", holder="ana")
    found = read(made)
    assert sorted(found.seats) == ["pos_ana", "second"]
    assert read(to_networkx(found)) == found


def test_that_nobody_stands_above_somebody_can_be_said():
    made = graph(tops=[{"report_id": "ana"}])
    made.add_node("ana")
    (line,) = read(made).solid_lines
    assert (line.report_id, line.manager_id) == ("pos_ana", None)


def test_attributes_of_no_meaning_here_are_left_alone():
    made = graph(layout="spring")
    made.add_node("ana", club="Mr. Hi", viz__size=3.0, community=1)
    made.add_edge("ana", "bob", kind="TRUST", colour="red")
    assert read(made).deals == {}


def test_the_day_can_be_given_apart_and_must_be_given():
    assert read(nx.DiGraph(), as_of="2026-02-03").as_of == date(2026, 2, 3)
    assert read(graph(), as_of=date(2026, 2, 3)).as_of == date(2026, 2, 3)
    assert refused(nx.DiGraph()) == ("The graph: as_of is missing. Say as of which day: give as_of, as 2026-06-01.")
    assert refused(nx.DiGraph(), as_of="today").startswith("The argument: as_of is 'today'. Give a day as 2026-06-01.")


EDGES = [
    ({}, "kind is missing. Give one of SOLID, DOTTED, AUTHORITY, ADVICE, TRUST, ALUMNI, CONFLICT, TIE."),
    ({"kind": "FRIEND"}, "kind is 'FRIEND'. Give one of SOLID, DOTTED,"),
    ({"kind": "TRUST", "weight": 4}, "weight is 4. Give a number from 0 to 1."),
    ({"kind": "TRUST", "weight": float("nan")}, "weight is nan. Give a number from 0 to 1."),
    ({"kind": "TRUST", "confidence": "sure"}, "confidence is 'sure'. Give a number from 0 to 1."),
    ({"kind": "TRUST", "weight": [1]}, "weight is [1]. Give a number from 0 to 1."),
    ({"kind": "TIE", "connected_on": "05/06/2026"}, "connected_on is '05/06/2026'. Give a day as 2026-06-01."),
    ({"kind": "SOLID", "source": True}, "source is True. Give text."),
]


@pytest.mark.parametrize(("said", "message"), EDGES)
def test_a_wrong_edge_is_named_with_its_attribute(said, message):
    made = graph()
    made.add_edge("ana", "bob", **said)
    assert refused(made).startswith(f"Edge 'ana' → 'bob' (key 0): {message}")


NODES = [
    ({"seniority": "Boss"}, "seniority is 'Boss'. Give one of OWNER_OR_BOARD, C_LEVEL,"),
    ({"has_left": "perhaps"}, "has_left is 'perhaps'. Give true or false."),
    ({"side": "mine"}, "side is 'mine'. Give theirs, ours or other."),
    ({"node": "team"}, "node is 'team'. Give person or seat; a person needs none."),
    ({"d__stance": 2, "d__roles": ""}, "d__stance is 2. Give a number from -1 to 1."),
    ({"d__stance_confidence": 0.5}, "d__stance is missing. Give a number from -1 to 1."),
    ({"d__roles": "BOSS"}, "d__roles is 'BOSS'. Give one of CHAMPION, ECONOMIC_BUYER,"),
    ({"d__stance": 0, "d__stanse": 0}, "d__stanse is unknown. Give one of agenda, antagonism, can_veto,"),
    ({"node": "seat", "holder": "eve"}, "holder is 'eve'. Give the node of a person, or leave it out."),
    ({"side": "other", "seat": "s"}, "account is missing. A seat is at an account: give its side, or its account."),
]


@pytest.mark.parametrize(("said", "message"), NODES)
def test_a_wrong_node_is_named_with_its_attribute(said, message):
    made = graph()
    made.add_node("ana", **said)
    assert refused(made).startswith(f"Node 'ana': {message}")


GRAPHS = [
    ({"deals": "[{"}, "deals is not JSON: "),
    ({"deals": ["portal"]}, "deals is not a list of records. Give a list of mappings, or JSON text."),
    ({"tops": [{"kind": "SOLID"}]}, "tops[0]: report_id is missing. Give the node of whom nobody stands above."),
    ({"deals": [{"name": "Portal"}]}, "deals[0]: id is missing. Give text."),
    (
        {"deals": [{"id": "d", "usual_contact_id": "eve"}]},
        "deals[0]: usual_contact_id is 'eve'. Give the node of a person.",
    ),
    (
        {"signals": [{"kind": "SUNSHINE", "deal_id": "d"}]},
        "signals[0]: kind is 'SUNSHINE'. Give one of FOLLOW_UP_SENT,",
    ),
    (
        {"signals": [{"kind": "BUDGET_CUT", "deal_id": "d", "observed_on": "2026-05-01"}]},
        "signals[0]: deal_id is 'd'. Give one of the deals: none.",
    ),
    ({"escalations": [{"deal_id": "d", "caller_id": "x", "target_id": "y"}]}, "escalations[0]: caller_id is 'x'."),
    ({"account": {"employee_count": -3}}, "account: employee_count is -3. Give a number from 0 to"),
]


@pytest.mark.parametrize(("said", "message"), GRAPHS)
def test_a_wrong_record_of_the_graph_is_named(said, message):
    assert refused(graph(**said)).startswith(message)


def test_edges_between_what_cannot_be_joined_are_refused():
    made = graph(nx.Graph)
    made.add_edge("bob", "ana", kind="SOLID")
    assert refused(made).startswith("Edge 'bob' → 'ana': kind is SOLID, without direction. Give a DiGraph")
    made = graph()
    made.add_node("cio", node="seat")
    made.add_edge("ana", "cio", kind="TRUST")
    assert refused(made).startswith("Edge 'ana' → 'cio' (key 0): kind is TRUST, and 'cio' is a seat.")
    made = graph()
    made.add_node("gone", has_left=True)
    made.add_edge("ana", "gone", kind="SOLID")
    assert refused(made).startswith("Edge 'ana' → 'gone' (key 0): kind is SOLID, and 'gone' has no seat.")


def test_names_must_differ_as_text():
    made = graph()
    made.add_nodes_from((1, "1"))
    assert refused(made) == "Two nodes are called '1'. Give nodes names that differ as text."
    made = graph()
    made.add_edge("a", "b", kind="TIE", id="same")
    made.add_edge("b", "c", kind="TIE", id="same")
    assert "id is 'same' a second time." in refused(made)


def test_what_xml_cannot_hold_is_replaced_so_that_the_file_can_be_read_again():
    made = graph()
    made.add_node("ana", name="A\x00n\x0ba")
    written = to_networkx(read(made))
    file = io.BytesIO()
    nx.write_graphml(written, file)
    file.seek(0)
    assert nx.read_graphml(file).nodes["ana"]["label"] == "A\ufffdn\ufffda"


def test_the_graph_reads_well():
    made = to_networkx(stalled_deal())
    assert made.nodes["per_cio"]["rank"] == "C_LEVEL"
    assert made.nodes["per_our_cto"]["side"] == "ours"
    assert made.nodes["pos_it_director"]["node"] == "seat"
    kinds = sorted((said["kind"], one, other) for one, other, said in made.edges(data=True))
    assert kinds == [
        ("DOTTED", "per_contact", "per_cfo"),
        ("SOLID", "per_cfo", "per_ceo"),
        ("SOLID", "per_cio", "per_ceo"),
        ("SOLID", "per_contact", "pos_it_director"),
        ("SOLID", "pos_it_director", "per_cio"),
        ("TIE", "per_cio", "per_our_cto"),
    ]
