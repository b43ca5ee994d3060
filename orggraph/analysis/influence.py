"""Who influences whom: what was stated and what the chart implies, combined, as arrays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.hierarchy import Hierarchy
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.people import Seniority
from orggraph.domain.relations import InfluenceKind
from orggraph.graph.snapshot import OrgSnapshot

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_KINDS = {kind: number for number, kind in enumerate(InfluenceKind)}
_AUTHORITY, _ADVICE, _TRUST = (
    _KINDS[InfluenceKind.AUTHORITY],
    _KINDS[InfluenceKind.ADVICE],
    _KINDS[InfluenceKind.TRUST],
)
Triples = tuple[Ints, Ints, Floats, Ints]
"""On whom, by whom, weight in [0, 1], kind."""


@dataclass(frozen=True, slots=True)
class InfluenceGraph:
    """The account's people and whoever advises or opposes them, as 0..n-1 in the order of ids, and what each pair weighs.

    `rows[k]` is influenced by `columns[k]` with `positive[k]`, less `negative[k]` where the two are rivals. Pairs are
    sorted by row, then column. Make it with `influence_graph`.
    """

    people: tuple[str, ...]
    index: Mapping[str, int]
    rows: Ints
    columns: Ints
    positive: Floats
    negative: Floats
    sources: Triples
    """What `positive` was combined of, sorted as the pairs are."""
    pair_of: Ints
    """Which pair each source belongs to."""

    @property
    def has_conflict(self) -> bool:
        """Tell whether anybody pushes anybody away.

        >>> from orggraph.analysis.example import stalled_deal
        >>> influence_graph(Hierarchy.of(stalled_deal()), Assumptions()).has_conflict
        False
        """
        return bool(self.negative.any())

    def with_voice(self, person: int, voice: float, heard_whole: Ints) -> Floats:
        """Give the positive weights when somebody speaks with less than their whole voice.

        Parameters
        ----------
        person : int
            Who speaks.
        voice : float
            In [0, 1].
        heard_whole : array of int
            Whom the voice does not matter to: their own reports.

        Returns
        -------
        array of float, one a pair
            `positive`, with that person's weights combined anew.

        Notes
        -----
        Linear in the pairs.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> graph = influence_graph(Hierarchy.of(stalled_deal()), Assumptions())
        >>> contact = graph.index["per_contact"]
        >>> halved = graph.with_voice(contact, 0.5, np.array([], dtype=np.int64))
        >>> [(graph.people[i], round(float(x), 3)) for i, j, x in zip(graph.rows, graph.columns, halved) if j == contact]
        [('per_cio', 0.125)]
        """
        rows, columns, weights, _ = self.sources
        spoken = (columns == person) & ~np.isin(rows, heard_whole)
        scaled = np.where(spoken, weights * voice, weights)
        changed = np.unique(self.pair_of[spoken])
        combined = _noisy_or(scaled, self.pair_of, len(self.rows))
        positive = self.positive.copy()
        positive[changed] = combined[changed]
        return positive


def influence_graph(hierarchy: Hierarchy, assumptions: Assumptions) -> InfluenceGraph:
    """Combine what was stated of influence with what the chart implies.

    A manager weighs on a report, a report a little on the manager (an assistant more), a dotted manager on a report,
    colleagues under one manager on each other. A stated weight of a kind takes the place of the chart's of that kind
    only; the kinds of one pair are then combined by noisy-or. A stated rivalry pushes both apart.

    Parameters
    ----------
    hierarchy : Hierarchy
        Of the account. A vacant seat passes authority on: the next holder above manages those under it.
    assumptions : Assumptions
        The `influence_*` constants.

    Returns
    -------
    InfluenceGraph
        Of the account's people and of third parties with a stated influence on them. Our own people are not in it:
        what they can do is what is being asked.

    Notes
    -----
    Linear in seats and stated influences, times the size of a peer group at most.

    References
    ----------
    Friedkin, N. E. and Johnsen, E. C. (1990). Social influence and opinions. J. Math. Sociol. 15, 193-206.
    Pearl, J. (1988). Probabilistic Reasoning in Intelligent Systems (noisy-or). Morgan Kaufmann.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> graph = influence_graph(Hierarchy.of(stalled_deal()), Assumptions())
    >>> graph.people
    ('per_ceo', 'per_cfo', 'per_cio', 'per_contact')
    >>> round(float(graph.positive[(graph.rows == 3) & (graph.columns == 2)][0]), 2)
    0.5
    """
    snapshot = hierarchy.snapshot
    people = tuple(sorted(set(_members(snapshot))))
    index = {person: number for number, person in enumerate(people)}
    stated = _stated(snapshot, index)
    implied = _implied(hierarchy, index, assumptions)
    everything = _joined([_not_stated(implied, stated, len(people)), stated])
    order = np.lexsort((everything[3], everything[1], everything[0]))
    on, by, weights, kinds = everything
    sources = (on[order], by[order], weights[order], kinds[order])
    return _assembled(people, index, sources, _rivals(snapshot, index, assumptions))


def _assembled(people: tuple[str, ...], index: Mapping[str, int], sources: Triples, rivals: Triples) -> InfluenceGraph:
    n = max(len(people), 1)
    keys = np.concatenate([sources[0] * n + sources[1], rivals[0] * n + rivals[1]])
    pairs, inverse = np.unique(keys, return_inverse=True)
    pair_of = inverse[: len(sources[0])]
    negative = np.zeros(len(pairs))
    np.maximum.at(negative, inverse[len(sources[0]) :], rivals[2])
    return InfluenceGraph(
        people=people,
        index=index,
        rows=pairs // n,
        columns=pairs % n,
        positive=_noisy_or(sources[2], pair_of, len(pairs)),
        negative=negative,
        sources=sources,
        pair_of=pair_of,
    )


def _noisy_or(weights: Floats, pair_of: Ints, pairs: int) -> Floats:
    """Combine several weights of a pair as independent chances to be heard."""
    with np.errstate(divide="ignore"):
        silence = np.log1p(-weights)
    return np.asarray(-np.expm1(summed(pair_of, silence, pairs)))


def summed(groups: Ints, values: Floats, n: int) -> Floats:
    """Add values up by group, groups being 0 to n - 1.

    Parameters
    ----------
    groups : array of int
        Group of each value.
    values : array
        What to add up.
    n : int
        How many groups.

    Returns
    -------
    array of n
        0 for a group without values.

    Notes
    -----
    Linear.

    Examples
    --------
    >>> summed(np.array([0, 2, 2]), np.array([1.0, 0.25, 0.5]), 3).tolist()
    [1.0, 0.0, 0.75]
    """
    return np.asarray(np.bincount(groups, weights=values, minlength=n), dtype=np.float64)


def _members(snapshot: OrgSnapshot) -> Iterator[str]:
    own = {person.id for person in snapshot.people.values() if person.account_id == snapshot.account.id}
    for edge in snapshot.influences:
        if (edge.from_id in own) is not (edge.to_id in own):
            outside = edge.to_id if edge.from_id in own else edge.from_id
            if not snapshot.is_ours(outside):
                yield outside
    taking_part = {part.person_id for parts in snapshot.stakeholders.values() for part in parts}
    for person in own | {one for one in taking_part if not snapshot.is_ours(one)}:
        if not snapshot.people[person].has_left:
            yield person


def _stated(snapshot: OrgSnapshot, index: Mapping[str, int]) -> Triples:
    return _triples(
        [
            (index[edge.to_id], index[edge.from_id], edge.weight * edge.confidence, _KINDS[edge.kind])
            for edge in snapshot.influences
            if edge.kind is not InfluenceKind.CONFLICT and edge.from_id in index and edge.to_id in index
        ]
    )


def _rivals(snapshot: OrgSnapshot, index: Mapping[str, int], a: Assumptions) -> Triples:
    found = [
        (index[one], index[other], edge.weight * edge.confidence * a.influence_conflict, _KINDS[edge.kind])
        for edge in snapshot.conflicts
        if edge.from_id in index and edge.to_id in index
        for one, other in ((edge.to_id, edge.from_id), (edge.from_id, edge.to_id))
    ]
    return _triples(found)


def _implied(hierarchy: Hierarchy, index: Mapping[str, int], a: Assumptions) -> Triples:
    reports, managers, advisers = _reporting(hierarchy, index)
    upward = np.where(advisers, a.influence_adviser, a.influence_report)
    dotted = _dotted(hierarchy, index)
    peers = _peers(reports, managers, a)
    return _joined(
        [
            (reports, managers, np.full(len(reports), a.influence_manager), np.full(len(reports), _AUTHORITY)),
            (managers, reports, upward, np.full(len(reports), _ADVICE)),
            (dotted[0], dotted[1], np.full(len(dotted[0]), a.influence_dotted), np.full(len(dotted[0]), _AUTHORITY)),
            (peers[0], peers[1], peers[2], np.full(len(peers[0]), _TRUST)),
        ]
    )


def _reporting(hierarchy: Hierarchy, index: Mapping[str, int]) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Give who reports to whom, past vacant seats, and who of them is an assistant or adviser."""
    seats, seat_of = hierarchy.snapshot.seats, hierarchy.snapshot.seat_of
    pairs, advisers = [], []
    for person, number in index.items():
        manager = hierarchy.holder_above(person)
        if manager and manager in index:
            pairs.append((number, index[manager]))
            advisers.append(seats[seat_of[person]].seniority is Seniority.ASSISTANT)
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1], np.array(advisers, dtype=np.bool_)


def _dotted(hierarchy: Hierarchy, index: Mapping[str, int]) -> tuple[Ints, Ints]:
    pairs = list(
        dict.fromkeys(
            (index[person], index[manager])
            for _, person, manager in hierarchy.dotted()
            if person and manager and person in index and manager in index and person != manager
        )
    )
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _peers(reports: Ints, managers: Ints, a: Assumptions) -> tuple[Ints, Ints, Floats]:
    """Pair everybody with everybody else under the same manager, group by group of the same size."""
    order = np.lexsort((reports, managers))
    ordered = reports[order]
    starts = (
        np.flatnonzero(np.r_[True, np.diff(managers[order]) != 0]) if len(ordered) else np.array([], dtype=np.int64)
    )
    sizes = np.diff(np.r_[starts, len(ordered)])
    ones, others, weights = [], [], []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= a.influence_peer_group)]):
        groups = ordered[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.nonzero(~np.eye(size, dtype=np.bool_))
        ones.append(groups[:, one].ravel())
        others.append(groups[:, other].ravel())
        weights.append(np.full(ones[-1].size, min(a.influence_peer, a.influence_peer_budget / (size - 1))))
    if not ones:
        return ordered[:0], ordered[:0], np.zeros(0)
    return np.concatenate(ones), np.concatenate(others), np.concatenate(weights)


def _not_stated(implied: Triples, stated: Triples, n: int) -> Triples:
    def key(of: Triples) -> Ints:
        return (of[0] * n + of[1]) * len(_KINDS) + of[3]

    kept = ~np.isin(key(implied), key(stated))
    return (implied[0][kept], implied[1][kept], implied[2][kept], implied[3][kept])


def _joined(parts: list[Triples]) -> Triples:
    one, two, three, four = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return one, two, three, four


def _triples(found: list[tuple[int, int, float, int]]) -> Triples:
    return (
        np.array([row[0] for row in found], dtype=np.int64),
        np.array([row[1] for row in found], dtype=np.int64),
        np.array([row[2] for row in found], dtype=np.float64),
        np.array([row[3] for row in found], dtype=np.int64),
    )
