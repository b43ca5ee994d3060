"""A workspace goes from store to store and through files whole, or not at all."""

import gzip
import stat

import pytest

from orggraph.bootstrap import open_store
from orggraph.errors import ConflictError, InvalidInput, NotFound, StoreError, UnreadableFile
from orggraph.usecases.moving import copy, dump, load
from orggraph.usecases.progress import Step
from tests.contract.archive_contract import archive, content, tell
from tests.contract.kit import ANA, account, publish

SERVER = pytest.param("neo4j", marks=pytest.mark.neo4j)


class CutOff(Exception):
    """Somebody pulled the plug."""


class CutsOff:
    """A store of which the connection breaks after so many parts."""

    def __init__(self, store, parts):
        self._store = store
        self.parts = parts

    def __getattr__(self, name):
        return getattr(self._store, name)

    def restore(self, viewer, part):
        if not self.parts:
            raise CutOff
        self.parts -= 1
        self._store.restore(viewer, part)


class Damages(CutsOff):
    """A store that loses one entry of what it is given."""

    def restore(self, viewer, part):
        self._store.restore(viewer, type(part)(part.head, part.before, part.entries[:-1], part.after))


@pytest.fixture
def source():
    store = open_store("memory:")
    tell(store)
    return store


@pytest.fixture(params=["memory", "sqlite", SERVER])
def target(request, tmp_path):
    kinds = {"memory": lambda: "memory:", "sqlite": lambda: f"sqlite:///{tmp_path}/to.db"}
    store = open_store(kinds.get(request.param, lambda: request.getfixturevalue("neo4j_url"))())
    yield store
    store.close()


def test_a_copy_is_the_same_workspace(source, target):
    copied = copy(source, target, ANA)
    assert copied == content(archive(target)[1:]) == content(archive(source)[1:])
    assert archive(target)[0] == archive(source)[0]


def test_a_copy_that_was_cut_off_goes_on_where_it_was(source, target):
    with pytest.raises(CutOff):
        copy(source, CutsOff(target, 3), ANA, at_once=7)
    assert archive(target)[0].revision == 0
    counting = CutsOff(target, 100)
    copy(source, counting, ANA, at_once=7)
    whole = -(-len(archive(source)[1:]) // 7)
    assert 100 - counting.parts == whole - 3
    assert content(archive(target)) == content(archive(source))


def test_a_copy_that_was_cut_off_before_it_was_shown_is_shown(source, target):
    parts = -(-len(archive(source)[1:]) // 7)
    watcher = CutsOff(target, parts)
    watcher.show_restored = None
    with pytest.raises(TypeError):
        copy(source, watcher, ANA, at_once=7)
    copy(source, CutsOff(target, 0), ANA, at_once=7)
    assert content(archive(target)) == content(archive(source))


def test_a_copy_begins_anew_when_the_source_changed_meanwhile(source, target):
    with pytest.raises(CutOff):
        copy(source, CutsOff(target, 3), ANA, at_once=7)
    publish(source, account("new"))
    copy(source, target, ANA, at_once=7)
    assert content(archive(target)) == content(archive(source))


def test_a_copy_begins_anew_when_what_is_there_is_of_another_workspace(source, target):
    other = open_store("memory:")
    for number in range(7):
        publish(other, *(account(f"{number} {n}") for n in range(9)))
    with pytest.raises(CutOff):
        copy(other, CutsOff(target, 3), ANA, at_once=7)
    copy(source, target, ANA, at_once=7)
    assert content(archive(target)) == content(archive(source))


def test_a_store_that_holds_something_is_left_as_it_is(source, target):
    publish(target, account("mine"))
    before = archive(target)
    with pytest.raises(ConflictError, match="not empty"):
        copy(source, target, ANA)
    assert archive(target) == before


def test_what_arrived_differently_is_told(source):
    with pytest.raises(StoreError, match=r"is not what was sent .* Do not use the new store"):
        copy(source, Damages(open_store("memory:"), 0), ANA)


def test_nothing_is_copied_from_an_empty_workspace(target):
    with pytest.raises(NotFound, match="is empty"):
        copy(open_store("memory:"), target, ANA)


def test_a_dump_restores_to_the_same_workspace_and_the_same_dump(source, target, tmp_path):
    dumped = dump(source, ANA, tmp_path / "a.gz")
    assert load(tmp_path / "a.gz", target, ANA) == dumped
    assert content(archive(target)) == content(archive(source))
    dump(target, ANA, tmp_path / "b.gz")
    lines = [gzip.decompress((tmp_path / name).read_bytes()).splitlines() for name in ("a.gz", "b.gz")]
    assert sorted(lines[0]) == sorted(lines[1])


def test_a_dump_is_readable_by_its_owner_alone_and_replaces_nothing(source, tmp_path):
    file = tmp_path / "a.gz"
    dump(source, ANA, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["a.gz"]
    with pytest.raises(InvalidInput, match="exists already"):
        dump(source, ANA, file)


def test_a_dump_that_fails_leaves_nothing_and_what_a_killed_one_left_is_replaced(source, tmp_path):
    file = tmp_path / "a.gz"
    with pytest.raises(NotFound, match="is empty"):
        dump(open_store("memory:"), ANA, file)

    def pulled(*_):
        raise CutOff

    with pytest.raises(CutOff):
        dump(source, ANA, file, pulled)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a.gz.part").write_bytes(b"half")
    dump(source, ANA, file)
    assert [one.name for one in tmp_path.iterdir()] == ["a.gz"]


def test_a_dump_into_no_folder_is_refused(source, tmp_path):
    with pytest.raises(InvalidInput, match=r"There is no folder .*nowhere\. Make it"):
        dump(source, ANA, tmp_path / "nowhere" / "a.gz")


def test_restoring_a_file_tells_of_how_much(source, tmp_path):
    dumped = dump(source, ANA, tmp_path / "a.gz")
    seen = []
    load(tmp_path / "a.gz", open_store("memory:"), ANA, lambda *step: seen.append(step))
    assert (Step.WRITING, dumped.entries, dumped.entries) in seen


def test_whoever_watches_is_told_how_far_it_is(source):
    seen = []
    copied = copy(source, open_store("memory:"), ANA, lambda *step: seen.append(step), at_once=10)
    writing = [done for step, done, _ in seen if step is Step.WRITING]
    assert writing == [*range(10, copied.entries, 10), copied.entries]
    assert seen[-1] == (Step.COMPARING, copied.entries, copied.entries)


def damaged(name, whole):
    lines = whole.splitlines(keepends=True)
    return {
        "cut short": gzip.compress(whole)[:-40],
        "without its end": gzip.compress(b"".join(lines[:-1])),
        "without a line": gzip.compress(b"".join([*lines[:5], *lines[6:]])),
        "with a changed line": gzip.compress(whole.replace(b"Buyer", b"Bayer", 1)),
        "with a broken line": gzip.compress(whole.replace(b'"record"', b'"recor', 1)),
        "no archive": b"id,name\n",
        "nothing": b"",
        "empty inside": gzip.compress(b""),
        "of a newer kind": gzip.compress(whole.replace(b"orggraph-archive/1", b"orggraph-archive/2")),
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "cut short",
        "without its end",
        "without a line",
        "with a changed line",
        "with a broken line",
        "no archive",
        "nothing",
        "empty inside",
        "of a newer kind",
    ],
)
def test_a_file_that_is_not_whole_is_refused_and_nothing_is_written(source, tmp_path, name):
    dump(source, ANA, tmp_path / "a.gz")
    whole = gzip.decompress((tmp_path / "a.gz").read_bytes())
    (tmp_path / "b.gz").write_bytes(damaged(name, whole))
    target = open_store("memory:")
    with pytest.raises(UnreadableFile, match=r"b\.gz is .*(orggraph store dump|Upgrade orggraph)"):
        load(tmp_path / "b.gz", target, ANA)
    assert target.restoring(ANA) is None
