import re
from importlib import resources

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from orggraph.domain.findings import REAL_CAUSES, BlockageCause, GateRule, PathLink, PathStep, Pressure, RuleStatus
from orggraph.domain.people import Locale, Seniority
from orggraph.domain.signals import SignalKind
from orggraph.text import (
    cause_name,
    contribution_label,
    objection_questions,
    path_step_reason,
    pressure_message,
    rule_name,
    say,
    seniority_name,
    signal_name,
)
from orggraph.text.catalogue import joined, message_ids
from orggraph.text.wording import likelihood

NARROW, WIDE = "\u202f", "\u00a0"
TIES = ("declared", "connection", "connection_recent", "last_contact", "colleagues")
FITS = ("rank_parity", "function_parity", "warmth", "freshness")
CODES = (*TIES, *FITS, "executive_committee", "level_word", "function_word")


class Texts(Visitor):
    """Collects what each message says, and which variables it needs."""

    def __init__(self):
        self.texts, self.variables = [], set()

    def visit_TextElement(self, node):  # noqa: N802
        self.texts.append(node.value)

    def visit_VariableReference(self, node):  # noqa: N802
        self.variables.add(node.id.name)


def messages(code):
    found = {}
    for file in (resources.files("orggraph.text") / "locales" / code).iterdir():
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), (file.name, entry.content)
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{entry.id.name} twice"
                texts = Texts()
                texts.visit(entry)
                found[entry.id.name] = texts
    return found


ENGLISH, FRENCH = messages("en"), messages("fr")


def test_both_languages_word_the_same_messages_with_the_same_parameters():
    assert ENGLISH.keys() == FRENCH.keys()
    assert {k: v.variables for k, v in ENGLISH.items()} == {k: v.variables for k, v in FRENCH.items()}
    assert message_ids(Locale.EN) == message_ids(Locale.FR) == ENGLISH.keys()


def test_both_languages_have_the_same_files():
    names = [
        sorted(file.name for file in (resources.files("orggraph.text") / "locales" / code).iterdir())
        for code in ("en", "fr")
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize("name", sorted(FRENCH))
def test_french_typography(name):
    for text in FRENCH[name].texts:
        assert "'" not in text, "a typographic apostrophe"
        assert not re.search(r"[^\u202f][;?!]", text), "a narrow no-break space before ; ? !"
        assert not re.search(r"[^\u00a0]:", text), "a no-break space before a colon"
        assert not re.search(r"\b(de|le|la|que|ne|se|je|me|te|si il) [aeiouéèêh]", text), "an elision is missing"
        assert "  " not in text


@pytest.mark.parametrize("name", sorted(ENGLISH))
def test_english_typography(name):
    for text in ENGLISH[name].texts:
        assert "'" not in text
        assert NARROW not in text
        assert WIDE not in text


@pytest.mark.parametrize("locale", list(Locale))
def test_every_code_is_worded(locale):
    words = [
        *(signal_name(kind, locale) for kind in SignalKind),
        *(contribution_label(kind.value, locale) for kind in SignalKind),
        *(cause_name(cause, locale) for cause in BlockageCause),
        *(rule_name(rule, locale) for rule in GateRule),
        *(say(locale, f"status-{status.value.lower()}") for status in RuleStatus),
        *(seniority_name(rank, locale) for rank in Seniority),
        *(contribution_label(code, locale) for code in CODES),
        *(likelihood(p, locale) for p in (0.0, 0.4, 0.6, 0.99)),
    ]
    assert all(words)
    assert not any(re.search(r"[A-Z]_|[{}$]", word) for word in words)


@pytest.mark.parametrize("locale", list(Locale))
def test_every_step_is_worded_a_vacant_seat_too(locale):
    steps = [PathStep(link=link, strength=1, person_id="a", position_id=None) for link in PathLink]
    assert all("Ana Lima" in path_step_reason(step, {"a": "Ana Lima"}, locale) for step in steps)
    assert "acant" in path_step_reason(
        PathStep(link=PathLink.MANAGES, strength=1, person_id=None, position_id="p"), {}, locale
    )


def test_somebody_without_a_name_is_not_shown_as_an_id():
    step = PathStep(link=PathLink.CALLER, strength=1, person_id="per_1", position_id=None)
    assert path_step_reason(step, {}, Locale.FR) == "Une personne non nommée ici passe l\u2019appel."


def test_every_label_of_a_title_is_its_own_and_an_unknown_one_is_generic():
    assert contribution_label("deputy", Locale.FR) == "adjoint"
    assert contribution_label("some_new_code", Locale.EN) == "read in the title"


@pytest.mark.parametrize("locale", list(Locale))
def test_real_causes_have_two_to_four_questions_and_the_others_none(locale):
    for cause in BlockageCause:
        questions = objection_questions(cause, locale)
        assert len(questions) in ((2, 3, 4) if cause in REAL_CAUSES else (0,))
        assert all(question.endswith("?") for question in questions)


def test_a_missing_message_or_parameter_is_an_error():
    with pytest.raises(LookupError):
        say(Locale.EN, "nonsense")
    with pytest.raises(LookupError):
        say(Locale.EN, "manager-line", level=1)


def test_pressure_in_words():
    assert pressure_message(Pressure(0, 1, warning=False), Locale.EN) == "No follow-up and one discount lately."
    assert pressure_message(Pressure(3, 0, warning=True), Locale.FR).startswith(
        "3 relances et aucune remise récemment. "
    )


def test_lists():
    assert [joined(Locale.EN, list("ABC"[:n])) for n in range(4)] == ["", "A", "A and B", "A, B and C"]
