"""Which assumptions the answer hangs on: what is said is what the answer is with the assumption moved."""

import pytest

from orggraph.analysis.escalation import Options, assess
from orggraph.analysis.sensitivity import sensitivity
from orggraph.domain.assumptions import Assumptions
from orggraph.errors import InvalidInput
from tests.unit.analysis.builders import stalled

NAMES = ["cost_call", "disavowal_limit", "call_salience", "stance_half_life"]
BOUNDS = {"cost_call": (0, 0.1), "disavowal_limit": (0.1, 0.5), "call_salience": (0, 1), "stance_half_life": (60, 720)}


def outcome(**moved):
    return assess(stalled(), "dea_1", Options(assumptions=Assumptions().overridden(moved)))


def test_an_assumption_is_listed_just_where_an_end_of_its_range_changes_the_answer():
    now = outcome()
    expected = []
    for name in NAMES:
        for value in BOUNDS[name]:
            then = outcome(**{name: value})
            first = then.first_pair != now.first_pair
            if first or then.verdict is not now.verdict:
                expected.append((name, value, then.verdict, first))
    found = sensitivity(stalled(), "dea_1", names=NAMES)
    assert {(one.assumption, one.value, one.verdict, one.first_path) for one in found} == set(expected)
    assert 0 < len(expected) < 8


def test_a_name_that_is_no_assumption_is_refused():
    with pytest.raises(InvalidInput):
        sensitivity(stalled(), "dea_1", names=["luck"])
