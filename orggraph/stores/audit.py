"""What every store keeps of the audit log, and its written contract.

- Entries are added and never changed nor taken away; of each workspace they are one chain, which never forks, whoever adds at once.
- `append` returns when the entry would survive a power cut, as far as the store can tell.
- Adding waits for no publication that somebody else is making.
- An entry that goes with a publication (`Publication.event`) is there if the publication is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from orggraph.domain.audit import AuditEntry, AuditEvent, AuditHead
from orggraph.domain.viewer import Viewer
from orggraph.stores.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries: all that is given must be so."""

    who: str | None = None
    action: str | None = None
    since: datetime | None = None


class AuditLog(Protocol):
    """The audit log of a store."""

    def append(self, viewer: Viewer, event: AuditEvent) -> AuditEntry:
        """Add an entry to the chain of the viewer's workspace."""
        ...

    def page(self, viewer: Viewer, where: AuditFilter, first: int, after: str | None) -> Page[AuditEntry]:
        """Give entries, the newest first."""
        ...

    def entries(self, viewer: Viewer) -> Iterator[AuditEntry]:
        """Go through a chain from its beginning."""
        ...

    def chains(self) -> Mapping[str, AuditHead | None]:
        """Give the head of each chain by its workspace; None for one that has entries and no head."""
        ...
