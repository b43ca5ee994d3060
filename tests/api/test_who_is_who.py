"""Who is who through the API: what is in doubt after an import and before it, and what somebody decides."""

import pytest

from orggraph.domain.viewer import Role
from tests.api.worlds import two_clients

CHART = "id,name,title,email,manager id\n1,Élise Durand,Chief Buyer,,\n2,Omar Haddad,CFO,,1\n".encode()
CONTACTS = (
    b"Record ID,First Name,Last Name,Email,Job Title,Company Name,Lifecycle Stage\n"
    b"7,Elise,Duarnd,elise@exemplis.example,Chief Buyer,Exemplis,lead\n8,Nadia,Roux,,Buyer,Exemplis,lead\n"
)
DOUBTS = (
    "doubtfulPairs { one { id name provenance { source } } other { id name } probability reasons { code value label } }"
)
PEOPLE = "query($id: ID!) { account(id: $id) { people { edges { node { id name title } } } } }"


@pytest.fixture
def account(api):
    """An account with two people of a chart."""
    made = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    token = api.upload("chart.csv", CHART, {"accountId": made}).json()["data"]["previewImport"]["preview"]["token"]
    api.commit(token)
    return made


def contacts(api, content=CONTACTS, shown=DOUBTS, **headers):
    found = api.upload("contacts.csv", content, result=f"preview {{ token {shown} }}", **headers).json()
    return found["data"]["previewImport"]["preview"]


def imported(api):
    return api.commit(contacts(api)["token"])["id"]


def doubts(api, batch, **more):
    return api.ask(f"query($id: ID!) {{ importBatch(id: $id) {{ {DOUBTS} }} }}", id=batch, **more)["importBatch"][
        "doubtfulPairs"
    ]


def people(api, account):
    return {edge["node"]["name"]: edge["node"] for edge in api.ask(PEOPLE, id=account)["account"]["people"]["edges"]}


def test_a_preview_tells_who_may_be_somebody_who_is_there_and_the_import_tells_the_same(api, account):
    (doubt,) = contacts(api)["doubtfulPairs"]
    assert {doubt["one"]["name"], doubt["other"]["name"]} == {"Élise Durand", "Elise Duarnd"}
    reasons = {reason["code"]: reason["label"] for reason in doubt["reasons"]}
    assert reasons == {"similar_name": "names that are alike", "same_title": "the same title"}
    assert doubt["probability"] == pytest.approx(sum(reason["value"] for reason in doubt["reasons"]))
    assert set(people(api, account)) == {"Élise Durand", "Omar Haddad"}, "a preview writes nothing"
    (after,) = doubts(api, imported(api))
    plain = {name: value for name, value in after.items() if name not in ("one", "other")}
    assert plain == {name: doubt[name] for name in plain}
    assert {after["one"]["name"], after["other"]["name"]} == {"Élise Durand", "Elise Duarnd"}
    assert after["one"]["provenance"]


def test_two_who_are_merged_are_one_and_no_question_any_more(api, account):
    batch = imported(api)
    found = people(api, account)
    keep, merge = found["Élise Durand"]["id"], found["Elise Duarnd"]["id"]
    given = {"keepId": keep, "mergeId": merge, "clientMutationId": "m"}
    made = api.saved("mergePeople", given, "clientMutationId person { id name email }")
    assert made == {
        "clientMutationId": "m",
        "person": {"id": keep, "name": "Élise Durand", "email": "elise@exemplis.example"},
    }
    assert api.saved("mergePeople", given, "person { id }")["person"]["id"] == keep, "a repeat answers as the first did"
    assert set(people(api, account)) == {"Élise Durand", "Omar Haddad", "Nadia Roux"}
    assert api.ask("query($id: ID!) { person(id: $id) { id } }", id=merge)["person"]["id"] == keep
    assert doubts(api, batch) == []


def test_who_was_merged_is_split_by_what_a_source_said(api, account):
    imported(api)
    found = people(api, account)
    ids = {"keepId": found["Élise Durand"]["id"], "mergeId": found["Elise Duarnd"]["id"]}
    api.saved("mergePeople", ids, "person { id }")
    told = api.ask("query($id: ID!) { person(id: $id) { provenance { source said } } }", id=ids["keepId"])
    (place,) = (n for n, one in enumerate(told["person"]["provenance"]) if one["said"].get("name") == "Elise Duarnd")
    given = {"personId": ids["keepId"], "sourceRecords": [place], "clientMutationId": "s"}
    split = api.saved("splitPerson", given, "people { id name }")["people"]
    assert split == [
        {"id": ids["keepId"], "name": "Élise Durand"},
        {"id": ids["mergeId"], "name": "Elise Duarnd"},
    ]
    assert api.saved("splitPerson", given, "people { id name }")["people"] == split
    assert people(api, account) == found


@pytest.mark.usefixtures("account")
def test_two_who_are_kept_apart_are_no_question_any_more(api):
    batch = imported(api)
    (doubt,) = doubts(api, batch)
    given = {"oneId": doubt["one"]["id"], "otherId": doubt["other"]["id"], "clientMutationId": "k"}
    assert api.saved("keepApart", given, "clientMutationId") == {"clientMutationId": "k"}
    assert doubts(api, batch) == []
    assert contacts(api)["doubtfulPairs"] == [], "nor when the same file comes again"


@pytest.mark.parametrize(
    ("mutation", "fields", "code", "path"),
    [
        ("mergePeople", {"keepId": "{one}", "mergeId": "{one}"}, "INVALID", ["input", "mergeId"]),
        ("mergePeople", {"keepId": "per_none", "mergeId": "{one}"}, "NOT_FOUND", ["input", "keepId"]),
        ("mergePeople", {"keepId": "{one}", "mergeId": "{account}"}, "NOT_FOUND", ["input", "mergeId"]),
        ("keepApart", {"oneId": "{one}", "otherId": "{one}"}, "INVALID", ["input", "otherId"]),
        ("keepApart", {"oneId": "{one}", "otherId": "per_none"}, "NOT_FOUND", ["input", "otherId"]),
        ("splitPerson", {"personId": "{one}", "sourceRecords": []}, "INVALID", ["input", "sourceRecords"]),
        ("splitPerson", {"personId": "{one}", "sourceRecords": [0]}, "INVALID", ["input", "sourceRecords"]),
        ("splitPerson", {"personId": "{one}", "sourceRecords": [0, 99]}, "INVALID", ["input", "sourceRecords", "1"]),
        ("splitPerson", {"personId": "{one}", "sourceRecords": [-1]}, "INVALID", ["input", "sourceRecords", "0"]),
        ("splitPerson", {"personId": "per_none", "sourceRecords": [0]}, "NOT_FOUND", ["input", "personId"]),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(api, account, mutation, fields, code, path):
    before = people(api, account)
    known = {"one": before["Élise Durand"]["id"], "account": account}
    filled = {name: value.format(**known) if isinstance(value, str) else value for name, value in fields.items()}
    assert api.refusal(mutation, filled) == (code, path)
    assert people(api, account) == before


def test_only_who_may_change_the_map_decides():
    api, made = two_clients()
    api.headers = api.sign_in("reader", Role.PRIVACY_OFFICER)
    given = {"keepId": made["open chief"], "mergeId": made["open contact"]}
    assert api.refusal("mergePeople", given) == ("FORBIDDEN", [])
    assert api.refusal("keepApart", {"oneId": made["open chief"], "otherId": made["open contact"]}) == ("FORBIDDEN", [])
    assert api.refusal("splitPerson", {"personId": made["open chief"], "sourceRecords": [0]}) == ("FORBIDDEN", [])


def test_whom_somebody_may_not_see_is_neither_named_nor_counted_nor_decided_about():
    api, made = two_clients()
    everything, api.headers = api.headers, api.sign_in("outsider", Role.REP)
    row = "1,open,chief,,chief,{},lead\n2,secret,chief,,chief,Elsewhere,lead\n"
    header = "Record ID,First Name,Last Name,Email,Job Title,Company Name,Lifecycle Stage\n"
    content = (header + row.format("Elsewhere")).encode()
    before = contacts(api, content)["doubtfulPairs"]
    assert [{doubt["one"]["name"], doubt["other"]["name"]} for doubt in before] == [{"open chief"}]
    batch = api.commit(contacts(api, content)["token"])["id"]
    assert len(doubts(api, batch)) == 1
    given = {"keepId": made["open chief"], "mergeId": made["secret chief"]}
    assert api.refusal("mergePeople", given) == ("NOT_FOUND", ["input", "mergeId"])
    api.headers = everything
    assert len(doubts(api, batch)) == 1 + 1


def test_who_may_read_no_addresses_is_given_no_reason_that_tells_one(api, account):
    slip = CONTACTS.replace(b"elise@exemplis.example", b"elise@exemplis-group.example")
    api.saved(
        "savePerson",
        {"id": people(api, account)["Élise Durand"]["id"], "email": "elise@exemplis.example"},
        "person { id }",
    )
    batch = api.commit(contacts(api, slip)["token"])["id"]
    codes = [reason["code"] for doubt in doubts(api, batch) for reason in doubt["reasons"]]
    assert "same_mailbox" in codes
    token = api.sign_in("reader", Role.PRIVACY_OFFICER)
    codes = [reason["code"] for doubt in doubts(api, batch, headers=token) for reason in doubt["reasons"]]
    assert codes
    assert "same_mailbox" not in codes


@pytest.mark.usefixtures("account")
def test_an_import_that_is_undone_has_no_doubts(api):
    batch = imported(api)
    assert doubts(api, batch)
    api.saved("undoImport", {"batchId": batch}, "batch { id }")
    assert doubts(api, batch) == []


def test_what_was_not_believed_is_shown_with_its_source_and_date(api, account):
    person = people(api, account)["Élise Durand"]["id"]
    api.saved("savePerson", {"id": person, "name": "Élise Roux"}, "person { name }")
    query = "query($id: ID!) { person(id: $id) { name provenance { source author saidAt said } } }"
    found = api.ask(query, id=person)["person"]
    names = {one["said"]["name"]: one for one in found["provenance"] if "name" in one["said"]}
    assert found["name"] == "Élise Roux", "a user is believed before HR"
    assert names.keys() == {"Élise Durand", "Élise Roux"}
    assert (names["Élise Durand"]["source"], names["Élise Roux"]["author"]) == ("hr:exemplis", "rep")
    assert names["Élise Durand"]["saidAt"] < names["Élise Roux"]["saidAt"]


def test_what_two_users_think_is_put_to_the_vote_and_both_words_are_shown(api, account):
    person = people(api, account)["Élise Durand"]["id"]
    deal = api.saved("saveDeal", {"name": "Sale", "accountId": account}, "deal { id }")["deal"]["id"]
    users = {"ana": 0.8, "bo": -0.4}
    for user, value in users.items():
        api.headers = api.sign_in(user, *Role)
        given = {"dealId": deal, "personId": person, "stance": {"value": value}}
        shown = "stakeholder { stance { value confidence } }"
        made = api.saved("setStakeholder", given, shown)["stakeholder"]["stance"]
    assert (made["value"], made["confidence"]) == (0.2, 0.32)
    told = api.ask("query($id: ID!) { person(id: $id) { provenance { source said } } }", id=person)["person"]
    said = {one["source"]: one["said"]["stance_value"] for one in told["provenance"] if "stance_value" in one["said"]}
    assert said == {f"user:{user}": value for user, value in users.items()}
