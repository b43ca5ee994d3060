"""What an import is about, settled before its rows are read: the account that a file describes, and whose contacts it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from orggraph.domain.importing import Entry, ImportContext, Importer, Recognised
from orggraph.domain.observations import Observation
from orggraph.domain.people import Locale
from orggraph.domain.viewer import Viewer
from orggraph.errors import InvalidInput, NotFound
from orggraph.resolve.normalise import name_key
from orggraph.stores.base import Reader, Store
from orggraph.usecases.formats import Formats, UnknownFile
from orggraph.usecases.ours import one_of_ours, ours_named, this_of_ours

_LOOKED_THROUGH = 500
"""So many of the last imports may tell how columns were named."""


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
    mapping: Mapping[str, str] | None = None
    """Which column is what, where the user said so."""
    rows: int | None = None
    """How many rows it has, where it was previewed."""
    locale: Locale | None = None
    """Whose way of writing days it follows, where it does not tell."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened and recognised."""

    entries: list[Entry]
    importer: Importer
    recognised: Recognised
    layout: str | None = None
    """What tables with the same columns share, where the user named them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What an import is about, what must be said for that to exist, and what to tell the user.

    It is settled once, so that an import that is done again says the same again.
    """

    context: ImportContext
    stated: tuple[Observation, ...] = ()
    notes: tuple[str, ...] = ()


def open_file(formats: Formats, request: ImportRequest, entries: list[Entry] | None = None) -> Opened:
    """Open a file and recognise it by its content; `entries` is what it holds, where it was opened already."""
    if entries is None:
        entries = formats.unpack(request.file_name, request.content)
    if request.mapping is not None:
        importer = formats.mapper.importer(entries, request.mapping)
        recognised = importer.identify(entries)
        if recognised is None:
            raise AssertionError(request.file_name)
        return Opened(entries, importer, recognised, formats.mapper.signature(entries))
    return Opened(entries, *formats.recognise(request.file_name, entries, request.importer))


def open_or_recall(
    store: Store, viewer: Viewer, formats: Formats, request: ImportRequest
) -> tuple[ImportRequest, Opened]:
    """Open a file; one that no importer knows as a table whose columns are what they were said to be last."""
    entries = formats.unpack(request.file_name, request.content)
    try:
        return request, open_file(formats, request, entries)
    except UnknownFile:
        mapping = None if request.importer else _named_before(store, viewer, formats, entries)
        if mapping is None:
            raise
        request = replace(request, mapping=mapping)
        return request, open_file(formats, request, entries)


def _named_before(store: Store, viewer: Viewer, formats: Formats, entries: list[Entry]) -> dict[str, str] | None:
    layout = formats.mapper.signature(entries)
    if layout is None:
        return None
    with store.reading(viewer) as reader:
        imports = reader.batches(_LOOKED_THROUGH, None).rows
    return next((dict(batch.mapping) for batch in imports if batch.layout == layout and batch.mapping), None)


def settle(reader: Reader, viewer: Viewer, request: ImportRequest, opened: Opened, now: datetime) -> Settled:
    """Find the account and the owner that the user named; where the file says nothing, neither is made."""
    company, stated = _company(reader, request)
    importer, recognised = opened.importer, opened.recognised
    if importer.needs_company and not company:
        raise InvalidInput(
            f"{request.file_name} does not say which organisation it describes.",
            "Name it with --account NAME.",
            ("input", "accountId"),
        )
    names_owner = recognised.takes_owner and (request.owner_id or request.owner_name)
    if not importer.needs_owner and not names_owner:
        context = ImportContext(company=company, locale=request.locale)
        return Settled(context=context, stated=_signed(viewer, stated), notes=recognised.notes)
    key, name, more = _owner(reader, request, recognised, now)
    return Settled(
        context=ImportContext(owner_key=key, owner_name=name, company=company, locale=request.locale),
        stated=_signed(viewer, (*stated, *more)),
        notes=(*recognised.notes, *_doubt(request.file_name, name, recognised.owner_name)),
    )


def _company(reader: Reader, request: ImportRequest) -> tuple[str | None, tuple[Observation, ...]]:
    company = request.account_name
    if request.account_id:
        account = reader.account(request.account_id)
        if account is None:
            raise NotFound(f"There is no account {request.account_id}.", "", ("input", "accountId"))
        company = account.name
    return company, (ours_named(company),) if request.account_is_ours else ()


def _signed(viewer: Viewer, stated: tuple[Observation, ...]) -> tuple[Observation, ...]:
    """Sign what was said beside a file, which is the same whoever says it again."""
    return tuple(msgspec.structs.replace(said, author=viewer.name or viewer.user) for said in stated)


def _owner(
    reader: Reader, request: ImportRequest, recognised: Recognised, now: datetime
) -> tuple[str, str, tuple[Observation, ...]]:
    """Give the owner's record and name, and what must be said for them to exist."""
    if request.owner_id:
        records = reader.records_of(request.owner_id)
        facts = reader.facts(request.owner_id, now.date()) if records else None
        person = next((p for p in facts.people if p.id == records[0].entity_id), None) if facts else None
        if person is None:
            raise NotFound(f"There is no person {request.owner_id}.", "", ("input", "ownerId"))
        key, stated = this_of_ours(person.name, records[0].key)
        return key, person.name, stated
    name = request.owner_name or recognised.owner_name
    if not name:
        raise InvalidInput(
            f"{request.file_name} does not say whose contacts it holds.",
            "Name one of ours with --owner NAME.",
            ("input", "ownerId"),
        )
    key, stated = one_of_ours(reader, name, now.date())
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
