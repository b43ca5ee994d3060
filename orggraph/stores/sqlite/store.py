"""The embedded store: one file, one writer at a time, readers beside it."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from orggraph.domain.observations import Batch, Observation
from orggraph.domain.viewer import Viewer
from orggraph.errors import StoreError
from orggraph.stores.archive import Head, Part, Restoring
from orggraph.stores.base import Job, Lapsed, PreviewedUpload, Publication, Pulse, Reader, State
from orggraph.stores.paging import from_microseconds, microseconds, now
from orggraph.stores.rules import being_restored
from orggraph.stores.sight import as_seen
from orggraph.stores.sqlite import archive, commands, jobs, questions, writer
from orggraph.stores.sqlite.audit import SqliteAuditLog, damage, place_of
from orggraph.stores.sqlite.keys import SqliteKeys
from orggraph.stores.sqlite.migrate import connect, prepare, version_of
from orggraph.stores.sqlite.reader import SqliteReader
from orggraph.stores.sqlite.trouble import trouble

_WRITER_CACHE_KB = 65_536
"""An import puts its rows everywhere in the indexes; with SQLite's own 2 MB each page is written several times."""


class SqliteStore(SqliteKeys):
    """A store in one SQLite file. Open it with `SqliteStore.open`."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = now) -> None:
        self._path = path
        self._clock = clock
        self._writing = threading.Lock()
        self._writer = connect(path)
        self._writer.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}")
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self.audit = SqliteAuditLog(place_of(path))
        self._keep_identity()

    @classmethod
    def open(cls, path: str, clock: Callable[[], datetime] = now) -> "SqliteStore":
        """Open a file, made and migrated where need be."""
        place = Path(path)
        prepare(place)
        return cls(place, clock)

    @contextmanager
    def reading(self, viewer: Viewer) -> Iterator[Reader]:
        """Open one consistent reading: a read transaction on a connection of its own."""
        today = self._clock().date()
        with self._reading() as connection:
            yield as_seen(SqliteReader(connection, viewer.workspace, today), viewer, today)

    def stage(self, viewer: Viewer, batch: Batch, observations: Iterable[Observation]) -> None:
        """Keep observations under a batch that nobody sees yet."""
        with self._transaction() as connection:
            writer.stage(connection, viewer.workspace, batch, list(observations))

    def publish(self, viewer: Viewer, publication: Publication) -> int:
        """Make it all visible at once and give the new revision."""
        with self._transaction() as connection:
            if archive.restoring(connection, viewer):
                raise being_restored(viewer.workspace)
            revision = writer.publish(connection, viewer.workspace, publication, microseconds(self._clock()))
            if publication.event:
                # the last step before the commit: what is not logged is not published, and the log is not held meanwhile
                self.audit.append(viewer, publication.event)
            return revision

    def save_preview(self, viewer: Viewer, preview: PreviewedUpload) -> None:
        """Keep a previewed file until it expires; those expired at that time go."""
        with self._transaction() as connection:
            connection.execute(commands.FORGET_PREVIEWS, (microseconds(self._clock()),))
            row = (viewer.workspace, preview.token, microseconds(preview.expires_at), preview.body)
            connection.execute(commands.PUT_PREVIEW, row)

    def find_preview(self, viewer: Viewer, token: str) -> PreviewedUpload | None:
        """Give a previewed file back, expired or not."""
        rows = self._rows(commands.PREVIEW, viewer.workspace, token)
        found = (PreviewedUpload(token=row[0], expires_at=from_microseconds(row[1]), body=row[2]) for row in rows)
        return next(found, None)

    def keep_job(self, viewer: Viewer, job: Job, taken_from: str | None = None) -> None:
        """Begin a job, tell how far it has come, or take it from a holder."""
        with self._transaction() as connection:
            jobs.keep(connection, viewer.workspace, job, taken_from)

    def end_job(self, viewer: Viewer, batch_id: str, holder: str) -> None:
        """Let go of a job that was published, unless another holds it."""
        with self._transaction() as connection:
            connection.execute(commands.END_JOB, (viewer.workspace, batch_id, holder))

    def lapsed_jobs(self, at: datetime) -> tuple[Lapsed, ...]:
        """Give the jobs that are under way and whose lease has run out."""
        return tuple(jobs.lapsed_of(row) for row in self._rows(commands.LAPSED_JOBS, microseconds(at)))

    def pulse(self, viewer: Viewer) -> Pulse:
        """Tell whether there may be something new to see."""
        return Pulse(*self._rows(commands.PULSE, viewer.workspace)[0])

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
        self._rows("SELECT count(*) FROM workspaces")

    def workspaces(self) -> tuple[str, ...]:
        """Name the workspaces in which something was published; those that are being restored have no name yet."""
        with self._reading() as connection:
            return tuple(name for (name,) in connection.execute(questions.WORKSPACES) if not name.startswith("\x1f"))

    def examine(self) -> State:
        """Have SQLite look through both files, and see that the log is the one that belongs here."""
        with self._reading() as connection:
            schema = version_of(connection)
            problems = [*damage(connection, self._path), *self.audit.damage()]
            kept = connection.execute(questions.AUDIT_LOG).fetchone()
        if kept is None or kept[0] != self.audit.identity():
            problems.append(
                f"{self.audit.path} is not the audit log that belongs to {self._path}: that one is gone or was replaced"
            )
        return State(schema=schema, problems=tuple(problems))

    def close(self) -> None:
        """Let go of the files."""
        self._closed = True
        self.audit.close()
        with self._writing:
            self._writer.close()
        self._close_idle()

    def _keep_identity(self) -> None:
        """Remember the first log that stands beside the file."""
        try:
            known = self._writer.execute(questions.AUDIT_LOG).fetchone()
        except sqlite3.DatabaseError as error:
            raise trouble(self._path, error) from error
        if known is None:
            with self._transaction() as connection:
                connection.execute(commands.KEEP_AUDIT_LOG, (self.audit.identity(),))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        connection = self._borrow()
        try:
            connection.execute("BEGIN")
            yield connection
        except sqlite3.DatabaseError as error:
            raise trouble(self._path, error) from error
        finally:
            connection.rollback()
            self._give_back(connection)

    def _borrow(self) -> sqlite3.Connection:
        if self._closed:
            raise StoreError("The store is closed.", "Open it again.")
        with suppress(IndexError):
            return self._idle.pop()
        try:
            return connect(self._path)
        except sqlite3.DatabaseError as error:
            raise trouble(self._path, error) from error

    def _give_back(self, connection: sqlite3.Connection) -> None:
        self._idle.append(connection)
        if self._closed:
            self._close_idle()

    def _close_idle(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _rows(self, question: str, *parameters: object) -> list[tuple[Any, ...]]:
        connection = self._borrow()
        try:
            return connection.execute(question, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            raise trouble(self._path, error) from error
        finally:
            self._give_back(connection)

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
                raise trouble(self._path, error) from error
            except BaseException:
                connection.rollback()
                raise
