import io
import zipfile

import pytest

from orggraph.errors import TooLargeError
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
