"""Who can introduce us to somebody, among a million people and three million ties: Neo4j, SQLite, and Cypher written by hand.

    python -m benchmarks.neo4j_warm_paths [FILE]

The server is the one of ORGGRAPH_TEST_NEO4J_URI. Its database is wiped and filled as a restore fills it (half an hour or more), unless
it holds this workspace already. FILE is where the SQLite store stays for a second run. Time is that of the clock, one question at a time.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from neo4j import Driver, unit_of_work
from neo4j.exceptions import ClientError, TransientError

from benchmarks.harness import Row, Times, milliseconds, show
from benchmarks.synthetic import AS_OF, NOW
from orggraph.bootstrap import open_store
from orggraph.domain.facts import ALWAYS, FOREVER, KIND_OF_FACT, Fact
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.observations import Batch, ImportState
from orggraph.domain.people import Account, Person
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import LOCAL
from orggraph.stores.archive import Content, Entry, Head, Held, Part, Published
from orggraph.stores.base import Store
from orggraph.stores.bodies import raw
from orggraph.usecases.introductions import warm_paths
from tests.neo4j_server import GivenServer, given_server

PEOPLE = 1_000_000
OURS = 2_000
PARTNERS = 4_000
"""Of other firms, who gave their address books too."""
ACCOUNTS = 10_000
OUR_CONTACTS = 400
PARTNER_CONTACTS = 300
TIES = 3_000_000
ASKED = 500
ASKED_BY_HAND = 50
"""Questions; the same ones."""
NOT_COUNTED = 50

_AT_ONCE = 20_000
_READ_BACK = 200
_PATIENCE_SECONDS = 30
_AIMS = (0.1, 0.5)


class World:
    """Our people and partners with their address books, and colleagues elsewhere who know each other."""

    def __init__(self, people: int = PEOPLE, scale: float = 1.0) -> None:
        self.ours = Account(id=content_id(EntityKind.ACCOUNT, "ours"), name="Velmont", is_ours=True)
        self.size = people
        self.our_size, self.partners = int(OURS * scale), int(PARTNERS * scale)
        self.clients = [content_id(EntityKind.ACCOUNT, str(n)) for n in range(int(ACCOUNTS * scale))]
        self.most_ties = int(TIES * scale)

    @cached_property
    def ids(self) -> list[str]:
        return [content_id(EntityKind.PERSON, str(n)) for n in range(self.size)]

    def home(self, n: int) -> str:
        return self.ours.id if n < self.our_size else self.clients[n % len(self.clients)]

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give who knows whom: address books, then people of one firm."""
        rng = Random(1)  # noqa: S311 - invented, not secret
        left = self.most_ties
        for owner in range(self.our_size + self.partners):
            for _ in range(OUR_CONTACTS if owner < self.our_size else PARTNER_CONTACTS):
                yield owner, rng.randrange(self.our_size, self.size)
                left -= 1
        for _ in range(left):
            one = rng.randrange(self.our_size, self.size)
            other = one + len(self.clients) * rng.randint(1, 30)
            yield one, other if other < self.size else rng.randrange(self.our_size, self.size)

    def facts(self) -> Iterator[Fact]:
        yield self.ours
        yield from (Account(id=client, name=f"Client {n}") for n, client in enumerate(self.clients))
        for n, found in enumerate(self.ids):
            yield Person(id=found, name=f"Person {n}", account_id=self.home(n), title="Manager")
        for n, (one, other) in enumerate(self.pairs()):
            ends = sorted((self.ids[one], self.ids[other]))
            yield Tie(
                id=content_id(EntityKind.TIE, str(n)),
                one_id=ends[0],
                other_id=ends[1],
                strength=(n % 10) / 10 if n % 7 == 0 else None,
                connected_on=AS_OF - timedelta(days=n * 7 % 4_000),
                confidence=1.0,
                source="linkedin:ana",
            )

    def targets(self, count: int) -> list[str]:
        rng = Random(2)  # noqa: S311 - invented, not secret
        return [self.ids[rng.randrange(self.our_size, self.size)] for _ in range(count)]


def fill(store: Store, world: World) -> None:
    """Restore the workspace as an archive of facts without history."""
    batch = Batch(id="bat_bench", importer="bench", author="bench", started_at=NOW, state=ImportState.DONE)
    head = Head(revision=1, next_order=0)
    done = Content()
    held = entries(batch, world.facts())
    while some := list(islice(held, _AT_ONCE)):
        after = Content(done.entries + len(some))
        store.restore(LOCAL, Part(head, done, some, after))
        done = after
        sys.stderr.write(f"\r{done.entries:,} entries")
    store.show_restored(LOCAL, head)
    sys.stderr.write("\n")


def entries(batch: Batch, facts: Iterable[Fact]) -> Iterator[Entry]:
    yield Published(raw(batch))
    yield from (Held(KIND_OF_FACT[type(fact)].value, ALWAYS, FOREVER, raw(fact)) for fact in facts)


def check(store: Store, world: World) -> bool:
    """Tell whether the store reads back what was filled in: some people, each with all their ties."""
    rng = Random(3)  # noqa: S311 - invented, not secret
    looked_at = {rng.randrange(world.size): 0 for _ in range(_READ_BACK)}
    for pair in world.pairs():
        for end in set(pair):
            if end in looked_at:
                looked_at[end] += 1
    with store.reading(LOCAL) as reader:
        if reader.ours(AS_OF) != world.ours:
            return False
        people = reader.people([world.ids[n] for n in looked_at], AS_OF)
        homes = all(world.ids[n] in people and people[world.ids[n]].account_id == world.home(n) for n in looked_at)
        return homes and all(reader.ties(world.ids[n], 1, None).total == ties for n, ties in looked_at.items())


def filled(url: str, world: World, wipe: Callable[[], None]) -> Store:
    """Give a store that holds the workspace, filled where it does not yet."""
    store = open_store(url)
    with store.reading(LOCAL) as reader:
        there = reader.revision > 0
    if not there or not check(store, world):
        store.close()
        wipe()
        store = open_store(url)
        fill(store, world)
        if not check(store, world):
            raise LookupError(f"{url} does not read back what was filled in.")
    return store


BY_HAND = """
MATCH (ours:Entity {workspace: $workspace, id: $ours})
MATCH (target:Entity {workspace: $workspace, id: $target})
MATCH way = (target)-[:KNOWS]-{1,3}(one:Person)-[:WORKS_AT]->(ours)
WITH [n IN nodes(way)[..-1] | n.id] AS people, relationships(way)[..-1] AS ties
RETURN people, reduce(s = 1.0, t IN ties | s * coalesce(t.strength, 0.5) * 0.6) AS strength
ORDER BY strength DESC, people LIMIT 5
"""


def by_hand(driver: Driver, ours: str, target: str) -> list[list[object]]:
    given = {"workspace": LOCAL.workspace, "ours": ours, "target": target}
    work = unit_of_work(timeout=_PATIENCE_SECONDS)(lambda transaction: transaction.run(BY_HAND, given).values())
    with driver.session() as session:
        try:
            return session.execute_read(work)
        except (ClientError, TransientError):
            return []


class Taken(NamedTuple):
    """How long questions took: in the middle, and all but one in a hundred; how many had an answer."""

    median: float
    p99: float
    answered: int

    @classmethod
    def of(cls, ask: Callable[[str], int], targets: list[str]) -> "Taken":
        times, answered = [], 0
        for target in targets:
            start = time.perf_counter()
            found = ask(target)
            times.append(time.perf_counter() - start)
            answered += found > 0
        return cls(statistics.median(times), statistics.quantiles(times, n=100)[-1], answered)


def asking(store: Store) -> Callable[[str], int]:
    return lambda target: len(warm_paths(store, LOCAL, target, AS_OF).paths)


def measured(store: Store, world: World) -> Taken:
    targets = world.targets(NOT_COUNTED + ASKED)
    Taken.of(asking(store), targets[:NOT_COUNTED])
    return Taken.of(asking(store), targets[NOT_COUNTED:])


def rows(server: GivenServer, file: Path, world: World) -> list[Row]:
    with closing(filled(server.url, world, server.wipe)) as store:
        graph = measured(store, world)
    with server.driver() as driver:
        targets = world.targets(NOT_COUNTED + ASKED_BY_HAND)
        hand = Taken.of(lambda target: len(by_hand(driver, world.ours.id, target)), targets[NOT_COUNTED:])
    with closing(filled(f"sqlite:///{file}", world, lambda: file.unlink(missing_ok=True))) as store:
        table = measured(store, world)
    what = f"best 5 warm paths of 3 hops to one of {world.size:,} people, {world.most_ties:,} ties"
    peer = f"Cypher by hand, {ASKED_BY_HAND} of the questions"
    return [
        *(
            Row(
                work=f"{what}, Neo4j, {name}",
                peer=peer,
                times=Times(graph[n], hand[n]),
                reached=f"{milliseconds(graph[n])}; {graph.answered} of {ASKED} reached",
                aim=f"under {aim * 1000:g} ms",
                met=graph[n] < aim,
            )
            for n, (name, aim) in enumerate(zip(("median", "99th percentile"), _AIMS, strict=True))
        ),
        *(
            Row(
                work=f"the same questions, SQLite, {name}",
                peer="ours on Neo4j",
                times=Times(table[n], graph[n]),
                reached=f"{milliseconds(table[n])}; {table.answered} of {ASKED} reached",
            )
            for n, name in enumerate(("median", "99th percentile"))
        ),
    ]


def main() -> None:
    server = given_server()
    if server is None:
        sys.exit("Name a server whose database may be wiped in ORGGRAPH_TEST_NEO4J_URI.")
    with TemporaryDirectory() as folder:
        show(rows(server, Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder, "store.db"), World()))


if __name__ == "__main__":
    main()
