"""Random accounts for the laws of the dynamics: a forest, rivals, dotted lines, stakeholders with and without views."""

from dataclasses import replace

from hypothesis import strategies as st

from orggraph.domain.deals import BuyingRole, DecisionMode
from orggraph.domain.people import JobFunction, Seniority
from orggraph.domain.relations import Influence, InfluenceKind
from orggraph.graph.build import build
from tests.unit.analysis.builders import (
    CLIENT,
    OURS,
    SOUND,
    deal,
    dotted,
    facts,
    line,
    person,
    read_title,
    seat,
    signal,
    stakeholder,
    tie,
)

NAMES = tuple("abcdefgh")
unit = st.floats(0, 1).map(lambda value: round(value, 3))
stance = st.floats(-1, 1).map(lambda value: round(value, 3))


@st.composite
def organisations(draw, conflicts=True):
    """Give the facts of an account whose deal's contact is h, somewhere under the others."""
    people = [
        person(n, draw(st.sampled_from(list(Seniority))), draw(st.sampled_from(list(JobFunction)))) for n in NAMES
    ]
    lines = [line(n, NAMES[draw(st.integers(0, k - 1))]) for k, n in enumerate(NAMES) if k and draw(st.integers(0, 9))]
    more = [
        dotted(NAMES[k], NAMES[j])
        for k, j in draw(
            st.sets(st.tuples(st.integers(1, 7), st.integers(0, 6)).filter(lambda p: p[0] > p[1]), max_size=2)
        )
    ]
    kinds = [kind for kind in InfluenceKind if conflicts or kind is not InfluenceKind.CONFLICT]
    edges = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(kinds)).filter(
                lambda e: e[0] != e[1]
            ),
            unit,
            max_size=5,
        )
    )
    parts = draw(
        st.dictionaries(
            st.sampled_from(NAMES),
            st.tuples(st.sampled_from(list(BuyingRole)), st.none() | stance, st.none() | unit, st.booleans()),
            max_size=6,
        )
    )
    opinions = [
        stakeholder(n, role, stance=value, salience=cares, can_veto=veto)
        for n, (role, value, cares, veto) in parts.items()
    ]
    seen = [signal(kind, 3) for kind in draw(st.sets(st.sampled_from(SOUND), max_size=7))]
    mode = draw(st.none() | st.sampled_from(list(DecisionMode)))
    return replace(
        facts(),
        people=(
            *people,
            person("x", "C_LEVEL", "IT", OURS),
            person("y", "DIRECTOR", "SALES", OURS),
            person("z", "STAFF", "SALES", OURS),
        ),
        positions=tuple(seat(n) for n in NAMES),
        lines=(*lines, *more),
        influences=tuple(
            Influence(
                id=f"inf_{one}{other}{kind}",
                from_id=one,
                to_id=other,
                kind=kind,
                weight=weight,
                confidence=1,
                source="user:z",
            )
            for (one, other, kind), weight in edges.items()
        ),
        ties=(tie("x", draw(st.sampled_from(NAMES)), draw(unit)),),
        deals=(replace(deal("h", "z"), decision_mode=mode),),
        stakeholders=tuple(opinions),
        signals=tuple(seen),
    )


def built(world):
    assert world.account.id == CLIENT
    return build(world, read_title)
