"""Callers over several deals: all together worth most, nobody asked more than they can take."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.agenda import CALLERS_TAKEN, agenda
from orggraph.analysis.escalation import assess
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import CallLoad, EscalationVerdict, ExcludedPath, LoadKind, RuleStatus, VerdictReason
from orggraph.domain.people import Locale
from orggraph.text import agenda_gap_reason
from tests.unit.analysis.builders import stalled

WIDE = Assumptions().overridden({"overuse_target": 10, "overuse_account": 10})
GO = assess(stalled(), "dea_1")
PATH = replace(GO.paths[0], rules=tuple(replace(check, status=RuleStatus.PASS) for check in GO.paths[0].rules))


def path(caller, target, utility):
    return replace(PATH, caller_id=caller, target_id=target, utility=utility)


def answer(*paths, verdict=EscalationVerdict.GO, reason=VerdictReason.CLEAR):
    return replace(GO, verdict=verdict, reason=reason, paths=paths)


def plan(answers, calls=1, assumptions=WIDE, accounts=None):
    return agenda(answers, accounts or {deal: f"acc_{deal}" for deal in answers}, calls, assumptions)


def chosen(found):
    return [(entry.deal_id, entry.path.caller_id, entry.path.target_id) for entry in found.assignments]


def test_a_caller_of_two_deals_goes_to_the_one_where_the_other_has_nobody():
    found = plan({"a": answer(path("ann", "x", 0.5), path("bob", "x", 0.4)), "b": answer(path("ann", "y", 0.3))})
    assert chosen(found) == [("a", "bob", "x"), ("b", "ann", "y")]
    assert found.total_utility == pytest.approx(0.7)
    assert found.unassigned == ()


def test_a_deal_is_called_about_once_however_many_could_call():
    found = plan({"a": answer(path("ann", "x", 0.5), path("bob", "y", 0.4))}, calls=5)
    assert chosen(found) == [("a", "ann", "x")]


def test_a_caller_makes_as_many_calls_as_they_can_and_the_rest_say_that_callers_are_taken():
    answers = {deal: answer(path("ann", deal, worth)) for deal, worth in (("a", 0.1), ("b", 0.3), ("c", 0.2))}
    found = plan(answers, calls=2)
    assert chosen(found) == [("b", "ann", "b"), ("c", "ann", "c")]
    assert [(gap.deal_id, gap.reason) for gap in found.unassigned] == [("a", CALLERS_TAKEN)]


def load(kind, who, made=0, planned=0, limit=1.0):
    """Give what counts against somebody: so many calls made, and so many planned."""
    calls, ahead = (
        tuple(f"esc_{what}_{number}" for number in range(count)) for what, count in (("m", made), ("p", planned))
    )
    return CallLoad(kind=kind, id=who, calls=calls, planned=ahead, limit=limit, free_from=None)


@pytest.mark.parametrize(
    ("loads", "assigned"),
    [
        ((), 2),
        ((load(LoadKind.CALLER, "ann", made=2, limit=3.0),), 1),
        ((load(LoadKind.CALLER, "ann", made=1, planned=1, limit=3.0),), 1),
        ((load(LoadKind.OWNER, "rep", made=3, limit=4.0),), 1),
        ((load(LoadKind.OWNER, "rep", planned=4, limit=4.0),), 0),
        ((load(LoadKind.TARGET, "x", planned=1),), 1),
        ((load(LoadKind.ACCOUNT, "acc_a", planned=2, limit=2.0),), 1),
        ((load(LoadKind.ACCOUNT, "acc_elsewhere", made=9, limit=2.0),), 2),
    ],
)
def test_what_was_called_or_is_planned_leaves_less_room(loads, assigned):
    answers = {"a": answer(path("ann", "x", 0.3)), "b": answer(path("ann", "y", 0.2))}
    accounts, owners = {"a": "acc_a", "b": "acc_b"}, {"a": "rep", "b": "rep"}
    found = agenda(answers, accounts, 2, Assumptions(), owners, loads)
    assert len(found.assignments) == assigned


def test_no_rep_gets_more_calls_than_their_credit_and_deals_without_an_owner_share_none():
    answers = {deal: answer(path(deal, f"t{deal}", 0.2)) for deal in "abcdef"}
    accounts = {deal: f"acc_{deal}" for deal in answers}
    assert len(agenda(answers, accounts, 1, Assumptions(), dict.fromkeys(answers, "rep")).assignments) == 4
    assert len(agenda(answers, accounts, 1, Assumptions()).assignments) == 6


def test_a_deal_whose_callers_are_worn_out_says_from_when_they_can_be_asked_again():
    pairs = tuple(
        ExcludedPath(caller_id="ann", target_id=who, rules=(), until=date(2026, 7, day))
        for who, day in (("x", 9), ("y", 2))
    )
    over = replace(answer(verdict=EscalationVerdict.DO_NOT, reason=VerdictReason.OVERUSED), excluded=pairs)
    (gap,) = plan({"a": over}).unassigned
    assert gap.parameters == {"until": "2026-07-02"}
    assert agenda_gap_reason(gap, Locale.EN).startswith("No call before July 2, 2026: ")


def test_nobody_and_no_account_is_called_more_often_than_they_can_take():
    answers = {"a": answer(path("ann", "x", 0.2)), "b": answer(path("bob", "x", 0.3))}
    assert chosen(plan(answers, assumptions=Assumptions())) == [("b", "bob", "x")]
    assert len(plan(answers).assignments) == 2
    three = {deal: answer(path(deal, f"t{deal}", 0.2)) for deal in "abc"}
    together = plan(three, assumptions=Assumptions(), accounts=dict.fromkeys("abc", "acc_1"))
    assert len(together.assignments) == Assumptions().overuse_account == 2
    assert len(plan(three, assumptions=Assumptions()).assignments) == 3


def test_of_equals_the_earlier_is_called():
    equal = {deal: answer(path("ann", deal, 0.2), path("ann", f"{deal}2", 0.2)) for deal in "abc"}
    assert chosen(plan(equal)) == [("a", "ann", "a")]


def test_only_a_go_is_called_about_and_only_where_all_rules_hold():
    open_rule = replace(PATH, rules=(replace(PATH.rules[0], status=RuleStatus.UNKNOWN), *PATH.rules[1:]))
    found = plan(
        {
            "a": answer(PATH, verdict=EscalationVerdict.PREPARE, reason=VerdictReason.TO_PREPARE),
            "b": answer(open_rule),
            "c": answer(),
        }
    )
    assert found.assignments == ()
    assert [(gap.deal_id, gap.reason) for gap in found.unassigned] == [
        ("a", "TO_PREPARE"),
        ("b", CALLERS_TAKEN),
        ("c", CALLERS_TAKEN),
    ]
    assert found.total_utility == 0


def test_without_other_assumptions_the_usual_limits_hold():
    answers = {"a": answer(path("ann", "x", 0.2)), "b": answer(path("bob", "x", 0.3))}
    assert agenda(answers, {"a": "acc_a", "b": "acc_b"}, 1).assignments == plan(answers, 1, Assumptions()).assignments


CASES = st.lists(
    st.lists(st.tuples(st.sampled_from("pqr"), st.sampled_from("xyz"), st.integers(1, 60)), max_size=3), max_size=4
)


def kept(picks, calls, target):
    """Tell whether nobody calls or is called too often."""
    callers, targets = ([pick[end] for pick in picks if pick] for end in (0, 1))
    return all(callers.count(one) <= calls for one in callers) and all(targets.count(one) <= target for one in targets)


@settings(deadline=None, max_examples=60)
@given(CASES, st.integers(1, 2), st.integers(1, 2))
def test_no_other_choice_is_worth_more(cases, calls, target):
    answers = {
        f"d{n}": answer(*(path(c, t, worth / 100) for c, t, worth in options)) for n, options in enumerate(cases)
    }
    found = plan(answers, calls, Assumptions().overridden({"overuse_target": target, "overuse_account": 10}))
    best = max(
        sum(pick[2] for pick in picks if pick)
        for picks in product(*([None, *options] for options in cases))
        if kept(picks, calls, target)
    )
    assert found.total_utility == pytest.approx(best / 100, abs=1e-5)
    assert kept([(entry.path.caller_id, entry.path.target_id) for entry in found.assignments], calls, target)
