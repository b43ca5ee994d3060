"""What a search finds."""

from typing import Annotated

import strawberry

from orggraph.stores.base import Found
from orggraph.stores.page import Page
from orggraph_api.connections import PageInfo, connect
from orggraph_api.context import Info
from orggraph_api.types.accounts import Account
from orggraph_api.types.deals import Deal
from orggraph_api.types.people import Person

SearchResult = Annotated[
    Person | Account | Deal, strawberry.union("SearchResult", description="A person, an account or a deal.")
]


@strawberry.type(description="One thing found.")
class SearchEdge:
    """One thing found."""

    cursor: str
    node: SearchResult


@strawberry.type(
    description="A page of what was found, and how many there are in all; of more than a thousand, a thousand."
)
class SearchConnection:
    """A page of what was found."""

    edges: list[SearchEdge]
    page_info: PageInfo
    total_count: int

    @classmethod
    def of(cls, page: Page[Found], info: Info, after: str | None) -> "SearchConnection":
        """Turn a store's page into a connection."""
        found = connect(page, lambda fact: info.context.wrap(fact, None), after)
        edges = [SearchEdge(cursor=edge.cursor, node=edge.node) for edge in found.edges]
        return cls(edges=edges, page_info=found.page_info, total_count=found.total_count)
