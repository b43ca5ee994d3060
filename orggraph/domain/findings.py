"""Answers: each with its contributions and the facts it rests on, as ids and codes; `orggraph.text` words them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from orggraph.domain.contributions import Contribution
from orggraph.domain.deals import CoverageLevel, DecisionMode
from orggraph.domain.interval import Interval
from orggraph.domain.people import Person, Seniority
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import FactOrigin, Tie
from orggraph.domain.signals import SignalKind

Parameters = Mapping[str, str | int | float]

_LEVELS, _RANKS = tuple(CoverageLevel), tuple(Seniority)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """One level up from somebody: the seat, its holder if any. Vacant seats count as levels (N+1 is levels_up 1)."""

    person_id: str
    levels_up: int
    position_id: str
    manager_id: str | None
    kind: ReportingKind
    confidence: float
    origin: FactOrigin
    reasons: tuple[Contribution, ...] = ()


@dataclass(frozen=True, slots=True)
class LostLine:
    """A reporting line that was not kept: which, the one kept instead (None: it would have closed a loop)."""

    line_id: str
    kept_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How well one of theirs is known to us: the strongest tie and whose it is, and the last contact that anybody of ours had."""

    person: Person
    seniority: Seniority
    level: CoverageLevel
    best: Tie | None
    ours_id: str | None
    last_contact: date | None

    @property
    def place(self) -> str:
        """Where it stands among others, as text that sorts: whom nobody knows first, then by rank, then by name."""
        covered = max(_LEVELS.index(self.level), _LEVELS.index(CoverageLevel.NONE))
        return f"{covered}{_RANKS.index(self.seniority)}{self.person.name.casefold()}\x1f{self.person.id}"


@dataclass(frozen=True, slots=True)
class WarmHop:
    """One step of a trust path, and why it is that strong."""

    from_id: str
    to_id: str
    strength: float
    reasons: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class WarmPath:
    """A chain of acquaintances; its strength is the product of its hops, each after the first discounted."""

    people: tuple[str, ...]
    strength: float
    hops: tuple[WarmHop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterpart:
    """How well one of ours matches one of theirs. `contributions` are logarithms and add up to log(fit)."""

    person_id: str
    fit: float
    rank_parity: float
    function_parity: float
    warmth: float
    freshness: float
    warm_paths: tuple[WarmPath, ...]
    contributions: tuple[Contribution, ...]


class BlockageCause(StrEnum):
    """What can block a deal: four organisational causes, then four real ones that no call can cure."""

    TIMID_CHAMPION = "TIMID_CHAMPION"
    LOW_POLITICAL_WEIGHT = "LOW_POLITICAL_WEIGHT"
    NO_CONSENSUS = "NO_CONSENSUS"
    LOW_URGENCY = "LOW_URGENCY"
    BUDGET = "BUDGET"
    TECHNICAL_CONSTRAINT = "TECHNICAL_CONSTRAINT"
    PRODUCT_WEAKNESS = "PRODUCT_WEAKNESS"
    PRICE_STANDOFF = "PRICE_STANDOFF"


ORGANISATIONAL_CAUSES = (
    BlockageCause.TIMID_CHAMPION,
    BlockageCause.LOW_POLITICAL_WEIGHT,
    BlockageCause.NO_CONSENSUS,
    BlockageCause.LOW_URGENCY,
)
REAL_CAUSES = (
    BlockageCause.BUDGET,
    BlockageCause.TECHNICAL_CONSTRAINT,
    BlockageCause.PRODUCT_WEAKNESS,
    BlockageCause.PRICE_STANDOFF,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseAssessment:
    """One cause: log_odds = prior + the contributions."""

    cause: BlockageCause
    probability: float
    log_odds: float
    prior: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Pressure:
    """How much was pushed lately; more of it makes it worse."""

    follow_ups: int
    discounts: int
    warning: bool


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """Whether something was seen that would tell most, in bits about whether a call is right."""

    signal: SignalKind
    expected_information: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockageDiagnosis:
    """What blocks the deal: what was stated outright first, then the likeliest. `organisational` is None when nothing was observed: a prior is no diagnosis."""

    causes: tuple[CauseAssessment, ...]
    organisational: float | None
    pressure: Pressure
    next_questions: tuple[NextQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """How a client decides. `inferred`: nobody is known to decide, and their lowest common manager stands in."""

    mode: DecisionMode
    threshold: float
    deciders: tuple[str, ...]
    weights: tuple[float, ...]
    vetoes: tuple[str, ...]
    inferred: bool


class GateRule(StrEnum):
    """The golden rule, its contra-indications and its conditions."""

    PROJECT_MAKES_SENSE = "PROJECT_MAKES_SENSE"
    ORGANISATIONAL_FRICTION = "ORGANISATIONAL_FRICTION"
    NO_BUDGET_PROBLEM = "NO_BUDGET_PROBLEM"
    NO_TECHNICAL_CONSTRAINT = "NO_TECHNICAL_CONSTRAINT"
    NO_PRODUCT_WEAKNESS = "NO_PRODUCT_WEAKNESS"
    NO_PRICE_STANDOFF = "NO_PRICE_STANDOFF"
    NOT_OVERUSED = "NOT_OVERUSED"
    CONTACT_CAN_BE_TOLD_FIRST = "CONTACT_CAN_BE_TOLD_FIRST"
    TARGET_HAS_AUTHORITY = "TARGET_HAS_AUTHORITY"
    CALLER_FITS = "CALLER_FITS"
    DISAVOWAL_ACCEPTABLE = "DISAVOWAL_ACCEPTABLE"


class RuleKind(StrEnum):
    """A contra-indication forbids; a condition must be met."""

    CONTRAINDICATION = "CONTRAINDICATION"
    CONDITION = "CONDITION"


class RuleStatus(StrEnum):
    """UNKNOWN is neither: something is to be found out."""

    PASS = "PASS"  # noqa: S105
    FAIL = "FAIL"
    UNKNOWN = "UNKNOWN"


class EscalationVerdict(StrEnum):
    """GO: call. PREPARE: find out or fix first. DO_NOT: back to basics, or leave it alone."""

    GO = "GO"
    PREPARE = "PREPARE"
    DO_NOT = "DO_NOT"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCheck:
    """One rule's answer. `reason` is a code such as `stated`; `text` words rule, status and reason with the parameters."""

    rule: GateRule
    kind: RuleKind
    status: RuleStatus
    reason: str
    parameters: Parameters = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


class PathLink(StrEnum):
    """How a step of an escalation path is joined to the one before."""

    CALLER = "CALLER"
    INTRODUCES = "INTRODUCES"
    CALLS = "CALLS"
    MANAGES = "MANAGES"
    INFLUENCES = "INFLUENCES"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """A person, or a vacant seat, on the way from the caller down to the usual contact."""

    link: PathLink
    strength: float
    person_id: str | None
    position_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What a target has a say over: the parties in conflict, and which share of the decision sits with or under them."""

    covers_conflict: bool
    decision_share: float
    lowest_common_manager_id: str | None


@dataclass(frozen=True, slots=True)
class StanceChange:
    """Where somebody's stance settles now, and after."""

    person_id: str
    before: Interval
    after: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The chance that the deal gets moving, and how it changes; `stances` as they settle when all goes well."""

    probability: Interval
    change: Interval
    stances: tuple[StanceChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Mitigation:
    """Something to do for the contact, and the risk that is left."""

    code: str
    probability_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DisavowalRisk:
    """How likely the contact feels disavowed. The contributions are log-odds and add up to that of `probability`."""

    probability: float
    contributions: tuple[Contribution, ...]
    unblocked_if_disavowed: float
    future_opposition: float
    mitigations: tuple[Mitigation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPath:
    """Who calls whom, through whom. The contributions are points of probability and add up to `utility`, by which paths are ranked."""

    rank: int
    caller_id: str
    target_id: str
    levels_up: int
    introducers: tuple[str, ...]
    steps: tuple[PathStep, ...]
    rules: tuple[RuleCheck, ...]
    counterpart: Counterpart
    authority: Authority
    forecast: Forecast
    disavowal: DisavowalRisk
    utility: float
    pareto_optimal: bool
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedPath:
    """A pair that was left out, by which rules, and until when if that ends."""

    caller_id: str
    target_id: str
    rules: tuple[RuleCheck, ...]
    until: date | None


class AlternativeKind(StrEnum):
    """What else could be done."""

    DO_NOTHING = "DO_NOTHING"
    FOLLOW_UP = "FOLLOW_UP"
    DISCOUNT = "DISCOUNT"
    CHAMPION_ASKS_UPWARD = "CHAMPION_ASKS_UPWARD"
    PEER_ROUTE = "PEER_ROUTE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Something else to do, who of theirs would act, and on whom; None where there is nobody who could."""

    kind: AlternativeKind
    forecast: Forecast
    actor_id: str | None = None
    on_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswer:
    """Back to basics: a real objection, who of theirs it should be answered to, and at which level."""

    cause: BlockageCause
    who_id: str | None
    level: Seniority


@dataclass(frozen=True, slots=True)
class Robustness:
    """In which share of the drawn worlds the verdict, and the first path, would be the same."""

    verdict_holds: float
    first_path_holds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A small change, by code and parameters, and what it would do to the verdict and to who comes first."""

    change: str
    parameters: Parameters = field(default_factory=dict)
    person_id: str | None = None
    verdict: EscalationVerdict
    first_path: bool
    evidence: tuple[str, ...] = ()


class VerdictReason(StrEnum):
    """Why the verdict is what it is."""

    CLEAR = "CLEAR"
    TO_PREPARE = "TO_PREPARE"
    NEEDS_INTRODUCTION = "NEEDS_INTRODUCTION"
    TOO_LITTLE_KNOWN = "TOO_LITTLE_KNOWN"
    REAL_CAUSE = "REAL_CAUSE"
    NO_NEED = "NO_NEED"
    NOT_ORGANISATIONAL = "NOT_ORGANISATIONAL"
    OVERUSED = "OVERUSED"
    NOBODY_WITH_AUTHORITY = "NOBODY_WITH_AUTHORITY"
    NOT_WORTH_IT = "NOT_WORTH_IT"
    ALREADY_MOVES = "ALREADY_MOVES"


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAssessment:
    """The answer to "who should call whom, if anybody?", with all it rests on."""

    deal_id: str
    verdict: EscalationVerdict
    reason: VerdictReason
    rules: tuple[RuleCheck, ...]
    paths: tuple[EscalationPath, ...]
    excluded: tuple[ExcludedPath, ...]
    alternatives: tuple[Alternative, ...]
    back_to_basics: tuple[ObjectionAnswer, ...]
    baseline: Forecast
    robustness: Robustness
    diagnosis: BlockageDiagnosis
    decision_rule: DecisionRule
    contact_id: str | None
    managers: tuple[Manager, ...]
    lost_lines: tuple[LostLine, ...]
    assumptions: Mapping[str, float]
    as_of: date
    seed: int
    calibrated: bool = False
    """Whether enough outcomes are known to hold the figures against."""

    @property
    def first_pair(self) -> tuple[str, str] | None:
        """Caller and target of the first path; None without one."""
        return (self.paths[0].caller_id, self.paths[0].target_id) if self.paths else None

    @property
    def best_alternative(self) -> Alternative:
        """The other way that helps most; what differs by less than is shown counts as the same, and the first comes first."""
        return max(self.alternatives, key=lambda way: round(way.forecast.change.mean, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairForecast:
    """What a call by one pair would do, and which rules it does not pass; `utility` as of a path."""

    caller_id: str
    target_id: str
    levels_up: int
    forecast: Forecast
    disavowal: float
    utility: float
    not_passed: tuple[RuleCheck, ...]


class LoadKind(StrEnum):
    """Whose calls are counted: who made them, who took them, at which account, and who of ours asked for them."""

    TARGET = "TARGET"
    ACCOUNT = "ACCOUNT"
    CALLER = "CALLER"
    OWNER = "OWNER"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLoad:
    """How many calls count against somebody, or an account, in the window.

    `planned` are still to be made and count against nobody yet; `free_from` is the first day on which another call would be
    offered, None where that is today. A deal without an owner is an owner of its own.
    """

    kind: LoadKind
    id: str
    calls: tuple[str, ...]
    planned: tuple[str, ...]
    limit: float
    free_from: date | None

    @property
    def room(self) -> int:
        """How many more calls can be taken before it is too many, what is planned being made."""
        return max(math.ceil(self.limit) - len(self.calls) - len(self.planned), 0)


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One deal's call on the agenda."""

    deal_id: str
    path: EscalationPath


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaGap:
    """A deal without a call on the agenda, and why."""

    deal_id: str
    reason: str
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EscalationAgenda:
    """Callers over several deals."""

    assignments: tuple[AgendaEntry, ...]
    unassigned: tuple[AgendaGap, ...]
    total_utility: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What one assumption, moved to an end of its range, does to the answer."""

    assumption: str
    value: float
    verdict: EscalationVerdict
    first_path: bool
