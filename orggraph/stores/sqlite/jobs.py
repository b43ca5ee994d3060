"""Imports under way: how far they have come, who works on them until when."""

from sqlite3 import Connection

from orggraph.stores.base import Job, Lapsed
from orggraph.stores.bodies import batch_of, text
from orggraph.stores.paging import from_microseconds, microseconds
from orggraph.stores.rules import held_elsewhere
from orggraph.stores.sqlite import commands


def keep(connection: Connection, workspace: str, job: Job, taken_from: str | None) -> None:
    """Begin a job, tell how far it has come, or take it from a holder."""
    batch = job.batch
    times = (microseconds(batch.started_at), job.holder, microseconds(job.lease), job.attempt)
    row = (workspace, batch.id, batch.state.value, *times, text(batch), job.body, taken_from)
    if not connection.execute(commands.KEEP_JOB, row).rowcount:
        raise held_elsewhere(batch.id)
    connection.execute(commands.TELL_PROGRESS, (workspace,))


def lapsed_of(row: tuple[str, str, str, int, int, bytes | None]) -> Lapsed:
    """Read a job back from its columns."""
    workspace, shown, holder, lease, attempt, body = row
    job = Job(batch=batch_of(shown), holder=holder, lease=from_microseconds(lease), attempt=attempt, body=body)
    return Lapsed(workspace=workspace, job=job)
