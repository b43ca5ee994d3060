"""The tables in which org charts come: delimiters, encodings, footers, and the headers of the tools that draw them."""

import pytest

from orggraph.domain.people import Seniority
from orggraph.errors import InvalidInput
from tests.unit.importers.import_files import chart, found, people, preview, reports, table

LINES = [("Ana Un", None), ("Élise Deux", "Ana Un")]
HEADERS = {
    "fixed": (["id", "name", "title", "department", "manager id"], "1,Ana Un,CEO,,;2,Élise Deux,CFO,,1"),
    "Visio": (["Unique_ID", "Name", "Title", "Reports_To"], "1,Ana Un,CEO,;2,Élise Deux,CFO,1"),
    "OrgChart": (["PersonID", "SupervisorID", "Name", "Title", "IsAssistant"], "1,1,Ana Un,CEO,0;2,1,Élise Deux,CFO,1"),
    "Organimi": (["ID", "First Name", "Last Name", "Boss ID"], "1,Ana,Un,;2,Élise,Deux,1"),
    "Unaric": (
        ["First Name", "Last Name", "Title", "Start Date", "Email", "SupervisorEmail"],
        "Ana,Un,CEO,01.02.2020,a@x.example,;Élise,Deux,CFO,02.03.2021,e@x.example,a@x.example",
    ),
    "BambooHR": (
        ["Employee #", "First Name", "Last Name", "Job Title", "Work Email", "Reports To", "Reports To Email"],
        "1,Ana,Un,CEO,a@x.example,,;2,Élise,Deux,CFO,e@x.example,Ana Un,a@x.example",
    ),
    "Google": (
        [
            "First Name [Required]",
            "Last Name [Required]",
            "Email Address [Required]",
            "Employee Title",
            "Manager Email",
        ],
        "Ana,Un,a@x.example,CEO,;Élise,Deux,e@x.example,CFO,a@x.example",
    ),
    "French": (
        ["Matricule", "Nom", "Prénom", "Intitulé du poste", "Service", "Responsable hiérarchique"],
        "1,Un,Ana,DG,,;2,Deux,Élise,DAF,Finance,Ana Un",
    ),
    "French, whole names": (["Nom complet", "Fonction", "Direction", "N+1"], "Ana Un,DG,,;Élise Deux,DAF,,Ana Un"),
    "French, one name": (["Matricule", "Nom", "Poste", "ID manager"], "1,Ana Un,DG,;2,Élise Deux,DAF,1"),
}


@pytest.mark.parametrize(("header", "rows"), HEADERS.values(), ids=HEADERS)
def test_the_headers_of_other_tools_need_no_mapping(header, rows):
    report, store = chart(table(header, *(row.split(",") for row in rows.split(";"))))
    assert (reports(store), report.problems, report.taken) == (LINES, (), {"person": 2})


def test_a_column_that_fills_no_field_is_named_before_and_after():
    header, rows = HEADERS["Unaric"]
    content = table(header, *(row.split(",") for row in rows.split(";")))
    assert preview(content, account_name="Exemplis").unknown_columns == ("Start Date",)
    assert chart(content)[0].unknown_columns == ("Start Date",)


def test_an_assistant_stands_beside_the_ranks():
    header, rows = HEADERS["OrgChart"]
    _, store = chart(table(header, *(row.split(",") for row in rows.split(";"))))
    assert {name: one.seniority for name, one in people(store).items()} == {
        "Ana Un": None,
        "Élise Deux": Seniority.ASSISTANT,
    }


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_and_encoding_are_found(delimiter, encoding):
    rows = (["1", "Ana Un", "CEO, Group; acting | now", "", ""], ["2", "Élise Deux", "CFO", "", "1"])
    content = table(HEADERS["fixed"][0], *rows, delimiter=delimiter)
    report, store = chart(content.encode(encoding))
    assert (reports(store), report.problems) == (LINES, ())
    assert people(store)["Ana Un"].title == "CEO, Group; acting | now"


def test_a_spreadsheet_may_say_its_delimiter_in_a_first_line():
    content = "sep=;\r\n" + table(HEADERS["fixed"][0], ["1", "Ana Un", "CEO", "", ""], delimiter=";")
    assert reports(chart(content)[1]) == LINES[:1]


FOOTERS = [
    "Grand Totals (2 records)",
    "Grand Totals (2 records),,,,",
    "Confidential Information - Do Not Distribute",
    '"Copyright (c) 2026 Exemplis, all rights reserved"',
    "Exported on 24/11/2026 by HR",
    "Total: 2",
    "TOTAL",
    "The figures in this file are those of the last day of the month",
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_is_left_out_and_counted(footer):
    content = table(HEADERS["fixed"][0], ["1", "Ana Un", "CEO", "", ""]) + f"\n\n{footer}\n"
    report, store = chart(content)
    assert (report.taken, report.skipped, report.problems) == ({"person": 1}, {"note or footer": 1}, ())
    assert set(people(store)) == {"Ana Un"}


@pytest.mark.parametrize(
    "title", ["Total Quality Manager", "Export Manager", "Confidential Secretary", "Copyright Counsel"]
)
def test_a_title_that_begins_as_footers_do_is_a_seat(title):
    report, store = chart(table(["title", "name", "manager"], [title, "", ""], ["Buyer", "Ana Un", ""]))
    assert (report.taken, report.skipped) == ({"person": 1, "vacant seat": 1}, {})
    assert (title, None) in reports(store)


def test_blank_rows_of_a_spreadsheet_are_no_rows():
    content = table(HEADERS["fixed"][0], ["1", "Ana Un", "CEO", "", ""]) + ",,,,\n , ,,,\n\n"
    report, _ = chart(content)
    assert (report.rows_read, report.problems) == (1, ())


def test_empty_cells_beyond_the_header_do_no_harm():
    report, store = chart(table(HEADERS["fixed"][0], ["1", "Ana Un", "CEO", "", "", "", ""]))
    assert (set(people(store)), report.problems) == ({"Ana Un"}, ())


def test_a_problem_names_the_column_as_the_file_does():
    report, _ = chart(
        table(["Matricule", "Nom", "Poste", "ID manager"], ["1", "Ana Un", "DG", "9"], ["2", "", "", "1"])
    )
    assert found(report) == [("NO_NAME", 3, "Nom"), ("UNKNOWN_MANAGER", 2, "ID manager")]


def test_without_an_organisation_nothing_is_imported():
    with pytest.raises(
        InvalidInput, match=r"chart\.csv does not say which organisation it describes\. Name it with --acc"
    ):
        chart(table(HEADERS["fixed"][0], ["1", "Ana Un", "CEO", "", ""]), account_name=None)
