"""One moment of one workspace in the file."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

from orggraph.domain.facts import Record
from orggraph.domain.ids import EntityKind
from orggraph.stores.sqlite import queries
from orggraph.stores.sqlite.codec import record_of, text

T = TypeVar("T")


class SqliteReader:
    """Answers from one read transaction."""

    def __init__(self, connection: Connection, path: Path, workspace: str, today: date) -> None:
        self._connection = connection
        self._path = path
        self._today = today
        # this first question is also what fixes the moment: BEGIN alone does not
        found = connection.execute(queries.WORKSPACE, (workspace,)).fetchone()
        self._workspace, self._revision = found or (-1, 0)

    @property
    def revision(self) -> int:
        """How many publications there were."""
        return self._revision

    def records(self, kind: EntityKind, keys: Collection[str], identities: Collection[str]) -> tuple[Record, ...]:
        """Give the records with these keys or identities, and all that hang together with them."""
        asked = {"kind": kind.value, "keys": text(list(keys)), "identities": text(list(identities))}
        rows = self._connection.execute(queries.CLUSTER, {"workspace": self._workspace, **asked})
        return tuple(record_of(row) for row in rows)
