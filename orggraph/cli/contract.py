"""Answers as JSON, with the names of the GraphQL API where it has them, and the sentences that it gives."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from orggraph.domain import findings, plans, politics
from orggraph.domain.contributions import Contribution
from orggraph.domain.people import Locale
from orggraph.text import (
    alternative_sentence,
    contribution_label,
    insight_message,
    insight_rule,
    mitigation_label,
    objection_questions,
    occasion_sentence,
    path_step_reason,
    plan_calendar,
    plan_reason,
    pressure_message,
    rule_explanation,
    rule_remedy,
    signal_question,
    step_why,
    step_window,
)

Names = Mapping[str, str]
_PEOPLE = frozenset({"introducers", "people", "vetoes"})
_INNER = frozenset({"weights", "parameters", "detail"})
"""What the sentences already say, or what stands beside each decider."""


def as_contract(found: Any, names: Names, locale: Locale) -> Any:
    """Turn an answer into what JSON can hold.

    >>> as_contract(findings.Mitigation("TELL_FIRST", 0.1), {}, Locale.EN)
    {'code': 'TELL_FIRST', 'probabilityAfter': 0.1, 'label': 'tell the usual contact before the call'}
    """
    if isinstance(found, tuple):
        return [as_contract(one, names, locale) for one in found]
    if isinstance(found, Mapping):
        return dict(found)
    if not is_dataclass(found) or isinstance(found, type):
        return found
    written: dict[str, Any] = {}
    for field in fields(found):
        if field.name not in _INNER:
            key, value = _field(field.name, getattr(found, field.name), names, locale)
            written[key] = value
    if isinstance(found, findings.DecisionRule):
        weighed = zip(found.deciders, found.weights, strict=True)
        written["deciders"] = [{"person": _somebody(p, names), "decisionWeight": weight} for p, weight in weighed]
    say = _SAID.get(type(found))
    return written | say(found, names, locale) if say else written


def _field(name: str, value: Any, names: Names, locale: Locale) -> tuple[str, Any]:
    if name.endswith("_id"):
        return _camel(name.removesuffix("_id")), _somebody(value, names)
    if name in _PEOPLE:
        return _camel(name), [_somebody(person, names) for person in value]
    if name == "evidence":
        return name, [{"id": fact} for fact in value]
    return _camel(name), as_contract(value, names, locale)


def _somebody(entity_id: str | None, names: Names) -> dict[str, str] | None:
    if entity_id is None:
        return None
    return {"id": entity_id} | ({"name": names[entity_id]} if entity_id in names else {})


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


Say = Callable[[Any, Names, Locale], dict[str, Any]]
_SAID: Mapping[type[Any], Say] = {
    findings.RuleCheck: lambda x, _, to: {"explanation": rule_explanation(x, to), "remedy": rule_remedy(x, to)},
    findings.Alternative: lambda x, names, to: {"explanation": alternative_sentence(x, names, to)},
    findings.Mitigation: lambda x, _, to: {"label": mitigation_label(x, to)},
    findings.NextQuestion: lambda x, _, to: {"question": signal_question(x.signal, to)},
    findings.ObjectionAnswer: lambda x, _, to: {"questions": list(objection_questions(x.cause, to))},
    findings.PathStep: lambda x, names, to: {"reason": path_step_reason(x, names, to)},
    plans.EscalationPlan: lambda x, names, to: {
        "silence": [plan_reason(one, names, to) for one in x.silence],
        "calendar": plan_calendar(x, names, to),
    },
    plans.Occasion: lambda x, names, to: {"explanation": occasion_sentence(x, names, to)},
    plans.PlanStep: lambda x, names, to: {
        "why": " ".join(step_why(x, names, to)),
        "window": step_window(x, to),
        "done": x.done,
    },
    findings.Pressure: lambda x, _, to: {"message": pressure_message(x, to)},
    politics.Insight: lambda x, names, to: {
        "message": insight_message(x, names, to),
        "rule": insight_rule(x.code, to),
    },
    Contribution: lambda x, _, to: {"label": contribution_label(x.code, to, x.detail)},
}
"""What the API says of each in words."""
