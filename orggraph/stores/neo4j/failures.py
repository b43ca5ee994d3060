"""What the driver's errors mean to a user: what is wrong, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from orggraph.errors import StoreError
from orggraph.stores.neo4j.address import Address

_REFUSED = "Neo.ClientError.Security."
MEANINGS = (
    (
        "Database.DatabaseNotFound",
        "has no database {database!r}",
        "Name one that exists at the end of the store's URL.",
    ),
    (
        "TransactionTimedOut",
        "took too long to answer",
        "Try again; if it goes on, look at its load, memory and indexes.",
    ),
    ("LockClientStopped", "was busy with other writers for too long", "Try again."),
    ("LockAcquisitionTimeout", "was busy with other writers for too long", "Try again."),
    ("OutOfMemory", "ran out of memory", "Give it more heap (server.memory.heap.max_size), or import a smaller file."),
    ("TransactionLogError", "cannot write to its disk", "Make room there and check its rights, then restart Neo4j."),
    (
        "needs to be restarted",
        "has stopped working after something like a full disk",
        "Look at the server's log, and restart Neo4j when the cause is gone.",
    ),
    (
        "DatabaseUnavailable",
        "has its database {database!r} stopped",
        "Start the database, and look at the server's log for the reason.",
    ),
    ("ForbiddenOnReadOnlyDatabase", "does not accept writes here", "Use neo4j:// so that writes go to the leader."),
    ("NotALeader", "does not accept writes here", "Use neo4j:// so that writes go to the leader."),
)
_FULL = ("No space left", "disk", "unable to write", "panic")


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn what the driver raises into what a user can act on; a broken constraint stays what it is."""
    try:
        yield
    except ConstraintError:
        raise
    except (Neo4jError, DriverError, OSError) as error:
        raise _meaning(address, error) from error


def _meaning(address: Address, error: Neo4jError | DriverError | OSError) -> StoreError:
    place = f"Neo4j at {address.uri}"
    if isinstance(error, AuthError) or (isinstance(error, Neo4jError) and (error.code or "").startswith(_REFUSED)):
        return StoreError(
            f"{place} refused the user {address.user!r} or their password.",
            "Set ORGGRAPH_NEO4J_PASSWORD or ORGGRAPH_NEO4J_PASSWORD_FILE, and the user in the store's URL.",
        )
    if isinstance(error, IncompleteCommit):
        return StoreError(
            f"The connection to {place} broke while it was writing: what was sent is there whole, or not at all.",
            "Look whether it is there before you send it again.",
        )
    if isinstance(error, ConnectionAcquisitionTimeoutError):
        return StoreError(f"All connections to {place} are in use.", "Try again in a moment.")
    if isinstance(error, ServiceUnavailable | SessionExpired | OSError):
        return StoreError(
            f"{place} cannot be reached.", "Check that it runs, and the host and port in the store's URL."
        )
    if isinstance(error, ConfigurationError):
        return StoreError(f"{place} cannot be talked to: {error}.", "Use Neo4j 5.26 or later, at its Bolt port.")
    return _answered(address, place, error)


def _answered(address: Address, place: str, error: Neo4jError | DriverError) -> StoreError:
    code = error.code or "" if isinstance(error, Neo4jError) else ""
    said = str(getattr(error, "message", "") or error)
    for part, problem, hint in MEANINGS:
        if part in code or part in said:
            return StoreError(f"{place} {problem.format(database=address.database)}.", hint)
    if not isinstance(error, ClientError | TransientError) and any(word in said for word in _FULL):
        return StoreError(f"{place} cannot write: {said}.", "Check the disk's space and rights, then restart it.")
    return StoreError(f"{place} could not do it: {said} ({code or type(error).__name__}).", "Look at the server's log.")
