"""A snapshot is built once for a revision, a viewer and a day."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.snapshots import Snapshots
from orggraph.usecases.views import view

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = date(2026, 11, 24)


def document(*accounts, people=3):
    return {
        "format": "orggraph/1",
        "accounts": [{"id": one, "name": one} for one in accounts],
        "people": [
            {"id": f"per_{one}_{n}", "name": f"{one} {n}", "account_id": one} for one in accounts for n in range(people)
        ],
    }


def take(store, content):
    request = ImportRequest(file_name="export.json", content=json.dumps(content).encode())
    import_file(store, LOCAL, formats(), request, NOW)


@pytest.fixture
def store():
    opened = open_store("memory:")
    take(opened, document("acc_a", "acc_b"))
    yield opened
    opened.close()


def test_the_same_question_is_answered_from_the_same_snapshot(store):
    assert view(store, LOCAL, "acc_a", DAY).snapshot is view(store, LOCAL, "acc_a", DAY).snapshot


def test_what_was_published_since_is_seen_at_once(store):
    before = view(store, LOCAL, "acc_a", DAY).snapshot
    take(store, document("acc_a", people=4))
    after = view(store, LOCAL, "acc_a", DAY).snapshot
    assert (len(before.people), len(after.people)) == (3, 4)


def test_another_account_another_day_and_another_sight_have_their_own(store):
    first = view(store, LOCAL, "acc_a", DAY).snapshot
    assert view(store, LOCAL, "acc_b", DAY).snapshot.account.id == "acc_b"
    assert view(store, LOCAL, "acc_a", DAY - timedelta(days=1)).snapshot.as_of == DAY - timedelta(days=1)
    assert view(store, replace(LOCAL, user="ana"), "acc_a", DAY).snapshot is first
    assert view(store, replace(LOCAL, hidden=frozenset({"acc_b"})), "acc_a", DAY).snapshot is not first
    assert view(store, replace(LOCAL, workspace="another"), "acc_a", DAY) is None
    assert view(store, replace(LOCAL, workspace="elsewhere"), "acc_a", DAY) is None


def test_two_stores_do_not_share(store):
    other = open_store("memory:")
    take(other, document("acc_a", people=1))
    assert [len(view(one, LOCAL, "acc_a", DAY).snapshot.people) for one in (store, other)] == [3, 1]
    other.close()


def test_what_was_asked_for_longest_ago_goes_when_there_are_too_many_facts(store):
    snapshots = Snapshots(most_facts=7)
    with store.reading(LOCAL) as reader:
        a, b = (snapshots.around(reader, LOCAL, one, DAY) for one in ("acc_a", "acc_b"))
        assert snapshots.around(reader, LOCAL, "acc_a", DAY) is a, "two of three people each are within seven"
        snapshots.around(reader, LOCAL, "per_acc_a_0", DAY)
        assert snapshots.around(reader, LOCAL, "acc_a", DAY) is a
        assert snapshots.around(reader, LOCAL, "acc_b", DAY) is not b


def test_the_last_one_is_kept_however_large(store):
    snapshots = Snapshots(most_facts=1)
    with store.reading(LOCAL) as reader:
        found = snapshots.around(reader, LOCAL, "acc_a", DAY)
        assert snapshots.around(reader, LOCAL, "acc_a", DAY) is found
