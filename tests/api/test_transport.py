"""What keeps a request from being answered, said in one shape; and what is ours, which stays with us."""

import logging
from contextlib import contextmanager

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import ConflictError, ForbiddenError, StoreError
from tests.api.asking import Api

JSON = {"Content-Type": "application/json"}
TOLD_TO_NOBODY = "as the log alone says"


def only_error(answer):
    (error,) = answer.json()["errors"]
    return error


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"1",
        b'"a"',
        b"[]",
        b'[{"query": "{ __typename }"}]',
        b"{}",
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": 1}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "operationName": 1}',
        b'{"query": "{ __typename }", "extensions": 1}',
        b'{"query": "query A { __typename }", "operationName": "B"}',
        b'{"query": "fragment A on Query { __typename }"}',
        b"\xff\xfe{}",
        b'{"query": "\\ud800"}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
        b'{"query": "{ __typename }", "variables": {"a": ' + b"1" * 6_000 + b"}}",
    ],
    ids=lambda body: body[:60].decode("latin-1"),
)
def test_a_request_that_cannot_be_is_refused_with_a_reason(api, body):
    answer = api.client.post("/graphql", content=body, headers=api.headers | JSON)
    assert answer.status_code == 400
    error = only_error(answer)
    assert error["extensions"] == {"code": "INVALID"}
    assert error["message"].endswith(".")


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{", None),
        ("{ nothing }", None),
        ("{ accounts(first: true) { totalCount } }", None),
        ("{ accounts(nothing: 1) { totalCount } }", None),
        ("query($first: Int) { accounts(first: $first) { totalCount } }", {"first": "many"}),
        ("query($first: Int!) { accounts(first: $first) { totalCount } }", {}),
        ("{ accounts(first: 9999999999) { totalCount } }", None),
        ('{ escalationPaths(dealId: "x", options: {asOf: "yesterday"}) { verdict } }', None),
        ("mutation { saveAccount(input: {nothing: 1}) { errors { code } } }", None),
        ("subscription { nothing }", None),
        ("{ a" * 300, None),
        ("{ ...A } fragment A on Query { ...A }", None),
    ],
)
def test_a_query_that_cannot_be_is_an_error_with_a_code_and_no_data(api, query, variables):
    answer = api.post(query, variables).json()
    assert answer.get("data") is None
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"INVALID"}


@pytest.mark.parametrize(
    "query", ["{", "{ nothing }", "query($id: ID!) { node(id: $id) { id } }", "{ " + "a " * 999 + "}"]
)
def test_a_request_that_is_not_run_has_no_data_and_fails_where_the_client_speaks_graphql(api, query):
    plain = api.post(query)
    assert (plain.status_code, plain.headers["content-type"]) == (200, "application/json")
    own = api.post(query, accept="application/graphql-response+json")
    assert (own.status_code, own.headers["content-type"]) == (400, "application/graphql-response+json")
    assert "data" not in plain.json()
    assert plain.json()["errors"] == own.json()["errors"]


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/graphql-response+json,application/json;q=0.9", "application/graphql-response+json"),
        ("application/json, application/graphql-response+json;q=0.5", "application/json"),
        ("application/graphql-response+json, application/json, text/event-stream", "application/graphql-response+json"),
        ("text/html, */*;q=0.1", "application/json"),
        ("nonsense", "application/json"),
    ],
)
def test_an_answer_has_the_media_type_that_the_client_likes_best(api, accept, found):
    answer = api.post("{ __typename }", accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, found)
    assert answer.json()["data"] == {"__typename": "Query"}


def test_who_takes_no_json_is_told_so(api):
    answer = api.post("{ __typename }", accept="text/html")
    assert (answer.status_code, only_error(answer)["extensions"]["code"]) == (406, "INVALID")


def test_a_field_that_fails_is_an_answer_whatever_the_media_type(api):
    answer = api.post("{ deals(first: 0) { totalCount } }", accept="application/graphql-response+json")
    assert (answer.status_code, answer.json()["data"]) == (200, None)


def test_what_is_misspelt_is_not_guessed_at(api):
    answer = api.post("{ acounts { totalCount } }").text
    assert "Did you mean" not in answer
    assert "accounts" not in answer.replace("acounts", "")


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/graphql"])
def test_only_json_and_forms_with_files_are_read(api, content_type):
    body = b'{"query": "{ __typename }"}'
    answer = api.client.post("/graphql", content=body, headers=api.headers | {"Content-Type": content_type})
    assert (answer.status_code, only_error(answer)["extensions"]["code"]) == (400, "INVALID")


@pytest.mark.parametrize("content_type", ["application/json", "APPLICATION/JSON; charset=utf-8"])
def test_json_is_read(api, content_type):
    body = b'{"query": "{ __typename }"}'
    answer = api.client.post("/graphql", content=body, headers=api.headers | {"Content-Type": content_type})
    assert (answer.status_code, answer.json()["data"]) == (200, {"__typename": "Query"})


def test_a_query_may_come_by_get_and_a_mutation_may_not(api):
    asked = {"query": "query($first: Int) { accounts(first: $first) { totalCount } }", "variables": '{"first": 5}'}
    answer = api.client.get("/graphql", params=asked, headers=api.headers)
    assert answer.json()["data"] == {"accounts": {"totalCount": 0}}
    written = {"query": 'mutation { saveAccount(input: {name: "A"}) { errors { code } } }'}
    refused = api.client.get("/graphql", params=written, headers=api.headers)
    assert (refused.status_code, only_error(refused)["extensions"]["code"]) == (400, "INVALID")
    for params in ({}, {"query": "{ __typename }", "variables": "{"}, {"query": "{ __typename }", "variables": "[]"}):
        assert api.client.get("/graphql", params=params, headers=api.headers).status_code == 400
    assert api.ask("{ accounts { totalCount } }") == {"accounts": {"totalCount": 0}}


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer og_nothing", "Bearer x", "Basic cmVwOnJlcA==", "og_x"])
def test_without_a_known_token_nothing_is_read(api, header):
    headers = {} if header is None else {"Authorization": header}
    answer = api.client.post("/graphql", content=b"not even JSON", headers=headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert only_error(answer)["extensions"] == {"code": "UNAUTHENTICATED"}


def test_other_addresses_and_methods_are_refused_in_the_same_shape(api):
    missing = api.client.get("/nothing")
    assert (missing.status_code, only_error(missing)["extensions"]) == (404, {"code": "NOT_FOUND"})
    assert api.client.delete("/graphql", headers=api.headers).status_code == 405
    assert api.client.get("/docs").status_code == api.client.get("/openapi.json").status_code == 404


@pytest.mark.parametrize("claimed", [True, False], ids=["with its length", "in chunks"])
def test_a_body_over_its_bound_is_refused(claimed):
    api = Api(max_body_kb=1)
    body = b'{"query": "{ __typename }' + b" " * 1_000 + b'"}'
    assert len(body) > 1_024
    content = body if claimed else (body[n : n + 100] for n in range(0, len(body), 100))
    answer = api.client.post("/graphql", content=content, headers=api.headers | JSON)
    assert (answer.status_code, only_error(answer)["extensions"]) == (413, {"code": "TOO_LARGE"})
    small = b'{"query": "{ __typename }"}'
    assert api.client.post("/graphql", content=small, headers=api.headers | JSON).status_code == 200


class BrokenStore:
    """A store whose readings fail in a way of one's choice."""

    def __init__(self, error):
        self._store = open_store("memory:")
        self.error = error

    def __getattr__(self, name):
        return getattr(self._store, name)

    @contextmanager
    def reading(self, _):
        raise self.error
        yield


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (RuntimeError(TOLD_TO_NOBODY), "INTERNAL", 200),
        (KeyError(TOLD_TO_NOBODY), "INTERNAL", 200),
        (StoreError(TOLD_TO_NOBODY), "STORE", 503),
    ],
)
def test_what_went_wrong_on_our_side_is_an_id_that_the_log_explains(error, code, status, caplog):
    api = Api(BrokenStore(error))
    with caplog.at_level(logging.ERROR, "orggraph.api"):
        answer = api.post("{ accounts { totalCount } }")
    assert answer.status_code == status
    assert TOLD_TO_NOBODY not in answer.text
    assert "Traceback" not in answer.text
    error = only_error(answer)
    assert (error["extensions"]["code"], error["path"]) == (code, ["accounts"])
    assert error["extensions"]["id"] in error["message"]
    (record,) = caplog.records
    logged = f"{record.getMessage()} {record.exc_info}"
    assert error["extensions"]["id"] in logged
    assert TOLD_TO_NOBODY in logged


@pytest.mark.parametrize("error", [ForbiddenError("Not yours."), ConflictError("Somebody was first.")])
def test_what_the_caller_can_mend_is_said_and_not_logged(error, caplog):
    api = Api(BrokenStore(error))
    refused = api.refused("{ accounts { totalCount } }")
    assert (refused["message"], refused["extensions"]["code"]) == (str(error), error.code)
    assert caplog.records == []


def test_one_field_that_fails_leaves_the_others(api):
    answer = api.post(
        '{ __typename accounts { totalCount } node(id: "x") { id } deals(first: 0) { totalCount } }'
    ).json()
    assert answer["data"] is None
    assert [error["path"] for error in answer["errors"]] == [["deals"]]
    partial = api.post('{ ourAccount { id } node(id: "x") { id } }').json()
    assert partial["data"] == {"ourAccount": None, "node": None}
    assert "errors" not in partial


def test_health_needs_no_token_and_readiness_is_the_stores(api):
    assert api.client.get("/healthz").json() == {"status": "ok"}
    assert api.client.get("/readyz").json() == {"status": "ready"}
    api.store.close()
    assert api.client.get("/healthz").status_code == 200
    answer = api.client.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert only_error(answer)["extensions"]["code"] == "STORE"
    refused = api.client.post("/graphql", json={"query": "{ __typename }"}, headers=api.headers)
    assert (refused.status_code, only_error(refused)["extensions"]["code"]) == (503, "STORE")


def test_an_error_outside_the_query_is_masked_too(caplog):
    class Torn(BrokenStore):
        def find_token(self, _):
            raise self.error

    answer = Api(Torn(RuntimeError(TOLD_TO_NOBODY)), LOCAL).post("{ __typename }")
    assert answer.status_code == 500
    assert only_error(answer)["extensions"]["code"] == "INTERNAL"
    assert TOLD_TO_NOBODY not in answer.text
    assert TOLD_TO_NOBODY in f"{caplog.records[0].exc_info}"
