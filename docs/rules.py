"""The rules, causes and constants of the analysis, as `docs/reference/rules.md` lists them."""

import math
from collections.abc import Iterable, Iterator, Sequence

from orggraph.analysis.gate import TABLE
from orggraph.analysis.insights import RULES
from orggraph.analysis.pair_rules import EXCLUDING, KINDS
from orggraph.domain.assumptions import all_assumptions
from orggraph.domain.findings import GateRule, RuleCheck, RuleKind, RuleStatus, VerdictReason
from orggraph.domain.likelihoods import COUNTERS, LIKELIHOODS, PRIORS, STATES
from orggraph.domain.people import Locale
from orggraph.domain.politics import Insight, MapHealth
from orggraph.domain.signals import SignalKind
from orggraph.text import (
    cause_name,
    contribution_label,
    insight_message,
    insight_rule,
    map_health_message,
    map_health_rule,
    rule_explanation,
    rule_name,
    rule_remedy,
    say,
    severity_name,
    signal_name,
    signal_question,
)
from orggraph.text.catalogue import code_id, message_ids

EN, FR = Locale.EN, Locale.FR
_REAL = frozenset({"NO_BUDGET_PROBLEM", "NO_TECHNICAL_CONSTRAINT", "NO_PRODUCT_WEAKNESS", "NO_PRICE_STANDOFF"})
_CAUSE = "cause"
_NO_PAIR = "no_pair"
_INSTANCES = {
    "signals": SignalKind.BUDGET_FROZEN.value,
    "until": "2026-08-30",
    "count": 3,
    "probability": 0.7,
    "share": 0.5,
    "fit": 0.3,
    "rank": 0.25,
    "risk": 0.3,
}
"""Figures for the sentences that hold some."""
_OF_REASON = {
    "countered": {"signals": SignalKind.BUDGET_CONFIRMED.value},
    "unlikely": {"probability": 0.15},
    "not_organisational": {"probability": 0.2},
    "fits": {"fit": 0.6, "rank": 0.7},
    "weak_fit": {"rank": 0.6},
    "acceptable": {"risk": 0.12},
}
"""Others for those of which the former could not be said."""
_FIGURES = {"days": 60, "supporters": 1, "opponents": 2, "followUps": 3, "discounts": 0}


def rules_reference() -> str:
    """Write all chapters."""
    chapters = (
        _gate(),
        _verdicts(),
        _insights(),
        _causes(),
        _likelihoods(),
        _questions(),
        _disavowal(),
        _assumptions(),
    )
    return "\n".join("\n".join(chapter) for chapter in chapters)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _gate() -> Iterator[str]:
    yield "## The rules of a call\n"
    forbids = {row.rule: row.forbids for row in TABLE}
    kinds = {row.rule: row.kind for row in TABLE} | dict(KINDS)
    rows = [
        (
            f"`{rule}`",
            rule_name(rule, EN),
            rule_name(rule, FR),
            kinds[rule].name.lower(),
            _asked(rule),
            _fails(rule, forbids),
        )
        for rule in GateRule
    ]
    yield from _table(
        ("rule", "what ought to hold", "ce qui doit être respecté", "kind", "asked of", "where it fails"), rows
    )
    yield "### What each can answer\n"
    yield "Figures, dates and signals stand for any.\n"
    for rule in GateRule:
        shared = rule.value in _REAL
        if shared and rule is not GateRule.NO_BUDGET_PROBLEM:
            continue
        yield f"**{'The four real causes' if shared else rule_name(rule, EN)}**\n"
        checks = [_check(rule, reason) for reason in _reasons(_CAUSE if shared else rule.value)]
        yield from _table(("reason", "said", "dit", "to do", "à faire"), [_answer(check) for check in checks])
    yield "**No caller, or nobody to call**, whatever the rule of a pair\n"
    without = _check(GateRule.CALLER_FITS, _NO_PAIR)
    yield from _table(("reason", "said", "dit", "to do", "à faire"), [_answer(without)])


def _asked(rule: GateRule) -> str:
    return "each caller and target" if rule in KINDS else "the deal"


def _fails(rule: GateRule, forbids: dict[GateRule, bool]) -> str:
    if rule in EXCLUDING:
        return "the pair is left out"
    if rule in KINDS:
        return "the path is marked, the verdict PREPARE at best"
    return "do not call" if forbids[rule] else "prepare first"


def _reasons(name: str) -> list[str]:
    start = code_id("rule", name, "")
    return [found.removeprefix(start).replace("-", "_") for found in sorted(message_ids(EN)) if found.startswith(start)]


def _check(rule: GateRule, reason: str) -> RuleCheck:
    worded = code_id("remedy", *(("",) if reason == _NO_PAIR else (_CAUSE if rule.value in _REAL else rule, "")))
    holds = f"{worded}{reason.replace('_', '-')}" not in message_ids(EN)
    status = RuleStatus.PASS if holds else RuleStatus.FAIL
    return RuleCheck(
        rule=rule,
        kind=RuleKind.CONDITION,
        status=status,
        reason=reason,
        parameters=_INSTANCES | _OF_REASON.get(reason, {}),
    )


def _answer(check: RuleCheck) -> tuple[str, ...]:
    said = [rule_explanation(check, EN), rule_explanation(check, FR)]
    return (f"`{check.reason}`", *said, rule_remedy(check, EN) or "", rule_remedy(check, FR) or "")


def _verdicts() -> Iterator[str]:
    yield "## What the answer comes to\n"
    given = {"count": 3, "causes": "…", "best": ""}
    rows = [
        (f"`{reason}`", *(say(locale, code_id("verdict", reason), **given).strip() for locale in Locale))
        for reason in VerdictReason
    ]
    yield from _table(("reason", "said", "dit"), rows)


def _insights() -> Iterator[str]:
    yield "## Insights\n"
    yield "`…` stands for people. An alert is a named risk to the champion as well.\n"
    rows = []
    for rule in RULES:
        found = Insight(code=rule.code, severity=rule.severity, parameters=_FIGURES, people=("x",))
        said = [insight_message(found, {"x": "…"}, locale) for locale in Locale]
        when = [insight_rule(rule.code, locale) for locale in Locale]
        named = f"`{rule.code}`" + (" (alert)" if rule.alerts else "")
        rows.append((named, severity_name(rule.severity, EN), *when, *said))
    yield from _table(("insight", "severity", "applies when", "s'applique quand", "said", "dit"), rows)
    yield "### Map health\n"
    yield from _table(
        ("health", "when", "quand", "said", "dit"),
        [
            (
                f"`{health}`",
                *(map_health_rule(health, locale) for locale in Locale),
                *(map_health_message(health, locale) for locale in Locale),
            )
            for health in MapHealth
        ],
    )


def _causes() -> Iterator[str]:
    yield "## Causes\n"
    yield "The log-odds of a cause are its prior, the signals' log likelihood ratios, and what the map adds.\n"
    rows = [
        (
            f"`{cause}`",
            cause_name(cause, EN),
            cause_name(cause, FR),
            f"{prior:g} ({1 / (1 + math.exp(-prior)):.2f})",
            " and ".join(_signals(group) for group in STATES.get(cause, ())),
            _signals(COUNTERS.get(cause, frozenset())),
        )
        for cause, prior in PRIORS.items()
    ]
    columns = ("cause", "said", "dit", "prior, as log-odds (probability)", "stated by", "set aside later by")
    yield from _table(columns, rows)


def _signals(kinds: Iterable[SignalKind]) -> str:
    return " or ".join(f"`{kind}`" for kind in sorted(kinds))


def _likelihoods() -> Iterator[str]:
    yield "## What each signal says of each cause\n"
    yield "Log likelihood ratios; empty where it says nothing.\n"
    rows = [
        (f"`{kind}`", signal_name(kind, EN), *(f"{row[cause]:+.1f}" if cause in row else "" for cause in PRIORS))
        for kind, row in LIKELIHOODS.items()
    ]
    yield from _table(("signal", "seen", *(f"`{cause}`" for cause in PRIORS)), rows)


def _questions() -> Iterator[str]:
    yield "## What to ask\n"
    rows = [(f"`{kind}`", signal_question(kind, EN), signal_question(kind, FR)) for kind in SignalKind]
    yield from _table(("signal", "question", "question"), rows)


def _disavowal() -> Iterator[str]:
    yield "## The risk that the usual contact feels bypassed\n"
    yield "Log-odds that are added up; `disavowal_limit` is the probability above which the contact is to be prepared first.\n"
    parts = [row for row in all_assumptions() if code_id("label", row.name) in message_ids(EN)]
    rows = [
        (f"`{row.name}`", *(contribution_label(row.name, locale) for locale in Locale), f"{row.default:g}", row.unit)
        for row in parts
        if row.name.startswith("disavowal_")
    ]
    yield from _table(("part", "said", "dit", "default", "unit"), rows)


def _assumptions() -> Iterator[str]:
    yield "## Assumptions\n"
    rows = [
        (f"`{row.name}`", row.unit, f"{row.low:g} to {row.high:g}", f"{row.default:g}", row.reason)
        for row in all_assumptions()
    ]
    yield from _table(("name", "unit", "range", "default", "why"), rows)
