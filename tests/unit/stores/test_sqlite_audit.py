"""The audit log of an SQLite store: a file that SQL cannot change, whose chain shows what was changed all the same."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from orggraph.domain.audit import AuditEvent
from orggraph.errors import StoreError
from orggraph.stores.sqlite import SqliteStore
from orggraph.usecases.doctor import examine
from tests.contract.kit import ANA, START, account, deal, person, publish, stakeholder

PROCESSES, ENTRIES = 3, 20


@pytest.fixture
def file(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def log(file):
    """The file of a log with five entries."""
    store = SqliteStore.open(str(file))
    for n in range(5):
        add(store, f"user {n}")
    store.close()
    return file.with_name("store.db-audit")


def add(store, who="ana"):
    return store.audit.append(ANA, AuditEvent(at=START, who=who, action="EXPORTED"))


def run(path, *commands):
    with closing(sqlite3.connect(path)) as connection:
        for command in commands:
            connection.execute(command)
        connection.commit()


def tamper(path, *commands):
    """Do what the triggers refuse, as somebody does who may write the file."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for command in commands:
            connection.execute(command)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def found(file):
    store = SqliteStore.open(str(file))
    examination = examine(store)
    store.close()
    return examination


def broken(file):
    (chain,) = found(file).chains
    return chain.broken_at, chain.problem


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE entries SET who = 'bo' WHERE number = 2",
        "DELETE FROM entries WHERE number = 5",
        "DELETE FROM entries",
        "INSERT INTO entries SELECT workspace, 9, at, who, action, subject, detail, hash FROM entries WHERE number = 1",
        "INSERT OR REPLACE INTO entries SELECT workspace, 3, at, 'bo', action, subject, detail, hash FROM entries WHERE number = 3",
        "UPDATE heads SET number = 4",
        "UPDATE heads SET hash = 'x'",
        "DELETE FROM heads",
        "UPDATE identity SET value = 'x'",
        "DELETE FROM identity",
        "INSERT OR REPLACE INTO heads VALUES ('one', 2, 'x')",
        "INSERT OR REPLACE INTO heads VALUES ('one', 6, 'x')",
        "INSERT INTO heads VALUES ('two', 1, 'x')",
        "INSERT OR REPLACE INTO identity VALUES (1, 'x')",
    ],
)
def test_sql_cannot_change_the_log(log, file, command):
    before = log.read_bytes()
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        run(log, command)
    assert log.read_bytes() == before
    assert broken(file) == (None, None)


@pytest.mark.parametrize(
    ("commands", "where", "problem"),
    [
        (["UPDATE entries SET who = 'bo' WHERE number = 3"], 3, "was changed"),
        (["UPDATE entries SET detail = '{\"a\":1}' WHERE number = 1"], 1, "was changed"),
        (["UPDATE entries SET at = at + 1 WHERE number = 5"], 5, "was changed"),
        (["DELETE FROM entries WHERE number = 3"], 3, "is missing"),
        (["DELETE FROM entries WHERE number = 1"], 1, "is missing"),
        (["DELETE FROM entries WHERE number = 5"], 5, "is missing"),
        (["DELETE FROM entries WHERE number > 2"], 3, "is missing"),
        (["DELETE FROM entries"], 1, "is missing"),
        (["DELETE FROM heads"], 5, "is the last, but the head of the chain is missing"),
        (
            ["UPDATE heads SET number = 4, hash = (SELECT hash FROM entries WHERE number = 4)"],
            5,
            "is not what the head of the chain says",
        ),
        (["UPDATE entries SET workspace = 'two' WHERE number = 5"], 5, "is missing"),
    ],
)
def test_what_was_changed_all_the_same_is_told(log, file, commands, where, problem):
    tamper(log, *commands)
    examination = found(file)
    (chain, *_) = examination.chains
    assert (chain.workspace, chain.broken_at, chain.problem) == ("one", where, problem)
    assert not examination.is_well


def test_a_log_that_is_gone_or_is_another_one_is_told(log, file, tmp_path):
    log.unlink()
    (problem,) = found(file).problems
    assert "is not the audit log that belongs to" in problem
    other = SqliteStore.open(str(tmp_path / "other.db"))
    other.close()
    shutil.copy(tmp_path / "other.db-audit", log)
    assert found(file).problems == (problem,)


def test_a_damaged_page_of_the_log_is_told(log, file):
    [(page,)] = (
        sqlite3.connect(log).execute("SELECT rootpage FROM sqlite_master WHERE name = 'entries_by_who'").fetchall()
    )
    with log.open("r+b") as handle:
        handle.seek((page - 1) * 4096)
        handle.write(b"\xa5" * 4096)
    assert any("store.db-audit" in problem for problem in found(file).problems)


def test_a_fact_that_names_what_is_not_there_is_told(file):
    store = SqliteStore.open(str(file))
    publish(store, account("a"), person("ana", "a"), deal("d", "a"), stakeholder("ana", "d"), stakeholder("bo", "d"))
    assert examine(store).dangling == {"one": ("stk_bo_d names per_bo",)}
    store.close()


def test_an_entry_does_not_wait_for_a_publication(file):
    store = SqliteStore.open(str(file))
    with closing(sqlite3.connect(file, isolation_level=None)) as publishing:
        publishing.execute("BEGIN IMMEDIATE")
        assert add(store).number == 1
        publishing.execute("ROLLBACK")
    store.close()


def test_an_entry_is_on_the_disk_when_it_was_added(file):
    store = SqliteStore.open(str(file))
    assert store.audit._writer.execute("PRAGMA synchronous").fetchone() == (2,)
    store.close()


def test_what_cannot_be_logged_is_not_published(file):
    store = SqliteStore.open(str(file))
    event = AuditEvent(at=START, who="ana", action="CHANGED")
    store.audit.close()
    with pytest.raises(StoreError, match="closed"):
        publish(store, account("a"), event=event)
    with store.reading(ANA) as reader:
        assert (reader.revision, list(reader.everything())) == (0, [])
    store.close()


def test_the_log_is_no_store_and_a_store_no_log(log, file):
    with pytest.raises(StoreError, match="something else"):
        SqliteStore.open(str(log))
    shutil.copy(file, file.with_name("two.db-audit"))
    with pytest.raises(StoreError, match="something else"):
        SqliteStore.open(str(file.with_name("two.db")))


WRITER = """
import sys
from orggraph.domain.audit import AuditEvent
from orggraph.stores.sqlite import SqliteStore
from tests.contract.kit import ANA, START
store = SqliteStore.open(sys.argv[1])
for number in range(int(sys.argv[2])):
    store.audit.append(ANA, AuditEvent(at=START, who=sys.argv[3], action="EXPORTED"))
store.close()
"""


def test_several_processes_write_one_chain(file):
    SqliteStore.open(str(file)).close()
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file), str(ENTRIES), f"process {n}"])
        for n in range(PROCESSES)
    ]
    assert [one.wait(timeout=60) for one in running] == [0] * PROCESSES
    (chain,) = found(file).chains
    assert (chain.entries, chain.problem) == (PROCESSES * ENTRIES, None)
