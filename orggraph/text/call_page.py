"""The page of a call: whom, why, what is at stake, what to say and to leave out, what happens after."""

from collections.abc import Iterator

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.documents import Section
from orggraph.domain.findings import GateRule
from orggraph.domain.plans import PlanStep
from orggraph.text.catalogue import code_id, joined
from orggraph.text.messages import opening
from orggraph.text.plan import plan_reason, step_name, step_window
from orggraph.text.told import Told
from orggraph.text.wording import SHOWN_AS_ZERO, contribution_label, judgement, rule_explanation

_QUESTIONS = 3
_SHOWN_EFFECTS = 2
_EFFECTS = "call_"
_OCCASIONS = ("occasion_", "no_occasion")
_ASKED_ANYWAY = ("brief-ask-timid-champion-1", "brief-ask-low-urgency-1", "brief-ask-low-political-weight-3")
_AVOIDED = ("discount", "pressure", "names", "teams")


def call_sections(told: Told, stakes: Section, blocks: Section) -> Iterator[Section]:
    """Give the sections of the page of a call."""
    say = told.say
    yield Section(say("brief-head-who"), tuple(_who(told)))
    yield stakes
    yield blocks
    yield Section(say("brief-head-unlocks"), tuple(_unlocks(told)))
    yield Section(say("brief-head-opening"), (" ".join(opening(told)),), spoken=True)
    yield Section(say("brief-head-questions"), tuple(_questions(told)))
    avoided = (say(f"brief-not-{what}") for what in _AVOIDED)
    yield Section(say("brief-head-tone"), (say("brief-tone"), *avoided))
    yield Section(say("brief-head-contact"), tuple(_contact(told)))
    yield Section(say("brief-head-after"), tuple(_after(told)))
    yield Section(step_name(PlanStepCode.STOP_CONDITION, told.locale), tuple(_stop(told)))


def _who(told: Told) -> Iterator[str]:
    plan, level = told.plan, told.level
    call = plan.step(PlanStepCode.MAKE_CALL)
    caller, target = told.titled(plan.caller_id), told.titled(plan.target_id)
    if level and plan.contact_id:
        yield told.say("brief-calls", caller=caller, target=target, level=level, contact=told.titled(plan.contact_id))
    else:
        yield told.say("brief-calls-no-contact", caller=caller, target=target)
    if call and not call.done:
        yield told.say("brief-window", day=told.day(call.due_on), window=step_window(call, told.locale))
    rules = plan.path.rules if plan.path else ()
    yield from (rule_explanation(one, told.locale) for one in rules if one.rule is GateRule.TARGET_HAS_AUTHORITY)
    if told.relation:
        yield told.say(f"brief-relation-{told.relation}", people=told.introducers)
    yield from _occasion(told, call)
    if told.between:
        yield told.say(f"brief-above-{told.between}", target=told.name(plan.target_id))


def _occasion(told: Told, call: PlanStep | None) -> Iterator[str]:
    for reason in call.why if call else ():
        if reason.code.startswith(_OCCASIONS):
            yield plan_reason(reason, told.names, told.locale)


def _unlocks(told: Told) -> Iterator[str]:
    path, locale = told.plan.path, told.locale
    if told.cause:
        yield told.say(code_id("brief-can", told.cause))
    if path:
        effects = [
            part for part in path.contributions if part.code.startswith(_EFFECTS) and part.value >= SHOWN_AS_ZERO
        ]
        effects.sort(key=lambda part: -part.value)
        labels = [contribution_label(part.code, locale) for part in effects[:_SHOWN_EFFECTS]]
        if labels:
            yield told.say("brief-can", effects=joined(locale, labels))
        before, after = told.assessment.baseline.probability.mean, path.forecast.probability.mean
        yield told.say("brief-chance", before=judgement(before, locale), after=judgement(after, locale))
    yield told.say("brief-cannot")


def _questions(told: Told) -> Iterator[str]:
    cause = told.cause
    if cause:
        asked = [code_id("brief-ask", cause, str(number)) for number in range(1, _QUESTIONS + 1)]
    else:
        asked = list(_ASKED_ANYWAY)
    yield from (told.to(told.plan.target_id, message_id) for message_id in asked)


def _contact(told: Told) -> Iterator[str]:
    plan, contact = told.plan, told.name(told.plan.contact_id)
    step = plan.step(PlanStepCode.NOTIFY_CONTACT)
    if plan.contact_id is None or step is None:
        yield told.say("brief-contact-none")
        return
    if step.done_on:
        yield told.say("brief-contact-told", contact=contact, day=told.day(step.done_on))
    else:
        who = told.name(step.who_id)
        yield told.say("brief-contact-to-tell", who=who, contact=contact, day=told.day(step.due_on))
    yield told.say("brief-contact-says", target=told.name(plan.target_id))
    if told.may_move_up:
        yield told.say("brief-promotion", contact=contact)


def _after(told: Told) -> Iterator[str]:
    plan = told.plan
    thanks, joint, outcome = (
        plan.step(code)
        for code in (PlanStepCode.DEBRIEF_CONTACT, PlanStepCode.JOINT_FOLLOW_UP, PlanStepCode.LOG_OUTCOME)
    )
    if thanks and plan.contact_id:
        yield told.say("brief-after-credit", who=told.name(thanks.who_id), contact=told.name(plan.contact_id))
    if joint and plan.contact_id:
        yield told.say("brief-after-joint", day=told.day(joint.due_on))
    if outcome and plan.next_call_from:
        target, until = told.name(plan.target_id), told.day(plan.next_call_from)
        yield told.say("brief-after-log", day=told.day(outcome.due_on), target=target, until=until)


def _stop(told: Told) -> Iterator[str]:
    step = told.plan.step(PlanStepCode.STOP_CONDITION)
    yield from (plan_reason(reason, told.names, told.locale) for reason in (step.why if step else ()))
