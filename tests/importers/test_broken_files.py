"""Files as they should not be: each ends in words that say what, where and what to do, or is taken as far as it goes."""

from collections import Counter
from pathlib import Path

import pytest

from orggraph.bootstrap import formats
from orggraph.domain.viewer import LOCAL
from orggraph.errors import OrgGraphError
from orggraph.usecases.importing import import_file, preview_import
from tests.importers.broken import made
from tests.importers.broken.cases import FILES, MADE, Refused
from tests.unit.importers.import_files import NOW, chart, found, request, versions

FOLDER = Path(__file__).parent / "broken" / "files"
SAID = {"owner_name": "Oana Propriétaire", "account_name": "Exemplis"}
CASES = [pytest.param(name, expected, id=name) for name, expected in (FILES | MADE).items()]


def content_of(name):
    return (FOLDER / name).read_bytes() if name in FILES else getattr(made, name)()


def whole(store):
    """Give all that a store holds: its revision, imports that failed too, and each entry of an archive of it."""
    with store.reading(LOCAL) as reader:
        return reader.revision, reader.batches(100, None).rows, list(reader.archive())


def refused_by(act, store, given):
    with pytest.raises(OrgGraphError) as refused:
        act(store, LOCAL, formats(), given, NOW)
    return refused.value


@pytest.mark.parametrize(("name", "expected"), CASES)
def test_a_broken_file_comes_to_what_is_declared(name, expected):
    _, store = chart("name,title,manager\nZoé Zéro,CEO,\n", account_name="Velmont")
    before, facts = whole(store), versions(store)
    given = request(content_of(name), name, **SAID)
    if isinstance(expected, Refused):
        for act in (preview_import, import_file):
            assert_refused(refused_by(act, store, given), expected, name)
        assert whole(store) == before
    else:
        assert_read(preview_import(store, LOCAL, formats(), given, NOW), expected)
        assert whole(store) == before
        assert_read(import_file(store, LOCAL, formats(), given, NOW), expected)
        assert bool(expected.taken) == (versions(store) != facts)


def assert_refused(error, expected, name):
    said = expected.message.replace("FILE", name)
    assert isinstance(error, expected.of)
    assert error.message.startswith(said) if expected.parts else error.message == said
    assert [part for part in expected.parts if part not in error.message] == []
    assert error.hint.startswith(expected.hint)


def assert_read(report, expected):
    assert (report.taken, report.skipped, report.refused) == (expected.taken, expected.skipped, expected.refused)
    assert Counter(found(report)) == Counter(expected.problems)
    assert report.unknown_columns == expected.unknown
    assert all(problem.hint and problem.file for problem in report.problems)
    assert not expected.says or any(expected.says in f"{p.message} {p.hint}" for p in report.problems)


def test_every_broken_file_has_what_it_comes_to():
    assert {path.name for path in FOLDER.iterdir()} == set(FILES)
