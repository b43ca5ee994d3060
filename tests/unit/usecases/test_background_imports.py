"""Imports that outlive their process: how far they are is seen by all, who dies at one is found out, and nothing is done by halves."""

from datetime import UTC, datetime, timedelta

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.observations import ImportState
from orggraph.domain.viewer import LOCAL
from orggraph.errors import ConflictError, StoreError, TakenUpError
from orggraph.usecases import background as module
from orggraph.usecases import holding
from orggraph.usecases.background import MOST_ATTEMPTS, Background, fail_lapsed, take_up
from orggraph.usecases.holding import LEASE, Stopped
from orggraph.usecases.importing import ImportRequest, commit_import, import_file, preview_import
from orggraph.usecases.progress import Step
from tests.fakes import CountingStore

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LAPSED = NOW + LEASE + timedelta(seconds=5)
ROWS = 2_500


@pytest.fixture(params=["memory:", "sqlite:///{}/store.db"])
def store(request, tmp_path):
    made = CountingStore(open_store(request.param.format(tmp_path)))
    yield made
    made.close()


def contacts(rows=30):
    lines = [f"Ana,Bo{n},https://www.linkedin.com/in/ana-{n},,Firm {n % 50},Buyer,05 Mar 2024" for n in range(rows)]
    content = "\n".join(["First Name,Last Name,URL,Email Address,Company,Position,Connected On", *lines]).encode()
    return ImportRequest(file_name="Connections.csv", content=content, owner_name="Cy Dee")


def committed(store, rows=30):
    """Begin the import of a previewed file, and give its work."""
    token = preview_import(store, LOCAL, formats(), contacts(rows), NOW).token
    return commit_import(store, LOCAL, formats(), token, NOW).work


def listed(store):
    with store.reading(LOCAL) as reader:
        return reader.batches(10, None).rows


def facts(store):
    """Give what is believed, and how many publications there were."""
    with store.reading(LOCAL) as reader:
        return reader.revision, list(reader.everything())


def whole():
    """Give what the import makes where nothing disturbs it."""
    undisturbed = open_store("memory:")
    committed(undisturbed).run()
    return facts(undisturbed)


def dies(work, at=Step.WRITING):
    """Let the process of an import die at a step: nothing more is told of it."""

    class Died(BaseException):
        pass

    def watch(step, *_):
        if step is at:
            work.hold._over.set()
            work.hold._begun = False
            raise Died

    with pytest.raises(Died):
        work.run(watch)


def taken_up(store, at=LAPSED):
    """Take up what nobody works on."""
    found = [take_up(store, formats(), lapsed, at) for lapsed in store.lapsed_jobs(at)]
    return [work for work in found if work]


def test_an_import_that_was_begun_is_listed_and_nothing_of_it_is_believed(store):
    work = committed(store)
    (batch,) = listed(store)
    assert (batch.id, batch.state, batch.rows_read, batch.rows_total) == (work.batch.id, ImportState.RUNNING, 0, 30)
    assert (batch.author, batch.user, batch.file_name) == ("Local user", "local", "Connections.csv")
    assert facts(store) == (0, [])


def test_how_many_rows_were_read_is_told_as_they_are(store, monkeypatch):
    monkeypatch.setattr(holding, "_TOLD_EVERY", 0)
    work = committed(store, ROWS)
    seen = []

    def watch(step, *_):
        (batch,) = listed(store)
        seen.append((step, batch.state, batch.rows_read, batch.rows_total))

    done = work.run(watch)
    assert [one[2] for one in seen] == sorted(one[2] for one in seen)
    assert {one[1:2] + one[3:] for one in seen} == {(ImportState.RUNNING, ROWS)}
    assert 0 < next(one[2] for one in seen if one[2]) < ROWS
    assert (done.state, done.rows_read, done.rows_total) == (ImportState.DONE, ROWS, ROWS)
    assert listed(store) == (done,)
    assert done.finished_at > done.started_at


@pytest.mark.parametrize("at", list(Step))
def test_an_import_whose_process_died_is_done_by_another(store, at):
    work = committed(store, 1_200)
    dies(work, at)
    assert taken_up(store, NOW + LEASE / 2) == [], "its process might live"
    (again,) = taken_up(store)
    assert taken_up(store) == [], "somebody works on it"
    done = again.run()
    assert (done.id, done.state) == (work.batch.id, ImportState.DONE)
    assert listed(store) == (done,)
    undisturbed = open_store("memory:")
    committed(undisturbed, 1_200).run()
    assert facts(store) == facts(undisturbed)
    assert store.lapsed_jobs(LAPSED + LEASE * 9) == ()


def test_what_a_process_that_slept_did_not_do_is_done_once(store):
    sleeper = committed(store)
    woken = []

    def sleeps(step, *_):
        if step is Step.WRITING and not woken:
            woken.extend(taken_up(store))
            woken[0].run()

    done = sleeper.run(sleeps)
    assert (listed(store), done.state) == ((done,), ImportState.DONE)
    assert facts(store) == whole()


def test_whoever_lost_an_import_hears_of_it_when_it_tells_how_far_it_is(store):
    sleeper = committed(store)

    def sleeps(step, *_):
        if step is Step.COMPARING:
            taken_up(store)

    with pytest.raises(TakenUpError, match="taken up by another process"):
        sleeper.run(sleeps)
    assert [batch.state for batch in listed(store)] == [ImportState.RUNNING]
    assert facts(store) == (0, [])


def test_what_was_published_before_its_process_died_is_let_be(store):
    work = committed(store)
    store.end_job = lambda *_: (_ for _ in ()).throw(StoreError("gone"))
    done = work.run()
    del store.end_job
    assert listed(store) == (done,)
    (again,) = taken_up(store)
    assert again.run() == done
    assert (listed(store), facts(store)) == ((done,), whole())
    assert store.lapsed_jobs(LAPSED + LEASE * 9) == ()


def test_an_import_at_which_one_process_after_the_other_dies_fails(store):
    work = committed(store)
    at = NOW
    for _ in range(MOST_ATTEMPTS - 1):
        dies(work)
        at += 2 * LEASE
        (work,) = taken_up(store, at)
    dies(work)
    assert taken_up(store, at + 2 * LEASE) == []
    (batch,) = listed(store)
    assert (batch.state, batch.problems[-1].message) == (
        ImportState.FAILED,
        "The import was cut off 3 times. Nothing of it was kept.",
    )
    assert batch.problems[-1].hint == "Import the file again."
    assert facts(store) == (0, [])


def test_an_import_that_only_its_own_process_could_do_fails_with_it(store):
    def watch(step, *_):
        if step is Step.WRITING:
            raise SystemExit

    with pytest.raises(SystemExit):
        import_file(store, LOCAL, formats(), contacts(), NOW, watch)
    (batch,) = listed(store)
    assert (batch.state, batch.problems[-1].message) == (
        ImportState.FAILED,
        "The import was broken off. Nothing of it was kept.",
    )
    assert facts(store) == (0, [])


def test_one_that_was_killed_is_said_to_have_failed_when_its_time_is_over(store, monkeypatch):
    monkeypatch.setattr(holding.Hold, "__exit__", lambda hold, *_: hold._over.set())

    def killed(step, *_):
        if step is Step.WRITING:
            raise SystemExit

    with pytest.raises(SystemExit):
        import_file(store, LOCAL, formats(), contacts(), NOW, killed)
    fail_lapsed(store, NOW + LEASE / 2)
    assert [batch.state for batch in listed(store)] == [ImportState.RUNNING]
    fail_lapsed(store, LAPSED)
    (batch,) = listed(store)
    assert (batch.state, batch.problems[-1].message) == (
        ImportState.FAILED,
        "The import was cut off. Nothing of it was kept.",
    )
    fail_lapsed(store, LAPSED + LEASE)
    assert listed(store) == (batch,)


def test_what_another_can_do_is_not_said_to_have_failed(store):
    dies(committed(store))
    fail_lapsed(store, LAPSED)
    assert [batch.state for batch in listed(store)] == [ImportState.RUNNING]


def test_a_mistake_that_is_told_at_once_leaves_no_trace(store):
    with pytest.raises(Exception, match="Name one of ours"):
        import_file(store, LOCAL, formats(), ImportRequest(file_name="a.csv", content=contacts().content), NOW)
    assert listed(store) == ()


def test_a_process_that_stops_leaves_its_import_to_another_at_once(store):
    def stops(step, *_):
        if step is Step.WRITING:
            raise Stopped

    work = committed(store)
    for attempt in range(1, MOST_ATTEMPTS + 2):
        with pytest.raises(Stopped):
            work.run(stops)
        (work,) = taken_up(store, NOW + timedelta(seconds=5 * attempt))
    work.run()
    assert facts(store) == whole()


def test_whoever_lives_says_so_in_time(store, monkeypatch):
    monkeypatch.setattr(holding, "_RENEWED_EVERY", 0.001)
    work = committed(store)
    before = store.pulse(LOCAL).progress
    while store.pulse(LOCAL).progress < before + 3:
        pass
    work.run()
    assert [batch.state for batch in listed(store)] == [ImportState.DONE]


def test_imports_are_done_one_after_the_other_and_those_that_were_cut_off_too(store):
    cut_off = committed(store)
    dies(cut_off)
    doing = Background(store, formats(), lambda: LAPSED)
    works = [committed(store, rows) for rows in (2, 3)]
    for work in works:
        doing.begin(work)
    doing.look()
    while any(batch.state is ImportState.RUNNING for batch in listed(store)):
        pass
    assert {batch.id for batch in listed(store)} == {work.batch.id for work in (cut_off, *works)}
    assert {batch.state for batch in listed(store)} == {ImportState.DONE}
    doing.close(5)


def test_no_more_than_so_many_wait(store, monkeypatch):
    monkeypatch.setattr(module, "MOST_WAITING", 0)
    with pytest.raises(ConflictError, match="imports are waiting"):
        Background(store, formats(), lambda: NOW).check_room()


def test_what_waits_when_a_process_stops_is_left_to_another(store):
    doing = Background(store, formats(), lambda: NOW)
    doing.close(0)
    work = committed(store)
    doing.begin(work)
    doing.close(5)
    (again,) = taken_up(store, NOW + timedelta(seconds=5))
    assert again.run().state is ImportState.DONE
