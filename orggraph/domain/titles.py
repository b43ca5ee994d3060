"""What a job title alone says, and why."""

from dataclasses import dataclass

from orggraph.domain.contributions import Contribution
from orggraph.domain.people import JobFunction, Seniority


@dataclass(frozen=True, slots=True)
class TitleContext:
    """What helps to read a title: the same words differ by industry, country and size."""

    industry: str | None = None
    country: str | None = None
    employee_count: int | None = None


@dataclass(frozen=True, slots=True)
class TitleReading:
    """Rank and function read from a title; UNKNOWN where it does not say. Confidence in [0, 1], the sum of its reasons."""

    seniority: Seniority
    job_function: JobFunction
    confidence: float
    reasons: tuple[Contribution, ...] = ()
