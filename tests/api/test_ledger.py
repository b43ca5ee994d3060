"""The ledger over the API: against whom calls count, how good forecasts were, and a refit that is taken and taken back."""

import json
from datetime import date, timedelta

import pytest

from orggraph.bootstrap import formats
from orggraph.domain.viewer import LOCAL, Permission, Role
from orggraph.usecases.importing import ImportRequest, import_file
from tests.api.asking import Api
from tests.api.test_plans import TODAY, Story
from tests.golden.stories import load

LOADS = "{ callLoads { kind made planned limit room freeFrom bearer { id ... on Person { name } ... on Account { name } } } }"
CALIBRATION = """query($since: Date) { calibration(since: $since) {
  forecasts brier baseRateBrier logLoss reliability { low high forecasts predicted observed } } }"""
REFIT = "outcomes changes { assumption before after } before { forecasts brier } after { brier }"
ANSWER = "query($id: ID!) { escalationPaths(dealId: $id) { calibrated assumptions baseline { probability { mean } } } }"


def outcome(number, predicted=0.3):
    """Give a call of long ago that was forecast, every second one of which unblocked its deal."""
    even = {"median": predicted, "mean": predicted, "low": predicted, "high": predicted}
    made = date(2026, 1, 5) + timedelta(days=number)
    return {
        "deal_id": "deal",
        "caller_id": "pennec",
        "target_id": "vasseur",
        "made_on": made.isoformat(),
        "outcome": "UNBLOCKED" if number % 2 else "NO_EFFECT",
        "outcome_on": (made + timedelta(days=10)).isoformat(),
        "forecast": {
            "forecast_on": made.isoformat(),
            "probability": even,
            "change": even,
            "disavowal": 0.2,
            "rule_intercept": 0.0,
            "disavowal_base": -1.8,
        },
    }


def learnt(api, count):
    """Give the timid champion's deal with so many outcomes behind it."""
    document = {**load("timid-champion").document, "escalations": [outcome(number) for number in range(count)]}
    story = Story(api)
    content = json.dumps(document, ensure_ascii=False).encode()
    import_file(api.store, LOCAL, formats(), ImportRequest(file_name="outcomes.json", content=content), TODAY)
    return story


@pytest.fixture(scope="module")
def thirty():
    return learnt(Api(), 30)


def test_calls_count_against_whoever_made_and_took_them_with_the_day_from_which_another_is_offered(api):
    story = Story(api)
    assert api.ask(LOADS)["callLoads"] == []
    story.log(madeOn="2026-11-16", contactToldFirst=True)
    story.log("oriol", "vasseur", plannedOn="2026-11-30")
    loads = {(load["kind"], load["bearer"]["name"]): load for load in api.ask(LOADS)["callLoads"]}
    target = loads["TARGET", "Olivier Chantemerle"]
    assert (target["made"], target["planned"], target["room"], target["freeFrom"]) == (1, 0, 0, "2027-02-14")
    ahead = loads["TARGET", "Agnès Vasseur-Lebrun"]
    assert (ahead["made"], ahead["planned"], ahead["room"], ahead["freeFrom"]) == (0, 1, 0, None)
    assert loads["ACCOUNT", "Brévalys Emballages"]["limit"] == 2
    assert loads["OWNER", "Romain Jolivet"]["room"] == 2
    assert loads["CALLER", "Erwan Pennec"]["made"] == 1


def test_without_outcomes_there_is_no_figure(api):
    Story(api)
    found = api.ask(CALIBRATION)["calibration"]
    assert found == {"forecasts": 0, "brier": None, "baseRateBrier": None, "logLoss": None, "reliability": []}


def test_forecasts_are_held_against_what_happened(thirty):
    found = thirty.api.ask(CALIBRATION)["calibration"]
    assert found["forecasts"] == 30
    assert found["brier"] == pytest.approx((0.49 + 0.09) / 2)
    assert found["baseRateBrier"] == pytest.approx(0.25)
    (row,) = found["reliability"]
    assert row.pop("predicted") == pytest.approx(0.3)
    assert row == {"low": 0.3, "high": 0.4, "forecasts": 30, "observed": 0.5}
    assert thirty.api.ask(CALIBRATION, since="2026-01-25")["calibration"]["forecasts"] == 10


def test_a_call_logged_and_its_outcome_count(api):
    story = Story(api)
    call = story.log(madeOn="2026-11-16", contactToldFirst=True)
    story.api.saved(
        "recordOutcome", {"escalationId": call["id"], "outcome": "UNBLOCKED", "on": "2026-11-16"}, "clientMutationId"
    )
    found = api.ask(CALIBRATION)["calibration"]
    assert (found["forecasts"], found["brier"]) == (
        1,
        pytest.approx((1 - call["forecast"]["probability"]["mean"]) ** 2),
    )


def test_a_refit_is_shown_and_changes_nothing(thirty):
    before = thirty.api.ask(ANSWER, id=thirty.deal)
    shown = thirty.api.ask(f"{{ refit {{ {REFIT} }} }}")["refit"]
    assert shown["outcomes"] == shown["before"]["forecasts"] == 30
    changes = {change["assumption"]: change for change in shown["changes"]}
    assert changes["rule_intercept"]["before"] == 0
    assert 0 < changes["rule_intercept"]["after"] < 1
    assert changes["disavowal_base"]["after"] < changes["disavowal_base"]["before"] == -1.8
    assert shown["after"]["brier"] < shown["before"]["brier"]
    assert thirty.api.ask(ANSWER, id=thirty.deal) == before
    assert before["escalationPaths"]["calibrated"] is True


def test_a_refit_is_taken_for_all_answers_and_taken_back(api):
    story = learnt(api, 30)
    before = api.ask(ANSWER, id=story.deal)["escalationPaths"]
    taken = api.saved("applyRefit", {}, f"refit {{ {REFIT} }}")["refit"]
    changes = {change["assumption"]: change["after"] for change in taken["changes"]}
    after = api.ask(ANSWER, id=story.deal)["escalationPaths"]
    assert {name: after["assumptions"][name] for name in changes} == changes
    assert after["baseline"]["probability"]["mean"] > before["baseline"]["probability"]["mean"]
    again = api.ask(f"{{ refit {{ {REFIT} }} }}")["refit"]
    assert {change["assumption"]: change["before"] for change in again["changes"]} == changes
    assert {change["assumption"]: change["after"] for change in again["changes"]} == changes
    asked = "query($id: ID!, $o: EscalationOptions) { escalationPaths(dealId: $id, options: $o) { assumptions } }"
    other = api.ask(asked, id=story.deal, o={"assumptions": {"rule_intercept": -0.5}})
    assert other["escalationPaths"]["assumptions"]["rule_intercept"] == -0.5
    api.saved("takeRefitBack", {}, "clientMutationId")
    assert api.ask(ANSWER, id=story.deal)["escalationPaths"] == before
    assert api.refusal("takeRefitBack", {}) == ("CONFLICT", [])


def test_too_few_outcomes_are_refused_with_how_many_are_needed(api):
    learnt(api, 29)
    error = api.refused(f"{{ refit {{ {REFIT} }} }}")
    assert error["extensions"]["code"] == "CONFLICT"
    assert error["message"] == "29 outcomes are known; 30 are needed. Record what came of more calls."
    assert api.refusal("applyRefit", {}) == ("CONFLICT", [])


def test_only_who_may_change_constants_takes_a_refit(thirty):
    query = "mutation($input: ApplyRefitInput!) { applyRefit(input: $input) { errors { code } refit { outcomes } } }"
    rep = thirty.api.sign_in("a-rep", Role.REP)
    answer = thirty.api.post(query, {"input": {}}, **rep).json()["data"]["applyRefit"]
    assert answer == {"errors": [{"code": "FORBIDDEN"}], "refit": None}
    blind = thirty.api.sign_in("blind-rep", Role.REP, scopes=(Permission.MAP_READ,))
    refused = thirty.api.post(CALIBRATION, **blind).json()["errors"][0]
    assert refused["extensions"]["code"] == "FORBIDDEN"


def test_the_agenda_leaves_out_what_a_planned_call_elsewhere_has_taken(api):
    story = Story(api)
    query = "query($ids: [ID!]!) { escalationAgenda(dealIds: $ids) { assignments { path { target { name } } } unassigned { reason } } }"
    free = api.ask(query, ids=[story.deal])["escalationAgenda"]
    assert free["assignments"] == [{"path": {"target": {"name": "Olivier Chantemerle"}}}]
    account = api.ask("query($id: ID!) { deal(id: $id) { account { id } } }", id=story.deal)["deal"]["account"]["id"]
    other = api.saved("saveDeal", {"name": "Other", "accountId": account}, "deal { id }")["deal"]["id"]
    ends = {"dealId": other, "callerId": story.person("oriol"), "targetId": story.person("chantemerle")}
    api.saved("logEscalation", ends | {"plannedOn": "2026-11-20"}, "clientMutationId")
    taken = api.ask(query, ids=[story.deal])["escalationAgenda"]
    assert taken["assignments"] == []
    assert taken["unassigned"][0]["reason"].startswith("A call would help, but")
