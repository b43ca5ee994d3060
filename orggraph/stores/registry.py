"""From a URL to a store. A store's module is imported only when it is asked for."""

from collections.abc import Callable
from datetime import datetime

from orggraph.errors import InvalidInput
from orggraph.stores.base import Store
from orggraph.stores.paging import now


def open_store(url: str, clock: Callable[[], datetime] = now, neo4j_password: Callable[[], str] = str) -> Store:
    """Open the store that a URL names; its clock says what holds now, and what has expired.

    >>> open_store("memory:").close()
    """
    if url == "memory:":
        from orggraph.stores.memory import MemoryStore  # noqa: PLC0415

        return MemoryStore(clock)
    if url.startswith("sqlite:///"):
        from orggraph.stores.sqlite import SqliteStore  # noqa: PLC0415

        return SqliteStore.open(url.removeprefix("sqlite:///"), clock)
    scheme, separator, _ = url.partition("://")
    if separator and scheme.partition("+")[0] in ("neo4j", "bolt"):
        from orggraph.stores.neo4j import Neo4jStore  # noqa: PLC0415

        return Neo4jStore.open(url, neo4j_password(), clock)
    raise InvalidInput(
        f"No store can be opened from {url!r}.",
        "Use memory:, sqlite:///file.db in the working folder, sqlite:////whole/path/to/file.db, or "
        "neo4j://user@host:port/database.",
    )
