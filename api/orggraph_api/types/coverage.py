"""Them and us: who of theirs is known, by whom of ours, and how well."""

from datetime import date

import strawberry

from orggraph.domain import findings
from orggraph.domain.deals import CoverageLevel
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.types.node import copied
from orggraph_api.types.people import Person, TieNode, person_node


@strawberry.type(description="How well one of theirs is known to us.")
class Coverage:
    """How well one of theirs is known to us."""

    found: strawberry.Private[findings.Coverage]
    account: strawberry.Private[AccountView]
    level: CoverageLevel = strawberry.field(
        description="The higher of the level stated on any deal and the one that ties show: one of ours is BRIEF, several are MULTIPLE, "
        "a strength of 0.6 is IN_DEPTH. UNKNOWN where there is neither."
    )
    last_contact: date | None = strawberry.field(description="The day when anybody of ours was last in touch.")

    @classmethod
    def of(cls, found: findings.Coverage, account: AccountView) -> "Coverage":
        """Copy a coverage."""
        return copied(cls, found, found=found, account=account)

    @strawberry.field(description="Who of theirs.")
    def person(self) -> Person:
        """Give who of theirs."""
        return Person.of(self.found.person, self.account)

    @strawberry.field(description="The strongest tie to anybody of ours; null where nobody knows them.")
    def best(self, info: Info) -> TieNode | None:
        """Give the strongest tie."""
        return info.context.wrap(self.found.best, self.account) if self.found.best else None

    @strawberry.field(description="Whose tie that is.")
    def ours(self, info: Info) -> Person | None:
        """Give whose tie that is."""
        return person_node(info, self.found.ours_id, self.account) if self.found.ours_id else None
