"""What is written as a networkx graph comes back the same, through files too; so every analysis of it is the same."""

import io
from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.analysis.escalation import assess
from orggraph.domain.deals import (
    CallForecast,
    CoverageLevel,
    Deal,
    Escalation,
    EscalationOutcome,
    PlanStepCode,
    Stance,
    StepDone,
)
from orggraph.domain.interval import Interval
from orggraph.domain.people import JobFunction, Locale, Seniority
from orggraph.domain.positions import Line, Position, ReportingKind
from orggraph.graph.build import build
from orggraph.graph.nx import from_networkx, to_networkx
from orggraph.resolve.titles import read_title
from tests.unit.analysis.builders import CLIENT, DAY, OURS, call, person
from tests.unit.analysis.worlds import organisations

TEXTS = ("", "Ana", "null", "true", "0.5", "a, b", " c ", "[d", "[]", "é<&>\"'", "line\nbreak", "dea_1__stance")
TITLES = ("", "CIO", "Head of IT", "Directrice des achats, membre du COMEX", "Former CFO", "null")
DAYS = (None, *(DAY + timedelta(days=n) for n in (-900, -1, 0, 7)))
SHARES = (0.0, 1 / 3, 0.9, 1.0)
YES_NO = (None, True, False)


class Pick:
    """Chooses, the same for the same seed: a snapshot has hundreds of details, too many for hypothesis to draw each."""

    def __init__(self, seed):
        self._rng = np.random.default_rng(seed)

    def __call__(self, *options):
        return options[self._rng.integers(len(options))]

    def texts(self):
        return tuple(self(*TEXTS) for _ in range(self(0, 0, 1, 2)))


FORECAST = CallForecast(
    forecast_on=DAY,
    probability=Interval(0.5, 0.5, 0.25, 0.75),
    change=Interval(0.0, 0.125, -0.25, 0.25),
    disavowal=0.125,
    rule_intercept=0.0,
    disavowal_base=-1.8,
)
STEPS = (PlanStepCode.CHECK_GOLDEN_RULE, PlanStepCode.BRIEF_CALLER)


@st.composite
def scopes(draw):
    """Give facts with all that may be in them: second and vacant seats, leavers, third parties, claims of several sources."""
    world, pick = draw(organisations()), Pick(draw(st.integers(0, 2**32)))
    people = (
        *(_detailed(one, pick) for one in world.people),
        person("third", account=None),
        person("moved", account="acc_x"),
    )
    seats = (
        *(
            replace(one, title=pick(*TITLES), department=pick(None, *TEXTS), since=pick(*DAYS))
            for one in world.positions
        ),
        Position(id="pos_empty", account_id=CLIENT, title=pick(*TITLES)),
        Position(id="pos_second", account_id=CLIENT, title=pick(*TITLES), holder_id="b", until=pick(*DAYS)),
        Position(id="pos_once", account_id=CLIENT, title="CFO", holder_id="moved"),
    )
    seats = tuple(one for one in seats if pick(True, True, False))
    known = sorted(build(replace(world, people=people, positions=seats, lines=()), read_title).seats)
    calls = (call(pick(*"xyz"), pick(*"abc"), pick(0, 9, 99), id=f"esc_{n}") for n in range(pick(0, 1, 2)))
    return replace(
        world,
        account=replace(world.account, domains=pick.texts(), country=pick(None, "FR")),
        people=people,
        positions=seats,
        lines=(
            *(one for one in world.lines if {one.report_id, one.manager_id} <= set(known)),
            *(_claim(n, known, pick) for n in range(pick(0, 1, 3))),
        ),
        stakeholders=tuple(_part(one, pick) for one in world.stakeholders),
        deals=tuple(
            replace(one, amount=pick(None, Decimal("1.50")), threshold=pick(None, *SHARES)) for one in world.deals
        ),
        signals=tuple(
            replace(one, note=pick(None, *TEXTS), person_id=pick(None, "a"), happens_on=pick(*DAYS))
            for one in world.signals
        ),
        escalations=(
            *(
                replace(
                    one,
                    note=pick(None, *TEXTS),
                    outcome=pick(None, *EscalationOutcome),
                    forecast=pick(None, FORECAST),
                    steps_done=pick((), tuple(StepDone(step=step, on=DAY, note=pick(None, *TEXTS)) for step in STEPS)),
                )
                for one in calls
            ),
            Escalation(id="esc_far", deal_id="dea_far", caller_id="x", target_id="third", outcome_on=pick(*DAYS)),
        ),
        called_deals=(Deal(id="dea_far", name="Far", account_id="acc_far", owner_id="z"),),
    )


def _detailed(one, pick):
    return replace(
        one,
        name=pick(*TEXTS),
        title=pick(None, *TITLES),
        department=pick(None, *TEXTS),
        seniority=pick(None, *Seniority),
        job_function=pick(None, *JobFunction),
        has_left=pick(*9 * (False,), True),
        is_placeholder=pick(*9 * (False,), True),
        email=pick(None, *TEXTS),
        preferred_locale=pick(None, *Locale),
        keys=pick.texts(),
    )


def _claim(number, seats, pick):
    return Line(
        id=f"lin_more_{number}",
        account_id=pick(CLIENT, OURS),
        report_id=pick(*seats),
        manager_id=pick(None, *seats),
        kind=pick(*ReportingKind),
        confidence=pick(*SHARES),
        source=pick("user:ana", "hr:x", "crm:y"),
        since=pick(*DAYS),
    )


def _part(one, pick):
    stance = Stance(
        value=pick(-1.0, 0.25, 1.0),
        confidence=pick(*SHARES),
        source=pick(*TEXTS),
        observed_on=pick(*DAYS),
        synergy=pick(None, 0, 4),
        antagonism=pick(None, 0, 4),
        evidence_ids=pick.texts(),
    )
    return replace(
        one,
        stance=pick(None, one.stance, stance),
        is_blocking=pick(*YES_NO),
        owns_delivery=pick(*YES_NO),
        decision_weight=pick(None, 0.0, 2.5),
        coverage=pick(*CoverageLevel),
        expected_title=pick(None, *TITLES),
        expected_position_id=pick(None, "pos_empty"),
        agenda=pick(None, *TEXTS),
    )


def through_graphml(graph):
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    file.seek(0)
    return nx.read_graphml(file, force_multigraph=True)


@settings(deadline=None)
@given(scopes())
def test_a_snapshot_comes_back_from_networkx_the_same(world):
    snapshot = build(world, read_title)
    again = from_networkx(to_networkx(snapshot), read_title)
    for part in fields(snapshot):
        assert getattr(again, part.name) == getattr(snapshot, part.name), part.name


@settings(deadline=None, max_examples=30)
@given(organisations())
def test_the_answer_is_the_same_after_a_round_trip_through_a_graphml_file(world):
    snapshot = build(world, read_title)
    again = from_networkx(through_graphml(to_networkx(snapshot)), read_title)
    assert assess(again, "dea_1") == assess(snapshot, "dea_1")


@settings(deadline=None, max_examples=50)
@given(scopes())
def test_attributes_are_text_numbers_and_booleans_that_graphml_keeps_and_gexf_can_hold(world):
    graph = to_networkx(build(world, read_title))
    edges = {key: graph.edges[key] for key in graph.edges(keys=True)}
    rows = [graph.graph, *(said for _, said in graph.nodes(data=True)), *edges.values()]
    assert {type(value) for said in rows for value in said.values()} <= {str, int, float, bool}
    again = through_graphml(graph)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {key: again.edges[key] for key in again.edges(keys=True)} == edges
    nx.write_gexf(graph, io.BytesIO())
