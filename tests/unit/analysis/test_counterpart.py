import math
from dataclasses import replace

import pytest

from orggraph.analysis.counterpart import calls_made, counterparts
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import total
from orggraph.domain.deals import EscalationOutcome
from tests.unit.analysis.builders import DAY, call, facts, ours, person, seat, snapshot, tie


def match(caller="chief", target="boss", assumptions=None, **more):
    (found,) = counterparts(snapshot(**more), target, [caller], DAY, assumptions)
    return found


def sized(theirs, us):
    base = facts()
    return {
        "account": replace(base.account, employee_count=theirs),
        "ours": replace(base.ours, employee_count=us),
    }


def test_rank_parity_halves_with_each_rank():
    assert match(target="head").rank_parity == 1
    assert match(target="boss").rank_parity == pytest.approx(0.25)
    assert match(target="contact").rank_parity == pytest.approx(0.125)


def test_a_director_of_a_giant_matches_the_head_of_a_small_firm():
    assert match(target="boss", **sized(50_000, 50)).rank_parity == pytest.approx(0.99, abs=0.02)


def test_who_owns_and_who_runs_a_small_firm_are_the_same_rank():
    people = (*facts().people, ours("owner", "OWNER_OR_BOARD"))
    assert match("owner", "top", people=people, **sized(249, 249)).rank_parity == 1
    assert match("owner", "top", people=people, **sized(250, 250)).rank_parity == 0.5


def test_an_unknown_size_counts_as_the_reference():
    assert match(target="boss", **sized(None, None)).rank_parity == pytest.approx(0.25)


def test_a_seat_on_the_executive_committee_counts_as_the_first_rank():
    people = (*facts().people, person("cdo", "DIRECTOR", "IT"))
    committee = replace(seat("cdo"), title="Directrice, membre du Comex")
    assert match(target="cdo", people=people, positions=(committee,)).rank_parity == 1


def test_an_unread_rank_counts_as_one_apart():
    people = (*facts().people, person("who"))
    assert match(target="who", people=people).rank_parity == 0.5


def test_a_cold_call_has_a_floor_and_warmth_is_the_best_path():
    assert match().warmth == Assumptions().warmth_floor
    assert match(ties=(tie("chief", "boss", 0.05),)).warmth == Assumptions().warmth_floor
    warm = match(ties=(tie("chief", "boss", 0.7),))
    assert (warm.warmth, warm.warm_paths[0].people) == (0.7, ("chief", "boss"))
    assert {part.code: part.evidence for part in warm.contributions}["warmth"] == ("tie_boss_chief",)


def test_fit_is_the_weighted_geometric_mean_times_freshness():
    found = match(ties=(tie("chief", "boss", 0.7),), escalations=(call("chief", "top", 60),))
    assert found.freshness == pytest.approx(0.75)
    assert found.fit == pytest.approx(0.25**0.3 * 0.8**0.2 * 0.7**0.5 * 0.75)
    assert [part.code for part in found.contributions] == ["rank_parity", "function_parity", "warmth", "freshness"]
    assert total(found.contributions) == pytest.approx(math.log(found.fit), abs=1e-9)


def test_freshness_counts_calls_by_the_caller_or_to_the_target_only():
    calls = (call("chief", "top", 0), call("tech", "boss", 0), call("tech", "top", 0, id="esc_other"))
    found = match(escalations=calls)
    assert found.freshness == pytest.approx(0.25)
    assert found.contributions[3].evidence == ("esc_chief_top_0", "esc_tech_boss_0")


def test_only_calls_really_made_by_then_count():
    calls = (
        call("chief", "boss", -1),
        call("chief", "boss", 5, outcome=EscalationOutcome.NOT_MADE),
        call("chief", "boss", 5, made_on=None, planned_on=DAY, id="esc_planned"),
    )
    snap = snapshot(escalations=calls)
    assert calls_made(snap, DAY) == ()
    assert match(escalations=calls).freshness == 1


def test_best_first_then_by_id():
    found = counterparts(snapshot(people=(*facts().people, ours("a_chief"))), "top", ["chief", "a_chief", "rep"], DAY)
    assert [entry.person_id for entry in found] == ["a_chief", "chief", "rep"]
    assert len(counterparts(snapshot(), "top", ["chief", "tech"], DAY, first=1)) == 1


def test_weights_of_any_sum_give_a_mean():
    halved = Assumptions().overridden({"weight_rank": 0.15, "weight_function": 0.1, "weight_warmth": 0.25})
    assert match(assumptions=halved).fit == pytest.approx(match().fit)
