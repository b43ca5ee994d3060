"""A workspace in an SQLite file as an archive, and back. While it is restored, it goes by a name that nobody asks for."""

from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection

import msgspec

from orggraph.domain.facts import Version
from orggraph.domain.observations import references
from orggraph.domain.viewer import Viewer
from orggraph.stores.archive import Content, Entry, Head, Held, Known, Moved, Part, Published, Restoring, Said, goes_on
from orggraph.stores.bodies import batch_of, fact_of, from_day, observation_of, raw, text
from orggraph.stores.paging import microseconds
from orggraph.stores.rules import workspace_taken
from orggraph.stores.sqlite import commands, questions, searching
from orggraph.stores.sqlite.codec import record_of
from orggraph.stores.sqlite.writer import add_facts

_STRINGS = msgspec.json.Decoder(list[str])


def archive(connection: Connection, workspace: int) -> Iterator[Entry]:
    """Go through all that a workspace holds."""
    found: tuple[int, int] | None = connection.execute(questions.HEAD, (workspace,)).fetchone()
    yield Head(*(found or (0, 0)))
    for (body,) in connection.execute(questions.EVERY_BATCH, (workspace,)):
        yield Published(raw(body))
    for body, batches, retracted, by in connection.execute(questions.EVERY_OBSERVATION, (workspace,)):
        yield Said(raw(body), tuple(sorted(_STRINGS.decode(batches))), bool(retracted), by)
    for row in connection.execute(questions.EVERY_RECORD, (workspace,)):
        yield Known(record_of(row))
    for old_id, entity_id in connection.execute(questions.EVERY_ALIAS, (workspace,)):
        yield Moved(old_id, entity_id)
    for kind, body, since, until in connection.execute(questions.EVERYTHING, (workspace,)):
        yield Held(kind, from_day(since), from_day(until), raw(body))


def restoring(connection: Connection, viewer: Viewer) -> Restoring | None:
    """Tell what of an archive is there that nobody sees yet."""
    row = connection.execute(questions.RESTORING, (_hidden(viewer),)).fetchone()
    return Restoring(row[1], Content(*row[2:])) if row else None


def restore(connection: Connection, viewer: Viewer, part: Part, now: int) -> None:
    """Add entries of an archive to a workspace that nobody sees."""
    _check_empty(connection, viewer)
    if not goes_on(viewer, part, restoring(connection, viewer)):
        return
    if not part.before.entries:
        _forget(connection, _hidden(viewer))
    connection.execute(commands.ADD_WORKSPACE, (_hidden(viewer),))
    workspace = connection.execute(commands.WORKSPACE, (_hidden(viewer),)).fetchone()[0]
    _put(connection, workspace, part, now)
    connection.execute(commands.PUT_RESTORING, (workspace, part.head.revision, part.after.entries, part.after.digest))


def show(connection: Connection, viewer: Viewer, head: Head) -> None:
    """Give a restored workspace its name."""
    row = connection.execute(questions.RESTORING, (_hidden(viewer),)).fetchone()
    if row:
        _check_empty(connection, viewer)
        _forget(connection, viewer.workspace)
        connection.execute(commands.FORGET_RESTORING, (row[0],))
        connection.execute(commands.NAME_WORKSPACE, (viewer.workspace, head.revision, head.next_order, row[0]))


def _hidden(viewer: Viewer) -> str:
    return f"\x1f{viewer.workspace}"


def _check_empty(connection: Connection, viewer: Viewer) -> None:
    row = connection.execute(commands.WORKSPACE, (viewer.workspace,)).fetchone()
    if row and row[1]:
        raise workspace_taken(viewer.workspace)


def _forget(connection: Connection, name: str) -> None:
    row = connection.execute(commands.WORKSPACE, (name,)).fetchone()
    if row:
        searching.forget(connection, row[0])
    for command in commands.FORGET_WORKSPACE if row else ():
        connection.execute(command, (row[0],))


def _put(connection: Connection, workspace: int, part: Part, now: int) -> None:
    entries = part.entries
    batches = [batch_of(bytes(one.body)) for one in entries if isinstance(one, Published)]
    rows = [(workspace, b.id, b.importer, microseconds(b.started_at), text(b), b.state.value) for b in batches]
    connection.executemany(commands.PUT_BATCH, rows)
    _say(connection, workspace, [one for one in entries if isinstance(one, Said)], (part.head.revision, now))
    records = [one.record for one in entries if isinstance(one, Known)]
    names = {(workspace, r.kind.value, name, r.key) for r in records for name in r.identities}
    connection.executemany(commands.ADD_IDENTITY, sorted(names))
    connection.executemany(
        commands.PUT_RECORD,
        [(workspace, r.kind.value, r.key, r.entity_id, text(r.identities), r.order) for r in records],
    )
    moved = ((workspace, one.old_id, one.entity_id) for one in entries if isinstance(one, Moved))
    connection.executemany(commands.PUT_ALIAS, moved)
    add_facts(connection, workspace, [_version(one) for one in entries if isinstance(one, Held)])


def _version(held: Held) -> Version:
    return Version(fact_of(held.kind, bytes(held.body)), held.since, held.until)


def _say(connection: Connection, workspace: int, said: Sequence[Said], retracted: tuple[int, int]) -> None:
    first = connection.execute(commands.LAST_OBSERVATION).fetchone()[0] + 1
    observations = [(number, observation_of(bytes(one.body)), one) for number, one in enumerate(said, first)]
    connection.executemany(
        commands.ADD_OBSERVATION, [(number, workspace, o.id, o.subject, text(o)) for number, o, _ in observations]
    )
    mentions = {(workspace, key, number) for number, o, _ in observations for key in references(o)}
    connection.executemany(commands.ADD_REFERENCE, sorted(mentions))
    asserted: Iterable[tuple[int, str, int]] = (
        (workspace, batch, number) for number, _, one in observations for batch in one.batches
    )
    connection.executemany(commands.ADD_ASSERTION_OF, asserted)
    connection.executemany(
        commands.ADD_RETRACTION,
        [(number, *retracted, workspace, one.retracted_in) for number, _, one in observations if one.retracted],
    )
