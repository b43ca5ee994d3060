from dataclasses import replace

import pytest

import orggraph
from orggraph.analysis.escalation import assess
from orggraph.analysis.example import stalled_deal
from orggraph.domain.findings import EscalationVerdict
from orggraph.domain.people import Person
from orggraph.errors import InvalidInput, NotFound


@pytest.fixture(scope="module")
def study():
    snapshot = stalled_deal()
    names = {"per_contact": "Paula Contact", "per_cio": "Ivo Chief", "per_cfo": "Fay Finance", "per_ceo": "Fay Finance"}
    people = {id: replace(one, name=names.get(id, one.name)) for id, one in snapshot.people.items()}
    return orggraph.Study(replace(snapshot, people=people))


def test_the_page_for_a_deal_comes_in_words_or_bytes(study):
    assert "Paula Contact" in study.brief("Deal")
    assert study.brief("Deal", "fr", "html").startswith("<!doctype html>")
    assert study.brief("Deal", form="pdf").startswith(b"%PDF")
    assert "te prévenir" not in study.brief("Deal", "fr", familiar=["Paula Contact"])
    with pytest.raises(InvalidInput, match="There is no format 'doc'"):
        study.brief("Deal", form="doc")


def test_an_answer_is_that_of_the_analysis(study):
    assert study.assess("Deal") == assess(study.snapshot, "dea_1")
    assert study.assess("dea_1").verdict is EscalationVerdict.GO


def test_people_and_deals_are_called_by_id_or_name_whatever_the_capitals(study):
    assert study.person("paula CONTACT ") == study.person("per_contact") == "per_contact"
    assert study.deal("DEAL") == "dea_1"
    assert [one.manager_id for one in study.managers("Paula Contact")] == [None, "per_cio"]


def test_a_name_of_nobody_is_answered_with_the_nearest(study):
    with pytest.raises(NotFound) as caught:
        study.managers("Paula Contakt")
    assert str(caught.value).startswith("There is no person 'Paula Contakt'. There is 'Paula Contact'")
    with pytest.raises(NotFound, match=r"There is no deal 'Portal'. There is 'Deal'."):
        study.assess("Portal")


def test_a_name_of_two_is_answered_with_both(study):
    with pytest.raises(InvalidInput) as caught:
        study.managers("Fay Finance")
    assert (
        str(caught.value)
        == "Several are called 'Fay Finance': per_ceo (Fay Finance); per_cfo (Fay Finance). Give the id."
    )


def test_what_if_takes_some_options_and_leaves_the_others(study):
    other = study.what_if(seed=7, assumptions={"cost_call": 0.1}).what_if(draws=200, caller_ids=["per_our_ceo"])
    options = other.options
    assert (options.seed, options.draws, options.caller_ids) == (7, 200, ("per_our_ceo",))
    assert options.assumptions.cost_call == 0.1
    assert study.options == orggraph.Options()
    answer = other.assess("Deal")
    assert (answer.seed, answer.assumptions["cost_call"]) == (7, 0.1)
    assert {pair.caller_id for pair in (*answer.paths, *answer.excluded)} <= {"per_our_ceo"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sead": 1}, "There is no option 'sead'. There is max_levels,"),
        ({"draws": 5}, "draws cannot be 5. Give a number from 100 to 10000."),
        ({"assumptions": {"cost": 1}}, "There is no assumption named cost."),
        ({"assumptions": {"cost_call": 7}}, "cost_call cannot be 7. Give a number from 0 to 0.1"),
        ({"caller_ids": ["Nemo"]}, "There is no person 'Nemo'."),
    ],
)
def test_what_if_refuses_what_cannot_be(study, changes, message):
    with pytest.raises(orggraph.OrgGraphError) as caught:
        study.what_if(**changes)
    assert str(caught.value).startswith(message)


def test_a_plan_is_of_the_first_path_or_of_a_pair_that_is_named(study):
    assert study.plan("Deal").caller_id == "per_our_cto"
    assert study.plan("Deal", "per_our_cto", "Ivo Chief").path == study.plan("Deal").path
    with pytest.raises(InvalidInput, match="not above the usual contact"):
        study.plan("Deal", target="per_rep")


def test_total_influence_is_shares_of_a_settled_view_largest_first(study):
    shares = study.total_influence("Ivo Chief")
    assert sum(shares.values()) == pytest.approx(1)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert (set(shares), next(iter(shares))) == ({"per_cio", "per_ceo", "per_contact", "per_cfo"}, "per_cio")
    with pytest.raises(InvalidInput, match="'per_our_cto' is not among those who influence each other"):
        study.total_influence("per_our_cto")


def test_every_other_analysis_answers(study):
    assert [entry.position_id for entry in study.chart("Ivo Chief")] == [
        "pos_cio",
        "pos_it_director",
        "pos_marketing_manager",
    ]
    assert [path.people for path in study.warm_paths("Ivo Chief", first=1)] == [("per_our_cto", "per_cio")]
    assert [path.people[0] for path in study.warm_paths("Ivo Chief", "per_our_ceo", first=1)] == ["per_our_ceo"]
    assert study.counterparts("Ivo Chief", first=1)[0].person_id == "per_our_cto"
    assert {one.person_id for one in study.weights()} == set(study.influence.people)
    assert {one.person_id for one in study.weights("Deal") if one.sufficient} == {"per_cio"}
    assert set(study.settled("Deal")) == {"per_cio", "per_contact"}
    assert study.consensus("Deal").polarisation >= 0
    assert [one.person_id for one in study.opposition("Deal").threats] == ["per_cio"]
    assert study.camps().camps == ()
    assert study.diagnose("Deal") == study.assess("Deal").diagnosis
    assert study.map_health("Deal") in {"RED", "AMBER", "GREEN"}
    assert study.suggested_managers("Ivo Chief") == ()
    assert [one.verdict.name for one in study.sensitivity("Deal", ["cost_call"])] == ["DO_NOT"]
    assert all(flip.verdict for flip in study.flips("Deal"))


def test_who_has_no_seat_has_no_chart(study):
    people = {**study.snapshot.people, "per_x": Person(id="per_x", name="X", account_id=None)}
    with pytest.raises(InvalidInput, match="'X' has no seat"):
        orggraph.Study(replace(study.snapshot, people=people)).chart("X")
