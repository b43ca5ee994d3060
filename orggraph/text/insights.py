"""Words for what a reader should notice on a deal's map."""

from collections.abc import Mapping

from orggraph.domain.people import Locale
from orggraph.domain.politics import Insight, MapHealth, Severity
from orggraph.text.catalogue import code_id, joined, say
from orggraph.text.wording import name_of


def insight_message(insight: Insight, names: Mapping[str, str], locale: Locale) -> str:
    """Say what is to be noticed, and of whom.

    >>> found = Insight(code="MANAGER_UNKNOWN", severity=Severity.WARNING, people=("per_1",))
    >>> insight_message(found, {"per_1": "Ana Lima"}, Locale.EN)
    'No source says to whom Ana Lima reports.'
    """
    people = joined(locale, [name_of(person, names, locale) for person in insight.people])
    given = dict(insight.parameters) | {"people": people, "count": len(insight.people)}
    return say(locale, code_id("insight", insight.code), **given)


def insight_rule(code: str, locale: Locale) -> str:
    """Say when an insight applies.

    >>> insight_rule("NO_CHAMPION", Locale.EN)
    'No stakeholder of the deal has the role of champion.'
    """
    return say(locale, code_id("insight-rule", code))


def severity_name(severity: Severity, locale: Locale) -> str:
    """Say how much an insight matters.

    >>> severity_name(Severity.WARNING, Locale.FR)
    'à surveiller'
    """
    return say(locale, code_id("severity", severity))


def map_health_message(health: MapHealth, locale: Locale) -> str:
    """Say how a map looks.

    >>> map_health_message(MapHealth.GREEN, Locale.EN)
    'Green: the map shows nothing serious and nothing to watch.'
    """
    return say(locale, code_id("health", health))


def map_health_rule(health: MapHealth, locale: Locale) -> str:
    """Say when a map has this health.

    >>> map_health_rule(MapHealth.RED, Locale.EN)
    'At least one serious insight applies.'
    """
    return say(locale, code_id("health-rule", health))
