"""What is followed: told when it changed and not otherwise, for the viewer as they then are, until it is over."""

import time
from datetime import timedelta

import pytest

from orggraph.domain.observations import ImportState
from orggraph.domain.viewer import LOCAL, Role
from orggraph.usecases.access import revoke_token, set_team
from orggraph_api import streams
from tests.api.asking import Api

CHART = b"id,name,title,department,manager id\n1,Ana Exemple,CEO,Board,\n2,Bo Exemple,CFO,Finance,1\n"
CHANGED = """subscription($id: ID!) { dealChanged(dealId: $id) { id name stage
  stakeholders { edges { node { person { name } salience { value } } } } } }"""
PROGRESS = "subscription($id: ID!) { importProgress(batchId: $id) { id state rowsRead rowsTotal created finishedAt } }"
OVER = {"type": "complete", "id": "1"}


@pytest.fixture(params=["memory", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def live(request):
    """An API whose connections share one event loop, as those of a server do."""
    from orggraph.bootstrap import open_store  # noqa: PLC0415

    store = None if request.param == "memory" else open_store(request.getfixturevalue("neo4j_url"))
    api = Api(store, tick_ms=10)
    with api.client:
        yield api


@pytest.fixture
def account(live):
    return live.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]


@pytest.fixture
def deal(live, account):
    return save_deal(live, name="Planning", accountId=account)


@pytest.fixture
def follower(live):
    with live.socket() as socket:
        socket.receive()
        yield socket


def save_deal(api, **fields):
    return api.saved("saveDeal", fields, "deal { id }")["deal"]["id"]


def told(socket, field="dealChanged"):
    """Give what an event shows."""
    message = socket.receive()
    assert message["type"] == "next", message
    assert "errors" not in message["payload"], message
    return message["payload"]["data"][field]


def not_found(socket, field):
    """Give the path of a stream that ends because there is no such thing."""
    message = socket.receive()
    assert message["type"] == "next", message
    assert message["payload"]["data"] is None
    (error,) = message["payload"]["errors"]
    assert (error["extensions"]["code"], error["path"]) == ("NOT_FOUND", [field])
    assert socket.receive() == OVER
    return error["message"]


def begun(api):
    """Wait until what is followed waits for news."""
    followers = api.client.app.state.streams._hub._followers
    while not followers or not all(one._news._waiters for one in followers):
        time.sleep(0.005)


def test_a_deal_is_told_when_it_changed_and_not_before(live, deal, follower):
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    save_deal(live, id=deal, stage="Proposal")
    assert told(follower) == {"id": deal, "name": "Planning", "stage": "Proposal", "stakeholders": {"edges": []}}
    save_deal(live, id=deal, stage="Contract")
    assert told(follower)["stage"] == "Contract"


def test_what_changed_elsewhere_or_says_the_same_again_is_not_told(live, deal, account, follower):
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    other = save_deal(live, name="Another", accountId=account)
    save_deal(live, id=other, stage="Proposal")
    save_deal(live, id=deal, name="Planning")
    live.saved("savePerson", {"name": "Ana", "accountId": account}, "person { id }")
    begun(live)
    save_deal(live, id=deal, stage="Contract")
    assert told(follower)["stage"] == "Contract"


def test_what_is_said_of_a_deal_is_told_though_nothing_of_it_is_asked_for(live, deal, account, follower):
    follower.subscribe("subscription($id: ID!) { dealChanged(dealId: $id) { id } }", id=deal)
    begun(live)
    ours = live.saved("saveAccount", {"name": "Velmont", "isOurs": True}, "account { id }")["account"]["id"]
    ana, cy = (
        live.saved("savePerson", {"name": name, "accountId": home}, "person { id }")["person"]["id"]
        for name, home in (("Ana", account), ("Cy", ours))
    )
    for change in (
        lambda: live.saved("setStakeholder", {"dealId": deal, "personId": ana, "salience": 0.5}, "stakeholder { id }"),
        lambda: live.saved(
            "addSignal", {"dealId": deal, "kind": "BUDGET_CUT", "observedOn": "2026-11-20"}, "signal { id }"
        ),
        lambda: live.saved(
            "logEscalation",
            {"dealId": deal, "callerId": cy, "targetId": ana, "plannedOn": "2026-12-01"},
            "escalation { id }",
        ),
    ):
        change()
        assert told(follower) == {"id": deal}


def test_what_is_asked_of_a_deal_is_told_wherever_it_changed(live, deal, account, follower):
    ana = live.saved("savePerson", {"name": "Ana", "accountId": account}, "person { id }")["person"]["id"]
    live.saved("setStakeholder", {"dealId": deal, "personId": ana, "salience": 0.5}, "stakeholder { id }")
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    live.saved("savePerson", {"id": ana, "name": "Ana Exemple"}, "person { id }")
    assert told(follower)["stakeholders"]["edges"][0]["node"]["person"] == {"name": "Ana Exemple"}


def test_many_changes_while_nobody_reads_are_told_as_the_last(live, deal, follower):
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    for number in range(20):
        save_deal(live, id=deal, stage=f"Stage {number}")
    stages = [told(follower)["stage"]]
    while stages[-1] != "Stage 19":
        stages.append(told(follower)["stage"])
    assert stages == sorted(stages, key=lambda stage: int(stage.split()[1]))


def test_a_deal_that_is_not_there_and_one_that_is_hidden_look_the_same(live, deal, account):
    set_team(live.store, LOCAL, account, ["somebody"], live.now)
    with live.socket(live.sign_in("outside", Role.REP)) as socket:
        socket.receive()
        for wanted in (deal, "dea_nothing"):
            socket.subscribe(CHANGED, id=wanted)
            assert not_found(socket, "dealChanged") == f"There is no deal {wanted}."


def test_a_deal_that_goes_ends_what_follows_it(live, deal, follower):
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    live.saved("retract", {"factId": deal, "why": "a mix-up"}, "clientMutationId")
    not_found(follower, "dealChanged")


def test_a_deal_that_is_hidden_meanwhile_ends_what_follows_it(live, deal, account):
    with live.socket(live.sign_in("outside", Role.REP)) as socket:
        socket.receive()
        socket.subscribe(CHANGED, id=deal)
        begun(live)
        set_team(live.store, LOCAL, account, ["somebody"], live.now)
        assert not_found(socket, "dealChanged") == f"There is no deal {deal}."


def test_nothing_of_another_workspace_is_told(live, deal, follower):
    from orggraph.domain.viewer import EVERYTHING, Viewer  # noqa: PLC0415

    other = Api(live.store, Viewer(workspace="another", user="rep", permissions=EVERYTHING), "stranger")
    elsewhere = save_deal(
        other, name="Theirs", accountId=other.saved("saveAccount", {"name": "A"}, "account { id }")["account"]["id"]
    )
    follower.subscribe(CHANGED, id=elsewhere)
    not_found(follower, "dealChanged")
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    save_deal(other, id=elsewhere, stage="Theirs")
    save_deal(live, id=deal, stage="Ours")
    assert told(follower)["stage"] == "Ours"


def test_a_token_that_is_revoked_ends_what_it_follows(live, deal, follower):
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    revoke_token(live.store, LOCAL, "rep", live.now)
    assert follower.receive() == 4401


def test_a_token_that_expires_ends_what_it_follows(live, deal):
    with live.socket(live.sign_in("short", Role.PLANNER, expires_at=live.now + timedelta(hours=1))) as socket:
        socket.receive()
        socket.subscribe(CHANGED, id=deal)
        begun(live)
        live.now += timedelta(hours=1)
        assert socket.receive() == 4401


def test_who_has_spent_what_they_may_is_told_when_they_may_ask_again(live, deal, follower, monkeypatch):
    monkeypatch.setattr(streams, "_PATIENCE", 0.01)
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    served, refused = live.client.app.state.streams, []
    run = served._run

    async def spent(*asked):
        if len(refused) < 3:
            refused.append(asked)
            return {"errors": [{"message": "Later.", "extensions": {"code": "RATE_LIMITED", "retryAfter": 9}}]}, None
        return await run(*asked)

    monkeypatch.setattr(served, "_run", spent)
    save_deal(live, id=deal, stage="Proposal")
    assert told(follower)["stage"] == "Proposal"
    assert len(refused) == 3


def test_what_is_no_longer_followed_is_told_no_more(live, deal, follower):
    follower.subscribe(CHANGED, id=deal)
    begun(live)
    follower.send("complete", id="1")
    follower.ask("{ __typename }", "2")
    save_deal(live, id=deal, stage="Proposal")
    assert follower.ask("query($id: ID!) { deal(id: $id) { stage } }", id=deal)["data"] == {
        "deal": {"stage": "Proposal"}
    }


def test_an_import_is_followed_from_how_it_stands_until_it_is_over(live, account, follower):
    token = live.upload("chart.csv", CHART, {"accountId": account}).json()["data"]["previewImport"]["preview"]["token"]
    batch = live.saved("commitImport", {"token": token}, "batch { id state }")["batch"]
    assert batch["state"] == ImportState.RUNNING
    follower.subscribe(PROGRESS, id=batch["id"])
    seen = [told(follower, "importProgress")]
    while seen[-1]["state"] == ImportState.RUNNING:
        seen.append(told(follower, "importProgress"))
    assert follower.receive() == OVER
    assert seen[-1]["created"] > 0
    assert {(one["id"], one["rowsTotal"]) for one in seen} == {(batch["id"], 2)}
    assert [one["rowsRead"] for one in seen] == sorted(one["rowsRead"] for one in seen)
    assert seen[-1]["rowsRead"] == 2
    follower.subscribe(PROGRESS, id=batch["id"])
    assert told(follower, "importProgress") == seen[-1]
    assert follower.receive() == OVER


def test_an_import_that_is_not_there_and_what_is_none_look_the_same(account, follower):
    for wanted in ("bat_nothing", account):
        follower.subscribe(PROGRESS, id=wanted)
        assert not_found(follower, "importProgress") == f"There is no import {wanted}."
