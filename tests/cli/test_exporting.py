"""What `orggraph export` gives to other tools."""

import csv
import io
import zipfile

CLIENT = "Aubrelia Industries"


def test_an_org_chart_is_printed(example):
    header, *rows = csv.reader(io.StringIO(example.told("export", "--account", CLIENT, "--format", "org-chart")))
    assert header[0] == "ID"
    assert any(row[1] == "Hélène Vauclair" for row in rows)


def test_an_archive_is_written_to_a_new_file_alone(example, tmp_path):
    file = tmp_path / "graph.zip"
    assert example.told("export", "--account", CLIENT, "--format", "neo4j-csv", "--output", file) == ""
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["nodes.csv", "relationships.csv", "records.csv"]
    again = example("export", "--account", CLIENT, "--format", "neo4j-csv", "--output", file)
    assert (again.code, again.out) == (1, "")
    assert "exists" in again.err


def test_what_does_not_go_together_is_refused(example):
    for arguments, said in (
        (("--account", CLIENT), "--account and --format go together"),
        (("--format", "graphml"), "--account and --format go together"),
        (("--account", CLIENT, "--format", "neo4j-csv"), "--output"),
        (("--account", "Nobody", "--format", "graphml"), "There is no account Nobody"),
    ):
        ran = example("export", *arguments)
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err
