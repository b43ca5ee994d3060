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
from orggraph.usecases.views import AccountView, view, view_in

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


def cold(store: Store, account_id: str) -> OrgSnapshot:
    with store.reading(LOCAL) as reader:
        return _snapshot(view_in(reader, account_id, AS_OF))


def warm(store: Store, account_id: str) -> OrgSnapshot:
    return _snapshot(view(store, LOCAL, account_id, AS_OF))


def _snapshot(found: AccountView | None) -> OrgSnapshot:
    if found is None:
        raise LookupError("The account is not in the store.")
    return found.snapshot


def rows() -> list[Row]:
    return [row for people, faster in _AIMS.items() for row in _rows(people, faster)]


def _rows(people: int, faster: float) -> list[Row]:
    facts = account(people)
    home = facts.account.id
    with TemporaryDirectory() as name:
        file = Path(name, "rows.db")
        write_rows(facts, file)
        store = open_store(f"sqlite:///{name}/store.db")
        fill(store, facts)
        first = race(lambda: cold(store, home), lambda: to_networkx(file), rounds=15)
        again = race(lambda: warm(store, home), lambda: to_networkx(file), rounds=15)
        store.close()
    peer, rate = "`sqlite3` rows to networkx", 1 / again.ratio
    return [
        Row(
            work=f"account of {people:,} people from SQLite to a snapshot",
            peer=peer,
            times=first,
            reached=_speed(1 / first.ratio),
        ),
        Row(
            work=f"the same, {people:,} people, asked again at the same revision",
            peer=peer,
            times=again,
            reached=_speed(rate),
            aim=_speed(faster),
            met=rate >= faster,
        ),
    ]


def _speed(rate: float) -> str:
    return f"{float(f'{rate:.2g}'):g} times as fast"


if __name__ == "__main__":
    show(rows())
