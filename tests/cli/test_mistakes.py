"""What a user can mend: said in a line or two on stderr, with an exit code, never as a traceback, never with half a write."""

import json
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, Cli

CHART = EXAMPLES / "our-org-chart.csv"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "missing.csv", "--yes"], "missing.csv cannot be read: No such file or directory."),
        (["import", CHART, "--yes"], "does not say which organisation it describes."),
        (["import", CHART, "--account", "Velmont"], "Nothing was imported. Say --yes to import."),
        (["import", CHART, "--account", "Velmont", "--preview", "--yes"], "Choose one of them."),
        (
            ["import", CHART, "--account", "Velmont", "--importer", "no.such", "--yes"],
            "There is no importer named 'no.such'.",
        ),
        (["import", Path(__file__), "--yes"], "no importer knows this file"),
        (["imports", "undo", "bat_nothing"], "There is no import bat_nothing. List them with `orggraph imports list`."),
        (["escalate", "nothing"], "There is no deal 'nothing'. List them with `orggraph deals`."),
        (["escalate", "nothing", "--locale", "de"], "There is no language 'de'. Choose en or fr."),
        (["token", "create", " "], "name is empty."),
        (["token", "create", "x" * 81], "name is longer than 80 characters"),
        (["token", "create", "x", "--person", "per_1"], "per_1 is none of our people."),
        (["token", "create", "x", "--role", "executive"], "An executive sees the calls that they make."),
        (["token", "revoke", "nobody"], "There is no token called nobody."),
        (["team", "set", "acc_1", "ana"], "There is no account acc_1."),
        (["demo", "--folder", "nowhere"], "nowhere does not hold the example workspace."),
    ],
)
def test_a_mistake_ends_with_1_and_says_what_to_do(cli, arguments, said):
    ran = cli(*arguments)
    assert ran.code == 1
    assert said in ran.err
    assert ran.err.startswith("Error: ")
    assert "Traceback" not in ran.err
    assert json.loads(cli.told("accounts", "--json")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["accounts", "--nothing"],
        ["accounts", "extra"],
        ["import"],
        ["escalate"],
        ["escalate", "x", "--as-of", "yesterday"],
        ["serve", "--port", "many"],
        ["serve", "--port", "0"],
        ["serve", "--port", "65536"],
        ["imports", "nothing"],
        ["token", "create"],
        ["token"],
        [],
    ],
    ids=" ".join,
)
def test_a_command_that_cannot_be_ends_with_2_and_says_how_to_ask_for_help(cli, arguments):
    ran = cli(*arguments)
    assert ran.code == 2
    assert "Usage: " in ran.out + ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("store", "said"),
    [
        ("bogus", "No store can be opened from 'bogus'."),
        ("postgres://x", "No store can be opened from 'postgres://x'."),
        ("sqlite:////no/such/folder/a.db", "/no/such/folder is no folder."),
        ("sqlite:////proc/a.db", "/proc/a.db cannot be opened as a store"),
        ("sqlite:////proc", "/proc is a folder."),
    ],
)
@pytest.mark.parametrize("command", [["accounts"], ["export"], ["token", "create", "a"], ["serve"], ["escalate", "x"]])
def test_a_store_that_cannot_be_opened_is_said(capsys, store, said, command):
    ran = Cli(store, capsys)(*command)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path, capsys):
    file = tmp_path / "notes.txt"
    file.write_text("not a database, but somebody's notes", encoding="utf-8")
    ran = Cli(f"sqlite:///{file}", capsys)("accounts")
    assert ran.code == 1
    assert "cannot be opened as a store" in ran.err
    assert file.read_text(encoding="utf-8") == "not a database, but somebody's notes"


def test_a_problem_with_the_json_form_leaves_stdout_to_programs(cli):
    ran = cli("import", CHART, "--account", "Velmont", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["toCreate"] > 0
    assert ran.err == "Error: Nothing was imported. Say --yes to import.\n"
