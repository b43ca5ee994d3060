"""The ledger on the command line: calls and cool-downs, calibration, and a refit that is taken and taken back."""

import json

import pytest

from tests.api.test_ledger import outcome
from tests.golden.stories import load

DAY = ("--as-of", "2026-11-16")


def loaded(cli, tmp_path, calls):
    """Load a story with these calls."""
    file = tmp_path / "story.json"
    file.write_text(json.dumps({**load("timid-champion").document, "escalations": calls}), encoding="utf-8")
    cli.told("import", file, "--yes")
    return cli


def made(day, **more):
    return {"deal_id": "deal", "caller_id": "pennec", "target_id": "chantemerle", "made_on": day, **more}


def test_an_empty_ledger_is_empty(cli):
    assert json.loads(cli.told("calls", "--json")) == {"calls": [], "loads": []}
    assert cli.told("calibration") == "0 calls with a forecast and an outcome.\n"


def test_calls_are_listed_the_newest_first_and_who_is_worn_out_until_when(cli, tmp_path):
    calls = [made("2026-11-10"), made(None, planned_on="2026-12-01", target_id="vasseur"), outcome(1)]
    ran = loaded(cli, tmp_path, calls)("calls", *DAY)
    rows = ran.out.splitlines()
    assert [row.split()[-1] for row in rows[2:]] == ["2026-11-10", "UNBLOCKED"]
    assert "Agnès Vasseur-Lebrun" in rows[1]
    assert "0.30" in rows[3]
    assert "Target Olivier Chantemerle: not before 2027-02-08." in ran.err
    found = json.loads(cli.told("calls", *DAY, "--json"))
    assert [call["target"]["name"] for call in found["calls"]][1] == "Olivier Chantemerle"
    assert {load["kind"] for load in found["loads"]} == {"TARGET", "ACCOUNT", "CALLER", "OWNER"}


def test_forecasts_are_held_against_outcomes(cli, tmp_path):
    told = loaded(cli, tmp_path, [outcome(number) for number in range(4)]).told("calibration")
    assert "4 calls with a forecast and an outcome." in told
    assert "Brier score 0.290; of the base rate 0.250" in told
    assert json.loads(cli.told("calibration", "--json", "--since", "2026-01-07"))["forecasts"] == 2


def test_a_refit_is_shown_taken_and_taken_back(cli, tmp_path):
    cli = loaded(cli, tmp_path, [outcome(number) for number in range(30)])
    shown = cli("refit")
    assert "rule_intercept" in shown.out
    assert shown.err == "Take it: orggraph refit --apply\n"
    answer = cli.told("escalate", "Ordonnancement des ateliers", *DAY, "--json")
    assert json.loads(answer)["calibrated"] is True
    assert cli("refit", "--apply").err.startswith("Taken for all answers")
    taken = json.loads(cli.told("escalate", "Ordonnancement des ateliers", *DAY, "--json"))
    assert taken["assumptions"]["rule_intercept"] > 0
    assert cli("refit", "--take-back").err == "The default intercepts are back.\n"
    assert cli.told("escalate", "Ordonnancement des ateliers", *DAY, "--json") == answer


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Error: 0 outcomes are known; 30 are needed. Record what came of more calls.\n"),
        (("--apply",), "Error: 0 outcomes are known; 30 are needed. Record what came of more calls.\n"),
        (("--take-back",), "Error: No refit is in force. There is nothing to take back.\n"),
        (("--apply", "--take-back"), "Error: --apply takes a refit and --take-back ends it. Choose one of them.\n"),
    ],
)
def test_what_cannot_be_refitted_is_said_in_a_line(cli, arguments, said):
    ran = cli("refit", *arguments)
    assert (ran.code, ran.out, ran.err) == (1, "", said)
