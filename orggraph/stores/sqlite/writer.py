"""Staging and publishing inside an open write transaction. The number of statements does not grow with the rows."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from sqlite3 import Connection

from orggraph.domain.facts import Record, Version
from orggraph.domain.observations import Batch, ImportState, Observation, references
from orggraph.stores.base import Publication
from orggraph.stores.bodies import text
from orggraph.stores.paging import microseconds
from orggraph.stores.rules import already_published, latest_records, outdated, revived_ids
from orggraph.stores.sqlite import commands, searching
from orggraph.stores.sqlite.codec import fact_row


def stage(connection: Connection, workspace_name: str, batch: Batch, observations: Collection[Observation]) -> None:
    """Add what is not there yet: the observations, what they refer to, and that this batch asserts them."""
    connection.execute(commands.ADD_WORKSPACE, (workspace_name,))
    workspace = connection.execute(commands.WORKSPACE, (workspace_name,)).fetchone()[0]
    started = microseconds(batch.started_at)
    connection.execute(commands.ADD_BATCH, (workspace, batch.id, batch.importer, started, text(batch)))
    batch_number, state = connection.execute(commands.BATCH, (workspace, batch.id)).fetchone()
    incoming = {observation.id: observation for observation in observations}
    numbers = dict(connection.execute(commands.KNOWN_OBSERVATIONS, (workspace, text(list(incoming)))))
    new = [observation for known, observation in incoming.items() if known not in numbers]
    numbers.update(_add_observations(connection, workspace, new))
    before = connection.total_changes
    connection.execute(commands.ADD_ASSERTIONS, (batch_number, text(sorted(numbers.values()))))
    if state == ImportState.DONE and connection.total_changes > before:
        raise already_published(batch)


def _add_observations(connection: Connection, workspace: int, new: Sequence[Observation]) -> dict[str, int]:
    first = connection.execute(commands.LAST_OBSERVATION).fetchone()[0] + 1
    rows = [(number, workspace, one.id, one.subject, text(one)) for number, one in enumerate(new, first)]
    connection.executemany(commands.ADD_OBSERVATION, rows)
    mentions = [(workspace, key, number) for number, one in enumerate(new, first) for key in references(one)]
    connection.executemany(commands.ADD_REFERENCE, sorted(mentions))
    return {one.id: number for number, one in enumerate(new, first)}


def publish(connection: Connection, workspace_name: str, publication: Publication, at: int) -> int:
    """Write all that a publication changes and give the new revision."""
    connection.execute(commands.ADD_WORKSPACE, (workspace_name,))
    found: tuple[int, int, int] = connection.execute(commands.WORKSPACE, (workspace_name,)).fetchone()
    workspace, revision, next_place = found
    if revision != publication.base_revision:
        raise outdated(publication.base_revision, revision)
    revision += 1
    batch = _put_batch(connection, workspace, publication.batch, revision, at)
    connection.execute(commands.RETRACT, (workspace, text(publication.retracted), revision, at, batch))
    next_place = _put_records(connection, workspace, publication, next_place)
    searching.forget(connection, workspace, publication.facts)
    connection.execute(commands.FORGET_FACTS, (workspace, text(list(publication.facts))))
    add_facts(connection, workspace, [one for _, held in sorted(publication.facts.items()) for one in held])
    _move(connection, workspace, publication)
    connection.execute(commands.ADVANCE, (revision, next_place, workspace))
    return revision


def add_facts(connection: Connection, workspace: int, versions: Sequence[Version]) -> None:
    """Add versions of facts, and the words by which they are found."""
    first = connection.execute(commands.LAST_FACT).fetchone()[0] + 1
    rows = ((number, *fact_row(workspace, one)) for number, one in enumerate(versions, first))
    connection.executemany(commands.ADD_FACT, rows)
    searching.add(connection, workspace, ((number, one.fact) for number, one in enumerate(versions, first)))


def _put_batch(connection: Connection, workspace: int, batch: Batch, revision: int, at: int) -> int:
    started = microseconds(batch.started_at)
    row = (workspace, batch.id, batch.importer, started, text(batch), batch.state.value)
    connection.execute(commands.PUT_BATCH, row)
    number: int = connection.execute(commands.BATCH, (workspace, batch.id)).fetchone()[0]
    connection.execute(commands.ADD_PUBLICATION, (workspace, revision, number, batch.state.value, at))
    return number


def _put_records(connection: Connection, workspace: int, publication: Publication, first: int) -> int:
    records = latest_records(publication)
    _put_identities(connection, workspace, records)
    kept: list[tuple[object, ...]] = []
    given: list[tuple[object, ...]] = []
    next_place = first
    for number, record in enumerate(records, first):
        place = record.order if record.order >= 0 else number
        row = (workspace, record.kind.value, record.key, record.entity_id, text(record.identities), place)
        (given if record.order >= 0 else kept).append(row)
        next_place = max(next_place, number + 1, place + 1)
    connection.executemany(commands.PUT_RECORD, sorted(kept))
    connection.executemany(commands.PUT_RECORD_AT, sorted(given))
    return next_place


def _put_identities(connection: Connection, workspace: int, records: Sequence[Record]) -> None:
    """Replace the identities of records, which must be there as they were before."""
    keys = defaultdict(list)
    for record in records:
        keys[record.kind].append(record.key)
    for kind, named in keys.items():
        connection.execute(commands.FORGET_IDENTITIES, (workspace, kind.value, text(named)))
    names = {(workspace, one.kind.value, name, one.key) for one in records for name in one.identities}
    connection.executemany(commands.ADD_IDENTITY, sorted(names))


def _move(connection: Connection, workspace: int, publication: Publication) -> None:
    connection.execute(commands.FORGET_ALIASES, (workspace, text(list(revived_ids(publication)))))
    moved = [(workspace, old, new) for old, new in publication.moved.items() if old != new]
    connection.executemany(commands.PUT_ALIAS, moved)
