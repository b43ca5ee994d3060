"""The one way in: observations are staged, then made visible in one transaction, whole or not at all."""

import gc
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch, ImportState, Observation, Statement
from orggraph.domain.viewer import Viewer
from orggraph.errors import OvertakenError
from orggraph.resolve.fold import fact_id
from orggraph.stores.base import Publication, Reader, Store
from orggraph.usecases.auditing import recorded
from orggraph.usecases.changing import Changes, changes_of, known_resolution
from orggraph.usecases.progress import Step, Watch, unwatched

_STAGED_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to record: the batch, what it says, and which observations no longer count.

    A new batch stages what it says; an undo publishes the undone batch again, in its last state.
    """

    batch: Batch
    incoming: tuple[Observation, ...] = ()
    dead: tuple[Observation, ...] = ()
    weakened: tuple[Statement, ...] = ()
    """Statements that others still make, with the times that are left."""
    retracted: tuple[str, ...] = ()
    answer: Observation | None = None
    """The observation whose fact is the answer of an edit."""
    mutation: str = ""
    """What the edit is called, for the audit log."""


def new_batch_id() -> str:
    """Make a batch's id."""
    return f"{EntityKind.BATCH.value}_{secrets.token_hex(10)}"


def record(
    store: Store,
    viewer: Viewer,
    now: datetime,
    plan_of: Callable[[Reader], Plan],
    watch: Watch = unwatched,
    ended: Callable[[], datetime] | None = None,
) -> tuple[Batch, Changes]:
    """Plan in one reading, stage, publish in one transaction; again from the reading when somebody else came between.

    `ended` tells when something long was done, which else is when it began.
    """
    attempts = Retrying(
        retry=retry_if_exception_type(OvertakenError),
        stop=stop_after_attempt(8),
        wait=wait_random_exponential(multiplier=0.01, max=0.5),
        reraise=True,
    )
    with no_search_for_cycles():
        return attempts(_record_once, store, viewer, now, plan_of, watch, ended or (lambda: now))


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Spare a large import the search for reference cycles: it makes none, and a million objects to search through."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def changes_in(reader: Reader, plan: Plan, now: datetime) -> Changes:
    """Tell what a plan would change; writes nothing."""
    return changes_of(reader, plan.incoming, now, plan.batch.id, plan.dead, plan.weakened)


def _record_once(
    store: Store,
    viewer: Viewer,
    now: datetime,
    plan_of: Callable[[Reader], Plan],
    watch: Watch,
    ended: Callable[[], datetime],
) -> tuple[Batch, Changes]:
    with store.reading(viewer) as reader:
        plan = plan_of(reader)
        watch(Step.COMPARING, 0, None)
        changes = changes_in(reader, plan, now)
        batch = _finished(plan, changes, _answer(reader, plan, changes), ended())
    running = replace(batch, state=ImportState.RUNNING, finished_at=None)
    for done in range(0, len(plan.incoming), _STAGED_AT_ONCE):
        watch(Step.WRITING, done, len(plan.incoming))
        store.stage(viewer, running, plan.incoming[done : done + _STAGED_AT_ONCE])
    watch(Step.WRITING, len(plan.incoming), len(plan.incoming))
    store.publish(
        viewer,
        Publication(
            base_revision=changes.base_revision,
            batch=batch,
            records=changes.records,
            facts=changes.facts,
            moved=changes.moved,
            retracted=plan.retracted,
            event=recorded(viewer, now, batch, plan.mutation, changes.before, changes.facts),
        ),
    )
    return batch, changes


def _answer(reader: Reader, plan: Plan, changes: Changes) -> str | None:
    """Give what an edit made or changed; one that says what was said already changes nothing, and names it all the same."""
    if plan.answer is None:
        return plan.batch.answer_id
    return fact_id(plan.answer, changes.resolution) or fact_id(plan.answer, known_resolution(reader, [plan.answer]))


def _finished(plan: Plan, changes: Changes, answer_id: str | None, now: datetime) -> Batch:
    batch = plan.batch
    if batch.state is ImportState.UNDONE:
        return batch
    return replace(
        batch,
        state=ImportState.DONE,
        finished_at=now,
        created=changes.created,
        changed=changes.changed,
        unchanged=changes.unchanged,
        answer_id=answer_id,
    )


def edits(viewer: Viewer, now: datetime, observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """Sign observations as what a user said now, or at the moment that they carry."""
    source, author = f"user:{viewer.user}", viewer.name or viewer.user
    return tuple(
        msgspec.structs.replace(o, source=source, author=author, said_at=o.said_at or now, id="") for o in observations
    )
