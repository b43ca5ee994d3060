"""A whole answer in words, as the terminal shows it: the verdict first, then who and what else, then why."""

from collections.abc import Iterator, Mapping

from orggraph.domain.findings import EscalationAssessment, EscalationVerdict, Manager, NextQuestion, RuleStatus
from orggraph.domain.people import Locale
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import FactOrigin
from orggraph.text.advice import verdict_sentence
from orggraph.text.catalogue import say
from orggraph.text.ways import Ways
from orggraph.text.wording import (
    POSSIBLE,
    cause_name,
    judgement,
    likelihood,
    name_of,
    objection_questions,
    pressure_message,
    rule_explanation,
    rule_name,
    rule_remedy,
    seniority_name,
    signal_question,
)

_SHOWN_CAUSES = 2
_TELLING = 0.005
"""A question that tells less shows as nothing."""
_GRAVEST_FIRST = (RuleStatus.FAIL, RuleStatus.UNKNOWN, RuleStatus.PASS)


def assessment_text(
    assessment: EscalationAssessment,
    names: Mapping[str, str],
    locale: Locale,
    short: Mapping[str, str] | None = None,
) -> str:
    """Word a whole answer.

    Parameters
    ----------
    assessment : EscalationAssessment
        What the analysis found.
    names : mapping of str to str
        How to show each person and seat, by id: a name, best with a title. Who is missing is said not to be named.
    locale : Locale
        The language.
    short : mapping of str to str, optional
        How to show people within a sentence: a name alone.

    Returns
    -------
    str
        Lines of plain text.
    """
    short = short or names
    ways = Ways(assessment, short, locale)
    sections = (
        _head(assessment, names, short, locale),
        ways.paths(),
        ways.excluded(),
        ways.alternatives(),
        _why(assessment, locale),
        _basics(assessment, names, locale),
        question_lines(assessment.diagnosis.next_questions, locale),
        _firmness(assessment, locale),
    )
    return "\n\n".join("\n".join(lines) for lines in (list(section) for section in sections) if lines)


def question_lines(questions: tuple[NextQuestion, ...], locale: Locale) -> Iterator[str]:
    """Ask what would tell most, leaving out what would hardly tell anything."""
    telling = [question for question in questions if question.expected_information >= _TELLING]
    if telling:
        yield say(locale, "title-questions")
    yield from (f"   - {signal_question(question.signal, locale)}" for question in telling)


def _head(
    assessment: EscalationAssessment, names: Mapping[str, str], short: Mapping[str, str], locale: Locale
) -> Iterator[str]:
    yield verdict_sentence(assessment, locale, short)
    if assessment.contact_id:
        yield say(locale, "contact-line", contact=name_of(assessment.contact_id, names, locale))
    yield from (_manager(manager, names, locale) for manager in assessment.managers)
    yield _blocks(assessment, locale)
    yield say(locale, "chance-line", judgement=judgement(assessment.baseline.probability.mean, locale))
    pressure = assessment.diagnosis.pressure
    if pressure.warning:
        yield pressure_message(pressure, locale)
    if assessment.lost_lines:
        yield say(locale, "lost-lines", count=len(assessment.lost_lines))


def _manager(manager: Manager, names: Mapping[str, str], locale: Locale) -> str:
    vacant = names.get(manager.position_id) or ""
    empty = f"{say(locale, 'manager-vacant')} ({vacant})" if vacant else say(locale, "manager-vacant")
    person = name_of(manager.manager_id, names, locale) if manager.manager_id else empty
    if manager.origin is FactOrigin.INFERRED:
        person = say(locale, "manager-inferred", person=person)
    dotted = manager.kind is ReportingKind.DOTTED
    line = say(locale, "manager-level-dotted" if dotted else "manager-level", level=manager.levels_up)
    return say(locale, "manager-line", line=line, person=person)


def _blocks(assessment: EscalationAssessment, locale: Locale) -> str:
    """Name the likeliest causes that something speaks for."""
    if assessment.diagnosis.organisational is None:
        return say(locale, "nothing-observed")
    spoken_for = [
        found
        for found in assessment.diagnosis.causes[:_SHOWN_CAUSES]
        if found.log_odds > found.prior and found.probability >= POSSIBLE
    ]
    lines = [
        say(
            locale,
            "cause-line",
            cause=cause_name(found.cause, locale),
            likelihood=likelihood(found.probability, locale),
        )
        for found in spoken_for
    ]
    return say(locale, "blocks-line", causes=", ".join(lines)) if lines else say(locale, "blocks-nothing")


def _why(assessment: EscalationAssessment, locale: Locale) -> Iterator[str]:
    """Give the rules, those that stand in the way first; rules with one and the same answer share a line."""
    yield say(locale, "title-why")
    together: dict[tuple[RuleStatus, str, str], list[str]] = {}
    for check in sorted(assessment.rules, key=lambda check: _GRAVEST_FIRST.index(check.status)):
        why, remedy = rule_explanation(check, locale), rule_remedy(check, locale) or ""
        together.setdefault((check.status, why, remedy), []).append(rule_name(check.rule, locale))
    for (status, why, remedy), rules in together.items():
        said = say(locale, f"status-{status.value.lower()}")
        yield "   " + say(locale, "rule-line", name=" / ".join(rules), status=said, why=why)
        if remedy:
            yield "      " + say(locale, "remedy-line", what=remedy)


def _basics(assessment: EscalationAssessment, names: Mapping[str, str], locale: Locale) -> Iterator[str]:
    if assessment.back_to_basics:
        yield say(locale, "title-basics")
    for answer in assessment.back_to_basics:
        cause = cause_name(answer.cause, locale)
        if answer.who_id:
            who, level = name_of(answer.who_id, names, locale), seniority_name(answer.level, locale)
            yield "   " + say(locale, "basics-line", cause=cause, who=who, level=level)
        else:
            yield "   " + say(locale, "basics-nobody", cause=cause)
        yield from (f"      - {question}" for question in objection_questions(answer.cause, locale))


def _firmness(assessment: EscalationAssessment, locale: Locale) -> Iterator[str]:
    """Say how far the answer can be trusted."""
    holds = assessment.robustness
    if assessment.paths:
        yield say(locale, "firmness", verdict=holds.verdict_holds, first=holds.first_path_holds)
    elif assessment.verdict is EscalationVerdict.DO_NOT and holds.verdict_holds < 1:
        yield say(locale, "firmness-verdict", verdict=holds.verdict_holds)
    yield say(locale, "calibrated" if assessment.calibrated else "uncalibrated")
