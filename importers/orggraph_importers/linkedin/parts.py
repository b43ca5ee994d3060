"""The files of an archive beside the connections: what their headers look like, and what a row of each tells of a contact."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from orggraph.domain.importing import Emitted
from orggraph.domain.observations import ProblemKind, Skipped, Taken
from orggraph.domain.people import profile_slug
from orggraph_importers.cells import clean, folded
from orggraph_importers.dates import iso_date, iso_period_end
from orggraph_importers.finding import Layout
from orggraph_importers.linkedin.evidence import Evidence
from orggraph_importers.naming import display_name
from orggraph_importers.reading import Sheet

_LONG_TEXT = 10_000
_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{2})/(\d{2})", re.ASCII)
_YES = frozenset({"yes", "true"})
_ADVERTS = frozenset({"spam", "sponsored"})
_CLOSED = "linkedin member"
_OUTGOING = frozenset({"outgoing", "sent"})

MESSAGES = Layout(
    {
        "conversation": ("conversation id",),
        "from": ("from",),
        "sender_url": ("sender profile url",),
        "to": ("to",),
        "recipient_urls": ("recipient profile urls",),
        "date": ("date",),
        "folder": ("folder",),
        "draft": ("is message draft",),
    },
    (("conversation",), ("from",), ("date",)),
    most_line_breaks=_LONG_TEXT,
    becomes={
        "conversation": "nothing: by it the file is known",
        "from": "whether it was sent or received; their name, of who is not among the connections",
        "sender_url": "whose tie to the owner it tells of",
        "to": "the same",
        "recipient_urls": "the same; a message to several counts for nobody",
        "date": "the day of the last message; what was answered counts, of both numbers the lesser",
        "folder": "nothing: drafts and adverts are skipped",
        "draft": "nothing: drafts are skipped",
    },
)
INVITATIONS = Layout(
    {
        "from": ("from",),
        "to": ("to",),
        "date": ("sent at",),
        "message": ("message",),
        "direction": ("direction",),
        "inviter_url": ("inviterprofileurl",),
        "invitee_url": ("inviteeprofileurl",),
    },
    (("direction",), ("date",)),
    most_line_breaks=_LONG_TEXT,
    becomes={
        "from": "the name of who invited",
        "to": "the name of who was invited",
        "date": "the day of a message, where the invitation came with a word of its own",
        "message": "that there was a word; what it says is neither kept nor shown",
        "direction": "whether the owner wrote it",
        "inviter_url": "whose tie to the owner it tells of",
        "invitee_url": "the same",
    },
)
ENDORSEMENTS = Layout(
    {
        "date": ("endorsement date",),
        "url": ("endorser public url", "endorsee public url"),
        "status": ("endorsement status",),
    },
    (("date",), ("url",)),
    becomes={
        "date": "the day of a good word between the owner and a connection",
        "url": "of which connection",
        "status": "nothing: rejected ones are skipped",
    },
)
RECOMMENDATIONS = Layout(
    {
        "first_name": ("first name",),
        "last_name": ("last name",),
        "title": ("job title",),
        "date": ("creation date",),
        "status": ("status",),
    },
    (("first_name",), ("last_name",), ("title",), ("date",)),
    most_line_breaks=_LONG_TEXT,
    becomes={
        "first_name": "of which connection: the one of that name, or nobody, for there are no addresses",
        "last_name": "the same",
        "title": "nothing: by it the file is known",
        "date": "the day of a good word between the owner and a connection",
        "status": "nothing",
    },
)
POSITIONS = Layout(
    {
        "company": ("company name",),
        "title": ("title",),
        "started": ("started on",),
        "finished": ("finished on",),
    },
    (("company",), ("title",), ("finished",)),
    most_line_breaks=_LONG_TEXT,
    becomes={
        "company": "which connections were colleagues: those who work there, as the firm is spelled there",
        "title": "nothing: by it the file is known",
        "started": "nothing",
        "finished": "until when they were colleagues",
    },
)
FOLLOWS = Layout(
    {"company": ("organization",), "date": ("followed on",)},
    (("company",), ("date",)),
    becomes={"company": "nothing: it tells of nobody", "date": "nothing"},
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose archive it is: their part of the profile's address, where the archive tells it."""

    slug: str | None

    def is_other(self, slug: str | None) -> bool:
        """Tell whether an address is somebody else's."""
        return slug is not None and slug != self.slug


Cells = Mapping[str, str]
"""A row's cells by field; a column that is not there is empty."""
Read = Callable[[Cells, Owner, Evidence], Taken | Skipped | None]
"""Takes a row into the evidence; None for a day that cannot be read."""


def linkedin_day(text: str) -> str | None:
    """Read the days of LinkedIn's files, which are month first, as ISO text.

    >>> linkedin_day("9/1/26, 10:00 AM"), linkedin_day("2023/06/18 14:24:54 UTC"), linkedin_day("07/22/2026 04:02")
    ('2026-09-01', '2023-06-18', '2026-07-22')
    >>> linkedin_day("2026-08-01 10:00:00 UTC"), linkedin_day("yesterday")
    ('2026-08-01', None)
    """
    first = text.replace(",", " ").split(maxsplit=1)[0] if text.strip() else ""
    if short := _SHORT_YEAR.fullmatch(first):
        month, day, year = short.groups()
        return iso_date(f"{month}/{day}/20{year}", month_first=True)
    if long := _YEAR_FIRST.fullmatch(first):
        return iso_date("-".join(long.groups()), month_first=True)
    return iso_date(first, month_first=True)


def read_part(sheet: Sheet, read: Read, owner: Owner, evidence: Evidence) -> Iterator[Emitted]:
    """Go through a file's rows; each is counted."""
    for found in sheet.rows():
        if not isinstance(found, tuple):
            yield found
            continue
        line, row = found
        cells = {name: clean(row[place]) for name, place in sheet.fields.items()}
        outcome = read(_Cells(cells), owner, evidence)
        if outcome is None:
            column = "finished" if "finished" in cells else "date"
            hint = "Export the archive again. The row is left out."
            message = f"{cells.get(column, '')!r} is no date."
            yield sheet.problem(ProblemKind.OTHER, line, column, message, hint)
        else:
            yield outcome


class _Cells(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def message(cells: Cells, owner: Owner, evidence: Evidence) -> Taken | Skipped | None:
    """Count a message between the owner and one other."""
    if why := _is_no_message(cells):
        return Skipped(why)
    sender = profile_slug(cells["sender_url"])
    recipients = {slug for url in cells["recipient_urls"].split(",") if (slug := profile_slug(url))}
    others = {slug for slug in (sender, *recipients) if slug and owner.is_other(slug)}
    if owner.slug is None or owner.slug not in {sender, *recipients}:
        return Skipped("message of nobody known")
    if len(others) != 1 or len(recipients) > 1 or "," in cells["to"]:
        return Skipped("message to several")
    day = linkedin_day(cells["date"])
    if day is None:
        return None
    is_sent = sender == owner.slug
    name = display_name(cells["to"] if is_sent else cells["from"], "")
    evidence.message(f"linkedin:{others.pop()}", name, day, is_sent=is_sent)
    return Taken("message")


def _is_no_message(cells: Cells) -> str | None:
    folder, sender = folded(cells["folder"]), folded(cells["from"])
    if folded(cells["draft"]) in _YES or folder == "draft":
        return "draft"
    if folder.partition(" ")[0] in _ADVERTS or sender.startswith("sponsored"):
        return "advert"
    return "closed member" if _CLOSED in {sender, folded(cells["to"])} else None


def invitation(cells: Cells, owner: Owner, evidence: Evidence) -> Taken | Skipped | None:
    """Count an invitation that came with a word of its own as a message."""
    if not cells["message"]:
        return Skipped("invitation without a message")
    is_sent = is_outgoing(cells["direction"])
    slug = profile_slug(cells["invitee_url"] if is_sent else cells["inviter_url"])
    if slug is None or not owner.is_other(slug):
        return Skipped("message of nobody known")
    day = linkedin_day(cells["date"])
    if day is None:
        return None
    name = display_name(cells["to"] if is_sent else cells["from"], "")
    evidence.message(f"linkedin:{slug}", name, day, is_sent=is_sent)
    return Taken("invitation")


def is_outgoing(direction: str) -> bool:
    """Tell whether an invitation is the owner's, whenever the archive was made."""
    return folded(direction) in _OUTGOING


def endorsement(cells: Cells, owner: Owner, evidence: Evidence) -> Taken | Skipped | None:
    """Note an endorsement by or of a connection."""
    slug = profile_slug(cells["url"])
    if folded(cells["status"]) == "rejected":
        return Skipped("rejected")
    if slug is None or not owner.is_other(slug) or not evidence.is_connected(f"linkedin:{slug}"):
        return Skipped("of nobody among the contacts")
    day = linkedin_day(cells["date"])
    if day is None:
        return None
    evidence.vouched(f"linkedin:{slug}", day)
    return Taken("endorsement")


def recommendation(cells: Cells, owner: Owner, evidence: Evidence) -> Taken | Skipped | None:  # noqa: ARG001 - as all of them
    """Note a recommendation by or of the one connection of that name: the file has no addresses."""
    key = evidence.called(display_name(cells["first_name"], cells["last_name"]))
    if key is None:
        return Skipped("of nobody among the contacts, or of several")
    day = linkedin_day(cells["date"])
    if day is None:
        return None
    evidence.vouched(key, day)
    return Taken("recommendation")


def position(cells: Cells, owner: Owner, evidence: Evidence) -> Taken | Skipped | None:  # noqa: ARG001 - as all of them
    """Note which contacts still work where the owner left."""
    if not cells["finished"]:
        return Skipped("present position")
    day = iso_period_end(cells["finished"])
    if day is None:
        return None
    return (
        Taken("former employer") if evidence.left(cells["company"], day) else Skipped("former employer of no contact")
    )


def follow(cells: Cells, owner: Owner, evidence: Evidence) -> Skipped:  # noqa: ARG001 - as all of them
    """Pass over a company that is followed: it tells of nobody."""
    return Skipped("company followed")


class Part(NamedTuple):
    """A file of the archive beside the connections, and how its rows are read."""

    what: str
    layout: Layout
    read: Read


PARTS = (
    Part("messages", MESSAGES, message),
    Part("invitations", INVITATIONS, invitation),
    Part("endorsements, received or given", ENDORSEMENTS, endorsement),
    Part("recommendations, received or given", RECOMMENDATIONS, recommendation),
    Part("positions", POSITIONS, position),
    Part("company follows", FOLLOWS, follow),
)
TELLING = tuple(part.layout for part in PARTS if part.read is not follow)
"""Files that tell of somebody."""
