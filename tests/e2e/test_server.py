"""The real server, asked over HTTP by a client that knows only the contract."""

import json
import math
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
ORGGRAPH = str(Path(sys.executable).parent / "orggraph")
SEEN = [
    "NEED_CONFIRMED",
    "VALUE_QUANTIFIED",
    "BUDGET_CONFIRMED",
    "TECHNICAL_FIT_CONFIRMED",
    "CHAMPION_CONVINCED",
    "WAITING_FOR_MANAGEMENT",
    "CHAMPION_WONT_FORWARD",
]
STANCE = {"stance": {"label": "SUPPORTER", "observedOn": "2026-11-10"}, "salience": 0.7}
ESCALATION = """query($deal: ID!) { escalationPaths(dealId: $deal, options: {asOf: "2026-11-24"}) {
  verdict asOf assumptions rules { rule kind status explanation(locale: FR) remedy evidence { id } }
  paths { rank levelsUp caller { id name } target { name title } introducers { name }
    steps { link strength reason person { name } } authority { coversConflict decisionShare }
    counterpart { fit warmth warmPaths { strength people { name } } } utility contributions { code label value } } } }"""


class Server:
    def __init__(self, folder):
        self.store = f"sqlite:///{folder}/test.db"
        made = subprocess.run(
            [ORGGRAPH, "--store", self.store, "token", "create", "rep"], capture_output=True, text=True, check=True
        )
        self.headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.url = f"{self.base}/graphql"

    def start(self):
        command = [ORGGRAPH, "--store", self.store, "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(150):
            try:
                if httpx.get(f"{self.base}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                assert self.process.poll() is None, "the server ended by itself"
            time.sleep(0.1)
        raise AssertionError("the server did not get ready")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)

    def post(self, query, **variables):
        return httpx.post(self.url, json={"query": query, "variables": variables}, headers=self.headers, timeout=30)

    def ask(self, query, **variables):
        answer = self.post(query, **variables).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def save(self, name, kind, fields, made):
        query = f"mutation($input: {kind}!) {{ {name}(input: $input) {{ errors {{ code message path }} {made} }} }}"
        return self.ask(query, input=fields)[name]

    def import_file(self, path, **more):
        query = """mutation($input: PreviewImportInput!) {
          previewImport(input: $input) { errors { message } preview { importer token problems { message } } } }"""
        operations = {"query": query, "variables": {"input": {"file": None, **more}}}
        form = {"operations": json.dumps(operations), "map": json.dumps({"0": ["variables.input.file"]})}
        headers = {**self.headers, "GraphQL-Require-Preflight": "1"}
        sent = httpx.post(self.url, data=form, files={"0": (path.name, path.read_bytes())}, headers=headers, timeout=30)
        preview = sent.json()["data"]["previewImport"]["preview"]
        batch = "batch { id state created changed unchanged }"
        return self.save("commitImport", "CommitImportInput", {"token": preview["token"]}, batch)["batch"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def deal(server):
    ours = server.save(
        "saveAccount", "SaveAccountInput", {"name": "Velmont Software", "isOurs": True}, "account { id }"
    )
    fields = {"name": "Aubrelia Industries", "employeeCount": 2400}
    theirs = server.save("saveAccount", "SaveAccountInput", fields, "account { id }")["account"]["id"]
    server.import_file(EXAMPLES / "our-org-chart.csv", accountId=ours["account"]["id"])
    server.import_file(EXAMPLES / "prospect-org-chart.csv", accountId=theirs)
    server.import_file(EXAMPLES / "ines-Basic_LinkedInDataExport_11-02-2026.zip")
    contact = find(server, theirs, "Maleyrac")
    fields = {
        "name": "Planning",
        "accountId": theirs,
        "usualContactId": contact,
        "championId": contact,
        "clientMutationId": "one",
    }
    saved = server.save("saveDeal", "SaveDealInput", fields, "deal { id champion { id } }")["deal"]
    assert saved["champion"]["id"] == contact
    for kind in SEEN:
        fields = {"dealId": saved["id"], "kind": kind, "observedOn": "2026-11-10"}
        assert server.save("addSignal", "AddSignalInput", fields, "signal { kind }")["signal"] == {"kind": kind}
    buyer = {"dealId": saved["id"], "personId": find(server, theirs, "Vauclair"), "roles": ["ECONOMIC_BUYER"], **STANCE}
    convinced = {"dealId": saved["id"], "personId": contact, "stance": {"label": "STRONG_SUPPORTER"}, "salience": 0.8}
    server.save("setStakeholder", "SetStakeholderInput", convinced, "stakeholder { stance { value } }")
    server.save("setStakeholder", "SetStakeholderInput", buyer, "stakeholder { roles }")
    known = {"personIds": [find(server, ours["account"]["id"], "Belhadj"), buyer["personId"]], "strength": 0.8}
    server.save("setTie", "SetTieInput", known, "tie { id }")
    return {"id": saved["id"], "account": theirs, "contact": contact}


def find(server, account, name):
    query = "query($id: ID!, $name: String) { account(id: $id) { people(filter: {nameContains: $name}) { edges { node { id } } } } }"
    (edge,) = server.ask(query, id=account, name=name)["account"]["people"]["edges"]
    return edge["node"]["id"]


def test_the_deal_is_answered_with_paths_whose_parts_add_up(server, deal):
    answer = server.ask(ESCALATION, deal=deal["id"])["escalationPaths"]
    assert answer["verdict"] == "GO"
    first = answer["paths"][0]
    assert (first["caller"]["name"], first["target"]["name"], first["levelsUp"]) == (
        "Antoine Kervadoué",
        "Hélène Vauclair",
        2,
    )
    assert [person["name"] for person in first["introducers"]] == ["Inès Belhadj-Rousset"]
    for path in answer["paths"]:
        assert math.isclose(sum(part["value"] for part in path["contributions"]), path["utility"], abs_tol=1e-9)


def test_a_restart_changes_no_byte_of_the_answer(server, deal):
    before = server.post(ESCALATION, deal=deal["id"]).content
    server.stop()
    server.start()
    assert server.post(ESCALATION, deal=deal["id"]).content == before


def test_the_same_file_again_changes_nothing(server, deal):
    batch = server.import_file(EXAMPLES / "prospect-org-chart.csv", accountId=deal["account"])
    assert (batch["state"], batch["created"], batch["changed"]) == ("DONE", 0, 0)
    assert batch["unchanged"] > 100


def test_a_repeated_mutation_answers_as_the_first_did(server, deal):
    fields = {"name": "Planning", "accountId": deal["account"], "clientMutationId": "one"}
    assert server.save("saveDeal", "SaveDealInput", fields, "deal { id }")["deal"]["id"] == deal["id"]


def test_what_a_caller_got_wrong_is_data_or_an_error_with_a_code(server, deal):
    assert server.ask(ESCALATION, deal="dea_nothing") == {"escalationPaths": None}
    (error,) = server.post("{ accounts(first: 0) { totalCount } }").json()["errors"]
    assert error["extensions"]["code"] == "INVALID"
    top = find(server, deal["account"], "Vauclair")
    refused = server.save("setManager", "SetManagerInput", {"personId": top, "managerId": deal["contact"]}, "factId")
    assert (refused["errors"][0]["code"], refused["factId"]) == ("CYCLE", None)


def test_a_tie_across_both_accounts_is_given_back_and_can_be_taken_back(server, deal):
    caller = server.ask(ESCALATION, deal=deal["id"])["escalationPaths"]["paths"][0]["caller"]["id"]
    fields = {"personIds": [caller, deal["contact"]], "strength": 0.9}
    tie = server.save("setTie", "SetTieInput", fields, "tie { id strength people { id } }")["tie"]
    assert {person["id"] for person in tie["people"]} == {caller, deal["contact"]}
    assert (
        server.save("retract", "RetractInput", {"factId": tie["id"], "why": "a mix-up"}, "clientMutationId")["errors"]
        == []
    )
    assert server.ask("query($id: ID!) { node(id: $id) { id } }", id=tie["id"]) == {"node": None}


def test_the_door_is_shut_without_token_preflight_or_within_bounds(server):
    assert httpx.post(server.url, json={"query": "{ __typename }"}).status_code == 401
    form = httpx.post(
        server.url, data={"operations": "{}", "map": "{}"}, files={"0": ("a.csv", b"x")}, headers=server.headers
    )
    assert form.status_code == 400
    long = b'{"query": "' + b"x" * 2_000_000 + b'"}'
    headers = {**server.headers, "Content-Type": "application/json"}
    assert httpx.post(server.url, content=long, headers=headers, timeout=30).status_code == 413


def test_the_committed_schema_is_the_one_that_is_served():
    printed = subprocess.run([ORGGRAPH, "schema"], capture_output=True, text=True, check=True).stdout
    assert printed == (Path(__file__).parents[2] / "api" / "schema.graphql").read_text(encoding="utf-8")
