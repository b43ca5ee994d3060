import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import orggraph
from orggraph.analysis.example import stalled_deal
from orggraph.domain.contributions import total
from orggraph.domain.relations import Influence, InfluenceKind

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "tables.md"


@pytest.fixture(scope="module")
def study():
    graph = orggraph.to_networkx(stalled_deal())
    graph.nodes["per_cfo"].update(dea_1__roles="EVALUATOR", dea_1__stance=-0.6, dea_1__salience=0.8)
    graph.add_edge("per_cfo", "per_contact", kind="CONFLICT", weight=0.5)
    graph.add_edge("per_cio", "per_contact", kind="TRUST", weight=0.5, observed_on="2026-05-01")
    return orggraph.Study(orggraph.from_networkx(graph))


def of(name):
    return {} if orggraph.TABLES[name].of_a_deal is False else {"deal": "Deal"}


@pytest.mark.parametrize("name", orggraph.TABLES)
def test_every_row_has_the_columns_of_its_table_and_plain_cells(study, name):
    rows = orggraph.table(study, name, **of(name))
    assert rows
    columns = orggraph.TABLES[name].columns
    assert len(set(columns)) == len(columns)
    for row in rows:
        assert tuple(row) == columns
        assert all(type(cell) in {str, int, float, bool, date, type(None)} for cell in row.values())


@pytest.mark.parametrize("name", orggraph.TABLES)
def test_a_frame_is_the_table(study, name):
    found = orggraph.frame(study, name, **of(name))
    assert list(found.columns) == list(orggraph.TABLES[name].columns)
    rows = orggraph.table(study, name, **of(name))
    assert len(found) == len(rows)
    pd.testing.assert_frame_equal(found, pd.DataFrame(rows))


def test_a_frame_without_rows_has_its_columns():
    empty = orggraph.frame(orggraph.Study(stalled_deal()), "camps")
    assert (len(empty), list(empty.columns)) == (0, ["camp", "person_id", "person"])


def test_paths_and_weights_are_the_figures_of_the_answer(study):
    (row,) = orggraph.table(study, "paths", "Deal")
    (path,) = study.assess("Deal").paths
    assert (row["rank"], row["utility"], row["disavowal"]) == (1, path.utility, path.disavowal.probability)
    assert (row["change_mean"], row["probability_high"]) == (path.forecast.change.mean, path.forecast.probability.high)
    assert [row["person_id"] for row in orggraph.table(study, "weights")] == [one.person_id for one in study.weights()]
    in_deal = orggraph.table(study, "weights", "Deal")
    assert [row["sufficient"] for row in in_deal] == [one.sufficient for one in study.weights("Deal")]


def test_contributions_add_up_to_their_score(study):
    rows = orggraph.table(study, "contributions", "Deal")
    (path,) = study.assess("Deal").paths
    utility = sum(row["value"] for row in rows if row["of"] == "utility")
    assert utility == pytest.approx(path.utility) == pytest.approx(total(path.contributions))
    for cause in study.diagnose("Deal").causes:
        parts = sum(row["value"] for row in rows if (row["of"], row["whom"]) == ("cause", cause.cause.value))
        assert cause.prior + parts == pytest.approx(cause.log_odds)
    assert {row["of"] for row in rows} == {"cause", "utility", "disavowal", "fit", "weight", "threat"}


def test_lines_say_whether_they_are_believed():
    graph = orggraph.to_networkx(stalled_deal())
    graph.add_edge("per_cio", "per_cfo", kind="SOLID", confidence=0.2, id="lin_weak")
    rows = {row["id"]: row for row in orggraph.table(orggraph.Study(orggraph.from_networkx(graph)), "lines")}
    assert (rows["lin_1"]["believed"], rows["lin_weak"]["believed"]) == (True, False)
    assert (rows["lin_3"]["report"], rows["lin_3"]["manager"]) == ("per_contact", "(vacant)")


def test_influences_are_combined_and_stated_ones_as_they_were_said(study):
    stated = orggraph.table(study, "stated_influences")
    assert sorted((row["by"], row["on"], row["kind"]) for row in stated) == [
        ("per_cfo", "per_contact", "CONFLICT"),
        ("per_cio", "per_contact", "TRUST"),
    ]
    pairs = {(row["by"], row["on"]): row for row in orggraph.table(study, "influences")}
    assert pairs["per_cio", "per_contact"]["positive"] == pytest.approx(1 - (1 - 0.5) * (1 - 0.5))
    assert pairs["per_cfo", "per_contact"]["negative"] == pytest.approx(0.25)
    assert isinstance(study.snapshot.influences[0], Influence)
    assert {one.kind for one in study.snapshot.influences} == {InfluenceKind.CONFLICT, InfluenceKind.TRUST}


@pytest.mark.parametrize(
    ("name", "deal", "message"),
    [
        ("path", None, "There is no table 'path'. There is people, lines,"),
        ("paths", None, "The table 'paths' is of one deal. Name the deal."),
        ("people", "Deal", "The table 'people' is of the account, not of a deal. Leave the deal out."),
        ("paths", "Portal", "There is no deal 'Portal'. There is 'Deal'."),
    ],
)
def test_a_table_that_cannot_be_is_refused(study, name, deal, message):
    with pytest.raises(orggraph.OrgGraphError) as caught:
        orggraph.table(study, name, deal)
    assert str(caught.value).startswith(message)


def test_the_page_of_tables_lists_each_with_its_columns():
    page = PAGE.read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `(\w+)` \| .*? \| (`.*`) \|$", page, re.MULTILINE))
    assert {name: tuple(re.findall(r"`(\w+)`", columns)) for name, columns in listed.items()} == {
        name: table.columns for name, table in orggraph.TABLES.items()
    }
