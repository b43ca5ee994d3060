"""The page of every story: one sheet as PDF, the same in both languages, and nothing left unsaid or unfilled."""

import re
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from orggraph.domain.people import Locale
from orggraph.domain.plans import PlanKind
from orggraph.text import brief, step_wording
from orggraph.text.rendering import as_pdf
from tests.golden.stories import NAMES, ask, load

NOUNS = re.compile(r"[^\u202f][;?!](?=\s|$)|[^\u00a0]:(?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»")


@cache
def told(name, locale):
    return ask(load(name)).told(locale)


def lines(name, locale):
    found = told(name, locale)
    page = brief(found)
    messages = [step_wording(found, step) or "" for step in found.plan.steps]
    return [
        page.title,
        page.lead,
        page.footer,
        *(line for section in page.sections for line in section.lines),
        *messages,
    ]


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_one_sheet_whose_text_can_be_read(name, locale):
    page = brief(told(name, locale))
    (sheet,) = PdfReader(BytesIO(as_pdf(page))).pages
    read = "".join(sheet.extract_text().split())
    assert all("".join(section.heading.split()) in read for section in page.sections)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_unfilled(name, locale):
    for line in lines(name, locale):
        assert not re.search(r"[{}$]|\b(None|per_|pos_|dea_|sig_)|[A-Z]{2,}_[A-Z]", line)
        assert "  " not in line


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_say_the_same_with_the_same_figures(name):
    english, french = (lines(name, locale) for locale in Locale)
    assert len(english) == len(french)
    for one, other in zip(english, french, strict=True):
        assert sorted(re.findall(r"\d+", one)) == sorted(re.findall(r"\d+", other))


@pytest.mark.parametrize("name", NAMES)
def test_french_is_set_as_french_is(name):
    stakes = told(name, Locale.FR).stakes
    for line in lines(name, Locale.FR):
        own = line.replace(stakes, "") if stakes else line
        assert not NOUNS.search(own), own
        assert not re.search(r"\b(de|le|la|que|ne|se|je|me|te) [aeiouéèêhAEIOUÉÈÊ](?!t\b)", own), own


@pytest.mark.parametrize("name", NAMES)
def test_days_are_written_as_the_reader_writes_them(name):
    for locale in Locale:
        assert not re.search(r"\b20\d\d-\d\d", " ".join(lines(name, locale)))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", NAMES)
def test_who_stands_against_is_named_in_no_message_and_no_page_of_a_call(name, locale):
    found = told(name, locale)
    if found.plan.kind is not PlanKind.CALL:
        assert found.plan.caller_id is None
        return
    ends = {found.plan.caller_id, found.plan.target_id, found.plan.contact_id, found.plan.owner_id}
    against = [
        part.person_id
        for part in found.snapshot.stakeholders.get(found.plan.deal_id, ())
        if part.stance and part.stance.value < 0 and part.person_id not in ends
    ]
    text = " ".join(lines(name, locale))
    assert all(found.name(person) not in text for person in against)
