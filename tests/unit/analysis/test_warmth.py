from datetime import timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.warmth import Acquaintances, best_paths, tie_strength
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import total
from tests.unit.analysis.builders import DAY, facts, ours, person, snapshot, tie

A = Assumptions()


def strength(**more):
    return tie_strength(tie("a", "b", more.pop("strength", None), **more), DAY, A).strength


def reasons(**more):
    return tie_strength(tie("a", "b", None, **more), DAY, A).reasons


CODE = {"exchanges": "exchanges", "vouched_on": "vouched", "colleagues_until": "former_colleagues"}


def test_a_bare_tie_is_a_contact_on_a_network():
    assert strength() == pytest.approx(A.tie_connection)


def test_a_recent_contact_is_worth_more_than_an_old_one_and_recent_exchange_more():
    old = strength(connected_on=DAY - timedelta(days=4000))
    new = strength(connected_on=DAY)
    spoke = strength(connected_on=DAY, last_contact=DAY - timedelta(days=10))
    assert A.tie_connection < old < new < spoke < 1


def test_answers_a_good_word_and_years_in_one_firm_each_add():
    spoke = {"connected_on": DAY, "last_contact": DAY}
    bare = strength(**spoke)
    for more in ({"exchanges": 4}, {"vouched_on": DAY}, {"colleagues_until": DAY}):
        assert bare < strength(**spoke, **more) < 1
        assert {part.code for part in reasons(**spoke, **more)} - {part.code for part in reasons(**spoke)} == {
            CODE[next(iter(more))]
        }


def test_the_first_answers_tell_most_and_an_old_exchange_little():
    spoke = [strength(last_contact=DAY, exchanges=n) for n in (0, 1, 8, 16, 1_000)]
    assert spoke == sorted(spoke)
    assert (spoke[2] - spoke[0]) > (spoke[3] - spoke[2]) > 0
    gained = [
        strength(last_contact=day, exchanges=9) - strength(last_contact=day)
        for day in (DAY, DAY - timedelta(days=3_000))
    ]
    assert gained[0] > gained[1] > 0


def test_evidence_of_a_later_day_is_not_there_yet():
    tomorrow = DAY + timedelta(days=1)
    assert strength(last_contact=tomorrow, exchanges=9, vouched_on=tomorrow, colleagues_until=tomorrow) == strength()


def test_a_declared_strength_is_believed_over_a_network():
    assert strength(strength=0.1, connected_on=DAY) == pytest.approx(0.1)
    assert strength(strength=0.0, connected_on=DAY, last_contact=DAY) == 0
    assert strength(strength=0.6, last_contact=DAY) == pytest.approx(0.6 + 0.4 * 0.6 * A.tie_last_contact)


def test_what_is_dated_later_is_not_there_yet():
    tomorrow = DAY + timedelta(days=1)
    assert strength(connected_on=tomorrow) == 0
    assert strength(strength=0.5, last_contact=tomorrow) == pytest.approx(0.5)


def test_confidence_scales_the_tie():
    assert strength(strength=0.8, confidence=0.5) == pytest.approx(0.4)


@given(
    st.none() | st.floats(0, 1),
    st.floats(0, 1),
    st.none() | st.integers(0, 9000),
    st.none() | st.integers(0, 9000),
    st.none() | st.integers(0, 9000),
    st.none() | st.integers(0, 500),
)
def test_contributions_are_the_strength(declared, confidence, connected, contact, vouched, exchanges):
    found = tie_strength(
        tie(
            "a",
            "b",
            declared,
            confidence=confidence,
            connected_on=None if connected is None else DAY - timedelta(days=connected),
            last_contact=None if contact is None else DAY - timedelta(days=contact),
            vouched_on=None if vouched is None else DAY - timedelta(days=vouched),
            colleagues_until=None if vouched is None else DAY - timedelta(days=2 * vouched),
            exchanges=exchanges,
        ),
        DAY,
        A,
    )
    assert found.strength == total(found.reasons)
    assert 0 <= found.strength <= 1 + 1e-12


def paths(sources, target, k=5, max_hops=3, **more):
    found = best_paths(snapshot(**more), sources, target, k, max_hops)
    return [("".join(f"{p} " for p in path.people).strip(), round(path.strength, 6)) for path in found]


def test_each_hop_after_the_first_is_discounted():
    ties = (tie("chief", "x", 0.5), tie("x", "boss", 0.9))
    people = (*facts().people, person("x", account=None))
    assert paths(["chief"], "boss", ties=ties, people=people) == [("chief x boss", 0.27)]


def test_a_colleague_of_ours_introduces():
    assert paths(["chief"], "boss", ties=(tie("tech", "boss", 0.6),)) == [
        ("chief tech boss", round(0.8 * 0.6 * 0.6, 6))
    ]


def test_no_chain_of_colleagues_only_one_first_hop():
    assert [p for p, _ in paths(["chief"], "boss", ties=(tie("tech", "boss", 0.6),))] == ["chief tech boss"]


def test_a_declared_coolness_between_colleagues_is_believed():
    ties = (tie("tech", "boss", 0.6), tie("chief", "tech", 0.0))
    assert paths(["chief"], "boss", ties=ties) == []


def test_their_people_do_not_know_each_other_without_a_tie():
    assert paths(["chief"], "head", ties=(tie("chief", "boss", 0.9),)) == []
    ties = (tie("chief", "boss", 0.9), tie("boss", "head", 0.5))
    assert paths(["chief"], "head", ties=ties) == [("chief boss head", 0.27)]


def test_an_outsider_does_not_introduce_colleagues():
    people = (*facts().people, person("x", account=None))
    ties = (tie("chief", "x", 1.0), tie("x", "tech", 1.0), tie("tech", "boss", 1.0))
    assert [p for p, _ in paths(["chief"], "boss", ties=ties, people=people)] == ["chief tech boss"]


def test_at_most_the_hops_asked_for():
    people = (*facts().people, person("x", account=None), person("y", account=None), person("z", account=None))
    ties = (tie("chief", "x", 1), tie("x", "y", 1), tie("y", "boss", 1), tie("y", "z", 1), tie("z", "head", 1))
    assert paths(["chief"], "boss", ties=ties, people=people) == [("chief x y boss", 0.36)]
    assert paths(["chief"], "boss", max_hops=2, ties=ties, people=people) == []
    assert paths(["chief"], "head", ties=ties, people=people) == []


def test_a_placeholder_introduces_nobody():
    people = (*facts().people, person("x", account=None, is_placeholder=True))
    assert paths(["chief"], "boss", ties=(tie("chief", "x", 1), tie("x", "boss", 1)), people=people) == []


def test_equal_paths_come_in_the_order_of_ids():
    ties = (tie("chief", "boss", 0.5), tie("tech", "boss", 0.5))
    assert [p for p, _ in paths(["tech", "chief"], "boss", 2, ties=ties)] == ["chief boss", "tech boss"]


def test_of_two_ties_the_declared_one_speaks():
    ties = (tie("chief", "boss", 0.2), tie("chief", "boss", source="linkedin:x", id="tie_net", connected_on=DAY))
    assert paths(["chief"], "boss", ties=ties) == [("chief boss", 0.2)]


def test_nobody_reaches_themselves_and_strangers_are_not_reached():
    assert paths(["chief"], "chief") == []
    assert paths(["chief"], "boss") == []


NAMES = ("u1", "u2", "u3", "t1", "t2", "t3", "p1", "p2", "p3")


def every_path(known: Acquaintances, sources, target, max_hops):
    """Try every sequence of people, by the rules as a reader would put them."""
    us = {name for name in NAMES if name.startswith("u")}
    for length in range(2, max_hops + 2):
        for people in permutations(NAMES, length):
            if people[0] not in sources or people[-1] != target:
                continue
            hops = list(pairwise(people))
            ours_from = max((n for n, p in enumerate(people) if p in us), default=-1)
            if any(p not in us for p in people[: ours_from + 1]):
                continue
            value = 1.0
            for number, (one, other) in enumerate(hops):
                implied = one in us and other in us and number == 0
                bond = known.bond(one, other) if implied else known.tied(one, other)
                value *= bond.strength * (A.hop_discount if number else 1)
            if value > 0:
                yield value, people


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_best_paths_are_those_of_brute_force(data):
    pairs = [(a, b) for n, a in enumerate(NAMES) for b in NAMES[n + 1 :]]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=16))
    ties = tuple(tie(a, b, data.draw(st.sampled_from((None, 0.0, 0.2, 0.5, 0.9, 1.0)))) for a, b in chosen)
    people = tuple(
        ours(n) if n.startswith("u") else person(n, account=None if n.startswith("t") else "acc_client") for n in NAMES
    )
    snap = snapshot(people=people, ties=ties, lines=(), deals=(), stakeholders=(), signals=())
    target = data.draw(st.sampled_from(("p1", "t1")))
    sources = data.draw(st.sets(st.sampled_from(("u1", "u2", "u3")), min_size=1))
    hops, k = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 6))
    expected = sorted(((-round(v, 12), p) for v, p in every_path(Acquaintances.of(snap, A), sources, target, hops)))[:k]
    found = best_paths(snap, sources, target, k, hops, A)
    assert [(-round(path.strength, 12), path.people) for path in found] == expected
    for path in found:
        assert [hop.from_id for hop in path.hops] == list(path.people[:-1])
        assert all(hop.strength == total(hop.reasons) for hop in path.hops)
