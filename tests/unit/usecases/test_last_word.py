"""A source's last word is believed, also when it goes back to an older one; said again, nothing changes."""

import json
from datetime import timedelta

import pytest

from orggraph.bootstrap import formats, open_store
from orggraph.domain.positions import ReportingKind
from orggraph.domain.viewer import LOCAL
from orggraph.usecases.importing import import_file
from tests.unit.importers.import_files import NOW, chart, people, reports, request, table, versions

HEAD = ["id", "name", "title", "manager id"]


def seats(title="Buyer", manager="2"):
    return table(HEAD, ["1", "Ana Un", "CEO", ""], ["2", "Bo Deux", "CFO", "1"], ["3", "Cy Trois", title, manager])


def imported(*contents):
    """Import charts on one day after another; give the last report and the store."""
    store = open_store("memory:")
    for day, content in enumerate(contents):
        report, _ = chart(content, store=store, now=NOW + timedelta(days=day))
    return report, store


@pytest.mark.parametrize(
    ("one", "other"), [("Buyer", "Head of Purchasing"), ("Head of Purchasing", "Buyer"), ("A", "B")]
)
def test_a_chart_that_goes_back_to_an_older_title_is_believed(one, other):
    report, store = imported(seats(one), seats(other), seats(one))
    assert people(store)["Cy Trois"].title == one
    assert (report.created, report.changed) == (0, 2), "the person and the seat"
    assert versions(store) == versions(imported(seats(one))[1])


@pytest.mark.parametrize(("one", "other"), [("1", "2"), ("2", "1"), ("1", "")])
def test_a_chart_that_goes_back_to_an_older_manager_is_believed(one, other):
    _, store = imported(seats(manager=one), seats(manager=other), seats(manager=one))
    assert reports(store) == reports(imported(seats(manager=one))[1])


def test_said_once_more_after_going_back_nothing_changes():
    before = imported(seats("Buyer"), seats("CPO"), seats("Buyer"))[1]
    report, after = imported(seats("Buyer"), seats("CPO"), seats("Buyer"), seats("Buyer"))
    assert (report.created, report.changed) == (0, 0)
    assert versions(after) == versions(before)


def dotted(*managers):
    """Make a document in which one person has these functional managers."""
    names = {"a": "Ana Un", "b": "Bo Deux", "c": "Cy Trois", "d": "Di Quatre"}
    return json.dumps(
        {
            "format": "orggraph/1",
            "accounts": [{"id": "x", "name": "Exemplis"}],
            "people": [{"id": id_, "name": name, "account_id": "x"} for id_, name in names.items()],
            "relations": [{"kind": "DOTTED", "from_id": "d", "to_id": manager} for manager in managers],
        }
    )


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        (["ab"], ["Ana Un", "Bo Deux"]),
        (["ab", "a"], ["Ana Un"]),
        (["a", "b"], ["Bo Deux"]),
        (["ab", "ac"], ["Ana Un", "Cy Trois"]),
        (["ab", "c", "ab"], ["Ana Un", "Bo Deux"]),
    ],
)
def test_a_source_may_name_several_functional_managers_and_its_last_word_counts(documents, expected):
    store = open_store("memory:")
    for day, managers in enumerate(documents):
        content = request(dotted(*managers), "x.json")
        import_file(store, LOCAL, formats(), content, NOW + timedelta(days=day))
    assert reports(store, ReportingKind.DOTTED) == [("Di Quatre", manager) for manager in expected]
