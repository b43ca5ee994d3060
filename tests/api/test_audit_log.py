"""The audit log through the API: what is in it, who may read it, and that nothing is answered that could not be logged."""

import hashlib
from datetime import timedelta

import pytest
from graphql import (
    build_schema,
    get_named_type,
    is_interface_type,
    is_leaf_type,
    is_required_argument,
    is_union_type,
)

from orggraph.bootstrap import open_store
from orggraph.domain.audit import UNPLACED, first_break
from orggraph.domain.viewer import LOCAL, Permission, Role, Viewer
from orggraph.errors import StoreError
from orggraph.usecases.access import revoke_token, set_team
from orggraph_api.schema import schema as served
from tests.api.asking import Api

LOG = """query($filter: AuditFilter, $first: Int, $after: String) { auditLog(filter: $filter, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { at who action subject { id __typename } detail } } } }"""


class Deal:
    """A deal with a blocking sponsor, set up by hand."""

    def __init__(self, api):
        self.api = api
        self.account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
        self.person = self.somebody("Nora Exemple")
        self.other = self.somebody("Ivan Exemple")
        self.id = api.saved("saveDeal", {"name": "Plants", "accountId": self.account}, "deal { id }")["deal"]["id"]
        self.says(self.person, stance={"label": "OPPONENT"}, isBlocking=True, agenda="keeps her team")

    def somebody(self, name):
        fields = {"name": name, "accountId": self.account, "email": f"{name.split()[0].lower()}@exemplis.example"}
        return self.api.saved("savePerson", fields, "person { id }")["person"]["id"]

    def says(self, person, **fields):
        given = {"dealId": self.id, "personId": person, **fields}
        return self.api.saved("setStakeholder", given, "stakeholder { id }")["stakeholder"]["id"]

    def log(self, **where):
        return self.page(where)[0]

    def page(self, where=None, first=50, after=None):
        found = self.api.ask(LOG, filter=where, first=first, after=after)["auditLog"]
        return [edge["node"] for edge in found["edges"]], found

    def read(self):
        return self.log(action="OPINIONS_READ")


@pytest.fixture
def deal(api):
    return Deal(api)


@pytest.mark.parametrize("field", ["stance { value }", "isBlocking", "agenda", "settledStance { mean }"])
def test_who_reads_an_opinion_is_logged_once_with_whose_it_is(deal, field):
    query = f"query Panel($id: ID!) {{ deal(id: $id) {{ stakeholders {{ edges {{ node {{ {field} }} }} }} }} }}"
    deal.api.ask(query, id=deal.id)
    (entry,) = deal.read()
    assert (entry["who"], entry["subject"]) == ("rep", {"id": deal.id, "__typename": "Deal"})
    detail = entry["detail"]
    assert detail["deals"] == {deal.id: [deal.person]}
    assert (detail["operation"], detail["document"]) == ("Panel", hashlib.sha256(query.encode()).hexdigest())
    assert detail["cost"] > 0


@pytest.mark.parametrize(
    "query",
    [
        "query($id: ID!) { escalationPaths(dealId: $id) { verdict } }",
        "query($id: ID!) { escalationAgenda(dealIds: [$id]) { totalUtility } }",
        "query($id: ID!) { deal(id: $id) { blockage { organisational } } }",
        "query($id: ID!) { deal(id: $id) { insights { code } } }",
        "query($id: ID!) { deal(id: $id) { politicalWeights { totalCount } } }",
    ],
)
def test_an_answer_worked_out_from_opinions_is_logged_with_whose_they_are(deal, query):
    deal.api.ask(query, id=deal.id)
    (entry,) = deal.read()
    assert entry["detail"]["deals"] == {deal.id: [deal.person]}
    assert entry["detail"]["operation"] is None


def test_of_several_operations_the_one_that_is_run_is_named(deal):
    query = "query A { __typename } query B($id: ID!) { deal(id: $id) { mapHealth } }"
    body = {"query": query, "operationName": "B", "variables": {"id": deal.id}}
    assert deal.api.client.post("/graphql", json=body, headers=deal.api.headers).json()["data"]["deal"]
    assert [entry["detail"]["operation"] for entry in deal.read()] == ["B"]


def test_influence_in_an_account_is_logged_with_the_people_or_the_account(deal):
    fields = {"fromId": deal.person, "toId": deal.other, "kind": "ADVICE", "weight": 0.5}
    deal.api.saved("setInfluence", fields, "influence { id }")
    assert deal.read() == []
    deal.api.ask("query($id: ID!) { person(id: $id) { influences { edges { node { weight } } } } }", id=deal.person)
    assert deal.read()[0]["detail"]["people"] == sorted([deal.person, deal.other])
    deal.api.ask("query($id: ID!) { account(id: $id) { camps { exact } } }", id=deal.account)
    assert deal.read()[0]["detail"]["accounts"] == [deal.account]


def test_what_sources_said_of_somebody_is_logged_where_it_holds_opinions(deal):
    query = "query($id: ID!) { person(id: $id) { provenance { said } } }"
    deal.api.ask(query, id=deal.other)
    assert deal.read() == []
    deal.api.ask(query, id=deal.person)
    assert deal.read()[0]["detail"]["people"] == [deal.person]


@pytest.mark.parametrize("field", ["kind", "note"])
def test_what_was_seen_of_somebody_is_logged_with_whom_it_is_about(deal, field):
    seen = {"dealId": deal.id, "personId": deal.other, "kind": "BUDGET_FROZEN", "observedOn": "2026-11-20"}
    signal = deal.api.saved("addSignal", {**seen, "note": "he said so"}, "signal { id }")["signal"]["id"]
    deal.api.ask("query($id: ID!) { node(id: $id) { ... on Signal { id } } }", id=signal)
    assert deal.read() == []
    deal.api.ask(f"query($id: ID!) {{ node(id: $id) {{ ... on Signal {{ {field} }} }} }}", id=signal)
    assert deal.read()[0]["detail"]["deals"] == {deal.id: [deal.other]}


def test_a_map_without_opinions_is_not_logged(deal):
    deal.api.ask(
        "query($id: ID!) { deal(id: $id) { name stakeholders { edges { node { roles canVeto person { name } } } } } }",
        id=deal.id,
    )
    assert deal.read() == []


def test_an_edit_is_logged_with_codes_before_and_after_and_no_words(deal):
    part = deal.says(deal.person, roles=["CHAMPION"], stance={"label": "SUPPORTER"}, agenda="wants the plant")
    entry = deal.log(action="CHANGED")[0]
    assert (entry["subject"]["id"], entry["detail"]["mutation"]) == (part, "setStakeholder")
    (fact,) = entry["detail"]["facts"]
    assert (fact["id"], fact["texts"]) == (part, ["agenda"])
    assert (fact["before"]["stance"]["value"], fact["after"]["stance"]["value"]) == (-0.8, 0.4)
    assert fact["after"]["roles"] == ["CHAMPION"]


def test_the_log_holds_no_name_no_address_and_no_words_of_users(deal):
    seen = {"dealId": deal.id, "personId": deal.other, "kind": "BUDGET_FROZEN", "observedOn": "2026-11-20"}
    signal = deal.api.saved("addSignal", {**seen, "note": "he said so"}, "signal { id }")["signal"]["id"]
    deal.api.saved("retract", {"factId": signal, "why": "not Ivan at all"}, "clientMutationId")
    text = str([entry["detail"] for entry in deal.log()])
    for word in ("Nora", "Ivan", "@", "keeps her team", "he said so", "not Ivan", "Exemplis"):
        assert word not in text
    assert deal.log(action="CHANGED")[0]["detail"]["facts"][0]["gone"] is True


def test_an_import_and_its_undo_are_logged_by_what_they_are_not_by_what_is_in_them(deal):
    content = b"id,name,title,department,manager id\nn1,Zoe Exemple,Buyer,Works,\n"
    preview = deal.api.upload("zoe.csv", content, {"accountId": deal.account}).json()["data"]["previewImport"][
        "preview"
    ]
    batch = deal.api.commit(preview["token"])["id"]
    deal.api.saved("undoImport", {"batchId": batch}, "batch { id }")
    undone, done = deal.log()[:2]
    assert (done["action"], undone["action"]) == ("IMPORTED", "IMPORT_UNDONE")
    assert done["subject"] == undone["subject"] == {"id": batch, "__typename": "ImportBatch"}
    assert (done["detail"]["file"], done["detail"]["rows"]) == (hashlib.sha256(content).hexdigest(), 1)
    assert "oe" not in str(done["detail"]) + str(undone["detail"])


def test_the_log_goes_on_where_a_page_ended_though_more_was_logged_meanwhile(deal):
    first, found = deal.page(first=2)
    assert found["pageInfo"]["hasNextPage"]
    deal.says(deal.other, roles=["CHAMPION"])
    after, _ = deal.page(first=2, after=found["pageInfo"]["endCursor"])
    everything = deal.log()
    assert [*first, *after] == everything[1:5]
    assert found["totalCount"] == len(everything) - 1


def test_the_log_is_asked_by_who_by_action_and_since_when(deal):
    last = deal.log()[0]
    assert deal.log(who="nobody else") == []
    assert {entry["action"] for entry in deal.log(who="rep", action="CHANGED")} == {"CHANGED"}
    assert deal.log(since=last["at"]) == [last]


@pytest.mark.parametrize("role", [Role.REP, Role.PLANNER])
def test_who_may_not_read_the_log_is_refused(deal, role):
    answer = deal.api.post("{ auditLog { totalCount } }", **deal.api.sign_in("somebody", role)).json()
    assert answer["data"] is None
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


@pytest.mark.parametrize("role", [Role.ADMIN, Role.PRIVACY_OFFICER])
def test_who_reads_no_opinions_leaves_no_trace_of_having_read_them(deal, role):
    officer = deal.api.sign_in("officer", role)
    query = "query($id: ID!) { deal(id: $id) { mapHealth stakeholders { edges { node { isBlocking } } } } }"
    deal.api.post(query, {"id": deal.id}, **officer)
    assert (
        deal.api.post(LOG, {"filter": {"action": "OPINIONS_READ"}}, **officer).json()["data"]["auditLog"]["totalCount"]
        == 0
    )


def test_keys_and_teams_are_logged_without_secrets(deal):
    admin = deal.api.viewer
    secret = deal.api.sign_in("nina", Role.REP)["Authorization"].removeprefix("Bearer ")
    set_team(deal.api.store, admin, deal.account, ["nina"], deal.api.now)
    revoke_token(deal.api.store, admin, "nina", deal.api.now)
    revoked, team, made = deal.log()[:3]
    assert [one["action"] for one in (made, team, revoked)] == ["KEY_MADE", "TEAM_CHANGED", "KEY_REVOKED"]
    assert (made["detail"]["user"], made["detail"]["roles"]) == ("nina", ["REP"])
    assert made["detail"]["key"] == revoked["detail"]["key"]
    assert (team["subject"]["id"], team["detail"]) == (deal.account, {"before": [], "after": ["nina"]})
    assert secret not in str(deal.log())


def test_a_revoked_key_is_refused_in_the_log_of_its_workspace(deal):
    headers = deal.api.sign_in("nina", Role.REP)
    revoke_token(deal.api.store, deal.api.viewer, "nina", deal.api.now)
    assert deal.api.post("{ __typename }", **headers).status_code == 401
    (entry,) = deal.log(action="SIGN_IN_REFUSED")
    assert (entry["who"], entry["detail"]["why"], entry["detail"]["count"]) == ("nobody", "REVOKED_TOKEN", 1)


class UnloggingStore:
    """A store whose log cannot be written."""

    def __init__(self):
        self._store = open_store("memory:")
        self.fails = False

    def __getattr__(self, name):
        return getattr(self._store, name)

    @property
    def audit(self):
        return self if self.fails else self._store.audit

    def append(self, *_):
        raise StoreError("The disk is full.", "Make room.")


def test_opinions_that_cannot_be_logged_are_not_given():
    store = UnloggingStore()
    deal = Deal(Api(store))
    query = "query($id: ID!) { deal(id: $id) { name stakeholders { edges { node { isBlocking } } } } }"
    store.fails = True
    answer = deal.api.post(query, {"id": deal.id})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.json().get("data") is None
    assert answer.json()["errors"][0]["extensions"]["code"] == "STORE"
    assert "disk" not in answer.text
    assert deal.api.ask("query($id: ID!) { deal(id: $id) { name } }", id=deal.id) == {"deal": {"name": "Plants"}}
    store.fails = False
    assert deal.api.post(query, {"id": deal.id}).json()["data"]["deal"]["stakeholders"]["edges"]


def refusals(api):
    nobody = Viewer(workspace=UNPLACED, user="", permissions=frozenset())
    return list(api.store.audit.entries(nobody))


def test_sign_ins_refused_are_counted_by_the_minute_and_never_hold_the_secret():
    api = Api()
    wrong = {"Authorization": "Bearer og_not-a-key"}
    for _ in range(5):
        assert api.client.post("/graphql", json={"query": "{ __typename }"}, headers=wrong).status_code == 401
    (first,) = refusals(api)
    assert (first.action, first.who) == ("SIGN_IN_REFUSED", "nobody")
    assert '"why":"UNKNOWN_TOKEN"' in first.detail
    assert "not-a-key" not in first.detail
    api.now += timedelta(minutes=1)
    api.client.get("/readyz")
    _, more = refusals(api)
    assert '"count":4' in more.detail


def test_the_chain_is_whole_after_all_that(deal):
    deal.api.ask("query($id: ID!) { deal(id: $id) { mapHealth } }", id=deal.id)
    log = deal.api.store.audit
    assert first_break("default", log.entries(LOCAL), log.chains()["default"]) is None


_SLOW = {"whatWouldChangeIt"}
_UNTOLD = {*_SLOW, "id"}
"""What is not asked for here: an id tells who knows it nothing."""


def leaves(kind, depth):
    """Select what of a type can be asked for without arguments, some levels deep."""
    if is_union_type(kind) or is_interface_type(kind):
        return "__typename"
    chosen = []
    for name, field in kind.fields.items():
        named = get_named_type(field.type)
        if name in _SLOW or any(is_required_argument(argument) for argument in field.args.values()):
            continue
        if is_leaf_type(named):
            chosen.append(name)
        elif depth and (below := leaves(named, depth - 1)):
            chosen.append(f"{name} {{ {below} }}")
    return " ".join(chosen)


def fields_of(*types):
    schema = build_schema(served.as_str())
    for kind in types:
        for name, field in schema.type_map[kind].fields.items():
            named = get_named_type(field.type)
            below = "" if is_leaf_type(named) else leaves(named, 1)
            needs = any(is_required_argument(argument) for argument in field.args.values())
            if not needs and name not in _UNTOLD and (below or is_leaf_type(named)):
                yield kind, f"{name} {{ {below} }}" if below else name


@pytest.fixture(scope="module")
def full():
    """A deal of which everything is known, somebody who reads all of it, and somebody who reads all but opinions."""
    deal = Deal(Api())
    api = deal.api
    ours = api.saved("saveAccount", {"name": "Velmont", "isOurs": True}, "account { id }")["account"]["id"]
    caller = api.saved("savePerson", {"name": "Ines", "accountId": ours, "title": "CEO"}, "person { id }")["person"][
        "id"
    ]
    part = {"salience": 0.9, "conviction": 0.4, "roles": ["CHAMPION"], "stance": {"label": "OPPONENT"}}
    ids = {"Deal": deal.id, "Person": deal.person, "Account": deal.account}
    ids["Stakeholder"] = deal.says(deal.person, **part)
    deal.says(deal.other, stance={"label": "SUPPORTER"}, roles=["ECONOMIC_BUYER"])
    weighs = {"fromId": deal.person, "toId": deal.other, "kind": "ADVICE", "weight": 0.9}
    ids["Influence"] = api.saved("setInfluence", weighs, "influence { id }")["influence"]["id"]
    seen = {"dealId": deal.id, "personId": deal.other, "kind": "BUDGET_FROZEN", "observedOn": "2026-11-20", "note": "x"}
    ids["Signal"] = api.saved("addSignal", seen, "signal { id }")["signal"]["id"]
    call = {"dealId": deal.id, "callerId": caller, "targetId": deal.person, "madeOn": "2026-11-20", "note": "x"}
    ids["Escalation"] = api.saved("logEscalation", call, "escalation { id }")["escalation"]["id"]
    scopes = tuple(set(Permission) - {Permission.OPINION_READ})
    return deal, ids, api.sign_in("blind", *Role, scopes=scopes)


@pytest.mark.parametrize(
    ("kind", "field"),
    list(fields_of("Deal", "Stakeholder", "Influence", "Signal", "Escalation", "Person", "Account")),
    ids=lambda one: one.partition(" ")[0],
)
def test_whatever_is_told_to_who_reads_opinions_alone_is_logged(full, kind, field):
    deal, ids, blind = full
    query = f"query($id: ID!) {{ node(id: $id) {{ ... on {kind} {{ {field} }} }} }}"
    before = len(deal.read())
    given = deal.api.post(query, {"id": ids[kind]}).json()["data"]["node"]
    logged = len(deal.read()) - before
    without = deal.api.post(query, {"id": ids[kind]}, **blind).json().get("data") or {}
    if given not in (without.get("node"), {field.partition(" ")[0]: None}):
        assert logged == 1, given
