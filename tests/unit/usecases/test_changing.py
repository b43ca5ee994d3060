"""What an import, an edit or an undo changes is what all that is said then makes: nothing is folded from a part of it."""

from datetime import UTC, datetime, timedelta

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.edit_deals import save_deal
from orggraph.usecases.edit_people import save_account, save_person, save_position, set_tie
from orggraph.usecases.editing import Edit, retract
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import ImportRequest, import_file, undo_import

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
CONTACTS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CHART = "id,name,title,department,manager id\n"
ANA = "Ana,Bo,https://www.linkedin.com/in/ana-bo,,Exemplis,Buyer,05 Mar 2024\n"


class Workspace:
    """One store, an hour later at each step."""

    def __init__(self):
        self.store = open_store("memory:")
        self.now = START

    def edit(self):
        self.now += timedelta(hours=1)
        return Edit(LOCAL, self.now)

    def take(self, name, content, **more):
        self.now += timedelta(hours=1)
        request = ImportRequest(file_name=name, content=content.encode(), **more)
        return import_file(self.store, LOCAL, formats(), request, self.now)

    def chart(self, rows, account="Exemplis", **more):
        return self.take("chart.csv", CHART + rows, account_name=account, **more)

    def contacts(self, rows, owner="Cy Dee"):
        return self.take("Connections.csv", CONTACTS + rows, owner_name=owner)

    def undo(self, batch):
        self.now += timedelta(hours=1)
        undo_import(self.store, LOCAL, batch.id, self.now)

    def all(self, kind):
        with self.store.reading(LOCAL) as reader:
            return [v.fact for v in reader.everything() if isinstance(v.fact, kind)]

    def one(self, kind):
        (found,) = self.all(kind)
        return found

    def titles(self):
        return sorted(str(person.title) for person in self.all(Person))


@pytest.fixture
def workspace():
    made = Workspace()
    yield made
    made.store.close()


def test_a_file_that_goes_back_to_an_older_word_is_believed(workspace):
    for title in ("Buyer", "Head of IT", "Buyer"):
        batch = workspace.chart(f"1,Ana Bo,{title},,\n")
        assert workspace.titles() == [title]
    assert (batch.created, batch.changed) == (0, 2), "the person and the seat"


def test_undoing_a_file_that_went_back_to_an_older_word_brings_the_newer_one_back(workspace):
    batches = [workspace.chart(f"1,Ana Bo,{title},,\n") for title in ("Buyer", "Head of IT", "Buyer")]
    workspace.undo(batches[2])
    assert workspace.titles() == ["Head of IT"]
    workspace.undo(batches[1])
    assert workspace.titles() == ["Buyer"]


def test_undoing_the_first_of_two_that_said_the_same_lets_a_word_between_them_count_as_older(workspace):
    first = workspace.contacts(ANA.replace("Buyer", "Buyer of IT"), owner="Cy Dee")
    workspace.contacts(ANA, owner="Bo Martin")
    workspace.contacts(ANA.replace("Buyer", "Buyer of IT"), owner="Cy Dee")
    titles = lambda: {p.title for p in workspace.all(Person) if p.profile_url}  # noqa: E731
    assert titles() == {"Buyer"}, "between two colleagues, who said it later first"
    workspace.undo(first)
    assert titles() == {"Buyer of IT"}


def test_importing_a_file_again_changes_no_fact(workspace):
    workspace.chart("1,Ana Bo,CEO,,\n2,Cy Dee,Buyer,,1\n")
    again = workspace.chart("1,Ana Bo,CEO,,\n2,Cy Dee,Buyer,,1\n")
    assert (again.created, again.changed, again.unchanged) == (0, 0, 7)


def test_what_a_user_took_back_does_not_return_with_the_next_import(workspace):
    workspace.contacts(ANA)
    account = next(a for a in workspace.all(Account) if not a.is_ours)
    retract(workspace.store, workspace.edit(), account.id, "There is no such company.")
    again = workspace.contacts(ANA)
    assert (again.created, again.changed) == (0, 0)
    assert [a.is_ours for a in workspace.all(Account)] == [True]
    assert {p.account_id for p in workspace.all(Person) if p.profile_url} == {None}


def test_the_ties_of_somebody_who_is_taken_back_go_too_and_return_when_they_do(workspace):
    workspace.contacts("Ana,Bo,,,,,\n")
    contact = next(p for p in workspace.all(Person) if p.name == "Ana Bo")
    tie = workspace.one(Tie)
    retract(workspace.store, workspace.edit(), contact.id, "A mistake.")
    assert workspace.all(Tie) == []
    workspace.contacts("Ana,Bo,,,,Buyer,\n")
    assert [t.id for t in workspace.all(Tie)] == [tie.id]


def test_a_tie_said_from_both_ends_is_folded_from_both_when_people_turn_out_to_be_one(workspace):
    workspace.chart("3,Élise Dupont,Buyer,,\n")
    elise = workspace.one(Person)
    workspace.contacts(ANA)
    owner = next(p for p in workspace.all(Person) if p.name == "Cy Dee")
    set_tie(workspace.store, workspace.edit(), (owner.id, elise.id), {"strength": 0.5}, 0.9)
    known = (("linkedin", "ana-bo"),)
    save_person(workspace.store, workspace.edit(), elise.id, {"name": "Élise Dupont"}, known)
    tie = workspace.one(Tie)
    assert (tie.strength, tie.source, f"{tie.connected_on}") == (0.5, "user:local", "2024-03-05")


def test_an_edit_of_something_else_does_not_take_a_seat_apart(workspace):
    workspace.chart("1,Ana Bo,CEO,,\n")
    workspace.chart("9,Ana Bo,Chief,,\n", account="Exemplis SAS")
    seat = workspace.one(Position)
    account, ana = workspace.one(Account), workspace.one(Person)
    workspace.chart("2,Cy Dee,Buyer,,1\n1,Ana Bo,CEO,,\n")
    save_deal(workspace.store, workspace.edit(), None, {"name": "Sale", "account_id": account.id, "owner_id": ana.id})
    with workspace.store.reading(LOCAL) as reader:
        assert {r.key for r in reader.records_of(seat.id)} == {"hr:exemplis/1", "hr:exemplis sas/9"}
    assert [line.manager_id for line in workspace.all(Line) if line.manager_id] == [seat.id]


def test_an_export_taken_back_in_is_about_the_same_things(workspace):
    workspace.chart("1,Ana Bo,CEO,,\n2,,Buyer,,1\n")
    seats = {position.title: position.id for position in workspace.all(Position)}
    since = workspace.now.date()
    save_position(workspace.store, workspace.edit(), seats["Buyer"], {"title": "Head of buying"}, since, None)
    account = workspace.one(Account)
    save_deal(workspace.store, workspace.edit(), None, {"name": "Sale", "account_id": account.id})
    before = {(fact.id, type(fact)) for fact in workspace.all(object)}
    workspace.take("all.json", export(workspace.store, LOCAL).decode())
    assert {(fact.id, type(fact)) for fact in workspace.all(object)} == before
    with workspace.store.reading(LOCAL) as reader:
        for fact, kind in before:
            if kind is not Line:
                assert len(reader.records_of(fact)) == 2, fact


@pytest.mark.parametrize("chart_first", [True, False])
def test_a_stated_key_names_the_record_of_that_key_whichever_came_first(workspace, chart_first):
    def import_chart():
        workspace.chart("1,Ana Bo,CEO,,\n")

    def state_key():
        document = '{"format": "orggraph/1", "people": [{"id": "p", "name": "A. B.", "keys": ["hr:exemplis/1"]}]}'
        workspace.take("all.json", document)

    for step in (import_chart, state_key) if chart_first else (state_key, import_chart):
        step()
    assert workspace.one(Person).name == "Ana Bo"


def test_a_known_key_is_the_same_deal(workspace):
    save_account(workspace.store, workspace.edit(), None, {"name": "Exemplis"})
    account = workspace.one(Account)
    given = {"name": "Sale", "account_id": account.id}
    made = [
        save_deal(workspace.store, workspace.edit(), None, {**given, "stage": stage}, (("crm", "006A"),))
        for stage in ("proposal", "negotiation")
    ]
    assert made[0] == made[1]
    with workspace.store.reading(LOCAL) as reader:
        assert [v.fact.stage for v in reader.everything() if v.fact.id == made[0]] == ["negotiation"]


def test_the_id_that_a_key_makes_is_its_own(workspace):
    workspace.chart("1,Ana Bo,CEO,,\n")
    assert workspace.one(Person).id == content_id(EntityKind.PERSON, "hr:exemplis/1")
