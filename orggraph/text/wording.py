"""Words for each code that an answer can carry."""

from collections.abc import Mapping
from datetime import date

from orggraph.domain.findings import (
    BlockageCause,
    GateRule,
    PathLink,
    PathStep,
    Pressure,
    RuleCheck,
    RuleStatus,
)
from orggraph.domain.people import JobFunction, Locale, Seniority
from orggraph.domain.signals import SignalKind
from orggraph.text.catalogue import Parameter, code_id, in_words, joined, message_ids, say

_CAUSE_OF: Mapping[GateRule, BlockageCause] = {
    GateRule.NO_BUDGET_PROBLEM: BlockageCause.BUDGET,
    GateRule.NO_TECHNICAL_CONSTRAINT: BlockageCause.TECHNICAL_CONSTRAINT,
    GateRule.NO_PRODUCT_WEAKNESS: BlockageCause.PRODUCT_WEAKNESS,
    GateRule.NO_PRICE_STANDOFF: BlockageCause.PRICE_STANDOFF,
}
POSSIBLE = 0.35
"""A cause less likely than this is not worth naming."""
_LIKELIHOODS = ((0.8, "very-likely"), (0.6, "likely"), (POSSIBLE, "possible"), (0.1, "unlikely"))
_SIGNALS = frozenset(SignalKind)
_ASSUMED = "assumed"
_NO_PAIR = "no_pair"
SHOWN_AS_ZERO = 0.005
"""What is smaller shows as 0.00."""
_EFFECTS = ((0.15, "much_"), (0.05, ""), (0.01, "a_little_"))


def rule_name(rule: GateRule, locale: Locale) -> str:
    """Name a rule as what ought to hold.

    >>> rule_name(GateRule.NO_BUDGET_PROBLEM, Locale.EN)
    'No real budget problem'
    """
    return say(locale, code_id("rule-name", rule))


def rule_explanation(check: RuleCheck, locale: Locale) -> str:
    """Say why a rule has the answer it has."""
    return say(locale, _rule_id("rule", check), **_spoken(check, locale))


def rule_remedy(check: RuleCheck, locale: Locale) -> str | None:
    """Say what would change the answer; nothing where the rule holds."""
    if check.status is RuleStatus.PASS:
        return None
    return say(locale, _rule_id("remedy", check), **_spoken(check, locale))


def contribution_label(code: str, locale: Locale, detail: str = "") -> str:
    """Say what a part of a score is. A code of no catalogue is one of the many that the reading of titles gives.

    >>> contribution_label("rank_parity", Locale.FR)
    'rangs comparables'
    """
    if code in _SIGNALS:
        return signal_name(SignalKind(code), locale)
    exact = code_id("label", code, *([_ASSUMED] if detail == _ASSUMED else []))
    return say(locale, exact if exact in message_ids(locale) else "label-title")


def signal_name(kind: SignalKind, locale: Locale) -> str:
    """Say what was seen.

    >>> signal_name(SignalKind.BUDGET_FROZEN, Locale.FR)
    'le budget est gelé'
    """
    return say(locale, code_id("signal", kind))


def signal_question(kind: SignalKind, locale: Locale) -> str:
    """Ask whether something is so.

    >>> signal_question(SignalKind.BUDGET_CONFIRMED, Locale.EN)
    'Is the budget confirmed?'
    """
    return say(locale, code_id("question", kind))


def cause_name(cause: BlockageCause, locale: Locale) -> str:
    """Name what blocks a deal, in words that the people concerned could read.

    >>> cause_name(BlockageCause.NO_CONSENSUS, Locale.EN)
    'those concerned have not agreed'
    """
    return say(locale, code_id("cause", cause))


def objection_questions(cause: BlockageCause, locale: Locale) -> tuple[str, ...]:
    """Give good questions about a real objection; none about an organisational cause.

    >>> len(objection_questions(BlockageCause.BUDGET, Locale.EN))
    3
    """
    start = code_id("objection", cause, "")
    return tuple(say(locale, found) for found in sorted(message_ids(locale)) if found.startswith(start))


def seniority_name(seniority: Seniority, locale: Locale) -> str:
    """Name a level.

    >>> seniority_name(Seniority.C_LEVEL, Locale.FR)
    'direction générale'
    """
    return say(locale, code_id("seniority", seniority))


def function_name(function: JobFunction, locale: Locale) -> str:
    """Name what people work on.

    >>> function_name(JobFunction.PROCUREMENT, Locale.FR)
    'achats'
    """
    return say(locale, code_id("function", function))


def likelihood(probability: float, locale: Locale) -> str:
    """Put a probability, as it is shown with two decimals, in a word: these figures are judgement.

    >>> likelihood(0.7, Locale.EN), likelihood(0.0999, Locale.EN)
    ('likely', 'unlikely')
    """
    word = next((word for floor, word in _LIKELIHOODS if round(probability, 2) >= floor), "very-unlikely")
    return say(locale, f"likelihood-{word}")


def judgement(probability: float, locale: Locale) -> str:
    """Put a probability in a word, with the figure beside it.

    >>> judgement(0.264, Locale.FR)
    'peu probable (0,26)'
    """
    return say(locale, "judgement", likelihood=likelihood(probability, locale), probability=probability)


def signed(points: float, locale: Locale) -> str:
    """Say by how much something changes, with its sign.

    >>> signed(-0.064, Locale.EN), signed(0.001, Locale.EN)
    ('\u22120.06', '0.00')
    """
    sign = "more" if round(points, 2) > 0 else "less" if round(points, 2) < 0 else "none"
    return say(locale, f"change-{sign}", points=abs(points))


def effect(points: float, locale: Locale) -> str:
    """Put a change of probability in words, with the figure beside them.

    >>> effect(0.2, Locale.EN), effect(0.001, Locale.EN)
    ('much better than now (+0.20)', 'no different from now')
    """
    size = next((word for floor, word in _EFFECTS if round(abs(points), 2) >= floor), None)
    word = "none" if size is None else f"{size}{'better' if points > 0 else 'worse'}"
    return say(locale, code_id("effect", word), change=signed(points, locale))


def path_step_reason(step: PathStep, names: Mapping[str, str], locale: Locale) -> str:
    """Say what somebody does on the way from the caller to the usual contact."""
    if step.person_id is None and step.link is PathLink.MANAGES:
        return say(locale, "step-manages-vacant")
    person = name_of(step.person_id, names, locale)
    return say(locale, code_id("step", step.link), person=person[:1].upper() + person[1:])


def pressure_message(pressure: Pressure, locale: Locale) -> str:
    """Say how much was pushed lately, and warn when more would do harm."""
    message = say(locale, "pressure-message", followUps=pressure.follow_ups, discounts=pressure.discounts)
    return f"{message} {say(locale, 'pressure-warning')}" if pressure.warning else message


def name_of(person_id: str | None, names: Mapping[str, str], locale: Locale) -> str:
    """Give the name to show for somebody, or that they are not named here."""
    return (names.get(person_id) if person_id else None) or say(locale, "somebody")


def _rule_id(prefix: str, check: RuleCheck) -> str:
    if check.reason == _NO_PAIR:
        return code_id(prefix, _NO_PAIR)
    return code_id(prefix, "cause" if check.rule in _CAUSE_OF else check.rule, check.reason)


def _spoken(check: RuleCheck, locale: Locale) -> dict[str, Parameter]:
    """Turn the codes, dates and figures of a check into what a sentence can hold."""
    spoken: dict[str, Parameter] = dict(check.parameters)
    if check.rule in _CAUSE_OF:
        spoken["cause"] = cause_name(_CAUSE_OF[check.rule], locale)
    if "signals" in spoken:
        kinds = [SignalKind(kind) for kind in str(spoken["signals"]).split(",")]
        spoken["signals"] = joined(locale, [signal_name(kind, locale) for kind in kinds])
    if "until" in spoken:
        spoken["until"] = in_words(locale, date.fromisoformat(str(spoken["until"])))
    if "probability" in check.parameters:
        spoken["likelihood"] = likelihood(float(check.parameters["probability"]), locale)
    return spoken
