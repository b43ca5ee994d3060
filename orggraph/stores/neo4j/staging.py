"""Observations that nobody sees yet, in transactions of a bounded size."""

from collections.abc import Iterable, Sequence
from functools import partial

from neo4j import ManagedTransaction

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
        database.write(partial(_stage, workspace=workspace, batch=batch, observations=part, who=who))


def _stage(
    transaction: ManagedTransaction, *, workspace: str, batch: Batch, observations: Sequence[Observation], who: str
) -> None:
    named: Properties = {"workspace": workspace, "batch": batch.id}
    ask(transaction, commands.LOCK_BATCH, {**named, "who": who})
    state = ask(transaction, commands.STATE_OF_BATCH, named)
    rows = [{"id": one.id, "subject": indexed(one.subject), "body": text(one)} for one in observations]
    result = transaction.run(commands.ADD_OBSERVATIONS, {**named, "many": {"rows": rows}})
    if result.consume().counters.relationships_created and state == [[ImportState.DONE.value]]:
        raise already_published(batch)
    mentions = [{"id": one.id, "key": indexed(key)} for one in observations for key in references(one)]
    mentions.sort(key=lambda row: (row["key"], row["id"]))
    ask(transaction, commands.ADD_REFERENCES, {"workspace": workspace, "many": {"rows": mentions}})
