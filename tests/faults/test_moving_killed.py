"""A command that moves a workspace and is killed in the middle: nobody sees half of it, and the same command goes on where it was."""

import json
import subprocess
import time

import pytest

from orggraph.bootstrap import formats, now, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import AccountFilter
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.listing import list_accounts
from orggraph.usecases.moving import AT_ONCE, copy, dump
from tests.cli.running import ORGGRAPH

PEOPLE = 4_000
SERVER = pytest.param("neo4j", marks=pytest.mark.neo4j)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """An org chart whose archive takes some parts to write."""
    url = f"sqlite:///{tmp_path_factory.mktemp('source')}/from.db"
    store = open_store(url)
    rows = [f"{n},Person {n:05d},Manager,{(n - 1) // 6 if n else ''}" for n in range(PEOPLE)]
    content = "\n".join(["id,name,title,manager id", *rows]).encode()
    import_file(
        store, LOCAL, formats(), ImportRequest(file_name="c.csv", content=content, account_name="Exemplis"), now()
    )
    store.close()
    return url


@pytest.fixture(params=["sqlite", SERVER])
def target(request, tmp_path):
    return f"sqlite:///{tmp_path}/to.db" if request.param == "sqlite" else request.getfixturevalue("neo4j_url")


def killed_when_begun(command, store):
    """Run a command that writes into a store, and kill it when the first part is there."""
    running = subprocess.Popen([ORGGRAPH, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(6_000):
        begun = store.restoring(LOCAL)
        if begun:
            break
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    running.kill()
    running.communicate()
    return begun


@pytest.mark.parametrize("through", ["copy", "restore"])
def test_a_command_that_was_killed_shows_nothing_and_goes_on(source, target, tmp_path, through):
    one, other = open_store(source), open_store(target)
    other.ready()
    sent = dump(one, LOCAL, tmp_path / "a.gz")
    command = ["store", "copy", source, target, "--json"]
    if through == "restore":
        command = ["--store", target, "store", "restore", str(tmp_path / "a.gz"), "--json"]
    begun = killed_when_begun(command, other)
    assert begun.content.entries % AT_ONCE == 0
    assert 0 < begun.content.entries < sent.entries
    assert list_accounts(other, LOCAL, AccountFilter(), 10, None).total == 0
    again = subprocess.run([ORGGRAPH, *command], capture_output=True, text=True, check=True)
    assert json.loads(again.stdout) == {"entries": sent.entries, "content": sent.digest}
    assert list_accounts(other, LOCAL, AccountFilter(), 10, None).total == 1
    with one.reading(LOCAL) as there, other.reading(LOCAL) as here:
        assert list(there.everything()) == list(here.everything())
    one.close()
    other.close()


def test_what_is_there_when_a_command_was_killed_is_not_written_again(source, target):
    one, other = open_store(source), open_store(target)
    other.ready()
    begun = killed_when_begun(["store", "copy", source, target], other)
    seen = []
    copy(one, other, LOCAL, lambda *step: seen.append(step))
    assert seen[0][1] > begun.content.entries
    one.close()
    other.close()
