"""Processes that write to one Neo4j database at the same time: nobody is kept twice, and nobody is told of a deadlock."""

import json
import subprocess
from datetime import UTC, datetime

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.importing import ImportRequest, import_file
from tests.e2e.serving import ORGGRAPH

pytestmark = pytest.mark.neo4j

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST, SECOND = range(400), range(200, 600)


def chart(people):
    """Give an org chart of teams of two hundred, each whole, in which the same number is the same person."""
    lines = (f"{n},Person {n:05d},Manager,{n - n % 200 if n % 200 else ''}" for n in people)
    return "\n".join(["id,name,title,manager id", *lines]).encode()


def in_turn(*charts):
    store = open_store("memory:")
    for content in charts:
        import_file(
            store, LOCAL, formats(), ImportRequest(file_name="c.csv", content=content, account_name="Exemplis"), NOW
        )
    return facts(store)


def facts(store):
    with store.reading(LOCAL) as reader:
        return list(reader.everything())


def importing(url, file):
    command = [ORGGRAPH, "--store", url, "import", str(file), "--account", "Exemplis", "--yes", "--json"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_processes_that_import_overlapping_files_keep_everybody_once(neo4j_url, tmp_path):
    charts = [chart(FIRST), chart(SECOND)]
    files = [tmp_path / f"chart {number}.csv" for number in range(len(charts))]
    for file, content in zip(files, charts, strict=True):
        file.write_bytes(content)
    processes = [importing(neo4j_url, file) for file in files]
    answers = [process.communicate(timeout=120) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    assert [json.loads(out)["state"] for out, _ in answers] == ["DONE", "DONE"]
    store = open_store(neo4j_url)
    found = facts(store)
    store.close()
    assert len([version for version in found if version.fact.id.startswith("per_")]) == len({*FIRST, *SECOND})
    assert found in (in_turn(*charts), in_turn(*reversed(charts)))
