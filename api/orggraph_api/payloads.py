"""What mutations answer: the thing as it now is, or what was wrong."""

import strawberry

from orggraph_api.errors import UserError
from orggraph_api.types.accounts import Account
from orggraph_api.types.deals import Deal
from orggraph_api.types.imports import ImportBatch, ImportPreview
from orggraph_api.types.learning import Refit
from orggraph_api.types.people import Person, Position, ReportingLine
from orggraph_api.types.signals import Escalation, Signal
from orggraph_api.types.stakeholders import Stakeholder
from orggraph_api.types.ties import Influence, Tie


@strawberry.type(description="The account as it now is, or what was wrong.")
class SaveAccountPayload:
    """The account as it now is."""

    client_mutation_id: str | None
    errors: list[UserError]
    account: Account | None = None


@strawberry.type(description="The person as they now are, or what was wrong.")
class SavePersonPayload:
    """The person as they now are."""

    client_mutation_id: str | None
    errors: list[UserError]
    person: Person | None = None


@strawberry.type(description="The seat as it now is, or what was wrong.")
class SavePositionPayload:
    """The seat as it now is."""

    client_mutation_id: str | None
    errors: list[UserError]
    position: Position | None = None


@strawberry.type(description="The line as it now is and the fact that says so, or what was wrong.")
class SetManagerPayload:
    """The line as it now is."""

    client_mutation_id: str | None
    errors: list[UserError]
    line: ReportingLine | None = None
    fact_id: strawberry.ID | None = None


@strawberry.type(description="The influence as it now is, or what was wrong.")
class SetInfluencePayload:
    """The influence as it now is."""

    client_mutation_id: str | None
    errors: list[UserError]
    influence: Influence | None = None


@strawberry.type(description="The tie as it now is, or what was wrong.")
class SetTiePayload:
    """The tie as it now is."""

    client_mutation_id: str | None
    errors: list[UserError]
    tie: Tie | None = None


@strawberry.type(description="The deal as it now is, or what was wrong.")
class SaveDealPayload:
    """The deal as it now is."""

    client_mutation_id: str | None
    errors: list[UserError]
    deal: Deal | None = None


@strawberry.type(description="The part as it now is, or what was wrong.")
class SetStakeholderPayload:
    """The part as it now is."""

    client_mutation_id: str | None
    errors: list[UserError]
    stakeholder: Stakeholder | None = None


@strawberry.type(description="The signal, or what was wrong.")
class AddSignalPayload:
    """The signal."""

    client_mutation_id: str | None
    errors: list[UserError]
    signal: Signal | None = None


@strawberry.type(description="What was wrong, if anything.")
class RetractPayload:
    """What was wrong, if anything."""

    client_mutation_id: str | None
    errors: list[UserError]


@strawberry.type(description="The person kept, as they now are, or what was wrong.")
class MergePeoplePayload:
    """The person kept."""

    client_mutation_id: str | None
    errors: list[UserError]
    person: Person | None = None


@strawberry.type(description="The people there now are, or what was wrong.")
class SplitPersonPayload:
    """The people there now are."""

    client_mutation_id: str | None
    errors: list[UserError]
    people: list[Person] | None = None


@strawberry.type(description="What was wrong, if anything.")
class KeepApartPayload:
    """What was wrong, if anything."""

    client_mutation_id: str | None
    errors: list[UserError]


@strawberry.type(description="The call as it now is, or what was wrong.")
class LogEscalationPayload:
    """The call as it now is."""

    client_mutation_id: str | None
    errors: list[UserError]
    escalation: Escalation | None = None


@strawberry.type(description="The call with its outcome, or what was wrong.")
class RecordOutcomePayload:
    """The call with its outcome."""

    client_mutation_id: str | None
    errors: list[UserError]
    escalation: Escalation | None = None


@strawberry.type(description="The call with its steps, or what was wrong.")
class CompletePlanStepPayload:
    """The call with its steps."""

    client_mutation_id: str | None
    errors: list[UserError]
    escalation: Escalation | None = None


@strawberry.type(description="The call with its steps, or what was wrong.")
class ReopenPlanStepPayload:
    """The call with its steps."""

    client_mutation_id: str | None
    errors: list[UserError]
    escalation: Escalation | None = None


@strawberry.type(description="The refit that is taken from now on, or what was wrong.")
class ApplyRefitPayload:
    """The refit that is taken."""

    client_mutation_id: str | None
    errors: list[UserError]
    refit: Refit | None = None


@strawberry.type(description="What was wrong; nothing when the defaults are back.")
class TakeRefitBackPayload:
    """What was wrong."""

    client_mutation_id: str | None
    errors: list[UserError]


@strawberry.type(description="What the import would do, or what was wrong.")
class PreviewImportPayload:
    """What the import would do."""

    client_mutation_id: str | None
    errors: list[UserError]
    preview: ImportPreview | None = None


@strawberry.type(description="The import, or what was wrong.")
class CommitImportPayload:
    """The import."""

    client_mutation_id: str | None
    errors: list[UserError]
    batch: ImportBatch | None = None


@strawberry.type(description="The undone import, or what was wrong.")
class UndoImportPayload:
    """The undone import."""

    client_mutation_id: str | None
    errors: list[UserError]
    batch: ImportBatch | None = None
