"""Publishing: one transaction writes everything under the next revision, which no reading sees; a second one shows that revision.

A reading goes by the revision that is shown, and what a transaction writes is not there for others all at once: the second
transaction begins when the first is there whole. A process that dies between the two has written a whole publication; whoever
publishes next shows it.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from neo4j import ManagedTransaction

from orggraph.errors import ConflictError, StoreError
from orggraph.stores.base import Publication
from orggraph.stores.neo4j.audit import add as add_to_audit
from orggraph.stores.neo4j.database import WRITE_SECONDS, Database, ask, asking
from orggraph.stores.neo4j.queries import commands
from orggraph.stores.neo4j.writing import Writing
from orggraph.stores.paging import microseconds
from orggraph.stores.rules import being_restored, outdated

log = logging.getLogger("orggraph.stores.neo4j")

KEPT = timedelta(hours=2)
"""How long a reading may find what was replaced."""

_TIDY_EVERY_SECONDS = 30.0
_TIDY_AT_MOST = 10_000
_ROWS_A_SECOND = 500
"""What a slow server writes, at least."""


class Publisher:
    """Publishes to one database."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._tidying = threading.Lock()
        self._tidied = -_TIDY_EVERY_SECONDS

    def publish(self, workspace: str, publication: Publication) -> int:
        """Make a publication visible at once and give the new revision."""
        writing = Writing.of(publication)
        who = secrets.token_hex(8)
        at = microseconds(self._clock())

        def work(transaction: ManagedTransaction) -> None:
            _write(transaction, workspace, writing, who, at)

        try:
            self._database.write_knowing(work, WRITE_SECONDS + writing.size / _ROWS_A_SECOND)
        except ConflictError:
            self._show(workspace)
            raise
        self._show(workspace)
        self._tidy(workspace)
        return publication.base_revision + 1

    def _show(self, workspace: str) -> None:
        self._database.write(asking(commands.SHOW_WRITTEN, {"workspace": workspace, "who": secrets.token_hex(8)}))

    def _tidy(self, workspace: str) -> None:
        """Let go of what no reading can find any more, now and then; another time when it fails."""
        if time.monotonic() - self._tidied < _TIDY_EVERY_SECONDS or not self._tidying.acquire(blocking=False):
            return
        try:
            self.tidy(workspace)
        except StoreError:
            log.warning(
                "What was replaced in %s could not be let go of; it will be tried again.", workspace, exc_info=True
            )
        finally:
            self._tidied = time.monotonic()
            self._tidying.release()

    def tidy(self, workspace: str) -> None:
        """Let go of what was replaced before the oldest reading began."""
        before = microseconds(self._clock() - KEPT)
        rows = self._database.read(commands.HORIZON, {"workspace": workspace, "before": before})
        if rows:
            given = {"workspace": workspace, "horizon": rows[0][0], "most": _TIDY_AT_MOST}
            for query in commands.FORGET_ENDED:
                self._database.write(asking(query, given))


def _write(transaction: ManagedTransaction, workspace: str, writing: Writing, who: str, at: int) -> None:
    base = writing.base_revision
    ask(transaction, commands.LOCK_WORKSPACE, {"workspace": workspace, "who": who})
    written, next_order, restored, written_by = ask(
        transaction, commands.WORKSPACE, {"workspace": workspace, "base": base}
    )[0]
    if written_by == who:
        return
    if restored is not None:
        raise being_restored(workspace)
    if written != base:
        raise outdated(base, written)
    next_order = writing.write(transaction, workspace, {"who": who, "at": at}, next_order)
    named = {"workspace": workspace, "revision": base + 1, "next_order": next_order}
    ask(transaction, commands.ADVANCE, named)
    if writing.event:
        add_to_audit(transaction, workspace, writing.event)
