"""The audit log in Neo4j. An entry is written in the transaction that it tells of, and its chain is locked to the end of that."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from itertools import starmap
from typing import Any

from neo4j import ManagedTransaction

from orggraph.domain.audit import BEGINNING, AuditEntry, AuditEvent, AuditHead, sealed
from orggraph.domain.viewer import Viewer
from orggraph.stores.audit import AuditFilter
from orggraph.stores.bodies import entry_of
from orggraph.stores.neo4j.database import Database, ask
from orggraph.stores.neo4j.queries import audit as queries
from orggraph.stores.page import Page
from orggraph.stores.paging import AUDIT_KEY, audit_key, key_text, microseconds, parse_key

_NEVER = 2**63 - 1
_MOST = 2_000


class Neo4jAuditLog:
    """Entries as nodes of a database, which is made ready by the first who asks."""

    def __init__(self, ready_database: Callable[[], Database]) -> None:
        self._database = ready_database

    def append(self, viewer: Viewer, event: AuditEvent) -> AuditEntry:
        """Add an entry to the chain of the viewer's workspace."""
        return self._database().write(lambda transaction: add(transaction, viewer.workspace, event))

    def page(self, viewer: Viewer, where: AuditFilter, first: int, after: str | None) -> Page[AuditEntry]:
        """Give entries, the newest first."""
        since = None if where.since is None else microseconds(where.since)
        wanted = {"user": where.who, "action": where.action, "since": since}
        asked: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
        way = queries.way(tuple(asked))
        (start,) = parse_key(after, AUDIT_KEY) or (None,)
        named = {"workspace": viewer.workspace, **asked}
        before = _NEVER if start is None else -int(start)
        database = self._database()
        rows = database.read(queries.AUDIT_PAGE[way], {**named, "before": before, "most": first + 1})
        counted = database.read(queries.COUNT_AUDIT[way], {**named, "before": _NEVER})
        found = [entry_of(*row) for row in rows[:first]]
        total = int(counted[0][0]) if counted else 0
        return Page(tuple(found), tuple(key_text(audit_key(one)) for one in found), len(rows) > first, total)

    def entries(self, viewer: Viewer) -> Iterator[AuditEntry]:
        """Go through a chain from its beginning."""
        after = -1
        named = {"workspace": viewer.workspace, "most": _MOST}
        while rows := self._database().read(queries.AUDIT_CHAIN, {**named, "after": after}):
            yield from starmap(entry_of, rows)
            after = rows[-1][0]

    def chains(self) -> Mapping[str, AuditHead | None]:
        """Give the head of each chain by its workspace."""
        rows = self._database().read(queries.AUDIT_CHAINS)
        return {workspace: None if number is None else AuditHead(number, digest) for workspace, number, digest in rows}


def add(transaction: ManagedTransaction, workspace: str, event: AuditEvent) -> AuditEntry:
    """Add an entry within a transaction: whoever adds another waits until it ends."""
    named = {"workspace": workspace, "who": secrets.token_hex(8), "beginning": BEGINNING.hash}
    ((number, digest),) = ask(transaction, queries.LOCK_AUDIT, named)
    entry = sealed(workspace, AuditHead(number, digest), event)
    shown = {
        "at": microseconds(entry.at),
        "who": entry.who,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "hash": entry.hash,
    }
    given = {"workspace": workspace, "number": entry.number, "hash": entry.hash, "shown": shown}
    ask(transaction, queries.ADD_AUDIT, given)
    return entry
