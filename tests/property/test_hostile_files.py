"""Whatever bytes a file holds, it is imported or refused in words; the order of rows and a second import change nothing."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import OrgGraphError
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import import_file, preview_import
from tests.unit.importers.import_files import (
    ANA,
    BO,
    NOW,
    PROFILE,
    archive,
    chart,
    connections,
    contacts,
    request,
    table,
    versions,
)

SAID = {"owner_name": "Oana Propriétaire", "account_name": "Exemplis"}
CONNECTIONS = connections(
    ANA, BO, ",,,,,,30 Apr 2026", '"Cy 🚀","Tiers, PhD",https://www.linkedin.com/in/c%C3%A9-3,,,"A\nB",5/3/2024'
)
CHART = table(
    ["id", "name", "title", "department", "manager id", "dotted manager id", "email"],
    ["1", "Ana Un", "CEO", "Direction", "", "", "ana@x.example"],
    ["2", "Bo Deux", "CFO, Group", "Finance", "1", "", "bo@x.example"],
    ["3", "", "Buyer", "Finance", "bo@x.example", "1", ""],
    ["4", "Cy Trois", "Clerk", "", "3", "Ana Un", ""],
)
DOCUMENT = json.dumps(
    {
        "format": "orggraph/1",
        "accounts": [{"id": "a", "name": "Exemplis"}, {"id": "o", "name": "Velmont", "is_ours": True}],
        "people": [
            {"id": "p", "name": "Ana Un", "account_id": "a", "keys": ["linkedin:ana"], "seniority": "C_LEVEL"},
            {"id": "q", "name": "Bo Deux", "account_id": "o", "valid_from": "2024-01-01", "has_left": False},
        ],
        "positions": [{"id": "s", "account_id": "a", "title": "CFO", "holder_id": None}],
        "relations": [
            {"kind": "SOLID", "from_id": "s", "to_id": "p", "source": "hr:x", "confidence": 0.5},
            {"kind": "TIE", "from_id": "p", "to_id": "q", "direction": "MUTUAL", "weight": 0.4},
            {"kind": "TRUST", "from_id": "p", "to_id": "q", "observed_on": "2026-01-01"},
        ],
        "deals": [{"id": "d", "name": "Deal", "account_id": "a", "owner_id": "q", "amount": "10.5"}],
        "stakeholders": [
            {"deal_id": "d", "person_id": "p", "roles": ["CHAMPION"], "stance": {"value": -0.5, "synergy": 1}}
        ],
        "signals": [{"id": "g", "deal_id": "d", "kind": "NEED_CONFIRMED", "observed_on": "2026-10-01"}],
        "escalations": [{"deal_id": "d", "caller_id": "q", "target_id": "p", "made_on": "2026-10-02"}],
    }
)
GOOD = {
    "Connections.csv": CONNECTIONS.encode(),
    "chart.csv": CHART.encode("cp1252"),
    "export.json": DOCUMENT.encode(),
    "export.zip": archive({"Connections.csv": CONNECTIONS, "Profile.csv": PROFILE, "Skills.csv": "Name\nSales\n"}),
}
SPECIAL = [b'"', b",", b"\n", b"\r", b"\x00", b"\xff\xfe", b";", b"\t", b"=", b"PK\x03\x04", b"\xc3", b"99999999999"]
MORE = [
    b"0",
    b"1e400",
    b"null",
    b"[",
    b"{",
    b"}",
    b"\\ud800",
    b"2026-02-30",
    b"NaN",
    b"-1",
    b'"id"',
    b"linkedin.com/in/",
]


@st.composite
def spoilt(draw):
    """Take a good file and cut, insert, flip and repeat."""
    name = draw(st.sampled_from(sorted(GOOD)))
    content = GOOD[name]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        to = draw(st.integers(at, min(len(content), at + 60)))
        put = draw(st.sampled_from(SPECIAL + MORE) | st.binary(max_size=8))
        match draw(st.sampled_from(["cut", "insert", "flip", "repeat", "replace"])):
            case "cut":
                content = content[:at] + content[to:]
            case "insert":
                content = content[:at] + put + content[at:]
            case "flip":
                content = content[:at] + bytes(byte ^ 0x20 for byte in content[at:to]) + content[to:]
            case "repeat":
                content = content[:to] + content[at:to] * draw(st.integers(1, 30)) + content[to:]
            case _:
                content = content[:at] + put + content[to:]
    return name, content


def take(content, name="file", url="memory:"):
    """Import a file, whatever comes of it, and export what it gave; anything but an error in words fails."""
    store = open_store(url)
    given = request(content, name, **SAID)
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


@settings(deadline=None, max_examples=150)
@given(spoilt())
def test_a_spoilt_file_is_imported_or_refused_in_words(found):
    name, content = found
    take(content, name)


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
