"""Which way influence goes: turn every tie of a chart round, and who weighs most changes."""

import networkx as nx
import pytest

import orggraph
from orggraph.domain.relations import InfluenceKind

KINDS = [kind for kind in InfluenceKind if kind is not InfluenceKind.CONFLICT]


def chart():
    """Give a head over two directors, one of whom has three reports, and an assistant who has the head's ear."""
    made = nx.MultiDiGraph(as_of="2026-06-01")
    made.add_edges_from((("dir", "head"), ("other", "head"), ("a", "dir"), ("b", "dir"), ("c", "dir")), kind="SOLID")
    made.add_edge("aide", "head", kind="ADVICE", weight=0.8)
    made.add_edge("a", "b", kind="TRUST", weight=0.5)
    return made


def study(made):
    return orggraph.Study(orggraph.from_networkx(made))


def by(part, made):
    return [
        one.person_id for one in sorted(study(made).weights(), key=lambda one: (-getattr(one, part), one.person_id))
    ]


@pytest.mark.parametrize("part", ["weight", "social_power", "formal_authority"])
def test_turning_every_tie_of_a_chart_round_changes_the_ranking(part):
    straight, turned = by(part, chart()), by(part, chart().reverse())
    assert sorted(straight) == sorted(turned)
    assert straight != turned


def test_turning_them_round_moves_the_deciders_and_what_the_deal_hangs_on():
    answers = []
    for made in (chart(), chart().reverse()):
        made.nodes["a"].update(portal__roles="CHAMPION", portal__stance=0.8, portal__salience=0.9)
        made.nodes["head"].update(portal__roles="ECONOMIC_BUYER", portal__stance=0.0, portal__salience=0.5)
        answers.append({one.person_id: one.social_power for one in study(made).weights("portal")})
    assert answers[0]["aide"] > answers[1]["aide"]
    assert answers[0] != answers[1]


@pytest.mark.parametrize("kind", KINDS)
def test_who_weighs_on_many_has_power_and_who_many_weigh_on_has_none(kind):
    made = nx.MultiDiGraph(as_of="2026-06-01")
    made.add_edges_from((("guru", who) for who in "abcd"), kind=kind.value, weight=0.7)
    for graph, place in ((made, 0), (made.reverse(), -1)):
        weights = sorted(study(graph).weights(), key=lambda one: -one.social_power)
        assert weights[place].person_id == "guru"
    assert study(made).total_influence("a")["guru"] > 0
    assert study(made.reverse()).total_influence("a") == {"a": 1.0}


def test_a_manager_weighs_more_on_a_report_than_the_report_on_the_manager():
    found = study(chart())
    assert found.total_influence("dir")["head"] > found.total_influence("head")["dir"]


def test_a_rivalry_has_no_direction():
    made = chart()
    made.add_edge("b", "c", kind="CONFLICT", weight=0.5)
    other = chart()
    other.add_edge("c", "b", kind="CONFLICT", weight=0.5)
    assert study(made).weights() == study(other).weights()
    assert study(made).total_influence("b")["c"] < 0 < study(chart()).total_influence("b")["c"]
