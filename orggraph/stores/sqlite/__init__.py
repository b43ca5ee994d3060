"""The embedded store: one SQLite file, no server."""

from orggraph.stores.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
