"""Intervals held to numpy's quantiles, percentiles to their definition, and social power to networkx's PageRank."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import influence_graph
from orggraph.analysis.intervals import constant, interval, intervals
from orggraph.analysis.standing import percentiles
from orggraph.analysis.weight import Weights
from orggraph.domain.assumptions import Assumptions
from orggraph.graph.build import unread
from orggraph.graph.nx import from_networkx

numbers = st.floats(-1, 1, allow_subnormal=False)


@settings(deadline=None)
@given(st.tuples(st.integers(1, 4), st.integers(1, 60)).flatmap(lambda shape: arrays(float, shape, elements=numbers)))
def test_an_interval_is_numpys_quantiles_and_mean(values):
    before = values.copy()
    for row, found in zip(values, intervals(values), strict=True):
        assert (found.low, found.median, found.high) == pytest.approx(np.quantile(row, (0.1, 0.5, 0.9)), abs=1e-12)
        assert found.mean == pytest.approx(row.mean(), abs=1e-12)
        assert interval(row) == found
    assert (values == before).all()


def test_a_figure_that_is_the_same_in_every_world_has_no_width():
    assert constant(0.25) == interval(np.array([0.25])) == interval(np.full(8, 0.25))


@settings(deadline=None)
@example([0.0, 1.0])
@given(st.lists(st.sampled_from((-1.0, 0.0, 0.2, 0.2 + 1e-12, 0.5, 7.0)), min_size=1, max_size=30))
def test_a_percentile_is_the_share_of_the_others_below_with_equals_as_half(values):
    found = percentiles(np.array(values))
    for place, value in enumerate(values):
        others = [round(other, 9) for n, other in enumerate(values) if n != place]
        below = sum(other < round(value, 9) for other in others)
        same = sum(other == round(value, 9) for other in others)
        expected = (below + same / 2) / len(others) if others else 0.5
        assert found[place] == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(3))
def test_where_all_are_equally_open_social_power_is_pagerank(seed):
    """With the same susceptibility for all, the mean column of total influence is PageRank from influenced to influencer."""
    a, size, heard = Assumptions(susceptibility_scale=0.2), 60, 12
    rng = np.random.default_rng(seed)
    made, listens = nx.MultiDiGraph(as_of="2026-06-01"), nx.DiGraph()
    for on in range(size):
        for by in rng.choice([n for n in range(size) if n != on], heard, replace=False).tolist():
            weight = float(rng.uniform(0.6, 1))
            made.add_edge(f"p{by:02}", f"p{on:02}", kind="TRUST", weight=weight)
            listens.add_edge(f"p{on:02}", f"p{by:02}", weight=weight)
    hierarchy = Hierarchy.of(from_networkx(made, unread))
    found = Weights(hierarchy, influence_graph(hierarchy, a), a).in_account()
    ranked = nx.pagerank(listens, alpha=1 - a.conviction_rest, tol=1e-14, max_iter=500)
    people = sorted(ranked)
    expected = dict(zip(people, percentiles(np.array([ranked[p] for p in people])), strict=True))
    assert {one.person_id: one.social_power for one in found} == pytest.approx(expected)
    raw = {one.person_id: float(one.contributions[1].detail) for one in found}
    assert raw == pytest.approx(ranked, rel=1e-5)
