"""The audit log: who did what, when."""

from datetime import datetime

import msgspec
import strawberry
from strawberry.scalars import JSON

from orggraph.domain import audit
from orggraph_api.context import Info
from orggraph_api.types.node import Node, copied


@strawberry.type(description="Something that was done, by whom and when. Entries are added and never changed.")
class AuditEntry:
    """Something that was done."""

    entry: strawberry.Private[audit.AuditEntry]
    at: datetime
    who: str
    action: str
    detail: JSON

    @classmethod
    def of(cls, found: audit.AuditEntry) -> "AuditEntry":
        """Copy an entry."""
        return copied(cls, found, entry=found, detail=JSON(msgspec.json.decode(found.detail)))

    @strawberry.field(description="What it was done to, where that is one thing that is still there and may be seen.")
    def subject(self, info: Info) -> Node | None:
        """Give what it was done to."""
        return info.context.node(self.entry.subject) if self.entry.subject else None
