"""The plan of a deal over the API: its steps marked one by one, kept on every store, and the ledger that changes the next answer."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from orggraph.bootstrap import formats, open_store
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.viewer import LOCAL, Permission, Role
from orggraph.usecases.importing import ImportRequest, import_file
from tests.api.asking import Api
from tests.golden.stories import load

TODAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
PLAN = """query($id: ID!, $caller: ID, $target: ID, $locale: Locale, $options: EscalationOptions) { deal(id: $id) {
  plan(callerId: $caller, targetId: $target, locale: $locale, options: $options) {
    kind verdict silentUntil silence nextCallFrom calendar caller { name } target { name } escalation { id }
    occasions { kind happensOn explanation evidence { id } }
    steps { order code who { name } withWhom { name } dueOn opensOn closesOn window why done doneOn blockedBy } } } }"""
CALL = "escalation { id plannedOn madeOn contactToldFirst outcome note forecast { probability { mean low high } change { mean } stances { before { mean } } } }"
STEPS = ["CHECK_GOLDEN_RULE", "BRIEF_CALLER", "NOTIFY_CONTACT", "MAKE_CALL", "DEBRIEF_CONTACT", "JOINT_FOLLOW_UP"]


class Story:
    """A golden story behind an API, on its day."""

    def __init__(self, api, name="timid-champion"):
        self.api = api
        api.now = TODAY
        content = str(load(name).file("story.json").read_text(encoding="utf-8")).encode()
        import_file(api.store, LOCAL, formats(), ImportRequest(file_name="story.json", content=content), TODAY)
        self.deal = content_id(EntityKind.DEAL, "id:deal")

    def person(self, key):
        return content_id(EntityKind.PERSON, f"id:{key}")

    def plan(self, **given):
        return self.api.ask(PLAN, id=self.deal, **given)["deal"]["plan"]

    def log(self, caller="pennec", target="chantemerle", **fields):
        ends = {"dealId": self.deal, "callerId": self.person(caller), "targetId": self.person(target)}
        return self.api.saved("logEscalation", ends | fields, CALL)["escalation"]

    def step(self, call, code, on="2026-11-16", **more):
        given = {"escalationId": call, "step": code, "on": on, **more}
        return self.api.save("completePlanStep", given, CALL)

    def reopen(self, call, code):
        return self.api.save("reopenPlanStep", {"escalationId": call, "step": code}, CALL)

    def done(self):
        return [step["code"] for step in self.plan()["steps"] if step["done"]]


@pytest.fixture
def story(api):
    return Story(api)


def refusal(payload):
    (error,) = payload["errors"]
    return error["code"], error["path"], error["message"]


def test_a_plan_says_who_does_what_when_and_why(story):
    plan = story.plan()
    assert (plan["kind"], plan["verdict"], plan["escalation"]) == ("CALL", "GO", None)
    assert (plan["caller"], plan["target"]) == ({"name": "Erwan Pennec"}, {"name": "Olivier Chantemerle"})
    assert [step["code"] for step in plan["steps"]] == [*STEPS, "LOG_OUTCOME", "STOP_CONDITION"]
    told = plan["steps"][2]
    assert (told["who"], told["withWhom"]) == ({"name": "Romain Jolivet"}, {"name": "Mélanie Soulier"})
    assert (told["dueOn"], told["window"], told["blockedBy"]) == (
        "2026-11-18",
        "on November 18, 2026",
        ["BRIEF_CALLER"],
    )
    assert "never to ask permission" in told["why"]
    (occasion,) = plan["occasions"]
    assert (occasion["kind"], occasion["happensOn"]) == ("PILOT_SUCCEEDED", None)
    assert occasion["explanation"].startswith("Occasion: the result of the pilot")
    assert occasion["evidence"][0]["id"].startswith("sig_")
    assert (plan["silence"], plan["silentUntil"], plan["nextCallFrom"]) == ([], None, "2027-02-17")


def test_a_plan_comes_in_the_language_asked_for_with_the_same_days(story):
    english, french = story.plan(), story.plan(locale="FR")
    assert [step["dueOn"] for step in english["steps"]] == [step["dueOn"] for step in french["steps"]]
    assert "jamais pour demander la permission" in french["steps"][2]["why"]
    entries = Calendar.from_ical(french["calendar"]).walk("VEVENT")
    assert [entry["DTSTART"].dt.isoformat() for entry in entries] == [step["dueOn"] for step in french["steps"]]


def test_a_plan_for_a_pair_is_of_that_pair_and_somebody_who_cannot_be_called_is_refused(story):
    plan = story.plan(caller=story.person("oriol"), target=story.person("chantemerle"))
    assert plan["caller"] == {"name": "Mathias Oriol"}
    assert "Ask Erwan Pennec for the introduction" in plan["steps"][1]["why"]
    error = story.api.refused(PLAN, id=story.deal, caller=story.person("brunel"))
    assert error["extensions"]["code"] == "INVALID"
    assert error["message"].endswith("Name people of our own account.")


def test_a_planned_meeting_gives_the_call_its_day(story):
    fields = {"dealId": story.deal, "kind": "MEETING_PLANNED", "observedOn": "2026-11-16", "happensOn": "2026-12-03"}
    story.api.saved("addSignal", fields | {"personId": story.person("chantemerle")}, "signal { id }")
    plan = story.plan()
    assert plan["occasions"][0]["happensOn"] == "2026-12-03"
    assert plan["steps"][3]["dueOn"] == "2026-12-02"


def test_the_steps_are_marked_one_by_one_and_a_later_one_is_refused_while_what_it_waits_for_is_open(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    assert story.plan()["escalation"] == {"id": call}
    early = story.step(call, "MAKE_CALL")
    assert refusal(early) == (
        "CONFLICT",
        ["input", "step"],
        "MAKE_CALL waits for BRIEF_CALLER, NOTIFY_CONTACT. Do that first, and mark it as done.",
    )
    days = ["2026-11-16", "2026-11-16", "2026-11-16", "2026-11-17", "2026-11-17", "2026-11-17"]
    for code, day in zip(STEPS, days, strict=True):
        assert story.step(call, code, day)["errors"] == []
    assert story.done() == STEPS
    made = story.step(call, "LOG_OUTCOME")
    assert refusal(made)[:2] == ("CONFLICT", ["input", "step"])
    story.api.saved("recordOutcome", {"escalationId": call, "outcome": "UNBLOCKED", "on": "2026-11-17"}, CALL)
    assert story.step(call, "LOG_OUTCOME", "2026-11-17")["errors"] == []


def test_marking_the_call_as_made_logs_it_and_telling_first_is_kept(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    for code in STEPS[:3]:
        story.step(call, code, note="Done over coffee." if code == "NOTIFY_CONTACT" else None)
    made = story.step(call, "MAKE_CALL", "2026-11-16")["escalation"]
    assert (made["madeOn"], made["contactToldFirst"]) == ("2026-11-16", True)
    query = "query($id: ID!) { node(id: $id) { ... on Escalation { stepsDone { step on note } } } }"
    kept = story.api.ask(query, id=call)["node"]["stepsDone"]
    assert [one["step"] for one in kept] == STEPS[:4]
    assert kept[2] == {"step": "NOTIFY_CONTACT", "on": "2026-11-16", "note": "Done over coffee."}


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"escalationId": "esc_nothing"}, "NOT_FOUND", ["input", "escalationId"]),
        ({"on": "2026-12-01"}, "INVALID", ["input", "on"]),
        ({"note": " "}, "INVALID", ["input", "note"]),
        ({"step": "DEBRIEF_CONTACT"}, "CONFLICT", ["input", "step"]),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_nothing_is_written(story, fields, code, path):
    call = story.log(plannedOn="2026-11-19")["id"]
    given = {"escalationId": call, "step": "CHECK_GOLDEN_RULE", "on": "2026-11-16"} | fields
    assert story.api.refusal("completePlanStep", given, CALL) == (code, path)
    assert story.done() == []


def test_a_step_is_not_done_before_the_day_of_what_it_waits_for(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    story.step(call, "CHECK_GOLDEN_RULE", "2026-11-16")
    early = refusal(story.step(call, "BRIEF_CALLER", "2026-11-13"))
    assert early[:2] == ("INVALID", ["input", "on"])
    assert "CHECK_GOLDEN_RULE was done on 2026-11-16" in early[2]


def test_the_golden_rule_is_not_ticked_off_while_it_does_not_hold(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    frozen = {"dealId": story.deal, "kind": "BUDGET_FROZEN", "observedOn": "2026-11-16"}
    story.api.saved("addSignal", frozen, "signal { id }")
    code, path, message = refusal(story.step(call, "CHECK_GOLDEN_RULE"))
    assert (code, path) == ("CONFLICT", ["input", "step"])
    assert message == (
        "The golden rule does not hold: DO_NOT. No call: there is a real objection to answer first. Settle it first."
    )
    plan = story.plan()
    assert (plan["kind"], plan["caller"]) == ("BACK_TO_BASICS", None)


def test_a_call_by_a_pair_that_cannot_call_is_not_ticked_off(story):
    call = story.log(target="brunel", plannedOn="2026-11-19")["id"]
    code, path, message = refusal(story.step(call, "CHECK_GOLDEN_RULE"))
    assert (code, path) == ("CONFLICT", ["input", "step"])
    assert "is not above the usual contact" in message


def test_who_was_told_first_stays_told_when_the_call_is_logged(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    for code in STEPS[:3]:
        story.step(call, code)
    assert story.log(id=call, madeOn="2026-11-16")["contactToldFirst"] is True


def test_a_step_taken_back_is_open_again_and_one_that_others_waited_for_is_not_taken_back(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    for code in STEPS[:2]:
        story.step(call, code)
    assert refusal(story.reopen(call, "CHECK_GOLDEN_RULE"))[:2] == ("CONFLICT", ["input", "step"])
    assert story.reopen(call, "BRIEF_CALLER")["errors"] == []
    assert story.done() == ["CHECK_GOLDEN_RULE"]
    assert story.reopen(call, "CHECK_GOLDEN_RULE")["errors"] == []
    assert story.done() == []
    assert story.api.refusal("reopenPlanStep", {"escalationId": "esc_nothing", "step": "MAKE_CALL"}, CALL) == (
        "NOT_FOUND",
        ["input", "escalationId"],
    )


def test_a_call_that_was_not_made_after_all_is_open_again(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    for code in STEPS[:4]:
        story.step(call, code)
    undone = story.reopen(call, "MAKE_CALL")["escalation"]
    assert undone["madeOn"] is None
    assert story.done() == STEPS[:3]
    told = story.reopen(call, "NOTIFY_CONTACT")["escalation"]
    assert told["contactToldFirst"] is False


def test_a_plan_that_was_stopped_or_whose_call_was_not_made_goes_no_further(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    story.step(call, "CHECK_GOLDEN_RULE")
    story.step(call, "STOP_CONDITION")
    assert "was stopped" in refusal(story.step(call, "BRIEF_CALLER"))[2]
    assert story.reopen(call, "STOP_CONDITION")["errors"] == []
    assert story.step(call, "BRIEF_CALLER")["errors"] == []
    over = {"escalationId": call, "outcome": "NOT_MADE", "on": "2026-11-16"}
    story.api.saved("recordOutcome", over, CALL)
    assert "was not made" in refusal(story.step(call, "NOTIFY_CONTACT"))[2]


def test_what_was_done_is_told_in_the_history_and_was_not_known_before(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    before = story.api.now
    story.api.now += timedelta(hours=1)
    story.step(call, "CHECK_GOLDEN_RULE", note="Held.")
    then = story.plan(options={"knownAt": before.isoformat()})
    assert [step["done"] for step in then["steps"]][:2] == [False, False]
    assert story.plan()["steps"][0]["doneOn"] == "2026-11-16"
    query = "query($id: ID!) { deal(id: $id) { history(first: 1) { edges { node { what before after } } } } }"
    (edge,) = story.api.ask(query, id=story.deal)["deal"]["history"]["edges"]
    assert edge["node"]["what"] == "ESCALATION"
    assert edge["node"]["after"]["stepsDone"] == [{"step": "CHECK_GOLDEN_RULE", "on": "2026-11-16", "note": "Held."}]


def test_a_repeat_of_a_step_changes_nothing(story):
    call = story.log(plannedOn="2026-11-19")["id"]
    once = {"clientMutationId": "once"}
    assert story.step(call, "CHECK_GOLDEN_RULE", **once) == story.step(call, "CHECK_GOLDEN_RULE", **once)


def test_the_forecast_is_kept_with_the_call_whatever_is_learnt_later(story):
    planned = story.log(plannedOn="2026-11-19")
    shown = story.api.ask(
        "query($id: ID!) { escalationPaths(dealId: $id) { paths { forecast { probability { mean low high } change { mean } } } } }",
        id=story.deal,
    )["escalationPaths"]["paths"][0]["forecast"]
    assert {name: planned["forecast"][name] for name in shown} == shown
    assert planned["forecast"]["stances"] == []
    frozen = {"dealId": story.deal, "kind": "BUDGET_FROZEN", "observedOn": "2026-11-16"}
    story.api.saved("addSignal", frozen, "signal { id }")
    made = story.log(id=planned["id"], madeOn="2026-11-16", contactToldFirst=True)
    assert made["forecast"] == planned["forecast"]
    other = story.log("oriol", id=planned["id"], madeOn="2026-11-16")
    assert other["forecast"] != planned["forecast"]


def test_a_call_to_somebody_who_is_not_above_the_contact_is_logged_without_a_forecast(story):
    assert story.log(target="brunel", madeOn="2026-11-16")["forecast"] is None
    assert story.log(caller="soulier", target="chantemerle", madeOn="2026-11-16")["forecast"] is None


def test_a_call_not_told_first_is_forecast_as_what_it_was(story):
    told = story.log(madeOn="2026-11-16", contactToldFirst=True)
    untold = story.log(madeOn="2026-11-16")
    assert untold["forecast"]["change"]["mean"] < told["forecast"]["change"]["mean"]


def test_the_ledger_changes_the_next_answer_and_a_call_made_all_the_same_counts(story):
    first = story.log(madeOn="2026-11-16", contactToldFirst=True)["id"]
    over = {"escalationId": first, "outcome": "NO_EFFECT", "on": "2026-11-16"}
    story.api.saved("recordOutcome", over, CALL)
    plan = story.plan(caller=story.person("oriol"), target=story.person("chantemerle"))
    assert (plan["kind"], plan["verdict"], plan["nextCallFrom"]) == ("BACK_TO_BASICS", "DO_NOT", "2027-02-14")
    assert "From February 14, 2027 on, a call would be offered again." in plan["steps"][-1]["why"]
    second = story.log("oriol", madeOn="2026-11-16")
    assert second["forecast"] is not None
    later = story.plan(caller=story.person("oriol"), target=story.person("chantemerle"))
    assert later["escalation"] == {"id": second["id"]}, "it was made all the same, and its plan goes on"
    query = "query($id: ID!) { deal(id: $id) { escalations { totalCount } escalation { excluded { until rules { explanation } } } } }"
    found = story.api.ask(query, id=story.deal)["deal"]
    assert found["escalations"]["totalCount"] == 2
    assert {pair["until"] for pair in found["escalation"]["excluded"]} == {"2027-02-14"}


def test_who_may_not_read_opinions_sees_no_forecast_and_no_note(story):
    call = story.log(plannedOn="2026-11-19", note="Short.")["id"]
    story.step(call, "CHECK_GOLDEN_RULE", note="Held.")
    headers = story.api.sign_in("looker", Role.REP, scopes=(Permission.MAP_READ,))
    query = "query($id: ID!) { node(id: $id) { ... on Escalation { plannedOn forecast { change { mean } } } } }"
    answer = story.api.post(query, {"id": call}, **{name.replace("-", "_"): value for name, value in headers.items()})
    assert answer.json()["data"]["node"] == {"plannedOn": "2026-11-19", "forecast": None}
    assert answer.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_steps_done_last_on_a_file(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/plan.db")
    story = Story(Api(store))
    call = story.log(plannedOn="2026-11-19")["id"]
    story.step(call, "CHECK_GOLDEN_RULE")
    store.close()
    again = Api(open_store(f"sqlite:///{tmp_path}/plan.db"), user="later")
    again.now = TODAY + timedelta(hours=1)
    (first, *_) = again.ask(PLAN, id=story.deal)["deal"]["plan"]["steps"]
    assert (first["done"], first["doneOn"]) == (True, "2026-11-16")
    again.store.close()
