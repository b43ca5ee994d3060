"""What is wrong with a file is said by file, row and column, with what to do; and nothing is written."""

import re
import struct
import zipfile
from importlib.metadata import entry_points

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput, OrgGraphError, TooLargeError, UnreadableFile
from orggraph.usecases.importing import import_file, preview_import
from orggraph_importers import unpacking
from tests.unit.importers.import_files import (
    ANA,
    BO,
    HEADER,
    NOW,
    archive,
    chart,
    connections,
    contacts,
    found,
    of_type,
    people,
    request,
    says_nothing_new,
    versions,
)

CONNECTIONS = connections(ANA, BO).encode()
CHART = "id,name,title,department,manager id\n1,Ana Un,CEO,,\n2,Bo Deux,CFO,,1\n"
SAID = {"owner_name": "Oana Propriétaire", "account_name": "Exemplis"}


def refused(content, name="file.csv"):
    """Give the error that a file meets, in a preview and in an import, with nothing written by either."""
    store = open_store("memory:")
    with pytest.raises(OrgGraphError) as previewed:
        preview_import(store, LOCAL, formats(), request(content, name, **SAID), NOW)
    with pytest.raises(OrgGraphError) as imported:
        import_file(store, LOCAL, formats(), request(content, name, **SAID), NOW)
    assert says_nothing_new(store)
    assert str(imported.value) == str(previewed.value)
    assert name in imported.value.message
    assert imported.value.hint
    return imported.value


def patched(content, at, replacement):
    return content[:at] + replacement + content[at + len(replacement) :]


def overlapping():
    """Make two entries that lie on the same bytes."""
    made = archive({"a.csv": CONNECTIONS, "b.csv": CONNECTIONS})
    second = made.rindex(b"PK\x01\x02")
    return patched(made, second + 42, struct.pack("<I", 0))


def lying(size):
    """Make an entry whose directory gives another size than it has."""
    made = archive({"Connections.csv": CONNECTIONS * 50})
    directory = made.rindex(b"PK\x01\x02")
    return patched(patched(made, directory + 24, struct.pack("<I", size)), 22, struct.pack("<I", size))


def encrypted():
    made = archive({"Connections.csv": CONNECTIONS})
    directory = made.rindex(b"PK\x01\x02")
    return patched(patched(made, directory + 8, b"\x01"), 6, b"\x01")


UNREADABLE = {
    "an empty file": (b"", "is empty"),
    "a byte order mark alone": (b"\xef\xbb\xbf\r\n \r\n", "is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "neither text nor a zip"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an Excel workbook"),
    "a damaged workbook": (
        archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", "xl/sheet1.xml": "<sheet/>"}),
        "the workbook is damaged",
    ),
    "an empty archive": (archive({}), "holds no text file"),
    "an archive of pictures": (archive({"a.png": b"\x89PNG\r\n\x1a\n" + bytes(99)}), "holds no text file"),
    "half an archive": (archive({"Connections.csv": CONNECTIONS})[:200], "damaged or incomplete"),
    "an archive with a wrong byte": (
        patched(archive({"Connections.csv": CONNECTIONS}), 60, b"\x00\xff\x00\xff"),
        r"Connections\.csv is damaged",
    ),
    "an encrypted archive": (encrypted(), r"Connections\.csv is encrypted"),
    "entries that overlap": (overlapping(), "overlaps another entry"),
    "an entry longer than it says": (lying(100), r"Connections\.csv is damaged"),
    "an entry shorter than it says": (lying(10_000_000), r"Connections\.csv is damaged"),
    "an unusual compression": (
        archive({"Connections.csv": CONNECTIONS}, method=zipfile.ZIP_BZIP2),
        "compressed in an unusual way",
    ),
    "an archive in an archive in an archive": (
        archive({"a.zip": archive({"b.zip": archive({"Connections.csv": CONNECTIONS})})}),
        r"b\.zip is an archive too deep inside",
    ),
    "a text": (b"Dear Ana,\n\nthe export is attached.\n", "no importer knows this file"),
    "another table": (
        b"Name;Amount\nDeal;3\n",
        r"hr\.org_chart, row 1 \(Name, Amount\) lacks: manager or manager id or manager email, title or id",
    ),
    "a header in an unknown language": (
        f"Notes:\n\nEtunimi,Sukunimi,URL,Yritys,Asema,Yhdistetty\n{ANA}\n".encode(),
        r"linkedin\.archive, row 3 \(Etunimi, Sukunimi, URL, .*\) lacks: first name, last name, connected on",
    ),
    "a header that was cut off": (
        HEADER.rpartition(",")[0].encode() + b"\n",
        r"linkedin\.archive, row 1 \(First Name.*\) lacks: connected on",
    ),
    "a header alone": (HEADER.encode() + b"\n\n", "row 1: no row follows the header"),
    "a chart's header alone": (CHART.encode().splitlines()[0], "row 1: no row follows the header"),
    "a quotation mark that swallows the file": (
        (HEADER + "\n" + ANA + '\n"' + (BO + "\n") * 30).encode(),
        "row 3, column First Name: a cell runs over more than 20 lines",
    ),
    "a cell without end": ((HEADER + "\n" + ANA + "\n" + "x" * 140_000).encode(), "row 3: a cell is far too long"),
}


@pytest.mark.parametrize(("content", "message"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_in_words(content, message):
    error = refused(content)
    assert isinstance(error, UnreadableFile)
    assert re.search(message, error.message)


def test_an_archive_that_unpacks_to_far_more_is_refused():
    error = refused(archive({"Connections.csv": b"a" * 30_000_000}), "bomb.zip")
    assert isinstance(error, TooLargeError)
    assert "Connections.csv unpacks to far more than it should" in error.message


def test_an_archive_of_very_many_files_is_refused():
    error = refused(archive({f"{n}.csv": "a,b" for n in range(unpacking.MOST_ENTRIES + 1)}), "many.zip")
    assert isinstance(error, TooLargeError)
    assert "holds 2001 files; at most 2000" in error.message


DOCUMENTS = {
    "cut off": (b'{"format": "orggraph/1",\n "accounts": [{"id": "a",', r"row 2, column 26: .*truncated"),
    "a comma missing": (b'{"format": "orggraph/1",\n "accounts": [{"id": "a" "name": "x"}]}', "row 2, column 26: "),
    "of another version": (b'{"format": "orggraph/2"}', r"\$\.format is 'orggraph/2', not 'orggraph/1'"),
    "with a wrong kind": (
        b'{"format": "orggraph/1", "signals": [{"deal_id": "d", "kind": "X", "observed_on": "2026-01-01"}]}',
        r"Invalid enum value 'X' - at `\$\.signals\[0\]\.kind`",
    ),
    "with a date that cannot be": (
        b'{"format": "orggraph/1", "accounts": [{"id": "a", "name": "x", "valid_from": "2026-02-30"}]}',
        r"\$\.accounts\[0\]\.valid_from",
    ),
}


@pytest.mark.parametrize(("content", "message"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_that_is_wrong_is_refused_by_row_or_path(content, message):
    error = refused(content, "export.json")
    assert isinstance(error, InvalidInput)
    assert re.search(message, error.message)


def test_an_importer_that_does_not_exist_is_refused_with_the_names_of_those_that_do():
    names = ", ".join(sorted(entry.name for entry in entry_points(group="orggraph.importers")))
    with pytest.raises(InvalidInput, match=re.escape(f"no importer named 'crm'. Choose one of: {names}.")):
        contacts(CONNECTIONS, importer="crm")


def test_a_file_of_another_format_than_the_one_said_is_refused():
    with pytest.raises(UnreadableFile, match=r"hr\.org_chart, row 4 .* lacks: manager or manager id"):
        contacts(CONNECTIONS, importer="hr.org_chart")


def test_a_row_that_ends_early_is_refused_and_those_before_it_are_taken():
    report, store = contacts(connections(ANA, BO)[:-40])
    assert found(report) == [("TORN_ROW", 6, "Company")]
    assert "ends early: 4 cells, not 7" in report.problems[0].message
    assert "export it again" in report.problems[0].hint
    assert (set(people(store)), report.refused, report.rows_read) == ({"Ana Exemple"}, 1, 2)


def test_a_row_with_a_comma_too_many_is_refused():
    report, store = contacts(connections(ANA.replace("Buyer", "Buyer, Group"), BO))
    assert found(report) == [("TORN_ROW", 5, "number 8")]
    assert "Quote a text that holds the delimiter." in report.problems[0].hint
    assert set(people(store)) == {"Bo Sample"}


@pytest.mark.parametrize(
    ("row", "column"),
    [(ANA.replace("Buyer", '"Buyer'), "Position"), (ANA.replace("05 Mar", '"05 Mar'), "Connected On")],
)
def test_a_quotation_mark_never_closed_is_said_with_all_that_it_swallows(row, column):
    report, store = contacts(connections(BO, row, BO.replace("bo-", "cy-"), "x"))
    assert found(report) == [("UNCLOSED_QUOTE", 6, column)]
    assert "The rows down to line 8 are lost in it." in report.problems[0].message
    assert set(people(store)) == {"Bo Sample"}


def test_stray_zero_bytes_are_said_and_left_out():
    report, store = contacts(connections(ANA.replace("Exemple", "Exem\x00ple"), BO))
    assert found(report) == [("UNREADABLE_CHARACTERS", 5, "Last Name")]
    assert set(people(store)) == {"Ana Exemple", "Bo Sample"}


def test_what_half_a_character_leaves_is_said():
    report, _ = contacts(connections(ANA.replace("Exemple", "Ex\ufffdmple")))
    assert found(report) == [("UNREADABLE_CHARACTERS", 5, "Last Name")]


def test_a_chart_of_rows_that_are_all_refused_makes_no_account():
    report, store = chart("id,name,title,department,manager id\n1,,,,\n2,Bo\n")
    assert (report.refused, report.rows_read, versions(store)) == (2, 2, [])


def test_closed_members_alone_make_neither_people_nor_owner():
    report, store = contacts(connections(",,,,,,30 Apr 2026"))
    assert (report.skipped, versions(store)) == ({"closed member": 1}, [])


def test_a_preview_writes_nothing():
    store = open_store("memory:")
    for content in (CONNECTIONS, CHART):
        preview_import(store, LOCAL, formats(), request(content, "x.csv", **SAID), NOW)
    assert says_nothing_new(store)


def test_a_bad_row_takes_nobody_else_with_it():
    rows = ["3,Cy Trois,Buyer,,9", "4,Di Quatre,Lead,,5", "5,Ed Cinq,Clerk,,4", "2,Ana Un,COO,,1", "6,Fa Six,,,Ana Un"]
    report, store = chart(CHART + "\n".join(rows) + "\n7,,,,1\n8,Gi")
    assert found(report) == [
        ("REPEATED_ID", 7, "id"),
        ("NO_NAME", 9, "name"),
        ("TORN_ROW", 10, "title"),
        ("UNKNOWN_MANAGER", 4, "manager id"),
        ("LOOP", 5, "manager id"),
        ("LOOP", 6, "manager id"),
    ]
    assert all(p.file == "chart.csv" and p.hint for p in report.problems)
    assert set(people(store)) == {"Ana Un", "Bo Deux", "Cy Trois", "Di Quatre", "Ed Cinq", "Fa Six"}
    assert (report.rows_read, report.taken, report.refused) == (9, {"person": 6}, 3)
    assert len(of_type(store, type(people(store)["Ana Un"]))) == 6
