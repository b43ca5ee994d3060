"""What LinkedIn gives a member of their own account: the archive as it is downloaded, re-zipped, or one of its files alone."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from orggraph.domain.ids import EntityKind
from orggraph.domain.importing import Column, Emitted, Entry, ImportContext, Recognised, Table
from orggraph.domain.observations import Observation
from orggraph.domain.people import profile_slug
from orggraph.errors import InvalidInput
from orggraph_importers.cells import folded, name_key
from orggraph_importers.finding import Layout, find_sheet, find_sheets, nearly
from orggraph_importers.linkedin.connections import CONNECTIONS, Connections
from orggraph_importers.linkedin.evidence import Evidence
from orggraph_importers.linkedin.parts import (
    PARTS,
    TELLING,
    Owner,
    Read,
    invitation,
    is_outgoing,
    message,
    read_part,
)
from orggraph_importers.naming import display_name, profile_url
from orggraph_importers.reading import Sheet

PROFILE = Layout(
    {"first_name": ("first name",), "last_name": ("last name",), "headline": ("headline",)},
    (("first_name",), ("last_name",), ("headline",)),
    becomes={
        "first_name": "whose archive it is, where `--owner` does not say",
        "last_name": "the same",
        "headline": "nothing: by it the file is known",
    },
)
_PERSON_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class Archive:
    """People whom one of ours is connected to, and what the other files tell of how well they know each other."""

    name: str = "linkedin.archive"
    needs_owner: bool = True
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim the connections, or what there is beside them; an archive's profile names its owner."""
        sheet = find_sheet(entries, CONNECTIONS)
        claimed = sheet or next((found for layout in TELLING for found in find_sheets(entries, layout)), None)
        if claimed is None:
            return nearly(entries, CONNECTIONS)
        localised = sheet is not None and folded(sheet.header[sheet.fields["first_name"]]) != "first name"
        columns = (replace(column, sample=()) if _may_be_a_letter(column) else column for column in claimed.columns())
        return Recognised(
            confidence=0.9 if localised else 1.0,
            file=claimed.file,
            columns=tuple(columns),
            owner_name=_owner_name(entries),
            notes=("localised header, unverified",) if localised else (),
        )

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:
        """Turn each connection into a person and a tie, then say of each tie what the other files tell."""
        sheet = find_sheet(entries, CONNECTIONS)
        if not context.owner_key:
            named = sheet.file if sheet else entries[0].name
            raise InvalidInput(f"{named} does not say whose contacts it holds.", "Name one of ours with --owner NAME.")
        say = partial(Observation, source=f"linkedin:{context.owner_key}", author=context.owner_name)
        evidence = Evidence(say, context.owner_key)
        beside = [(sheet, part.read) for part in PARTS for sheet in find_sheets(entries, part.layout)]
        if sheet:
            sheet.require_rows()
            connected = Connections(sheet, context.owner_key, context.owner_name, context.locale).emitted()
            yield from evidence.noting(connected) if beside else connected
        owner = Owner(_owner_slug(beside, context.owner_name or ""))
        for part, read in beside:
            yield from read_part(part, read, owner, evidence)
        yield from evidence.observations()
        if owner.slug:
            said = {"profile_url": profile_url(owner.slug)}
            yield say(kind=EntityKind.PERSON, subject=context.owner_key, said=said, confidence=_PERSON_CONFIDENCE)

    def guide(self) -> tuple[Table, ...]:
        """Describe the files of an archive."""
        files = (CONNECTIONS.table("connections"), *(part.layout.table(part.what) for part in PARTS))
        return (*files, PROFILE.table("profile"))


def _may_be_a_letter(column: Column) -> bool:
    """Tell whether a column may hold what somebody wrote to somebody, which is not shown."""
    return column.field in {None, "message"}


def _owner_name(entries: Sequence[Entry]) -> str | None:
    """Read whose archive it is from its profile, which has no address."""
    sheet = find_sheet(entries, PROFILE)
    first = next(_rows(sheet), None) if sheet else None
    if sheet is None or first is None:
        return None
    return display_name(first[sheet.fields["first_name"]], first[sheet.fields["last_name"]]) or None


def _owner_slug(beside: Sequence[tuple[Sheet, Read]], name: str) -> str | None:
    """Find the owner's address where they sent something: under their name, else wherever most was sent from."""
    counted: Counter[tuple[bool, str]] = Counter()
    for shown, url in (sent for sheet, read in beside if read in _SENDERS for sent in _SENDERS[read](sheet)):
        if slug := profile_slug(url):
            counted[name_key(shown) == name_key(name), slug] += 1
    most = max(counted, key=lambda found: (found[0], counted[found], found[1]), default=None)
    return most[1] if most else None


def _senders(sheet: Sheet) -> Iterator[tuple[str, str]]:
    if "sender_url" in sheet.fields:
        yield from ((row[sheet.fields["from"]], row[sheet.fields["sender_url"]]) for row in _rows(sheet))


def _inviters(sheet: Sheet) -> Iterator[tuple[str, str]]:
    if {"inviter_url", "from"} <= sheet.fields.keys():
        for row in _rows(sheet):
            if is_outgoing(row[sheet.fields["direction"]]):
                yield row[sheet.fields["from"]], row[sheet.fields["inviter_url"]]


_SENDERS: Mapping[Read, Callable[[Sheet], Iterator[tuple[str, str]]]] = {message: _senders, invitation: _inviters}
"""Files that tell who sent something, and under which name, by how their rows are read."""


def _rows(sheet: Sheet) -> Iterator[list[str]]:
    return (found[1] for found in sheet.rows() if isinstance(found, tuple))


IMPORTER = Archive()
