"""What a call risks with the usual contact: what raises and lowers the risk, and what it would cost."""

from dataclasses import replace
from math import log

import pytest

from orggraph.analysis.disavowal import Disavowal, Manner
from orggraph.analysis.question import ask
from orggraph.analysis.standing import percentiles
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole, CoverageLevel
from orggraph.domain.people import JobFunction, Seniority
from orggraph.domain.relations import Influence, InfluenceKind
from orggraph.domain.titles import TitleReading
from orggraph.graph.build import build
from tests.unit.analysis.builders import DAY, STALLED, deal, person, signal, stakeholder, stalled, tie

A = Assumptions()
PLAIN = Manner(told=True, in_person=False, credited=False)
CONTACT, BOSS, HEAD = STALLED.stakeholders
assert (CONTACT.person_id, BOSS.person_id, HEAD.person_id) == ("contact", "boss", "head")


def disavowal(contact=CONTACT, **more):
    world = {"stakeholders": (contact, BOSS, HEAD), **more}
    return Disavowal(ask(stalled(**world), "dea_1").model)


def odds(found, target="head", levels_up=2, manner=PLAIN):
    risk = found.risk(target, levels_up, manner)[0]
    return log(risk / (1 - risk))


def parts(found, target="head", levels_up=2, manner=PLAIN):
    return {part.code: (part.value, part.evidence, part.detail) for part in found.risk(target, levels_up, manner)[1]}


USUAL = disavowal()


def conflict(one, other, weight=0.5, confidence=1.0):
    return Influence(
        id=f"inf_{one}_{other}", from_id=one, to_id=other, kind=InfluenceKind.CONFLICT, weight=weight,
        confidence=confidence, source="user:ana",
    )  # fmt: skip


def with_signals(*more):
    return {"signals": (*STALLED.signals, *more)}


def test_the_usual_risk_is_the_base_the_level_and_how_little_the_contact_trusts_us():
    assert parts(USUAL) == {
        "disavowal_base": (A.disavowal_base, (), ""),
        "disavowal_level": (A.disavowal_level, (), ""),
        "disavowal_distrust": (pytest.approx(A.disavowal_distrust * (1 - A.trust_unknown)), (), "assumed"),
    }


@pytest.mark.parametrize(("levels_up", "more"), [(1, 0), (2, 1), (3, 2)])
def test_the_higher_the_call_the_riskier(levels_up, more):
    assert odds(USUAL, levels_up=levels_up) == pytest.approx(odds(USUAL, levels_up=1) + more * A.disavowal_level)


@pytest.mark.parametrize(
    ("manner", "more"),
    [
        (replace(PLAIN, told=False), A.disavowal_untold),
        (replace(PLAIN, told=False, in_person=True), A.disavowal_untold),
        (replace(PLAIN, in_person=True), A.disavowal_in_person),
        (replace(PLAIN, credited=True), A.disavowal_credited),
        (replace(PLAIN, in_person=True, credited=True), A.disavowal_in_person + A.disavowal_credited),
    ],
)
def test_how_the_contact_is_treated_counts(manner, more):
    assert odds(USUAL, manner=manner) == pytest.approx(odds(USUAL) + more)


SUGGESTED, BYPASSED = "CONTACT_SUGGESTED_ESCALATION", "CONTACT_BYPASSED_BEFORE"


@pytest.mark.parametrize(
    ("contact", "world", "code", "value", "evidence"),
    [
        ({"owns_delivery": True}, {}, "disavowal_owner", A.disavowal_owner, ("stk_contact",)),
        ({"expected_title": "X"}, {}, "disavowal_promotion", A.disavowal_promotion / 2, ("stk_contact",)),
        (
            {"expected_position_id": "pos_top", "expected_position_confidence": 0.9},
            {},
            "disavowal_promotion",
            A.disavowal_promotion * 0.9,
            ("stk_contact",),
        ),
        ({}, with_signals(signal(BYPASSED, id="b")), "disavowal_bypassed", A.disavowal_bypassed, ("b",)),
        ({}, with_signals(signal(SUGGESTED, id="s")), "disavowal_suggested", A.disavowal_suggested, ("s",)),
        (
            {},
            {"influences": (conflict("head", "contact", 0.5, 0.8),)},
            "disavowal_conflict",
            A.disavowal_conflict * 0.4,
            ("inf_head_contact",),
        ),
        (
            {},
            {"influences": (conflict("contact", "head", 0.9), conflict("head", "contact", 0.5))},
            "disavowal_conflict",
            A.disavowal_conflict * 0.9,
            ("inf_contact_head", "inf_head_contact"),
        ),
    ],
)
def test_what_is_known_of_the_contact_counts_with_what_it_rests_on(contact, world, code, value, evidence):
    found = parts(disavowal(replace(CONTACT, **contact), **world))[code]
    assert found == (pytest.approx(value), evidence, "")


def test_a_rivalry_with_somebody_else_does_not_count():
    assert "disavowal_conflict" not in parts(
        disavowal(influences=(conflict("top", "contact"), conflict("top", "head")))
    )


@pytest.mark.parametrize(
    "seen",
    [signal(BYPASSED, strength=A.stated_strength - 0.01), replace(signal(BYPASSED), observed_on=DAY.replace(day=2))],
)
def test_what_was_hardly_seen_or_is_still_to_come_does_not_count(seen):
    assert "disavowal_bypassed" not in parts(disavowal(**with_signals(seen)))


def test_a_signal_as_strong_as_a_statement_counts():
    assert "disavowal_bypassed" in parts(disavowal(**with_signals(signal(BYPASSED, strength=A.stated_strength))))


def test_trust_is_the_best_declared_tie_of_one_of_ours_as_sure_as_it_is():
    ties = (
        tie("rep", "contact", 0.9, confidence=0.5),
        tie("chief", "contact", 0.8),
        tie("boss", "contact", 1.0),
        tie("tech", "contact"),
    )
    found = parts(disavowal(ties=ties))["disavowal_distrust"]
    assert found == (pytest.approx(A.disavowal_distrust * 0.2), ("tie_chief_contact",), "")


def test_what_would_lower_the_risk_and_to_what():
    rude = Manner(told=False, in_person=False, credited=False)
    found = {one.code: one.probability_after for one in USUAL.mitigations("head", 2, rude, "boss")}
    assert found == {
        "TELL_FIRST": USUAL.risk("head", 2, replace(rude, told=True))[0],
        "TELL_IN_PERSON": USUAL.risk("head", 2, replace(rude, told=True, in_person=True))[0],
        "CREDIT_CONTACT": USUAL.risk("head", 2, replace(rude, credited=True))[0],
        "CALL_LEVEL_BELOW": USUAL.risk("boss", 1, rude)[0],
    }
    assert USUAL.mitigations("head", 2, Manner(told=True, in_person=True, credited=True), None) == ()


def test_calling_a_level_lower_avoids_a_rival():
    rival = disavowal(influences=(conflict("head", "contact"),))
    (lower,) = (x for x in rival.mitigations("head", 2, PLAIN, "boss") if x.code == "CALL_LEVEL_BELOW")
    assert lower.probability_after == rival.risk("boss", 1, PLAIN)[0] < rival.risk("boss", 2, PLAIN)[0]


def test_once_the_contact_agrees_it_is_as_if_they_had_suggested_it():
    best = Manner(told=True, in_person=True, credited=True)
    suggested = disavowal(**with_signals(signal(SUGGESTED)))
    agreed = suggested.risk("head", 2, best)[0]
    assert USUAL.once_agreed("head", 2) == pytest.approx(agreed)
    assert suggested.once_agreed("head", 2) == pytest.approx(agreed), "it does not count twice"


def test_without_a_contact_there_is_nobody_to_disavow():
    found = disavowal(stakeholders=(BOSS, HEAD), deals=(deal(contact=None),))
    assert found.risk("head", 2, PLAIN) == (0.0, ())
    assert found.once_agreed("head", 2) == 0
    assert found.mitigations("head", 2, PLAIN, "boss") == ()
    assert found.future == 0


@pytest.mark.parametrize(
    ("contact", "others", "held"),
    [
        ({}, {}, A.file_held),
        ({"owns_delivery": True}, {}, A.file_held + A.file_held_owner),
        ({}, {"ties": ()}, A.file_held + A.file_held_only_thread),
        ({}, {"ties": (tie("contact", "chief"), tie("boss", "head"))}, A.file_held + A.file_held_only_thread),
        ({"owns_delivery": True}, {"ties": ()}, A.file_held + A.file_held_owner + A.file_held_only_thread),
    ],
)
def test_a_contact_who_delivers_or_is_our_only_thread_holds_more_of_the_file(contact, others, held):
    assert disavowal(replace(CONTACT, **contact), **others).file_held == pytest.approx(held)


def test_whoever_was_met_is_a_thread_too():
    met = (CONTACT, BOSS, replace(HEAD, coverage=CoverageLevel.BRIEF))
    assert disavowal(ties=(), stakeholders=met).file_held == A.file_held


def test_a_contact_never_holds_the_whole_file():
    much = Assumptions().overridden({"file_held": 0.6, "file_held_owner": 0.4, "file_held_only_thread": 0.4})
    model = replace(disavowal(replace(CONTACT, owns_delivery=True), ties=()).model, assumptions=much)
    assert Disavowal(model).file_held == 0.9


RANKS = {
    "finance chief": (Seniority.C_LEVEL, JobFunction.FINANCE),
    "some chief": (Seniority.C_LEVEL, JobFunction.UNKNOWN),
    "owner": (Seniority.OWNER_OR_BOARD, JobFunction.UNKNOWN),
}


def read(title, context):  # noqa: ARG001
    return TitleReading(*RANKS.get(title, (Seniority.UNKNOWN, JobFunction.UNKNOWN)), 0.5, ())


@pytest.mark.parametrize(
    ("title", "like"),
    [("finance chief", ("cfo",)), ("some chief", ("cfo", "head", "top")), ("owner", ("contact",)), ("?", ("contact",))],
)
def test_somebody_expected_to_rise_will_weigh_as_those_of_that_title_do(title, like):
    world = replace(
        STALLED,
        people=(*STALLED.people, person("cfo", "C_LEVEL", "FINANCE")),
        stakeholders=(
            replace(CONTACT, expected_title=title, expected_position_confidence=0.5),
            BOSS,
            HEAD,
            stakeholder("cfo", BuyingRole.DECISION_MAKER, stance=0.2),
        ),
    )
    found = Disavowal(ask(build(world, read), "dea_1").model)
    model = found.model
    standing = dict(zip(model.graph.people, percentiles(model.leverage.clip(0)), strict=True))
    assert found.future == pytest.approx(0.5 * sum(standing[who] for who in like) / len(like))


def test_the_higher_the_seat_that_the_contact_is_expected_in_the_more_they_will_weigh():
    def expected(seat, sure=1.0):
        return disavowal(replace(CONTACT, expected_position_id=seat, expected_position_confidence=sure)).future

    assert expected("pos_top") > expected("pos_contact")
    assert expected("pos_top", 0.5) == pytest.approx(expected("pos_top") / 2)
