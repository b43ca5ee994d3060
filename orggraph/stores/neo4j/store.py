"""The store over a Neo4j database. Opening it connects to nothing: the first question does, and later ones again after a failure."""

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from orggraph.domain.observations import Batch, Observation
from orggraph.domain.viewer import Viewer
from orggraph.errors import StoreError
from orggraph.stores.archive import Head, Part, Restoring
from orggraph.stores.base import Job, Lapsed, PreviewedUpload, Publication, Pulse, Reader, State
from orggraph.stores.neo4j import jobs, restoring, staging
from orggraph.stores.neo4j.address import Address
from orggraph.stores.neo4j.audit import Neo4jAuditLog
from orggraph.stores.neo4j.database import Database, asking
from orggraph.stores.neo4j.keys import Neo4jKeys
from orggraph.stores.neo4j.migrate import prepare, version_of
from orggraph.stores.neo4j.publishing import Publisher
from orggraph.stores.neo4j.queries import access, audit
from orggraph.stores.neo4j.queries import jobs as job_queries
from orggraph.stores.neo4j.reader import Neo4jReader
from orggraph.stores.paging import from_microseconds, microseconds, now
from orggraph.stores.sight import as_seen


class Neo4jStore(Neo4jKeys):
    """A store in one Neo4j database. Open it with `Neo4jStore.open`."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database = database
        self._clock = clock
        self._who = secrets.token_hex(8)
        self._publisher = Publisher(database, clock)
        self._preparing = threading.Lock()
        self._prepared = False
        self._closed = False
        self.audit = Neo4jAuditLog(self._ready_database)

    @classmethod
    def open(cls, url: str, password: str, clock: Callable[[], datetime] = now) -> "Neo4jStore":
        """Open the database that a URL names; a server that is down is told of at the first question."""
        return cls(Database(Address.of(url), password), clock)

    @contextmanager
    def reading(self, viewer: Viewer) -> Iterator[Reader]:
        """Open one consistent reading: at the revision that the leader shows now."""
        with self._ready_database().session() as session:
            today = self._clock().date()
            yield as_seen(Neo4jReader(session, viewer.workspace, today), viewer, today)

    def stage(self, viewer: Viewer, batch: Batch, observations: Iterable[Observation]) -> None:
        """Keep observations under a batch that nobody sees yet."""
        staging.stage(self._ready_database(), viewer.workspace, batch, observations, self._who)

    def publish(self, viewer: Viewer, publication: Publication) -> int:
        """Make it all visible at once and give the new revision."""
        self._ready_database()
        return self._publisher.publish(viewer.workspace, publication)

    def save_preview(self, viewer: Viewer, preview: PreviewedUpload) -> None:
        """Keep a previewed file until it expires; those expired at that time go."""
        database = self._ready_database()
        database.write(asking(access.FORGET_PREVIEWS, {"now": microseconds(self._clock())}))
        row = {"expires_at": microseconds(preview.expires_at), "body": preview.body}
        named = {"workspace": viewer.workspace, "token": preview.token}
        database.write(asking(access.PUT_PREVIEW, {**named, **row}))

    def find_preview(self, viewer: Viewer, token: str) -> PreviewedUpload | None:
        """Give a previewed file back, expired or not."""
        rows = self._ready_database().read(access.PREVIEW, {"workspace": viewer.workspace, "token": token})
        if not rows:
            return None
        expires_at, body = rows[0]
        return PreviewedUpload(token=token, expires_at=from_microseconds(expires_at), body=bytes(body))

    def keep_job(self, viewer: Viewer, job: Job, taken_from: str | None = None) -> None:
        """Begin a job, tell how far it has come, or take it from a holder."""
        jobs.keep(self._ready_database(), viewer.workspace, job, taken_from)

    def end_job(self, viewer: Viewer, batch_id: str, holder: str) -> None:
        """Let go of a job that was published, unless another holds it."""
        named = {"workspace": viewer.workspace, "batch": batch_id, "holder": holder}
        self._ready_database().write(asking(job_queries.END_JOB, named))

    def lapsed_jobs(self, at: datetime) -> tuple[Lapsed, ...]:
        """Give the jobs that are under way and whose lease has run out."""
        rows = self._ready_database().read(job_queries.LAPSED_JOBS, {"at": microseconds(at)})
        return tuple(jobs.lapsed_of(row) for row in rows)

    def pulse(self, viewer: Viewer) -> Pulse:
        """Tell whether there may be something new to see."""
        return jobs.pulse(self._ready_database(), viewer.workspace)

    def restoring(self, viewer: Viewer) -> Restoring | None:
        """Tell what of an archive is there that nobody sees yet."""
        return restoring.restoring(self._ready_database(), viewer)

    def restore(self, viewer: Viewer, part: Part) -> None:
        """Add entries of an archive to a workspace that nobody sees."""
        restoring.restore(self._ready_database(), viewer, part, self._who)

    def show_restored(self, viewer: Viewer, head: Head) -> None:
        """Make a restored workspace visible at once."""
        restoring.show(self._ready_database(), viewer, head)

    def ready(self) -> None:
        """Answer a trivial question, or raise StoreError."""
        self._ready_database().probe()

    def workspaces(self) -> tuple[str, ...]:
        """Name the workspaces in which something was published."""
        return tuple(name for (name,) in self._ready_database().read(audit.WRITTEN_WORKSPACES))

    def examine(self) -> State:
        """Give the schema; indexes that are not as they should be are refused before anything else is asked."""
        return State(schema=version_of(self._ready_database()) or 0)

    def close(self) -> None:
        """Let go of all connections."""
        self._closed = True
        self._database.close()

    def _ready_database(self) -> Database:
        """Give the database, with its schema made and checked by the first who asks."""
        if self._closed:
            raise StoreError("The store is closed.", "Open it again.")
        if not self._prepared:
            with self._preparing:
                if not self._prepared:
                    prepare(self._database, self._who)
                    self._prepared = True
        return self._database
