import pytest

from orggraph.analysis.authority import Say, parties_in_conflict
from orggraph.analysis.decision import decision_rule
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.objections import back_to_basics
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole
from orggraph.domain.findings import REAL_CAUSES, BlockageCause
from orggraph.domain.people import Seniority
from orggraph.domain.relations import Influence, InfluenceKind
from tests.unit.analysis.builders import facts, line, ours, person, signal, snapshot, stakeholder

A = Assumptions()
PEOPLE = (*facts().people, person("cio", "C_LEVEL", "IT"), person("itm", "MANAGER", "IT"))
LINES = (*facts().lines, line("cio", "top"), line("itm", "cio"))


def rivalry(one, other):
    return Influence(
        id="inf_1", from_id=one, to_id=other, kind=InfluenceKind.CONFLICT, weight=0.8, confidence=1, source="user:ana"
    )


def say(*parts, **more):
    snap = snapshot(people=PEOPLE, lines=LINES, stakeholders=parts, **more)
    hierarchy = Hierarchy.of(snap)
    rule = decision_rule(hierarchy, snap.deals["dea_1"], parts, "contact", A)
    return parties_in_conflict(snap, parts, A), Say(hierarchy, parts, rule, A)


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
        stakeholder("head", BuyingRole.DECISION_MAKER, decision_weight=3.0),
        stakeholder("itm", BuyingRole.APPROVER),
        stakeholder("contact", BuyingRole.CHAMPION),
    )
    _, of = say(*parts)
    shares = {who: of.of(who).decision_share for who in ("top", "head", "cio", "boss")}
    assert shares == {"top": 1.0, "head": 0.75, "cio": 0.25, "boss": 0.0}


def test_an_economic_buyer_holds_the_whole_decision():
    parts = (stakeholder("head", BuyingRole.ECONOMIC_BUYER), stakeholder("itm", BuyingRole.APPROVER))
    assert {who: say(*parts)[1].of(who).decision_share for who in ("top", "head", "cio")} == {
        "top": 1.0,
        "head": 1.0,
        "cio": 0.0,
    }


def test_where_nobody_decides_the_lowest_common_manager_stands_in():
    of = say(stakeholder("contact", BuyingRole.CHAMPION), stakeholder("itm"))[1]
    assert {who: of.of(who).decision_share for who in ("top", "head")} == {"top": 1.0, "head": 0.0}


BUYER = stakeholder("head", BuyingRole.ECONOMIC_BUYER)


@pytest.mark.parametrize(
    ("cause", "parts", "extra", "who"),
    [
        ("BUDGET", [BUYER], [person("cfo", "C_LEVEL", "FINANCE")], ("cfo", Seniority.C_LEVEL)),
        ("BUDGET", [BUYER], [], ("head", Seniority.C_LEVEL)),
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


def test_whoever_stated_it_answers_it_but_not_the_usual_contact():
    snap = snapshot(people=PEOPLE, lines=LINES)
    failed = signal("SECURITY_REVIEW_FAILED", person_id="itm")
    (answer,) = back_to_basics(snap, [BlockageCause.TECHNICAL_CONSTRAINT], [], "contact", [failed])
    assert answer.who_id == "itm"
    (answer,) = back_to_basics(snap, [BlockageCause.TECHNICAL_CONSTRAINT], [], "itm", [failed])
    assert answer.who_id == "cio"


def test_every_real_cause_has_an_answer_even_on_an_empty_map():
    snap = snapshot(people=(), lines=(), deals=(), stakeholders=())
    assert [a.who_id for a in back_to_basics(snap, REAL_CAUSES, (), None)] == [None] * 4
