"""What a client may send. A field that is left out is left as it is; a null takes the value away."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import strawberry
from strawberry.file_uploads import Upload
from strawberry.scalars import JSON

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import (
    BuyingRole,
    CoverageLevel,
    DealOutcome,
    DecisionMode,
    EscalationOutcome,
    PlanStepCode,
    StanceLabel,
    stance_value,
)
from orggraph.domain.observations import JsonValue
from orggraph.domain.people import JobFunction, Locale, Seniority
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import InfluenceKind
from orggraph.domain.signals import SignalKind
from orggraph.errors import InvalidInput
from orggraph.stores.base import Silence
from orggraph.stores.paging import instant
from orggraph.usecases.edit_deals import StanceGiven
from orggraph.usecases.escalate import Options
from orggraph_api.connections import bounded

_DEFAULT_CONFIDENCE = 0.8
_USUAL = Options()
_LONGEST_SILENCE = 36_500


def given(source: Any, *names: str) -> dict[str, JsonValue]:
    """Give the named fields that the client sent, as observations hold them."""
    sent = ((name, getattr(source, name)) for name in names)
    return {name: plain(value) for name, value in sent if value is not strawberry.UNSET}


def plain(value: Any) -> JsonValue:
    """Give a value as observations hold it."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, list):
        return [str(plain(item)) for item in value]
    if isinstance(value, date | Decimal):
        return str(value)
    return value  # type: ignore[no-any-return]


def sent(value: Any) -> Any:
    """Give a value, or None where the client left it out."""
    return None if value is strawberry.UNSET else value


@strawberry.input(description="What the asker may choose.")
class EscalationOptions:
    """What the asker may choose."""

    max_levels: int | None = _USUAL.max_levels
    include_dotted: bool | None = _USUAL.include_dotted
    caller_ids: list[strawberry.ID] | None = None
    target_ids: list[strawberry.ID] | None = None
    notify_contact: bool | None = _USUAL.notify_contact
    credit_contact: bool | None = _USUAL.credit_contact
    as_of: date | None = None
    known_at: datetime | None = None
    draws: int | None = _USUAL.draws
    seed: int | None = _USUAL.seed
    assumptions: JSON | None = None
    first: int | None = _USUAL.first

    def day(self, today: date) -> date:
        """Give the day for which the answer is: that of what was known, unless another is asked for."""
        return self.as_of or (instant(self.known_at).date() if self.known_at else today)

    def options(self) -> Options:
        """Read them as the analysis takes them."""
        overrides: Any = self.assumptions or {}
        if not isinstance(overrides, dict):
            raise InvalidInput("assumptions is not an object.", "Give names with figures.", ("options", "assumptions"))
        chosen: dict[str, Any] = {
            "max_levels": self.max_levels,
            "include_dotted": self.include_dotted,
            "caller_ids": None if self.caller_ids is None else tuple(self.caller_ids),
            "target_ids": None if self.target_ids is None else tuple(self.target_ids),
            "notify_contact": self.notify_contact,
            "credit_contact": self.credit_contact,
            "draws": self.draws,
            "seed": self.seed,
            "first": self.first,
        }
        named = {name: value for name, value in chosen.items() if value is not None}
        return Options(**named, assumptions=Assumptions().overridden(overrides))


@strawberry.input(description="A way to make a call; what is left out is as the answer advises.")
class CallWayInput:
    """A way to make a call."""

    told: bool | None = True
    credited: bool | None = True
    level: int | None = None
    caller_id: strawberry.ID | None = None
    target_id: strawberry.ID | None = None
    on: date | None = None


@strawberry.input(description="Which accounts.")
class AccountFilter:
    """Which accounts."""

    name_contains: str | None = None
    is_ours: bool | None = None


@strawberry.input(description="Which people.")
class PersonFilter:
    """Which people."""

    name_contains: str | None = None
    seniority: list[Seniority] | None = None
    job_function: list[JobFunction] | None = None
    department: str | None = None


@strawberry.input(description="Which deals.")
class DealFilter:
    """Which deals."""

    account_ids: list[strawberry.ID] | None = None
    owner_id: strawberry.ID | None = None
    mine: bool | None = None
    open: bool | None = None
    silent_for_days: int | None = None

    def silence(self, today: date) -> Silence | None:
        """Read how long nothing was seen."""
        if self.silent_for_days is None:
            return None
        days = bounded(self.silent_for_days, name="silentForDays", most=_LONGEST_SILENCE)
        return Silence(after=today - timedelta(days=days))


@strawberry.input(description="Which entries of the audit log.")
class AuditFilter:
    """Which entries."""

    who: str | None = None
    action: str | None = None
    since: datetime | None = None


@strawberry.input(description="What helps to read a title.")
class TitleContext:
    """What helps to read a title."""

    industry: str | None = None
    country: str | None = None
    employee_count: int | None = None


@strawberry.input(description="An id that something has elsewhere.")
class ExternalKeyInput:
    """An id elsewhere."""

    source: str
    key: str


def keys_of(keys: list[ExternalKeyInput] | None) -> tuple[tuple[str, str], ...]:
    """Give outside ids as pairs."""
    return tuple((key.source, key.key) for key in sent(keys) or ())


@strawberry.input(
    description="Without id it creates, with id it changes what is given. A known key is the same as its id."
)
class SaveAccountInput:
    """An account."""

    client_mutation_id: str | None = None
    id: strawberry.ID | None = None
    keys: list[ExternalKeyInput] | None = None
    name: str | None = strawberry.UNSET
    is_ours: bool | None = strawberry.UNSET
    domains: list[str] | None = strawberry.UNSET
    industry: str | None = strawberry.UNSET
    country: str | None = strawberry.UNSET
    employee_count: int | None = strawberry.UNSET


@strawberry.input(
    description="Without id it creates, with id it changes what is given. A known key is the same as its id."
)
class SavePersonInput:
    """A person."""

    client_mutation_id: str | None = None
    id: strawberry.ID | None = None
    keys: list[ExternalKeyInput] | None = None
    account_id: strawberry.ID | None = strawberry.UNSET
    name: str | None = strawberry.UNSET
    email: str | None = strawberry.UNSET
    profile_url: str | None = strawberry.UNSET
    title: str | None = strawberry.UNSET
    department: str | None = strawberry.UNSET
    seniority: Seniority | None = strawberry.UNSET
    job_function: JobFunction | None = strawberry.UNSET
    has_left: bool | None = strawberry.UNSET
    is_placeholder: bool | None = strawberry.UNSET
    preferred_locale: Locale | None = strawberry.UNSET


@strawberry.input(description="A seat, held or vacant.")
class SavePositionInput:
    """A seat."""

    client_mutation_id: str | None = None
    id: strawberry.ID | None = None
    account_id: strawberry.ID | None = strawberry.UNSET
    title: str | None = strawberry.UNSET
    department: str | None = strawberry.UNSET
    holder_id: strawberry.ID | None = strawberry.UNSET
    vacant: bool | None = strawberry.UNSET
    reports_to_id: strawberry.ID | None = strawberry.UNSET
    kind: ReportingKind | None = ReportingKind.SOLID
    since: date | None = None
    until: date | None = None


@strawberry.input(description="Joins the seats that two people hold; managerId null says that nobody stands above.")
class SetManagerInput:
    """A reporting line."""

    client_mutation_id: str | None = None
    person_id: strawberry.ID
    manager_id: strawberry.ID | None = None
    kind: ReportingKind | None = ReportingKind.SOLID
    confidence: float | None = 1.0
    since: date | None = None
    until: date | None = None


@strawberry.input(description="`from` weighs on `to`.")
class SetInfluenceInput:
    """An influence."""

    client_mutation_id: str | None = None
    from_id: strawberry.ID
    to_id: strawberry.ID
    kind: InfluenceKind
    weight: float
    confidence: float | None = 1.0
    observed_on: date | None = strawberry.UNSET


@strawberry.input(description="Two people know each other.")
class SetTieInput:
    """A tie."""

    client_mutation_id: str | None = None
    person_ids: list[strawberry.ID]
    strength: float | None = strawberry.UNSET
    last_contact: date | None = strawberry.UNSET
    connected_on: date | None = strawberry.UNSET
    confidence: float | None = 1.0


@strawberry.input(
    description="Without id it creates, with id it changes what is given. A known key is the same as its id. championId sets the role."
)
class SaveDealInput:
    """A deal."""

    client_mutation_id: str | None = None
    id: strawberry.ID | None = None
    keys: list[ExternalKeyInput] | None = None
    client_stakes: str | None = strawberry.UNSET
    account_id: strawberry.ID | None = strawberry.UNSET
    name: str | None = strawberry.UNSET
    owner_id: strawberry.ID | None = strawberry.UNSET
    usual_contact_id: strawberry.ID | None = strawberry.UNSET
    champion_id: strawberry.ID | None = strawberry.UNSET
    amount: Decimal | None = strawberry.UNSET
    currency: str | None = strawberry.UNSET
    stage: str | None = strawberry.UNSET
    decision_mode: DecisionMode | None = strawberry.UNSET
    threshold: float | None = strawberry.UNSET
    closed_on: date | None = strawberry.UNSET
    outcome: DealOutcome | None = strawberry.UNSET


@strawberry.input(
    description="Exactly one of label, value, or synergy with antagonism (each 0 to 4). Labels stand for 0.8, 0.4, 0, -0.4, -0.8; "
    "UNKNOWN takes the stance back."
)
class StanceInput:
    """A stance."""

    label: StanceLabel | None = None
    value: float | None = None
    synergy: int | None = None
    antagonism: int | None = None
    confidence: float | None = _DEFAULT_CONFIDENCE
    observed_on: date | None = None
    evidence_ids: list[strawberry.ID] | None = None

    def given(self) -> StanceGiven:
        """Read the one way in which it was given."""
        axes = self.synergy is not None and self.antagonism is not None
        half = (self.synergy is None) != (self.antagonism is None)
        if half or (self.label is not None) + (self.value is not None) + axes != 1:
            raise InvalidInput(
                "A stance is given in exactly one way.",
                "Give label, or value, or synergy with antagonism.",
                ("input", "stance"),
            )
        value = self.value
        if self.label is not None:
            value = None if self.label is StanceLabel.UNKNOWN else stance_value(self.label)
        elif axes:
            value = ((self.synergy or 0) - (self.antagonism or 0)) / 4
        return StanceGiven(
            value=value,
            synergy=self.synergy,
            antagonism=self.antagonism,
            confidence=_DEFAULT_CONFIDENCE if self.confidence is None else self.confidence,
            observed_on=self.observed_on,
            evidence_ids=tuple(self.evidence_ids or ()),
        )


@strawberry.input(description="A person's part in one deal; what is left out stays as it is.")
class SetStakeholderInput:
    """A person's part in one deal."""

    client_mutation_id: str | None = None
    deal_id: strawberry.ID
    person_id: strawberry.ID
    roles: list[BuyingRole] | None = strawberry.UNSET
    stance: StanceInput | None = None
    salience: float | None = strawberry.UNSET
    salience_confidence: float | None = strawberry.UNSET
    conviction: float | None = strawberry.UNSET
    is_blocking: bool | None = strawberry.UNSET
    decision_weight: float | None = strawberry.UNSET
    can_veto: bool | None = strawberry.UNSET
    owns_delivery: bool | None = strawberry.UNSET
    expected_title: str | None = strawberry.UNSET
    expected_position_id: strawberry.ID | None = strawberry.UNSET
    expected_position_confidence: float | None = strawberry.UNSET
    coverage: CoverageLevel | None = strawberry.UNSET
    agenda: str | None = strawberry.UNSET


@strawberry.input(description="Something that was seen.")
class AddSignalInput:
    """Something that was seen."""

    client_mutation_id: str | None = None
    deal_id: strawberry.ID
    kind: SignalKind
    person_id: strawberry.ID | None = None
    observed_on: date
    strength: float | None = 1.0
    note: str | None = None
    happens_on: date | None = None


@strawberry.input(description="Two people are one.")
class MergePeopleInput:
    """Two people who are one."""

    client_mutation_id: str | None = None
    keep_id: strawberry.ID
    merge_id: strawberry.ID


@strawberry.input(description="What some sources said was of somebody else.")
class SplitPersonInput:
    """A person who is two."""

    client_mutation_id: str | None = None
    person_id: strawberry.ID
    source_records: list[int]


@strawberry.input(description="Two people are not one.")
class KeepApartInput:
    """Two people who are not one."""

    client_mutation_id: str | None = None
    one_id: strawberry.ID
    other_id: strawberry.ID


@strawberry.input(description="Takes a fact back; it stays in the history.")
class RetractInput:
    """A fact to take back."""

    client_mutation_id: str | None = None
    fact_id: strawberry.ID
    why: str


@strawberry.input(
    description="Without id it plans or logs a call; with id it changes the planned one, so that a call is counted once."
)
class LogEscalationInput:
    """A call."""

    client_mutation_id: str | None = None
    id: strawberry.ID | None = None
    deal_id: strawberry.ID
    caller_id: strawberry.ID
    target_id: strawberry.ID
    planned_on: date | None = strawberry.UNSET
    made_on: date | None = strawberry.UNSET
    contact_told_first: bool | None = False
    note: str | None = strawberry.UNSET


@strawberry.input(description="What came of a call.")
class RecordOutcomeInput:
    """What came of a call."""

    client_mutation_id: str | None = None
    escalation_id: strawberry.ID
    outcome: EscalationOutcome
    on: date
    note: str | None = None


@strawberry.input(description="A step of a call's plan that was done.")
class CompletePlanStepInput:
    """A step that was done."""

    client_mutation_id: str | None = None
    escalation_id: strawberry.ID
    step: PlanStepCode
    on: date
    note: str | None = None


@strawberry.input(description="A step of a call's plan that was not done after all.")
class ReopenPlanStepInput:
    """A step that was not done."""

    client_mutation_id: str | None = None
    escalation_id: strawberry.ID
    step: PlanStepCode


@strawberry.input(description="The refit to take for all answers.")
class ApplyRefitInput:
    """The refit to take."""

    client_mutation_id: str | None = None


@strawberry.input(description="The refit to take back.")
class TakeRefitBackInput:
    """The refit to take back."""

    client_mutation_id: str | None = None


@strawberry.input(
    description="A file, and what it does not say itself: the account that it describes, whose contacts it holds."
)
class PreviewImportInput:
    """A file."""

    client_mutation_id: str | None = None
    file: Upload
    importer: str | None = None
    account_id: strawberry.ID | None = None
    owner_id: strawberry.ID | None = None
    mapping: JSON | None = None
    locale: Locale | None = None

    def columns(self) -> dict[str, str] | None:
        """Give which column is what, as far as it was said."""
        given: Any = self.mapping
        if given is None:
            return None
        if not isinstance(given, dict) or not all(isinstance(field, str) for field in given.values()):
            raise InvalidInput(
                "mapping is not an object of names.", 'Write {"Job title": "title"}.', ("input", "mapping")
            )
        return given


@strawberry.input(description="A preview to commit.")
class CommitImportInput:
    """A preview to commit."""

    client_mutation_id: str | None = None
    token: str


@strawberry.input(description="An import to take back.")
class UndoImportInput:
    """An import to take back."""

    client_mutation_id: str | None = None
    batch_id: strawberry.ID
