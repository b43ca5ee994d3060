import random
import time
from dataclasses import replace
from datetime import timedelta

import networkx as nx
import pytest

from orggraph.analysis.branching import branching
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.domain.findings import LostLine
from orggraph.domain.relations import FactOrigin
from orggraph.graph.build import build
from tests.unit.analysis.builders import CLIENT, DAY, chart, dotted, facts, line, person, read_title, seat, snapshot


def above(snap, who, levels=5):
    return [manager.manager_id for manager in Hierarchy.of(snap).chain(who, levels)]


def test_chain_gives_levels_in_order_with_their_own_confidence():
    chain = Hierarchy.of(chart(line("a", "b", 0.7), line("b", "c", 0.8))).chain("a", 10)
    assert [(m.levels_up, m.manager_id, m.confidence, m.person_id) for m in chain] == [
        (1, "b", 0.7, "a"),
        (2, "c", 0.8, "a"),
    ]


def test_chain_stops_at_the_levels_asked_for_and_is_empty_without_a_seat():
    snap = chart(line("a", "b"), line("b", "c"))
    assert above(snap, "a", 1) == ["b"]
    assert above(snap, "c") == []
    assert Hierarchy.of(snapshot(people=(*facts().people, person("gone", has_left=True)))).chain("gone", 2) == ()


def test_a_vacant_seat_is_a_level():
    vacant = seat(None, "pos_vacant")
    snap = snapshot(positions=(vacant,), lines=(line("contact", "vacant"), line("vacant", "head")))
    assert above(snap, "contact") == [None, "head"]


def test_a_second_seat_of_somebody_met_is_no_level():
    seats = (seat("boss", "pos_acting"), seat("boss", "pos_boss"))
    snap = snapshot(positions=seats, lines=(line("contact", "acting"), line("acting", "boss"), line("boss", "top")))
    assert above(snap, "contact") == ["boss", "top"]


def test_a_users_statement_wins_over_a_more_confident_file():
    hierarchy = Hierarchy.of(chart(line("a", "b", 0.99), line("a", "c", 0.3, "user:ana")))
    (manager,) = hierarchy.chain("a", 1)
    assert (manager.manager_id, manager.origin) == ("c", FactOrigin.STATED)
    assert hierarchy.lost == (LostLine("lin_hr:client_a_b", "lin_user:ana_a_c"),)


def test_the_newest_then_the_source_settles_equal_confidence():
    old, new = line("a", "b", since=DAY - timedelta(days=9)), line("a", "c", since=DAY - timedelta(days=1))
    assert above(chart(old, new), "a") == ["c"]
    assert above(chart(line("a", "b", source="hr:z"), line("a", "c", source="crm:a")), "a") == ["c"]


def test_two_sources_that_agree_lose_nothing():
    assert Hierarchy.of(chart(line("a", "b"), line("a", "b", 0.5, "crm:x"))).lost == ()


def test_nobody_above_is_a_claim_like_another():
    snap = chart(line("a", "b", 0.5), line("a", None, 0.9))
    assert above(snap, "a") == []
    assert [entry.line_id for entry in Hierarchy.of(snap).lost] == ["lin_hr:client_a_b"]


def test_lines_of_another_time_do_not_hold():
    past = line("a", "b", until=DAY, id="past")
    future = line("a", "c", since=DAY + timedelta(days=1), id="future")
    hierarchy = Hierarchy.of(chart(past, future))
    assert (hierarchy.chain("a", 1), hierarchy.lost) == ((), ())


def test_a_loop_loses_its_weakest_line():
    hierarchy = Hierarchy.of(chart(line("a", "b", 0.9), line("b", "c", 0.8), line("c", "a", 0.4)))
    assert hierarchy.lost == (LostLine("lin_hr:client_c_a", None),)
    assert [m.manager_id for m in hierarchy.chain("a", 5)] == ["b", "c"]


def test_a_loop_is_opened_where_another_line_is_nearly_as_good():
    lines = line("a", "b", 0.9), line("b", "a", 0.8), line("b", "top", 0.75, "crm:x"), line("a", "top", 0.1, "crm:x")
    assert above(chart(*lines), "a") == ["b", "top"]


def test_a_loop_never_costs_a_users_statement_while_a_file_can_give_way():
    lines = line("a", "b", 0.2, "user:ana"), line("b", "c", 1.0), line("c", "a", 1.0)
    assert [entry.line_id for entry in Hierarchy.of(chart(*lines)).lost] != ["lin_user:ana_a_b"]


def test_a_line_to_oneself_is_lost():
    assert Hierarchy.of(chart(line("a", "a"))).lost == (LostLine("lin_hr:client_a_a", None),)


def test_dotted_managers_are_apart_from_the_forest():
    snap = chart(line("a", "b"), dotted("a", "c"))
    assert above(snap, "a") == ["b"]
    (manager,) = Hierarchy.of(snap).dotted_managers("a")
    assert (manager.manager_id, manager.levels_up, manager.kind) == ("c", 1, "DOTTED")


def test_reports_are_direct_only():
    hierarchy = Hierarchy.of(chart(line("a", "b"), line("c", "b"), line("d", "a")))
    assert hierarchy.reports("b") == ("a", "c")
    assert hierarchy.people_under("pos_b") == ("a", "d", "c")


def test_lowest_common_manager_is_none_of_the_parties():
    hierarchy = Hierarchy.of(chart(line("a", "b"), line("c", "b"), line("b", "d")))
    assert hierarchy.lowest_common_manager(("a", "c")) == "b"
    assert hierarchy.lowest_common_manager(("a", "b")) == "d"
    assert hierarchy.lowest_common_manager(("a",)) == "b"
    assert hierarchy.lowest_common_manager(("a", "d")) is None
    assert hierarchy.lowest_common_manager(()) is None


def test_lowest_common_manager_passes_over_a_vacant_seat():
    snap = snapshot(
        positions=(seat(None, "pos_vacant"),),
        lines=(line("contact", "vacant"), line("boss", "vacant"), line("vacant", "top")),
    )
    assert Hierarchy.of(snap).lowest_common_manager(("contact", "boss")) == "top"


def test_entries_are_depth_first_with_origin():
    hierarchy = Hierarchy.of(snapshot())
    entries = hierarchy.entries(CLIENT)
    assert [(e.position_id, e.depth, e.manager_id) for e in entries] == [
        ("pos_top", 0, None),
        ("pos_head", 1, "pos_top"),
        ("pos_boss", 2, "pos_head"),
        ("pos_contact", 3, "pos_boss"),
    ]
    assert [e.origin for e in entries[:2]] == [FactOrigin.INFERRED, FactOrigin.IMPORTED]
    assert [e.position_id for e in hierarchy.entries(CLIENT, "pos_boss")] == ["pos_boss", "pos_contact"]
    assert hierarchy.entries(CLIENT, "pos_nobody") == ()
    assert hierarchy.manager_seat("pos_boss") == "pos_head"


def oracle(lines):
    """Weigh the best branching as networkx finds it on the whole graph."""
    graph = nx.DiGraph()
    for x in lines:
        if graph.has_edge(x.manager_id, x.report_id):
            x_weight = max(graph.edges[x.manager_id, x.report_id]["weight"], x.confidence)
        else:
            x_weight = x.confidence
        graph.add_edge(x.manager_id, x.report_id, weight=x_weight)
    return sum(w for *_, w in nx.maximum_branching(graph).edges(data="weight"))


@pytest.mark.parametrize("seed", range(60))
def test_the_forest_weighs_as_much_as_networkx_finds_possible(seed):
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose
    seats = [f"s{number}" for number in range(rng.randint(2, 9))]
    pairs = [(a, b) for a in seats for b in seats if a != b and rng.random() < rng.choice((0.2, 0.5))]
    lines = tuple(line(a, b, round(rng.uniform(0.05, 1), 3)) for a, b in pairs)
    kept = branching(lines, DAY).kept
    assert sum(x.confidence for x in kept.values()) == pytest.approx(oracle(lines))
    assert nx.is_directed_acyclic_graph(nx.DiGraph((x.manager_id, x.report_id) for x in kept.values()))


def test_twenty_thousand_people_in_one_chain_and_in_one_ring():
    size = 20_000
    lines = [line(f"{n:05}", f"{n - 1:05}", id=f"l{n:05}") for n in range(1, size)]
    base = facts(people=tuple(person(f"{n:05}") for n in range(size)), deals=(), stakeholders=(), signals=())
    deep = build(replace(base, lines=tuple(lines)), read_title)
    started = time.process_time()
    hierarchy = Hierarchy.of(deep)
    assert time.process_time() - started < 5
    assert len(hierarchy.chain(f"{size - 1:05}", size)) == size - 1
    ring = build(replace(base, lines=(*lines, line("00000", f"{size - 1:05}", 0.1, id="weak"))), read_title)
    assert Hierarchy.of(ring).lost == (LostLine("weak", None),)
