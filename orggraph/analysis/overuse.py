"""Calls wear out: who called, who was called, how often lately, and when they may be called again."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Escalation
from orggraph.domain.findings import GateRule, RuleCheck, RuleKind, RuleStatus
from orggraph.graph.snapshot import OrgSnapshot


@dataclass(frozen=True, slots=True)
class PairCheck:
    """NOT_OVERUSED for one caller and one target, and the day it ends when it fails."""

    caller_id: str
    target_id: str
    check: RuleCheck
    until: date | None


def not_overused(
    snapshot: OrgSnapshot,
    calls: Sequence[Escalation],
    caller_id: str,
    target_id: str,
    as_of: date,
    assumptions: Assumptions,
) -> PairCheck:
    """Tell whether this caller, this target or the target's account was already used too often.

    Parameters
    ----------
    snapshot : OrgSnapshot
        Tells whose account each person called belongs to.
    calls : sequence of Escalation
        Calls really made, over all deals.
    caller_id, target_id : str
        The pair.
    as_of : date
        A call counts for `overuse_window` days, the day it was made being the first.
    assumptions : Assumptions
        The window and the three limits; at the limit it is too often.

    Returns
    -------
    PairCheck
        PASS or FAIL with the limit that lasts longest as the reason, the calls as evidence, and when all of them end.

    Notes
    -----
    Linear in the calls.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> day = date(2026, 6, 11)
    >>> not_overused(stalled_deal(), (), "per_our_cto", "per_cio", day, Assumptions()).check.reason
    'fresh'
    """
    account = snapshot.people[target_id].account_id
    recent = [call for call in calls if call.made_on and (as_of - call.made_on).days < assumptions.overuse_window]
    counted = (
        ("target_overused", assumptions.overuse_target, [c for c in recent if c.target_id == target_id]),
        ("account_overused", assumptions.overuse_account, [c for c in recent if _account(snapshot, c) == account]),
        ("caller_overused", assumptions.overuse_caller, [c for c in recent if c.caller_id == caller_id]),
    )
    broken = [
        (_ends(found, limit, assumptions), reason, found) for reason, limit, found in counted if len(found) >= limit
    ]
    if not broken:
        return PairCheck(caller_id, target_id, overuse_check(RuleStatus.PASS, "fresh"), None)
    until, reason, found = max(broken, key=lambda entry: entry[0])
    check = overuse_check(
        RuleStatus.FAIL, reason, {"count": len(found), "until": until.isoformat()}, tuple(c.id for c in found)
    )
    return PairCheck(caller_id, target_id, check, until)


def over_all_pairs(pairs: Sequence[PairCheck]) -> RuleCheck:
    """Answer NOT_OVERUSED for the deal: it holds while one pair is left, and is unknown while there is none to ask."""
    if not pairs:
        return overuse_check(RuleStatus.UNKNOWN, "no_pair")
    if any(pair.check.status is RuleStatus.PASS for pair in pairs):
        return overuse_check(RuleStatus.PASS, "fresh")
    until = min(pair.until for pair in pairs if pair.until)
    evidence = tuple(sorted({call for pair in pairs for call in pair.check.evidence}))
    return overuse_check(
        RuleStatus.FAIL, "all_overused", {"count": len(evidence), "until": until.isoformat()}, evidence
    )


def overuse_check(
    status: RuleStatus,
    reason: str,
    parameters: dict[str, str | int | float] | None = None,
    evidence: tuple[str, ...] = (),
) -> RuleCheck:
    """Word the rule's answer as a code."""
    return RuleCheck(
        rule=GateRule.NOT_OVERUSED,
        kind=RuleKind.CONTRAINDICATION,
        status=status,
        reason=reason,
        parameters=parameters or {},
        evidence=evidence,
    )


def _account(snapshot: OrgSnapshot, call: Escalation) -> str | None:
    target = snapshot.people.get(call.target_id)
    if target:
        return target.account_id
    deal = snapshot.deals.get(call.deal_id)
    return deal.account_id if deal else None


def _ends(found: Sequence[Escalation], limit: float, a: Assumptions) -> date:
    """Give the first day on which fewer calls than the limit are counted."""
    newest_first = sorted((call.made_on for call in found if call.made_on), reverse=True)
    return newest_first[math.ceil(limit) - 1] + timedelta(days=math.ceil(a.overuse_window))
