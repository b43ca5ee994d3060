"""What outcomes tell of forecasts, and what they make of the intercepts."""

import math
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.learning import calibration, judged, refit
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import CallForecast, EscalationOutcome
from orggraph.domain.interval import Interval
from orggraph.domain.learning import Judged
from orggraph.errors import ConflictError
from tests.unit.analysis.builders import DAY, call


def one(predicted, unblocked, number=0, **more):
    usual = {"disavowal": 0.1, "disavowed": False, "rule_intercept": 0.0, "disavowal_base": -1.8}
    return Judged(
        escalation_id=f"esc_{number:04}", made_on=DAY, predicted=predicted, unblocked=unblocked, **(usual | more)
    )


def many(count, predicted, rate, **more):
    """Give so many outcomes of one forecast, of which a share came true."""
    return [one(predicted, number < round(rate * count), number, **more) for number in range(count)]


def after(found, name="rule_intercept"):
    return next(change.after for change in found.changes if change.assumption == name)


def forecast(mean):
    return CallForecast(
        forecast_on=DAY,
        probability=Interval(mean, mean, mean, mean),
        change=Interval(0.1, 0.1, 0.1, 0.1),
        disavowal=0.2,
        rule_intercept=0.0,
        disavowal_base=-1.8,
    )


def test_only_calls_made_whose_forecast_and_outcome_are_known_are_judged():
    known = {"forecast": forecast(0.4), "outcome": EscalationOutcome.UNBLOCKED, "outcome_on": DAY}
    calls = [
        call("a", "x", 10, **known),
        call("b", "x", 20, **known | {"outcome": EscalationOutcome.CONTACT_DISAVOWED}),
        call("c", "x", 10, **known | {"outcome": EscalationOutcome.NOT_MADE}),
        call("d", "x", 10, **known | {"outcome": None}),
        call("e", "x", 10, **known | {"forecast": None}),
        call("f", "x", 10, **known | {"outcome_on": DAY + timedelta(days=1)}),
        call("g", "x", 0, made_on=None, **known),
    ]
    found = judged(calls, DAY)
    assert [(one.escalation_id, one.unblocked, one.disavowed) for one in found] == [
        ("esc_b_x_20", False, True),
        ("esc_a_x_10", True, False),
    ]
    assert [one.escalation_id for one in judged(calls, DAY, DAY - timedelta(days=15))] == ["esc_a_x_10"]


def test_figures_worked_by_hand():
    found = calibration([one(0.8, True), one(0.6, False), one(0.3, False), one(0.05, False)])
    assert found.forecasts == 4
    assert found.brier == pytest.approx((0.04 + 0.36 + 0.09 + 0.0025) / 4)
    assert found.base_rate_brier == pytest.approx(0.25 * 0.75)
    assert found.log_loss == pytest.approx(-(math.log(0.8) + math.log(0.4) + math.log(0.7) + math.log(0.95)) / 4)
    assert [(row.low, row.forecasts, row.observed) for row in found.reliability] == [
        (0.0, 1, 0.0),
        (0.3, 1, 0.0),
        (0.6, 1, 0.0),
        (0.8, 1, 1.0),
    ]


def test_a_sure_forecast_that_failed_costs_much_and_not_everything():
    found = calibration([one(1.0, False), one(0.0, True)])
    assert found.brier == 1.0
    assert 10 < found.log_loss < 20
    assert [row.high for row in found.reliability] == [0.1, 1.0]


def test_fewer_than_thirty_outcomes_teach_nothing():
    with pytest.raises(ConflictError, match="29 outcomes are known; 30 are needed"):
        refit(many(29, 0.3, 0.5))


def test_forecasts_that_are_right_leave_the_intercept_where_it_is():
    found = refit(many(100, 0.3, 0.3))
    assert after(found) == pytest.approx(0.0, abs=0.01)
    assert found.outcomes == 100


def test_forecasts_too_low_raise_the_intercept_and_more_outcomes_raise_it_further_to_the_truth():
    truth = math.log(0.5 / 0.5) - math.log(0.3 / 0.7)
    few, lots = (after(refit(many(count, 0.3, 0.5))) for count in (30, 3000))
    assert 0 < few < lots < truth
    assert lots == pytest.approx(truth, abs=0.02)
    assert refit(many(30, 0.3, 0.5)).after.brier < refit(many(30, 0.3, 0.5)).before.brier


def test_a_stronger_prior_pulls_less():
    outcomes = many(30, 0.3, 0.6)
    weak, strong = (after(refit(outcomes, Assumptions().overridden({"learning_shrink": s}))) for s in (0.2, 2))
    assert 0 < weak < strong


def test_what_a_forecast_was_made_with_is_taken_out_first():
    outcomes = many(60, 0.3, 0.5)
    made_with = [replace(each, rule_intercept=0.4) for each in outcomes]
    assert after(refit(made_with)) > after(refit(outcomes))
    twice = refit(made_with, Assumptions().overridden({"rule_intercept": 0.4}))
    assert twice.before.brier == pytest.approx(calibration(outcomes).brier)
    assert after(twice) == after(refit(made_with)), "from the default, however often it is refitted"


def test_contacts_who_felt_passed_over_more_often_than_told_raise_the_base_of_disavowal():
    hurt = [replace(each, disavowed=number < 20) for number, each in enumerate(many(60, 0.3, 0.3))]
    assert after(refit(hurt), "disavowal_base") > -1.8
    assert after(refit(many(60, 0.3, 0.3)), "disavowal_base") < -1.8


def test_an_intercept_stays_in_its_range():
    loose = Assumptions().overridden({"learning_shrink": 2})
    assert -3 <= after(refit(many(5000, 0.99, 0.0), loose)) <= 3
    never = [replace(each, disavowal=0.9) for each in many(5000, 0.5, 0.5)]
    assert after(refit(never, loose), "disavowal_base") == pytest.approx(-3, abs=1e-3)


outcomes = st.lists(
    st.tuples(st.floats(0, 1), st.booleans(), st.floats(0, 1), st.booleans()), min_size=30, max_size=60
).map(lambda rows: [one(p, y, n, disavowal=d, disavowed=h) for n, (p, y, d, h) in enumerate(rows)])


@settings(deadline=None, max_examples=40)
@given(outcomes, st.randoms(use_true_random=False))
def test_the_order_of_outcomes_changes_nothing_that_is_shown(found, random):
    mixed = random.sample(found, len(found))
    one_way, other_way = refit(found), refit(mixed)
    pairs = zip(one_way.changes, other_way.changes, strict=True)
    assert all(first.after == pytest.approx(second.after, abs=1e-5) for first, second in pairs)
    assert calibration(found).brier == pytest.approx(calibration(mixed).brier)


@settings(deadline=None, max_examples=40)
@given(outcomes)
def test_one_more_success_never_lowers_the_intercept(found):
    failed = [each for each in found if not each.unblocked]
    if failed:
        better = [replace(each, unblocked=True) if each is failed[0] else each for each in found]
        assert after(refit(better)) >= after(refit(found)) - 1e-5


@settings(deadline=None, max_examples=40)
@given(outcomes)
def test_figures_are_finite_and_the_table_holds_every_forecast(found):
    made = calibration(found)
    assert all(np.isfinite(value) for value in (made.brier, made.base_rate_brier, made.log_loss))
    assert sum(row.forecasts for row in made.reliability) == len(found)
    assert all(row.low - 1e-9 <= row.predicted <= row.high + 1e-9 for row in made.reliability)
