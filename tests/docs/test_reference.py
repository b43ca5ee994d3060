"""The reference documents say what the program has."""

import re
from pathlib import Path

import pytest

from docs.generate import DOCUMENTS, with_generated
from orggraph.errors import OrgGraphError
from orggraph_api.errors import UserErrorCode

ERRORS = Path(__file__).parents[2] / "docs" / "reference" / "errors.md"
ON_THE_WAY = {"UNAUTHENTICATED", "INTERNAL"}
"""Codes that no class of errors.py has: the API gives them."""

OF_THE_WHOLE = {
    "STORE",
    "TOO_COMPLEX",
    "PERSISTED_QUERY_NOT_FOUND",
    "UNTRUSTED_DOCUMENT",
    "RATE_LIMITED",
    "TOO_MANY",
    "TIMEOUT",
    "BUSY",
}
"""Codes of an operation that is not run, or cannot go on: no mutation answers them as data."""


def codes(kind=OrgGraphError):
    """Give the codes of all classes below one."""
    found = {below.code for below in kind.__subclasses__() if "code" in vars(below)}
    return found.union(*(codes(below) for below in kind.__subclasses__()))


@pytest.mark.parametrize("document", list(DOCUMENTS), ids=lambda document: document.name)
def test_a_reference_is_what_make_docs_writes(document):
    written = document.read_text(encoding="utf-8")
    assert with_generated(written, DOCUMENTS[document]()) == written


def test_every_code_has_its_chapter_and_every_chapter_its_code():
    chapters = re.findall(r"^## (\w+)$", ERRORS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(chapters) == len(set(chapters))
    assert set(chapters) == codes() | ON_THE_WAY


def test_every_chapter_says_where_it_shows_and_what_to_do():
    _, *chapters = ERRORS.read_text(encoding="utf-8").split("\n## ")
    for chapter in chapters:
        assert re.search(r"HTTP: .+\. Command line: .+\.", chapter), chapter
        assert re.search(r"^Do: .+\.$", chapter, re.MULTILINE | re.DOTALL), chapter


def test_a_mutation_can_answer_every_code_that_is_the_users():
    assert {code.value for code in UserErrorCode} == codes() - OF_THE_WHOLE
