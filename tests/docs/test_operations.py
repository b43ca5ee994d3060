"""The page on running OrgGraph names every setting, and words failures as the program does."""

import re
from pathlib import Path

import pytest

from orggraph.settings import Settings
from orggraph.stores.neo4j.address import SCHEMES
from orggraph.stores.neo4j.failures import MEANINGS

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
ON_THE_PAGE = {
    "Database.DatabaseNotFound",
    "TransactionTimedOut",
    "LockClientStopped",
    "OutOfMemory",
    "TransactionLogError",
    "needs to be restarted",
}


def test_every_setting_is_on_the_page_and_no_other():
    named = {f"ORGGRAPH_{name.upper()}" for name in Settings.model_fields} | {"ORGGRAPH_STORE"}
    assert set(re.findall(r"ORGGRAPH_\w+", PAGE)) == named


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_is_explained(scheme):
    plain, _, ending = scheme.partition("+")
    assert f"`{plain}://" in PAGE
    assert not ending or f"`+{ending}`" in PAGE


@pytest.mark.parametrize("problem", [problem for code, problem, _ in MEANINGS if code in ON_THE_PAGE])
def test_a_failure_of_the_page_is_worded_as_the_program_words_it(problem):
    assert f"... {problem.partition(' {')[0]}" in PAGE
