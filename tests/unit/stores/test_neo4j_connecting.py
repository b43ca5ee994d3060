"""What a user is told who cannot be connected, without any server."""

import pytest
from neo4j.exceptions import (
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    UnsupportedServerProduct,
)

from orggraph.bootstrap import open_store
from orggraph.errors import InvalidInput, StoreError
from orggraph.settings import Settings
from orggraph.stores.neo4j.address import Address
from orggraph.stores.neo4j.database import Database
from orggraph.stores.neo4j.failures import told
from orggraph.stores.neo4j.migrate import prepare

HERE = Address.of("neo4j://ana@graph.example/sales")


def answered(code, message="m"):
    return Neo4jError._hydrate_neo4j(code=code, message=message)


class OtherServer(Database):
    """A server that says it is something else."""

    agent = ""

    def probe(self):
        return self.agent


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("neo4j://h", Address(uri="neo4j://h:7687")),
        ("bolt://h:17687/", Address(uri="bolt://h:17687")),
        ("neo4j+s://a%40b@h.example/x%20y", Address(uri="neo4j+s://h.example:7687", user="a@b", database="x y")),
        ("bolt+ssc://[::1]:1/d", Address(uri="bolt+ssc://[::1]:1", database="d")),
    ],
)
def test_a_url_names_server_user_and_database(url, address):
    assert Address.of(url) == address


@pytest.mark.parametrize(
    "url",
    ["neo4j://", "neo4j://h:port", "neo4j://h:99999", "neo4j://h/a/b", "neo4j://h?x=1", "neo4j+x://h", "bolt://h#f"],
)
def test_a_url_that_names_none_is_refused(url):
    with pytest.raises(InvalidInput, match=r"No Neo4j database can be found .* neo4j://user@host:port/database"):
        open_store(url)


def test_a_password_in_a_url_is_refused_and_not_repeated():
    with pytest.raises(InvalidInput, match="ORGGRAPH_NEO4J_PASSWORD_FILE") as refused:
        open_store("neo4j://ana:hush@h")
    assert "hush" not in str(refused.value)


def test_opening_asks_nothing_of_the_server():
    open_store("neo4j://127.0.0.1:1").close()


def test_a_password_comes_from_the_environment_or_from_a_file(tmp_path):
    file = tmp_path / "password"
    file.write_text("pässword ?\n", encoding="utf-8")
    given = "other"
    assert Settings(neo4j_password=None, neo4j_password_file=file).password_of_neo4j() == "pässword ?"
    assert Settings(neo4j_password=given, neo4j_password_file=file).password_of_neo4j() == given
    assert Settings(neo4j_password=None, neo4j_password_file=None).password_of_neo4j() == ""
    assert given not in repr(Settings(neo4j_password=given))


def test_a_password_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(InvalidInput, match="nowhere cannot be read"):
        Settings(neo4j_password=None, neo4j_password_file=tmp_path / "nowhere").password_of_neo4j()


@pytest.mark.parametrize("agent", ["Neo4j/5.25.1", "Neo4j/4.4.30", "Neo4j/dev", "Memgraph/3.1.0", ""])
def test_a_server_of_another_kind_or_age_is_refused(agent):
    database = OtherServer(HERE, "")
    database.agent = agent
    with pytest.raises(StoreError, match=r"Use Neo4j 5\.26 or later\."):
        prepare(database, "me")
    database.close()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ServiceUnavailable("x"), "cannot be reached. Check that it runs"),
        (OSError("x"), "cannot be reached. Check that it runs"),
        (IncompleteCommit(), "broke while it was writing: what was sent is there whole, or not at all."),
        (ConnectionAcquisitionTimeoutError("x"), "are in use. Try again in a moment."),
        (UnsupportedServerProduct("x"), "cannot be talked to: x. Use Neo4j 5.26 or later, at its Bolt port."),
        (answered("Neo.ClientError.Security.Unauthorized"), "refused the user 'ana' or their password."),
        (answered("Neo.ClientError.Security.AuthenticationRateLimit"), "refused the user 'ana' or their password."),
        (answered("Neo.ClientError.Database.DatabaseNotFound"), "has no database 'sales'."),
        (answered("Neo.TransientError.General.OutOfMemoryError"), "ran out of memory. Give it more heap"),
        (answered("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), "ran out of memory. Give it more heap"),
        (answered("Neo.ClientError.Transaction.TransactionTimedOut"), "took too long to answer."),
        (answered("Neo.TransientError.Database.DatabaseUnavailable"), "has its database 'sales' stopped."),
        (
            answered("Neo.DatabaseError.Transaction.TransactionLogError", "Could not append transaction: #8 to log."),
            "cannot write to its disk. Make room there",
        ),
        (
            answered("Neo.DatabaseError.Transaction.TransactionStartFailed", "It needs to be restarted."),
            "has stopped working after something like a full disk. Look at the server's log",
        ),
        (
            answered("Neo.DatabaseError.Transaction.TransactionCommitFailed", "No space left on device"),
            "cannot write: No space left on device. Check the disk's space",
        ),
        (
            answered("Neo.DatabaseError.General.UnknownError", "boom"),
            "could not do it: boom (Neo.DatabaseError.General",
        ),
    ],
)
def test_what_the_driver_raises_is_told_in_words(error, said):
    with pytest.raises(StoreError) as raised, told(HERE):
        raise error
    assert said in str(raised.value)
    assert raised.value.__cause__ is error
    assert "graph.example" in str(raised.value)


def test_a_broken_constraint_stays_what_it_is():
    with pytest.raises(ConstraintError), told(HERE):
        raise ConstraintError("taken")
