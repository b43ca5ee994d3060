"""The audit log: who did what and when. Each entry seals the one before it, so that what is changed later shows."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """What is to be logged. `detail` is JSON, kept and sealed as it is written: ids, codes and figures, never free text."""

    at: datetime
    who: str
    action: str
    subject: str | None = None
    detail: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry(AuditEvent):
    """An event in its place in the chain of a workspace, counted from 1."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditHead:
    """Where a chain ends: the number and the hash of its last entry. Kept apart from the entries, so that none can be cut off unseen."""

    number: int = 0
    hash: str = "0" * 64


BEGINNING = AuditHead()
"""What stands before the first entry."""

UNPLACED = ""
"""The workspace of what belongs to none: who was refused, not being known."""


def sealed(workspace: str, head: AuditHead, event: AuditEvent) -> AuditEntry:
    """Put an event behind the head of a chain.

    >>> event = AuditEvent(at=datetime(2026, 3, 2, tzinfo=UTC), who="ana", action="EXPORTED")
    >>> first = sealed("default", BEGINNING, event)
    >>> first.number, first.hash[:8]
    (1, '35fedc72')
    """
    number = head.number + 1
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    content = [workspace, number, at, event.who, event.action, event.subject, event.detail]
    digest = hashlib.sha256(head.hash.encode() + b"\n" + msgspec.json.encode(content)).hexdigest()
    return AuditEntry(
        at=event.at,
        who=event.who,
        action=event.action,
        subject=event.subject,
        detail=event.detail,
        number=number,
        hash=digest,
    )


def head_of(entry: AuditEntry) -> AuditHead:
    """Give the head of a chain that ends with an entry."""
    return AuditHead(entry.number, entry.hash)


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain is broken first, and how."""

    number: int
    problem: str


def first_break(workspace: str, entries: Iterable[AuditEntry], head: AuditHead | None) -> Break | None:
    """Tell where a chain is broken first, if it is.

    Parameters
    ----------
    workspace : str
        Whose chain it is.
    entries : iterable of AuditEntry
        In the order of their numbers.
    head : AuditHead, optional
        Where the store says that the chain ends; None where it says nothing.

    Examples
    --------
    >>> event = AuditEvent(at=datetime(2026, 3, 2, tzinfo=UTC), who="ana", action="EXPORTED")
    >>> one = sealed("w", BEGINNING, event)
    >>> two = sealed("w", head_of(one), event)
    >>> first_break("w", [one, two], head_of(two)) is None
    True
    >>> first_break("w", [two], head_of(two))
    Break(number=1, problem='is missing')
    >>> first_break("w", [one], head_of(two))
    Break(number=2, problem='is missing')
    """
    last = BEGINNING
    for entry in entries:
        if entry.number != last.number + 1:
            return Break(last.number + 1, "is missing")
        if sealed(workspace, last, entry).hash != entry.hash:
            return Break(entry.number, "was changed")
        last = head_of(entry)
    if head is None:
        return Break(last.number, "is the last, but the head of the chain is missing")
    if last.number < head.number:
        return Break(last.number + 1, "is missing")
    return None if last == head else Break(last.number, "is not what the head of the chain says")
