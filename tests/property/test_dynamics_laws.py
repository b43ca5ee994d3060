"""Laws of influence, of what is not known, and of what a call can do, on any account."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from orggraph.analysis.candidates import targets_for
from orggraph.analysis.consensus import consensus
from orggraph.analysis.deal_model import deal_model
from orggraph.analysis.disavowal import Disavowal, Manner
from orggraph.analysis.draws import View, drawn_stances
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import influence_graph
from orggraph.analysis.opposition import opposition_risk
from orggraph.analysis.weight import Weights
from orggraph.analysis.whatif import Call, CallsTo
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import total
from tests.unit.analysis.worlds import built, organisations, stance, unit

A = Assumptions()
LEVELS = 3


def model_of(world, assumptions=A, draws=50):
    hierarchy = Hierarchy.of(built(world))
    targets = [target.person_id for target in targets_for(hierarchy, "h", LEVELS, False, None)]
    return deal_model(hierarchy, influence_graph(hierarchy, assumptions), world.deals[0], targets, assumptions, draws)


def targets_of(model):
    return targets_for(model.hierarchy, "h", LEVELS, False, None)


@settings(deadline=None)
@given(organisations())
def test_views_stay_in_range_and_nobody_goes_further_than_the_furthest(world):
    model = model_of(world)
    furthest = np.abs(model.drawn_stance).max(axis=0) if len(model.people) else 0
    assert (np.abs(model.settled_stance) <= furthest + 1e-12).all()
    assert (model.settled_salience >= -1e-12).all()
    assert (model.settled_salience <= 1 + 1e-12).all()


@settings(deadline=None)
@given(organisations())
def test_who_listens_to_nobody_keeps_their_view_in_every_world(world):
    for alone in (
        replace(world, lines=(), influences=()),
        replace(world, stakeholders=tuple(replace(p, conviction=1.0) for p in world.stakeholders)),
    ):
        model = model_of(alone)
        for person, row in model.place.items():
            if not alone.lines or person in model.stakeholders:
                assert model.settled_stance[row] == pytest.approx(model.drawn_stance[row], abs=1e-12)


@settings(deadline=None)
@given(organisations(conflicts=False), st.data(), st.floats(0, 1), st.booleans())
def test_a_warmer_stance_never_lowers_the_chance_before_or_after_a_call_or_a_disavowal(world, data, quality, disavows):
    assume(any(part.stance for part in world.stakeholders))
    part = data.draw(st.sampled_from([part for part in world.stakeholders if part.stance]))
    warmer = replace(part, stance=replace(part.stance, value=data.draw(st.floats(part.stance.value, 1))))
    others = tuple(warmer if p is part else p for p in world.stakeholders)
    model, after = model_of(world), model_of(replace(world, stakeholders=others))
    assert (after.chance >= model.chance - 1e-9).all()
    for target in targets_of(model):
        call = Call(disavows=disavows, lends_voice=False)
        chances = [CallsTo(m, target.person_id, np.array([quality]), True).chance(call) for m in (model, after)]
        assert (chances[1] >= chances[0] - 1e-9).all()


@settings(deadline=None)
@given(stance, unit, unit, st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=30))
@example(0.75, 0.875, 0.688, [0.0])
def test_less_confidence_never_brings_a_drawn_stance_nearer_to_what_was_stated(value, sure, less, chances):
    narrow, wide = sorted((A.stance_spread * (1 - sure), A.stance_spread * (1 - sure * less)))
    at = np.array([chances])
    one, other = (drawn_stances([View(value, True, max(s, 1e-3), 0.5, 0.0)], at) for s in (narrow, wide))
    assert (np.abs(other - value) >= np.abs(one - value) - 1e-9).all()
    assert (np.abs(other) <= 1).all()
    middle = drawn_stances([View(value, True, max(wide, 1e-3), 0.5, 0.0)], np.array([[0.5]]))
    assert middle[0, 0] == pytest.approx(value, abs=1e-12)


@settings(deadline=None)
@given(organisations(), st.data())
def test_the_chance_never_falls_when_a_decider_pushes_more(world, data):
    model = model_of(world)
    people = len(model.verdicts.people)
    assume(people > 0)
    push = np.array([[data.draw(stance)] for _ in range(people)])
    more = push.copy()
    more[data.draw(st.integers(0, people - 1))] += data.draw(unit)
    assert model.verdicts.chance(more)[0] >= model.verdicts.chance(push)[0] - 1e-12


@settings(deadline=None)
@given(organisations(), st.floats(0, 1), st.booleans(), st.booleans())
def test_telling_first_never_raises_the_risk_and_a_disavowed_contact_is_never_better(world, quality, credited, person):
    model = model_of(world)
    disavowal = Disavowal(model)
    for target in targets_of(model):
        risks = [
            disavowal.risk(target.person_id, target.levels_up, Manner(told=told, in_person=person, credited=credited))[
                0
            ]
            for told in (True, False)
        ]
        assert risks[0] <= risks[1]
        calls = CallsTo(model, target.person_id, np.array([quality]), True)
        well = calls.chance(Call())
        held = np.minimum(well, (1 - disavowal.file_held) * calls.chance(Call(disavows=True)))
        assert (held <= well).all()


@settings(deadline=None)
@given(organisations())
def test_what_is_said_of_people_adds_up_and_stays_in_range(world):
    model = model_of(world)
    risk = opposition_risk(model)
    for threat in risk.threats if risk else ():
        assert threat.threat == pytest.approx(threat.opposes * threat.leverage, abs=1e-12)
        if threat.contributions:
            assert total(threat.contributions) == pytest.approx(np.log(threat.threat), abs=1e-9)
        assert 0 <= threat.unblocked_if_turned <= 1
    assert risk is None or -1 <= risk.balance <= 1
    weights = Weights(model.hierarchy, model.graph, A)
    for found in (*weights.in_account(), *weights.in_deal(model)):
        assert total(found.contributions) == pytest.approx(found.weight, abs=1e-9)
        assert 0 <= found.weight <= 1
    agreed = consensus(model)
    if agreed:
        assert 0 <= agreed.polarisation <= 1
        assert 0 <= agreed.disagreement <= 1
        assert 0 <= agreed.between_functions <= 1
