"""Two people who may be one: for whoever knows them to decide."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from orggraph.domain import doubts
from orggraph_api.context import Info
from orggraph_api.types.node import copied
from orggraph_api.types.reasons import Contribution, reasons

if TYPE_CHECKING:
    from orggraph_api.types.people import Person

PersonNode: TypeAlias = Annotated["Person", strawberry.lazy("orggraph_api.types.people")]


@strawberry.type(
    description="Two people who may be one. Nothing joins them but mergePeople; keepApart says that they are two."
)
class IdentityDoubt:
    """Two people who may be one."""

    found: strawberry.Private[doubts.IdentityDoubt]
    probability: float
    reasons: list[Contribution]

    @classmethod
    def of(cls, found: doubts.IdentityDoubt) -> "IdentityDoubt":
        """Copy a doubt."""
        return copied(cls, found, found=found, reasons=reasons(found.reasons))

    @strawberry.field(description="The one whose id comes first.")
    def one(self, info: Info) -> PersonNode:
        """Give the first."""
        return info.context.wrap(self.found.one, None)  # type: ignore[no-any-return]

    @strawberry.field(description="The other one.")
    def other(self, info: Info) -> PersonNode:
        """Give the other."""
        return info.context.wrap(self.found.other, None)  # type: ignore[no-any-return]


def in_doubt(info: Info, found: Sequence[doubts.IdentityDoubt]) -> list[IdentityDoubt]:
    """Copy doubts; what sources said of these people may be asked for next."""
    info.context.sources.expect(end.id for doubt in found for end in (doubt.one, doubt.other))
    return [IdentityDoubt.of(doubt) for doubt in found]
