"""Each command: what it prints for people, what for programs, and where."""

import json
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, ROOT, Cli

PLANNING, PORTAL = "S&OP planning for the plants", "After-sales portal"
CHART = "id,name,title,department,manager id\n1,Ana Exemple,CEO,Board,\n2,Bo Exemple,CFO,Finance,1\n"


@pytest.fixture
def chart(tmp_path):
    file = tmp_path / "chart.csv"
    file.write_text(CHART, encoding="utf-8")
    return file


def test_an_empty_workspace_has_empty_lists(cli):
    assert json.loads(cli.told("accounts", "--json")) == []
    assert json.loads(cli.told("deals", "--json")) == []
    assert json.loads(cli.told("imports", "list", "--json")) == []
    assert cli.told("accounts").split() == ["id", "name"]
    assert cli.told("deals").split() == ["id", "name", "account", "stage"]
    assert cli.told("imports", "list").split() == ["id", "file", "state", "rows", "when"]


def test_accounts_are_listed_ours_first(example):
    rows = json.loads(example.told("accounts", "--json"))
    assert len(rows) == 23
    assert rows[0] | {"id": ""} == {"id": "", "name": "Velmont Software", "isOurs": True, "employeeCount": 160}
    lines = example.told("accounts").splitlines()
    assert len(lines) == 24
    assert lines[1].split() == [rows[0]["id"], "Velmont", "Software", "ours"]


def test_deals_are_listed_with_what_scripts_need(example):
    rows = json.loads(example.told("deals", "--json"))
    assert [row["name"] for row in rows] == [PORTAL, PLANNING]
    assert all(row["id"].startswith("dea_") and row["account"] == "Aubrelia Industries" for row in rows)
    assert example.told("deals").splitlines()[2].startswith(f"{rows[1]['id']}  {PLANNING}")


def test_people_accounts_and_deals_are_found(example):
    (row,) = json.loads(example.told("search", "helene vau", "--json"))
    assert (row["kind"], row["name"]) == ("person", "Hélène Vauclair")
    assert example.told("search", "portal after").splitlines()[1].split()[1:] == ["deal", "After-sales", "portal"]
    assert json.loads(example.told("search", "nobody at all", "--json")) == []


def test_no_line_of_a_table_is_broken_where_a_program_reads(cli):
    long = "A very long name " * 12
    cli.told("import", written(cli, {"accounts": [{"id": "acc_1", "name": long.strip()}]}), "--yes")
    assert cli.told("accounts").splitlines()[1].rstrip() == f"acc_1  {long.strip()}"


def test_a_name_is_printed_as_it_is_written(cli):
    name = "[red]Exemplis[/red] :smile: [bold]"
    cli.told("import", written(cli, {"accounts": [{"id": "acc_1", "name": name}]}), "--yes")
    assert cli.told("accounts").splitlines()[1].rstrip() == f"acc_1  {name}"
    assert json.loads(cli.told("accounts", "--json"))[0]["name"] == name


def written(cli, document):
    file = Path(cli.store.removeprefix("sqlite:///")).with_name("document.json")
    file.write_text(json.dumps({"format": "orggraph/1"} | document), encoding="utf-8")
    return file


def test_a_preview_tells_what_would_change_and_writes_nothing(cli, chart):
    shown = cli.told("import", chart, "--account", "Exemplis", "--preview")
    assert "toCreate" in shown
    found = json.loads(cli.told("import", chart, "--account", "Exemplis", "--preview", "--json"))
    assert (found["importer"], found["toChange"], found["unchanged"]) == ("hr.org_chart", 0, 0)
    assert found["toCreate"] > 0
    assert [row["name"] for row in found["sample"]] == ["Ana Exemple", "Bo Exemple"]
    assert json.loads(cli.told("accounts", "--json")) == []


def test_an_import_is_reported_listed_and_undone(cli, chart):
    batch = json.loads(cli.told("import", chart, "--account", "Exemplis", "--yes", "--json"))
    assert (batch["fileName"], batch["importer"], batch["state"]) == ("chart.csv", "hr.org_chart", "DONE")
    assert (batch["rowsRead"], batch["author"], batch["problems"]) == (2, "Local user", [])
    assert "T" in batch["startedAt"]
    assert batch.pop("doubtfulPairs") == []
    assert json.loads(cli.told("imports", "list", "--json")) == [batch]
    assert batch["id"] in cli.told("imports", "list")
    again = cli.told("import", chart, "--account", "Exemplis", "--yes")
    assert "0 facts created, 0 changed" in again
    assert f"orggraph imports undo {json.loads(cli.told('imports', 'list', '--json'))[0]['id']}" in again
    assert "undone" in cli.told("imports", "undo", batch["id"])
    states = [row["state"] for row in json.loads(cli.told("imports", "list", "--json"))]
    assert states == ["DONE", "UNDONE"]
    other = json.loads(cli.told("imports", "list", "--json"))[0]["id"]
    assert json.loads(cli.told("imports", "undo", other, "--json"))["state"] == "UNDONE"
    assert json.loads(cli.told("accounts", "--json")) == []


def test_what_is_wrong_with_a_row_is_said_on_the_side(cli, chart):
    chart.write_text(CHART + "3,Cleo Exemple,Buyer,Works,9\n", encoding="utf-8")
    ran = cli("import", chart, "--account", "Exemplis", "--yes")
    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert "chart.csv, row 4, column manager id: " in ran.err
    (problem,) = json.loads(cli("import", chart, "--account", "Exemplis", "--yes", "--json").out)["problems"]
    assert (problem["file"], problem["row"], problem["column"]) == ("chart.csv", 4, "manager id")


def test_the_fixed_forms_of_an_import(cli):
    assert cli("import", EXAMPLES / "our-org-chart.csv", "--account", "Velmont Software", "--ours", "--yes").code == 0
    connections = EXAMPLES / "linkedin" / "ines" / "Connections.csv"
    assert cli("import", connections, "--owner", "Inès Belhadj-Rousset", "--yes").code == 0
    assert cli("import", EXAMPLES / "prospect-org-chart.csv", "--account", "Aubrelia Industries", "--yes").code == 0
    named = ["Velmont Software", "Aubrelia Industries"]
    assert {row["name"] for row in json.loads(cli.told("accounts", "--json"))} >= set(named)
    forced = cli("import", connections, "--owner", "Inès Belhadj-Rousset", "--importer", "hr.org_chart", "--yes")
    assert forced.code == 1


def test_an_export_is_imported_into_a_new_store_whole(example, tmp_path, capsys):
    document = example.told("export")
    assert example.told("export", "--json") == document
    file = tmp_path / "export.json"
    file.write_text(document, encoding="utf-8")
    other = Cli(f"sqlite:///{tmp_path}/other.db", capsys)
    assert other("import", file, "--yes").code == 0
    once, twice = json.loads(document), json.loads(other.told("export"))
    assert {name: len(rows) for name, rows in twice.items()} == {name: len(rows) for name, rows in once.items()}
    assert twice == once
    asked = ("escalate", PLANNING, "--as-of", "2026-11-24", "--json")
    assert other.told(*asked) == example.told(*asked)


def test_a_deal_is_answered_by_its_name_and_by_its_id(example):
    by_name = example.told("escalate", PLANNING, "--as-of", "2026-11-24")
    assert by_name.startswith("Call: ")
    assert "1. Antoine Kervadoué calls Hélène Vauclair" in by_name
    deal = next(row["id"] for row in json.loads(example.told("deals", "--json")) if row["name"] == PLANNING)
    assert example.told("escalate", deal, "--as-of", "2026-11-24") == by_name


def test_do_not_call_is_an_answer_and_no_failure(example):
    ran = example("escalate", PORTAL, "--as-of", "2026-11-24")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Do not call: back to basics.")


def test_an_answer_comes_in_french_and_as_json(example):
    assert example.told("escalate", PORTAL, "--as-of", "2026-11-24", "--locale", "fr").startswith("Ne pas appeler")
    found = json.loads(example.told("escalate", PORTAL, "--as-of", "2026-11-24", "--json"))
    assert (found["verdict"], found["paths"], found["asOf"]) == ("DO_NOT", [], "2026-11-24")
    assert found["backToBasics"][0]["cause"] == "BUDGET"


def test_two_deals_of_one_name_are_told_apart_by_their_ids(cli):
    deals = [{"id": f"dea_{n}", "name": "Planning", "account_id": "acc_1"} for n in (1, 2)]
    cli.told("import", written(cli, {"accounts": [{"id": "acc_1", "name": "Exemplis"}], "deals": deals}), "--yes")
    ran = cli("escalate", "Planning")
    assert (ran.code, ran.out) == (1, "")
    assert "dea_1, dea_2" in ran.err
    assert cli("escalate", "dea_2").code == 0


def test_a_token_is_printed_alone_and_once(cli):
    token = cli.told("token", "create", "rep")
    assert token.startswith("og_")
    assert token.count("\n") == 1
    ran = cli("token", "create", "rep")
    assert (ran.code, ran.out) == (1, "")
    made = json.loads(cli.told("token", "create", "another", "--json"))
    assert (made["name"], made["token"].startswith("og_")) == ("another", True)


def test_tokens_are_listed_and_end(cli):
    cli.told("token", "create", "ana", "--role", "planner", "--role", "admin", "--days", "30")
    cli.told("token", "create", "tool", "--scope", "map:write", "--user", "ana", "--locale", "fr")
    assert cli.told("token", "revoke", "tool") == "tool opens nothing any more.\n"
    ana, tool = json.loads(cli.told("token", "list", "--json"))
    assert (ana["roles"], ana["scopes"], ana["usedOn"], ana["revokedAt"]) == (["PLANNER", "ADMIN"], None, None, None)
    assert ana["expiresAt"] > ana["createdAt"]
    assert (tool["user"], tool["scopes"], tool["revokedAt"] is None) == ("ana", ["map:write"], False)
    assert "revoked" in cli.told("token", "list")
    assert "og_" not in cli.told("token", "list") + cli.told("token", "list", "--json")


def test_a_team_is_set_listed_and_taken_away(cli):
    cli.told("import", EXAMPLES / "prospect-org-chart.csv", "--account", "Aubrelia", "--yes")
    (account,) = (one["id"] for one in json.loads(cli.told("accounts", "--json")))
    assert cli.told("team", "set", account, "bo", "ana") == "Seen by ana, bo.\n"
    assert json.loads(cli.told("team", "list", "--json")) == [{"account": account, "users": ["ana", "bo"]}]
    assert account in cli.told("team", "list")
    assert cli.told("team", "set", account) == "Seen by everybody.\n"
    assert json.loads(cli.told("team", "list", "--json")) == []


def test_the_schema_is_printed_as_it_is_committed_and_as_clients_ask_for_it(cli):
    assert cli.told("schema") == (ROOT / "api" / "schema.graphql").read_text(encoding="utf-8")
    assert json.loads(cli.told("schema", "--json"))["__schema"]["queryType"]["name"] == "Query"


def test_the_columns_of_any_table_are_named(cli, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("Wer;Chef\nAna Exemple;\nBo Sample;Ana Exemple\n", encoding="utf-8")
    refused = cli("import", file, "--account", "Exemplis", "--yes")
    assert (refused.code, refused.out) == (1, "")
    named = ("--map", "Wer=name", "--map", "Chef=manager")
    assert "person 2" in cli.told("import", file, "--account", "Exemplis", *named, "--yes")
    assert "table.mapped" in cli.told("import", file, "--account", "Exemplis", "--preview")
    assert "names no column" in cli("import", file, "--map", "Wer", "--yes").err


def test_the_locale_settles_how_a_file_writes_days(cli, tmp_path):
    file = tmp_path / "contacts.csv"
    head = "Contact,Account Name,Opportunity,Buying Role,Affinity,Last Update Date"
    file.write_text(f"{head}\nAna Exemple,Exemplis,Planning,,Neutral,04/05/2026\n", encoding="utf-8")
    assert "--locale" in cli("import", file, "--preview").err
    assert not cli("import", file, "--locale", "fr", "--preview").err
    assert "no language 'de'" in cli("import", file, "--locale", "de", "--preview").err
