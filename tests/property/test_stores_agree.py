"""Whatever users do, in whatever order: every store holds what the reference store holds, and that is what all live statements say."""

import tempfile

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

from orggraph.domain.deals import BuyingRole, EscalationOutcome
from orggraph.domain.ids import EntityKind
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import InfluenceKind
from orggraph.domain.signals import SignalKind
from orggraph.domain.viewer import LOCAL
from orggraph.stores.registry import open_store
from orggraph.usecases.edit_deals import (
    StanceGiven,
    add_signal,
    log_escalation,
    record_outcome,
    save_deal,
    set_stakeholder,
)
from orggraph.usecases.edit_people import save_account, save_person, save_position, set_influence, set_manager, set_tie
from orggraph.usecases.editing import retract
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import ImportRequest
from tests.property.driving import (
    COMPANIES,
    DAYS,
    EMAILS,
    NAMES,
    SLUGS,
    TITLES,
    Driver,
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

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
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
