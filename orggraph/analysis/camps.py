"""Who stands with whom: people split into camps so that as few signed ties as possible contradict the split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from orggraph.analysis.deadline import Deadline, endless
from orggraph.domain.politics import CampSplit
from orggraph.domain.relations import Influence, InfluenceKind
from orggraph.errors import InvalidInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_SIGNS = {InfluenceKind.TRUST: 1, InfluenceKind.CONFLICT: -1}
_MOST_TRIED = 2**15
"""Splits up to which every one is tried: two camps among 16 people."""
_MOST_CAMPS = 8
_VECTORS = 4
_DENSE = 500
"""Up to so many people all eigenvectors are worked out; the few that are used are the same."""


def camps(ties: Sequence[Influence], count: int | None = None, deadline: Deadline = endless) -> CampSplit:
    """Split those whom trust or conflict joins.

    A tie of trust across camps, or of conflict inside one, is at odds with the split.

    Parameters
    ----------
    ties : sequence of Influence
        Of which trust and conflict count, each pair once.
    count : int, optional
        How many camps over all, 1 to 8. Left out, each group of people who are joined at all is split into two at most:
        nothing tells how one such group stands to another.
    deadline : callable
        Raises when there is no more time.

    Returns
    -------
    CampSplit
        Camps largest first, people by id. `exact` where every split was tried: up to 16 people for two camps.

    Raises
    ------
    InvalidInput
        For a count out of range.

    Notes
    -----
    Exhaustive where small; else the best of several descents by single moves from starts that do not depend on chance,
    O(people) a move, and no more moves than people and ties.

    References
    ----------
    Harary, F. (1953). On the notion of balance of a signed graph. Michigan Math. J. 2.
    Doreian, P. and Mrvar, A. (1996). A partitioning approach to structural balance. Social Networks 18.

    Examples
    --------
    >>> def tie(one, other, kind):
    ...     return Influence(id="x", from_id=one, to_id=other, kind=kind, weight=1, confidence=1, source="user:ana")
    >>> camps([tie("a", "b", InfluenceKind.TRUST), tie("b", "c", InfluenceKind.CONFLICT)]).camps
    (('a', 'b'), ('c',))
    """
    if count is not None and not 1 <= count <= _MOST_CAMPS:
        raise InvalidInput(f"count is {count}.", f"Ask for 1 to {_MOST_CAMPS} camps.", ("count",))
    signed = _signed(ties)
    people = sorted({end for pair in signed for end in pair})
    groups = [people] if count else list(_groups(people, signed))
    found = [_split(group, signed, count or 2, deadline) for group in groups if group]
    split = [camp for group in found for camp in group.camps]
    return CampSplit(
        camps=tuple(sorted(split, key=lambda camp: (-len(camp), camp))),
        ties_at_odds=sum(group.ties_at_odds for group in found),
        exact=all(group.exact for group in found),
    )


def _signed(ties: Sequence[Influence]) -> dict[tuple[str, str], int]:
    """Give each pair's sign; who both trust and fight are at odds whatever the split, and conflict is the news."""
    found: dict[tuple[str, str], int] = {}
    for tie in ties:
        if tie.kind in _SIGNS and tie.from_id != tie.to_id:
            one, other = sorted((tie.from_id, tie.to_id))
            found[one, other] = min(found.get((one, other), 1), _SIGNS[tie.kind])
    return found


def _groups(people: Sequence[str], signed: dict[tuple[str, str], int]) -> Iterator[list[str]]:
    place = {person: number for number, person in enumerate(people)}
    ends = np.array([(place[one], place[other]) for one, other in signed], dtype=np.int64).reshape(-1, 2)
    joined = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(people), len(people)))
    number, label = connected_components(joined, directed=False)
    for group in range(number):
        yield [person for person, of in zip(people, label, strict=True) if of == group]


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signed ties of a group, as places."""

    one: Ints
    other: Ints
    sign: Ints

    def at_odds(self, split: Ints) -> Ints:
        """Count the ties at odds with each split, splits by people."""
        together = split[..., self.one] == split[..., self.other]
        return np.asarray((together != (self.sign > 0)).sum(axis=-1))

    def both_ways(self, n: int) -> csr_array:
        """Give the signs among n people, n by n."""
        ends = np.concatenate([self.one, self.other]), np.concatenate([self.other, self.one])
        return csr_array((np.concatenate([self.sign, self.sign]).astype(np.float64), ends), shape=(n, n))


def _split(people: Sequence[str], signed: dict[tuple[str, str], int], count: int, deadline: Deadline) -> CampSplit:
    place = {person: number for number, person in enumerate(people)}
    rows = [(place[a], place[b], sign) for (a, b), sign in signed.items() if a in place and b in place]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    signs = _Signs(table[:, 0], table[:, 1], table[:, 2])
    exact = count ** (len(people) - 1) <= _MOST_TRIED
    best = _every(signs, len(people), count) if exact else _descended(signs, len(people), count, deadline)
    chosen = [tuple(p for p, of in zip(people, best, strict=True) if of == camp) for camp in range(count)]
    return CampSplit(tuple(camp for camp in chosen if camp), int(signs.at_odds(best)), exact)


def _every(signs: _Signs, n: int, count: int) -> Ints:
    """Try every split, the first person always in the first camp."""
    codes = np.arange(count ** (n - 1))
    splits = np.zeros((len(codes), n), dtype=np.int64)
    for person in range(1, n):
        splits[:, person] = codes // count ** (person - 1) % count
    return np.asarray(splits[int(np.argmin(signs.at_odds(splits)))])


def _descended(signs: _Signs, n: int, count: int, deadline: Deadline) -> Ints:
    """Descend from several starts, one move of one person at a time, and keep the best."""
    ties = signs.both_ways(n)
    found = [_descend(ties, start, count, deadline) for start in _starts(ties, count)]
    return min(found, key=lambda split: int(signs.at_odds(split)))


def _starts(ties: csr_array, count: int) -> Iterator[Ints]:
    n = ties.shape[0]
    yield np.zeros(n, dtype=np.int64)
    yield np.arange(n) % count
    vectors = _leading(ties)
    for number in range(1, vectors.shape[1] + 1):
        vector = np.round(vectors[:, -number], 9)
        cuts = np.quantile(vector, np.linspace(0, 1, count + 1)[1:-1]) if count != 2 else np.array([0.0])  # noqa: PLR2004
        yield np.searchsorted(cuts, vector, side="left").astype(np.int64)


def _leading(ties: csr_array) -> Floats:
    """Give the last eigenvectors, the largest last; of many people by Lanczos from a start that does not depend on chance."""
    n = ties.shape[0]
    if n <= _DENSE:
        return np.asarray(np.linalg.eigh(ties.toarray())[1][:, -_VECTORS:])
    values, vectors = eigsh(ties, k=_VECTORS, which="LA", v0=np.ones(n))
    return np.asarray(vectors[:, np.argsort(values)])


def _descend(ties: csr_array, start: Ints, count: int, deadline: Deadline) -> Ints:
    split, n = start.copy(), len(start)
    kinship = np.asarray(ties @ np.eye(count)[split])
    while True:
        deadline()
        gain = kinship - kinship[np.arange(n), split][:, None]
        person, camp = np.unravel_index(int(np.argmax(gain)), gain.shape)
        if gain[person, camp] <= 0:
            return split
        around = slice(ties.indptr[person], ties.indptr[person + 1])
        kinship[ties.indices[around], split[person]] -= ties.data[around]
        kinship[ties.indices[around], camp] += ties.data[around]
        split[person] = camp
