"""The plan on the command line: as text, as JSON with the API's names, and as a calendar."""

import json

import pytest
from icalendar import Calendar

from tests.cli.test_asking import DAY, EXTRA, LEFT_OUT, SERVED, holds
from tests.cli.test_commands import PLANNING, PORTAL

EXTRA["EscalationPlan"] = {"deal", "asOf", "reason", "contact", "owner", "path", "unknownCalendars"}
EXTRA["PlanStep"] = {"waitsFor", "checks", "questions", "objection", "alternative"}
EXTRA["Occasion"] = {"person", "since", "years"}
# `orggraph brief` writes it
LEFT_OUT["EscalationPlan"] = {"brief"}


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


def compared(example, *ways):
    given = [part for way in ways for part in ("--way", way)]
    return json.loads(example.told("compare", PLANNING, *DAY, *given, "--json"))


def test_ways_are_compared_with_the_call_as_it_is_advised(example):
    usual, untold, higher = compared(example, "not-told", "level=2, not-credited")
    for one in (usual, untold, higher):
        holds(one, SERVED.type_map["CallComparison"])
    assert (usual["verdict"], usual["told"], untold["told"], higher["credited"]) == ("GO", True, False, False)
    assert (usual["caller"], usual["target"]) == (untold["caller"], untold["target"])
    assert untold["disavowal"] > usual["disavowal"]
    assert untold["utility"] < usual["utility"]
    assert higher["levelsUp"] == 2


def test_a_comparison_is_a_table_in_either_language(example):
    told = example.told("compare", PLANNING, *DAY, "--way", "not-told").splitlines()
    assert [row.split()[0] for row in told] == ["way", "-", "not-told"]
    french = example.told("compare", PLANNING, *DAY, "--way", "on=2027-03-01", "--locale", "fr")
    assert french.splitlines()[0].split()[:2] == ["façon", "qui"]
    assert "Antoine Kervadoué → Hélène Vauclair" in french


def test_another_caller_is_one_way(example):
    usual, other = compared(example, "caller=Inès Belhadj-Rousset,target=Hélène Vauclair")
    assert (usual["caller"]["name"], other["caller"]["name"]) == ("Antoine Kervadoué", "Inès Belhadj-Rousset")


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("loudly", "--way loudly is no way to call."),
        ("level=0", "--way level=0 is no way to call."),
        ("level=two", "--way level=two is no way to call."),
        ("on=tomorrow", "--way on=tomorrow is no way to call."),
        ("level=1,level=2", "says one thing twice"),
        ("caller=Nobody", "There is nobody called 'Nobody' here."),
        ("level=1,target=Hélène Vauclair", "A way has a level and a target."),
    ],
)
def test_a_way_that_is_none_is_said_in_a_line(example, way, said):
    ran = example("compare", PLANNING, *DAY, "--way", way)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
