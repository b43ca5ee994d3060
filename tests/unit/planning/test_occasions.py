from dataclasses import replace
from datetime import date, timedelta

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.plans import OccasionKind
from orggraph.planning.occasions import occasions
from tests.unit.analysis.builders import DAY, STALLED, line, seat, signal, stakeholder, stalled, tie

LAST = DAY + timedelta(days=21)


def found(**more):
    made = occasions(stalled(**more), "dea_1", "chief", "head", LAST, Assumptions())
    return [(one.kind.name, one.happens_on or one.since) for one in made]


def planned(kind, days, **more):
    return signal(kind, days_ago=1, happens_on=DAY + timedelta(days=days), **more)


def test_nothing_recorded_is_no_occasion():
    assert found(ties=()) == []


def test_a_meeting_or_event_to_come_is_one_where_one_of_the_two_is_there_or_nobody_is_named():
    seen = (
        planned("MEETING_PLANNED", 5, person_id="head"),
        planned("EVENT_PLANNED", 4, person_id="chief"),
        planned("MEETING_PLANNED", 3),
        planned("MEETING_PLANNED", 2, person_id="contact"),
    )
    assert found(ties=(), signals=seen) == [
        ("MEETING_PLANNED", DAY + timedelta(days=3)),
        ("MEETING_PLANNED", DAY + timedelta(days=5)),
        ("EVENT_PLANNED", DAY + timedelta(days=4)),
    ]


def test_what_is_past_too_far_ahead_or_without_a_day_is_none():
    undated = signal("RENEWAL_DUE")
    assert found(ties=(), signals=(planned("RENEWAL_DUE", -1), planned("RENEWAL_DUE", 22), undated)) == []
    assert found(ties=(), signals=(planned("RENEWAL_DUE", 0), planned("DEADLINE_SET", 21))) == [
        ("RENEWAL_DUE", DAY),
        ("DEADLINE_SET", LAST),
    ]


def test_what_was_noted_after_the_day_is_not_known_yet():
    later = replace(planned("MEETING_PLANNED", 5), observed_on=DAY + timedelta(days=1))
    assert found(ties=(), signals=(later,)) == []


def test_a_pilots_result_and_the_interest_of_the_person_called_are_occasions_while_they_are_recent():
    recent = (signal("PILOT_SUCCEEDED", 10), signal("EXECUTIVE_INTEREST", 59, person_id="head"))
    assert [kind for kind, _ in found(ties=(), signals=recent)] == ["EXECUTIVE_INTEREST", "PILOT_SUCCEEDED"]
    stale = (signal("PILOT_SUCCEEDED", 60), signal("EXECUTIVE_INTEREST", 5, person_id="boss"))
    assert found(ties=(), signals=stale) == []


def test_the_day_two_people_met_comes_round():
    met = tie("chief", "head", 0.6, connected_on=date(2019, 6, 10), last_contact=DAY - timedelta(days=3))
    snapshot = stalled(ties=(met,))
    (first, second) = occasions(snapshot, "dea_1", "chief", "head", LAST, Assumptions())
    assert (first.kind, first.happens_on, first.years) == (OccasionKind.ANNIVERSARY, date(2026, 6, 10), 7)
    assert (second.kind, second.since) == (OccasionKind.RECENT_CONTACT, DAY - timedelta(days=3))


def test_an_anniversary_of_the_29th_of_february_is_kept_and_the_first_year_is_none():
    met = tie("chief", "head", connected_on=date(2024, 2, 29))
    snapshot = replace(stalled(ties=(met,)), as_of=date(2026, 2, 20))
    (one,) = occasions(snapshot, "dea_1", "chief", "head", date(2026, 3, 5), Assumptions())
    assert (one.happens_on, one.years) == (date(2026, 2, 28), 2)
    assert found(ties=(tie("chief", "head", connected_on=DAY + timedelta(days=2)),)) == []


def test_somebody_elses_tie_is_no_occasion():
    assert (
        found(ties=(tie("tech", "head", connected_on=date(2020, 6, 10)), tie("chief", "boss", last_contact=DAY))) == []
    )


def test_a_new_post_is_one_once_it_was_taken_up_and_an_expected_one_never_is():
    taken = seat("head", since=DAY - timedelta(days=20))
    assert found(ties=(), positions=(taken,), lines=STALLED.lines[1:]) == [("NEW_POSITION", taken.since)]
    old = seat("head", since=DAY - timedelta(days=90))
    assert found(ties=(), positions=(old,), lines=(line("boss", "head"),)) == []
    rising = stakeholder("head", expected_title="CEO", expected_position_confidence=0.9)
    assert found(ties=(), stakeholders=(rising,)) == []
