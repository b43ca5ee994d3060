"""What is wrong with a file is said by file, row and column, with what to do; and nothing is written."""

import re
from importlib.metadata import entry_points

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput, UnreadableFile
from orggraph.usecases.importing import preview_import
from tests.unit.importers.import_files import (
    ANA,
    BO,
    NOW,
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
