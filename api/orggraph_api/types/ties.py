"""Who weighs on whom, and who knows whom."""

from datetime import date

import strawberry

from orggraph.domain import relations
from orggraph.domain.relations import FactOrigin, InfluenceKind, origin_of
from orggraph.usecases.auditing import OpinionsRead
from orggraph.usecases.views import AccountView, bond_of
from orggraph_api.context import Info
from orggraph_api.opinions import Opinion, opinion
from orggraph_api.types.node import Node, copied
from orggraph_api.types.people import Person, person_node
from orggraph_api.types.reasons import Contribution, reasons


@strawberry.type(description="One person weighs on another.")
class Influence(Node):
    """One person weighs on another."""

    fact: strawberry.Private[relations.Influence]
    account: strawberry.Private[AccountView | None]
    kind: InfluenceKind = opinion(OpinionsRead.influence)
    weight: float = opinion(OpinionsRead.influence)
    confidence: float = opinion(OpinionsRead.influence)
    origin: FactOrigin = opinion(OpinionsRead.influence)
    observed_on: date | None = opinion(OpinionsRead.influence)

    @classmethod
    def of(cls, fact: relations.Influence, account: AccountView | None) -> "Influence":
        """Copy an influence."""
        return copied(cls, fact, fact=fact, account=account, origin=origin_of(fact.source))

    @strawberry.field(name="from", description="Who weighs.", extensions=[Opinion(OpinionsRead.influence)])
    def from_(self, info: Info) -> Person:
        """Give who weighs."""
        return person_node(info, self.fact.from_id, self.account)

    @strawberry.field(description="On whom.", extensions=[Opinion(OpinionsRead.influence)])
    def to(self, info: Info) -> Person:
        """Give on whom."""
        return person_node(info, self.fact.to_id, self.account)


@strawberry.type(description="Two people know each other.")
class Tie(Node):
    """Two people know each other."""

    fact: strawberry.Private[relations.Tie]
    last_contact: date | None
    connected_on: date | None
    confidence: float
    origin: FactOrigin

    @classmethod
    def of(cls, fact: relations.Tie) -> "Tie":
        """Copy a tie."""
        return copied(cls, fact, fact=fact, origin=origin_of(fact.source))

    @strawberry.field(description="The two.")
    def people(self, info: Info) -> list[Person]:
        """Give both ends."""
        return [person_node(info, end, None) for end in (self.fact.one_id, self.fact.other_id)]

    @strawberry.field(description="How well, in [0, 1].")
    def strength(self, info: Info) -> float:
        """Give its strength."""
        return bond_of(self.fact, info.context.today)[0]

    @strawberry.field(description="Why it is that strong.")
    def reasons(self, info: Info) -> list[Contribution]:
        """Give the parts of its strength."""
        return reasons(bond_of(self.fact, info.context.today)[1])
