"""Callers over several deals at once, so that one executive is not asked five times."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import (
    AgendaEntry,
    AgendaGap,
    CallLoad,
    EscalationAgenda,
    EscalationAssessment,
    EscalationPath,
    EscalationVerdict,
    LoadKind,
    Parameters,
    RuleStatus,
    VerdictReason,
)

Option = tuple[str, EscalationPath]

CALLERS_TAKEN = "CALLERS_TAKEN"
_TAKEN = 0.5
_TIE = 1e-6
"""Less than any utility that is shown; prefers the earlier of equals."""


def agenda(
    answers: Mapping[str, EscalationAssessment],
    accounts: Mapping[str, str],
    calls_per_caller: int,
    assumptions: Assumptions | None = None,
    owners: Mapping[str, str] | None = None,
    loads: Sequence[CallLoad] = (),
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
        The limits of overuse: what one person, one account, one caller and one rep can take in the window.
    owners : mapping of str to str, optional
        Deal -> who of ours owns it; a deal without an owner is a rep of its own.
    loads : sequence of CallLoad
        What was called lately, or is planned: it takes from those limits.

    Returns
    -------
    EscalationAgenda
        Assignments and gaps in the order of deals; a deal left without a call says why.

    Notes
    -----
    A small integer programme, solved to the optimum (HiGHS). Who was called too often has no path in the answers; who
    was called, and not too often yet, has that much less room.

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
    room = _Room(accounts, owners or {}, calls_per_caller, a, {(load.kind, load.id): load.room for load in loads})
    chosen = _chosen(options, room)
    taken = dict(chosen)
    return EscalationAgenda(
        assignments=tuple(AgendaEntry(deal, taken[deal]) for deal in answers if deal in taken),
        unassigned=tuple(_gap(deal, answer) for deal, answer in answers.items() if deal not in taken),
        total_utility=sum(path.utility for path in taken.values()),
    )


def _gap(deal_id: str, answer: EscalationAssessment) -> AgendaGap:
    """Tell why a deal has no call; of overuse, until when."""
    if answer.verdict is EscalationVerdict.GO:
        return AgendaGap(deal_id=deal_id, reason=CALLERS_TAKEN)
    until = [pair.until for pair in answer.excluded if pair.until]
    known = answer.reason is VerdictReason.OVERUSED and until
    parameters: Parameters = {"until": min(until).isoformat()} if known else {}
    return AgendaGap(deal_id=deal_id, reason=answer.reason.value, parameters=parameters)


@dataclass(frozen=True)
class _Room:
    """What can still be taken: of a deal one call, of everybody else their limit less what was called or is planned."""

    accounts: Mapping[str, str]
    owners: Mapping[str, str]
    calls_per_caller: int
    assumptions: Assumptions
    left: Mapping[tuple[LoadKind, str], int]

    def rows(self, options: Sequence[Option]) -> Iterator[tuple[Sequence[str], Callable[[str], float]]]:
        """Give whom each option counts against, and how much each of them can take."""
        a = self.assumptions
        yield [deal for deal, _ in options], lambda _: 1
        callers = [path.caller_id for _, path in options]
        yield callers, lambda who: min(self.calls_per_caller, self._most(LoadKind.CALLER, who, a.overuse_caller))
        yield [path.target_id for _, path in options], lambda who: self._most(LoadKind.TARGET, who, a.overuse_target)
        accounts = [self.accounts[deal] for deal, _ in options]
        yield accounts, lambda which: self._most(LoadKind.ACCOUNT, which, a.overuse_account)
        owners = [self.owners.get(deal, deal) for deal, _ in options]
        yield owners, lambda who: self._most(LoadKind.OWNER, who, a.overuse_owner)

    def _most(self, kind: LoadKind, who: str, limit: float) -> float:
        return self.left.get((kind, who), math.ceil(limit))


def _chosen(options: Sequence[Option], room: _Room) -> list[Option]:
    if not options:
        return []
    limits = [(keys, key, most(key)) for keys, most in room.rows(options) for key in dict.fromkeys(keys)]
    rows = [[float(one == key) for one in keys] for keys, key, _ in limits]
    most = [float(limit) for _, _, limit in limits]
    worth = np.array([path.utility for _, path in options]) - _TIE * np.arange(len(options)) / len(options)
    solved = milp(
        -worth,
        constraints=LinearConstraint(np.array(rows), ub=np.array(most)),
        integrality=np.ones(len(options), dtype=np.int64),
        bounds=Bounds(0, 1),
    )
    return [option for option, share in zip(options, np.asarray(solved.x), strict=True) if share > _TAKEN]
