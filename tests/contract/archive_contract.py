"""A whole workspace as an archive: the same from every store, restored in parts that nobody sees until the last is there."""

import pytest
from msgspec import structs

from orggraph.domain.facts import FOREVER
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import ImportState
from orggraph.errors import ConflictError
from orggraph.stores.archive import (
    Content,
    Head,
    Held,
    Known,
    Moved,
    Part,
    Published,
    Restoring,
    Said,
    decoded,
    encoded,
)
from orggraph.stores.base import AccountFilter, Publication
from orggraph.stores.memory import MemoryStore
from tests.contract.facts_contract import WORLD
from tests.contract.kit import (
    ANA,
    BO,
    DAY,
    START,
    TODAY,
    account,
    batch,
    of_person,
    of_tie,
    person,
    publish,
    record,
    say,
    version,
)

RETRACTED, TWICE, UNDONE, STAGED = (of_person(f"hr:{n}") for n in range(4))
MET = of_tie("hr:1", "hr:2")


def tell(store, viewer=ANA):
    """Fill a workspace with everything there can be."""
    say(store, batch(2), TWICE, RETRACTED, MET, viewer=viewer)
    say(store, batch(1), TWICE, viewer=viewer)
    say(store, batch(3), UNDONE, viewer=viewer)
    publish(store, viewer=viewer, by=batch(3, state=ImportState.UNDONE))
    publish(store, viewer=viewer, retracted=[RETRACTED.id], moved={"per_old": "per_we", "per_gone": "per_we"})
    store.stage(viewer, batch(9), [STAGED])
    facts = (*WORLD, version(person("v", "client", title="Buyer"), until=TODAY), version(person("v", "client"), TODAY))
    records = [record("k1", "per_we", "email:we", "name:we"), record("k2", "per_we", kind=EntityKind.POSITION)]
    publish(store, *facts, viewer=viewer, records=records)
    publish(store, viewer=viewer, gone=["per_stranger"], records=[record("k1", "per_chief", "email:we")])


def archive(store, viewer=ANA):
    with store.reading(viewer) as reader:
        return list(reader.archive())


def content(entries):
    return Content().with_all(map(encoded, entries))


def parts(entries, size):
    """Cut an archive into parts."""
    head, *rest = entries
    before = Content()
    for start in range(0, len(rest), size):
        some = rest[start : start + size]
        after = before.with_all(map(encoded, some))
        yield Part(head, before, some, after)
        before = after


def restore(store, entries, size=1000, viewer=ANA):
    for part in parts(entries, size):
        store.restore(viewer, part)
    store.show_restored(viewer, entries[0])


class ArchiveContract:
    """Part of `StoreContract`."""

    @pytest.fixture
    def entries(self, clock):
        """The archive of a workspace in another store."""
        other = MemoryStore(clock)
        tell(other)
        return archive(other)

    def test_an_archive_holds_everything_that_was_published(self, store):
        tell(store)
        head, *entries = archive(store)
        assert head == Head(7, 3)
        counts = {
            kind: len([one for one in entries if type(one) is kind]) for kind in (Published, Said, Known, Moved, Held)
        }
        assert counts == {Published: 6, Said: 4, Known: 2, Moved: 2, Held: len(WORLD) + 1}

    def test_an_archive_is_the_same_from_every_store(self, store, entries):
        tell(store)
        assert content(archive(store)) == content(entries)

    def test_entries_come_back_from_their_lines(self, entries):
        assert [encoded(decoded(encoded(one))) for one in entries] == [encoded(one) for one in entries]

    def test_an_archive_of_a_moment_is_the_same_whatever_is_written_meanwhile(self, store):
        tell(store)
        with store.reading(ANA) as reader:
            before = list(reader.archive())
            publish(
                store,
                account("new"),
                gone=["acc_client"],
                by=batch(1, state=ImportState.UNDONE),
                records=[record("k9", "per_we")],
            )
            assert list(reader.archive()) == before

    def test_what_became_of_all_that_was_said_goes_along(self, store):
        other = MemoryStore()
        tell(other)
        restore(store, archive(other), 3)
        with other.reading(ANA) as there, store.reading(ANA) as here:
            assert here.sayings() == there.sayings()
            (retracted,) = [one for one in here.sayings() if one.retracted]
            assert retracted.retracted_in is not None

    def test_an_archive_of_the_time_before_does_not_say_who_retracted(self, store, entries):
        older = [structs.replace(one, retracted_in=None) if isinstance(one, Said) else one for one in entries]
        restore(store, older)
        assert content(archive(store)) == content(older)
        with store.reading(ANA) as reader:
            (retracted,) = [one for one in reader.sayings() if one.retracted]
            assert (retracted.retracted_in, retracted.known_at(START + DAY)) == (None, None)

    def test_an_empty_workspace_has_only_a_head(self, store):
        assert archive(store) == [Head(0, 0)]

    @pytest.mark.parametrize("size", [1, 7, 1000])
    def test_what_is_restored_is_what_was_archived(self, store, entries, size):
        restore(store, entries, size)
        assert content(archive(store)) == content(entries)
        with store.reading(ANA) as reader:
            assert reader.revision == 7
            assert reader.live([o.id for o in (RETRACTED, TWICE, UNDONE, STAGED)]) == {TWICE.id}
            assert [(s.observation, s.batch_id) for s in reader.statements(["hr:1"])] == [
                (TWICE, "bat_1"),
                (MET, "bat_2"),
            ]
            assert reader.batch("bat_3").state is ImportState.UNDONE
            assert [one.key for one in reader.records_of("per_chief")] == ["k1"]
            assert [one.key for one in reader.records_of("per_old")] == ["k2"]

    def test_work_goes_on_in_a_restored_workspace_as_in_the_first(self, store, entries, clock):
        other = MemoryStore(clock)
        tell(other)
        restore(store, entries)
        for place in (other, store):
            say(place, batch(20), UNDONE, of_person("hr:9"))
            publish(
                place,
                person("v", "ours"),
                gone=["per_buyer"],
                records=[record("k5", "per_v"), record("k1", "per_we", "email:v")],
            )
            publish(place, by=batch(2, state=ImportState.UNDONE))
        assert content(archive(store)) == content(archive(other))

    def test_nothing_of_it_is_visible_before_it_is_shown(self, store, entries):
        *_, last = [store.restore(ANA, part) or part for part in parts(entries, 5)]
        with store.reading(ANA) as reader:
            assert reader.revision == 0
            assert list(reader.everything()) == []
            assert reader.accounts(AccountFilter(), 10, None).total == 0
            assert reader.batches(10, None).total == 0
            assert reader.records_of("per_chief") == reader.statements(["hr:1"]) == ()
        assert archive(store) == [Head(0, 0)]
        assert store.restoring(ANA) == Restoring(7, last.after)
        store.show_restored(ANA, entries[0])
        assert store.restoring(ANA) is None
        assert content(archive(store)) == content(entries)

    def test_restoring_goes_on_where_it_was_cut_off(self, store, again, entries):
        cut = list(parts(entries, 5))
        for part in cut[:3]:
            store.restore(ANA, part)
        assert again.restoring(ANA) == Restoring(7, cut[2].after)
        for part in cut[2:]:
            again.restore(ANA, part)
        again.show_restored(ANA, entries[0])
        assert content(archive(store)) == content(entries)

    def test_a_part_that_does_not_go_on_from_what_is_there_is_refused(self, store, entries):
        cut = list(parts(entries, 5))
        with pytest.raises(ConflictError, match="does not go on"):
            store.restore(ANA, cut[1])
        store.restore(ANA, cut[0])
        with pytest.raises(ConflictError, match="does not go on"):
            store.restore(ANA, cut[2])
        assert store.restoring(ANA) == Restoring(7, cut[0].after)

    def test_a_first_part_begins_anew(self, store, entries):
        for part in list(parts(entries, 5))[:4]:
            store.restore(ANA, part)
        restore(store, entries, 7)
        assert content(archive(store)) == content(entries)

    def test_a_workspace_in_which_something_was_published_is_not_restored_over(self, store, entries):
        publish(store, account("a"))
        with pytest.raises(ConflictError, match="not empty"):
            store.restore(ANA, next(parts(entries, 5)))
        assert store.restoring(ANA) is None
        assert [one.fact for one in self._facts(store)] == [account("a")]

    def test_nothing_is_published_beside_what_is_being_restored(self, store, entries):
        store.restore(ANA, next(parts(entries, 5)))
        with pytest.raises(ConflictError, match="being restored"):
            store.publish(ANA, Publication(base_revision=0, batch=batch(1)))
        assert publish(store, account("b"), viewer=BO) == 1

    def test_another_workspace_is_not_touched(self, store, entries):
        tell(store, BO)
        restore(store, entries)
        assert content(archive(store, BO)) == content(archive(store)) == content(entries)
        publish(store, viewer=BO, gone=["acc_client"])
        assert content(archive(store)) == content(entries)

    def test_versions_without_end_have_none_in_an_archive(self, store):
        publish(store, account("a"))
        (held,) = [one for one in archive(store) if isinstance(one, Held)]
        assert (held.kind, held.until) == ("acc", FOREVER)

    def _facts(self, store):
        with store.reading(ANA) as reader:
            return list(reader.everything())
