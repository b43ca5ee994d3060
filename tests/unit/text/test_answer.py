import re
from datetime import date

import pytest

from orggraph.analysis.escalation import Options, assess
from orggraph.domain.findings import REAL_CAUSES, GateRule, RuleCheck, RuleKind, RuleStatus
from orggraph.domain.people import Locale
from orggraph.text import assessment_text, rule_explanation, rule_remedy, verdict_sentence
from tests.unit.analysis.builders import call, deal, facts, line, seat, signals, snapshot, tie

NAMES = {
    "contact": "Ana Lima (Marketing Manager)",
    "boss": "Bo Strand",
    "head": "Céline Roux (CMO)",
    "top": "Dag Holm",
    "chief": "Eva Novak (CEO)",
    "tech": "Finn Byrne (CTO)",
    "pos_empty": "Directeur marketing",
}
REASONS = {
    "PROJECT_MAKES_SENSE": "confirmed+ denied- need_unconfirmed? value_unconfirmed?",
    "ORGANISATIONAL_FRICTION": "friction+ not_organisational- unclear? nothing_observed?",
    "NO_BUDGET_PROBLEM": "stated- likely- countered+ unlikely+ open? no_evidence?",
    "NO_TECHNICAL_CONSTRAINT": "stated- likely- countered+ unlikely+ open? no_evidence?",
    "NO_PRODUCT_WEAKNESS": "stated- likely- countered+ unlikely+ open? no_evidence?",
    "NO_PRICE_STANDOFF": "stated- likely- countered+ unlikely+ open? no_evidence?",
    "NOT_OVERUSED": "fresh+ no_pair? all_overused- caller_overused- account_overused- target_overused-",
    "CONTACT_CAN_BE_TOLD_FIRST": "can_be_told+ contact_left- will_not_be_told- no_contact? silent?",
}
STATUS = {"+": RuleStatus.PASS, "-": RuleStatus.FAIL, "?": RuleStatus.UNKNOWN}
CASES = [(rule, reason[:-1], STATUS[reason[-1]]) for rule, row in REASONS.items() for reason in row.split()]


def check(rule, reason, status, **parameters):
    given = {"signals": "PRICE_CHALLENGED,PROCUREMENT_LED", "until": "2026-08-30", "count": 2, "probability": 0.7}
    return RuleCheck(
        rule=GateRule(rule),
        kind=RuleKind.CONDITION,
        status=status,
        reason=reason,
        parameters=given | parameters,
    )


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(("rule", "reason", "status"), CASES)
def test_every_reason_is_explained_and_what_does_not_hold_has_a_remedy(rule, reason, status, locale):
    found = check(rule, reason, status)
    assert rule_explanation(found, locale).endswith(".")
    remedy = rule_remedy(found, locale)
    assert (remedy is None) == (status is RuleStatus.PASS)
    assert remedy is None or remedy.endswith(".")


def test_dates_lists_and_plurals_are_said_as_the_language_says_them():
    one = check("NOT_OVERUSED", "target_overused", RuleStatus.FAIL, count=1)
    assert rule_explanation(one, Locale.FR) == (
        "Cette personne a été appelée une fois récemment\u00a0: c\u2019est assez jusqu\u2019au 30 août 2026."
    )
    assert rule_explanation(one, Locale.EN).endswith("enough until August 30, 2026.")
    price = check("NO_PRICE_STANDOFF", "stated", RuleStatus.FAIL)
    assert "le prix est contesté et les achats mènent la discussion" in rule_explanation(price, Locale.FR)


def text(locale, options=None, **more):
    return assessment_text(assess(snapshot(**more), "dea_1", options), NAMES, locale)


def test_go_names_callers_targets_levels_and_how():
    said = text(Locale.EN, ties=(tie("tech", "head", 0.7),))
    assert said.startswith("Call: ")
    assert "1. Finn Byrne (CTO) calls Céline Roux (CMO) (N+2), directly: they know each other." in said
    assert "Eva Novak (CEO) calls Céline Roux (CMO) (N+2), introduced by Finn Byrne (CTO)." in said
    assert "Eva Novak (CEO) calls Bo Strand (N+1), cold: no acquaintance is strong enough." in said
    assert "Then down to the usual contact: Bo Strand, Ana Lima (Marketing Manager)." in said


def test_do_not_says_why_and_goes_back_to_basics():
    said = text(Locale.FR, signals=signals("BUDGET_FROZEN"))
    assert said.startswith("Ne pas appeler\u00a0: revenir aux fondamentaux.")
    assert "un problème de budget" in said.splitlines()[0]
    assert "Qui appelle qui" not in said
    assert "Pour répondre à un problème de budget\u00a0: la bonne personne reste à trouver." in said
    assert "Quelle partie du projet" in said


def test_prepare_lists_what_to_find_out():
    said = text(Locale.EN, signals=(), lines=(), deals=(deal(None),), stakeholders=())
    assert said.startswith("Prepare first: 8 points are still")
    assert "No path" in said
    assert "Nothing was noted yet" in said
    assert said.count("To do:") == 8


def test_vacant_seats_lost_lines_exclusions_and_pressure_are_told():
    said = text(
        Locale.FR,
        positions=(seat(None, "pos_empty"),),
        lines=(line("contact", "empty"), line("empty", "head"), line("contact", "top", 0.1, "crm:x")),
        escalations=(call("tech", "top", 2), call("chief", "x", 1, id="esc_2")),
        signals=(*signals("DISCOUNT_OFFERED", "FOLLOW_UP_SENT", "FOLLOW_UP_UNANSWERED"), *facts().signals),
    )
    assert "N+1\u00a0: poste vacant (Directeur marketing)" in said
    assert "Un lien hiérarchique a été écarté" in said
    assert "2 relances et une remise récemment." in said
    barred = text(Locale.EN, escalations=(call("tech", "boss", 2),))
    assert "Eva Novak (CEO) calling Bo Strand: This person was called once lately" in barred


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ({"signals": signals("NEED_DENIED")}, "Do not call: back to basics. A call would only expose this"),
        ({"escalations": (call("chief", "head", 1), call("chief", "boss", 2))}, "Do not call now: those who could"),
        ({"signals": signals("DEADLINE_SET", "EXECUTIVE_INTEREST")}, "Do not call: back to basics. What was seen"),
    ],
)
def test_a_refusal_gives_its_own_reason(more, start):
    assert verdict_sentence(assess(snapshot(**more), "dea_1"), Locale.EN).startswith(start)


def test_a_denied_need_alone_is_told_as_such():
    result = assess(snapshot(signals=signals("NEED_DENIED", "PILOT_SUCCEEDED")), "dea_1")
    assert GateRule.PROJECT_MAKES_SENSE in {c.rule for c in result.rules if c.status is RuleStatus.FAIL}


def test_french_and_english_carry_the_same_figures():
    more = {"ties": (tie("tech", "head", 0.7),), "signals": facts().signals}
    english, french = text(Locale.EN, **more), text(Locale.FR, **more)
    figures = [re.findall(r"\d+[.,]\d+", said) for said in (english, french)]
    assert [f.replace(",", ".") for f in figures[1]] == figures[0]
    assert len(english.splitlines()) == len(french.splitlines())


def test_notified_or_not_is_in_the_words():
    assert "without telling the usual contact" in text(Locale.EN, Options(notify_contact=False))
    assert date(2026, 8, 30).isoformat() not in text(Locale.EN)
    assert len(REAL_CAUSES) == 4
