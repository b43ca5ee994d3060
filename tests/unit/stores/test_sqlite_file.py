"""The embedded store's file: whose it is, who may read it, how it gets older and what happens when it breaks."""

import os
import re
import shutil
import sqlite3
import stat
import threading
from dataclasses import replace

import pytest

from orggraph.domain.viewer import Role
from orggraph.errors import InvalidInput, StoreError
from orggraph.stores.keys import Token
from orggraph.stores.registry import open_store
from orggraph.stores.sqlite import SqliteStore, questions
from orggraph.stores.sqlite.migrate import APPLICATION_ID, migrations, prepare
from tests.contract.kit import ANA, START, account, batch, facts_around, of_person, publish, say

NEXT = (
    "-- a step that only these tests know\n"
    "CREATE TABLE notes (body TEXT NOT NULL) STRICT;\n"
    "INSERT INTO notes SELECT 'about ' || name FROM workspaces;"
)
PAGE = 4096
BREAKS = "CREATE TABLE half (body TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "store.db"


def filled(file):
    """Make a store with something in it."""
    store = SqliteStore.open(str(file))
    publish(store, account("ours", is_ours=True))
    store.close()
    return file


def ask(file, question):
    connection = sqlite3.connect(file)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def files_of(folder):
    return {place.name: place.read_bytes() for place in folder.iterdir()}


def mode(place):
    return stat.filemode(place.stat().st_mode)


def test_a_new_file_is_made_readable_by_its_owner_alone(file):
    store = SqliteStore.open(str(file))
    publish(store, account("ours", is_ours=True))
    with store.reading(ANA):
        made = {place.name: mode(place) for place in file.parent.iterdir()}
    endings = ("", "-wal", "-shm", "-audit", "-audit-wal", "-audit-shm")
    assert made == dict.fromkeys((f"store.db{ending}" for ending in endings), "-rw-------")
    store.close()
    assert sorted(place.name for place in file.parent.iterdir()) == ["store.db", "store.db-audit"]


def test_a_new_file_says_what_it_is_and_is_written_ahead(file):
    filled(file)
    assert ask(file, "PRAGMA journal_mode") == [("wal",)]
    assert ask(file, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(file, "PRAGMA user_version") == [(len(migrations()),)]


def test_every_table_is_strict(file):
    loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'searched%'"
    assert ask(filled(file), loose) == []


def test_an_empty_file_becomes_a_store(file):
    file.touch()
    assert facts_around(SqliteStore.open(str(filled(file))), None) is not None


def test_a_new_file_that_another_process_is_setting_up_is_waited_for(file):
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, other.commit)
    done.start()
    prepare(file)
    done.join()
    other.close()
    assert ask(file, "PRAGMA user_version") == [(len(migrations()),)]


def test_a_path_may_hold_any_characters(tmp_path):
    folder = tmp_path / "50 % off? #1 'é'"
    folder.mkdir()
    filled(folder / "store?x=1.db")
    assert sorted(place.name for place in folder.iterdir()) == ["store?x=1.db", "store?x=1.db-audit"]


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(StoreError, match="no folder"):
        SqliteStore.open(str(tmp_path / "new" / "store.db"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        SqliteStore.open(str(tmp_path))


@pytest.mark.parametrize("url", ["sqlite:///:memory:", "sqlite:///", "sqlite:", "postgres://x", ""])
def test_a_url_that_names_no_file_is_refused(url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInput, match="No store"):
        open_store(url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"just text\n", b"\x00" * 4096, b"PK\x03\x04" + b"x" * 2000])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(file, content):
    file.write_bytes(content)
    with pytest.raises(
        StoreError, match=r"store\.db cannot be opened as a store: .*\. The file is damaged or no store"
    ):
        SqliteStore.open(str(file))
    assert files_of(file.parent) == {"store.db": content}


@pytest.mark.parametrize(
    "made", ["CREATE TABLE x (y)", "PRAGMA user_version = 1", "PRAGMA application_id = 7", "PRAGMA user_version = 99"]
)
@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_database_of_something_else_is_refused_and_left_as_it_is(file, made, journal):
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(made)
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreError, match="something else"):
        SqliteStore.open(str(file))
    assert files_of(file.parent)["store.db"] == before


def test_a_file_of_ours_that_does_not_say_so_yet_is_taken(file):
    first, *others = migrations()
    connection = sqlite3.connect(file)
    connection.executescript(first)
    connection.execute("INSERT INTO workspaces (name) VALUES ('one')")
    connection.commit()
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    prepare(file)
    assert ask(file, "SELECT name FROM workspaces") == [("one",)]
    assert ask(file, "PRAGMA user_version") == [(1 + len(others),)]


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(file):
    filled(file)
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = files_of(file.parent)
    with pytest.raises(StoreError, match=rf"newer version \(schema 99; this one knows {len(migrations())}\)"):
        SqliteStore.open(str(file))
    assert files_of(file.parent)["store.db"] == before["store.db"]


def test_an_older_file_is_migrated_after_a_backup_of_it(file):
    filled(file)
    prepare(file, [*migrations(), NEXT])
    newest = len(migrations()) + 1
    assert ask(file, "SELECT body FROM notes") == [("about one",)]
    assert ask(file, "PRAGMA user_version") == [(newest,)]
    backup = file.with_name(f"store.db.before-{newest}.bak")
    assert mode(backup) == "-rw-------"
    assert {place.name for place in file.parent.iterdir()} == {"store.db", "store.db-audit", backup.name}
    shutil.move(backup, file)
    found = facts_around(SqliteStore.open(str(file)), None)
    assert found is not None
    assert found.account == account("ours", is_ours=True)


def test_a_backup_holds_what_was_written_last_though_it_is_still_beside_the_file(file):
    store = SqliteStore.open(str(file))
    publish(store, account("ours", is_ours=True))
    assert file.with_name("store.db-wal").stat().st_size > 0
    prepare(file, [*migrations(), NEXT])
    backup = file.with_name(f"store.db.before-{len(migrations()) + 1}.bak")
    assert ask(backup, "SELECT name, revision FROM workspaces") == [("one", 1)]
    store.close()


def test_a_new_file_is_not_backed_up(file):
    prepare(file, [*migrations(), NEXT])
    assert [place.name for place in file.parent.iterdir()] == ["store.db"]


def test_steps_are_taken_one_after_the_other_from_wherever_the_file_is(file):
    first, *_ = migrations()
    prepare(file, [first])
    prepare(file, [first, NEXT, "DROP TABLE notes;", NEXT])
    assert ask(file, "PRAGMA user_version") == [(4,)]


def older(file, steps, *more):
    """Make a file as it was after some steps, which holds what `filled` puts there."""
    newest = file.with_name("newest.db")
    filled(newest)
    prepare(file, migrations()[:steps])
    connection = sqlite3.connect(file)
    connection.execute("ATTACH ? AS newest", (str(newest),))
    for table in ("workspaces", "batches", "publications", "facts"):
        connection.execute(f"INSERT INTO {table} SELECT * FROM newest.{table}")  # noqa: S608
    for command in more:
        connection.execute(command)
    connection.commit()
    connection.close()


def test_a_token_of_the_time_before_roles_may_do_everything(file):
    older(file, 3, "INSERT INTO tokens (digest, workspace, name, created_at) VALUES ('d', 'one', 'rep', 5)")
    store = SqliteStore.open(str(file))
    token = store.find_token("d")
    assert (token.name, token.roles, token.scopes, token.revoked_at) == ("rep", tuple(Role), None, None)
    store.close()


def test_what_was_retracted_in_an_older_file_is_known_by_the_edit_that_did_it(file):
    said = (
        "INSERT INTO observations (number, workspace, id, subject, body) VALUES (1, 1, 'o', 's', '{}')",
        "INSERT INTO retractions (observation, revision, at) SELECT 1, revision, 5 FROM publications",
    )
    older(file, 4, *said)
    SqliteStore.open(str(file)).close()
    assert ask(file, "SELECT r.batch = p.batch FROM retractions AS r JOIN publications AS p") == [(1,)]


def test_what_an_older_file_holds_is_found_by_its_words(file):
    older(file, 2)
    store = SqliteStore.open(str(file))
    with store.reading(ANA) as reader:
        assert reader.search("our", 9, None).rows == (account("ours", is_ours=True),)
    publish(store, account("theirs", id="acc_ours"))
    with store.reading(ANA) as reader:
        assert [reader.search(text, 9, None).total for text in ("our", "their")] == [0, 1]
    store.close()


def test_a_migration_that_breaks_leaves_the_file_as_it_was(file):
    filled(file)
    with pytest.raises(StoreError, match="nowhere"):
        prepare(file, [*migrations(), NEXT, BREAKS])
    assert ask(file, "PRAGMA user_version") == [(len(migrations()),)]
    assert ask(file, "SELECT count(*) FROM sqlite_master WHERE name IN ('notes', 'half')") == [(0,)]
    store = SqliteStore.open(str(file))
    assert facts_around(store, None) is not None
    store.close()


def test_a_migrated_file_is_not_for_an_older_version(file):
    prepare(file, [*migrations(), NEXT])
    with pytest.raises(StoreError, match="newer version"):
        prepare(file)


def test_every_migration_is_a_numbered_script_that_ends_whole():
    assert len(migrations()) >= 1
    assert all(sqlite3.complete_statement(script) for script in migrations())


def spoil(file, begin, end):
    with file.open("r+b") as handle:
        handle.seek(begin)
        handle.write(b"\xa5" * (end - begin))


def test_a_damaged_file_says_so_and_is_not_replaced(file):
    filled(file)
    for table in ("facts", "observations", "workspaces"):
        [(page,)] = ask(file, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")  # noqa: S608
        spoil(file, (page - 1) * PAGE, page * PAGE)
    before = file.read_bytes()
    store = SqliteStore.open(str(file))
    with (
        pytest.raises(StoreError, match=r"store\.db cannot be used: .* The file is damaged"),
        store.reading(ANA) as reader,
    ):
        list(reader.everything())
    with pytest.raises(StoreError, match="damaged"):
        say(store, batch(1), of_person("hr:1"))
    store.close()
    assert file.read_bytes() == before


def test_a_file_whose_first_page_is_damaged_is_not_opened(file):
    filled(file)
    spoil(file, 0, 100)
    before = files_of(file.parent)
    with pytest.raises(StoreError, match="damaged or no store"):
        SqliteStore.open(str(file))
    assert files_of(file.parent) == before


def test_a_file_that_was_cut_off_is_not_filled_up(file):
    filled(file)
    os.truncate(file, 3 * PAGE)
    with pytest.raises(StoreError, match="damaged"), SqliteStore.open(str(file)).reading(ANA) as reader:
        list(reader.everything())
    assert file.stat().st_size == 3 * PAGE


def test_when_the_disk_is_full_nothing_is_kept_and_the_message_says_what_to_do(file):
    store = SqliteStore.open(str(file))
    publish(store, account("ours", is_ours=True))
    pages = store._writer.execute("PRAGMA page_count").fetchone()[0]
    store._writer.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(StoreError, match=r"full\. Make room on the disk"):
        store.stage(ANA, batch(1), [of_person(f"hr:{n}", name="x" * 500) for n in range(500)])
    with pytest.raises(StoreError, match="Make room"):
        publish(store, *(account(f"{n}" * 50, id=f"acc_{n}") for n in range(500)))
    with store.reading(ANA) as reader:
        assert (reader.revision, [v.fact.name for v in reader.everything()]) == (1, ["ours"])
    store._writer.execute(f"PRAGMA max_page_count = {pages + 5000}")
    assert publish(store, account("client")) == 2
    store.close()


def test_a_write_that_another_program_holds_up_says_so(file):
    store = SqliteStore.open(str(filled(file)))
    store._writer.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"locked\. Another program holds the file"):
        publish(store, account("client"))
    other.rollback()
    other.close()
    assert publish(store, account("client")) == 2
    store.close()


def test_a_file_that_went_away_is_not_made_again(file):
    store = SqliteStore.open(str(filled(file)))
    file.unlink()
    with pytest.raises(StoreError, match="Check that you may read"), store.reading(ANA):
        pass
    assert not file.exists()
    store.close()


def test_a_token_is_on_the_disk_when_it_is_given(file):
    store = SqliteStore.open(str(file))
    asked = []
    store._writer.set_trace_callback(asked.append)
    store.save_token(Token(name="rep", digest="d", created_at=START, workspace="one", roles=()))
    publish(store, account("ours", is_ours=True))
    store._writer.set_trace_callback(None)
    store.close()
    assert [one for one in asked if "synchronous" in one] == [
        "PRAGMA synchronous = FULL",
        "PRAGMA synchronous = NORMAL",
    ]
    assert {one for one in asked if one.startswith("BEGIN")} == {"BEGIN IMMEDIATE"}


def test_a_reading_that_outlives_the_store_lets_go_of_the_file(file):
    store = SqliteStore.open(str(filled(file)))
    with store.reading(ANA) as reader:
        store.close()
        assert reader.revision == 1
    assert store._idle == []


def test_statements_do_not_grow_with_the_rows(file):
    store = SqliteStore.open(str(file))
    counts = []
    for number, size in enumerate((10, 2_000)):
        said = [of_person(f"hr:{number}/{n}") for n in range(size)]
        with store.reading(ANA) as reader:
            asked = []
            reader._connection.set_trace_callback(asked.append)
            reader.live([o.id for o in said])
            reader.statements([o.subject for o in said], [o.subject for o in said])
            reader._connection.set_trace_callback(None)
        counts.append(len(asked))
        say(store, replace(batch(number)), *said)
    store.close()
    assert counts == [2, 2]


@pytest.mark.parametrize(
    "name",
    [
        "FACTS_BY_ID",
        "FACTS_UNDER",
        "EDGES_AT",
        "EDGES_AMONG",
        "TIES_TO",
        "MET",
        "PEOPLE_OF",
        "OURS",
        "TIES",
        "COUNT_TIES",
    ],
)
def test_a_question_about_some_goes_through_no_more_of_the_workspace(file, name):
    question = getattr(questions, name)
    numbers = {int(number) for number in re.findall(r"\?(\d)", question)}
    connection = sqlite3.connect(filled(file))
    plan = connection.execute(f"EXPLAIN QUERY PLAN {question}", [None] * max(numbers)).fetchall()
    connection.close()
    assert [step for *_, step in plan if re.search(r"SCAN (?:f|m|p|facts)\b|\(workspace=\?\)", step)] == []
