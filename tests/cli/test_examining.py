"""The doctor says whether a store is well, and where its audit log breaks first; `audit` shows the log."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES


@pytest.fixture
def worked(cli):
    """A store in which two tokens were made and the workspace exported."""
    for name in ("ana", "bo"):
        cli.told("token", "create", name)
    cli.told("export")
    return cli


def log_of(cli):
    return Path(cli.store.removeprefix("sqlite:///") + "-audit")


def change(cli, command):
    with closing(sqlite3.connect(log_of(cli))) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(command)
        connection.commit()


def test_a_store_that_is_well_says_so(worked):
    told = worked.told("doctor")
    assert "Audit log, workspace default: 3 entries, whole; the last is " in told
    assert told.endswith("All is well.\n")
    found = json.loads(worked.told("doctor", "--json"))
    assert (found["well"], found["problems"], found["dangling"]) == (True, [], {})
    (chain,) = found["auditLog"]
    assert (chain["workspace"], chain["entries"], chain["brokenAt"], len(chain["hash"])) == ("default", 3, None, 64)


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("UPDATE entries SET who = 'bo' WHERE number = 2", "entry 2 was changed"),
        ("DELETE FROM entries WHERE number = 2", "entry 2 is missing"),
        ("DELETE FROM entries WHERE number = 3", "entry 3 is missing"),
    ],
)
def test_a_log_that_was_changed_is_told_and_ends_with_1(worked, command, problem):
    change(worked, command)
    ran = worked("doctor")
    assert ran.code == 1
    assert f"Audit log, workspace default: broken: {problem}." in ran.out
    assert "Not well" in ran.out
    ran = worked("doctor", "--json")
    assert (ran.code, json.loads(ran.out)["well"]) == (1, False)


def test_a_log_that_is_gone_is_told(worked):
    log_of(worked).unlink()
    ran = worked("doctor")
    assert ran.code == 1
    assert "that one is gone or was replaced" in ran.err


def test_the_log_is_shown_the_newest_first(worked):
    shown = json.loads(worked.told("audit", "--json"))
    assert [(one["number"], one["action"]) for one in shown] == [(3, "EXPORTED"), (2, "KEY_MADE"), (1, "KEY_MADE")]
    assert shown[0]["detail"]["form"].startswith("orggraph")
    assert "EXPORTED" in worked.told("audit")
    assert worked("audit", "--first", "1").err == "1 of 3.\n"
    assert json.loads(worked.told("audit", "--refused", "--json")) == []


def test_a_workspace_that_moves_leaves_its_log_behind_and_says_where_it_came_from(worked, tmp_path):
    chart = EXAMPLES / "our-org-chart.csv"
    worked.told("import", chart, "--account", "Velmont", "--ours", "--yes")
    other = type(worked)(f"sqlite:///{tmp_path}/other.db", worked._capsys)
    sent = json.loads(worked.told("store", "copy", worked.store, other.store, "--json"))
    assert json.loads(worked.told("audit", "--json"))[0]["detail"] == {"form": "copy"}
    (entry,) = json.loads(other.told("audit", "--json"))
    assert (entry["action"], entry["detail"]["content"]) == ("RESTORED", sent["content"])


def test_an_account_that_is_exported_is_logged(worked):
    chart = EXAMPLES / "our-org-chart.csv"
    worked.told("import", chart, "--account", "Velmont", "--ours", "--yes")
    worked.told("export", "--account", "Velmont", "--format", "graphml")
    entry = json.loads(worked.told("audit", "--json"))[0]
    account = json.loads(worked.told("accounts", "--json"))[0]["id"]
    assert (entry["action"], entry["subject"], entry["detail"]) == ("EXPORTED", account, {"form": "graphml"})
