"""What several users think of one stakeholder: one vote each, and the less they agree, the less sure."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orggraph.domain.deals import Stakeholder
from orggraph.domain.ids import EntityKind
from orggraph.resolve.votes import Vote, together
from tests.unit.resolve.said import account, at, fact, observation, person

shares = st.floats(0, 1)
votes = st.lists(st.builds(Vote, st.floats(-1, 1), shares), min_size=1, max_size=5)


def part(source, **said):
    return observation(EntityKind.STAKEHOLDER, "hr:x/1", source, deal="crm:d/1", **said)


def stance(source, value, confidence=0.8, on="2026-02-01", **more):
    return part(source, stance_value=value, stance_confidence=confidence, stance_observed_on=on, **more)


def stakeholder(*said):
    """Give the part that somebody plays, by what was said hour by hour."""
    there = [
        account("company:exemplis", "Exemplis"),
        person("hr:x/1", name="Ana", company="Exemplis"),
        observation(EntityKind.DEAL, "crm:d/1", "crm:x", name="Sale", company="Exemplis"),
    ]
    statements = at(0, *there)
    for hour, one in enumerate(said, 1):
        statements += at(hour, one)
    return fact(*statements, kind=Stakeholder)


def test_two_users_who_differ_are_two_votes_and_leave_less_to_rely_on():
    found = stakeholder(stance("user:ana", 0.8), stance("user:bo", -0.4, on="2026-02-20")).stance
    assert (found.value, found.confidence) == (0.2, 0.32)
    assert (found.source, found.observed_on) == ("user:ana, user:bo", date(2026, 2, 20))


def test_who_is_surer_weighs_more_and_nobody_weighs_less_for_having_said_it_first():
    found = {
        stakeholder(*order).stance.value
        for order in permutations([stance("user:ana", 0.8, 0.9), stance("user:bo", -0.4, 0.3)])
    }
    assert found == {0.5}


def test_of_one_user_the_newest_word_is_the_vote():
    found = stakeholder(stance("user:ana", -1.0), stance("user:bo", 0.4), stance("user:ana", 0.4)).stance
    assert (found.value, found.confidence) == (0.4, 0.8)


def test_files_do_not_vote_beside_users():
    found = stakeholder(stance("crm:x", -1.0), stance("linkedin:bo", -1.0), stance("user:ana", 0.4)).stance
    assert (found.value, found.source) == (0.4, "user:ana")
    newest = stakeholder(stance("crm:x", -1.0), stance("crm:y", 1.0)).stance
    assert newest.value == 1.0, "of files the newest is believed"


def test_whoever_takes_a_stance_back_takes_back_what_was_said_before():
    back = part("user:cy", stance_value=None)
    assert stakeholder(stance("user:ana", 0.8), stance("user:bo", 0.8), back).stance is None
    again = stakeholder(stance("user:ana", 0.8), stance("user:bo", 0.8), back, stance("user:bo", -0.4)).stance
    assert (again.value, again.source) == (-0.4, "user:bo")


def test_axes_and_evidence_stand_as_far_as_all_agree():
    same = {"synergy": 3, "antagonism": 1}
    alike = stakeholder(
        stance("user:ana", 0.5, **same, evidence_ids=["sig_1"]), stance("user:bo", 0.5, **same, evidence_ids=["sig_2"])
    ).stance
    assert (alike.synergy, alike.antagonism, alike.evidence_ids) == (3, 1, ("sig_1", "sig_2"))
    unlike = stakeholder(stance("user:ana", 0.5, **same), stance("user:bo", 0.25, synergy=3, antagonism=2)).stance
    assert (unlike.synergy, unlike.antagonism) == (None, None)
    one = stakeholder(stance("user:ana", 0.5, **same), stance("user:bo", 0.5)).stance
    assert (one.synergy, one.antagonism) == (None, None)


def test_salience_and_conviction_are_votes_too_and_other_things_the_newest_word():
    found = stakeholder(
        part("user:ana", salience=0.9, salience_confidence=0.6, conviction=0.2, agenda="to grow", is_blocking=False),
        part("user:bo", salience=0.3, salience_confidence=0.6, conviction=0.6, agenda="to leave", is_blocking=True),
    )
    assert (found.salience, found.salience_confidence, found.conviction) == (0.6, 0.24, 0.4)
    assert (found.agenda, found.is_blocking) == ("to leave", True)


@given(votes)
def test_together_nobody_is_surer_than_the_surest_nor_beyond_what_was_said(found):
    value, confidence = together(found)
    assert min(vote.value for vote in found) - 1e-6 <= value <= max(vote.value for vote in found) + 1e-6
    assert 0 <= confidence <= max(vote.confidence for vote in found) + 1e-6


@given(votes)
def test_the_order_of_votes_does_not_count(found):
    assert together(found[::-1]) == pytest.approx(together(found), abs=2e-6)


@given(st.floats(-1, 1), st.lists(shares, min_size=1, max_size=5))
def test_those_who_agree_are_as_sure_as_the_surest(value, confidences):
    found = together([Vote(value, confidence) for confidence in confidences])
    assert found == pytest.approx((value, max(confidences)), abs=1e-5)
