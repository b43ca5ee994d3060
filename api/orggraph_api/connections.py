"""Relay connections with keyset cursors: a cursor names the row to go on after, not a place in a list that may move."""

import base64
import binascii
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

import strawberry

from orggraph.errors import InvalidInput
from orggraph.stores.page import Page

T = TypeVar("T")
S = TypeVar("S")

PAGE = 50
MOST_ROWS = 200


@strawberry.type(description="Where a page begins and ends, and whether there is more.")
class PageInfo:
    """Where a page begins and ends."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type(description="One row of a page.")
class Edge(Generic[T]):
    """One row of a page."""

    cursor: str
    node: T


@strawberry.type(description="A page of rows, and how many there are in all.")
class Connection(Generic[T]):
    """A page of rows."""

    edges: list[Edge[T]]
    page_info: PageInfo
    total_count: int


def bounded(asked: int | None, default: int = PAGE, *, name: str = "first", most: int = MOST_ROWS) -> int:
    """Give how many were asked for, null meaning the default; refuse what is too small or too large."""
    wanted = default if asked is None else asked
    if not 1 <= wanted <= most:
        raise InvalidInput(f"{name} is {wanted}.", f"Ask for 1 to {most} at a time.", (name,))
    return wanted


def cursor_of(key: str) -> str:
    """Make a key opaque."""
    return base64.urlsafe_b64encode(key.encode()).decode()


def key_of(cursor: str | None) -> str | None:
    """Read a cursor back."""
    if cursor is None:
        return None
    try:
        return base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, UnicodeEncodeError) as error:
        raise InvalidInput(
            "This cursor is not one of ours.", "Give back an endCursor as it came.", ("after",)
        ) from error


def connect(page: Page[S], wrap: Callable[[S], T], after: str | None) -> Connection[T]:
    """Turn a store's page into a connection."""
    edges = [Edge(cursor=cursor_of(key), node=wrap(row)) for row, key in zip(page.rows, page.keys, strict=True)]
    info = PageInfo(
        has_next_page=page.has_next,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return Connection(edges=edges, page_info=info, total_count=page.total)


def paged(
    rows: Iterable[S], key: Callable[[S], str], wrap: Callable[[S], T], first: int | None, after: str | None
) -> Connection[T]:
    """Take a page out of rows that are at hand, in the order of their keys."""
    ordered: Sequence[S] = sorted(rows, key=key)
    start = key_of(after)
    rest = [row for row in ordered if start is None or key(row) > start]
    taken = tuple(rest[: bounded(first)])
    page = Page(taken, tuple(key(row) for row in taken), len(rest) > len(taken), len(ordered))
    return connect(page, wrap, after)
