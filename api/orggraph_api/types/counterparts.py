"""Who of ours matches whom of theirs, and through whom."""

import strawberry

from orggraph.domain import findings
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.types.node import copied
from orggraph_api.types.people import Person, person_node
from orggraph_api.types.reasons import Contribution, reasons


@strawberry.type(description="One step of a chain of acquaintances, and why it is that strong.")
class WarmHop:
    """One step of a chain of acquaintances."""

    found: strawberry.Private[findings.WarmHop]
    account: strawberry.Private[AccountView]
    strength: float
    reasons: list[Contribution]

    @strawberry.field(name="from", description="From whom.")
    def from_(self, info: Info) -> Person:
        """Give from whom."""
        return person_node(info, self.found.from_id, self.account)

    @strawberry.field(description="To whom.")
    def to(self, info: Info) -> Person:
        """Give to whom."""
        return person_node(info, self.found.to_id, self.account)


@strawberry.type(description="A chain of acquaintances.")
class WarmPath:
    """A chain of acquaintances."""

    found: strawberry.Private[findings.WarmPath]
    account: strawberry.Private[AccountView]
    strength: float
    hops: list[WarmHop]

    @classmethod
    def of(cls, found: findings.WarmPath, account: AccountView) -> "WarmPath":
        """Copy a chain."""
        hops = [
            WarmHop(found=hop, account=account, strength=hop.strength, reasons=reasons(hop.reasons))
            for hop in found.hops
        ]
        return cls(found=found, account=account, strength=found.strength, hops=hops)

    @strawberry.field(description="Everyone on it, in order.")
    def people(self, info: Info) -> list[Person]:
        """Give everyone on it."""
        return [person_node(info, person, self.account) for person in self.found.people]


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
        chains = [WarmPath.of(path, account) for path in found.warm_paths]
        parts = reasons(found.contributions)
        return copied(cls, found, found=found, account=account, warm_paths=chains, contributions=parts)

    @strawberry.field(description="Who.")
    def person(self, info: Info) -> Person:
        """Give who."""
        return person_node(info, self.found.person_id, self.account)
