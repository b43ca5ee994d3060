"""`imports list` shows imports that go on elsewhere, and says of those whose process died that they failed."""

import json
from datetime import timedelta

import pytest

from orggraph.bootstrap import now, open_store
from orggraph.domain.observations import Batch, ImportState
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import Job

MINUTE = timedelta(minutes=1)


@pytest.fixture
def under_way(cli):
    """An import that somebody else works on, for as long as is said."""

    def begin(lease, body=None):
        batch = Batch(
            id="bat_1",
            importer="hr.org_chart",
            author="Bo",
            started_at=now(),
            state=ImportState.RUNNING,
            file_name="chart.csv",
            rows_read=200,
            rows_total=1_000,
        )
        store = open_store(cli.store)
        store.keep_job(LOCAL, Job(batch=batch, holder="another", lease=now() + lease, body=body))
        store.close()

    return begin


def shown(cli):
    (batch,) = json.loads(cli.told("imports", "list", "--json"))
    return batch["state"], batch["rowsRead"], batch["rowsTotal"]


def test_how_far_an_import_has_come_is_listed(cli, under_way):
    under_way(MINUTE)
    assert shown(cli) == ("RUNNING", 200, 1_000)
    assert cli.told("imports", "list").splitlines()[1].split()[:6] == [
        "bat_1",
        "chart.csv",
        "RUNNING",
        "200",
        "of",
        "1000",
    ]


def test_one_whose_process_died_has_failed(cli, under_way):
    under_way(-MINUTE)
    assert shown(cli) == ("FAILED", 200, 1_000)
    (batch,) = json.loads(cli.told("imports", "list", "--json"))
    (problem,) = batch["problems"]
    assert (problem["kind"], problem["row"], problem["hint"]) == ("FAILED", 0, "Import the file again.")
    assert (batch["refused"], batch["problemCounts"]) == (0, {"FAILED": 1})
    refused = cli("imports", "undo", "bat_1")
    assert (refused.code, "Only a finished import can be undone." in refused.err) == (1, True)


def test_one_that_a_server_can_do_again_is_left_to_it(cli, under_way):
    under_way(-MINUTE, b"kept")
    assert shown(cli) == ("RUNNING", 200, 1_000)
