"""Camps held to exhaustive search; where all splits are too many, never worse than any start, and right where a split is known."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.camps import _descended, _signed, _Signs, _starts, camps
from orggraph.analysis.deadline import endless
from orggraph.domain.relations import Influence, InfluenceKind
from orggraph.errors import InvalidInput

TRUST, CONFLICT = InfluenceKind.TRUST, InfluenceKind.CONFLICT
kinds = st.sampled_from((TRUST, CONFLICT))


def tie(one, other, kind):
    return Influence(
        id=f"{one}{other}{kind}", from_id=one, to_id=other, kind=kind, weight=1.0, confidence=1.0, source="user:ana"
    )


@st.composite
def ties(draw, people):
    pairs = st.tuples(st.sampled_from(people), st.sampled_from(people)).filter(lambda pair: pair[0] < pair[1])
    return [tie(*pair, kind) for pair, kind in draw(st.dictionaries(pairs, kinds, min_size=1, max_size=30)).items()]


def at_odds(said, camp_of):
    return sum((camp_of[one.from_id] == camp_of[one.to_id]) != (one.kind is TRUST) for one in said)


def fewest(said, count):
    people = sorted({end for one in said for end in (one.from_id, one.to_id)})
    splits = (dict(zip(people, (0, *rest), strict=True)) for rest in product(range(count), repeat=len(people) - 1))
    return min(at_odds(said, split) for split in splits)


def camp_of(found):
    return {person: number for number, camp in enumerate(found.camps) for person in camp}


@settings(deadline=None, max_examples=60)
@given(ties("abcdefghij"))
def test_two_camps_of_up_to_ten_people_are_the_best_of_all_splits(said):
    for count in (None, 2):
        found = camps(said, count)
        assert found.exact
        assert found.ties_at_odds == at_odds(said, camp_of(found)) == fewest(said, 2)


@settings(deadline=None, max_examples=30)
@given(ties("abcdefg"))
def test_three_camps_are_the_best_of_all_splits(said):
    found = camps(said, 3)
    assert found.exact
    assert found.ties_at_odds == at_odds(said, camp_of(found)) == fewest(said, 3)


def signs_of(said):
    people = sorted({end for one in said for end in (one.from_id, one.to_id)})
    place = {person: number for number, person in enumerate(people)}
    table = np.array([(place[a], place[b], sign) for (a, b), sign in _signed(said).items()])
    return _Signs(table[:, 0], table[:, 1], table[:, 2]), len(people)


@settings(deadline=None, max_examples=60)
@given(ties("abcdefghijklmnopqrst"), st.integers(2, 4))
def test_a_descent_is_never_worse_than_any_of_its_starts_and_no_single_move_betters_it(said, count):
    signs, n = signs_of(said)
    split = _descended(signs, n, count, endless)
    reached = int(signs.at_odds(split))
    assert reached <= min(int(signs.at_odds(start)) for start in _starts(signs.both_ways(n), count))
    for person, camp in product(range(n), range(count)):
        moved = split.copy()
        moved[person] = camp
        assert reached <= int(signs.at_odds(moved))


def test_a_descent_nearly_always_reaches_the_best_of_all_splits():
    reached = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        pairs = {
            tuple(sorted(rng.choice(list("abcdefghij"), 2, replace=False).tolist())) for _ in range(rng.integers(8, 30))
        }
        said = [tie(*pair, TRUST if rng.random() < 0.5 else CONFLICT) for pair in sorted(pairs)]
        signs, n = signs_of(said)
        reached += int(signs.at_odds(_descended(signs, n, 2, endless))) == fewest(said, 2)
    assert reached >= 97


@pytest.mark.parametrize("size", [17, 40, 120])
def test_two_houses_at_odds_are_found_however_many_they_are(size):
    rng = np.random.default_rng(size)
    people = [f"p{n:03}" for n in range(size)]
    house = {person: int(n < size // 3) for n, person in enumerate(people)}
    pairs = {tuple(sorted(rng.choice(people, 2, replace=False))) for _ in range(6 * size)}
    said = [tie(str(a), str(b), TRUST if house[a] == house[b] else CONFLICT) for a, b in sorted(pairs)]
    found = camps(said)
    assert found.ties_at_odds == 0
    assert not found.exact
    assert [set(camp) for camp in found.camps] == [{p for p in people if not house[p]}, {p for p in people if house[p]}]


def test_who_is_joined_to_nobody_else_is_split_apart_from_the_others():
    said = [tie("a", "b", CONFLICT), tie("c", "d", TRUST)]
    assert camps(said).camps == (("c", "d"), ("a",), ("b",))
    assert len(camps(said, 2).camps) == 2


def test_who_both_trusts_and_fights_fights():
    found = camps([tie("a", "b", TRUST), tie("b", "a", CONFLICT)])
    assert (found.camps, found.ties_at_odds) == ((("a",), ("b",)), 0)


def test_only_trust_and_conflict_count_and_nobody_is_alone_with_themselves():
    assert camps([tie("a", "b", InfluenceKind.ADVICE), tie("c", "c", TRUST)]).camps == ()


@pytest.mark.parametrize("count", [0, 9, -1])
def test_a_count_out_of_range_is_refused(count):
    with pytest.raises(InvalidInput, match=f"count is {count}. Ask for 1 to 8 camps.") as refused:
        camps([], count)
    assert refused.value.path == ("count",)


def test_one_camp_is_everybody_with_every_conflict_at_odds():
    found = camps([tie("a", "b", CONFLICT), tie("b", "c", TRUST)], 1)
    assert (found.camps, found.ties_at_odds, found.exact) == ((("a", "b", "c"),), 1, True)


def test_among_many_people_two_camps_at_war_are_found():
    people = [f"p{number:04d}" for number in range(600)]
    within = [tie(one, other, TRUST) for one, other in zip(people, people[2:], strict=False)]
    between = [tie(one, other, CONFLICT) for one, other in pairwise(people)]
    found = camps([*within, *between])
    assert (len(found.camps), found.ties_at_odds, found.exact) == (2, 0, False)


def test_a_descent_ends_when_there_is_no_more_time():
    def over():
        raise TimeoutError

    people = [f"p{number:02d}" for number in range(30)]
    said = [tie(one, other, TRUST) for one, other in pairwise(people)]
    with pytest.raises(TimeoutError):
        camps(said, deadline=over)
