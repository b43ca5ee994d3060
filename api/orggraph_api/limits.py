"""What one operation may ask, all in one table, and what each field costs. `docs/reference/limits.md` is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from orggraph.usecases.escalate import Options
from orggraph_api.connections import MOST_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that one operation may hold; over it the request is refused before anything is read."""

    characters: int = 20_000
    """Characters of the document, blanks and comments included."""
    tokens: int = 1_000
    """Words and signs of the document."""
    depth: int = 12
    """Fields within fields, fragments followed; introspection is bounded apart."""
    aliases: int = 30
    """Fields under another name, or asked for twice in one place, fragments followed."""
    directives: int = 20
    """Directives in all, fragments followed."""
    directives_in_one_place: int = 4
    """Directives on one field, fragment or operation."""
    fields: int = 500
    """Fields after all fragments are put in their places."""
    root_fields: int = 20
    """Fields of the operation itself."""
    cost: int = 100_000
    """Points: 1 for each field of each row, and what an analysis costs besides; a point is about 10 microseconds."""
    seconds: int = 10
    """Seconds that it may take; an analysis that is expected to take longer is not begun."""
    errors: int = 20
    """Errors told in one answer."""


LIMITS = Limits()
OPTIONS = Options()
"""What is meant where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamLimits:
    """The most that connections which stay open may do."""

    connections: int = 20
    """Websockets and event streams of one user, in each process."""
    unknown_connections: int = 200
    """Websockets of all that have not yet said who they are, in each process."""
    operations: int = 20
    """Operations under way on one websocket."""
    message_bytes: int = 65_536
    """Bytes of one message of a websocket."""
    init_seconds: int = 5
    """Seconds until a websocket has said who it is."""
    send_seconds: int = 20
    """Seconds until a client has read what it was sent, at the latest."""
    ping_seconds: int = 12
    """Seconds after which a silent event stream is given a comment, so that nothing between takes it for dead."""
    threads: int = 8
    """Threads that answer streams and websockets, in each process, next to those of plain requests."""


STREAMS = StreamLimits()

PRICES: Mapping[str, int] = MappingProxyType(
    {
        "Query.escalationPaths": 4_000,
        "Query.compareEscalations": 4_000,
        "Query.compareCalls": 8_000,
        "Query.escalationAgenda": 4_000,
        "Query.warmPaths": 100,
        "Query.calibration": 100,
        "Query.callLoads": 100,
        "Query.refit": 500,
        "Query.counterparts": 100,
        "Query.__schema": 5_000,
        "Query.__type": 100,
        "Account.camps": 500,
        "Account.coverage": 500,
        "Account.politicalWeights": 500,
        "AuditEntry.subject": 100,
        "Deal.escalation": 4_000,
        "Deal.blockage": 20,
        "Deal.consensus": 500,
        "Deal.history": 500,
        "Deal.opposition": 500,
        "Deal.plan": 4_000,
        "Deal.politicalWeights": 500,
        "Deal.insights": 500,
        "Deal.mapHealth": 500,
        "EscalationPlan.brief": 20_000,
        "EscalationAssessment.whatWouldChangeIt": 60_000,
        "ImportBatch.doubtfulPairs": 5_000,
        "ImportPreview.doubtfulPairs": 5_000,
        "Mutation.previewImport": 5_000,
        "Mutation.commitImport": 20_000,
        "Person.suggestedManagers": 20,
    }
)
"""Points of an analysis, by its field; any other field costs 1."""

ASSESSED = frozenset(
    {
        "Query.escalationPaths",
        "Query.compareEscalations",
        "Query.compareCalls",
        "Query.escalationAgenda",
        "Deal.escalation",
        "Deal.plan",
    }
)
"""Fields whose `options` make them dearer, with all below them that is worked out anew, and say how many paths there are."""

WORKED_OUT_ANEW = frozenset({"EscalationAssessment.whatWouldChangeIt"})

DEARER_BY_A_THOUSAND_DRAWS = 0.25
"""Of the price, for each thousand draws beyond the first."""
DEARER_BY_A_LEVEL = 0.05
"""Of the price, for each level beyond the second."""

HEAVY = 2_000
"""Points from which on an operation waits for its turn: few of them run at once in a process."""

FOR_EACH = frozenset({"Query.compareEscalations", "Query.compareCalls", "Query.escalationAgenda"})
"""Fields whose price counts for each thing they are asked about."""

ROWS: Mapping[str, int] = MappingProxyType(
    {
        "Account.domains": 10,
        "Account.orgChart": MOST_ROWS,
        "BlockageDiagnosis.causes": 8,
        "BlockageDiagnosis.nextQuestions": 5,
        "CampSplit.camps": 20,
        "Calibration.reliability": 10,
        "CallComparison.notPassed": 5,
        "CauseAssessment.contributions": 20,
        "Coalition.people": 20,
        "ColumnMapping.sample": 3,
        "Consensus.conflicts": 10,
        "Contribution.evidence": 3,
        "Counterpart.contributions": 5,
        "Counterpart.warmPaths": 3,
        "Deal.insights": 15,
        "DecisionRule.deciders": 10,
        "DecisionRule.vetoes": 10,
        "DisavowalRisk.contributions": 10,
        "DisavowalRisk.mitigations": 5,
        "Escalation.stepsDone": 8,
        "EscalationAgenda.assignments": 20,
        "EscalationAgenda.unassigned": 20,
        "EscalationAssessment.alternatives": 5,
        "EscalationAssessment.backToBasics": 4,
        "EscalationAssessment.excluded": 10,
        "EscalationAssessment.narrowedBy": 3,
        "EscalationAssessment.paths": OPTIONS.first,
        "EscalationAssessment.rules": 11,
        "EscalationAssessment.whatWouldChangeIt": 10,
        "EscalationPath.contributions": 10,
        "EscalationPath.introducers": 2,
        "EscalationPath.rules": 5,
        "EscalationPath.steps": 5,
        "EscalationPlan.occasions": 5,
        "EscalationPlan.silence": 2,
        "EscalationPlan.steps": 8,
        "ExcludedPath.rules": 5,
        "Flip.evidence": 2,
        "Forecast.stances": 25,
        "IdentityDoubt.reasons": 4,
        "ImportBatch.doubtfulPairs": 20,
        "ImportBatch.skipped": 10,
        "ImportPreview.columns": 50,
        "ImportPreview.doubtfulPairs": 20,
        "ImportPreview.problems": 100,
        "ImportPreview.sample": 5,
        "Insight.evidence": 5,
        "ObjectionAnswer.questions": 5,
        "Occasion.evidence": 2,
        "OppositionRisk.alerts": 10,
        "OppositionRisk.coalitions": 5,
        "OppositionRisk.threats": 10,
        "Person.positions": 3,
        "Person.provenance": 10,
        "PlanStep.blockedBy": 2,
        "PoliticalWeight.contributions": 3,
        "Query.assumptions": 150,
        "Query.callLoads": 50,
        "Refit.changes": 2,
        "ReportingLine.reasons": 5,
        "RuleCheck.evidence": 5,
        "Stakeholder.roles": 3,
        "Stance.evidence": 5,
        "Threat.contributions": 5,
        "Tie.people": 2,
        "Tie.reasons": 3,
        "TitleReading.reasons": 5,
        "UserError.path": 5,
        "Viewer.narrowedBy": 3,
        "Viewer.permissions": 10,
        "Viewer.roles": 5,
        "WarmHop.reasons": 3,
        "WarmPath.hops": 3,
        "WarmPath.people": 4,
    }
)
"""How many rows a plain list usually has; connections count the page that was asked for, and a payload's `errors` count one.

What is longer is paid for when its length is known."""

PATHS = "EscalationAssessment.paths"
"""As long as `options.first` says."""

ASKED_BY = ("first", "levels", "ids", "dealIds", "options", "ways")
"""Arguments that say how many rows there will be: by their value, or by how many they hold."""
