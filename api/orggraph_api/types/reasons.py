"""Contributions: the parts of a score."""

from collections.abc import Iterable

import strawberry

from orggraph.domain import contributions
from orggraph.domain.people import Locale
from orggraph.text import contribution_label
from orggraph_api.context import Info
from orggraph_api.types.node import Node


@strawberry.type(description="One part of a score. The parts add up to it. Evidence: the facts it rests on.")
class Contribution:
    """One part of a score."""

    code: str
    value: float
    found: strawberry.Private[contributions.Contribution]

    @strawberry.field(description="What it is, in words.")
    def label(self, info: Info, locale: Locale | None = None) -> str:
        """Word the part."""
        return contribution_label(self.found.code, locale or info.context.locale, self.found.detail)

    @strawberry.field(description="The facts it rests on.")
    def evidence(self, info: Info) -> list[Node]:
        """Give the facts it rests on."""
        return evidence(info, self.found.evidence)


def reasons(found: Iterable[contributions.Contribution]) -> list[Contribution]:
    """Copy contributions."""
    return [Contribution(code=part.code, value=part.value, found=part) for part in found]


def evidence(info: Info, ids: Iterable[str]) -> list[Node]:
    """Give the facts that something rests on, as far as the viewer may see them."""
    return [node for fact_id in ids if (node := info.context.evidence(fact_id))]
