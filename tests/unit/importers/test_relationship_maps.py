"""Oracle Sales, Altify and ClosePlan: roles, stances, coverage and lines of influence."""

from datetime import date

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.deals import BuyingRole, CoverageLevel
from orggraph.domain.people import Locale, Person
from orggraph.domain.relations import Influence, InfluenceKind
from tests.unit.importers.import_files import found, of_type, reports, table
from tests.unit.importers.test_contact_tables import parts, take

ORACLE = ["Contact Party Number", "First Name", "Last Name", "Account Name", "Opportunity Name", "Buying Role", "Affinity", "Influence Level", "Last Update Date"]  # fmt: skip
ALTIFY = ["Contact ID", "Contact Name", "Account Name", "Reports To", "Opportunity ID", "Opportunity Name", "Buyer Role", "Support", "Political Status", "Coverage", "Influences", "Influenced By", "Conflicts With"]  # fmt: skip
CLOSEPLAN = ["TSPC__ContactName__c", "Account Name", "Opportunity Name", "TSPC__Role__c", "TSPC__SupportStatus__c", "TSPC__DecisionStatus__c", "TSPC__Relationship__c", "TSPC__HasPower__c"]  # fmt: skip
CONTACT, DEAL = "0035g00000ABCde", "0065g00000ABCde"


def oracle(*rows):
    return table(
        ORACLE, *([f"C-{n}", "Ana", f"Exemple{n}", "Exemplis", "Planning", *row] for n, row in enumerate(rows))
    )


def altify(*rows):
    return table(ALTIFY, *rows)


def stakeholder(
    name="Ana Exemple",
    contact=CONTACT,
    reports_to="",
    role="",
    support="",
    political="",
    coverage="",
    lines=("", "", ""),
):
    return [contact, name, "Exemplis", reports_to, DEAL, "Planning", role, support, political, coverage, *lines]


def closeplan(role="", support="", influence="", relationship="", power=""):
    return table(CLOSEPLAN, ["Ana Exemple", "Exemplis", "Planning", role, support, influence, relationship, power])


def part(content, **more):
    report, store = take(content, **more)
    return report, next(iter(parts(store).values()))


@pytest.mark.parametrize(
    ("affinity", "value"),
    [
        ("Favorable", 0.8),
        ("SOMEWHAT_FAVORABLE", 0.4),
        ("Neutral", 0.0),
        ("Somewhat negative", -0.4),
        ("Negative", -0.8),
    ],
)
def test_affinity_is_evidence_of_a_stance_and_no_truth(affinity, value):
    report, found = part(oracle(["", affinity, "", "2026-03-25"]))
    assert report.importer == "crm.oracle"
    assert (found.stance.value, found.stance.confidence, found.stance.source) == (value, 0.5, "crm:oracle")
    assert found.stance.observed_on == date(2026, 3, 25)


@pytest.mark.parametrize(
    ("word", "roles"),
    [
        ("Key decision maker", {BuyingRole.DECISION_MAKER}),
        ("Secondary decision maker", {BuyingRole.DECISION_MAKER}),
        ("Supporting role", {BuyingRole.USER}),
        ("Does not matter", set()),
    ],
)
def test_oracles_buying_roles_are_ours(word, roles):
    report, found = part(oracle([word, "", "", ""]))
    assert (set(found.roles), report.problems) == (roles, ())


@pytest.mark.parametrize(("level", "roles"), [("High", {BuyingRole.INFLUENCER}), ("Low", set()), ("", set())])
def test_influence_makes_an_influencer(level, roles):
    assert set(part(oracle(["", "", level, ""]))[1].roles) == roles


def test_without_an_opportunity_a_note_says_what_is_left_out():
    content = oracle(["", "Negative", "", ""]).replace("Opportunity Name", "Region")
    report, store = take(content)
    assert (parts(store), report.notes) == ({}, ("parts in a deal are left out: no column names the deal",))


def test_the_whole_column_tells_which_part_of_a_day_is_the_month():
    report, store = take(oracle(["", "Neutral", "", "04/05/2026"], ["", "Neutral", "", "25/03/2026"]))
    assert report.problems == ()
    assert {one.stance.observed_on for one in parts(store).values()} == {date(2026, 5, 4), date(2026, 3, 25)}


def test_a_column_that_tells_nothing_is_asked_about_and_not_guessed():
    report, found_part = part(oracle(["", "Neutral", "", "04/05/2026"]))
    assert (found(report), "--locale" in report.problems[0].hint) == ([("BAD_DATE", 2, "Last Update Date")], True)
    assert found_part.stance.observed_on is None or found_part.stance.observed_on == date(2026, 11, 24)


@pytest.mark.parametrize(("locale", "day"), [(Locale.EN, date(2026, 4, 5)), (Locale.FR, date(2026, 5, 4))])
def test_the_locale_settles_what_the_column_does_not(locale, day):
    assert part(oracle(["", "Neutral", "", "04/05/2026"]), locale=locale)[1].stance.observed_on == day


def test_a_column_that_says_both_is_not_settled_by_its_cells():
    report, _ = take(oracle(["", "Neutral", "", "25/03/2026"], ["", "Neutral", "", "03/25/2026"], ["", "Neutral", "", "01/02/2026"]))  # fmt: skip
    assert [p.row for p in report.problems] == [4]


@pytest.mark.parametrize("written", ["9" * 5_000, "9" * 5_000 + "/1/2026", "²/³/2026", "13/13/2026", "soon"])
def test_what_is_no_day_is_told(written):
    report, _ = take(oracle(["", "Neutral", "", written]))
    assert found(report) == [("BAD_DATE", 2, "Last Update Date")]


def test_what_excel_counts_is_offered_and_not_guessed():
    report, _ = take(oracle(["", "Neutral", "", "45118"]))
    assert "2023-07-11" in report.problems[0].message


def test_a_map_says_who_stands_where():
    report, found = part(
        altify(stakeholder(role="Approver", support="Mentor", political="Inner Circle", coverage="In-depth"))
    )
    assert (report.importer, report.problems) == ("maps.altify", ())
    assert set(found.roles) == {BuyingRole.APPROVER, BuyingRole.COACH, BuyingRole.INFLUENCER}
    assert (found.stance.value, found.stance.confidence, found.coverage) == (0.8, 0.5, CoverageLevel.IN_DEPTH)


@pytest.mark.parametrize(
    ("support", "value"),
    [("Supporter", 0.4), ("Neutral", 0.0), ("Non-Supporter", -0.4), ("Enemy", -0.8), ("Sponsor", 0.8)],
)
def test_support_is_a_stance(support, value):
    assert part(altify(stakeholder(support=support)))[1].stance.value == value


def test_what_is_unknown_is_no_stance_and_what_is_not_known_is_told():
    report, store = take(altify(stakeholder(support="Unknown", political="Unknown", coverage="Unknown")))
    assert (report.problems, parts(store)["Ana Exemple", "Planning"].stance) == ((), None)
    report, _ = take(altify(stakeholder(support="Frenemy", political="Court", coverage="Weekly", role="Wizard")))
    assert sorted(column for _, _, column in found(report)) == ["Buyer Role", "Coverage", "Political Status", "Support"]


def test_lines_of_reporting_and_influence_are_drawn():
    rows = [
        stakeholder("Ana Exemple", f"{CONTACT[:-1]}a"),
        stakeholder("Bo Sample", f"{CONTACT[:-1]}b", "Ana Exemple", lines=("Ana Exemple", "Cy Libre", "")),
        stakeholder("Cy Libre", f"{CONTACT[:-1]}c", "Ana Exemple", lines=("", "", "Ana Exemple; Di Nobody")),
    ]
    report, store = take(altify(*rows))
    assert reports(store) == [("Bo Sample", "Ana Exemple"), ("Cy Libre", "Ana Exemple")]
    names = {one.id: one.name for one in of_type(store, Person)}
    drawn = {(names[one.from_id], names[one.to_id], one.kind) for one in of_type(store, Influence)}
    assert drawn == {
        ("Bo Sample", "Ana Exemple", InfluenceKind.ADVICE),
        ("Cy Libre", "Bo Sample", InfluenceKind.ADVICE),
        ("Cy Libre", "Ana Exemple", InfluenceKind.CONFLICT),
        ("Ana Exemple", "Cy Libre", InfluenceKind.CONFLICT),
    }
    assert found(report) == [("UNKNOWN_MANAGER", 4, "Conflicts With")]


@pytest.mark.parametrize("order", [1, -1])
def test_a_map_and_salesforce_speak_of_the_same_people_and_deals(order):
    salesforce = table(
        ["Id", "LastName", "FirstName", "AccountId", "Account Name", "Email"],
        [f"{CONTACT}AAH", "Exemple", "Ana", "", "Exemplis", ""],
    )
    deals = table(["Id", "Name", "Account Name", "StageName"], [f"{DEAL}AAH", "Planning", "Exemplis", "Proposal"])
    store = open_store("memory:")
    for content in [salesforce, deals, altify(stakeholder(support="Supporter"))][::order]:
        take(content, store)
    assert [one.name for one in of_type(store, Person)] == ["Ana Exemple"]
    assert list(parts(store)) == [("Ana Exemple", "Planning")]


def test_closeplans_words_are_ours():
    report, found = part(closeplan("Legal", "Detractor", "High", "Regular Cadence", "true"))
    assert (report.importer, report.problems) == ("maps.closeplan", ())
    assert (set(found.roles), found.stance.value) == ({BuyingRole.GATEKEEPER, BuyingRole.INFLUENCER}, -0.8)
    assert found.coverage is CoverageLevel.MULTIPLE


def test_several_rows_of_one_contact_add_up():
    _, found = part(altify(stakeholder(role="User"), stakeholder(role="Evaluator", support="Neutral")))
    assert (set(found.roles), found.stance.value) == ({BuyingRole.USER, BuyingRole.EVALUATOR}, 0.0)


@pytest.mark.parametrize(
    "content",
    [
        oracle(["", "Negative", "High", "2026-03-25"]),
        altify(stakeholder(support="Enemy")),
        closeplan("Champion", "Promoter"),
    ],
    ids=["oracle", "altify", "closeplan"],
)
def test_the_same_map_again_changes_nothing(content):
    _, store = take(content)
    report, _ = take(content, store)
    assert (report.created, report.changed) == (0, 0)
