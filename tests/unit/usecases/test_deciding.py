"""Who is who, as somebody decides: remembered, stronger than keys, taken back without a trace, and carried wherever a workspace goes."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.ids import EntityKind
from orggraph.domain.people import Person
from orggraph.domain.viewer import LOCAL, Viewer
from orggraph.errors import ForbiddenError, InvalidInput, NotFound
from orggraph.usecases.deciding import keep_apart, merge_people, split_person
from orggraph.usecases.doubting import doubtful_people
from orggraph.usecases.edit_deals import save_deal, set_stakeholder
from orggraph.usecases.edit_people import save_person
from orggraph.usecases.editing import Edit, mutation_batch
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import import_file, undo_import
from orggraph.usecases.moving import copy
from orggraph.usecases.provenance import provenance
from tests.unit.importers.import_files import NOW, request, table

CHART = table(
    ["id", "name", "title", "email", "manager id"],
    ["1", "Élise Durand", "Chief Buyer", "", ""],
    ["2", "Omar Haddad", "CFO", "team@exemplis.example", ""],
)
CONTACTS = table(
    ["Record ID", "First Name", "Last Name", "Email", "Job Title", "Company Name", "Lifecycle Stage"],
    ["7", "Elise", "Morel", "", "Buyer", "Exemplis", "lead"],
    ["8", "Nadia", "Roux", "team@exemplis.example", "Assistant", "Exemplis", "lead"],
)
FILES = {"chart": request(CHART, "chart.csv", account_name="Exemplis"), "contacts": request(CONTACTS, "contacts.csv")}
CHIEF, BUYER, OMAR, NADIA = "hr:exemplis/1", "hubspot:7", "hr:exemplis/2", "hubspot:8"


class World:
    """A store and its clock, which goes on with everything that is done."""

    def __init__(self, *files, url="memory:"):
        self.store = open_store(url)
        self.now = NOW
        for file in files or FILES:
            self.take(file)

    def take(self, file):
        self.now += timedelta(hours=1)
        return import_file(self.store, LOCAL, formats(), FILES.get(file, file), self.now)

    def edit(self, number=None):
        self.now += timedelta(hours=1)
        return Edit(LOCAL, self.now, "decide", number)

    def id_of(self, key):
        with self.store.reading(LOCAL) as reader:
            return next((r.entity_id for r in reader.records(EntityKind.PERSON, [key], ()) if r.key == key), None)

    def merge(self, keep, merge, number=None):
        return merge_people(self.store, self.edit(number), self.id_of(keep), self.id_of(merge))

    def apart(self, one, other):
        return keep_apart(self.store, self.edit(), one, other)

    def split(self, person, *places):
        return split_person(self.store, self.edit(), person, places)

    def told(self, person):
        return [record.said for record, _ in provenance(self.store, LOCAL, [person], self.now.date())[person]]

    def place(self, person, name):
        """Find where somebody's name was said."""
        return next(n for n, said in enumerate(self.told(person)) if said.get("name") == name)

    def facts(self):
        with self.store.reading(LOCAL) as reader:
            return list(reader.everything())

    def groups(self):
        """Give which of the four records are one."""
        found = {}
        for key in (CHIEF, BUYER, OMAR, NADIA):
            found.setdefault(self.id_of(key), set()).add(key)
        return sorted(map(sorted, found.values()))


APART = [[CHIEF], [OMAR, NADIA], [BUYER]]
MERGED = [[CHIEF, BUYER], [OMAR, NADIA]]


def plain(facts):
    """Leave out what was decided."""
    return [
        replace(v, fact=replace(v.fact, same_as=(), apart_from=())) if isinstance(v.fact, Person) else v for v in facts
    ]


def test_two_whom_nothing_joins_are_one_once_somebody_says_so_and_keep_the_id_of_the_one_kept():
    for keep, merge in ((CHIEF, BUYER), (BUYER, CHIEF)):
        world = World()
        kept, gone = world.id_of(keep), world.id_of(merge)
        assert world.groups() == sorted(APART)
        assert world.merge(keep, merge) == kept
        assert world.groups() == sorted(MERGED)
        with world.store.reading(LOCAL) as reader:
            assert {person.id for person in reader.people([kept, gone], world.now.date()).values()} == {kept}
            assert reader.people([kept], world.now.date())[kept].name == "Élise Durand", "the chart is believed"


def test_a_decision_survives_whatever_is_imported_again_in_whatever_order():
    for order in permutations(FILES):
        world = World(*order)
        world.merge(BUYER, CHIEF)
        told_apart(world)
        before = plain(world.facts()), world.groups()
        for file in (*order, *order[::-1]):
            world.take(file)
            assert (plain(world.facts()), world.groups()) == before


def told_apart(world):
    """Say that Omar and Nadia, whom a shared address made one, are two."""
    person = world.id_of(OMAR)
    assert person == world.id_of(NADIA)
    return world.split(person, world.place(person, "Nadia Roux"))


def test_two_whom_an_address_made_one_are_two_once_somebody_says_so_by_what_they_were_called():
    world = World("chart", request(CONTACTS.replace("team@", "nadia@"), "contacts.csv"))
    omar, nadia = world.id_of(OMAR), world.id_of(NADIA)
    assert omar != nadia
    world.take("contacts")
    assert world.id_of(OMAR) == world.id_of(NADIA)
    assert world.apart(nadia, omar) == nadia
    assert (world.id_of(OMAR), world.id_of(NADIA)) == (omar, nadia)
    third = table(["id", "name", "email", "manager id"], ["9", "The Team", "team@exemplis.example", ""])
    world.take(request(third, "more.csv", account_name="Exemplis"))
    assert world.id_of("hr:exemplis/9") not in {omar, nadia}, "nobody knows whose address it is"


def test_a_decision_outlives_the_import_that_it_is_about():
    world = World("chart")
    batch = world.take("contacts")
    world.merge(CHIEF, BUYER)
    before = world.facts()
    undo_import(world.store, LOCAL, batch.id, world.now)
    assert world.facts() != before
    world.take("contacts")
    assert plain(world.facts()) == plain(before)
    assert world.groups() == sorted(MERGED)


@pytest.mark.parametrize("url", ["memory:", "sqlite:///{}/store.db"])
def test_a_merge_that_is_undone_leaves_everything_as_it_was(url, tmp_path):
    world = World(url=url.format(tmp_path))
    before = world.facts()
    edit = Edit(LOCAL, world.now + timedelta(hours=1), "decide", "1")
    merge_people(world.store, edit, world.id_of(CHIEF), world.id_of(BUYER))
    assert world.facts() != before
    undo_import(world.store, LOCAL, mutation_batch(edit), world.now + timedelta(hours=2))
    assert world.facts() == before
    assert doubtful_people(world.store, LOCAL, NOW.date()) == doubtful_people(World().store, LOCAL, NOW.date())
    world.store.close()


def test_a_split_gives_each_what_was_said_of_it_and_a_merge_joins_them_again():
    world = World()
    before = plain(world.facts())
    person = world.merge(CHIEF, BUYER)
    merged = plain(world.facts())
    place = world.place(person, "Elise Morel")
    staying, split_off = world.split(person, place)
    assert (staying, split_off) == (world.id_of(CHIEF), world.id_of(BUYER))
    assert plain(world.facts()) == before
    world.merge(CHIEF, BUYER)
    assert plain(world.facts()) == merged


def test_who_is_split_off_may_be_the_one_after_whom_the_person_was_named():
    world = World()
    person = world.merge(CHIEF, BUYER)
    place = world.place(person, "Élise Durand")
    staying, split_off = world.split(person, place)
    assert (split_off, world.id_of(BUYER)) == (person, staying)


def test_what_a_user_said_of_the_person_kept_stays_with_them():
    world = World()
    person = world.merge(BUYER, CHIEF)
    save_person(world.store, world.edit(), person, {"title": "Purchasing Director"})
    place = world.place(person, "Élise Durand")
    world.split(person, place)
    with world.store.reading(LOCAL) as reader:
        people = reader.people([world.id_of(BUYER), world.id_of(CHIEF)], world.now.date())
    assert [people[world.id_of(key)].title for key in (BUYER, CHIEF)] == ["Purchasing Director", "Chief Buyer"]


def test_stakes_of_two_who_are_merged_are_one_by_precedence_and_two_again_after_a_split():
    world = World()
    with world.store.reading(LOCAL) as reader:
        (account,) = {v.fact.account_id for v in world.facts() if isinstance(v.fact, Person)}
        assert reader.account(account).name == "Exemplis"
    deal = save_deal(world.store, world.edit(), None, {"name": "Sale", "account_id": account})
    for key, given in (
        (CHIEF, {"salience": 0.3, "agenda": "to grow"}),
        (BUYER, {"salience": 0.8, "is_blocking": True}),
    ):
        set_stakeholder(world.store, world.edit(), deal, world.id_of(key), given, None)
    before = plain(world.facts())
    person = world.merge(CHIEF, BUYER)
    (part,) = (v.fact for v in world.facts() if v.fact.id.startswith("stk_"))
    assert (part.person_id, part.salience, part.agenda, part.is_blocking) == (person, 0.8, "to grow", True)
    place = world.place(person, "Elise Morel")
    world.split(person, place)
    assert plain(world.facts()) == before


@pytest.mark.parametrize("decide", ["merge", "apart"])
def test_decisions_go_with_a_document_into_another_store(decide):
    world = World()
    if decide == "merge":
        world.merge(BUYER, CHIEF)
    else:
        told_apart(world)
    other = World(request(export(world.store, LOCAL), "all.json"))
    assert other.facts() == world.facts()
    for file in FILES:
        other.take(file)
    assert other.groups() == world.groups()


def test_decisions_go_with_an_archive():
    world = World()
    world.merge(BUYER, CHIEF)
    told_apart(world)
    other = open_store("memory:")
    copy(world.store, other, LOCAL)
    moved = World.__new__(World)
    moved.store, moved.now = other, world.now
    assert (moved.facts(), moved.groups()) == (world.facts(), world.groups())
    moved.take("contacts")
    assert moved.groups() == world.groups()


def test_the_newest_decision_counts_though_the_clock_stands_still():
    world = World()
    still = Edit(LOCAL, world.now)
    one, other = world.id_of(CHIEF), world.id_of(BUYER)
    for _ in range(2):
        merge_people(world.store, still, one, other)
        assert world.groups() == sorted(MERGED)
        keep_apart(world.store, still, one, other)
        assert world.groups() == sorted(APART)


def test_who_was_told_apart_is_no_question_any_more_and_who_was_merged_is_none():
    spelt = table(["id", "name", "title", "manager id"], ["1", "Élise Durand", "Chief Buyer", ""])
    slip = CONTACTS.replace("Morel", "Duarnd")
    world = World(request(spelt, "chart.csv", account_name="Exemplis"), request(slip, "contacts.csv"))
    (doubt,) = doubtful_people(world.store, LOCAL, NOW.date())
    assert {doubt.one.id, doubt.other.id} == {world.id_of(CHIEF), world.id_of(BUYER)}
    world.apart(doubt.one.id, doubt.other.id)
    assert doubtful_people(world.store, LOCAL, NOW.date()) == ()
    world.merge(CHIEF, BUYER)
    assert doubtful_people(world.store, LOCAL, NOW.date()) == ()


def test_what_cannot_be_decided_is_refused_with_the_place_at_fault():
    world = World()
    one, other, edit = world.id_of(CHIEF), world.id_of(BUYER), world.edit()
    refused = [
        (lambda: merge_people(world.store, edit, one, one), InvalidInput, "mergeId"),
        (lambda: merge_people(world.store, edit, "per_none", one), NotFound, "keepId"),
        (lambda: merge_people(world.store, edit, one, "acc_none"), NotFound, "mergeId"),
        (lambda: keep_apart(world.store, edit, one, one), InvalidInput, "otherId"),
        (lambda: keep_apart(world.store, edit, "per_none", other), NotFound, "oneId"),
        (lambda: split_person(world.store, edit, one, []), InvalidInput, "sourceRecords"),
        (lambda: split_person(world.store, edit, one, [0]), InvalidInput, "sourceRecords"),
        (lambda: split_person(world.store, edit, one, [99]), InvalidInput, "sourceRecords"),
        (lambda: split_person(world.store, edit, "per_none", [0]), NotFound, "personId"),
    ]
    before = world.facts()
    for decide, error, name in refused:
        with pytest.raises(error) as caught:
            decide()
        assert caught.value.path[:2] == ("input", name)
    assert world.facts() == before
    reader = Viewer(workspace=LOCAL.workspace, user="reader", permissions=frozenset())
    with pytest.raises(ForbiddenError):
        merge_people(world.store, Edit(reader, world.now), one, other)
