"""Through whom others hear of each other: betweenness, exact on small accounts, sampled on large ones."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from orggraph.analysis.deadline import Deadline, endless

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

EXACT_UP_TO = 500
"""People up to whom every source is taken."""
SOURCES = 64
"""How many sources stand for a larger account."""
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The share of shortest ways that pass through each person.

    Attributes
    ----------
    share : array of n
        In [0, 1].
    error : float
        Standard error of the largest share; 0 when every source was taken.
    """

    share: Floats
    error: float


def betweenness(
    links: sparse.csr_array,
    exact_up_to: int = EXACT_UP_TO,
    sources: int = SOURCES,
    deadline: Deadline = endless,
) -> Betweenness:
    """Tell which share of the shortest ways between others passes through each person.

    Parameters
    ----------
    links : sparse array, n by n
        Non-zero where the row's person hears the column's; weights do not matter.
    exact_up_to : int
        With more people, only some sources are taken, evenly spaced in the order of people: no chance involved.
    sources : int
        How many.
    deadline : callable
        Raises when there is no more time.

    Returns
    -------
    Betweenness
        Of n people.

    Notes
    -----
    Brandes by whole levels of many sources at once: O(sources times links), in arrays.

    References
    ----------
    Brandes, U. (2001). A faster algorithm for betweenness centrality. J. Math. Sociol. 25, 163-177.
    Brandes, U. and Pich, C. (2007). Centrality estimation in large networks. Int. J. Bifurcation Chaos 17.

    Examples
    --------
    >>> chain = sparse.csr_array(np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]]))
    >>> betweenness(chain).share.tolist()
    [0.0, 0.5, 0.0]
    """
    n = links.shape[0]
    hears = links.astype(np.bool_).astype(np.float64)
    taken = np.arange(n) if n <= exact_up_to else np.unique(np.linspace(0, n - 1, sources).astype(np.int64))
    total, squares = np.zeros(n), np.zeros(n)
    for start in range(0, len(taken), _AT_ONCE):
        deadline()
        passed = _passed(hears, taken[start : start + _AT_ONCE])
        total += passed.sum(axis=1)
        squares += (passed**2).sum(axis=1)
    most = max((n - 1) * (n - 2), 1)
    scale = n / max(len(taken), 1)
    share = total * scale / most
    if len(taken) == n or not n:
        return Betweenness(share, 0.0)
    top = int(share.argmax())
    spread = math.sqrt(max(squares[top] / len(taken) - (total[top] / len(taken)) ** 2, 0.0) / len(taken))
    return Betweenness(share, spread * n / most)


def _passed(hears: sparse.csr_array, sources: Ints) -> Floats:
    """Give how much of the ways from each source passes through each person, n by sources."""
    n, columns = hears.shape[0], np.arange(len(sources))
    ways = np.zeros((n, len(sources)))
    ways[sources, columns] = 1.0
    frontier, levels = ways.copy(), []
    while frontier.any():
        levels.append(frontier > 0)
        frontier = np.where(ways == 0, hears @ frontier, 0.0)
        ways += frontier
    back = sparse.csr_array(hears.T)
    depends = np.zeros_like(ways)
    for nearer, level in reversed(list(pairwise(levels))):
        carried = np.divide(1 + depends, ways, out=np.zeros_like(ways), where=level)
        depends += np.where(nearer, ways * (back @ carried), 0.0)
    depends[sources, columns] = 0.0
    return depends
