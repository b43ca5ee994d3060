"""The audit log of an SQLite store: a file beside it, which has a writer of its own, so that no import holds up a reader's entry."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from orggraph.domain.audit import BEGINNING, AuditEntry, AuditEvent, AuditHead, sealed
from orggraph.domain.viewer import Viewer
from orggraph.errors import StoreError
from orggraph.stores.audit import AuditFilter
from orggraph.stores.bodies import entry_of
from orggraph.stores.page import Page
from orggraph.stores.paging import AUDIT_KEY, audit_key, key_text, microseconds, parse_key
from orggraph.stores.sqlite import questions
from orggraph.stores.sqlite.migrate import AUDIT, connect, prepare
from orggraph.stores.sqlite.trouble import trouble

_ADD = """
INSERT INTO entries (workspace, number, at, who, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_MOVE_HEAD = """
INSERT INTO heads (workspace, number, hash) VALUES (?1, ?2, ?3)
ON CONFLICT DO UPDATE SET number = excluded.number, hash = excluded.hash
"""

_NEVER = 2**63 - 1
_Row = tuple[int, int, str, str, str | None, str, str]


def place_of(store: Path) -> Path:
    """Name the file of a store's audit log."""
    return store.with_name(f"{store.name}-audit")


class SqliteAuditLog:
    """An audit log in a file of its own, made where there is none."""

    def __init__(self, path: Path) -> None:
        prepare(path, kind=AUDIT)
        self.path = path
        self._writing = threading.Lock()
        self._writer = connect(path)
        self._writer.execute("PRAGMA synchronous = FULL")
        self._closed = False

    def append(self, viewer: Viewer, event: AuditEvent) -> AuditEntry:
        """Add an entry to the chain of the viewer's workspace: the file's write lock keeps the chain one, whoever adds."""
        with self._writing, self._told() as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                found: tuple[int, str] | None = connection.execute(questions.AUDIT_HEAD, (viewer.workspace,)).fetchone()
                entry = sealed(viewer.workspace, AuditHead(*found) if found else BEGINNING, event)
                connection.execute(_ADD, _row(viewer.workspace, entry))
                connection.execute(_MOVE_HEAD, (viewer.workspace, entry.number, entry.hash))
                connection.commit()
            finally:
                connection.rollback()
        return entry

    def page(self, viewer: Viewer, where: AuditFilter, first: int, after: str | None) -> Page[AuditEntry]:
        """Give entries, the newest first."""
        wanted = {"who": where.who, "action": where.action, "since": where.since and microseconds(where.since)}
        asked = {name: value for name, value in wanted.items() if value is not None}
        (start,) = parse_key(after, AUDIT_KEY) or (None,)
        bounds = {"workspace": viewer.workspace, "before": _NEVER if start is None else -int(start), "most": first + 1}
        with self._reading() as connection:
            rows = connection.execute(questions.audit_page(asked), asked | bounds).fetchall()
            (total,) = connection.execute(questions.count_audit(asked), asked | bounds).fetchone()
        found = [entry_of(*row) for row in rows[:first]]
        return Page(tuple(found), tuple(key_text(audit_key(one)) for one in found), len(rows) > first, total)

    def entries(self, viewer: Viewer) -> Iterator[AuditEntry]:
        """Go through a chain from its beginning."""
        with self._reading() as connection:
            for row in connection.execute(questions.AUDIT_CHAIN, (viewer.workspace,)):
                yield entry_of(*row)

    def chains(self) -> Mapping[str, AuditHead | None]:
        """Give the head of each chain by its workspace."""
        with self._reading() as connection:
            rows = connection.execute(questions.AUDIT_CHAINS).fetchall()
        return {workspace: None if number is None else AuditHead(number, digest) for workspace, number, digest in rows}

    def identity(self) -> str:
        """Give what tells this log from any other."""
        with self._reading() as connection:
            return str(connection.execute(questions.AUDIT_IDENTITY).fetchone()[0])

    def damage(self) -> tuple[str, ...]:
        """Say what is wrong with the file."""
        with self._reading() as connection:
            return damage(connection, self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._closed = True
        with self._writing:
            self._writer.close()

    @contextmanager
    def _told(self) -> Iterator[sqlite3.Connection]:
        if self._closed:
            raise StoreError("The store is closed.", "Open it again.")
        try:
            yield self._writer
        except sqlite3.DatabaseError as error:
            raise trouble(self.path, error) from error

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Read one moment."""
        with self._told():
            connection = connect(self.path)
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.close()


def damage(connection: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """Say what SQLite finds wrong with a file."""
    found = [str(line) for (line,) in connection.execute("PRAGMA quick_check(10)")]
    return () if found == ["ok"] else tuple(f"{path}: {line}" for line in found)


def _row(workspace: str, entry: AuditEntry) -> tuple[object, ...]:
    at = microseconds(entry.at)
    return (workspace, entry.number, at, entry.who, entry.action, entry.subject, entry.detail, entry.hash)
