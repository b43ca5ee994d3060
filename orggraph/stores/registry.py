"""From a URL to a store. A store's module is imported only when it is asked for."""

from collections.abc import Callable
from datetime import datetime

from orggraph.errors import InvalidInput
from orggraph.stores.base import Store
from orggraph.stores.paging import now


def open_store(url: str, clock: Callable[[], datetime] = now) -> Store:
    """Open the store that a URL names; its clock says what holds now, and what has expired.

    >>> open_store("memory:").close()
    """
    if url == "memory:":
        from orggraph.stores.memory import MemoryStore  # noqa: PLC0415

        return MemoryStore(clock)
    if url.startswith("sqlite:///") and url not in ("sqlite:///", "sqlite:///:memory:"):
        from orggraph.stores.sqlite import SqliteStore  # noqa: PLC0415

        return SqliteStore.open(url.removeprefix("sqlite:///"), clock)
    raise InvalidInput(
        f"No store can be opened from {url!r}.",
        "Use memory:, sqlite:///file.db in the working folder, or sqlite:////whole/path/to/file.db.",
    )
