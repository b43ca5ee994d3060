"""What is underneath a publication on a Neo4j server: written once, shown whole, drawn as a graph, and let go of in time."""

import pytest
from neo4j.exceptions import IncompleteCommit, NotALeader, SessionExpired

from orggraph.errors import ConflictError, StoreError
from orggraph.stores.base import Publication
from orggraph.stores.neo4j.address import Address
from orggraph.stores.neo4j.database import Database
from orggraph.stores.neo4j.publishing import KEPT, Publisher
from orggraph.stores.neo4j.store import Neo4jStore
from tests.contract.kit import (
    ANA,
    DAY,
    TODAY,
    Clock,
    account,
    batch,
    deal,
    facts_around,
    line,
    of_person,
    person,
    publish,
    record,
    say,
    seat,
    signal,
    stakeholder,
    tie,
    version,
)

pytestmark = pytest.mark.neo4j


class Died(Exception):
    """The process is no more."""


class DiesAfter(Database):
    """The database of a process that dies when it has written so many transactions."""

    writes_left = 10**9

    def write(self, *given):
        if not self.writes_left:
            raise Died
        self.writes_left -= 1
        return super().write(*given)


class LosesAnswers(Database):
    """A connection that breaks when a commit is to be answered, so many times."""

    losses = 0

    def write(self, *given):
        answer = super().write(*given)
        if self.losses:
            self.losses -= 1
            raise StoreError("The connection broke.") from IncompleteCommit()
        return answer


class ChangesLeader(Database):
    """A cluster that chooses another leader in the middle of a transaction, so many times."""

    changes = 0
    error = SessionExpired("the leader is another one")

    def write(self, work, *given):
        def interrupted(transaction):
            answer = work(transaction)
            if self.changes:
                self.changes -= 1
                raise self.error
            return answer

        return super().write(interrupted, *given)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def open_over(neo4j_server, neo4j_url, clock):
    """Open a store over a database of a kind; each is a process of its own."""
    opened = []

    def over(kind):
        database = kind(Address.of(neo4j_url), neo4j_server.password)
        opened.append(Neo4jStore(database, clock))
        opened[-1].ready()
        return opened[-1], database

    yield over
    for store in opened:
        store.close()


@pytest.fixture
def store(open_over):
    return open_over(Database)[0]


def test_what_was_written_by_a_process_that_died_before_showing_it_is_shown_by_the_next(open_over, store):
    dying, database = open_over(DiesAfter)
    database.writes_left = 1
    with pytest.raises(Died):
        publish(dying, account("a"), by=batch(1))
    assert facts_around(store, "acc_a") is None
    with pytest.raises(ConflictError, match="made for revision 0, and it is at 1"):
        store.publish(ANA, Publication(base_revision=0, batch=batch(2)))
    assert facts_around(store, "acc_a").revision == 1
    assert publish(store, account("b")) == 2


def test_a_process_that_died_before_writing_leaves_nothing(open_over, store):
    dying, database = open_over(DiesAfter)
    say(store, batch(1), of_person("hr:1"))
    database.writes_left = 0
    with pytest.raises(Died):
        publish(dying, account("a"))
    assert publish(store, account("b")) == 2
    assert facts_around(store, "acc_a") is None


@pytest.mark.parametrize("losses", [1, 2])
def test_a_commit_whose_answer_was_lost_is_made_once(open_over, neo4j_server, losses):
    store, database = open_over(LosesAnswers)
    database.losses = losses
    publication = Publication(
        base_revision=0, batch=batch(1), records=(record("hr:1", "per_1"),), facts={"acc_a": (version(account("a")),)}
    )
    assert store.publish(ANA, publication) == 1
    assert neo4j_server.rows("MATCH (p:Publication) RETURN p.added") == [[1]]
    assert neo4j_server.rows("MATCH (f:Fact) RETURN f.added, f.ended") == [[1, None]]


@pytest.mark.parametrize("error", [SessionExpired("the leader is another one"), NotALeader("not a leader")])
def test_a_change_of_the_leader_goes_unnoticed(open_over, neo4j_server, error):
    store, database = open_over(ChangesLeader)
    database.changes, database.error = 2, error
    say(store, batch(1), of_person("hr:1"))
    assert publish(store, account("a")) == 2
    assert neo4j_server.rows("MATCH (o:Observation) RETURN count(*)") == [[1]]
    assert neo4j_server.rows("MATCH (f:Fact) RETURN f.added") == [[2]]


def test_what_was_replaced_is_there_for_readings_that_began_before_and_goes_after_them(store, neo4j_server, clock):
    publish(store, account("a"), person("x", "a"), person("y", "a"), tie("x", "y"), records=[record("hr:1", "per_x")])
    publish(
        store,
        account("a", industry="Energy"),
        gone=["tie_x_y", "per_y"],
        records=[record("hr:1", "per_z")],
        moved={"per_y": "per_x"},
    )
    publish(store, moved={"per_y": "per_z"})
    counts = "MATCH (n:Fact|Record|Alias) WHERE n.ended IS NOT NULL RETURN count(*) UNION ALL MATCH ()-[r:KNOWS]->() RETURN count(*)"
    assert neo4j_server.rows(counts) == [[4], [1]]
    publisher = Publisher(Database(Address.of(neo4j_server.url), neo4j_server.password), clock)
    publisher.tidy("one")
    assert neo4j_server.rows(counts) == [[4], [1]]
    clock.moment += KEPT + DAY
    publisher.tidy("two")
    assert neo4j_server.rows(counts) == [[4], [1]]
    publisher.tidy("one")
    assert neo4j_server.rows(counts) == [[0], [0]]
    assert neo4j_server.rows("MATCH (n:Entity) RETURN n.id ORDER BY n.id") == [["acc_a"], ["per_x"]]
    assert facts_around(store, "acc_a").people == (person("x", "a"),)
    publisher._database.close()


def test_the_graph_can_be_looked_at(store, neo4j_server):
    publish(
        store,
        account("a", domains=("a.example",)),
        version(person("x", "a", title="Buyer"), until=TODAY),
        version(person("x", "a", title="Head of Purchasing"), TODAY),
        person("y", "a"),
        seat("top", "a", "y"),
        line("per_x", "top", "a"),
        line("top", None, "a"),
        tie("x", "y", strength=0.5),
        deal("d", "a", owner_id="per_y"),
        stakeholder("x", "d"),
        signal("s", "d", "x"),
    )
    drawn = neo4j_server.rows(
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN labels(a)[1], a.id, type(r), b.id, labels(b)[1] ORDER BY type(r), a.id"
    )
    assert drawn == [
        ["Signal", "sig_s", "ABOUT", "per_x", "Person"],
        ["Position", "pos_top", "HELD_BY", "per_y", "Person"],
        ["Person", "per_x", "KNOWS", "per_y", "Person"],
        ["Position", "pos_top", "LEADS", "acc_a", "Account"],
        ["Deal", "dea_d", "OWNED_BY", "per_y", "Person"],
        ["Person", "per_x", "PLAYS_PART_IN", "dea_d", "Deal"],
        ["Person", "per_x", "REPORTS_TO", "pos_top", "Position"],
        ["Position", "pos_top", "SEAT_AT", "acc_a", "Account"],
        ["Signal", "sig_s", "SEEN_IN", "dea_d", "Deal"],
        ["Deal", "dea_d", "WITH", "acc_a", "Account"],
        ["Person", "per_x", "WORKS_AT", "acc_a", "Account"],
        ["Person", "per_y", "WORKS_AT", "acc_a", "Account"],
    ]
    (shown,) = neo4j_server.rows("MATCH (p:Person {id: 'per_x'}) RETURN properties(p)")
    assert shown == [
        {
            "workspace": "one",
            "id": "per_x",
            "name": "x",
            "account_id": "acc_a",
            "title": "Head of Purchasing",
            "has_left": False,
        }
    ]


def test_what_is_shown_follows_what_is_believed(store, neo4j_server):
    publish(
        store,
        account("a"),
        account("b"),
        person("x", "a", title="Buyer", email="x@a.example"),
        person("y", "a"),
        tie("x", "y"),
    )
    publish(store, person("x", "b"), gone=["per_y"])
    assert neo4j_server.rows("MATCH (:Person)-[:WORKS_AT]->(a) RETURN a.id") == [["acc_b"]]
    assert neo4j_server.rows("MATCH (p:Person) RETURN p.id, p.title, p.email") == [["per_x", None, None]]
    left = {"id": "per_y", "workspace": "one"}
    assert neo4j_server.rows("MATCH (p:Entity {id: 'per_y'}) RETURN labels(p), properties(p)") == [[["Entity"], left]]


@pytest.mark.parametrize("length", [9_000, 40_000])
def test_texts_longer_than_an_index_takes_are_kept_whole(store, length):
    long, longer = "é" * length, "é" * length + "x"
    names = [record(long, "per_1", long), record(longer, "per_2", longer)]
    say(store, batch(1), of_person(long, name="Zoé"))
    publish(store, account(long, id="acc_1"), account(longer, id="acc_2"), records=names)
    with store.reading(ANA) as reader:
        found = reader.records(names[0].kind, [long], [])
        assert [(one.key, one.identities) for one in found] == [(long, (long,))]
        assert [one.key for one in reader.records(names[0].kind, [], [longer])] == [longer]
        assert [s.observation.subject for s in reader.statements([long])] == [long]
        assert reader.account("acc_2").name == longer
