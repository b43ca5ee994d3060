"""What is expected to take too long is not begun; what is expected grows with everything that makes an analysis longer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.synthetic import account
from orggraph.analysis.options import Options
from orggraph.errors import TooComplexError, TookTooLong
from orggraph.graph.build import build
from orggraph.resolve.titles import read_title
from orggraph.usecases.effort import Effort
from orggraph.usecases.pace import UNHURRIED, Pace
from orggraph.usecases.views import AccountView

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def facts():
    return account(200)


@pytest.fixture(scope="module")
def snapshot(facts):
    return build(facts, read_title)


def paced(seconds):
    clock = Clock()
    pace = Pace(seconds, clock)
    pace.begin()
    return pace, clock


def test_nothing_is_checked_before_it_begins_nor_where_there_is_all_the_time():
    clock = Clock()
    pace = Pace(1, clock)
    clock.now += timedelta(days=1)
    pace.check()
    UNHURRIED.begin()
    UNHURRIED.check()
    UNHURRIED.expect("Anything", 1e9, "")


def test_time_ends_and_begins_again():
    pace, clock = paced(10)
    clock.now += timedelta(seconds=10)
    pace.check()
    clock.now += timedelta(seconds=1)
    with pytest.raises(TookTooLong, match="more than 10 seconds"):
        pace.check()
    pace.begin()
    pace.check()


def test_what_is_too_much_for_any_operation_is_told_from_what_comes_too_late():
    pace, clock = paced(10)
    pace.expect("It", 10, "")
    with pytest.raises(TooComplexError, match="It would take some 11 seconds; 10 are allowed"):
        pace.expect("It", 11, "Ask for less.")
    clock.now += timedelta(seconds=5)
    with pytest.raises(TookTooLong, match="It would end after more than 10 seconds in all"):
        pace.expect("It", 6, "")


def test_more_of_anything_is_expected_to_take_longer(facts, snapshot):
    deal = facts.deals[0].id
    usual, larger = Effort(snapshot), Effort(build(account(700), read_title))
    least = usual.assessment(deal, Options())
    for more in (
        usual.assessment(deal, Options(draws=10_000)),
        usual.assessment(deal, Options(max_levels=5)),
        larger.assessment(deal, Options()),
        usual.flips(deal, Options()),
    ):
        assert more > least
    crowd = {deal: tuple(snapshot.stakeholders[deal]) * 4}
    assert Effort(replace(snapshot, stakeholders=crowd)).assessment(deal, Options()) > least
    assert usual.assessment(deal, Options(caller_ids=("a",), target_ids=("b",))) < least
    assert larger.camps(2) > usual.camps(2) < usual.camps(8)
    assert larger.weights() > usual.weights()


WORKS = {
    "question": lambda view, deal: view.question(deal),
    "assessment": lambda view, deal: view.assess(deal, Options()),
    "small changes": lambda view, deal: view.flips(deal, Options()),
    "consensus": lambda view, deal: view.consensus(deal),
    "weights in a deal": lambda view, deal: view.deal_weights(deal),
    "weights": lambda view, _: view.account_weights(),
    "camps": lambda view, _: view.camps(2),
}


@pytest.mark.parametrize("name", WORKS)
def test_no_analysis_begins_that_could_not_end(facts, snapshot, name):
    deal = facts.deals[0].id
    with pytest.raises(TooComplexError, match="would take some"):
        WORKS[name](AccountView(snapshot, paced(0.001)[0]), deal)
    WORKS[name](AccountView(snapshot, paced(60)[0]), deal)


class Over:
    """A pace that expects nothing, and has ended."""

    def expect(self, *_):
        pass

    def check(self):
        raise TookTooLong("Over.")


@pytest.mark.parametrize("name", ["assessment", "small changes", "weights in a deal", "camps"])
def test_a_long_analysis_stops_between_its_steps(facts, snapshot, name):
    with pytest.raises(TookTooLong):
        WORKS[name](AccountView(snapshot, Over()), facts.deals[0].id)
