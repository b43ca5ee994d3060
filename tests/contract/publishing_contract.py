"""Workspaces, staging and publishing: what is visible, to whom, from when."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from orggraph.domain.facts import Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import ImportState
from orggraph.errors import ConflictError, OvertakenError
from orggraph.stores.base import AccountFilter, DealFilter, Publication, Store
from tests.contract.kit import (
    ANA,
    BO,
    TODAY,
    account,
    batch,
    deal,
    facts_around,
    of_person,
    of_tie,
    person,
    publish,
    record,
    say,
    tie,
)


class Interrupted(Exception):
    """Something went wrong while a publication was being written."""


class BreaksHalfway(Mapping[str, tuple[Version, ...]]):
    """Facts of which the last one cannot be had."""

    def __init__(self, facts: dict[str, tuple[Version, ...]]) -> None:
        self._facts = facts

    def __getitem__(self, name: str) -> tuple[Version, ...]:
        if name == list(self._facts)[-1]:
            raise Interrupted
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def is_empty(store: Store, viewer=ANA) -> bool:
    with store.reading(viewer) as reader:
        return (
            reader.revision == 0
            and reader.records(EntityKind.PERSON, ["hr:1"], ["email:x@x.example"]) == ()
            and reader.records_of("per_x") == ()
            and reader.statements(["hr:1"], ["hr:1"]) == ()
            and reader.asserted_only_by("bat_1") == ()
            and reader.asserted_by_others_too("bat_1") == ()
            and reader.live([of_person("hr:1").id]) == frozenset()
            and reader.retracted([of_person("hr:1").id]) == frozenset()
            and reader.facts(None, TODAY) is None
            and reader.facts("per_x", TODAY) is None
            and reader.account("acc_o") is None
            and reader.accounts(AccountFilter(), 10, None).total == 0
            and reader.deals(DealFilter(), 10, None).total == 0
            and reader.ties("per_x", 10, None).total == 0
            and list(reader.everything()) == []
            and reader.batch("bat_1") is None
            and reader.batches(10, None).total == 0
        )


class PublishingContract:
    """Part of `StoreContract`."""

    def test_a_workspace_that_nobody_wrote_to_is_empty(self, store):
        assert is_empty(store)

    def test_what_is_in_another_workspace_is_as_if_it_were_not_there(self, store):
        store.stage(BO, batch(1), [of_person("hr:1"), of_tie("hr:2", "hr:1")])
        publish(
            store,
            account("o", is_ours=True),
            person("x", "o"),
            person("y", "o"),
            tie("x", "y"),
            deal("d", "o"),
            viewer=BO,
            by=batch(1),
            records=[record("hr:1", "per_x", "email:x@x.example")],
            moved={"per_old": "per_x"},
        )
        assert is_empty(store, ANA)

    def test_the_same_ids_in_two_workspaces_do_not_meet(self, store):
        seen = of_person("hr:1")
        for viewer, name in ((ANA, "Exemplis"), (BO, "Aubrelia")):
            store.stage(viewer, batch(1), [seen])
            records = [record("hr:1", f"per_{name}")]
            publish(store, account(name, id="acc_1"), viewer=viewer, by=batch(1), records=records)
        publish(store, viewer=BO, by=batch(1, state=ImportState.UNDONE), gone=["acc_1"])
        with store.reading(ANA) as reader:
            assert reader.revision == 1
            assert reader.live([seen.id]) == {seen.id}
            assert reader.account("acc_1") == account("Exemplis", id="acc_1")
            assert [r.entity_id for r in reader.records(EntityKind.PERSON, ["hr:1"], ())] == ["per_Exemplis"]
        with store.reading(BO) as reader:
            assert reader.revision == 2
            assert reader.live([seen.id]) == frozenset()
            assert reader.account("acc_1") is None

    def test_nothing_of_a_staged_batch_is_visible(self, store):
        store.stage(ANA, batch(1), [of_person("hr:1"), of_tie("hr:2", "hr:1")])
        assert is_empty(store)

    def test_what_was_staged_in_several_calls_is_published_as_one(self, store):
        running = batch(1, state=ImportState.RUNNING)
        for part in (["hr:1", "hr:2"], ["hr:3"], []):
            store.stage(ANA, running, [of_person(key) for key in part])
        publish(store, by=batch(1, rows_read=3))
        with store.reading(ANA) as reader:
            found = reader.statements(["hr:1", "hr:2", "hr:3"])
            assert sorted(s.observation.subject for s in found) == ["hr:1", "hr:2", "hr:3"]
            assert reader.batch("bat_1") == batch(1, rows_read=3)

    def test_a_batch_that_did_not_end_well_makes_nothing_live(self, store):
        for number, state in enumerate((ImportState.RUNNING, ImportState.FAILED, ImportState.PREVIEWED)):
            store.stage(ANA, batch(number), [of_person(f"hr:{number}")])
            publish(store, by=batch(number, state=state))
        with store.reading(ANA) as reader:
            assert reader.statements([f"hr:{number}" for number in range(3)]) == ()
            assert reader.asserted_only_by("bat_0") == ()

    def test_staging_the_same_again_adds_nothing(self, store):
        for _ in range(2):
            store.stage(ANA, batch(1), [of_person("hr:1"), of_person("hr:1")])
        publish(store, by=batch(1))
        store.stage(ANA, batch(1), [of_person("hr:1")])
        with store.reading(ANA) as reader:
            assert len(reader.statements(["hr:1"])) == 1
            assert reader.revision == 1

    def test_a_published_batch_cannot_grow(self, store):
        say(store, batch(1), of_person("hr:1"))
        with pytest.raises(ConflictError, match="already published"):
            store.stage(ANA, batch(1), [of_person("hr:1"), of_person("hr:2")])
        with store.reading(ANA) as reader:
            assert reader.live([of_person("hr:1").id, of_person("hr:2").id]) == {of_person("hr:1").id}

    def test_observations_may_be_staged_from_a_generator(self, store):
        store.stage(ANA, batch(1), (of_person(f"hr:{n}") for n in range(3)))
        publish(store, by=batch(1))
        with store.reading(ANA) as reader:
            assert len(reader.statements([f"hr:{n}" for n in range(3)])) == 3

    def test_the_revision_counts_publications_and_nothing_else(self, store):
        store.stage(ANA, batch(1), [of_person("hr:1")])
        assert publish(store, by=batch(1)) == 1
        assert publish(store) == 2
        store.stage(ANA, batch(2), [of_person("hr:2")])
        with store.reading(ANA) as reader:
            assert reader.revision == 2

    @pytest.mark.parametrize("base", [0, 1, 3])
    def test_a_publication_for_another_revision_is_refused_and_changes_nothing(self, store, base):
        publish(store, account("o", is_ours=True), by=batch(1))
        publish(store, by=batch(2))
        late = Publication(
            base_revision=base,
            batch=batch(3),
            records=(record("hr:1", "per_x"),),
            facts={"acc_o": (), "acc_p": (Version(account("p")),)},
            moved={"acc_o": "acc_p"},
        )
        with pytest.raises(OvertakenError, match=f"made for revision {base}, and it is at 2"):
            store.publish(ANA, late)
        with store.reading(ANA) as reader:
            assert reader.revision == 2
            assert reader.batch("bat_3") is None
            assert [v.fact for v in reader.everything()] == [account("o", is_ours=True)]
            assert reader.account("acc_o") == account("o", is_ours=True)
            assert reader.records_of("per_x") == ()

    def test_a_publication_that_breaks_halfway_leaves_nothing(self, store):
        seen = of_person("hr:1")
        say(store, batch(1), seen)
        store.stage(ANA, batch(2), [of_person("hr:2")])
        halfway = Publication(
            base_revision=1,
            batch=batch(2),
            records=(record("hr:2", "per_x"),),
            facts=BreaksHalfway({f"acc_{name}": (Version(account(name)),) for name in "abc"}),
            moved={"per_y": "per_x"},
            retracted=(seen.id,),
        )
        with pytest.raises(Interrupted):
            store.publish(ANA, halfway)
        with store.reading(ANA) as reader:
            assert reader.revision == 1
            assert reader.batch("bat_2") is None
            assert list(reader.everything()) == []
            assert reader.records_of("per_x") == reader.records_of("per_y") == ()
            assert [s.observation for s in reader.statements(["hr:1", "hr:2"])] == [seen]
        assert store.publish(ANA, replace(halfway, facts={}, retracted=())) == 2

    def test_observations_that_cannot_all_be_had_are_not_staged_at_all(self, store):
        def breaks():
            yield of_person("hr:1")
            raise Interrupted

        with pytest.raises(Interrupted):
            store.stage(ANA, batch(1), breaks())
        publish(store, by=batch(1))
        with store.reading(ANA) as reader:
            assert reader.statements(["hr:1"]) == ()

    def test_publishing_a_fact_replaces_all_its_versions(self, store):
        first, second = person("x", "o"), person("x", "o", title="Head of IT")
        publish(store, account("o", is_ours=True), Version(first, until=TODAY), Version(second, since=TODAY))
        publish(store, person("x", "o", title="Chief"))
        found = facts_around(store, None)
        assert found.people == (person("x", "o", title="Chief"),)
        with store.reading(ANA) as reader:
            assert [v.fact.id for v in reader.everything()] == ["acc_o", "per_x"]

    def test_a_fact_without_versions_is_gone_and_may_come_back(self, store):
        publish(store, account("o", is_ours=True), person("x", "o"))
        publish(store, gone=["per_x", "per_never_there"])
        assert facts_around(store, "per_x") is None
        publish(store, person("x", "o"))
        assert facts_around(store, "per_x") is not None

    def test_a_batch_published_again_takes_the_place_of_what_it_was(self, store):
        say(store, batch(1), of_person("hr:1"))
        publish(store, by=batch(1, state=ImportState.UNDONE, note="Wrong file."))
        with store.reading(ANA) as reader:
            assert reader.batch("bat_1") == batch(1, state=ImportState.UNDONE, note="Wrong file.")
            assert reader.batches(10, None).total == 1
            assert reader.revision == 2
