"""What to ask next: only what was not answered yet, by how much the answer would tell."""

from itertools import product
from math import exp, log2, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.diagnosis import diagnose
from orggraph.analysis.questions import next_questions
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import ORGANISATIONAL_CAUSES, REAL_CAUSES, BlockageCause, CauseAssessment
from orggraph.domain.signals import SignalKind
from tests.unit.analysis.builders import DAY, SOUND, signals

A = Assumptions()
ALL = len(SignalKind)
TIMID_ONLY = SignalKind.CONTACT_BYPASSED_BEFORE
"""Says something of one cause alone: it is 0.2 in log-odds likelier where the champion is timid."""


def causes(odds):
    return [
        CauseAssessment(cause=cause, probability=1 / (1 + exp(-value)), log_odds=value, prior=value, contributions=())
        for cause, value in odds.items()
    ]


def asked(*kinds, first=ALL, assumptions=A):
    seen = signals(*kinds)
    return [q.signal for q in next_questions(diagnose(seen, DAY).causes, seen, assumptions, first)]


@pytest.mark.parametrize("kind", ["FOLLOW_UP_SENT", "FOLLOW_UP_UNANSWERED", "DISCOUNT_OFFERED"])
def test_what_we_did_ourselves_is_not_asked(kind):
    assert kind not in asked()


@pytest.mark.parametrize(
    ("seen", "closed"),
    [
        ("NEED_DENIED", "NEED_CONFIRMED"),
        ("PILOT_FAILED", "PILOT_SUCCEEDED"),
        ("BUDGET_CUT", "BUDGET_CONFIRMED"),
        ("LEGAL_CONSTRAINT", "TECHNICAL_FIT_CONFIRMED"),
        ("NO_DEADLINE", "DEADLINE_SET"),
        ("PROCUREMENT_LED", "PRICE_CHALLENGED"),
        ("EXECUTIVE_INTEREST", "EXECUTIVE_INTEREST"),
        ("PRODUCT_GAP", "PRODUCT_GAP"),
    ],
)
def test_a_topic_that_was_answered_is_not_asked_again(seen, closed):
    assert closed in asked()
    assert closed not in asked(seen)


def test_one_question_stands_for_its_topic():
    found = asked()
    assert len(found) == len(set(found))
    assert not {"NEED_DENIED", "BUDGET_FROZEN", "PILOT_FAILED", "NO_DEADLINE", "PROCUREMENT_LED"} & set(found)


def test_the_most_telling_come_first_and_as_many_as_wanted():
    found = next_questions(diagnose([], DAY).causes, [], A, ALL)
    assert [q.expected_information for q in found] == sorted((q.expected_information for q in found), reverse=True)
    assert all(0 < q.expected_information <= 1 for q in found)
    assert next_questions(diagnose([], DAY).causes, [], A) == found[:3]
    assert next_questions(diagnose([], DAY).causes, [], A, 1) == found[:1]


def entropy(chance):
    return -sum(p * log2(p) for p in (chance, 1 - chance) if p > 0)


def enumerated(odds, need, value, rate):
    """Give what an answer about a bypassed contact tells, over all the states that the causes can be in."""
    ratio = 0.2
    told = {True: [0.0, 0.0], False: [0.0, 0.0]}
    for state in product((True, False), repeat=len(odds)):
        holds = dict(zip(odds, state, strict=True))
        weight = prod(1 / (1 + exp(-odds[c])) if on else 1 / (1 + exp(odds[c])) for c, on in holds.items())
        right = not any(holds[c] for c in REAL_CAUSES) and any(holds[c] for c in ORGANISATIONAL_CAUSES)
        seen = rate * exp(ratio if holds[BlockageCause.TIMID_CHAMPION] else 0)
        for answer, chance in ((True, seen), (False, 1 - seen)):
            told[answer][0] += weight * chance
            told[answer][1] += weight * chance * right * need * value
    before = told[True][1] + told[False][1]
    return entropy(before) - sum(chance * entropy(right / chance) for chance, right in told.values())


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.floats(-2, 2), min_size=8, max_size=8),
    st.sampled_from([((), 0.5, 0.5), (("NEED_CONFIRMED",), 1, 0.5), (("NEED_CONFIRMED", "VALUE_QUANTIFIED"), 1, 1)]),
    st.floats(0.05, 0.3),
)
def test_the_gain_is_the_entropy_that_an_answer_takes_away(values, known, rate):
    odds = dict(zip(BlockageCause, values, strict=True))
    kinds, need, value = known
    a = A.overridden({"question_rate": rate})
    found = {q.signal: q.expected_information for q in next_questions(causes(odds), signals(*kinds), a, ALL)}
    assert found.get(TIMID_ONLY, 0) == pytest.approx(enumerated(odds, need, value, rate), abs=1e-8)


def test_once_the_need_is_denied_no_answer_makes_a_call_right():
    assert asked("NEED_DENIED") == []
    assert asked(*SOUND) != []


def test_a_need_nobody_spoke_of_is_even_odds():
    certain = dict.fromkeys(BlockageCause, -30.0) | {BlockageCause.TIMID_CHAMPION: 30.0}
    found = {
        q.signal: q.expected_information for q in next_questions(causes(certain), signals("VALUE_QUANTIFIED"), A, ALL)
    }
    assert found[SignalKind.NEED_CONFIRMED] == pytest.approx(entropy(0.5), abs=1e-3)
