"""The plan on the command line: as text, as JSON with the API's names, and as a calendar."""

import json

import pytest
from icalendar import Calendar

from tests.cli.test_asking import DAY, EXTRA, LEFT_OUT, SERVED, holds
from tests.cli.test_commands import PLANNING, PORTAL

EXTRA["EscalationPlan"] = {"deal", "asOf", "reason", "contact", "owner", "path", "unknownCalendars"}
EXTRA["PlanStep"] = {"waitsFor", "checks", "questions", "objection", "alternative"}
EXTRA["Occasion"] = {"person", "since", "years"}
LEFT_OUT["EscalationPlan"] = set()


def test_a_plan_says_who_does_what_by_when(example):
    told = example.told("plan", PLANNING, *DAY)
    assert "3. Tell the usual contact first: " in told
    assert "Waits for: Brief whoever calls and Tell the usual contact first." in told
    french = example.told("plan", PLANNING, *DAY, "--locale", "fr")
    assert "3. Prévenir d\u2019abord l\u2019interlocuteur habituel\u00a0: " in french


def test_where_nobody_should_call_the_plan_says_what_to_do_instead(example):
    told = example.told("plan", PORTAL, *DAY)
    assert told.startswith("Do not call")
    assert "Make the call" not in told


@pytest.mark.parametrize("deal", [PLANNING, PORTAL])
@pytest.mark.parametrize("how", [("--json",), ("--format", "json")])
def test_the_plan_as_json_has_the_names_of_the_api(example, deal, how):
    answer = json.loads(example.told("plan", deal, *DAY, *how))
    holds(answer, SERVED.type_map["EscalationPlan"])
    assert answer["steps"][0]["done"] is False


def test_the_plan_as_a_calendar_can_be_read(example):
    written = example.told("plan", PLANNING, *DAY, "--format", "ics")
    entries = Calendar.from_ical(written).walk("VEVENT")
    steps = json.loads(example.told("plan", PLANNING, *DAY, "--json"))["steps"]
    assert [entry["DTSTART"].dt.isoformat() for entry in entries] == [step["dueOn"] for step in steps]


def test_a_pair_is_named(example):
    told = example.told("plan", PLANNING, *DAY, "--caller", "Antoine Kervadoué", "--target", "Hélène Vauclair")
    assert "Antoine Kervadoué" in told.splitlines()[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "There is no deal 'nothing'."),
        ((PLANNING, "--format", "doc"), "There is no format 'doc'. Choose text, json, ics."),
        ((PLANNING, "--caller", "Nobody"), "There is nobody called 'Nobody' here."),
        ((PLANNING, "--locale", "de"), "There is no language 'de'."),
    ],
)
def test_what_cannot_be_planned_is_said_in_a_line(example, arguments, said):
    ran = example("plan", *arguments, *DAY)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
