"""Laws that a plan keeps on any account and any day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar as ICalendar

from orggraph.analysis.escalation import assess
from orggraph.analysis.options import Options
from orggraph.domain.deals import PlanStepCode
from orggraph.domain.people import Locale
from orggraph.domain.plans import WAITS_FOR, PlanKind
from orggraph.graph.build import build
from orggraph.planning.calendars import YearEnd, own, shared
from orggraph.planning.plan import plan
from orggraph.text import plan_calendar, plan_text
from tests.property.test_analysis_laws import worlds
from tests.unit.analysis.builders import DAY, EVERY_GAIN, STALLED, read_title, signal

DAYS = st.integers(0, 800).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
COUNTRIES = st.sampled_from(["FR", "DE", "US", "AE", "Ruritania", None])
OURS_ALONE = {
    PlanStepCode.CHECK_GOLDEN_RULE,
    PlanStepCode.BRIEF_CALLER,
    PlanStepCode.LOG_OUTCOME,
    PlanStepCode.STOP_CONDITION,
}
KINDS = ("FOLLOW_UP_SENT", "DISCOUNT_OFFERED", "MEETING_PLANNED", "EVENT_PLANNED", "RENEWAL_DUE", "PILOT_SUCCEEDED")


@st.composite
def dated(draw, facts):
    """The same facts of two countries on some day, as fresh as they were, with more that was seen."""
    day, theirs, ours = draw(DAYS), draw(COUNTRIES), draw(COUNTRIES)
    later = day - DAY
    more = [
        replace(
            signal(kind, days_ago=ago, id=f"sig_more_{number}"),
            happens_on=DAY + timedelta(days=ahead),
            person_id=draw(st.sampled_from([None, "head"])),
        )
        for number, (kind, ago, ahead) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 20), st.integers(-3, 40)), max_size=4))
        )
    ]
    signals = tuple(
        replace(
            one,
            observed_on=one.observed_on + later,
            happens_on=one.happens_on and one.happens_on + later,
        )
        for one in (*facts.signals, *more)
    )
    parts = tuple(
        replace(part, stance=part.stance and replace(part.stance, observed_on=day)) for part in facts.stakeholders
    )
    return replace(
        facts,
        as_of=day,
        account=replace(facts.account, country=theirs),
        ours=facts.ours and replace(facts.ours, country=ours),
        signals=signals,
        stakeholders=parts,
    )


def planned(facts):
    snapshot = build(facts, read_title)
    answer = assess(snapshot, "dea_1", Options(assumptions=EVERY_GAIN, draws=100))
    return snapshot, answer, plan(snapshot, answer, EVERY_GAIN)


def open_days(snapshot, code):
    """Give the calendar of a step: that of ours alone, or of both sides."""
    ours = snapshot.ours.country if snapshot.ours else None
    return own(ours) if code in OURS_ALONE else shared(ours, snapshot.account.country, YearEnd())


@settings(deadline=None)
@given(dated(STALLED))
def test_no_step_is_due_on_a_day_when_nobody_is_there(facts):
    snapshot, _, found = planned(facts)
    for step in found.steps:
        assert open_days(snapshot, step.code).closed(step.due_on) is None, step.code
        assert step.opens_on <= step.due_on <= step.closes_on
        assert step.opens_on >= facts.as_of


@settings(deadline=None)
@given(dated(STALLED))
def test_a_call_keeps_its_distance_and_its_contact_is_told_before(facts):
    _, _, found = planned(facts)
    call, told = found.step(PlanStepCode.MAKE_CALL), found.step(PlanStepCode.NOTIFY_CONTACT)
    if found.kind is PlanKind.CALL:
        pushes = [s.observed_on for s in facts.signals if s.kind.value in {"FOLLOW_UP_SENT", "DISCOUNT_OFFERED"}]
        assert all((call.due_on - day).days >= EVERY_GAIN.plan_distance for day in pushes)
        assert told.due_on < call.due_on
        assert found.step(PlanStepCode.DEBRIEF_CONTACT).due_on == call.due_on


@settings(deadline=None)
@given(dated(STALLED))
def test_the_order_is_one_in_which_each_step_can_be_done(facts):
    _, _, found = planned(facts)
    place = {step.code: step.order for step in found.steps}
    due = {step.code: step.due_on for step in found.steps}
    for step in found.steps:
        assert all(place[code] < step.order and due[code] <= step.due_on for code in step.waits_for)
        if found.kind is PlanKind.CALL:
            assert step.waits_for == WAITS_FOR[step.code]


@settings(deadline=None)
@given(dated(STALLED))
def test_an_occasion_is_a_recorded_fact(facts):
    snapshot, _, found = planned(facts)
    recorded = {one.id for one in (*facts.signals, *facts.ties)} | set(snapshot.seats)
    assert all(set(one.evidence) <= recorded and one.evidence for one in found.occasions)


@settings(deadline=None, max_examples=50)
@given(worlds().flatmap(dated))
def test_any_account_gives_a_plan_in_both_languages_and_a_calendar_that_can_be_read(facts):
    _, answer, found = planned(facts)
    for locale in Locale:
        assert plan_text(found, answer, {}, locale)
        entries = ICalendar.from_ical(plan_calendar(found, {}, locale)).walk("VEVENT")
        assert [entry["DTSTART"].dt for entry in entries] == [step.due_on for step in found.steps if not step.done]
        assert len({str(entry["UID"]) for entry in entries}) == len(entries)


@settings(deadline=None, max_examples=30)
@given(dated(STALLED), st.randoms(use_true_random=False))
def test_names_and_the_order_of_facts_change_nothing(facts, random):
    mixed = {
        name: tuple(random.sample(part, len(part)))
        for name in ("people", "lines", "ties", "signals", "stakeholders")
        if (part := getattr(facts, name))
    }
    mixed["people"] = tuple(replace(one, name=f"N{number}") for number, one in enumerate(mixed["people"]))
    assert planned(replace(facts, **mixed))[2] == planned(facts)[2]
