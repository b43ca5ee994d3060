"""What a reader should notice: each rule where it applies, and where it only nearly does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from orggraph.analysis.insights import alerts, insights, map_health
from orggraph.analysis.question import ask
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole, CoverageLevel, EscalationOutcome
from orggraph.domain.politics import Insight, MapHealth, Severity
from orggraph.domain.relations import Influence, InfluenceKind
from tests.unit.analysis.builders import (
    DAY,
    STALLED,
    call,
    deal,
    line,
    person,
    signal,
    signals,
    snapshot,
    stakeholder,
    stalled,
    tie,
)

CHAMPION, DECIDER = BuyingRole.CHAMPION, BuyingRole.DECISION_MAKER
CONTACT = stakeholder("contact", CHAMPION, stance=0.8, salience=0.8)
HEAD = stakeholder("head", DECIDER, stance=0.4, salience=0.4)
BOSS = stakeholder("boss", DECIDER, stance=0.4, salience=0.4)
NOBODY_CARRIES_IT = {"deals": (deal(contact=None),)}
STALE = Assumptions().stale_map


def noticed(world):
    return {found.code: found for found in insights(ask(world, "dea_1"))}


def said(world, code):
    """Give of whom, with which figures and on which facts a rule speaks; None where it does not."""
    found = noticed(world).get(code)
    return found and (found.people, found.parameters, found.evidence)


def parts(*stakeholders, **more):
    return stalled(stakeholders=stakeholders, **more)


def rivalry(one, other):
    return Influence(
        id=f"inf_{one}_{other}", from_id=one, to_id=other, kind=InfluenceKind.CONFLICT, weight=0.5, confidence=1,
        source="user:ana",
    )  # fmt: skip


def test_that_nobody_is_said_to_decide_with_whom_the_chart_puts_there():
    assert said(parts(CONTACT), "NO_DECIDER") == (("boss",), {}, ())
    assert said(parts(CONTACT, HEAD), "NO_DECIDER") is None


def test_that_a_deal_has_no_champion():
    assert said(parts(replace(CONTACT, roles=(BuyingRole.USER,)), HEAD), "NO_CHAMPION") == ((), {}, ())
    assert said(parts(CONTACT, HEAD), "NO_CHAMPION") is None


def test_the_deciders_and_vetoers_whose_stance_nobody_knows():
    veto = stakeholder("top", can_veto=True)
    user = stakeholder("boss", BuyingRole.USER)
    world = parts(CONTACT, replace(HEAD, stance=None), veto, user)
    assert said(world, "DECIDER_STANCE_UNKNOWN") == (("head", "top"), {}, ("stk_head", "stk_top"))
    assert said(parts(CONTACT, HEAD, user), "DECIDER_STANCE_UNKNOWN") is None


@pytest.mark.parametrize("coverage", [CoverageLevel.BRIEF, CoverageLevel.MULTIPLE, CoverageLevel.IN_DEPTH])
def test_a_decider_of_whom_we_know_nobody_is_uncovered_until_met(coverage):
    unknown = {"ties": (tie("boss", "chief", 0.5), tie("head", "contact", 0.5))}
    assert said(stalled(**unknown), "KEY_PLAYER_UNCOVERED") == (("head",), {}, ())
    assert said(parts(CONTACT, BOSS, replace(HEAD, coverage=coverage), **unknown), "KEY_PLAYER_UNCOVERED") is None
    marked = replace(HEAD, coverage=CoverageLevel.NONE)
    assert said(parts(CONTACT, BOSS, marked, **unknown), "KEY_PLAYER_UNCOVERED") == (("head",), {}, ())


def test_the_only_person_we_are_in_touch_with_be_it_the_champion_or_another():
    alone = {"ties": ()}
    assert said(stalled(**alone), "CHAMPION_ONLY_THREAD") == (("contact",), {}, ())
    assert said(stalled(**alone), "SINGLE_THREAD") is None
    other = parts(stakeholder("boss", CHAMPION, stance=0.8), replace(CONTACT, roles=(BuyingRole.USER,)), **alone)
    assert said(other, "SINGLE_THREAD") == (("contact",), {}, ())
    assert said(other, "CHAMPION_ONLY_THREAD") is None
    assert not {"SINGLE_THREAD", "CHAMPION_ONLY_THREAD"} & noticed(stalled()).keys()


@pytest.mark.parametrize(("rank", "powerful"), [("MANAGER", False), ("DIRECTOR", True), ("C_LEVEL", True)])
def test_that_nobody_of_rank_or_weight_is_in_touch_with_us(rank, powerful):
    people = tuple(replace(p, seniority=rank) if p.id == "contact" else p for p in STALLED.people)
    found = said(stalled(ties=(), people=people), "NO_POWER_ENGAGED")
    assert (found is None) is powerful
    assert found in (None, ((), {}, ()))


def test_a_deal_without_stakeholders_says_nothing_of_power():
    assert said(parts(), "NO_POWER_ENGAGED") is None


@pytest.mark.parametrize(
    ("stances", "found"),
    [
        ((0.2, -0.2), {"supporters": 1, "opponents": 1}),
        ((0.1, -0.2), {"supporters": 0, "opponents": 1}),
        ((0.2, 0.2, -0.2), None),
        ((0.2, 0.2, -0.2, -0.9), {"supporters": 2, "opponents": 2}),
        ((0.0, -0.1), None),
        ((), None),
    ],
)
def test_that_supporters_are_not_more_than_opponents(stances, found):
    names = ("contact", "boss", "head", "top")
    people = [stakeholder(who, stance=stance) for who, stance in zip(names, stances, strict=False)]
    against = [part.person_id for part in people if part.stance.value <= -0.2]
    wanted = found and (tuple(against), found, tuple(f"stk_{who}" for who in against))
    assert said(parts(*people), "SUPPORTERS_NOT_MORE") == wanted


@pytest.mark.parametrize(
    ("stances", "applies"), [((0.5, 0.1), True), ((0.5, -0.1), True), ((0.5, -0.2), False), ((0.5,), False)]
)
def test_that_of_several_nobody_is_marked_as_an_opponent(stances, applies):
    people = [stakeholder(who, stance=stance) for who, stance in zip(("contact", "boss"), stances, strict=False)]
    unknown = stakeholder("head")
    assert (said(parts(*people, unknown), "NOBODY_OPPOSES") == ((), {}, ())) is applies


def test_a_champion_who_is_silent_with_what_was_seen():
    seen = signal("CHAMPION_SILENT_IN_MEETINGS", 2)
    found = said(stalled(signals=(*STALLED.signals, seen)), "CHAMPION_SILENT")
    assert found[:2] == (("contact",), {})
    assert found[2][0] == seen.id
    assert said(stalled(), "CHAMPION_SILENT") is None
    assert said(parts(HEAD, **NOBODY_CARRIES_IT, signals=(*STALLED.signals, seen)), "CHAMPION_SILENT") is None


def test_a_map_that_nobody_touched_for_long_with_for_how_many_days():
    old = {"signals": signals("NEED_CONFIRMED", days_ago=STALE)}
    assert said(stalled(**old), "STALE_MAP") == ((), {"days": STALE}, ())
    assert said(stalled(signals=signals("NEED_CONFIRMED", days_ago=STALE - 1)), "STALE_MAP") is None
    assert said(stalled(signals=()), "STALE_MAP") is None


def test_a_call_that_was_made_for_the_deal_is_news_too():
    old = {"signals": signals("NEED_CONFIRMED", days_ago=STALE + 9)}

    def days(*calls):
        found = said(stalled(**old, escalations=calls), "STALE_MAP")
        return found and found[1]["days"]

    assert days(call("chief", "head", STALE + 1)) == STALE + 1
    assert days(call("chief", "head", 3)) is None
    assert days(call("chief", "head", 3, outcome=EscalationOutcome.NOT_MADE)) == STALE + 9
    assert days(call("chief", "head", 3, deal_id="dea_2")) == STALE + 9
    planned = replace(call("chief", "head", 3), made_on=None, planned_on=DAY - timedelta(days=3))
    assert days(planned) == STALE + 9


def test_a_champion_whose_own_manager_opposes():
    against = stakeholder("boss", DECIDER, stance=-0.9, sure=1, salience=0.9, salience_confidence=1)
    assert said(parts(CONTACT, against), "CHAMPION_MANAGER_OPPOSES") == (("boss",), {}, ("stk_boss",))
    above = replace(against, id="stk_head", person_id="head")
    assert said(parts(CONTACT, BOSS, above), "CHAMPION_MANAGER_OPPOSES") is None
    assert said(parts(against, **NOBODY_CARRIES_IT), "CHAMPION_MANAGER_OPPOSES") is None


def test_a_rival_of_the_champion_who_moves_the_deciders_more():
    rival = rivalry("head", "contact")
    assert said(stalled(influences=(rival,)), "RIVAL_NEAR_BUYER") == (("head",), {}, (rival.id,))
    assert said(stalled(influences=(rivalry("contact", "head"),)), "RIVAL_NEAR_BUYER")[0] == ("head",)
    lesser = (*STALLED.people, person("clerk", "STAFF", "LEGAL"))
    assert said(stalled(people=lesser, influences=(rivalry("clerk", "contact"),)), "RIVAL_NEAR_BUYER") is None
    assert said(stalled(influences=(rivalry("head", "boss"),)), "RIVAL_NEAR_BUYER") is None
    assert said(parts(HEAD, **NOBODY_CARRIES_IT, influences=(rival,)), "RIVAL_NEAR_BUYER") is None


@pytest.mark.parametrize("how", [{"expected_position_id": "pos_head"}, {"expected_title": "Head of marketing"}])
def test_a_champion_who_is_expected_in_another_post(how):
    moving = replace(CONTACT, **how)
    assert said(parts(moving, HEAD), "CHAMPION_LEAVING") == (("contact",), {}, ("stk_contact",))
    assert said(parts(CONTACT, replace(HEAD, **how)), "CHAMPION_LEAVING") is None


def test_somebody_against_who_can_veto():
    veto = stakeholder("top", stance=-0.9, sure=1, salience=0.9, salience_confidence=1, can_veto=True)
    assert said(parts(CONTACT, HEAD, veto), "VETO_AGAINST") == (("top",), {}, ("stk_top",))
    assert said(parts(CONTACT, HEAD, replace(veto, can_veto=False)), "VETO_AGAINST") is None
    for_it = stakeholder("top", stance=0.9, sure=1, salience=0.9, can_veto=True)
    assert said(parts(CONTACT, HEAD, for_it), "VETO_AGAINST") is None


def test_that_nobody_stated_whom_the_contact_reports_to():
    assert said(stalled(lines=STALLED.lines[1:]), "MANAGER_UNKNOWN") == (("contact",), {}, ())
    assert said(stalled(), "MANAGER_UNKNOWN") is None
    assert said(stalled(lines=(*STALLED.lines[1:], line("contact", None))), "MANAGER_UNKNOWN") is None
    assert said(stalled(deals=(deal(contact=None),)), "MANAGER_UNKNOWN") is None


def test_a_contact_whom_reminders_and_discounts_press():
    pressed = [signal("FOLLOW_UP_UNANSWERED", days, id=f"sig_{days}") for days in (1, 2, 3, 4, 5, 6)]
    people, figures, evidence = said(stalled(signals=(*STALLED.signals, *pressed)), "UNDER_PRESSURE")
    assert (people, figures, evidence) == ((), {"followUps": 6, "discounts": 0}, ())
    assert said(stalled(), "UNDER_PRESSURE") is None


def test_the_gravest_come_first_and_only_risks_to_the_champion_are_alerts():
    world = parts(replace(CONTACT, expected_title="Head of marketing"), ties=())
    found = [(one.code, one.severity) for one in insights(ask(world, "dea_1"))]
    assert found == sorted(found, key=lambda one: ("CRITICAL", "WARNING", "INFO").index(one[1]))
    assert {one[1] for one in found} == {Severity.CRITICAL, Severity.WARNING}
    assert [one.code for one in alerts(ask(world, "dea_1"))] == ["CHAMPION_ONLY_THREAD", "CHAMPION_LEAVING"]


@pytest.mark.parametrize(
    ("severities", "health"),
    [
        (("INFO",), MapHealth.GREEN),
        (("INFO", "WARNING"), MapHealth.AMBER),
        (("WARNING", "CRITICAL"), MapHealth.RED),
    ],
)
def test_a_map_is_as_sound_as_its_gravest_insight(severities, health):
    assert map_health([Insight(code="X", severity=Severity(severity)) for severity in severities]) is health


def test_a_deal_of_which_nothing_is_known_is_asked_about_all_the_same():
    assert {"NO_CHAMPION", "NO_DECIDER"} <= noticed(snapshot(stakeholders=(), signals=(), ties=())).keys()
