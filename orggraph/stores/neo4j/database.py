"""One database of a Neo4j server or cluster: sessions, managed transactions, time limits."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from neo4j import GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import IncompleteCommit

from orggraph.errors import InvalidInput, StoreError
from orggraph.stores.neo4j.address import Address
from orggraph.stores.neo4j.failures import told
from orggraph.stores.neo4j.queries import schema

# what goes wrong is raised; the driver's own warnings are for those who set up logging
logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")
Row = list[Any]
Rows = list[Row]
Work = Callable[[ManagedTransaction], T]

READ_SECONDS = 60
WRITE_SECONDS = 30
_CONNECT_SECONDS = 5
_POOL_SECONDS = 15
_RETRY_SECONDS = 5
_RETRY_FIRST_SECONDS = 0.1
_IDLE_SECONDS = 60
_COMMIT_ATTEMPTS = 3


class Database:
    """Talks to the server when first asked to; what goes wrong is a StoreError."""

    def __init__(self, address: Address, password: str) -> None:
        self.address = address
        self._bookmarks = GraphDatabase.bookmark_manager()
        try:
            self._driver = GraphDatabase.driver(
                address.uri,
                auth=(address.user, password),
                connection_timeout=_CONNECT_SECONDS,
                connection_acquisition_timeout=_POOL_SECONDS,
                max_transaction_retry_time=_RETRY_SECONDS,
                initial_retry_delay=_RETRY_FIRST_SECONDS,
                liveness_check_timeout=_IDLE_SECONDS,
                notifications_min_severity="OFF",
                user_agent="orggraph",
            )
        except (ValueError, TypeError) as error:
            raise InvalidInput(f"{address.uri} cannot be connected to: {error}.", "Check the store's URL.") from error

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session that reads what this process wrote before."""
        with (
            told(self.address),
            self._driver.session(database=self.address.database, bookmark_manager=self._bookmarks) as session,
        ):
            yield session

    def read(self, query: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """Answer one question, retried where that may help."""
        with self.session() as session:
            return session.execute_read(limited(asking(query, parameters or {})))

    def write(self, work: Work[T], seconds: float = WRITE_SECONDS) -> T:
        """Write in one transaction, retried where that is safe."""
        with self.session() as session:
            return session.execute_write(limited(work, seconds))

    def write_knowing(self, work: Work[T], seconds: float = WRITE_SECONDS) -> T:
        """Write in one transaction by work that knows whether it was done before: tried again when a commit's answer was lost."""
        for _ in range(_COMMIT_ATTEMPTS - 1):
            try:
                return self.write(work, seconds)
            except StoreError as error:
                if not isinstance(error.__cause__, IncompleteCommit):
                    raise
        return self.write(work, seconds)

    def probe(self) -> str:
        """Have a trivial question answered at once, and give the server's name and version; a stale connection is given up."""
        try:
            return self._probe()
        except StoreError:
            return self._probe()

    def _probe(self) -> str:
        with self.session() as session:
            return str(session.run(schema.NOTHING).consume().server.agent)

    def close(self) -> None:
        """Let go of all connections."""
        self._driver.close()


def asking(query: str, parameters: Mapping[str, Any]) -> Work[Rows]:
    """Give the work that one question is."""
    return lambda transaction: ask(transaction, query, parameters)


def ask(transaction: ManagedTransaction, query: str, parameters: Mapping[str, Any]) -> Rows:
    """Give all rows of an answer."""
    return transaction.run(query, dict(parameters)).values()


def limited(work: Work[T], seconds: float = READ_SECONDS) -> Work[T]:
    """Bound the time that the server may take."""
    return unit_of_work(timeout=seconds)(work)
