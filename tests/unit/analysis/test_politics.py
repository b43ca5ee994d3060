"""Who stands against the champion and with whom; how far those concerned agree; whose conversion would help most."""

from dataclasses import replace
from math import exp, prod
from statistics import fmean, pvariance

import pytest

from orggraph.analysis.consensus import between_functions, consensus
from orggraph.analysis.opposition import opposing, opposition_risk
from orggraph.analysis.question import ask
from orggraph.domain.deals import BuyingRole, Stance
from orggraph.domain.people import JobFunction
from orggraph.domain.politics import Insight, Severity
from orggraph.domain.relations import Influence, InfluenceKind
from tests.unit.analysis.builders import DAY, STALLED, deal, line, person, stakeholder, stalled

DECIDER = BuyingRole.DECISION_MAKER
SURE = {"sure": 1, "salience_confidence": 1}
PEOPLE = (
    *STALLED.people,
    person("it", "DIRECTOR", "IT"),
    person("dev", "MANAGER", "IT"),
    person("law", "DIRECTOR", "LEGAL"),
    person("temp", "UNKNOWN", "UNKNOWN"),
)
PARTS = (
    stakeholder("contact", BuyingRole.CHAMPION, stance=0.8, salience=0.8, **SURE),
    stakeholder("boss", stance=0.5, salience=0.8, **SURE),
    stakeholder("head", DECIDER, stance=0.6, salience=0.6, **SURE),
    stakeholder("it", DECIDER, stance=-0.8, salience=0.8, **SURE),
    stakeholder("dev", stance=-0.6, salience=0.8, **SURE),
    stakeholder("law", stance=0.6, salience=0.5, **SURE),
    stakeholder("temp", stance=-0.9, salience=0.05, **SURE),
)


def weighs(one, other, weight=0.9, kind=InfluenceKind.ADVICE):
    return Influence(
        id=f"inf_{one}_{other}", from_id=one, to_id=other, kind=kind, weight=weight, confidence=1, source="user:ana"
    )


def model(parts=PARTS, **more):
    world = {"people": PEOPLE, "influences": (weighs("it", "dev"),), **more}
    return ask(stalled(stakeholders=parts, **world), "dea_1").model


def camps(found):
    return [(camp.people, camp.leader_id, camp.with_champion) for camp in found.coalitions]


def test_somebody_opposes_in_the_worlds_in_which_they_push_against_it():
    shares = opposing(model())
    assert list(shares) == sorted(part.person_id for part in PARTS)
    assert {person for person, share in shares.items() if share == 1} == {"it", "dev"}
    assert {share for person, share in shares.items() if person not in {"it", "dev"}} == {0}
    unsure = replace(PARTS[3], stance=replace(PARTS[3].stance, value=-0.2, confidence=0.2))
    assert 0 < opposing(model((*PARTS[:3], unsure)))["it"] < 1


def test_a_threat_is_how_likely_somebody_opposes_times_how_much_they_move_those_who_decide():
    world = model()
    found = {threat.person_id: threat for threat in opposition_risk(world).threats}
    assert "contact" not in found
    for person_id, threat in found.items():
        assert threat.leverage == pytest.approx(max(world.leverage[world.graph.index[person_id]], 0))
        assert threat.threat == pytest.approx(threat.opposes * threat.leverage)
    opposed = found["it"]
    assert opposed.threat > 0
    assert [(part.code, part.evidence) for part in opposed.contributions] == [
        ("opposes", ("stk_it",)),
        ("leverage", ()),
    ]
    assert prod(exp(part.value) for part in opposed.contributions) == pytest.approx(opposed.threat)
    assert found["head"].contributions == ()


def test_threats_come_largest_first_then_those_with_most_leverage_then_by_name():
    found = opposition_risk(model()).threats
    assert [one.person_id for one in found][:2] == ["it", "head"]
    assert [one.person_id for one in found if one.leverage == 0] == ["dev", "law", "temp"]


def test_if_somebody_turned_the_deal_would_be_as_likely_as_with_them_against_it():
    found = {threat.person_id: threat for threat in opposition_risk(model()).threats}
    assert found["head"].unblocked_if_turned < found["law"].unblocked_if_turned
    assert found["law"].unblocked_if_turned == pytest.approx(float(model().chance.mean() * model().open_way))


def test_opponents_who_hear_each_other_are_one_camp_and_lone_ones_are_their_own():
    apart = opposition_risk(model(influences=()))
    assert camps(apart)[1:] == [(("it",), "it", False), (("dev",), "dev", False)]
    together = opposition_risk(model())
    assert camps(together)[1:] == [(("dev", "it"), "it", False)]


def test_the_champions_camp_is_those_for_it_who_hear_the_champion():
    assert camps(opposition_risk(model()))[0] == (("boss", "contact", "head"), "head", True)
    assert camps(opposition_risk(model((PARTS[0], PARTS[5])))) == [(("contact",), "contact", True)]


def test_the_balance_is_the_power_of_the_champions_camp_against_that_of_the_others():
    found = opposition_risk(model())
    for camp in found.coalitions:
        leverage = {threat.person_id: threat.leverage for threat in found.threats}
        others = sum(leverage[who] for who in camp.people if who != "contact")
        assert camp.power >= others
    mine, theirs = (sum(c.power for c in found.coalitions if c.with_champion is side) for side in (True, False))
    assert 0 < theirs < mine + theirs
    assert found.balance == pytest.approx((mine - theirs) / (mine + theirs))


def test_nobody_against_is_a_balance_of_one_and_no_stakeholders_is_no_answer():
    alert = Insight(code="X", severity=Severity.INFO)
    found = opposition_risk(model(PARTS[:3]), [alert])
    assert (found.balance, found.alerts) == (1, (alert,))
    assert opposition_risk(model(())) is None
    assert consensus(model(())) is None


def settled(world):
    return {
        part.person_id: float(world.point_settled_stance[world.place[part.person_id]])
        for part in world.stakeholders.values()
    }


def test_polarisation_is_how_far_stances_settle_apart():
    world = model()
    assert consensus(world).polarisation == pytest.approx(pvariance(settled(world).values()))


def test_disagreement_is_the_distance_of_those_who_hear_each_other():
    pair = (PARTS[3], PARTS[5])
    assert consensus(model(pair, influences=())).disagreement == 0
    for kind in (InfluenceKind.ADVICE, InfluenceKind.CONFLICT):
        world = model(pair, influences=(weighs("it", "law", kind=kind),))
        assert consensus(world).disagreement == pytest.approx((settled(world)["it"] - settled(world)["law"]) ** 2 / 4)


def test_those_who_hear_each_other_more_weigh_more_in_the_disagreement():
    trio = (PARTS[3], PARTS[4], PARTS[5])
    near, far = (
        model(trio, influences=(weighs("it", "dev", 0.9 if near else 0.1), weighs("it", "law", 0.1 if near else 0.9)))
        for near in (True, False)
    )
    assert consensus(near).disagreement < consensus(far).disagreement


FUNCTIONS = {
    JobFunction.MARKETING: ("contact", "boss", "head"),
    JobFunction.IT: ("it", "dev"),
    JobFunction.LEGAL: ("law",),
}


def test_the_share_between_functions_is_that_of_their_means_and_an_unknown_function_is_one_of_its_own():
    world = model()
    views = settled(world)
    means = {who: fmean(views[m] for m in group) for group in (*FUNCTIONS.values(), ("temp",)) for who in group}
    assert between_functions(world) == pytest.approx(pvariance(means.values()) / pvariance(views.values()))
    assert between_functions(model(PARTS[:1])) == 0
    assert between_functions(model(())) == 0


def test_functions_pull_apart_by_the_distance_of_their_means_the_farthest_first():
    lines = (*STALLED.lines, line("it", "top"), line("dev", "it"), line("law", "top"))
    world = model(lines=lines)
    views = settled(world)
    mean = {function: fmean(views[who] for who in group) for function, group in FUNCTIONS.items()}
    found = consensus(world).conflicts
    pairs = {(one.one, one.other): one for one in found}
    assert set(pairs) == {
        (JobFunction.IT, JobFunction.LEGAL),
        (JobFunction.IT, JobFunction.MARKETING),
        (JobFunction.LEGAL, JobFunction.MARKETING),
    }
    for (one, other), conflict in pairs.items():
        assert conflict.distance == pytest.approx(abs(mean[one] - mean[other]))
        assert conflict.lowest_common_manager_id == "top"
    assert [one.distance for one in found] == sorted((one.distance for one in found), reverse=True)


def test_the_pivot_is_whose_full_support_would_raise_the_chance_most():
    def chance(parts):
        world = model(parts)
        return float(world.chance.mean() * world.open_way)

    full = Stance(value=1.0, confidence=1, source="user:ana", observed_on=DAY)
    gains = {
        part.person_id: chance([replace(p, stance=full) if p is part else p for p in PARTS]) - chance(PARTS)
        for part in PARTS
    }
    found = consensus(model())
    assert found.pivot_id == max(gains, key=gains.get) == "it"
    assert found.pivot_gain == pytest.approx(gains["it"], abs=1e-3)


def test_where_nobody_decides_there_is_no_pivot():
    found = consensus(model((PARTS[6],), lines=(), deals=(deal(contact=None),)))
    assert (found.pivot_id, found.pivot_gain) == (None, None)
