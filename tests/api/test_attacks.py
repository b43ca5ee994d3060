"""What people send to break a GraphQL server, threat by threat; each test fails without its defence.

What is refused by its measure is tried in `test_limits.py`, what is no request in `test_transport.py`, tokens and workspaces in
`test_access.py` and `test_signed_tokens.py`, time in `test_time.py`, how often in `test_quotas.py`; over a real connection in `tests/e2e`.
"""

import asyncio
import io
import json
import zipfile

import pytest
from graphql import build_schema, parse

from orggraph.bootstrap import open_store
from orggraph_api import guard, measuring
from orggraph_api.body import BodyLimit
from orggraph_api.limits import LIMITS
from orggraph_api.schema import sdl
from tests.api.asking import PREFLIGHT, Api
from tests.api.test_limits import ATTACKS, bomb

SCHEMA = build_schema(sdl())
MEGABYTE = 1024 * 1024
SEARCH = "query($text: String!) { search(text: $text) { edges { node { __typename } } } }"
SAVE = "mutation($text: String!) { saveAccount(input: {name: $text}) { errors { code path } account { name } } }"


@pytest.fixture(params=["memory", "sqlite"])
def stored(request, tmp_path):
    """An API over a store of each kind that needs no server."""
    api = Api(open_store("memory:" if request.param == "memory" else f"sqlite:///{tmp_path}/attacks.db"))
    yield api
    api.store.close()


def only_error(answer):
    (error,) = answer.json()["errors"]
    return error


@pytest.mark.parametrize("levels", [10, 20, 60, 150])
def test_a_fragment_bomb_is_measured_fragment_by_fragment(levels, monkeypatch):
    measured = []
    one = measuring._Walk.selections
    monkeypatch.setattr(measuring._Walk, "selections", lambda *given: measured.append(1) or one(*given))
    assert measuring.measure(SCHEMA, parse(bomb(levels)), {}).fields == 2**levels
    assert len(measured) == levels + 3


def test_fragments_that_spread_each_other_are_measured_once():
    circle = "{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...A ...A }"
    assert measuring.measure(SCHEMA, parse(circle), {}).fields == 0


@pytest.mark.parametrize("query", ATTACKS.values(), ids=ATTACKS)
def test_what_asks_too_much_is_not_even_validated(api, query, monkeypatch):
    monkeypatch.setattr(guard, "_validated", None)
    assert only_error(api.post(query))["extensions"]["code"] == "TOO_COMPLEX"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("{ ...Nope }", "Unknown fragment 'Nope'."),
        ("{ ...A } fragment A on Nope { a }", "Unknown type 'Nope'."),
        ("query($a: Nope) { __typename }", "Unknown type 'Nope'."),
        ("{ __typename @nope }", "Unknown directive '@nope'."),
    ],
)
def test_what_is_unknown_is_named_as_such(api, query, said):
    messages = [error["message"] for error in api.post(query).json()["errors"]]
    assert said in messages


@pytest.mark.parametrize(
    "query",
    [
        "{ accounts(first: %s) { totalCount } }",
        "{ accounts(first: -%s) { totalCount } }",
        '{ escalationPaths(dealId: "x", options: {draws: %s}) { verdict } }',
        '{ escalationPaths(dealId: "x", options: {assumptions: {cost_call: %s}}) { verdict } }',
        "{ node(id: %s) { id } }",
        "query($first: Int = %s) { accounts(first: $first) { totalCount } }",
    ],
)
def test_a_number_without_end_is_no_number(api, query, caplog):
    assert only_error(api.post(query % ("1" * 6_000)))["extensions"]["code"] == "INVALID"
    assert caplog.records == []


@pytest.mark.parametrize(
    "text", ["\0", "a\0b", "\x1b[2J", "\u202e", "\uffff", "\U0010ffff", "'; DROP TABLE", "%", "{}"]
)
def test_strange_text_is_searched_for_and_finds_nothing(stored, text):
    assert stored.ask(SEARCH, text=text) == {"search": {"edges": []}}


@pytest.mark.parametrize("text", ["\0", "a\0b", "\x1b[2J", "\u202e", "\uffff", "a" * 100_000])
def test_what_nobody_can_read_is_not_kept(stored, text):
    assert stored.ask(SAVE, text=text)["saveAccount"]["errors"] == [{"code": "INVALID", "path": ["input", "name"]}]
    assert stored.ask("{ accounts { totalCount } }") == {"accounts": {"totalCount": 0}}


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\u{d800}", "\\u{110000}"])
def test_half_a_character_is_refused_in_a_document_and_beside_it(api, escape):
    document = f'{{ search(text: "{escape}") {{ edges {{ cursor }} }} }}'
    assert only_error(api.post(document))["extensions"]["code"] == "INVALID"
    body = json.dumps({"query": SEARCH, "variables": {"text": "\ud800"}})
    sent = api.headers | {"Content-Type": "application/json"}
    assert api.client.post("/graphql", content=body.encode(), headers=sent).status_code == 400


@pytest.mark.parametrize(
    ("query", "given"),
    [
        ("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", 40_000),
        ("query($ids: [ID!]!) { escalationAgenda(dealIds: $ids) { totalUtility } }", 40),
        ("query($ids: [ID!]!) { escalationAgenda(dealIds: $ids) { totalUtility } }", 40_000),
    ],
)
def test_a_list_without_end_is_refused(api, query, given):
    with api.counting() as counted:
        error = only_error(api.post(query, {"ids": [f"per_{number}" for number in range(given)]}))
    assert error["extensions"]["code"] in {"INVALID", "TOO_COMPLEX"}
    assert counted == [0]


def test_a_filter_without_end_finds_nothing(stored):
    query = "query($ids: [ID!]) { deals(filter: {accountIds: $ids}) { totalCount } }"
    assert stored.ask(query, ids=[f"acc_{number}" for number in range(40_000)]) == {"deals": {"totalCount": 0}}


def test_the_queries_remembered_are_few_however_many_are_sent(api):
    for number in range(guard._REMEMBERED + 20):
        api.post(f"{{ a{number}: __typename }}")
    assert guard._remembered.cache_info().currsize <= guard._REMEMBERED
    assert guard._validated.cache_info().currsize <= guard._REMEMBERED


def archive(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(f"{name}.csv", content)
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        archive(Connections=b"a" * 30 * MEGABYTE),
        archive(**{f"part{number}": b"ab\n" * 10 * MEGABYTE for number in range(4)}),
        archive(**{f"n{number}": "a,b" for number in range(2_001)}),
    ],
    ids=["one that unpacks to far more", "many of them", "more files than anybody has"],
)
def test_a_zip_bomb_is_not_unpacked(api, content):
    assert len(content) < MEGABYTE
    answer = api.upload("bomb.zip", content).json()["data"]["previewImport"]
    assert [error["code"] for error in answer["errors"]] == ["TOO_LARGE"]


def test_an_upload_over_its_bound_is_refused_as_it_arrives():
    api = Api(max_upload_mb=1)
    answer = api.upload("large.csv", b"a" * 3 * MEGABYTE)
    assert (answer.status_code, only_error(answer)["extensions"]["code"]) == (413, "TOO_LARGE")


FORM = {"operations": json.dumps({"query": SAVE, "variables": {"text": "Forged"}}), "map": "{}"}


@pytest.mark.parametrize(
    "sent",
    [
        {"content": FORM["operations"], "headers": {"Content-Type": "text/plain"}},
        {"data": {"query": SAVE, "variables": '{"text": "Forged"}'}},
        {"data": FORM, "files": {"0": ("a.csv", b"a")}},
        {"json": {"query": SAVE, "variables": {"text": "Forged"}}},
        {
            "json": {"query": SAVE, "variables": {"text": "Forged"}},
            "headers": {"Origin": "https://elsewhere.example"} | PREFLIGHT,
        },
    ],
    ids=["plain text", "a form", "a form with files", "JSON", "JSON from elsewhere"],
)
def test_another_site_s_page_changes_nothing_in_the_name_of_a_session(sent):
    api = Api()
    token = api.headers["Authorization"].split()[1]
    assert api.client.post("/session", json={"token": token}).status_code == 204
    assert api.client.post("/graphql", **sent).status_code in {400, 403}
    assert api.ask("{ accounts { totalCount } }") == {"accounts": {"totalCount": 0}}


@pytest.mark.parametrize("sent", [{}, PREFLIGHT], ids=["as a link", "with the header"])
def test_a_link_changes_nothing(sent):
    api = Api()
    api.client.post("/session", json={"token": api.headers["Authorization"].split()[1]})
    asked = {"query": SAVE, "variables": '{"text": "Forged"}'}
    assert api.client.get("/graphql", params=asked, headers=sent).status_code in {400, 403}
    assert api.ask("{ accounts { totalCount } }") == {"accounts": {"totalCount": 0}}


def test_several_operations_at_once_are_none(api):
    batch = [{"query": SAVE, "variables": {"text": f"Firm {number}"}} for number in range(3)]
    answer = api.client.post("/graphql", json=batch, headers=api.headers)
    assert (answer.status_code, only_error(answer)["extensions"]["code"]) == (400, "INVALID")
    assert api.ask("{ accounts { totalCount } }") == {"accounts": {"totalCount": 0}}


def arriving(pieces, then):
    """Give what receives pieces of a body, and then something else."""
    waiting = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]

    async def receive():
        return waiting.pop(0) if waiting else await then()

    return receive


async def _never():
    await asyncio.Event().wait()


async def _reads_all(_, receive, send):
    more = True
    while more:
        more = (await receive()).get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def received(app, receive):
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(app({"type": "http", "headers": []}, receive, send))
    return sent


def test_a_body_that_never_ends_is_not_waited_for():
    limited = BodyLimit(_reads_all, MEGABYTE, MEGABYTE, seconds=0.05)
    start, body = received(limited, arriving([b"{"] * 3, _never))
    assert start["status"] == 408
    assert json.loads(body["body"])["errors"][0]["extensions"]["code"] == "TIMEOUT"


def test_who_waits_for_the_end_of_a_connection_has_all_the_time():
    async def app(_, receive, send):
        await _reads_all(_, receive, send)
        await receive()

    async def gone():
        await asyncio.sleep(0.1)
        return {"type": "http.disconnect"}

    limited = BodyLimit(app, MEGABYTE, MEGABYTE, seconds=0.05)
    pieces = iter([{"type": "http.request", "body": b"{}", "more_body": False}])

    async def receive():
        return next(pieces, None) or await gone()

    assert [message.get("status") for message in received(limited, receive)] == [200, None]


def test_no_more_errors_are_told_than_help(api):
    wrong = " ".join(f"a{number}: nothing" for number in range(LIMITS.aliases))
    assert len(api.post(f"{{ {wrong} }}").json()["errors"]) <= LIMITS.errors
