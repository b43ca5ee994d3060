"""The page for a deal over the API, and the message of each step, for who may see what they say."""

from base64 import b64decode

import pytest

from orggraph.domain.viewer import Permission, Role
from tests.api.test_plans import Story

BRIEF = """query($id: ID!, $locale: Locale, $format: DocumentFormat! = MARKDOWN, $familiar: [ID!], $options: EscalationOptions) { deal(id: $id) {
  plan(locale: $locale, familiarWith: $familiar, options: $options) { kind brief(format: $format) steps { code wording } } } }"""


@pytest.fixture
def story(api):
    return Story(api)


def asked(story, **given):
    return story.api.ask(BRIEF, id=story.deal, **given)["deal"]["plan"]


def test_the_page_comes_in_each_format_and_language(story):
    english, french = (asked(story, locale=locale)["brief"] for locale in ("EN", "FR"))
    assert english.startswith("# Call brief: Ordonnancement des ateliers\n")
    assert french.startswith("# Note d\u2019appel\u00a0: Ordonnancement des ateliers\n")
    assert asked(story, format="HTML")["brief"].startswith("<!doctype html>\n")
    assert b64decode(asked(story, format="PDF")["brief"]).startswith(b"%PDF")


def test_a_step_has_the_message_that_goes_with_it(story):
    said = {step["code"]: step["wording"] for step in asked(story, locale="FR")["steps"]}
    assert "Je tenais à vous prévenir" in said["NOTIFY_CONTACT"]
    assert said["LOG_OUTCOME"] is None


def test_whom_one_knows_well_is_addressed_so(story):
    said = asked(story, locale="FR", familiar=[story.person("soulier")])["steps"]
    assert "Je tenais à te prévenir" in next(step["wording"] for step in said if step["code"] == "NOTIFY_CONTACT")


def test_where_nobody_should_call_the_page_says_why_and_what_to_do_instead(api):
    story = Story(api, "real-budget")
    plan = asked(story, locale="EN", options={"asOf": "2026-11-18"})
    assert plan["kind"] == "BACK_TO_BASICS"
    assert plan["brief"].startswith("# Back to basics: ")
    assert "## What to do instead" in plan["brief"]
    assert [step["wording"] for step in plan["steps"] if step["wording"]] == []


def test_the_page_says_nothing_that_its_reader_may_not_see(api):
    story = Story(api, "champion-moves-up")
    options = {"asOf": "2026-11-16"}
    assert "may hold another post" in asked(story, locale="EN", options=options)["brief"]
    given = {"id": story.deal, "locale": "EN", "options": options}
    reader = api.sign_in("reader", Role.REP, scopes=(Permission.MAP_READ, Permission.OPINION_READ))
    hidden = api.ask(BRIEF, headers=reader, **given)["deal"]["plan"]["brief"]
    assert "may hold another post" not in hidden
    blind = api.sign_in("looker", Role.REP, scopes=(Permission.MAP_READ,))
    unseen = api.ask(BRIEF, headers=blind, **given)["deal"]["plan"]["brief"]
    assert "champion is convinced" not in unseen
    assert "Other priorities" not in unseen
