"""Imports under way: how far they have come, who works on them until when."""

from neo4j import ManagedTransaction

from orggraph.stores.base import Job, Lapsed, Pulse
from orggraph.stores.bodies import batch_of, text
from orggraph.stores.neo4j.database import Database, Row, ask
from orggraph.stores.neo4j.queries import jobs as queries
from orggraph.stores.neo4j.shape import Properties
from orggraph.stores.paging import from_microseconds, microseconds
from orggraph.stores.rules import held_elsewhere


def keep(database: Database, workspace: str, job: Job, taken_from: str | None) -> None:
    """Begin a job, tell how far it has come, or take it from a holder."""
    named = {"workspace": workspace, "batch": job.batch.id}
    shown = _shown(job)

    def work(transaction: ManagedTransaction) -> None:
        ((holder,),) = ask(transaction, queries.LOCK_JOB, {**named, "holder": job.holder})
        if holder not in {job.holder, taken_from}:
            raise held_elsewhere(job.batch.id)
        ask(transaction, queries.KEEP_JOB, {**named, "shown": shown})
        ask(transaction, queries.TELL_PROGRESS, {"workspace": workspace})

    database.write(work)


def lapsed_of(row: Row) -> Lapsed:
    """Read a job back."""
    workspace, shown, holder, lease, attempt, work = row
    body = None if work is None else bytes(work)
    job = Job(batch=batch_of(shown), holder=holder, lease=from_microseconds(lease), attempt=attempt, body=body)
    return Lapsed(workspace=workspace, job=job)


def pulse(database: Database, workspace: str) -> Pulse:
    """Tell whether there may be something new to see."""
    return Pulse(*database.read(queries.PULSE, {"workspace": workspace})[0])


def _shown(job: Job) -> Properties:
    shown: Properties = {
        "state": job.batch.state.value,
        "holder": job.holder,
        "lease": microseconds(job.lease),
        "attempt": job.attempt,
        "body": text(job.batch),
    }
    return shown if job.body is None else {**shown, "work": job.body or None}
