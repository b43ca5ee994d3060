"""Going through a whole workspace in Neo4j, page by page."""

from collections.abc import Callable, Iterator
from heapq import merge
from typing import Any

from orggraph.domain.facts import Record
from orggraph.domain.ids import EntityKind
from orggraph.stores.archive import Entry, Head, Held, Known, Moved, Published, Said
from orggraph.stores.bodies import from_day, raw
from orggraph.stores.neo4j.database import Rows
from orggraph.stores.neo4j.queries import whole
from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES, NODE_KINDS

Ask = Callable[..., Rows]
"""Answers a question about one moment."""

FactRow = tuple[str, str, str, str]
"""Kind, since, until and body."""

_MOST = 2_000


def archive(ask: Ask, revision: int) -> Iterator[Entry]:
    """Go through all that a workspace holds."""
    rows = ask(whole.HEAD)
    yield Head(revision, rows[0][0] if rows else 0)
    for _, body in pages(ask, whole.EVERY_BATCH):
        yield Published(raw(body))
    for _, body, batches, retracted, by in pages(ask, whole.EVERY_OBSERVATION):
        if batches:
            yield Said(raw(body), tuple(sorted(batches)), retracted, by)
    for kind in sorted(EntityKind):
        for _, *row in pages(ask, whole.EVERY_RECORD, kind=kind.value):
            yield Known(record_of(kind, *row))
    for old_id, entity_id in pages(ask, whole.EVERY_ALIAS):
        yield Moved(old_id, entity_id)
    for kind_of_fact, since, until, body in every_fact(ask):
        yield Held(kind_of_fact, from_day(since), from_day(until), raw(body))


def every_fact(ask: Ask) -> Iterator[FactRow]:
    """Go through all facts in all versions, by kind and id."""
    for kind in sorted({*NODE_KINDS, *EDGE_TYPES.values()}):
        every = [whole.EVERY_EDGE[name] for name, of in EDGE_TYPES.items() if of == kind]
        listed = (_versions(ask, query, kind) for query in every or [whole.EVERY_NODE])
        for _, since, until, body in merge(*listed, key=lambda row: (row[0], row[1])):
            yield kind, since, until, body


def record_of(kind: EntityKind, key: str, entity_id: str, identities: list[str], place: int) -> Record:
    """Read a record back."""
    return Record(key=key, kind=kind, entity_id=entity_id, identities=tuple(identities), order=place)


def pages(ask: Ask, query: str, **given: Any) -> Iterator[list[Any]]:
    """Go through rows that begin with what they are ordered by."""
    after = ""
    while rows := ask(query, after=after, most=_MOST, **given):
        yield from rows
        after = rows[-1][0]


def _versions(ask: Ask, query: str, kind: str) -> Iterator[FactRow]:
    """Go through a kind page by page; a page begins with the last id of the one before, whose versions may go on."""
    after, known, most = "", set[str](), _MOST
    while True:
        rows = ask(query, kind=kind, after=after, most=most)
        fresh = [row for row in rows if row[0] != after or row[1] not in known]
        yield from ((found, since, until, body) for found, since, until, body in fresh)
        if len(rows) < most:
            return
        most = _MOST if fresh else most + _MOST
        last = rows[-1][0]
        known = {since for found, since, *_ in rows if found == last} | (known if last == after else set())
        after = last
