"""An import that is killed: the store holds all of it or none, is whole, and takes the file again."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from orggraph.domain.observations import ImportState
from orggraph.domain.viewer import LOCAL
from orggraph.stores.sqlite import SqliteStore

ORGGRAPH = str(Path(sys.executable).parent / "orggraph")
ROWS = 1_500
WRITTEN = (1, 300_000, 900_000, 1_800_000)
"""Bytes written ahead at which the import is killed: as it begins to keep rows, in the middle, and as it publishes."""
SHARES = (0.4, 0.7, 0.95)
"""Parts of the time that an import takes at which it is killed."""


def imported(store, file):
    command = [ORGGRAPH, "--store", f"sqlite:///{store}", "import", str(file), "--owner", "Cy Dee", "--yes"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def run_whole(store, file):
    started = time.monotonic()
    _, trouble = imported(store, file).communicate(timeout=120)
    assert trouble == b""
    return time.monotonic() - started


def written(store):
    log = store.with_name(f"{store.name}-wal")
    return log.stat().st_size if log.exists() else 0


def kill_when(process, reached):
    """Kill an import as soon as something is reached, unless it is over before."""
    started = time.monotonic()
    while process.poll() is None and not reached(time.monotonic() - started):
        time.sleep(0.001)
    process.kill()
    process.communicate(timeout=60)


def state(store):
    """Check that the file is whole, and give how many publications and imports there are, and all facts."""
    connection = sqlite3.connect(store)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    opened = SqliteStore.open(str(store))
    try:
        with opened.reading(LOCAL) as reader:
            done = [one for one in reader.batches(100, None).rows if one.state is ImportState.DONE]
            return reader.revision, len(done), list(reader.everything())
    finally:
        opened.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    rows = (
        f"Ana{n},Bo{n},https://www.linkedin.com/in/ana-{n},,Firm {n % 90},Head of {n % 7},{1 + n % 28:02} Mar 2024"
        for n in range(ROWS)
    )
    made = tmp_path_factory.mktemp("export") / "Connections.csv"
    made.write_text("\n".join(["First Name,Last Name,URL,Email Address,Company,Position,Connected On", *rows, ""]))
    return made


def test_an_import_that_is_killed_leaves_all_or_nothing_and_can_be_run_again(file, tmp_path):
    whole, store = tmp_path / "whole.db", tmp_path / "store.db"
    lasted = run_whole(whole, file)
    revision, imports, facts = state(whole)
    assert (revision, imports) == (1, 1)
    assert len(facts) > 2 * ROWS
    by_size = [lambda _, size=size: written(store) >= size for size in WRITTEN]
    by_time = [lambda passed, share=share: passed >= share * lasted for share in SHARES]
    cut_short = []
    for reached in (*by_size, *by_time):
        kill_when(imported(store, file), reached)
        if not store.exists():
            continue
        found = state(store)
        if found[0]:
            assert found == (1, 1, facts)
            store.unlink()
        else:
            assert found == (0, 0, [])
            cut_short.append(reached)
    assert cut_short, "else nothing was shown"
    run_whole(store, file)
    assert state(store) == (1, 1, facts)
