"""Observations: kept once, live while a finished batch asserts them and nobody took them back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import ImportState, Observation, RowProblem, Saying, Statement
from tests.contract.kit import ANA, BO, START, batch, of_person, of_tie, publish, say

MINUTE = timedelta(minutes=1)


class StatementsContract:
    """Part of `StoreContract`."""

    def test_statements_are_those_about_the_asked_records_in_the_order_of_ids(self, store):
        said = [of_person("hr:1"), of_person("hr:1", title="Buyer"), of_person("hr:2"), of_person("hr:3")]
        say(store, batch(1), *said)
        with store.reading(ANA) as reader:
            found = reader.statements(["hr:1", "hr:2", "hr:nobody"])
        assert [s.observation for s in found] == sorted(said[:3], key=lambda o: o.id)

    def test_statements_referring_to_a_record_name_it_in_what_they_say(self, store):
        line = Observation(
            kind=EntityKind.LINE,
            subject="hr:seat/1",
            said={"company": "Exemplis  SAS", "manager": "hr:seat/2", "kind": "SOLID"},
            source="hr:exemplis",
        )
        about, met = of_person("hr:1"), of_tie("hr:2", "hr:1")
        say(store, batch(1), about, met, line)
        with store.reading(ANA) as reader:
            assert [s.observation for s in reader.statements(referring_to=["hr:1"])] == [met]
            assert [s.observation for s in reader.statements(referring_to=["hr:seat/2"])] == [line]
            assert [s.observation for s in reader.statements(referring_to=["company:exemplis sas"])] == [line]
            both = {s.observation.id for s in reader.statements(["hr:1"], ["hr:1"])}
        assert both == {about.id, met.id}

    def test_a_statement_that_is_about_and_refers_comes_once(self, store):
        met = of_tie("hr:1", "hr:2")
        say(store, batch(1), met)
        with store.reading(ANA) as reader:
            assert len(reader.statements(["hr:1"], ["hr:2"])) == 1

    def test_no_records_have_no_statements(self, store):
        say(store, batch(1), of_person("hr:1"))
        with store.reading(ANA) as reader:
            assert reader.statements() == reader.statements([], []) == ()

    def test_an_observation_comes_back_as_it_was_said(self, store):
        said = Observation(
            kind=EntityKind.PERSON,
            subject="hr:exemplis/É'%_\"\\ 🚀\n1",
            said={
                "name": "Zoé « O'Brien » 🚀",
                "keys": ["email:z@x.example"],
                "title": None,
                "has_left": True,
                "weight": 0.25,
                "rank": 3,
            },
            source="hr:exemplis",
            author="Ana",
            confidence=0.7,
            valid_from=date(2026, 1, 1),
            valid_until=date(9999, 12, 31),
        )
        say(store, batch(1), said)
        with store.reading(ANA) as reader:
            (found,) = reader.statements([said.subject])
            assert reader.live([said.id]) == {said.id}
        assert found.observation == said
        assert found.observation.id == said.id
        assert {name: type(value) for name, value in found.observation.said.items()} == {
            name: type(value) for name, value in said.said.items()
        }

    def test_an_observation_of_two_batches_is_kept_once_with_the_times_of_both(self, store):
        seen = of_person("hr:1")
        say(store, batch(2), seen)
        say(store, batch(1), seen)
        say(store, batch(3, started_at=START.astimezone(timezone(timedelta(hours=5))) + 3 * MINUTE), seen)
        with store.reading(ANA) as reader:
            (found,) = reader.statements(["hr:1"])
        assert (found.first_said_at, found.last_said_at) == (START + MINUTE, START + 3 * MINUTE)
        assert found.batch_id == "bat_1"
        assert found.first_said_at.tzinfo is UTC

    def test_of_two_batches_at_one_moment_the_one_with_the_first_id_said_it_first(self, store):
        seen = of_person("hr:1")
        for number in (2, 1):
            say(store, batch(number, started_at=START), seen)
        with store.reading(ANA) as reader:
            assert [s.batch_id for s in reader.statements(["hr:1"])] == ["bat_1"]

    def test_what_was_said_at_a_known_moment_was_said_then_whoever_asserts_it(self, store):
        said_at = datetime(2026, 1, 5, 8, 30, 0, 123456, tzinfo=UTC)
        edit = Observation(
            kind=EntityKind.PERSON, subject="own:1", said={"name": "Zoé"}, source="user:ana", said_at=said_at
        )
        say(store, batch(1), edit)
        say(store, batch(2), edit)
        with store.reading(ANA) as reader:
            (found,) = reader.statements(["own:1"])
        assert (found.first_said_at, found.last_said_at, found.batch_id) == (said_at, said_at, "bat_1")
        assert found.observation.said_at == said_at

    def test_undoing_one_of_two_batches_keeps_what_the_other_says(self, store):
        shared, alone = of_person("hr:1"), of_person("hr:2")
        say(store, batch(1), shared, alone)
        say(store, batch(2), shared)
        publish(store, by=batch(1, state=ImportState.UNDONE))
        with store.reading(ANA) as reader:
            assert reader.live([shared.id, alone.id, "obs_unknown"]) == {shared.id}
            (found,) = reader.statements(["hr:1", "hr:2"])
            assert (found.first_said_at, found.batch_id) == (START + 2 * MINUTE, "bat_2")
        publish(store, by=batch(2, state=ImportState.UNDONE))
        with store.reading(ANA) as reader:
            assert reader.live([shared.id, alone.id]) == frozenset()

    def test_an_undone_observation_is_live_again_when_a_new_batch_says_it(self, store):
        seen = of_person("hr:1")
        say(store, batch(1), seen)
        publish(store, by=batch(1, state=ImportState.UNDONE))
        say(store, batch(2), seen)
        with store.reading(ANA) as reader:
            assert [s.batch_id for s in reader.statements(["hr:1"])] == ["bat_2"]

    def test_what_only_one_batch_says_is_what_would_end_with_it(self, store):
        shared, staged = of_person("hr:1"), of_person("hr:4")
        alone = sorted([of_person("hr:2"), of_person("hr:3")], key=lambda o: o.id)
        say(store, batch(1), shared, *alone)
        say(store, batch(2), shared)
        store.stage(ANA, batch(3), [staged, *alone])
        with store.reading(ANA) as reader:
            assert reader.asserted_only_by("bat_1") == tuple(alone)
            assert reader.asserted_only_by("bat_2") == ()
            assert reader.asserted_only_by("bat_3") == ()
            assert reader.asserted_only_by("bat_unknown") == ()

    def test_what_others_say_too_keeps_the_times_of_the_others(self, store):
        shared, alone = of_person("hr:1"), of_person("hr:2")
        for number in (1, 2, 3):
            say(store, batch(number), shared)
        say(store, batch(4), shared, alone)
        store.stage(ANA, batch(5), [alone])
        publish(store, by=batch(3, state=ImportState.UNDONE))
        with store.reading(ANA) as reader:
            assert reader.asserted_by_others_too("bat_4") == (
                Statement(shared, START + MINUTE, START + 2 * MINUTE, "bat_1"),
            )
            assert reader.asserted_by_others_too("bat_1") == (
                Statement(shared, START + 2 * MINUTE, START + 4 * MINUTE, "bat_2"),
            )
            assert reader.asserted_by_others_too("bat_3") == ()
            assert reader.asserted_by_others_too("bat_5") == ()
            assert reader.asserted_by_others_too("bat_unknown") == ()

    def test_what_others_say_too_comes_in_the_order_of_ids_without_what_was_retracted(self, store):
        said = sorted((of_person(f"hr:{n}") for n in range(5)), key=lambda o: o.id)
        say(store, batch(1), *said)
        say(store, batch(2), *said)
        publish(store, retracted=[said[2].id])
        with store.reading(ANA) as reader:
            found = [s.observation for s in reader.asserted_by_others_too("bat_1")]
        assert found == [*said[:2], *said[3:]]

    def test_a_retracted_observation_is_never_live_again(self, store):
        seen, kept = of_person("hr:1"), of_person("hr:2")
        say(store, batch(1), seen, kept)
        publish(store, retracted=[seen.id, "obs_unknown"])
        say(store, batch(2), seen)
        with store.reading(ANA) as reader:
            assert reader.live([seen.id, kept.id]) == {kept.id}
            assert [s.observation for s in reader.statements(["hr:1", "hr:2"])] == [kept]
            assert reader.retracted([seen.id, kept.id, "obs_unknown"]) == {seen.id}
            assert reader.asserted_only_by("bat_1") == (kept,)
            assert reader.asserted_only_by("bat_2") == ()

    def test_a_retraction_may_be_said_twice(self, store):
        seen = of_person("hr:1")
        say(store, batch(1), seen)
        publish(store, retracted=[seen.id])
        publish(store, retracted=[seen.id, seen.id])
        with store.reading(ANA) as reader:
            assert reader.live([seen.id]) == frozenset()
            assert reader.revision == 3

    def test_many_observations_are_asked_for_at_once(self, store):
        said = [of_person(f"hr:{n}") for n in range(2500)]
        say(store, batch(1), *said)
        with store.reading(ANA) as reader:
            assert len(reader.live([o.id for o in said])) == 2500
            assert len(reader.statements([o.subject for o in said])) == 2500
            assert len(reader.asserted_only_by("bat_1")) == 2500

    def test_a_batch_comes_back_whole(self, store):
        problem = RowProblem(file="chart.csv", row=7, column="manager", message="Nobody is called X.", hint="Add X.")
        whole = batch(
            1,
            file_name="chart « été ».csv",
            file_hash="ab" * 32,
            finished_at=START + MINUTE,
            rows_read=12,
            created=3,
            changed=2,
            unchanged=1,
            skipped={"closed member": 4},
            problems=(problem,),
            answer_id="per_1",
            note="A note.",
        )
        say(store, whole, of_person("hr:1"))
        with store.reading(ANA) as reader:
            assert reader.batch("bat_1") == whole
            assert reader.batch("bat_2") is None

    @pytest.mark.parametrize("key", ["", "a\x1fb", '["x"]', "ß", "😀\uffee"])
    def test_any_text_is_a_key(self, store, key):
        say(store, batch(1), of_person(key, name="Zoé"), of_person("a", name="Bo"), of_tie("hr:9", key))
        with store.reading(ANA) as reader:
            assert [s.observation.subject for s in reader.statements([key])] == [key]
            assert [s.observation.subject for s in reader.statements(referring_to=[key])] == ["hr:9"]

    def test_what_was_ever_said_comes_with_all_who_said_it_and_what_became_of_it(self, store):
        kept, undone, retracted, other = (of_person(f"hr:{n}") for n in range(4))
        first, second = say(store, batch(1), kept, undone, retracted), say(store, batch(2), kept)
        back = replace(batch(1), state=ImportState.UNDONE, finished_at=START + 10 * MINUTE)
        publish(store, by=back)
        edit = batch(20, importer="edit")
        say(store, batch(3), retracted)
        publish(store, by=edit, retracted=[retracted.id])
        store.stage(ANA, batch(5), [other])
        with store.reading(ANA) as reader:
            found = {one.observation.id: one for one in reader.sayings([f"hr:{n}" for n in range(4)])}
            assert list(found) == sorted(found)
            assert found.keys() == {kept.id, undone.id, retracted.id}
            assert found[kept.id].batches == (back, second)
            assert found[undone.id] == Saying(undone, (back,))
            assert found[retracted.id] == Saying(retracted, (back, batch(3)), retracted=True, retracted_in=edit)
            assert reader.sayings() == tuple(found.values())
        assert first.id == back.id

    def test_what_was_ever_said_is_found_by_what_it_refers_to(self, store):
        met = of_tie("hr:2", "hr:1")
        say(store, batch(1), of_person("hr:1"), met)
        with store.reading(ANA) as reader:
            assert [one.observation for one in reader.sayings([], ["hr:1"])] == [met]
            assert len(reader.sayings(["hr:1"], ["hr:1"])) == 2
            assert reader.sayings([]) == ()
        with store.reading(BO) as reader:
            assert reader.sayings() == ()

    def test_what_was_known_at_a_moment_is_what_counted_then(self, store):
        said = of_person("hr:1")
        say(store, batch(2), said)
        say(store, batch(4), said)
        publish(store, by=replace(batch(2), state=ImportState.UNDONE, finished_at=START + 6 * MINUTE))
        publish(store, by=batch(8, importer="edit"), retracted=[said.id])
        with store.reading(ANA) as reader:
            (one,) = reader.sayings(["hr:1"])
        known = {minute: one.known_at(START + minute * MINUTE) for minute in (1, 2, 4, 6, 8)}
        assert (known[1], known[8]) == (None, None)
        assert known[2] == Statement(said, START + 2 * MINUTE, START + 2 * MINUTE, "bat_2")
        assert known[4] == Statement(said, START + 2 * MINUTE, START + 4 * MINUTE, "bat_2")
        assert known[6] == Statement(said, START + 4 * MINUTE, START + 4 * MINUTE, "bat_4")

    def test_what_is_known_now_is_what_is_live(self, store):
        said = [of_person(f"hr:{n}") for n in range(4)]
        say(store, batch(1), *said[:3])
        say(store, batch(2), *said[1:])
        publish(store, by=batch(3, importer="edit"), retracted=[said[2].id])
        publish(store, by=replace(batch(1), state=ImportState.UNDONE, finished_at=START + 4 * MINUTE))
        with store.reading(ANA) as reader:
            known = [one.known_at(START + 9 * MINUTE) for one in reader.sayings()]
            assert tuple(one for one in known if one) == reader.statements([o.subject for o in said])
