"""Import a file: recognised by content, parsed, previewed or committed, and undone."""

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import msgspec

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Column, Entry, ImportContext, Importer, Recognised
from orggraph.domain.observations import Batch, ImportState, Observation, RowProblem, Said, Skipped
from orggraph.domain.viewer import Viewer
from orggraph.errors import ConflictError, ExpiredError, InvalidInput, NotFound
from orggraph.stores.base import PreviewedUpload, Reader, Store
from orggraph.usecases.formats import Formats
from orggraph.usecases.ours import find_ours, named_ours
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
    skipped: dict[str, int]
    problems: tuple[RowProblem, ...]
    token: str


@dataclass(slots=True)
class _Parsed:
    observations: list[Observation] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def rows_read(self) -> int:
        people = {o.subject for o in self.observations if o.kind is EntityKind.PERSON}
        return len(people) + self.skipped.total()


def import_file(store: Store, viewer: Viewer, formats: Formats, request: ImportRequest, now: datetime) -> Batch:
    """Import a file whole: one reading and one publishing transaction, whatever its size."""
    entries, importer, recognised = _open(formats, request)
    batch, _ = record(
        store, viewer, now, lambda reader: _plan(reader, viewer, request, entries, importer, recognised, now)[0]
    )
    return batch


def preview_import(store: Store, viewer: Viewer, formats: Formats, request: ImportRequest, now: datetime) -> Preview:
    """Tell what importing a file would do; keeps the file for the commit and writes nothing else."""
    entries, importer, recognised = _open(formats, request)
    with store.reading(viewer) as reader:
        plan, parsed = _plan(reader, viewer, request, entries, importer, recognised, now)
        changes = changes_in(reader, plan, now)
    token = secrets.token_urlsafe(24)
    store.save_preview(
        viewer, PreviewedUpload(token=token, expires_at=now + PREVIEW_LASTS, body=msgspec.msgpack.encode(request))
    )
    return Preview(
        importer=importer.name,
        confidence=recognised.confidence,
        columns=recognised.columns,
        notes=recognised.notes,
        sample=_sample(parsed),
        to_create=changes.created,
        to_change=changes.changed,
        unchanged=changes.unchanged,
        rows_read=parsed.rows_read,
        skipped=dict(parsed.skipped),
        problems=tuple(parsed.problems),
        token=token,
    )


def commit_import(store: Store, viewer: Viewer, formats: Formats, token: str, now: datetime) -> Batch:
    """Import a file that was previewed."""
    preview = store.find_preview(viewer, token)
    if preview is None:
        raise NotFound("No preview has this token.", "Preview the file again.", ("input", "token"))
    if preview.expires_at <= now:
        raise ExpiredError("This preview has expired.", "Preview the file again.", ("input", "token"))
    request = msgspec.msgpack.decode(preview.body, type=ImportRequest)
    return import_file(store, viewer, formats, request, now)


def undo_import(store: Store, viewer: Viewer, batch_id: str, now: datetime) -> Batch:
    """Take a batch back: what only it said is no longer believed."""

    def plan(reader: Reader) -> Plan:
        batch = reader.batch(batch_id)
        if batch is None:
            raise NotFound(
                f"There is no import {batch_id}.", "List them with `orggraph imports`.", ("input", "batchId")
            )
        if batch.state is not ImportState.DONE:
            raise ConflictError(
                f"Import {batch_id} is {batch.state.value}.",
                "Only a finished import can be undone.",
                ("input", "batchId"),
            )
        return Plan(
            batch=replace(batch, state=ImportState.UNDONE, finished_at=now),
            dead=reader.asserted_only_by(batch_id),
            weakened=reader.asserted_by_others_too(batch_id),
        )

    batch, _ = record(store, viewer, now, plan)
    return batch


def _open(formats: Formats, request: ImportRequest) -> tuple[list[Entry], Importer, Recognised]:
    entries = formats.unpack(request.file_name, request.content)
    return entries, *formats.recognise(request.file_name, entries, request.importer)


def _plan(
    reader: Reader,
    viewer: Viewer,
    request: ImportRequest,
    entries: list[Entry],
    importer: Importer,
    recognised: Recognised,
    now: datetime,
) -> tuple[Plan, _Parsed]:
    context, stated = _context(reader, request, importer, recognised, now)
    parsed = _parse(importer, entries, context)
    batch = Batch(
        id=new_batch_id(),
        importer=importer.name,
        author=viewer.name or viewer.user,
        started_at=now,
        file_name=request.file_name,
        file_hash=hashlib.sha256(request.content).hexdigest(),
        rows_read=parsed.rows_read,
        skipped=dict(parsed.skipped),
        problems=tuple(parsed.problems),
    )
    return Plan(batch=batch, incoming=(*edits(viewer, now, stated), *parsed.observations)), parsed


def _context(
    reader: Reader, request: ImportRequest, importer: Importer, recognised: Recognised, now: datetime
) -> tuple[ImportContext, list[Observation]]:
    """Find the account and the owner that the user named, and what must be said for them to exist."""
    company = request.account_name
    stated: list[Observation] = []
    if request.account_id:
        account = reader.account(request.account_id)
        if account is None:
            raise NotFound(f"There is no account {request.account_id}.", "", ("input", "accountId"))
        company = account.name
    if request.account_is_ours:
        _, stated = named_ours(reader, company, now.date())
    if importer.needs_company and not company:
        raise InvalidInput(
            f"{request.file_name} does not say which organisation it describes.",
            "Name it with --account NAME.",
            ("input", "accountId"),
        )
    owner_key, owner_name = None, request.owner_name or recognised.owner_name
    if request.owner_id:
        records = reader.records_of(request.owner_id)
        if not records:
            raise NotFound(f"There is no person {request.owner_id}.", "", ("input", "ownerId"))
        owner_key = records[0].key
    elif owner_name and importer.needs_owner:
        owner_key, more = find_ours(reader, owner_name, now.date())
        stated = [*stated, *more]
    if importer.needs_owner and not owner_key:
        raise InvalidInput(
            f"{request.file_name} does not say whose contacts it holds.",
            "Name one of ours with --owner NAME.",
            ("input", "ownerId"),
        )
    return ImportContext(owner_key=owner_key, owner_name=owner_name, company=company), stated


def _parse(importer: Importer, entries: list[Entry], context: ImportContext) -> _Parsed:
    parsed = _Parsed()
    for emitted in importer.parse(entries, context):
        if isinstance(emitted, Observation):
            parsed.observations.append(emitted)
        elif isinstance(emitted, Skipped):
            parsed.skipped[emitted.reason] += 1
        else:
            parsed.problems.append(emitted)
    return parsed


def _sample(parsed: _Parsed) -> tuple[Said, ...]:
    people = (dict(o.said) for o in parsed.observations if o.kind is EntityKind.PERSON)
    return tuple(row for row, _ in zip(people, range(_SAMPLE_ROWS), strict=False))
