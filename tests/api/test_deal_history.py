"""What changed on a deal's map: who said what when, as it was and as it became, and only what the viewer may see."""

import json
from datetime import timedelta

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.viewer import Role
from tests.api.asking import Api

HISTORY = """query($id: ID!, $from: DateTime, $to: DateTime, $first: Int, $after: String) { deal(id: $id) {
  history(from: $from, to: $to, first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
    edges { node { at who what before after } } } } }"""
OPINIONS = ("stance", "isBlocking", "agenda", "conviction", "salience")


class Told:
    """A deal with a champion, and what is told of it."""

    def __init__(self, api):
        self.api = api
        self.account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
        self.nora, self.ivan = self.somebody("Nora"), self.somebody("Ivan")
        fields = {"name": "Plants", "accountId": self.account, "ownerId": self.ivan}
        self.id = api.saved("saveDeal", fields, "deal { id }")["deal"]["id"]

    def somebody(self, name):
        given = {"name": name, "accountId": self.account}
        return self.api.saved("savePerson", given, "person { id }")["person"]["id"]

    def part(self, person, **fields):
        given = {"dealId": self.id, "personId": person, **fields}
        return self.api.saved("setStakeholder", given, "stakeholder { id }")["stakeholder"]["id"]

    def signal(self, person, **more):
        given = {"dealId": self.id, "personId": person, "kind": "BUDGET_FROZEN", "observedOn": "2026-11-20", **more}
        return self.api.saved("addSignal", given, "signal { id }")["signal"]["id"]

    def page(self, headers=None, **given):
        return self.api.ask(HISTORY, headers=headers, id=self.id, **given)["deal"]["history"]

    def changes(self, headers=None, **given):
        return [edge["node"] for edge in self.page(headers, **given)["edges"]]


@pytest.fixture
def deal(api):
    return Told(api)


def test_what_is_said_of_a_part_is_told_as_it_was_and_as_it_became(deal):
    part = deal.part(deal.nora, roles=["CHAMPION"], stance={"label": "SUPPORTER"})
    deal.part(deal.nora, stance={"label": "OPPONENT"}, isBlocking=True)
    last, first, made = deal.changes()
    whose = {"id": part, "person": {"id": deal.nora, "name": "Nora"}}
    assert (first["what"], first["who"], first["before"]) == ("STAKEHOLDER", "rep", None)
    assert (first["after"]["roles"], first["after"]["stance"]["value"]) == (["CHAMPION"], 0.4)
    assert last["before"].items() >= whose.items()
    assert last["after"].items() >= {**whose, "isBlocking": True}.items()
    assert (last["before"]["stance"]["value"], last["after"]["stance"]["value"]) == (0.4, -0.8)
    assert "roles" not in last["after"]
    assert last["at"] > first["at"] > made["at"]


def test_the_deal_itself_is_told_with_the_names_of_those_it_names(deal):
    deal.api.saved(
        "saveDeal", {"id": deal.id, "ownerId": deal.nora, "amount": "1200", "currency": "EUR"}, "deal { id }"
    )
    changed, made = deal.changes()
    assert (made["what"], made["before"], made["after"]["owner"]["name"]) == ("DEAL", None, "Ivan")
    assert changed["before"] == {
        "id": deal.id,
        "owner": {"id": deal.ivan, "name": "Ivan"},
        "amount": None,
        "currency": None,
    }
    assert changed["after"]["owner"] == {"id": deal.nora, "name": "Nora"}
    assert (changed["after"]["amount"], changed["after"]["currency"]) == ("1200", "EUR")


def test_what_is_taken_back_is_told_as_gone(deal):
    signal = deal.signal(deal.nora, note="said so")
    deal.api.saved("retract", {"factId": signal, "why": "a mistake"}, "clientMutationId")
    gone, seen, _ = deal.changes()
    assert (seen["what"], seen["before"], seen["after"]["kind"]) == ("SIGNAL", None, "BUDGET_FROZEN")
    assert (gone["before"]["note"], gone["after"]) == ("said so", None)


def test_a_call_and_what_came_of_it_are_told(deal):
    fields = {"dealId": deal.id, "callerId": deal.ivan, "targetId": deal.nora, "madeOn": "2026-11-20"}
    call = deal.api.saved("logEscalation", fields, "escalation { id }")["escalation"]["id"]
    came = {"escalationId": call, "outcome": "UNBLOCKED", "on": "2026-11-23"}
    deal.api.saved("recordOutcome", came, "escalation { id }")
    outcome, made, _ = deal.changes()
    assert (made["what"], made["after"]["target"]["name"]) == ("ESCALATION", "Nora")
    assert outcome["before"]["outcome"] is None
    assert (outcome["after"]["outcome"], outcome["after"]["caller"]["id"]) == ("UNBLOCKED", deal.ivan)


def test_an_import_and_its_undo_are_told(deal):
    document = {
        "format": "orggraph/1",
        "accounts": [{"id": deal.account, "name": "Exemplis"}],
        "deals": [{"id": deal.id, "name": "Plants", "account_id": deal.account, "stage": "Offer"}],
    }
    content = json.dumps(document).encode()
    preview = deal.api.upload("deals.json", content).json()["data"]["previewImport"]
    batch = deal.api.commit(preview["preview"]["token"])["id"]
    deal.api.saved("undoImport", {"batchId": batch}, "batch { id }")
    undone, done = deal.changes()[:2]
    assert (done["before"]["stage"], done["after"]["stage"]) == (None, "Offer")
    assert (undone["before"]["stage"], undone["after"]["stage"], undone["who"]) == ("Offer", None, "rep")


def test_only_what_lies_between_two_moments_is_told(deal):
    deal.part(deal.nora, stance={"label": "SUPPORTER"})
    deal.part(deal.nora, stance={"label": "NEUTRAL"})
    deal.part(deal.nora, stance={"label": "OPPONENT"})
    last, middle, first, _ = deal.changes()
    between = {"from": middle["at"], "to": middle["at"]}
    assert deal.changes(**between) == [middle]
    assert deal.changes(**{"from": middle["at"]}) == [last, middle]
    assert deal.changes(to=first["at"])[0] == first
    error = deal.api.refused(HISTORY, id=deal.id, **{"from": last["at"], "to": first["at"]})
    assert (error["extensions"]["code"], error["extensions"]["input"]) == ("INVALID", ["from"])


def test_saying_again_what_was_said_tells_nothing_new(deal):
    deal.part(deal.nora, roles=["CHAMPION"])
    before = deal.changes()
    deal.part(deal.nora, roles=["CHAMPION"])
    assert deal.changes() == before


def test_it_goes_on_where_a_page_ended(deal):
    for label in ("SUPPORTER", "NEUTRAL", "OPPONENT"):
        deal.part(deal.nora, stance={"label": label})
    first = deal.page(first=2)
    rest = deal.page(first=9, after=first["pageInfo"]["endCursor"])
    assert first["pageInfo"]["hasNextPage"]
    assert [edge["node"] for edge in (*first["edges"], *rest["edges"])] == deal.changes()
    assert first["totalCount"] == 4


def test_opinions_are_told_to_who_may_read_them_alone(deal):
    deal.part(deal.nora, roles=["CHAMPION"], stance={"label": "SUPPORTER"}, agenda="her own")
    deal.part(deal.nora, isBlocking=True)
    deal.signal(deal.nora)
    officer = deal.api.sign_in("officer", Role.PRIVACY_OFFICER)
    told = deal.changes(officer)
    assert [change["what"] for change in told] == ["STAKEHOLDER", "DEAL"]
    assert not any(name in str(told) for name in OPINIONS)
    log = deal.api.ask('{ auditLog(filter: {action: "OPINIONS_READ", who: "officer"}) { totalCount } }')
    assert log["auditLog"]["totalCount"] == 0


def test_who_reads_opinions_in_it_is_logged(deal):
    deal.part(deal.nora, stance={"label": "SUPPORTER"})
    deal.changes()
    log = deal.api.ask('{ auditLog(filter: {action: "OPINIONS_READ"}) { edges { node { detail } } } }')["auditLog"]
    assert [edge["node"]["detail"]["deals"] for edge in log["edges"]] == [{deal.id: [deal.nora]}]


def test_it_is_read_once_however_much_changed(deal):
    for label in ("SUPPORTER", "NEUTRAL", "OPPONENT"):
        deal.part(deal.nora, stance={"label": label})
        deal.part(deal.ivan, stance={"label": label})
    with deal.api.counting() as counted:
        deal.changes()
    assert counted == [2], "the deal, and its history"


def test_it_is_the_same_on_an_sqlite_file(tmp_path):
    def story(store):
        deal = Told(Api(store))
        deal.part(deal.nora, stance={"label": "SUPPORTER"})
        signal = deal.signal(deal.nora)
        deal.api.saved("retract", {"factId": signal, "why": "a mistake"}, "clientMutationId")
        deal.api.now += timedelta(days=1)
        deal.part(deal.nora, isBlocking=False)
        return deal.changes()

    store = open_store(f"sqlite:///{tmp_path}/a.db")
    assert story(store) == story(None)
    store.close()
