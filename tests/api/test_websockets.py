"""graphql-transport-ws: who comes in, how, how much; queries and mutations over it are answered as over HTTP."""

from dataclasses import replace

import pytest
from starlette.testclient import WebSocketDenialResponse

from orggraph.domain.viewer import LOCAL
from orggraph.errors import StoreError
from orggraph.usecases.access import revoke_token
from orggraph_api import sockets, streams
from orggraph_api.limits import STREAMS
from tests.api.asking import Api

ACKNOWLEDGED = {"type": "connection_ack"}
NAMES = "{ accounts { edges { node { name } } } }"
SAVE = "mutation($input: SaveAccountInput!) { saveAccount(input: $input) { account { name } errors { code } } }"


@pytest.fixture
def live():
    """An API whose connections share one event loop, as those of a server do."""
    api = Api(tick_ms=10)
    with api.client:
        yield api


@pytest.fixture
def bounded(monkeypatch):
    """Narrow the bounds of connections."""

    def bound(**limits):
        narrow = replace(STREAMS, **limits)
        for module in (sockets, streams):
            monkeypatch.setattr(module, "STREAMS", narrow)

    return bound


def test_a_token_is_shown_in_the_first_message_or_in_the_handshake(live):
    with live.socket() as socket:
        assert socket.receive() == ACKNOWLEDGED
    with live.socket({"authorization": live.headers["Authorization"]}) as socket:
        assert socket.receive() == ACKNOWLEDGED
    with live.socket({}, **live.headers) as socket:
        assert socket.receive() == ACKNOWLEDGED


@pytest.mark.parametrize(
    "payload",
    [{}, {"Authorization": "Bearer og_nothing"}, {"Authorization": "Basic x"}, {"Authorization": 1}, {"token": "x"}],
)
def test_who_shows_no_valid_token_is_not_let_in(live, payload):
    with live.socket(payload) as socket:
        assert socket.receive() == 4403


def test_the_first_message_counts_where_it_and_the_handshake_show_a_token(live):
    with live.socket({"Authorization": "Bearer og_nothing"}, **live.headers) as socket:
        assert socket.receive() == 4403


def test_nothing_is_asked_before_somebody_is_let_in(live):
    with live.client.websocket_connect("/graphql", subprotocols=["graphql-transport-ws"]) as session:
        session.send_json({"type": "subscribe", "id": "1", "payload": {"query": NAMES}})
        assert session.receive()["code"] == 4401


def test_who_says_nothing_is_let_go_of(live, bounded):
    bounded(init_seconds=0)
    with live.client.websocket_connect("/graphql", subprotocols=["graphql-transport-ws"]) as session:
        assert session.receive()["code"] == 4408


def test_the_protocol_of_old_is_not_spoken(live):
    with live.client.websocket_connect("/graphql", subprotocols=["graphql-ws"]) as session:
        assert session.receive()["code"] == 4406
    with live.client.websocket_connect("/graphql") as session:
        assert session.receive()["code"] == 4406


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://testserver:81", "http://testserver.example"]
)
def test_a_page_of_another_site_opens_no_websocket(live, origin):
    with pytest.raises(WebSocketDenialResponse) as denied, live.socket(origin=origin):
        pass
    assert denied.value.status_code == 403
    assert denied.value.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_a_page_of_our_own_opens_one(live):
    with live.socket(origin="http://testserver") as socket:
        assert socket.receive() == ACKNOWLEDGED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "1",
        "null",
        "{}",
        '{"type": 1}',
        '{"type": "start"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}}',
        '{"type": "subscribe", "id": "1", "payload": "{ __typename }"}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "extensions": []}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "variables": []}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }", "operationName": 1}}',
        '{"type": "complete"}',
        '{"type": "complete", "id": []}',
        '{"type": "ping", "payload": ' + "[" * 20_000 + "]" * 20_000 + "}",
    ],
    ids=lambda text: text[:90],
)
def test_a_message_that_cannot_be_ends_the_connection(live, text):
    with live.socket() as socket:
        socket.receive()
        socket.session.send_text(text)
        assert socket.receive() == 4400


def test_a_message_that_is_no_text_ends_the_connection(live):
    with live.socket() as socket:
        socket.receive()
        socket.session.send_bytes(b'{"type": "ping"}')
        assert socket.receive() == 4400


def test_a_message_over_its_bound_ends_the_connection(live):
    with live.socket() as socket:
        socket.receive()
        socket.send("ping", payload={"x": "x" * STREAMS.message_bytes})
        assert socket.receive() == 1009


def test_saying_who_one_is_twice_ends_the_connection(live):
    with live.socket() as socket:
        socket.receive()
        socket.send("connection_init", payload=live.headers)
        assert socket.receive() == 4429


def test_two_operations_of_one_id_end_the_connection(live):
    deal = deal_of(live)
    with live.socket() as socket:
        socket.receive()
        for _ in range(2):
            socket.subscribe("subscription($id: ID!) { dealChanged(dealId: $id) { id } }", id=deal)
        assert socket.receive() == 4409


def deal_of(api):
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    return api.saved("saveDeal", {"name": "Planning", "accountId": account}, "deal { id }")["deal"]["id"]


def test_queries_and_mutations_are_answered_as_over_http(live):
    with live.socket() as socket:
        socket.receive()
        saved = socket.ask(SAVE, input={"name": "Exemplis"})
        assert saved["data"] == {"saveAccount": {"account": {"name": "Exemplis"}, "errors": []}}
        for operation in ("1", "again"):
            assert socket.ask(NAMES, operation) == live.post(NAMES).json()
        socket.ask(SAVE, input={"name": "Aubrelia"})
        assert len(socket.ask(NAMES)["data"]["accounts"]["edges"]) == 2
        failing = "{ deals(first: 0) { totalCount } }"
        assert socket.ask(failing) == live.post(failing).json()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "INVALID"),
        ("{ nothing }", "INVALID"),
        ("", "INVALID"),
        (None, "INVALID"),
        ("{ " + "__typename " * 200 + "}", "TOO_COMPLEX"),
        ("subscription { a: __typename b: __typename }", "INVALID"),
    ],
)
def test_an_operation_that_is_not_run_is_refused_with_a_code_and_the_connection_stays(live, query, code):
    with live.socket() as socket:
        socket.receive()
        socket.subscribe(query)
        refused = socket.receive()
        assert (refused["type"], refused["id"]) == ("error", "1")
        assert {error["extensions"]["code"] for error in refused["payload"]} == {code}
        assert socket.ask("{ __typename }")["data"] == {"__typename": "Query"}


def test_a_ping_is_answered(live):
    with live.socket() as socket:
        socket.receive()
        socket.send("ping")
        assert socket.receive() == {"type": "pong"}


def test_a_user_has_so_many_connections_at_once(live, bounded):
    bounded(connections=2)
    with live.socket() as first, live.socket() as second:
        assert [first.receive(), second.receive()] == [ACKNOWLEDGED] * 2
        with live.socket() as third:
            assert third.receive() == 1013
        with live.socket(live.sign_in("another", *LOCAL.roles)) as other:
            assert other.receive() == ACKNOWLEDGED
        assert live.ask(NAMES) == {"accounts": {"edges": []}}
    with live.socket() as again:
        assert again.receive() == ACKNOWLEDGED


def test_so_many_connections_may_have_said_nothing(live, bounded):
    bounded(unknown_connections=2)
    silent = ("/graphql", ["graphql-transport-ws"])
    with live.socket() as known:
        known.receive()
        with live.client.websocket_connect(*silent), live.client.websocket_connect(*silent):
            with pytest.raises(WebSocketDenialResponse) as denied, live.socket():
                pass
            assert denied.value.status_code == 503
            assert known.ask("{ __typename }")["data"] == {"__typename": "Query"}
    with live.socket() as socket:
        assert socket.receive() == ACKNOWLEDGED


def test_so_many_operations_are_under_way_on_one_connection(live, bounded):
    bounded(operations=2)
    deal = deal_of(live)
    with live.socket() as socket:
        socket.receive()
        for operation in ("1", "2", "3"):
            socket.subscribe("subscription($id: ID!) { dealChanged(dealId: $id) { id } }", operation, id=deal)
        refused = socket.receive()
        assert (refused["type"], refused["id"]) == ("error", "3")
        assert refused["payload"][0]["extensions"]["code"] == "TOO_MANY"
        socket.send("complete", id="1")
        assert socket.ask("{ __typename }", "4")["data"] == {"__typename": "Query"}


def test_a_token_that_was_revoked_asks_nothing_more(live):
    with live.socket() as socket:
        socket.receive()
        revoke_token(live.store, LOCAL, "rep", live.now)
        socket.subscribe(NAMES)
        assert socket.receive() == 4401


def test_a_server_that_stops_says_so():
    api = Api(tick_ms=10)
    with api.client:
        deal = deal_of(api)
        with api.socket() as socket:
            socket.receive()
            socket.subscribe("subscription($id: ID!) { dealChanged(dealId: $id) { id } }", id=deal)
            api.client.portal.call(api.client.app.state.streams.stop)
            assert socket.receive() == 1001


def test_what_is_ours_is_masked_here_too(live, monkeypatch, caplog):
    monkeypatch.setattr(streams, "process_result", lambda _: 1 / 0)
    with live.socket() as socket:
        socket.receive()
        socket.subscribe(NAMES)
        refused = socket.receive()
    assert (refused["type"], refused["payload"][0]["extensions"]["code"]) == ("error", "INTERNAL")
    assert "division" not in str(refused)
    assert "ZeroDivisionError" in f"{caplog.records[-1].exc_info}"


@pytest.mark.parametrize(("error", "code"), [(StoreError("on that disk"), 1013), (RuntimeError("on that disk"), 1011)])
def test_what_fails_while_somebody_comes_in_ends_the_connection(live, monkeypatch, caplog, error, code):
    def broken(_):
        raise error

    monkeypatch.setattr(live.client.app.state.streams, "_let_in", broken)
    with live.socket() as socket:
        assert socket.receive() == code
    assert "on that disk" in f"{caplog.text} {caplog.records[-1].exc_info}"
