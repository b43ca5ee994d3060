"""Import a file: recognised by content, parsed, previewed or committed, and undone."""

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import msgspec

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Column, Entry, ImportContext, Importer, Recognised, unknown_columns
from orggraph.domain.observations import (
    Batch,
    ImportState,
    Observation,
    RowProblem,
    Said,
    Skipped,
    Taken,
    count_problems,
    rows_refused,
)
from orggraph.domain.viewer import Permission, Viewer, require
from orggraph.errors import ConflictError, ExpiredError, InvalidInput, NotFound
from orggraph.resolve.normalise import name_key
from orggraph.stores.base import PreviewedUpload, Reader, Store
from orggraph.usecases.formats import Formats
from orggraph.usecases.ours import find_ours, named_ours
from orggraph.usecases.progress import Step, Watch, unwatched
from orggraph.usecases.recording import Plan, changes_in, edits, new_batch_id, record

PREVIEW_LASTS = timedelta(hours=1)
_SAMPLE_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A file and what the user said beside it: names or ids, the account it describes, and whose contacts it holds."""

    file_name: str
    content: bytes = field(repr=False)
    importer: str | None = None
    account_name: str | None = None
    account_id: str | None = None
    account_is_ours: bool = False
    owner_name: str | None = None
    owner_id: str | None = None


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


@dataclass(slots=True)
class _Parsed:
    observations: list[Observation] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def rows_read(self) -> int:
        return self.taken.total() + self.skipped.total() + rows_refused(self.problems)


def import_file(
    store: Store, viewer: Viewer, formats: Formats, request: ImportRequest, now: datetime, watch: Watch = unwatched
) -> Batch:
    """Import a file whole: one reading and one publishing transaction, whatever its size."""
    require(viewer, Permission.IMPORT)
    watch(Step.READING, 0, None)
    opened = _open(formats, request)
    batch, _ = record(store, viewer, now, lambda reader: _plan(reader, viewer, request, opened, now)[0], watch)
    return batch


def preview_import(store: Store, viewer: Viewer, formats: Formats, request: ImportRequest, now: datetime) -> Preview:
    """Tell what importing a file would do; keeps the file for the commit and writes nothing else."""
    require(viewer, Permission.IMPORT)
    opened = _open(formats, request)
    with store.reading(viewer) as reader:
        plan, parsed = _plan(reader, viewer, request, opened, now)
        changes = changes_in(reader, plan, now)
    token = secrets.token_urlsafe(24)
    store.save_preview(
        viewer, PreviewedUpload(token=token, expires_at=now + PREVIEW_LASTS, body=msgspec.msgpack.encode(request))
    )
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
    )


def commit_import(store: Store, viewer: Viewer, formats: Formats, token: str, now: datetime) -> Batch:
    """Import a file that was previewed."""
    require(viewer, Permission.IMPORT)
    preview = store.find_preview(viewer, token)
    if preview is None:
        raise NotFound("No preview has this token.", "Preview the file again.", ("input", "token"))
    if preview.expires_at <= now:
        raise ExpiredError("This preview has expired.", "Preview the file again.", ("input", "token"))
    request = msgspec.msgpack.decode(preview.body, type=ImportRequest)
    return import_file(store, viewer, formats, request, now)


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


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that was opened and recognised."""

    entries: list[Entry]
    importer: Importer
    recognised: Recognised


def _open(formats: Formats, request: ImportRequest) -> _Opened:
    entries = formats.unpack(request.file_name, request.content)
    return _Opened(entries, *formats.recognise(request.file_name, entries, request.importer))


def _plan(
    reader: Reader, viewer: Viewer, request: ImportRequest, opened: _Opened, now: datetime
) -> tuple[Plan, _Parsed]:
    """Read the file. Where it says nothing, neither the account nor the owner is made."""
    context, stated, notes = _context(reader, request, opened, now)
    parsed = _parse(opened, context)
    batch = Batch(
        id=new_batch_id(),
        importer=opened.importer.name,
        author=viewer.name or viewer.user,
        user=viewer.user,
        started_at=now,
        file_name=request.file_name,
        file_hash=hashlib.sha256(request.content).hexdigest(),
        rows_read=parsed.rows_read,
        taken=dict(parsed.taken),
        skipped=dict(parsed.skipped),
        problems=tuple(parsed.problems),
        unknown_columns=unknown_columns(opened.recognised.columns),
        notes=notes,
    )
    incoming = (*edits(viewer, now, stated), *parsed.observations) if parsed.observations else ()
    return Plan(batch=batch, incoming=incoming), parsed


def _context(
    reader: Reader, request: ImportRequest, opened: _Opened, now: datetime
) -> tuple[ImportContext, list[Observation], tuple[str, ...]]:
    """Find the account and the owner that the user named, what must be said for them to exist, and what to tell the user."""
    company, stated = _company(reader, request, now)
    importer, recognised = opened.importer, opened.recognised
    if importer.needs_company and not company:
        raise InvalidInput(
            f"{request.file_name} does not say which organisation it describes.",
            "Name it with --account NAME.",
            ("input", "accountId"),
        )
    if not importer.needs_owner:
        return ImportContext(company=company), stated, recognised.notes
    key, name, more = _owner(reader, request, recognised, now)
    notes = (*recognised.notes, *_doubt(request.file_name, name, recognised.owner_name))
    return ImportContext(owner_key=key, owner_name=name, company=company), [*stated, *more], notes


def _company(reader: Reader, request: ImportRequest, now: datetime) -> tuple[str | None, list[Observation]]:
    company = request.account_name
    if request.account_id:
        account = reader.account(request.account_id)
        if account is None:
            raise NotFound(f"There is no account {request.account_id}.", "", ("input", "accountId"))
        company = account.name
    return company, named_ours(reader, company, now.date())[1] if request.account_is_ours else []


def _owner(
    reader: Reader, request: ImportRequest, recognised: Recognised, now: datetime
) -> tuple[str, str, list[Observation]]:
    """Give the owner's record and name, and what must be said for them to exist."""
    if request.owner_id:
        records = reader.records_of(request.owner_id)
        facts = reader.facts(request.owner_id, now.date()) if records else None
        person = next((p for p in facts.people if p.id == records[0].entity_id), None) if facts else None
        if person is None:
            raise NotFound(f"There is no person {request.owner_id}.", "", ("input", "ownerId"))
        return records[0].key, person.name, []
    name = request.owner_name or recognised.owner_name
    if not name:
        raise InvalidInput(
            f"{request.file_name} does not say whose contacts it holds.",
            "Name one of ours with --owner NAME.",
            ("input", "ownerId"),
        )
    key, stated = find_ours(reader, name, now.date())
    return key, name, stated


def _doubt(file_name: str, given: str, found: str | None) -> tuple[str, ...]:
    """Compare the owner that the user gave with the one that the file names; two without a word in common are a mistake."""
    one, other = set(name_key(given).split()), set(name_key(found or given).split())
    if one == other or found is None:
        return ()
    if one & other:
        return (f"its profile says {found}, taken as {given}",)
    raise InvalidInput(
        f"{file_name} holds the contacts of {found}, not of {given}.",
        "Leave --owner out, or import the Connections.csv alone.",
        ("input", "ownerId"),
    )


def _parse(opened: _Opened, context: ImportContext) -> _Parsed:
    parsed = _Parsed()
    for emitted in opened.importer.parse(opened.entries, context):
        if isinstance(emitted, Observation):
            parsed.observations.append(emitted)
        elif isinstance(emitted, Taken):
            parsed.taken[emitted.what] += 1
        elif isinstance(emitted, Skipped):
            parsed.skipped[emitted.reason] += 1
        else:
            parsed.problems.append(emitted)
    return parsed


def _sample(parsed: _Parsed) -> tuple[Said, ...]:
    people = (dict(o.said) for o in parsed.observations if o.kind is EntityKind.PERSON)
    return tuple(row for row, _ in zip(people, range(_SAMPLE_ROWS), strict=False))
