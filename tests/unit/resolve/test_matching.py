"""Which records are one: a strong identity joins, a weak one only those whom nothing tells apart."""

from itertools import permutations

import pytest

from orggraph.resolve.matching import clusters

NAME, OTHER_NAME, HELD = "name:ana bo|acc_1", "name:a bo|acc_1", "held:per_1|acc_1"


def joined(**identities):
    """Give the groups, whatever the order in which the records come."""
    found = {
        frozenset(frozenset(group) for group in clusters({key: tuple(identities[key]) for key in order}))
        for order in permutations(identities)
    }
    (groups,) = found
    return sorted(sorted(group) for group in groups)


def test_no_records_make_no_groups():
    assert clusters({}) == []


def test_records_that_share_a_strong_identity_are_one_and_so_are_those_between():
    assert joined(a=["email:1"], b=["email:1", "linkedin:z"], c=["linkedin:z"], d=["email:2"]) == [
        ["a", "b", "c"],
        ["d"],
    ]


def test_groups_and_their_records_come_in_the_order_in_which_they_were_given():
    found = clusters({"c": ("email:1",), "b": ("email:2",), "a": ("email:1",)})
    assert found == [("c", "a"), ("b",)]


def test_a_record_may_go_by_nothing():
    assert joined(a=[], b=[]) == [["a"], ["b"]]


@pytest.mark.parametrize("weak", [NAME, HELD])
def test_a_weak_identity_joins_those_whom_nothing_tells_apart(weak):
    assert joined(a=[weak], b=[weak]) == [["a", "b"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("linkedin:ana-1", "linkedin:ana-2"),
        ("hr:x/1", "hr:x/2"),
        ("crm:x/1", "crm:x/2"),
        ("ext:siebel/1", "ext:siebel/2"),
        ("id:per_1", "id:per_2"),
        ("id:pos_1", "id:pos_2"),
        ("email:ana@exemplis.example", "email:a.bo@exemplis.example"),
    ],
)
def test_two_of_what_nobody_has_two_of_keep_bearers_of_a_weak_identity_apart(one, other):
    assert joined(a=[NAME, one], b=[NAME, other]) == [["a"], ["b"]]
    assert clusters({one: (NAME,), other: (NAME,)}) == [(one,), (other,)], "as keys too"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("linkedin:ana", "hr:x/1"),
        ("hr:x/1", "hr:y/2"),
        ("ext:siebel/1", "ext:sap/1"),
        ("email:ana@exemplis.example", "email:ana@home.example"),
        ("linkedin:ours:bo/ana|", "linkedin:ours:cy/ana|"),
        ("own:1", "own:2"),
    ],
)
def test_what_anybody_may_have_two_of_does_not_keep_apart(one, other):
    assert joined(a=[NAME, one], b=[NAME, other]) == [["a", "b"]]


def test_two_who_differ_keep_a_third_of_the_same_name_alone_for_nobody_knows_whose_it_is():
    assert joined(a=[NAME, "hr:x/1"], b=[NAME, "hr:x/2"], c=[NAME]) == [["a"], ["b"], ["c"]]


def test_what_tells_apart_may_stand_on_another_record_of_the_group():
    apart = joined(a=[NAME, "email:1"], a2=["email:1", "hr:x/1"], b=[NAME, "email:2@y"], b2=["email:2@y", "hr:x/2"])
    assert apart == [["a", "a2"], ["b", "b2"]]


def test_a_strong_identity_joins_even_what_differs():
    assert joined(a=["hr:x/1", "email:1"], b=["hr:x/2", "email:1"]) == [["a", "b"]]


def test_a_group_joined_by_one_weak_identity_is_looked_at_whole_for_the_next():
    assert joined(a=[NAME, "hr:x/1"], b=[NAME, OTHER_NAME], c=[OTHER_NAME, "hr:x/2"]) == [["a"], ["b", "c"]]
