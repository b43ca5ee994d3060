"""The example workspace, and what its users do to it, gives the same answers byte for byte on a server as in a file and in memory."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import AccountFilter, DealFilter
from orggraph.usecases.edit_deals import StanceGiven, set_stakeholder
from orggraph.usecases.editing import Edit, retract
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import ImportRequest, import_file, undo_import
from orggraph.usecases.listing import list_deals

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN = json.loads((EXAMPLES / "workspace.json").read_text(encoding="utf-8"))
AS_OF = date.fromisoformat(PLAN["as_of"])
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


class Story:
    """What users do, minute by minute, in one store."""

    def __init__(self, store):
        self.store = store
        self.now = NOW
        self.batches = []

    def later(self):
        self.now += timedelta(minutes=1)
        return self.now

    def load(self):
        for step in PLAN["imports"]:
            file = EXAMPLES / step["file"]
            more = {name: value for name, value in step.items() if name != "file"}
            request = ImportRequest(file_name=file.name, content=file.read_bytes(), **more)
            self.batches.append(import_file(self.store, LOCAL, formats(), request, self.later()).id)

    def change_a_stance(self):
        part = self.versions("stk_")[0].fact
        stance = StanceGiven(-0.4, None, None, 0.8, AS_OF, ())
        set_stakeholder(self.store, Edit(LOCAL, self.later()), part.deal_id, part.person_id, {"salience": 0.0}, stance)

    def take_a_tie_back(self):
        retract(self.store, Edit(LOCAL, self.later()), self.versions("tie_")[7].fact.id, "They never met.")

    def undo_an_import(self):
        undo_import(self.store, LOCAL, self.batches[3], self.later())

    def versions(self, prefix=""):
        with self.store.reading(LOCAL) as reader:
            return [version for version in reader.everything() if version.fact.id.startswith(prefix)]

    def answers(self):
        """Give everything that can be asked, with the imports named by their place."""
        place = {known: f"import {n}" for n, known in enumerate(self.batches)}
        ids = sorted({version.fact.id for version in self.versions()})[::7]
        with self.store.reading(LOCAL) as reader:
            keys = [record.key for known in ids for record in reader.records_of(known)]
            said = reader.statements(keys, keys)
            answers = {
                "facts": [reader.facts(anchor, day) for anchor in (None, *ids) for day in (AS_OF, date(2020, 1, 1))],
                "records": [reader.records_of(known) for known in ids],
                "statements": [replace(one, batch_id=place.get(one.batch_id, "edit")) for one in said],
                "accounts": reader.accounts(AccountFilter(), 3, None),
                "deals": reader.deals(DealFilter(), 50, None),
                "ties": [reader.ties(known, 5, None) for known in ids if known.startswith("per_")],
                "imports": [replace(one, id=place[one.id]) for one in reader.batches(50, None).rows],
                "only": [[o.id for o in reader.asserted_only_by(known)] for known in self.batches],
            }
        return {name: msgspec.json.encode(answer) for name, answer in answers.items()} | self._assessments()

    def _assessments(self):
        found = {"export": export(self.store, LOCAL)}
        for deal in list_deals(self.store, LOCAL, DealFilter(), 50, None).rows:
            _, assessment = escalate(self.store, LOCAL, deal.id, AS_OF, Options())
            found[deal.name] = msgspec.json.encode(assessment)
        return found


@pytest.fixture(scope="module")
def reference():
    """Whoever watches the story in memory, chapter by chapter."""
    return list(told("memory:"))


def told(url):
    store = open_store(url, lambda: NOW)
    story = Story(store)
    for chapter in (story.load, story.change_a_stance, story.take_a_tie_back, story.undo_an_import, story.load):
        chapter()
        yield story.answers()
    store.close()


def test_a_file_answers_as_memory_does(reference, tmp_path):
    assert_same(told(f"sqlite:///{tmp_path}/a.db"), reference)


@pytest.mark.neo4j
def test_a_server_answers_as_memory_does(reference, neo4j_url):
    assert_same(told(neo4j_url), reference)


def assert_same(chapters, reference):
    count = 0
    for number, (answers, expected) in enumerate(zip(chapters, reference, strict=True)):
        for question, answer in answers.items():
            assert answer == expected[question], f"{question}, chapter {number}"
            count += 1
    assert count == 5 * (9 + 2)
