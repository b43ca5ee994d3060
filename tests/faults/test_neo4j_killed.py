"""A Neo4j server that is killed and started again: nothing acknowledged is lost, nothing is there by half, work goes on."""

import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.observations import ImportState
from orggraph.domain.viewer import LOCAL
from orggraph.errors import StoreError
from orggraph.stores.base import AccountFilter
from orggraph.usecases.edit_people import save_account
from orggraph.usecases.editing import Edit
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.listing import list_accounts, list_imports
from orggraph.usecases.moving import copy
from orggraph.usecases.progress import Step, unwatched

pytestmark = pytest.mark.neo4j

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEOPLE = 1_000
WRITERS = 3


@pytest.fixture
def store(own_neo4j_server):
    opened = open_store(own_neo4j_server.url)
    opened.ready()
    yield opened
    opened.close()


def chart(people):
    rows = [f"{n},Person {n:05d},Manager,{(n - 1) // 6 if n else ''}" for n in range(people)]
    content = "\n".join(["id,name,title,manager id", *rows]).encode()
    return ImportRequest(file_name="chart.csv", content=content, account_name="Exemplis")


def take(store, request, watch=unwatched):
    return import_file(store, LOCAL, formats(), request, NOW, watch)


def facts(store):
    with store.reading(LOCAL) as reader:
        return list(reader.everything())


def expected_facts():
    store = open_store("memory:")
    take(store, chart(PEOPLE))
    return facts(store)


class Moment:
    """Watches an import, and tells when it has come to a step of writing."""

    def __init__(self, staged):
        self.staged = staged
        self.come = threading.Event()

    def __call__(self, step, done, total):
        if step is Step.WRITING and (done == total) is self.staged:
            self.come.set()


@pytest.mark.parametrize(
    ("staged", "later"), [(False, 0.1), (True, 0.0), (True, 0.4)], ids=["staging", "staged", "publishing"]
)
def test_an_import_in_which_the_server_died_is_there_whole_or_not_at_all_and_can_be_sent_again(
    own_neo4j_server, store, staged, later
):
    moment = Moment(staged)
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(take, store, chart(PEOPLE), moment)
        moment.come.wait(timeout=60)
        time.sleep(later)
        own_neo4j_server.kill()
        error = working.exception(timeout=60)
    own_neo4j_server.start()
    expected = expected_facts()
    if error is None:
        assert [one.id for one in list_imports(store, LOCAL, 10, None).rows] == [working.result().id]
    else:
        assert isinstance(error, StoreError)
        assert facts(store) in ([], expected)
    assert take(store, chart(PEOPLE)).state is ImportState.DONE
    assert facts(store) == expected


def test_every_acknowledged_edit_outlives_the_server(own_neo4j_server, store):
    stopping = threading.Event()
    kept = []

    def write(writer):
        number = 0
        while not stopping.is_set():
            name = f"writer {writer} edit {number:04d}"
            edit = Edit(LOCAL, NOW + timedelta(seconds=number), "saveAccount", name)
            with contextlib.suppress(StoreError):
                kept.append((name, save_account(store, edit, None, {"name": name})))
                number += 1

    def wait_for_more():
        wanted = len(kept) + 2 * WRITERS
        for _ in range(1200):
            if len(kept) >= wanted:
                return
            time.sleep(0.1)
        raise AssertionError(f"only {len(kept)} edits of {wanted} were acknowledged")

    with ThreadPoolExecutor(WRITERS) as threads:
        writers = [threads.submit(write, writer) for writer in range(WRITERS)]
        try:
            wait_for_more()
            own_neo4j_server.kill()
            own_neo4j_server.start()
            wait_for_more()
        finally:
            stopping.set()
        for writer in writers:
            writer.result(timeout=60)
    page = list_accounts(store, LOCAL, AccountFilter(), 10_000, None)
    assert sorted((account.name, account.id) for account in page.rows) == sorted(kept)


def test_a_copy_in_which_the_server_died_goes_on_where_it_was(own_neo4j_server, store):
    source = open_store("memory:")
    take(source, chart(PEOPLE))
    killed_at = []

    def watch(step, done, total):
        if step is Step.WRITING and total is None and done >= PEOPLE and not killed_at:
            killed_at.append(done)
            own_neo4j_server.kill()

    with pytest.raises(StoreError):
        copy(source, store, LOCAL, watch, at_once=400)
    own_neo4j_server.start()
    assert facts(store) == []
    seen = []
    copied = copy(source, store, LOCAL, lambda *step: seen.append(step), at_once=400)
    assert seen[0] == (Step.WRITING, killed_at[0] + 400, None)
    assert copied.entries == seen[-1][1]
    assert facts(store) == facts(source)
