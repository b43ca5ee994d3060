"""One account from SQLite to facts and snapshot, beside `sqlite3` rows put into a networkx graph."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx

from benchmarks.harness import Row, race, show
from benchmarks.synthetic import AS_OF, account, columns, fill
from orggraph.bootstrap import open_store
from orggraph.domain.facts import Facts
from orggraph.domain.viewer import LOCAL
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.stores.base import Store
from orggraph.usecases.views import view

_KINDS = ("people", "positions", "lines", "influences", "ties", "stakeholders", "signals")
_AIMS = {200: 5, 2_000: 20}


def write_rows(facts: Facts, file: Path) -> None:
    database = sqlite3.connect(file)
    with database:
        for kind in _KINDS:
            names, held = columns(getattr(facts, kind))
            database.execute(f"CREATE TABLE {kind} ({', '.join(names)})")
            database.executemany(f"INSERT INTO {kind} VALUES ({', '.join('?' * len(names))})", held)
    database.close()


def to_networkx(file: Path) -> "nx.MultiDiGraph[str]":
    database = sqlite3.connect(file)
    database.row_factory = sqlite3.Row
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    held = {kind: [dict(row) for row in database.execute(f"SELECT * FROM {kind}")] for kind in _KINDS}
    database.close()
    for row in (*held["people"], *held["positions"], *held["signals"]):
        graph.add_node(row["id"], **row)
    for row in held["lines"]:
        if row["manager_id"]:
            graph.add_edge(row["manager_id"], row["report_id"], **row)
    for row in held["influences"]:
        graph.add_edge(row["from_id"], row["to_id"], **row)
    for row in held["ties"]:
        graph.add_edge(row["one_id"], row["other_id"], **row)
    for row in held["stakeholders"]:
        graph.add_edge(row["person_id"], row["deal_id"], **row)
    return graph


def to_snapshot(store: Store, account_id: str) -> OrgSnapshot:
    found = view(store, LOCAL, account_id, AS_OF)
    if found is None:
        raise LookupError(account_id)
    return found.snapshot


def rows() -> list[Row]:
    return [_row(people, faster) for people, faster in _AIMS.items()]


def _row(people: int, faster: float) -> Row:
    facts = account(people)
    with TemporaryDirectory() as name:
        file = Path(name, "rows.db")
        write_rows(facts, file)
        store = open_store(f"sqlite:///{name}/store.db")
        fill(store, facts)
        times = race(lambda: to_snapshot(store, facts.account.id), lambda: to_networkx(file), rounds=21)
        store.close()
    return Row(
        work=f"account of {people:,} people read from SQLite to a snapshot",
        peer="`sqlite3` rows to networkx",
        times=times,
        reached=f"{1 / times.ratio:.2g} times as fast",
        aim=f"{faster} times as fast",
        met=1 / times.ratio >= faster,
    )


if __name__ == "__main__":
    show(rows())
