"""An invented workspace in which something is hidden from somebody."""

from orggraph.domain.viewer import EVERYTHING, Viewer
from orggraph.usecases.access import set_team
from tests.api.asking import NOW, Api

HIDDEN = (
    "secret",
    "secret chief",
    "secret contact",
    "secret deal",
    "secret part",
    "secret signal",
    "secret call",
    "secret tie",
)
ELSEWHERE = Viewer(workspace="another", user="stranger", permissions=EVERYTHING)


def two_clients():
    """Make two clients with a deal each; the people of one are seen by its team alone. Gives the API and ids by name."""
    api = Api()
    made = {"ours": api.saved("saveAccount", {"name": "Velmont", "isOurs": True}, "account { id }")["account"]["id"]}
    for client in ("open", "secret"):
        _add_client(api, made, client)
    for name in ("seller", "boss"):
        title = "Chief Executive Officer"
        person = {"name": name, "accountId": made["ours"], "email": f"{name}@velmont.example", "title": title}
        made[name] = api.saved("savePerson", person, "person { id }")["person"]["id"]
    for client in ("open", "secret"):
        call = {"dealId": made[f"{client} deal"], "callerId": made["boss"], "targetId": made[f"{client} chief"]}
        planned = {**call, "plannedOn": "2026-12-01", "note": "gently"}
        made[f"{client} call"] = api.saved("logEscalation", planned, "escalation { id }")["escalation"]["id"]
        tie = {"personIds": [made["seller"], made[f"{client} chief"]], "strength": 0.5}
        made[f"{client} tie"] = api.saved("setTie", tie, "tie { id }")["tie"]["id"]
    between = {"fromId": made["open chief"], "toId": made["secret chief"], "kind": "TRUST", "weight": 0.5}
    made["influence"] = api.saved("setInfluence", between, "influence { id }")["influence"]["id"]
    set_team(api.store, api.viewer, made["secret"], ["insider"], NOW)
    return api, made


def _add_client(api, made, client):
    account = api.saved("saveAccount", {"name": f"{client} client"}, "account { id }")["account"]["id"]
    made[client] = account
    for name in ("chief", "contact"):
        person = {"name": f"{client} {name}", "accountId": account, "email": f"{name}@{client}.example", "title": name}
        made[f"{client} {name}"] = api.saved("savePerson", person, "person { id }")["person"]["id"]
    deal = {"name": f"{client} deal", "accountId": account, "usualContactId": made[f"{client} contact"]}
    made[f"{client} deal"] = api.saved("saveDeal", deal, "deal { id }")["deal"]["id"]
    opinion = {"stance": {"value": 0.4}, "salience": 0.5, "conviction": 0.6, "isBlocking": True, "agenda": "to grow"}
    part = {
        "dealId": made[f"{client} deal"],
        "personId": made[f"{client} chief"],
        "roles": ["ECONOMIC_BUYER"],
        **opinion,
    }
    made[f"{client} part"] = api.saved("setStakeholder", part, "stakeholder { id }")["stakeholder"]["id"]
    seen = {"dealId": made[f"{client} deal"], "kind": "BUDGET_CONFIRMED", "observedOn": "2026-11-20", "note": "said so"}
    made[f"{client} signal"] = api.saved("addSignal", seen, "signal { id }")["signal"]["id"]
