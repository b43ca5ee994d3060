"""Connections: a cursor goes on from where a page ended, whatever was added meanwhile."""

import base64

import pytest

PAGE = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { %s } }"


def walk(ask, first):
    """Follow the cursors to the end, and give every row."""
    rows, after, seen_before = [], None, False
    while True:
        page = ask(first, after)
        info, edges = page["pageInfo"], page["edges"]
        assert info["hasPreviousPage"] is seen_before
        assert info["startCursor"] == (edges[0]["cursor"] if edges else None)
        assert info["endCursor"] == (edges[-1]["cursor"] if edges else None)
        rows += [edge["node"] for edge in edges]
        if not info["hasNextPage"]:
            assert len(rows) == page["totalCount"]
            return rows
        assert len(edges) == first
        after, seen_before = info["endCursor"], True


def asker(example, name, inside, node, **variables):
    declared = "".join(f", ${key}: ID!" for key in variables)
    field = f"{name}(first: $first, after: $after) {{ {PAGE % node} }}"
    query = f"query($first: Int, $after: String{declared}) {{ {inside % field} }}"

    def ask(first, after):
        found = example.ask(query, first=first, after=after, **variables)
        while name not in found:
            (found,) = found.values()
        return found[name]

    return ask


PERSON = "person(id: $id) { %s }"
ACCOUNT = "account(id: $id) { %s }"
DEAL = "deal(id: $id) { %s }"
CONNECTIONS = [
    ("accounts", "%s", None),
    ("deals", "%s", None),
    ("importBatches", "%s", None),
    ("people", ACCOUNT, "Aubrelia Industries"),
    ("deals", ACCOUNT, "Aubrelia Industries"),
    ("stakeholders", DEAL, "S&OP planning for the plants"),
    ("signals", DEAL, "S&OP planning for the plants"),
    ("escalations", DEAL, "After-sales portal"),
    ("reports", PERSON, "Hélène Vauclair"),
    ("influences", PERSON, "Clémence Vidalenc"),
    ("influencedBy", PERSON, "Hélène Vauclair"),
    ("ties", PERSON, "Hélène Vauclair"),
    ("ties", PERSON, "Julien Tessandier"),
]


@pytest.mark.parametrize(("name", "inside", "anchor"), CONNECTIONS)
def test_pages_follow_each_other_without_a_gap_or_a_repeat(example, ids, name, inside, anchor):
    ask = asker(example, name, inside, "id", **({"id": ids[anchor]} if anchor else {}))
    whole = [row["id"] for row in walk(ask, 200)]
    assert whole
    assert len(set(whole)) == len(whole)
    assert [row["id"] for row in walk(ask, 3)] == whole


@pytest.mark.parametrize(("name", "inside", "anchor"), CONNECTIONS)
def test_a_page_that_cannot_be_is_refused(example, ids, name, inside, anchor):
    variables = {"id": ids[anchor]} if anchor else {}
    declared = "".join(f", ${key}: ID!" for key in variables)
    query = f"query($first: Int, $after: String{declared}) {{ {inside % f'{name}(first: $first, after: $after) {{ totalCount }}'} }}"
    for first in (0, -1, 201):
        error = example.refused(query, first=first, **variables)
        assert error["extensions"] == {"code": "INVALID", "input": ["first"]}
        assert error["path"][-1] == name
    assert example.ask(query, first=None, after=None, **variables)
    for cursor in ("no cursor", "é", "====", base64.b64encode(b"\xff\xfe").decode()):
        error = example.refused(query, after=cursor, **variables)
        assert (error["extensions"]["code"], error["extensions"]["input"]) == ("INVALID", ["after"])


@pytest.mark.parametrize("name", ["accounts", "deals", "importBatches"])
def test_a_cursor_of_another_list_is_refused(example, name):
    cursor = base64.b64encode(b"a\x1fb\x1fc\x1fd").decode()
    error = example.refused(f"query($after: String) {{ {name}(after: $after) {{ totalCount }} }}", after=cursor)
    assert (error["extensions"]["code"], error["extensions"]["input"]) == ("INVALID", ["after"])


def test_a_row_added_before_the_cursor_moves_nothing(api):
    for name in ("B", "D", "F"):
        api.saved("saveAccount", {"name": name}, "account { id }")
    ask = asker(api, "accounts", "%s", "name")
    first = ask(2, None)
    api.saved("saveAccount", {"name": "A"}, "account { id }")
    api.saved("saveAccount", {"name": "E"}, "account { id }")
    rest = ask(5, first["pageInfo"]["endCursor"])
    assert [edge["node"]["name"] for edge in rest["edges"]] == ["E", "F"]


def test_the_problems_of_an_import_are_paged(api):
    lines = ["id,name,title,department,manager id", *(f"{n},Person {n},Buyer,X,nobody-{n}" for n in range(5))]
    content = "\n".join(lines).encode()
    account = api.saved("saveAccount", {"name": "Exemplis"}, "account { id }")["account"]["id"]
    preview = api.upload("chart.csv", content, {"accountId": account}).json()["data"]["previewImport"]["preview"]
    batch = api.commit(preview["token"])["id"]
    ask = asker(api, "problems", "importBatch(id: $id) { %s }", "file row column message hint", id=batch)
    rows = walk(ask, 2)
    assert [(row["file"], row["row"], row["column"]) for row in rows] == [
        ("chart.csv", n + 2, "manager id") for n in range(5)
    ]
    assert all(row["message"] and row["hint"] for row in rows)
