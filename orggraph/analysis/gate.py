"""Should an executive call at all: the golden rule, its contra-indications and its conditions, as one table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from orggraph.analysis.statements import doubts, in_force, statement
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.findings import (
    REAL_CAUSES,
    BlockageCause,
    BlockageDiagnosis,
    GateRule,
    Parameters,
    RuleCheck,
    RuleKind,
    RuleStatus,
)
from orggraph.domain.likelihoods import COUNTERS, REOPENS
from orggraph.domain.people import Person
from orggraph.domain.signals import Signal, SignalKind

_PASS, _FAIL, _UNKNOWN = RuleStatus.PASS, RuleStatus.FAIL, RuleStatus.UNKNOWN
_OURS_TO_DO = frozenset({SignalKind.FOLLOW_UP_SENT, SignalKind.FOLLOW_UP_UNANSWERED, SignalKind.DISCOUNT_OFFERED})

Finding = tuple[RuleStatus, str, Parameters, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the rules look at. Signals are those seen by the date, oldest first."""

    account_id: str
    contact: Person | None
    notify_contact: bool
    signals: tuple[Signal, ...]
    diagnosis: BlockageDiagnosis
    assumptions: Assumptions


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: what is asked, whether a FAIL forbids, and how it is answered."""

    rule: GateRule
    kind: RuleKind
    answer: Callable[[Situation], Finding]
    forbids: bool
    """Whether a FAIL means DO_NOT. Every contra-indication does, and the two conditions that are the golden rule."""


def check_rules(situation: Situation) -> tuple[RuleCheck, ...]:
    """Answer every rule of the table, in its order: those of the deal; each pair is asked four more.

    Parameters
    ----------
    situation : Situation
        What was seen, what it says, and who the contact is.

    Returns
    -------
    tuple of RuleCheck
        PASS, FAIL or UNKNOWN with a reason code, its parameters and the ids it rests on.

    Notes
    -----
    Linear in the signals.

    Examples
    --------
    >>> from orggraph.analysis.escalation import assess
    >>> from orggraph.analysis.example import stalled_deal
    >>> {check.status.name for check in assess(stalled_deal(), "dea_1").rules}
    {'PASS'}
    """
    checks = []
    for row in TABLE:
        status, reason, parameters, evidence = row.answer(situation)
        checks.append(
            RuleCheck(
                rule=row.rule, kind=row.kind, status=status, reason=reason, parameters=parameters, evidence=evidence
            )
        )
    return tuple(checks)


def forbids(rules: Iterable[RuleCheck]) -> tuple[GateRule, ...]:
    """Give the rules that fail and thereby forbid a call, in the order of the table.

    Parameters
    ----------
    rules : iterable of RuleCheck
        Of the deal.

    Returns
    -------
    tuple of GateRule
        Contra-indications, and the two conditions that are the golden rule itself.

    Notes
    -----
    Linear.

    Examples
    --------
    >>> forbids(())
    ()
    """
    return tuple(check.rule for check in rules if check.status is _FAIL and check.rule in _FORBIDDING)


def real_objections(rules: Iterable[RuleCheck]) -> tuple[BlockageCause, ...]:
    """Give the real causes whose rules fail, in the order of the table.

    Parameters
    ----------
    rules : iterable of RuleCheck
        The answers of the gate.

    Returns
    -------
    tuple of BlockageCause
        Each is to be answered at its own level: back to basics.

    Notes
    -----
    Linear.

    Examples
    --------
    >>> failed = RuleCheck(rule=GateRule.NO_BUDGET_PROBLEM, kind=RuleKind.CONTRAINDICATION, status=RuleStatus.FAIL, reason="stated")
    >>> [cause.name for cause in real_objections([failed])]
    ['BUDGET']
    """
    return tuple(_CAUSE_OF[check.rule] for check in rules if check.status is _FAIL and check.rule in _CAUSE_OF)


def open_causes(rules: Iterable[RuleCheck]) -> frozenset[BlockageCause]:
    """Give the real causes that are neither confirmed nor set aside.

    Parameters
    ----------
    rules : iterable of RuleCheck
        The answers of the gate.

    Returns
    -------
    frozenset of BlockageCause
        What is to be asked before a call.

    Notes
    -----
    Linear.

    Examples
    --------
    >>> asked = RuleCheck(rule=GateRule.NO_BUDGET_PROBLEM, kind=RuleKind.CONTRAINDICATION, status=RuleStatus.UNKNOWN, reason="open")
    >>> [cause.name for cause in open_causes([asked])]
    ['BUDGET']
    """
    return frozenset(_CAUSE_OF[check.rule] for check in rules if check.status is _UNKNOWN and check.rule in _CAUSE_OF)


def _no_real_cause(cause: BlockageCause) -> Callable[[Situation], Finding]:
    def answer(situation: Situation) -> Finding:
        a = situation.assumptions
        found = next(entry for entry in situation.diagnosis.causes if entry.cause is cause)
        stated = statement(situation.signals, cause, a.stated_strength)
        if stated:
            return _FAIL, "stated", _named(stated), _ids(stated)
        contributing = tuple(x for part in found.contributions for x in part.evidence)
        likelihood: Parameters = {"probability": found.probability}
        if found.probability >= a.cause_fails:
            return _FAIL, "likely", likelihood, contributing
        countered = in_force(situation.signals, COUNTERS[cause], REOPENS[cause], a.stated_strength)
        if countered:
            return _PASS, "countered", _named(countered), _ids(countered)
        if not found.contributions:
            return _UNKNOWN, "no_evidence", {}, ()
        unlikely = found.probability <= a.cause_passes and found.log_odds < found.prior
        if unlikely and not doubts(situation.signals, cause, a.stated_strength):
            return _PASS, "unlikely", likelihood, contributing
        return _UNKNOWN, "open", likelihood, contributing

    return answer


def _project_makes_sense(situation: Situation) -> Finding:
    def holds(kind: SignalKind, *undone_by: SignalKind) -> tuple[Signal, ...]:
        return in_force(
            situation.signals, frozenset({kind}), frozenset(undone_by), situation.assumptions.stated_strength
        )

    denied = holds(SignalKind.NEED_DENIED, SignalKind.NEED_CONFIRMED)
    if denied:
        return _FAIL, "denied", {}, _ids(denied)
    needed = holds(SignalKind.NEED_CONFIRMED, SignalKind.NEED_DENIED)
    if not needed:
        return _UNKNOWN, "need_unconfirmed", {}, ()
    worth = holds(SignalKind.VALUE_QUANTIFIED) + holds(SignalKind.PILOT_SUCCEEDED, SignalKind.PILOT_FAILED)
    if not worth:
        return _UNKNOWN, "value_unconfirmed", {}, _ids(needed)
    return _PASS, "confirmed", {}, _ids(needed + worth)


def _organisational_friction(situation: Situation) -> Finding:
    probability = situation.diagnosis.organisational
    if probability is None:
        return _UNKNOWN, "nothing_observed", {}, ()
    evidence = _ids(situation.signals)
    parameters: Parameters = {"probability": probability}
    if probability >= situation.assumptions.organisational_passes:
        return _PASS, "friction", parameters, evidence
    if probability <= situation.assumptions.organisational_fails:
        return _FAIL, "not_organisational", parameters, evidence
    return _UNKNOWN, "unclear", parameters, evidence


def _contact_can_be_told_first(situation: Situation) -> Finding:
    contact = situation.contact
    if contact and (contact.has_left or contact.account_id != situation.account_id):
        return _FAIL, "contact_left", {}, (contact.id,)
    if not situation.notify_contact:
        return _FAIL, "will_not_be_told", {}, (contact.id,) if contact else ()
    if contact is None:
        return _UNKNOWN, "no_contact", {}, ()
    silence = _unanswered_since_last_word(situation.signals, contact.id)
    if len(silence) >= situation.assumptions.unanswered_follow_ups:
        return _UNKNOWN, "silent", {"count": len(silence)}, _ids(silence)
    return _PASS, "can_be_told", {}, (contact.id,)


def _unanswered_since_last_word(signals: Iterable[Signal], contact_id: str) -> tuple[Signal, ...]:
    """Give the follow-ups left without a reply since anything else was seen of the contact, or of nobody in particular."""
    about = [signal for signal in signals if signal.person_id in (None, contact_id)]
    last_word = max((s.observed_on for s in about if s.kind not in _OURS_TO_DO), default=None)
    return tuple(
        signal
        for signal in about
        if signal.kind is SignalKind.FOLLOW_UP_UNANSWERED and (last_word is None or signal.observed_on > last_word)
    )


def _named(signals: Iterable[Signal]) -> Parameters:
    return {"signals": ",".join(dict.fromkeys(signal.kind.value for signal in signals))}


def _ids(signals: Iterable[Signal]) -> tuple[str, ...]:
    return tuple(signal.id for signal in signals)


_CONTRA, _CONDITION = RuleKind.CONTRAINDICATION, RuleKind.CONDITION
RULE_OF_CAUSE: Mapping[BlockageCause, GateRule] = {
    BlockageCause.BUDGET: GateRule.NO_BUDGET_PROBLEM,
    BlockageCause.TECHNICAL_CONSTRAINT: GateRule.NO_TECHNICAL_CONSTRAINT,
    BlockageCause.PRODUCT_WEAKNESS: GateRule.NO_PRODUCT_WEAKNESS,
    BlockageCause.PRICE_STANDOFF: GateRule.NO_PRICE_STANDOFF,
}
"""The rule that asks for each real cause."""
_CAUSE_OF = {rule: cause for cause, rule in RULE_OF_CAUSE.items()}

TABLE: tuple[Rule, ...] = (
    Rule(GateRule.PROJECT_MAKES_SENSE, _CONDITION, _project_makes_sense, forbids=True),
    Rule(GateRule.ORGANISATIONAL_FRICTION, _CONDITION, _organisational_friction, forbids=True),
    *(Rule(RULE_OF_CAUSE[cause], _CONTRA, _no_real_cause(cause), forbids=True) for cause in REAL_CAUSES),
    Rule(GateRule.CONTACT_CAN_BE_TOLD_FIRST, _CONDITION, _contact_can_be_told_first, forbids=False),
)
"""The rules of the deal, in the order they are shown; those of a pair follow."""

_FORBIDDING = frozenset(row.rule for row in TABLE if row.forbids)
