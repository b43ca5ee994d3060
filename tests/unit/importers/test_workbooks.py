"""Excel workbooks: each sheet that is shown is a table like any other."""

from datetime import date

import pytest

from orggraph.domain.people import Person
from orggraph.errors import InvalidInput, TooLargeError, UnreadableFile
from orggraph_importers import unpacking
from orggraph_importers.unpacking import unpack
from tests.unit.importers.import_files import archive, chart, contacts, found, of_type, reports, table
from tests.unit.importers.workbooks import cell, parts, rows, workbook

PEOPLE = [["id", "name", "title", "manager id"], [1, "Ana Exemple", "CFO", ""], [2, "Bo Sample", "Controller", 1]]


def text(content, name="people.xlsx"):
    return {entry.name: entry.content.decode() for entry in unpack(name, content)}


def test_a_sheet_is_read_as_its_table_would_be():
    report, store = chart(workbook({"People": rows(*PEOPLE)}), "people.xlsx")
    other, stored = chart(table(*PEOPLE))
    assert (report.importer, report.taken) == (other.importer, other.taken)
    assert of_type(store, Person) == of_type(stored, Person)


def test_days_are_iso_and_whole_numbers_have_no_point():
    row = [date(2024, 3, 5), 42, 0.5, True, 'Ana, "A."\nExemple']
    assert text(workbook({"S": rows(row)})) == {
        "people.xlsx, sheet S": '2024-03-05,42,0.5,TRUE,"Ana, ""A."" Exemple"\n'
    }


def test_a_day_on_which_people_connected_is_a_day():
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    row = ["Ana", "Exemple", "https://www.linkedin.com/in/ana-exemple-1", "", "Exemplis", "Buyer", date(2024, 3, 5)]
    report, _ = contacts(workbook({"Connections": rows(header, row)}), "c.xlsx")
    assert (report.taken, report.problems) == ({"person": 1}, ())


def test_what_is_hidden_or_empty_is_passed_over():
    given = {"Old": rows(["secret"]), "Empty": "", "People": rows(["a", "b"])}
    assert list(text(workbook(given, hidden=["Old"]))) == ["people.xlsx, sheet People"]
    with pytest.raises(UnreadableFile, match="no sheet of the workbook"):
        unpack("people.xlsx", workbook(given | {"People": ""}, hidden=["Old"]))


def test_problems_name_the_sheet_and_the_row_as_excel_counts_it():
    report, _ = chart(workbook({"People": rows(*PEOPLE, ["3", "Cy\nLibre", "Clerk", "9"], first=4)}), "people.xlsx")
    assert found(report) == [("UNKNOWN_MANAGER", 7, "manager id")]
    assert report.problems[0].file == "people.xlsx, sheet People"


def test_two_sheets_of_one_kind_are_named():
    with pytest.raises(UnreadableFile, match=r"people\.xlsx, sheet 2025, people\.xlsx, sheet 2026"):
        chart(workbook({"2025": rows(*PEOPLE), "2026": rows(*PEOPLE, ["3", "Cy Libre", "Clerk", "1"])}), "people.xlsx")


@pytest.mark.parametrize("path", [["a.xlsx"], ["folder/a.xlsx"], ["b.zip", "a.xlsx"]], ids="/".join)
def test_a_workbook_in_an_archive_is_opened(path):
    content = workbook({"S": rows(["a", "b"])})
    for name in reversed(path):
        content = archive({name: content})
    (name,) = text(content, "c.zip")
    assert name.endswith("a.xlsx, sheet S")


@pytest.mark.parametrize(
    "sheet",
    [
        f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "y")}</row>',
        f'<row r="1048576">{cell("A1", "x")}{cell("XFD1048576", "y")}</row>',
        f'<row>{cell("A1", "x")}<c><v>1</v></c></row><row r="1048575"/><row>{cell("XFC1048576", "y")}</row>',
    ],
)
def test_cells_that_stand_a_world_apart_are_refused_before_room_is_made_for_them(sheet):
    with pytest.raises(TooLargeError, match="rows by 16,38"):
        unpack("people.xlsx", workbook({"S": sheet}))


def test_cells_that_hold_nothing_do_not_count():
    sheet = f'<row r="1">{cell("A1", "x")}<c r="XFD1" s="1"/></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert text(workbook({"S": sheet})) == {"people.xlsx, sheet S": "x\n"}


def test_cells_that_do_not_say_where_they_stand_follow_each_other():
    sheet = '<row r="2"><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>'
    assert text(workbook({"S": sheet})) == {"people.xlsx, sheet S": "\n1,2\n3,\n"}


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c r='&#65;1'><v>1</v></c></row></sheetData></worksheet>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c r='A1"),
        ("xl/worksheets/sheet1.xml", ""),
        ("xl/workbook.xml", "<workbook"),
        ("_rels/.rels", ""),
    ],
)  # fmt: skip
def test_a_damaged_workbook_is_refused(part, content):
    with pytest.raises(UnreadableFile, match="workbook"):
        unpack("people.xlsx", archive(parts({"S": rows(["a"])}) | {part: content}))


def test_a_bomb_in_a_workbook_is_no_safer_than_in_an_archive(monkeypatch):
    with pytest.raises(TooLargeError, match="far more than it should"):
        unpack("people.xlsx", workbook({"S": rows(["a" * 3_000_000])}))
    monkeypatch.setattr(unpacking, "MOST_IN_ALL", 1_000)
    with pytest.raises(TooLargeError):
        unpack("people.xlsx", workbook({"S": rows(*PEOPLE)}))


def test_entities_are_not_unfolded():
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = parts({"S": rows(["&b;"])})["xl/worksheets/sheet1.xml"].replace("&amp;b;", "&b;")
    try:
        found = unpack("people.xlsx", archive(parts({"S": ""}) | {"xl/worksheets/sheet1.xml": doctype + sheet}))
    except UnreadableFile:
        return
    assert b"aaaa" not in found[0].content


def test_a_sheet_that_no_importer_knows_is_found_by_the_columns_that_are_named():
    people = rows(["Wer", "Chef"], ["Ana Exemple", ""], ["Bo Sample", "Ana Exemple"])
    content = workbook(
        {"Notes": rows(["Written by us."]), "Sites": rows(["Ort", "Land"], ["Lyon", "FR"]), "People": people}
    )
    report, store = chart(content, "people.xlsx", mapping={"Wer": "name", "Chef": "manager"})
    assert (report.taken, reports(store)) == ({"person": 2}, [("Ana Exemple", None), ("Bo Sample", "Ana Exemple")])
    with pytest.raises(InvalidInput, match="Not one of its tables"):
        chart(content, "people.xlsx", mapping={"Wer": "name", "Ort": "department"})


def test_the_one_table_of_a_workbook_is_named_once():
    people = rows(["Wer", "Chef"], ["Ana Exemple", ""], ["Bo Sample", "Ana Exemple"])
    content = workbook({"Notes": rows(["Written by us."]), "People": people})
    with pytest.raises(UnreadableFile, match='--map "Wer=name" --map "Chef=manager"'):
        chart(content, "people.xlsx")
    _, store = chart(content, "people.xlsx", mapping={"Wer": "name", "Chef": "manager"})
    assert chart(content, "people.xlsx", store=store)[0].importer == "table.mapped"


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["xl/workbook.bin"], "binary Excel"),
        (["mimetype", "content.xml", "META-INF/manifest.xml"], "OpenDocument"),
        (["Index/Document.iwa"], "Numbers"),
    ],
)
def test_other_spreadsheets_are_refused_by_name(names, kind):
    with pytest.raises(UnreadableFile, match=kind):
        unpack("people", archive(dict.fromkeys(names, "x")))
