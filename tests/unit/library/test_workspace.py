import json
from datetime import date
from pathlib import Path

import pytest

import orggraph
from orggraph.domain.interchange import FORMAT

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def document(tmp_path, **more):
    content = {
        "format": FORMAT,
        "accounts": [
            {"id": "us", "name": "Velmont", "is_ours": True},
            {"id": "them", "name": "Exemplis", "valid_from": "2026-01-01"},
        ],
        "people": [{"id": "ana", "name": "Ana Exemple", "account_id": "them", "title": "Head of IT"}],
        "deals": [{"id": "d", "name": "Portal", "account_id": "them", "usual_contact_id": "ana"}],
        **more,
    }
    file = tmp_path / "exemplis.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_a_file_that_speaks_for_itself_is_opened_in_memory(tmp_path):
    with orggraph.open(document(tmp_path)) as workspace:
        assert [one.name for one in workspace.accounts()] == ["Velmont", "Exemplis"]
        assert [one.name for one in workspace.deals()] == ["Portal"]
        study = workspace.account("exemplis", as_of="2026-06-01")
        assert study.snapshot.as_of == date(2026, 6, 1)
        assert study.assess("Portal").verdict.name == "PREPARE"


def test_a_store_is_opened_by_url_or_by_the_path_of_its_file(tmp_path):
    path = tmp_path / "demo.db"
    with orggraph.open(f"sqlite:///{path}") as workspace:
        assert workspace.load(document(tmp_path)).created > 0
    with orggraph.open(path) as again:
        assert [one.name for one in again.deals()] == ["Portal"]
    with orggraph.open(path, workspace="another") as elsewhere:
        assert elsewhere.deals() == ()


def test_a_chart_is_loaded_under_the_name_of_its_account():
    with orggraph.open() as workspace:
        workspace.load(EXAMPLES / "prospect-org-chart.csv", account="Aubrelia Industries")
        workspace.load(str(EXAMPLES / "our-org-chart.csv"), account="Velmont Software", ours=True)
        study = workspace.account("Aubrelia Industries")
        assert len(study.chart()) == 60
        assert study.snapshot.ours.name == "Velmont Software"


def test_callers_are_spread_over_deals(tmp_path):
    with orggraph.open(document(tmp_path)) as workspace:
        agenda = workspace.agenda(["Portal"], as_of=date(2026, 6, 1))
        assert (agenda.assignments, [gap.deal_id for gap in agenda.unassigned]) == ((), [workspace.deals()[0].id])
        with pytest.raises(orggraph.NotFound, match="There is no deal 'Nothing'"):
            workspace.agenda(["Nothing"])


def refused(act):
    with pytest.raises(orggraph.OrgGraphError) as caught:
        act()
    return str(caught.value)


def test_what_cannot_be_opened_is_said(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("nothing of ours", encoding="utf-8")
    assert "no importer knows this file" in refused(lambda: orggraph.open(text))
    assert refused(lambda: orggraph.open("absent.json")).startswith("No store can be opened from 'absent.json'.")
    with orggraph.open() as workspace:
        assert refused(lambda: workspace.load(tmp_path / "absent.csv")).endswith("Give the path of a file.")
        assert refused(lambda: workspace.account("Exemplis")) == (
            "There is no account 'Exemplis'. There is none at all yet."
        )


def test_the_day_must_be_one_on_which_the_account_was_there(tmp_path):
    with orggraph.open(document(tmp_path)) as workspace:
        assert refused(lambda: workspace.account("Exemplis", as_of="yesterday")) == (
            "'yesterday' is not a day. Give it as 2026-06-01."
        )
        assert refused(lambda: workspace.account("Exemplis", as_of="2025-01-01")) == (
            "There was no account 'Exemplis' on 2025-01-01. Ask as of a later day."
        )


def test_accounts_and_deals_are_listed_whole(tmp_path):
    more = [{"id": f"d{n}", "name": f"Deal {n:03}", "account_id": "them"} for n in range(250)]
    with orggraph.open(document(tmp_path, deals=more)) as workspace:
        assert [one.name for one in workspace.deals()] == [f"Deal {n:03}" for n in range(250)]


def test_people_who_may_be_one_are_found_merged_split_and_kept_apart(tmp_path):
    people = [
        {"id": "ana", "name": "Ana Exemple", "account_id": "them", "title": "Head of IT"},
        {"id": "anna", "name": "Ana Exepmle", "account_id": "them", "title": "Head of IT"},
    ]
    with orggraph.open(document(tmp_path, people=people)) as workspace:
        assert workspace.doubtful_people() == (), "one document names two"
    with orggraph.open() as workspace:
        workspace.load(document(tmp_path, people=people[:1]))
        workspace.load(table(tmp_path), account="Exemplis")
        (doubt,) = workspace.doubtful_people("Exemplis", as_of="2026-06-01")
        assert workspace.doubtful_people(as_of="2026-06-01") == (doubt,)
        one, other = doubt.one.id, doubt.other.id
        assert workspace.merge_people(one, other) == one
        names = [record.said.get("name") for record in workspace.sources_of(one)]
        staying, split_off = workspace.split_person(one, [names.index(doubt.other.name)])
        assert (staying, split_off) == (one, other)
        workspace.merge_people(one, other)
        workspace.keep_apart(one, other)
        assert workspace.doubtful_people() == ()


def table(tmp_path):
    file = tmp_path / "chart.csv"
    file.write_text("id,name,title,manager id\n1,Ana Exepmle,Head of IT,\n", encoding="utf-8")
    return file
