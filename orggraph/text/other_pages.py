"""The pages of a deal that nobody should call about, or not yet."""

from collections.abc import Iterator

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.documents import Section
from orggraph.domain.findings import AlternativeKind, RuleCheck, RuleStatus
from orggraph.domain.plans import PlanKind
from orggraph.text.advice import alternative_sentence
from orggraph.text.plan import plan_reason
from orggraph.text.told import Told, capital
from orggraph.text.wording import (
    cause_name,
    objection_questions,
    rule_explanation,
    rule_name,
    rule_remedy,
    signal_question,
)

_PUSHES = frozenset({AlternativeKind.FOLLOW_UP, AlternativeKind.DISCOUNT})


def prepare_sections(told: Told, stakes: Section, blocks: Section) -> Iterator[Section]:
    """Give the sections of what to find out first."""
    say = told.say
    yield Section(say("brief-head-not-yet"), tuple(_open_rules(told)))
    yield stakes
    yield blocks
    yield Section(say("brief-head-settle"), tuple(_remedies(told)))
    yield Section(say("brief-head-questions"), tuple(_to_ask(told)))
    yield Section(say("brief-head-avoid"), (say("brief-avoid-call"), say("brief-avoid-push"), say("brief-not-teams")))
    yield Section(say("brief-head-next"), tuple(_next(told)))


def basics_sections(told: Told, stakes: Section, blocks: Section) -> Iterator[Section]:
    """Give the sections of what to go back to."""
    say = told.say
    yield Section(say("brief-head-verdict"), tuple(_open_rules(told)))
    yield stakes
    yield blocks
    yield from _instead(told)
    avoided = [say("brief-avoid-call")]
    if told.assessment.best_alternative.kind not in _PUSHES or told.assessment.back_to_basics:
        avoided.append(say("brief-avoid-push"))
    yield Section(say("brief-head-avoid"), (*avoided, say("brief-not-teams")))
    yield Section(say("brief-head-next"), tuple(_ask_again(told)))


def _open_rules(told: Told) -> Iterator[str]:
    """Say which rules do not hold, together where several have one and the same answer."""
    together: dict[tuple[RuleStatus, str], list[str]] = {}
    unmet = _unmet(told)
    failed = [check for check in unmet if check.status is RuleStatus.FAIL]
    basics = told.plan.kind is PlanKind.BACK_TO_BASICS
    for check in failed if basics and failed else unmet:
        key = (check.status, rule_explanation(check, told.locale))
        together.setdefault(key, []).append(rule_name(check.rule, told.locale))
    for (status, why), rules in together.items():
        said = told.say(f"status-{status.value.lower()}")
        yield told.say("rule-line", name=" / ".join(rules), status=said, why=why)


def _unmet(told: Told) -> list[RuleCheck]:
    found = told.assessment
    open_rules = [check for check in found.rules if check.status is not RuleStatus.PASS]
    if open_rules or not told.plan.path:
        return open_rules
    return [check for check in told.plan.path.rules if check.status is not RuleStatus.PASS]


def _remedies(told: Told) -> Iterator[str]:
    yield from dict.fromkeys(remedy for check in _unmet(told) if (remedy := rule_remedy(check, told.locale)))


def _to_ask(told: Told) -> Iterator[str]:
    step = told.plan.step(PlanStepCode.CHECK_GOLDEN_RULE)
    if step and told.plan.contact_id:
        yield told.say("brief-ask-whom", contact=told.name(told.plan.contact_id), day=told.day(step.due_on))
    yield from (signal_question(one.signal, told.locale) for one in (step.questions if step else ()))


def _next(told: Told) -> Iterator[str]:
    path = told.plan.path
    if path:
        caller, target = told.titled(path.caller_id), told.titled(path.target_id)
        yield told.say("brief-candidate", caller=caller, target=target)
    else:
        yield told.say("brief-candidate-none")
    if told.may_move_up and told.plan.contact_id:
        yield told.say("brief-promotion", contact=told.name(told.plan.contact_id))
    yield from _ask_again(told)


def _instead(told: Told) -> Iterator[Section]:
    for answer in told.assessment.back_to_basics:
        cause = capital(cause_name(answer.cause, told.locale))
        who = told.say(
            "brief-answer-who" if answer.who_id else "brief-answer-nobody",
            cause=cause,
            who=told.titled(answer.who_id),
        )
        yield Section(told.say("brief-head-instead"), (who, *objection_questions(answer.cause, told.locale)))
    for step in told.plan.steps:
        if step.alternative:
            said = (plan_reason(reason, told.names, told.locale) for reason in step.why)
            what = alternative_sentence(step.alternative, told.names, told.locale)
            yield Section(told.say("brief-head-instead"), (what, *said))


def _ask_again(told: Told) -> Iterator[str]:
    yield from (plan_reason(reason, told.names, told.locale) for reason in told.plan.silence)
    step = told.plan.step(PlanStepCode.STOP_CONDITION)
    if step:
        yield told.say("brief-ask-again", day=told.day(step.closes_on))
