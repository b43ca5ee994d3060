"""A whole answer in words, as the terminal shows it: the verdict first, then who, then why."""

from collections.abc import Iterator, Mapping

from orggraph.domain.findings import (
    EscalationAssessment,
    EscalationPath,
    EscalationVerdict,
    GateRule,
    PathLink,
    RuleStatus,
)
from orggraph.domain.people import Locale
from orggraph.text.catalogue import joined, say
from orggraph.text.wording import (
    POSSIBLE,
    cause_name,
    likelihood,
    name_of,
    objection_questions,
    pressure_message,
    rule_explanation,
    rule_name,
    rule_remedy,
    seniority_name,
)

_SHOWN_CAUSES = 2


def verdict_sentence(assessment: EscalationAssessment, locale: Locale) -> str:
    """Say the verdict and, in one sentence, why."""
    if assessment.verdict is EscalationVerdict.GO:
        return say(locale, "verdict-go")
    if assessment.verdict is EscalationVerdict.PREPARE:
        waiting = sum(check.status is not RuleStatus.PASS for check in assessment.rules)
        return say(locale, "verdict-prepare", count=waiting)
    if assessment.back_to_basics:
        causes = [cause_name(answer.cause, locale) for answer in assessment.back_to_basics]
        return say(locale, "verdict-do-not-real-cause", causes=joined(locale, causes))
    failed = {check.rule for check in assessment.rules if check.status is RuleStatus.FAIL}
    if GateRule.PROJECT_MAKES_SENSE in failed:
        return say(locale, "verdict-do-not-project")
    return say(locale, "verdict-do-not-overused" if GateRule.NOT_OVERUSED in failed else "verdict-do-not-friction")


def assessment_text(assessment: EscalationAssessment, names: Mapping[str, str], locale: Locale) -> str:
    """Word a whole answer.

    Parameters
    ----------
    assessment : EscalationAssessment
        What the analysis found.
    names : mapping of str to str
        How to show each person and seat, by id: a name, best with a title. Who is missing is said not to be named.
    locale : Locale
        The language.

    Returns
    -------
    str
        Lines of plain text.
    """
    sections = (
        _head(assessment, names, locale),
        _paths(assessment, names, locale),
        _excluded(assessment, names, locale),
        _rules(assessment, locale),
        _basics(assessment, names, locale),
    )
    return "\n\n".join("\n".join(lines) for lines in (list(section) for section in sections) if lines)


def _head(assessment: EscalationAssessment, names: Mapping[str, str], locale: Locale) -> Iterator[str]:
    yield verdict_sentence(assessment, locale)
    if assessment.contact_id:
        yield say(locale, "contact-line", contact=name_of(assessment.contact_id, names, locale))
    for manager in assessment.managers:
        vacant = names.get(manager.position_id) or ""
        empty = f"{say(locale, 'manager-vacant')} ({vacant})" if vacant else say(locale, "manager-vacant")
        person = name_of(manager.manager_id, names, locale) if manager.manager_id else empty
        yield say(locale, "manager-line", level=manager.levels_up, person=person)
    yield _blocks(assessment, locale)
    pressure = assessment.diagnosis.pressure
    if pressure.warning:
        yield pressure_message(pressure, locale)
    if assessment.lost_lines:
        yield say(locale, "lost-lines", count=len(assessment.lost_lines))


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


def _paths(assessment: EscalationAssessment, names: Mapping[str, str], locale: Locale) -> Iterator[str]:
    if assessment.verdict is EscalationVerdict.DO_NOT:
        return
    go = assessment.verdict is EscalationVerdict.GO
    yield say(locale, "title-paths" if go else "title-paths-once-prepared")
    if not assessment.paths:
        yield say(locale, "no-paths")
    for path in assessment.paths:
        yield from _path(path, names, locale)


def _path(path: EscalationPath, names: Mapping[str, str], locale: Locale) -> Iterator[str]:
    def name(person_id: str) -> str:
        return name_of(person_id, names, locale)

    match = path.counterpart
    yield say(
        locale,
        "path-line",
        rank=path.rank,
        caller=name(path.caller_id),
        target=name(path.target_id),
        level=path.levels_up,
        how=_how(path, names, locale),
    )
    yield "   " + say(
        locale,
        "path-fit",
        fit=match.fit,
        rank=match.rank_parity,
        function=match.function_parity,
        warmth=match.warmth,
        freshness=match.freshness,
    )
    if path.authority.decision_share > 0:
        yield "   " + say(locale, "path-decision", share=path.authority.decision_share)
    if path.authority.covers_conflict:
        yield "   " + say(locale, "path-conflict")
    below = [
        name(step.person_id) if step.person_id else say(locale, "manager-vacant")
        for step in path.steps
        if step.link is PathLink.MANAGES
    ]
    yield "   " + say(locale, "path-down", people=", ".join(below))


def _how(path: EscalationPath, names: Mapping[str, str], locale: Locale) -> str:
    if path.introducers:
        people = [name_of(person, names, locale) for person in path.introducers]
        return say(locale, "path-introduced", introducers=joined(locale, people))
    paths = path.counterpart.warm_paths
    known = bool(paths) and paths[0].strength >= path.counterpart.warmth
    return say(locale, "path-directly" if known else "path-cold")


def _excluded(assessment: EscalationAssessment, names: Mapping[str, str], locale: Locale) -> Iterator[str]:
    if assessment.excluded:
        yield say(locale, "title-excluded")
    for pair in assessment.excluded:
        yield "   " + say(
            locale,
            "excluded-line",
            caller=name_of(pair.caller_id, names, locale),
            target=name_of(pair.target_id, names, locale),
            why=" ".join(rule_explanation(check, locale) for check in pair.rules),
        )


def _rules(assessment: EscalationAssessment, locale: Locale) -> Iterator[str]:
    yield say(locale, "title-rules")
    for check in assessment.rules:
        yield "   " + say(
            locale,
            "rule-line",
            name=rule_name(check.rule, locale),
            status=say(locale, f"status-{check.status.value.lower()}"),
            why=rule_explanation(check, locale),
        )
        remedy = rule_remedy(check, locale)
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
