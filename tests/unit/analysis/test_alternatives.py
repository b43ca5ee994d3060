"""The other ways than a call: who would act on whom, held to the equations written out over the whole account."""

from dataclasses import replace

import numpy as np
import pytest

from orggraph.analysis.alternatives import alternatives
from orggraph.analysis.question import ask
from orggraph.analysis.whatif import Call
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole
from orggraph.domain.findings import AlternativeKind
from orggraph.domain.relations import Influence, InfluenceKind
from tests.unit.analysis.builders import STALLED, deal, person, signal, stakeholder, stalled
from tests.unit.analysis.oracle import after_call, influence, settle

A = Assumptions()
WORD_ONLY = Call(makes_visible=False, arbitrates=False, lends_voice=False)
CONTACT, BOSS, HEAD = STALLED.stakeholders
LAW = person("law", "DIRECTOR", "LEGAL")


def model(*parts, seen=(), **more):
    world = {"stakeholders": parts or STALLED.stakeholders, "signals": (*STALLED.signals, *seen), **more}
    return ask(stalled(**world), "dea_1").model


def ways(found):
    return {way.kind: way for way in alternatives(found)}


def solved(found, stance=None, salience=None):
    """Give the chance of the decision in each world, from initial views of the people of the deal."""
    plus, minus = influence(found, found.voice)
    rows = [found.graph.index[p] for p in found.people]
    x = np.zeros((len(found.graph.people), found.drawn_stance.shape[1]))
    z = np.full_like(x, A.salience_unasked)
    x[rows] = found.drawn_stance if stance is None else stance
    z[rows] = found.drawn_salience if salience is None else salience
    settled = settle(plus - minus, found.convictions, x, A)
    push = settled * settle(plus, found.convictions, z, A)
    return found.verdicts.chance(push[[found.graph.index[p] for p in found.verdicts.people]]), settled


def reminders(count):
    return [signal("FOLLOW_UP_SENT", days, id=f"sig_f{days}") for days in range(1, count + 1)]


def discounts(count):
    return [signal("DISCOUNT_OFFERED", days, id=f"sig_d{days}") for days in range(1, count + 1)]


def test_the_five_ways_come_in_order_and_doing_nothing_changes_nothing():
    found = alternatives(model())
    assert [way.kind for way in found] == list(AlternativeKind)
    assert (found[0].forecast.change.mean, found[0].actor_id, found[0].on_id) == (0, None, None)


@pytest.mark.parametrize("already", [0, 1, 3])
def test_a_reminder_reminds_less_each_time_and_annoys_more(already):
    found = model(seen=reminders(already))
    row = found.place["contact"]
    stance, salience = found.drawn_stance.copy(), found.drawn_salience.copy()
    stance[row] = np.maximum(stance[row] - A.follow_up_stance * already, -1)
    salience[row] = np.minimum(salience[row] + A.follow_up_salience / 2**already, 1)
    way = ways(found)[AlternativeKind.FOLLOW_UP]
    chance, settled = solved(found, stance, salience)
    assert way.forecast.probability.mean == pytest.approx(float(chance.mean()) * found.open_way)
    before = solved(found)[0]
    assert way.forecast.change.mean == pytest.approx(float((chance - before).mean()) * found.open_way, abs=1e-9)
    assert (way.actor_id, way.on_id) == ("contact", None)
    for change in way.forecast.stances:
        assert change.after.mean == pytest.approx(float(settled[found.graph.index[change.person_id]].mean()))


def test_an_annoyed_contact_is_at_most_against_it():
    cold = replace(CONTACT, stance=replace(CONTACT.stance, value=-0.9, confidence=0.3), conviction=1.0)
    found = model(cold, BOSS, HEAD, seen=reminders(6))
    (after,) = (s.after for s in ways(found)[AlternativeKind.FOLLOW_UP].forecast.stances if s.person_id == "contact")
    assert -1 <= after.low <= after.high <= 1


@pytest.mark.parametrize("already", [0, 2])
@pytest.mark.parametrize("buyer", [False, True])
def test_a_discount_eases_the_budget_and_makes_the_price_look_soft_to_who_pays(already, buyer):
    payer = replace(HEAD, roles=(BuyingRole.ECONOMIC_BUYER,)) if buyer else HEAD
    found = model(CONTACT, BOSS, payer, seen=(*discounts(already), signal("BUDGET_TIGHT")))
    stance = found.drawn_stance.copy()
    for who in ("head",) if buyer else ("boss", "head"):
        stance[found.place[who]] = np.maximum(stance[found.place[who]] - A.discount_stance * (already + 1), -1)
    way = 1.0
    for cause, chance in found.real_causes.items():
        eased = chance * A.discount_relief if cause in {"BUDGET", "PRICE_STANDOFF"} else chance
        way *= 1 - A.real_cause_stays * eased
    found_way = ways(found)[AlternativeKind.DISCOUNT]
    assert found_way.forecast.probability.mean == pytest.approx(float(solved(found, stance)[0].mean()) * way)
    assert (found_way.actor_id, found_way.on_id) == (None, None)
    assert way > found.open_way


def test_a_champion_asks_their_own_manager_as_far_as_they_speak_up_and_care():
    found = model()
    way = ways(found)[AlternativeKind.CHAMPION_ASKS_UPWARD]
    quality = A.ask_upward * found.voice * CONTACT.salience
    assert (way.actor_id, way.on_id) == ("contact", "boss")
    expected = float(after_call(found, "boss", quality, True, WORD_ONLY).mean()) * found.open_way
    assert way.forecast.probability.mean == pytest.approx(expected)
    changes = {change.person_id: change.after.mean - change.before.mean for change in way.forecast.stances}
    assert changes["boss"] > 0


@pytest.mark.parametrize(
    "world",
    [
        {"stakeholders": (replace(CONTACT, stance=replace(CONTACT.stance, value=0.2)), BOSS, HEAD)},
        {"stakeholders": (BOSS, HEAD), "deals": (deal(contact=None),)},
        {"stakeholders": (stakeholder("top", BuyingRole.CHAMPION, stance=0.9), BOSS)},
    ],
)
def test_who_is_not_convinced_or_has_nobody_above_asks_nobody(world):
    way = ways(ask(stalled(**world), "dea_1").model)
    idle = way[AlternativeKind.CHAMPION_ASKS_UPWARD]
    assert (idle.actor_id, idle.on_id, idle.forecast.change.mean) == (None, None, 0)
    assert idle.forecast.probability == way[AlternativeKind.DO_NOTHING].forecast.probability


def test_without_a_contact_there_is_nobody_to_remind():
    found = ways(ask(stalled(stakeholders=(BOSS, HEAD), deals=(deal(contact=None),)), "dea_1").model)
    assert found[AlternativeKind.FOLLOW_UP].actor_id is None
    assert found[AlternativeKind.FOLLOW_UP].forecast.change.mean == 0


def listening(one, other, weight):
    """Say how much somebody's advice weighs with another."""
    return Influence(
        id=f"inf_{one}_{other}", from_id=one, to_id=other, kind=InfluenceKind.ADVICE, weight=weight, confidence=1,
        source="user:ana",
    )  # fmt: skip


def with_allies(*heard, value=0.5, cares=0.6):
    allies = (stakeholder(who, stance=value, salience=cares) for who in ("law", "risk"))
    people = (*STALLED.people, LAW, person("risk", "DIRECTOR", "FINANCE"))
    return model(
        CONTACT, replace(HEAD, stance=replace(HEAD.stance, value=0.0)), *allies, people=people, influences=heard
    )


def peer(found):
    way = ways(found)[AlternativeKind.PEER_ROUTE]
    return way.actor_id, way.on_id


def test_of_several_allies_the_one_who_is_heard_most_by_who_decides_speaks():
    found = with_allies(listening("law", "head", 0.1), listening("risk", "head", 0.2))
    assert peer(found) == ("risk", "head")
    quality = A.peer_route * 0.2 / A.influence_report * 0.6
    expected = float(after_call(found, "head", quality, True, WORD_ONLY).mean()) * found.open_way
    way = ways(found)[AlternativeKind.PEER_ROUTE]
    assert way.forecast.probability.mean == pytest.approx(expected)


def test_an_ally_is_heard_whole_where_they_weigh_as_a_report_would():
    found = with_allies(listening("law", "head", 0.9), cares=1.0)
    assert peer(found) == ("law", "head")
    expected = float(after_call(found, "head", A.peer_route, True, WORD_ONLY).mean()) * found.open_way
    assert ways(found)[AlternativeKind.PEER_ROUTE].forecast.probability.mean == pytest.approx(expected)


@pytest.mark.parametrize(("value", "speaks"), [(0.2, False), (0.21, True)])
def test_an_ally_is_somebody_convinced_beside_the_contact(value, speaks):
    heard = with_allies(listening("law", "head", 0.2), listening("contact", "head", 0.9), value=value)
    assert peer(heard) == (("law", "head") if speaks else (None, None))


def test_nobody_speaks_who_is_not_heard_or_stands_above_or_decides_alone():
    assert peer(with_allies()) == (None, None)
    above = stakeholder("top", stance=0.9, salience=0.9)
    assert peer(model(CONTACT, HEAD, above, influences=(listening("top", "head", 0.9),))) == (None, None)
    assert peer(model(CONTACT, HEAD)) == (None, None)
