"""What each answer of the gate is worded with and rests on, and the rules of a pair at their limits."""

from dataclasses import replace

import pytest

from orggraph.analysis.candidates import Target
from orggraph.analysis.escalation import Options, assess
from orggraph.analysis.overuse import not_overused
from orggraph.analysis.pair_rules import (
    Pair,
    caller_fits,
    disavowal_acceptable,
    over_all_pairs,
    rule_check,
    target_has_authority,
)
from orggraph.analysis.question import ask
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole
from orggraph.domain.findings import Authority, Counterpart, GateRule, Manager, RuleStatus
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import FactOrigin
from tests.unit.analysis.builders import DAY, STALLED, call, deal, person, seat, signal, signals, stakeholder, stalled

A = Assumptions()
CONTACT, BOSS, HEAD = STALLED.stakeholders


def answered(rule, *seen, options=None, **more):
    found = assess(stalled(signals=seen, **more), "dea_1", options)
    (check,) = [check for check in found.rules if check.rule is GateRule(rule)]
    return check.reason, check.parameters, check.evidence


def ids(*seen):
    return tuple(one.id for one in seen)


def test_a_stated_cause_names_what_states_it_the_oldest_first():
    cut, frozen = signal("BUDGET_CUT", 2), signal("BUDGET_FROZEN", 9)
    found = answered("NO_BUDGET_PROBLEM", cut, frozen)
    assert found == ("stated", {"signals": "BUDGET_FROZEN,BUDGET_CUT"}, ids(frozen, cut))
    again = signal("BUDGET_CUT", 1)
    assert answered("NO_BUDGET_PROBLEM", cut, again)[1] == {"signals": "BUDGET_CUT"}


def test_a_countered_cause_names_what_takes_it_back():
    confirmed = signal("BUDGET_CONFIRMED", 300)
    found = answered("NO_BUDGET_PROBLEM", confirmed)
    assert found == ("countered", {"signals": "BUDGET_CONFIRMED"}, ids(confirmed))


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (signals("BUDGET_NOT_ALLOCATED"), "open"),
        ((signal("BUDGET_NOT_ALLOCATED", 1), signal("BUDGET_NOT_ALLOCATED")), "likely"),
        (signals("DEADLINE_SET"), "unlikely"),
    ],
)
def test_a_cause_judged_by_likelihood_says_how_likely_and_from_what(seen, reason):
    found, parameters, evidence = answered("NO_BUDGET_PROBLEM", *seen)
    diagnosis = assess(stalled(signals=seen), "dea_1").diagnosis
    (budget,) = (c for c in diagnosis.causes if c.cause == "BUDGET")
    assert (found, parameters, evidence) == (reason, {"probability": budget.probability}, ids(*seen))


def test_whether_the_project_makes_sense_rests_on_need_and_value():
    need, value, denied = signal("NEED_CONFIRMED", 5), signal("VALUE_QUANTIFIED", 3), signal("NEED_DENIED", 1)
    rule = "PROJECT_MAKES_SENSE"
    assert answered(rule, need, value) == ("confirmed", {}, ids(need, value))
    assert answered(rule, need) == ("value_unconfirmed", {}, ids(need))
    assert answered(rule) == ("need_unconfirmed", {}, ())
    assert answered(rule, need, denied) == ("denied", {}, ids(denied))


@pytest.mark.parametrize(
    ("seen", "reason"),
    [
        (STALLED.signals, "friction"),
        (signals("STAKEHOLDERS_DISAGREE"), "unclear"),
        (signals("BUDGET_FROZEN"), "not_organisational"),
    ],
)
def test_friction_says_how_likely_it_is_and_rests_on_all_that_was_seen(seen, reason):
    found = answered("ORGANISATIONAL_FRICTION", *seen)
    organisational = assess(stalled(signals=seen), "dea_1").diagnosis.organisational
    in_order = tuple(sorted(seen, key=lambda one: one.id))
    assert (found[0], found[1], sorted(found[2])) == (reason, {"probability": organisational}, sorted(ids(*in_order)))


def test_whether_the_contact_can_be_told_rests_on_the_contact_or_on_the_silence():
    rule = "CONTACT_CAN_BE_TOLD_FIRST"
    silence = tuple(signal("FOLLOW_UP_UNANSWERED", days) for days in (20, 12, 5))
    assert answered(rule) == ("can_be_told", {}, ("contact",))
    assert answered(rule, *silence) == ("silent", {"count": 3}, ids(*silence))
    assert answered(rule, options=Options(notify_contact=False)) == ("will_not_be_told", {}, ("contact",))
    gone = tuple(replace(p, has_left=p.id == "contact") for p in STALLED.people)
    assert answered(rule, people=gone, positions=(seat("contact"),)) == ("contact_left", {}, ("contact",))


def lines(origin=FactOrigin.IMPORTED):
    return (
        Manager(
            person_id="contact", levels_up=1, position_id="pos_boss", manager_id="boss", kind=ReportingKind.SOLID,
            confidence=0.9, origin=origin,
        ),
    )  # fmt: skip


def model(*parts, **more):
    return ask(stalled(stakeholders=parts or STALLED.stakeholders, **more), "dea_1").model


def authority(found, covers=False, share=0.0, briefed=(), origin=FactOrigin.IMPORTED):
    say = Authority(covers_conflict=covers, decision_share=share, lowest_common_manager_id=None)
    check = target_has_authority(found, Target("head", 2, lines(origin)), say, briefed)
    assert check.rule is GateRule.TARGET_HAS_AUTHORITY
    return check.status.value, check.reason, check.parameters, check.evidence


def test_a_target_has_authority_over_the_conflict_or_over_half_of_the_decision():
    on = ("head",)
    assert authority(model(), covers=True, share=0.9) == ("PASS", "above_conflict", {}, on)
    half = A.target_decision_share
    assert authority(model(), share=half) == ("PASS", "holds_decision", {"share": half}, on)
    assert authority(model(), share=half - 0.01) == ("FAIL", "no_say", {}, on)


def test_where_nobody_is_known_to_decide_authority_is_a_question():
    inferred = model(CONTACT)
    assert inferred.rule.inferred
    assert authority(inferred, share=1.0) == ("UNKNOWN", "inferred_decider", {}, ("head",))
    assert authority(inferred) == ("UNKNOWN", "no_decider", {}, ("head",))
    assert authority(inferred, covers=True)[:2] == ("PASS", "above_conflict")


def test_a_line_that_nobody_stated_makes_it_a_question_too():
    assert authority(model(), covers=True, origin=FactOrigin.INFERRED) == ("UNKNOWN", "inferred_line", {}, ("head",))


@pytest.mark.parametrize(
    ("stance", "answer"),
    [
        (None, ("UNKNOWN", "briefed")),
        (0.1, ("UNKNOWN", "briefed")),
        (A.clear_stance, ("PASS", "above_conflict")),
        (-A.clear_stance, ("FAIL", "briefed_against")),
        (-0.1, ("UNKNOWN", "briefed")),
    ],
)
def test_a_target_whom_others_briefed_is_judged_by_where_they_stand(stance, answer):
    told = signal("TARGET_ALREADY_BRIEFED", person_id="head")
    found = model(CONTACT, BOSS, stakeholder("head", BuyingRole.DECISION_MAKER, stance=stance))
    status, reason, _, evidence = authority(found, covers=True, briefed=(told,))
    assert (status, reason) == answer
    assert evidence == (("head",) if status == "PASS" else (told.id,))


@pytest.mark.parametrize(
    ("more", "counts"),
    [
        ({"person_id": "head"}, True),
        ({}, True),
        ({"person_id": "boss"}, False),
        ({"person_id": "head", "strength": A.stated_strength}, True),
        ({"person_id": "head", "strength": A.stated_strength - 0.1}, False),
    ],
)
def test_a_briefing_counts_of_the_target_or_of_nobody_in_particular_when_stated(more, counts):
    stranger = model(CONTACT, BOSS)
    told = signal("TARGET_ALREADY_BRIEFED", **more)
    other = signal("EXECUTIVE_INTEREST", person_id="head")
    assert (authority(stranger, covers=True, briefed=(other, told))[1] == "briefed") is counts


def match(fit, rank=1.0, freshness=1.0, who="chief"):
    return Counterpart(
        person_id=who, fit=fit, rank_parity=rank, function_parity=1.0, warmth=1.0, freshness=freshness, warm_paths=(),
        contributions=(),
    )  # fmt: skip


def fits(found, target="head", world=None):
    check = caller_fits(world or model(), found, target)
    assert check.rule is GateRule.CALLER_FITS
    return check.status.value, check.reason, check.parameters, check.evidence


def test_a_caller_fits_in_rank_and_in_all_freshness_apart():
    both = ("chief", "head")
    assert fits(match(A.caller_fit)) == ("PASS", "fits", {"fit": A.caller_fit, "rank": 1.0}, both)
    assert fits(match(A.caller_fit / 2, freshness=0.5))[:2] == ("PASS", "fits")
    low = A.caller_fit - 0.01
    assert fits(match(low)) == ("FAIL", "weak_fit", {"fit": low, "rank": 1.0}, both)
    assert fits(match(0.9, rank=A.caller_rank_parity))[:2] == ("PASS", "fits")
    assert fits(match(0.9, rank=0.4)) == ("FAIL", "ranks_apart", {"fit": 0.9, "rank": 0.4}, both)


def test_an_unread_rank_makes_the_fit_a_question_unless_they_sit_on_the_executive_committee():
    people = (*STALLED.people, person("new"), person("comex", title="Comex"))
    world = model(people=people, positions=(seat("new"), seat("comex")))
    assert fits(match(0.9), "new", world) == ("UNKNOWN", "rank_unread", {}, ("chief", "new"))
    assert fits(match(0.9), "nobody", world)[1] == "rank_unread"
    assert fits(match(0.9), "comex", world)[1] == "fits"
    unread = replace(match(0.9), person_id="new")
    assert fits(unread, "head", world)[1] == "rank_unread"


def test_a_risk_at_the_limit_is_acceptable():
    def risk(value, world=None):
        check = disavowal_acceptable(world or model(), value)
        return check.status.value, check.reason, check.parameters, check.evidence

    limit = A.disavowal_limit
    assert risk(limit) == ("PASS", "acceptable", {"risk": limit}, ("contact",))
    assert risk(limit + 0.01) == ("FAIL", "too_high", {"risk": limit + 0.01}, ("contact",))
    alone = model(BOSS, HEAD, deals=(deal(contact=None),))
    assert risk(0.0, alone) == ("UNKNOWN", "no_contact", {}, ())


def test_calls_for_deals_that_nobody_owns_use_up_nobodys_credit():
    world = stalled(people=(*STALLED.people, *(person(f"other{n}", account=None) for n in range(6))))
    calls = [call("tech", f"other{n}", n, deal_id=f"dea_unowned{n}") for n in range(6)]
    for owner in (None, "rep"):
        check, until = not_overused(world, calls, "chief", "head", owner, A)
        assert (check.reason, until) == ("fresh", None)


def pair(status, reason="x", rule=GateRule.CALLER_FITS, until=None, evidence=()):
    check = rule_check(rule, RuleStatus(status), reason, {}, evidence)
    return Pair(Target("head", 2, lines()), match(0.9), (check,), until)


def over_all(*pairs, rule=GateRule.CALLER_FITS):
    (found,) = [check for check in over_all_pairs(pairs) if check.rule is rule]
    return found.status.value, found.reason, found.parameters, found.evidence


def test_a_rule_of_pairs_holds_where_one_has_it_is_open_where_one_is_and_fails_as_the_best_does():
    bad, worse, unsure, good = pair("FAIL", "bad"), pair("FAIL", "worse"), pair("UNKNOWN", "unsure"), pair("PASS", "a")
    assert over_all(bad, unsure, good, pair("PASS", "b"))[:2] == ("PASS", "a")
    assert over_all(bad, unsure)[:2] == ("UNKNOWN", "unsure")
    assert over_all(bad, worse)[:2] == ("FAIL", "bad")
    assert over_all() == ("UNKNOWN", "no_pair", {}, ())


def test_overuse_of_all_pairs_says_when_the_first_ends_and_on_how_many_calls_it_rests():
    rule = GateRule.NOT_OVERUSED
    first, second = (
        pair("FAIL", rule=rule, until=DAY.replace(day=day), evidence=calls)
        for day, calls in ((20, ("esc_2", "esc_1")), (9, ("esc_2", "esc_3")))
    )
    found = over_all(first, second, rule=rule)
    assert found[:2] == ("FAIL", "all_overused")
    assert found[2] == {"count": 3, "until": "2026-06-09"}
    assert list(found[3]) == ["esc_1", "esc_2", "esc_3"]
