"""What somebody asks is counted in points; who asks too much in a minute, or is refused too often, is asked to wait."""

import re
import time
from dataclasses import replace

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.viewer import LOCAL
from orggraph_api.attempts import address_of
from orggraph_api.errors import RateLimited
from orggraph_api.quotas import EACH_REQUEST, Quotas
from tests.api.asking import Api

ASKED = "{ accounts(first: 10) { edges { node { id } } } }"
OTHER = replace(LOCAL, user="other")
AWAY = replace(LOCAL, workspace="away")


def points(answer):
    return answer.json()["extensions"]["cost"]["points"]


def left(answer, policy):
    return int(re.search(rf'"{policy}";r=(\d+)', answer.headers["RateLimit"])[1])


def test_each_answer_says_what_may_be_spent_and_what_is_left():
    api = Api(points_per_minute=1_000, workspace_points_per_minute=5_000)
    answer = api.post(ASKED)
    assert answer.headers["RateLimit-Policy"] == (
        '"user";q=1000;w=60;orggraph-unit="points", "workspace";q=5000;w=60;orggraph-unit="points"'
    )
    spent = EACH_REQUEST + points(answer)
    assert (left(answer, "user"), left(answer, "workspace")) == (1_000 - spent, 5_000 - spent)
    assert 1 <= int(re.search(r";t=(\d+)", answer.headers["RateLimit"])[1]) <= 60


def test_who_has_spent_it_waits_and_is_told_how_long():
    api = Api(points_per_minute=EACH_REQUEST + 40)
    api.post(ASKED)
    for accept in ("application/json", "application/graphql-response+json"):
        answer = api.post(ASKED, accept=accept)
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["extensions"]["code"]) == (429, "RATE_LIMITED")
        assert error["extensions"]["retryAfter"] == int(answer.headers["Retry-After"]) <= 60
        assert "data" not in answer.json()


def test_what_costs_more_than_is_left_is_not_run_nor_counted():
    api = Api(points_per_minute=400)
    with api.counting() as counted:
        answer = api.post("{ accounts(first: 200) { edges { node { id } } } }")
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (429, "RATE_LIMITED")
    assert "points; your user has" in answer.json()["errors"][0]["message"]
    assert counted == [0]
    assert left(answer, "user") == 400 - EACH_REQUEST
    assert api.post(ASKED).status_code == 200


def test_nothing_is_read_of_a_request_that_comes_too_late():
    api = Api(points_per_minute=EACH_REQUEST)
    api.post("{")
    answer = api.client.post("/graphql", content=b"not even JSON", headers=api.headers)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (429, "RATE_LIMITED")


def test_each_user_has_their_own_and_a_workspace_bounds_them_all():
    quotas = Quotas(100, 150)
    quotas.spend(LOCAL, 100)
    with pytest.raises(RateLimited, match="your user has 0 of 100"):
        quotas.spend(LOCAL, 1)
    quotas.spend(OTHER, 50)
    with pytest.raises(RateLimited, match="your workspace has 0 of 150"):
        quotas.spend(OTHER, 1)
    quotas.spend(AWAY, 100)


def test_names_that_run_together_are_not_one():
    quotas = Quotas(100)
    quotas.spend(replace(LOCAL, workspace="a/b", user="c"), 100)
    quotas.spend(replace(LOCAL, workspace="a", user="b/c"), 100)


def test_the_next_window_begins_anew():
    quotas = Quotas(100, seconds=1)
    quotas.spend(LOCAL, 100)
    time.sleep(1.1)
    quotas.spend(LOCAL, 100)


def test_without_bounds_nothing_is_said(api):
    assert not [name for name in api.post(ASKED).headers if name.startswith("ratelimit")]


def signing_in(api, secret):
    return api.client.post("/graphql", json={"query": ASKED}, headers={"Authorization": f"Bearer {secret}"})


def test_an_address_that_is_refused_too_often_waits_and_those_who_were_let_in_do_not():
    store = open_store("memory:")
    api = Api(store, refused_sign_ins_per_minute=2)
    new = Api(store, user="new").headers
    assert api.post(ASKED).status_code == 200
    assert [signing_in(api, f"og_{number}").status_code for number in range(4)] == [401, 401, 429, 429]
    refused = signing_in(api, "og_9")
    assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
    assert int(refused.headers["Retry-After"]) <= 60
    assert api.post(ASKED).status_code == 200
    assert api.client.post("/graphql", json={"query": ASKED}, headers=new).status_code == 429
    assert api.client.get("/healthz").status_code == api.client.get("/readyz").status_code == 200


def test_credentials_are_not_known_because_a_public_page_was_answered():
    api = Api(refused_sign_ins_per_minute=1)
    shown = {"Authorization": "Bearer og_guess"}
    assert api.client.get("/healthz", headers=shown).status_code == 200
    assert signing_in(api, "og_other").status_code == 401
    assert signing_in(api, "og_guess").status_code == 429


def test_addresses_of_one_network_are_one():
    one, other, away = (address_of({"client": (host, 1)}) for host in ("2001:db8::1", "2001:db8::2", "2001:db9::1"))
    assert one == other != away
    assert address_of({"client": ("testclient", 1)}) == "testclient"
    assert address_of({"client": None}) == ""
