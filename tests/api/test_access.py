"""Who may do what: roles, scopes, teams, sessions; what is hidden looks exactly like what is absent."""

from datetime import timedelta

import pytest

from orggraph.domain.viewer import PERMISSIONS, Permission, Role
from orggraph.usecases.access import revoke_token
from tests.api.asking import PREFLIGHT, Api
from tests.api.worlds import ELSEWHERE, HIDDEN, two_clients

ASSESSED = "verdict narrowedBy paths { caller { name } target { name } }"


@pytest.fixture(scope="module")
def world():
    api, made = two_clients()
    api.made = made
    return api


@pytest.fixture(scope="module")
def people(world):
    """The headers of somebody in each role."""
    return {
        "rep": world.sign_in("outsider", Role.REP, person_id=world.made["seller"]),
        "insider": world.sign_in("insider", Role.REP),
        "planner": world.sign_in("planner", Role.PLANNER),
        "admin": world.sign_in("admin", Role.ADMIN),
        "officer": world.sign_in("officer", Role.PRIVACY_OFFICER),
        "reader": world.sign_in("reader", Role.REP, scopes=(Permission.OPINION_READ,)),
        "stranger": Api(world.store, viewer=ELSEWHERE).headers,
    }


def names(rows):
    return [edge["node"]["name"] for edge in rows["edges"]]


def test_a_viewer_is_told_what_they_are(world, people):
    asked = "{ viewer { id name workspace roles permissions locale narrowedBy person { name } } }"
    assert world.ask(asked, headers=people["rep"])["viewer"] == {
        "id": "outsider",
        "name": "outsider",
        "workspace": "default",
        "roles": ["REP"],
        "permissions": sorted(PERMISSIONS[Role.REP]),
        "locale": "EN",
        "narrowedBy": ["ACCOUNTS"],
        "person": {"name": "seller"},
    }
    assert world.ask(asked, headers=people["insider"])["viewer"]["narrowedBy"] == []
    assert world.ask(asked, headers=people["reader"])["viewer"]["permissions"] == ["map:read", "opinion:read"]


def test_a_viewer_reads_in_their_language(world):
    headers = world.sign_in("french", Role.REP, locale="FR")
    assert world.ask("{ viewer { locale } }", headers=headers | {"Accept-Language": "en"})["viewer"] == {"locale": "FR"}


@pytest.mark.parametrize("name", HIDDEN)
def test_who_sees_it_is_told_of_it(world, people, name):
    query = "query($id: ID!) { node(id: $id) { id } }"
    assert world.ask(query, headers=people["insider"], id=world.made[name])["node"] == {"id": world.made[name]}


def test_a_team_sees_its_account_and_so_do_those_who_see_all(world, people):
    for who in ("insider", "planner", "admin", "officer"):
        assert "secret client" in names(
            world.ask("{ accounts { edges { node { name } } } }", headers=people[who])["accounts"]
        )
    rows = world.ask("{ accounts { totalCount edges { node { name } } } deals { totalCount } }", headers=people["rep"])
    assert (names(rows["accounts"]), rows["accounts"]["totalCount"]) == (["Velmont", "open client"], 2)
    assert rows["deals"]["totalCount"] == 1


def test_what_is_seen_says_nothing_of_what_is_hidden(world, people):
    whole = """query($deal: ID!, $person: ID!) {
      deal(id: $deal) { name escalation { verdict } stakeholders { edges { node { person { name } } } }
        escalations { edges { node { caller { name } } } } }
      person(id: $person) { name ties { totalCount edges { node { people { name } } } } influences { totalCount }
        influencedBy { totalCount } provenance { said } }
      search(text: "secret") { totalCount }
      ourAccount { people { edges { node { name ties { edges { node { people { name } } } } } } } } }"""
    asked = {"deal": world.made["open deal"], "person": world.made["open chief"]}
    answer = world.post(whole, asked, **people["rep"])
    assert "errors" not in answer.json()
    assert "secret" not in answer.text
    assert answer.json()["data"]["person"]["influences"]["totalCount"] == 0
    assert "secret" in world.post(whole, asked, **people["insider"]).text


def test_a_cursor_of_one_who_sees_more_opens_nothing(world, people):
    listed = "query($after: String) { accounts(first: 1, after: $after) { edges { cursor node { name } } } }"
    cursors, after = [], None
    while rows := world.ask(listed, headers=people["planner"], after=after)["accounts"]["edges"]:
        after = rows[0]["cursor"]
        cursors.append(after)
    shown = [name for one in cursors for name in names(world.ask(listed, headers=people["rep"], after=one)["accounts"])]
    assert "secret client" not in shown


OPINIONS = "stance { value } salience { value } conviction isBlocking agenda"


@pytest.mark.parametrize("who", ["admin", "officer"])
def test_opinions_and_contacts_are_null_with_a_code_for_who_may_not_read_them(world, people, who):
    answer = world.post(
        f"query($id: ID!) {{ node(id: $id) {{ ... on Stakeholder {{ {OPINIONS} expectedPosition {{ id }} expectedPositionConfidence"
        " person { name email profileUrl } deal { blockage { organisational } consensus { disagreement } opposition { balance }"
        " signals { totalCount } escalations { edges { node { note } } } } } } }",
        {"id": world.made["open part"]},
        **people[who],
    ).json()
    node = answer["data"]["node"]
    deal = node.pop("deal")
    assert node.pop("person") == {"name": "open chief", "email": None, "profileUrl": None}
    assert set(node.values()) == {None}
    assert deal == {
        "blockage": None,
        "consensus": None,
        "opposition": None,
        "signals": {"totalCount": 0},
        "escalations": {"edges": [{"node": {"note": None}}]},
    }
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"FORBIDDEN"}
    assert len(answer["errors"]) == len(node) + 6


def test_an_answer_says_what_it_did_without(world, people):
    asked = f"query($id: ID!) {{ escalationPaths(dealId: $id) {{ {ASSESSED} }} }}"
    for who, without in {"planner": [], "rep": ["ACCOUNTS"], "admin": ["OPINIONS", "MOVES"]}.items():
        answer = world.ask(asked, headers=people[who], id=world.made["open deal"])
        assert answer["escalationPaths"]["narrowedBy"] == without


def test_an_opinion_that_is_not_read_does_not_weigh(world, people):
    asked = "query($id: ID!) { deal(id: $id) { stakeholders { edges { node { settledStance { mean } } } } } }"
    settled = [
        world.ask(asked, headers=people[who], id=world.made["open deal"])["deal"]["stakeholders"]["edges"]
        for who in ("planner", "admin")
    ]
    assert settled[0] != settled[1]


def test_provenance_shows_no_opinion_and_no_address_to_who_may_not_read_them(world, people):
    asked = "query($id: ID!) { person(id: $id) { provenance { said } } }"
    said = {
        who: [
            record["said"]
            for record in world.ask(asked, headers=people[who], id=world.made["open chief"])["person"]["provenance"]
        ]
        for who in ("planner", "admin")
    }
    assert {"PERSON", "STAKEHOLDER", "INFLUENCE"} <= {one["about"] for one in said["planner"]}
    assert {"STAKEHOLDER", "INFLUENCE"}.isdisjoint(one["about"] for one in said["admin"])
    assert all("email" not in one for one in said["admin"])


def test_an_executive_sees_the_calls_they_make(world):
    boss = world.sign_in("boss", Role.EXECUTIVE, person_id=world.made["boss"])
    seller = world.sign_in("seller-executive", Role.EXECUTIVE, person_id=world.made["seller"])
    asked = "{ accounts { edges { node { name } } } deals { edges { node { name escalations { totalCount } } } } }"
    seen = world.ask(asked, headers=boss)
    assert names(seen["accounts"]) == ["Velmont", "open client", "secret client"]
    assert [deal["node"]["escalations"]["totalCount"] for deal in seen["deals"]["edges"]] == [1, 1]
    assert names(world.ask(asked, headers=seller)["accounts"]) == ["Velmont"]


WRITES = {
    "saveAccount": ({"name": "new"}, Permission.MAP_WRITE),
    "savePerson": ({"name": "new"}, Permission.MAP_WRITE),
    "undoImport": ({"batchId": "bat_00000000000000000000"}, Permission.IMPORT),
    "commitImport": ({"token": "x"}, Permission.IMPORT),
    "retract": ({"factId": "per_00000000000000000000", "why": "wrong"}, Permission.MAP_WRITE),
}


@pytest.mark.parametrize("mutation", WRITES)
@pytest.mark.parametrize("who", ["reader", "admin", "officer"])
def test_who_may_not_write_is_told_what_is_missing(world, people, mutation, who):
    fields, permission = WRITES[mutation]
    kind = f"{mutation[0].upper()}{mutation[1:]}Input"
    query = f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ errors {{ code message }} }} }}"
    (error,) = world.ask(query, headers=people[who], input=fields)[mutation]["errors"]
    assert (error["code"], permission in error["message"]) == ("FORBIDDEN", True)


def test_mine_are_the_deals_that_the_viewer_owns(world, people):
    world.saved("saveDeal", {"id": world.made["open deal"], "ownerId": world.made["seller"]}, "deal { id }")
    asked = "query($filter: DealFilter) { deals(filter: $filter) { edges { node { name } } } }"
    seller = world.made["seller"]
    for mine, expected in (
        ({"mine": True}, ["open deal"]),
        ({"mine": True, "ownerId": seller}, ["open deal"]),
        ({"mine": True, "ownerId": world.made["boss"]}, []),
        ({"mine": False}, ["open deal"]),
    ):
        assert names(world.ask(asked, headers=people["rep"], filter=mine)["deals"]) == expected
    assert names(world.ask(asked, headers=people["insider"], filter={"mine": True})["deals"]) == []


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { types { name } } }",
        '{ __type(name: "Deal") { name } }',
        "{ ...on Query { __schema { types { name } } } }",
    ],
)
def test_the_schema_is_read_by_those_who_may(world, people, query):
    refused = world.post(query, **people["officer"])
    (error,) = refused.json()["errors"]
    assert (error["extensions"]["code"], "data" in refused.json()) == ("FORBIDDEN", False)
    assert "errors" not in world.post(query, **people["rep"]).json()
    assert "errors" not in world.post("{ __typename }", **people["officer"]).json()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer og_nobody"},
        {"Authorization": "Bearer x.y.z"},
        {"Authorization": "Basic abc"},
        {"Authorization": ""},
    ],
)
def test_who_shows_nothing_that_is_known_stays_outside(world, headers):
    answer = world.client.post("/graphql", json={"query": "{ not even graphql"}, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "UNAUTHENTICATED")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_ends_when_it_expires_or_is_revoked(world):
    lasting = world.sign_in("lasting", Role.REP)
    ending = world.sign_in("ending", Role.REP, expires_at=world.now + timedelta(minutes=1))
    assert world.post("{ viewer { id } }", **ending).status_code == 200
    world.now += timedelta(minutes=2)
    assert world.post("{ viewer { id } }", **ending).status_code == 401
    assert world.post("{ viewer { id } }", **lasting).status_code == 200
    revoke_token(world.store, world.viewer, "lasting", world.now)
    assert world.post("{ viewer { id } }", **lasting).status_code == 401


class TestSessions:
    @pytest.fixture
    def browser(self, world):
        """A client that keeps cookies, in a session."""
        headers = world.sign_in(f"browser {world.now.isoformat()}", Role.REP)
        world.now += timedelta(seconds=1)
        token = headers["Authorization"].removeprefix("Bearer ")
        began = world.client.post("/session", json={"token": token})
        assert (began.status_code, began.content) == (204, b"")
        yield world.client, began.headers["set-cookie"]
        world.client.cookies.clear()

    def ask(self, client, **headers):
        return client.post("/graphql", json={"query": "{ viewer { roles } }"}, headers=headers)

    def test_a_session_is_used_by_its_own_page_alone(self, browser):
        client, _ = browser
        assert self.ask(client, **PREFLIGHT).json()["data"] == {"viewer": {"roles": ["REP"]}}
        assert self.ask(client, **PREFLIGHT, Origin="http://127.0.0.1").status_code == 200
        assert self.ask(client).status_code == 403
        assert self.ask(client, **PREFLIGHT, Origin="https://elsewhere.example").status_code == 403
        assert self.ask(client, **PREFLIGHT, Authorization="Bearer og_nobody").status_code == 401

    def test_no_script_reads_the_cookie_and_no_other_site_sends_it(self, browser):
        _, cookie = browser
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))

    def test_a_cookie_leaves_the_machine_by_tls_alone(self, world):
        token = world.sign_in("far away", Role.REP)["Authorization"].removeprefix("Bearer ")
        cookies = [
            world.client.post("/session", json={"token": token}, headers={"Host": host}).headers["set-cookie"]
            for host in ("app.example", "127.0.0.1:8000", "localhost")
        ]
        world.client.cookies.clear()
        assert ["Secure" in cookie.split("; ") for cookie in cookies] == [True, False, False]

    def test_a_session_ends(self, browser, world):
        client, _ = browser
        world.now += timedelta(hours=13)
        assert self.ask(client, **PREFLIGHT).status_code == 401
        world.now -= timedelta(hours=13)
        assert client.delete("/session").status_code == 204
        assert self.ask(client, **PREFLIGHT).status_code == 401

    @pytest.mark.parametrize("body", [{"token": "og_nobody"}, {"token": "x.y.z"}])
    def test_a_session_does_not_begin_with_what_is_not_known(self, world, body):
        assert world.client.post("/session", json=body).status_code == 401

    @pytest.mark.parametrize("body", [{}, {"token": 1}, [], {"token": "x" * 300}])
    def test_what_is_no_token_is_refused_in_the_usual_shape(self, world, body):
        answer = world.client.post("/session", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "INVALID")

    def test_a_made_up_cookie_opens_nothing(self, world):
        for made_up in ("x", "x.y.z", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."):
            world.client.cookies.set("orggraph_session", made_up)
            assert self.ask(world.client, **PREFLIGHT).status_code == 401
            world.client.cookies.clear()


SILENT = (
    "query($days: Int!) { deals(filter: {silentForDays: $days}) { totalCount edges { node { id lastActivityOn } } } }"
)


@pytest.mark.parametrize("who", ["rep", "insider", "planner", "admin", "executive"])
def test_only_what_is_seen_breaks_the_silence_of_a_deal(world, people, who):
    headers = people.get(who) or world.sign_in("quiet boss", Role.EXECUTIVE, person_id=world.made["boss"])
    every = "{ deals { edges { node { id lastActivityOn } } } }"
    shown = [edge["node"] for edge in world.ask(every, headers=headers)["deals"]["edges"]]
    for days in (1, 3, 4, 5, 400):
        found = world.ask(SILENT, headers=headers, days=days)["deals"]
        last = (world.now - timedelta(days=days)).date().isoformat()
        quiet = [deal for deal in shown if deal["lastActivityOn"] is None or deal["lastActivityOn"] <= last]
        assert ([edge["node"] for edge in found["edges"]], found["totalCount"]) == (quiet, len(quiet))
