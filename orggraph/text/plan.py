"""Words for a plan: what each step is, with whom, when, why, and what it waits for."""

from collections.abc import Iterator, Mapping
from datetime import date

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.findings import AgendaGap, BlockageCause, EscalationAssessment
from orggraph.domain.people import Locale
from orggraph.domain.plans import EscalationPlan, Occasion, PlanKind, PlanReason, PlanStep
from orggraph.text.advice import agenda_gap_reason, alternative_sentence, verdict_sentence
from orggraph.text.catalogue import Parameter, code_id, in_words, joined, message_ids, say
from orggraph.text.wording import cause_name, name_of, objection_questions, rule_remedy, signal_question

Names = Mapping[str, str]
_VERDICT = "verdict"
_PERSON = "_id"


def step_name(code: PlanStepCode, locale: Locale, kind: PlanKind = PlanKind.CALL) -> str:
    """Name a step of a plan.

    >>> step_name(PlanStepCode.NOTIFY_CONTACT, Locale.EN)
    'Tell the usual contact first'
    """
    own = code_id("plan", kind, "step", code)
    return say(locale, own if own in message_ids(locale) else code_id("plan-step", code))


def step_why(step: PlanStep, names: Names, locale: Locale) -> tuple[str, ...]:
    """Say why a step is there, then what it is about, sentence by sentence.

    Parameters
    ----------
    step : PlanStep
        One step.
    names : mapping of str to str
        What to call people within a sentence, by id.
    locale : Locale
        The language.

    Returns
    -------
    tuple of str
        Whole sentences.
    """
    said = [plan_reason(reason, names, locale) for reason in step.why]
    if step.alternative:
        said.append(alternative_sentence(step.alternative, names, locale))
    if step.objection:
        said.extend(objection_questions(step.objection.cause, locale))
    said.extend(remedy for check in step.checks if (remedy := rule_remedy(check, locale)))
    said.extend(signal_question(question.signal, locale) for question in step.questions)
    return tuple(dict.fromkeys(said))


def step_window(step: PlanStep, locale: Locale) -> str:
    """Say from when to when a step can be done.

    >>> day = date(2026, 6, 16)
    >>> step = PlanStep(order=1, code=PlanStepCode.MAKE_CALL, who_id=None, due_on=day, opens_on=day, closes_on=day, why=())
    >>> step_window(step, Locale.FR)
    'le 16 juin 2026'
    """
    if step.opens_on == step.closes_on:
        return say(locale, "plan-window-day", day=in_words(locale, step.opens_on))
    return say(locale, "plan-window", first=in_words(locale, step.opens_on), last=in_words(locale, step.closes_on))


def plan_reason(reason: PlanReason, names: Names, locale: Locale) -> str:
    """Say one reason.

    >>> plan_reason(PlanReason(code="not_yet", values={"on": date(2026, 6, 16)}), {}, Locale.EN)
    'Nobody calls before these are settled. Ask again on June 16, 2026.'
    """
    if _VERDICT in reason.values:
        until = {name: str(value) for name, value in reason.values.items() if name == "until"}
        return agenda_gap_reason(AgendaGap(deal_id="", reason=str(reason.values[_VERDICT]), parameters=until), locale)
    spoken: dict[str, Parameter] = {}
    for name, value in reason.values.items():
        if isinstance(value, date):
            spoken[name] = in_words(locale, value)
        elif name.endswith(_PERSON):
            spoken[name.removesuffix(_PERSON)] = name_of(str(value), names, locale)
        else:
            spoken[name] = cause_name(BlockageCause(str(value)), locale) if name == "cause" else value
    return say(locale, code_id("plan-why", reason.code), **spoken)


def occasion_sentence(occasion: Occasion, names: Names, locale: Locale) -> str:
    """Say what makes a call natural.

    >>> from orggraph.domain.plans import OccasionKind
    >>> occasion_sentence(Occasion(kind=OccasionKind.RENEWAL_DUE, happens_on=date(2026, 6, 16)), {}, Locale.EN)
    'Occasion: a contract is up for renewal on June 16, 2026.'
    """
    return plan_reason(occasion.reason, names, locale)


def plan_text(
    plan: EscalationPlan, assessment: EscalationAssessment, names: Names, locale: Locale, short: Names | None = None
) -> str:
    """Word a whole plan.

    Parameters
    ----------
    plan : EscalationPlan
        What is to be done.
    assessment : EscalationAssessment
        The answer that it follows from.
    names : mapping of str to str
        How to show people, best with a title.
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
    sections = (
        _head(plan, assessment, names, short, locale),
        *(_step(plan, step, short, locale) for step in plan.steps),
        [say(locale, "plan-calendar-unknown")] if plan.unknown_calendars else [],
    )
    return "\n\n".join("\n".join(lines) for lines in (list(section) for section in sections) if lines)


def _head(
    plan: EscalationPlan, assessment: EscalationAssessment, names: Names, short: Names, locale: Locale
) -> Iterator[str]:
    yield verdict_sentence(assessment, locale, short)
    if plan.kind is PlanKind.CALL:
        yield say(locale, "plan-caller", person=name_of(plan.caller_id, names, locale))
        yield say(locale, "plan-target", person=name_of(plan.target_id, names, locale))
    if plan.contact_id:
        yield say(locale, "contact-line", contact=name_of(plan.contact_id, names, locale))
    if plan.kind is not PlanKind.CALL:
        yield from (plan_reason(reason, short, locale) for reason in plan.silence)


def _step(plan: EscalationPlan, step: PlanStep, names: Names, locale: Locale) -> Iterator[str]:
    with_whom = "plan-line-with" if step.with_whom_id else "plan-line"
    yield say(
        locale,
        with_whom,
        order=step.order,
        step=step_name(step.code, locale, plan.kind),
        who=name_of(step.who_id, names, locale),
        whom=name_of(step.with_whom_id, names, locale),
        day=in_words(locale, step.due_on),
    )
    if step.opens_on != step.closes_on:
        yield "   " + say(locale, "plan-possible", window=step_window(step, locale))
    yield from (f"   {sentence}" for sentence in step_why(step, names, locale))
    if step.done_on:
        yield "   " + say(locale, "plan-done", day=in_words(locale, step.done_on))
    elif step.blocked_by:
        waits = joined(locale, [step_name(code, locale, plan.kind) for code in step.blocked_by])
        yield "   " + say(locale, "plan-waits", steps=waits)
