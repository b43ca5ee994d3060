from datetime import timedelta

import pytest

from orggraph.analysis.overuse import call_loads, not_overused
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import EscalationOutcome
from orggraph.domain.findings import LoadKind, RuleStatus
from tests.unit.analysis.builders import CLIENT, DAY, call, stalled

A = Assumptions()


def loads(*calls, but_for=()):
    return {(load.kind, load.id): load for load in call_loads(stalled(escalations=calls), A, but_for)}


def planned(caller, target, days=5, **more):
    return call(
        caller, target, 0, made_on=None, planned_on=DAY + timedelta(days=days), id=f"esc_p_{caller}_{target}", **more
    )


def test_a_call_counts_against_whoever_made_and_took_it_the_account_and_the_rep():
    found = loads(call("chief", "head", 10))
    assert {key: len(load.calls) for key, load in found.items()} == {
        (LoadKind.TARGET, "head"): 1,
        (LoadKind.ACCOUNT, CLIENT): 1,
        (LoadKind.CALLER, "chief"): 1,
        (LoadKind.OWNER, "rep"): 1,
    }
    assert found[LoadKind.TARGET, "head"].free_from == DAY + timedelta(days=80)
    assert found[LoadKind.ACCOUNT, CLIENT].free_from is None
    assert [load.room for load in found.values()] == [0, 1, 2, 3]


def test_what_was_not_made_or_is_long_ago_counts_against_nobody():
    assert loads(call("chief", "head", 10, outcome=EscalationOutcome.NOT_MADE), call("chief", "head", 90)) == {}


def test_a_planned_call_takes_room_until_its_day_is_past_and_offers_no_day_of_its_own():
    found = loads(planned("chief", "head"))
    target = found[LoadKind.TARGET, "head"]
    assert (target.calls, target.planned, target.room, target.free_from) == ((), ("esc_p_chief_head",), 0, None)
    assert loads(planned("chief", "head", days=-1)) == {}
    assert loads(planned("chief", "head", outcome=EscalationOutcome.NOT_MADE)) == {}
    assert loads(planned("chief", "head"), but_for=("dea_1",)) == {}


@pytest.mark.parametrize(
    ("caller", "target"), [("chief", "head"), ("tech", "head"), ("tech", "boss"), ("chief", "boss")]
)
def test_what_has_no_room_is_what_the_rule_leaves_out(caller, target):
    calls = tuple(call("chief", "head", days, id=f"esc_{days}") for days in (1, 2, 3))
    snapshot = stalled(escalations=calls)
    check, until = not_overused(snapshot, calls, caller, target, "rep", A)
    found = {(load.kind, load.id): load for load in call_loads(snapshot, A)}
    asked = ((LoadKind.TARGET, target), (LoadKind.ACCOUNT, CLIENT), (LoadKind.CALLER, caller), (LoadKind.OWNER, "rep"))
    days = [found[key].free_from for key in asked if key in found and found[key].free_from]
    assert (check.status is RuleStatus.FAIL) is bool(days)
    assert until == max(days, default=None)
