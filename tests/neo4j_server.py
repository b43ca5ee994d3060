"""A real Neo4j server for tests: the one that ORGGRAPH_TEST_NEO4J_URI names, or one that is started and stopped here."""

import os
import secrets
import socket
import subprocess
from pathlib import Path

from neo4j import GraphDatabase

SCRIPT = Path(__file__).parents[1] / ".ci" / "neo4j" / "server"
GIVEN = "ORGGRAPH_TEST_NEO4J_URI"
PASSWORD = "ORGGRAPH_NEO4J_PASSWORD"  # noqa: S105 - the name of the variable
WIPE = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


class NoServer(Exception):
    """There is no server to test on."""


class GivenServer:
    """Somebody's server, whose database is wiped for each test."""

    def __init__(self, url: str, password: str) -> None:
        self.url = url
        self.password = password

    def driver(self):
        uri, _, rest = self.url.partition("://")
        user, _, place = rest.rpartition("@")
        return GraphDatabase.driver(f"{uri}://{place.partition('/')[0]}", auth=(user or "neo4j", self.password))

    def wipe(self) -> None:
        """Take everything away; the indexes stay."""
        with self.driver() as driver, driver.session() as session:
            session.run(WIPE).consume()

    def strip(self) -> None:
        """Take the indexes away too: a database as it is when it is made."""
        self.wipe()
        for name, kind in self.rows(
            "SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP' RETURN name, owningConstraint"
        ):
            self.rows(f"DROP {'CONSTRAINT' if kind else 'INDEX'} {name}")

    def rows(self, query: str, **parameters: object) -> list[list[object]]:
        """Look underneath the store."""
        with self.driver() as driver, driver.session() as session:
            return session.run(query, parameters).values()


class OwnServer(GivenServer):
    """A server of our own, which tests may kill."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        super().__init__(f"neo4j://neo4j@127.0.0.1:{self.port}", secrets.token_hex(12))
        self.folder = folder

    def start(self) -> None:
        self._do("start")

    def stop(self) -> None:
        self._do("stop")

    def kill(self) -> None:
        """End it as a power cut does."""
        self._do("kill")

    def _do(self, what: str) -> None:
        given = {**os.environ, "NEO4J_PORT": str(self.port), "NEO4J_PASSWORD": self.password}
        done = subprocess.run(
            [SCRIPT, what, self.folder],
            env=given,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoServer(f"Neo4j: {what} failed. {done.stderr.strip()[-2000:]}")


def given_server() -> GivenServer | None:
    """Give the server that the environment names."""
    url = os.environ.get(GIVEN)
    if not url:
        return None
    if PASSWORD not in os.environ:
        raise NoServer(f"{GIVEN} is set, and {PASSWORD} is not.")
    return GivenServer(url, os.environ[PASSWORD])
