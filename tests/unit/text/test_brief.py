"""The page for a deal and the messages around a call: what they say, in whose words, and in which format."""

import ast
import re
from base64 import b64decode
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from orggraph import text as wording
from orggraph.analysis.escalation import assess
from orggraph.analysis.example import stalled_deal
from orggraph.domain.deals import PlanStepCode
from orggraph.domain.documents import DocumentFormat
from orggraph.domain.findings import BlockageCause
from orggraph.domain.people import Locale
from orggraph.domain.plans import Occasion, OccasionKind, PlanKind
from orggraph.planning.plan import plan
from orggraph.text import Told, as_text, brief, rendered, step_wording
from orggraph.text.catalogue import message_ids
from orggraph.text.rendering import as_html, as_markdown, as_pdf
from tests.unit.analysis.builders import DAY, call, stalled

HOSTILE = '<script>alert("x")</script> [a](http://x.example) *b* `c` {{ 7*7 }} #page'
HEBREW = "דוד לוי"
NAMES = {"per_our_cto": "Finn Byrne", "per_cio": "Céline Roux", "per_contact": "Ana Lima", "per_rep": "Gil Ortega"}
LONG = "Directrice déléguée à la transformation " * 6
SOURCES = ("brief", "call_page", "other_pages", "messages", "told", "rendering")


def told(locale=Locale.FR, familiar=frozenset(), **names):
    world, names = stalled_deal(), NAMES | names
    people = {
        id: replace(one, **({"name": names[id]} if id in names else {}), title=names.get(f"{id}_title", one.title))
        for id, one in world.people.items()
    }
    world = replace(world, people=people)
    answer = assess(world, "dea_1")
    return Told(world, answer, plan(world, answer), locale, familiar)


def said(page):
    return [page.title, page.lead, *(line for section in page.sections for line in (section.heading, *section.lines))]


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = set(), []

    def handle_starttag(self, tag, _):
        self.tags.add(tag)

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("locale", list(Locale))
def test_the_page_of_a_call_says_all_that_whoever_calls_needs(locale):
    found = told(locale)
    headings = [section.heading for section in brief(found).sections]
    heads = ("who", "stakes", "blocks", "unlocks", "opening", "questions", "tone", "contact", "after")
    assert headings[:9] == [found.say(f"brief-head-{name}") for name in heads]


@pytest.mark.parametrize("locale", list(Locale))
def test_the_page_never_names_a_price_to_offer_and_warns_of_discount_pressure_and_names(locale):
    page = brief(told(locale))
    for what in ("discount", "pressure", "names", "teams"):
        assert told(locale).say(f"brief-not-{what}") in said(page)


def test_both_languages_have_the_same_sections_lines_and_figures():
    english, french = (brief(told(locale)) for locale in Locale)
    assert [len(one.lines) for one in english.sections] == [len(one.lines) for one in french.sections]
    figures = [re.findall(r"\b0[.,](\d\d)\b", " ".join(said(page))) for page in (english, french)]
    assert figures[0] == figures[1] != []


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("code", list(PlanStepCode))
def test_a_step_with_somebody_to_speak_to_has_a_message_and_no_other(locale, code):
    found = told(locale)
    message = step_wording(found, found.plan.step(code))
    ours = {PlanStepCode.CHECK_GOLDEN_RULE, PlanStepCode.LOG_OUTCOME, PlanStepCode.STOP_CONDITION}
    assert (message is None) == (code in ours)
    assert not re.search(r"per_|[{}$]|\b[A-Z]+_[A-Z]+\b", message or "")


def test_where_nobody_calls_no_step_has_a_message():
    found = told()
    prepared = replace(found, plan=replace(found.plan, kind=PlanKind.PREPARE))
    assert all(step_wording(prepared, step) is None for step in prepared.plan.steps)


def test_somebody_is_addressed_familiarly_only_where_it_was_asked_for():
    plain = told()
    contact, target = plain.plan.contact_id, plain.plan.target_id
    formal = [step_wording(plain, step) or "" for step in plain.plan.steps]
    assert not re.search(r"\b(tu|toi|te|ton|ta|tes)\b|\bt\u2019", " ".join(formal))
    close = told(familiar=frozenset({contact}))
    notice, call = (
        step_wording(close, close.plan.step(code)) for code in (PlanStepCode.NOTIFY_CONTACT, PlanStepCode.MAKE_CALL)
    )
    assert "te prévenir" in notice
    assert not re.search(r"\b(vous|votre|vos)\b", notice)
    assert "vous" in call
    near = told(familiar=frozenset({target}))
    page = " ".join(line for section in brief(near).sections[4:6] for line in section.lines)
    assert not re.search(r"\b(vous|votre|vos)\b|-vous", page)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", list(OccasionKind))
def test_every_occasion_can_open_a_call(locale, kind):
    found = told(locale)
    occasion = Occasion(kind=kind, happens_on=DAY, since=DAY, years=3)
    found = replace(found, plan=replace(found.plan, occasions=(occasion,)))
    assert len(step_wording(found, found.plan.step(PlanStepCode.MAKE_CALL))) > 80


def test_of_an_occasion_that_is_past_on_the_day_of_the_call_nobody_speaks_as_of_one_to_come():
    found = told(Locale.EN)
    call = found.plan.step(PlanStepCode.MAKE_CALL)
    for day, begins in (
        (call.due_on, "I wanted to come back to the meeting"),
        (date.max, "We have a meeting coming up"),
    ):
        occasion = Occasion(kind=OccasionKind.MEETING_PLANNED, happens_on=day)
        assert begins in step_wording(replace(found, plan=replace(found.plan, occasions=(occasion,))), call)


@pytest.mark.parametrize("locale", list(Locale))
def test_once_the_call_was_made_the_page_says_so_and_when_the_contact_was_told(locale):
    world = stalled(escalations=(call("chief", "head", 0, made_on=DAY, contact_told_first=True),))
    answer = assess(world, "dea_1")
    found = Told(world, answer, plan(world, answer), locale)
    page = brief(found)
    assert page.lead == found.say("brief-made", day=found.day(DAY))
    contact = found.name(found.plan.contact_id)
    assert found.say("brief-contact-told", contact=contact, day=found.day(DAY)) in said(page)


def test_a_level_in_between_is_to_be_brought_in_and_a_vacant_one_is_not_told():
    found = told(Locale.EN)
    assert found.between == "vacant"
    notice = found.plan.step(PlanStepCode.NOTIFY_CONTACT)
    assert "level in between" not in step_wording(found, notice)
    (near, *_) = found.assessment.managers
    managers = tuple(replace(one, manager_id="per_cfo") if one is near else one for one in found.assessment.managers)
    held = replace(found, assessment=replace(found.assessment, managers=managers))
    assert "level in between" in step_wording(held, notice)


def test_without_a_recorded_occasion_none_is_made_up():
    found = told(Locale.EN)
    assert found.plan.occasions == ()
    assert "I am calling about one thing" in step_wording(found, found.plan.step(PlanStepCode.MAKE_CALL))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("cause", list(BlockageCause)[:4])
def test_each_organisational_cause_has_questions_and_messages_of_its_own(locale, cause):
    slug = cause.lower().replace("_", "-")
    ids = message_ids(locale)
    for start in ("brief-can", "brief-ask", "message-contact", "message-follow"):
        assert any(one.startswith(f"{start}-{slug}") for one in ids)


def test_the_same_facts_give_the_same_bytes():
    for form in DocumentFormat:
        assert rendered(brief(told()), form) == rendered(brief(told()), form)


def test_what_people_are_called_cannot_mark_up_html():
    page = brief(told(per_cio=HOSTILE, per_contact=HEBREW))
    read = Tags()
    read.feed(as_html(page))
    assert read.tags <= {
        *[
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "h1",
            "p",
            "main",
            "section",
            "h2",
            "ul",
            "li",
            "blockquote",
            "footer",
        ]
    }
    assert "49" not in "".join(read.words).split()
    assert '<script>alert("x")</script>' in "".join(read.words)
    assert f"\u2068{HEBREW}\u2069" in "".join(read.words)


def test_what_people_are_called_cannot_mark_up_markdown():
    written = as_markdown(brief(told(per_cio=HOSTILE)))
    assert "\\<script\\>" in written
    assert not re.search(r"(?<!\\)[<`\[]", written)


@pytest.mark.parametrize("name", [HOSTILE, HEBREW, "Zoë 🚀 Ångström", "#eval(sys) $x$ @ref", "x" * 300, LONG])
def test_a_pdf_is_one_page_whatever_people_are_called(name):
    page = brief(told(per_cio=name, per_cio_title=LONG, per_contact_title="y" * 200))
    made = PdfReader(BytesIO(as_pdf(page)))
    assert len(made.pages) == 1


def test_the_text_of_a_pdf_can_be_read_and_searched():
    page = brief(told())
    read = " ".join(PdfReader(BytesIO(as_pdf(page))).pages[0].extract_text().split())
    assert "Ce que l\u2019appel peut débloquer" in read
    assert told().name("per_cio") in read


def test_where_only_text_can_go_a_pdf_is_base64():
    page = brief(told())
    assert b64decode(as_text(page, DocumentFormat.PDF)) == as_pdf(page)
    assert as_text(page, DocumentFormat.HTML).startswith("<!doctype html>")


def test_no_sentence_stands_outside_the_catalogues():
    for name in SOURCES:
        source = (Path(wording.__path__[0]) / f"{name}.py").read_text(encoding="utf-8")
        tree = ast.parse(source)
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        raised = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | raised:
                assert not re.search(r"[a-z]{2,} [a-z]{2,}", node.value), (name, node.value)


def test_every_message_of_pages_and_calls_is_used():
    sources = "".join((Path(wording.__path__[0]) / f"{name}.py").read_text(encoding="utf-8") for name in SOURCES)
    said = re.findall(r'f?"((?:brief|message)-[a-z0-9-]+)', sources)
    worded = [one for one in message_ids(Locale.EN) if re.match(r"(brief|message)-", one)]
    assert [one for one in worded if not any(one.startswith(start) for start in said)] == []
