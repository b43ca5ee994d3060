"""The embedded store: one file, one writer at a time, readers beside it."""

import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from orggraph.domain.observations import Batch, Observation
from orggraph.domain.viewer import Viewer
from orggraph.errors import StoreError
from orggraph.stores.archive import Head, Part, Restoring
from orggraph.stores.base import PreviewedUpload, Publication, Token
from orggraph.stores.paging import from_microseconds, microseconds, now
from orggraph.stores.rules import being_restored, token_taken
from orggraph.stores.sqlite import archive, commands, writer
from orggraph.stores.sqlite.migrate import connect, prepare
from orggraph.stores.sqlite.reader import SqliteReader

_WRITER_CACHE_KB = 65_536
"""An import puts its rows everywhere in the indexes; with SQLite's own 2 MB each page is written several times."""


class SqliteStore:
    """A store in one SQLite file. Open it with `SqliteStore.open`."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = now) -> None:
        self._path = path
        self._clock = clock
        self._writing = threading.Lock()
        self._writer = connect(path)
        self._writer.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}")
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @classmethod
    def open(cls, path: str, clock: Callable[[], datetime] = now) -> "SqliteStore":
        """Open a file, made and migrated where need be."""
        place = Path(path)
        prepare(place)
        return cls(place, clock)

    @contextmanager
    def reading(self, viewer: Viewer) -> Iterator[SqliteReader]:
        """Open one consistent reading: a read transaction on a connection of its own."""
        connection = self._borrow()
        try:
            connection.execute("BEGIN")
            yield SqliteReader(connection, viewer.workspace, self._clock().date())
        except sqlite3.DatabaseError as error:
            raise _damaged(self._path, error) from error
        finally:
            connection.rollback()
            self._idle.append(connection)

    def stage(self, viewer: Viewer, batch: Batch, observations: Iterable[Observation]) -> None:
        """Keep observations under a batch that nobody sees yet."""
        with self._transaction() as connection:
            writer.stage(connection, viewer.workspace, batch, list(observations))

    def publish(self, viewer: Viewer, publication: Publication) -> int:
        """Make it all visible at once and give the new revision."""
        with self._transaction() as connection:
            if archive.restoring(connection, viewer):
                raise being_restored(viewer.workspace)
            return writer.publish(connection, viewer.workspace, publication, microseconds(self._clock()))

    def save_token(self, token: Token) -> None:
        """Keep a token; refuses a name that is taken in its workspace."""
        try:
            with self._transaction(durable=True) as connection:
                connection.execute(
                    commands.ADD_TOKEN, (token.digest, token.workspace, token.name, microseconds(token.created_at))
                )
        except sqlite3.IntegrityError as error:
            raise token_taken(token) from error

    def find_token(self, digest: str) -> Token | None:
        """Find a token by its digest."""
        row = self._ask(commands.TOKEN, digest)
        return (
            Token(name=row[0], digest=row[1], created_at=from_microseconds(row[2]), workspace=row[3]) if row else None
        )

    def secret(self) -> bytes:
        """Give the store's own random secret, made once."""
        row = self._ask(commands.SECRET)
        if row is None:
            with self._transaction(durable=True) as connection:
                connection.execute(commands.ADD_SECRET, (secrets.token_bytes(32),))
            row = self._ask(commands.SECRET)
        return bytes(row[0]) if row else b""

    def save_preview(self, viewer: Viewer, preview: PreviewedUpload) -> None:
        """Keep a previewed file until it expires; those expired at that time go."""
        with self._transaction() as connection:
            connection.execute(commands.FORGET_PREVIEWS, (microseconds(self._clock()),))
            row = (viewer.workspace, preview.token, microseconds(preview.expires_at), preview.body)
            connection.execute(commands.PUT_PREVIEW, row)

    def find_preview(self, viewer: Viewer, token: str) -> PreviewedUpload | None:
        """Give a previewed file back, expired or not."""
        row = self._ask(commands.PREVIEW, viewer.workspace, token)
        return PreviewedUpload(token=row[0], expires_at=from_microseconds(row[1]), body=row[2]) if row else None

    def restoring(self, viewer: Viewer) -> Restoring | None:
        """Tell what of an archive is there that nobody sees yet."""
        with self._transaction() as connection:
            return archive.restoring(connection, viewer)

    def restore(self, viewer: Viewer, part: Part) -> None:
        """Add entries of an archive to a workspace that nobody sees."""
        with self._transaction() as connection:
            archive.restore(connection, viewer, part, microseconds(self._clock()))

    def show_restored(self, viewer: Viewer, head: Head) -> None:
        """Make a restored workspace visible at once."""
        with self._transaction(durable=True) as connection:
            archive.show(connection, viewer, head)

    def ready(self) -> None:
        """Answer a trivial question, or raise StoreError."""
        self._ask("SELECT count(*) FROM workspaces")

    def close(self) -> None:
        """Let go of the file."""
        self._closed = True
        with self._writing:
            self._writer.close()
            while self._idle:
                self._idle.pop().close()

    def _borrow(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError("The store is closed.", "Open it again.")
        try:
            return self._idle.pop()
        except IndexError:
            return connect(self._path)

    def _ask(self, question: str, *parameters: object) -> tuple[Any, ...] | None:
        connection = self._borrow()
        try:
            row: tuple[Any, ...] | None = connection.execute(question, parameters).fetchone()
            return row
        except sqlite3.DatabaseError as error:
            raise _damaged(self._path, error) from error
        finally:
            self._idle.append(connection)

    @contextmanager
    def _transaction(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """Write under the one lock; all of it, or none."""
        if self._closed:
            raise StoreError("The store is closed.", "Open it again.")
        with self._writing:
            connection = self._writer
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.commit()
            except sqlite3.IntegrityError:
                connection.rollback()
                raise
            except sqlite3.DatabaseError as error:
                connection.rollback()
                raise _damaged(self._path, error) from error
            except BaseException:
                connection.rollback()
                raise


def _damaged(path: Path, error: sqlite3.DatabaseError) -> StoreError:
    return StoreError(
        f"{path} cannot be used: {error}.",
        "Check the disk's space and rights, and that no other program locks the file.",
    )
