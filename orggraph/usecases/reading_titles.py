"""What a job title alone says."""

from orggraph.domain.titles import TitleContext, TitleReading
from orggraph.resolve import titles


def read_title(
    title: str, industry: str | None = None, country: str | None = None, employee_count: int | None = None
) -> TitleReading:
    """Read a title; what is known of the company helps."""
    return titles.read_title(title, TitleContext(industry, country, employee_count))
