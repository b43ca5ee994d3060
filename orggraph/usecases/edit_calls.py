"""The ledger of calls: planned, made or not made, each with its forecast at the time, the steps of its plan, and what came of it."""

from datetime import date

from orggraph.domain.calls import said_of_forecast, said_of_step
from orggraph.domain.deals import Escalation, EscalationOutcome, PlanStepCode
from orggraph.domain.findings import AgendaGap, EscalationVerdict
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import JsonValue, Observation
from orggraph.domain.people import Locale
from orggraph.domain.plans import WAITS_FOR
from orggraph.errors import ConflictError, InvalidInput, NotFound, OrgGraphError
from orggraph.planning.waits import blocked_by
from orggraph.stores.base import Reader, Store
from orggraph.text import agenda_gap_reason
from orggraph.usecases.edit_deals import not_in_the_future
from orggraph.usecases.edit_people import Given, said
from orggraph.usecases.editing import Edit, apply_edit, key_of, own_key, text
from orggraph.usecases.escalate import Options
from orggraph.usecases.views import view_in

_STEP = ("input", "step")


def log_escalation(
    store: Store, edit: Edit, escalation_id: str | None, given: Given, deal_id: str, caller_id: str, target_id: str
) -> str:
    """Plan a call, or log one that was made. Never refused for overuse: what happened is recorded.

    What is forecast of it goes with it, once and for all: of the day on which it was made, else of today.
    """
    made_on = given.get("made_on")
    if isinstance(made_on, str):
        not_in_the_future(date.fromisoformat(made_on), edit, "madeOn")
    fields = said(given, free=("note",))
    if caller_id == target_id:
        raise InvalidInput("Nobody calls themselves.", "Name one of ours and one of theirs.", ("input", "targetId"))

    def build(reader: Reader) -> list[Observation]:
        call: dict[str, JsonValue] = {
            **fields,
            "deal": key_of(reader, deal_id, EntityKind.DEAL, "input", "dealId"),
            "caller": key_of(reader, caller_id, EntityKind.PERSON, "input", "callerId"),
            "target": key_of(reader, target_id, EntityKind.PERSON, "input", "targetId"),
        }
        if escalation_id:
            key = key_of(reader, escalation_id, EntityKind.ESCALATION, "input", "id")
            known = _call(reader, edit, escalation_id)
        else:
            key, known = own_key(edit, deal_id, caller_id, target_id), None
        if known and PlanStepCode.NOTIFY_CONTACT in known.done:
            # a mutation that leaves it out says false
            call["contact_told_first"] = True
        if not _is_forecast(known, deal_id, caller_id, target_id):
            on = date.fromisoformat(made_on) if isinstance(made_on, str) else edit.now.date()
            told = made_on is None or bool(call.get("contact_told_first"))
            call |= _forecast(reader, (deal_id, caller_id, target_id), on, told=told)
        return [Observation(kind=EntityKind.ESCALATION, subject=key, said=call, source="")]

    return apply_edit(store, edit, build)


def record_outcome(store: Store, edit: Edit, escalation_id: str, outcome: str, on: date, note: str | None) -> str:
    """Say what came of a call."""
    not_in_the_future(on, edit, "on")

    def build(reader: Reader) -> list[Observation]:
        key, _ = _written_down(reader, edit, escalation_id)
        came: dict[str, JsonValue] = {"outcome": outcome, "outcome_on": on.isoformat()}
        if note is not None:
            came["note"] = text(note, "input", "note", lines=True)
        return [Observation(kind=EntityKind.ESCALATION, subject=key, said=came, source="")]

    return apply_edit(store, edit, build)


def complete_step(
    store: Store, edit: Edit, escalation_id: str, step: PlanStepCode, on: date, note: str | None = None
) -> str:
    """Mark a step of a call's plan as done; refused while a step it waits for is open."""
    not_in_the_future(on, edit, "on")
    words = text(note, "input", "note", lines=True)

    def build(reader: Reader) -> list[Observation]:
        key, call = _written_down(reader, edit, escalation_id)
        _refuse_too_early(call, step, on)
        if step is PlanStepCode.CHECK_GOLDEN_RULE and not call.made_on:
            _refuse_what_the_rule_forbids(reader, edit, call)
        done = said_of_step(step, on, words)
        if step is PlanStepCode.MAKE_CALL:
            done["made_on"] = on.isoformat()
        if step is PlanStepCode.NOTIFY_CONTACT:
            done["contact_told_first"] = True
        return [Observation(kind=EntityKind.ESCALATION, subject=key, said=done, source="")]

    return apply_edit(store, edit, build)


def take_step_back(store: Store, edit: Edit, escalation_id: str, step: PlanStepCode) -> str:
    """Mark a step as not done after all; refused while a step that waited for it is done."""

    def build(reader: Reader) -> list[Observation]:
        key, call = _written_down(reader, edit, escalation_id)
        after = [later.value for later in call.done if step in WAITS_FOR[later]]
        if after:
            raise ConflictError(f"{', '.join(after)} was done after {step.value}.", "Take that back first.", _STEP)
        undone = said_of_step(step, None)
        if step is PlanStepCode.MAKE_CALL:
            undone["made_on"] = None
        if step is PlanStepCode.NOTIFY_CONTACT:
            undone["contact_told_first"] = False
        if step is PlanStepCode.LOG_OUTCOME:
            undone |= {"outcome": None, "outcome_on": None}
        return [Observation(kind=EntityKind.ESCALATION, subject=key, said=undone, source="")]

    return apply_edit(store, edit, build)


def _call(reader: Reader, edit: Edit, escalation_id: str) -> Escalation | None:
    facts = reader.facts(escalation_id, edit.now.date())
    return next((call for call in facts.escalations if call.id == escalation_id), None) if facts else None


def _written_down(reader: Reader, edit: Edit, escalation_id: str) -> tuple[str, Escalation]:
    """Give a call with the key of its record."""
    call = _call(reader, edit, escalation_id)
    if call is None:
        raise _no_call(escalation_id)
    return key_of(reader, escalation_id, EntityKind.ESCALATION, "input", "escalationId"), call


def _no_call(escalation_id: str) -> NotFound:
    return NotFound(f"There is no escalation {escalation_id}.", "", ("input", "escalationId"))


def _refuse_too_early(call: Escalation, step: PlanStepCode, on: date) -> None:
    """Refuse a step that waits for another, one that is told by something else, and a day before what it waits for."""
    if call.outcome is EscalationOutcome.NOT_MADE:
        raise ConflictError("The call was not made, and its plan is over.", "Plan another one.", _STEP)
    waiting = blocked_by(step, call.done)
    if PlanStepCode.STOP_CONDITION in waiting:
        raise ConflictError("The plan was stopped.", "Take STOP_CONDITION back, or plan another call.", _STEP)
    if waiting:
        names = ", ".join(one.value for one in waiting)
        raise ConflictError(f"{step.value} waits for {names}.", "Do that first, and mark it as done.", _STEP)
    if step is PlanStepCode.LOG_OUTCOME and call.outcome is None:
        raise ConflictError("What came of the call is not written down.", "Say it with `recordOutcome`.", _STEP)
    for before in WAITS_FOR[step]:
        if on < call.done[before]:
            raise InvalidInput(
                f"{step.value} cannot be done on {on}: {before.value} was done on {call.done[before]}.",
                "Give that day or a later one.",
                ("input", "on"),
            )


def _refuse_what_the_rule_forbids(reader: Reader, edit: Edit, call: Escalation) -> None:
    """Refuse to tick the golden rule off while it does not say GO for this pair."""
    account = view_in(reader, call.deal_id, edit.now.date())
    if account is None or call.deal_id not in account.snapshot.deals:
        raise _no_call(call.id)
    try:
        found, _ = account.plan(call.deal_id, Options(), call.caller_id, call.target_id)
    except InvalidInput as error:
        raise ConflictError(f"The pair cannot call: {error.message}", error.hint, _STEP) from error
    if found.verdict is not EscalationVerdict.GO:
        why = agenda_gap_reason(AgendaGap(deal_id=call.deal_id, reason=found.reason.value), Locale.EN)
        raise ConflictError(f"The golden rule does not hold: {found.verdict.value}. {why}", "Settle it first.", _STEP)


def _is_forecast(known: Escalation | None, *ends: str) -> bool:
    """Tell whether a call between these was forecast when it was first written down."""
    if known is None or known.forecast is None:
        return False
    return ends == (known.deal_id, known.caller_id, known.target_id)


def _forecast(reader: Reader, ends: tuple[str, str, str], on: date, *, told: bool) -> dict[str, JsonValue]:
    """Say what is forecast of a call on its day; nothing where the pair or the day allows no forecast."""
    deal_id, caller_id, target_id = ends
    account = view_in(reader, deal_id, on)
    if account is None or deal_id not in account.snapshot.deals:
        return {}
    try:
        found = account.forecast_call(deal_id, caller_id, target_id, told=told)
    except OrgGraphError:
        return {}
    return said_of_forecast(found) if found else {}
