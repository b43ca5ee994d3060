"""Put the parts together: the store of a URL, the importers that are installed."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, cast

from orggraph.domain.importing import Importer
from orggraph.settings import read_settings
from orggraph.stores import registry
from orggraph.stores.base import Store
from orggraph.usecases.formats import Formats

__all__ = ["create_api", "formats", "introspection", "now", "open_store", "sdl"]


@cache
def formats() -> Formats:
    """Load the importers that installed distributions declare."""
    found = sorted(entry_points(group="orggraph.importers"), key=lambda e: e.name)
    (unpacker,) = entry_points(group="orggraph.unpackers")
    (mapper,) = entry_points(group="orggraph.mappers")
    return Formats(tuple(cast(Importer, e.load()) for e in found), unpacker.load(), mapper.load())


def now() -> datetime:
    """Read the clock: the only place that does."""
    return datetime.now(UTC)


def open_store(url: str, clock: Callable[[], datetime] = now) -> Store:
    """Open the store that a URL names, with the password that the environment holds."""
    return registry.open_store(url, clock, lambda: read_settings().password_of_neo4j())


def create_api(url: str) -> Any:
    """Make the API over a store; found by its dotted name, so that the core does not depend on it."""
    found = import_module("orggraph_api.app")
    settings = read_settings()
    parts = found.Parts(
        store=open_store(url),
        formats=formats(),
        now=now,
        max_body_kb=settings.max_body_kb,
        max_upload_mb=settings.max_upload_mb,
        identity=settings.identity_provider(),
        tick_ms=settings.tick_ms,
        points_per_minute=settings.points_per_minute,
        workspace_points_per_minute=settings.workspace_points_per_minute,
        refused_sign_ins_per_minute=settings.refused_sign_ins_per_minute,
        turns=found.Turns(settings.heavy_at_once),
        trusted_documents=settings.trusted_documents,
        only_trusted_documents=settings.only_trusted_documents,
    )
    return found.create_app(parts)


def sdl() -> str:
    """Print the API's schema."""
    return str(import_module("orggraph_api.schema").sdl())


def introspection() -> dict[str, Any]:
    """Give the API's schema as a client asks for it."""
    return dict(import_module("orggraph_api.schema").introspection())
