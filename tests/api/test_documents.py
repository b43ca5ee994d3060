"""A document may be asked for by its hash: one that the server was given, or one that the same workspace sent before."""

import json
from dataclasses import replace

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput
from orggraph_api.documents import LONGEST, MOST_DOCUMENTS, MOST_WORKSPACES, Documents, hash_of
from orggraph_api.errors import DocumentNotFound
from tests.api.asking import PREFLIGHT, Api

NAMES = "query Names($first: Int) { accounts(first: $first) { totalCount } }"
KIND = "{ __typename }"
OWN_TYPE = "application/graphql-response+json"


def by_hash(text, **more):
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}, **more}


def posted(api, body, **headers):
    return api.client.post("/graphql", json=body, headers=api.headers | headers).json()


def code(answer):
    (error,) = answer["errors"]
    assert "data" not in answer
    return error["extensions"]["code"]


@pytest.fixture
def trusting(tmp_path):
    """Give an API that was given some documents."""

    def made(*texts, **settings):
        file = tmp_path / "documents.json"
        file.write_text(json.dumps({f"sha256:{hash_of(text)}": text for text in texts}))
        return Api(trusted_documents=file, **settings)

    return made


def test_a_hash_alone_is_unknown_until_the_document_came_with_it(api):
    unknown = posted(api, by_hash(NAMES))
    assert code(unknown) == "PERSISTED_QUERY_NOT_FOUND"
    assert unknown["errors"][0]["message"] == "PersistedQueryNotFound"
    assert posted(api, by_hash(NAMES, query=NAMES))["data"] == {"accounts": {"totalCount": 0}}
    assert posted(api, by_hash(NAMES, variables={"first": 3}))["data"] == {"accounts": {"totalCount": 0}}


def test_what_is_unknown_fails_where_the_client_speaks_graphql(api):
    plain = api.client.post("/graphql", json=by_hash(NAMES), headers=api.headers)
    own = api.client.post("/graphql", json=by_hash(NAMES), headers=api.headers | {"Accept": OWN_TYPE})
    assert (plain.status_code, own.status_code) == (200, 400)


@pytest.mark.parametrize("prefix", ["sha256:", ""])
def test_a_document_id_says_the_same(trusting, prefix):
    api = trusting(NAMES)
    named = {"documentId": prefix + hash_of(NAMES), "operationName": "Names"}
    assert posted(api, named)["data"] == {"accounts": {"totalCount": 0}}
    assert code(posted(api, {"documentId": prefix + hash_of(KIND)})) == "PERSISTED_QUERY_NOT_FOUND"


def test_a_get_may_name_a_query_and_never_a_mutation(trusting):
    writing = 'mutation { saveAccount(input: {name: "A"}) { errors { code } } }'
    api = trusting(NAMES, writing)
    for params in (
        {"documentId": f"sha256:{hash_of(NAMES)}", "variables": '{"first": 2}'},
        {"extensions": json.dumps(by_hash(NAMES)["extensions"]), "variables": '{"first": 2}'},
    ):
        answer = api.client.get("/graphql", params=params, headers=api.headers)
        assert answer.json()["data"] == {"accounts": {"totalCount": 0}}
    refused = api.client.get("/graphql", params={"documentId": hash_of(writing)}, headers=api.headers)
    assert refused.status_code == 400
    assert api.ask(NAMES) == {"accounts": {"totalCount": 0}}


@pytest.mark.parametrize(
    "body",
    [
        by_hash(NAMES, query=KIND),
        {"documentId": f"sha256:{hash_of(NAMES)}", "query": KIND},
        {"documentId": "x-md5:abc"},
        {"documentId": "sha256:"},
        {"documentId": f"sha256:{hash_of(KIND).upper()}"},
        {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": hash_of(KIND)}}},
        {"extensions": {"persistedQuery": {"version": 1}}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": 7}}},
        {"extensions": {"persistedQuery": "x"}},
        {"extensions": {"persistedQuery": None}},
        {"documentId": 7},
    ],
    ids=str,
)
def test_a_hash_that_cannot_be_is_refused(api, body):
    assert code(posted(api, body)) == "INVALID"


def test_no_workspace_learns_of_another_s_documents():
    store = open_store("memory:")
    one = Api(store)
    other_headers = Api(store, replace(LOCAL, workspace="other")).headers
    posted(one, by_hash(NAMES, query=NAMES))
    assert "data" in posted(one, by_hash(NAMES))
    assert code(posted(one, by_hash(NAMES), **other_headers)) == "PERSISTED_QUERY_NOT_FOUND"


def test_what_is_remembered_is_bounded():
    documents = Documents()
    texts = [f"{{ a{number} }}" for number in range(MOST_DOCUMENTS + 1)]
    for text in texts:
        documents.text("w", text, by_hash(text)["extensions"])
    with pytest.raises(DocumentNotFound):
        documents.text("w", None, by_hash(texts[0])["extensions"])
    assert documents.text("w", None, by_hash(texts[1])["extensions"]) == texts[1]
    for number in range(MOST_WORKSPACES):
        documents.text(f"w{number}", KIND, by_hash(KIND)["extensions"])
    with pytest.raises(DocumentNotFound):
        documents.text("w", None, by_hash(texts[1])["extensions"])
    endless = "{ a }" + " " * LONGEST
    assert documents.text("w", endless, by_hash(endless)["extensions"]) == endless
    with pytest.raises(DocumentNotFound):
        documents.text("w", None, by_hash(endless)["extensions"])


def test_in_strict_mode_only_what_the_server_was_given_runs(trusting):
    api = trusting(NAMES, only_trusted_documents="always")
    assert posted(api, {"query": NAMES})["data"] == {"accounts": {"totalCount": 0}}
    assert "data" in posted(api, by_hash(NAMES))
    assert code(posted(api, {"query": KIND})) == "UNTRUSTED_DOCUMENT"
    assert code(posted(api, by_hash(KIND, query=KIND))) == "UNTRUSTED_DOCUMENT"
    assert code(posted(api, by_hash(KIND))) == "PERSISTED_QUERY_NOT_FOUND"


def test_strict_for_sessions_leaves_keys_free(trusting):
    api = trusting(NAMES, only_trusted_documents="sessions")
    assert "data" in posted(api, {"query": KIND})
    assert api.client.post("/session", json={"token": api.headers["Authorization"].split()[1]}).status_code == 204
    for text, found in ((NAMES, None), (KIND, "UNTRUSTED_DOCUMENT")):
        answer = api.client.post("/graphql", json={"query": text}, headers=PREFLIGHT).json()
        assert (code(answer) if found else None) == found
    assert "data" in posted(api, {"query": KIND})


def test_a_trusted_document_is_never_parsed_again(trusting, monkeypatch):
    api = trusting(NAMES)
    monkeypatch.setattr("orggraph_api.guard.parsed", None)
    assert "data" in posted(api, by_hash(NAMES))


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (None, "cannot be read"),
        ("[", "cannot be read"),
        ("[]", "cannot be read"),
        ('{"a": 1}', "cannot be read"),
        (json.dumps({hash_of(KIND): NAMES}), hash_of(NAMES)),
        (json.dumps({hash_of("{"): "{"}), "cannot run: Syntax Error"),
        (json.dumps({hash_of("{ nothing }"): "{ nothing }"}), "Cannot query field 'nothing'"),
    ],
)
def test_a_file_that_could_not_serve_is_refused_at_the_start(tmp_path, held, said):
    file = tmp_path / "documents.json"
    if held is not None:
        file.write_text(held)
    with pytest.raises(InvalidInput, match=said):
        Api(trusted_documents=file)


def test_strict_mode_without_documents_is_refused_at_the_start():
    with pytest.raises(InvalidInput, match="ORGGRAPH_TRUSTED_DOCUMENTS"):
        Api(only_trusted_documents="always")
