"""One Neo4j server for all tests that ask one, started when the first does."""

import os

import pytest

from tests.neo4j_server import GIVEN, PASSWORD, OwnServer, given_server


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory):
    server = given_server() or OwnServer(tmp_path_factory.mktemp("neo4j"))
    if isinstance(server, OwnServer):
        server.start()
        os.environ[PASSWORD] = server.password
    yield server
    if isinstance(server, OwnServer):
        server.stop()


@pytest.fixture
def own_neo4j_server(neo4j_server):
    """A server that may be killed; it runs again after the test."""
    if not isinstance(neo4j_server, OwnServer):
        pytest.skip(f"the server of {GIVEN} is not ours to kill")
    neo4j_server.wipe()
    yield neo4j_server
    neo4j_server.start()


@pytest.fixture
def neo4j_url(neo4j_server):
    """An empty database."""
    neo4j_server.wipe()
    return neo4j_server.url
