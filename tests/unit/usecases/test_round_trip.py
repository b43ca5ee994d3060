"""A whole workspace exported and imported into an empty store gives the same facts."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.edit_deals import StanceGiven, set_stakeholder
from orggraph.usecases.editing import Edit
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import ImportRequest, import_file, undo_import

EXAMPLES = Path(__file__).parents[3] / "examples"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def take(store, name, content, now=NOW, **more):
    return import_file(store, LOCAL, formats(), ImportRequest(file_name=name, content=content, **more), now)


def facts(store):
    with store.reading(LOCAL) as reader:
        return list(reader.everything())


def changed_stance(store):
    """Give somebody a stance that holds from a day on, so that their part has two versions."""
    with store.reading(LOCAL) as reader:
        part = next(v.fact for v in reader.everything() if v.fact.id.startswith("stk_"))
    stance = StanceGiven(-0.4, None, None, 0.8, NOW.date(), ())
    set_stakeholder(store, Edit(LOCAL, NOW), part.deal_id, part.person_id, {"salience": 0.0}, stance)


@pytest.fixture
def workspace(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/a.db")
    plan = json.loads((EXAMPLES / "workspace.json").read_text(encoding="utf-8"))
    for step in plan["imports"]:
        file = EXAMPLES / step.pop("file")
        take(store, file.name, file.read_bytes(), **step)
    changed_stance(store)
    yield store
    store.close()


@pytest.mark.parametrize("url", ["memory:", "sqlite:///{}/b.db"])
def test_export_then_import_into_an_empty_store_gives_the_same_facts(workspace, tmp_path, url):
    other = open_store(url.format(tmp_path))
    take(other, "export.json", export(workspace, LOCAL))
    expected, found = (
        {(v.fact.id, v.since): v for v in facts(workspace)},
        {(v.fact.id, v.since): v for v in facts(other)},
    )
    assert found.keys() == expected.keys()
    differing = [(expected[key], found[key]) for key in expected if expected[key] != found[key]]
    assert differing == []
    other.close()


def test_undoing_an_import_leaves_what_was_there_before(workspace):
    before = facts(workspace)
    content = (EXAMPLES / "linkedin" / "julien" / "Connections.csv").read_bytes()
    content += b"Nora,Exemple,https://www.linkedin.com/in/nora-exemple-0,,Aubrelia Industries,Buyer,05 Mar 2024\n"
    batch = take(workspace, "Connections.csv", content, owner_name="Julien Tessandier")
    assert batch.created == 2, "a person and a tie"
    undo_import(workspace, LOCAL, batch.id, NOW)
    assert facts(workspace) == before
