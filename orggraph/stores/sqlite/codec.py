"""Between rows and what they mean."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import msgspec

from orggraph.domain.facts import FOREVER, KIND_OF_FACT, TYPE_OF_KIND, Fact, Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch, Observation
from orggraph.stores.paging import is_open, sort_name

_FOREVER = "forever"

Placed = tuple[str | None, str | None, int | None, str | None]
"""The columns parent, other, rank and sort_name."""

_PLACES: dict[EntityKind, Callable[[Any], Placed]] = {
    EntityKind.ACCOUNT: lambda fact: (None, None, 0 if fact.is_ours else 1, sort_name(fact.name)),
    EntityKind.PERSON: lambda fact: (fact.account_id, None, None, None),
    EntityKind.POSITION: lambda fact: (fact.account_id, None, None, None),
    EntityKind.LINE: lambda fact: (fact.account_id, None, None, None),
    EntityKind.DEAL: lambda fact: (fact.account_id, fact.owner_id, 0 if is_open(fact) else 1, sort_name(fact.name)),
    EntityKind.STAKEHOLDER: lambda fact: (fact.deal_id, None, None, None),
    EntityKind.SIGNAL: lambda fact: (fact.deal_id, None, None, None),
    EntityKind.ESCALATION: lambda fact: (fact.deal_id, None, None, ""),
    EntityKind.TIE: lambda fact: (fact.one_id, fact.other_id, None, None),
    EntityKind.INFLUENCE: lambda fact: (fact.from_id, fact.to_id, None, None),
}
_FACTS = {kind.value: msgspec.json.Decoder(fact_type) for kind, fact_type in TYPE_OF_KIND.items()}
_OBSERVATIONS = msgspec.json.Decoder(Observation)
_BATCHES = msgspec.json.Decoder(Batch)
_STRINGS = msgspec.json.Decoder(tuple[str, ...])


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"Cannot keep a {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)


def text(value: object) -> str:
    """Write a value as JSON."""
    return _ENCODER.encode(value).decode()


@cache
def day(moment: date) -> str:
    """Write a date so that it sorts, and the end of time after all dates."""
    return _FOREVER if moment == FOREVER else moment.isoformat()


@cache
def from_day(written: str) -> date:
    """Read a date back."""
    return FOREVER if written == _FOREVER else date.fromisoformat(written)


def fact_row(workspace: int, version: Version) -> tuple[object, ...]:
    """Give a version as a row of `facts`."""
    fact = version.fact
    kind = KIND_OF_FACT[type(fact)]
    return (
        workspace,
        fact.id,
        day(version.since),
        day(version.until),
        str(kind),
        *_PLACES[kind](fact),
        text(fact),
    )


def fact_of(kind: str, body: str) -> Fact:
    """Read a fact back."""
    return _FACTS[kind].decode(body)


def version_of(kind: str, body: str, since: str, until: str) -> Version:
    """Read a version back."""
    return Version(fact_of(kind, body), date.fromisoformat(since), from_day(until))


def observation_of(body: str) -> Observation:
    """Read an observation back."""
    return _OBSERVATIONS.decode(body)


def batch_of(body: str) -> Batch:
    """Read a batch back."""
    return _BATCHES.decode(body)


def record_of(row: tuple[str, str, str, int, str]) -> Record:
    """Read a record back from its columns."""
    kind, key, entity_id, place, identities = row
    return Record(
        key=key, kind=EntityKind(kind), entity_id=entity_id, identities=_STRINGS.decode(identities), order=place
    )
