"""Accounts, people, seats, lines, influence and ties, written through the API: what they answer, and what they refuse."""

import pytest


@pytest.fixture
def office(api):
    """One account with three people."""
    made = {"account": api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]}
    for name in ("Ana", "Bo", "Cleo"):
        fields = {"name": name, "accountId": made["account"], "title": "Director"}
        made[name] = api.saved("savePerson", fields, "person { id }")["person"]["id"]
    return made


def chain(api, person):
    query = "query($id: ID!) { person(id: $id) { managementChain { manager { name } } } }"
    return [
        line["manager"] and line["manager"]["name"] for line in api.ask(query, id=person)["person"]["managementChain"]
    ]


def test_an_account_is_made_changed_and_found_by_its_name(api):
    fields = {"name": "Exemplis SA", "domains": ["Exemplis.example"], "country": "FR", "employeeCount": 120}
    shown = "account { id name isOurs domains industry country employeeCount }"
    made = api.saved("saveAccount", fields, shown)["account"]
    assert made == fields | {"id": made["id"], "isOurs": False, "industry": None, "domains": ["exemplis.example"]}
    changed = api.saved("saveAccount", {"id": made["id"], "industry": "Valves", "country": None}, shown)["account"]
    assert changed == made | {"industry": "Valves", "country": None}
    assert api.saved("saveAccount", {"name": "exemplis"}, "account { id }")["account"]["id"] == made["id"]


def test_our_own_account_is_one_and_can_be_renamed(api):
    ours = api.saved("saveAccount", {"name": "Velmont", "isOurs": True}, "account { id isOurs }")["account"]
    again = api.saved("saveAccount", {"name": "Velmont Software", "isOurs": True}, "account { id }")["account"]
    assert again["id"] == ours["id"]
    assert api.ask("{ ourAccount { id name } accounts { totalCount } }") == {
        "ourAccount": {"id": ours["id"], "name": "Velmont Software"},
        "accounts": {"totalCount": 1},
    }


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({}, "INVALID", ["input", "name"]),
        ({"name": "  "}, "INVALID", ["input", "name"]),
        ({"name": "x" * 501}, "INVALID", ["input", "name"]),
        ({"name": "a\nb"}, "INVALID", ["input", "name"]),
        ({"name": "E", "employeeCount": 0}, "INVALID", ["input", "employeeCount"]),
        ({"name": "E", "domains": ["e.example", "no domain"]}, "INVALID", ["input", "domains", "1"]),
        ({"id": "acc_nothing", "name": "E"}, "NOT_FOUND", ["input", "id"]),
        ({"id": "dea_nothing", "name": "E"}, "NOT_FOUND", ["input", "id"]),
    ],
)
def test_an_account_that_cannot_be_is_refused_and_nothing_is_written(api, fields, code, path):
    assert api.refusal("saveAccount", fields, "account { id }") == (code, path)
    assert api.ask("{ accounts { totalCount } }") == {"accounts": {"totalCount": 0}}


def test_a_person_is_made_and_changed_by_id_or_by_a_known_key(api, office):
    fields = {
        "name": "Dora Exemple",
        "accountId": office["account"],
        "email": "dora@exemplis.example",
        "profileUrl": "https://www.linkedin.com/in/dora-exemple-1",
        "keys": [{"source": "crm", "key": "42"}],
    }
    made = api.saved("savePerson", fields, "person { id seniority }")["person"]
    assert made["seniority"] == "UNKNOWN"
    by_key = {"keys": [{"source": "crm", "key": "42"}], "title": "Chief Financial Officer"}
    shown = "person { id name email title seniority jobFunction hasLeft preferredLocale department }"
    found = api.saved("savePerson", by_key, shown)["person"]
    assert (found["id"], found["name"], found["seniority"]) == (made["id"], "Dora Exemple", "C_LEVEL")
    by_mail = {"keys": [{"source": "email", "key": "DORA@exemplis.example"}], "preferredLocale": "FR"}
    assert api.saved("savePerson", by_mail, shown)["person"] == found | {"preferredLocale": "FR"}
    stated = {"id": made["id"], "seniority": "DIRECTOR", "jobFunction": "SALES", "department": "Works", "email": None}
    changed = api.saved("savePerson", stated, shown)["person"]
    assert (changed["seniority"], changed["jobFunction"], changed["department"]) == ("DIRECTOR", "SALES", "Works")
    assert (changed["email"], changed["title"]) == (None, "Chief Financial Officer")
    assert api.saved("savePerson", {"id": made["id"]}, shown)["person"] == changed


def test_who_has_left_holds_no_seat(api, office):
    api.saved("setManager", {"personId": office["Bo"], "managerId": office["Ana"]}, "factId")
    shown = "person { hasLeft title currentPosition { id } }"
    left = api.saved("savePerson", {"id": office["Ana"], "hasLeft": True}, shown)["person"]
    assert left == {"hasLeft": True, "title": "Director", "currentPosition": None}
    assert chain(api, office["Bo"]) == [None]


def test_a_placeholder_has_no_name(api, office):
    fields = {"accountId": office["account"], "isPlaceholder": True, "title": "Head of Works"}
    made = api.saved("savePerson", fields, "person { name isPlaceholder title }")["person"]
    assert made == {"name": "", "isPlaceholder": True, "title": "Head of Works"}


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"accountId": "{account}"}, "INVALID", ["input", "name"]),
        ({"name": "Eve"}, "INVALID", ["input", "accountId"]),
        ({"name": "Eve", "accountId": "acc_nothing"}, "NOT_FOUND", ["input", "accountId"]),
        ({"name": "Eve", "accountId": "{account}", "email": "no address"}, "INVALID", ["input", "email"]),
        ({"name": "Eve", "accountId": "{account}", "profileUrl": "x" * 501}, "INVALID", ["input", "profileUrl"]),
        (
            {"name": "E", "accountId": "{account}", "keys": [{"source": "", "key": "1"}]},
            "INVALID",
            ["input", "keys", "source"],
        ),
        (
            {"name": "E", "accountId": "{account}", "keys": [{"source": "crm", "key": " "}]},
            "INVALID",
            ["input", "keys", "key"],
        ),
        ({"id": "{Ana}", "name": None}, "INVALID", ["input", "name"]),
        ({"id": "{Ana}", "accountId": None}, "INVALID", ["input", "accountId"]),
        ({"id": "per_nothing", "title": "x"}, "NOT_FOUND", ["input", "id"]),
    ],
)
def test_a_person_that_cannot_be_is_refused_and_nothing_is_written(api, office, fields, code, path):
    before = everything(api)
    filled = {k: v.format(**office) if isinstance(v, str) else v for k, v in fields.items()}
    assert api.refusal("savePerson", filled, "person { id }") == (code, path)
    assert everything(api) == before


def everything(api):
    fields = (
        "name people { edges { node { name title seniority } } } orgChart { depth position { title } person { name } }"
    )
    return api.ask(f"{{ accounts(first: 5) {{ edges {{ node {{ {fields} }} }} }} }}")


def test_a_seat_is_held_emptied_and_placed(api, office):
    shown = "position { id title department holder { name } since until reportsTo { title } organization { name } }"
    top = api.saved("savePosition", {"accountId": office["account"], "title": "CEO", "holderId": office["Ana"]}, shown)
    assert top["position"]["holder"] == {"name": "Ana"}
    fields = {
        "accountId": office["account"],
        "title": "CFO",
        "department": "Finance",
        "vacant": True,
        "reportsToId": top["position"]["id"],
        "since": "2024-01-01",
    }
    seat = api.saved("savePosition", fields, shown)["position"]
    assert (seat["holder"], seat["reportsTo"], seat["since"]) == (None, {"title": "CEO"}, "2024-01-01")
    held = api.saved("savePosition", {"id": seat["id"], "holderId": office["Bo"]}, shown)["position"]
    assert (held["holder"], held["title"], held["reportsTo"]) == ({"name": "Bo"}, "CFO", {"title": "CEO"})
    assert chain(api, office["Bo"]) == ["Ana"]
    alone = api.saved("savePosition", {"id": seat["id"], "reportsToId": None}, shown)["position"]
    assert (alone["holder"], alone["reportsTo"]) == ({"name": "Bo"}, None)
    assert chain(api, office["Bo"]) == []


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"title": "CEO"}, "INVALID", ["input", "title"]),
        ({"accountId": "{account}"}, "INVALID", ["input", "title"]),
        ({"accountId": "acc_nothing", "title": "CEO"}, "NOT_FOUND", ["input", "accountId"]),
        ({"accountId": "{account}", "title": "CEO", "holderId": "per_nothing"}, "NOT_FOUND", ["input", "holderId"]),
        (
            {"accountId": "{account}", "title": "CEO", "reportsToId": "pos_nothing"},
            "NOT_FOUND",
            ["input", "reportsToId"],
        ),
        (
            {"accountId": "{account}", "title": "CEO", "vacant": True, "holderId": "{Ana}"},
            "INVALID",
            ["input", "vacant"],
        ),
        (
            {"accountId": "{account}", "title": "C", "since": "2026-01-02", "until": "2026-01-02"},
            "INVALID",
            ["input", "until"],
        ),
        ({"id": "pos_nothing", "title": "CEO"}, "NOT_FOUND", ["input", "id"]),
    ],
)
def test_a_seat_that_cannot_be_is_refused_and_nothing_is_written(api, office, fields, code, path):
    before = everything(api)
    filled = {k: v.format(**office) if isinstance(v, str) else v for k, v in fields.items()}
    assert api.refusal("savePosition", filled, "position { id }") == (code, path)
    assert everything(api) == before


LINE = "factId line { levelsUp kind origin confidence manager { name } person { name } position { title } }"


def test_a_manager_is_set_replaced_and_taken_back(api, office):
    first = api.saved("setManager", {"personId": office["Bo"], "managerId": office["Ana"], "confidence": 0.9}, LINE)
    assert first["line"] == {
        "levelsUp": 1,
        "kind": "SOLID",
        "origin": "STATED",
        "confidence": 0.9,
        "manager": {"name": "Ana"},
        "person": {"name": "Bo"},
        "position": {"title": "Director"},
    }
    second = api.saved("setManager", {"personId": office["Bo"], "managerId": office["Cleo"]}, LINE)
    assert chain(api, office["Bo"]) == ["Cleo"]
    api.saved("retract", {"factId": second["factId"], "why": "a mix-up"}, "clientMutationId")
    assert chain(api, office["Bo"]) == ["Ana"]
    api.saved("setManager", {"personId": office["Bo"], "managerId": None}, LINE)
    assert chain(api, office["Bo"]) == []


def test_the_same_line_again_is_the_same_fact(api, office):
    fields = {"personId": office["Bo"], "managerId": office["Ana"], "kind": None, "confidence": None}
    assert api.saved("setManager", fields, LINE) == api.saved("setManager", fields, LINE)


def test_a_dotted_line_stands_beside_the_solid_one(api, office):
    api.saved("setManager", {"personId": office["Bo"], "managerId": office["Ana"]}, LINE)
    dotted = api.saved("setManager", {"personId": office["Bo"], "managerId": office["Cleo"], "kind": "DOTTED"}, LINE)
    assert (dotted["line"]["kind"], dotted["line"]["manager"]) == ("DOTTED", {"name": "Cleo"})
    assert chain(api, office["Bo"]) == ["Ana"]


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"personId": "per_nothing", "managerId": "{Ana}"}, "NOT_FOUND", ["input", "personId"]),
        ({"personId": "{Bo}", "managerId": "per_nothing"}, "NOT_FOUND", ["input", "managerId"]),
        ({"personId": "{Bo}", "managerId": "{Bo}"}, "CYCLE", ["input", "managerId"]),
        ({"personId": "{Bo}", "managerId": "{Ana}"}, "CYCLE", ["input", "managerId"]),
        ({"personId": "{Bo}", "managerId": "{Cleo}", "confidence": 1.5}, "INVALID", ["input", "confidence"]),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_written(api, office, fields, code, path):
    api.saved("setManager", {"personId": office["Ana"], "managerId": office["Bo"]}, LINE)
    before = everything(api)
    filled = {k: v.format(**office) if isinstance(v, str) else v for k, v in fields.items()}
    assert api.refusal("setManager", filled, "factId") == (code, path)
    assert everything(api) == before


def test_an_influence_is_set_changed_and_taken_back(api, office):
    shown = "influence { id from { name } to { name } kind weight confidence origin observedOn }"
    fields = {"fromId": office["Ana"], "toId": office["Bo"], "kind": "TRUST", "weight": 0.5, "observedOn": "2026-11-01"}
    made = api.saved("setInfluence", fields, shown)["influence"]
    assert (made["from"], made["to"]) == ({"name": "Ana"}, {"name": "Bo"})
    assert (made["confidence"], made["origin"], made["observedOn"]) == (1.0, "STATED", "2026-11-01")
    changed = api.saved("setInfluence", fields | {"weight": 0.7, "confidence": 0.6}, shown)["influence"]
    assert changed == made | {"weight": 0.7, "confidence": 0.6}
    api.saved("retract", {"factId": made["id"], "why": "not so"}, "clientMutationId")
    query = "query($id: ID!) { person(id: $id) { influences { totalCount } } }"
    assert api.ask(query, id=office["Ana"])["person"]["influences"]["totalCount"] == 0


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"weight": 1.1}, "INVALID", ["input", "weight"]),
        ({"confidence": -0.1}, "INVALID", ["input", "confidence"]),
        ({"toId": "{Ana}"}, "INVALID", ["input", "toId"]),
        ({"toId": "per_nothing"}, "NOT_FOUND", ["input", "toId"]),
        ({"fromId": "per_nothing"}, "NOT_FOUND", ["input", "fromId"]),
    ],
)
def test_an_influence_that_cannot_be_is_refused(api, office, change, code, path):
    fields = {"fromId": office["Ana"], "toId": office["Bo"], "kind": "ADVICE", "weight": 0.5} | change
    filled = {k: v.format(**office) if isinstance(v, str) else v for k, v in fields.items()}
    assert api.refusal("setInfluence", filled, "influence { id }") == (code, path)


def test_a_tie_has_two_ends_and_a_strength_with_reasons(api, office):
    shown = (
        "tie { id people { name } strength lastContact connectedOn confidence reasons { code value evidence { id } } }"
    )
    fields = {"personIds": [office["Bo"], office["Ana"]], "strength": 0.5, "lastContact": "2026-11-20"}
    tie = api.saved("setTie", fields, shown)["tie"]
    assert sorted(person["name"] for person in tie["people"]) == ["Ana", "Bo"]
    assert sum(part["value"] for part in tie["reasons"]) == pytest.approx(tie["strength"])
    again = api.saved("setTie", {"personIds": [office["Ana"], office["Bo"]], "connectedOn": "2020-01-01"}, shown)["tie"]
    assert (again["id"], again["connectedOn"], again["lastContact"]) == (tie["id"], "2020-01-01", "2026-11-20")


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"personIds": []}, "INVALID", ["input", "personIds"]),
        ({"personIds": ["{Ana}", "{Ana}"]}, "INVALID", ["input", "personIds"]),
        ({"personIds": ["{Ana}", "{Bo}", "{Cleo}"]}, "INVALID", ["input", "personIds"]),
        ({"personIds": ["{Ana}", "per_nothing"]}, "NOT_FOUND", ["input", "personIds"]),
        ({"personIds": ["{Ana}", "{Bo}"], "strength": 2}, "INVALID", ["input", "strength"]),
        ({"personIds": ["{Ana}", "{Bo}"], "confidence": 2}, "INVALID", ["input", "confidence"]),
    ],
)
def test_a_tie_that_cannot_be_is_refused(api, office, fields, code, path):
    filled = fields | {"personIds": [person.format(**office) for person in fields["personIds"]]}
    assert api.refusal("setTie", filled, "tie { id }") == (code, path)
