"""Deals, the part each person plays in them, and the calls made for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from orggraph.domain.interval import Interval


class BuyingRole(StrEnum):
    """A part in the client's decision."""

    CHAMPION = "CHAMPION"
    ECONOMIC_BUYER = "ECONOMIC_BUYER"
    DECISION_MAKER = "DECISION_MAKER"
    APPROVER = "APPROVER"
    EXECUTIVE_SPONSOR = "EXECUTIVE_SPONSOR"
    COACH = "COACH"
    RECOMMENDER = "RECOMMENDER"
    EVALUATOR = "EVALUATOR"
    USER = "USER"
    PROCUREMENT = "PROCUREMENT"
    GATEKEEPER = "GATEKEEPER"
    INITIATOR = "INITIATOR"
    INFLUENCER = "INFLUENCER"


DECIDING_ROLES = frozenset({BuyingRole.ECONOMIC_BUYER, BuyingRole.DECISION_MAKER, BuyingRole.APPROVER})


class StanceLabel(StrEnum):
    """A stance in words. UNKNOWN is not NEUTRAL."""

    STRONG_SUPPORTER = "STRONG_SUPPORTER"
    SUPPORTER = "SUPPORTER"
    NEUTRAL = "NEUTRAL"
    RESERVED = "RESERVED"
    OPPONENT = "OPPONENT"
    UNKNOWN = "UNKNOWN"


class SociodynamicPosition(StrEnum):
    """Where synergy and antagonism put somebody."""

    PASSIVE = "PASSIVE"
    GRUMBLER = "GRUMBLER"
    HESITANT = "HESITANT"
    ZEALOT = "ZEALOT"
    GOLDEN_TRIANGLE = "GOLDEN_TRIANGLE"
    TORN = "TORN"
    OPPONENT = "OPPONENT"
    IRREDUCIBLE = "IRREDUCIBLE"


class CoverageLevel(StrEnum):
    """How well we know somebody."""

    UNKNOWN = "UNKNOWN"
    NONE = "NONE"
    BRIEF = "BRIEF"
    MULTIPLE = "MULTIPLE"
    IN_DEPTH = "IN_DEPTH"


class DecisionMode(StrEnum):
    """How the client decides."""

    ECONOMIC_BUYER = "ECONOMIC_BUYER"
    CONSENSUS = "CONSENSUS"
    MAJORITY = "MAJORITY"


class DealOutcome(StrEnum):
    """How a deal ended."""

    WON = "WON"
    LOST = "LOST"
    ABANDONED = "ABANDONED"


class EscalationOutcome(StrEnum):
    """What came of a call."""

    UNBLOCKED = "UNBLOCKED"
    NO_EFFECT = "NO_EFFECT"
    WORSE = "WORSE"
    CONTACT_DISAVOWED = "CONTACT_DISAVOWED"
    NOT_MADE = "NOT_MADE"


class PlanStepCode(StrEnum):
    """A step of the plan of a call."""

    CHECK_GOLDEN_RULE = "CHECK_GOLDEN_RULE"
    BRIEF_CALLER = "BRIEF_CALLER"
    NOTIFY_CONTACT = "NOTIFY_CONTACT"
    MAKE_CALL = "MAKE_CALL"
    DEBRIEF_CONTACT = "DEBRIEF_CONTACT"
    JOINT_FOLLOW_UP = "JOINT_FOLLOW_UP"
    LOG_OUTCOME = "LOG_OUTCOME"
    STOP_CONDITION = "STOP_CONDITION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """An opportunity at one account."""

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
    """What other systems call it: `ext:salesforce/006...`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """For (+1) or against (-1), judged on acts. With both axes (0 to 4 each), value = (synergy - antagonism) / 4."""

    value: float
    confidence: float
    source: str
    observed_on: date | None = None
    synergy: int | None = None
    antagonism: int | None = None
    evidence_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """A person's part in one deal. Salience and conviction in [0, 1]; None is unknown."""

    id: str
    deal_id: str
    person_id: str
    roles: tuple[BuyingRole, ...] = ()
    stance: Stance | None = None
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

    @property
    def decides(self) -> bool:
        """Tell whether the decision is theirs, alone or with others."""
        return any(role in DECIDING_ROLES for role in self.roles)

    @property
    def effective_weight(self) -> float:
        """Give their weight in the decision: as stated, else 1 for who decides and 0 for others."""
        return self.decision_weight if self.decision_weight is not None else float(self.decides)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallForecast:
    """What was forecast of a call when it was first written down: it is kept, whatever is learnt later.

    `disavowal` is the chance that the contact feels disavowed; the two intercepts are those that the forecast was made with.
    """

    forecast_on: date
    probability: Interval
    change: Interval
    disavowal: float
    rule_intercept: float
    disavowal_base: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """A step of the plan that was done, when, and what whoever did it wants known."""

    step: PlanStepCode
    on: date
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """A call of one of our executives that was planned or made, and what came of it."""

    id: str
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

    @property
    def done(self) -> Mapping[PlanStepCode, date]:
        """The steps that were done, and when: as somebody said of them, or as the call itself tells."""
        found = {one.step: one.on for one in self.steps_done}
        if self.made_on:
            found[PlanStepCode.MAKE_CALL] = self.made_on
            if self.contact_told_first:
                found.setdefault(PlanStepCode.NOTIFY_CONTACT, self.made_on)
        if self.outcome and self.outcome_on:
            found[PlanStepCode.LOG_OUTCOME] = self.outcome_on
        return found


_LABEL_VALUES = {
    StanceLabel.STRONG_SUPPORTER: 0.8,
    StanceLabel.SUPPORTER: 0.4,
    StanceLabel.NEUTRAL: 0.0,
    StanceLabel.RESERVED: -0.4,
    StanceLabel.OPPONENT: -0.8,
}
_LABEL_FLOORS = (
    (0.6, StanceLabel.STRONG_SUPPORTER),
    (0.2, StanceLabel.SUPPORTER),
    (-0.2, StanceLabel.NEUTRAL),
    (-0.6, StanceLabel.RESERVED),
)
_SOCIODYNAMIC_ROWS = (
    "PASSIVE GRUMBLER OPPONENT IRREDUCIBLE",
    "HESITANT HESITANT OPPONENT IRREDUCIBLE",
    "GOLDEN_TRIANGLE GOLDEN_TRIANGLE TORN TORN",
    "ZEALOT GOLDEN_TRIANGLE TORN TORN",
)


def stance_value(label: StanceLabel) -> float:
    """Give the value a label stands for; UNKNOWN has none.

    >>> stance_value(StanceLabel.RESERVED)
    -0.4
    """
    return _LABEL_VALUES[label]


def stance_label(value: float) -> StanceLabel:
    """Read a value back as a label; a value on a border takes the label nearer to neutral from below.

    >>> [stance_label(v).name for v in (0.8, 0.2, 0.0, -0.3, -1.0)]
    ['STRONG_SUPPORTER', 'SUPPORTER', 'NEUTRAL', 'RESERVED', 'OPPONENT']
    """
    return next((label for floor, label in _LABEL_FLOORS if value >= floor), StanceLabel.OPPONENT)


def sociodynamic(synergy: int, antagonism: int) -> SociodynamicPosition:
    """Place somebody on the two axes, each 0 to 4 (0 counts as 1).

    >>> sociodynamic(4, 1).name, sociodynamic(1, 4).name
    ('ZEALOT', 'IRREDUCIBLE')
    """
    row = _SOCIODYNAMIC_ROWS[max(synergy, 1) - 1].split()
    return SociodynamicPosition(row[max(antagonism, 1) - 1])
