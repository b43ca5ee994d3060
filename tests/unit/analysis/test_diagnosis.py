import math

import pytest

from orggraph.analysis.diagnosis import diagnose
from orggraph.domain.contributions import total
from orggraph.domain.findings import REAL_CAUSES, BlockageCause, Pressure
from orggraph.domain.likelihoods import PRIORS
from tests.unit.analysis.builders import DAY, signal, signals


def probabilities(*seen):
    """By what was seen alone: what was stated outright is as likely as `cause_stated` besides."""
    seen_alone = {c.cause: (c.prior, *(x.value for x in c.contributions if x.code != "stated")) for c in found(*seen)}
    return {cause: 1 / (1 + math.exp(-math.fsum(parts))) for cause, parts in seen_alone.items()}


def found(*seen):
    return diagnose(seen, DAY).causes


# The figures the model's page gives for these sets, and how far the table on the same page is from them: the page
# rounds, and some of its sets held a repeat or an older signal that it does not list.
CHECKED = [
    (
        "CHAMPION_CONVINCED WAITING_FOR_MANAGEMENT CHAMPION_WONT_FORWARD NEED_CONFIRMED BUDGET_CONFIRMED",
        "TIMID_CHAMPION",
        0.90,
        0.01,
    ),
    ("STAKEHOLDERS_DISAGREE NO_DECISION_OWNER", "NO_CONSENSUS", 0.94, 0.08),
    ("OTHER_PRIORITIES MEETING_POSTPONED NO_DEADLINE", "LOW_URGENCY", 0.90, 0.04),
    ("OTHER_PRIORITIES MEETING_POSTPONED NO_DEADLINE", "BUDGET", 0.27, 0.01),
    ("BUDGET_FROZEN", "BUDGET", 0.77, 0.05),
    ("SECURITY_REVIEW_FAILED", "TECHNICAL_CONSTRAINT", 0.55, 0.03),
    ("PILOT_FAILED COMPETITOR_PREFERRED", "PRODUCT_WEAKNESS", 0.91, 0.03),
    ("PRICE_CHALLENGED PROCUREMENT_LED", "PRICE_STANDOFF", 0.79, 0.03),
]


@pytest.mark.parametrize(("kinds", "cause", "expected", "within"), CHECKED)
def test_checked_figures(kinds, cause, expected, within):
    found = probabilities(*signals(*kinds.split()))
    assert found[BlockageCause(cause)] == pytest.approx(expected, abs=within)
    if cause != "BUDGET" or kinds == "BUDGET_FROZEN":
        assert max(found, key=found.get) == cause


def test_checked_real_causes_of_the_timid_champion_together():
    found = probabilities(*signals(*CHECKED[0][0].split()))
    absent = 1.0
    for cause in REAL_CAUSES:
        absent *= 1 - found[cause]
    assert 1 - absent == pytest.approx(0.16, abs=0.005)


def test_checked_twenty_unanswered_mails_prove_nothing():
    seen = [signal("FOLLOW_UP_UNANSWERED", id=f"sig_{number}") for number in range(20)]
    assert max(probabilities(*seen).values()) < 0.5


def test_checked_nothing_seen_gives_the_priors_and_no_diagnosis():
    found = diagnose((), DAY)
    assert {cause.cause: cause.log_odds for cause in found.causes} == PRIORS
    assert found.organisational is None
    assert all(cause.contributions == () for cause in found.causes)
    assert found.pressure == Pressure(0, 0, warning=False)


def test_repeats_halve_from_the_strongest_down_and_age_fades():
    seen = (signal("BUDGET_FROZEN", 90), signal("BUDGET_FROZEN", 0, 0.8))
    (budget,) = [c for c in diagnose(seen, DAY).causes if c.cause is BlockageCause.BUDGET]
    part, *_ = budget.contributions
    assert part.value == pytest.approx(2.6 * (0.8 + 0.5 * 0.5))
    assert (part.code, part.evidence) == ("BUDGET_FROZEN", ("sig_budget_frozen_90_1", "sig_budget_frozen_0_0.8"))


def test_log_odds_are_the_prior_and_the_contributions():
    for cause in diagnose(signals("PILOT_FAILED", "NEED_CONFIRMED", "DEADLINE_SET"), DAY).causes:
        assert cause.log_odds == pytest.approx(cause.prior + total(cause.contributions), abs=1e-9)


def test_a_real_cause_stated_and_not_taken_back_does_not_fade_and_comes_first():
    frozen, timid = signal("BUDGET_FROZEN", 700), signals("CHAMPION_WONT_FORWARD", "WAITING_FOR_MANAGEMENT")
    first, second, *_ = found(frozen, *timid)
    assert (first.cause, first.probability) == (BlockageCause.BUDGET, pytest.approx(0.9))
    assert (first.contributions[-1].code, first.contributions[-1].evidence) == ("stated", (frozen.id,))
    assert second.cause is BlockageCause.TIMID_CHAMPION
    lifted = {c.cause: c.probability for c in found(frozen, *timid, signal("BUDGET_CONFIRMED", 10))}
    assert lifted[BlockageCause.BUDGET] < 0.1
    weak = {c.cause: c.probability for c in found(signal("BUDGET_FROZEN", 700, 0.4), *timid)}
    assert weak[BlockageCause.BUDGET] < 0.3


def test_what_is_likelier_still_than_stated_stays_as_likely_as_it_is():
    product, *_ = found(*signals("PILOT_FAILED", "COMPETITOR_PREFERRED", "PRODUCT_GAP"))
    assert product.probability > 0.95
    assert "stated" not in {part.code for part in product.contributions}


def test_what_is_seen_later_does_not_count():
    assert diagnose((signal("BUDGET_FROZEN", -1),), DAY) == diagnose((), DAY)


def test_organisational_is_no_real_cause_and_some_organisational_one():
    assert diagnose(signals("STAKEHOLDERS_DISAGREE"), DAY).organisational == pytest.approx(0.5, abs=0.1)
    assert diagnose(signals("BUDGET_FROZEN"), DAY).organisational < 0.2


def test_pressure_counts_two_months_and_warns_from_the_third():
    seen = (
        signal("FOLLOW_UP_SENT", 3),
        signal("FOLLOW_UP_UNANSWERED", 59),
        signal("DISCOUNT_OFFERED", 10),
        signal("FOLLOW_UP_SENT", 60),
    )
    assert diagnose(seen, DAY).pressure == Pressure(2, 1, warning=True)
    assert diagnose(seen[:2], DAY).pressure == Pressure(2, 0, warning=False)
