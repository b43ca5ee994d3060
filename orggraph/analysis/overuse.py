"""Calls wear out: who called, who was called, how often lately, and when they may be called again."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from orggraph.analysis.pair_rules import rule_check
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Escalation
from orggraph.domain.findings import GateRule, Parameters, RuleCheck, RuleStatus
from orggraph.graph.snapshot import OrgSnapshot


def not_overused(
    snapshot: OrgSnapshot,
    calls: Sequence[Escalation],
    caller_id: str,
    target_id: str,
    owner_id: str | None,
    assumptions: Assumptions,
) -> tuple[RuleCheck, date | None]:
    """Tell whether this caller, this target, its account or this rep's credit was already used too often.

    Parameters
    ----------
    snapshot : OrgSnapshot
        Tells whose account each person called belongs to, whose deal each call was for, and the day it is asked.
    calls : sequence of Escalation
        Calls really made, over all deals.
    caller_id, target_id : str
        The pair.
    owner_id : str or None
        Of the deal: who asks for the call.
    assumptions : Assumptions
        The window and the four limits; at the limit it is too often. A call counts for `overuse_window` days, the day
        it was made being the first.

    Returns
    -------
    (RuleCheck, date or None)
        PASS or FAIL with the limit that lasts longest as the reason, the calls as evidence, and when all of them end.

    Notes
    -----
    Linear in the calls.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> not_overused(stalled_deal(), (), "per_our_cto", "per_cio", "per_rep", Assumptions())[0].reason
    'fresh'
    """
    account = snapshot.people[target_id].account_id
    recent = [
        call for call in calls if call.made_on and (snapshot.as_of - call.made_on).days < assumptions.overuse_window
    ]
    counted = (
        ("target_overused", assumptions.overuse_target, [c for c in recent if c.target_id == target_id]),
        ("account_overused", assumptions.overuse_account, [c for c in recent if _account(snapshot, c) == account]),
        ("caller_overused", assumptions.overuse_caller, [c for c in recent if c.caller_id == caller_id]),
        ("owner_overused", assumptions.overuse_owner, [c for c in recent if _owner(snapshot, c) == owner_id]),
    )
    broken = [
        (_ends(found, limit, assumptions), reason, found) for reason, limit, found in counted if len(found) >= limit
    ]
    if not broken:
        return rule_check(GateRule.NOT_OVERUSED, RuleStatus.PASS, "fresh"), None
    until, reason, found = max(broken, key=lambda entry: entry[0])
    parameters: Parameters = {"count": len(found), "until": until.isoformat()}
    ids = [call.id for call in found]
    return rule_check(GateRule.NOT_OVERUSED, RuleStatus.FAIL, reason, parameters, ids), until


def _owner(snapshot: OrgSnapshot, call: Escalation) -> str:
    """Give who asked for a call; a deal without an owner is a rep of its own."""
    return snapshot.deal_owners.get(call.deal_id, call.deal_id)


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
