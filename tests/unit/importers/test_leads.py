"""Leads of Sales Navigator and Apollo: who they are, and who they are not."""

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.people import Account, Person, Seniority
from orggraph.domain.relations import Tie
from tests.unit.importers.import_files import contacts, of_type, table
from tests.unit.importers.test_contact_tables import take

NUMBER, OTHER = "ACwAAB1cDeFgHiJkLmN", "ACoAAB9xYzAbCdEfGhI"
IN, LEAD = "https://www.linkedin.com/in", "https://www.linkedin.com/sales/lead"
EVABOOT = ["First Name", "Last Name", "Current Job", "Linkedin URL Public", "Linkedin URL Unique ID", "Company Name", "Email", "Email Status", "Summary"]  # fmt: skip
PHANTOM = ["profileUrl", "fullName", "companyName", "title", "connectionDegree", "sharedConnectionsCount", "vmid", "linkedInProfileUrl", "defaultProfileUrl"]  # fmt: skip
APOLLO = ["First Name", "Last Name", "Title", "Company", "Company Name for Emails", "Email", "Email Status", "Seniority", "Person Linkedin Url", "Apollo Contact Id"]  # fmt: skip


def evaboot(public=f"{IN}/ana-exemple-1", unique=f"{IN}/{NUMBER}", email="", status="", summary=""):
    return table(EVABOOT, ["Ana", "Exemple", "CFO", public, unique, "Exemplis", email, status, summary])


def phantombuster(public="", company="Exemplis", name="Ana Exemple", degree="1st"):
    lead = f"{LEAD}/{NUMBER},NAME_SEARCH,x1y2"
    return table(PHANTOM, [lead, name, company, "CFO", degree, "7", NUMBER, f"{IN}/{NUMBER}", public])


def apollo(level="C suite", status="Verified", link=f"{IN}/ana-exemple-1"):
    row = ["Ana", "Exemple", "CFO", "Exemplis", "Exemp", "ana@exemplis.example", status, level, link, "a1"]
    return table(APOLLO, row)


def everybody(*files):
    store = open_store("memory:")
    for content in files:
        take(content, store)
    return of_type(store, Person)


def test_the_public_address_tells_who_it_is_and_the_number_is_kept_beside():
    report, store = take(evaboot())
    (person,) = of_type(store, Person)
    assert (report.importer, person.profile_url) == ("leads.evaboot", f"{IN}/ana-exemple-1")
    assert person.keys == (f"ext:linkedin-acwaa/{NUMBER}", "linkedin:ana-exemple-1")


def test_a_number_is_never_a_public_address():
    _, store = take(evaboot(public=f"{IN}/{NUMBER}", unique=""))
    (person,) = of_type(store, Person)
    assert (person.profile_url, f"ext:linkedin-acwaa/{NUMBER}" in person.keys) == (None, True)


@pytest.mark.parametrize("order", [1, -1])
def test_one_member_of_two_exports_is_one_person_by_the_number(order):
    files = [evaboot(), phantombuster(company="Elsewhere SA", name="A. Exemple")]
    (person,) = everybody(*files[::order])
    assert person.profile_url == f"{IN}/ana-exemple-1"


def test_numbers_differ_by_case():
    assert len(everybody(evaboot(public=""), evaboot(public="", unique=f"{IN}/{NUMBER.swapcase()}"))) == 1
    other = evaboot(public="", unique=f"{IN}/ACwAAB1cdefghijklmn").replace("Exemplis", "Elsewhere")
    assert len(everybody(evaboot(public=""), other)) == 2


def test_a_member_has_one_number_for_each_product():
    found = everybody(evaboot(), evaboot(unique=f"{IN}/{OTHER}"), apollo())
    assert [person.name for person in found] == ["Ana Exemple"]


def test_a_lead_is_the_connection_with_that_address():
    _, store = contacts(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f"Ana,Exemple,{IN}/ana-exemple-1,,Exemplis,Buyer,05 Mar 2024\n"
    )
    take(evaboot(), store)
    take(apollo(), store)
    assert [one.name for one in of_type(store, Person)].count("Ana Exemple") == 1


def test_a_degree_of_connection_is_nobodys_tie_unless_the_user_says_whose_search_it_was():
    report, store = take(phantombuster())
    assert (report.importer, of_type(store, Tie)) == ("leads.phantombuster", [])
    assert "sharedConnectionsCount" in report.unknown_columns
    _, store = take(phantombuster(), owner_name="Oana Propriétaire")
    names = {one.id: one.name for one in of_type(store, Person)}
    ((one, other),) = [(tie.one_id, tie.other_id) for tie in of_type(store, Tie)]
    assert {names[one], names[other]} == {"Ana Exemple", "Oana Propriétaire"}
    assert of_type(take(phantombuster(degree="2nd"), owner_name="Oana Propriétaire")[1], Tie) == []


def test_an_owner_is_not_made_of_a_file_that_tells_nothing_of_one():
    _, store = take(apollo(), owner_name="Oana Propriétaire")
    assert [one.name for one in of_type(store, Person)] == ["Ana Exemple"]


def test_a_cell_may_run_over_many_lines():
    report, store = take(evaboot(summary="\n".join(["A line, quoted"] * 60)))
    assert (report.problems, len(of_type(store, Person))) == ((), 1)


def test_apollos_short_form_of_a_name_is_no_company():
    report, store = take(apollo())
    assert [one.name for one in of_type(store, Account)] == ["Exemplis"]
    assert "Company Name for Emails" in report.unknown_columns


@pytest.mark.parametrize(
    ("word", "level"),
    [("C suite", Seniority.C_LEVEL), ("c_suite", Seniority.C_LEVEL), ("Vp", Seniority.VICE_PRESIDENT), ("Head", Seniority.MANAGER), ("Wizard", None), ("", None)],
)  # fmt: skip
def test_levels_are_taken_where_ours_has_them(word, level):
    _, store = take(apollo(level=word))
    assert of_type(store, Person)[0].seniority == level


@pytest.mark.parametrize(("status", "taken"), [("Verified", True), ("", True), ("Guessed", False), ("Bounced", False)])
def test_an_address_that_was_guessed_is_not_taken(status, taken):
    _, store = take(apollo(status=status))
    assert (of_type(store, Person)[0].email is not None) is taken


def test_who_is_believed():
    _, store = take(apollo())
    take(evaboot().replace("CFO", "Finance Director"), store)
    assert of_type(store, Person)[0].title == "Finance Director"


@pytest.mark.parametrize("content", [evaboot(), phantombuster(), apollo()], ids=["evaboot", "phantombuster", "apollo"])
def test_the_same_export_again_changes_nothing(content):
    _, store = take(content)
    report, _ = take(content, store)
    assert (report.created, report.changed) == (0, 0)
