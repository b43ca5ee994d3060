"""What each source said of a person."""

from datetime import date, datetime

import strawberry
from strawberry.scalars import JSON

from orggraph.domain import facts, observations
from orggraph_api.types.imports import ImportBatch
from orggraph_api.types.node import copied


@strawberry.type(description="What one source said of a person, and when.")
class SourceRecord:
    """What one source said of a person."""

    source: str
    batch: ImportBatch | None = strawberry.field(description="The import that brought it; null for an edit.")
    author: str | None
    said: JSON
    said_at: datetime
    valid_from: date | None
    valid_until: date | None
    confidence: float

    @classmethod
    def of(cls, found: facts.SourceRecord, brought_by: observations.Batch | None) -> "SourceRecord":
        """Copy a record."""
        return copied(cls, found, batch=ImportBatch.of(brought_by) if brought_by else None)
