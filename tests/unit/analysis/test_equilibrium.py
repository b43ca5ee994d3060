"""The equilibrium and the total influence, held to the equations written out over dense matrices, and to plain iteration."""

import networkx as nx
import numpy as np
import pytest

from orggraph.analysis.dynamics import dynamics, equilibrium, resolvent_rows, total_influence
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import influence_graph
from orggraph.domain.assumptions import Assumptions
from orggraph.graph.build import unread
from orggraph.graph.nx import from_networkx

A = Assumptions()
KINDS = ("AUTHORITY", "ADVICE", "TRUST", "ALUMNI", "CONFLICT")
SIZES = [(2, 0), (7, 1), (30, 2), (200, 3), (320, 4), (321, 5)]
"""People and seed: the solve is dense up to 320 people and a series above."""


class Case:
    """Random influences, some of them rivalries, as the product reads them and as dense matrices made here."""

    def __init__(self, size, seed, rivals=True):
        rng = np.random.default_rng(seed)
        made = nx.MultiDiGraph(as_of="2026-06-01")
        names = [f"p{n:04}" for n in range(size)]
        made.add_nodes_from(names)
        silence, push = np.ones((size, size)), np.zeros((size, size))
        for kind in KINDS if rivals else KINDS[:-1]:
            for _ in range(2 * size):
                by, on = rng.choice(size, 2, replace=False)
                if made.has_edge(names[by], names[on], key=kind):
                    continue
                weight, confidence = rng.uniform(0, 1, 2)
                made.add_edge(names[by], names[on], key=kind, kind=kind, weight=weight, confidence=confidence)
                if kind == "CONFLICT":
                    push[on, by] = push[by, on] = max(push[on, by], A.influence_conflict * weight * confidence)
                else:
                    silence[on, by] *= 1 - weight * confidence
        self.graph = influence_graph(Hierarchy.of(from_networkx(made, unread)), A)
        self.conviction = rng.uniform(0, 1, size)
        self.net = 1 - silence - push
        self.model = dynamics(self.graph, self.graph.positive - self.graph.negative, self.conviction, A)
        self.initial = rng.uniform(-1, 1, (size, 3))
        pull = np.abs(self.net).sum(axis=1)
        self.open_to = (1 - self.conviction) * (1 - np.exp(-pull / A.susceptibility_scale))
        self.taken = self.open_to[:, None] * np.divide(
            self.net, pull[:, None], where=pull[:, None] > 0, out=0 * self.net
        )

    def settled(self, initial):
        """Solve x = M x + (I - L) x(0) by the inverse."""
        inverse = np.linalg.inv(np.eye(len(self.net)) - self.taken)
        return inverse @ ((1 - self.open_to)[:, None] * initial)


@pytest.fixture(params=SIZES, ids=lambda case: f"{case[0]} people")
def case(request):
    return Case(*request.param)


def test_the_matrix_is_what_each_takes_from_each(case):
    assert case.model.matrix.toarray() == pytest.approx(case.taken, abs=1e-12)
    assert case.model.susceptibility == pytest.approx(case.open_to, abs=1e-12)


def test_the_equilibrium_is_that_of_the_dense_inverse(case):
    assert equilibrium(case.model, case.initial) == pytest.approx(case.settled(case.initial), abs=1e-9)
    assert equilibrium(case.model, case.initial[:, 0]) == pytest.approx(case.settled(case.initial)[:, 0], abs=1e-9)


def test_the_equilibrium_is_where_plain_iteration_ends(case):
    views = case.initial
    for _ in range(3000):
        views = case.taken @ views + (1 - case.open_to)[:, None] * case.initial
    assert equilibrium(case.model, case.initial) == pytest.approx(views, abs=1e-9)


def test_rows_of_the_resolvent_are_those_of_the_dense_inverse(case):
    wanted = np.array([len(case.net) - 1, 0])
    inverse = np.linalg.inv(np.eye(len(case.net)) - case.taken)
    assert resolvent_rows(case.model, wanted) == pytest.approx(inverse[wanted], abs=1e-9)


def test_total_influence_is_the_change_of_a_settled_view_by_a_change_of_an_own_view(case):
    step, size = 1e-3, len(case.net)
    wanted = np.array([0, size // 2])
    usual = np.repeat(case.initial[:, :1], size, axis=1)
    up, down = (case.settled(usual + side * step * np.eye(size)) for side in (1, -1))
    assert total_influence(case.model, wanted) == pytest.approx((up - down)[wanted] / (2 * step), abs=1e-9)


@pytest.mark.parametrize(("size", "seed"), [(30, 6), (120, 7)])
def test_without_rivals_total_influence_is_shares_and_with_them_at_most(size, seed):
    everybody = np.arange(size)
    shares = total_influence(Case(size, seed, rivals=False).model, everybody)
    assert (shares >= 0).all()
    assert shares.sum(axis=1) == pytest.approx(np.ones(size))
    signed = total_influence(Case(size, seed).model, everybody)
    assert (signed < 0).any()
    assert (np.abs(signed).sum(axis=1) <= 1 + 1e-9).all()
