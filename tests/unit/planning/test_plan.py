from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from orggraph.analysis.escalation import assess
from orggraph.analysis.options import Options
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import EscalationOutcome, PlanStepCode, StepDone
from orggraph.domain.findings import EscalationVerdict, VerdictReason
from orggraph.domain.plans import WAITS_FOR, PlanKind
from orggraph.planning.plan import plan
from orggraph.planning.waits import blocked_by
from tests.unit.analysis.builders import (
    CLIENT,
    DAY,
    EVERY_GAIN,
    OURS,
    STALLED,
    call,
    deal,
    ours,
    seat,
    signal,
    stalled,
    tie,
)

CODES = list(PlanStepCode)
CALL = PlanStepCode.MAKE_CALL
CHIEF = ("chief", "head")


def planned(snapshot, pair=(None, None), **more):
    a = Assumptions().overridden(more)
    callers, targets = ((one,) if one else None for one in pair)
    options = Options(assumptions=a, caller_ids=callers, target_ids=targets, first=20)
    return plan(snapshot, assess(snapshot, "dea_1", options), a, pair)


def in_france(as_of=DAY, **more):
    """Give the stalled deal between two French firms, as fresh on some other day as on the usual one."""
    later = as_of - DAY
    more["signals"] = tuple(
        replace(one, observed_on=one.observed_on + later) for one in more.get("signals", STALLED.signals)
    )
    more["stakeholders"] = tuple(
        replace(part, stance=replace(part.stance, observed_on=as_of)) for part in STALLED.stakeholders
    )
    world = stalled(**more)
    accounts = {"account": replace(world.account, country="FR"), "ours": replace(world.ours, country="FR")}
    return replace(world, as_of=as_of, **accounts)


def due(found):
    return {step.code: step.due_on for step in found.steps}


def codes(found, code=CALL):
    return [reason.code for reason in found.step(code).why]


def seen(kind, days_ago, **more):
    return (*STALLED.signals, signal(kind, days_ago, **more))


def test_a_call_is_surrounded_by_all_that_keeps_the_contact_in_the_loop():
    found = planned(in_france())
    assert found.kind is PlanKind.CALL
    assert found.verdict is EscalationVerdict.GO
    assert [step.code for step in found.steps] == CODES
    assert [step.order for step in found.steps] == list(range(1, 9))
    assert (found.caller_id, found.target_id, found.contact_id, found.owner_id) == ("chief", "head", "contact", "rep")
    who = {step.code: (step.who_id, step.with_whom_id) for step in found.steps}
    assert who[PlanStepCode.NOTIFY_CONTACT] == ("rep", "contact")
    assert who[CALL] == ("chief", "head")
    assert who[PlanStepCode.BRIEF_CALLER] == ("rep", "chief")


def test_every_step_waits_for_what_comes_before_it():
    found = planned(in_france())
    for step in found.steps:
        assert step.waits_for == step.blocked_by == WAITS_FOR[step.code]


def test_the_contact_is_told_the_day_before_and_thanked_the_same_day():
    days = due(planned(in_france()))
    assert days == {
        PlanStepCode.CHECK_GOLDEN_RULE: date(2026, 6, 1),
        PlanStepCode.BRIEF_CALLER: date(2026, 6, 3),
        PlanStepCode.NOTIFY_CONTACT: date(2026, 6, 3),
        CALL: date(2026, 6, 4),
        PlanStepCode.DEBRIEF_CONTACT: date(2026, 6, 4),
        PlanStepCode.JOINT_FOLLOW_UP: date(2026, 6, 11),
        PlanStepCode.LOG_OUTCOME: date(2026, 6, 25),
        PlanStepCode.STOP_CONDITION: date(2026, 6, 25),
    }


@pytest.mark.parametrize(
    ("kind", "why"), [("FOLLOW_UP_SENT", "after_reminder"), ("DISCOUNT_OFFERED", "after_discount")]
)
def test_a_call_keeps_a_weeks_distance_from_the_last_push(kind, why):
    found = planned(in_france(signals=seen(kind, 1)))
    assert due(found)[CALL] == DAY + timedelta(days=7)
    assert codes(found)[-1] == why
    assert found.silent_until == DAY + timedelta(days=6)
    assert planned(in_france(signals=seen(kind, 7))).silence == ()


def test_a_french_client_is_not_called_in_august():
    found = planned(in_france(date(2026, 8, 3)))
    assert due(found)[CALL] == date(2026, 9, 2)
    assert [reason.code for reason in found.silence] == ["away_august"]
    assert found.silent_until == date(2026, 9, 1)


def test_a_client_is_not_called_while_it_closes_its_year():
    found = planned(in_france(date(2026, 12, 21)))
    assert due(found)[CALL] == date(2027, 1, 6)
    assert codes(found)[-1] == "away_year_end"
    assert due(planned(in_france(date(2026, 12, 21)), plan_year_end_month=6))[CALL] == date(2026, 12, 24)


def test_the_day_before_a_meeting_is_chosen_and_the_first_after_it_where_that_is_too_early():
    meeting = partial(seen, "MEETING_PLANNED", 3, person_id="head")
    found = planned(in_france(signals=meeting(happens_on=date(2026, 6, 15))), pair=CHIEF)
    assert due(found)[CALL] == date(2026, 6, 12)
    assert found.occasions[0].evidence == ("sig_meeting_planned_3_1",)
    assert codes(found)[1] == "occasion_meeting_planned"
    assert due(planned(in_france(signals=meeting(happens_on=date(2026, 6, 2))), pair=CHIEF))[CALL] == date(2026, 6, 4)


def test_an_occasion_too_far_ahead_is_not_waited_for():
    meeting = seen("MEETING_PLANNED", 3, person_id="head", happens_on=date(2026, 7, 30))
    found = planned(in_france(signals=meeting), pair=CHIEF)
    assert due(found)[CALL] == date(2026, 6, 4)
    assert "no_occasion" in codes(found)


def test_an_anniversary_is_called_on_or_after_its_day():
    met = tie("chief", "head", 0.6, connected_on=date(2018, 6, 13))
    found = planned(in_france(ties=(met, *STALLED.ties[1:])), pair=CHIEF)
    assert due(found)[CALL] == date(2026, 6, 15)


def test_a_planned_call_gives_the_day_and_its_steps_done_are_shown():
    done = tuple(StepDone(step=code, on=DAY) for code in CODES[:2])
    written = call("tech", "head", 0, made_on=None, planned_on=date(2026, 6, 18), steps_done=done)
    found = planned(in_france(escalations=(written,)))
    assert (found.caller_id, found.escalation_id) == ("tech", written.id)
    assert due(found)[CALL] == date(2026, 6, 18)
    assert [step.code for step in found.steps if step.done] == [one.step for one in done]
    assert found.step(CALL).blocked_by == (PlanStepCode.NOTIFY_CONTACT,)
    assert found.step(PlanStepCode.NOTIFY_CONTACT).blocked_by == ()


def test_a_call_planned_for_a_holiday_is_moved_and_one_whose_day_passed_is_planned_anew():
    on = partial(call, "tech", "head", 0, made_on=None)
    holiday = planned(in_france(date(2026, 7, 6), escalations=(on(planned_on=date(2026, 7, 14)),)))
    assert due(holiday)[CALL] == date(2026, 7, 15)
    assert "planned_moved" in codes(holiday)
    passed = planned(in_france(escalations=(on(planned_on=date(2026, 5, 20)),)))
    assert due(passed)[CALL] == date(2026, 6, 4)


def test_a_call_that_was_made_keeps_its_plan_until_its_outcome_is_known():
    made = call("chief", "head", 3, contact_told_first=True)
    found = planned(in_france(escalations=(made,)))
    assert found.kind is PlanKind.CALL
    assert due(found)[PlanStepCode.DEBRIEF_CONTACT] == made.made_on
    assert {step.code for step in found.steps if step.done} == {PlanStepCode.NOTIFY_CONTACT, CALL}
    assert found.step(PlanStepCode.JOINT_FOLLOW_UP).blocked_by == (PlanStepCode.DEBRIEF_CONTACT,)
    assert found.next_call_from == made.made_on + timedelta(days=90)
    over = replace(made, outcome=EscalationOutcome.NO_EFFECT, outcome_on=DAY)
    assert planned(in_france(escalations=(over,))).escalation_id is None
    old = call("chief", "head", 91)
    assert planned(in_france(escalations=(old,))).escalation_id is None


def test_a_second_call_to_the_same_person_is_not_offered_and_the_day_is_told_from_which_it_is():
    made = call("chief", "head", 10, outcome=EscalationOutcome.NO_EFFECT, outcome_on=DAY)
    found = planned(in_france(escalations=(made,)), pair=("tech", "head"))
    assert (found.kind, found.reason) == (PlanKind.BACK_TO_BASICS, VerdictReason.OVERUSED)
    assert found.next_call_from == made.made_on + timedelta(days=90)
    assert found.steps[-1].due_on >= found.next_call_from
    assert [reason.code for reason in found.steps[-1].why] == ["offered_again"]


def test_do_not_goes_back_to_basics_and_calls_nobody():
    found = planned(in_france(signals=seen("BUDGET_FROZEN", 0)))
    assert (found.kind, found.reason) == (PlanKind.BACK_TO_BASICS, VerdictReason.REAL_CAUSE)
    assert (found.caller_id, found.target_id, found.path) == (None, None, None)
    assert [step.code for step in found.steps] == [
        PlanStepCode.STOP_CONDITION,
        PlanStepCode.JOINT_FOLLOW_UP,
        PlanStepCode.CHECK_GOLDEN_RULE,
    ]
    assert found.steps[1].objection.cause.name == "BUDGET"
    assert found.steps[2].blocked_by == (PlanStepCode.JOINT_FOLLOW_UP,)


def test_prepare_says_what_to_find_out_and_of_whom():
    found = planned(in_france(signals=tuple(one for one in STALLED.signals if one.kind.name != "BUDGET_CONFIRMED")))
    assert found.kind is PlanKind.PREPARE
    first, second = found.steps
    assert (first.code, first.with_whom_id) == (PlanStepCode.CHECK_GOLDEN_RULE, "contact")
    assert [check.rule.name for check in first.checks] == ["NO_BUDGET_PROBLEM"]
    assert first.questions
    assert second.code is PlanStepCode.STOP_CONDITION
    assert second.due_on > first.due_on


def test_a_contact_who_left_is_asked_nothing():
    people = tuple(replace(p, has_left=True) if p.id == "contact" else p for p in STALLED.people)
    found = planned(in_france(people=people, positions=(seat(None, "pos_contact"),)))
    assert found.contact_id is None
    assert {step.with_whom_id for step in found.steps} == {None}


def test_a_rep_who_calls_is_not_asked_to_brief_themselves():
    people = (*(p for p in STALLED.people if p.account_id != OURS), ours("rep"))
    world = in_france(people=people, ties=(tie("rep", "head", 0.6), tie("rep", "boss", 0.6)))
    found = plan(world, assess(world, "dea_1", Options(caller_ids=("rep",), assumptions=EVERY_GAIN)), EVERY_GAIN)
    assert found.caller_id == "rep"
    assert found.step(PlanStepCode.BRIEF_CALLER).with_whom_id is None


def test_a_deal_without_an_owner_is_the_callers_to_follow():
    found = planned(in_france(deals=(deal(owner=None),)))
    assert {step.who_id for step in found.steps} == {"chief"}
    basics = planned(in_france(deals=(deal(owner=None),), signals=seen("BUDGET_FROZEN", 0)))
    assert {step.who_id for step in basics.steps} == {None}


def test_accounts_whose_holidays_are_not_known_are_named():
    assert planned(stalled()).unknown_calendars == (OURS, CLIENT)
    assert planned(in_france()).unknown_calendars == ()


def test_a_plan_that_was_stopped_owes_thanks_and_the_outcome_alone():
    stopped = {PlanStepCode.STOP_CONDITION: DAY, CALL: DAY}
    assert blocked_by(PlanStepCode.JOINT_FOLLOW_UP, stopped)[-1] is PlanStepCode.STOP_CONDITION
    assert blocked_by(PlanStepCode.DEBRIEF_CONTACT, stopped) == blocked_by(PlanStepCode.LOG_OUTCOME, stopped) == ()
    assert blocked_by(CALL, stopped)[-1] is not PlanStepCode.STOP_CONDITION
