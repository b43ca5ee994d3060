"""Ways to make a call compared over the API: the same draws, so that what differs is what the ways differ in."""

import pytest

from tests.api.asking import Api
from tests.api.test_plans import Story

WAYS = """query($id: ID!, $ways: [CallWayInput!]!, $options: EscalationOptions) {
  compareCalls(dealId: $id, ways: $ways, options: $options) {
    told credited on verdict levelsUp disavowal utility caller { name } target { name }
    forecast { probability { mean } change { mean } stances { before { mean } } } notPassed { rule status explanation } } }"""
PATHS = """query($id: ID!) { escalationPaths(dealId: $id) { verdict paths {
  levelsUp utility caller { name } target { name } disavowal { probability } forecast { probability { mean } change { mean } } } } }"""


@pytest.fixture(scope="module")
def story():
    return Story(Api())


def compared(story, *ways, **given):
    return story.api.ask(WAYS, id=story.deal, ways=list(ways), **given)["compareCalls"]


def test_the_call_as_it_is_advised_is_the_first_path(story):
    (usual,) = compared(story, {})
    answer = story.api.ask(PATHS, id=story.deal)["escalationPaths"]
    path = answer["paths"][0]
    assert (usual["told"], usual["credited"], usual["on"]) == (True, True, "2026-11-16")
    assert (usual["verdict"], usual["notPassed"]) == (answer["verdict"], [])
    assert usual["utility"] == path["utility"]
    assert usual["disavowal"] == path["disavowal"]["probability"]
    assert {name: usual["forecast"][name] for name in path["forecast"]} == path["forecast"]
    assert (usual["caller"], usual["target"], usual["levelsUp"]) == (path["caller"], path["target"], 1)


def test_telling_first_a_level_a_caller_and_a_day_are_weighed_side_by_side(story):
    usual, untold, higher, other, later = compared(
        story, {}, {"told": False}, {"level": 2}, {"callerId": story.person("oriol")}, {"on": "2027-03-01"}
    )
    assert untold["disavowal"] > usual["disavowal"]
    assert {check["rule"] for check in untold["notPassed"]} >= {"CONTACT_CAN_BE_TOLD_FIRST"}
    assert (higher["target"]["name"], higher["verdict"]) == ("Agnès Vasseur-Lebrun", "DO_NOT")
    assert higher["forecast"] is not None, "forecast, though nobody should"
    assert (other["caller"]["name"], other["target"]) == ("Mathias Oriol", usual["target"])
    assert (later["on"], later["caller"]) == ("2027-03-01", usual["caller"])
    assert later["utility"] != usual["utility"]


def test_ways_that_differ_in_nothing_differ_in_no_figure_whatever_stands_beside_them(story):
    alone = compared(story, {"told": False})[0]
    first, second, _ = compared(story, {"told": False}, {"told": False}, {"level": 2})
    assert alone == first == second


def test_a_deal_nobody_should_call_about_is_compared_all_the_same():
    story = Story(Api())
    frozen = {"dealId": story.deal, "kind": "BUDGET_FROZEN", "observedOn": "2026-11-16"}
    story.api.saved("addSignal", frozen, "signal { id }")
    (usual,) = compared(story, {})
    assert usual["verdict"] == "DO_NOT"
    assert usual["forecast"]["probability"]["mean"] > 0
    assert "NO_BUDGET_PROBLEM" in {check["rule"] for check in usual["notPassed"]}


def test_somebody_far_above_may_be_named_and_an_empty_level_has_nobody(story):
    far, nobody = compared(story, {"targetId": story.person("esteve")}, {"level": 9})
    assert (far["target"]["name"], far["levelsUp"]) == ("Paul-Henri Estève", 3)
    assert (nobody["caller"], nobody["forecast"], nobody["utility"], nobody["notPassed"]) == (None, None, None, [])


@pytest.mark.parametrize(
    ("ways", "code", "message"),
    [
        ([], "INVALID", "0 ways were given."),
        ([{}] * 11, "INVALID", "11 ways were given."),
        ([{"level": 1, "targetId": "x"}], "INVALID", "A way has a level and a target."),
        ([{"level": 0}], "INVALID", "level is 0."),
        ([{"callerId": "per_nobody"}], "INVALID", "per_nobody does not work for us."),
    ],
)
def test_ways_that_cannot_be_are_refused(story, ways, code, message):
    error = story.api.refused(WAYS, id=story.deal, ways=ways)
    assert error["extensions"]["code"] == code
    assert error["message"].startswith(message)


def test_a_deal_that_is_not_there_is_said_not_to_be(story):
    error = story.api.refused(WAYS, id="dea_nothing", ways=[{}])
    assert error["extensions"]["code"] == "NOT_FOUND"
