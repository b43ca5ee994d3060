"""How a client decides: who counts, by which rule, and how near the decision is for given pushes."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit

from orggraph.analysis.decision import decision_rule, verdicts
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole, DecisionMode
from orggraph.domain.findings import DecisionRule
from orggraph.domain.people import JobFunction
from tests.unit.analysis.builders import deal, facts, person, snapshot, stakeholder

A = Assumptions()
PEOPLE = (*facts().people, person("cio", "C_LEVEL", "IT"))
BUYER, DECIDER, APPROVER = BuyingRole.ECONOMIC_BUYER, BuyingRole.DECISION_MAKER, BuyingRole.APPROVER
ONE, SOME, MOST = DecisionMode.ECONOMIC_BUYER, DecisionMode.CONSENSUS, DecisionMode.MAJORITY
HEAD, TOP = stakeholder("head", DECIDER), stakeholder("top", DECIDER)


def rule_of(*parts, contact="contact", **stated):
    hierarchy = Hierarchy.of(snapshot(people=PEOPLE, stakeholders=parts))
    return decision_rule(hierarchy, replace(deal(), **stated), parts, contact, A)


def test_an_economic_buyer_decides_alone_whoever_else_has_a_say():
    found = rule_of(HEAD, stakeholder("top", BUYER))
    assert (found.mode, found.deciders, found.weights, found.inferred) == (ONE, ("top",), (1.0,), False)
    assert found.threshold == A.threshold_buyer


def test_several_functions_without_a_buyer_decide_by_consensus():
    found = rule_of(HEAD, stakeholder("cio", APPROVER))
    assert (found.mode, found.deciders, found.threshold) == (SOME, ("head", "cio"), A.threshold_consensus)


def test_one_function_without_a_buyer_decides_as_a_buyer_does():
    found = rule_of(HEAD, stakeholder("boss", DECIDER))
    assert (found.mode, found.deciders) == (ONE, ("head", "boss"))


def test_what_the_deal_states_goes_before():
    buyer = stakeholder("top", BUYER)
    found = rule_of(HEAD, buyer, decision_mode=MOST)
    assert (found.mode, found.deciders, found.threshold) == (MOST, ("head", "top"), A.threshold_majority)
    assert rule_of(HEAD, buyer, decision_mode=SOME, threshold=0.0).threshold == 0.0


def test_a_stated_weight_makes_a_decider_and_none_unmakes_nobody():
    user = stakeholder("boss", BuyingRole.USER, decision_weight=0.5)
    assert rule_of(HEAD, user).weights == (1.0, 0.5)
    assert rule_of(HEAD, replace(user, decision_weight=0.0)).deciders == ("head",)


def test_weights_that_are_all_nothing_are_equal():
    none = tuple(replace(part, decision_weight=0.0) for part in (HEAD, TOP))
    assert rule_of(*none, decision_mode=MOST).weights == (1.0, 1.0)


def test_who_can_veto_is_said_whether_they_decide_or_not():
    assert rule_of(replace(HEAD, can_veto=True), stakeholder("cio", can_veto=True)).vetoes == ("head", "cio")


def test_where_nobody_is_known_to_decide_those_concerned_have_a_manager_who_stands_in():
    found = rule_of(stakeholder("boss", BuyingRole.USER))
    assert (found.deciders, found.weights, found.inferred) == (("head",), (1.0,), True)
    assert rule_of().deciders == ("boss",)
    nobody = rule_of(contact=None)
    assert (nobody.deciders, nobody.weights, nobody.inferred) == ((), (), True)


def chance(rule, push, functions=None):
    """Give the chance for one push each, in one world."""
    return float(verdicts(rule, functions or {}, A).chance(np.array([[value] for value in push]))[0])


def rule(mode, threshold, weights, vetoes=(), names="abcd"):
    return DecisionRule(mode, threshold, tuple(names[: len(weights)]), tuple(weights), tuple(vetoes), False)


def soft(margin):
    return pytest.approx(float(expit(margin / A.rule_softness)))


def test_a_buyer_is_as_near_as_their_weighted_push_is_over_the_threshold():
    assert chance(rule(ONE, 0.25, [1.0]), [0.4]) == soft(0.15)
    assert chance(rule(ONE, 0.25, [3.0, 1.0]), [0.4, -0.4]) == soft(0.2 - 0.25)


def test_a_consensus_is_as_near_as_its_weakest_function():
    trades = {"a": JobFunction.IT, "b": JobFunction.IT, "c": JobFunction.FINANCE}
    assert chance(rule(SOME, 0.08, [1, 3, 1]), [0.8, 0.4, 0.9], trades) == soft(0.5 - 0.08)
    assert chance(rule(SOME, 0.08, [1, 3, 1]), [0.8, 0.4, 0.1], trades) == soft(0.1 - 0.08)
    unknown = {"a": JobFunction.UNKNOWN, "b": JobFunction.UNKNOWN}
    assert chance(rule(SOME, 0.08, [1, 1]), [0.8, 0.2], unknown) == soft(0.2 - 0.08)
    assert chance(rule(SOME, 0.08, [1, 1]), [0.8, 0.2]) == soft(0.2 - 0.08)


def test_a_function_without_weight_does_not_hold_a_consensus_up():
    trades = {"a": JobFunction.IT, "b": JobFunction.FINANCE}
    assert chance(rule(SOME, 0.08, [1, 0]), [0.8, -0.9], trades) == soft(0.8 - 0.08)


def test_a_majority_counts_the_weight_of_those_who_push_enough():
    push, weights = [0.9, -0.5, 0.3], [2, 1, 1]
    votes = sum(w * expit((p - A.threshold_vote) / A.rule_softness) for p, w in zip(push, weights, strict=True)) / 4
    assert chance(rule(MOST, 0.5, weights), push) == soft(votes - 0.5)


def test_a_veto_falls_where_its_owner_pushes_against_it_enough():
    vetoed = rule(ONE, 0.25, [1.0], vetoes=("v",))
    assert verdicts(vetoed, {}, A).people == ("a", "v")
    assert chance(vetoed, [0.9, -0.5]) == soft(A.threshold_veto - 0.5)
    assert chance(vetoed, [0.3, 0.0]) == soft(0.05)
    own = rule(ONE, 0.25, [1.0, 1.0], vetoes=("b",))
    assert verdicts(own, {}, A).people == ("a", "b")
    assert chance(own, [0.9, -0.4]) == soft(min(0.25 - 0.25, A.threshold_veto - 0.4))


def test_with_nobody_to_decide_nothing_is_near_but_a_veto_still_falls():
    nobody = rule(ONE, 0.25, [])
    assert verdicts(nobody, {}, A).chance(np.zeros((0, 3))).tolist() == [soft(-0.25)] * 3
    assert chance(rule(ONE, 0.25, [], vetoes=("v",)), [-0.9]) == soft(A.threshold_veto - 0.9)


@pytest.mark.parametrize("mode", [ONE, SOME, MOST])
def test_several_variants_are_answered_each_as_if_alone(mode):
    one = verdicts(rule(mode, 0.2, [1, 2], vetoes=("b",)), {}, A)
    push = np.random.default_rng(1).uniform(-1, 1, (3, 2, 5))
    assert one.chance(push) == pytest.approx(np.array([one.chance(variant) for variant in push]))
