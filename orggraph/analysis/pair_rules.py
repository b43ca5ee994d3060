"""The rules that are asked of each caller and target: overuse, authority, fit, disavowal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from orggraph.analysis.candidates import Target
from orggraph.analysis.model import DealModel
from orggraph.domain.findings import Authority, Counterpart, GateRule, Parameters, RuleCheck, RuleKind, RuleStatus
from orggraph.domain.people import Seniority
from orggraph.domain.relations import FactOrigin
from orggraph.domain.signals import Signal, SignalKind

_PASS, _FAIL, _UNKNOWN = RuleStatus.PASS, RuleStatus.FAIL, RuleStatus.UNKNOWN

KINDS: Mapping[GateRule, RuleKind] = {
    GateRule.NOT_OVERUSED: RuleKind.CONTRAINDICATION,
    GateRule.TARGET_HAS_AUTHORITY: RuleKind.CONDITION,
    GateRule.CALLER_FITS: RuleKind.CONDITION,
    GateRule.DISAVOWAL_ACCEPTABLE: RuleKind.CONDITION,
}
"""The rules of a pair, in the order they are shown."""
EXCLUDING = frozenset({GateRule.NOT_OVERUSED, GateRule.TARGET_HAS_AUTHORITY})
"""A pair that fails one of these is left out; the others only mark it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A caller and a target with the four answers; `until` is the day overuse ends."""

    target: Target
    match: Counterpart
    rules: tuple[RuleCheck, ...]
    until: date | None

    @property
    def excluded(self) -> bool:
        """Tell whether the pair is left out.

        >>> from orggraph.analysis.example import stalled_deal
        >>> from orggraph.analysis.question import ask
        >>> [pair.excluded for of_target in ask(stalled_deal(), "dea_1").pairs for pair in of_target]
        [False, False]
        """
        return any(check.status is _FAIL and check.rule in EXCLUDING for check in self.rules)

    @property
    def clear(self) -> bool:
        """Tell whether all four hold.

        >>> from orggraph.analysis.example import stalled_deal
        >>> from orggraph.analysis.question import ask
        >>> [pair.clear for of_target in ask(stalled_deal(), "dea_1").pairs for pair in of_target]
        [True, True]
        """
        return all(check.status is _PASS for check in self.rules)


def rule_check(
    rule: GateRule,
    status: RuleStatus,
    reason: str,
    parameters: Parameters | None = None,
    evidence: Sequence[str] = (),
) -> RuleCheck:
    """Word an answer as codes.

    Parameters
    ----------
    rule : GateRule
        Which.
    status : RuleStatus
        Its answer.
    reason : str
        A code.
    parameters : mapping, optional
        What the reason is worded with.
    evidence : sequence of str
        Ids of the facts it rests on.

    Returns
    -------
    RuleCheck
        With the rule's kind: a contra-indication or a condition.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> rule_check(GateRule.CALLER_FITS, RuleStatus.PASS, "fits").kind.name
    'CONDITION'
    """
    return RuleCheck(
        rule=rule,
        kind=KINDS[rule],
        status=status,
        reason=reason,
        parameters=parameters or {},
        evidence=tuple(evidence),
    )


def target_has_authority(model: DealModel, target: Target, say: Authority, briefed: Sequence[Signal]) -> RuleCheck:
    """Tell whether somebody could settle it: they stand above those at odds, or hold half of the decision.

    Parameters
    ----------
    model : DealModel
        The deal.
    target : Target
        Who would be called.
    say : Authority
        What they have a say over.
    briefed : sequence of Signal
        That they were briefed already, by others.

    Returns
    -------
    RuleCheck
        UNKNOWN where it hangs on a line that no source states, on who decides, or on what they were told; FAIL where
        they were told and are against it, for they will not settle it for us.

    Notes
    -----
    Linear in the signals.

    Examples
    --------
    >>> from orggraph.analysis.example import example_forecast
    >>> forecast = example_forecast()
    >>> say = Authority(covers_conflict=False, decision_share=1.0, lowest_common_manager_id=None)
    >>> target_has_authority(forecast.model, forecast.target, say, ()).status.name
    'PASS'
    """
    a, rule = model.assumptions, GateRule.TARGET_HAS_AUTHORITY
    hostile = _briefing(model, target, briefed)
    if hostile:
        return hostile
    evidence = (target.person_id,)
    if not (say.covers_conflict or (say.decision_share >= a.target_decision_share and model.rule.deciders)):
        known = bool(model.rule.deciders) and not model.rule.inferred
        return rule_check(rule, _FAIL if known else _UNKNOWN, "no_say" if known else "no_decider", {}, evidence)
    if any(line.origin is FactOrigin.INFERRED for line in target.lines_down):
        return rule_check(rule, _UNKNOWN, "inferred_line", {}, evidence)
    if model.rule.inferred and not say.covers_conflict:
        return rule_check(rule, _UNKNOWN, "inferred_decider", {}, evidence)
    if say.covers_conflict:
        return rule_check(rule, _PASS, "above_conflict", {}, evidence)
    return rule_check(rule, _PASS, "holds_decision", {"share": say.decision_share}, evidence)


def _briefing(model: DealModel, target: Target, briefed: Sequence[Signal]) -> RuleCheck | None:
    """Answer when the target was briefed by others: by where they stand, as far as that is known."""
    told = [
        s for s in briefed if s.kind is SignalKind.TARGET_ALREADY_BRIEFED and s.person_id in (None, target.person_id)
    ]
    told = [s for s in told if s.strength >= model.assumptions.stated_strength]
    if not told:
        return None
    part = model.stakeholders.get(target.person_id)
    stance = part.stance.value if part and part.stance else None
    evidence = tuple(signal.id for signal in told)
    if stance is not None and stance >= model.assumptions.clear_stance:
        return None
    if stance is not None and stance <= -model.assumptions.clear_stance:
        return rule_check(GateRule.TARGET_HAS_AUTHORITY, _FAIL, "briefed_against", {}, evidence)
    return rule_check(GateRule.TARGET_HAS_AUTHORITY, _UNKNOWN, "briefed", {}, evidence)


def caller_fits(model: DealModel, match: Counterpart, target_id: str) -> RuleCheck:
    """Tell whether a caller is a counterpart of the target in rank, function and acquaintance.

    Parameters
    ----------
    model : DealModel
        The deal.
    match : Counterpart
        The caller.
    target_id : str
        Who would be called.

    Returns
    -------
    RuleCheck
        UNKNOWN where the title of one of the two could not be read.

    Notes
    -----
    Constant time. Freshness does not count: that is overuse.

    Examples
    --------
    >>> from orggraph.analysis.example import example_forecast
    >>> forecast = example_forecast()
    >>> caller_fits(forecast.model, forecast.matches[0], "per_cio").reason
    'fits'
    """
    a, rule = model.assumptions, GateRule.CALLER_FITS
    fit = match.fit / match.freshness
    parameters: Parameters = {"fit": fit, "rank": match.rank_parity}
    evidence = (match.person_id, target_id)
    seats = [model.snapshot.seat_held_by(person) for person in evidence]
    unread = [s for s in seats if s is None or (s.seniority is Seniority.UNKNOWN and not s.on_executive_committee)]
    if unread:
        return rule_check(rule, _UNKNOWN, "rank_unread", {}, evidence)
    if match.rank_parity < a.caller_rank_parity:
        return rule_check(rule, _FAIL, "ranks_apart", parameters, evidence)
    if fit < a.caller_fit:
        return rule_check(rule, _FAIL, "weak_fit", parameters, evidence)
    return rule_check(rule, _PASS, "fits", parameters, evidence)


def disavowal_acceptable(model: DealModel, risk: float) -> RuleCheck:
    """Tell whether the risk that the contact feels disavowed is small enough.

    Parameters
    ----------
    model : DealModel
        The deal.
    risk : float
        Its probability.

    Returns
    -------
    RuleCheck
        UNKNOWN without a contact.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> disavowal_acceptable(deal_model_example(), 0.3).status.name
    'FAIL'
    """
    rule = GateRule.DISAVOWAL_ACCEPTABLE
    if model.contact is None:
        return rule_check(rule, _UNKNOWN, "no_contact")
    acceptable = risk <= model.assumptions.disavowal_limit
    status, reason = (_PASS, "acceptable") if acceptable else (_FAIL, "too_high")
    return rule_check(rule, status, reason, {"risk": risk}, (model.contact,))


def over_all_pairs(pairs: Sequence[Pair]) -> tuple[RuleCheck, ...]:
    """Answer the four rules for the deal: each holds where it holds for one pair, and is unknown while there is none.

    Parameters
    ----------
    pairs : sequence of Pair
        All, those left out included, the best first: the answer shown is that of the first pair that has it.

    Returns
    -------
    tuple of RuleCheck
        In the order of `KINDS`.

    Notes
    -----
    Linear in the pairs.

    Examples
    --------
    >>> [check.reason for check in over_all_pairs(())]
    ['no_pair', 'no_pair', 'no_pair', 'no_pair']
    """
    return tuple(
        _best(rule, [check for pair in pairs for check in pair.rules if check.rule is rule], pairs) for rule in KINDS
    )


def _best(rule: GateRule, checks: Sequence[RuleCheck], pairs: Sequence[Pair]) -> RuleCheck:
    if not checks:
        return rule_check(rule, _UNKNOWN, "no_pair")
    for status in (_PASS, _UNKNOWN):
        found = next((check for check in checks if check.status is status), None)
        if found:
            return found
    if rule is not GateRule.NOT_OVERUSED:
        return checks[0]
    until = min(pair.until for pair in pairs if pair.until)
    evidence = sorted({call for check in checks for call in check.evidence})
    return rule_check(rule, _FAIL, "all_overused", {"count": len(evidence), "until": until.isoformat()}, evidence)
