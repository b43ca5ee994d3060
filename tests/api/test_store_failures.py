"""A store that cannot be used: the client is told to come back, and knows nothing of the store's address."""

from contextlib import contextmanager

import pytest

from orggraph.bootstrap import open_store
from orggraph.errors import StoreError
from tests.api.asking import Api

QUESTION = "{ accounts { totalCount } }"
EDIT = 'mutation { saveAccount(input: {name: "Exemplis"}) { errors { code } account { id } } }'


class FailingStore:
    """A store whose server goes away and comes back."""

    def __init__(self):
        self._store = open_store("memory:")
        self.fails_in = set()

    def __getattr__(self, name):
        self._check(name)
        return getattr(self._store, name)

    @contextmanager
    def reading(self, viewer):
        self._check("reading")
        with self._store.reading(viewer) as reader:
            yield reader

    def _check(self, name):
        if name in self.fails_in:
            raise StoreError("Neo4j at neo4j://10.0.0.7:7687 cannot be reached.", "Check that it runs.")


@pytest.fixture
def store():
    return FailingStore()


@pytest.fixture
def api(store):
    return Api(store)


@pytest.mark.parametrize("failing", ["find_token", "reading", "publish"])
def test_an_answer_that_fails_in_the_store_is_503_with_the_time_to_ask_again(api, store, failing):
    store.fails_in = {failing}
    answer = api.post(EDIT if failing == "publish" else QUESTION)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "STORE"
    assert "10.0.0.7" not in answer.text


def test_it_answers_again_when_the_store_does(api, store):
    store.fails_in = {"reading"}
    assert api.post(QUESTION).status_code == 503
    store.fails_in = set()
    answer = api.post(QUESTION)
    assert (answer.status_code, answer.json()["data"]) == (200, {"accounts": {"totalCount": 0}})
    assert "Retry-After" not in answer.headers


def test_an_edit_that_failed_can_be_sent_again(api, store):
    store.fails_in = {"publish"}
    assert api.post(EDIT).json()["data"] is None
    store.fails_in = set()
    assert api.post(EDIT).json()["data"]["saveAccount"]["errors"] == []
    assert api.ask(QUESTION) == {"accounts": {"totalCount": 1}}


def test_it_is_alive_but_not_ready_while_the_store_fails(api, store):
    store.fails_in = {"ready"}
    assert api.client.get("/healthz").status_code == 200
    answer = api.client.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    store.fails_in = set()
    assert api.client.get("/readyz").status_code == 200
