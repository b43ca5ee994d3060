"""HR files and directories by the headers that their systems write."""

import pytest

from orggraph.domain.people import Person, Seniority
from orggraph.domain.positions import Line, Position
from orggraph.errors import UnreadableFile
from tests.unit.importers.import_files import chart, of_type, reports, table

ANA, BO = "ana@exemplis.example", "bo@exemplis.example"
FILES = {
    "BambooHR": table(
        ["Employee #", "First Name", "Last Name", "Job Title", "Department", "Division", "Location", "Status", "Hire Date", "Work Email", "Reports To", "Reports To Email"],
        ["1", "Ana", "Exemple", "CFO", "Finance", "", "Lyon", "Active", "2020-01-01", ANA, "", ""],
        ["2", "Bo", "Sample", "Controller", "Finance", "", "Lyon", "Active", "2021-01-01", BO, "Ana Exemple", ANA],
        ["3", "Cy", "Gone", "Clerk", "Finance", "", "Lyon", "Inactive", "2021-01-01", "", "Ana Exemple", ANA],
    ),
    "Google Directory": table(
        ["First Name [Required]", "Last Name [Required]", "Email Address [Required]", "Password [Required]", "Employee ID", "Employee Title", "Manager Email", "Department"],
        ["Ana", "Exemple", ANA, "****", "1", "CFO", "", "Finance"],
        ["Bo", "Sample", BO, "****", "2", "Controller", ANA, "Finance"],
    ),
    "Entra, with what a script adds": table(
        ["userPrincipalName", "displayName", "surname", "mail", "givenName", "objectId", "userType", "jobTitle", "department", "accountEnabled", "managerUpn"],
        [ANA, "Ana Exemple", "Exemple", ANA, "Ana", "o-1", "Member", "CFO", "Finance", "True", ""],
        [BO, "Bo Sample", "Sample", BO, "Bo", "o-2", "Member", "Controller", "Finance", "True", ANA],
        ["x", "Cy Gone", "Gone", "", "Cy", "o-3", "Member", "Clerk", "Finance", "False", ANA],
        ["y", "Di Guest", "Guest", "", "Di", "o-4", "Guest", "Adviser", "", "True", ANA],
    ),
    "Workday": table(
        ["Employee ID", "Worker", "Business Title", "Supervisory Organization", "Manager ID", "Email - Work"],
        ["1", "Ana Exemple", "CFO", "Finance", "", ANA],
        ["2", "Bo Sample", "Controller", "Finance", "1", BO],
    ),
    "an org-chart tool": table(
        ["PersonID", "Name", "Title", "Department", "SupervisorID", "Email", "IsAssistant"],
        ["1", "Ana Exemple", "CFO", "Finance", "1", ANA, "0"],
        ["2", "Bo Sample", "Controller", "Finance", "1", BO, "0"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("system", FILES)
def test_the_same_people_come_out_of_every_system(system):
    report, store = chart(FILES[system])
    assert (report.importer, report.problems) == ("hr.org_chart", ())
    people = {one.id: one for one in of_type(store, Person)}
    assert {(one.name, one.title, one.department, one.email) for one in people.values()} == {
        ("Ana Exemple", "CFO", "Finance", ANA),
        ("Bo Sample", "Controller", "Finance", BO),
    }
    seats = {one.id: people[one.holder_id].name for one in of_type(store, Position)}
    above = {seats[one.report_id]: seats.get(one.manager_id) for one in of_type(store, Line)}
    assert above == {"Ana Exemple": None, "Bo Sample": "Ana Exemple"}
    assert report.skipped == (
        {"not employed": FILES[system].count("Gone,") and report.rows_read - 2} if report.rows_read > 2 else {}
    )


def test_passwords_fill_no_field():
    report, store = chart(FILES["Google Directory"])
    assert "Password [Required]" in report.unknown_columns
    assert "****" not in repr(of_type(store, Person))


def test_addresses_that_recover_an_account_fill_no_field():
    header = [
        "First Name [Required]",
        "Last Name [Required]",
        "Email Address [Required]",
        "Password [Required]",
        "Recovery Email",
        "Recovery Phone [MUST BE IN THE E.164 FORMAT]",
        "Employee Title",
        "Manager Email",
    ]
    content = table(header, ["Ana", "Exemple", ANA, "hunter2", "private@home.example", "+33100000000", "CFO", ""])
    report, store = chart(content)
    assert set(header[3:6]) <= set(report.unknown_columns)
    assert not any(secret in repr(of_type(store, Person)) for secret in ("hunter2", "private@home.example", "+331"))


@pytest.mark.parametrize("column", ["managerId", "managerUpn", "Manager.Mail", "manager"])
def test_the_manager_columns_that_scripts_add_to_entra_are_read(column):
    reference = "o-1" if column == "managerId" else ANA
    content = table(
        ["userPrincipalName", "displayName", "objectId", "jobTitle", column],
        [ANA, "Ana Exemple", "o-1", "CFO", ""],
        [BO, "Bo Sample", "o-2", "Controller", reference],
    )
    assert reports(chart(content)[1]) == [("Ana Exemple", None), ("Bo Sample", "Ana Exemple")]


def test_entra_as_the_portal_exports_it_names_no_managers_and_says_so():
    content = table(["userPrincipalName", "displayName", "objectId", "jobTitle"], [ANA, "Ana Exemple", "o-1", "CFO"])
    with pytest.raises(UnreadableFile, match="lacks: manager or manager id or manager email"):
        chart(content)


@pytest.mark.parametrize(
    "columns", [("supervisor", "supervisorId"), ("supervisor", "supervisorEId"), ("supervisor", "supervisorEmail")]
)
def test_bamboohrs_names_of_the_api_are_read(columns):
    reference = {"supervisorEmail": ANA}.get(columns[1], "1")
    content = table(
        ["id", "firstName", "lastName", "jobTitle", "workEmail", *columns],
        ["1", "Ana", "Exemple", "CFO", ANA, "", ""],
        ["2", "Bo", "Sample", "Controller", BO, "Exemple, Ana", reference],
    )
    assert reports(chart(content)[1]) == [("Ana Exemple", None), ("Bo Sample", "Ana Exemple")]


def test_a_profile_and_a_level_that_a_directory_keeps_are_the_persons():
    content = table(
        ["Id", "Name", "Title", "Manager", "LinkedIn URL", "Seniority"],
        ["1", "Ana Exemple", "CFO", "", "https://fr.linkedin.com/in/ana-exemple-1/?x", "C-Level"],
    )
    (person,) = of_type(chart(content)[1], Person)
    assert (person.profile_url, person.seniority) == ("https://www.linkedin.com/in/ana-exemple-1", Seniority.C_LEVEL)
