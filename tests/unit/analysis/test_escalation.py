import math
from dataclasses import replace

import pytest

from orggraph.analysis.escalation import Options, assess, possible_callers
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.contributions import total
from orggraph.domain.deals import BuyingRole
from orggraph.domain.findings import BlockageCause, EscalationVerdict, PathLink, RuleStatus
from orggraph.domain.people import Seniority
from orggraph.errors import InvalidInput, NotFound
from tests.unit.analysis.builders import (
    DAY,
    call,
    deal,
    dotted,
    facts,
    line,
    ours,
    person,
    seat,
    signals,
    snapshot,
    stakeholder,
    tie,
)


def ask(options=None, **more):
    return assess(snapshot(**more), "dea_1", options)


def pairs(result):
    return [(path.caller_id, path.target_id, path.levels_up) for path in result.paths]


def test_a_sound_deal_held_back_by_the_organisation_goes():
    result = ask(ties=(tie("chief", "head", 0.6),))
    assert result.verdict is EscalationVerdict.GO
    assert {check.status for check in result.rules} == {RuleStatus.PASS}
    assert pairs(result)[0] == ("chief", "head", 2)
    assert [path.rank for path in result.paths] == [1, 2, 3, 4]
    assert (result.contact_id, result.as_of, result.excluded, result.back_to_basics) == ("contact", DAY, (), ())
    assert [manager.manager_id for manager in result.managers] == ["boss", "head"]
    assert result.assumptions == Assumptions().as_mapping()


def test_every_pair_has_one_path_ranked_by_fit_with_its_contributions():
    result = ask()
    assert len(set(pairs(result))) == len(result.paths) == 4
    fits = [path.counterpart.fit for path in result.paths]
    assert fits == sorted(fits, reverse=True)
    for path in result.paths:
        assert path.contributions == path.counterpart.contributions
        assert total(path.contributions) == pytest.approx(math.log(path.counterpart.fit), abs=1e-9)
        assert [check.status for check in path.rules] == [RuleStatus.PASS]


def test_equal_fits_come_by_lower_level_then_ids():
    level = tuple(replace(p, seniority=Seniority.C_LEVEL) if p.id == "boss" else p for p in facts().people)
    people = (*level, ours("a_chief"))
    found = pairs(ask(people=people))
    assert found[:4] == [("a_chief", "boss", 1), ("chief", "boss", 1), ("a_chief", "head", 2), ("chief", "head", 2)]


def test_a_budget_problem_is_do_not_with_basics_and_no_path():
    result = ask(signals=signals("BUDGET_FROZEN", "CHAMPION_CONVINCED"))
    assert (result.verdict, result.paths) == (EscalationVerdict.DO_NOT, ())
    assert [answer.cause for answer in result.back_to_basics] == [BlockageCause.BUDGET]


def test_nothing_known_is_prepare():
    bare = ask(signals=(), lines=(), stakeholders=(), deals=(deal(None),))
    assert (bare.verdict, bare.paths, bare.contact_id, bare.managers) == (EscalationVerdict.PREPARE, (), None, ())
    assert {check.status for check in bare.rules} == {RuleStatus.UNKNOWN}


def test_prepare_shows_the_paths():
    result = ask(signals=())
    assert result.verdict is EscalationVerdict.PREPARE
    assert len(result.paths) == 4


def test_n_plus_three_and_dotted_lines_only_when_asked_for():
    more = {
        "people": (*facts().people, person("side", "DIRECTOR", "IT")),
        "lines": (*facts().lines, dotted("contact", "side")),
    }
    assert {t for _, t, _ in pairs(ask(**more))} == {"boss", "head"}
    assert {t for _, t, _ in pairs(ask(Options(max_levels=3, first=50), **more))} == {"boss", "head", "top"}
    wide = ask(Options(include_dotted=True, first=50), **more)
    assert {(t, n) for _, t, n in pairs(wide)} == {("boss", 1), ("head", 2), ("side", 1)}
    assert [(m.manager_id, m.kind) for m in wide.managers] == [("boss", "SOLID"), ("head", "SOLID"), ("side", "DOTTED")]


def test_a_vacant_level_is_passed_through_but_not_called():
    result = ask(
        positions=(seat(None, "pos_empty"),), lines=(line("contact", "empty", 0.7), line("empty", "head", 0.8))
    )
    assert {(t, n) for _, t, n in pairs(result)} == {("head", 2)}
    steps = [(s.link, s.person_id, s.position_id, s.strength) for s in result.paths[0].steps]
    assert steps[1:] == [
        (PathLink.CALLS, "head", "pos_head", 0.15),
        (PathLink.MANAGES, None, "pos_empty", 0.8),
        (PathLink.MANAGES, "contact", "pos_contact", 0.7),
    ]


def test_steps_go_through_the_introducer_and_down_to_the_contact():
    result = ask(Options(caller_ids=("chief",), target_ids=("head",)), ties=(tie("tech", "head", 0.7),))
    (path,) = result.paths
    assert path.introducers == ("tech",)
    assert [(step.link.value, step.person_id) for step in path.steps] == [
        ("CALLER", "chief"),
        ("INTRODUCES", "tech"),
        ("CALLS", "head"),
        ("MANAGES", "boss"),
        ("MANAGES", "contact"),
    ]


def test_nobody_introduces_where_a_cold_call_is_as_good():
    result = ask(Options(caller_ids=("chief",), target_ids=("head",)), ties=(tie("tech", "head", 0.2),))
    assert result.paths[0].introducers == ()
    assert result.paths[0].counterpart.warm_paths[0].people == ("chief", "tech", "head")


def test_the_champion_stands_in_for_an_unnamed_contact():
    result = ask(deals=(deal(None),), stakeholders=(stakeholder("boss", BuyingRole.CHAMPION),))
    assert result.contact_id == "boss"
    assert {t for _, t, _ in pairs(result)} == {"head", "top"}


def test_callers_are_our_managers_but_for_the_owner():
    people = (
        *facts().people,
        ours("lead", "MANAGER"),
        ours("gone", "C_LEVEL", has_left=True),
        ours("unread", "UNKNOWN"),
    )
    snap = snapshot(people=people, deals=(deal(owner="chief"),))
    assert possible_callers(snap, frozenset({"chief"})) == ("lead", "tech")
    assert {c for c, _, _ in pairs(assess(snap, "dea_1"))} == {"lead", "tech"}


def test_named_callers_may_be_of_any_rank_and_targets_of_any_level():
    result = ask(Options(caller_ids=("rep",), target_ids=("top",)))
    assert pairs(result) == [("rep", "top", 3)]
    side = (*facts().people, person("side", "DIRECTOR"))
    named = ask(Options(target_ids=("side",)), people=side, lines=(*facts().lines, dotted("contact", "side")))
    assert {t for _, t, _ in pairs(named)} == {"side"}


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
    ],
)
def test_what_cannot_be_asked_is_refused(options, path):
    with pytest.raises(InvalidInput) as refused:
        ask(Options(**options))
    assert refused.value.path == path


def test_an_unknown_deal_is_not_found():
    with pytest.raises(NotFound):
        assess(snapshot(), "dea_2")


def test_only_the_first_paths_are_given():
    assert len(ask(Options(first=2)).paths) == 2


def test_an_excluded_pair_is_listed_and_the_others_stay():
    result = ask(escalations=(call("tech", "boss", 10),))
    assert result.verdict is EscalationVerdict.GO
    assert {t for _, t, _ in pairs(result)} == {"head"}
    assert [(out.caller_id, out.target_id) for out in result.excluded] == [("chief", "boss"), ("tech", "boss")]


def test_assumptions_change_the_answer_and_are_repeated():
    options = Options(assumptions=Assumptions().overridden({"warmth_floor": 0.5}))
    result = ask(options)
    assert result.paths[0].counterpart.warmth == 0.5
    assert result.assumptions["warmth_floor"] == 0.5


def test_lost_lines_are_reported():
    result = ask(lines=(*facts().lines, line("contact", "top", 0.2, "crm:x")))
    assert [(lost.line_id, lost.kept_id) for lost in result.lost_lines] == [
        ("lin_crm:x_contact_top", "lin_hr:client_contact_boss")
    ]
