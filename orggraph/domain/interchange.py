"""The interchange document: a whole workspace, store-neutral and plain. What `orggraph export` writes and `orggraph import` reads.

Ids are the document's own: they join its parts, and a document that this program wrote keeps its ids in an empty store. A second
document that uses the same id speaks of the same thing.
What held only for a time is written once for each time, with `valid_from` and `valid_until`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from orggraph.domain.deals import (
    BuyingRole,
    CallForecast,
    CoverageLevel,
    DealOutcome,
    DecisionMode,
    EscalationOutcome,
    StepDone,
)
from orggraph.domain.people import JobFunction, Locale, Seniority
from orggraph.domain.signals import SignalKind

FORMAT = "orggraph/1"


class RelationKind(StrEnum):
    """SOLID and DOTTED go from a position (or a person, for the seat they hold) to the manager's; the others between people."""

    SOLID = "SOLID"
    DOTTED = "DOTTED"
    AUTHORITY = "AUTHORITY"
    ADVICE = "ADVICE"
    TRUST = "TRUST"
    ALUMNI = "ALUMNI"
    CONFLICT = "CONFLICT"
    TIE = "TIE"


class Direction(StrEnum):
    """FROM_TO: `from_id` reports to, or weighs on, `to_id`. MUTUAL: ties only."""

    FROM_TO = "FROM_TO"
    MUTUAL = "MUTUAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What every part carries: who said it, how sure, and from when to when."""

    source: str | None = None
    confidence: float = 1.0
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPart(Stated):
    """An organisation; exactly one is ours. `keys` are what other systems call it: `ext:salesforce/001...`."""

    id: str
    name: str
    is_ours: bool = False
    domains: tuple[str, ...] = ()
    industry: str | None = None
    country: str | None = None
    employee_count: int | None = None
    keys: tuple[str, ...] = ()
    rule_intercept: float | None = None
    disavowal_base: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPart(Stated):
    """A person. `keys` are what other sources call them: `linkedin:slug`, `email:address`.

    `same_as` and `apart_from` are decisions: ids under which others stood who are this person, and ids of people who are not.
    """

    id: str
    name: str
    account_id: str | None = None
    email: str | None = None
    profile_url: str | None = None
    title: str | None = None
    department: str | None = None
    seniority: Seniority | None = None
    job_function: JobFunction | None = None
    has_left: bool = False
    is_placeholder: bool = False
    preferred_locale: Locale | None = None
    keys: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPart(Stated):
    """A seat; without `holder_id` it is vacant."""

    id: str
    account_id: str
    title: str
    department: str | None = None
    holder_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationPart(Stated):
    """A reporting line, an influence or a tie. Without `to_id` a SOLID line says that nobody stands above.

    `account_id` is where a line is drawn: left out, where `from_id` is at that time.
    """

    id: str | None = None
    kind: RelationKind
    from_id: str
    to_id: str | None
    account_id: str | None = None
    direction: Direction = Direction.FROM_TO
    weight: float | None = None
    observed_on: date | None = None
    connected_on: date | None = None
    last_contact: date | None = None
    exchanges: int | None = None
    vouched_on: date | None = None
    colleagues_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPart(Stated):
    """An opportunity. `keys` are what other systems call it: `ext:salesforce/006...`."""

    id: str
    name: str
    account_id: str
    owner_id: str | None = None
    usual_contact_id: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    stage: str | None = None
    decision_mode: DecisionMode | None = None
    threshold: float | None = None
    closed_on: date | None = None
    outcome: DealOutcome | None = None
    client_stakes: str | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StancePart:
    """A stance, judged on acts: value in [-1, 1], axes 0 to 4."""

    value: float
    confidence: float = 0.8
    source: str | None = None
    observed_on: date | None = None
    synergy: int | None = None
    antagonism: int | None = None
    evidence_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StakeholderPart(Stated):
    """A person's part in a deal."""

    id: str | None = None
    deal_id: str
    person_id: str
    roles: tuple[BuyingRole, ...] = ()
    stance: StancePart | None = None
    salience: float | None = None
    salience_confidence: float | None = None
    salience_observed_on: date | None = None
    conviction: float | None = None
    is_blocking: bool | None = None
    decision_weight: float | None = None
    can_veto: bool = False
    owns_delivery: bool | None = None
    expected_position_id: str | None = None
    expected_title: str | None = None
    expected_position_confidence: float | None = None
    coverage: CoverageLevel = CoverageLevel.UNKNOWN
    agenda: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalPart(Stated):
    """Something that was seen, on a day."""

    id: str | None = None
    deal_id: str
    kind: SignalKind
    observed_on: date
    strength: float = 1.0
    person_id: str | None = None
    note: str | None = None
    author: str | None = None
    happens_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPart(Stated):
    """A call that was planned or made."""

    id: str | None = None
    deal_id: str
    caller_id: str
    target_id: str
    planned_on: date | None = None
    made_on: date | None = None
    contact_told_first: bool = False
    outcome: EscalationOutcome | None = None
    outcome_on: date | None = None
    note: str | None = None
    forecast: CallForecast | None = None
    steps_done: tuple[StepDone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole workspace."""

    format: str = FORMAT
    accounts: tuple[AccountPart, ...] = ()
    people: tuple[PersonPart, ...] = ()
    positions: tuple[PositionPart, ...] = ()
    relations: tuple[RelationPart, ...] = ()
    deals: tuple[DealPart, ...] = ()
    stakeholders: tuple[StakeholderPart, ...] = ()
    signals: tuple[SignalPart, ...] = ()
    escalations: tuple[EscalationPart, ...] = ()
