"""Deals, parts, signals and calls, written through the API; what is repeated, taken back or refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.signals import SignalKind
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.edit_deals import add_signal
from orggraph.usecases.editing import Edit
from tests.api.asking import NOW, Api


@pytest.fixture
def stall(api):
    """A deal at one account, with one of ours and two of theirs."""
    made = {"account": api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]}
    made["ours"] = api.saved("saveAccount", {"name": "Velmont", "isOurs": True}, "account { id }")["account"]["id"]
    for name, account, title in (("Rep", "ours", "CEO"), ("Ana", "account", "Buyer"), ("Bo", "account", "CFO")):
        fields = {"name": name, "accountId": made[account], "title": title}
        made[name] = api.saved("savePerson", fields, "person { id }")["person"]["id"]
    fields = {"name": "Planning", "accountId": made["account"], "usualContactId": made["Ana"]}
    made["deal"] = api.saved("saveDeal", fields, "deal { id }")["deal"]["id"]
    return made


def filled(fields, known):
    return {k: v.format(**known) if isinstance(v, str) else v for k, v in fields.items()}


DEAL = """deal { id name amount currency stage closedOn outcome clientStakes account { name } owner { name }
  usualContact { name } champion { name } }"""


def test_a_deal_is_made_and_changed(api, stall):
    fields = {
        "name": "Portal",
        "accountId": stall["account"],
        "ownerId": stall["Rep"],
        "usualContactId": stall["Ana"],
        "championId": stall["Ana"],
        "amount": "145000.50",
        "currency": "EUR",
        "stage": "proposal",
        "decisionMode": "MAJORITY",
        "threshold": 0.6,
        "clientStakes": "Late deliveries.\nLost customers.",
    }
    made = api.saved("saveDeal", fields, DEAL)["deal"]
    assert made == {
        "id": made["id"],
        "name": "Portal",
        "amount": "145000.50",
        "currency": "EUR",
        "stage": "proposal",
        "closedOn": None,
        "outcome": None,
        "clientStakes": "Late deliveries.\nLost customers.",
        "account": {"name": "Exemplis"},
        "owner": {"name": "Rep"},
        "usualContact": {"name": "Ana"},
        "champion": {"name": "Ana"},
    }
    changed = api.saved("saveDeal", {"id": made["id"], "championId": stall["Bo"], "stage": None}, DEAL)["deal"]
    assert changed == made | {"champion": {"name": "Bo"}, "stage": None}
    ended = api.saved("saveDeal", {"id": made["id"], "outcome": "WON", "closedOn": "2026-11-20"}, DEAL)["deal"]
    assert (ended["outcome"], ended["closedOn"]) == ("WON", "2026-11-20")
    still_open = "{ deals(filter: {open: true}) { edges { node { name } } } }"
    assert api.ask(still_open)["deals"]["edges"] == [{"node": {"name": "Planning"}}]
    nobody = api.saved("saveDeal", {"id": made["id"], "championId": None, "ownerId": None}, DEAL)["deal"]
    assert (nobody["champion"], nobody["owner"]) == (None, None)


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"accountId": "{account}"}, "INVALID", ["input", "name"]),
        ({"name": "Portal"}, "INVALID", ["input", "accountId"]),
        ({"name": "Portal", "accountId": "acc_nothing"}, "NOT_FOUND", ["input", "accountId"]),
        ({"name": "Portal", "accountId": "{account}", "ownerId": "per_nothing"}, "NOT_FOUND", ["input", "ownerId"]),
        ({"id": "{deal}", "usualContactId": "per_nothing"}, "NOT_FOUND", ["input", "usualContactId"]),
        ({"id": "{deal}", "championId": "per_nothing"}, "NOT_FOUND", ["input", "championId"]),
        ({"id": "{deal}", "name": None}, "INVALID", ["input", "name"]),
        ({"id": "{deal}", "accountId": None}, "INVALID", ["input", "accountId"]),
        ({"id": "{deal}", "amount": "-1"}, "INVALID", ["input", "amount"]),
        ({"id": "{deal}", "amount": "NaN"}, "INVALID", ["input", "amount"]),
        ({"id": "{deal}", "currency": "euros"}, "INVALID", ["input", "currency"]),
        ({"id": "{deal}", "threshold": 1.5}, "INVALID", ["input", "threshold"]),
        ({"id": "{deal}", "clientStakes": " "}, "INVALID", ["input", "clientStakes"]),
        ({"id": "dea_nothing", "stage": "x"}, "NOT_FOUND", ["input", "id"]),
    ],
)
def test_a_deal_that_cannot_be_is_refused_and_nothing_is_written(api, stall, fields, code, path):
    query = f"{{ deals {{ edges {{ node {DEAL.removeprefix('deal')} }} }} }}"
    before = api.ask(query)
    assert api.refusal("saveDeal", filled(fields, stall), "deal { id }") == (code, path)
    assert api.ask(query) == before


PART = """stakeholder { id roles conviction isBlocking decisionWeight canVeto ownsDelivery coverage agenda person { name }
  deal { name } expectedPosition { title } expectedPositionConfidence salience { value confidence }
  stance { value label synergy antagonism sociodynamic confidence observedOn origin evidence { kind } } }"""


def part(api, stall, **fields):
    given = {"dealId": stall["deal"], "personId": stall["Bo"]} | fields
    return api.saved("setStakeholder", given, PART)["stakeholder"]


def test_a_part_keeps_what_is_left_out(api, stall):
    first = part(api, stall, roles=["ECONOMIC_BUYER", "APPROVER"], salience=0.6, salienceConfidence=0.5, canVeto=True)
    assert first["roles"] == ["ECONOMIC_BUYER", "APPROVER"]
    assert first["salience"] == {"value": 0.6, "confidence": 0.5}
    assert (first["decisionWeight"], first["canVeto"], first["stance"]) == (1.0, True, None)
    second = part(
        api, stall, conviction=0.2, isBlocking=True, coverage="BRIEF", agenda="A quiet year.", ownsDelivery=False
    )
    kept = {
        "conviction": 0.2,
        "isBlocking": True,
        "coverage": "BRIEF",
        "agenda": "A quiet year.",
        "ownsDelivery": False,
    }
    assert second == first | kept
    third = part(api, stall, roles=None, decisionWeight=0.5, salience=None)
    assert (third["roles"], third["decisionWeight"], third["salience"]) == ([], 0.5, None)


def test_the_seat_somebody_is_expected_to_move_to_is_kept(api, stall):
    seat = {"accountId": stall["account"], "title": "Chief Operating Officer", "vacant": True}
    position = api.saved("savePosition", seat, "position { id }")["position"]["id"]
    found = part(api, stall, expectedPositionId=position, expectedPositionConfidence=0.4, expectedTitle="COO")
    assert found["expectedPosition"] == {"title": "Chief Operating Officer"}
    assert found["expectedPositionConfidence"] == 0.4


@pytest.mark.parametrize(
    ("stance", "value", "label", "sociodynamic"),
    [
        ({"label": "STRONG_SUPPORTER"}, 0.8, "STRONG_SUPPORTER", None),
        ({"label": "OPPONENT"}, -0.8, "OPPONENT", None),
        ({"value": -0.3}, -0.3, "RESERVED", None),
        ({"synergy": 4, "antagonism": 1}, 0.75, "STRONG_SUPPORTER", "ZEALOT"),
        ({"synergy": 0, "antagonism": 4}, -1.0, "OPPONENT", "IRREDUCIBLE"),
    ],
)
def test_a_stance_is_given_in_one_of_three_ways(api, stall, stance, value, label, sociodynamic):
    found = part(api, stall, stance=stance)["stance"]
    assert (found["value"], found["label"], found["sociodynamic"]) == (value, label, sociodynamic)
    assert (found["confidence"], found["origin"], found["observedOn"]) == (0.8, "STATED", "2026-11-24")


def test_a_stance_is_dated_rests_on_signals_and_is_taken_back_by_unknown(api, stall):
    signal = {"dealId": stall["deal"], "kind": "NEED_DENIED", "observedOn": "2026-11-01", "personId": stall["Bo"]}
    seen = api.saved("addSignal", signal, "signal { id }")["signal"]["id"]
    stance = {"label": "OPPONENT", "observedOn": "2026-11-02", "evidenceIds": [seen], "confidence": None}
    found = part(api, stall, stance=stance)["stance"]
    assert (found["observedOn"], found["evidence"], found["confidence"]) == (
        "2026-11-02",
        [{"kind": "NEED_DENIED"}],
        0.8,
    )
    assert part(api, stall, stance={"label": "UNKNOWN"})["stance"] is None
    assert part(api, stall)["stance"] is None


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"dealId": "dea_nothing"}, "NOT_FOUND", ["input", "dealId"]),
        ({"personId": "per_nothing"}, "NOT_FOUND", ["input", "personId"]),
        ({"salience": 2}, "INVALID", ["input", "salience"]),
        ({"salienceConfidence": -1}, "INVALID", ["input", "salienceConfidence"]),
        ({"conviction": 2}, "INVALID", ["input", "conviction"]),
        ({"decisionWeight": -1}, "INVALID", ["input", "decisionWeight"]),
        ({"expectedPositionConfidence": 2}, "INVALID", ["input", "expectedPositionConfidence"]),
        ({"expectedPositionId": "pos_nothing"}, "NOT_FOUND", ["input", "expectedPositionId"]),
        ({"agenda": "x" * 501}, "INVALID", ["input", "agenda"]),
        ({"stance": {}}, "INVALID", ["input", "stance"]),
        ({"stance": {"label": "NEUTRAL", "value": 0}}, "INVALID", ["input", "stance"]),
        ({"stance": {"synergy": 1}}, "INVALID", ["input", "stance"]),
        ({"stance": {"value": 2}}, "INVALID", ["input", "stance", "value"]),
        ({"stance": {"synergy": 5, "antagonism": 0}}, "INVALID", ["input", "stance", "synergy"]),
        ({"stance": {"synergy": 0, "antagonism": -1}}, "INVALID", ["input", "stance", "antagonism"]),
        ({"stance": {"value": 0, "confidence": 2}}, "INVALID", ["input", "stance", "confidence"]),
        ({"stance": {"value": 0, "observedOn": "2027-01-01"}}, "INVALID", ["input", "stance", "observedOn"]),
        ({"stance": {"value": 0, "evidenceIds": ["sig_nothing"]}}, "NOT_FOUND", ["input", "stance", "evidenceIds"]),
    ],
)
def test_a_part_that_cannot_be_is_refused_and_nothing_is_written(api, stall, fields, code, path):
    given = {"dealId": stall["deal"], "personId": stall["Bo"]} | fields
    assert api.refusal("setStakeholder", given, "stakeholder { id }") == (code, path)
    query = "query($id: ID!) { deal(id: $id) { stakeholders { totalCount } } }"
    assert api.ask(query, id=stall["deal"])["deal"]["stakeholders"]["totalCount"] == 0


SIGNAL = "signal { id kind observedOn strength note author person { name } deal { name } }"


def test_a_signal_is_noted_and_taken_back(api, stall):
    fields = {
        "dealId": stall["deal"],
        "kind": "BUDGET_TIGHT",
        "observedOn": "2026-11-20",
        "note": "Said in the hall.\nTwice.",
    }
    made = api.saved("addSignal", fields, SIGNAL)["signal"]
    assert made == {
        "id": made["id"],
        "kind": "BUDGET_TIGHT",
        "observedOn": "2026-11-20",
        "strength": 1.0,
        "note": "Said in the hall.\nTwice.",
        "author": "rep",
        "person": None,
        "deal": {"name": "Planning"},
    }
    twice = api.saved("addSignal", fields | {"personId": stall["Bo"], "strength": 0.4}, SIGNAL)["signal"]
    assert (twice["person"], twice["strength"], twice["id"] == made["id"]) == ({"name": "Bo"}, 0.4, False)
    api.saved("retract", {"factId": made["id"], "why": "Misheard."}, "clientMutationId")
    left = "query($id: ID!) { deal(id: $id) { lastActivityOn signals { edges { node { id } } } } }"
    assert api.ask(left, id=stall["deal"])["deal"]["signals"]["edges"] == [{"node": {"id": twice["id"]}}]


def test_a_signal_of_what_is_to_come_names_its_day(api, stall):
    fields = {"dealId": stall["deal"], "kind": "MEETING_PLANNED", "observedOn": "2026-11-20", "happensOn": "2026-12-03"}
    made = api.saved("addSignal", fields, "signal { kind observedOn happensOn }")["signal"]
    assert made == {"kind": "MEETING_PLANNED", "observedOn": "2026-11-20", "happensOn": "2026-12-03"}
    deadline = api.saved("addSignal", fields | {"kind": "DEADLINE_SET"}, "signal { happensOn }")["signal"]
    assert deadline == {"happensOn": "2026-12-03"}


def test_today_may_have_begun_elsewhere(api, stall):
    fields = {"dealId": stall["deal"], "kind": "NEED_CONFIRMED", "observedOn": "2026-11-25"}
    assert api.saved("addSignal", fields, SIGNAL)["signal"]["observedOn"] == "2026-11-25"


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"dealId": "dea_nothing"}, "NOT_FOUND", ["input", "dealId"]),
        ({"personId": "per_nothing"}, "NOT_FOUND", ["input", "personId"]),
        ({"observedOn": "2026-11-26"}, "INVALID", ["input", "observedOn"]),
        ({"strength": 1.1}, "INVALID", ["input", "strength"]),
        ({"note": ""}, "INVALID", ["input", "note"]),
        ({"note": "bell \x07"}, "INVALID", ["input", "note"]),
        ({"kind": "EVENT_PLANNED"}, "INVALID", ["input", "happensOn"]),
        ({"happensOn": "2026-12-03"}, "INVALID", ["input", "happensOn"]),
    ],
)
def test_a_signal_that_cannot_be_is_refused(api, stall, fields, code, path):
    given = {"dealId": stall["deal"], "kind": "NEED_CONFIRMED", "observedOn": "2026-11-20"} | fields
    assert api.refusal("addSignal", given, "signal { id }") == (code, path)


CALL = "escalation { id plannedOn madeOn contactToldFirst outcome outcomeOn note caller { name } target { name } deal { name } }"


def test_a_call_is_planned_made_and_given_an_outcome_and_counts_once(api, stall):
    ends = {"dealId": stall["deal"], "callerId": stall["Rep"], "targetId": stall["Bo"]}
    planned = api.saved("logEscalation", ends | {"plannedOn": "2026-12-01"}, CALL)["escalation"]
    assert (planned["plannedOn"], planned["madeOn"], planned["contactToldFirst"]) == ("2026-12-01", None, False)
    made = {"id": planned["id"], "madeOn": "2026-11-23", "contactToldFirst": True, "note": "Short."}
    logged = api.saved("logEscalation", ends | made, CALL)["escalation"]
    assert logged == planned | made
    came = {"escalationId": planned["id"], "outcome": "UNBLOCKED", "on": "2026-11-24"}
    ended = api.saved("recordOutcome", came, CALL)["escalation"]
    assert ended == logged | {"outcome": "UNBLOCKED", "outcomeOn": "2026-11-24"}
    count = api.ask("query($id: ID!) { deal(id: $id) { escalations { totalCount } } }", id=stall["deal"])
    assert count["deal"]["escalations"] == {"totalCount": 1}


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"dealId": "dea_nothing"}, "NOT_FOUND", ["input", "dealId"]),
        ({"callerId": "per_nothing"}, "NOT_FOUND", ["input", "callerId"]),
        ({"targetId": "per_nothing"}, "NOT_FOUND", ["input", "targetId"]),
        ({"targetId": "{Rep}"}, "INVALID", ["input", "targetId"]),
        ({"madeOn": "2027-01-01"}, "INVALID", ["input", "madeOn"]),
        ({"id": "esc_nothing"}, "NOT_FOUND", ["input", "id"]),
        ({"note": " "}, "INVALID", ["input", "note"]),
    ],
)
def test_a_call_that_cannot_be_is_refused(api, stall, fields, code, path):
    ends = {"dealId": "{deal}", "callerId": "{Rep}", "targetId": "{Bo}"}
    assert api.refusal("logEscalation", filled(ends | fields, stall), "escalation { id }") == (code, path)


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"escalationId": "esc_nothing"}, "NOT_FOUND", ["input", "escalationId"]),
        ({"escalationId": "{deal}"}, "NOT_FOUND", ["input", "escalationId"]),
        ({"on": "2027-01-01"}, "INVALID", ["input", "on"]),
        ({"note": ""}, "INVALID", ["input", "note"]),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(api, stall, fields, code, path):
    ends = {"dealId": stall["deal"], "callerId": stall["Rep"], "targetId": stall["Bo"]}
    call = api.saved("logEscalation", ends, "escalation { id }")["escalation"]["id"]
    given = {"escalationId": call, "outcome": "WORSE", "on": "2026-11-24"} | filled(fields, stall)
    assert api.refusal("recordOutcome", given, "escalation { id }") == (code, path)


@pytest.mark.parametrize("fact", ["", "nothing", "per_nothing", "tie_nothing", "bat_nothing"])
def test_what_is_not_there_cannot_be_taken_back(api, fact):
    assert api.refusal("retract", {"factId": fact, "why": "x"}) == ("NOT_FOUND", ["input", "factId"])


def test_taking_back_needs_a_reason(api, stall):
    assert api.refusal("retract", {"factId": stall["deal"], "why": " "}) == ("INVALID", ["input", "why"])
    assert api.ask("query($id: ID!) { deal(id: $id) { name } }", id=stall["deal"])["deal"] == {"name": "Planning"}


def test_a_repeat_within_a_day_changes_nothing_and_answers_as_the_first_did(api, stall):
    fields = {"dealId": stall["deal"], "kind": "NEED_CONFIRMED", "observedOn": "2026-11-20", "clientMutationId": "once"}
    shown = f"clientMutationId {SIGNAL}"
    first = api.saved("addSignal", fields, shown)
    assert first["clientMutationId"] == "once"
    api.now += timedelta(hours=23)
    assert api.saved("addSignal", fields, shown) == first
    api.now += timedelta(hours=2)
    later = api.saved("addSignal", fields, shown)
    assert later["signal"]["id"] != first["signal"]["id"]
    other = api.saved("addSignal", {**fields, "clientMutationId": "twice"}, shown)
    assert other["signal"]["id"] not in (first["signal"]["id"], later["signal"]["id"])


def test_the_same_client_id_for_another_mutation_is_no_repeat(api, stall):
    api.saved("saveAccount", {"name": "Another", "clientMutationId": "once"}, "account { id }")
    fields = {"dealId": stall["deal"], "kind": "NEED_CONFIRMED", "observedOn": "2026-11-20", "clientMutationId": "once"}
    assert api.saved("addSignal", fields, SIGNAL)["signal"]["kind"] == "NEED_CONFIRMED"


def test_of_several_repeats_at_once_one_is_recorded(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/a.db")
    api = Api(store)
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    deal = api.saved("saveDeal", {"name": "Planning", "accountId": account}, "deal { id }")["deal"]["id"]
    start = Barrier(6)

    def note(number):
        start.wait()
        edit = Edit(LOCAL, NOW + timedelta(milliseconds=number), "addSignal", "once")
        return add_signal(store, edit, deal, None, {"kind": SignalKind.NEED_CONFIRMED.value}, NOW.date())

    with ThreadPoolExecutor(6) as pool:
        made = set(pool.map(note, range(6)))
    query = "query($id: ID!) { deal(id: $id) { signals { edges { node { id } } } } }"
    (edge,) = api.ask(query, id=deal)["deal"]["signals"]["edges"]
    assert made == {edge["node"]["id"]}
    store.close()


def test_a_refused_mutation_is_not_remembered(api, stall):
    fields = {"dealId": stall["deal"], "kind": "NEED_CONFIRMED", "observedOn": "2027-01-01", "clientMutationId": "once"}
    payload = api.save("addSignal", fields, "clientMutationId signal { id }")
    assert (payload["clientMutationId"], payload["signal"], len(payload["errors"])) == ("once", None, 1)
    assert api.saved("addSignal", fields | {"observedOn": "2026-11-20"}, SIGNAL)["signal"]["observedOn"] == "2026-11-20"


def test_what_was_written_is_there_for_the_next_field_of_the_same_request(api, stall):
    query = """mutation($one: AddSignalInput!, $other: AddSignalInput!) {
      one: addSignal(input: $one) { signal { deal { signals { totalCount } } } }
      other: addSignal(input: $other) { signal { deal { signals { totalCount } } } } }"""
    one = {"dealId": stall["deal"], "kind": "NEED_CONFIRMED", "observedOn": "2026-11-20"}
    found = api.ask(query, one=one, other=one | {"kind": "BUDGET_TIGHT"})
    counts = [found[name]["signal"]["deal"]["signals"]["totalCount"] for name in ("one", "other")]
    assert counts == [1, 2]


def test_an_edit_is_kept_in_a_file(tmp_path):
    api = Api(open_store(f"sqlite:///{tmp_path}/a.db"))
    made = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]
    api.store.close()
    store = open_store(f"sqlite:///{tmp_path}/a.db")
    again = Api(store, user="another")
    assert again.ask("query($id: ID!) { account(id: $id) { name } }", id=made["id"]) == {
        "account": {"name": "Exemplis"}
    }
    store.close()
