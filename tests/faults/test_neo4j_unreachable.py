"""A Neo4j server that is not there, does not let us in, or does not answer: said clearly, and over by itself when it is back."""

import os
import signal
import time

import httpx
import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import StoreError
from orggraph.stores.base import AccountFilter
from orggraph.stores.neo4j import Neo4jStore, migrate
from orggraph.usecases.listing import list_accounts
from tests.e2e.serving import Server, new_token

pytestmark = pytest.mark.neo4j

QUESTION = "{ accounts { totalCount } }"


@pytest.fixture
def api(own_neo4j_server):
    server = Server(own_neo4j_server.url, new_token(own_neo4j_server.url))
    yield server
    server.stop()


def said(answer):
    (error,) = answer.json()["errors"]
    return answer.status_code, answer.headers.get("Retry-After"), error["extensions"]["code"]


def test_an_api_whose_server_is_down_says_so_and_recovers_by_itself(own_neo4j_server, api):
    own_neo4j_server.stop()
    api.launch()
    api.wait_until(503)
    assert httpx.get(f"{api.base}/healthz").status_code == 200
    assert said(api.post(QUESTION)) == (503, "5", "STORE")
    own_neo4j_server.start()
    api.wait_until(200)
    assert api.ask(QUESTION) == {"accounts": {"totalCount": 0}}
    own_neo4j_server.kill()
    assert said(api.post(QUESTION)) == (503, "5", "STORE")
    assert api.readiness() == 503
    own_neo4j_server.start()
    assert api.readiness() == 200
    assert api.ask(QUESTION) == {"accounts": {"totalCount": 0}}


def test_a_server_that_is_down_is_named_without_waiting_long(own_neo4j_server):
    store = open_store(own_neo4j_server.url)
    own_neo4j_server.stop()
    began = time.monotonic()
    with pytest.raises(StoreError, match=r"Neo4j at neo4j://127.0.0.1:\d+ cannot be reached\. Check that it runs"):
        list_accounts(store, LOCAL, AccountFilter(), 10, None)
    assert time.monotonic() - began < 30
    store.close()


@pytest.mark.parametrize("attempts", [1, 5])
def test_a_wrong_password_is_said_and_never_shown(neo4j_server, attempts):
    store = Neo4jStore.open(neo4j_server.url, "not the password")
    for _ in range(attempts):
        with pytest.raises(
            StoreError, match=r"refused the user 'neo4j' or their password\. Set ORGGRAPH_NEO4J_PASSWORD"
        ) as refused:
            store.ready()
        assert "not the password" not in str(refused.value)
    store.close()
    time.sleep(6)  # Neo4j shuts the user out for five seconds
    right = open_store(neo4j_server.url)
    right.ready()
    right.close()


def test_a_server_that_is_too_old_is_said_and_left_as_it_is(neo4j_server, monkeypatch):
    neo4j_server.strip()
    monkeypatch.setattr(migrate, "_OLDEST", (9_999, 0))
    store = open_store(neo4j_server.url)
    with pytest.raises(StoreError, match=r" is Neo4j/\d+\.\d+\.\d+\. Use Neo4j 5\.26 or later\."):
        store.ready()
    store.close()
    assert neo4j_server.rows("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name") == []


def test_a_database_that_does_not_exist_is_said(neo4j_server):
    store = Neo4jStore.open(f"{neo4j_server.url}/nowhere", neo4j_server.password)
    with pytest.raises(StoreError, match="has no database 'nowhere'"):
        store.ready()
    store.close()


def test_a_server_that_hangs_is_given_up(own_neo4j_server):
    store = open_store(own_neo4j_server.url)
    store.ready()
    pid = int((own_neo4j_server.folder / "neo4j.pid").read_text())
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(StoreError, match="cannot be reached"):
            list_accounts(store, LOCAL, AccountFilter(), 10, None)
    finally:
        os.kill(pid, signal.SIGCONT)
    store.ready()
    store.close()


def test_a_question_that_takes_too_long_is_given_up(neo4j_server, neo4j_url):
    store = open_store(neo4j_url)
    store.ready()
    with neo4j_server.driver() as driver, driver.session() as session, session.begin_transaction() as holding:
        holding.run("MERGE (w:Workspace {name: $name}) SET w.written_by = 'somebody'", name=LOCAL.workspace).consume()
        database = store._database
        with pytest.raises(StoreError, match=r"took too long to answer|was busy"):
            database.write(
                lambda transaction: transaction.run(
                    "MATCH (w:Workspace {name: $name}) SET w.x = 1", name=LOCAL.workspace
                ).consume(),
                1,
            )
    store.close()
