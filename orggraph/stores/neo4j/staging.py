"""Observations that nobody sees yet, in transactions of a bounded size."""

from collections.abc import Iterable, Sequence
from functools import partial

from neo4j import ManagedTransaction
from neo4j.exceptions import ConstraintError
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

from orggraph.domain.observations import Batch, ImportState, Observation, references
from orggraph.stores.bodies import text
from orggraph.stores.neo4j.database import Database, ask
from orggraph.stores.neo4j.queries import commands
from orggraph.stores.neo4j.shape import Properties, indexed
from orggraph.stores.rules import already_published

_MOST = 5_000


def stage(database: Database, workspace: str, batch: Batch, observations: Iterable[Observation], who: str) -> None:
    """Add what is not there yet: the observations, what they refer to, and that this batch asserts them."""
    incoming = {observation.id: observation for observation in observations}
    # in one order, so that two processes that say the same wait for each other and never both
    ordered = [incoming[known] for known in sorted(incoming)]
    for start in range(0, len(ordered), _MOST):
        part = ordered[start : start + _MOST]
        _said_by_nobody_else_meanwhile(
            database.write, partial(_stage, workspace=workspace, batch=batch, observations=part, who=who)
        )


_said_by_nobody_else_meanwhile = Retrying(
    retry=retry_if_exception_type(ConstraintError), stop=stop_after_attempt(8), reraise=True
)


def _stage(
    transaction: ManagedTransaction, *, workspace: str, batch: Batch, observations: Sequence[Observation], who: str
) -> None:
    named: Properties = {"workspace": workspace, "batch": batch.id}
    ask(transaction, commands.LOCK_BATCH, {**named, "who": who})
    state = ask(transaction, commands.STATE_OF_BATCH, named)
    ids = [one.id for one in observations]
    known = set(ask(transaction, commands.KNOWN_OBSERVATIONS, {**named, "many": {"ids": ids}})[0][0])
    rows = [_row(one) for one in observations if one.id not in known]
    grown = len(rows)
    if rows:
        keys = sorted({key for row in rows for key in row["references"]})
        ask(transaction, commands.ADD_KEYS, {**named, "many": {"keys": keys}})
        ask(transaction, commands.ADD_OBSERVATIONS, {**named, "many": {"rows": rows}})
    if known:
        result = transaction.run(commands.ASSERT_KNOWN, {**named, "many": {"ids": sorted(known)}})
        grown += result.consume().counters.relationships_created
    if grown and state == [[ImportState.DONE.value]]:
        raise already_published(batch)


def _row(observation: Observation) -> Properties:
    return {
        "id": observation.id,
        "subject": indexed(observation.subject),
        "body": text(observation),
        "references": sorted({indexed(key) for key in references(observation)}),
    }
