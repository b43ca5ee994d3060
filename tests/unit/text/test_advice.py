import pytest

from orggraph.analysis.agenda import CALLERS_TAKEN
from orggraph.domain.deals import StanceLabel
from orggraph.domain.findings import (
    AgendaGap,
    Alternative,
    AlternativeKind,
    BlockageCause,
    EscalationVerdict,
    Flip,
    ObjectionAnswer,
    RuleStatus,
    VerdictReason,
)
from orggraph.domain.people import Locale, Seniority
from orggraph.text import agenda_gap_reason, alternative_sentence, flip_sentence, stance_name, verdict_sentence
from tests.unit.text.answers import NAMES, answer, check, forecast, ways

EN, FR = Locale.EN, Locale.FR
OPEN = check("NO_BUDGET_PROBLEM", "open", RuleStatus.UNKNOWN)


def verdict(reason, locale=EN, **more):
    return verdict_sentence(answer("DO_NOT", reason, **more), locale, NAMES)


@pytest.mark.parametrize(
    ("reason", "start"),
    [
        ("CLEAR", "Call: the project makes sense"),
        ("TO_PREPARE", "Prepare first: 2 points are still to be found out"),
        ("NEEDS_INTRODUCTION", "Prepare first: find somebody they trust to make the introduction"),
        ("TOO_LITTLE_KNOWN", "Prepare first: too little is known to tell whether a call would help, and 2 points"),
        (
            "REAL_CAUSE",
            "Do not call: back to basics. A call would only expose the real problem higher up: a budget problem and",
        ),
        ("NO_NEED", "Do not call: back to basics. The client says that there is no need."),
        ("NOT_ORGANISATIONAL", "Do not call: back to basics. What was seen does not point to the organisation alone."),
        ("OVERUSED", "Do not call now: those who could call or be called have been asked too often lately."),
        ("NOBODY_WITH_AUTHORITY", "Do not call: nobody above the usual contact who could be called could settle it."),
        ("NOT_WORTH_IT", "Do not call: it would change too little for what it risks. No other way"),
        ("ALREADY_MOVES", "Do not call: the deal is on its way, and is best left alone. No other way"),
    ],
)
def test_each_verdict_gives_its_own_reason(reason, start):
    causes = (BlockageCause.BUDGET, BlockageCause.PRICE_STANDOFF)
    basics = tuple(ObjectionAnswer(cause=cause, who_id=None, level=Seniority.UNKNOWN) for cause in causes)
    assert verdict(reason, back_to_basics=basics, rules=(OPEN, OPEN)).startswith(start)


def test_every_verdict_reason_is_said_in_both_languages():
    said = {verdict(reason, locale) for reason in VerdictReason for locale in Locale}
    assert len(said) == 2 * len(VerdictReason)


def test_where_every_rule_holds_for_some_pair_but_not_together_no_points_are_counted():
    assert verdict("TO_PREPARE") == "Prepare first: no way of calling meets every rule at once."
    assert verdict("TOO_LITTLE_KNOWN", FR).endswith("on en sait trop peu pour dire si un appel aiderait.")


@pytest.mark.parametrize("reason", ["NOT_WORTH_IT", "ALREADY_MOVES"])
def test_a_call_that_is_not_worth_it_names_the_other_way_that_helps_most(reason):
    said = verdict(reason, alternatives=ways(peer=0.06))
    assert said.endswith(
        "Of the other ways, this one helps most: Bo Strand, who is in favour, speaks of it to Céline Roux first."
    )


def test_an_other_way_that_hardly_changes_anything_is_not_recommended():
    assert "helps most" not in verdict("NOT_WORTH_IT", alternatives=ways(peer=0.004))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", list(AlternativeKind))
def test_every_other_way_is_said_with_and_without_somebody_to_act(kind, locale):
    acted = Alternative(kind=kind, forecast=forecast(0.1), actor_id="boss", on_id="head")
    idle = Alternative(kind=kind, forecast=forecast(0.1))
    for way in (acted, idle):
        assert alternative_sentence(way, NAMES, locale).endswith(".")
    alone = kind in (AlternativeKind.DO_NOTHING, AlternativeKind.DISCOUNT)
    assert ("Bo Strand" in alternative_sentence(acted, NAMES, locale)) is not alone
    assert "Bo Strand" not in alternative_sentence(idle, NAMES, locale)


def flip(change, person="boss", **parameters):
    return Flip(
        change=change, parameters=parameters, person_id=person, verdict=EscalationVerdict.PREPARE, first_path=False
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (flip("SIGNAL_SEEN", None, signal="BUDGET_FROZEN"), "Should this be seen: the budget is frozen."),
        (flip("STANCE_UP", label="NEUTRAL"), "Should Bo Strand turn more favourable: neutral."),
        (flip("STANCE_DOWN", label="OPPONENT"), "Should Bo Strand turn less favourable: against."),
        (flip("CONTACT_NOT_TOLD"), "Should Bo Strand not be told before the call."),
        (flip("MANAGER_CONFIRMED"), "Should it be confirmed that the usual contact reports to Bo Strand."),
    ],
)
def test_each_small_change_is_said(change, said):
    assert flip_sentence(change, NAMES, EN) == said
    assert flip_sentence(change, NAMES, FR).startswith("S")


def test_positions_are_said_in_a_word():
    assert stance_name(StanceLabel.UNKNOWN, EN) == "position unknown"
    assert len({stance_name(label, FR) for label in StanceLabel}) == len(StanceLabel)


@pytest.mark.parametrize("locale", list(Locale))
def test_every_reason_for_a_gap_on_the_agenda_is_said(locale):
    left = [reason for reason in VerdictReason if reason is not VerdictReason.CLEAR]
    said = [agenda_gap_reason(AgendaGap(deal_id="dea_1", reason=reason), locale) for reason in (*left, CALLERS_TAKEN)]
    assert len(set(said)) == len(said)
    assert all(sentence.endswith(".") for sentence in said)
