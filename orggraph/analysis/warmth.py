"""How strong a tie is, and the best chains of acquaintances between two people."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush, nsmallest
from itertools import pairwise
from typing import NamedTuple, Protocol

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import Contribution, total
from orggraph.domain.findings import WarmHop, WarmPath
from orggraph.domain.people import Person
from orggraph.domain.relations import Tie
from orggraph.graph.snapshot import OrgSnapshot

MAX_HOPS = 3
"""Trust does not travel further than this."""

_DIGITS = 12

_Chain = tuple[float, bool, tuple[str, ...], float]
"""How good it can become, the best first; whether it is complete; its people; its strength so far."""


class Bond(NamedTuple):
    """How well two people know each other, in [0, 1], and the parts it is exactly the sum of."""

    strength: float
    reasons: tuple[Contribution, ...]


_STRANGERS = Bond(0.0, ())


def tie_strength(tie: Tie, as_of: date, assumptions: Assumptions) -> Bond:
    """Tell how strong a tie is, from its evidence.

    A declared strength is believed and a contact in a network is then no further news; otherwise the contact counts,
    more when recent. A recent exchange adds to either, and so do messages that were answered, a good word in public, and years
    in one firm. Each part is a share of what the parts before left to 1, times
    the tie's confidence; evidence of a later day than `as_of` is not there yet.

    Parameters
    ----------
    tie : Tie
        Its declared strength and its confidence in [0, 1], its dates.
    as_of : date
        The day it is asked for; ages are in days before it.
    assumptions : Assumptions
        The `tie_*` constants.

    Returns
    -------
    Bond
        The strength in [0, 1] and its reasons, of which it is exactly the sum.

    Notes
    -----
    Constant time. Wrong when a network contact was accepted from a stranger: declare the strength then.

    Examples
    --------
    >>> tie = Tie(id="tie_1", one_id="a", other_id="b", confidence=1, source="linkedin", connected_on=date(2026, 6, 1))
    >>> strength, parts = tie_strength(tie, date(2026, 6, 1), Assumptions())
    >>> round(strength, 3), [part.code for part in parts]
    (0.405, ['connection', 'connection_recent'])
    """
    parts: list[Contribution] = []
    left = tie.confidence
    for code, share in _evidence(tie, as_of, assumptions):
        if share > 0 or code == "declared":
            parts.append(Contribution(code, left * share, (tie.id,)))
            left *= 1 - share
    return Bond(total(tuple(parts)), tuple(parts))


def _evidence(tie: Tie, as_of: date, a: Assumptions) -> Iterator[tuple[str, float]]:
    known = tie.connected_on is None or tie.connected_on <= as_of
    scale = 1.0
    if tie.strength is not None:
        scale = tie.strength
        yield "declared", tie.strength
    elif known:
        yield "connection", a.tie_connection
        if tie.connected_on:
            yield (
                "connection_recent",
                a.tie_connection_recent * _fade(tie.connected_on, as_of, a.tie_connection_half_life),
            )
    if tie.last_contact and tie.last_contact <= as_of:
        yield "last_contact", scale * a.tie_last_contact * _fade(tie.last_contact, as_of, a.tie_last_contact_half_life)
        if tie.exchanges:
            often = a.tie_exchanges * (1 - 0.5 ** (tie.exchanges / a.tie_exchanges_half))
            yield "exchanges", scale * often * _fade(tie.last_contact, as_of, a.tie_memory_half_life)
    if tie.vouched_on and tie.vouched_on <= as_of:
        yield "vouched", scale * a.tie_vouched * _fade(tie.vouched_on, as_of, a.tie_memory_half_life)
    if tie.colleagues_until and tie.colleagues_until <= as_of:
        yield (
            "former_colleagues",
            scale * a.tie_former_colleagues * _fade(tie.colleagues_until, as_of, a.tie_memory_half_life),
        )


def _fade(day: date, as_of: date, half_life: float) -> float:
    return float(0.5 ** ((as_of - day).days / half_life))


def best_paths(
    snapshot: OrgSnapshot,
    sources: Iterable[str],
    target: str,
    k: int = 3,
    max_hops: int = MAX_HOPS,
    assumptions: Assumptions | None = None,
) -> tuple[WarmPath, ...]:
    """Find the best chains of acquaintances from any of some people to one.

    Parameters
    ----------
    snapshot : OrgSnapshot
        Its ties, and its people: our colleagues know each other by assumption, nobody else does without a tie.
    sources : iterable of str
        Person ids to start from.
    target : str
        Whom to reach.
    k : int
        How many at most, 1 or more.
    max_hops : int
        1 to 3.
    assumptions : Assumptions, optional
        The `tie_*` constants and `hop_discount`.

    Returns
    -------
    tuple of WarmPath
        Strongest first, between equals in the order of ids; people from source to target.

    Notes
    -----
    Searches backward from the target, best first, and stops at the k-th; about linear in the ties of the people
    within two hops of the target. Our people's own address books are never opened.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> [(path.people, round(path.strength, 3)) for path in best_paths(stalled_deal(), ["per_our_ceo"], "per_cio")]
    [(('per_our_ceo', 'per_our_cto', 'per_cio'), 0.288)]
    """
    known = Acquaintances.of(snapshot, assumptions or Assumptions())
    return known.best_paths(frozenset(sources), target, k, max_hops)


class Way(NamedTuple):
    """Where a search may go on: from whom, and whether only to the end of the chain."""

    person: str
    last: bool


class Circle(Protocol):
    """People and their ties, as far as a search knows them; it learns more on its way."""

    @property
    def as_of(self) -> date:
        """The day of the search."""
        ...

    @property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        ...

    @property
    def ties_of(self) -> Mapping[str, Sequence[Tie]]:
        """The ties of a person, by id."""
        ...

    @property
    def colleagues(self) -> AbstractSet[str]:
        """Our people at work, who know each other by assumption."""
        ...

    def leads_on(self, person: str) -> bool:
        """Tell whether somebody may know more than one."""
        ...

    def learn(self, way: Way, waiting: Callable[[int], list[Way]]) -> Collection[str] | None:
        """Learn what a search needs before it goes on there, and give those whose ties grew; None: too much was learnt already.

        `waiting` gives so many of the ways that stand next in the queue.
        """
        ...


@dataclass(frozen=True, slots=True)
class Whole:
    """A circle of which all is known: a snapshot's."""

    as_of: date
    people: Mapping[str, Person]
    ties_of: Mapping[str, Sequence[Tie]]
    colleagues: AbstractSet[str]

    @classmethod
    def of(cls, snapshot: OrgSnapshot) -> "Whole":
        """Take the people and ties of a snapshot.

        >>> from orggraph.analysis.example import stalled_deal
        >>> sorted(Whole.of(stalled_deal()).colleagues)
        ['per_our_ceo', 'per_our_cto', 'per_rep']
        """
        ours = snapshot.ours.id if snapshot.ours else None
        colleagues = frozenset(p.id for p in snapshot.people.values() if ours and is_colleague(p, ours))
        return cls(snapshot.as_of, snapshot.people, snapshot.ties_of, colleagues)

    def leads_on(self, person: str) -> bool:
        """Tell whether somebody knows more than one.

        >>> from orggraph.analysis.example import stalled_deal
        >>> Whole.of(stalled_deal()).leads_on("per_cio")
        False
        """
        return len(self.ties_of.get(person, ())) > 1

    def learn(self, way: Way, waiting: Callable[[int], list[Way]]) -> Collection[str]:  # noqa: ARG002
        """Learn nothing."""
        return ()


def is_colleague(person: Person, ours: str) -> bool:
    """Tell whether somebody works for us now, ours being the id of our account.

    >>> is_colleague(Person(id="per_1", name="Ana", account_id="acc_1", has_left=True), "acc_1")
    False
    """
    return person.account_id == ours and not person.has_left and not person.is_placeholder


class Acquaintances:
    """Who knows whom and how well, worked out where a search passes and remembered for the next search.

    Nobody is asked to introduce somebody to their own colleague through an outsider: once a chain, seen from the target,
    has reached one of ours, it goes on among ours only. That we are colleagues is enough for a first hop, not for a chain.
    """

    def __init__(self, circle: Circle, assumptions: Assumptions) -> None:
        self._circle = circle
        self._assumptions = assumptions
        self._known: dict[str, dict[str, Bond]] = {}
        self._ours = circle.colleagues

    @classmethod
    def of(cls, snapshot: OrgSnapshot, assumptions: Assumptions) -> "Acquaintances":
        """Take those of a snapshot.

        >>> from orggraph.analysis.example import stalled_deal
        >>> Acquaintances.of(stalled_deal(), Assumptions()).tied("per_our_cto", "per_cio").strength
        0.6
        """
        return cls(Whole.of(snapshot), assumptions)

    def best_paths(
        self, sources: AbstractSet[str], target: str, k: int, max_hops: int = MAX_HOPS
    ) -> tuple[WarmPath, ...]:
        """Find the best chains, as the function of that name does; searches share what they learn of ties.

        Where the circle has learnt as much as it may, those found so far: the first of the best, none left out between them.

        >>> from orggraph.analysis.example import stalled_deal
        >>> known = Acquaintances.of(stalled_deal(), Assumptions())
        >>> [path.people for path in known.best_paths(frozenset({"per_our_cto"}), "per_cio", 1)]
        [('per_our_cto', 'per_cio')]
        """
        found: list[WarmPath] = []
        heap: list[_Chain] = [(-1.0, False, (target,), 1.0)]
        while heap and len(found) < k:
            _, complete, people, strength = heappop(heap)
            if complete:
                found.append(self._path(people))
                continue
            way = Way(people[0], len(people) == max_hops)
            if not self._learnt(way, heap, k - len(found), max_hops):
                break
            for other, value, ends in self._onward(way, sources):
                if other not in people and value > 0:
                    onward = strength * value * (1.0 if ends else self._assumptions.hop_discount)
                    heappush(heap, (-round(onward, _DIGITS), ends, (other, *people), onward))
        return tuple(found)

    def bond(self, one: str, other: str) -> Bond:
        """Tell how well two people know each other: a declared tie wins, else the best of tie and firm.

        >>> from orggraph.analysis.example import stalled_deal
        >>> known = Acquaintances.of(stalled_deal(), Assumptions())
        >>> known.bond("per_our_ceo", "per_our_cto").reasons[0].code
        'colleagues'
        """
        bond = self.tied(one, other)
        colleagues = self._assumptions.tie_colleagues
        if one in self._ours and other in self._ours and bond.strength < colleagues and not _declared(bond):
            return Bond(colleagues, (Contribution("colleagues", colleagues),))
        return bond

    def tied(self, one: str, other: str) -> Bond:
        """Tell how well two people know each other by their ties alone.

        >>> from orggraph.analysis.example import stalled_deal
        >>> Acquaintances.of(stalled_deal(), Assumptions()).tied("per_our_cto", "per_cio").strength
        0.6
        """
        asked = (other, one) if one in self._ours else (one, other)
        return self._direct(asked[0]).get(asked[1], _STRANGERS)

    def _learnt(self, way: Way, heap: list[_Chain], wanted: int, max_hops: int) -> bool:
        """Have the circle learn what lies on a way; tell whether it did."""
        grown = self._circle.learn(way, lambda most: _next_ways(heap, wanted, max_hops, most))
        for person in grown or ():
            self._known.pop(person, None)
        return grown is not None

    def _onward(self, way: Way, sources: AbstractSet[str]) -> Iterator[tuple[str, float, bool]]:
        """Give those one hop further from the target: as the end of a chain, and as the way to a longer one.

        A way on stands in the queue with the best it can still become.
        """
        person = way.person
        ties = self._direct(person)
        colleagues = sources & self._ours if person in self._ours else frozenset()
        for other in colleagues:
            yield other, self.bond(person, other).strength, True
        for other in (ties.keys() & sources) - colleagues:
            yield other, ties[other].strength, True
        if not way.last:
            for other, bond in ties.items():
                if other in self._ours or self._circle.leads_on(other):
                    yield other, bond.strength, False

    def _direct(self, person: str) -> Mapping[str, Bond]:
        """Give those whom somebody knows by a tie; of one of ours, only colleagues are of use to the search."""
        if person not in self._known:
            people, inward = self._circle.people, person in self._ours
            known: dict[str, Bond] = {}
            for tie in self._circle.ties_of.get(person, ()):
                other = tie.other_id if tie.one_id == person else tie.one_id
                if other == person or (inward and other not in self._ours) or people[other].is_placeholder:
                    continue
                bond = tie_strength(tie, self._circle.as_of, self._assumptions)
                known[other] = _better(known.get(other), bond)
            self._known[person] = known
        return self._known[person]

    def _path(self, people: tuple[str, ...]) -> WarmPath:
        strength = 1.0
        hops: list[WarmHop] = []
        for one, other in pairwise(people):
            value, reasons = self.tied(one, other) if hops else self.bond(one, other)
            strength *= value * (self._assumptions.hop_discount if hops else 1.0)
            hops.append(WarmHop(one, other, value, reasons))
        return WarmPath(people, strength, tuple(hops))


def _next_ways(heap: list[_Chain], wanted: int, max_hops: int, most: int) -> list[Way]:
    """Give the ways that a search takes next if nothing better comes up; those behind the last chain wanted are never taken."""
    found: list[Way] = []
    for _, complete, people, _ in nsmallest(most + wanted, heap):
        wanted -= complete
        if wanted <= 0 or len(found) == most:
            break
        if not complete:
            found.append(Way(people[0], len(people) == max_hops))
    return found


def _declared(bond: Bond) -> bool:
    return any(part.code == "declared" for part in bond.reasons)


def _better(one: Bond | None, other: Bond) -> Bond:
    """Of several ties between two people a declared one wins, then the stronger; they speak of one acquaintance."""
    if one is None or (_declared(other), other.strength) > (_declared(one), one.strength):
        return other
    return one
