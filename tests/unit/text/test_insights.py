import pytest

from orggraph.analysis.insights import RULES
from orggraph.domain.people import Locale
from orggraph.domain.politics import Insight, MapHealth, Severity
from orggraph.text import insight_message, insight_rule, map_health_message, map_health_rule, severity_name

NAMES = {"a": "Ana Lima", "b": "Bo Strand"}
PARAMETERS = {"days": 70, "supporters": 1, "opponents": 2, "followUps": 3, "discounts": 1}


def insight(code, *people, **parameters):
    return Insight(code=code, severity=Severity.WARNING, people=people, parameters=PARAMETERS | parameters)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("code", [rule.code for rule in RULES])
@pytest.mark.parametrize("people", ["a", "ab"])
def test_every_insight_has_a_message_and_a_rule_in_both_languages(code, people, locale):
    for sentence in (insight_message(insight(code, *people), NAMES, locale), insight_rule(code, locale)):
        assert sentence.endswith(".")
        assert "  " not in sentence


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (insight("NO_DECIDER"), "Nobody is known to decide."),
        (
            insight("NO_DECIDER", "a"),
            "Nobody is known to decide; the lowest manager of all those concerned is taken instead: Ana Lima.",
        ),
        (insight("VETO_AGAINST", "a"), "Ana Lima can say no, and is probably against it."),
        (insight("VETO_AGAINST", "a", "b"), "Ana Lima and Bo Strand can say no, and are probably against it."),
        (insight("STALE_MAP"), "Nothing was noted for 70 days: the map may no longer hold."),
        (
            insight("SUPPORTERS_NOT_MORE", "a", "b"),
            "In favour: 1; with reservations or against: 2 (Ana Lima and Bo Strand).",
        ),
        (
            insight("UNDER_PRESSURE"),
            "3 follow-ups and one discount lately. One more would be felt as pressure and make it worse.",
        ),
    ],
)
def test_people_counts_and_days_are_in_the_message(found, said):
    assert insight_message(found, NAMES, Locale.EN) == said


def test_one_and_several_people_agree_in_french():
    one, two = (insight_message(insight("RIVAL_NEAR_BUYER", *people), NAMES, Locale.FR) for people in ("a", "ab"))
    assert "pèse davantage" in one
    assert "Ana Lima et Bo Strand, en conflit avec le champion, pèsent davantage" in two


@pytest.mark.parametrize("locale", list(Locale))
def test_severities_and_health_are_said(locale):
    assert len({severity_name(severity, locale) for severity in Severity}) == len(Severity)
    assert len({map_health_message(health, locale) for health in MapHealth}) == len(MapHealth)
    assert len({map_health_rule(health, locale) for health in MapHealth}) == len(MapHealth)
