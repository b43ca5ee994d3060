"""From a URL to a store. A store's module is imported only when it is asked for."""

from orggraph.errors import InvalidInput
from orggraph.stores.base import Store


def open_store(url: str) -> Store:
    """Open the store that a URL names.

    >>> open_store("memory:").close()
    """
    if url == "memory:":
        from orggraph.stores.memory import MemoryStore  # noqa: PLC0415

        return MemoryStore()
    if url.startswith("sqlite:///"):
        from orggraph.stores.sqlite import SqliteStore  # noqa: PLC0415

        return SqliteStore.open(url.removeprefix("sqlite:///"))
    raise InvalidInput(
        f"No store can be opened from {url!r}.",
        "Use memory:, sqlite:///file.db in the working folder, or sqlite:////whole/path/to/file.db.",
    )
