"""A sample of mutants: the same for the same seed, spread as the code is, with an honest interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutation.sampling import sample, shares, wilson

MUTANTS = {"a.py": [f"a{n}" for n in range(60)], "b.py": [f"b{n}" for n in range(30)], "c.py": ["c0"]}


def test_the_same_seed_draws_the_same_and_another_one_others():
    assert sample(MUTANTS, 20, 1) == sample(MUTANTS, 20, 1) != sample(MUTANTS, 20, 2)


def test_the_order_in_which_mutants_are_found_changes_nothing():
    turned = {module: names[::-1] for module, names in reversed(MUTANTS.items())}
    assert sample(turned, 20, 1) == sample(MUTANTS, 20, 1)


def test_all_are_drawn_when_as_many_or_more_are_wanted():
    everyone = sorted(name for names in MUTANTS.values() for name in names)
    assert sorted(sample(MUTANTS, 91, 1)) == sorted(sample(MUTANTS, 1000, 1)) == everyone


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 50), min_size=1), st.integers(1, 200))
def test_each_module_gets_its_share_to_less_than_one_and_together_as_many_as_wanted(sizes, wanted):
    total = sum(sizes.values())
    taken = shares(sizes, wanted)
    assert sum(taken.values()) == min(wanted, total)
    for module, size in sizes.items():
        assert abs(taken[module] - size * min(wanted, total) / total) < 1
        assert 0 <= taken[module] <= size


def test_the_interval_is_the_published_one():
    # Newcombe 1998, table I: 81 of 263 and 0 of 20
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)
