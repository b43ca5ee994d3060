"""What every store orders by, and the keys with which a page goes on."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from orggraph.domain.audit import AuditEntry
from orggraph.domain.deals import Deal
from orggraph.domain.facts import FOREVER, Version
from orggraph.domain.observations import Batch
from orggraph.domain.people import Account
from orggraph.errors import InvalidInput
from orggraph.stores.page import Page

T = TypeVar("T")
Key = tuple[str | int, ...]

ACCOUNT_KEY: tuple[type, ...] = (int, str, str)
DEAL_KEY: tuple[type, ...] = (str, str)
TIE_KEY: tuple[type, ...] = (str,)
BATCH_KEY: tuple[type, ...] = (int, str)
AUDIT_KEY: tuple[type, ...] = (int,)

_SEPARATOR = "\x1f"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def now() -> datetime:
    """Give the time: the clock of a store that was given none."""
    return datetime.now(UTC)


def instant(moment: datetime) -> datetime:
    """Give the same moment in UTC; one without a zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Give a moment as a number that sorts."""
    return (instant(moment) - _EPOCH) // _MICROSECOND


def from_microseconds(number: int) -> datetime:
    """Give back the moment of a number."""
    return _EPOCH + number * _MICROSECOND


def holds(version: Version, as_of: date) -> bool:
    """Tell whether a version holds on a date; what holds for ever holds on the last of all dates too."""
    return version.since <= as_of and (as_of < version.until or version.until == FOREVER)


def is_open(deal: Deal) -> bool:
    """Tell whether a deal has not ended."""
    return deal.closed_on is None and deal.outcome is None


def sort_name(name: str) -> str:
    """Give a name in the form by which it is sorted and searched."""
    return name.casefold().replace(_SEPARATOR, " ")


def account_key(account: Account) -> Key:
    """Place an account: ours first, then by name."""
    return (0 if account.is_ours else 1, sort_name(account.name), account.id)


def deal_key(deal: Deal) -> Key:
    """Place a deal by its name."""
    return (sort_name(deal.name), deal.id)


def batch_key(batch: Batch) -> Key:
    """Place a batch, the newest first."""
    return (-microseconds(batch.started_at), batch.id)


def audit_key(entry: AuditEntry) -> Key:
    """Place an entry of the audit log, the newest first."""
    return (-entry.number,)


def key_text(key: Key) -> str:
    """Write a key as callers keep it."""
    return _SEPARATOR.join(str(part) for part in key)


def parse_key(text: str | None, types: tuple[type, ...]) -> Key | None:
    """Read a key back, or refuse one that no page of this kind gave."""
    if text is None:
        return None
    parts = text.split(_SEPARATOR)
    try:
        return tuple(kind(part) for kind, part in zip(types, parts, strict=True))
    except ValueError as error:
        raise InvalidInput("This cursor is not from this list.", "Start from the first page.", ("after",)) from error


def page_of(entries: Iterable[tuple[Key, T]], first: int, after: Key | None) -> Page[T]:
    """Cut a page out of all rows."""
    ordered = sorted(entries, key=lambda entry: entry[0])
    rest = [entry for entry in ordered if after is None or entry[0] > after]
    taken = rest[:first]
    return Page(
        rows=tuple(row for _, row in taken),
        keys=tuple(key_text(key) for key, _ in taken),
        has_next=len(rest) > len(taken),
        total=len(ordered),
    )
