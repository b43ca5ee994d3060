"""The commands that ask about a deal: their options, their languages, and JSON as the API names it."""

import json
import re

import pytest
from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType, build_schema

from orggraph_api.schema import schema
from tests.cli.test_commands import PLANNING, PORTAL

SERVED = build_schema(schema.as_str())
EXTRA = {
    "EscalationAssessment": {"contact", "deal", "decisionRule", "diagnosis", "lostLines", "managers", "reason"},
    "RuleCheck": {"reason"},
    "Alternative": {"on"},
    "Insight": {"people"},
}
"""What the command line gives beside the contract."""
# asked for apart, and of no concern to who sees everything
LEFT_OUT = {"EscalationAssessment": {"whatWouldChangeIt", "narrowedBy"}}
DAY = ("--as-of", "2026-11-24")


def found(cli, *arguments):
    return json.loads(cli.told(*arguments, *DAY, "--json"))


def holds(value, kind, place="answer"):
    """Hold an answer to the type that the API gives it, as deep as the answer goes; nodes are cut short to id and name."""
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    if isinstance(kind, GraphQLList):
        for number, one in enumerate(value):
            holds(one, kind.of_type, f"{place}[{number}]")
    elif isinstance(kind, GraphQLObjectType) and value is not None:
        if "id" in value:
            assert value.keys() <= {"id", "name"}, place
            return
        extra, left = EXTRA.get(kind.name, set()), LEFT_OUT.get(kind.name, set())
        assert value.keys() - extra <= kind.fields.keys(), place
        named = {name for name, field in kind.fields.items() if isinstance(field.type, GraphQLNonNull)}
        assert named - left <= value.keys(), place
        for name in value.keys() & kind.fields.keys():
            holds(value[name], kind.fields[name].type, f"{place}.{name}")


@pytest.mark.parametrize("deal", [PLANNING, PORTAL])
def test_the_answer_as_json_has_the_names_of_the_api(example, deal):
    answer = found(example, "escalate", deal)
    holds(answer, SERVED.type_map["EscalationAssessment"])
    holds(answer["diagnosis"], SERVED.type_map["BlockageDiagnosis"])
    assert answer["calibrated"] is False


@pytest.mark.parametrize("deal", [PLANNING, PORTAL])
def test_the_diagnosis_as_json_has_the_names_of_the_api(example, deal):
    answer = found(example, "diagnose", deal)
    fields = SERVED.type_map["Deal"].fields
    assert set(answer) == {"blockage", "consensus", "opposition", "insights", "mapHealth"}
    for name, value in answer.items():
        holds(value, fields[name].type, name)


def test_json_says_who_in_names_and_what_in_the_language_asked_for(example):
    answer = found(example, "escalate", PLANNING, "--locale", "fr")
    first = answer["paths"][0]
    assert first["caller"]["name"] == "Antoine Kervadoué"
    assert first["introducers"][0]["name"] == "Inès Belhadj-Rousset"
    assert first["disavowal"]["mitigations"][0]["label"].startswith("prévenir l\u2019interlocuteur habituel")
    assert answer["rules"][0]["explanation"] == "Le besoin est confirmé et sa valeur démontrée."
    assert answer["alternatives"][1]["explanation"].startswith("Une relance de plus")
    assert answer["decisionRule"]["deciders"][0]["person"]["name"] == "Hélène Vauclair"
    noticed = found(example, "diagnose", PORTAL, "--locale", "fr")
    assert noticed["insights"][0]["message"].startswith("Philippe Grandvoir peut dire non")
    assert noticed["blockage"]["nextQuestions"][0]["question"].endswith("?")


def test_a_deal_is_diagnosed_in_both_languages(example):
    english = example.told("diagnose", PORTAL, *DAY)
    french = example.told("diagnose", PORTAL, *DAY, "--locale", "fr")
    assert english.startswith("What may block it\n   a budget problem: ")
    assert french.startswith("Ce qui peut bloquer\n   un problème de budget\u00a0: ")
    figures = [re.findall(r"\d+[.,]\d+", text) for text in (english, french)]
    assert [figure.replace(",", ".") for figure in figures[1]] == figures[0]


def test_how_far_up_and_by_which_lines_is_chosen(example):
    usual = found(example, "escalate", PLANNING)
    higher = found(example, "escalate", PLANNING, "--levels", "3")
    assert [line["levelsUp"] for line in usual["managers"]] == [1, 2]
    assert [line["levelsUp"] for line in higher["managers"]] == [1, 2, 3]
    text = example.told("escalate", PLANNING, *DAY, "--levels", "3")
    assert "\nN+3: Geneviève Sauvanel" in text
    dotted = found(example, "escalate", PLANNING, "--dotted")
    assert dotted["verdict"] == usual["verdict"]


def test_a_contact_who_will_not_be_told_is_a_point_to_settle(example):
    said = example.told("escalate", PLANNING, *DAY, "--not-told")
    assert said.startswith("Prepare first: ")
    assert "The call was to be made without telling the usual contact." in said
    assert "tell the usual contact before the call (" in said


def test_an_assumption_is_replaced_for_one_question(example):
    answer = found(example, "escalate", PLANNING, "--assume", "worth_least=0.2", "--assume", " cost_call = 0.1 ")
    assert (answer["assumptions"]["worth_least"], answer["assumptions"]["cost_call"]) == (0.2, 0.1)
    assert (answer["verdict"], answer["reason"]) == ("DO_NOT", "NOT_WORTH_IT")
    said = example.told("escalate", PLANNING, *DAY, "--assume", "worth_least=0.2")
    assert said.startswith(
        "Do not call: it would change too little for what it risks. No other way that was looked at helps more"
    )
    assert found(example, "escalate", PLANNING)["assumptions"]["worth_least"] == 0.03


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--assume", "warmth"], "'warmth' gives no value. Write --assume NAME=VALUE"),
        (["--assume", "warmth_floor=much"], "The value of warmth_floor is no number: 'much'."),
        (["--assume", "nothing=1"], "There is no assumption named nothing."),
        (["--assume", "warmth_floor=2"], "warmth_floor cannot be 2.0. Give a number from 0.01 to 0.5 (share)."),
        (["--assume", "warmth_floor=nan"], "warmth_floor cannot be nan."),
        (["--levels", "0"], "maxLevels cannot be 0. Give a number from 1 to 10."),
        (["--locale", "de"], "There is no language 'de'. Choose en or fr."),
    ],
)
def test_options_that_cannot_be_are_said(example, arguments, said):
    ran = example("escalate", PLANNING, *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"Error: {said}")


def test_a_deal_that_is_not_there_cannot_be_diagnosed(cli):
    ran = cli("diagnose", "nothing")
    assert (ran.code, ran.out, ran.err) == (
        1,
        "",
        "Error: There is no deal 'nothing'. List them with `orggraph deals`.\n",
    )


def test_no_sentence_shows_a_code(example):
    text = example.told("escalate", PLANNING, *DAY) + example.told("diagnose", PORTAL, *DAY)
    assert not re.search(r"\b[A-Z]+_[A-Z]+", text)
