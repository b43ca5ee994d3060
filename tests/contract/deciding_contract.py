"""Who is who, as somebody decides: kept, found and undone alike in every store."""

from datetime import timedelta

from orggraph.domain.ids import EntityKind
from orggraph.usecases.deciding import keep_apart, merge_people, split_person
from orggraph.usecases.doubting import doubtful_people
from orggraph.usecases.edit_people import save_account, save_person
from orggraph.usecases.editing import Edit, mutation_batch
from orggraph.usecases.importing import undo_import
from orggraph.usecases.provenance import provenance
from tests.contract.kit import ANA, BO, START, TODAY


def edit(minutes, name=None, viewer=ANA):
    return Edit(viewer, START + timedelta(minutes=minutes), "decide", name)


def two_spellings(store, viewer=ANA):
    """Save two people of one account, whose names are alike."""
    account = save_account(store, edit(1, viewer=viewer), None, {"name": "Exemplis"})
    names = ("Élise Durand", "Elise Duarnd")
    given = [{"name": name, "account_id": account, "title": "Chief Buyer"} for name in names]
    return [save_person(store, edit(2 + n, viewer=viewer), None, one) for n, one in enumerate(given)]


def everything(store):
    with store.reading(ANA) as reader:
        return list(reader.everything())


def pairs(store, viewer=ANA):
    return [{doubt.one.id, doubt.other.id} for doubt in doubtful_people(store, viewer, TODAY)]


class DecidingContract:
    """Part of `StoreContract`."""

    def test_who_may_be_one_is_found_in_one_workspace_alone(self, store):
        one, other = two_spellings(store)
        assert pairs(store) == [{one, other}]
        assert pairs(store, BO) == []

    def test_two_who_are_merged_are_one_by_either_id_and_two_again_once_it_is_undone(self, store):
        one, other = two_spellings(store)
        before = everything(store)
        assert merge_people(store, edit(10, "m"), other, one) == other
        with store.reading(ANA) as reader:
            assert {person.id for person in reader.people([one, other], TODAY).values()} == {other}
            assert len(reader.records_of(one)) == len({one, other})
        assert pairs(store) == []
        undo_import(store, ANA, mutation_batch(edit(10, "m")), START + timedelta(minutes=20))
        assert everything(store) == before
        assert pairs(store) == [{one, other}]

    def test_who_was_merged_is_split_and_stays_apart(self, store):
        one, other = two_spellings(store)
        merge_people(store, edit(10), one, other)
        told = [record.said for record, _ in provenance(store, ANA, [one], TODAY)[one]]
        place = next(n for n, said in enumerate(told) if said.get("name") == "Elise Duarnd")
        assert split_person(store, edit(11), one, [place]) == (one, other)
        assert pairs(store) == []
        with store.reading(ANA) as reader:
            people = reader.people([one, other], TODAY)
        assert [people[found].apart_from for found in (one, other)] == [(other,), (one,)]

    def test_two_who_share_an_address_are_kept_apart(self, store):
        one, other = two_spellings(store)
        save_person(store, edit(5), one, {"email": "team@exemplis.example"})
        assert save_person(store, edit(6), other, {"email": "team@exemplis.example"}) == one
        keep_apart(store, edit(10), one, other)
        with store.reading(ANA) as reader:
            people = reader.people([one, other], TODAY)
            assert [people[found].name for found in (one, other)] == ["Élise Durand", "Elise Duarnd"]
            assert {r.entity_id for r in reader.records(EntityKind.PERSON, (), ["email:team@exemplis.example"])} == {
                one,
                other,
            }
