"""Calls wear out: who called, who was called, how often lately, and when they may be called again."""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from orggraph.analysis.counterpart import calls_made
from orggraph.analysis.pair_rules import rule_check
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Escalation
from orggraph.domain.findings import CallLoad, GateRule, LoadKind, Parameters, RuleCheck, RuleStatus
from orggraph.graph.snapshot import OrgSnapshot

_REASONS = {
    LoadKind.TARGET: "target_overused",
    LoadKind.ACCOUNT: "account_overused",
    LoadKind.CALLER: "caller_overused",
    LoadKind.OWNER: "owner_overused",
}


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
    limits = _limits(assumptions)
    asked = {
        LoadKind.TARGET: target_id,
        LoadKind.ACCOUNT: snapshot.people[target_id].account_id,
        LoadKind.CALLER: caller_id,
        LoadKind.OWNER: owner_id,
    }
    recent = [call for call in calls if call.made_on and _counts(call.made_on, snapshot.as_of, assumptions)]
    counted = [
        (
            _REASONS[kind],
            limits[kind],
            [c for c in recent if _bearer(kind, snapshot, c) == asked[kind]],
        )
        for kind in LoadKind
    ]
    broken = [
        (_ends(found, limit, assumptions), reason, found) for reason, limit, found in counted if len(found) >= limit
    ]
    if not broken:
        return rule_check(GateRule.NOT_OVERUSED, RuleStatus.PASS, "fresh"), None
    until, reason, found = max(broken, key=lambda entry: entry[0])
    parameters: Parameters = {"count": len(found), "until": until.isoformat()}
    ids = [call.id for call in found]
    return rule_check(GateRule.NOT_OVERUSED, RuleStatus.FAIL, reason, parameters, ids), until


def call_loads(snapshot: OrgSnapshot, assumptions: Assumptions, but_for: Collection[str] = ()) -> tuple[CallLoad, ...]:
    """Tell how many calls count against whom: the other side of the same limits.

    Parameters
    ----------
    snapshot : OrgSnapshot
        Its calls, those for deals elsewhere too, and the day it is asked.
    assumptions : Assumptions
        The window and the limits.
    but_for : collection of str
        Deals whose planned calls are left out.

    Returns
    -------
    tuple of CallLoad
        By kind, then by id; nobody against whom nothing counts. A call that is planned counts until its day is past.

    Notes
    -----
    Linear in the calls.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> call_loads(stalled_deal(), Assumptions())
    ()
    """
    limits, today = _limits(assumptions), snapshot.as_of
    made = [call for call in calls_made(snapshot, today) if call.made_on and _counts(call.made_on, today, assumptions)]
    planned = [call for call in snapshot.escalations if call.deal_id not in but_for and _is_to_come(call, today)]
    found = []
    for kind in LoadKind:
        bearers = sorted({key for call in (*made, *planned) if (key := _bearer(kind, snapshot, call))})
        for bearer in bearers:
            own, ahead = ([c for c in each if _bearer(kind, snapshot, c) == bearer] for each in (made, planned))
            over = len(own) >= limits[kind]
            found.append(
                CallLoad(
                    kind=kind,
                    id=bearer,
                    calls=tuple(call.id for call in own),
                    planned=tuple(call.id for call in ahead),
                    limit=limits[kind],
                    free_from=_ends(own, limits[kind], assumptions) if over else None,
                )
            )
    return tuple(found)


def _limits(a: Assumptions) -> Mapping[LoadKind, float]:
    return {
        LoadKind.TARGET: a.overuse_target,
        LoadKind.ACCOUNT: a.overuse_account,
        LoadKind.CALLER: a.overuse_caller,
        LoadKind.OWNER: a.overuse_owner,
    }


def _counts(made_on: date, today: date, a: Assumptions) -> bool:
    return (today - made_on).days < a.overuse_window


def _is_to_come(call: Escalation, today: date) -> bool:
    return call.planned_on is not None and call.planned_on >= today and call.made_on is None and call.outcome is None


def _bearer(kind: LoadKind, snapshot: OrgSnapshot, call: Escalation) -> str | None:
    """Tell against whom a call counts; a deal without an owner is a rep of its own."""
    match kind:
        case LoadKind.TARGET:
            return call.target_id
        case LoadKind.ACCOUNT:
            return _account(snapshot, call)
        case LoadKind.CALLER:
            return call.caller_id
        case LoadKind.OWNER:
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
