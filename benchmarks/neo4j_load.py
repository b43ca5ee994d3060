"""People and relations with all that was said of them into Neo4j, beside `UNWIND ... CREATE` written by hand.

By hand the people and relations alone, and once more with a node for each statement. Time is that of the clock: the work is the server's.
"""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from random import Random
from statistics import median

from neo4j import Driver, Session

from benchmarks.harness import Row, Times
from benchmarks.synthetic import NOW
from orggraph.bootstrap import open_store
from orggraph.domain.facts import Fact, Record, Version
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.observations import Batch, ImportState, Observation
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, ReportingKind
from orggraph.domain.relations import Influence, InfluenceKind, Tie
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import Publication, Store
from tests.neo4j_server import GivenServer

PEOPLE = 100_000
_AT_ONCE = 5_000
_SOURCE = "hr:exemplis"
_SPAN = 6
_AIM = 3.0
_WARMING = 1_000


class World:
    """So many people of one account: each reports to one, knows one and influences one."""

    def __init__(self, people: int) -> None:
        rng = Random(1)  # noqa: S311 - invented, not secret
        self.account = Account(id=content_id(EntityKind.ACCOUNT, "a"), name="Exemplis")
        self.ids = [content_id(EntityKind.PERSON, str(n)) for n in range(people)]
        self.above = [(n - 1) // _SPAN if n else None for n in range(people)]
        self.known = [rng.randrange(people) for _ in range(people)]
        self.swayed = [rng.randrange(people) for _ in range(people)]

    def facts(self) -> Iterator[Fact]:
        yield self.account
        for n, found in enumerate(self.ids):
            yield Person(
                id=found, name=f"Person {n}", account_id=self.account.id, title="Manager", email=f"p{n}@e.example"
            )
            above = self.above[n]
            yield Line(
                id=content_id(EntityKind.LINE, found),
                account_id=self.account.id,
                report_id=f"pos_{found}",
                manager_id=None if above is None else f"pos_{self.ids[above]}",
                kind=ReportingKind.SOLID,
                confidence=1.0,
                source=_SOURCE,
            )
            one, other = sorted((found, self.ids[self.known[n]]))
            yield Tie(id=content_id(EntityKind.TIE, found), one_id=one, other_id=other, confidence=1.0, source=_SOURCE)
            yield Influence(
                id=content_id(EntityKind.INFLUENCE, found),
                from_id=found,
                to_id=self.ids[self.swayed[n]],
                kind=InfluenceKind.ADVICE,
                weight=0.5,
                confidence=1.0,
                source=_SOURCE,
            )

    def observations(self) -> Iterator[Observation]:
        for n in range(len(self.ids)):
            key, seat = f"hr:{n}", f"seat:hr:{n}"
            about = {"name": f"Person {n}", "company": "Exemplis", "title": "Manager", "email": f"p{n}@e.example"}
            yield Observation(kind=EntityKind.PERSON, subject=key, said=about, source=_SOURCE)
            above = self.above[n]
            line = {"manager": None if above is None else f"seat:hr:{above}", "kind": "SOLID", "company": "Exemplis"}
            yield Observation(kind=EntityKind.LINE, subject=seat, said=line, source=_SOURCE)
            yield Observation(kind=EntityKind.TIE, subject=key, said={"other": f"hr:{self.known[n]}"}, source=_SOURCE)
            said = {"to": f"hr:{self.swayed[n]}", "kind": "ADVICE", "weight": 0.5}
            yield Observation(kind=EntityKind.INFLUENCE, subject=key, said=said, source=_SOURCE)

    def records(self) -> tuple[Record, ...]:
        return tuple(
            Record(key=f"hr:{n}", kind=EntityKind.PERSON, entity_id=found, identities=(f"email:p{n}@e.example",))
            for n, found in enumerate(self.ids)
        )


def load(store: Store, world: World) -> None:
    batch = Batch(id="bat_load", importer="hr.org_chart", author="bench", started_at=NOW, state=ImportState.DONE)
    store.stage(LOCAL, batch, world.observations())
    facts = {fact.id: (Version(fact),) for fact in world.facts()}
    store.publish(LOCAL, Publication(base_revision=0, batch=batch, records=world.records(), facts=facts))


_INDEXES = {
    "CONSTRAINT by_hand": "FOR (p:Person) REQUIRE p.id IS UNIQUE",
    "INDEX by_hand_account": "FOR (p:Person) ON (p.account_id)",
    "CONSTRAINT by_hand_statement": "FOR (s:Statement) REQUIRE s.id IS UNIQUE",
    "INDEX by_hand_subject": "FOR (s:Statement) ON (s.subject)",
}
_PEOPLE = "UNWIND $rows AS row CREATE (p:Person {id: row.id, account_id: row.account}) SET p.name = row.name, p.title = row.title, p.email = row.email"
_RELATION = "UNWIND $rows AS row MATCH (a:Person {id: row[0]}) MATCH (b:Person {id: row[1]}) CREATE (a)-[:%s {source: row[2]}]->(b)"
_STATEMENT = "MATCH (b:Batch {id: 'bat_load'}) UNWIND $rows AS row CREATE (b)-[:ASSERTS]->(:Statement {id: row[0], subject: row[1], said: row[2], source: row[3]})"


def by_hand(driver: Driver, world: World) -> None:
    people = [
        {"id": p, "account": world.account.id, "name": f"Person {n}", "title": "Manager", "email": f"p{n}@e.example"}
        for n, p in enumerate(world.ids)
    ]
    relations = {
        "REPORTS_TO": [
            (p, world.ids[above], _SOURCE) for p, above in zip(world.ids, world.above, strict=True) if above is not None
        ],
        "KNOWS": [(p, world.ids[other], _SOURCE) for p, other in zip(world.ids, world.known, strict=True)],
        "INFLUENCES": [(p, world.ids[other], _SOURCE) for p, other in zip(world.ids, world.swayed, strict=True)],
    }
    with driver.session() as session:
        for query, rows in ((_PEOPLE, people), *((_RELATION % name, rows) for name, rows in relations.items())):
            _create(session, query, rows)


def with_statements(driver: Driver, world: World) -> None:
    by_hand(driver, world)
    rows = [(one.id, one.subject, repr(one.said), one.source) for one in world.observations()]
    with driver.session() as session:
        session.run("CREATE (:Batch {id: 'bat_load'})").consume()
        _create(session, _STATEMENT, rows)


def _create(session: Session, query: str, rows: Sequence[object]) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        session.execute_write(lambda t, part=part: t.run(query, rows=part).consume())


def rows(server: GivenServer, people: int = PEOPLE, rounds: int = 1) -> list[Row]:
    def ours(world: World) -> float:
        store = open_store(server.url)
        store.ready()
        taken = _timed(lambda: load(store, world))
        store.close()
        return taken

    def written_by(script: Callable[[Driver, World], None]) -> Callable[[World], float]:
        def run(world: World) -> float:
            with server.driver() as driver:
                for index, of in _INDEXES.items():
                    driver.execute_query(f"CREATE {index} IF NOT EXISTS {of}")  # type: ignore[arg-type]
                taken = _timed(lambda: script(driver, world))
                for index in _INDEXES:
                    driver.execute_query(f"DROP {index}")  # type: ignore[arg-type]
            return taken

        return run

    # ours last: what it leaves takes longest to wipe
    contenders = (written_by(by_hand), written_by(with_statements), ours)
    world, small = World(people), World(_WARMING)
    taken: list[list[float]] = []
    for run in range(rounds + 1):
        times = []
        for contender in contenders:
            server.wipe()
            times.append(contender(world if run else small))
        taken.append(times)
    bare, told, mine = (median(times) for times in zip(*taken[1:], strict=True))
    work = f"{people:,} people and {3 * people:,} relations into Neo4j, provenance included"
    return [
        Row(
            work=work,
            peer="`UNWIND ... CREATE` by hand, without provenance",
            times=Times(mine, bare),
            reached=f"{mine / bare:.2g} times as long",
            aim=f"within {_AIM:g} times",
            met=mine / bare <= _AIM,
        ),
        Row(
            work=work,
            peer="the same by hand, and a node for each statement",
            times=Times(mine, told),
            reached=f"{mine / told:.2g} times as long",
        ),
    ]


def _timed(run: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
