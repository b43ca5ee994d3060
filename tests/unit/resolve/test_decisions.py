"""What a person decided about who is who, beside what the keys say."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.observations import references
from orggraph.domain.people import Person
from orggraph.resolve.decisions import after_all, last_apart
from tests.unit.resolve.said import START, account, at, fact, facts, observation, person, resolved
from tests.unit.resolve.test_matching import NAME, joined

EARLY, LATE = "20260301T090000.000000", "20260302T090000.000000"
MAIL = "email:team@exemplis.example"


def decided(key, hours=0, **said):
    """State a decision some hours after the start."""
    said_at = START + timedelta(hours=hours)
    return at(hours, replace(observation(EntityKind.PERSON, key, "user:ana", **said), said_at=said_at, id=""))


def test_two_of_whom_somebody_decided_are_one_whatever_else_they_go_by():
    assert joined(a=["hr:x/1", f"same:{EARLY}|b"], b=["hr:x/2"], c=["hr:x/3"]) == [["a", "b"], ["c"]]


@pytest.mark.parametrize("shared", [MAIL, NAME])
def test_two_who_are_kept_apart_stay_two_whatever_they_share(shared):
    assert joined(a=[shared, f"apart:{EARLY}|b"], b=[shared]) == [["a"], ["b"]]


@pytest.mark.parametrize("shared", [MAIL, NAME])
def test_a_third_who_shares_it_is_joined_to_neither(shared):
    assert joined(a=[shared, f"apart:{EARLY}|b"], b=[shared], c=[shared], d=[shared]) == [["a"], ["b"], ["c"], ["d"]]


@pytest.mark.parametrize("shared", [MAIL, NAME])
def test_those_who_are_kept_apart_from_the_same_one_stay_one(shared):
    assert joined(a=[shared, f"apart:{EARLY}|c"], b=[shared, f"apart:{EARLY}|c"], c=[shared]) == [["a", "b"], ["c"]]


def test_what_a_source_calls_somebody_is_surer_than_a_shared_address():
    one, other = ["ext:s/1", f"apart:{EARLY}|b"], ["ext:s/2"]
    assert joined(a=one, b=other, c=["ext:s/1", MAIL], d=["ext:s/2", MAIL]) == [["a", "c"], ["b", "d"]]


@pytest.mark.parametrize(
    ("first", "then", "groups"), [("same", "apart", [["a"], ["b"]]), ("apart", "same", [["a", "b"]])]
)
def test_the_newest_word_counts_whoever_of_the_two_it_is_said_of(first, then, groups):
    assert joined(a=[f"{first}:{EARLY}|b", f"{then}:{LATE}|b"], b=[]) == groups
    assert joined(a=[f"{first}:{EARLY}|b"], b=[f"{then}:{LATE}|a"]) == groups
    assert joined(a=[f"{first}:|b"], b=[f"{then}:{EARLY}|a"]) == groups, "what a document says is older than any"


def test_a_decision_about_somebody_who_is_not_there_waits():
    assert joined(a=[f"same:{EARLY}|gone", f"apart:{EARLY}|gone too"], b=[f"same:{EARLY}|gone"]) == [["a"], ["b"]]


def test_who_was_merged_goes_by_the_name_of_the_one_kept():
    said = at(0, person("old", name="Ana"), person("new", name="Anna"))
    known = list(resolved(said).records.values())
    merged = resolved([*said, *decided("new", same_as=["old"])], known)
    assert (
        merged.of(EntityKind.PERSON, "old")
        == merged.of(EntityKind.PERSON, "new")
        == content_id(EntityKind.PERSON, "new")
    )


def test_people_who_were_merged_in_a_ring_go_by_the_first_of_them():
    said = at(0, *(person(key, name=key) for key in "abc"))
    known = list(resolved(said).records.values())
    ring = [*decided("a", same_as=["b"]), *decided("b", same_as=["c"]), *decided("c", same_as=["a"])]
    merged = resolved([*said, *ring], known)
    assert {merged.of(EntityKind.PERSON, key) for key in "abc"} == {content_id(EntityKind.PERSON, "a")}


def test_a_document_that_carries_an_id_and_the_record_whose_id_it_was_are_one_whatever_was_decided():
    carried = f"id:{content_id(EntityKind.PERSON, 'hr:x/1')}"
    said = at(0, person("hr:x/1", name="Ana"), person(carried, name="Ana"))
    apart = resolved([*said, *decided("hr:x/1", apart_from=[carried])])
    assert apart.of(EntityKind.PERSON, carried) == apart.of(EntityKind.PERSON, "hr:x/1")


def test_a_key_that_looks_like_a_decision_decides_nothing():
    said = at(0, person("a", name="Ana", keys=[f"apart:{LATE}|b", "self:per_1"], email="a@x.example"))
    said += at(0, person("b", name="Bo", keys=["self:per_1"], email="a@x.example"))
    resolution = resolved(said)
    assert resolution.of(EntityKind.PERSON, "a") == resolution.of(EntityKind.PERSON, "b")


def test_two_who_were_both_merged_with_a_third_and_told_apart_from_it_again_are_not_one():
    said = at(0, *(person(key, name=key) for key in "abc"))
    for hour, key in ((1, "a"), (3, "b")):
        said += [*decided(key, hour, same_as=["c"]), *decided(key, hour + 1, apart_from=["c"])]
    assert len({resolved(said).of(EntityKind.PERSON, key) for key in "abc"}) == len("abc")


def test_a_person_tells_who_was_merged_and_who_was_kept_apart():
    said = at(0, account("company:exemplis", "Exemplis"), *(person(key, name=key) for key in ("a", "b", "c")))
    made = [*said, *decided("a", 1, same_as=["b"]), *decided("a", 1, apart_from=["c", "nobody"])]
    found = fact(*(s for s in made if s.observation.subject != "c"), kind=Person)
    ids = {key: content_id(EntityKind.PERSON, key) for key in "abc"}
    assert (found.same_as, found.apart_from) == ((ids["b"],), ()), "whom nobody speaks of is not told apart"
    people = {found.id: found for found in (version.fact for version in facts(*made, kind=Person))}
    assert people[ids["a"]].apart_from == (ids["c"],)


def test_a_decision_refers_to_those_whom_it_names():
    assert references(person("a", same_as=["b", "c"], apart_from=["d"])) == ("b", "c", "d")


def test_a_decision_is_later_than_those_before_it_whatever_the_clock_says():
    names = [f"apart:{LATE}|b", "email:a@x.example", "same:|c"]
    late = datetime.strptime(f"{LATE}+0000", "%Y%m%dT%H%M%S.%f%z")
    assert after_all(names, late + timedelta(days=1)) == late + timedelta(days=1)
    assert after_all(names, late) == after_all(names, late - timedelta(days=1)) == late + timedelta(microseconds=1)
    assert after_all([], late) == late


def test_those_who_were_kept_apart_last_are_known():
    assert last_apart([f"apart:{EARLY}|a", f"apart:{LATE}|b", f"apart:{LATE}|c", f"same:{LATE}|d"]) == {"b", "c"}
    assert last_apart([]) == frozenset()
