import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from orggraph import planning
from orggraph.analysis.escalation import assess
from orggraph.analysis.example import stalled_deal
from orggraph.domain.deals import PlanStepCode, StepDone
from orggraph.domain.findings import VerdictReason
from orggraph.domain.people import Locale
from orggraph.domain.plans import EscalationPlan, OccasionKind, PlanKind, PlanReason, PlanStep
from orggraph.planning.calendars import Closed
from orggraph.planning.plan import plan
from orggraph.text import plan_calendar, plan_reason, plan_text, step_name, step_why, step_window
from orggraph.text.catalogue import message_ids
from tests.unit.analysis.builders import DAY, call, stalled

NAMES = {"per_our_cto": "Finn Byrne", "per_cio": "Céline Roux", "per_contact": "Ana Lima", "per_rep": "Gil Ortega"}
VALUES = {
    **{f"{who}_id": f"per_{name}" for who, name in (("target", "cio"), ("caller", "our_cto"), ("contact", "contact"))},
    "person_id": "per_cio",
    **dict.fromkeys(("on", "until", "since"), date(2026, 6, 16)),
    "years": 1,
    "level": 2,
    "cause": "BUDGET",
}
EMITTED = re.compile(r'(?:reasons\(|code ?= ?|else )"([a-z_]+)"')
WORDED = sorted(name.removeprefix("plan-why-") for name in message_ids(Locale.EN) if name.startswith("plan-why-"))
UNSAID = {"find_out", "no_call"}
"""Worded by the verdict."""


def emitted():
    """Find every reason that the planning can give."""
    source = "".join(file.read_text(encoding="utf-8") for file in sorted(Path(planning.__path__[0]).glob("*.py")))
    found = set(EMITTED.findall(source)) - {"TELL_IN_PERSON"}
    found |= {f"occasion_{kind.value.lower()}" for kind in OccasionKind}
    found |= {f"away_{why.value.lower()}" for why in (Closed.AUGUST, Closed.YEAR_END)}
    return found


def made():
    snapshot = stalled_deal()
    answer = assess(snapshot, "dea_1")
    return answer, plan(snapshot, answer)


def test_every_reason_that_can_be_given_is_worded_and_no_other():
    assert {name.replace("-", "_") for name in WORDED} == emitted() - UNSAID


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", WORDED)
def test_a_reason_is_a_sentence(name, locale):
    said = plan_reason(PlanReason(code=name, values=VALUES), NAMES, locale)
    assert said[0].isupper()
    assert said.endswith(".")
    assert not re.search(r"per_|[{}$]|2026-", said)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("reason", list(VerdictReason))
def test_every_verdict_but_go_gives_a_reason_to_find_out_or_not_to_call(reason, locale):
    if reason is not VerdictReason.CLEAR:
        assert plan_reason(PlanReason(code="no_call", values={"verdict": reason}), {}, locale).endswith(".")


@pytest.mark.parametrize("locale", list(Locale))
def test_every_step_has_a_name_of_its_own(locale):
    names = [step_name(code, locale) for code in PlanStepCode]
    assert len(set(names)) == len(PlanStepCode)
    assert step_name(PlanStepCode.STOP_CONDITION, locale, PlanKind.PREPARE) not in names


def test_a_window_of_one_day_is_that_day():
    step = made()[1].steps[3]
    assert step_window(step, Locale.EN) == "from June 16, 2026 to June 22, 2026"
    assert step_window(replace(step, closes_on=step.opens_on), Locale.FR) == "le 16 juin 2026"


def test_nothing_is_said_twice_about_a_step():
    answer = assess(stalled_deal(()), "dea_1")
    (step, *_) = plan(stalled_deal(()), answer).steps
    said = step_why(replace(step, why=step.why * 2), NAMES, Locale.EN)
    assert len(said) == len(set(said)) > 3


def test_the_english_plan_of_a_call():
    answer, found = made()
    text = plan_text(found, answer, NAMES, Locale.EN)
    assert "3. Tell the usual contact first: Gil Ortega with Ana Lima, due June 15, 2026." in text
    assert "to keep the usual contact in the loop, never to ask permission" in text
    assert "Waits for: Brief whoever calls and Tell the usual contact first." in text
    assert text.endswith("The public holidays of a country are not known here: check the days.")


def test_both_languages_give_the_same_figures():
    answer, found = made()
    english, french = (plan_text(found, answer, NAMES, locale) for locale in Locale)
    count = [len(re.findall(r"\b2026\b|\b2027\b", text)) for text in (english, french)]
    assert count[0] == count[1] > 8
    assert len(english.splitlines()) == len(french.splitlines())


def test_a_step_that_was_done_says_when_and_waits_no_longer():
    done = (StepDone(step=PlanStepCode.CHECK_GOLDEN_RULE, on=DAY),)
    world = stalled(escalations=(call("chief", "head", 0, made_on=None, planned_on=DAY, steps_done=done),))
    answer = assess(world, "dea_1")
    text = plan_text(plan(world, answer), answer, {}, Locale.FR)
    assert "Fait le 1er juin 2026." in text
    assert text.count("Vérifier une dernière fois la règle d\u2019or") == 1


def test_the_calendar_holds_each_open_step_on_its_day_and_is_the_same_every_time():
    _, found = made()
    written = plan_calendar(found, NAMES, Locale.FR)
    assert written == plan_calendar(found, NAMES, Locale.FR)
    read = Calendar.from_ical(written)
    assert read["VERSION"] == "2.0"
    entries = read.walk("VEVENT")
    assert [entry["DTSTART"].dt for entry in entries] == [step.due_on for step in found.steps]
    assert str(entries[3]["SUMMARY"]) == "Passer l\u2019appel\u00a0: Céline Roux"
    assert "jamais pour demander la permission" in str(entries[2]["DESCRIPTION"])
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    steps = (replace(found.steps[0], done_on=DAY), *found.steps[1:])
    assert len(Calendar.from_ical(plan_calendar(replace(found, steps=steps), NAMES, Locale.EN)).walk("VEVENT")) == 7


def test_what_somebody_is_called_cannot_add_to_a_calendar():
    _, found = made()
    hostile = {**NAMES, "per_cio": "X\r\nATTENDEE:mailto:eve@hostile.example\r\n"}
    read = Calendar.from_ical(plan_calendar(found, hostile, Locale.EN))
    assert all("ATTENDEE" not in entry for entry in read.walk("VEVENT"))


def test_plans_are_made_of_codes_and_ids():
    assert {"steps", "occasions", "silence"} <= {field.name for field in fields(EscalationPlan)}
    assert "why" in {field.name for field in fields(PlanStep)}
