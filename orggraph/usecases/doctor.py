"""Whether a store is well: its files, its facts, and the chain of its audit log."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from orggraph.domain.audit import first_break
from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import Version
from orggraph.domain.people import Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import Store
from orggraph.stores.rules import seat_owner

MOST_TOLD = 20
"""How many dangling facts of a workspace are named; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The audit log of one workspace: how far it goes, and where it breaks first."""

    workspace: str
    entries: int
    hash: str
    broken_at: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found: `problems` are the store's, `dangling` facts that name what is not there, by workspace."""

    schema: int
    problems: tuple[str, ...]
    chains: tuple[Chain, ...]
    dangling: dict[str, tuple[str, ...]]

    @property
    def is_well(self) -> bool:
        """Tell whether nothing is wrong."""
        return not (self.problems or self.dangling or any(chain.problem for chain in self.chains))


def examine(store: Store) -> Examination:
    """Look through a whole store, workspace by workspace; changes nothing."""
    state = store.examine()
    workspaces = store.workspaces()
    dangling = {workspace: found for workspace in workspaces if (found := _dangling(store, workspace))}
    return Examination(schema=state.schema, problems=state.problems, chains=_chains(store), dangling=dangling)


def _chains(store: Store) -> tuple[Chain, ...]:
    found = []
    for workspace, head in store.audit.chains().items():
        broken = first_break(workspace, store.audit.entries(replace(LOCAL, workspace=workspace)), head)
        found.append(
            Chain(
                workspace=workspace,
                entries=head.number if head else 0,
                hash=head.hash if head else "",
                broken_at=broken.number if broken else None,
                problem=broken.problem if broken else None,
            )
        )
    return tuple(found)


def _dangling(store: Store, workspace: str) -> tuple[str, ...]:
    """Name the facts that name something of which there is no fact at any time."""
    there: set[str] = set()
    named: defaultdict[str, list[str]] = defaultdict(list)
    with store.reading(replace(LOCAL, workspace=workspace)) as reader:
        for version in reader.everything():
            there.add(version.fact.id)
            for other in _named(version):
                named[other].append(version.fact.id)
    found = sorted({f"{fact} names {other}" for other in named.keys() - there for fact in named[other]})
    more = len(found) - MOST_TOLD
    return tuple(found if more <= 0 else [*found[:MOST_TOLD], f"and {more} more"])


def _named(version: Version) -> Iterator[str]:
    """Name what a fact needs; an implied seat is there when its person is."""
    named = (getattr(version.fact, name) for name in _NEEDS.get(type(version.fact), ()))
    return (seat_owner(one) or one for one in named if one is not None)


_NEEDS: Mapping[type, tuple[str, ...]] = {
    Person: ("account_id",),
    Position: ("account_id", "holder_id"),
    Line: ("account_id", "report_id", "manager_id"),
    Tie: ("one_id", "other_id"),
    Influence: ("from_id", "to_id"),
    Deal: ("account_id",),
    Stakeholder: ("deal_id", "person_id"),
    Signal: ("deal_id", "person_id"),
    Escalation: ("deal_id", "caller_id", "target_id"),
}
"""What a fact of each kind names that must be there."""
