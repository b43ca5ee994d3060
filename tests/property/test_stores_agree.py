"""Whatever users do, in whatever order: every store holds what the reference store holds, and that is what all live statements say."""

import tempfile
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from orggraph.bootstrap import open_store
from orggraph.domain.deals import BuyingRole, EscalationOutcome
from orggraph.domain.ids import EntityKind
from orggraph.domain.people import Person
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import InfluenceKind
from orggraph.domain.signals import SignalKind
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.deciding import keep_apart, merge_people, split_person
from orggraph.usecases.edit_calls import log_escalation, record_outcome
from orggraph.usecases.edit_deals import StanceGiven, add_signal, save_deal, set_stakeholder
from orggraph.usecases.edit_people import save_account, save_person, save_position, set_influence, set_manager, set_tie
from orggraph.usecases.editing import retract
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import ImportRequest
from orggraph.usecases.provenance import told_of
from tests.property.driving import (
    COMPANIES,
    DAYS,
    EMAILS,
    IDS,
    NAMES,
    SLUGS,
    TITLES,
    Driver,
    Refused,
    chart,
    chart_rows,
    contact_rows,
    contacts,
    folded_anew,
    peek,
)

companies, names, titles = st.sampled_from(COMPANIES), st.sampled_from(NAMES), st.sampled_from(TITLES[1:])
days = st.sampled_from(DAYS)
shares = st.sampled_from((0.0, 0.25, 1.0))


class Users(RuleBasedStateMachine):
    """Two stores that are given the same work."""

    other = ""

    def empty(self):
        """Empty what outlives an example."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        self.empty()
        stores = [open_store(url) for url in ("memory:", self.other.format(self.folder.name)) if url]
        self.driver = driver = Driver(*stores)
        for company, people in (("Exemplis SAS", NAMES[:3]), ("Aubrelia", NAMES[3:])):
            rows = [(n, name, TITLES[n], "", "" if n == 1 else "1", "") for n, name in enumerate(people, 1)]
            content = chart(rows)
            driver.take(
                ImportRequest(
                    file_name="chart.csv", content=content, account_name=company, account_is_ours=company == "Aubrelia"
                )
            )
        client = driver.ids(EntityKind.ACCOUNT)[0]
        deal = driver.edit(lambda store, edit: save_deal(store, edit, None, {"name": "Sale", "account_id": client}))
        caller, target = driver.ids(EntityKind.PERSON)[:2]
        driver.edit(lambda store, edit: log_escalation(store, edit, None, {}, deal, caller, target))

    def teardown(self):
        for store in self.driver.stores:
            store.close()
        self.folder.cleanup()

    def pick(self, data, *kinds):
        """Choose something that is or was there; where there is nothing, something that never was."""
        found = [one for kind in kinds for one in self.driver.ids(kind)]
        return data.draw(st.sampled_from(found or [f"{kinds[0].value}_none"]))

    def pick_two(self, data):
        """Choose two people."""
        found = [*self.driver.ids(EntityKind.PERSON), "per_none", "per_nobody"]
        one = data.draw(st.integers(0, len(found) - 2))
        return found[one], found[data.draw(st.integers(one + 1, len(found) - 1))]

    @rule(rows=chart_rows, company=companies, ours=st.booleans())
    def import_chart(self, rows, company, ours):
        self.driver.take(
            ImportRequest(file_name="chart.csv", content=chart(rows), account_name=company, account_is_ours=ours)
        )

    @rule(rows=contact_rows, owner=names)
    def import_contacts(self, rows, owner):
        self.driver.take(ImportRequest(file_name="Connections.csv", content=contacts(rows), owner_name=owner))

    @rule(rows=chart_rows | contact_rows, company=companies, owner=names)
    def import_and_undo(self, rows, company, owner):
        """What was there before an import is there after its undo."""
        reference = self.driver.stores[0]
        before, made = peek(reference).facts, len(self.driver.batches)
        is_chart = rows[0][0] in IDS
        content = chart(rows) if is_chart else contacts(rows)
        self.driver.take(ImportRequest(file_name="once.csv", content=content, account_name=company, owner_name=owner))
        if len(self.driver.batches) > made:
            self.driver.undo(made)
        assert peek(reference).facts == before

    @rule(data=st.data())
    def import_again(self, data):
        if self.driver.files:
            self.driver.take(data.draw(st.sampled_from(self.driver.files)))

    @rule()
    def import_what_is_exported(self):
        self.driver.take(ImportRequest(file_name="all.json", content=export(self.driver.stores[0], LOCAL)))

    @rule(data=st.data())
    def undo(self, data):
        if self.driver.batches:
            self.driver.undo(data.draw(st.integers(0, len(self.driver.batches) - 1)))

    @rule(data=st.data(), name=companies, ours=st.booleans(), count=st.sampled_from((None, 10, 200)))
    def save_an_account(self, data, name, ours, count):
        account = data.draw(st.none() | st.just(self.pick(data, EntityKind.ACCOUNT)))
        given = {"name": name, "is_ours": ours, "employee_count": count}
        self.driver.edit(lambda store, edit: save_account(store, edit, account, given))

    @rule(data=st.data(), name=names, title=titles, email=st.sampled_from(EMAILS), slug=st.sampled_from(SLUGS))
    def save_somebody(self, data, name, title, email, slug):
        person = data.draw(st.none() | st.just(self.pick(data, EntityKind.PERSON)))
        given = {
            "name": name,
            "title": title,
            "email": email or None,
            "account_id": self.pick(data, EntityKind.ACCOUNT),
        }
        keys = (("linkedin", slug),) if slug else ()
        self.driver.edit(lambda store, edit: save_person(store, edit, person, dict(given), keys))

    @rule(data=st.data(), title=titles, since=st.none() | days, until=st.none() | days)
    def save_a_seat(self, data, title, since, until):
        seat = data.draw(st.none() | st.just(self.pick(data, EntityKind.POSITION)))
        given = {
            "title": title,
            "account_id": self.pick(data, EntityKind.ACCOUNT),
            "holder_id": data.draw(st.none() | st.just(self.pick(data, EntityKind.PERSON))),
            "reports_to_id": data.draw(st.none() | st.just(self.pick(data, EntityKind.POSITION))),
        }
        self.driver.edit(lambda store, edit: save_position(store, edit, seat, dict(given), since, until))

    @rule(data=st.data(), kind=st.sampled_from(ReportingKind), confidence=shares, since=st.none() | days)
    def set_somebodys_manager(self, data, kind, confidence, since):
        person, manager = data.draw(st.permutations(self.pick_two(data)))
        self.driver.edit(lambda store, edit: set_manager(store, edit, person, manager, kind, confidence, (since, None)))

    @rule(data=st.data(), kind=st.sampled_from(InfluenceKind), weight=shares)
    def set_an_influence(self, data, kind, weight):
        one, other = self.pick_two(data)
        given = {"kind": kind.value, "weight": weight}
        self.driver.edit(lambda store, edit: set_influence(store, edit, one, other, given, 0.5))

    @rule(data=st.data(), strength=st.none() | shares)
    def set_a_tie(self, data, strength):
        both = self.pick_two(data)
        self.driver.edit(lambda store, edit: set_tie(store, edit, both, {"strength": strength}, 1.0))

    @rule(data=st.data(), name=st.sampled_from(("Sale", "Renewal")))
    def save_a_deal(self, data, name):
        deal = data.draw(st.none() | st.just(self.pick(data, EntityKind.DEAL)))
        given = {
            "name": name,
            "account_id": self.pick(data, EntityKind.ACCOUNT),
            "owner_id": self.pick(data, EntityKind.PERSON),
            "champion_id": data.draw(st.none() | st.just(self.pick(data, EntityKind.PERSON))),
        }
        self.driver.edit(lambda store, edit: save_deal(store, edit, deal, dict(given)))

    @rule(data=st.data(), roles=st.sets(st.sampled_from(BuyingRole), max_size=2), value=st.none() | shares, on=days)
    def set_a_stakeholder(self, data, roles, value, on):
        deal, person = self.pick(data, EntityKind.DEAL), self.pick(data, EntityKind.PERSON)
        given = {"roles": sorted(role.value for role in roles)}
        stance = None if value is None else StanceGiven(value, None, None, 0.8, on, ())
        self.driver.edit(lambda store, edit: set_stakeholder(store, edit, deal, person, dict(given), stance))

    @rule(data=st.data(), kind=st.sampled_from(SignalKind), on=days)
    def add_something_seen(self, data, kind, on):
        deal, person = self.pick(data, EntityKind.DEAL), self.pick(data, EntityKind.PERSON)
        self.driver.edit(lambda store, edit: add_signal(store, edit, deal, person, {"kind": kind.value}, on))

    @rule(data=st.data())
    def log_a_call(self, data):
        deal = self.pick(data, EntityKind.DEAL)
        caller, target = self.pick_two(data)
        call = data.draw(st.none() | st.just(self.pick(data, EntityKind.ESCALATION)))
        self.driver.edit(lambda store, edit: log_escalation(store, edit, call, {}, deal, caller, target))

    @rule(data=st.data(), outcome=st.sampled_from(EscalationOutcome), on=days)
    def say_what_came_of_a_call(self, data, outcome, on):
        call = self.pick(data, EntityKind.ESCALATION)
        self.driver.edit(lambda store, edit: record_outcome(store, edit, call, outcome.value, on, None))

    @rule(data=st.data())
    def take_a_fact_back(self, data):
        fact = self.pick(data, *EntityKind)
        self.driver.edit(lambda store, edit: retract(store, edit, fact, "It was wrong."))

    @rule(data=st.data())
    def merge_two_people(self, data):
        keep, merge = data.draw(st.permutations(self.pick_two(data)))
        self.driver.edit(lambda store, edit: merge_people(store, edit, keep, merge))

    @rule(data=st.data())
    def keep_two_people_apart(self, data):
        one, other = data.draw(st.permutations(self.pick_two(data)))
        self.driver.edit(lambda store, edit: keep_apart(store, edit, one, other))

    @rule(data=st.data(), records=st.lists(st.integers(0, 3), max_size=2))
    def split_somebody(self, data, records):
        person = self.pick(data, EntityKind.PERSON)
        self.driver.edit(lambda store, edit: split_person(store, edit, person, records))

    @rule(data=st.data(), work=st.sampled_from((merge_people, keep_apart)))
    def decide_and_undo(self, data, work):
        """What was there before a decision is there after its undo."""
        one, other = data.draw(st.permutations(self.pick_two(data)))
        before = peek(self.driver.stores[0]).facts
        self.driver.edit_and_undo(lambda store, edit: work(store, edit, one, other))
        assert peek(self.driver.stores[0]).facts == before

    @rule(data=st.data())
    def merge_and_split(self, data):
        """Who was merged and told apart again is who they were, and that it was decided is remembered."""
        keep, merge = data.draw(st.permutations(self.pick_two(data)))
        before, there = self.facts_but_for_decisions(), self.keys_of(merge)
        if isinstance(self.driver.edit(lambda store, edit: merge_people(store, edit, keep, merge)), Refused):
            return
        places = self.places_of(keep, there)
        self.driver.edit(lambda store, edit: split_person(store, edit, keep, places))
        assert self.facts_but_for_decisions() == before

    @rule(data=st.data(), place=st.integers(0, 3))
    def split_and_merge(self, data, place):
        """Who was told apart and merged again is who they were, unless what was split off was somebody else meanwhile."""
        person = self.pick(data, EntityKind.PERSON)
        before, own = self.facts_but_for_decisions(), self.keys_of(person)
        people = self.driver.edit(lambda store, edit: split_person(store, edit, person, [place]))
        if isinstance(people, Refused) or not set().union(*map(self.keys_of, people)) <= own:
            return
        for other in people:
            if other != person:
                self.driver.edit(lambda store, edit, other=other: merge_people(store, edit, person, other))
        assert self.facts_but_for_decisions() == before

    def keys_of(self, person):
        with self.driver.stores[0].reading(LOCAL) as reader:
            return {record.key for record in reader.records_of(person)}

    def places_of(self, person, keys):
        """Give where what was said of some records stands among what was said of somebody."""
        with self.driver.stores[0].reading(LOCAL) as reader:
            found = [record.key for record in reader.records_of(person)]
            told = told_of(reader, LOCAL.sight, found, self.driver.now.date())
        return [place for place, said in enumerate(told) if said.observation.subject in keys]

    def facts_but_for_decisions(self):
        return {
            fact: tuple(
                replace(one, fact=replace(one.fact, same_as=(), apart_from=())) if isinstance(one.fact, Person) else one
                for one in versions
            )
            for fact, versions in peek(self.driver.stores[0]).facts.items()
        }

    @invariant()
    def the_stores_agree(self):
        if len(self.driver.stores) == 1:
            return
        kinds = (EntityKind.ACCOUNT, EntityKind.PERSON, EntityKind.POSITION, EntityKind.DEAL, EntityKind.TIE)
        self.driver.agree([None, *(one for kind in kinds for one in self.driver.ids(kind)[:2])])

    @invariant()
    def what_is_held_is_what_all_live_statements_say(self):
        reference = self.driver.stores[0]
        held, said = peek(reference).facts, folded_anew(reference)
        differing = {fact for fact in held.keys() | said.keys() if held.get(fact) != said.get(fact)}
        assert {fact: (held.get(fact), said.get(fact)) for fact in differing} == {}


class TestStoresAgree:
    @pytest.mark.parametrize("url", ["sqlite:///{}/store.db"])
    def test_a_store_holds_what_the_reference_store_holds(self, url):
        class Case(Users):
            other = url

        run_state_machine_as_test(Case, settings=settings(max_examples=25, stateful_step_count=12, deadline=None))

    @pytest.mark.neo4j
    def test_a_server_holds_what_the_reference_store_holds(self, neo4j_server):
        class Case(Users):
            other = neo4j_server.url

            def empty(self):
                neo4j_server.wipe()

        run_state_machine_as_test(Case, settings=settings(max_examples=5, stateful_step_count=12, deadline=None))
