"""A plan as an iCalendar file: one whole-day entry for each step that is not done."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

import icalendar

from orggraph.domain.people import Locale
from orggraph.domain.plans import EscalationPlan, PlanStep
from orggraph.text.catalogue import say
from orggraph.text.plan import step_name, step_why
from orggraph.text.wording import name_of

_PRODUCT = "-//OrgGraph//Plan//EN"


def plan_calendar(plan: EscalationPlan, names: Mapping[str, str], locale: Locale) -> str:
    """Write a plan as iCalendar.

    Parameters
    ----------
    plan : EscalationPlan
        What is to be done.
    names : mapping of str to str
        What to call people, by id.
    locale : Locale
        The language.

    Returns
    -------
    str
        A calendar (RFC 5545). The same plan gives the same text; an entry keeps its id when its day moves.
    """
    made = icalendar.Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for step in plan.steps:
        if not step.done:
            made.add_component(_entry(plan, step, names, locale))
    return str(made.to_ical(), "utf-8")


def _entry(plan: EscalationPlan, step: PlanStep, names: Mapping[str, str], locale: Locale) -> icalendar.Event:
    entry = icalendar.Event()
    about = plan.escalation_id or plan.deal_id
    entry.add("uid", f"{about}-{step.code.value.lower()}-{step.order}@orggraph")
    entry.add("dtstamp", datetime.combine(plan.as_of, time.min, UTC))
    entry.add("dtstart", step.due_on)
    entry.add("dtend", step.due_on + timedelta(days=1))
    entry.add("summary", _summary(plan, step, names, locale))
    entry.add("description", "\n".join(step_why(step, names, locale)))
    entry.add("transp", "TRANSPARENT")
    return entry


def _summary(plan: EscalationPlan, step: PlanStep, names: Mapping[str, str], locale: Locale) -> str:
    name = step_name(step.code, locale, plan.kind)
    if step.with_whom_id is None:
        return name
    return say(locale, "plan-entry", step=name, whom=name_of(step.with_whom_id, names, locale))
