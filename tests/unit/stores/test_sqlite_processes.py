"""Several processes and one file: nobody is turned away, nothing is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from orggraph.stores.sqlite import SqliteStore
from orggraph.stores.sqlite.migrate import migrations
from tests.contract.kit import ANA, account, publish

ROOT = Path(__file__).parents[3]
PROCESSES, ROUNDS = 4, 12
WRITER = """
import sys
from orggraph.domain.facts import Version
from orggraph.errors import OvertakenError
from orggraph.stores.base import Publication
from orggraph.stores.sqlite import SqliteStore
from tests.contract.kit import ANA, account, batch, of_person

place, writer, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
store = SqliteStore.open(place)
for number in range(writer * rounds, (writer + 1) * rounds):
    made, fact = batch(number), account(f"{number}")
    store.stage(ANA, made, [of_person(f"hr:{number}/{n}") for n in range(20)])
    while True:
        with store.reading(ANA) as reader:
            revision = reader.revision
        try:
            store.publish(ANA, Publication(base_revision=revision, batch=made, facts={fact.id: (Version(fact),)}))
            break
        except OvertakenError:
            pass
store.close()
"""
OPENER = """
import sys
from orggraph.stores.sqlite import migrate
from pathlib import Path

steps = [*migrate.migrations(), *sys.argv[2:]]
print("ready", flush=True)
sys.stdin.readline()
migrate.prepare(Path(sys.argv[1]), steps)
"""


def at_once(script, *arguments):
    """Start a process for each tuple of arguments, let them go all at once, and give what each said of trouble."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, *map(str, given)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for given in arguments
    ]  # fmt: skip
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate(timeout=60)[1] for process in running]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "store.db"


def test_writers_of_several_processes_lose_nothing_and_are_never_locked_out(file):
    assert at_once(WRITER, *((file, n, ROUNDS) for n in range(PROCESSES))) == [""] * PROCESSES
    store = SqliteStore.open(str(file))
    with store.reading(ANA) as reader:
        assert reader.revision == PROCESSES * ROUNDS
        assert reader.batches(100, None).total == PROCESSES * ROUNDS
        assert len(list(reader.everything())) == PROCESSES * ROUNDS
        said = [f"hr:{number}/{n}" for number in range(PROCESSES * ROUNDS) for n in range(20)]
        assert len(reader.statements(said)) == len(said)
    store.close()


def test_a_new_file_may_be_opened_by_several_processes_at_once(file):
    assert at_once(OPENER, *((file,) for _ in range(PROCESSES))) == [""] * PROCESSES


def test_an_older_file_is_migrated_once_though_several_processes_open_it(file):
    store = SqliteStore.open(str(file))
    publish(store, account("ours", is_ours=True))
    store.close()
    step = "CREATE TABLE notes (body TEXT NOT NULL) STRICT; INSERT INTO notes VALUES ('once');".replace("; ", ";\n")
    assert at_once(OPENER, *((file, step) for _ in range(PROCESSES))) == [""] * PROCESSES
    backups = [place.name for place in file.parent.iterdir() if place.suffix == ".bak"]
    assert backups == [f"store.db.before-{len(migrations()) + 1}.bak"]
