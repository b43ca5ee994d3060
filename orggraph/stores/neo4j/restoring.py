"""Restoring an archive into Neo4j: everything has the revision of the archive, which is not shown until all of it is there."""

from collections import defaultdict

from neo4j import ManagedTransaction

from orggraph.domain.facts import Version
from orggraph.domain.observations import references
from orggraph.domain.viewer import Viewer
from orggraph.stores.archive import Content, Head, Held, Known, Moved, Part, Published, Restoring, Said, goes_on
from orggraph.stores.bodies import batch_of, fact_of, observation_of, text
from orggraph.stores.neo4j.database import Database, Rows, ask, asking
from orggraph.stores.neo4j.hand import Hand
from orggraph.stores.neo4j.queries import commands, whole
from orggraph.stores.neo4j.shape import Properties, indexed
from orggraph.stores.neo4j.writing import add_facts, batch_row, record_row
from orggraph.stores.rules import workspace_taken

_FORGOTTEN_AT_ONCE = 5_000


def restoring(database: Database, viewer: Viewer) -> Restoring | None:
    """Tell what of an archive is there that nobody sees yet."""
    _, there = _found(database.read(whole.RESTORING, {"workspace": viewer.workspace}))
    return there


def restore(database: Database, viewer: Viewer, part: Part, who: str) -> None:
    """Add entries of an archive to a workspace that nobody sees."""
    there = restoring(database, viewer)
    if there and goes_on(viewer, part, there) and not part.before.entries:
        _forget(database, viewer)

    def work(transaction: ManagedTransaction) -> None:
        named: Properties = {"workspace": viewer.workspace}
        ask(transaction, commands.LOCK_WORKSPACE, {**named, "who": who})
        written, there = _found(ask(transaction, whole.RESTORING, named))
        if written:
            raise workspace_taken(viewer.workspace)
        if goes_on(viewer, part, there):
            _put(Hand(transaction, {**named, "revision": part.head.revision}), part)

    database.write_knowing(work)


def show(database: Database, viewer: Viewer, head: Head) -> None:
    """Make a restored workspace visible."""
    named = {"workspace": viewer.workspace, "revision": head.revision, "next_order": head.next_order}
    database.write(asking(whole.SHOW_RESTORED, named))


def _found(rows: Rows) -> tuple[int, Restoring | None]:
    """Give the revision that was written, and what is being restored."""
    for written, revision, entries, digest in rows:
        return written, None if entries is None else Restoring(revision, Content(entries, digest))
    return 0, None


def _forget(database: Database, viewer: Viewer) -> None:
    """Take away what was restored by half, which nobody saw."""
    for query in whole.FORGET_RESTORED:
        while True:
            rows = database.write(asking(query, {"workspace": viewer.workspace, "most": _FORGOTTEN_AT_ONCE}))
            if not rows[0][0]:
                break


def _put(hand: Hand, part: Part) -> None:
    published = (batch_of(bytes(one.body)) for one in part.entries if isinstance(one, Published))
    batches = [
        {"batch": batch.id, "added": number, "shown": batch_row(batch)}
        for number, batch in enumerate(published, part.before.entries + 1)
    ]
    hand.put_all(whole.RESTORE_BATCHES, "rows", batches)
    _say(hand, [one for one in part.entries if isinstance(one, Said)])
    records = [record_row(one.record, one.record.order) for one in part.entries if isinstance(one, Known)]
    hand.put_all(commands.PUT_RECORDS, "rows", records)
    moved = [{"old_id": one.old_id, "entity_id": one.entity_id} for one in part.entries if isinstance(one, Moved)]
    hand.put_all(commands.ADD_ALIASES, "rows", moved)
    versions: dict[str, list[Version]] = defaultdict(list)
    for held in part.entries:
        if isinstance(held, Held):
            fact = fact_of(held.kind, bytes(held.body))
            versions[fact.id].append(Version(fact, held.since, held.until))
    add_facts(hand, versions)
    hand.put(whole.PUT_RESTORING, entries=part.after.entries, digest=part.after.digest)


def _say(hand: Hand, said: list[Said]) -> None:
    observations = [(observation_of(bytes(one.body)), one) for one in said]
    rows: list[Properties] = [
        {
            "id": observation.id,
            "subject": indexed(observation.subject),
            "body": text(observation),
            "batches": list(one.batches),
            "retracted": one.retracted,
            "retracted_in": one.retracted_in,
            "references": sorted({indexed(key) for key in references(observation)}),
        }
        for observation, one in observations
    ]
    keys = sorted({key for row in rows for key in row["references"]})
    hand.put_all(commands.ADD_KEYS, "keys", keys)
    hand.put_all(whole.RESTORE_OBSERVATIONS, "rows", rows)
