"""What an import tells on the terminal: every row counted, what was passed over, how far it has come."""

import json
import os
import pty
import subprocess

from tests.cli.running import EXAMPLES, ORGGRAPH

CHART = (
    "id,name,title,department,manager id,Salary\n"
    "1,Ana Un,CEO,,,1\n2,,CFO,,1,2\n3,Cy Trois,Buyer,,9,3\n3,Di Quatre,Clerk,,1,4\n3,Cy Trois,Buyer,,9,3\n\nGrand Totals (4 records)\n"
)
UNKNOWN = (
    "chart.csv, row 4, column manager id: No row is '9'. Add the manager's own row, or correct the reference. "
    "The row is taken, without the line."
)


def written(tmp_path, content, name="chart.csv"):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    return file


def test_the_rows_of_a_chart_add_up_with_its_vacant_seats(cli):
    told = cli.told("import", EXAMPLES / "prospect-org-chart.csv", "--account", "Aubrelia", "--yes")
    assert "60 rows read: person 59; vacant seat 1; " in told


def test_taken_skipped_and_refused_are_told_by_a_preview_and_an_import_alike(cli, tmp_path):
    file = written(tmp_path, CHART)
    rows = "6 rows read: person 2; vacant seat 1; note or footer 1, skipped; repeated 1, skipped; refused 1"
    for how in ("--preview", "--yes"):
        ran = cli("import", file, "--account", "Exemplis", how)
        assert (ran.code, rows in ran.out) == (0, True), ran.out
        assert ran.err.splitlines() == [
            "Columns not taken: Salary.",
            "chart.csv, row 5, column id: Row 4 already has the id 3. Give each row an id of its own. The row is not taken.",
            UNKNOWN,
        ]


def test_the_counts_are_data_too(cli, tmp_path):
    file = written(tmp_path, CHART)
    for how in ("--preview", "--yes"):
        found = json.loads(cli("import", file, "--account", "Exemplis", how, "--json").out)
        assert (found["rowsRead"], found["taken"]) == (6, {"person": 2, "vacant seat": 1})
        assert (found["skipped"], found["refused"]) == ({"note or footer": 1, "repeated": 1}, 1)
        assert found["problemCounts"] == {"REPEATED_ID": 1, "UNKNOWN_MANAGER": 1}
        assert [problem["kind"] for problem in found["problems"]] == ["REPEATED_ID", "UNKNOWN_MANAGER"]
        assert (found["unknownColumns"], found["notes"]) == (["Salary"], [])


def test_a_note_is_told(cli, tmp_path):
    file = written(tmp_path, "Prénom,Nom,Date de connexion\nAna,Exemple,12 mars 2023\n", "Contacts.csv")
    ran = cli("import", file, "--owner", "Oana Propriétaire", "--yes")
    assert (ran.code, ran.err) == (0, "Note: localised header, unverified.\n")


def test_a_long_list_of_problems_is_cut_short_and_whole_as_data(cli, tmp_path):
    rows = "".join(f"{n},Person {n},Clerk,,x{n}\n" for n in range(60))
    file = written(tmp_path, f"id,name,title,department,manager id\n{rows}")
    lines = cli("import", file, "--account", "Exemplis", "--preview").err.splitlines()
    assert (len(lines), lines[-1]) == (51, "And 10 problems more: --json shows them all.")
    found = json.loads(cli("import", file, "--account", "Exemplis", "--preview", "--json").out)
    assert len(found["problems"]) == 60


def test_a_bar_is_drawn_on_a_terminal_and_not_in_the_data(tmp_path):
    ours, theirs = pty.openpty()
    command = [ORGGRAPH, "--store", f"sqlite:///{tmp_path}/x.db", "import", EXAMPLES / "our-org-chart.csv"]
    command += ["--account", "Velmont", "--ours", "--yes", "--json"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment) as running:
        out, _ = running.communicate(timeout=60)
    os.close(theirs)
    drawn = os.read(ours, 100_000).decode()
    os.close(ours)
    assert running.returncode == 0
    assert json.loads(out)["taken"] == {"person": 15}
    assert "Writing" in drawn
