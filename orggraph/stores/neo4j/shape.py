"""How facts look as a graph: nodes and relationships with plain properties to look at, and bodies to read back."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import Fact, Version
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.stores.bodies import day, placed, text
from orggraph.stores.rules import seat_owner

Properties = dict[str, Any]

_LONGEST = 500
"""Bytes of a text in an index, which takes a few thousand for all its columns together."""

_NOT_SHOWN = frozenset(
    {"id", "keys", "same_as", "apart_from", "is_placeholder", "preferred_locale", "forecast", "steps_done"}
)
_ENDS: Mapping[type, tuple[str, ...]] = {
    Line: ("report_id", "manager_id"),
    Tie: ("one_id", "other_id"),
    Influence: ("from_id", "to_id"),
    Stakeholder: ("person_id", "deal_id"),
}
_LINKS: Mapping[type, Mapping[str, str]] = {
    Account: {},
    Person: {"account_id": "WORKS_AT"},
    Position: {"account_id": "SEAT_AT", "holder_id": "HELD_BY"},
    Deal: {"account_id": "WITH", "owner_id": "OWNED_BY", "usual_contact_id": "USUAL_CONTACT"},
    Signal: {"deal_id": "SEEN_IN", "person_id": "ABOUT"},
    Escalation: {"deal_id": "FOR", "caller_id": "CALLER", "target_id": "TARGET"},
}

NOTHING: Mapping[str, None] = dict.fromkeys(
    field.name for kind in _LINKS for field in fields(kind) if field.name not in _NOT_SHOWN
)
"""All properties that an entity can show, each taken away."""


def indexed(name: str) -> str:
    """Give a text in a form that fits in an index: itself, or its beginning and a digest.

    >>> indexed("email:ana@exemplis.example"), len(indexed("x" * 9_000))
    ('email:ana@exemplis.example', 186)
    """
    encoded = name.encode()
    if len(encoded) <= _LONGEST:
        return name
    return f"{name[: _LONGEST // 4]}…{hashlib.sha256(encoded).hexdigest()[:60]}"


def sorting(name: str) -> str:
    """Give a name as it is sorted by: the first bytes of a very long one."""
    return name if len(name.encode()) <= _LONGEST else name.encode()[:_LONGEST].decode(errors="ignore")


def is_edge(fact: Fact) -> bool:
    """Tell whether a fact is a relationship."""
    return type(fact) in _ENDS


def edge_type(fact: Fact) -> str:
    """Give the type of the relationship that a fact is."""
    match fact:
        case Line():
            return "LEADS" if fact.manager_id is None else "REPORTS_TO"
        case Tie():
            return "KNOWS"
        case Influence():
            return "INFLUENCES"
        case _:
            return "PLAYS_PART_IN"


def edge_row(version: Version) -> Properties:
    """Give a relationship: its ends and its properties."""
    fact = version.fact
    one, other = (getattr(fact, name) for name in _ENDS[type(fact)])
    hidden = {*_ENDS[type(fact)], "since", "until"}
    shown = {name: value for name, value in _shown(fact).items() if name not in hidden and value is not None}
    if isinstance(fact, Line):
        one, other = _seat(one), _seat(other) if other else fact.account_id
        shown["account_id"] = fact.account_id
    if isinstance(fact, Stakeholder) and fact.stance:
        shown["stance"] = fact.stance.value
    return {"one": one, "other": other, "shown": {"id": fact.id, **shown, **_held(version)}}


def fact_row(version: Version) -> Properties:
    """Give a node that keeps one version of a fact."""
    fact = version.fact
    parent, other, rank, name = placed(fact)
    row = {"id": fact.id, "parent": parent, "other": other, "rank": rank, **_held(version)}
    return {**row, "sort_name": None if name is None else sorting(name)}


def entity_row(fact: Fact) -> Properties:
    """Give what is shown of what a fact is about: all its properties, those without a value too."""
    return {"id": fact.id, "shown": _shown(fact)}


def links(fact: Fact) -> list[tuple[str, str, str]]:
    """Give the relationships that show what a fact says, as type and ends."""
    named = ((link, getattr(fact, name)) for name, link in _LINKS[type(fact)].items())
    return [(link, fact.id, other) for link, other in named if other is not None]


def _seat(position_id: str) -> str:
    """Give the entity that a seat is: for a seat made of a person, the person."""
    return seat_owner(position_id) or position_id


def _held(version: Version) -> Properties:
    return {"since": version.since.isoformat(), "until": day(version.until), "body": text(version.fact)}


def _shown(fact: Fact) -> Properties:
    return {
        field.name: _plain(getattr(fact, field.name))
        for field in fields(fact)
        if field.name not in _NOT_SHOWN and field.name != "stance"
    }


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case _:
            return value
