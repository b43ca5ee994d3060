"""How often the store is read: once for an answer, whatever the number of rows."""

import time

import pytest

from orggraph.domain.observations import ImportState
from orggraph.domain.viewer import LOCAL
from tests.api.asking import Api

PEOPLE = 200


@pytest.fixture(scope="module")
def crowd():
    """An account of two hundred people, each but the first with a manager."""
    api = Api()
    lines = ["id,name,title,department,manager id"]
    lines += [f"{n},Person {n:03d},Manager,Works,{(n - 1) // 5 if n else ''}" for n in range(PEOPLE)]
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    preview = api.upload("chart.csv", "\n".join(lines).encode(), {"accountId": account}).json()["data"]["previewImport"]
    api.commit(preview["preview"]["token"])
    return api, account


def readings(api, query, **variables):
    with api.counting() as counted:
        data = api.ask(query, **variables)
    return counted[0], data


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("name manager { manager { name title } levelsUp position { title } reasons { evidence { id } } }", 1),
        ("managementChain { manager { name } } reports { totalCount edges { node { name } } }", 1),
        ("currentPosition { title organization { name } reportsTo { holder { name } } } organization { name }", 1),
        ("ties { edges { node { people { name } } } } influences { totalCount } influencedBy { totalCount }", 1),
        ("provenance { source batch { fileName } }", 2),
    ],
)
def test_two_hundred_people_are_read_at_once(crowd, fields, expected):
    api, account = crowd
    query = (
        f"query($id: ID!) {{ account(id: $id) {{ people(first: {PEOPLE}) {{ edges {{ node {{ {fields} }} }} }} }} }}"
    )
    count, data = readings(api, query, id=account)
    assert len(data["account"]["people"]["edges"]) == PEOPLE
    assert count == expected


def test_an_answer_about_a_deal_is_read_once(example, ids):
    query = """query($id: ID!) { escalationPaths(dealId: $id) { verdict rules { evidence { id } }
      paths { caller { name } target { name } steps { person { name } position { title } }
        counterpart { person { name } warmPaths { people { name } hops { from { name } to { name } reasons { evidence { id } } } } } }
      backToBasics { who { name } } excluded { caller { name } } }
      deal(id: $id) { name account { name } owner { name } usualContact { name } blockage { organisational }
        stakeholders { edges { node { person { name manager { manager { name } } } stance { evidence { id } } } } }
        signals { edges { node { person { name } deal { name } } } } } }"""
    count, data = readings(example, query, id=ids["S&OP planning for the plants"])
    assert data["escalationPaths"]["paths"]
    assert count == 1


def test_a_list_of_deals_reads_their_accounts_together():
    api = Api()
    for n in range(12):
        account = api.saved("saveAccount", {"name": f"Client {n}"}, "account { id }")["account"]["id"]
        api.saved("saveDeal", {"name": f"Deal {n}", "accountId": account}, "deal { id }")
    count, data = readings(api, "{ deals { edges { node { name account { name } } } } }")
    assert [edge["node"]["account"]["name"] for edge in data["deals"]["edges"]][:3] == [
        "Client 0",
        "Client 1",
        "Client 10",
    ]
    assert count == 2


def test_many_nodes_of_one_account_are_read_once(crowd):
    api, account = crowd
    people = api.ask(
        "query($id: ID!) { account(id: $id) { people(first: 100) { edges { node { id } } } } }", id=account
    )
    wanted = [edge["node"]["id"] for edge in people["account"]["people"]["edges"]]
    count, data = readings(api, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=wanted)
    assert [node["id"] for node in data["nodes"]] == wanted
    assert count == 1


def test_an_import_is_planned_in_one_reading(crowd):
    api, account = crowd
    content = b"id,name,title,department,manager id\nn1,Nora Exemple,Buyer,Works,0\n"
    preview = api.upload("more.csv", content, {"accountId": account}).json()["data"]["previewImport"]["preview"]
    with api.counting() as counted:
        batch = api.saved("commitImport", {"token": preview["token"]}, "batch { id }")["batch"]["id"]
        while not is_done(api, batch):
            time.sleep(0.01)
    assert counted == [2], "one to begin it, one to do it"


def is_done(api, batch):
    """Look past what counts readings."""
    with api.store._store.reading(LOCAL) as reader:
        return reader.batch(batch).state is ImportState.DONE
