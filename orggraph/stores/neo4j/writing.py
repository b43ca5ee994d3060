"""What one publication writes, as rows. The number of statements grows with the kinds of facts, and with thousands of rows."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction

from orggraph.domain.audit import AuditEvent
from orggraph.domain.facts import KIND_OF_FACT, Fact, Record, Version
from orggraph.domain.ids import EntityKind, kind_of
from orggraph.domain.observations import Batch
from orggraph.stores.base import Publication
from orggraph.stores.bodies import text
from orggraph.stores.neo4j.hand import Hand
from orggraph.stores.neo4j.queries import commands
from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES, NODE_KINDS
from orggraph.stores.neo4j.searching import written_words
from orggraph.stores.neo4j.shape import (
    Properties,
    edge_row,
    edge_type,
    fact_row,
    indexed,
    is_edge,
)
from orggraph.stores.neo4j.showing import show
from orggraph.stores.paging import microseconds
from orggraph.stores.rules import latest_records, revived_ids

_EDGE_KINDS = frozenset(EDGE_TYPES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A publication, ready to be written once or, after a failure, once more."""

    base_revision: int
    batch: Batch
    records: Sequence[Record]
    retracted: Sequence[str]
    revived: Sequence[str]
    moved: Mapping[str, str]
    versions: Mapping[str, Sequence[Version]]
    event: AuditEvent | None = None

    @classmethod
    def of(cls, publication: Publication) -> "Writing":
        """Take all of a publication, so that what breaks in it breaks before anything is written."""
        return cls(
            base_revision=publication.base_revision,
            batch=publication.batch,
            records=latest_records(publication),
            retracted=sorted(set(publication.retracted)),
            revived=sorted(revived_ids(publication)),
            moved={old: new for old, new in sorted(publication.moved.items()) if old != new},
            versions=dict(sorted(publication.facts.items())),
            event=publication.event,
        )

    @property
    def size(self) -> int:
        """Tell how much there is to write."""
        return len(self.records) + len(self.versions) + len(self.retracted)

    def write(self, transaction: ManagedTransaction, workspace: str, signed: Properties, next_order: int) -> int:
        """Write everything under the next revision; give the order of the next record."""
        hand = Hand(transaction, {"workspace": workspace, "revision": self.base_revision + 1})
        hand.put(commands.PUT_BATCH, batch=self.batch.id, shown={**batch_row(self.batch), **signed})
        hand.put_all(commands.RETRACT, "ids", self.retracted, batch=self.batch.id)
        next_order = _put_records(hand, self.records, next_order)
        add_facts(hand, self.versions, _end_facts(hand, self.versions))
        hand.put_all(commands.END_ALIASES, "ids", sorted({*self.revived, *self.moved}))
        aliases = [{"old_id": old, "entity_id": new} for old, new in self.moved.items()]
        hand.put_all(commands.ADD_ALIASES, "rows", aliases)
        return next_order


def batch_row(batch: Batch) -> Properties:
    """Give what is kept of a batch in one state."""
    return {
        "importer": batch.importer,
        "author": batch.author,
        "file_name": batch.file_name,
        "state": batch.state.value,
        "started_at": microseconds(batch.started_at),
        "body": text(batch),
    }


def _put_records(hand: Hand, records: Sequence[Record], first: int) -> int:
    rows = []
    next_order = first
    for number, record in enumerate(records, first):
        rows.append(record_row(record, number))
        next_order = max(next_order, number + 1, record.order + 1)
    hand.put_all(commands.PUT_RECORDS, "rows", sorted(rows, key=lambda row: (row["kind"], row["key"])))
    return next_order


def record_row(record: Record, place: int) -> Properties:
    """Give a record, at the place that it has if it is new."""
    key = indexed(record.key)
    return {
        "kind": record.kind.value,
        "key": key,
        "whole_key": record.key if record.key != key else None,
        "entity_id": record.entity_id,
        "identities": list(record.identities),
        "names": sorted({indexed(name) for name in record.identities}),
        "order": record.order,
        "place": place,
    }


def _end_facts(hand: Hand, versions: Mapping[str, Sequence[Version]]) -> set[str]:
    """End what is replaced, and tell which facts of nodes there were."""
    ended: set[str] = set()
    for kind, ids in _ids_by_kind(versions).items():
        for query in _end_queries(kind):
            ended.update(found for (ids_there,) in hand.put_all(query, "ids", ids, kind=kind) for found in ids_there)
    return ended


def add_facts(hand: Hand, versions: Mapping[str, Sequence[Version]], replaced: Collection[str] = ()) -> None:
    """Add versions of facts, and show the last of each."""
    nodes: dict[str, list[Properties]] = defaultdict(list)
    edges: dict[str, list[Properties]] = defaultdict(list)
    for version in (version for held in versions.values() for version in held):
        if is_edge(version.fact):
            edges[edge_type(version.fact)].append(edge_row(version))
        else:
            nodes[KIND_OF_FACT[type(version.fact)].value].append(
                {**fact_row(version), "words": written_words(hand.named["workspace"], version.fact)}
            )
    for kind, rows in nodes.items():
        hand.put_all(commands.ADD_FACTS, "rows", rows, kind=kind)
    show(hand, {found: _last(held) for found, held in versions.items()}, edges, replaced)


def _ids_by_kind(versions: Mapping[str, Sequence[Version]]) -> dict[str, list[str]]:
    """Sort the ids of facts by kind; one that is gone tells its kind by its prefix, or may be of any."""
    found: dict[str, list[str]] = defaultdict(list)
    for entity_id, held in versions.items():
        known = KIND_OF_FACT[type(held[0].fact)] if held else kind_of(entity_id)
        for kind in (known,) if known else tuple(EntityKind):
            found[kind.value].append(entity_id)
    return found


def _end_queries(kind: str) -> Iterator[str]:
    if kind in NODE_KINDS:
        yield commands.END_FACTS
    yield from (commands.END_EDGES[name] for name, of in EDGE_TYPES.items() if of == kind)


def _last(held: Sequence[Version]) -> Fact | None:
    return max(held, key=lambda version: version.since).fact if held else None
