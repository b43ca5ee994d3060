"""The schema of a Neo4j database: made by whoever comes first, checked by all, and never forced on what is not ours."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from orggraph.bootstrap import open_store
from orggraph.errors import StoreError
from orggraph.stores.neo4j.migrate import MIGRATIONS, SCHEMA
from tests.contract.kit import ANA, BO, account, batch, facts_around, person, publish

pytestmark = pytest.mark.neo4j

STATES = "SHOW INDEXES YIELD name, state, type WHERE type <> 'LOOKUP' RETURN name, state ORDER BY name"
WANTED = sorted([SCHEMA.name, *(index.name for migration in MIGRATIONS for index in migration.indexes)])


@pytest.fixture
def server(neo4j_server):
    neo4j_server.strip()
    yield neo4j_server
    neo4j_server.strip()


@pytest.fixture
def ready(server):
    """Open the store and ask whether it is ready."""
    opened = []

    def open_and_ask():
        opened.append(open_store(server.url))
        opened[-1].ready()
        return opened[-1]

    yield open_and_ask
    for store in opened:
        store.close()


def test_ten_that_start_at_once_make_one_schema(server, ready):
    with ThreadPoolExecutor(10) as threads:
        stores = list(threads.map(lambda _: ready(), range(10)))
    assert server.rows("MATCH (s:Schema) RETURN s.name, s.version") == [["orggraph", len(MIGRATIONS)]]
    assert server.rows(STATES) == [[name, "ONLINE"] for name in WANTED]
    assert publish(stores[0], account("a")) == 1
    assert facts_around(stores[9], "acc_a").account == account("a")


def test_what_an_older_database_holds_is_found_by_its_words(server, ready):
    publish(ready(), account("a"), person("old", "a"), by=batch(1))
    publish(ready(), person("bo", "a"), viewer=BO)
    server.rows("DROP INDEX fact_words")
    server.rows("MATCH (f:Fact) REMOVE f.words")
    server.rows("MATCH (s:Schema) SET s.version = 1")
    store = ready()
    with store.reading(ANA) as reader:
        assert [reader.search(text, 9, None).total for text in ("a", "ol", "bo")] == [1, 1, 0]
    with store.reading(BO) as reader:
        assert reader.search("bo", 9, None).rows == (person("bo", "a"),)


def test_an_index_that_somebody_dropped_is_made_anew(server, ready):
    ready()
    server.rows("DROP INDEX fact_parent")
    server.rows("DROP CONSTRAINT entity")
    ready()
    assert server.rows(STATES) == [[name, "ONLINE"] for name in WANTED]


def test_an_index_of_ours_that_is_something_else_is_refused(server, ready):
    ready()
    server.rows("DROP INDEX fact_parent")
    server.rows("CREATE INDEX fact_parent FOR (f:Fact) ON (f.parent)")
    with pytest.raises(StoreError, match=r"The index fact_parent of neo4j is not ours.*DROP INDEX fact_parent"):
        ready()


def test_a_database_of_something_else_is_left_as_it_is(server, ready):
    server.rows("CREATE (:Film {title: 'Le Voyage'})")
    with pytest.raises(StoreError, match="holds something else"):
        ready()
    assert server.rows("MATCH (n) RETURN labels(n)") == [[["Film"]]]
    assert server.rows(STATES) == []


def test_a_newer_schema_is_refused(server, ready):
    ready()
    server.rows("MATCH (s:Schema) SET s.version = s.version + 1")
    with pytest.raises(StoreError, match=r"written by a newer version .* Upgrade orggraph"):
        ready()


def test_a_step_that_was_cut_off_is_taken_again(server, ready):
    ready()
    server.rows("MATCH (s:Schema) SET s.version = 0")
    server.rows("DROP INDEX record")
    ready()
    assert server.rows("MATCH (s:Schema) RETURN s.version") == [[len(MIGRATIONS)]]
    assert server.rows(STATES) == [[name, "ONLINE"] for name in WANTED]
