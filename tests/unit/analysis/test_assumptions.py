import math

import pytest

from orggraph.domain.assumptions import Assumptions, all_assumptions
from orggraph.domain.findings import BlockageCause
from orggraph.domain.likelihoods import COUNTERS, LIKELIHOODS, PRIORS, REOPENS, STATES, TAKEN_BACK_BY, function_parity
from orggraph.domain.people import JobFunction
from orggraph.domain.signals import TO_COME, SignalKind
from orggraph.errors import InvalidInput


def test_every_constant_has_unit_range_default_and_reason():
    for row in all_assumptions():
        assert row.unit
        assert row.reason
        assert row.low <= row.default <= row.high, row.name
    assert Assumptions().as_mapping() == {row.name: row.default for row in all_assumptions()}


def test_some_are_overridden_and_the_others_stay():
    changed = Assumptions().overridden({"warmth_floor": 0.3, "overuse_caller": 5})
    assert (changed.warmth_floor, changed.overuse_caller, changed.hop_discount) == (0.3, 5.0, 0.6)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nonsense", 1),
        ("warmth_floor", 2),
        ("warmth_floor", -0.1),
        ("warmth_floor", "0.2"),
        ("warmth_floor", True),
        ("warmth_floor", None),
        ("warmth_floor", math.nan),
    ],
)
def test_what_cannot_be_is_refused_with_its_path(name, value):
    with pytest.raises(InvalidInput) as refused:
        Assumptions().overridden({name: value})
    assert refused.value.path == ("options", "assumptions", name)
    assert refused.value.hint


def test_the_table_speaks_of_every_signal_and_every_cause_has_a_prior():
    assert set(LIKELIHOODS) == set(SignalKind)
    assert list(PRIORS) == list(BlockageCause)
    assert {kind for kind, ratios in LIKELIHOODS.items() if not ratios} == TO_COME


def test_statements_speak_for_their_cause_and_counters_against():
    for cause, groups in STATES.items():
        assert all(LIKELIHOODS[kind][cause] >= 1 for group in groups for kind in group)
        assert all(LIKELIHOODS[kind][cause] < 0 for kind in COUNTERS[cause])
        assert frozenset().union(*groups) <= REOPENS[cause]
        undone = frozenset().union(*(TAKEN_BACK_BY.get(kind, frozenset()) for group in groups for kind in group))
        assert all(LIKELIHOODS[kind][cause] < 0 for kind in undone)


def test_function_parity_is_symmetric_and_bounded():
    a = Assumptions()
    for one in JobFunction:
        for other in JobFunction:
            assert function_parity(one, other, a) == function_parity(other, one, a)
            assert 0 < function_parity(one, other, a) <= 1


def test_function_parity_by_example():
    a = Assumptions()
    assert function_parity(JobFunction.IT, JobFunction.IT, a) == 1
    assert function_parity(JobFunction.GENERAL_MANAGEMENT, JobFunction.UNKNOWN, a) == 0.8
    assert function_parity(JobFunction.FINANCE, JobFunction.PROCUREMENT, a) == 0.5
    assert function_parity(JobFunction.FINANCE, JobFunction.MARKETING, a) == 0.2
    assert function_parity(JobFunction.UNKNOWN, JobFunction.UNKNOWN, a) == 0.35
