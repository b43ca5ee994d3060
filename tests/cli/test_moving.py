"""Whole workspaces moved by the commands: copied, dumped, restored, and held against what was sent."""

import json

import pytest

from tests.cli.running import Cli, on_a_terminal

DEAL = "S&OP planning for the plants"
SERVER = pytest.param("neo4j", marks=pytest.mark.neo4j)


@pytest.fixture(params=["sqlite", SERVER])
def other(request, tmp_path, capsys):
    """The commands, on an empty store of a kind."""
    url = f"sqlite:///{tmp_path}/other.db" if request.param == "sqlite" else request.getfixturevalue("neo4j_url")
    return Cli(url, capsys)


def told(cli, *arguments):
    return json.loads(cli.told(*arguments, "--json"))


def test_a_workspace_copied_there_and_back_is_the_same(example, other, cli):
    there = told(example, "store", "copy", example.store, other.store)
    assert told(cli, "store", "copy", other.store, cli.store) == there
    assert (there["entries"] > 1_000, len(there["content"])) == (True, 64)
    answers = {one.told("escalate", DEAL) for one in (example, other, cli)}
    assert len(answers) == 1


def test_a_workspace_goes_through_a_file(example, other, cli, tmp_path):
    files = [tmp_path / "a.gz", tmp_path / "b.gz"]
    dumped = told(example, "store", "dump", files[0])
    assert told(other, "store", "restore", files[0]) == dumped
    assert told(other, "store", "dump", files[1]) == dumped
    assert told(cli, "store", "restore", files[1]) == dumped
    assert example.told("export") == other.told("export") == cli.told("export")


def test_what_was_done_is_said_with_what_is_not_part_of_it(example, cli, tmp_path):
    said = [
        example.told("store", "dump", tmp_path / "a.gz"),
        cli.told("store", "restore", tmp_path / "a.gz"),
        example.told("store", "copy", example.store, f"sqlite:///{tmp_path}/x.db"),
    ]
    assert [line.split()[0] for line in said] == ["Dumped", "Restored", "Copied"]
    assert len({line.partition(" ")[2] for line in said}) == 1
    assert all("Tokens are not part of it: make new ones." in line for line in said)


@pytest.mark.parametrize("arguments", [("store", "restore", "a.gz"), ("store", "copy", "{example}", "{other}")])
def test_a_store_that_holds_something_is_left_as_it_is(example, other, tmp_path, arguments):
    example.told("store", "dump", tmp_path / "a.gz")
    file = tmp_path / "contacts.csv"
    file.write_text("id,name,title,manager id\n1,Zoé Exemple,Buyer,\n", encoding="utf-8")
    other.told("import", file, "--account", "Exemplis", "--yes")
    before = other.told("export")
    places = {"{example}": example.store, "{other}": other.store, "a.gz": tmp_path / "a.gz"}
    ran = other(*(places.get(one, one) for one in arguments))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Error: The workspace default is not empty. Restore into an empty store.\n"
    assert other.told("export") == before


def test_a_file_that_was_cut_short_is_refused_and_leaves_the_store_empty(example, other, tmp_path):
    whole = tmp_path / "a.gz"
    example.told("store", "dump", whole)
    cut = tmp_path / "cut.gz"
    cut.write_bytes(whole.read_bytes()[:-2_000])
    ran = other("store", "restore", cut)
    assert (ran.code, ran.out) == (1, "")
    assert f"{cut} is no whole archive" in ran.err
    assert "Use one that `orggraph store dump` finished." in ran.err
    assert told(other, "store", "restore", whole)["entries"] > 1_000


def test_how_far_it_is_shows_on_a_terminal(example, tmp_path):
    for number, arguments in enumerate(
        (["dump", tmp_path / "a.gz"], ["copy", example.store, f"sqlite:///{tmp_path}/x.db"], ["restore", "a.gz"])
    ):
        store = example.store if number < 2 else f"sqlite:///{tmp_path}/y.db"
        ended, seen = on_a_terminal(["--store", store, "store", *arguments], tmp_path)
        assert ended == 0
        count = f"{int(seen.split(' entries;')[0].split()[-1]):,}"
        assert f"Writing {count}" in seen
        assert (f"Comparing {count} of {count}" in seen) is (number > 0)
