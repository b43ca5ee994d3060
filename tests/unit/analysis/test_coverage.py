"""Who of theirs is known, by whom of ours, and how well."""

from dataclasses import replace
from datetime import timedelta

import pytest

from orggraph.analysis.coverage import coverage
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import CoverageLevel
from orggraph.domain.facts import Facts
from orggraph.domain.people import Account, Seniority
from orggraph.graph.build import build
from tests.unit.analysis.builders import (
    CLIENT,
    DAY,
    OURS,
    deal,
    ours,
    person,
    read_title,
    seat,
    stakeholder,
    tie,
)

WEEK = timedelta(days=7)


US = Account(id=OURS, name="Ours", is_ours=True)
THEM = Account(id=CLIENT, name="Client")


def rows(*people, account=THEM, **more):
    world = Facts(revision=1, as_of=DAY, account=account, ours=US, people=people, **more)
    return coverage(build(world, read_title), Assumptions())


def row(*people, **more):
    (found,) = rows(person("them"), *people, **more)
    return found


def part(level, deal_id="dea_1"):
    return replace(stakeholder("them", coverage=level), id=f"stk_{deal_id}", deal_id=deal_id)


def test_whom_nobody_knows_comes_first_then_the_higher_in_rank_then_by_name():
    people = (
        person("known chief", "C_LEVEL"),
        person("clerk", "STAFF"),
        person("chief b", "C_LEVEL"),
        person("Chief a", "C_LEVEL"),
        person("denied", "DIRECTOR"),
        person("known clerk", "STAFF"),
        ours("we"),
    )
    ties = (tie("we", "known chief", 0.9), tie("we", "known clerk", 0.1))
    denied = replace(stakeholder("denied", coverage=CoverageLevel.NONE))
    found = rows(*people, ties=ties, deals=(deal(None, None),), stakeholders=(denied,))
    order = ["Chief a", "chief b", "denied", "clerk", "known clerk", "known chief"]
    assert [one.person.id for one in found] == order


def test_a_tie_to_nobody_of_ours_covers_nobody():
    others = (person("colleague"), person("friend", account=None), ours("gone", has_left=True))
    ties = (tie("them", "colleague", 1), tie("them", "friend", 1), tie("them", "gone", 1))
    found = {one.person.id: one for one in rows(person("them"), *others, ties=ties)}
    assert found.keys() == {"them", "colleague"}
    assert {one.level for one in found.values()} == {CoverageLevel.UNKNOWN}
    assert (found["them"].best, found["them"].ours_id, found["them"].last_contact) == (None, None, None)


def test_a_tie_that_is_declared_to_be_worth_nothing_covers_nobody():
    assert row(ours("we"), ties=(tie("we", "them", 0),)).level is CoverageLevel.UNKNOWN


@pytest.mark.parametrize(
    ("strengths", "level"),
    [
        ([], CoverageLevel.UNKNOWN),
        ([None], CoverageLevel.BRIEF),
        ([0.59], CoverageLevel.BRIEF),
        ([0.6], CoverageLevel.IN_DEPTH),
        ([0.1, 0.1], CoverageLevel.MULTIPLE),
        ([0.1, 0.1, 0.7], CoverageLevel.IN_DEPTH),
    ],
)
def test_ties_show_a_level(strengths, level):
    known = [f"we {number}" for number, _ in enumerate(strengths)]
    ties = tuple(tie(one, "them", strength) for one, strength in zip(known, strengths, strict=True))
    assert row(*map(ours, known), ties=ties).level is level


@pytest.mark.parametrize("stated", CoverageLevel)
def test_the_higher_of_what_was_stated_and_of_what_ties_show_counts(stated):
    levels = list(CoverageLevel)
    said = {"deals": (deal(None, None),), "stakeholders": (part(stated),)}
    assert row(**said).level is stated
    assert row(ours("we"), ties=(tie("we", "them"),), **said).level is max(
        stated, CoverageLevel.BRIEF, key=levels.index
    )


def test_the_best_that_was_stated_on_any_deal_counts():
    deals = (deal(None, None), replace(deal(None, None), id="dea_2"))
    parts = (part(CoverageLevel.MULTIPLE), part(CoverageLevel.NONE, "dea_2"))
    assert row(deals=deals, stakeholders=parts).level is CoverageLevel.MULTIPLE


def test_the_strongest_tie_is_named_and_the_last_contact_that_anybody_had():
    weak = tie("we 1", "them", 0.2, last_contact=DAY - WEEK)
    strong = tie("we 2", "them", 0.5, last_contact=DAY - 9 * WEEK)
    later = tie("we 3", "them", 0.1, last_contact=DAY + WEEK)
    found = row(*map(ours, ("we 1", "we 2", "we 3")), ties=(weak, strong, later))
    assert (found.best, found.ours_id, found.last_contact) == (strong, "we 2", DAY - WEEK)


def test_of_equally_strong_ties_the_first_by_id_is_the_best():
    ties = (tie("we 2", "them", 0.5, id="tie_1"), tie("we 1", "them", 0.5, id="tie_2"))
    assert row(ours("we 1"), ours("we 2"), ties=ties).ours_id == "we 2"


def test_a_rank_is_that_of_the_seat_or_the_persons_own():
    people = (person("seated", "STAFF"), person("vague"))
    found = rows(*people, positions=(seat("seated"),))
    assert {one.person.id: one.seniority for one in found} == {"seated": Seniority.STAFF, "vague": Seniority.UNKNOWN}


def test_who_has_left_is_not_to_be_covered_and_who_has_no_name_yet_is():
    found = rows(person("left", has_left=True), replace(person("new"), name="", is_placeholder=True))
    assert [one.person.id for one in found] == ["new"]


def test_our_own_account_is_not_covered_by_us():
    assert rows(ours("we"), account=US) == ()
