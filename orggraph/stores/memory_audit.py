"""The audit log in memory, gone with the process."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from orggraph.domain.audit import BEGINNING, AuditEntry, AuditEvent, AuditHead, head_of, sealed
from orggraph.domain.viewer import Viewer
from orggraph.stores.audit import AuditFilter
from orggraph.stores.page import Page
from orggraph.stores.paging import AUDIT_KEY, audit_key, instant, page_of, parse_key


class MemoryAuditLog:
    """A list for each workspace; `ready` refuses when the store is closed."""

    def __init__(self, ready: Callable[[], None]) -> None:
        self._ready = ready
        self._lock = threading.Lock()
        self._entries: defaultdict[str, list[AuditEntry]] = defaultdict(list)

    def append(self, viewer: Viewer, event: AuditEvent) -> AuditEntry:
        """Add an entry to the chain of the viewer's workspace."""
        self._ready()
        with self._lock:
            chain = self._entries[viewer.workspace]
            entry = sealed(viewer.workspace, head_of(chain[-1]) if chain else BEGINNING, event)
            chain.append(entry)
            return entry

    def page(self, viewer: Viewer, where: AuditFilter, first: int, after: str | None) -> Page[AuditEntry]:
        """Give entries, the newest first."""
        found = [entry for entry in self.entries(viewer) if _matches(entry, where)]
        return page_of(((audit_key(entry), entry) for entry in found), first, parse_key(after, AUDIT_KEY))

    def entries(self, viewer: Viewer) -> Iterator[AuditEntry]:
        """Go through a chain from its beginning."""
        self._ready()
        with self._lock:
            chain = list(self._entries.get(viewer.workspace, ()))
        return iter(chain)

    def chains(self) -> Mapping[str, AuditHead | None]:
        """Give the head of each chain by its workspace."""
        self._ready()
        with self._lock:
            return {workspace: head_of(chain[-1]) for workspace, chain in sorted(self._entries.items())}


def _matches(entry: AuditEntry, where: AuditFilter) -> bool:
    return (
        where.who in (None, entry.who)
        and where.action in (None, entry.action)
        and (where.since is None or instant(entry.at) >= instant(where.since))
    )
