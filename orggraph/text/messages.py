"""What is said and written around a call: to the contact, to whoever calls, by whoever calls."""

from collections.abc import Callable, Iterator, Mapping

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.plans import OccasionKind, PlanKind, PlanStep
from orggraph.text.catalogue import Parameter, code_id
from orggraph.text.told import Told

_OTHER = "other"
_MET = frozenset({OccasionKind.MEETING_PLANNED, OccasionKind.EVENT_PLANNED})


def step_wording(told: Told, step: PlanStep) -> str | None:
    """Give the message that a step of a call goes with.

    Parameters
    ----------
    told : Told
        The plan.
    step : PlanStep
        One of its steps.

    Returns
    -------
    str or None
        None where nothing is to be said to anybody: nobody calls, the person is not known, or the step is ours alone.
    """
    plan = told.plan
    write = _WRITERS.get(step.code)
    if plan.kind is not PlanKind.CALL or write is None:
        return None
    if step.code in _TO_CONTACT and plan.contact_id is None:
        return None
    return write(told)


def opening(told: Told) -> tuple[str, ...]:
    """Give what whoever calls opens with, sentence by sentence."""
    return tuple(_opening(told))


def _opening(told: Told) -> Iterator[str]:
    plan, target = told.plan, told.plan.target_id
    if told.relation:
        yield told.to(
            target,
            f"message-open-{told.relation}",
            caller=told.name(plan.caller_id),
            people=told.introducers,
            ours=told.our_name,
        )
    occasion = told.occasion
    if occasion is None:
        yield told.to(target, "message-open-no-occasion")
    else:
        given: dict[str, Parameter] = {"years": occasion.years or 0}
        if occasion.happens_on:
            given["on"] = told.day(occasion.happens_on)
        call = plan.step(PlanStepCode.MAKE_CALL)
        after = occasion.kind in _MET and call and occasion.happens_on and call.due_on >= occasion.happens_on
        yield told.to(target, code_id("message-open", *(["after"] if after else []), occasion.kind), **given)
    credit = plan.contact_id is not None
    yield told.to(
        target,
        "message-open-credit" if credit else "message-open-subject",
        contact=told.name(plan.contact_id),
        deal=told.deal_name,
    )
    yield told.to(target, "message-open-listen")


def _pair(told: Told) -> dict[str, Parameter]:
    plan = told.plan
    call = plan.step(PlanStepCode.MAKE_CALL)
    return {
        "caller": told.name(plan.caller_id),
        "target": told.name(plan.target_id),
        "deal": told.deal_name,
        "day": told.day(call.due_on if call else plan.as_of),
    }


def _by_cause(told: Told, prefix: str) -> str:
    cause = told.cause
    return told.to(told.plan.contact_id, code_id(prefix, cause or _OTHER))


def _announcement(told: Told) -> Iterator[str]:
    contact = told.plan.contact_id
    yield told.to(contact, "message-contact-announce", **_pair(told))
    if told.between == "held":
        yield told.to(contact, "message-contact-above")
    yield _by_cause(told, "message-contact")
    yield told.to(contact, "message-contact-credit")
    yield told.to(contact, "message-contact-ask")
    yield told.to(contact, "message-contact-after")


def _letter(told: Told, to: str | None, *paragraphs: str) -> str:
    """Give an e-mail: greeting, paragraphs, and whose it is."""
    owner = told.plan.owner_id
    signed = [told.name(owner)] if owner else []
    regards = "\n".join([told.to(to, "message-regards"), *signed])
    return "\n\n".join([told.to(to, "message-hello"), *paragraphs, regards])


def _notify(told: Told) -> str:
    contact, spoken = told.plan.contact_id, " ".join(_announcement(told))
    subject = told.say("message-contact-subject", deal=told.deal_name)
    parts = (told.say("message-spoken"), spoken, told.say("message-email"), subject, _letter(told, contact, spoken))
    return "\n\n".join(parts)


def _brief(told: Told) -> str:
    caller = told.plan.caller_id
    lines = [told.to(caller, "message-caller-ask", **_pair(told))]
    if told.relation:
        lines.append(told.to(caller, f"message-caller-{told.relation}", people=told.introducers))
    lines.append(told.to(caller, "message-caller-brief"))
    if told.plan.contact_id:
        lines.append(told.to(caller, "message-caller-wait", contact=told.name(told.plan.contact_id)))
    return _letter(told, caller, " ".join(lines))


def _call(told: Told) -> str:
    return " ".join(opening(told))


def _thanks(told: Told) -> str:
    contact = told.plan.contact_id
    said = [
        told.to(contact, "message-thanks", **_pair(told)),
        told.to(contact, "message-thanks-tell"),
        told.to(contact, "message-thanks-lead"),
    ]
    return _letter(told, contact, " ".join(said))


def _follow_up(told: Told) -> str:
    contact = told.plan.contact_id
    said = [
        told.to(contact, "message-follow", **_pair(told)),
        _by_cause(told, "message-follow"),
        told.to(contact, "message-follow-sign"),
    ]
    return _letter(told, contact, " ".join(said))


_WRITERS: Mapping[PlanStepCode, Callable[[Told], str]] = {
    PlanStepCode.BRIEF_CALLER: _brief,
    PlanStepCode.NOTIFY_CONTACT: _notify,
    PlanStepCode.MAKE_CALL: _call,
    PlanStepCode.DEBRIEF_CONTACT: _thanks,
    PlanStepCode.JOINT_FOLLOW_UP: _follow_up,
}
_TO_CONTACT = frozenset({PlanStepCode.NOTIFY_CONTACT, PlanStepCode.DEBRIEF_CONTACT, PlanStepCode.JOINT_FOLLOW_UP})
