"""What an import touches, and what it leaves as it was."""

import gc
import json
from datetime import UTC, datetime, timedelta

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.ids import EntityKind
from orggraph.domain.viewer import LOCAL
from orggraph.errors import OrgGraphError
from orggraph.usecases.importing import ImportRequest, import_file

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DOCUMENT = {
    "format": "orggraph/1",
    "accounts": [{"id": "acc_x", "name": "Exemplis"}],
    "people": [{"id": "per_a", "name": "Ana Belcourt", "account_id": "acc_x", "email": "ana@exemplis.example"}],
    "positions": [{"id": "pos_a", "account_id": "acc_x", "title": "CIO", "holder_id": "per_a"}],
}
CHART = "id,name,title,manager id,email\n1,{name},CIO,,ana@exemplis.example\n"


@pytest.fixture(params=["memory:", "sqlite:///{}/store.db"])
def store(request, tmp_path):
    opened = open_store(request.param.format(tmp_path))
    yield opened
    opened.close()


def take(store, name, content, days=0, **more):
    request = ImportRequest(file_name=name, content=content.encode(), **more)
    return import_file(store, LOCAL, formats(), request, NOW + timedelta(days=days))


def seats(store):
    with store.reading(LOCAL) as reader:
        return reader.records(EntityKind.POSITION, ["id:pos_a", "hr:exemplis/1"], ())


def test_a_new_word_on_a_person_leaves_the_record_of_their_seat_as_it_was(store):
    take(store, "export.json", json.dumps(DOCUMENT))
    take(store, "chart.csv", CHART.format(name="Ana Belcourt"), 1, account_name="Exemplis")
    before = seats(store)
    assert [record.entity_id for record in before] == ["pos_a", "pos_a"]
    batch = take(store, "chart.csv", CHART.format(name="Ana Marie Belcourt"), 2, account_name="Exemplis")
    assert (batch.created, batch.changed) == (0, 1)
    assert seats(store) == before


def test_one_company_spelt_in_two_cases_is_said_once(store):
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = (
        f"Ana,B{n},https://www.linkedin.com/in/b{n},,{name},,05 Mar 2024\n"
        for n, name in enumerate(("Exemplis", "EXEMPLIS"))
    )
    take(store, "Connections.csv", header + "".join(rows), owner_name="Bo Castelran")
    with store.reading(LOCAL) as reader:
        said = [s.observation.said for s in reader.statements(["company:exemplis"])]
    assert said == [{"name": "Exemplis"}]


def test_the_search_for_reference_cycles_goes_on_after_an_import_and_after_one_that_fails(store):
    take(store, "chart.csv", CHART.format(name="Ana"), account_name="Exemplis")
    assert gc.isenabled()
    with pytest.raises(OrgGraphError):
        take(store, "chart.csv", CHART.format(name="Ana"))
    assert gc.isenabled()
