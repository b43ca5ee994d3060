"""What is followed at one process and changed at another, on one store; floods; and processes that stop or die."""

import contextlib
import json
import os
import subprocess
import threading
import time
from collections import Counter
from datetime import timedelta

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from orggraph.bootstrap import formats, now, open_store
from orggraph.domain.observations import ImportState
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.background import Background
from orggraph_api.limits import STREAMS
from tests.e2e.serving import ORGGRAPH, Server, new_token

CHANGED = "subscription($id: ID!) { dealChanged(dealId: $id) { id stage } }"
PROGRESS = "subscription($id: ID!) { importProgress(batchId: $id) { id state rowsRead rowsTotal } }"
ROWS = 2_000


@pytest.fixture(scope="module", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request, tmp_path_factory):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('following')}/test.db"
    given = request.getfixturevalue("neo4j_server")
    given.wipe()
    return given.url


@pytest.fixture(scope="module")
def two(store):
    """Two processes on one store."""
    token = new_token(store)
    servers = [Server(store, token), Server(store, token)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ORGGRAPH_TICK_MS", "50")
        for server in servers:
            server.start()
    yield servers
    for server in servers:
        server.stop()


@pytest.fixture(scope="module")
def deal(two):
    account = two[0].save("saveAccount", "SaveAccountInput", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    return save(two[0], name="Planning", accountId=account)


def save(server, **fields):
    return server.save("saveDeal", "SaveDealInput", fields, "deal { id }")["deal"]["id"]


@contextlib.contextmanager
def edited_again_and_again(server, deal):
    """Edit a deal until it was told: nobody says when following has begun."""
    over = threading.Event()

    def edit():
        number = 0
        while not over.wait(0.2):
            number += 1
            save(server, id=deal, stage=f"Stage {number}")

    editing = threading.Thread(target=edit)
    editing.start()
    try:
        yield
    finally:
        over.set()
        editing.join()


def test_an_edit_through_one_process_is_told_by_the_other(two, deal):
    here, there = two
    with here.following(CHANGED, id=deal) as told, here.events(CHANGED, id=deal) as events:
        with edited_again_and_again(there, deal):
            first, second = told()["payload"]["data"]["dealChanged"], next(events)
        assert first["id"] == deal
        assert first["stage"].startswith("Stage ")
        assert (second[0], second[1]["data"]["dealChanged"]["id"]) == ("next", deal)


def chart(folder):
    lines = [f"{n},Person {n},Manager,{n // 5 or ''}" for n in range(1, ROWS + 1)]
    file = folder / "chart.csv"
    file.write_text("\n".join(["id,name,title,manager id", *lines]))
    return file


def begun(server, file, account):
    """Begin an import."""
    return server.import_file(file, wait=False, accountId=account)["id"]


def test_an_import_at_one_process_is_followed_at_the_other(two, deal, tmp_path):
    here, there = two
    account = here.ask("query($id: ID!) { deal(id: $id) { account { id } } }", id=deal)["deal"]["account"]["id"]
    batch = begun(there, chart(tmp_path), account)
    with here.following(PROGRESS, id=batch) as told:
        seen = [told()["payload"]["data"]["importProgress"]]
        while seen[-1]["state"] == "RUNNING":
            seen.append(told()["payload"]["data"]["importProgress"])
        assert told() == {"type": "complete", "id": "1"}
    assert seen[-1] == {"id": batch, "state": "DONE", "rowsRead": ROWS, "rowsTotal": ROWS}
    listed = subprocess.run(
        [ORGGRAPH, "--store", here.store, "imports", "list"], capture_output=True, text=True, check=True
    )
    assert [line.split()[:3] for line in listed.stdout.splitlines()[1:]] == [[batch, "chart.csv", "DONE"]]


def test_a_token_revoked_on_the_command_line_ends_what_it_follows(two, deal):
    here = two[0]
    other = Server(here.store, new_token(here.store, "leaver"))
    other.url = here.url
    with other.following(CHANGED, id=deal) as told, other.events(CHANGED, id=deal) as events:
        subprocess.run([ORGGRAPH, "--store", here.store, "token", "revoke", "leaver"], check=True, capture_output=True)
        with pytest.raises(ConnectionClosed) as closed:
            told()
        assert closed.value.rcvd.code == 4401
        kind, answer = next(events)
        assert (kind, answer["errors"][0]["extensions"]["code"]) == ("next", "UNAUTHENTICATED")
        assert list(events) == [("complete", None)]


def comes_in(socket):
    """Give the first answer's type, or the code with which the server closed."""
    try:
        return json.loads(socket.recv(timeout=30))["type"]
    except ConnectionClosed as closed:
        return closed.rcvd.code


def close_code(socket):
    try:
        while True:
            socket.recv(timeout=30)
    except ConnectionClosed as closed:
        return closed.rcvd.code


def ends(socket, count):
    """Give how so many operations ended: all are answered or refused."""
    found = []
    while len(found) < count:
        message = json.loads(socket.recv(timeout=30))
        if message["type"] in {"complete", "error"}:
            found.append(message["type"])
    return found


def test_floods_are_refused_and_an_honest_request_beside_them_is_answered(two):
    here = two[0]
    init = json.dumps({"type": "connection_init", "payload": here.headers})
    with contextlib.ExitStack() as held:
        silent = [held.enter_context(here.socket()) for _ in range(30)]
        known = [held.enter_context(here.socket()) for _ in range(STREAMS.connections + 3)]
        for socket in known:
            socket.send(init)
        first = {socket: comes_in(socket) for socket in known}
        assert Counter(first.values()) == {"connection_ack": STREAMS.connections, 1013: 3}
        loud, busy, *_ = (socket for socket, came in first.items() if came == "connection_ack")
        loud.send("x" * (STREAMS.message_bytes + 1))
        assert close_code(loud) == 1009
        for number in range(200):
            query = {"query": "{ __typename }"}
            busy.send(json.dumps({"type": "subscribe", "id": str(number), "payload": query}))
        assert here.ask("{ __typename }") == {"__typename": "Query"}
        assert set(ends(busy, 200)) <= {"complete", "error"}
        assert {close_code(socket) for socket in silent} == {4408}
        refused = httpx.post(
            here.url, json={"query": "{ __typename }"}, headers=here.headers | {"Accept": "text/event-stream"}
        )
        assert refused.status_code in {200, 429}
    with here.following("{ __typename }") as told:
        assert told()["payload"]["data"] == {"__typename": "Query"}


def test_a_page_of_another_site_is_refused(two):
    with pytest.raises(InvalidStatus) as refused, two[0].socket(Origin="https://elsewhere.example"):
        pass
    assert refused.value.response.status_code == 403


def test_a_process_that_is_told_to_stop_ends_what_is_followed_first(store, two, deal):
    third = Server(store, two[0].headers["Authorization"].removeprefix("Bearer "))
    third.start()
    with third.following(CHANGED, id=deal) as told, third.events(CHANGED, id=deal) as events:
        third.process.terminate()
        with pytest.raises(ConnectionClosed) as closed:
            told()
        assert closed.value.rcvd.code == 1001
        assert list(events) == []
        third.process.wait(timeout=10)


def test_an_import_whose_process_is_killed_is_done_by_another(store, two, tmp_path):
    third = Server(store, two[0].headers["Authorization"].removeprefix("Bearer "))
    third.start()
    account = save_account(third)
    batch = begun(third, chart(tmp_path), account)
    third.process.kill()
    third.process.wait()
    opened = open_store(store)
    state = lambda: state_of(opened, batch)  # noqa: E731
    if state() is ImportState.RUNNING:
        Background(opened, formats(), lambda: now() + timedelta(minutes=2)).look()
    while state() is ImportState.RUNNING:
        time.sleep(0.05)
    assert state() is ImportState.DONE
    opened.close()
    people = two[0].ask("query($id: ID!) { account(id: $id) { people { totalCount } } }", id=account)
    assert people["account"]["people"]["totalCount"] == ROWS


def state_of(store, batch):
    with store.reading(LOCAL) as reader:
        return reader.batch(batch).state


def save_account(server):
    name = f"Firm {os.urandom(4).hex()}"
    return server.save("saveAccount", "SaveAccountInput", {"name": name}, "account { id }")["account"]["id"]
