"""The account read for an assessment over Bolt, beside SQLite and a Cypher script written by hand. Time is that of the clock."""

import time
from collections.abc import Callable
from tempfile import TemporaryDirectory

import networkx as nx
from neo4j import Driver

from benchmarks.harness import Row, milliseconds, race
from benchmarks.synthetic import AS_OF, account, fill
from orggraph.bootstrap import open_store
from orggraph.domain.facts import Facts
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import Store
from tests.neo4j_server import GivenServer

_AIMS = {200: 0.015, 2_000: 0.080}
_ROUNDS = 25

_THEIRS = "MATCH (:Account {id: $account})<-[:WORKS_AT]-(p:Person) "
_NODES = (
    _THEIRS + "RETURN properties(p) AS node",
    "MATCH (:Account {id: $account})<-[:SEAT_AT]-(s:Position) RETURN properties(s) AS node",
    "MATCH (:Account {id: $account})<-[:WITH]-(:Deal)<-[:SEEN_IN]-(s:Signal) RETURN properties(s) AS node",
)
_EDGES = (
    "MATCH (a)-[r:REPORTS_TO {account_id: $account}]->(b) WHERE r.ended IS NULL RETURN a.id AS one, b.id AS other, properties(r) AS edge",
    _THEIRS
    + "MATCH (p)-[r:INFLUENCES|KNOWS]-() WHERE r.ended IS NULL WITH DISTINCT r RETURN startNode(r).id AS one, endNode(r).id AS other, properties(r) AS edge",
    _THEIRS
    + "MATCH (p)-[r:PLAYS_PART_IN]->(d) WHERE r.ended IS NULL RETURN p.id AS one, d.id AS other, properties(r) AS edge",
)


def by_hand(driver: Driver, account_id: str) -> "nx.MultiDiGraph[str]":
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    with driver.session() as session:
        for query in _NODES:
            for row in session.run(query, account=account_id):
                graph.add_node(row["node"]["id"], **row["node"])
        for query in _EDGES:
            for row in session.run(query, account=account_id):
                graph.add_edge(row["one"], row["other"], **row["edge"])
    return graph


def read(store: Store, account_id: str) -> Facts:
    with store.reading(LOCAL) as reader:
        found = reader.facts(account_id, AS_OF)
    if found is None:
        raise LookupError("The account is not in the store.")
    return found


def rows(server: GivenServer) -> list[Row]:
    return [row for people, aim in _AIMS.items() for row in _rows(server, people, aim)]


def _rows(server: GivenServer, people: int, aim: float) -> list[Row]:
    facts = account(people)
    home = facts.account.id
    server.wipe()
    with TemporaryDirectory() as folder, server.driver() as driver:
        store, other = (open_store(url) for url in (server.url, f"sqlite:///{folder}/store.db"))
        for place in (store, other):
            fill(place, facts)

        def against(peer: Callable[[], object], peer_name: str, wanted: float | None = None) -> Row:
            times = race(lambda: read(store, home), peer, _ROUNDS, clock=time.perf_counter)
            return Row(
                work=f"account of {people:,} people read for an assessment over Bolt",
                peer=peer_name,
                times=times,
                reached=milliseconds(times.ours),
                aim="-" if wanted is None else f"under {milliseconds(wanted)}",
                met=None if wanted is None else times.ours <= wanted,
            )

        found = [
            against(lambda: by_hand(driver, home), "Cypher by hand to networkx", aim),
            against(lambda: read(other, home), "the same from SQLite"),
        ]
        store.close()
        other.close()
    server.wipe()
    return found
