"""Which lines are believed, held to exhaustive search: no other choice without a loop keeps more statements, or as many and more confidence."""

from itertools import product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.branching import branching
from tests.unit.analysis.builders import DAY, line

SEATS = "abcde"


@st.composite
def claims(draw):
    pairs = st.tuples(
        st.sampled_from(SEATS), st.sampled_from((*SEATS, None)), st.sampled_from(("user:x", "hr:y", "crm:z"))
    )
    said = draw(st.dictionaries(pairs, st.integers(1, 20), max_size=9))
    return tuple(line(report, manager, value / 20, source) for (report, manager, source), value in said.items())


def merit(chosen):
    return sum(one.source.startswith("user:") for one in chosen), round(sum(one.confidence for one in chosen), 9)


def has_no_loop(chosen):
    return nx.is_directed_acyclic_graph(nx.DiGraph((one.manager_id, one.report_id) for one in chosen if one.manager_id))


def best(lines):
    options = [[None, *(one for one in lines if one.report_id == f"pos_{seat}")] for seat in SEATS]
    choices = ([one for one in choice if one] for choice in product(*options))
    return max(merit(choice) for choice in choices if has_no_loop(choice))


@settings(deadline=None)
@given(claims())
def test_no_choice_without_a_loop_is_better(lines):
    kept = list(branching(lines, DAY).kept.values())
    assert has_no_loop(kept)
    assert merit(kept) == best(lines)


@settings(deadline=None)
@given(claims())
def test_what_lost_is_what_disagrees_with_the_line_kept_for_its_seat(lines):
    found = branching(lines, DAY)
    for lost in found.lost:
        one = next(x for x in lines if x.id == lost.line_id)
        kept = found.kept.get(one.report_id)
        assert (kept.id if kept else None) == lost.kept_id
        assert kept is None or kept.manager_id != one.manager_id
    agreeing = {x.id for x in lines} - {lost.line_id for lost in found.lost}
    assert {one.id for one in found.kept.values()} <= agreeing


@pytest.mark.parametrize("seed", range(20))
def test_as_much_confidence_is_kept_as_by_networkx_whatever_the_loops(seed):
    made = nx.gnp_random_graph(30, 0.15, seed=seed, directed=True)
    weights = {pair: (n * 37 % 101 + 1) / 102 for n, pair in enumerate(made.edges)}
    nx.set_edge_attributes(made, weights, "weight")
    kept = branching([line(str(b), str(a), value) for (a, b), value in weights.items()], DAY).kept
    expected = sum(value for *_, value in nx.maximum_branching(made).edges(data="weight"))
    assert sum(one.confidence for one in kept.values()) == pytest.approx(expected)
