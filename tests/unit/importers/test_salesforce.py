"""Salesforce's tables as users have them: bulk exports, reports, several together, or one after the other."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.deals import BuyingRole, Deal, DealOutcome, Stakeholder
from orggraph.domain.elsewhere import salesforce_id
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.importing import import_file, preview_import
from tests.unit.importers.import_files import NOW, archive, of_type, request, table

ACC, ANA, BO, CY, DEAL = "0015g00000AAAaa", "0035g00000AAAaa", "0035g00000BBBbb", "0035g00000CCCcc", "0065g00000AAAaa"
ACCOUNTS = table(
    ["Id", "Name", "ParentId", "Industry", "Website", "NumberOfEmployees"],
    [ACC, "Exemplis SAS", "", "Chemicals", "https://www.exemplis.example/fr", "1200"],
)
CONTACTS = table(
    ["Id", "AccountId", "ReportsToId", "FirstName", "LastName", "Title", "Department", "Email", "Phone"],
    [ANA, ACC, "", "Ana", "Exemple", "CFO", "Finance", "ana@exemplis.example", "+33 1"],
    [BO, ACC, salesforce_id(ANA), "Bo", "Sample", "Head of Procurement", "", "#N/A", ""],
    [CY, ACC, BO, "Cy", "Libre", "Buyer", "", "cy@exemplis.example", ""],
)
DEALS = table(
    ["Id", "AccountId", "Name", "StageName", "Amount", "CurrencyIsoCode", "IsClosed", "IsWon", "CloseDate"],
    [DEAL, ACC, "Planning", "Negotiation", "120,000.50", "EUR", "false", "false", "2026-12-31"],
)
ROLES = table(
    ["Id", "OpportunityId", "ContactId", "Role", "IsPrimary", "IsDeleted"],
    ["1", DEAL, ANA, "Economic Buyer", "false", "false"],
    ["2", DEAL, ANA, "Executive Sponsor", "false", "false"],
    ["3", salesforce_id(DEAL), BO, "Invoice Recipient", "true", "false"],
    ["4", DEAL, CY, "Influencer", "false", "true"],
)
WHOLE = {
    "Account.csv": ACCOUNTS,
    "Contact.csv": CONTACTS,
    "Opportunity.csv": DEALS,
    "OpportunityContactRole.csv": ROLES,
}
REPORT = (
    '"Contact ID","First Name","Last Name","Account Name","Title","Reports To","Email"\n'
    f'"{ANA}","Ana","Exemple","Exemplis SAS","CFO","","ana@exemplis.example"\n'
    f'"{BO}","Bo","Sample","Exemplis SAS","Head of Procurement","Ana Exemple",""\n'
    '\n"Grand Totals (2 records)"\n"Confidential Information - Do Not Distribute"\n'
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
)


def take(content, store=None, name="export.zip", **more):
    store = store or open_store("memory:")
    return import_file(store, LOCAL, formats(), request(content, name, **more), NOW), store


def what_is_there(store):
    """Tell what a store holds by names, whatever the order in which it came."""
    people = {one.id: one.name for one in of_type(store, Person)}
    accounts = {one.id: one.name for one in of_type(store, Account)}
    seats = {one.id: one for one in of_type(store, Position)}
    above = {
        people[seats[one.report_id].holder_id]: people[seats[one.manager_id].holder_id] for one in of_type(store, Line)
    }
    return {
        "people": {one.name: (accounts.get(one.account_id), one.title, one.email) for one in of_type(store, Person)},
        "above": above,
        "deals": {
            one.name: (accounts[one.account_id], people.get(one.usual_contact_id)) for one in of_type(store, Deal)
        },
        "parts": {people[one.person_id]: one.roles for one in of_type(store, Stakeholder)},
    }


def test_tables_that_are_zipped_together_know_each_other():
    report, store = take(archive(WHOLE))
    assert report.importer == "crm.salesforce"
    assert report.taken == {"account": 1, "contact": 3, "opportunity": 1, "contact role": 3}
    assert report.skipped == {"deleted": 1}
    assert [(p.kind, p.row, p.column) for p in report.problems] == [("UNKNOWN_ROLE", 4, "Role")]
    assert what_is_there(store) == {
        "people": {
            "Ana Exemple": ("Exemplis SAS", "CFO", "ana@exemplis.example"),
            "Bo Sample": ("Exemplis SAS", "Head of Procurement", None),
            "Cy Libre": ("Exemplis SAS", "Buyer", "cy@exemplis.example"),
        },
        "above": {"Bo Sample": "Ana Exemple", "Cy Libre": "Bo Sample"},
        "deals": {"Planning": ("Exemplis SAS", "Bo Sample")},
        "parts": {"Ana Exemple": (BuyingRole.ECONOMIC_BUYER, BuyingRole.EXECUTIVE_SPONSOR), "Bo Sample": ()},
    }
    (account,), (deal,) = of_type(store, Account), of_type(store, Deal)
    assert (account.domains, account.industry, account.employee_count) == (("exemplis.example",), "Chemicals", 1200)
    assert (deal.amount, deal.currency, deal.stage, deal.outcome) == (Decimal("120000.50"), "EUR", "Negotiation", None)


@pytest.mark.parametrize("order", list(permutations(WHOLE)), ids=" ".join)
def test_tables_that_come_one_by_one_give_the_same_in_any_order(order):
    store = open_store("memory:")
    for name in order:
        take(WHOLE[name], store, name)
    assert what_is_there(store) == what_is_there(take(archive(WHOLE))[1])


def test_a_report_is_read_by_its_labels_and_its_footer_passed_over():
    report, store = take(REPORT.encode("latin-1"), name="report.csv")
    assert (report.taken, report.skipped) == ({"contact": 2}, {"note or footer": 3})
    assert what_is_there(store)["above"] == {"Bo Sample": "Ana Exemple"}
    assert {account for account, _, _ in what_is_there(store)["people"].values()} == {"Exemplis SAS"}


def test_a_report_and_the_bulk_export_are_the_same_people():
    _, store = take(REPORT, name="report.csv")
    take(archive(WHOLE), store)
    assert len(of_type(store, Person)) == 3
    assert len(of_type(store, Account)) == 1


def test_headers_may_be_in_capitals_and_ids_short_or_long():
    header, *rows = CONTACTS.splitlines()
    _, store = take(archive({**WHOLE, "Contact.csv": "\n".join([header.upper(), *rows])}))
    assert what_is_there(store)["above"] == {"Bo Sample": "Ana Exemple", "Cy Libre": "Bo Sample"}


@pytest.mark.parametrize(
    ("closed", "won", "outcome", "on"),
    [
        ("true", "true", DealOutcome.WON, date(2026, 12, 31)),
        ("true", "false", DealOutcome.LOST, date(2026, 12, 31)),
        ("false", "false", None, None),
    ],
)
def test_an_opportunity_that_is_closed_is_won_or_lost(closed, won, outcome, on):
    deals = DEALS.replace("false,false", f"{closed},{won}")
    _, store = take(archive({**WHOLE, "Opportunity.csv": deals}))
    (deal,) = of_type(store, Deal)
    assert (deal.outcome, deal.closed_on) == (outcome, on)


@pytest.mark.parametrize(
    ("row", "kind", "column"),
    [
        ([BO, ACC, "0035g00000ZZZzz", "Bo", "Sample", "", "", "", ""], "UNKNOWN_MANAGER", "ReportsToId"),
        ([BO, ACC, "", "Bo", "Sample", "", "", "not an address", ""], "BAD_EMAIL", "Email"),
        ([BO, ACC, "", "", "", "", "", "", ""], "NO_NAME", "LastName"),
        (["", ACC, "", "Bo", "Sample", "", "", "", ""], "NO_NAME", "Id"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(row, kind, column):
    header, ana, *_ = CONTACTS.splitlines()
    report, _ = take(f"{header}\n{ana}\n{','.join(row)}\n", name="contacts.csv")
    (problem,) = report.problems
    assert (problem.kind, problem.row, problem.column) == (kind, 3, column)
    assert report.rows_read == 2


def test_two_contacts_of_one_name_are_nobodys_manager_by_name():
    twin = f'"{CY}","Ana","Exemple","Elsewhere","CFO","",""\n'
    head, bo = REPORT.partition(f'"{BO}"')[0], REPORT.splitlines()[2]
    report, store = take(f"{head}{twin}{bo}\n", name="report.csv")
    assert [p.kind for p in report.problems] == ["AMBIGUOUS_MANAGER"]
    assert of_type(store, Line) == []


def test_the_same_export_again_changes_nothing():
    _, store = take(archive(WHOLE))
    report, _ = take(archive(WHOLE), store)
    assert (report.created, report.changed) == (0, 0)


def test_a_preview_tells_what_it_is():
    found = preview_import(open_store("memory:"), LOCAL, formats(), request(CONTACTS, "c.csv"), NOW)
    assert found.importer == "crm.salesforce"


def test_a_report_in_latin_1_is_read():
    report, store = take(REPORT.replace("Ana", "Élise").encode("latin-1"))
    assert (report.problems, "Élise" in repr(of_type(store, Person))) == ((), True)
