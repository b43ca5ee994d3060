"""Server-sent events: only for those who ask for them first; one operation a request, answered as over a websocket."""

from dataclasses import replace

import msgspec
import pytest

from orggraph_api import streams
from orggraph_api.limits import STREAMS

EVENTS = "text/event-stream"
OVER = ("complete", None)
PROGRESS = "subscription($id: ID!) { importProgress(batchId: $id) { state created } }"
CHART = b"id,name,title,department,manager id\n1,Ana Exemple,CEO,Board,\n"


@pytest.fixture
def api(api):
    """An API whose connections share one event loop, as those of a server do."""
    with api.client:
        yield api


def events(answer):
    """Read a whole stream: the kind of each event, and what it holds."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == EVENTS
    assert answer.headers["cache-control"] == "no-store"
    found = []
    for block in answer.text.split("\n\n"):
        fields = dict(line.split(":", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            held = fields["data"].strip()
            found.append((fields["event"].strip(), msgspec.json.decode(held) if held else None))
    return found


@pytest.mark.parametrize(
    "accept", [EVENTS, f"{EVENTS}, application/json", f"{EVENTS}, multipart/mixed", f"{EVENTS};q=0.5"]
)
def test_who_asks_for_events_first_gets_them(api, accept):
    found = events(api.post("{ __typename }", accept=accept))
    assert [kind for kind, _ in found] == ["next", "complete"]
    assert found[0][1]["data"] == {"__typename": "Query"}
    assert found[-1] == OVER


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        f"application/json, {EVENTS}",
        f"application/graphql-response+json, application/graphql+json, application/json, {EVENTS}, multipart/mixed",
        f"*/*, {EVENTS}",
        f"{EVENTS};q=0, application/json",
    ],
)
def test_who_names_events_later_gets_json(api, accept):
    answer = api.post("{ __typename }", accept=accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] != EVENTS
    assert answer.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize(
    ("query", "code"), [("{", "INVALID"), ("{ nothing }", "INVALID"), ("{ " + "__typename " * 200 + "}", "TOO_COMPLEX")]
)
def test_an_operation_that_is_not_run_is_told_in_an_event(api, query, code):
    (kind, answer), last = events(api.post(query, accept=EVENTS))
    assert (kind, last) == ("next", OVER)
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == code


def test_a_mutation_comes_by_post_alone(api):
    query = 'mutation { saveAccount(input: {name: "Exemplis"}) { account { name } } }'
    headers = api.headers | {"Accept": EVENTS}
    (_, refused), _ = events(api.client.get("/graphql", params={"query": query}, headers=headers))
    assert refused["errors"][0]["message"] == "Send a mutation by POST."
    (_, saved), _ = events(api.post(query, accept=EVENTS))
    assert saved["data"] == {"saveAccount": {"account": {"name": "Exemplis"}}}


def test_what_is_over_ends_the_stream_by_get_as_by_post(api):
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    token = api.upload("chart.csv", CHART, {"accountId": account}).json()["data"]["previewImport"]["preview"]["token"]
    batch = api.commit(token)
    shown = {"state": "DONE", "created": batch["created"]}
    posted = events(api.post(PROGRESS, {"id": batch["id"]}, accept=EVENTS))
    asked = {"query": PROGRESS, "variables": msgspec.json.encode({"id": batch["id"]}).decode()}
    got = events(api.client.get("/graphql", params=asked, headers=api.headers | {"Accept": EVENTS}))
    for found in (posted, got):
        assert [kind for kind, _ in found] == ["next", "complete"]
        assert found[0][1]["data"] == {"importProgress": shown}


def test_what_is_not_there_ends_the_stream_with_an_error(api):
    (_, answer), last = events(api.post(PROGRESS, {"id": "bat_nothing"}, accept=EVENTS))
    assert (answer["data"], answer["errors"][0]["extensions"]["code"], last) == (None, "NOT_FOUND", OVER)


def test_who_is_not_let_in_and_what_cannot_be_read_is_refused_as_ever(api):
    answer = api.client.post("/graphql", json={"query": "{ __typename }"}, headers={"Accept": EVENTS})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")
    for body in (b"", b"[]", b"{}", b'{"query": 1}'):
        answer = api.client.post(
            "/graphql", content=body, headers=api.headers | {"Accept": EVENTS, "Content-Type": "application/json"}
        )
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "INVALID")


def test_an_upload_is_answered_in_one_piece(api):
    answer = api.upload("chart.csv", CHART, Accept=f"{EVENTS}, application/json")
    assert answer.headers["content-type"] == "application/json"
    assert api.upload("chart.csv", CHART, Accept=EVENTS).status_code == 406


def test_a_subscription_needs_a_way_to_be_told(api):
    for answer in (
        api.post(PROGRESS, {"id": "bat_nothing"}),
        api.post(PROGRESS, {"id": "bat_nothing"}, accept='multipart/mixed;subscriptionSpec="1.0", application/json'),
        api.client.get(
            "/graphql", params={"query": "subscription { importProgress(batchId: 1) { id } }"}, headers=api.headers
        ),
    ):
        assert answer.status_code == 400
        (error,) = answer.json()["errors"]
        assert "graphql-transport-ws" in error["message"]
        assert EVENTS in error["message"]


def test_a_user_has_so_many_streams_at_once(api, monkeypatch):
    monkeypatch.setattr(streams, "STREAMS", replace(STREAMS, connections=0))
    answer = api.post("{ __typename }", accept=EVENTS)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (429, "TOO_MANY")
    assert api.ask("{ __typename }") == {"__typename": "Query"}


def test_a_stream_that_is_over_counts_no_more(api, monkeypatch):
    monkeypatch.setattr(streams, "STREAMS", replace(STREAMS, connections=1))
    for _ in range(3):
        assert events(api.post("{ __typename }", accept=EVENTS))[-1] == OVER


@pytest.mark.parametrize(
    "query",
    [
        "{ __typename ... @defer { deals { totalCount } } }",
        "{ accounts { edges @stream(initialCount: 1) { node { id } } } }",
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "multipart/mixed, application/json", "*/*"])
def test_nothing_comes_in_pieces_to_who_takes_json(api, query, accept):
    answer = api.post(query, accept=accept)
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["errors"][0]["extensions"]["code"] == "INVALID"
