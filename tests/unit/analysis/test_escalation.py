from dataclasses import replace

import pytest

from orggraph.analysis import question
from orggraph.analysis.escalation import Options, assess, possible_callers
from orggraph.analysis.flips import flips
from orggraph.analysis.hierarchy import Hierarchy
from orggraph.analysis.inferred import suggested_managers
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import total
from orggraph.domain.deals import BuyingRole, DecisionMode
from orggraph.domain.findings import (
    AlternativeKind,
    BlockageCause,
    EscalationVerdict,
    GateRule,
    PathLink,
    RuleStatus,
    VerdictReason,
)
from orggraph.domain.relations import Influence, InfluenceKind
from orggraph.errors import InvalidInput, NotFound
from tests.unit.analysis.builders import (
    DAY,
    EVERY_GAIN,
    STALLED,
    call,
    deal,
    dotted,
    line,
    ours,
    person,
    seat,
    signal,
    signals,
    stakeholder,
    stalled,
    tie,
)


def ask(options=None, **more):
    return assess(stalled(**more), "dea_1", options)


def _two(stance, salience):
    """Give a champion and a buyer of the same mind."""
    roles = (("contact", BuyingRole.CHAMPION), ("head", BuyingRole.ECONOMIC_BUYER))
    return tuple(stakeholder(who, role, stance=stance, sure=0.95, salience=salience) for who, role in roles)


def every(**more):
    return Options(first=50, assumptions=EVERY_GAIN, **more)


def pairs(result):
    return [(path.caller_id, path.target_id, path.levels_up) for path in result.paths]


def test_a_sound_deal_held_back_by_the_organisation_goes():
    result = ask()
    assert (result.verdict, result.reason) == (EscalationVerdict.GO, VerdictReason.CLEAR)
    assert {check.status for check in result.rules} == {RuleStatus.PASS}
    assert [check.rule for check in result.rules] == list(GateRule)
    assert pairs(result)[0] == ("chief", "head", 2)
    assert (result.contact_id, result.as_of, result.excluded, result.back_to_basics) == ("contact", DAY, (), ())
    assert [manager.manager_id for manager in result.managers] == ["boss", "head"]
    assert (result.assumptions, result.seed) == (Assumptions().as_mapping(), 0)


def test_every_pair_worth_it_has_one_path_ranked_by_utility_with_its_contributions():
    result = ask(every())
    assert pairs(result) == [("chief", "head", 2), ("tech", "head", 2), ("chief", "boss", 1), ("tech", "boss", 1)]
    assert [path.rank for path in result.paths] == [1, 2, 3, 4]
    utilities = [path.utility for path in result.paths]
    assert utilities == sorted(utilities, reverse=True)
    for path in result.paths:
        assert total(path.contributions) == pytest.approx(path.utility, abs=1e-9)
        assert path.forecast.change.mean == pytest.approx(
            path.forecast.probability.mean - result.baseline.probability.mean, abs=1e-9
        )
        assert [check.rule.value for check in path.rules] == [
            "NOT_OVERUSED",
            "TARGET_HAS_AUTHORITY",
            "CALLER_FITS",
            "DISAVOWAL_ACCEPTABLE",
        ]


def test_within_a_tie_the_lower_level_comes_first_and_otherwise_the_better_one():
    low = {"peer_route": 0, "ask_upward": 0, "worth_least": 0}

    def found(tie):
        return pairs(ask(Options(assumptions=Assumptions().overridden({**low, "worth_tie": tie}))))

    assert found(0) == [("chief", "head", 2), ("tech", "head", 2), ("chief", "boss", 1), ("tech", "boss", 1)]
    assert found(0.006) == [("chief", "head", 2), ("chief", "boss", 1), ("tech", "head", 2), ("tech", "boss", 1)]


def test_a_pair_is_undominated_when_none_beats_it_in_gain_risk_and_warmth():
    assert [(path.caller_id, path.target_id) for path in ask(every()).paths if path.pareto_optimal] == [
        ("chief", "head"),
        ("chief", "boss"),
    ]


def test_a_pair_that_gains_less_than_another_way_is_no_path_and_a_deal_that_is_known_is_left_alone():
    result = ask(ties=(), people=tuple(p for p in STALLED.people if p.id != "chief"))
    assert (result.verdict, result.reason, result.paths) == (EscalationVerdict.DO_NOT, VerdictReason.NOT_WORTH_IT, ())
    best = max(result.alternatives, key=lambda way: way.forecast.change.mean)
    assert (best.kind, best.actor_id, best.on_id) == (AlternativeKind.PEER_ROUTE, "boss", "head")


def test_a_caller_whom_an_introduction_would_make_a_match_is_to_be_introduced_first():
    def answer(**assumptions):
        cold = Assumptions().overridden({"ask_upward": 0, "peer_route": 0, **assumptions})
        return ask(Options(assumptions=cold), ties=(), people=tuple(p for p in STALLED.people if p.id != "tech"))

    result = answer()
    assert (result.verdict, result.reason) == (EscalationVerdict.PREPARE, VerdictReason.NEEDS_INTRODUCTION)
    assert pairs(result) == [("chief", "head", 2)]
    assert result.paths[0].utility < 0.03
    for refused in ({"warmth_introduced": 0.05}, {"cost_introduction": 0.1}):
        assert answer(**refused).reason is VerdictReason.NOT_WORTH_IT


def test_an_ally_is_heard_as_far_as_they_care_and_have_the_ear_of_who_decides():
    def route(salience, *influences):
        parts = (
            stakeholder("contact", BuyingRole.CHAMPION, stance=0.8),
            stakeholder("head", BuyingRole.ECONOMIC_BUYER, stance=0.2, salience=0.3),
            stakeholder("ally", BuyingRole.RECOMMENDER, stance=0.7, salience=salience),
        )
        heard = tuple(
            Influence(
                id="inf", from_id="ally", to_id="head", kind=InfluenceKind.ADVICE, weight=w, confidence=1, source="x"
            )
            for w in influences
        )
        people = (*STALLED.people, person("ally", "DIRECTOR", "FINANCE"))
        result = ask(people=people, stakeholders=parts, influences=heard)
        (way,) = [way for way in result.alternatives if way.kind is AlternativeKind.PEER_ROUTE]
        return way.actor_id, way.forecast.change.mean

    assert route(0.8) == (None, 0)
    weak, strong, indifferent = route(0.8, 0.1), route(0.8, 0.5), route(0.1, 0.5)
    assert {weak[0], strong[0], indifferent[0]} == {"ally"}
    assert strong[1] > weak[1] > 0
    assert strong[1] > indifferent[1]


def test_a_discount_eases_a_price_that_is_doubted_but_no_freeze_and_no_stand_off():
    def discount(*seen):
        found = {way.kind: way.forecast.change.mean for way in ask(signals=seen).alternatives}
        return found[AlternativeKind.DISCOUNT]

    assert discount(signal("BUDGET_TIGHT"), signal("BUDGET_TIGHT", 1)) > discount()
    assert discount(signal("BUDGET_FROZEN", 0, 0.49)) > 0 > discount(signal("BUDGET_FROZEN"))
    assert discount(*signals("PRICE_CHALLENGED", "PROCUREMENT_LED")) < 0


def test_a_deal_that_moves_is_left_alone():
    result = ask(stakeholders=_two(0.9, 0.95))
    assert (result.verdict, result.reason) == (EscalationVerdict.DO_NOT, VerdictReason.ALREADY_MOVES)
    assert result.baseline.probability.mean > 0.8


def test_a_deal_that_moves_and_shows_no_friction_is_left_alone_for_that_it_moves():
    calm = signals("NEED_CONFIRMED", "VALUE_QUANTIFIED", "BUDGET_CONFIRMED", "DEADLINE_SET", "EXECUTIVE_INTEREST")
    moving = ask(stakeholders=_two(0.9, 0.95), signals=calm)
    still = ask(stakeholders=_two(0.2, 0.2), signals=calm)
    assert [(answer.verdict.name, answer.reason.name) for answer in (moving, still)] == [
        ("DO_NOT", "ALREADY_MOVES"),
        ("DO_NOT", "NOT_ORGANISATIONAL"),
    ]
    assert {answer.rules[1].reason for answer in (moving, still)} == {"not_organisational"}


def test_a_budget_problem_is_do_not_with_basics_and_no_path():
    result = ask(signals=signals("BUDGET_FROZEN", "CHAMPION_CONVINCED"))
    assert (result.verdict, result.paths) == (EscalationVerdict.DO_NOT, ())
    assert [answer.cause for answer in result.back_to_basics] == [BlockageCause.BUDGET]


def test_nothing_known_is_prepare():
    bare = ask(signals=(), lines=(), stakeholders=(), deals=(deal(None),))
    assert (bare.verdict, bare.paths, bare.contact_id, bare.managers) == (EscalationVerdict.PREPARE, (), None, ())
    assert {check.status for check in bare.rules} == {RuleStatus.UNKNOWN}


def test_prepare_shows_the_paths():
    result = ask(every(), signals=tuple(s for s in STALLED.signals if s.kind != "VALUE_QUANTIFIED"))
    assert (result.verdict, result.reason) == (EscalationVerdict.PREPARE, VerdictReason.TO_PREPARE)
    assert pairs(result)[0] == ("chief", "head", 2)


def test_with_too_little_known_nobody_is_named_and_the_questions_are():
    result = ask(signals=(), stakeholders=(stakeholder("contact", BuyingRole.CHAMPION),))
    assert (result.verdict, result.reason) == (EscalationVerdict.PREPARE, VerdictReason.TOO_LITTLE_KNOWN)
    assert result.paths == ()
    assert [q.signal.value for q in result.diagnosis.next_questions] == [
        "NEED_CONFIRMED",
        "PILOT_SUCCEEDED",
        "BUDGET_CONFIRMED",
    ]


def test_n_plus_three_and_dotted_lines_only_when_asked_for():
    more = {
        "people": (*STALLED.people, person("side", "DIRECTOR", "IT")),
        "lines": (*STALLED.lines, dotted("contact", "side")),
        "stakeholders": (
            *STALLED.stakeholders,
            stakeholder("side", BuyingRole.DECISION_MAKER, stance=0.4, salience=0.4),
        ),
        "deals": (replace(deal(), decision_mode=DecisionMode.ECONOMIC_BUYER),),
    }

    def asked_about(**options):
        return {target.person_id for target in question.ask(stalled(**more), "dea_1", Options(**options)).targets}

    assert asked_about() == {"boss", "head"}
    assert asked_about(max_levels=3) == {"boss", "head", "top"}
    assert asked_about(include_dotted=True) == {"boss", "head", "side"}
    wide = ask(every(include_dotted=True), **more)
    assert [(m.manager_id, m.kind) for m in wide.managers] == [("boss", "SOLID"), ("head", "SOLID"), ("side", "DOTTED")]


def test_a_vacant_level_is_passed_through_but_not_called():
    result = ask(
        every(),
        positions=(seat(None, "pos_empty"),),
        lines=(line("contact", "empty", 0.7), line("empty", "head", 0.8)),
        stakeholders=(
            STALLED.stakeholders[0],
            stakeholder("head", BuyingRole.ECONOMIC_BUYER, stance=0.4, salience=0.4),
        ),
        ties=(tie("chief", "head", 0.6),),
    )
    assert {(t, n) for _, t, n in pairs(result)} == {("head", 2)}
    steps = [(s.link, s.person_id, s.position_id, s.strength) for s in result.paths[0].steps]
    assert steps[1:] == [
        (PathLink.CALLS, "head", "pos_head", 0.6),
        (PathLink.MANAGES, None, "pos_empty", 0.8),
        (PathLink.MANAGES, "contact", "pos_contact", 0.7),
    ]


def test_steps_go_through_the_introducer_and_down_to_the_contact():
    result = ask(every(caller_ids=("chief",), target_ids=("head",)), ties=(tie("tech", "head", 0.7),))
    (path,) = result.paths
    assert path.introducers == ("tech",)
    assert [(step.link.value, step.person_id, step.position_id) for step in path.steps] == [
        ("CALLER", "chief", "pos_chief"),
        ("INTRODUCES", "tech", "pos_tech"),
        ("CALLS", "head", "pos_head"),
        ("MANAGES", "boss", "pos_boss"),
        ("MANAGES", "contact", "pos_contact"),
    ]
    (warm,) = (way for way in path.counterpart.warm_paths if way.people == ("chief", "tech", "head"))
    ties = [hop.strength for hop in warm.hops]
    assert [step.strength for step in path.steps] == [1.0, *ties, 0.9, 0.9]


def test_nobody_introduces_where_a_cold_call_is_as_good():
    result = ask(every(caller_ids=("chief",), target_ids=("head",)), ties=(tie("tech", "head", 0.2),))
    assert result.paths[0].introducers == ()
    assert result.paths[0].counterpart.warm_paths[0].people == ("chief", "tech", "head")


def test_the_champion_stands_in_for_an_unnamed_contact():
    result = ask(deals=(deal(None),), stakeholders=(stakeholder("boss", BuyingRole.CHAMPION),))
    assert result.contact_id == "boss"
    assert [manager.manager_id for manager in result.managers] == ["head", "top"]


def test_callers_are_our_managers_but_for_the_owner():
    people = (
        *STALLED.people,
        ours("lead", "MANAGER"),
        ours("gone", "C_LEVEL", has_left=True),
        ours("unread", "UNKNOWN"),
    )
    snap = stalled(people=people, deals=(deal(owner="chief"),))
    assert possible_callers(snap, frozenset({"chief"})) == ("lead", "tech")
    assert {c for c, _, _ in pairs(assess(snap, "dea_1", every()))} <= {"lead", "tech"}


def test_named_callers_may_be_of_any_rank_and_targets_of_any_level():
    asked = question.ask(stalled(), "dea_1", every(caller_ids=("rep",), target_ids=("top",)))
    ((pair,),) = asked.pairs
    assert (pair.match.person_id, pair.target.person_id, pair.target.levels_up) == ("rep", "top", 3)
    assert {check.rule.value: check.reason for check in pair.rules}["CALLER_FITS"] == "ranks_apart"


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"caller_ids": ("boss",)}, ("options", "callerIds")),
        ({"caller_ids": ("nobody",)}, ("options", "callerIds")),
        ({"target_ids": ("chief",)}, ("options", "targetIds")),
        ({"target_ids": ("nobody",)}, ("options", "targetIds")),
        ({"max_levels": 0}, ("options", "maxLevels")),
        ({"max_levels": 11}, ("options", "maxLevels")),
        ({"first": 0}, ("options", "first")),
        ({"draws": 99}, ("options", "draws")),
        ({"draws": 10_001}, ("options", "draws")),
        ({"seed": -1}, ("options", "seed")),
    ],
)
def test_what_cannot_be_asked_is_refused(options, path):
    with pytest.raises(InvalidInput) as refused:
        ask(Options(**options))
    assert refused.value.path == path


def test_an_unknown_deal_is_not_found():
    with pytest.raises(NotFound):
        assess(stalled(), "dea_2")


def test_only_the_first_paths_are_given():
    assert pairs(ask(Options(first=2, assumptions=EVERY_GAIN))) == pairs(ask(every()))[:2]


def test_an_excluded_pair_is_listed_and_the_others_stay():
    result = ask(every(), escalations=(call("tech", "boss", 10),))
    assert result.verdict is EscalationVerdict.GO
    assert {t for _, t, _ in pairs(result)} == {"head"}
    assert [(out.caller_id, out.target_id) for out in result.excluded] == [("chief", "boss"), ("tech", "boss")]


def test_assumptions_change_the_answer_and_are_repeated():
    result = ask(every(), ties=())
    warmer = ask(Options(assumptions=EVERY_GAIN.overridden({"warmth_floor": 0.5})), ties=())
    assert result.paths[0].counterpart.warmth == 0.15
    assert warmer.paths[0].utility > result.paths[0].utility
    assert warmer.paths[0].counterpart.warmth == 0.5
    assert warmer.assumptions["warmth_floor"] == 0.5


def test_another_seed_is_another_set_of_worlds_and_the_same_seed_the_same():
    assert ask(Options(seed=1)) == ask(Options(seed=1))
    assert ask(Options(seed=1)).baseline != ask(Options(seed=2)).baseline
    assert ask(Options(seed=1)).baseline.probability.mean == pytest.approx(ask().baseline.probability.mean, abs=0.03)


def test_a_target_briefed_against_us_is_left_out_and_one_of_unknown_mind_is_a_question():
    told = signal("TARGET_ALREADY_BRIEFED", person_id="head")
    seen = (*STALLED.signals, told)
    hostile = tuple(
        stakeholder("head", BuyingRole.DECISION_MAKER, stance=-0.6, salience=0.6) if p.person_id == "head" else p
        for p in STALLED.stakeholders
    )
    result = ask(every(), signals=seen, stakeholders=hostile)
    assert {(out.target_id, out.rules[0].reason) for out in result.excluded} == {("head", "briefed_against")}
    unknown = tuple(replace(p, stance=None) if p.person_id == "head" else p for p in STALLED.stakeholders)
    reasons = {
        c.reason
        for path in ask(every(), signals=seen, stakeholders=unknown).paths
        for c in path.rules
        if path.target_id == "head"
    }
    assert "briefed" in reasons
    assert ask(signals=seen).verdict is EscalationVerdict.GO


def test_an_inferred_manager_is_asked_about_and_never_passed_off_as_stated():
    people = tuple(replace(p, department="Marketing") for p in STALLED.people)
    result = ask(every(), people=people, lines=(line("boss", "head"), line("head", "top")))
    assert [(m.manager_id, m.origin.value) for m in result.managers] == [("boss", "INFERRED"), ("head", "IMPORTED")]
    assert result.managers[0].confidence < 0.5
    assert result.verdict is EscalationVerdict.PREPARE
    assert {check.status for check in result.rules if check.rule is GateRule.TARGET_HAS_AUTHORITY} == {
        RuleStatus.UNKNOWN
    }
    found = {
        (f.change, f.person_id)
        for f in flips(stalled(people=people, lines=(line("boss", "head"), line("head", "top"))), "dea_1")
    }
    assert ("MANAGER_CONFIRMED", "boss") in found


def test_three_managers_are_suggested_at_most_with_reasons_that_add_up():
    people = tuple(replace(p, department="Marketing") for p in STALLED.people)
    hierarchy = Hierarchy.of(stalled(people=people, lines=()))
    found = suggested_managers(hierarchy, "contact", 3)
    assert [(m.manager_id, m.origin.value) for m in found] == [
        ("boss", "INFERRED"),
        ("head", "INFERRED"),
        ("top", "INFERRED"),
    ]
    assert sum(m.confidence for m in found) <= 0.6 + 1e-9
    for manager in found:
        assert total(manager.reasons) == pytest.approx(manager.confidence, abs=1e-9)
    assert suggested_managers(Hierarchy.of(stalled()), "contact", 3) == ()


def test_a_promotion_makes_a_disavowal_cost_more():
    def promoted(**more):
        parts = tuple(replace(p, **more) if p.person_id == "contact" else p for p in STALLED.stakeholders)
        return ask(every(), stakeholders=parts).paths[0]

    usual, rising = promoted(), promoted(expected_position_id="pos_top", expected_position_confidence=0.8)
    assert usual.disavowal.future_opposition == 0
    assert rising.disavowal.future_opposition > 0.05
    assert rising.utility < usual.utility
    assert "cost_future" in {part.code for part in rising.contributions if part.value < 0}


def test_a_rep_who_asks_for_every_call_has_spent_the_credit():
    elsewhere = tuple(call("other", f"them{n}", 10 + n, deal_id=f"dea_{n}", id=f"esc_{n}") for n in range(4))
    deals = tuple(replace(deal(), id=f"dea_{n}", account_id="acc_x") for n in range(4))
    people = (*STALLED.people, ours("other"), *(person(f"them{n}", account=None) for n in range(4)))
    result = ask(people=people, escalations=elsewhere, called_deals=deals)
    reasons = {(out.caller_id, out.target_id): out.rules[0].reason for out in result.excluded}
    assert {reasons[caller, "head"] for caller in ("chief", "tech")} == {"owner_overused"}
    assert (len(result.excluded), result.reason) == (6, VerdictReason.OVERUSED)


def test_lost_lines_are_reported():
    result = ask(lines=(*STALLED.lines, line("contact", "top", 0.2, "crm:x")))
    assert [(lost.line_id, lost.kept_id) for lost in result.lost_lines] == [
        ("lin_crm:x_contact_top", "lin_hr:client_contact_boss")
    ]
