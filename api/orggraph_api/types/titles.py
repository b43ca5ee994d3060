"""What a title says."""

from typing import Self

import strawberry

from orggraph.domain import titles
from orggraph.domain.people import JobFunction, Seniority
from orggraph_api.types.node import copied
from orggraph_api.types.reasons import Contribution, reasons


@strawberry.type(description="Rank and function as a title says them; UNKNOWN where it does not.")
class TitleReading:
    """What a title says."""

    seniority: Seniority
    job_function: JobFunction
    confidence: float
    reasons: list[Contribution]

    @classmethod
    def of(cls, found: titles.TitleReading) -> Self:
        """Copy a reading."""
        return copied(cls, found, reasons=reasons(found.reasons))
