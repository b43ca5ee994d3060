"""Run the benchmarks of Neo4j and write their table in `docs/benchmarks.md`: on the server of ORGGRAPH_TEST_NEO4J_URI, whose database is wiped, or on one of their own."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import neo4j_load, neo4j_read
from benchmarks.__main__ import write
from benchmarks.harness import machine, show
from tests.neo4j_server import PASSWORD, GivenServer, OwnServer, given_server

BENCHMARKS = {"read": neo4j_read.rows, "load": neo4j_load.rows}
_MEMORY = {"NEO4J_HEAP": "8g", "NEO4J_PAGECACHE": "1g", "NEO4J_JVM": "-XX:+UseG1GC"}


def main(names: list[str]) -> None:
    found = []
    with _server() as server:
        ((agent, version),) = server.rows("CALL dbms.components() YIELD name, versions RETURN name, versions[0]")
        for name in names or BENCHMARKS:
            rows = BENCHMARKS[name](server)
            show(rows)
            found += rows
    if not names:
        write("figures on Neo4j", f"{machine()}, {agent} {version}", found)


@contextmanager
def _server() -> Iterator[GivenServer]:
    given = given_server()
    if given is not None:
        yield given
        return
    for name, value in _MEMORY.items():
        os.environ.setdefault(name, value)
    with TemporaryDirectory() as folder:
        own = OwnServer(Path(folder))
        own.start()
        os.environ[PASSWORD] = own.password
        try:
            yield own
        finally:
            own.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
