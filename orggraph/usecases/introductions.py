"""Who can introduce us to somebody, over the whole workspace: the search reads only whom it passes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from orggraph.analysis.warmth import MAX_HOPS, Acquaintances, Way, is_colleague
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import WarmPath
from orggraph.domain.people import Person
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import Viewer
from orggraph.errors import InvalidInput
from orggraph.stores.base import Met, Reader, Store
from orggraph.usecases.pace import UNHURRIED, Pace

__all__ = ["MAX_HOPS", "MOST_ASKED", "Introductions", "warm_paths"]

MOST_ASKED = 10_000
"""A search that has asked for the ties of so many people ends."""
_TOGETHER = 8
_MOST_TOGETHER = 1_024
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Introductions:
    """Chains of acquaintances, the best first, and the people on them."""

    paths: tuple[WarmPath, ...]
    people: Mapping[str, Person]


def warm_paths(  # noqa: PLR0913 - each is asked for by its name
    store: Store,
    viewer: Viewer,
    target_id: str,
    as_of: date,
    *,
    from_id: str | None = None,
    max_hops: int = MAX_HOPS,
    first: int = 5,
    together: int = _TOGETHER,
    pace: Pace = UNHURRIED,
) -> Introductions:
    """Find the best chains of acquaintances from one person, or from any of ours, to another.

    Parameters
    ----------
    store, viewer
        Where to look, and whose workspace.
    target_id : str
        Whom to reach; somebody who was merged away is reached as whom they were found to be.
    as_of : date
        The day on which ties count.
    from_id : str, optional
        Who starts; anybody of our account when left out.
    max_hops, first : int
        How long at most, 1 to 3, and how many.
    together : int
        For how many people's ties the store is first asked at once; twice as many each time after.
    pace : Pace
        How long at most.

    Returns
    -------
    Introductions
        What `best_paths` finds on the whole workspace, or the beginning of it where the search ended at `MOST_ASKED`.
        None to somebody who is not there.

    Raises
    ------
    InvalidInput
        For a number of hops that trust does not travel.
    """
    if not 1 <= max_hops <= MAX_HOPS:
        raise InvalidInput(
            f"maxHops is {max_hops}.", f"Trust does not travel further than {MAX_HOPS} hops.", ("maxHops",)
        )
    with store.reading(viewer) as reader:
        named = reader.people([one for one in (target_id, from_id) if one], as_of)
        target, source = named.get(target_id), named.get(from_id or "")
        if target is None or source is target or (from_id and source is None):
            return Introductions((), {})
        circle = ReadCircle(reader, as_of, target, source, first, together, pace)
        paths = Acquaintances(circle, Assumptions()).best_paths(circle.sources, target.id, first, max_hops)
    return Introductions(paths, {person: circle.people[person] for path in paths for person in path.people})


@dataclass
class ReadCircle:
    """What a search has read: the ties of those it passed, best first, and whom they know.

    At the end of a chain only ties to those who may start it are read. Of our people, who know too many to be read,
    only the ties among ourselves; and of those without such a tie, who all stand alike, as many as can be answered.
    """

    reader: Reader
    as_of: date
    target: Person
    source: Person | None
    wanted: int
    together: int
    pace: Pace
    people: dict[str, Person] = field(default_factory=dict)
    ties_of: defaultdict[str, list[Tie]] = field(default_factory=lambda: defaultdict(list))
    colleagues: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    _ours: str = ""
    _ties: set[str] = field(default_factory=set)
    _asked: dict[str, bool] = field(default_factory=dict)
    """Whose ties were asked for: all of them, or those that end a chain."""
    _last_colleague: str | None = None
    _listed: int = 0
    _all_listed: bool = False

    def __post_init__(self) -> None:
        ours = self.reader.ours(self.as_of)
        self._ours = ours.id if ours else ""
        if self.source:
            self.sources.add(self.source.id)
        self._meet(one for one in (self.target, self.source) if one)

    def leads_on(self, person: str) -> bool:
        """Tell whether somebody may know more than one."""
        return not self._asked.get(person) or len(self.ties_of[person]) > 1

    def learn(self, way: Way, waiting: Callable[[int], list[Way]]) -> Collection[str] | None:
        """Read the ties of somebody, with those of some who may be passed next."""
        self.pace.check()
        if self._knows(way):
            return ()
        if len(self._asked) >= MOST_ASKED:
            return None
        if way.person in self.colleagues:
            return self._among_ours(way.person)
        ways = [way, *(one for one in waiting(self.together) if not self._knows(one))]
        self.together = min(2 * self.together, _MOST_TOGETHER)
        strangers = [one for one in ways if one.person not in self.colleagues]
        onward = {one.person for one in strangers if not one.last}
        ends = {one.person for one in strangers} - onward
        return {*self._ask(onward), *self._ask_ends(ends)}

    def _knows(self, way: Way) -> bool:
        whole = self._asked.get(way.person)
        return whole is not None and (whole or way.last)

    def _ask(self, people: Collection[str]) -> set[str]:
        self._asked |= dict.fromkeys(people, True)
        return self._take(self.reader.met(sorted(people), self.as_of)) if people else set()

    def _ask_ends(self, people: Collection[str]) -> set[str]:
        self._asked |= dict.fromkeys(people, False)
        if not people or not (self.source or self._ours):
            return set()
        if self.source:
            return self._take(self.reader.met(sorted(people), self.as_of, only=self.source.id))
        return self._take(self.reader.met(sorted(people), self.as_of, at=self._ours))

    def _among_ours(self, person: str) -> set[str]:
        """Read the ties of one of ours with the others, and enough of those who have none with them."""
        self._asked[person] = True
        grown = self._take(self.reader.met([person], self.as_of, at=self._ours))
        enough = self.wanted + MAX_HOPS + len(self.ties_of[person])
        while not self.source and self._listed < enough and not self._all_listed:
            page = self.reader.people_of(self._ours, self.as_of, max(_PAGE, enough), self._last_colleague)
            self._meet(page)
            self._listed += sum(is_colleague(one, self._ours) for one in page)
            self._last_colleague = page[-1].id if page else None
            self._all_listed = len(page) < max(_PAGE, enough)
        return grown

    def _take(self, met: Met) -> set[str]:
        """Add what was read; give those whose ties grew."""
        self._meet(met.people)
        grown: set[str] = set()
        for tie in sorted(met.ties, key=lambda tie: tie.id):
            if tie.id not in self._ties:
                self._ties.add(tie.id)
                grown |= {tie.one_id, tie.other_id}
                for end in (tie.one_id, tie.other_id):
                    self.ties_of[end].append(tie)
        return grown

    def _meet(self, people: Iterable[Person]) -> None:
        for person in people:
            self.people[person.id] = person
            if is_colleague(person, self._ours):
                self.colleagues.add(person.id)
            if not self.source and person.account_id == self._ours and person.id != self.target.id:
                self.sources.add(person.id)
