"""Words for what the answer advises: the verdict, what would ease a call, what else could be done, what would change it."""

from collections.abc import Mapping
from datetime import date

from orggraph.domain.deals import StanceLabel
from orggraph.domain.findings import (
    AgendaGap,
    Alternative,
    AlternativeKind,
    EscalationAssessment,
    Flip,
    Mitigation,
    RuleStatus,
    VerdictReason,
)
from orggraph.domain.people import Locale
from orggraph.domain.signals import SignalKind
from orggraph.text.catalogue import Parameter, code_id, in_words, joined, say
from orggraph.text.wording import cause_name, name_of, signal_name

_NOT_NAMED: Mapping[str, str] = {}
_COUNTED = frozenset({VerdictReason.TO_PREPARE, VerdictReason.TOO_LITTLE_KNOWN})
_LEFT_ALONE = frozenset({VerdictReason.NOT_WORTH_IT, VerdictReason.ALREADY_MOVES})
_ACTED = frozenset({AlternativeKind.FOLLOW_UP, AlternativeKind.CHAMPION_ASKS_UPWARD, AlternativeKind.PEER_ROUTE})


def verdict_sentence(assessment: EscalationAssessment, locale: Locale, names: Mapping[str, str] = _NOT_NAMED) -> str:
    """Say the verdict and why, with the best other way where a call is not worth it."""
    given: dict[str, Parameter] = {}
    if assessment.reason in _COUNTED:
        given["count"] = sum(check.status is not RuleStatus.PASS for check in assessment.rules)
    if assessment.reason is VerdictReason.REAL_CAUSE:
        causes = [cause_name(answer.cause, locale) for answer in assessment.back_to_basics]
        given["causes"] = joined(locale, causes)
    if assessment.reason in _LEFT_ALONE:
        given["best"] = _best_other(assessment.best_alternative, names, locale)
    return say(locale, code_id("verdict", assessment.reason), **given)


def alternative_sentence(way: Alternative, names: Mapping[str, str], locale: Locale) -> str:
    """Say what else could be done, or that there is nobody to do it."""
    if way.kind not in _ACTED:
        return say(locale, code_id("alternative", way.kind))
    if way.actor_id is None:
        return say(locale, code_id("alternative", way.kind, "nobody"))
    actor, on = name_of(way.actor_id, names, locale), name_of(way.on_id, names, locale)
    return say(locale, code_id("alternative", way.kind), actor=actor, on=on)


def mitigation_label(mitigation: Mitigation, locale: Locale) -> str:
    """Say what would make it easier for the usual contact.

    >>> mitigation_label(Mitigation("TELL_FIRST", 0.1), Locale.EN)
    'tell the usual contact before the call'
    """
    return say(locale, code_id("mitigation", mitigation.code))


def flip_sentence(flip: Flip, names: Mapping[str, str], locale: Locale) -> str:
    """Say which small change would give another answer."""
    given: dict[str, Parameter] = {}
    if "signal" in flip.parameters:
        given["signal"] = signal_name(SignalKind(str(flip.parameters["signal"])), locale)
    if "label" in flip.parameters:
        given["label"] = stance_name(StanceLabel(str(flip.parameters["label"])), locale)
    return say(locale, code_id("flip", flip.change), person=name_of(flip.person_id, names, locale), **given)


def agenda_gap_reason(gap: AgendaGap, locale: Locale) -> str:
    """Say why a deal is not on the agenda of calls.

    >>> agenda_gap_reason(AgendaGap(deal_id="dea_1", reason="ALREADY_MOVES"), Locale.EN)
    'No call: the deal is on its way.'
    """
    until = gap.parameters.get("until")
    if until is None:
        return say(locale, code_id("gap", gap.reason))
    day = in_words(locale, date.fromisoformat(str(until)))
    return say(locale, code_id("gap", gap.reason, "until"), until=day)


def stance_name(label: StanceLabel, locale: Locale) -> str:
    """Say a position in a word.

    >>> stance_name(StanceLabel.RESERVED, Locale.FR)
    'réservée'
    """
    return say(locale, code_id("stance", label))


def _best_other(way: Alternative, names: Mapping[str, str], locale: Locale) -> str:
    if way.kind is AlternativeKind.DO_NOTHING:
        return say(locale, "verdict-no-other")
    return say(locale, "verdict-best-other", way=alternative_sentence(way, names, locale))
