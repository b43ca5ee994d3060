"""What each signal says of each cause, what states a cause outright, and which functions talk to which.

Log likelihood ratios are expert judgement: how much likelier a signal is when the cause holds than when it does not.
"""

from collections.abc import Mapping

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import BlockageCause
from orggraph.domain.people import JobFunction
from orggraph.domain.signals import TO_COME, SignalKind

PRIORS: Mapping[BlockageCause, float] = {
    BlockageCause.TIMID_CHAMPION: -1.4,
    BlockageCause.LOW_POLITICAL_WEIGHT: -1.4,
    BlockageCause.NO_CONSENSUS: -1.4,
    BlockageCause.LOW_URGENCY: -1.1,
    BlockageCause.BUDGET: -1.6,
    BlockageCause.TECHNICAL_CONSTRAINT: -2.2,
    BlockageCause.PRODUCT_WEAKNESS: -2.2,
    BlockageCause.PRICE_STANDOFF: -2.2,
}
"""Log-odds of each cause before anything was seen."""

_COLUMNS = tuple(PRIORS)
_ROWS = """
                             TIMID  POL  CONS  URG  BUDG  TECH  PROD PRICE
FOLLOW_UP_SENT                   ·     ·     ·  +0.1     ·     ·     ·     ·
FOLLOW_UP_UNANSWERED          +0.3  +0.2  +0.1  +0.5  +0.2  +0.1  +0.2  +0.1
MEETING_POSTPONED             +0.3  +0.2  +0.2  +0.7  +0.2     ·  +0.1     ·
WAITING_FOR_MANAGEMENT        +1.3  +0.8  +0.2  +0.5  +0.3  -0.2  -0.2  -0.1
CHAMPION_WONT_FORWARD         +1.8  +0.6  +0.2  +0.1     ·  +0.1  +0.3     ·
CHAMPION_SILENT_IN_MEETINGS   +1.3  +0.7  +0.3     ·     ·     ·  +0.2     ·
CHAMPION_CONVINCED            +0.5  +0.4  +0.2     ·     ·  -0.4  -0.8  -0.2
STAKEHOLDERS_DISAGREE         +0.2  +0.3  +1.8     ·     ·  +0.3  +0.2  +0.1
NO_DECISION_OWNER             +0.2  +0.5  +1.5  +0.6  +0.1     ·     ·     ·
SCOPE_DISPUTE                    ·  +0.2  +1.4     ·  +0.1  +0.4  +0.2  +0.1
PAST_INVESTMENT_FAILED        +0.6  +0.2  +0.8  +0.1  +0.5     ·  +0.3  +0.1
OTHER_PRIORITIES              +0.1  +0.3  +0.2  +1.7  +0.3     ·     ·  -0.2
NO_DEADLINE                   +0.1  +0.1  +0.2  +1.3  +0.1     ·     ·     ·
DEADLINE_SET                  -0.2  -0.2  -0.2  -1.6  -0.3     ·     ·     ·
EXECUTIVE_INTEREST            -0.4  -1.0  -0.3  -1.2  -0.4     ·  -0.2     ·
BUDGET_CONFIRMED                 ·     ·     ·  -0.2  -2.5     ·     ·  -0.3
BUDGET_TIGHT                  +0.2     ·  +0.6  +0.2  +0.5     ·     ·  +0.2
BUDGET_NOT_ALLOCATED          +0.1  +0.3  +0.1  +0.6  +1.6     ·     ·  +0.1
BUDGET_FROZEN                    ·     ·  +0.1  +0.2  +2.6     ·     ·     ·
BUDGET_CUT                       ·     ·  +0.1  +0.2  +2.8     ·     ·  +0.1
TECHNICAL_FIT_CONFIRMED          ·     ·     ·     ·     ·  -2.3  -0.6     ·
TECHNICAL_INCOMPATIBILITY        ·     ·  +0.1     ·     ·  +2.8  +0.5     ·
SECURITY_REVIEW_FAILED           ·     ·  +0.1     ·     ·  +2.5  +0.3     ·
LEGAL_CONSTRAINT                 ·     ·  +0.2     ·     ·  +2.2     ·  +0.1
PILOT_SUCCEEDED                  ·     ·     ·     ·     ·  -1.2  -2.2     ·
PILOT_FAILED                  +0.3     ·  +0.2     ·     ·  +0.8  +2.5     ·
PRODUCT_GAP                      ·     ·  +0.1     ·     ·  +0.5  +2.3  +0.1
COMPETITOR_PREFERRED             ·  +0.1  +0.3  -0.3     ·  +0.1  +1.8  +0.4
DISCOUNT_OFFERED                 ·     ·     ·     ·     ·     ·     ·  +0.4
PRICE_CHALLENGED                 ·     ·  +0.1     ·  +0.4     ·  +0.2  +1.9
PROCUREMENT_LED                  ·  +0.2     ·  -0.2  +0.1     ·     ·  +1.5
NEED_CONFIRMED                   ·     ·     ·  -0.4     ·     ·  -0.8     ·
VALUE_QUANTIFIED              -0.2     ·  -0.2  -0.6  -0.2     ·  -0.8  -0.5
NEED_DENIED                      ·     ·  +0.1  +0.8     ·     ·  +1.5     ·
CONTACT_BYPASSED_BEFORE       +0.2     ·     ·     ·     ·     ·     ·     ·
CONTACT_SUGGESTED_ESCALATION  -0.2  +0.8  +0.2  +0.3     ·  -0.2  -0.3  -0.1
TARGET_ALREADY_BRIEFED           ·  -0.3     ·  -0.2     ·     ·     ·     ·
"""


def _parse(table: str) -> dict[SignalKind, dict[BlockageCause, float]]:
    rows = (line.split() for line in table.strip().splitlines()[1:])
    return {
        SignalKind(kind): {cause: float(cell) for cause, cell in zip(_COLUMNS, cells, strict=True) if cell != "\u00b7"}
        for kind, *cells in rows
    }


LIKELIHOODS: Mapping[SignalKind, Mapping[BlockageCause, float]] = {
    **_parse(_ROWS),
    **{kind: {} for kind in SignalKind if kind in TO_COME},
}
"""Log likelihood ratio of a signal for a cause; a cause that is absent is not touched by the signal."""

STATES: Mapping[BlockageCause, tuple[frozenset[SignalKind], ...]] = {
    BlockageCause.BUDGET: (frozenset({SignalKind.BUDGET_FROZEN, SignalKind.BUDGET_CUT}),),
    BlockageCause.TECHNICAL_CONSTRAINT: (
        frozenset(
            {SignalKind.TECHNICAL_INCOMPATIBILITY, SignalKind.SECURITY_REVIEW_FAILED, SignalKind.LEGAL_CONSTRAINT}
        ),
    ),
    BlockageCause.PRODUCT_WEAKNESS: (
        frozenset({SignalKind.PILOT_FAILED, SignalKind.PRODUCT_GAP, SignalKind.NEED_DENIED}),
    ),
    BlockageCause.PRICE_STANDOFF: (
        frozenset({SignalKind.PRICE_CHALLENGED}),
        frozenset({SignalKind.PROCUREMENT_LED}),
    ),
}
"""Real cause -> groups of signals; one signal of each group states the cause, whatever its probability."""

TAKEN_BACK_BY: Mapping[SignalKind, frozenset[SignalKind]] = {
    SignalKind.BUDGET_FROZEN: frozenset({SignalKind.BUDGET_CONFIRMED}),
    SignalKind.BUDGET_CUT: frozenset({SignalKind.BUDGET_CONFIRMED}),
    SignalKind.TECHNICAL_INCOMPATIBILITY: frozenset({SignalKind.TECHNICAL_FIT_CONFIRMED}),
    SignalKind.SECURITY_REVIEW_FAILED: frozenset({SignalKind.TECHNICAL_FIT_CONFIRMED}),
    SignalKind.LEGAL_CONSTRAINT: frozenset({SignalKind.TECHNICAL_FIT_CONFIRMED}),
    SignalKind.PILOT_FAILED: frozenset({SignalKind.PILOT_SUCCEEDED}),
    SignalKind.PRODUCT_GAP: frozenset({SignalKind.PILOT_SUCCEEDED}),
    SignalKind.NEED_DENIED: frozenset({SignalKind.NEED_CONFIRMED}),
}
"""What states a cause -> what takes it back when it is seen later: a confirmed need fills no gap of the product."""

COUNTERS: Mapping[BlockageCause, frozenset[SignalKind]] = {
    BlockageCause.BUDGET: frozenset({SignalKind.BUDGET_CONFIRMED}),
    BlockageCause.TECHNICAL_CONSTRAINT: frozenset({SignalKind.TECHNICAL_FIT_CONFIRMED}),
    BlockageCause.PRODUCT_WEAKNESS: frozenset({SignalKind.PILOT_SUCCEEDED}),
    BlockageCause.PRICE_STANDOFF: frozenset(),
}
"""Real cause -> signals that set it aside outright, as long as nothing later speaks strongly for it."""

_STRONG = 1.0
REOPENS: Mapping[BlockageCause, frozenset[SignalKind]] = {
    cause: frozenset(kind for kind, speaks in LIKELIHOODS.items() if speaks.get(cause, 0) >= _STRONG)
    for cause in STATES
}
"""Real cause -> signals that speak so strongly for it that what had set it aside before has to be asked again."""

_NEIGHBOURS = frozenset(
    frozenset(pair)
    for pair in (
        (JobFunction.FINANCE, JobFunction.PROCUREMENT),
        (JobFunction.FINANCE, JobFunction.LEGAL),
        (JobFunction.FINANCE, JobFunction.ADMINISTRATION),
        (JobFunction.LEGAL, JobFunction.PROCUREMENT),
        (JobFunction.LEGAL, JobFunction.HUMAN_RESOURCES),
        (JobFunction.HUMAN_RESOURCES, JobFunction.ADMINISTRATION),
        (JobFunction.IT, JobFunction.RESEARCH_AND_PRODUCT),
        (JobFunction.IT, JobFunction.OPERATIONS),
        (JobFunction.OPERATIONS, JobFunction.PROCUREMENT),
        (JobFunction.OPERATIONS, JobFunction.RESEARCH_AND_PRODUCT),
        (JobFunction.OPERATIONS, JobFunction.CUSTOMER),
        (JobFunction.MARKETING, JobFunction.SALES),
        (JobFunction.MARKETING, JobFunction.CUSTOMER),
        (JobFunction.MARKETING, JobFunction.RESEARCH_AND_PRODUCT),
        (JobFunction.SALES, JobFunction.CUSTOMER),
    )
)


def function_parity(one: JobFunction, other: JobFunction, assumptions: Assumptions) -> float:
    """Tell how well two functions understand each other, in [0, 1]; the order does not matter.

    An unknown function is neither the same nor another: two unread titles prove nothing in common.

    >>> function_parity(JobFunction.MARKETING, JobFunction.SALES, Assumptions())
    0.5
    """
    if one is other and one is not JobFunction.UNKNOWN:
        return 1.0
    if JobFunction.GENERAL_MANAGEMENT in (one, other):
        return assumptions.function_general_management
    if JobFunction.UNKNOWN in (one, other):
        return assumptions.function_unknown
    near = frozenset((one, other)) in _NEIGHBOURS
    return assumptions.function_neighbours if near else assumptions.function_apart
