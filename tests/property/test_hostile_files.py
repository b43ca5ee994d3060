"""Whatever bytes a file holds, it is imported or refused in words; the order of rows and a second import change nothing."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import OrgGraphError
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import import_file, preview_import
from tests.importers.sampling import CASES, files_of, told
from tests.unit.importers.import_files import (
    NOW,
    archive,
    chart,
    contacts,
    request,
    versions,
)

SAID = {"owner_name": "Oana Propriétaire", "account_name": "Exemplis"}
SPECIAL = [b'"', b",", b"\n", b"\r", b"\x00", b"\xff\xfe", b";", b"\t", b"=", b"PK\x03\x04", b"\xc3", b"99999999999"]
MORE = [
    b"0",
    b"1e400",
    b"null",
    b"[",
    b"{",
    b"}",
    b"<",
    b"\\ud800",
    b"2026-02-30",
    b"NaN",
    b"-1",
    b'"id"',
    b"linkedin.com/in/",
]
ALL_FILES = [path for case in CASES for path in files_of(case)]
_BETWEEN_CELLS = re.compile(rb"([,;\t|:<>\r\n])")


@st.composite
def spoilt_bytes(draw, content):
    """Cut, insert, flip, repeat, replace, change two cells, or go on as another sample does."""
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(content)))
        to = draw(st.integers(at, min(len(content), at + 60)))
        put = draw(st.sampled_from(SPECIAL + MORE) | st.binary(max_size=8))
        match draw(st.sampled_from(["cut", "insert", "flip", "repeat", "replace", "swap", "splice", "end"])):
            case "cut":
                content = content[:at] + content[to:]
            case "insert":
                content = content[:at] + put + content[at:]
            case "flip":
                content = content[:at] + bytes(byte ^ 0x20 for byte in content[at:to]) + content[to:]
            case "repeat":
                content = content[:to] + content[at:to] * draw(st.integers(1, 30)) + content[to:]
            case "swap":
                content = swapped(draw, content)
            case "splice":
                other = draw(st.sampled_from(ALL_FILES)).read_bytes()
                content = content[:at] + other[draw(st.integers(0, len(other))) :]
            case "end":
                content = content[:at]
            case _:
                content = content[:at] + put + content[to:]
    return content


def swapped(draw, content):
    """Let two cells, or what stands between them, change places."""
    parts = _BETWEEN_CELLS.split(content)
    one, other = (draw(st.integers(0, len(parts) - 1)) for _ in range(2))
    parts[one], parts[other] = parts[other], parts[one]
    return b"".join(parts)


@st.composite
def spoilt(draw, cases):
    """Take a sample and spoil its files; several are zipped, and then the archive may be spoilt."""
    files = files_of(draw(st.sampled_from(cases)))
    spoilt = {path.name: draw(spoilt_bytes(path.read_bytes())) for path in files}
    if len(spoilt) == 1:
        return next(iter(spoilt.values()))
    whole = archive(spoilt)
    return draw(spoilt_bytes(whole)) if draw(st.integers(0, 3)) == 0 else whole


def take(content, mapping=None):
    """Import a file, whatever comes of it, and export what it gave; anything but an error in words fails."""
    store = open_store("memory:")
    given = request(content, "file", mapping=mapping, **SAID)
    try:
        preview = preview_import(store, LOCAL, formats(), given, NOW)
    except OrgGraphError:
        assert not versions(store)
        return
    report = import_file(store, LOCAL, formats(), given, NOW)
    assert report.rows_read == sum(report.taken.values()) + sum(report.skipped.values()) + report.refused
    assert (preview.rows_read, preview.taken, preview.problems) == (report.rows_read, report.taken, report.problems)
    assert bool(versions(store)) <= bool(report.taken)
    assert import_file(open_store("memory:"), LOCAL, formats(), request(export(store, LOCAL), "e.json"), NOW)


@pytest.mark.parametrize(
    "importer", sorted({case.parent.name for case in CASES} | {one.name for one in formats().importers})
)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_a_spoilt_sample_of_any_format_is_imported_or_refused_in_words(importer, data):
    cases = [case for case in CASES if case.parent.name == importer]
    content = data.draw(spoilt(cases))
    take(content, mapping=told(cases[0]).get("map"))


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400))
@example(b"PK\x03\x04" + bytes(60))
@example(b"PK\x05\x06" + b"\xff" * 18)
@example(b'{"format": "orggraph/1", "people": ' + b"[" * 5000)
@example(b"\xff\xfe\x00\xd8" * 20)
@example(b"name,title,manager\n" + b'"' * 999)
def test_any_bytes_are_refused_in_words(content):
    take(content)


CELLS = st.text(
    st.sampled_from("aéB1 ,;\"'\n\r\t@./-_\u202e\ufeff%😀:") | st.characters(exclude_categories=("Cc", "Cs")),
    max_size=12,
)
DATES = st.sampled_from(["05 Mar 2024", "1/2/2023", "30 Feb 2020", "x", ""])
ADDRESSES = st.sampled_from(["", "https://www.linkedin.com/in/ana", "linkedin.com/in/%C3%A9", "x"])
MEMBER = st.tuples(CELLS, CELLS, ADDRESSES, CELLS, CELLS, CELLS, DATES)
NAMES = st.sampled_from(["", "Ana Un", "Un, Ana", "Bo Deux", "VACANT", "Élise Trois"])
REFERENCE = st.sampled_from(["", "1", "2", "3", "4", "Ana Un", "bo deux", "ana@x.example", "nobody", "-"])
EMAILS = st.sampled_from(["", "ana@x.example", "bo@x.example", "ANA@x.example", "?", "x"])
SEAT = st.tuples(st.sampled_from(["", "1", "2", "3", "4"]), NAMES, st.sampled_from(["", "CEO", "CFO"]), EMAILS, REFERENCE, REFERENCE)  # fmt: skip
SEATS = ["id", "name", "title", "email", "manager", "dotted manager"]


def written(rows, header, delimiter=","):
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="\r\n").writerows([header, *rows])
    return held.getvalue()


@settings(deadline=None, max_examples=150)
@given(
    st.lists(MEMBER.filter(any), min_size=1, max_size=8), st.randoms(use_true_random=False), st.sampled_from(",;\t|")
)
def test_shuffled_connections_give_the_same_facts(rows, random, delimiter):
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    shuffled = random.sample(rows, len(rows))
    one, other = (contacts(written(found, header, delimiter).encode("utf-8", "replace")) for found in (rows, shuffled))
    assert versions(other[1]) == versions(one[1])
    assert (other[0].taken, other[0].skipped) == (one[0].taken, one[0].skipped)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(SEAT.filter(any), min_size=1, max_size=7, unique_by=lambda row: row[0] or row),
    st.randoms(use_true_random=False),
)
def test_a_shuffled_chart_gives_the_same_facts(rows, random):
    shuffled = random.sample(rows, len(rows))
    one, other = (chart(written(found, SEATS)) for found in (rows, shuffled))
    assert versions(other[1]) == versions(one[1])
    assert (other[0].taken, other[0].skipped, other[0].problem_counts) == (
        one[0].taken,
        one[0].skipped,
        one[0].problem_counts,
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(MEMBER, max_size=6), st.lists(SEAT, max_size=6))
def test_importing_twice_changes_nothing(members, seats):
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    store = open_store("memory:")
    files = {
        "c.csv": written([("Zoé", "Z", "", "", "Exemplis", "", ""), *members], header),
        "o.csv": written([("9", "Zoé Z", "CEO", "", "", ""), *seats], SEATS),
    }
    for name, content in files.items():
        import_file(store, LOCAL, formats(), request(content.encode("utf-8", "replace"), name, **SAID), NOW)
    before = versions(store)
    for day, (name, content) in enumerate(files.items(), 1):
        later = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(days=day)
        again = import_file(store, LOCAL, formats(), request(content.encode("utf-8", "replace"), name, **SAID), later)
        assert (again.created, again.changed) == (0, 0)
    assert versions(store) == before
