"""Attacks on the connection itself: the server answers others meanwhile, and goes on."""

import json
import socket
from contextlib import suppress

import httpx
import pytest

from tests.e2e.serving import Server, new_token

HEALTHY = 200


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    store = f"sqlite:///{tmp_path_factory.mktemp('attacked')}/test.db"
    running = Server(store, new_token(store))
    running.start()
    yield running
    running.stop()


def connected(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def answered(connection):
    """Give the status of what comes back, or None where the connection just ends."""
    try:
        line = connection.makefile("rb").readline()
    except ConnectionError:
        return None
    return int(line.split()[1]) if line else None


def alive(server):
    return server.ask("{ __typename }") == {"__typename": "Query"}


def head(server, *more):
    lines = [
        "POST /graphql HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: {server.headers['Authorization']}",
        "Content-Type: application/json",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


BODIES = {
    "null": b"null",
    "a number": b"1",
    "a text": b'"a"',
    "an array": b"[]",
    "nothing": b"",
    "deep": b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}}",
    "deep and open": b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 200_000,
    "a number of 6,000 digits": b'{"query": "{ __typename }", "variables": {"a": ' + b"1" * 6_000 + b"}}",
    "half a character": b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
    "no text": bytes(range(256)),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_request_is_refused(server, body):
    headers = server.headers | {"Content-Type": "application/json"}
    answer = httpx.post(server.url, content=body, headers=headers, timeout=30)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "INVALID")


def test_headers_without_end_are_not_read(server):
    with connected(server) as connection:
        with suppress(ConnectionError):
            connection.sendall(b"GET /graphql HTTP/1.1\r\nHost: a\r\n" + b"X-Flood: aaaaaaaaaaaaaaaa\r\n" * 20_000)
        assert answered(connection) in {400, 431, None}
    assert alive(server)


@pytest.mark.parametrize(
    "head",
    [
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /graphql\r\n\r\n",
    ],
    ids=["less than nothing", "two lengths of a kind", "two lengths", "TLS", "half a request"],
)
def test_what_is_no_http_is_refused(server, head):
    with connected(server) as connection:
        connection.sendall(head)
        assert answered(connection) in {400, 401, None}
    assert alive(server)


def test_connections_that_send_nothing_more_hold_up_nobody(server):
    waiting = [connected(server) for _ in range(100)]
    for connection in waiting:
        connection.sendall(head(server, "Content-Length: 1000") + b"{")
    assert alive(server)
    for connection in waiting:
        connection.close()
    assert alive(server)


def test_a_client_that_claims_more_than_is_allowed_is_refused_at_the_bound(server):
    with connected(server) as connection:
        connection.sendall(head(server, "Transfer-Encoding: chunked"))
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        with suppress(ConnectionError):
            for _ in range(40):
                connection.sendall(chunk)
        assert answered(connection) in {413, None}
    assert alive(server)


def test_a_client_that_goes_away_in_the_middle_leaves_the_server_well(server):
    body = json.dumps({"query": "{ __typename }"}).encode()
    for _ in range(50):
        with connected(server) as connection:
            connection.sendall(head(server, f"Content-Length: {len(body)}") + body)
    assert alive(server)
    assert server.readiness() == HEALTHY
