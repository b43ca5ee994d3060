"""What a side panel knows of somebody or something, and what is saved by it."""

from dataclasses import replace

import pytest

from orggraph.domain.elsewhere import salesforce_id
from orggraph.domain.viewer import LOCAL, Permission, Role
from orggraph.stores.base import AccountFilter
from orggraph.usecases.access import set_team
from orggraph.usecases.keys import find_called
from tests.api.asking import NOW

CRM = "crm"
KEY = {"source": CRM, "key": "0065/x%y"}
LOOKUP = """query($source: String!, $key: String!) {
  lookup(source: $source, key: $key) { __typename id ... on Person { name } ... on Account { name } ... on Deal { name stage } } }"""


def lookup(api, source, key):
    return api.ask(LOOKUP, source=source, key=key)["lookup"]


@pytest.fixture
def office(api):
    """A client that the CRM knows, with its buyer and a deal."""
    keyed = {"keys": [{"source": CRM, "key": "001"}]}
    account = api.saved("saveAccount", {"name": "Exemplis", **keyed}, "account { id }")["account"]["id"]
    buyer = {
        "name": "Dora Exemple",
        "accountId": account,
        "email": "dora@exemplis.example",
        "profileUrl": "https://www.linkedin.com/in/Dora-Exemple/",
        "keys": [{"source": CRM, "key": "003"}],
    }
    person = api.saved("savePerson", buyer, "person { id }")["person"]["id"]
    sale = {"name": "Planning", "accountId": account, "keys": [KEY]}
    deal = api.saved("saveDeal", sale, "deal { id }")["deal"]["id"]
    return {"account": account, "person": person, "deal": deal}


@pytest.mark.parametrize(
    ("source", "key", "kind", "name"),
    [
        (CRM, "001", "Account", "Exemplis"),
        (CRM, "003", "Person", "Dora Exemple"),
        (CRM, "0065/x%y", "Deal", "Planning"),
        ("email", "Dora@EXEMPLIS.example", "Person", "Dora Exemple"),
        ("linkedin", "dora-exemple", "Person", "Dora Exemple"),
        ("linkedin", "http://fr.linkedin.com/in/dora-exemple?trk=x", "Person", "Dora Exemple"),
        (" CRM ", " 003 ", "Person", "Dora Exemple"),
    ],
)
def test_something_is_found_by_what_it_is_called_elsewhere(api, office, source, key, kind, name):
    found = lookup(api, source, key)
    assert (found["__typename"], found["name"], found["id"]) == (kind, name, office[kind.lower()])


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("source", "key"), [(CRM, "004"), ("siebel", "003"), ("email", "dora"), ("name", "Dora Exemple"), (CRM, "0065")]
)
def test_what_nobody_named_is_null(api, source, key):
    assert lookup(api, source, key) is None


@pytest.mark.parametrize(("source", "key", "at"), [("", "003", "source"), (CRM, " ", "key"), (CRM, "x" * 501, "key")])
def test_a_key_that_cannot_be_is_refused(api, source, key, at):
    error = api.post(LOOKUP, {"source": source, "key": key}).json()["errors"][0]
    assert (error["extensions"]["code"], error["extensions"]["input"]) == ("INVALID", [at])


def test_a_row_of_an_org_chart_is_found_by_its_number_there(api):
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    chart = b"id,name,title,department,manager id\n17/a,Eve Exemple,CFO,,\n"
    sent = api.upload("chart.csv", chart, {"accountId": account}, "preview { token }")
    token = sent.json()["data"]["previewImport"]["preview"]["token"]
    batch = api.commit(token)["id"]
    found = lookup(api, "hr:exemplis", "17/a")
    assert found["name"] == "Eve Exemple"
    by_number = {"keys": [{"source": "hr:exemplis", "key": "17/a"}], "email": "eve@exemplis.example"}
    assert api.saved("savePerson", by_number, "person { id }")["person"]["id"] == found["id"]
    api.saved("retract", {"factId": found["id"], "why": "a mistake"}, "clientMutationId")
    api.saved("undoImport", {"batchId": batch}, "batch { id }")
    assert lookup(api, "hr:exemplis", "17/a") is None


def test_what_salesforce_exports_is_found_and_saved_by_its_ids_long_or_short(api):
    account, deal = "0015g00000AAAaa", "0065g00000AAAaa"
    tables = {
        "Account.csv": f"Id,Name,ParentId,Industry\n{account},Exemplis,,\n",
        "Opportunity.csv": f"Id,AccountId,Name,StageName,IsClosed,IsWon\n{deal},{account},Planning,Proposal,false,false\n",
    }
    for name, table in tables.items():
        preview = api.upload(name, table.encode(), None, "preview { token }").json()["data"]["previewImport"]["preview"]
        api.commit(preview["token"])
    assert lookup(api, "Salesforce", account)["name"] == "Exemplis"
    found = lookup(api, "salesforce", salesforce_id(deal))
    assert found == lookup(api, "salesforce", deal)
    assert found["stage"] == "Proposal"
    by_key = {"keys": [{"source": "salesforce", "key": deal}], "stage": "Negotiation"}
    saved = api.saved("saveDeal", by_key, "deal { id stage }")["deal"]
    assert saved == {"id": found["id"], "stage": "Negotiation"}


def test_of_a_person_an_account_and_a_deal_with_one_id_the_person_is_given_first(api, office):
    key = {"keys": [{"source": CRM, "key": "9"}]}
    api.saved("saveDeal", {"id": office["deal"], **key}, "deal { id }")
    assert lookup(api, CRM, "9")["__typename"] == "Deal"
    api.saved("saveAccount", {"id": office["account"], **key}, "account { id }")
    assert lookup(api, CRM, "9")["__typename"] == "Account"
    api.saved("savePerson", {"id": office["person"], **key}, "person { id }")
    assert lookup(api, CRM, "9")["__typename"] == "Person"


def test_who_may_not_read_addresses_finds_nobody_by_one(api, office):
    blind = replace(LOCAL, permissions=frozenset({Permission.MAP_READ}))
    for source, key in (
        ("email", "dora@exemplis.example"),
        ("linkedin", "dora-exemple"),
        (" email", "dora@exemplis.example"),
    ):
        assert find_called(api.store, LOCAL, source, key) == (office["person"],)
        assert find_called(api.store, blind, source, key) == ()
    assert find_called(api.store, blind, CRM, "003") == (office["person"],)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("kind", ["account", "person", "deal"])
def test_what_is_not_seen_is_neither_found_nor_saved_by_its_key(api, office, kind):
    source, key = {"account": (CRM, "001"), "person": (CRM, "003"), "deal": (CRM, KEY["key"])}[kind]
    assert lookup(api, source, key)["id"] == office[kind]
    set_team(api.store, api.viewer, office["account"], ["insider"], NOW)
    outsider = api.sign_in("outsider", Role.REP)
    asked = {"source": source, "key": key}
    assert api.ask(LOOKUP, headers=outsider, **asked) == {"lookup": None}
    assert api.ask(LOOKUP, headers=api.sign_in("insider", Role.REP), **asked)["lookup"]["id"] == office[kind]
    name = f"save{kind.capitalize()}"
    saving = f"mutation($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {kind} {{ id }} errors {{ code path }} }} }}"
    answer = api.ask(saving, headers=outsider, input={"keys": [asked], "name": "Mine now"})[name]
    assert answer == {kind: None, "errors": [{"code": "FORBIDDEN", "path": ["input", "keys"]}]}
    assert lookup(api, source, key)["name"] != "Mine now"


def test_a_row_that_is_numbered_by_an_address_is_not_found_without_the_right_to_read_one(api, office):
    chart = b"name,email,title,department,manager email\nEve Exemple,eve@exemplis.example,CFO,,\n"
    sent = api.upload("chart.csv", chart, {"accountId": office["account"]}, "preview { token }")
    token = sent.json()["data"]["previewImport"]["preview"]["token"]
    api.commit(token)
    asked = ("hr:exemplis", "eve@exemplis.example")
    assert lookup(api, *asked)["name"] == "Eve Exemple"
    assert find_called(api.store, replace(LOCAL, permissions=frozenset({Permission.MAP_READ})), *asked) == ()


def test_another_workspace_is_not_looked_into(api):
    assert find_called(api.store, replace(LOCAL, workspace="other"), CRM, "003") == ()


def test_an_account_is_changed_by_a_known_key(api, office):
    by_key = {"keys": [{"source": CRM, "key": "001"}], "name": "Exemplis Group", "country": "FR"}
    changed = api.saved("saveAccount", by_key, "account { id name country }")["account"]
    assert changed == {"id": office["account"], "name": "Exemplis Group", "country": "FR"}
    assert api.ask("{ accounts { totalCount } }")["accounts"]["totalCount"] == 1


def test_a_key_that_is_new_names_the_account_of_that_name(api, office):
    more = {"keys": [{"source": "erp", "key": "K-1"}], "name": "EXEMPLIS SAS"}
    assert api.saved("saveAccount", more, "account { id }")["account"]["id"] == office["account"]
    assert lookup(api, "erp", "K-1")["id"] == lookup(api, CRM, "001")["id"] == office["account"]


def test_a_deal_is_changed_by_a_known_key_its_champion_too(api, office):
    by_key = {"keys": [KEY], "stage": "proposal", "championId": office["person"]}
    shown = "deal { id name stage champion { id } }"
    changed = api.saved("saveDeal", by_key, shown)["deal"]
    assert changed == {
        "id": office["deal"],
        "name": "Planning",
        "stage": "proposal",
        "champion": {"id": office["person"]},
    }
    without = api.saved("saveDeal", {"keys": [KEY], "championId": None}, shown)["deal"]
    assert without == changed | {"champion": None}
    assert api.ask("{ deals { totalCount } }")["deals"]["totalCount"] == 1


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(("mutation", "missing"), [("saveAccount", "name"), ("saveDeal", "name")])
def test_a_key_that_nothing_has_needs_what_a_new_thing_needs(api, mutation, missing):
    fields = {"keys": [{"source": CRM, "key": "new"}]}
    assert api.refusal(mutation, fields) == ("INVALID", ["input", missing])


@pytest.mark.parametrize(
    ("mutation", "kind", "fields"),
    [("saveAccount", "account", {"name": "Other"}), ("saveDeal", "deal", {"name": "Other", "accountId": "{account}"})],
)
def test_two_things_are_not_made_one_by_their_keys(api, office, mutation, kind, fields):
    fields = {name: value.format(**office) for name, value in fields.items()}
    other = {"source": CRM, "key": "other"}
    made = api.saved(mutation, {**fields, "keys": [other]}, f"{kind} {{ id }}")[kind]["id"]
    known = KEY if kind == "deal" else {"source": CRM, "key": "001"}
    assert api.refusal(mutation, {"keys": [other, known]}) == ("CONFLICT", ["input", "keys"])
    assert api.refusal(mutation, {"id": office[kind], "keys": [other]}) == ("CONFLICT", ["input", "keys"])
    assert lookup(api, CRM, "other")["id"] == made != office[kind]


def test_the_same_by_id_and_by_key_is_no_conflict(api, office):
    fields = {"id": office["deal"], "keys": [KEY], "stage": "won"}
    assert api.saved("saveDeal", fields, "deal { id stage }")["deal"] == {"id": office["deal"], "stage": "won"}


@pytest.mark.usefixtures("office")
def test_a_lookup_reads_as_much_of_many_as_of_one(api):
    counts = []
    for more in range(2):
        for number in range(more * 20):
            api.saved(
                "saveAccount",
                {"name": f"Many {number}", "keys": [{"source": CRM, "key": f"m{number}"}]},
                "account { id }",
            )
        with api.counting() as counted:
            assert lookup(api, CRM, "001")["name"] == "Exemplis"
        counts += counted
    assert counts[0] == counts[1] <= 3
    with api.store.reading(LOCAL) as reader:
        assert reader.accounts(AccountFilter(), 50, None).total == 21
