"""Tables of any system: the user names the columns once."""

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.deals import Deal, Stakeholder
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput, UnreadableFile
from orggraph.usecases.importing import import_file, preview_import
from tests.unit.importers.import_files import NOW, found, of_type, reports, request, table

PEOPLE = table(
    ["Wer", "Rolle im Haus", "Chef", "Erreichbar"],
    ["Ana Exemple", "CFO", "", "ana@exemplis.example"],
    ["Bo Sample", "Controller", "Ana Exemple", "bo@exemplis.example"],
    delimiter=";",
)
NAMED = {"Wer": "name", "Rolle im Haus": "title", "Chef": "manager", "Erreichbar": "email"}
CONTACTS = table(
    ["Kunde", "Wer", "Vorhaben"],
    ["Exemplis", "Ana Exemple", "Planning"],
    ["Exemplis", "Bo Sample", "Planning"],
    ["Elsewhere", "Ana Exemple", ""],
)
NAMED_CONTACTS = {"Kunde": "company", "Wer": "name", "Vorhaben": "deal"}


def take(content, mapping=None, store=None, **more):
    store = store or open_store("memory:")
    asked = request(content, "people.csv", mapping=mapping, **more)
    return import_file(store, LOCAL, formats(), asked, NOW), store


def test_a_chart_is_read_by_the_columns_that_the_user_named():
    report, store = take(PEOPLE, NAMED, account_name="Exemplis")
    assert (report.importer, report.taken, report.problems) == ("table.mapped", {"person": 2}, ())
    assert {(one.name, one.title, one.email) for one in of_type(store, Person)} == {
        ("Ana Exemple", "CFO", "ana@exemplis.example"),
        ("Bo Sample", "Controller", "bo@exemplis.example"),
    }
    assert sum(line.manager_id is not None for line in of_type(store, Line)) == 1


def test_contacts_are_read_where_a_column_names_their_company():
    report, store = take(CONTACTS, NAMED_CONTACTS)
    assert report.taken == {"contact": 3}
    assert sorted(one.name for one in of_type(store, Account)) == ["Elsewhere", "Exemplis"]
    assert ([one.name for one in of_type(store, Deal)], len(of_type(store, Stakeholder))) == (["Planning"], 2)
    assert len(of_type(store, Person)) == 3


def test_what_was_said_of_columns_is_remembered_whatever_their_order():
    _, store = take(PEOPLE, NAMED, account_name="Exemplis")
    turned = table(
        ["Chef", "Wer", "Erreichbar", "Rolle im Haus"], ["Ana Exemple", "Cy Libre", "cy@exemplis.example", "Clerk"]
    )
    seen = preview_import(store, LOCAL, formats(), request(turned, "p.csv", account_name="Exemplis"), NOW)
    assert {column.column: column.field for column in seen.columns} == NAMED
    take(turned, store=store, account_name="Exemplis")
    assert "Cy Libre" in {one.name for one in of_type(store, Person)}
    with pytest.raises(UnreadableFile):
        take(turned.replace("Chef", "Boss?"), store=store, account_name="Exemplis")


def test_what_was_said_last_counts():
    _, store = take(CONTACTS, NAMED_CONTACTS)
    later = request(CONTACTS, "people.csv", mapping={"Kunde": "company", "Wer": "name"})
    import_file(store, LOCAL, formats(), later, NOW.replace(hour=10))
    seen = preview_import(store, LOCAL, formats(), request(CONTACTS, "p.csv"), NOW.replace(hour=11))
    assert {column.column: column.field for column in seen.columns} == {
        "Kunde": "company",
        "Wer": "name",
        "Vorhaben": None,
    }


def test_a_file_that_nobody_knows_is_refused_with_what_its_columns_seem_to_be():
    unknown = table(["Surname", "Where to write", "Shoe size"], ["Exemple", "ana@exemplis.example", "38"])
    with pytest.raises(UnreadableFile) as refused:
        take(unknown)
    assert '--map "Surname=last_name" --map "Where to write=email"' in str(refused.value)
    assert "Shoe size=" not in str(refused.value)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"Nobody": "name"}, "no column 'Nobody'"),
        ({"Wer": "king"}, "cannot be 'king'"),
        ({"Wer": "name", "Chef": "name"}, "Two columns are 'name'"),
        ({"Wer": "title"}, "No column is a name"),
        ({"Wer": "name", "Chef": "deal"}, "which need the company"),
        ({"Wer": "name", "Chef": "manager_id", "Rolle im Haus": "support"}, "'support' can be read only of contacts"),
        ({}, "No column is a name"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_in_words(mapping, said):
    with pytest.raises(InvalidInput, match=said) as refused:
        take(PEOPLE, mapping, account_name="Exemplis")
    assert refused.value.path == ("input", "mapping")


def test_a_chart_needs_its_organisation():
    with pytest.raises(InvalidInput, match="which organisation"):
        take(PEOPLE, NAMED)


def test_what_is_no_table_has_no_columns():
    with pytest.raises(InvalidInput, match="no table"):
        take('{"a": 1}', {"a": "name"})


def test_the_same_table_again_changes_nothing():
    _, store = take(CONTACTS, NAMED_CONTACTS)
    report, _ = take(CONTACTS, store=store)
    assert (report.created, report.changed) == (0, 0)


PERSONIO = table(
    ["Personal-Nr.", "Vorname", "Nachname", "E-Mail", "Stelle", "Bereich", "Führungskraft", "Beschäftigungsstatus"],
    ["1", "Ana", "Exemple", "ana@exemplis.example", "CFO", "Finanzen", "", "Aktiv"],
    ["2", "Bo", "Sample", "bo@exemplis.example", "Controller", "Finanzen", "{}", "Aktiv"],
    ["3", "Cy", "Libre", "", "Clerk", "Finanzen", "Nobody", "Ausgeschieden"],
    delimiter=";",
)
NAMED_PERSONIO = {
    "Personal-Nr.": "id",
    "Vorname": "first_name",
    "Nachname": "last_name",
    "E-Mail": "email",
    "Stelle": "title",
    "Bereich": "department",
    "Führungskraft": "manager",
    "Beschäftigungsstatus": "status",
}


@pytest.mark.parametrize("reference", ["1", "ANA@exemplis.example", "Exemple, Ana"])
def test_a_personnel_file_names_managers_as_it_likes_and_is_named_once(reference):
    _, store = take(PERSONIO.format("1"), NAMED_PERSONIO, account_name="Exemplis")
    report, _ = take(PERSONIO.format(reference).replace("Stelle", "stelle"), store=store, account_name="Exemplis")
    assert (report.importer, report.taken, report.skipped) == ("table.mapped", {"person": 2}, {"not employed": 1})
    assert (reports(store), report.problems) == ([("Ana Exemple", None), ("Bo Sample", "Ana Exemple")], ())


def test_what_seems_to_be_what_is_right_of_a_personnel_file():
    with pytest.raises(UnreadableFile) as refused:
        take(PERSONIO.format("1"), account_name="Exemplis")
    said = " ".join(f'--map "{column}={field}"' for column, field in NAMED_PERSONIO.items())
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("rows", "seems"),
    [
        (
            ["NoEmpl;Qui;Chef;Depuis", "0133;Ana Exemple;;2020-01-01", "0227;Bo Sample;0133;2021-01-01", "0228;Cy Libre;0133;2021-01-02"],
            {"NoEmpl": "id", "Qui": "name", "Chef": "manager_id"},
        ),
        (
            ["A;B;C;D;E", "ana.exemple@x.example;Ana;Exemple;CFO;", "bo.sample@x.example;Bo;Sample;Clerk;ana.exemple@x.example"],
            {"A": "email", "B": "first_name", "C": "last_name", "E": "manager_email"},
        ),
        (
            ["A;B;C;D", "ana.exemple@x.example;Exemple, Ana;CFO;", "bo.sample@x.example;Sample, Bo;Clerk;Ana Exemple"],
            {"A": "email", "B": "name", "D": "manager"},
        ),
        (["A;B;C", "Ana Exemple;Chief;", "Bo Sample;Clerk;Ana Exemple", "Cy Libre;Clerk;Ana Exemple"], {"A": "name", "C": "manager"}),
        (["Qui;Lien", "Ana;https://www.linkedin.com/in/ana-exemple-1"], {"Lien": "profile_url"}),
        (["Wann;Was", "01.02.2020;x", "2021-03-04;y"], {}),
        (["N° employé;Prénom;Nom d'usage;Équipe;E-mail du responsable", "1;Ana;Exemple;x;"], {
            "N° employé": "id", "Prénom": "first_name", "Nom d'usage": "last_name", "Équipe": "department", "E-mail du responsable": "manager_email",
        }),
        (["Worker;Worker ID;Manager ID;Supervisory Organization", "Ana;1;;x"], {
            "Worker": "name", "Worker ID": "id", "Manager ID": "manager_id", "Supervisory Organization": "department",
        }),
    ],
)  # fmt: skip
def test_columns_are_suggested_by_their_names_and_by_what_they_hold(rows, seems):
    entries = formats().unpack("people.csv", "\n".join(rows).encode())
    assert formats().mapper.suggestions(entries) == seems


def test_what_a_user_says_counts_although_an_importer_knows_the_table():
    content = table(
        ["Id", "Name", "Title", "Manager"],
        ["1", "Ana Exemple", "CFO", "Finance"],
        ["2", "Bo Sample", "Clerk", "Finance"],
    )
    named = {"Id": "id", "Name": "name", "Title": "title", "Manager": "department"}
    report, _ = take(content, named, account_name="Exemplis")
    assert (report.importer, report.problems) == ("table.mapped", ())


@pytest.mark.parametrize(
    ("field", "reference"), [("manager_id", "7"), ("manager_email", "ANA@exemplis.example"), ("manager", "Ana Exemple")]
)
def test_contacts_name_their_managers_by_id_address_or_name(field, reference):
    content = table(
        ["Kunde", "Nr", "Wer", "Mail", "Chef"],
        ["Exemplis", "7", "Ana Exemple", "ana@exemplis.example", ""],
        ["Exemplis", "8", "Bo Sample", "", reference],
        ["Exemplis", "9", "Cy Libre", "", "Ed Nowhere"],
    )
    report, store = take(content, {"Kunde": "company", "Nr": "id", "Wer": "name", "Mail": "email", "Chef": field})
    assert (reports(store), found(report)) == ([("Bo Sample", "Ana Exemple")], [("UNKNOWN_MANAGER", 4, "Chef")])
