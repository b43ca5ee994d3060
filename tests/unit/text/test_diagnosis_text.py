import re

import pytest

from orggraph.domain.contributions import Contribution
from orggraph.domain.findings import BlockageCause, CauseAssessment, Pressure
from orggraph.domain.people import JobFunction, Locale
from orggraph.domain.politics import (
    Coalition,
    Consensus,
    DealPicture,
    FunctionConflict,
    Insight,
    MapHealth,
    OppositionRisk,
    Severity,
    Threat,
)
from orggraph.text import diagnosis_text, function_name
from tests.unit.text.answers import NAMES, diagnosis

EN, FR = Locale.EN, Locale.FR


def cause(name, probability, *parts):
    contributions = tuple(Contribution(code, value) for code, value in parts)
    return CauseAssessment(
        cause=BlockageCause(name), probability=probability, log_odds=0.0, prior=-1.4, contributions=contributions
    )


def threat(who, opposes, leverage):
    return Threat(
        person_id=who,
        threat=opposes * leverage,
        opposes=opposes,
        leverage=leverage,
        unblocked_if_turned=0.02,
        contributions=(),
    )


TIMID = cause(
    "TIMID_CHAMPION",
    0.9,
    ("DEADLINE_SET", -0.2),
    ("WAITING_FOR_MANAGEMENT", 1.3),
    ("MEETING_POSTPONED", 0.3),
    ("CHAMPION_WONT_FORWARD", 1.8),
    ("CHAMPION_CONVINCED", 0.5),
)
AGREED = Consensus(
    polarisation=0.25,
    disagreement=0.1,
    between_functions=0.4,
    conflicts=(FunctionConflict(JobFunction.FINANCE, JobFunction.IT, 0.5, "head"),),
    pivot_id="boss",
    pivot_gain=0.125,
)
OPPOSED = OppositionRisk(
    threats=(threat("boss", 0.75, 0.5), threat("head", 0.01, 0.1)),
    coalitions=(
        Coalition(people=("contact",), leader_id="contact", power=0.1, with_champion=True),
        Coalition(people=("boss", "head"), leader_id="boss", power=0.5, with_champion=False),
    ),
    balance=-0.5,
    alerts=(),
)
NOTICED = (Insight(code="VETO_AGAINST", severity=Severity.CRITICAL, people=("boss",)),)


def text(locale=EN, blockage=None, **more):
    given = {"consensus": AGREED, "opposition": OPPOSED, "insights": NOTICED, "map_health": MapHealth.RED}
    found = blockage or diagnosis(causes=(TIMID, cause("BUDGET", 0.05)))
    return diagnosis_text(DealPicture(blockage=found, **(given | more)), NAMES, locale)


def test_a_cause_gives_what_speaks_most_for_and_against_it():
    assert text().startswith(
        "What may block it"
        "\n   the champion is not in a position to carry it higher yet: very likely (0.90)"
        "\n      for: the champion prefers not to carry it higher (+1.80), waiting for management (+1.30) and the champion is"
        " convinced (+0.50)"
        "\n      against: a deadline is set (\u22120.20)"
        "\nOnly the organisation holds it back: very likely (0.90).\n\n"
    )


def test_nothing_observed_is_no_cause_and_no_pressure():
    said = text(blockage=diagnosis(causes=(TIMID,), organisational=None))
    assert said.startswith("What may block it\n   Nothing was noted yet, so nothing can be said.\n\n")


def test_who_agrees_and_who_could_settle_it():
    assert (
        "Who agrees"
        "\n   The positions lie 0.25 apart (0 is all of one mind); 40% of that lies between functions."
        "\n   Furthest apart: finance and IT (0.50); Céline Roux stands above both."
        "\n   Whose full support would help most: Bo Strand (+0.12).\n"
    ) in text()
    alone = Consensus(
        polarisation=0.0,
        disagreement=0.0,
        between_functions=0.0,
        conflicts=(FunctionConflict(JobFunction.FINANCE, JobFunction.IT, 0.5, None),),
        pivot_id=None,
        pivot_gain=None,
    )
    said = text(consensus=alone)
    assert "Furthest apart: finance and IT (0.50).\n" in said
    assert "Whose full support" not in said


def test_threats_that_weigh_nothing_are_left_out_and_camps_named():
    assert (
        "Who may stand against"
        "\n   Bo Strand: against it likely (0.75), weight with those who decide 0.50; were they to turn against it, the deal"
        " gets moving: very unlikely (0.02)."
        "\n   With the champion: Ana Lima."
        "\n   Against: Bo Strand and Céline Roux."
        "\n   Balance of power: \u22120.50 (1 is all with the champion, \u22121 all against).\n"
    ) in text()
    peace = OppositionRisk(threats=(), coalitions=(), balance=0.0, alerts=())
    assert "Who may stand against\n   Nobody on the map weighs against it.\n\n" in text(opposition=peace)


def test_without_stakeholders_nobody_agrees_or_opposes():
    said = text(consensus=None, opposition=None)
    assert "Who agrees" not in said
    assert "Who may stand against" not in said


def test_insights_come_with_how_much_they_matter():
    assert (
        "What to notice"
        "\n   serious: Bo Strand can say no, and is probably against it."
        "\nRed: the map shows something serious.\n"
    ) in text()
    calm = text(FR, insights=(), map_health=MapHealth.GREEN)
    assert "À remarquer\nVert\u00a0: la carte ne montre rien de grave ni à surveiller.\n" in calm


def test_questions_come_last_and_that_it_is_judgement():
    assert text().endswith(
        "What to find out\n   - Did a pilot show that it works?\n\n"
        "The figures are expert judgement, not measured yet against what happened."
    )


def test_french_and_english_carry_the_same_figures_and_the_same_lines():
    pressed = diagnosis(causes=(TIMID,), pressure=Pressure(2, 1, warning=True))
    english, french = text(EN, pressed), text(FR, pressed)
    figures = [re.findall(r"[+\u2212]?\d+[.,]\d+", said) for said in (english, french)]
    assert [figure.replace(",", ".") for figure in figures[1]] == figures[0]
    assert len(english.splitlines()) == len(french.splitlines())


@pytest.mark.parametrize("locale", list(Locale))
def test_every_function_is_named(locale):
    assert len({function_name(function, locale) for function in JobFunction}) == len(JobFunction)
