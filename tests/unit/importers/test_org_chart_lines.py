"""Who reports to whom in an org chart: references of every kind, roots, loops, namesakes, vacant seats."""

from datetime import timedelta

import pytest

from orggraph.domain.people import Person
from orggraph.domain.positions import Position, ReportingKind
from tests.unit.importers.import_files import NOW, chart, found, holders, of_type, people, reports, table, versions

HEAD = ["id", "name", "title", "department", "manager id"]
BY_EMAIL = ["name", "title", "email", "manager email"]
LINES = [("Ana Un", None), ("Bo Deux", "Ana Un"), ("Cy Trois", "Bo Deux")]


def test_managers_are_named_by_id():
    rows = (["1", "Ana Un", "CEO", "", ""], ["2", "Bo Deux", "CFO", "", "1"], ["3", "Cy Trois", "Buyer", "", "2"])
    report, store = chart(table(HEAD, *rows))
    assert (reports(store), report.problems, report.taken) == (LINES, (), {"person": 3})


def test_managers_are_named_by_email_whatever_its_case():
    rows = (["Cy Trois", "Buyer", "", "bo@x.example"], ["Bo Deux", "CFO", "Bo@X.example", "ANA@x.example"])
    _, store = chart(table(BY_EMAIL, *rows, ["Ana Un", "CEO", "ana@x.example", ""]))
    assert reports(store) == LINES


@pytest.mark.parametrize("manager", ["Ana Un", "ANA UN", "Un, Ana", " ana  un "])
def test_managers_are_named_by_name_whatever_its_spelling(manager):
    _, store = chart(table(["name", "title", "manager"], ["Ana Un", "CEO", ""], ["Bo Deux", "CFO", manager]))
    assert reports(store) == LINES[:2]


def test_ids_keep_their_zeros():
    rows = (["007", "Ana Un", "CEO", "", ""], ["7", "Bo Deux", "CFO", "", "007"])
    assert reports(chart(table(HEAD, *rows))[1]) == LINES[:2]


@pytest.mark.parametrize("root", ["", " ", "-", "none", "N/A", "1", "Ana Un"])
def test_blank_or_oneself_is_nobody_above(root):
    rows = (["1", "Ana Un", "CEO", "", root], ["2", "Bo Deux", "CFO", "", "1"])
    report, store = chart(table(HEAD, *rows))
    assert (reports(store), report.problems) == (LINES[:2], ())


def test_somebody_whose_name_stands_for_nothing_elsewhere_can_be_a_manager():
    head = ["name", "title", "manager"]
    _, store = chart(table(head, ["Ana Un", "CEO", ""], ["Nil", "CFO", "Ana Un"], ["Bo Deux", "Buyer", "nil"]))
    assert ("Bo Deux", "Nil") in reports(store)


def test_a_manager_nobody_has_heard_of_is_said_and_no_line_is_made_up():
    rows = (["1", "Ana Un", "CEO", "", ""], ["2", "Bo Deux", "CFO", "", "99"])
    report, store = chart(table(HEAD, *rows))
    assert found(report) == [("UNKNOWN_MANAGER", 3, "manager id")]
    assert (reports(store), report.taken, report.refused) == ([("Ana Un", None)], {"person": 2}, 0)
    (problem,) = report.problems
    assert "'99'" in problem.message
    assert "Add the manager's own row" in problem.hint


def test_the_surest_of_several_references_wins():
    head = ["name", "title", "email", "reports to", "reports to email"]
    rows = (["Ana Un", "CEO", "ana@x.example", "", ""], ["Ana Un", "Buyer", "ana2@x.example", "", "ana@x.example"])
    report, store = chart(table(head, *rows, ["Bo Deux", "CFO", "", "Ana Un", "ana@x.example"]))
    assert report.problems == ()
    bosses = {seat.id for seat in of_type(store, Position) if seat.title == "CEO"}
    assert [name for name, above in reports(store) if above] == ["Ana Un", "Bo Deux"]
    assert len(bosses) == 1


def test_a_reference_that_fails_leaves_the_word_to_the_next():
    head = ["id", "name", "title", "manager id", "manager name"]
    report, store = chart(table(head, ["1", "Ana Un", "CEO", "", ""], ["2", "Bo Deux", "CFO", "X9", "Ana Un"]))
    assert (reports(store), report.problems) == (LINES[:2], ())


def test_a_manager_of_whom_there_are_two_is_said():
    rows = (["1", "Ana Un", "CEO", "", ""], ["2", "Ana Un", "CFO", "", "1"], ["3", "Bo Deux", "Buyer", "", "Ana Un"])
    report, store = chart(table(HEAD, *rows))
    assert found(report) == [("AMBIGUOUS_MANAGER", 4, "manager id")]
    assert "2, 3" in report.problems[0].message
    assert reports(store) == [("Ana Un", "Ana Un"), ("Ana Un", None)]


def test_none_of_the_lines_of_a_loop_is_kept():
    rows = (
        ["1", "Ana Un", "CEO", "", ""],
        ["2", "Bo Deux", "CFO", "", "4"],
        ["3", "Cy Trois", "Buyer", "", "2"],
        ["4", "Di Quatre", "Lead", "", "3"],
        ["5", "Ed Cinq", "Clerk", "", "4"],
    )
    report, store = chart(table(HEAD, *rows))
    assert found(report) == [("LOOP", row, "manager id") for row in (3, 5, 4)]
    assert "Bo Deux (row 3) -> Di Quatre (row 5) -> Cy Trois (row 4) -> Bo Deux (row 3)" in report.problems[0].message
    assert (reports(store), report.taken) == ([("Ana Un", None), ("Ed Cinq", "Di Quatre")], {"person": 5})


def test_namesakes_with_ids_are_two_people():
    rows = (["1", "Ana Un", "CEO", "", ""], ["2", "Ana Un", "Buyer", "", "1"])
    report, store = chart(table(HEAD, *rows))
    assert (len(of_type(store, Person)), report.problems) == (2, ())
    assert reports(store) == [("Ana Un", "Ana Un"), ("Ana Un", None)]


def test_namesakes_without_ids_are_two_people_and_said():
    head = ["name", "title", "manager"]
    rows = (["Ana Un", "CEO", ""], ["Bo Deux", "Buyer", "Cy Trois"], ["Bo Deux", "Clerk", "Cy Trois"])
    report, store = chart(table(head, *rows, ["Cy Trois", "CFO", "Ana Un"]))
    assert found(report) == [("SAME_NAME", 3, "name"), ("SAME_NAME", 4, "name")]
    assert sorted(p.title for p in of_type(store, Person) if p.name == "Bo Deux") == ["Buyer", "Clerk"]
    assert report.taken == {"person": 4}


def test_namesakes_that_only_their_wording_tells_apart_are_the_same_two_in_any_order():
    rows = (["Ana Un", "Buyer", ""], ["Un, Ana", "Buyer", ""])
    one, other = (chart(table(["name", "title", "manager"], *found))[1] for found in (rows, rows[::-1]))
    assert len(of_type(one, Person)) == 2
    assert versions(one) == versions(other)


def test_one_person_may_hold_two_seats():
    rows = (["Ana Un", "CEO", "ana@x.example", ""], ["Bo Deux", "CFO", "bo@x.example", "ana@x.example"])
    report, store = chart(table(BY_EMAIL, *rows, ["Bo Deux", "Acting COO", "bo@x.example", "ana@x.example"]))
    assert (len(of_type(store, Person)), sorted(s.title for s in of_type(store, Position))) == (
        2,
        ["Acting COO", "CEO", "CFO"],
    )
    assert (report.taken, report.problems) == ({"person": 3}, ())


def test_different_people_with_one_address_stay_different():
    rows = (["1", "Ana Un", "CEO", "info@x.example", ""], ["2", "Bo Deux", "CFO", "info@x.example", "1"])
    report, store = chart(table(["id", "name", "title", "email", "manager id"], *rows))
    assert found(report) == [("SHARED_EMAIL", 2, "email"), ("SHARED_EMAIL", 3, "email")]
    assert [p.email for p in people(store).values()] == [None, None]
    assert reports(store) == LINES[:2]


@pytest.mark.parametrize(
    "name", ["", "Vacant", "VACANT", "(vacant)", "Poste vacant", "À pourvoir", "TBH", "Vacant - backfill"]
)
def test_a_vacant_seat_is_a_level_without_a_person(name):
    rows = (["1", "Ana Un", "CEO", "", ""], ["2", name, "CFO", "", "1"], ["3", "Cy Trois", "Buyer", "", "2"])
    report, store = chart(table(HEAD, *rows))
    assert reports(store) == [("Ana Un", None), ("CFO", "Ana Un"), ("Cy Trois", "CFO")]
    assert (set(people(store)), report.taken) == ({"Ana Un", "Cy Trois"}, {"person": 2, "vacant seat": 1})


def test_vacant_seats_without_ids_are_told_apart():
    head = ["name", "title", "department", "manager"]
    rows = [["Ana Un", "CEO", "", ""], *(["", "Buyer", "Purchasing", "Ana Un"] for _ in range(2))]
    report, store = chart(table(head, *rows, ["", "Buyer", "Plant", "Ana Un"]))
    assert sorted(s.title for s in of_type(store, Position)) == ["Buyer", "Buyer", "Buyer", "CEO"]
    assert report.taken == {"person": 1, "vacant seat": 3}


def test_a_dotted_line_stands_beside_the_solid_one():
    rows = (["1", "Ana Un", "CEO", "", ""], ["2", "Bo Deux", "CFO", "1", ""], ["3", "Cy Trois", "Buyer", "2", "1"])
    report, store = chart(table(["id", "name", "title", "manager id", "dotted manager id"], *rows))
    assert (reports(store), reports(store, ReportingKind.DOTTED)) == (LINES, [("Cy Trois", "Ana Un")])
    assert report.problems == ()


def test_a_dotted_line_to_nobody_is_said():
    rows = (["1", "Ana Un", "CEO", "", "-"], ["2", "Bo Deux", "CFO", "1", "Zoe"], ["3", "Cy Trois", "Buyer", "2", "3"])
    report, store = chart(table(["id", "name", "title", "manager id", "dotted manager id"], *rows))
    assert found(report) == [("UNKNOWN_MANAGER", 3, "dotted manager id")]
    assert (reports(store), reports(store, ReportingKind.DOTTED)) == (LINES, [])


def test_the_second_row_of_an_id_is_refused_and_the_same_row_again_is_left_out():
    rows = (["1", "Ana Un", "CEO", "", ""], ["1", "Bo Deux", "CFO", "", ""], ["1", "Ana Un", "CEO", "", ""])
    report, store = chart(table(HEAD, *rows))
    assert found(report) == [("REPEATED_ID", 3, "id")]
    assert "Row 2" in report.problems[0].message
    assert (set(people(store)), report.refused, report.skipped, report.rows_read) == (
        {"Ana Un"},
        1,
        {"repeated": 1},
        3,
    )


def test_an_id_with_a_slash_is_an_id_like_any_other():
    rows = (["A/1", "Ana Un", "CEO", "", ""], ["B/1", "Ana Un", "CFO", "", "A/1"])
    assert len(of_type(chart(table(HEAD, *rows))[1], Person)) == 2


def test_a_row_with_neither_name_nor_title_is_refused():
    report, store = chart(table(HEAD, ["1", "Ana Un", "CEO", "", ""], ["2", "", "", "Finance", "1"]))
    assert found(report) == [("NO_NAME", 3, "name")]
    assert (report.refused, list(holders(store).values())) == (1, ["Ana Un"])


def test_a_chart_imported_again_after_a_move_has_the_new_line_alone():
    rows = (["1", "Ana Un", "CEO", "", ""], ["2", "Bo Deux", "CFO", "", "1"], ["3", "Cy Trois", "Buyer", "", "2"])
    _, store = chart(table(HEAD, *rows))
    moved = table(HEAD, *rows[:2], ["3", "Cy Trois", "Buyer", "", "1"])
    report, _ = chart(moved, store=store, now=NOW + timedelta(days=1))
    assert reports(store) == [*LINES[:2], ("Cy Trois", "Ana Un")]
    assert (report.created, report.taken) == (1, {"person": 3})
