"""How opinions settle: Friedkin-Johnsen with signed influence, solved for the few rows that a question needs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from orggraph.analysis.influence import InfluenceGraph, summed
from orggraph.domain.assumptions import Assumptions

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_DENSE = 320
"""Up to so many people one dense solve is quicker than the series; the answer is the same."""
_EXACT = 1e-11
"""The series stops when its next term moves nothing by more than this."""


@dataclass(frozen=True, slots=True)
class Dynamics:
    """x* = M x* + (1 - susceptibility) x(0), with M the susceptibility times the influence of each on each.

    Attributes
    ----------
    matrix : sparse array, n by n
        M: its rows are what a person takes from the others; the absolute values of row i add up to `susceptibility[i]`.
    susceptibility : array of n
        In [0, 1): how much of a settled view is others'.
    pull : array of n
        The sum of the absolute weights on each person.
    """

    matrix: sparse.csr_array
    susceptibility: Floats
    pull: Floats


def susceptibility(pull: Floats, conviction: Floats, assumptions: Assumptions) -> Floats:
    """Tell how open each person is to the others.

    (1 - conviction) (1 - exp(-pull / scale)): nobody to listen to, or a whole conviction, and nothing moves.

    Parameters
    ----------
    pull : array
        Sum of the absolute influence weights on each person, 0 or more.
    conviction : array
        In [0, 1].
    assumptions : Assumptions
        `susceptibility_scale`.

    Returns
    -------
    array
        In [0, 1).

    Notes
    -----
    Linear.

    Examples
    --------
    >>> float(susceptibility(np.array([0.0]), np.array([0.5]), Assumptions())[0])
    0.0
    """
    return np.asarray((1 - conviction) * -np.expm1(-pull / assumptions.susceptibility_scale))


def dynamics(graph: InfluenceGraph, weights: Floats, conviction: Floats, assumptions: Assumptions) -> Dynamics:
    """Set the model up for some weights.

    Parameters
    ----------
    graph : InfluenceGraph
        Who can move whom.
    weights : array, one a pair of the graph
        In [-1, 1]; negative pushes away.
    conviction : array of n
        In [0, 1].
    assumptions : Assumptions
        `susceptibility_scale`.

    Returns
    -------
    Dynamics
        Whose equilibrium exists and is unique: every susceptibility is under 1.

    Notes
    -----
    Linear in the pairs.

    References
    ----------
    Friedkin, N. E. and Johnsen, E. C. (1990). Social influence and opinions. J. Math. Sociol. 15, 193-206.
    Altafini, C. (2013). Consensus problems on networks with antagonistic interactions. IEEE Trans. Autom. Control 58.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> from orggraph.analysis.hierarchy import Hierarchy
    >>> from orggraph.analysis.influence import influence_graph
    >>> graph = influence_graph(Hierarchy.of(stalled_deal()), Assumptions())
    >>> model = dynamics(graph, graph.positive, np.full(4, 0.5), Assumptions())
    >>> bool(np.allclose(abs(model.matrix).sum(axis=1), model.susceptibility))
    True
    """
    n = len(graph.people)
    pull = summed(graph.rows, np.abs(weights), n)
    open_to = susceptibility(pull, conviction, assumptions)
    share = np.divide(open_to, pull, out=np.zeros(n), where=pull > 0)
    ends = np.concatenate([[0], np.cumsum(np.bincount(graph.rows, minlength=n))])
    matrix = sparse.csr_array((share[graph.rows] * weights, graph.columns, ends), shape=(n, n))
    return Dynamics(matrix, open_to, pull)


def resolvent_rows(model: Dynamics, wanted: Ints) -> Floats:
    """Give some rows of (I - M)^-1: what each person's own share of a view adds to those people's settled view.

    Parameters
    ----------
    model : Dynamics
        Of n people.
    wanted : array of m ints
        Whose rows.

    Returns
    -------
    array, m by n
        Times (1 - susceptibility) these are rows of V, the total influence of everybody on those people.

    Notes
    -----
    The adjoint: one solve with m right-hand sides, whatever is asked afterwards. O(pairs times m) a term of the
    series, about 20 to 40 terms.

    References
    ----------
    Friedkin, N. E. (1991). Theoretical foundations for centrality measures. Am. J. Sociol. 96, 1478-1504.

    Examples
    --------
    >>> alone = Dynamics(sparse.csr_array((2, 2)), np.zeros(2), np.zeros(2))
    >>> resolvent_rows(alone, np.array([1])).tolist()
    [[0.0, 1.0]]
    """
    n = len(model.susceptibility)
    start = np.zeros((n, len(wanted)))
    start[wanted, np.arange(len(wanted))] = 1.0
    if n <= _DENSE:
        return np.asarray(np.linalg.solve(np.eye(n) - model.matrix.toarray().T, start).T)
    adjoint = model.matrix.T.tocsr()
    total, term = start.copy(), start
    while np.abs(term := adjoint @ term).max(initial=0.0) > _EXACT:
        total += term
    return np.asarray(total.T)


def total_influence(model: Dynamics, wanted: Ints) -> Floats:
    """Tell what a unit change of everybody's own view does to some people's settled view.

    Parameters
    ----------
    model : Dynamics
        Of n people.
    wanted : array of m ints
        Whose settled view.

    Returns
    -------
    array, m by n
        Rows of V. Without rivals they are shares that add up to 1.

    Notes
    -----
    One solve, as `resolvent_rows`.

    References
    ----------
    Friedkin, N. E. (1991). Theoretical foundations for centrality measures. Am. J. Sociol. 96, 1478-1504.

    Examples
    --------
    >>> alone = Dynamics(sparse.csr_array((2, 2)), np.zeros(2), np.zeros(2))
    >>> total_influence(alone, np.array([0])).tolist()
    [[1.0, 0.0]]
    """
    return resolvent_rows(model, wanted) * (1 - model.susceptibility)


def equilibrium(model: Dynamics, initial: Floats) -> Floats:
    """Let views settle.

    Parameters
    ----------
    model : Dynamics
        Of n people.
    initial : array of n, or n by draws
        Views before anybody listened, in [-1, 1].

    Returns
    -------
    array of the same shape
        The one fixed point; no value lies further out than the furthest initial one.

    Notes
    -----
    Linear in the pairs a sweep; converges geometrically, by the largest susceptibility.

    References
    ----------
    Friedkin, N. E. and Johnsen, E. C. (1990). Social influence and opinions. J. Math. Sociol. 15, 193-206.

    Examples
    --------
    >>> one_listens = sparse.csr_array(np.array([[0.0, 0.5], [0.0, 0.0]]))
    >>> equilibrium(Dynamics(one_listens, np.array([0.5, 0.0]), np.array([1.0, 0.0])), np.array([0.0, 1.0])).tolist()
    [0.5, 1.0]
    """
    own = ((1 - model.susceptibility) * initial.T).T
    settled = own
    while np.abs((following := model.matrix @ settled + own) - settled).max(initial=0.0) > _EXACT:
        settled = following
    return np.asarray(following)
