"""The reference store: plain dicts, gone with the process. Right before fast: most questions look at everything."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from orggraph.domain.observations import Batch, ImportState, Observation, references
from orggraph.domain.viewer import Viewer
from orggraph.errors import StoreError
from orggraph.stores.archive import Head, Part, Restoring, goes_on
from orggraph.stores.base import Job, Lapsed, PreviewedUpload, Publication, Pulse, Reader, State
from orggraph.stores.memory_archive import put
from orggraph.stores.memory_audit import MemoryAuditLog
from orggraph.stores.memory_keys import MemoryKeys
from orggraph.stores.memory_reader import MemoryReader
from orggraph.stores.memory_workspace import Workspace
from orggraph.stores.paging import instant, now
from orggraph.stores.rules import (
    already_published,
    being_restored,
    held_elsewhere,
    latest_records,
    outdated,
    revived_ids,
    workspace_taken,
)
from orggraph.stores.sight import as_seen


class MemoryStore(MemoryKeys):
    """A store in memory. Writers change a copy and put it in place at the end, so that a reading keeps its moment."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        super().__init__()
        self._clock = clock
        self._lock = threading.Lock()
        self._workspaces: dict[str, Workspace] = {}
        self._restoring: dict[str, tuple[Restoring, Workspace]] = {}
        self._previews: dict[tuple[str, str], PreviewedUpload] = {}
        self._closed = False
        self.audit = MemoryAuditLog(self.ready)

    @contextmanager
    def reading(self, viewer: Viewer) -> Iterator[Reader]:
        """Open one consistent reading."""
        self.ready()
        reader = MemoryReader(self._workspaces.get(viewer.workspace, Workspace()), self._clock)
        yield as_seen(reader, viewer, self._clock().date())

    def stage(self, viewer: Viewer, batch: Batch, observations: Iterable[Observation]) -> None:
        """Keep observations under a batch that nobody sees yet."""
        incoming = {observation.id: observation for observation in observations}
        with self._changing(viewer) as workspace:
            new = [known for known in incoming if batch.id not in workspace.assertions.get(known, ())]
            if new and workspace.is_done(batch.id):
                raise already_published(batch)
            for known in new:
                workspace.observations.setdefault(known, incoming[known])
                workspace.mentions.setdefault(known, references(incoming[known]))
                workspace.assertions[known] = workspace.assertions.get(known, frozenset()) | {batch.id}

    def publish(self, viewer: Viewer, publication: Publication) -> int:
        """Make it all visible at once and give the new revision."""
        with self._changing(viewer) as workspace:
            if viewer.workspace in self._restoring:
                raise being_restored(viewer.workspace)
            if workspace.revision != publication.base_revision:
                raise outdated(publication.base_revision, workspace.revision)
            workspace.batches[publication.batch.id] = publication.batch
            for known in workspace.observations.keys() & set(publication.retracted):
                workspace.retracted.setdefault(known, publication.batch.id)
            _put_records(workspace, publication)
            for entity_id, versions in publication.facts.items():
                workspace.facts[entity_id] = versions
                if not versions:
                    del workspace.facts[entity_id]
            for revived in revived_ids(publication):
                workspace.aliases.pop(revived, None)
            workspace.aliases.update({old: new for old, new in publication.moved.items() if old != new})
            workspace.revision += 1
            if publication.event:
                self.audit.append(viewer, publication.event)
            return workspace.revision

    def save_preview(self, viewer: Viewer, preview: PreviewedUpload) -> None:
        """Keep a previewed file until it expires; those expired at that time go."""
        self.ready()
        with self._lock:
            kept = {key: old for key, old in self._previews.items() if instant(old.expires_at) > self._clock()}
            self._previews = {**kept, (viewer.workspace, preview.token): preview}

    def find_preview(self, viewer: Viewer, token: str) -> PreviewedUpload | None:
        """Give a previewed file back, expired or not."""
        self.ready()
        return self._previews.get((viewer.workspace, token))

    def keep_job(self, viewer: Viewer, job: Job, taken_from: str | None = None) -> None:
        """Begin a job, tell how far it has come, or take it from a holder."""
        with self._changing(viewer) as workspace:
            there = workspace.jobs.get(job.batch.id)
            if there and there.holder not in {job.holder, taken_from}:
                raise held_elsewhere(job.batch.id)
            body = there.body if there and job.body is None else job.body
            workspace.jobs[job.batch.id] = replace(job, body=body or None)
            workspace.progress += 1

    def end_job(self, viewer: Viewer, batch_id: str, holder: str) -> None:
        """Let go of a job that was published, unless another holds it."""
        with self._changing(viewer) as workspace:
            there = workspace.jobs.get(batch_id)
            if there and there.holder == holder:
                del workspace.jobs[batch_id]

    def lapsed_jobs(self, at: datetime) -> tuple[Lapsed, ...]:
        """Give the jobs that are under way and whose lease has run out."""
        self.ready()
        jobs = [Lapsed(workspace=name, job=job) for name, one in self._workspaces.items() for job in one.jobs.values()]
        lapsed = (one for one in jobs if one.job.batch.state is ImportState.RUNNING and one.job.lease <= at)
        return tuple(sorted(lapsed, key=lambda one: (one.job.lease, one.workspace, one.job.batch.id)))

    def pulse(self, viewer: Viewer) -> Pulse:
        """Tell whether there may be something new to see."""
        self.ready()
        workspace = self._workspaces.get(viewer.workspace, Workspace())
        return Pulse(workspace.revision, workspace.progress)

    def restoring(self, viewer: Viewer) -> Restoring | None:
        """Tell what of an archive is there that nobody sees yet."""
        self.ready()
        there = self._restoring.get(viewer.workspace)
        return there[0] if there else None

    def restore(self, viewer: Viewer, part: Part) -> None:
        """Add entries of an archive to a workspace that nobody sees."""
        self.ready()
        with self._lock:
            if self._workspaces.get(viewer.workspace, Workspace()).revision:
                raise workspace_taken(viewer.workspace)
            there, workspace = self._restoring.get(viewer.workspace, (None, Workspace()))
            if goes_on(viewer, part, there):
                grown = workspace.copy() if part.before.entries else Workspace()
                put(grown, part.entries)
                self._restoring[viewer.workspace] = Restoring(part.head.revision, part.after), grown

    def show_restored(self, viewer: Viewer, head: Head) -> None:
        """Make a restored workspace visible at once."""
        self.ready()
        with self._lock:
            there, workspace = self._restoring.pop(viewer.workspace, (None, Workspace()))
            if there:
                workspace.revision, workspace.next_order = head.revision, head.next_order
                self._workspaces[viewer.workspace] = workspace

    def ready(self) -> None:
        """Answer, or raise StoreError."""
        if self._closed:
            raise StoreError("The store is closed.", "Open it again.")

    def workspaces(self) -> tuple[str, ...]:
        """Name the workspaces in which something was published."""
        self.ready()
        return tuple(sorted(name for name, workspace in self._workspaces.items() if workspace.revision))

    def examine(self) -> State:
        """Find nothing: what is in memory is not damaged."""
        self.ready()
        return State(schema=0)

    def close(self) -> None:
        """Forget everything."""
        self._closed = True
        self._workspaces.clear()

    def _successor(self, workspace: str, identifier: str) -> str:
        return self._workspaces.get(workspace, Workspace()).successor(identifier)

    @contextmanager
    def _changing(self, viewer: Viewer) -> Iterator[Workspace]:
        self.ready()
        with self._lock:
            changed = self._workspaces.get(viewer.workspace, Workspace()).copy()
            yield changed
            self._workspaces[viewer.workspace] = changed


def _put_records(workspace: Workspace, publication: Publication) -> None:
    first = workspace.next_order
    for number, record in enumerate(latest_records(publication), first):
        order = record.order
        if order < 0:
            known = workspace.records.get((record.kind, record.key))
            order = known.order if known else number
        workspace.records[record.kind, record.key] = replace(record, order=order)
        workspace.next_order = max(workspace.next_order, number + 1, order + 1)
