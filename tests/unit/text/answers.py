"""Answers made by hand, so that their words do not hang on the analysis."""

from dataclasses import replace
from datetime import date

from orggraph.domain.contributions import Contribution
from orggraph.domain.deals import DecisionMode
from orggraph.domain.findings import (
    Alternative,
    AlternativeKind,
    Authority,
    BlockageCause,
    BlockageDiagnosis,
    CauseAssessment,
    Counterpart,
    DecisionRule,
    DisavowalRisk,
    EscalationAssessment,
    EscalationPath,
    EscalationVerdict,
    ExcludedPath,
    Forecast,
    GateRule,
    Manager,
    Mitigation,
    NextQuestion,
    PathLink,
    PathStep,
    Pressure,
    Robustness,
    RuleCheck,
    RuleKind,
    RuleStatus,
    VerdictReason,
    WarmHop,
    WarmPath,
)
from orggraph.domain.interval import Interval
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import FactOrigin
from orggraph.domain.signals import SignalKind

NAMES = {
    "contact": "Ana Lima",
    "boss": "Bo Strand",
    "head": "Céline Roux",
    "chief": "Eva Novak",
    "tech": "Finn Byrne",
    "rep": "Gil Ortega",
    "pos_empty": "Directeur marketing",
}
STATUS = {"+": RuleStatus.PASS, "-": RuleStatus.FAIL, "?": RuleStatus.UNKNOWN}
REASONS = {
    "PROJECT_MAKES_SENSE": "confirmed+ denied- need_unconfirmed? value_unconfirmed?",
    "ORGANISATIONAL_FRICTION": "friction+ not_organisational- unclear? nothing_observed?",
    "NO_BUDGET_PROBLEM": "stated- likely- countered+ unlikely+ open? no_evidence?",
    "NO_TECHNICAL_CONSTRAINT": "stated- likely- countered+ unlikely+ open? no_evidence?",
    "NO_PRODUCT_WEAKNESS": "stated- likely- countered+ unlikely+ open? no_evidence?",
    "NO_PRICE_STANDOFF": "stated- likely- countered+ unlikely+ open? no_evidence?",
    "NOT_OVERUSED": "fresh+ no_pair? all_overused- caller_overused- account_overused- target_overused- owner_overused-",
    "CONTACT_CAN_BE_TOLD_FIRST": "can_be_told+ contact_left- will_not_be_told- no_contact? silent?",
    "TARGET_HAS_AUTHORITY": (
        "above_conflict+ holds_decision+ no_say- no_decider? inferred_line? inferred_decider? briefed_against- briefed?"
        " no_pair?"
    ),
    "CALLER_FITS": "fits+ ranks_apart- weak_fit- rank_unread? no_pair?",
    "DISAVOWAL_ACCEPTABLE": "acceptable+ too_high- no_contact? no_pair?",
}
"""Every reason that a rule can have, with its status."""
CASES = [(rule, reason[:-1], STATUS[reason[-1]]) for rule, row in REASONS.items() for reason in row.split()]


def check(rule, reason, status, **parameters):
    given = {
        "signals": "PRICE_CHALLENGED,PROCUREMENT_LED",
        "until": "2026-08-30",
        "count": 2,
        "probability": 0.7,
        "share": 0.5,
        "fit": 0.375,
        "rank": 0.25,
        "risk": 0.125,
    }
    return RuleCheck(
        rule=GateRule(rule), kind=RuleKind.CONDITION, status=status, reason=reason, parameters=given | parameters
    )


def steady(value):
    return Interval(median=value, mean=value, low=value, high=value)


def forecast(chance, change=0.0):
    return Forecast(
        probability=Interval(median=chance, mean=chance, low=chance / 2, high=chance * 1.5), change=steady(change)
    )


def manager(who, level, **more):
    given = {"kind": ReportingKind.SOLID, "confidence": 0.9, "origin": FactOrigin.STATED, "position_id": f"pos_{who}"}
    return Manager(person_id="contact", levels_up=level, manager_id=who, **(given | more))


def path(rank=1, caller="tech", target="head", **more):
    warm = WarmPath(("tech", "head"), 0.7, (WarmHop("tech", "head", 0.7, ()),))
    match = Counterpart(
        person_id=caller,
        fit=0.5,
        rank_parity=0.5,
        function_parity=0.5,
        warmth=0.7,
        freshness=1.0,
        warm_paths=(warm,),
        contributions=(),
    )
    risk = DisavowalRisk(
        probability=0.12,
        contributions=(),
        unblocked_if_disavowed=0.2,
        future_opposition=0.0,
        mitigations=(Mitigation("TELL_IN_PERSON", 0.07), Mitigation("CALL_LEVEL_BELOW", 0.05)),
    )
    down = ("boss", None, "contact")
    given = {
        "levels_up": 2,
        "introducers": (),
        "steps": (
            PathStep(link=PathLink.CALLER, strength=1.0, person_id=caller, position_id=None),
            *(PathStep(link=PathLink.MANAGES, strength=1.0, person_id=p, position_id="pos") for p in down),
        ),
        "rules": (check("NOT_OVERUSED", "fresh", RuleStatus.PASS),),
        "counterpart": match,
        "authority": Authority(covers_conflict=True, decision_share=1.0, lowest_common_manager_id=None),
        "forecast": forecast(0.4, 0.25),
        "disavowal": risk,
        "utility": 0.2,
        "pareto_optimal": True,
        "contributions": (
            Contribution("call_stance", 0.05),
            Contribution("call_arbitration", 0.2),
            Contribution("call_voice", 0.01),
            Contribution("cost_call", -0.02),
        ),
    }
    return EscalationPath(rank=rank, caller_id=caller, target_id=target, **(given | more))


def excluded(caller, target, reason="no_say"):
    rule = check("TARGET_HAS_AUTHORITY", reason, RuleStatus.FAIL)
    return ExcludedPath(caller_id=caller, target_id=target, rules=(rule,), until=None)


def ways(*, peer=0.0):
    """Give the five other ways, of which an ally's word may change something; nobody can ask upward."""
    kinds = AlternativeKind
    return (
        Alternative(kind=kinds.DO_NOTHING, forecast=forecast(0.15)),
        Alternative(kind=kinds.FOLLOW_UP, forecast=forecast(0.15), actor_id="contact"),
        Alternative(kind=kinds.DISCOUNT, forecast=forecast(0.14, -0.01)),
        Alternative(kind=kinds.CHAMPION_ASKS_UPWARD, forecast=forecast(0.15)),
        Alternative(kind=kinds.PEER_ROUTE, forecast=forecast(0.15 + peer, peer), actor_id="boss", on_id="head"),
    )


def diagnosis(**more):
    timid = CauseAssessment(
        cause=BlockageCause.TIMID_CHAMPION, probability=0.9, log_odds=2.2, prior=-1.4, contributions=()
    )
    given = {
        "causes": (timid,),
        "organisational": 0.9,
        "pressure": Pressure(0, 0, warning=False),
        "next_questions": (NextQuestion(SignalKind.PILOT_SUCCEEDED, 0.1), NextQuestion(SignalKind.PRODUCT_GAP, 0.001)),
    }
    return BlockageDiagnosis(**(given | more))


def answer(verdict="GO", reason="CLEAR", **more):
    given = {
        "rules": (check("PROJECT_MAKES_SENSE", "confirmed", RuleStatus.PASS),),
        "paths": (path(),),
        "excluded": (),
        "alternatives": ways(),
        "back_to_basics": (),
        "baseline": forecast(0.15),
        "robustness": Robustness(0.8, 0.9),
        "diagnosis": diagnosis(),
        "contact_id": "contact",
        "managers": (manager("boss", 1), manager("head", 2)),
        "lost_lines": (),
    }
    return EscalationAssessment(
        deal_id="dea_1",
        verdict=EscalationVerdict(verdict),
        reason=VerdictReason(reason),
        decision_rule=DecisionRule(DecisionMode.ECONOMIC_BUYER, 0.25, ("head",), (1.0,), (), inferred=False),
        assumptions={},
        as_of=date(2026, 6, 11),
        seed=0,
        **(given | more),
    )


def without_contact(found):
    return replace(found, contact_id=None, managers=())
