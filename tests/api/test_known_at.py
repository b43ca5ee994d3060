"""The main question, answered with what was known at a moment."""

from datetime import timedelta

import pytest

from orggraph.domain.viewer import Role

ANSWER = """query($id: ID!, $options: EscalationOptions) { escalationPaths(dealId: $id, options: $options) {
  verdict asOf rules { rule status evidence { id } } paths { caller { name } target { name } utility }
  baseline { probability { mean } stances { person { name } before { mean } } } } }"""
AGENDA = """query($ids: [ID!]!, $options: EscalationOptions) { escalationAgenda(dealIds: $ids, options: $options) {
  totalUtility assignments { path { utility } } } }"""


class Stall:
    """A stalled deal, with somebody of ours who could call."""

    def __init__(self, api):
        self.api = api
        ours = self.saved("saveAccount", {"name": "Velmont", "isOurs": True}, "account")
        theirs = self.saved("saveAccount", {"name": "Exemplis"}, "account")
        self.caller = self.somebody("Ines", ours, "CEO")
        self.contact, self.boss = self.somebody("Nora", theirs, "Buyer"), self.somebody("Ivan", theirs, "CEO")
        self.api.saved("setManager", {"personId": self.contact, "managerId": self.boss}, "factId")
        fields = {"name": "Plants", "accountId": theirs, "usualContactId": self.contact, "championId": self.contact}
        self.id = self.saved("saveDeal", fields, "deal")
        self.part(self.contact, stance={"label": "SUPPORTER"})
        self.later()

    def saved(self, mutation, fields, what):
        return self.api.saved(mutation, fields, f"{what} {{ id }}")[what]["id"]

    def somebody(self, name, account, title):
        return self.saved("savePerson", {"name": name, "accountId": account, "title": title}, "person")

    def part(self, person, **fields):
        return self.saved("setStakeholder", {"dealId": self.id, "personId": person, **fields}, "stakeholder")

    def later(self):
        self.api.now += timedelta(days=1)

    def answer(self, headers=None, **options):
        found = self.api.ask(ANSWER, headers=headers, id=self.id, options={"draws": 100, **options})
        return found["escalationPaths"]


@pytest.fixture
def stall(api):
    return Stall(api)


def test_what_is_known_now_is_the_plain_answer(stall):
    assert stall.answer(knownAt=stall.api.now.isoformat()) == stall.answer()


def test_what_was_said_later_does_not_show(stall):
    before = stall.api.now
    day = before.date().isoformat()
    answer = stall.answer(asOf=day)
    stall.later()
    stall.part(stall.contact, stance={"label": "OPPONENT"}, isBlocking=True)
    stall.part(stall.boss, roles=["ECONOMIC_BUYER"], stance={"label": "OPPONENT"})
    assert stall.answer() != answer
    assert stall.answer(knownAt=before.isoformat(), asOf=day) == answer


def test_it_is_answered_for_the_day_of_what_was_known(stall):
    before = stall.api.now
    stall.later()
    assert stall.answer(knownAt=before.isoformat())["asOf"] == before.date().isoformat()
    assert stall.answer(knownAt=before.isoformat(), asOf="2026-12-24")["asOf"] == "2026-12-24"
    assert stall.answer()["asOf"] == stall.api.now.date().isoformat()


def test_what_was_taken_back_later_was_known_then(stall):
    signal = {"dealId": stall.id, "kind": "BUDGET_FROZEN", "observedOn": "2026-11-24"}
    fact = stall.saved("addSignal", signal, "signal")
    seen, day = stall.api.now, stall.api.now.date().isoformat()
    answer = stall.answer(asOf=day)
    stall.later()
    stall.api.saved("retract", {"factId": fact, "why": "a mistake"}, "clientMutationId")
    assert stall.answer(asOf=day) != answer
    known = stall.answer(asOf=day, knownAt=seen.isoformat())
    assert (known["verdict"], known["baseline"]) == (answer["verdict"], answer["baseline"])


def test_nothing_was_known_of_a_deal_before_it_was_entered(stall):
    assert stall.answer(knownAt="2020-01-01T00:00:00Z") is None


def test_two_moments_are_compared_and_an_agenda_is_made_of_one(stall):
    before = stall.api.now.isoformat()
    stall.later()
    stall.part(stall.contact, stance={"label": "OPPONENT"})
    day = stall.api.now.date().isoformat()
    query = "query($id: ID!, $options: [EscalationOptions!]!) { compareEscalations(dealId: $id, options: $options) { baseline { probability { mean } } } }"
    options = [{"draws": 100, "asOf": day}, {"draws": 100, "asOf": day, "knownAt": before}]
    now, then = stall.api.ask(query, id=stall.id, options=options)["compareEscalations"]
    assert now != then
    for known in options:
        assert stall.api.ask(AGENDA, ids=[stall.id], options=known)["escalationAgenda"]["totalUtility"] >= 0


def test_who_reads_no_opinions_is_answered_without_those_of_then(stall):
    officer = stall.api.sign_in("officer", Role.PRIVACY_OFFICER)
    before = stall.api.now.isoformat()
    answer = stall.api.post(ANSWER, {"id": stall.id, "options": {"knownAt": before, "draws": 100}}, **officer).json()
    plain = stall.api.post(ANSWER, {"id": stall.id, "options": {"draws": 100}}, **officer).json()
    assert answer == plain


def test_it_is_read_once_and_remembered(stall):
    moment = stall.api.now.isoformat()
    with stall.api.counting() as counted:
        first = stall.answer(knownAt=moment)
        assert stall.answer(knownAt=moment) == first
    assert counted == [2]
