"""Laws that the analysis keeps on any account."""

import math
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.escalation import Options, assess
from orggraph.analysis.gate import RULE_OF_CAUSE
from orggraph.analysis.question import ask
from orggraph.domain.contributions import total
from orggraph.domain.deals import BuyingRole
from orggraph.domain.facts import Facts
from orggraph.domain.findings import REAL_CAUSES, EscalationVerdict, RuleStatus, VerdictReason
from orggraph.domain.likelihoods import LIKELIHOODS
from orggraph.domain.people import JobFunction, Locale, Seniority
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import Influence, InfluenceKind
from orggraph.domain.signals import SignalKind
from orggraph.graph.build import build
from orggraph.text import assessment_text
from tests.unit.analysis.builders import (
    CLIENT,
    OURS,
    SOUND,
    call,
    deal,
    facts,
    line,
    person,
    read_title,
    seat,
    signal,
    stakeholder,
    tie,
)

THEIRS, US, OTHERS = tuple("abcde"), tuple("uvw"), tuple("xy")
ORDER = {EscalationVerdict.DO_NOT: 0, EscalationVerdict.PREPARE: 1, EscalationVerdict.GO: 2}
STATEMENTS = (
    SignalKind.BUDGET_FROZEN,
    SignalKind.BUDGET_CUT,
    SignalKind.SECURITY_REVIEW_FAILED,
    SignalKind.LEGAL_CONSTRAINT,
    SignalKind.PILOT_FAILED,
    SignalKind.PRODUCT_GAP,
    SignalKind.NEED_DENIED,
)
unit = st.floats(0, 1).map(lambda value: round(value, 3))


@st.composite
def worlds(draw) -> Facts:
    ranks, trades = st.sampled_from(list(Seniority)), st.sampled_from(list(JobFunction))
    people = [
        person(n, draw(ranks), draw(trades), account, has_left=draw(st.integers(0, 9)) == 0)
        for names, account in ((THEIRS, CLIENT), (US, OURS), (OTHERS, None))
        for n in names
    ]
    lines = {
        (kind, report, manager, source): line(
            report, manager, draw(unit), source, kind=kind, id=f"lin_{kind}_{source}_{report}_{manager}"
        )
        for kind, report, manager, source in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(list(ReportingKind)),
                    st.sampled_from(THEIRS),
                    st.sampled_from((*THEIRS, "empty", None)),
                    st.sampled_from(("hr:x", "crm:y", "user:ana")),
                ),
                max_size=9,
            )
        )
    }
    pairs = draw(
        st.sets(st.tuples(st.sampled_from(THEIRS + US + OTHERS), st.sampled_from(THEIRS + US + OTHERS)), max_size=9)
    )
    ties = {tuple(sorted(p)): tie(*p, draw(st.none() | unit)) for p in pairs if p[0] != p[1]}
    seen = draw(
        st.lists(st.tuples(st.sampled_from(list(SignalKind)), st.integers(-5, 300), unit), max_size=10, unique=True)
    )
    if draw(st.booleans()):
        seen = [(kind, 3, 1.0) for kind in SOUND]
    calls = draw(
        st.lists(st.tuples(st.sampled_from(US), st.sampled_from(THEIRS), st.integers(-3, 120)), max_size=3, unique=True)
    )
    parts = draw(
        st.dictionaries(
            st.sampled_from(THEIRS), st.tuples(st.sampled_from(list(BuyingRole)), st.floats(-1, 1)), max_size=4
        )
    )
    return replace(
        facts(),
        people=tuple(people),
        positions=(*(seat(n) for n in THEIRS), seat(None, "pos_empty")),
        lines=tuple(lines.values()),
        influences=tuple(
            Influence(
                id=f"inf_{one}",
                from_id=one,
                to_id="a",
                kind=InfluenceKind.CONFLICT,
                weight=0.5,
                confidence=1,
                source="x",
            )
            for one in draw(st.sets(st.sampled_from(THEIRS[1:]), max_size=2))
        ),
        ties=tuple(ties.values()),
        deals=(deal(draw(st.sampled_from((*THEIRS, None))), draw(st.sampled_from((*US, None)))),),
        stakeholders=tuple(stakeholder(who, role, stance=stance) for who, (role, stance) in parts.items()),
        signals=tuple(signal(*entry, id=f"sig_{n}") for n, entry in enumerate(seen)),
        escalations=tuple(call(*entry) for entry in calls),
    )


options = st.builds(
    Options,
    draws=st.just(100),
    max_levels=st.integers(1, 4),
    include_dotted=st.booleans(),
    notify_contact=st.booleans(),
    first=st.just(50),
)


def answer(world, chosen=None):
    return assess(build(world, read_title), "dea_1", chosen)


@settings(deadline=None)
@given(worlds(), options, st.randoms(use_true_random=False))
def test_names_and_the_order_of_rows_change_nothing(world, chosen, rng):
    rows = {}
    for field in fields(world):
        value = getattr(world, field.name)
        if isinstance(value, tuple):
            shuffled = list(value)
            rng.shuffle(shuffled)
            rows[field.name] = tuple(shuffled)
    rows["people"] = tuple(replace(p, name=f"Nom {rng.random()}") for p in rows["people"])
    assert answer(replace(world, **rows), chosen) == answer(world, chosen)


@settings(deadline=None)
@given(worlds(), options)
def test_the_same_input_gives_the_same_answer_that_can_be_said_in_both_languages(world, chosen):
    first, second = answer(world, chosen), answer(world, chosen)
    assert first == second
    assert repr(first) == repr(second)
    for locale in Locale:
        assert "{" not in assessment_text(first, {}, locale)


def utilities(world, chosen):
    asked = ask(build(world, read_title), "dea_1", chosen)
    return {
        (match.person_id, forecast.target.person_id): float(forecast.utility[way])
        for forecast in asked.forecasts
        for match, way in zip(forecast.matches, forecast.way_of, strict=True)
    }


@settings(deadline=None)
@given(worlds(), options, st.sampled_from(US), st.sampled_from(THEIRS), st.integers(0, 100))
def test_one_more_call_never_improves_the_verdict_nor_what_any_pair_is_worth(world, chosen, caller, target, age):
    more = replace(world, escalations=(*world.escalations, call(caller, target, age, id="esc_more")))
    assert ORDER[answer(more, chosen).verdict] <= ORDER[answer(world, chosen).verdict]
    before, after = utilities(world, chosen), utilities(more, chosen)
    assert before.keys() == after.keys()
    for pair, utility in after.items():
        assert utility <= before[pair] + 1e-9


@settings(deadline=None)
@given(worlds(), options, st.sampled_from(STATEMENTS), st.integers(0, 900))
def test_a_stated_contraindication_in_force_is_do_not_without_a_path(world, chosen, kind, age):
    stated = signal(kind, age, 0.5, id="sig_stated")
    earlier = tuple(s for s in world.signals if s.observed_on <= stated.observed_on)
    found = answer(replace(world, signals=(*earlier, stated)), chosen)
    assert (found.verdict, found.paths) == (EscalationVerdict.DO_NOT, ())
    assert found.back_to_basics


SPEAKS_FOR = [(kind, cause) for kind in SignalKind for cause in REAL_CAUSES if LIKELIHOODS[kind].get(cause, 0) > 0]


@settings(deadline=None)
@given(worlds(), st.sampled_from(SPEAKS_FOR), st.integers(0, 900), unit)
def test_what_speaks_for_a_real_cause_never_sets_it_aside(world, hint, age, strength):
    kind, cause = hint
    more = replace(world, signals=(*world.signals, signal(kind, age, strength, id="sig_more")))
    before, after = set_aside(world), set_aside(more)
    assert cause in before or cause not in after


def set_aside(world):
    found = ask(build(world, read_title), "dea_1", Options(draws=100)).rules
    return {
        cause
        for cause in REAL_CAUSES
        for check in found
        if check.rule is RULE_OF_CAUSE[cause] and check.status is RuleStatus.PASS
    }


@settings(deadline=None)
@given(worlds())
def test_no_facts_is_unknown_everywhere_prepare_and_no_path(world):
    bare = replace(
        world, lines=(), signals=(), stakeholders=(), escalations=(), ties=(), influences=(), deals=(deal(None, None),)
    )
    found = answer(bare)
    assert {check.status for check in found.rules} == {RuleStatus.UNKNOWN}
    assert (found.verdict, found.paths, found.diagnosis.organisational) == (EscalationVerdict.PREPARE, (), None)


@settings(deadline=None)
@given(worlds(), options)
def test_contributions_add_up(world, chosen):
    found = answer(world, chosen)
    for cause in found.diagnosis.causes:
        assert math.isclose(cause.log_odds, cause.prior + total(cause.contributions), abs_tol=1e-9)
        assert math.isclose(cause.probability, 1 / (1 + math.exp(-cause.log_odds)), abs_tol=1e-9)
    for path in found.paths:
        assert math.isclose(total(path.contributions), path.utility, abs_tol=1e-9)
        assert math.isclose(total(path.counterpart.contributions), math.log(path.counterpart.fit), abs_tol=1e-9)
        if path.disavowal.contributions:
            odds = path.disavowal.probability / (1 - path.disavowal.probability)
            assert math.isclose(total(path.disavowal.contributions), math.log(odds), abs_tol=1e-9)
        assert 0 < path.counterpart.fit <= 1
        for way in path.counterpart.warm_paths:
            assert all(hop.strength == total(hop.reasons) for hop in way.hops)


@settings(deadline=None)
@given(worlds(), options)
def test_levels_and_dotted_lines_only_as_asked_and_each_pair_once(world, chosen):
    found = answer(world, chosen)
    shown = [(path.caller_id, path.target_id) for path in found.paths]
    left_out = [(pair.caller_id, pair.target_id) for pair in found.excluded]
    assert len(set(shown + left_out)) == len(shown + left_out)
    solid = {m.manager_id for m in found.managers if m.kind is ReportingKind.SOLID}
    asked = ask(build(world, read_title), "dea_1", chosen)
    considered = {(pair.match.person_id, pair.target.person_id) for of_target in asked.pairs for pair in of_target}
    assert set(shown + left_out) <= considered
    assert all(1 <= path.levels_up <= chosen.max_levels for path in found.paths)
    if not chosen.include_dotted:
        assert all(m.kind is ReportingKind.SOLID for m in found.managers)
        assert {target for _, target in shown + left_out} <= solid
    owner, callers = world.deals[0].owner_id, {caller for caller, _ in considered}
    assert owner not in callers or callers == {owner}
    assert found.contact_id not in {target for _, target in shown + left_out}


@settings(deadline=None)
@given(worlds(), options)
def test_go_needs_every_rule_and_a_path_and_do_not_shows_none(world, chosen):
    found = answer(world, chosen)
    if found.verdict is EscalationVerdict.GO:
        assert found.paths
        assert {check.status for check in found.rules} == {RuleStatus.PASS}
    if found.verdict is EscalationVerdict.DO_NOT:
        assert found.paths == ()
        weighed = found.reason in (VerdictReason.NOT_WORTH_IT, VerdictReason.ALREADY_MOVES)
        assert weighed or any(check.status is RuleStatus.FAIL for check in found.rules)


@settings(deadline=None)
@given(worlds())
def test_telling_the_contact_first_never_makes_the_verdict_worse(world):
    told, untold = answer(world, Options()), answer(world, Options(notify_contact=False))
    assert ORDER[told.verdict] >= ORDER[untold.verdict]
