import pytest

from orggraph.analysis.authority import Say, parties_in_conflict
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.objections import back_to_basics
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole
from orggraph.domain.findings import REAL_CAUSES, BlockageCause
from orggraph.domain.people import Seniority
from orggraph.domain.relations import Influence, InfluenceKind
from tests.unit.analysis.builders import facts, line, ours, person, snapshot, stakeholder

A = Assumptions()
PEOPLE = (*facts().people, person("cio", "C_LEVEL", "IT"), person("itm", "MANAGER", "IT"))
LINES = (*facts().lines, line("cio", "top"), line("itm", "cio"))


def rivalry(one, other):
    return Influence(
        id="inf_1", from_id=one, to_id=other, kind=InfluenceKind.CONFLICT, weight=0.8, confidence=1, source="user:ana"
    )


def say(*parts, **more):
    snap = snapshot(people=PEOPLE, lines=LINES, stakeholders=parts, **more)
    return parties_in_conflict(snap, parts, A), Say(Hierarchy.of(snap), parts, A)


def test_stances_of_opposite_sign_are_a_conflict_and_the_neutral_no_party():
    parts = (stakeholder("contact", stance=0.8), stakeholder("itm", stance=-0.4), stakeholder("boss", stance=-0.1))
    parties, of = say(*parts)
    assert parties == ("contact", "itm")
    assert of.of("top").covers_conflict
    assert of.of("top").lowest_common_manager_id == "top"
    assert not of.of("head").covers_conflict


def test_a_rivalry_between_stakeholders_is_a_conflict():
    parts = (stakeholder("contact"), stakeholder("itm"))
    parties, of = say(*parts, influences=(rivalry("contact", "itm"),))
    assert parties == ("contact", "itm")
    assert of.of("top").covers_conflict
    assert say(stakeholder("contact"), influences=(rivalry("contact", "itm"),))[0] == ()


def test_nobody_at_odds_means_no_conflict_to_cover():
    parties, of = say(stakeholder("contact", stance=0.8), stakeholder("itm", stance=0.5))
    assert parties == ()
    assert of.of("top").lowest_common_manager_id is None
    assert not of.of("top").covers_conflict


def test_decision_share_is_the_weight_at_or_under():
    parts = (
        stakeholder("head", BuyingRole.ECONOMIC_BUYER, decision_weight=3.0),
        stakeholder("itm", BuyingRole.APPROVER),
        stakeholder("contact", BuyingRole.CHAMPION),
    )
    _, of = say(*parts)
    shares = {who: of.of(who).decision_share for who in ("top", "head", "cio", "boss")}
    assert shares == {"top": 1.0, "head": 0.75, "cio": 0.25, "boss": 0.0}


def test_without_deciders_there_is_no_share():
    assert say(stakeholder("contact", BuyingRole.CHAMPION))[1].of("top").decision_share == 0


BUYER = stakeholder("head", BuyingRole.ECONOMIC_BUYER)


@pytest.mark.parametrize(
    ("cause", "parts", "extra", "who"),
    [
        ("BUDGET", [BUYER], [person("cfo", "C_LEVEL", "FINANCE")], ("head", Seniority.C_LEVEL)),
        (
            "BUDGET",
            [],
            [person("cfo", "DIRECTOR", "FINANCE"), ours("our_cfo", "C_LEVEL", "FINANCE")],
            ("cfo", "DIRECTOR"),
        ),
        ("TECHNICAL_CONSTRAINT", [BUYER], [], ("cio", "C_LEVEL")),
        ("PRODUCT_WEAKNESS", [BUYER], [], ("contact", "MANAGER")),
        ("PRICE_STANDOFF", [BUYER], [person("buy", "MANAGER", "PROCUREMENT")], ("buy", "MANAGER")),
        ("PRICE_STANDOFF", [BUYER], [], ("head", "C_LEVEL")),
        ("BUDGET", [], [], (None, "UNKNOWN")),
    ],
)
def test_who_answers_a_real_objection(cause, parts, extra, who):
    snap = snapshot(people=(*PEOPLE, *extra), lines=LINES)
    (answer,) = back_to_basics(snap, [BlockageCause(cause)], parts, "contact")
    assert (answer.who_id, answer.level) == who


def test_every_real_cause_has_an_answer_even_on_an_empty_map():
    snap = snapshot(people=(), lines=(), deals=(), stakeholders=())
    assert [a.who_id for a in back_to_basics(snap, REAL_CAUSES, (), None)] == [None] * 4
