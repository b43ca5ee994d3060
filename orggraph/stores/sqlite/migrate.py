"""Open the file, and bring it to the newest schema: numbered migrations, with a backup of an older file first."""

import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_random_exponential

from orggraph.errors import StoreError
from orggraph.stores.sqlite.searching import words_of
from orggraph.stores.sqlite.trouble import trouble

APPLICATION_ID = 0x4F726747
"""What an SQLite file says it is: `OrgG`."""
_OUR_TABLES = {"workspaces", "publications", "observations", "assertions"}
"""What tells the first files apart, which did not yet say what they are."""
_BUSY_MS = 10_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file of ours: what it says it is, the folder of its migrations, and what it is called."""

    application: int
    folder: str
    name: str


STORE = Kind(APPLICATION_ID, "schema", "a store")
AUDIT = Kind(0x4F726741, "audit_schema", "an audit log")


def connect(path: Path, *, only_read: bool = False) -> sqlite3.Connection:
    """Connect with the settings that every connection has. Transactions are begun by hand."""
    place = f"{path.absolute().as_uri()}?mode={'ro' if only_read else 'rw'}"
    connection = sqlite3.connect(
        place, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def migrations(kind: Kind = STORE) -> list[str]:
    """Give the migrations, the first one first."""
    folder = files("orggraph.stores.sqlite") / kind.folder
    return [
        entry.read_text(encoding="utf-8")
        for entry in sorted(folder.iterdir(), key=lambda e: e.name)
        if entry.name.endswith(".sql")
    ]


def prepare(path: Path, steps: Sequence[str] | None = None, kind: Kind = STORE) -> None:
    """Make the file where there is none, readable by its owner alone, and migrate it; one that is not ours is left as it is."""
    steps = migrations(kind) if steps is None else steps
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent} is no folder.", "Make it first, or name another place.")
    if path.is_dir():
        raise StoreError(f"{path} is a folder.", "Name a file in it.")
    try:
        os.close(os.open(path, os.O_CREAT, 0o600))
        _in_turn(_take, path, steps, kind)
    except (sqlite3.DatabaseError, OSError) as error:
        raise trouble(path, error, f"be opened as {kind.name}") from error


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


_in_turn = Retrying(
    retry=retry_if_exception(_is_busy),
    stop=stop_after_delay(_BUSY_MS / 1000),
    wait=wait_random_exponential(multiplier=0.005, max=0.1),
    reraise=True,
)
"""SQLite does not wait where several set up a new file at once: whoever is turned away tries again."""


def _take(path: Path, steps: Sequence[str], kind: Kind) -> None:
    _refuse_what_is_not_ours(path, len(steps), kind)
    connection = connect(path)
    try:
        _migrate(connection, path, steps, kind)
    finally:
        connection.close()


def _refuse_what_is_not_ours(path: Path, newest: int, kind: Kind) -> None:
    """Look without writing."""
    connection = connect(path, only_read=True)
    try:
        connection.execute("BEGIN")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        application, version = _ask(connection, "PRAGMA application_id"), version_of(connection)
    finally:
        connection.close()
    is_new, is_unnamed = not (application or version or tables), not application and tables >= _OUR_TABLES
    if application != kind.application and not is_new and not is_unnamed:
        raise StoreError(
            f"{path} is an SQLite file of something else.", "Name another file; this one is left as it is."
        )
    if version > newest:
        raise StoreError(
            f"{path} was written by a newer version (schema {version}; this one knows {newest}).", "Upgrade orggraph."
        )


def _migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[str], kind: Kind) -> None:
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise StoreError(f"The file system of {path} cannot share a store.", "Put the file on a local disk.")
    if version_of(connection) == len(steps):
        return
    connection.create_function("words_of", 3, words_of, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)
        if 0 < version < len(steps):
            _back_up(path, path.with_name(f"{path.name}.before-{len(steps)}.bak"))
        for step in steps[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {kind.application}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def version_of(connection: sqlite3.Connection) -> int:
    """Give the schema that a file has."""
    return _ask(connection, "PRAGMA user_version")


def _ask(connection: sqlite3.Connection, question: str) -> int:
    return int(connection.execute(question).fetchone()[0])


def _back_up(path: Path, place: Path) -> None:
    """Copy the file as it is before its migration; whoever migrates holds the write lock meanwhile."""
    place.unlink(missing_ok=True)
    os.close(os.open(place, os.O_CREAT | os.O_EXCL, 0o600))
    source, backup = connect(path, only_read=True), connect(place)
    try:
        source.backup(backup)
    finally:
        backup.close()
        source.close()


def _statements(script: str) -> list[str]:
    """Cut a script into its statements, so that they run in one transaction."""
    found: list[str] = []
    current = ""
    for line in script.splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return [*found, current] if current.strip() else found
