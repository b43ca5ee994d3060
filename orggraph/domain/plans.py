"""The plan of a call: what is to be done, by whom, when, and what each step waits for. Codes and ids; `orggraph.text` words them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.findings import (
    Alternative,
    EscalationPath,
    EscalationVerdict,
    NextQuestion,
    ObjectionAnswer,
    RuleCheck,
    VerdictReason,
)

WAITS_FOR: Mapping[PlanStepCode, tuple[PlanStepCode, ...]] = {
    PlanStepCode.CHECK_GOLDEN_RULE: (),
    PlanStepCode.BRIEF_CALLER: (PlanStepCode.CHECK_GOLDEN_RULE,),
    PlanStepCode.NOTIFY_CONTACT: (PlanStepCode.BRIEF_CALLER,),
    PlanStepCode.MAKE_CALL: (PlanStepCode.BRIEF_CALLER, PlanStepCode.NOTIFY_CONTACT),
    PlanStepCode.DEBRIEF_CONTACT: (PlanStepCode.MAKE_CALL,),
    PlanStepCode.JOINT_FOLLOW_UP: (PlanStepCode.DEBRIEF_CONTACT,),
    PlanStepCode.LOG_OUTCOME: (PlanStepCode.MAKE_CALL,),
    PlanStepCode.STOP_CONDITION: (),
}
"""Step of a call -> the steps that are done before it."""


class PlanKind(StrEnum):
    """CALL: the call and what surrounds it. PREPARE: what to find out first. BACK_TO_BASICS: what to do instead of a call."""

    CALL = "CALL"
    PREPARE = "PREPARE"
    BACK_TO_BASICS = "BACK_TO_BASICS"


class OccasionKind(StrEnum):
    """What makes a call natural, the best first. Each is a recorded fact; an appointment counts once it has happened."""

    MEETING_PLANNED = "MEETING_PLANNED"
    EVENT_PLANNED = "EVENT_PLANNED"
    NEW_POSITION = "NEW_POSITION"
    ANNIVERSARY = "ANNIVERSARY"
    RENEWAL_DUE = "RENEWAL_DUE"
    DEADLINE_SET = "DEADLINE_SET"
    EXECUTIVE_INTEREST = "EXECUTIVE_INTEREST"
    PILOT_SUCCEEDED = "PILOT_SUCCEEDED"
    RECENT_CONTACT = "RECENT_CONTACT"


ReasonValue = str | int | float | date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReason:
    """Why, as a code with values. What ends in `_id` names a person; a date is a day."""

    code: str
    values: Mapping[str, ReasonValue] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A recorded fact that makes the call natural.

    `happens_on` is when it takes place, None for what already did; `since` is the day it goes back to, `years` how long ago.
    """

    kind: OccasionKind
    person_id: str | None = None
    happens_on: date | None = None
    since: date | None = None
    years: int | None = None
    evidence: tuple[str, ...] = ()

    @property
    def reason(self) -> PlanReason:
        """It as a reason, with whatever is known of it."""
        known: dict[str, ReasonValue | None] = {
            "on": self.happens_on,
            "since": self.since,
            "years": self.years,
            "person_id": self.person_id,
        }
        values = {name: value for name, value in known.items() if value is not None}
        return PlanReason(code=f"occasion_{self.kind.value.lower()}", values=values, evidence=self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step. It is due on `due_on`, and can be done from `opens_on` to `closes_on`.

    `checks`, `questions`, `objection` and `alternative` say what it is about, where the step is not about the call itself.
    """

    order: int
    code: PlanStepCode
    who_id: str | None
    with_whom_id: str | None = None
    due_on: date
    opens_on: date
    closes_on: date
    why: tuple[PlanReason, ...]
    waits_for: tuple[PlanStepCode, ...] = ()
    done_on: date | None = None
    blocked_by: tuple[PlanStepCode, ...] = ()
    checks: tuple[RuleCheck, ...] = ()
    questions: tuple[NextQuestion, ...] = ()
    objection: ObjectionAnswer | None = None
    alternative: Alternative | None = None

    @property
    def done(self) -> bool:
        """Whether it was done."""
        return self.done_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPlan:
    """What to do about a deal, in order.

    `path` is the way in which the call is made, None where nobody should call or the call was made already; `occasions` are
    in the order of preference, the first being the one the call's day was chosen for; `silence` says why nothing should be
    sent to the client before `silent_until`.
    """

    deal_id: str
    as_of: date
    kind: PlanKind
    verdict: EscalationVerdict
    reason: VerdictReason
    steps: tuple[PlanStep, ...]
    contact_id: str | None = None
    owner_id: str | None = None
    caller_id: str | None = None
    target_id: str | None = None
    path: EscalationPath | None = None
    escalation_id: str | None = None
    occasions: tuple[Occasion, ...] = ()
    silent_until: date | None = None
    silence: tuple[PlanReason, ...] = ()
    next_call_from: date | None = None
    """The first day on which another call to the same person would be offered."""
    unknown_calendars: tuple[str, ...] = ()
    """Accounts whose country, and so whose public holidays, are not known."""

    def step(self, code: PlanStepCode) -> PlanStep | None:
        """Give the first step of a kind."""
        return next((step for step in self.steps if step.code is code), None)
