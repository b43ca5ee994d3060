from dataclasses import replace
from datetime import timedelta

import pytest

from orggraph.analysis.escalation import Options, assess
from orggraph.analysis.gate import TABLE, forbids
from orggraph.analysis.pair_rules import KINDS
from orggraph.domain.findings import EscalationVerdict, GateRule, RuleCheck, RuleKind, RuleStatus
from tests.unit.analysis.builders import (
    DAY,
    EVERY_GAIN,
    SOUND,
    STALLED,
    call,
    deal,
    line,
    person,
    seat,
    signal,
    signals,
    stalled,
)

PREPARE, DO_NOT = EscalationVerdict.PREPARE, EscalationVerdict.DO_NOT


def answer(rule, *seen, options=None, **more):
    result = assess(stalled(signals=seen, **more), "dea_1", options or Options())
    (check,) = [check for check in result.rules if check.rule is GateRule(rule)]
    return f"{check.status.value} {check.reason}"


def test_the_table_and_the_rules_of_a_pair_are_the_eleven_once_with_their_kinds():
    kinds = {row.rule: row.kind for row in TABLE} | dict(KINDS)
    assert sorted(kinds) == sorted(GateRule)
    assert len(TABLE) + len(KINDS) == len(GateRule)
    contra = {rule.value for rule, kind in kinds.items() if kind is RuleKind.CONTRAINDICATION}
    assert contra == {r.value for r in GateRule if r.value.startswith("NO_")} | {"NOT_OVERUSED"}


STATED = [
    ("NO_BUDGET_PROBLEM", "BUDGET_FROZEN", "BUDGET_CONFIRMED"),
    ("NO_BUDGET_PROBLEM", "BUDGET_CUT", "BUDGET_CONFIRMED"),
    ("NO_TECHNICAL_CONSTRAINT", "TECHNICAL_INCOMPATIBILITY", "TECHNICAL_FIT_CONFIRMED"),
    ("NO_TECHNICAL_CONSTRAINT", "SECURITY_REVIEW_FAILED", "TECHNICAL_FIT_CONFIRMED"),
    ("NO_TECHNICAL_CONSTRAINT", "LEGAL_CONSTRAINT", "TECHNICAL_FIT_CONFIRMED"),
    ("NO_PRODUCT_WEAKNESS", "PILOT_FAILED", "PILOT_SUCCEEDED"),
    ("NO_PRODUCT_WEAKNESS", "PRODUCT_GAP", "PILOT_SUCCEEDED"),
    ("NO_PRODUCT_WEAKNESS", "NEED_DENIED", "NEED_CONFIRMED"),
]


@pytest.mark.parametrize(("rule", "kind", "counter"), STATED)
def test_a_statement_fails_whatever_its_probability_until_a_later_counter(rule, kind, counter):
    old = signal(kind, 700)
    assert answer(rule, old) == "FAIL stated"
    assert answer(rule, old, signal(counter, 699)) != "FAIL stated"
    assert answer(rule, old, signal(counter, 700)) == "FAIL stated"
    assert answer(rule, old, signal(counter, 699, 0.4)) == "FAIL stated"
    assert answer(rule, signal(counter, 701), old) == "FAIL stated"
    assert answer(rule, signal(kind, -1)) == "UNKNOWN no_evidence"


def test_what_sets_a_cause_aside_does_so_until_something_later_speaks_strongly_for_it():
    confirmed, doubted = signal("BUDGET_CONFIRMED", 60), signal("BUDGET_NOT_ALLOCATED", 10)
    assert answer("NO_BUDGET_PROBLEM", confirmed, signal("BUDGET_TIGHT", 10)) == "PASS countered"
    assert answer("NO_BUDGET_PROBLEM", confirmed, doubted) == "UNKNOWN open"
    assert answer("NO_BUDGET_PROBLEM", confirmed, doubted, signal("BUDGET_CONFIRMED", 5)) == "PASS countered"
    worked, preferred = signal("PILOT_SUCCEEDED", 60), signal("COMPETITOR_PREFERRED", 10)
    assert answer("NO_PRODUCT_WEAKNESS", worked) == "PASS countered"
    assert answer("NO_PRODUCT_WEAKNESS", worked, preferred) == "UNKNOWN open"


def test_a_confirmed_need_takes_back_that_it_was_denied_and_no_gap_of_the_product():
    needed = signal("NEED_CONFIRMED", 5)
    assert answer("NO_PRODUCT_WEAKNESS", signal("PRODUCT_GAP", 60), needed) == "FAIL stated"
    assert answer("NO_PRODUCT_WEAKNESS", signal("NEED_DENIED", 60), needed) == "UNKNOWN open"
    assert answer("NO_PRODUCT_WEAKNESS", needed) == "PASS unlikely"


def test_a_weak_statement_only_moves_the_probability():
    assert answer("NO_BUDGET_PROBLEM", signal("BUDGET_FROZEN", 0, 0.4)) == "UNKNOWN open"


def test_price_needs_both_and_nothing_takes_it_back():
    challenged, led = signal("PRICE_CHALLENGED", 300), signal("PROCUREMENT_LED", 300)
    assert answer("NO_PRICE_STANDOFF", challenged) == "UNKNOWN open"
    assert answer("NO_PRICE_STANDOFF", led) == "UNKNOWN open"
    assert answer("NO_PRICE_STANDOFF", challenged, led, signal("BUDGET_CONFIRMED")) == "FAIL stated"


def test_without_a_statement_the_probability_decides_with_evidence_only():
    assert answer("NO_BUDGET_PROBLEM", signal("BUDGET_NOT_ALLOCATED")) == "UNKNOWN open"
    twice = signal("BUDGET_NOT_ALLOCATED"), signal("BUDGET_NOT_ALLOCATED", 1)
    assert answer("NO_BUDGET_PROBLEM", *twice) == "FAIL likely"
    assert answer("NO_BUDGET_PROBLEM", signal("DEADLINE_SET")) == "PASS unlikely"
    assert answer("NO_TECHNICAL_CONSTRAINT", signal("DEADLINE_SET")) == "UNKNOWN no_evidence"
    assert answer("NO_BUDGET_PROBLEM", signal("BUDGET_CONFIRMED", 400)) == "PASS countered"


def test_a_hint_of_a_real_cause_is_no_evidence_against_it_however_faint():
    hint = signal("LEGAL_CONSTRAINT", 200, 0.3)
    assert answer("NO_TECHNICAL_CONSTRAINT", hint) == "UNKNOWN open"
    assert answer("NO_TECHNICAL_CONSTRAINT", hint, signal("CHAMPION_CONVINCED")) == "PASS unlikely"
    assert answer("NO_TECHNICAL_CONSTRAINT", signal("LEGAL_CONSTRAINT", 0, 0.0)) == "UNKNOWN open"


def test_the_project_makes_sense():
    rule = "PROJECT_MAKES_SENSE"
    assert answer(rule) == "UNKNOWN need_unconfirmed"
    assert answer(rule, signal("NEED_CONFIRMED")) == "UNKNOWN value_unconfirmed"
    assert answer(rule, *signals("NEED_CONFIRMED", "VALUE_QUANTIFIED")) == "PASS confirmed"
    assert answer(rule, *signals("NEED_CONFIRMED", "PILOT_SUCCEEDED")) == "PASS confirmed"
    assert answer(rule, signal("PILOT_SUCCEEDED", 9), signal("PILOT_FAILED"), signal("NEED_CONFIRMED")) == (
        "UNKNOWN value_unconfirmed"
    )
    assert answer(rule, signal("NEED_CONFIRMED", 9), signal("NEED_DENIED")) == "FAIL denied"
    assert answer(rule, signal("NEED_DENIED", 9), *signals("NEED_CONFIRMED", "VALUE_QUANTIFIED")) == "PASS confirmed"


def test_organisational_friction():
    rule = "ORGANISATIONAL_FRICTION"
    assert answer(rule) == "UNKNOWN nothing_observed"
    assert answer(rule, *signals(*SOUND)) == "PASS friction"
    assert answer(rule, signal("STAKEHOLDERS_DISAGREE")) == "UNKNOWN unclear"
    assert answer(rule, signal("BUDGET_FROZEN")) == "FAIL not_organisational"


def test_the_contact_can_be_told_first():
    rule = "CONTACT_CAN_BE_TOLD_FIRST"
    assert answer(rule) == "PASS can_be_told"
    assert answer(rule, options=Options(notify_contact=False)) == "FAIL will_not_be_told"
    assert answer(rule, deals=(deal(None),), stakeholders=()) == "UNKNOWN no_contact"
    gone = tuple(replace(p, has_left=p.id == "contact") for p in STALLED.people)
    assert answer(rule, people=gone, positions=(seat("contact"),)) == "FAIL contact_left"
    moved = tuple(replace(p, account_id=None) if p.id == "contact" else p for p in STALLED.people)
    assert answer(rule, people=moved, lines=()) == "FAIL contact_left"


def test_a_silent_contact_is_unknown_until_a_sign_of_life():
    rule = "CONTACT_CAN_BE_TOLD_FIRST"
    silence = tuple(signal("FOLLOW_UP_UNANSWERED", days) for days in (5, 12, 20))
    assert answer(rule, *silence) == "UNKNOWN silent"
    assert answer(rule, *silence[:2]) == "PASS can_be_told"
    assert answer(rule, *silence, signal("FOLLOW_UP_SENT", 1), signal("DISCOUNT_OFFERED", 1)) == "UNKNOWN silent"
    assert answer(rule, *silence, signal("MEETING_POSTPONED", 15)) == "PASS can_be_told"
    assert answer(rule, *silence, signal("EXECUTIVE_INTEREST", 1, person_id="top")) == "UNKNOWN silent"


@pytest.mark.parametrize(
    ("calls", "reason", "until"),
    [
        ([call("rep", "boss", 89)], "target_overused", 1),
        ([call("rep", "contact", 80), call("rep", "top", 10)], "account_overused", 10),
        ([call("chief", f"other{n}", 30 + n) for n in range(3)], "caller_overused", 58),
        ([call("chief", f"other{n}", n) for n in range(5)], "caller_overused", 88),
        ([call("tech", f"other{n}", n) for n in range(5)], "owner_overused", 87),
    ],
)
def test_overuse_leaves_a_pair_out_until_it_ends(calls, reason, until):
    people = (*STALLED.people, *(person(f"other{n}", account=None) for n in range(5)))
    result = assess(stalled(people=people, escalations=tuple(calls)), "dea_1")
    pairs = {(out.caller_id, out.target_id): out for out in result.excluded}
    out = pairs["chief", "boss"]
    assert (out.rules[0].reason, out.until) == (reason, DAY + timedelta(days=until))
    later = assess(stalled(people=people, escalations=tuple(calls), as_of=out.until), "dea_1")
    assert ("chief", "boss") not in {(pair.caller_id, pair.target_id) for pair in later.excluded}


def test_calls_out_of_the_window_or_below_the_limit_are_no_overuse():
    for calls in ([call("rep", "boss", 90)], [call("rep", "top", 10)], [call("chief", "top", 95)] * 1):
        assert assess(stalled(escalations=tuple(calls)), "dea_1").excluded == ()


def test_overuse_of_every_pair_forbids_and_shows_no_path():
    result = assess(stalled(escalations=(call("rep", "boss", 3), call("rep", "head", 9))), "dea_1")
    assert (result.verdict, result.paths, len(result.excluded)) == (DO_NOT, (), 4)
    (check,) = [check for check in result.rules if check.rule is GateRule.NOT_OVERUSED]
    assert (check.reason, check.parameters["until"]) == ("all_overused", (DAY + timedelta(days=81)).isoformat())


def test_no_manager_known_is_prepare_and_no_overuse_claimed():
    top = (line("contact", None),)
    result = assess(stalled(lines=top), "dea_1")
    assert (result.verdict, result.paths) == (PREPARE, ())
    assert answer("NOT_OVERUSED", lines=top) == "UNKNOWN no_pair"
    nobody = tuple(p for p in STALLED.people if p.id not in ("chief", "tech"))
    assert assess(stalled(people=nobody, ties=()), "dea_1").verdict is PREPARE


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.rule.value)
def test_a_rule_forbids_when_it_fails_unless_it_only_asks_to_tell_the_contact(row):
    check = RuleCheck(rule=row.rule, kind=row.kind, status=RuleStatus.FAIL, reason="x")
    expected = () if row.rule is GateRule.CONTACT_CAN_BE_TOLD_FIRST else (row.rule,)
    assert forbids([check]) == expected
    assert forbids([replace(check, status=RuleStatus.UNKNOWN)]) == ()


def test_a_failed_rule_weighs_more_than_an_unknown_one():
    assert assess(stalled(signals=signals("BUDGET_FROZEN")), "dea_1").verdict is DO_NOT
    assert assess(
        stalled(signals=signals("OTHER_PRIORITIES", "MEETING_POSTPONED", "NO_DEADLINE")), "dea_1"
    ).verdict is (PREPARE)


def test_a_lower_level_not_asked_for_does_not_free_an_overused_pair():
    more = (line("contact", "boss"), line("boss", "head"), line("head", "top"))
    options = Options(assumptions=EVERY_GAIN)
    result = assess(stalled(lines=more, escalations=(call("rep", "boss", 3),)), "dea_1", options)
    assert {(p.caller_id, p.target_id) for p in result.paths} == {("chief", "head"), ("tech", "head")}
