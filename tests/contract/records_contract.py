"""Records: found by key, by identity, and through each other; entities that were merged are still found."""

import pytest

from orggraph.domain.ids import EntityKind
from orggraph.stores.base import DealFilter
from tests.contract.kit import ANA, account, deal, facts_around, person, publish, record, tie


def keys(records) -> list[str]:
    return [found.key for found in records]


def asked(store, by_key=(), by_identity=(), kind=EntityKind.PERSON) -> list[str]:
    with store.reading(ANA) as reader:
        return keys(reader.records(kind, by_key, by_identity))


class RecordsContract:
    """Part of `StoreContract`."""

    def test_records_are_found_by_key_or_by_identity(self, store):
        publish(store, records=[record("hr:1", "per_1", "email:a@x.example"), record("hr:2", "per_2", "linkedin:b")])
        assert asked(store, ["hr:1"]) == ["hr:1"]
        assert asked(store, (), ["linkedin:b"]) == ["hr:2"]
        assert asked(store, ["hr:1"], ["linkedin:b"]) == ["hr:1", "hr:2"]
        assert asked(store, ["linkedin:b", "hr:3"], ["hr:1", "email:none"]) == []
        assert asked(store) == []

    def test_records_that_share_an_identity_or_an_entity_come_along_and_so_on(self, store):
        chain = [
            record("a", "per_1", "email:1"),
            record("b", "per_2", "email:1", "email:2"),
            record("c", "per_2"),
            record("d", "per_2", "email:3"),
            record("e", "per_3", "email:3"),
            record("apart", "per_4", "email:4"),
        ]
        publish(store, records=chain)
        for key in "abcde":
            assert asked(store, [key]) == list("abcde"), key
        assert asked(store, (), ["email:2"]) == list("abcde")
        assert asked(store, ["apart"]) == ["apart"]

    def test_records_of_another_kind_are_not_found(self, store):
        publish(store, records=[record("k", "per_1", "same"), record("k", "acc_1", "same", kind=EntityKind.ACCOUNT)])
        with store.reading(ANA) as reader:
            (found,) = reader.records(EntityKind.ACCOUNT, ["k"], ["same"])
            assert found == record("k", "acc_1", "same", kind=EntityKind.ACCOUNT, order=found.order)
            assert reader.records(EntityKind.DEAL, ["k"], ["same"]) == ()

    def test_records_come_in_the_order_in_which_they_first_came(self, store):
        publish(store, records=[record(key, "per_1") for key in ("c", "a")])
        publish(store, records=[record(key, "per_1") for key in ("b", "a")])
        with store.reading(ANA) as reader:
            found = reader.records(EntityKind.PERSON, ["a"], ())
            assert keys(found) == ["c", "a", "b"]
            assert keys(reader.records_of("per_1")) == ["c", "a", "b"]
            assert [one.order for one in found] == sorted({one.order for one in found})

    def test_a_record_that_says_its_order_keeps_it(self, store):
        publish(store, records=[record("a", "per_1"), record("b", "per_1")])
        with store.reading(ANA) as reader:
            a, b = reader.records_of("per_1")
        publish(
            store,
            records=[record("b", "per_1", order=b.order), record("c", "per_1"), record("a", "per_1", order=a.order)],
        )
        with store.reading(ANA) as reader:
            assert keys(reader.records_of("per_1")) == ["a", "b", "c"]

    def test_of_two_records_under_one_key_the_later_counts_in_the_place_of_the_first(self, store):
        publish(store, records=[record("a", "per_1", "email:old"), record("b", "per_2"), record("a", "per_2")])
        assert asked(store, (), ["email:old"]) == []
        with store.reading(ANA) as reader:
            assert keys(reader.records_of("per_2")) == ["a", "b"]

    def test_a_record_published_again_is_no_longer_what_it_was(self, store):
        publish(store, records=[record("a", "per_1", "email:old", "email:kept")])
        publish(store, records=[record("a", "per_2", "email:kept", "email:new")])
        assert asked(store, (), ["email:old"]) == []
        assert asked(store, (), ["email:new"]) == asked(store, (), ["email:kept"]) == ["a"]
        with store.reading(ANA) as reader:
            assert reader.records_of("per_1") == ()
            (found,) = reader.records_of("per_2")
            assert found.identities == ("email:kept", "email:new")

    def test_many_records_are_asked_for_at_once(self, store):
        publish(store, records=[record(f"k{n}", f"per_{n}", f"email:{n}") for n in range(2500)])
        assert len(asked(store, [f"k{n}" for n in range(2500)])) == 2500
        assert len(asked(store, (), [f"email:{n}" for n in range(2500)])) == 2500

    @pytest.mark.parametrize("name", ["", "a\x1fb", '"', "É%_", "😀\uffee"])
    def test_any_text_is_a_key_and_an_identity(self, store, name):
        publish(store, records=[record(name, "per_1", name), record("a", "per_2", "a")])
        assert asked(store, [name]) == asked(store, (), [name]) == [name]

    def test_an_id_that_was_merged_away_stands_for_its_successor(self, store):
        publish(store, moved={"per_older": "per_old"})
        publish(
            store,
            account("o", is_ours=True),
            person("new", "o"),
            person("friend", "o"),
            tie("friend", "new"),
            records=[record("a", "per_new"), record("b", "per_new")],
            moved={"per_old": "per_new"},
        )
        found = facts_around(store, "per_new")
        with store.reading(ANA) as reader:
            for merged in ("per_old", "per_older"):
                assert keys(reader.records_of(merged)) == ["a", "b"]
                assert reader.ties(merged, 10, None).rows == (tie("friend", "new"),)
                assert reader.facts(merged, found.as_of) == reader.facts("per_new", found.as_of)

    def test_a_merged_account_is_found_and_filters_under_its_old_id(self, store):
        publish(store, account("a"), deal("d", "a"), moved={"acc_old": "acc_a"})
        with store.reading(ANA) as reader:
            assert reader.account("acc_old") == account("a")
            assert reader.deals(DealFilter(account_ids=("acc_old",)), 10, None).rows == (deal("d", "a"),)
            assert reader.facts("acc_old", facts_around(store, "acc_a").as_of).account == account("a")

    def test_a_merged_owner_filters_under_the_old_id(self, store):
        owned = deal("d", "a", owner_id="per_x")
        publish(store, account("a"), owned, moved={"per_old": "per_x"})
        with store.reading(ANA) as reader:
            assert reader.deals(DealFilter(owner_id="per_old"), 10, None).rows == (owned,)

    def test_an_entity_that_is_split_off_again_stands_for_itself(self, store):
        publish(store, records=[record("a", "per_1"), record("b", "per_1")], moved={"per_2": "per_1"})
        publish(store, records=[record("b", "per_2")])
        with store.reading(ANA) as reader:
            assert keys(reader.records_of("per_2")) == ["b"]
            assert keys(reader.records_of("per_1")) == ["a"]

    def test_an_entity_whose_facts_come_back_stands_for_itself(self, store):
        publish(store, account("a"), account("b"), moved={"acc_c": "acc_b"})
        publish(store, account("c"))
        with store.reading(ANA) as reader:
            assert reader.account("acc_c") == account("c")

    def test_a_merge_may_go_the_other_way_round_later(self, store):
        publish(store, account("a"), moved={"acc_b": "acc_a"})
        publish(store, account("b"), gone=["acc_a"], moved={"acc_a": "acc_b"})
        with store.reading(ANA) as reader:
            assert reader.account("acc_a") == reader.account("acc_b") == account("b")

    def test_a_merge_into_itself_is_none(self, store):
        publish(store, account("a"), moved={"acc_a": "acc_a"})
        with store.reading(ANA) as reader:
            assert reader.account("acc_a") == account("a")
