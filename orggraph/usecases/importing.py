"""Import a file: recognised by content, parsed, previewed or committed, and undone."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.importing import Column, unknown_columns
from orggraph.domain.observations import (
    Batch,
    ImportState,
    RowProblem,
    Said,
    count_problems,
    rows_refused,
)
from orggraph.domain.viewer import Permission, Viewer, require
from orggraph.errors import ConflictError, ExpiredError, NotFound, TakenUpError
from orggraph.stores.base import Job, PreviewedUpload, Reader, Store
from orggraph.usecases.changing import Changes
from orggraph.usecases.formats import Formats
from orggraph.usecases.holding import LEASE, Hold, new_holder
from orggraph.usecases.import_context import ImportRequest, open_file, open_or_recall, settle
from orggraph.usecases.import_work import ImportWork, Parsed, Resumable, listed, plan_of
from orggraph.usecases.progress import Step, Watch, unwatched
from orggraph.usecases.recording import Plan, changes_in, no_search_for_cycles, record

__all__ = [
    "Begun",
    "ImportRequest",
    "Preview",
    "commit_import",
    "import_file",
    "preview_import",
    "undo_import",
]

PREVIEW_LASTS = timedelta(hours=1)
_SAMPLE_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do. `token` commits it within the hour."""

    importer: str
    confidence: float
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    sample: tuple[Said, ...]
    to_create: int
    to_change: int
    unchanged: int
    rows_read: int
    taken: dict[str, int]
    skipped: dict[str, int]
    problems: tuple[RowProblem, ...]
    token: str
    changes: Changes
    """What it would make and change."""

    @property
    def refused(self) -> int:
        """Count the rows of which nothing would be taken."""
        return rows_refused(self.problems)

    @property
    def problem_counts(self) -> dict[str, int]:
        """Count the problems by kind."""
        return count_problems(self.problems)

    @property
    def unknown_columns(self) -> tuple[str, ...]:
        """Give the columns that fill no field."""
        return unknown_columns(self.columns)


@dataclass(frozen=True, slots=True)
class Begun:
    """An import that is listed, and the work that is left to do; None where it was begun before."""

    batch: Batch
    work: ImportWork | None


@no_search_for_cycles()
def import_file(
    store: Store, viewer: Viewer, formats: Formats, request: ImportRequest, now: datetime, watch: Watch = unwatched
) -> Batch:
    """Import a file whole: one reading and one publishing transaction, whatever its size."""
    require(viewer, Permission.IMPORT)
    watch(Step.READING, 0, None)
    request, opened = open_or_recall(store, viewer, formats, request)
    hold = Hold(store, viewer, _job(listed(viewer, request, opened, now)), now, attended=True)
    return ImportWork(hold, store, viewer, request, opened, None).run(watch, told_when=False)


@no_search_for_cycles()
def preview_import(store: Store, viewer: Viewer, formats: Formats, request: ImportRequest, now: datetime) -> Preview:
    """Tell what importing a file would do; keeps the file for the commit and writes nothing else."""
    require(viewer, Permission.IMPORT)
    request, opened = open_or_recall(store, viewer, formats, request)
    with no_search_for_cycles(), store.reading(viewer) as reader:
        settled = settle(reader, viewer, request, opened, now)
        plan, parsed = plan_of(request, opened, settled, listed(viewer, request, opened, now))
        changes = changes_in(reader, plan, now)
    token = secrets.token_urlsafe(24)
    kept = msgspec.msgpack.encode(replace(request, rows=parsed.rows_read))
    store.save_preview(viewer, PreviewedUpload(token=token, expires_at=now + PREVIEW_LASTS, body=kept))
    return Preview(
        importer=opened.importer.name,
        confidence=opened.recognised.confidence,
        columns=opened.recognised.columns,
        notes=plan.batch.notes,
        sample=_sample(parsed),
        to_create=changes.created,
        to_change=changes.changed,
        unchanged=changes.unchanged,
        rows_read=parsed.rows_read,
        taken=dict(parsed.taken),
        skipped=dict(parsed.skipped),
        problems=tuple(parsed.problems),
        token=token,
        changes=changes,
    )


def commit_import(store: Store, viewer: Viewer, formats: Formats, token: str, now: datetime) -> Begun:
    """Begin the import of a file that was previewed: it is listed at once. A preview is committed once, however often it is asked."""
    require(viewer, Permission.IMPORT)
    batch_id = content_id(EntityKind.BATCH, viewer.workspace, token)
    with store.reading(viewer) as reader:
        known = reader.batch(batch_id)
        if known:
            return Begun(known, None)
        request = _previewed(store, viewer, token, now)
        opened = open_file(formats, request)
        settled = settle(reader, viewer, request, opened, now)
    batch = replace(listed(viewer, request, opened, now), id=batch_id, rows_total=request.rows)
    hold = Hold(store, viewer, _job(batch, msgspec.msgpack.encode(Resumable(viewer, request, settled))), now)
    try:
        hold.begin()
    except TakenUpError:
        return Begun(batch, None)
    return Begun(batch, ImportWork(hold, store, viewer, request, opened, settled))


def _previewed(store: Store, viewer: Viewer, token: str, now: datetime) -> ImportRequest:
    preview = store.find_preview(viewer, token)
    if preview is None:
        raise NotFound("No preview has this token.", "Preview the file again.", ("input", "token"))
    if preview.expires_at <= now:
        raise ExpiredError("This preview has expired.", "Preview the file again.", ("input", "token"))
    return msgspec.msgpack.decode(preview.body, type=ImportRequest)


def undo_import(store: Store, viewer: Viewer, batch_id: str, now: datetime) -> Batch:
    """Take a batch back: what only it said is no longer believed."""
    require(viewer, Permission.IMPORT)

    def plan(reader: Reader) -> Plan:
        batch = reader.batch(batch_id)
        if batch is None:
            raise NotFound(
                f"There is no import {batch_id}.", "List them with `orggraph imports list`.", ("input", "batchId")
            )
        if batch.state is not ImportState.DONE:
            raise ConflictError(
                f"Import {batch_id} is {batch.state.value}.",
                "Only a finished import can be undone.",
                ("input", "batchId"),
            )
        return Plan(
            batch=replace(batch, state=ImportState.UNDONE, finished_at=now, undone_by=viewer.name or viewer.user),
            dead=reader.asserted_only_by(batch_id),
            weakened=reader.asserted_by_others_too(batch_id),
        )

    batch, _ = record(store, viewer, now, plan)
    return batch


def _job(batch: Batch, body: bytes | None = None) -> Job:
    return Job(batch=batch, holder=new_holder(), lease=batch.started_at + LEASE, body=body)


def _sample(parsed: Parsed) -> tuple[Said, ...]:
    people = (dict(o.said) for o in parsed.observations if o.kind is EntityKind.PERSON)
    return tuple(row for row, _ in zip(people, range(_SAMPLE_ROWS), strict=False))
