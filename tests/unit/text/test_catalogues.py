import ast as python
import re
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from orggraph import analysis
from orggraph.analysis.escalation import conclude
from orggraph.analysis.example import stalled_deal
from orggraph.analysis.gate import TABLE
from orggraph.analysis.pair_rules import KINDS
from orggraph.analysis.question import ask
from orggraph.analysis.warmth import tie_strength
from orggraph.analysis.weight import Weights
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import REAL_CAUSES, BlockageCause, GateRule, PathLink, PathStep, Pressure, RuleStatus
from orggraph.domain.people import Locale, Seniority
from orggraph.domain.relations import Tie
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
    signal_question,
)
from orggraph.text.catalogue import joined, message_ids
from orggraph.text.wording import effect, judgement, likelihood, signed
from tests.unit.text.answers import CASES

NARROW, WIDE = "\u202f", "\u00a0"
ANALYSIS = Path(analysis.__path__[0])
FAMILIES = re.compile(r"(call|cost|disavowal|structure)_[a-z_]+")
"""Codes of these families stand in tables, and are known by their first word."""


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
        *(likelihood(p, locale) for p in (0.0, 0.2, 0.4, 0.6, 0.99)),
    ]
    assert all(words)
    assert len({likelihood(p, locale) for p in (0.0, 0.2, 0.4, 0.6, 0.99)}) == 5
    assert not any(re.search(r"[A-Z]_|[{}$]", word) for word in words)


def emitted_codes():
    """Find every code of a contribution in the source of the analysis: where one is made, and in its tables."""
    for file in ANALYSIS.glob("*.py"):
        tree = python.parse(file.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in python.walk(tree) if isinstance(node, python.Expr)}
        for node in python.walk(tree):
            if isinstance(node, python.Constant) and isinstance(node.value, str) and id(node) not in docs:
                if FAMILIES.fullmatch(node.value):
                    yield node.value
            elif isinstance(node, python.Call) and getattr(node.func, "id", "") == "Contribution":
                first = node.args[0]
                if isinstance(first, python.Constant):
                    yield first.value


def test_every_code_that_the_analysis_can_emit_has_a_label_of_its_own():
    found = set(emitted_codes())
    assert {"call_arbitration", "cost_level", "disavowal_base", "structure_split", "inferred_rank"} <= found
    assert {"leverage", "opposes", "colleagues", "warmth"} <= found
    labelled = {
        name.removeprefix("label-").replace("-", "_") for name in message_ids(Locale.EN) if name[:6] == "label-"
    }
    assert found <= labelled


def test_every_code_that_an_example_emits_has_a_label_of_its_own():
    question = ask(stalled_deal(), "dea_1")
    (path,) = conclude(question).paths
    day, weights = date(2026, 6, 1), Weights(question.hierarchy, question.graph, question.options.assumptions)
    tie = Tie(id="tie_1", one_id="a", other_id="b", confidence=1, source="x", connected_on=day, last_contact=day)
    parts = [
        *path.contributions,
        *path.disavowal.contributions,
        *(part for one in weights.in_deal(question.model) for part in one.contributions),
        *(
            part
            for found in (tie, replace(tie, strength=0.5))
            for part in tie_strength(found, day, Assumptions()).reasons
        ),
    ]
    emitted = {part.code for part in parts}
    assert {"social_power", "brokerage", "declared", "connection", "connection_recent", "last_contact"} <= emitted
    said = {contribution_label(part.code, Locale.EN, part.detail) for part in parts}
    assert len(said) == len(emitted)
    assert contribution_label("nonsense", Locale.EN) not in said
    assert "how far they trust us is not known; a middling trust is assumed" in said


def test_every_reason_of_every_rule_that_stands_in_the_analysis_is_known_to_these_tests():
    rules = {row.rule for row in TABLE} | KINDS.keys()
    assert {GateRule(rule) for rule, _, _ in CASES} == rules == set(GateRule)
    source = "".join(
        (ANALYSIS / name).read_text(encoding="utf-8") for name in ("gate.py", "pair_rules.py", "overuse.py")
    )
    unheard = {reason for _, reason, _ in CASES if f'"{reason}"' not in source}
    assert unheard == set()


def test_no_reason_is_worded_that_no_rule_has():
    causes = {rule for rule, _, _ in CASES if rule.startswith("NO_")}
    worded = {name for name in message_ids(Locale.EN) if re.match(r"rule-(?!name-|line|no-pair)", name)}
    expected = {
        f"rule-{'cause' if rule in causes else rule}-{reason}".lower().replace("_", "-")
        for rule, reason, _ in CASES
        if reason != "no_pair"
    }
    assert worded == expected


@pytest.mark.parametrize("locale", list(Locale))
def test_each_signal_has_a_question_of_its_own(locale):
    asked = [signal_question(kind, locale) for kind in SignalKind]
    assert len(set(asked)) == len(SignalKind) == 40
    assert all(question.endswith("?") for question in asked)


def test_a_change_is_said_with_its_size_and_sign():
    assert [effect(points, Locale.EN) for points in (0.15, 0.05, 0.01, 0.0, -0.01, -0.05, -0.15)] == [
        "much better than now (+0.15)",
        "better than now (+0.05)",
        "a little better than now (+0.01)",
        "no different from now",
        "a little worse than now (\u22120.01)",
        "worse than now (\u22120.05)",
        "much worse than now (\u22120.15)",
    ]
    assert [signed(points, Locale.FR) for points in (0.2, -0.2, 0.004)] == ["+0,20", "\u22120,20", "0,00"]
    assert judgement(0.5, Locale.FR) == "possible (0,50)"


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
        say(Locale.EN, "manager-line", line="N+1")


def test_pressure_in_words():
    assert pressure_message(Pressure(0, 1, warning=False), Locale.EN) == "No follow-up and one discount lately."
    assert pressure_message(Pressure(3, 0, warning=True), Locale.FR).startswith(
        "3 relances et aucune remise récemment. "
    )


def test_lists():
    assert [joined(Locale.EN, list("ABC"[:n])) for n in range(4)] == ["", "A", "A and B", "A, B and C"]
