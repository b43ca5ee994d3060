"""How many calls count against whom, and from when another would be offered."""

from datetime import date

import strawberry

from orggraph.domain import findings
from orggraph.domain.findings import LoadKind
from orggraph_api.context import Info
from orggraph_api.types.node import Node


@strawberry.type(
    description="How many calls count against somebody, an account, or a deal without an owner, and how many more can be taken."
)
class CallLoad:
    """How many calls count against whom."""

    found: strawberry.Private[findings.CallLoad]
    kind: LoadKind
    made: int = strawberry.field(description="How many were made in the window.")
    planned: int = strawberry.field(description="How many are planned.")
    limit: float = strawberry.field(description="From how many on it is too often.")
    room: int = strawberry.field(description="How many more can be taken, what is planned being made.")
    free_from: date | None = strawberry.field(
        description="The first day on which another call would be offered; null where that is today."
    )

    @classmethod
    def of(cls, found: findings.CallLoad) -> "CallLoad":
        """Copy a load."""
        return cls(
            found=found,
            kind=found.kind,
            made=len(found.calls),
            planned=len(found.planned),
            limit=found.limit,
            room=found.room,
            free_from=found.free_from,
        )

    @strawberry.field(description="Against whom: a person, an account, or a deal that nobody owns.")
    def bearer(self, info: Info) -> Node | None:
        """Give against whom."""
        return info.context.node(self.found.id)  # type: ignore[no-any-return]
