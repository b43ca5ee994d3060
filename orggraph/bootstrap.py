"""Put the parts together: the store of a URL, the importers that are installed."""

from datetime import UTC, datetime
from functools import cache
from importlib.metadata import entry_points
from typing import cast

from orggraph.domain.importing import Importer
from orggraph.stores.base import Store
from orggraph.stores.registry import open_store
from orggraph.usecases.formats import Formats

__all__ = ["formats", "now", "open_store"]


@cache
def formats() -> Formats:
    """Load the importers that installed distributions declare."""
    found = sorted(entry_points(group="orggraph.importers"), key=lambda e: e.name)
    (unpacker,) = entry_points(group="orggraph.unpackers")
    return Formats(tuple(cast(Importer, e.load()) for e in found), unpacker.load())


def now() -> datetime:
    """Read the clock: the only place that does."""
    return datetime.now(UTC)


def store_at(url: str) -> Store:
    """Open a store by its URL."""
    return open_store(url)
