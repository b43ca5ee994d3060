"""What the API says a call would do and risk, what else could be done, and how firm the answer is."""

import math

import pytest

from tests.api.asking import Api

PLANNING = "S&OP planning for the plants"
PORTAL = "After-sales portal"


def assessed(api, deal_id, fields, **options):
    query = f"query($id: ID!, $options: EscalationOptions) {{ escalationPaths(dealId: $id, options: $options) {{ {fields} }} }}"
    return api.ask(query, id=deal_id, options=options)["escalationPaths"]


def test_paths_are_ranked_by_what_they_are_worth_and_their_parts_add_up_to_it(example, ids):
    fields = "verdict calibrated seed paths { rank utility paretoOptimal caller { name } contributions { code value label } }"
    found = assessed(example, ids[PLANNING], fields)
    assert (found["verdict"], found["calibrated"], found["seed"]) == ("GO", False, 0)
    worth = [path["utility"] for path in found["paths"]]
    assert worth == sorted(worth, reverse=True)
    assert found["paths"][0]["paretoOptimal"] is True
    for path in found["paths"]:
        assert sum(part["value"] for part in path["contributions"]) == pytest.approx(path["utility"], abs=1e-9)
        assert len({part["label"] for part in path["contributions"]}) == len(path["contributions"])


def test_a_path_tells_the_chance_after_it_and_whose_stance_it_moves(example, ids):
    fields = """baseline { probability { mean median low high } change { mean } }
      paths { forecast { probability { mean low high } change { mean } stances { person { name } before { mean } after { mean } } } }"""
    found = assessed(example, ids[PLANNING], fields, first=1)
    now, forecast = found["baseline"], found["paths"][0]["forecast"]
    assert now["change"] == {"mean": 0.0}
    assert 0 <= now["probability"]["low"] <= now["probability"]["median"] <= now["probability"]["high"] <= 1
    after = forecast["probability"]["mean"]
    assert after - now["probability"]["mean"] == pytest.approx(forecast["change"]["mean"], abs=1e-9)
    moved = {change["person"]["name"]: change for change in forecast["stances"]}
    assert len(moved) == 7
    assert moved["Hélène Vauclair"]["after"]["mean"] > moved["Hélène Vauclair"]["before"]["mean"]


def test_the_risk_with_the_contact_is_explained_and_eased(example, ids):
    fields = """paths { disavowal { probability unblockedIfDisavowed futureOpposition contributions { value code }
      mitigations { code probabilityAfter label(locale: FR) } } }"""
    risk = assessed(example, ids[PLANNING], fields, notifyContact=False, first=1)["paths"][0]["disavowal"]
    log_odds = math.log(risk["probability"] / (1 - risk["probability"]))
    assert sum(part["value"] for part in risk["contributions"]) == pytest.approx(log_odds, abs=1e-9)
    assert risk["contributions"][0]["code"] == "disavowal_base"
    eased = {one["code"]: one for one in risk["mitigations"]}
    assert eased["TELL_FIRST"]["label"] == "prévenir l\u2019interlocuteur habituel avant l\u2019appel"
    assert all(one["probabilityAfter"] < risk["probability"] for one in eased.values())
    assert 0 < risk["futureOpposition"] < risk["probability"]
    assert 0 < risk["unblockedIfDisavowed"] < 1


def test_the_five_other_ways_are_forecast_and_worded(example, ids):
    fields = (
        "alternatives { kind actor { name } explanation(locale: EN) forecast { change { mean } probability { mean } } }"
    )
    found = assessed(example, ids[PORTAL], fields)["alternatives"]
    assert [way["kind"] for way in found] == [
        "DO_NOTHING",
        "FOLLOW_UP",
        "DISCOUNT",
        "CHAMPION_ASKS_UPWARD",
        "PEER_ROUTE",
    ]
    assert found[0]["forecast"]["change"]["mean"] == 0
    assert found[1]["actor"] == {"name": "Yann Kerdoncuff"}
    assert found[2]["actor"] is None
    assert found[3]["explanation"] == "Yann Kerdoncuff speaks of it to Isabelle Thouvard."


def test_small_changes_that_give_another_answer_are_named(example, ids):
    fields = "robustness { verdictHolds firstPathHolds } whatWouldChangeIt { change(locale: EN) verdict firstPath evidence { id } }"
    found = assessed(example, ids[PLANNING], fields)
    assert 0.5 <= found["robustness"]["verdictHolds"] <= 1
    assert 0.5 <= found["robustness"]["firstPathHolds"] <= 1
    changes = {flip["change"]: flip for flip in found["whatWouldChangeIt"]}
    frozen = changes["Should this be seen: the budget is frozen."]
    assert (frozen["verdict"], frozen["firstPath"], frozen["evidence"]) == ("DO_NOT", True, [])
    untold = changes["Should Sandrine Maleyrac not be told before the call."]
    assert untold["verdict"] == "PREPARE"
    assert [flip for flip in changes.values() if flip["evidence"]]


def test_the_contact_told_and_credited_or_not_is_compared_on_the_same_draws(example, ids):
    query = """query($id: ID!, $options: [EscalationOptions!]!) { compareEscalations(dealId: $id, options: $options) {
      baseline { probability { mean } } paths { utility disavowal { probability } } } }"""
    options = [{}, {"creditContact": False}, {"notifyContact": False}, {"draws": 500, "seed": 7}]
    found = example.ask(query, id=ids[PLANNING], options=options)["compareEscalations"]
    risks = [answer["paths"][0]["disavowal"]["probability"] for answer in found]
    assert risks[0] < risks[1] < risks[2]
    assert risks[3] == risks[0]
    chances = [answer["baseline"]["probability"]["mean"] for answer in found]
    assert chances[0] == chances[1] == chances[2] != chances[3]


def test_one_comparison_that_cannot_be_is_null_and_says_where(example, ids):
    query = "query($id: ID!, $options: [EscalationOptions!]!) { compareEscalations(dealId: $id, options: $options) { verdict } }"
    answer = example.post(query, {"id": ids[PLANNING], "options": [{"draws": 1}, {}]}).json()
    assert answer["data"]["compareEscalations"] == [None, {"verdict": "GO"}]
    (error,) = answer["errors"]
    assert (error["path"], error["extensions"]["input"]) == (["compareEscalations", 0], ["options", "draws"])
    assert example.ask(query, id="dea_nothing", options=[{}])["compareEscalations"] == [None]
    assert example.refused(query, id=ids[PLANNING], options=[{}] * 11)["extensions"]["input"] == ["options"]


def test_the_agenda_assigns_callers_and_says_why_a_deal_has_none(example, ids):
    query = """query($ids: [ID!]!, $calls: Int, $options: EscalationOptions) {
      escalationAgenda(dealIds: $ids, callsPerCaller: $calls, options: $options) {
        totalUtility assignments { deal { name usualContact { name } } path { utility caller { name } target { name } } }
        unassigned { deal { name } fr: reason(locale: FR) en: reason } } }"""
    with example.counting() as counted:
        found = example.ask(query, ids=[ids[PORTAL], ids[PLANNING]])["escalationAgenda"]
    assert counted == [1]
    (entry,) = found["assignments"]
    assert entry["deal"] == {"name": PLANNING, "usualContact": {"name": "Sandrine Maleyrac"}}
    assert entry["path"]["caller"] == {"name": "Antoine Kervadoué"}
    assert found["totalUtility"] == entry["path"]["utility"]
    (gap,) = found["unassigned"]
    assert gap["deal"] == {"name": PORTAL}
    assert gap["en"] == "No call: there is a real objection to answer first."
    assert gap["fr"].startswith("Pas d\u2019appel")
    later = example.ask(query, ids=[ids[PLANNING]], options={"asOf": "2027-11-24"})["escalationAgenda"]
    assert later["assignments"] == []


@pytest.mark.parametrize(
    ("variables", "code", "path"),
    [
        ({"ids": []}, "INVALID", ["dealIds"]),
        ({"ids": ["dea_nothing"]}, "NOT_FOUND", ["dealIds"]),
        ({"calls": 0}, "INVALID", ["callsPerCaller"]),
    ],
)
def test_an_agenda_that_cannot_be_says_what_is_wrong(example, ids, variables, code, path):
    query = (
        "query($ids: [ID!]!, $calls: Int) { escalationAgenda(dealIds: $ids, callsPerCaller: $calls) { totalUtility } }"
    )
    error = example.refused(query, **({"ids": [ids[PLANNING]]} | variables))
    assert (error["extensions"]["code"], error["extensions"]["input"]) == (code, path)


COUNTERPARTS = """query($id: ID!, $account: ID) { counterparts(personId: $id, accountId: $account) {
  person { name organization { name } } fit } }"""


def test_counterparts_are_ours_unless_the_client_is_named_for_one_of_ours(example, ids):
    ours = example.ask(COUNTERPARTS, id=ids["Hélène Vauclair"])["counterparts"]
    assert {match["person"]["organization"]["name"] for match in ours} == {"Velmont Software"}
    same = example.ask(COUNTERPARTS, id=ids["Hélène Vauclair"], account=ids["Velmont Software"])["counterparts"]
    assert same == ours
    theirs = example.ask(COUNTERPARTS, id=ids["Antoine Kervadoué"], account=ids["Aubrelia Industries"])["counterparts"]
    assert {match["person"]["organization"]["name"] for match in theirs} == {"Aubrelia Industries"}
    fits = [match["fit"] for match in theirs]
    assert fits == sorted(fits, reverse=True)


@pytest.mark.parametrize(
    ("who", "account"),
    [
        ("Antoine Kervadoué", None),
        ("Antoine Kervadoué", "Velmont Software"),
        ("Hélène Vauclair", "Aubrelia Industries"),
        ("Hélène Vauclair", "acc_nothing"),
    ],
)
def test_counterparts_within_one_account_or_between_clients_are_refused(example, ids, who, account):
    error = example.refused(COUNTERPARTS, id=ids[who], account=ids.get(account, account))
    assert (error["extensions"]["code"], error["extensions"]["input"]) == ("INVALID", ["accountId"])


def test_an_account_that_is_absent_matches_nobody_of_ours(example, ids):
    found = example.ask(COUNTERPARTS, id=ids["Antoine Kervadoué"], account="acc_nothing")
    assert found == {"counterparts": []}


def test_too_little_known_is_no_path_and_says_so():
    api = Api()
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    deal = api.saved("saveDeal", {"accountId": account, "name": "Deal"}, "deal { id }")["deal"]["id"]
    found = assessed(
        api, deal, "verdict paths { rank } rules { rule status } alternatives { kind actor { id } explanation }"
    )
    assert (found["verdict"], found["paths"]) == ("PREPARE", [])
    assert {rule["status"] for rule in found["rules"]} == {"UNKNOWN"}
    assert len(found["rules"]) == 11
    assert [way["actor"] for way in found["alternatives"]] == [None] * 5
