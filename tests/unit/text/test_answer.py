import re

import pytest

from orggraph.domain.findings import (
    BlockageCause,
    LostLine,
    ObjectionAnswer,
    Pressure,
    Robustness,
    RuleStatus,
    VerdictReason,
)
from orggraph.domain.people import Locale, Seniority
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import FactOrigin
from orggraph.text import assessment_text, rule_explanation, rule_remedy
from tests.unit.text.answers import (
    CASES,
    NAMES,
    answer,
    check,
    diagnosis,
    excluded,
    manager,
    path,
    ways,
    without_contact,
)

EN, FR = Locale.EN, Locale.FR
BUDGET = ObjectionAnswer(cause=BlockageCause.BUDGET, who_id=None, level=Seniority.UNKNOWN)


def text(locale=EN, *args, **more):
    return assessment_text(answer(*args, **more), NAMES, locale)


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(("rule", "reason", "status"), CASES)
def test_every_reason_is_explained_and_what_does_not_hold_has_a_remedy(rule, reason, status, locale):
    found = check(rule, reason, status)
    assert rule_explanation(found, locale).endswith(".")
    remedy = rule_remedy(found, locale)
    assert (remedy is None) == (status is RuleStatus.PASS)
    assert remedy is None or remedy.endswith(".")


@pytest.mark.parametrize(("rule", "reason", "status"), CASES)
def test_a_reason_gives_the_same_figures_in_both_languages(rule, reason, status):
    found = check(rule, reason, status)
    english, french = (re.findall(r"\d+[.,]\d+", rule_explanation(found, locale)) for locale in (EN, FR))
    assert [figure.replace(",", ".") for figure in french] == english


def test_dates_lists_and_plurals_are_said_as_the_language_says_them():
    one = check("NOT_OVERUSED", "target_overused", RuleStatus.FAIL, count=1)
    assert rule_explanation(one, FR) == (
        "Cette personne a été appelée une fois récemment\u00a0: c\u2019est assez jusqu\u2019au 30 août 2026."
    )
    assert rule_explanation(one, EN).endswith("enough until August 30, 2026.")
    price = check("NO_PRICE_STANDOFF", "stated", RuleStatus.FAIL)
    assert "le prix est contesté et les achats mènent la discussion" in rule_explanation(price, FR)
    asked = check("NOT_OVERUSED", "owner_overused", RuleStatus.FAIL)
    assert rule_explanation(asked, EN) == (
        "The owner of this deal asked for 2 calls lately, which is enough until August 30, 2026."
    )


def test_shares_and_fits_are_figures_of_the_language():
    holds = check("TARGET_HAS_AUTHORITY", "holds_decision", RuleStatus.PASS)
    assert rule_explanation(holds, EN).startswith("50% of the decision lies with the person called")
    fits = check("CALLER_FITS", "fits", RuleStatus.PASS)
    assert rule_explanation(fits, FR).endswith("adéquation 0,38, rang 0,25.")


def test_the_chance_now_and_after_the_call_is_said_in_words_with_the_figure_beside():
    said = text()
    assert said.startswith("Call: ")
    assert "\nThe deal gets moving without a call: unlikely (0.15)." in said
    assert (
        "\n1. Finn Byrne calls Céline Roux (N+2), directly: they know each other."
        "\n   The deal gets moving after the call: possible (0.40), much better than now (+0.25); mostly between 0.20 and 0.60."
        "\n   What counts most: the person called can settle it (+0.20) and their view of it becomes more favourable (+0.05)."
        "\n   The usual contact feels bypassed: unlikely (0.12); the deal gets moving all the same: unlikely (0.20)."
        "\n   To lower that risk: tell the usual contact face to face before the call (0.07) and call one level lower (0.05)."
        "\n   Then down to the usual contact: Bo Strand, vacant seat, Ana Lima.\n"
    ) in said


def test_a_call_is_introduced_direct_or_out_of_the_blue():
    assert "introduced by Eva Novak" in text(paths=(path(introducers=("chief",)),))
    cold = path()
    unknown = cold.counterpart.__class__(
        **{name: getattr(cold.counterpart, name) for name in cold.counterpart.__slots__} | {"warm_paths": ()}
    )
    assert "cold: no acquaintance is strong enough" in text(paths=(path(counterpart=unknown),))


def test_three_paths_are_shown_the_first_in_full_and_the_rest_counted():
    said = text(FR, paths=tuple(path(rank) for rank in range(1, 6)))
    assert said.count("Ce qui compte le plus") == 1
    assert "\n3. Finn Byrne appelle Céline Roux (N+2)" in said
    assert "\n4." not in said
    assert "\n2 autres chemins valent moins.\n" in said


def test_a_path_tells_which_of_its_rules_is_not_met_and_what_to_do():
    apart = check("CALLER_FITS", "ranks_apart", RuleStatus.FAIL)
    assert (
        "   To settle first: The two are too far apart in rank: fit 0.38, rank 0.25."
        " Let somebody of ours of a nearer rank make the call."
    ) in text(paths=(path(rules=(apart,)),))


def test_pairs_left_out_for_one_reason_share_a_line():
    said = text(excluded=(excluded("chief", "boss"), excluded("tech", "boss"), excluded("tech", "head")))
    assert "   Bo Strand, whoever calls (2 could): The person called does not stand above" in said
    assert "   Finn Byrne calling Céline Roux: The person called does not stand above" in said


def test_other_ways_say_what_they_change_who_acts_and_who_cannot():
    said = text(alternatives=ways(peer=0.06))
    assert (
        "Instead of a call"
        "\n   no different from now: One more follow-up to Ana Lima."
        "\n   a little worse than now (\u22120.01): A discount."
        "\n   better than now (+0.06): Bo Strand, who is in favour, speaks of it to Céline Roux first."
        "\n   The champion speaks of it higher up: no convinced champion with a known manager could."
    ) in said


def test_rules_that_stand_in_the_way_come_first_and_those_of_one_answer_share_a_line():
    rules = (
        check("PROJECT_MAKES_SENSE", "confirmed", RuleStatus.PASS),
        check("NOT_OVERUSED", "no_pair", RuleStatus.UNKNOWN),
        check("CALLER_FITS", "no_pair", RuleStatus.UNKNOWN),
        check("NO_BUDGET_PROBLEM", "likely", RuleStatus.FAIL),
    )
    said = text(FR, "PREPARE", "TO_PREPARE", rules=rules)
    lines = said[said.index("Pourquoi") :].splitlines()
    assert lines[1].startswith("   Pas de réel problème de budget\u00a0: non respecté.")
    assert lines[2].startswith("      À faire\u00a0: ")
    assert lines[3].startswith(
        "   Les appels n\u2019ont pas été trop fréquents / La personne qui appelle est un homologue crédible\u00a0: à vérifier."
    )
    assert (
        lines[5]
        == "   Le projet a du sens pour le client\u00a0: respecté. Le besoin est confirmé et sa valeur démontrée."
    )


def test_do_not_shows_no_path_and_goes_back_to_basics():
    said = text(FR, "DO_NOT", "REAL_CAUSE", paths=(), back_to_basics=(BUDGET,))
    assert said.startswith("Ne pas appeler\u00a0: revenir aux fondamentaux.")
    assert "un problème de budget" in said.splitlines()[0]
    assert "Qui appelle qui" not in said
    assert "Pour répondre à un problème de budget\u00a0: la bonne personne reste à trouver." in said
    assert "Quelle partie du projet" in said


def test_without_a_path_it_is_said_whether_nobody_is_known_or_too_little():
    nobody = assessment_text(without_contact(answer("PREPARE", "TOO_LITTLE_KNOWN", paths=())), NAMES, EN)
    assert "No path: nobody above the usual contact" in nobody
    assert "Usual contact:" not in nobody
    assert "No path yet: too little is known to rank any." in text(EN, "PREPARE", "TOO_LITTLE_KNOWN", paths=())


def test_nothing_observed_is_no_diagnosis():
    assert "Nothing was noted yet, so nothing can be said." in text(diagnosis=diagnosis(organisational=None))


def test_vacant_seats_inferred_and_dotted_lines_lost_lines_and_pressure_are_told():
    said = text(
        FR,
        managers=(
            manager(None, 1, position_id="pos_empty"),
            manager("head", 2, origin=FactOrigin.INFERRED),
            manager("boss", 1, kind=ReportingKind.DOTTED),
        ),
        lost_lines=(LostLine("lin_1", None),),
        diagnosis=diagnosis(pressure=Pressure(2, 1, warning=True)),
    )
    assert "\nN+1\u00a0: poste vacant (Directeur marketing)\n" in said
    assert "\nN+2\u00a0: Céline Roux (déduit des intitulés de poste, à confirmer)\n" in said
    assert "\nN+1, lien fonctionnel\u00a0: Bo Strand\n" in said
    assert "Un lien hiérarchique a été écarté" in said
    assert "2 relances et une remise récemment. Une de plus" in said


def test_only_questions_that_tell_something_are_asked():
    said = text()
    assert "What to find out\n   - Did a pilot show that it works?\n\n" in said


def test_how_firm_the_answer_is_and_that_it_is_judgement_comes_last():
    assert text().endswith(
        "The verdict stays the same in 80% of the simulations, the first way in 90%."
        "\nThe figures are expert judgement, not measured yet against what happened."
    )
    firm = {"paths": (), "robustness": Robustness(0.7, 1.0)}
    assert "The verdict stays the same in 70% of the simulations.\n" in text(EN, "DO_NOT", "NOT_WORTH_IT", **firm)
    assert "simulations" not in text(EN, "DO_NOT", "REAL_CAUSE", paths=(), robustness=Robustness(1.0, 1.0))


@pytest.mark.parametrize("reason", list(VerdictReason))
def test_french_and_english_carry_the_same_figures_and_the_same_lines(reason):
    verdict = {"CLEAR": "GO", "TO_PREPARE": "PREPARE", "TOO_LITTLE_KNOWN": "PREPARE"}.get(reason, "DO_NOT")
    more = {
        "alternatives": ways(peer=0.06),
        "excluded": (excluded("chief", "boss"), excluded("tech", "boss")),
        "back_to_basics": (BUDGET,),
        "rules": tuple(check(*case) for case in CASES),
        "diagnosis": diagnosis(pressure=Pressure(2, 1, warning=True)),
    }
    english, french = text(EN, verdict, reason, **more), text(FR, verdict, reason, **more)
    figures = [re.findall(r"[+\u2212]?\d+[.,]\d+", said) for said in (english, french)]
    assert [figure.replace(",", ".") for figure in figures[1]] == figures[0]
    assert len(english.splitlines()) == len(french.splitlines())
