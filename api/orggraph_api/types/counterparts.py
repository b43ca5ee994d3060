"""Who of ours matches whom of theirs, and through whom."""

from collections.abc import Mapping

import strawberry

from orggraph.domain import findings
from orggraph.domain.people import Person as Someone
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.types.node import copied
from orggraph_api.types.people import Person, person_node
from orggraph_api.types.reasons import Contribution, reasons


@strawberry.type(description="One step of a chain of acquaintances, and why it is that strong.")
class WarmHop:
    """One step of a chain of acquaintances."""

    from_person: strawberry.Private[Person]
    to_person: strawberry.Private[Person]
    strength: float
    reasons: list[Contribution]

    @strawberry.field(name="from", description="From whom.")
    def from_(self) -> Person:
        """Give from whom."""
        return self.from_person

    @strawberry.field(description="To whom.")
    def to(self) -> Person:
        """Give to whom."""
        return self.to_person


@strawberry.type(description="A chain of acquaintances.")
class WarmPath:
    """A chain of acquaintances."""

    strength: float
    hops: list[WarmHop]
    people: list[Person] = strawberry.field(description="Everyone on it, in order.")

    @classmethod
    def of(cls, found: findings.WarmPath, known: Mapping[str, Someone], account: AccountView | None) -> "WarmPath":
        """Copy a chain; `account` is where its people were met, if they were met in one."""
        met = {person: Person.of(known[person], account) for person in found.people}
        hops = [
            WarmHop(
                from_person=met[hop.from_id],
                to_person=met[hop.to_id],
                strength=hop.strength,
                reasons=reasons(hop.reasons),
            )
            for hop in found.hops
        ]
        return cls(people=list(met.values()), strength=found.strength, hops=hops)


@strawberry.type(
    description="How well one of ours matches one of theirs. The contributions are logarithms and add up to that of `fit`."
)
class Counterpart:
    """How well one of ours matches one of theirs."""

    found: strawberry.Private[findings.Counterpart]
    account: strawberry.Private[AccountView]
    fit: float
    rank_parity: float
    function_parity: float
    warmth: float
    freshness: float
    warm_paths: list[WarmPath]
    contributions: list[Contribution]

    @classmethod
    def of(cls, found: findings.Counterpart, account: AccountView) -> "Counterpart":
        """Copy a counterpart."""
        chains = [WarmPath.of(path, account.snapshot.people, account) for path in found.warm_paths]
        parts = reasons(found.contributions)
        return copied(cls, found, found=found, account=account, warm_paths=chains, contributions=parts)

    @strawberry.field(description="Who.")
    def person(self, info: Info) -> Person:
        """Give who."""
        return person_node(info, self.found.person_id, self.account)
