"""Snapshots that were built, kept while nothing new is published: the next question about an account reads one number."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, fields
from datetime import date, datetime
from weakref import WeakKeyDictionary

from orggraph.domain.facts import Facts
from orggraph.domain.viewer import Sight, Viewer
from orggraph.graph.build import build
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.resolve.titles import read_title
from orggraph.stores.base import Reader, Store
from orggraph.usecases.knowing import known_facts

MOST_FACTS = 100_000
"""How many facts are kept in all, some 50 MB; the snapshot asked for last is kept whatever its size."""

_Key = tuple[str, Sight, str | None, date, datetime | None]


@dataclass(frozen=True, slots=True)
class _Kept:
    revision: int
    facts: int
    snapshot: OrgSnapshot


class Snapshots:
    """What was built last for each sight of a workspace, anchor and day; what was asked for longest ago goes first."""

    def __init__(self, most_facts: int = MOST_FACTS) -> None:
        self._most_facts = most_facts
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()

    def around(
        self, reader: Reader, viewer: Viewer, anchor_id: str | None, as_of: date, known_at: datetime | None = None
    ) -> OrgSnapshot | None:
        """Give the snapshot around anything, as the reader sees it, or would have seen it; None when there is no such thing."""
        key = (viewer.workspace, viewer.sight, anchor_id, as_of, known_at)
        with self._lock:
            kept = self._kept.get(key)
            if kept and kept.revision == reader.revision:
                self._kept.move_to_end(key)
                return kept.snapshot
        facts = facts_known(reader, viewer, anchor_id, as_of, known_at)
        if facts is None:
            return None
        snapshot = build(facts, read_title)
        self._keep(key, _Kept(facts.revision, _count(facts), snapshot))
        return snapshot

    def _keep(self, key: _Key, kept: _Kept) -> None:
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = kept
            while len(self._kept) > 1 and sum(one.facts for one in self._kept.values()) > self._most_facts:
                self._kept.popitem(last=False)


def facts_known(
    reader: Reader, viewer: Viewer, anchor_id: str | None, as_of: date, known_at: datetime | None
) -> Facts | None:
    """Give the facts around anything as they are known, or were known at a moment."""
    if known_at is None:
        return reader.facts(anchor_id, as_of)
    return known_facts(reader, viewer, anchor_id, as_of, known_at)


_OF_STORE: WeakKeyDictionary[Store, Snapshots] = WeakKeyDictionary()


def snapshots_of(store: Store) -> Snapshots:
    """Give the snapshots kept of a store."""
    return _OF_STORE.setdefault(store, Snapshots())


def _count(facts: Facts) -> int:
    held = (getattr(facts, part.name) for part in fields(facts))
    return sum(len(part) for part in held if isinstance(part, tuple))
