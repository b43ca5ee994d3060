"""What is said of the two example deals, word for word; a change of it is read by a person before it is kept."""

import re

import pytest

from tests.golden.example_texts import DEALS, FOLDER, example_texts

LONGEST = 46


@pytest.fixture(scope="module")
def said():
    return {file.name: text for file, text in example_texts()}


@pytest.mark.parametrize("deal", list(DEALS.values()))
@pytest.mark.parametrize("question", ["escalate", "diagnose"])
@pytest.mark.parametrize("locale", ["en", "fr"])
def test_it_is_said_as_it_was_read(said, question, deal, locale):
    name = f"{question}-{deal}.{locale}.txt"
    assert said[name] == (FOLDER / name).read_text(encoding="utf-8"), (
        "read it; `python -m tests.golden.example_texts` keeps it"
    )


def test_nothing_is_kept_that_is_not_said(said):
    assert {file.name for file in FOLDER.iterdir()} == said.keys()


@pytest.mark.parametrize("deal", list(DEALS.values()))
@pytest.mark.parametrize("question", ["escalate", "diagnose"])
def test_both_languages_have_the_same_figures_and_no_more_lines_than_a_rep_reads(said, question, deal):
    english, french = (said[f"{question}-{deal}.{locale}.txt"] for locale in ("en", "fr"))
    figures = [re.findall(r"[+\u2212]?\d+[.,]\d+", text) for text in (english, french)]
    assert [figure.replace(",", ".") for figure in figures[1]] == figures[0]
    assert len(english.splitlines()) == len(french.splitlines()) <= LONGEST
