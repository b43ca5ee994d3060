"""What goes into the audit log: codes and figures, no words; and a flood of refusals fills no disk."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.audit import UNPLACED
from orggraph.domain.deals import BuyingRole, Deal, Stakeholder, Stance
from orggraph.domain.facts import Version
from orggraph.domain.people import Person, Seniority
from orggraph.domain.signals import Signal, SignalKind
from orggraph.domain.viewer import LOCAL, Permission, Viewer
from orggraph.usecases.auditing import MOST_FACTS, OpinionsRead, RefusedSignIns, changed, recorded
from tests.contract.kit import batch

NOW = datetime(2026, 3, 2, 9, 30, 20, tzinfo=UTC)
NOBODY = Viewer(workspace=UNPLACED, user="", permissions=frozenset())
PART = Stakeholder(id="stk_1", deal_id="dea_1", person_id="per_1")


@pytest.fixture
def store():
    return open_store("memory:")


def logged(store, viewer=NOBODY):
    return [json.loads(entry.detail) for entry in store.audit.entries(viewer)]


def told(before, after):
    return changed("x", [Version(before)] if before else [], [Version(after)] if after else [])


def test_codes_figures_days_and_ids_are_told_by_value_and_texts_by_name():
    before = Person(id="per_1", name="Ana", account_id="acc_1", email="a@x.example", title="Buyer")
    after = Person(id="per_1", name="Bo", account_id="acc_2", title="Buyer", seniority=Seniority.MANAGER, has_left=True)
    assert told(before, after) == {
        "id": "x",
        "before": {"accountId": "acc_1", "hasLeft": False},
        "after": {"accountId": "acc_2", "seniority": Seniority.MANAGER.value, "hasLeft": True},
        "texts": ["name", "email"],
    }


def test_a_stance_is_told_without_who_said_it():
    stance = Stance(
        value=-0.8, confidence=0.8, source="user:ana", observed_on=date(2026, 3, 1), evidence_ids=("sig_1",)
    )
    after = Stakeholder(id="stk_1", deal_id="dea_1", person_id="per_1", stance=stance, roles=(BuyingRole.CHAMPION,))
    assert told(PART, after)["after"] == {
        "roles": ["CHAMPION"],
        "stance": {"value": -0.8, "confidence": 0.8, "observedOn": "2026-03-01", "evidenceIds": ["sig_1"]},
    }


def test_what_is_new_or_gone_is_told_by_what_it_says():
    signal = Signal(
        id="s",
        deal_id="dea_1",
        kind=SignalKind.BUDGET_FROZEN,
        observed_on=date(2026, 3, 1),
        note="he said",
        author="Ana",
    )
    made, gone = told(None, signal), told(signal, None)
    assert (
        made["after"]
        == gone["before"]
        == {"dealId": "dea_1", "kind": "BUDGET_FROZEN", "observedOn": "2026-03-01", "strength": 1.0}
    )
    assert made["texts"] == gone["texts"] == ["note", "author", "source"]
    assert (gone["gone"], gone["after"], "gone" in made) == (True, {}, False)


def test_money_is_told_as_it_was_given():
    before, after = (Deal(id="d", name="Plants", account_id="a", amount=Decimal(n)) for n in ("10.50", "11"))
    assert (told(before, after)["before"], told(before, after)["after"]) == ({"amount": "10.50"}, {"amount": "11"})


def test_an_edit_of_very_many_facts_tells_some_and_how_many_there_were():
    facts = {f"per_{n}": (Version(Person(id=f"per_{n}", name="Ana")),) for n in range(MOST_FACTS + 5)}
    detail = json.loads(recorded(LOCAL, NOW, batch(1, importer="edit"), "mergePeople", {}, facts).detail)
    assert (len(detail["facts"]), detail["of"], detail["mutation"]) == (MOST_FACTS, MOST_FACTS + 5, "mergePeople")


def test_nothing_read_is_nothing_logged_and_what_was_read_is_logged_once(store):
    read = OpinionsRead()
    read.log(store, LOCAL, NOW, operation="A")
    read.part(PART)
    read.note("dea_2", None)
    read.log(store, LOCAL, NOW, operation="B")
    read.log(store, LOCAL, NOW, operation="C")
    (detail,) = logged(store, LOCAL)
    assert (detail["operation"], detail["deals"]) == ("B", {"dea_1": ["per_1"], "dea_2": []})


def test_who_may_read_no_opinions_read_none(store):
    blind = Viewer(workspace="default", user="x", permissions=frozenset({Permission.MAP_READ}))
    read = OpinionsRead()
    read.part(PART)
    read.log(store, blind, NOW)
    assert logged(store, LOCAL) == []


def test_the_first_refusal_is_logged_at_once_and_the_others_are_counted(store):
    refused = RefusedSignIns(store)
    for second in range(5):
        refused.refused(NOW + timedelta(seconds=second), "UNKNOWN_TOKEN", "10.0.0.1")
    refused.refused(NOW, "EXPIRED_TOKEN", "10.0.0.1")
    assert [(one["why"], one["count"]) for one in logged(store)] == [("UNKNOWN_TOKEN", 1), ("EXPIRED_TOKEN", 1)]
    refused.settle(NOW + timedelta(seconds=30))
    assert len(logged(store)) == 2
    refused.settle(NOW + timedelta(minutes=1))
    refused.settle(NOW + timedelta(minutes=2))
    assert [(one["why"], one["count"]) for one in logged(store)[2:]] == [("UNKNOWN_TOKEN", 4)]


def test_what_was_counted_is_logged_when_the_server_ends(store):
    refused = RefusedSignIns(store)
    for _ in range(3):
        refused.refused(NOW, "UNKNOWN_TOKEN", "10.0.0.1")
    refused.settle(NOW, ends=True)
    assert [one["count"] for one in logged(store)] == [1, 2]


def test_a_flood_from_many_addresses_is_logged_in_few_entries_and_none_is_lost(store):
    refused = RefusedSignIns(store, most=5)
    for number in range(1_000):
        refused.refused(NOW, "UNKNOWN_TOKEN", f"10.0.{number % 250}.{number}")
    refused.refused(NOW + timedelta(minutes=1), "UNKNOWN_TOKEN", "10.9.9.9")
    found = logged(store)
    assert len(found) == 5 + 1 + 1
    assert sum(one["count"] for one in found) == 1_001
    assert [one["count"] for one in found if one["address"] == "others"] == [995]


def test_an_address_is_cut(store):
    RefusedSignIns(store).refused(NOW, "UNKNOWN_TOKEN", "x" * 5_000)
    assert len(logged(store)[0]["address"]) == 64
