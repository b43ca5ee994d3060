"""How stores that write to disk write things: bodies in JSON, days as text that sorts, and where a fact belongs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import msgspec

from orggraph.domain.audit import AuditEntry
from orggraph.domain.facts import FOREVER, KIND_OF_FACT, TYPE_OF_KIND, Fact, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch, Observation, Saying, Statement
from orggraph.domain.viewer import Role
from orggraph.stores.keys import Token
from orggraph.stores.paging import from_microseconds, instant, is_open, sort_name

_FOREVER = "forever"

Body = str | bytes
"""JSON."""

Placed = tuple[str | None, str | None, int | None, str | None]
"""Parent, other, rank and name to sort by.

Parent: the account of a person, position, line or deal; the deal of a stakeholder, signal or escalation; one end of a tie
or influence. Other: the other end, or a deal's owner. Rank: 0 is ours or open. Name: of accounts, deals, escalations.
"""

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
_TOKENS = msgspec.json.Decoder(Token)


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


def placed(fact: Fact) -> Placed:
    """Tell where a fact belongs."""
    return _PLACES[KIND_OF_FACT[type(fact)]](fact)


def raw(body: object) -> msgspec.Raw:
    """Carry a body as it is kept: a text is one already."""
    return msgspec.Raw((body if isinstance(body, str) else text(body)).encode())


def fact_of(kind: str, body: Body) -> Fact:
    """Read a fact back."""
    return _FACTS[kind].decode(body)


def version_of(kind: str, body: Body, since: str, until: str) -> Version:
    """Read a version back."""
    return Version(fact_of(kind, body), date.fromisoformat(since), from_day(until))


def observation_of(body: Body) -> Observation:
    """Read an observation back."""
    return _OBSERVATIONS.decode(body)


def batch_of(body: Body) -> Batch:
    """Read a batch back."""
    return _BATCHES.decode(body)


def statement_of(body: str, first: int, last: int, batch_id: str) -> Statement:
    """Read a statement back: an observation, when its batches began, and the first of them."""
    observation = observation_of(body)
    if observation.said_at is not None:
        said = instant(observation.said_at)
        return Statement(observation, said, said, batch_id)
    return Statement(observation, from_microseconds(first), from_microseconds(last), batch_id)


def saying_of(
    observation: Observation, batches: Iterable[Batch], retracted_in: Batch | None, *, retracted: bool
) -> Saying:
    """Put together what became of an observation, with moments that can be compared."""
    ordered = sorted((_in_utc(batch) for batch in batches), key=lambda batch: (batch.started_at, batch.id))
    if observation.said_at and observation.said_at.tzinfo is None:
        observation = msgspec.structs.replace(observation, said_at=instant(observation.said_at))
    return Saying(observation, tuple(ordered), retracted, _in_utc(retracted_in) if retracted_in else None)


def _in_utc(batch: Batch) -> Batch:
    """Give a batch whose moments can be compared with those of others."""
    return replace(
        batch, started_at=instant(batch.started_at), finished_at=batch.finished_at and instant(batch.finished_at)
    )


def token_body(token: Token) -> str:
    """Write what of a token never changes."""
    return text(replace(token, created_at=instant(token.created_at), revoked_at=None, used_on=None))


def token_of(
    name: str, digest: str, created: int, workspace: str, body: Body | None, revoked: int | None, used: str | None
) -> Token:
    """Read a token back; one of the time before roles may do everything."""
    token = (
        _TOKENS.decode(body)
        if body
        else Token(
            name=name,
            digest=digest,
            created_at=from_microseconds(created),
            workspace=workspace,
            roles=tuple(Role),
        )
    )
    return replace(
        token,
        revoked_at=None if revoked is None else from_microseconds(revoked),
        used_on=date.fromisoformat(used) if used else None,
    )


def entry_of(number: int, at: int, who: str, action: str, subject: str | None, detail: str, digest: str) -> AuditEntry:
    """Read an entry of the audit log back."""
    return AuditEntry(
        number=number,
        at=from_microseconds(at),
        who=who,
        action=action,
        subject=subject,
        detail=detail,
        hash=digest,
    )
