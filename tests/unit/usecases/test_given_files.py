import pytest

from orggraph.bootstrap import formats
from orggraph.domain.importing import MOST_READ
from orggraph.errors import InvalidInput, TooLargeError
from orggraph.usecases.given_files import content_of


def test_a_folder_stands_for_an_archive_of_the_files_in_it(tmp_path):
    (tmp_path / "Jobs").mkdir()
    (tmp_path / "b.csv").write_bytes(b"a,b\n1,2\n")
    (tmp_path / "Jobs" / "a.csv").write_bytes(b"c,d\n3,4\n")
    entries = formats().unpack("export", content_of(tmp_path))
    assert [(entry.name, entry.content) for entry in entries] == [("a.csv", b"c,d\n3,4\n"), ("b.csv", b"a,b\n1,2\n")]


def test_a_folder_of_the_same_files_is_the_same_upload_whenever_they_were_written(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    before = content_of(tmp_path)
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    assert content_of(tmp_path) == before


def test_what_is_not_there_is_said_by_its_path(tmp_path):
    with pytest.raises(InvalidInput, match=r"missing\.csv cannot be read: No such file or directory\. Give the path"):
        content_of(tmp_path / "missing.csv")


def sparse(path, size):
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path):
    file = sparse(tmp_path / "huge.csv", 2**40)
    with pytest.raises(
        TooLargeError, match=r"huge\.csv is too large: more than 120 MB are not read at once\. Import a"
    ):
        content_of(file)


def test_a_folder_of_files_that_are_too_large_together_is_refused(tmp_path):
    for name in ("a.csv", "b.csv"):
        sparse(tmp_path / name, MOST_READ // 2 + 1)
    with pytest.raises(TooLargeError, match=r"b\.csv is too large"):
        content_of(tmp_path)


def test_a_folder_of_very_many_files_is_refused(tmp_path):
    for number in range(2_001):
        (tmp_path / f"{number}.csv").touch()
    with pytest.raises(TooLargeError, match=r"holds more than 2000 files"):
        content_of(tmp_path)
