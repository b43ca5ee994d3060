import io
import zipfile

import pytest

from orggraph.errors import TooLargeError, UnreadableFile
from orggraph_importers import unpacking
from orggraph_importers.unpacking import unpack


def archive(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


def test_an_archive_within_an_archive_is_opened():
    assert [entry.name for entry in unpack("a.zip", archive(inner=archive(names=b"a,b")))] == ["names"]


def test_nested_archives_share_one_bound(monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_IN_ALL", 1_000)
    inner = archive(a=bytes(range(32, 127)) * 6)
    with pytest.raises(TooLargeError):
        unpack("a.zip", archive(one=inner, two=inner))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", archive(), b"\x00\x01\x02" * 100])
def test_what_cannot_be_read_is_said(content):
    with pytest.raises(UnreadableFile):
        unpack("a.zip", content)


def test_an_archive_that_unpacks_without_end_is_refused():
    with pytest.raises(TooLargeError):
        unpack("a.zip", archive(bomb=b"a" * 50_000_000))
