"""Real clients ask a real server: each file here is a suite in JavaScript, run by Node; and gql, in Python."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from gql import Client, FileVar, gql
from gql.transport.httpx import HTTPXTransport
from gql.transport.websockets import WebsocketsTransport

HERE = Path(__file__).parent
SUITES = sorted(HERE.glob("*.test.mjs"))
EXAMPLES = HERE.parents[1] / "examples"

pytestmark = pytest.mark.clients


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name.partition(".")[0])
def test_a_client_in_javascript_is_served(server, suite):
    token = server.headers["Authorization"].removeprefix("Bearer ")
    variables = {**os.environ, "ORGGRAPH_URL": server.url, "ORGGRAPH_TOKEN": token}
    ran = subprocess.run(
        ["node", "--test", suite.name],
        cwd=HERE,
        env=variables,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_javascript_of_the_readme_shows_what_it_says(server):
    page = (HERE.parents[1] / "api" / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```js\n(.*?)^```\n\n```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == page.count("```js\n") > 0
    token = server.headers["Authorization"].removeprefix("Bearer ")
    variables = {**os.environ, "ORGGRAPH_URL": server.url, "ORGGRAPH_TOKEN": token}
    for script, shown in blocks:
        command = ["node", "--input-type=module", "--eval", script]
        ran = subprocess.run(command, cwd=HERE, env=variables, capture_output=True, text=True, check=False)
        assert (ran.stdout, ran.stderr) == (shown, "")


def test_the_explorer_is_what_its_packages_hold():
    check = ["node", HERE.parents[1] / "api" / "graphiql" / "vendor.mjs", "--check"]
    ran = subprocess.run(check, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_gql_asks_and_uploads(server):
    transport = HTTPXTransport(server.url, headers={**server.headers, "GraphQL-Require-Preflight": "1"})
    client = Client(transport=transport, fetch_schema_from_transport=True)
    deal = client.execute(gql("{ deals(first: 1) { edges { node { account { id } } } } }"))["deals"]["edges"][0]["node"]
    preview = gql(
        "mutation($input: PreviewImportInput!) { previewImport(input: $input) { errors { code } preview { importer } } }"
    )
    preview.variable_values = {
        "input": {"file": FileVar(str(EXAMPLES / "prospect-org-chart.csv")), "accountId": deal["account"]["id"]}
    }
    answer = client.execute(preview, upload_files=True)["previewImport"]
    assert answer == {"errors": [], "preview": {"importer": "hr.org_chart"}}


def test_gql_follows_an_import_and_asks_over_a_websocket(server):
    transport = WebsocketsTransport(
        server.url.replace("http", "ws", 1),
        init_payload=server.headers,
        subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
    )
    client = Client(transport=transport, fetch_schema_from_transport=True)
    asked = client.execute(gql("{ importBatches(first: 1) { edges { node { id } } } }"))
    progress = gql("subscription($id: ID!) { importProgress(batchId: $id) { id state } }")
    progress.variable_values = asked["importBatches"]["edges"][0]["node"]
    told = list(client.subscribe(progress))
    assert told == [{"importProgress": {"id": progress.variable_values["id"], "state": "DONE"}}]
