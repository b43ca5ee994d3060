"""Open the file, and bring it to the newest schema: numbered migrations, with a backup of an older file first."""

import sqlite3
from importlib.resources import files
from pathlib import Path

from orggraph.errors import StoreError

_BUSY_MS = 10_000


def connect(path: Path) -> sqlite3.Connection:
    """Connect with the settings that every connection has. Transactions are begun by hand."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def migrations() -> list[str]:
    """Give the migrations, the first one first."""
    folder = files("orggraph.stores.sqlite") / "schema"
    return [
        entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".sql")
    ]


def prepare(path: Path) -> None:
    """Make the file where there is none, readable by its owner alone, and migrate it; one that is not ours is left as it is."""
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent} is no folder.", "Make it first, or name another place.")
    try:
        path.touch(mode=0o600, exist_ok=True)
        connection = connect(path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(connection, path)
        finally:
            connection.close()
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreError(
            f"{path} cannot be opened as a store: {error}.", "Name another file; this one is left as it is."
        ) from error


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    steps = migrations()
    version = _version(connection)
    if version > len(steps):
        raise StoreError(
            f"{path} was written by a newer version (schema {version}; this one knows {len(steps)}).",
            "Upgrade orggraph.",
        )
    if version == len(steps):
        return
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreError(
            f"{path} is an SQLite file of something else.", "Name another file; this one is left as it is."
        )
    if version:
        _back_up(connection, path.with_name(f"{path.name}.before-{len(steps)}.bak"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[_version(connection) :]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _back_up(connection: sqlite3.Connection, place: Path) -> None:
    place.touch(mode=0o600)
    backup = sqlite3.connect(place)
    try:
        connection.backup(backup)
    finally:
        backup.close()


def _statements(script: str) -> list[str]:
    """Cut a script into its statements, so that they run in one transaction."""
    found: list[str] = []
    current = ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return found
