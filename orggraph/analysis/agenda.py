"""Callers over several deals at once, so that one executive is not asked five times."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import (
    AgendaEntry,
    AgendaGap,
    EscalationAgenda,
    EscalationAssessment,
    EscalationPath,
    EscalationVerdict,
    RuleStatus,
)

CALLERS_TAKEN = "CALLERS_TAKEN"
_TAKEN = 0.5
_TIE = 1e-6
"""Less than any utility that is shown; prefers the earlier of equals."""


def agenda(
    answers: Mapping[str, EscalationAssessment],
    accounts: Mapping[str, str],
    calls_per_caller: int,
    assumptions: Assumptions | None = None,
) -> EscalationAgenda:
    """Give each deal at most one of its paths, so that all together are worth most.

    Parameters
    ----------
    answers : mapping of str to EscalationAssessment
        Deal -> its answer. Only deals whose verdict is GO are called about, by paths whose rules all hold.
    accounts : mapping of str to str
        Deal -> account.
    calls_per_caller : int
        How many calls a caller can make, 1 or more.
    assumptions : Assumptions, optional
        `overuse_target` and `overuse_account`: what one person, and one account, can take in the window.

    Returns
    -------
    EscalationAgenda
        Assignments and gaps in the order of deals; a deal left without a call says why.

    Notes
    -----
    A small integer programme, solved to the optimum (HiGHS). Calls made before are already in the answers: who was
    called too often has no path.

    References
    ----------
    Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Res. Logist. Q. 2.

    Examples
    --------
    >>> from orggraph.analysis.escalation import assess
    >>> from orggraph.analysis.example import stalled_deal
    >>> plan = agenda({"dea_1": assess(stalled_deal(), "dea_1")}, {"dea_1": "acc_client"}, 2)
    >>> [(entry.deal_id, entry.path.caller_id) for entry in plan.assignments]
    [('dea_1', 'per_our_cto')]
    """
    a = assumptions or Assumptions()
    options = [
        (deal, path)
        for deal, answer in answers.items()
        if answer.verdict is EscalationVerdict.GO
        for path in answer.paths
        if all(check.status is RuleStatus.PASS for check in path.rules)
    ]
    chosen = _chosen(options, accounts, calls_per_caller, a)
    taken = dict(chosen)
    return EscalationAgenda(
        assignments=tuple(AgendaEntry(deal, taken[deal]) for deal in answers if deal in taken),
        unassigned=tuple(AgendaGap(deal_id=d, reason=_why(answer)) for d, answer in answers.items() if d not in taken),
        total_utility=sum(path.utility for path in taken.values()),
    )


def _why(answer: EscalationAssessment) -> str:
    return CALLERS_TAKEN if answer.verdict is EscalationVerdict.GO else answer.reason.value


def _chosen(
    options: Sequence[tuple[str, EscalationPath]], accounts: Mapping[str, str], calls_per_caller: int, a: Assumptions
) -> list[tuple[str, EscalationPath]]:
    if not options:
        return []
    limits = (
        ([deal for deal, _ in options], 1),
        ([path.caller_id for _, path in options], calls_per_caller),
        ([path.target_id for _, path in options], a.overuse_target),
        ([accounts[deal] for deal, _ in options], a.overuse_account),
    )
    rows = [[float(one == key) for one in keys] for keys, _ in limits for key in dict.fromkeys(keys)]
    most = [float(limit) for keys, limit in limits for _ in dict.fromkeys(keys)]
    worth = np.array([path.utility for _, path in options]) - _TIE * np.arange(len(options)) / len(options)
    solved = milp(
        -worth,
        constraints=LinearConstraint(np.array(rows), ub=np.array(most)),
        integrality=np.ones(len(options), dtype=np.int64),
        bounds=Bounds(0, 1),
    )
    return [option for option, share in zip(options, np.asarray(solved.x), strict=True) if share > _TAKEN]
