"""The quick what-ifs give what the equations give, written out over the whole account."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.candidates import targets_for
from orggraph.analysis.deal_model import deal_model
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.influence import influence_graph
from orggraph.analysis.whatif import Call, CallsTo, if_turned
from orggraph.domain.assumptions import Assumptions
from tests.unit.analysis.oracle import after_call, influence, settle
from tests.unit.analysis.worlds import built, organisations

A = Assumptions()
calls = st.builds(Call, **{name: st.booleans() for name in Call.__dataclass_fields__})


def model_of(world, draws=20):
    hierarchy = Hierarchy.of(built(world))
    targets = [t.person_id for t in targets_for(hierarchy, "h", 3, False, None)]
    graph = influence_graph(hierarchy, A)
    return deal_model(hierarchy, graph, world.deals[0], targets, A, draws), targets


@settings(deadline=None)
@given(organisations())
def test_influence_is_what_the_facts_and_the_chart_say(world):
    model, _ = model_of(world)
    plus, minus = influence(model, model.voice)
    rows = [model.graph.index[p] for p in model.people]
    assert model.stance.plus == pytest.approx(plus[np.ix_(rows, rows)], abs=1e-12)
    assert model.stance.minus == pytest.approx(minus[np.ix_(rows, rows)], abs=1e-12)


@settings(deadline=None)
@given(organisations(), calls, st.floats(0, 1), st.booleans())
def test_a_call_does_what_the_whole_model_solved_anew_does(world, call, quality, told):
    model, targets = model_of(world)
    for target in targets:
        quick = CallsTo(model, target, np.array([quality, 0.3]), told).chance(call)
        assert quick[0] == pytest.approx(after_call(model, target, quality, told, call), abs=1e-9)
        assert quick[1] == pytest.approx(after_call(model, target, 0.3, told, call), abs=1e-9)


@settings(deadline=None)
@given(organisations())
def test_somebody_who_turns_is_solved_as_one_who_no_longer_listens(world):
    model, _ = model_of(world)
    turned = if_turned(model, model.people)
    for k, person in enumerate(model.people):
        plus, minus = influence(model, model.voice)
        conviction = model.convictions.copy()
        conviction[model.graph.index[person]] = 1.0
        x = np.zeros((len(model.graph.people), 20))
        z = np.full_like(x, A.salience_unasked)
        rows = [model.graph.index[p] for p in model.people]
        x[rows], z[rows] = model.drawn_stance, model.drawn_salience
        x[rows[k]], z[rows[k]] = -1.0, np.maximum(z[rows[k]], A.disavowed_salience)
        push = settle(plus - minus, conviction, x, A) * settle(plus, conviction, z, A)
        deciding = [model.graph.index[p] for p in model.verdicts.people]
        assert turned[k] == pytest.approx(model.verdicts.chance(push[deciding]), abs=1e-9)


@settings(deadline=None)
@given(organisations(), st.floats(0.1, 1))
def test_who_is_for_it_draws_nobody_down_when_they_settle_it(world, quality):
    model, targets = model_of(world)
    for target in targets:
        calls = CallsTo(model, target, np.array([quality]), told=True)
        settled, unsettled = (calls.chance(Call(arbitrates=arbitrates))[0] for arbitrates in (True, False))
        in_favour = calls.stances(Call(), np.array([model.place[target]]))[0, 0] > 0
        assert (settled[in_favour] >= unsettled[in_favour] - 1e-12).all()
        assert (settled[~in_favour] <= unsettled[~in_favour] + 1e-12).all()
