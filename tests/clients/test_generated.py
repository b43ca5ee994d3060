"""Clients that are generated from the schema ask a real server, in the names and types that they were given."""

import json
import subprocess
from pathlib import Path

import httpx
import pytest
from graphql import get_introspection_query

HERE = Path(__file__).parent
BIN = HERE.parents[1] / ".venv" / "probing" / "bin"
SCHEMA = HERE.parents[1] / "api" / "schema.graphql"
QUERY = """query Portfolio($first: Int!) {
  deals(first: $first, filter: {open: true}) { totalCount edges { node { id name amount lastActivityOn decisionRule { mode } } } }
}
mutation Rename($input: SaveAccountInput!) { saveAccount(input: $input) { account { id name } errors { code message path } } }
"""
BY_ARIADNE = """
import asyncio, sys
from portfolio import Client, SaveAccountInput
from portfolio.enums import DecisionMode, UserErrorCode

async def ask(url, token):
    async with Client(url, headers={"Authorization": f"Bearer {token}"}) as client:
        deals = (await client.portfolio(first=2)).deals
        assert all(isinstance(edge.node.decision_rule.mode, DecisionMode) for edge in deals.edges)
        refused = (await client.rename(input=SaveAccountInput(name=" "))).save_account
        assert refused.account is None and refused.errors[0].code is UserErrorCode.INVALID
        made = (await client.rename(input=SaveAccountInput(name="Brumelle"))).save_account
        print(deals.total_count, made.account.name)

asyncio.run(ask(*sys.argv[1:]))
"""
BY_SGQLC = """
import sys
from sgqlc.endpoint.http import HTTPEndpoint
from sgqlc.operation import Operation
import names

url, token = sys.argv[1:]
operation = Operation(names.Query)
deals = operation.deals(first=2, filter={"open": True, "silent_for_days": 36500})
deals.total_count()
account = operation.accounts(first=1).edges.node
account.name()
account.is_ours()
found = operation + HTTPEndpoint(url, {"Authorization": f"Bearer {token}"})(operation)
print(found.deals.total_count, found.accounts.edges[0].node.name)
"""

pytestmark = pytest.mark.clients


def run(*command, cwd):
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def asked(server, script, cwd):
    token = server.headers["Authorization"].removeprefix("Bearer ")
    return run(BIN / "python", "-W", "error", "-c", script, server.url, token, cwd=cwd)


def test_a_client_that_ariadne_generates_is_served(server, tmp_path):
    (tmp_path / "portfolio.graphql").write_text(QUERY, encoding="utf-8")
    settings = {"schema_path": str(SCHEMA), "queries_path": "portfolio.graphql", "target_package_name": "portfolio"}
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    lines.append('[tool.ariadne-codegen.scalars.Decimal]\ntype = "decimal.Decimal"')
    (tmp_path / "pyproject.toml").write_text("[tool.ariadne-codegen]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    run(BIN / "ariadne-codegen", cwd=tmp_path)
    assert asked(server, BY_ARIADNE, tmp_path) == "2 Brumelle\n"


def test_a_client_that_sgqlc_generates_is_served(server, tmp_path):
    answer = httpx.post(server.url, json={"query": get_introspection_query()}, headers=server.headers, timeout=30)
    (tmp_path / "names.json").write_text(answer.text, encoding="utf-8")
    run(BIN / "sgqlc-codegen", "schema", "names.json", "names.py", cwd=tmp_path)
    assert asked(server, BY_SGQLC, tmp_path) == "0 Velmont Software\n"
