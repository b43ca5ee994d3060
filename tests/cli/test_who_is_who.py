"""Who is who on the command line: pairs in doubt, and what somebody decides of them."""

import json

import pytest

CHART = "id,name,title,email,manager id\n1,Élise Durand,Chief Buyer,,\n2,Omar Haddad,CFO,,1\n"
CONTACTS = (
    "Record ID,First Name,Last Name,Email,Job Title,Company Name,Lifecycle Stage\n"
    "7,Elise,Duarnd,elise@exemplis.example,Chief Buyer,Exemplis,lead\n8,Nadia,Roux,,Buyer,Exemplis,lead\n"
)
MAY_BE = "May be one person, 46%: "
WHY = ": names that are alike +0.31; the same title +0.15."
DECIDE = "Decide with: orggraph people doubtful, merge, keep-apart."


@pytest.fixture
def contacts(cli, tmp_path):
    """A file of contacts, beside a chart that was imported."""
    for name, content in (("chart.csv", CHART), ("contacts.csv", CONTACTS)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    cli.told("import", tmp_path / "chart.csv", "--account", "Exemplis", "--yes")
    return tmp_path / "contacts.csv"


def pair(cli, *more):
    (found,) = json.loads(cli.told("people", "doubtful", "--json", *more))
    return {found[end]["name"]: found[end]["id"] for end in ("one", "other")}


def people(cli):
    return sorted(one["name"] for one in json.loads(cli.told("search", "e", "--json")) if one["kind"] == "person")


def test_a_preview_and_an_import_tell_who_may_be_one(cli, contacts):
    for how in ("--preview", "--yes"):
        told = cli("import", contacts, how).err.splitlines()
        assert told[0].startswith(MAY_BE)
        assert told[0].endswith(WHY)
        assert told[1:] == [DECIDE]
    found = json.loads(cli("import", contacts, "--preview", "--json").out)
    assert found["doubtfulPairs"] == [], "a file that changes nothing puts nobody in doubt"
    assert pair(cli).keys() == {"Élise Durand", "Elise Duarnd"}


def test_pairs_in_doubt_are_data_too(cli, contacts):
    for how in ("--preview", "--yes"):
        (found,) = json.loads(cli("import", contacts, how, "--json").out)["doubtfulPairs"]
        assert {found["one"]["name"], found["other"]["name"]} == {"Élise Durand", "Elise Duarnd"}
        assert [reason["code"] for reason in found["reasons"]] == ["similar_name", "same_title"]
        assert found["probability"] == pytest.approx(sum(reason["value"] for reason in found["reasons"]))


def test_pairs_in_doubt_are_listed_for_an_account(cli, contacts):
    cli("import", contacts, "--yes")
    row = cli.told("people", "doubtful", "--account", "Exemplis").splitlines()[1]
    assert row.startswith("0.46")
    assert WHY[2:-1] in row
    ran = cli("people", "doubtful", "--account", "Nobody")
    assert (ran.code, ran.err) == (1, "Error: There is no account Nobody.\n")


def test_two_are_merged_and_split_again_by_what_sources_said(cli, contacts):
    cli("import", contacts, "--yes")
    ids = pair(cli)
    kept = json.loads(cli.told("people", "merge", "Élise Durand", ids["Elise Duarnd"], "--json"))
    assert kept == [{"id": ids["Élise Durand"], "name": "Élise Durand", "title": "Chief Buyer"}]
    assert json.loads(cli.told("people", "doubtful", "--json")) == []
    told = json.loads(cli.told("people", "sources", "Élise Durand", "--json"))
    (record,) = (one["record"] for one in told if one["said"].get("name") == "Elise Duarnd")
    assert f"{record}" in cli.told("people", "sources", "Élise Durand")
    split = json.loads(cli.told("people", "split", "Élise Durand", record, "--json"))
    assert [one["id"] for one in split] == [ids["Élise Durand"], ids["Elise Duarnd"]]


def test_two_are_kept_apart_for_good(cli, contacts):
    cli("import", contacts, "--yes")
    ids = pair(cli)
    assert cli.told("people", "keep-apart", *ids.values()).splitlines()[0].split() == ["id", "name", "title"]
    assert json.loads(cli.told("people", "doubtful", "--json")) == []


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (("merge", "Élise Durand", "Élise Durand"), "These two are one person already. Name two people."),
        (("merge", "Nobody", "Élise Durand"), "There is no person Nobody."),
        (("keep-apart", "Élise Durand", "per_none"), "There is no person per_none."),
        (
            ("split", "Élise Durand", "9"),
            "There is no source record 9: this person has 3, counted from 0. Ask what sources said again.",
        ),
        (
            ("split", "Omar Haddad", "0"),
            "Nothing would be left of this person. Leave at least one record with the person.",
        ),
    ],
)
def test_what_cannot_be_decided_is_said_plainly(cli, contacts, command, problem):
    assert contacts.exists()
    ran = cli("people", *command)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"Error: {problem}\n"


def test_a_name_that_two_bear_asks_for_the_id(cli, contacts):
    cli("import", contacts, "--yes")
    cli("import", contacts.parent / "chart.csv", "--account", "Morelis", "--yes")
    ran = cli("people", "sources", "Élise Durand")
    assert ran.code == 1
    assert ran.err.startswith("Error: Several people are called 'Élise Durand': per_")
