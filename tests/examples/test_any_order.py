"""The files of the example workspace, in whatever order they come: the same people, the same chart, the same answers."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.people import Locale
from orggraph.domain.viewer import LOCAL
from orggraph.stores.base import DealFilter
from orggraph.text import assessment_text
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.exporting import export
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.listing import list_deals

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = json.loads((EXAMPLES / "workspace.json").read_text(encoding="utf-8"))["imports"]
START = datetime(2026, 11, 2, 9, tzinfo=UTC)
AS_OF = date(2026, 11, 24)
ORDERS = [way[first:] + way[:first] for way in (FILES, FILES[::-1]) for first in range(len(FILES))][1:]


def imported(files):
    """Import these, one a day."""
    store = open_store("memory:")
    for day, file in enumerate(files):
        path = EXAMPLES / file["file"]
        told = {name: value for name, value in file.items() if name != "file"}
        request = ImportRequest(file_name=path.name, content=path.read_bytes(), **told)
        import_file(store, LOCAL, formats(), request, START + timedelta(days=day))
    return store


def answers(store):
    """Give what is said of each deal."""
    said = {}
    for deal in list_deals(store, LOCAL, DealFilter(), 10, None).rows:
        account, answer = escalate(store, LOCAL, deal.id, AS_OF, Options())
        said[deal.name] = assessment_text(answer, account.names(), Locale.EN, account.short_names)
    return said


def facts(store):
    """Give all that is believed, with things called by their names: ids tell which file came first, and so does the key by which an owner is known."""
    document = json.loads(export(store, LOCAL))
    names = {
        one["id"]: f"{one['name']} {one.get('email')}"
        for part in ("people", "deals", "accounts")
        for one in document[part]
    }
    names |= {seat["id"]: f"seat of {names.get(seat['holder_id'], seat['title'])}" for seat in document["positions"]}
    for relation in document["relations"]:
        relation["source"] = relation["source"].partition(":")[0]
        if relation["direction"] == "MUTUAL":
            relation["from_id"], relation["to_id"] = sorted(names[relation[end]] for end in ("from_id", "to_id"))
    for person in document["people"]:
        person["keys"] = [key for key in person["keys"] if not key.startswith("ours:") and not _by_owner(key)]
    return {name: sorted(_called(one, names) for one in part) for name, part in document.items() if name != "format"}


def _by_owner(key):
    """Tell the key of a member without an address, whom the owner's key tells apart."""
    return key.startswith("linkedin:") and "/" in key


def _called(one, names):
    plain = {name: names.get(value, value) if isinstance(value, str) else value for name, value in one.items()}
    return json.dumps(
        {name: value for name, value in plain.items() if name != "id"}, sort_keys=True, ensure_ascii=False
    )


@pytest.fixture(scope="module")
def as_listed():
    store = imported(FILES)
    return facts(store), answers(store)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(file["file"][:4] for file in order))
def test_files_may_come_in_any_order(order, as_listed):
    store = imported(order)
    people_and_chart, said = as_listed
    assert facts(store) == people_and_chart
    assert answers(store) == said


def test_there_is_something_to_agree_on(as_listed):
    people_and_chart, said = as_listed
    assert len(people_and_chart["positions"]) > 70
    assert {text.partition(":")[0].partition(".")[0] for text in said.values()} == {"Call", "Do not call"}
