"""An operation ends in time: it is not begun when it is expected to take too long, stops when it does, and waits for its turn."""

from datetime import timedelta

import pytest
from graphql import build_schema, parse

from orggraph.errors import TooComplexError
from orggraph_api.bill import Bill
from orggraph_api.errors import Busy
from orggraph_api.limits import HEAVY, LIMITS, PRICES, ROWS
from orggraph_api.measuring import measure
from orggraph_api.schema import sdl
from orggraph_api.turns import Turns
from tests.api.asking import Api

SCHEMA = build_schema(sdl())
ESCALATION = (
    "query($id: ID!, $options: EscalationOptions) { escalationPaths(dealId: $id, options: $options) { verdict %s } }"
)
CHANGES = ESCALATION % "whatWouldChangeIt { change }"
DEAL = "S&OP planning for the plants"


def price(query, **variables):
    return measure(SCHEMA, parse(query), variables).cost


def code(answer):
    return answer.json()["errors"][0]["extensions"]["code"]


class Hurried(Api):
    """An API whose clock goes on each time it is read."""

    step = timedelta()
    read = 0

    @property
    def now(self):
        self.read += 1
        self._now += self.step
        return self._now

    @now.setter
    def now(self, moment):
        self._now = moment


@pytest.mark.parametrize(
    ("usual", "dear"),
    [
        ("", "options: {draws: 10000}"),
        ("", "options: {maxLevels: 10}"),
        ("", "options: {draws: 999999999999999999999}"),
        ("options: {draws: 1000}", "options: {draws: 2000}"),
    ],
)
def test_an_answer_costs_more_with_more_draws_and_levels(usual, dear):
    prices = [price(f'{{ escalationPaths(dealId: "x" {options}) {{ verdict }} }}') for options in (usual, dear)]
    assert prices[0] < prices[1]


def test_options_cost_the_same_however_they_come():
    written = '{ escalationPaths(dealId: "x", options: {draws: 5000, first: 50}) { paths { rank } } }'
    part = 'query($n: Int) { escalationPaths(dealId: "x", options: {draws: $n, first: 50}) { paths { rank } } }'
    whole = 'query($o: EscalationOptions) { escalationPaths(dealId: "x", options: $o) { paths { rank } } }'
    spread = 'query($o: EscalationOptions) { escalationPaths(dealId: "x", options: $o) { ...A } } fragment A on EscalationAssessment { paths { rank } }'
    options = {"draws": 5_000, "first": 50}
    assert price(written) == price(part, n=5_000) == price(whole, o=options) == price(spread, o=options)
    assert price(written) == 2 * PRICES["Query.escalationPaths"] + 1 + 50


def test_each_of_several_options_counts_and_the_dearest_sets_the_price():
    one = '{ compareEscalations(dealId: "x", options: [{draws: 1000}]) { verdict } }'
    two = '{ compareEscalations(dealId: "x", options: [{draws: 1000}, {draws: 9000, first: 100}]) { verdict } }'
    assert price(two) >= 2 * 3 * PRICES["Query.compareEscalations"] > price(one)


def test_small_changes_cost_by_the_draws_of_their_answer():
    few, many = (
        price(f'{{ escalationPaths(dealId: "x", options: {{draws: {draws}}}) {{ whatWouldChangeIt {{ change }} }} }}')
        for draws in (1_000, 5_000)
    )
    assert many > 1.9 * few
    assert many > LIMITS.cost


@pytest.mark.parametrize("options", ['"x"', "[1]", "{draws: null}", '{draws: "many"}', "{first: -5}", "null", "$no"])
def test_options_that_cannot_be_cost_the_usual(options):
    usual = price('{ escalationPaths(dealId: "x") { verdict } }')
    assert price(f'{{ escalationPaths(dealId: "x", options: {options}) {{ verdict }} }}') == usual


def test_a_list_that_is_longer_than_usual_is_paid_for_and_may_cost_too_much():
    bill = Bill(10, {"Account.orgChart": 6})
    assert bill.longer("Account.orgChart", ROWS["Account.orgChart"] + 100) == 600
    assert bill.points == 610
    assert bill.longer("Account.orgChart", 3) == bill.longer("Account.domains", 1_000) == 0
    with pytest.raises(TooComplexError, match="orgChart has 20,000 rows"):
        bill.longer("Account.orgChart", 20_000)


def test_the_price_of_an_answer_says_what_its_longer_lists_cost(example, ids):
    query = "query($id: ID!) { escalationPaths(dealId: $id) { paths { contributions { code value } } } }"
    answer = example.post(query, {"id": ids[DEAL]}).json()
    longest = [len(path["contributions"]) for path in answer["data"]["escalationPaths"]["paths"]]
    more = sum(2 * max(count - ROWS["EscalationPath.contributions"], 0) for count in longest)
    assert more > 0
    assert answer["extensions"]["cost"]["points"] == price(query, id="x") + more


def test_an_operation_that_does_not_end_in_time_says_so(example, ids):
    api = Hurried(example.store, user="hurried")
    api.step = timedelta(seconds=1)
    answer = api.post(CHANGES, {"id": ids[DEAL]})
    assert (answer.status_code, code(answer)) == (200, "TIMEOUT")
    assert f"more than {LIMITS.seconds} seconds" in answer.json()["errors"][0]["message"]
    assert api.read < 3 * LIMITS.seconds


def test_the_time_of_one_operation_is_not_that_of_the_next(example, ids):
    api = Hurried(example.store, user="again")
    for _ in range(3):
        api.now += timedelta(seconds=LIMITS.seconds)
        assert "errors" not in api.post(ESCALATION % "", {"id": ids[DEAL]}).json()


def test_turns_are_few_and_one_user_cannot_hold_them_all():
    turns = Turns(at_once=1, waiting=1, patience=0)
    with turns.turn("ana"), pytest.raises(Busy), turns.turn("bo"):
        pass
    with turns.turn("bo"):
        pass
    wide = Turns(at_once=4, waiting=0, patience=0)
    with wide.turn("ana"), wide.turn("ana"):
        with pytest.raises(Busy), wide.turn("ana"):
            pass
        with wide.turn("bo"), wide.turn("bo"), pytest.raises(Busy), wide.turn("clem"):
            pass


def test_one_user_runs_half_of_what_runs_at_once():
    turns = Turns(at_once=2, waiting=8, patience=0)
    with turns.turn("ana"):
        with pytest.raises(Busy), turns.turn("ana"):
            pass
        with turns.turn("bo"):
            pass
    with turns.turn("ana"):
        pass


def test_a_heavy_operation_without_a_turn_comes_back_and_a_cheap_one_needs_none(example, ids):
    turns = Turns(at_once=1, waiting=0, patience=0)
    api = Api(example.store, user="waiting", turns=turns)
    heavy = ESCALATION % ""
    assert price(heavy, id="x") >= HEAVY
    with turns.turn("ana"):
        busy = api.post(heavy, {"id": ids[DEAL]})
        assert api.post("{ __typename }").status_code == 200
    assert (busy.status_code, code(busy), busy.headers["Retry-After"]) == (503, "BUSY", "5")
    assert "data" not in busy.json()
    assert "errors" not in api.post(heavy, {"id": ids[DEAL]}).json()
