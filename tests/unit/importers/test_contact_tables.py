"""HubSpot, Dynamics and Pipedrive: contacts, companies, managers and parts in deals."""

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.deals import BuyingRole, Deal, Stakeholder
from orggraph.domain.elsewhere import known_as
from orggraph.domain.ids import EntityKind
from orggraph.domain.people import Account, Person, Seniority
from orggraph.domain.positions import Line, Position
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.importing import import_file
from tests.unit.importers.import_files import NOW, of_type, request, table

HUBSPOT = table(
    [
        "Record ID",
        "First Name",
        "Last Name",
        "Email",
        "Phone Number",
        "Job Title",
        "Company Name",
        "Lifecycle Stage",
        "Buying Role",
        "Associated Deal IDs",
        "Associated Deal",
    ],
    [
        "101",
        "Ana",
        "Exemple",
        "ana@exemplis.example",
        "1",
        "CFO",
        "Exemplis",
        "lead",
        "BUDGET_HOLDER;CHAMPION",
        "9;8",
        "Planning;Portal",
    ],
    ["102", "Bo", "Sample", "", "2", "Buyer", "Exemplis", "lead", "BLOCKER", "9", "Planning"],
    ["103", "Cy", "Libre", "cy@elsewhere.example", "", "", "", "lead", "", "", ""],
)
DYNAMICS = table(
    ["(Do Not Modify) Contact", "Full Name", "Job Title", "Email", "Company Name", "Manager", "Role"],
    ["g-1", "Ana Exemple", "CFO", "ana@exemplis.example", "Exemplis", "", "Decision Maker"],
    ["g-2", "Bo Sample", "Buyer", "", "Exemplis", "Ana Exemple", "Employee"],
)
PIPEDRIVE = table(
    ["Deal - ID", "Deal - Title", "Person - Name", "Person - Email", "Organization - Name", "Person - Job Title"],
    ["9", "Planning", "Ana Exemple", "ana@exemplis.example", "Exemplis", "CFO"],
    ["8", "Portal", "Ana Exemple", "ana@exemplis.example", "Exemplis", "CFO"],
)


def take(content, store=None, **more):
    store = store or open_store("memory:")
    return import_file(store, LOCAL, formats(), request(content, "contacts.csv", **more), NOW), store


def parts(store):
    people, deals = ({one.id: one.name for one in of_type(store, kind)} for kind in (Person, Deal))
    return {(people[one.person_id], deals[one.deal_id]): one for one in of_type(store, Stakeholder)}


def test_hubspot_gives_contacts_companies_and_parts_in_deals():
    report, store = take(HUBSPOT)
    assert (report.importer, report.taken, report.problems, report.notes) == ("crm.hubspot", {"contact": 3}, (), ())
    found = parts(store)
    assert found.keys() == {("Ana Exemple", "Planning"), ("Ana Exemple", "Portal"), ("Bo Sample", "Planning")}
    assert set(found["Ana Exemple", "Planning"].roles) == {BuyingRole.ECONOMIC_BUYER, BuyingRole.CHAMPION}
    assert [one.name for one in of_type(store, Account)] == ["Exemplis"]


def test_a_blocker_is_evidence_of_a_reserve_and_no_role():
    part = parts(take(HUBSPOT)[1])["Bo Sample", "Planning"]
    assert (part.roles, part.is_blocking, part.stance.value, part.stance.confidence) == ((), True, -0.4, 0.5)
    assert part.stance.source == "crm:hubspot"


def test_what_a_rep_says_wins_over_a_crm():
    from orggraph.usecases.edit_deals import StanceGiven, set_stakeholder  # noqa: PLC0415
    from orggraph.usecases.editing import Edit  # noqa: PLC0415

    _, store = take(HUBSPOT)
    part = parts(store)["Bo Sample", "Planning"]
    stance = StanceGiven(0.4, None, None, 0.8, NOW.date(), ())
    set_stakeholder(
        store, Edit(LOCAL, NOW, "setStakeholder"), part.deal_id, part.person_id, {"is_blocking": False}, stance
    )
    take(HUBSPOT, store)
    part = parts(store)["Bo Sample", "Planning"]
    assert (part.is_blocking, part.stance.value) == (False, 0.4)


def test_dynamics_gives_the_manager_and_says_that_no_deal_is_named():
    report, store = take(DYNAMICS)
    assert (report.importer, report.taken) == ("crm.dynamics", {"contact": 2})
    assert report.notes == ("parts in a deal are left out: no column names the deal",)
    people = {one.id: one.name for one in of_type(store, Person)}
    seats = {one.id: people[one.holder_id] for one in of_type(store, Position)}
    assert [(seats[one.report_id], seats[one.manager_id]) for one in of_type(store, Line)] == [
        ("Bo Sample", "Ana Exemple")
    ]


def test_pipedrive_has_a_row_for_each_deal():
    report, store = take(PIPEDRIVE)
    assert (report.importer, report.taken) == ("crm.pipedrive", {"contact": 2})
    assert len(of_type(store, Person)) == 1
    assert parts(store).keys() == {("Ana Exemple", "Planning"), ("Ana Exemple", "Portal")}


def test_one_contact_of_three_systems_is_one_person():
    store = open_store("memory:")
    for content in (HUBSPOT, DYNAMICS, PIPEDRIVE):
        take(content, store)
    assert sorted(one.name for one in of_type(store, Person)) == ["Ana Exemple", "Bo Sample", "Cy Libre"]


@pytest.mark.parametrize("content", [HUBSPOT, DYNAMICS, PIPEDRIVE], ids=["hubspot", "dynamics", "pipedrive"])
def test_the_same_export_again_changes_nothing(content):
    _, store = take(content)
    report, _ = take(content, store)
    assert (report.created, report.changed) == (0, 0)


@pytest.mark.parametrize(
    ("content", "kind", "column"),
    [
        (DYNAMICS.replace("g-2,Bo Sample", "g-2,"), "NO_NAME", "Full Name"),
        (DYNAMICS.replace(",Ana Exemple,Employee", ",Di Nobody,Employee"), "UNKNOWN_MANAGER", "Manager"),
        (HUBSPOT.replace("ana@exemplis.example", "not an address"), "BAD_EMAIL", "Email"),
        (HUBSPOT.replace("BLOCKER", "SORCERER"), "UNKNOWN_ROLE", "Buying Role"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(content, kind, column):
    report, _ = take(content)
    (problem,) = report.problems
    assert (problem.kind, problem.column) == (kind, column)


def test_a_contact_is_known_by_its_id_there_whatever_is_in_it():
    _, store = take(HUBSPOT.replace("101,Ana", "eu/101,Ana"))
    with store.reading(LOCAL) as reader:
        (found,) = reader.records(EntityKind.PERSON, (), [known_as("hubspot", "eu/101")])
        assert reader.people([found.entity_id], NOW.date())[found.entity_id].name == "Ana Exemple"


def tagged(**columns):
    """Make a table of Dynamics as Excel gets it, with what its own org chart says."""
    fixed = {
        "(Do Not Modify) Contact": "g-1",
        "(Do Not Modify) Row Checksum": "sUm==",
        "(Do Not Modify) Modified On": "45118.5",
        "Full Name": "Ana Exemple",
        "Company Name": "Exemplis",
        "Opportunity": "Planning",
    }
    row = fixed | columns
    return table(list(row), list(row.values()))


def test_what_dynamics_hides_in_its_first_columns_is_its_id_alone():
    report, store = take(tagged())
    assert [one.keys for one in of_type(store, Person)] == [("dynamics:g-1", "ext:dynamics/g-1")]
    assert {"(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On"} <= set(report.unknown_columns)


@pytest.mark.parametrize(
    ("tag", "roles", "blocks"),
    [
        ("0", (BuyingRole.DECISION_MAKER,), None),
        ("1", (BuyingRole.INFLUENCER,), None),
        ("2", (), True),
        ("3", (), None),
        ("Decision maker", (BuyingRole.DECISION_MAKER,), None),
    ],
)
def test_tags_of_the_org_chart_of_dynamics_are_not_its_role_codes(tag, roles, blocks):
    report, store = take(tagged(msdyn_decisioninfluencetag=tag, accountrolecode=""))
    part = parts(store)["Ana Exemple", "Planning"]
    assert (part.roles, part.is_blocking, report.problems) == (roles, blocks, ())


@pytest.mark.parametrize(
    ("code", "roles"), [("1", (BuyingRole.DECISION_MAKER,)), ("2", ()), ("3", (BuyingRole.INFLUENCER,))]
)
def test_codes_of_roles_of_dynamics(code, roles):
    assert parts(take(tagged(accountrolecode=code))[1])["Ana Exemple", "Planning"].roles == roles


def test_dynamics_tells_who_left_and_who_assists():
    _, store = take(tagged(msdyn_orgchangestatus="1", msdyn_isassistantinorgchart="True"))
    (person,) = of_type(store, Person)
    assert (person.has_left, person.seniority) == (True, Seniority.ASSISTANT)
    (person,) = of_type(take(tagged(msdyn_orgchangestatus="0", msdyn_isassistantinorgchart="False"))[1], Person)
    assert (person.has_left, person.seniority) == (False, None)


def test_several_roles_of_hubspot_are_read_whatever_their_spelling():
    _, store = take(HUBSPOT.replace("BUDGET_HOLDER;CHAMPION", "Budget Holder; champion;;OTHER"))
    assert set(parts(store)["Ana Exemple", "Planning"].roles) == {BuyingRole.ECONOMIC_BUYER, BuyingRole.CHAMPION}


def test_a_contact_who_is_their_own_manager_has_nobody_above():
    report, store = take(DYNAMICS.replace("Exemplis,,Decision Maker", "Exemplis,Ana Exemple,Decision Maker"))
    assert ([one for one in of_type(store, Line) if one.manager_id == one.report_id], report.problems) == ([], ())


def test_an_id_that_says_nothing_makes_nobody_one():
    _, store = take(HUBSPOT.replace("101,", "N/A,").replace("102,", "N/A,"))
    assert sorted(one.name for one in of_type(store, Person)) == ["Ana Exemple", "Bo Sample", "Cy Libre"]
