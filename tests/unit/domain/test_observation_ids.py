"""An observation's id is made from what it says, and from nothing else."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Observation

SAID = {"name": "Élise Durand", "company": "Exemplis", "title": 'Buyer "Europe"', "keys": ["ext:a/1"], "has_left": None}


def observation(**more):
    given_or_usual = {"kind": EntityKind.PERSON, "subject": "hr:x/1", "said": SAID, "source": "hr:x", **more}
    return Observation(**given_or_usual)


def test_the_same_content_has_the_same_id_from_one_release_to_the_next():
    """A store keeps ids: were they to change, importing a file again would say everything twice."""
    assert observation().id == "obs_36120eaad61b5c000f2b84e0"
    dated = observation(confidence=0.9, valid_from=date(2024, 3, 5), said_at=datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert dated.id == "obs_1274b1bf802fdedf2ce37c7e"


@settings(deadline=None)
@given(st.permutations(sorted(SAID)))
def test_the_order_in_which_things_are_said_does_not_count(names):
    assert observation(said={name: SAID[name] for name in names}).id == observation().id


def test_who_imported_it_does_not_count():
    assert observation(author="Ana").id == observation(author="Bo").id


@pytest.mark.parametrize(
    "other",
    [
        {"kind": EntityKind.POSITION},
        {"subject": "hr:x/2"},
        {"source": "hr:y"},
        {"confidence": 0.5},
        {"valid_from": date(2024, 1, 1)},
        {"valid_until": date(2024, 1, 1)},
        {"said_at": datetime(2026, 11, 24, 9, tzinfo=UTC)},
        {"said": {**SAID, "title": "Buyer"}},
        {"said": {**SAID, "has_left": False}},
        {"said": {name: SAID[name] for name in SAID if name != "has_left"}},
    ],
    ids=str,
)
def test_whatever_else_differs_makes_another_id(other):
    assert observation(**other).id != observation().id


def test_an_id_that_is_given_is_kept():
    assert observation(id="obs_1").id == "obs_1"


def test_nothing_can_be_changed_afterwards():
    with pytest.raises(AttributeError):
        observation().subject = "hr:x/2"
