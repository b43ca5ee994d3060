"""Betweenness held to networkx: exactly where every source is taken, within the stated error where some are."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from orggraph.analysis.brokerage import betweenness

PUBLISHED = [nx.karate_club_graph, nx.florentine_families_graph, nx.les_miserables_graph, nx.davis_southern_women_graph]


def links(graph):
    """Give who hears whom: the row hears the column, so an edge goes from the column to the row."""
    names = sorted(graph)
    return sparse.csr_array(nx.to_scipy_sparse_array(graph, nodelist=names, weight=None).T)


def exact(graph):
    found = nx.betweenness_centrality(graph)
    return np.array([found[name] for name in sorted(graph)])


@pytest.mark.parametrize("made", PUBLISHED, ids=lambda made: made.__name__)
def test_on_published_networks_it_is_that_of_networkx(made):
    graph = made()
    found = betweenness(links(graph))
    assert found.share == pytest.approx(exact(graph), abs=1e-12)
    assert found.error == 0


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 90), st.floats(0, 0.2), st.integers(0, 2**31))
def test_on_any_directed_network_it_is_that_of_networkx(size, density, seed):
    graph = nx.gnp_random_graph(size, density, seed=seed, directed=True)
    if size:
        assert betweenness(links(graph)).share == pytest.approx(exact(graph), abs=1e-12)


def test_weights_and_loops_do_not_matter():
    chain = np.array([[0.5, 0, 0], [0.1, 0, 0], [0, 3, 0]])
    assert betweenness(sparse.csr_array(chain)).share.tolist() == [0.0, 0.5, 0.0]


def test_from_some_sources_the_largest_share_is_within_its_stated_error():
    apart = []
    for seed in range(12):
        for graph in (
            nx.gnp_random_graph(120, 0.04, seed=seed, directed=True),
            nx.barabasi_albert_graph(120, 2, seed=seed).to_directed(),
        ):
            found = betweenness(links(graph), exact_up_to=119, sources=40)
            top = int(found.share.argmax())
            apart.append(abs(found.share[top] - exact(graph)[top]) / found.error)
    assert np.mean(np.array(apart) <= 2) >= 0.9
    assert max(apart) <= 4


def test_all_sources_taken_one_by_one_are_the_exact_answer():
    graph = nx.gnp_random_graph(80, 0.05, seed=1, directed=True)
    assert betweenness(links(graph), exact_up_to=10, sources=80).share == pytest.approx(exact(graph), abs=1e-12)
