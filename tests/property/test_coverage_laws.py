"""Laws that coverage keeps on any account."""

from collections import Counter
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.coverage import coverage
from orggraph.analysis.warmth import tie_strength
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import CoverageLevel
from orggraph.graph.build import build
from tests.property.test_analysis_laws import THEIRS, US, unit, worlds
from tests.unit.analysis.builders import CLIENT, OURS, read_title, tie

LEVELS = list(CoverageLevel)


def rows(world):
    return coverage(build(world, read_title), Assumptions())


def levels(world):
    return {row.person.id: LEVELS.index(row.level) for row in rows(world)}


@st.composite
def covered_worlds(draw):
    """A world in which some coverage was stated."""
    world = draw(worlds())
    stated = st.sampled_from(LEVELS)
    return replace(world, stakeholders=tuple(replace(part, coverage=draw(stated)) for part in world.stakeholders))


def present(world, account):
    return {one.id for one in world.people if one.account_id == account and not one.has_left}


@settings(deadline=None)
@given(covered_worlds())
def test_each_of_theirs_who_is_there_comes_once_the_uncovered_first(world):
    found = rows(world)
    assert Counter(row.person.id for row in found) == Counter(present(world, CLIENT))
    known = [row.level not in {CoverageLevel.UNKNOWN, CoverageLevel.NONE} for row in found]
    assert known == sorted(known)
    assert [row.place for row in found] == sorted(row.place for row in found)


@settings(deadline=None)
@given(covered_worlds())
def test_the_best_tie_is_the_strongest_to_anybody_of_ours_who_is_there(world):
    for row in rows(world):
        ends = [
            ({one.one_id, one.other_id} - {row.person.id}, tie_strength(one, world.as_of, Assumptions()).strength)
            for one in world.ties
            if row.person.id in {one.one_id, one.other_id}
        ]
        known = {end: strength for (end,), strength in ends if end in present(world, OURS) and strength > 0}
        assert (row.best is None) is (row.ours_id is None) is (not known)
        if row.best:
            assert {row.best.one_id, row.best.other_id} == {row.person.id, row.ours_id}
            assert known[row.ours_id] == max(known.values())


@settings(deadline=None)
@given(covered_worlds(), st.sampled_from(THEIRS), st.sampled_from(US), unit)
def test_one_more_tie_makes_nobody_less_known(world, them, us, strength):
    pair = tuple(sorted((them, us)))
    others = tuple(one for one in world.ties if (one.one_id, one.other_id) != pair)
    before, after = levels(replace(world, ties=others)), levels(replace(world, ties=(*others, tie(*pair, strength))))
    assert before.keys() == after.keys()
    assert all(after[one] >= before[one] for one in before)
    assert all(after[one] == before[one] for one in before if one != them)


@settings(deadline=None)
@given(covered_worlds())
def test_without_anybody_of_ours_there_is_what_was_stated(world):
    alone = replace(
        world, people=tuple(replace(one, has_left=one.has_left or one.account_id == OURS) for one in world.people)
    )
    stated = {part.person_id: LEVELS.index(part.coverage) for part in world.stakeholders}
    assert levels(alone) == {one: stated.get(one, 0) for one in present(world, CLIENT)}
    assert all(level >= stated.get(one, 0) for one, level in levels(world).items())


@settings(deadline=None)
@given(covered_worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(world, rng):
    shuffled = {}
    for field in fields(world):
        value = getattr(world, field.name)
        if isinstance(value, tuple):
            shuffled[field.name] = tuple(rng.sample(value, len(value)))
    assert rows(replace(world, **shuffled)) == rows(world)
