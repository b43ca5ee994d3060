"""What can be changed: each resolver reads its input, asks one use case, and answers with the thing as it now is."""

from collections.abc import Callable
from typing import Any, TypeVar

import strawberry

from orggraph.domain.observations import Batch
from orggraph.domain.positions import ReportingKind
from orggraph.usecases import deciding, edit_calls, edit_deals, edit_people, editing, importing, learning
from orggraph.usecases.editing import Edit
from orggraph_api import inputs, payloads
from orggraph_api.context import Context, Info
from orggraph_api.errors import attempt
from orggraph_api.inputs import given, keys_of, sent
from orggraph_api.types.imports import ImportBatch, ImportPreview
from orggraph_api.types.learning import Refit
from orggraph_api.types.people import Person, ReportingLine
from orggraph_api.uploads import content_of

T = TypeVar("T")

_PERSON = [
    "account_id",
    "name",
    "email",
    "profile_url",
    "title",
    "department",
    "seniority",
    "job_function",
    "has_left",
    "is_placeholder",
    "preferred_locale",
]
_DEAL = [
    "client_stakes",
    "account_id",
    "name",
    "owner_id",
    "usual_contact_id",
    "champion_id",
    "amount",
    "currency",
    "stage",
    "decision_mode",
    "threshold",
    "closed_on",
    "outcome",
]
_PART = [
    "roles",
    "salience",
    "salience_confidence",
    "conviction",
    "is_blocking",
    "decision_weight",
    "can_veto",
    "owns_delivery",
    "expected_title",
    "expected_position_id",
    "expected_position_confidence",
    "coverage",
    "agenda",
]


def _edit(info: Info, mutation: str, mutation_id: str | None) -> Edit:
    return Edit(info.context.viewer, info.context.now, mutation, mutation_id)


def _node(context: Context, node_id: str) -> Any:
    context.forget()
    return context.node(node_id)


@strawberry.type(
    description="Every save is an upsert: without id it creates, with id it changes what is given and leaves the rest. "
    "clientMutationId is echoed, and a repeat within a day changes nothing and answers as the first did."
)
class Mutation:
    """What can be changed."""

    @strawberry.mutation(description="Creates or changes an account.")
    def save_account(self, info: Info, input: inputs.SaveAccountInput) -> payloads.SaveAccountPayload:
        """Create or change an account."""
        fields = given(input, "name", "is_ours", "domains", "industry", "country", "employee_count")

        def act() -> dict[str, Any]:
            edit = _edit(info, "saveAccount", input.client_mutation_id)
            keys = keys_of(input.keys)
            found = edit_people.save_account(info.context.store, edit, input.id, fields, keys)
            return {"account": _node(info.context, found)}

        return attempt(payloads.SaveAccountPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Creates or changes a person.")
    def save_person(self, info: Info, input: inputs.SavePersonInput) -> payloads.SavePersonPayload:
        """Create or change a person."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "savePerson", input.client_mutation_id)
            fields, keys = given(input, *_PERSON), keys_of(input.keys)
            return {
                "person": _node(info.context, edit_people.save_person(info.context.store, edit, input.id, fields, keys))
            }

        return attempt(payloads.SavePersonPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Creates or changes a seat, held or vacant.")
    def save_position(self, info: Info, input: inputs.SavePositionInput) -> payloads.SavePositionPayload:
        """Create or change a seat."""
        fields = given(input, "account_id", "title", "department", "holder_id", "vacant", "reports_to_id", "kind")

        def act() -> dict[str, Any]:
            edit = _edit(info, "savePosition", input.client_mutation_id)
            found = edit_people.save_position(info.context.store, edit, input.id, fields, input.since, input.until)
            return {"position": _node(info.context, found)}

        return attempt(payloads.SavePositionPayload, input.client_mutation_id, act)

    @strawberry.mutation(
        description="Joins the seats that two people hold and makes them where there are none; managerId null says 'nobody above', "
        "retract says 'we do not know'."
    )
    def set_manager(self, info: Info, input: inputs.SetManagerInput) -> payloads.SetManagerPayload:
        """Join the seats of two people."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "setManager", input.client_mutation_id)
            kind = input.kind or ReportingKind.SOLID
            confidence = 1.0 if input.confidence is None else input.confidence
            manager = sent(input.manager_id)
            fact = edit_people.set_manager(
                info.context.store, edit, input.person_id, manager, kind, confidence, (input.since, input.until)
            )
            return {"fact_id": strawberry.ID(fact), "line": _line(info, input.person_id, manager, kind)}

        return attempt(payloads.SetManagerPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Says that one person weighs on another.")
    def set_influence(self, info: Info, input: inputs.SetInfluenceInput) -> payloads.SetInfluencePayload:
        """Say that one person weighs on another."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "setInfluence", input.client_mutation_id)
            fields = given(input, "kind", "weight", "observed_on")
            confidence = 1.0 if input.confidence is None else input.confidence
            found = edit_people.set_influence(info.context.store, edit, input.from_id, input.to_id, fields, confidence)
            return {"influence": _node(info.context, found)}

        return attempt(payloads.SetInfluencePayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Says that two people know each other.")
    def set_tie(self, info: Info, input: inputs.SetTieInput) -> payloads.SetTiePayload:
        """Say that two people know each other."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "setTie", input.client_mutation_id)
            fields = given(input, "strength", "last_contact", "connected_on")
            confidence = 1.0 if input.confidence is None else input.confidence
            found = edit_people.set_tie(info.context.store, edit, tuple(input.person_ids), fields, confidence)
            return {"tie": _node(info.context, found)}

        return attempt(payloads.SetTiePayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Creates or changes a deal.")
    def save_deal(self, info: Info, input: inputs.SaveDealInput) -> payloads.SaveDealPayload:
        """Create or change a deal."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "saveDeal", input.client_mutation_id)
            fields, keys = given(input, *_DEAL), keys_of(input.keys)
            return {"deal": _node(info.context, edit_deals.save_deal(info.context.store, edit, input.id, fields, keys))}

        return attempt(payloads.SaveDealPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Says which part somebody plays in a deal.")
    def set_stakeholder(self, info: Info, input: inputs.SetStakeholderInput) -> payloads.SetStakeholderPayload:
        """Say which part somebody plays in a deal."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "setStakeholder", input.client_mutation_id)
            stance = input.stance.given() if input.stance else None
            fields = given(input, *_PART)
            found = edit_deals.set_stakeholder(info.context.store, edit, input.deal_id, input.person_id, fields, stance)
            return {"stakeholder": _node(info.context, found)}

        return attempt(payloads.SetStakeholderPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Notes something that was seen.")
    def add_signal(self, info: Info, input: inputs.AddSignalInput) -> payloads.AddSignalPayload:
        """Note something that was seen."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "addSignal", input.client_mutation_id)
            fields = given(input, "kind", "note") | {"strength": 1.0 if input.strength is None else input.strength}
            found = edit_deals.add_signal(
                info.context.store, edit, input.deal_id, input.person_id, fields, input.observed_on, input.happens_on
            )
            return {"signal": _node(info.context, found)}

        return attempt(payloads.AddSignalPayload, input.client_mutation_id, act)

    @strawberry.mutation(
        description="Two people are one, whatever their keys say: the first is kept, with all that was said of the other. Remembered."
    )
    def merge_people(self, info: Info, input: inputs.MergePeopleInput) -> payloads.MergePeoplePayload:
        """Say that two people are one."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "mergePeople", input.client_mutation_id)
            found = deciding.merge_people(info.context.store, edit, input.keep_id, input.merge_id)
            return {"person": _node(info.context, found)}

        return attempt(payloads.MergePeoplePayload, input.client_mutation_id, act)

    @strawberry.mutation(description="What some sources said of a person was of somebody else. Remembered.")
    def split_person(self, info: Info, input: inputs.SplitPersonInput) -> payloads.SplitPersonPayload:
        """Say that one person is two."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "splitPerson", input.client_mutation_id)
            found = deciding.split_person(info.context.store, edit, input.person_id, input.source_records)
            people = (_node(info.context, person) for person in found)
            return {"people": [person for person in people if person]}

        return attempt(payloads.SplitPersonPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Two people are not one, whatever both go by. Remembered.")
    def keep_apart(self, info: Info, input: inputs.KeepApartInput) -> payloads.KeepApartPayload:
        """Say that two people are not one."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "keepApart", input.client_mutation_id)
            deciding.keep_apart(info.context.store, edit, input.one_id, input.other_id)
            info.context.forget()
            return {}

        return attempt(payloads.KeepApartPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Takes a fact back; it stays in the history.")
    def retract(self, info: Info, input: inputs.RetractInput) -> payloads.RetractPayload:
        """Take a fact back."""

        def act() -> dict[str, Any]:
            editing.retract(
                info.context.store, _edit(info, "retract", input.client_mutation_id), input.fact_id, input.why
            )
            return {}

        return attempt(payloads.RetractPayload, input.client_mutation_id, act)

    @strawberry.mutation(
        description="Plans a call or logs one that was made. Never refused for overuse: what happened is recorded."
    )
    def log_escalation(self, info: Info, input: inputs.LogEscalationInput) -> payloads.LogEscalationPayload:
        """Plan a call or log one that was made."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "logEscalation", input.client_mutation_id)
            fields = given(input, "planned_on", "made_on", "contact_told_first", "note")
            ends = (input.deal_id, input.caller_id, input.target_id)
            return {
                "escalation": _node(
                    info.context, edit_calls.log_escalation(info.context.store, edit, input.id, fields, *ends)
                )
            }

        return attempt(payloads.LogEscalationPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Says what came of a call.")
    def record_outcome(self, info: Info, input: inputs.RecordOutcomeInput) -> payloads.RecordOutcomePayload:
        """Say what came of a call."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "recordOutcome", input.client_mutation_id)
            found = edit_calls.record_outcome(
                info.context.store, edit, input.escalation_id, input.outcome.value, input.on, input.note
            )
            return {"escalation": _node(info.context, found)}

        return attempt(payloads.RecordOutcomePayload, input.client_mutation_id, act)

    @strawberry.mutation(
        description="Marks a step of a call's plan as done. Refused while a step it waits for is open, and, for the golden rule, while that does not hold."
    )
    def complete_plan_step(self, info: Info, input: inputs.CompletePlanStepInput) -> payloads.CompletePlanStepPayload:
        """Mark a step as done."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "completePlanStep", input.client_mutation_id)
            found = edit_calls.complete_step(
                info.context.store, edit, input.escalation_id, input.step, input.on, input.note
            )
            return {"escalation": _node(info.context, found)}

        return attempt(payloads.CompletePlanStepPayload, input.client_mutation_id, act)

    @strawberry.mutation(
        description="Marks a step of a call's plan as not done after all. Refused while a step that waited for it is done."
    )
    def reopen_plan_step(self, info: Info, input: inputs.ReopenPlanStepInput) -> payloads.ReopenPlanStepPayload:
        """Mark a step as not done."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "reopenPlanStep", input.client_mutation_id)
            found = edit_calls.take_step_back(info.context.store, edit, input.escalation_id, input.step)
            return {"escalation": _node(info.context, found)}

        return attempt(payloads.ReopenPlanStepPayload, input.client_mutation_id, act)

    @strawberry.mutation(
        description="Takes the refitted intercepts for everybody's answers from now on. Needs the permission assumptions:write, and 30 outcomes."
    )
    def apply_refit(self, info: Info, input: inputs.ApplyRefitInput) -> payloads.ApplyRefitPayload:
        """Take the refitted intercepts."""

        def act() -> dict[str, Any]:
            edit = _edit(info, "applyRefit", input.client_mutation_id)
            found = learning.apply_refit(info.context.store, edit)
            info.context.forget()
            return {"refit": Refit.of(found)}

        return attempt(payloads.ApplyRefitPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Goes back to the default intercepts. Needs the permission assumptions:write.")
    def take_refit_back(self, info: Info, input: inputs.TakeRefitBackInput) -> payloads.TakeRefitBackPayload:
        """Go back to the default intercepts."""

        def act() -> dict[str, Any]:
            learning.take_refit_back(info.context.store, _edit(info, "takeRefitBack", input.client_mutation_id))
            info.context.forget()
            return {}

        return attempt(payloads.TakeRefitBackPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Multipart upload; reads the file and writes nothing.")
    def preview_import(self, info: Info, input: inputs.PreviewImportInput) -> payloads.PreviewImportPayload:
        """Tell what importing a file would do."""

        def act() -> dict[str, Any]:
            context = info.context
            name, content = content_of(input.file, context.max_upload_bytes)
            request = importing.ImportRequest(
                file_name=name,
                content=content,
                importer=input.importer,
                account_id=input.account_id,
                owner_id=input.owner_id,
                mapping=input.columns(),
                locale=input.locale,
            )
            found = importing.preview_import(context.store, context.viewer, context.formats, request, context.now)
            return {"preview": ImportPreview.of(found)}

        return attempt(payloads.PreviewImportPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Runs in the background; follow it with importBatch or importProgress.")
    def commit_import(self, info: Info, input: inputs.CommitImportInput) -> payloads.CommitImportPayload:
        """Begin the import of a file that was previewed."""
        context = info.context

        def act() -> Batch:
            context.background.check_room()
            begun = importing.commit_import(context.store, context.viewer, context.formats, input.token, context.now)
            if begun.work:
                context.background.begin(begun.work)
            return begun.batch

        return _batch(payloads.CommitImportPayload, input.client_mutation_id, act)

    @strawberry.mutation(description="Takes an import back.")
    def undo_import(self, info: Info, input: inputs.UndoImportInput) -> payloads.UndoImportPayload:
        """Take an import back."""
        context = info.context
        return _batch(
            payloads.UndoImportPayload,
            input.client_mutation_id,
            lambda: importing.undo_import(context.store, context.viewer, input.batch_id, context.now),
        )


def _batch(payload: Callable[..., T], mutation_id: str | None, act: Callable[[], Batch]) -> T:
    return attempt(payload, mutation_id, lambda: {"batch": ImportBatch.of(act())})


def _line(info: Info, person_id: str, manager_id: str | None, kind: ReportingKind) -> ReportingLine | None:
    """Give the line as it now is; None when nobody stands above."""
    person = _node(info.context, person_id)
    if manager_id is None or not isinstance(person, Person):
        return None
    account = person.own_view(info)
    if account is None:
        return None
    lines = account.chain(person.id, 1) if kind is ReportingKind.SOLID else account.hierarchy.dotted_managers(person.id)
    return next((ReportingLine.of(line, account) for line in lines if line.manager_id == manager_id), None)
