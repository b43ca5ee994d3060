"""What goes into the audit log, and in which words: ids, codes and figures. Never a name, an address of mail, a note or a secret."""

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from orggraph.domain.audit import UNPLACED, AuditEntry, AuditEvent
from orggraph.domain.deals import Stakeholder
from orggraph.domain.facts import Version
from orggraph.domain.observations import EDIT, Batch, ImportState
from orggraph.domain.relations import Influence
from orggraph.domain.viewer import Permission, Viewer, require
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.stores.audit import AuditFilter
from orggraph.stores.base import Store
from orggraph.stores.keys import Token
from orggraph.stores.page import Page
from orggraph.usecases.differences import differences, written
from orggraph.usecases.spelling import sent_as

MOST_FACTS = 200
"""Of how many facts an edit tells what changed; a merge of two people may change more, and then says how many."""

_JSON = msgspec.json.Encoder(order="deterministic")


class Action(StrEnum):
    """What can be in the log."""

    OPINIONS_READ = "OPINIONS_READ"
    """Stances, influence, who blocks or private notes were read, or an answer was worked out from them."""
    CHANGED = "CHANGED"
    IMPORTED = "IMPORTED"
    IMPORT_UNDONE = "IMPORT_UNDONE"
    EXPORTED = "EXPORTED"
    """The whole workspace was written out, as an interchange document, a dump or a copy."""
    RESTORED = "RESTORED"
    """The workspace came from another store."""
    SIGN_IN_REFUSED = "SIGN_IN_REFUSED"
    KEY_MADE = "KEY_MADE"
    KEY_REVOKED = "KEY_REVOKED"
    TEAM_CHANGED = "TEAM_CHANGED"


def event(viewer: Viewer, now: datetime, action: Action, subject: str | None = None, **detail: Any) -> AuditEvent:
    """Give what is to be logged.

    >>> from datetime import UTC
    >>> from orggraph.domain.viewer import LOCAL
    >>> event(LOCAL, datetime(2026, 3, 2, tzinfo=UTC), Action.KEY_MADE, key="k1").detail
    '{"key":"k1"}'
    """
    return AuditEvent(
        at=now, who=viewer.user, action=action.value, subject=subject, detail=_JSON.encode(detail).decode()
    )


def log(store: Store, viewer: Viewer, now: datetime, action: Action, subject: str | None = None, **detail: Any) -> None:
    """Log what was done: keys made and revoked, teams changed, exports. `detail` holds ids, codes and figures alone."""
    store.audit.append(viewer, event(viewer, now, action, subject, **detail))


def key_made(store: Store, viewer: Viewer, now: datetime, token: Token) -> None:
    """Log that a token was made: whose, with which roles; of its secret nothing."""
    detail = {"key": _key(token), "user": token.user, "roles": list(token.roles)}
    scopes = None if token.scopes is None else list(token.scopes)
    log(store, viewer, now, Action.KEY_MADE, token.person_id, **detail, scopes=scopes, expires=token.expires_at)


def key_revoked(store: Store, viewer: Viewer, now: datetime, token: Token) -> None:
    """Log that a token opens nothing any more."""
    log(store, viewer, now, Action.KEY_REVOKED, token.person_id, key=_key(token), user=token.user)


def _key(token: Token) -> str:
    """Tell a token from others by a part of the keyed hash of its secret."""
    return token.digest[:12]


def team_changed(
    store: Store, viewer: Viewer, now: datetime, account_id: str, before: Collection[str], after: Collection[str]
) -> None:
    """Log who alone saw an account, and who does now; nobody named is everybody."""
    log(store, viewer, now, Action.TEAM_CHANGED, account_id, before=sorted(before), after=sorted(after))


def list_audit(store: Store, viewer: Viewer, where: AuditFilter, first: int, after: str | None) -> Page[AuditEntry]:
    """Give the entries of a workspace, the newest first.

    Raises
    ------
    ForbiddenError
        To who may not read the log.
    """
    require(viewer, Permission.AUDIT_READ)
    return store.audit.page(viewer, where, first, after)


Held = Mapping[str, tuple[Version, ...]]


def recorded(viewer: Viewer, now: datetime, batch: Batch, mutation: str, before: Held, after: Held) -> AuditEvent:
    """Tell of an edit, an import or an undo: of an edit what it changed, of the others how much."""
    if batch.importer == EDIT:
        named = sorted(after)[:MOST_FACTS]
        facts = [changed(fact_id, before.get(fact_id, ()), after[fact_id]) for fact_id in named]
        return event(
            viewer, now, Action.CHANGED, batch.answer_id, mutation=mutation, batch=batch.id, facts=facts, of=len(after)
        )
    undone = batch.state is ImportState.UNDONE
    counts = {"facts": len(after)} if undone else {"created": batch.created, "changed": batch.changed}
    return event(
        viewer,
        now,
        Action.IMPORT_UNDONE if undone else Action.IMPORTED,
        batch.id,
        importer=batch.importer,
        file=batch.file_hash,
        rows=batch.rows_read,
        **counts,
    )


def changed(fact_id: str, before: Sequence[Version], after: Sequence[Version]) -> dict[str, Any]:
    """Tell how a fact changed: codes and figures by value, texts by the name of their field alone."""
    was, now = (held[-1].fact if held else None for held in (before, after))
    found = differences(was, now)
    plain = [one for one in found if not one.is_text]
    told = {
        "id": fact_id,
        "before": {sent_as(one.field): written(one.before, texts=False) for one in plain if one.before is not None},
        "after": {sent_as(one.field): written(one.after, texts=False) for one in plain if one.after is not None},
        "texts": [sent_as(one.field) for one in found if one.is_text],
    }
    return told if after else {**told, "gone": True}


class OpinionsRead:
    """Whose opinions an operation read, or worked something out from; logged once, when it ends."""

    def __init__(self) -> None:
        self._deals: defaultdict[str, set[str]] = defaultdict(set)
        self._whole: set[str] = set()
        self._people: set[str] = set()
        self._accounts: set[str] = set()

    def __bool__(self) -> bool:
        """Tell whether anything was read."""
        return bool(self._deals or self._people or self._accounts)

    def part(self, part: Stakeholder) -> None:
        """Note that somebody's part in a deal was read."""
        self._deals[part.deal_id].add(part.person_id)

    def influence(self, edge: Influence) -> None:
        """Note that it was read who weighs on whom."""
        self._people.update((edge.from_id, edge.to_id))

    def note(self, deal_id: str, *people: str | None) -> None:
        """Note that words about a deal, and about people in it, were read."""
        self._deals[deal_id].update(person for person in people if person)

    def person(self, person_id: str) -> None:
        """Note that what sources said of somebody was read."""
        self._people.add(person_id)

    def answered(self, snapshot: OrgSnapshot, deal_id: str | None) -> None:
        """Note that something was worked out from all parts in a deal, or from all influence in an account."""
        if deal_id is None:
            self._accounts.add(snapshot.account.id)
        elif deal_id not in self._whole:
            self._whole.add(deal_id)
            self._deals[deal_id].update(part.person_id for part in snapshot.stakeholders.get(deal_id, ()))

    def log(self, store: Store, viewer: Viewer, now: datetime, **operation: Any) -> None:
        """Log it, if there was anything that the viewer may read; then begin anew."""
        deals = {deal_id: sorted(people) for deal_id, people in sorted(self._deals.items())}
        people, accounts = sorted(self._people), sorted(self._accounts)
        for kept in (self._deals, self._whole, self._people, self._accounts):
            kept.clear()
        if (deals or people or accounts) and Permission.OPINION_READ in viewer.permissions:
            only = next(iter(deals)) if len(deals) == 1 else None
            found = {"deals": deals, "people": people, "accounts": accounts}
            log(store, viewer, now, Action.OPINIONS_READ, only, **operation, **found)


_Refused = tuple[str, str, str]
"""Workspace, why, and the address."""

_OTHERS = "others"
_LONGEST_ADDRESS = 64


class RefusedSignIns:
    """Logs who was refused: the first of a minute, a reason and an address at once, how many more when the minute is over.

    A flood writes no more than `most` entries a minute twice over, from however many addresses it comes.
    """

    def __init__(self, store: Store, most: int = 20) -> None:
        self._store = store
        self._most = most
        self._lock = threading.Lock()
        self._minute: datetime | None = None
        self._more: Counter[_Refused] = Counter()

    def refused(self, now: datetime, why: str, address: str, workspace: str = UNPLACED) -> None:
        """Log or count a sign-in that was refused; `why` is a code."""
        found = (workspace, why, address[:_LONGEST_ADDRESS])
        with self._lock:
            due = self._due(now)
            is_first = found not in self._more and len(self._more) < self._most
            if is_first:
                self._more[found] = 0
            else:
                self._more[found if found in self._more else (workspace, why, _OTHERS)] += 1
        self._log(now, [*due, (found, 1)] if is_first else due)

    def settle(self, now: datetime, *, ends: bool = False) -> None:
        """Log what was counted in a minute that is over, or in the one that ends with the server."""
        with self._lock:
            due = self._due(now, ends=ends)
        self._log(now, due)

    def _due(self, now: datetime, *, ends: bool = False) -> list[tuple[_Refused, int]]:
        minute = now.replace(second=0, microsecond=0)
        if minute == self._minute and not ends:
            return []
        counted = [(found, count) for found, count in self._more.items() if count]
        self._minute = minute
        self._more = Counter()
        return counted

    def _log(self, now: datetime, found: list[tuple[_Refused, int]]) -> None:
        for (workspace, why, address), count in found:
            nobody = Viewer(workspace=workspace, user="nobody", permissions=frozenset())
            log(self._store, nobody, now, Action.SIGN_IN_REFUSED, why=why, address=address, count=count)
