"""Imports under way: how far they have come is seen by all, what they say by nobody; who works on them until when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from orggraph.domain.observations import ImportState
from orggraph.errors import ConflictError
from orggraph.stores.base import Job, Pulse
from tests.contract.kit import ANA, BO, START, batch, of_person, publish

MINUTE = timedelta(minutes=1)


def job(number=1, holder="a", **more):
    state = more.pop("state", ImportState.RUNNING)
    given = {"lease": START + MINUTE, "body": b"\x00\xff work", **more}
    return Job(batch=batch(number, state=state, rows_read=given.pop("rows", 0)), holder=holder, **given)


def shown(store, viewer=ANA):
    """Give the imports that are listed: which, how they stand, how many rows were read."""
    with store.reading(viewer) as reader:
        page = reader.batches(10, None)
        assert page.total == len(page.rows)
        assert [reader.batch(one.id) for one in page.rows] == list(page.rows)
        return [(one.id, one.state.value, one.rows_read) for one in page.rows]


def lapsed(store, after=MINUTE):
    return [(one.workspace, one.job) for one in store.lapsed_jobs(START + after)]


class JobsContract:
    """Part of `StoreContract`."""

    def test_a_job_is_listed_as_far_as_it_has_come_and_only_in_its_workspace(self, store, again):
        store.keep_job(ANA, job())
        assert shown(again) == [("bat_1", "RUNNING", 0)]
        store.keep_job(ANA, job(rows=7))
        assert shown(again) == [("bat_1", "RUNNING", 7)]
        assert shown(store, BO) == []
        store.keep_job(ANA, job(rows=7, state=ImportState.FAILED))
        assert shown(again) == [("bat_1", "FAILED", 7)]
        with store.reading(ANA) as reader:
            assert reader.revision == 0

    def test_nothing_of_what_a_job_staged_is_seen(self, store):
        store.keep_job(ANA, job())
        store.stage(ANA, job().batch, [of_person("hr:1")])
        with store.reading(ANA) as reader:
            assert reader.live([of_person("hr:1").id]) == frozenset()
            assert list(reader.everything()) == []

    def test_a_published_batch_takes_the_place_of_its_job_at_once(self, store):
        store.keep_job(ANA, job(rows=3))
        with store.reading(ANA) as before:
            publish(store, by=batch(1, rows_read=9))
            assert before.batch("bat_1").state is ImportState.RUNNING
        assert shown(store) == [("bat_1", "DONE", 9)]
        store.end_job(ANA, "bat_1", "a")
        assert shown(store) == [("bat_1", "DONE", 9)]
        assert lapsed(store) == []

    def test_jobs_and_published_imports_make_one_list_in_pages(self, store):
        publish(store, by=batch(2))
        publish(store, by=batch(4))
        for number in (1, 3, 5):
            store.keep_job(ANA, job(number))
        found, after = [], None
        while True:
            with store.reading(ANA) as reader:
                page = reader.batches(2, after)
            assert page.total == 5
            found += [one.id for one in page.rows]
            if not page.has_next:
                break
            after = page.keys[-1]
        assert found == ["bat_5", "bat_4", "bat_3", "bat_2", "bat_1"]

    def test_only_its_holder_goes_on_with_a_job_until_another_takes_it(self, store, again):
        store.keep_job(ANA, job(holder="a"))
        with pytest.raises(ConflictError, match="bat_1 was taken up by another process"):
            again.keep_job(ANA, job(holder="b", rows=1))
        with pytest.raises(ConflictError):
            again.keep_job(ANA, job(holder="b", rows=1), "c")
        again.keep_job(ANA, job(holder="b", rows=2, attempt=2), "a")
        with pytest.raises(ConflictError):
            store.keep_job(ANA, job(holder="a", rows=3))
        store.end_job(ANA, "bat_1", "a")
        assert shown(store) == [("bat_1", "RUNNING", 2)]
        again.end_job(ANA, "bat_1", "b")
        assert shown(store) == []

    def test_what_it_takes_to_do_a_job_stays_until_it_is_let_go_of(self, store):
        store.keep_job(ANA, job(body=b"\x00\xff work"))
        store.keep_job(ANA, job(body=None, attempt=2))
        assert [one.body for _, one in lapsed(store)] == [b"\x00\xff work"]
        assert [one.attempt for _, one in lapsed(store)] == [2]
        store.keep_job(ANA, job(body=b""))
        assert [one.body for _, one in lapsed(store)] == [None]

    def test_the_jobs_of_all_workspaces_that_nobody_works_on_are_found_the_longest_lapsed_first(self, store):
        store.keep_job(ANA, job(1, lease=START + 3 * MINUTE))
        store.keep_job(BO, job(1, lease=START + 2 * MINUTE))
        store.keep_job(BO, job(2, lease=START + MINUTE, state=ImportState.FAILED))
        assert lapsed(store) == []
        early, late = job(1, lease=START + 2 * MINUTE), job(1, lease=START + 3 * MINUTE)
        assert lapsed(store, 2 * MINUTE) == [("two", early)]
        assert lapsed(store, 3 * MINUTE) == [("two", early), ("one", late)]
        store.keep_job(BO, replace(early, lease=START + 9 * MINUTE))
        assert lapsed(store, 3 * MINUTE) == [("one", late)]

    def test_a_pulse_moves_when_something_is_published_or_told_of_a_job_and_else_never(self, store, again):
        assert store.pulse(ANA) == Pulse(0, 0)
        publish(store, by=batch(1))
        assert again.pulse(ANA) == Pulse(1, 0)
        store.keep_job(ANA, job(2))
        store.keep_job(ANA, job(2, rows=1))
        assert again.pulse(ANA) == Pulse(1, 2)
        store.stage(ANA, batch(3), [of_person("hr:1")])
        with pytest.raises(ConflictError):
            store.keep_job(ANA, job(2, holder="b"))
        assert again.pulse(ANA) == Pulse(1, 2)
        assert again.pulse(BO) == Pulse(0, 0)

    def test_a_job_is_no_part_of_an_archive(self, store):
        publish(store, by=batch(1))
        with store.reading(ANA) as reader:
            before = list(reader.archive())
        store.keep_job(ANA, job(2))
        with store.reading(ANA) as reader:
            assert list(reader.archive()) == before
