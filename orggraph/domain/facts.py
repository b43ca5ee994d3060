"""Facts: what is believed about a scope on a date. Folded from observations at write time; reads never replay."""

from dataclasses import dataclass
from datetime import date, datetime

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.ids import EntityKind
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal

Fact = Account | Person | Position | Line | Influence | Tie | Deal | Stakeholder | Signal | Escalation

KIND_OF_FACT: dict[type, EntityKind] = {
    Account: EntityKind.ACCOUNT,
    Person: EntityKind.PERSON,
    Position: EntityKind.POSITION,
    Line: EntityKind.LINE,
    Influence: EntityKind.INFLUENCE,
    Tie: EntityKind.TIE,
    Deal: EntityKind.DEAL,
    Stakeholder: EntityKind.STAKEHOLDER,
    Signal: EntityKind.SIGNAL,
    Escalation: EntityKind.ESCALATION,
}
TYPE_OF_KIND: dict[EntityKind, type[Fact]] = {kind: kind_type for kind_type, kind in KIND_OF_FACT.items()}

ALWAYS = date.min
"""`since` of what has no known beginning."""
FOREVER = date.max
"""`until` of what has no known end."""


@dataclass(frozen=True, slots=True)
class Version:
    """A fact as it holds on [since, until)."""

    fact: Fact
    since: date = ALWAYS
    until: date = FOREVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one source calls somebody or something: its key, the entity it was found to be, and what else it goes by.

    `identities` are the names under which other records may be the same; `order` tells which record came first.
    """

    key: str
    kind: EntityKind
    entity_id: str
    identities: tuple[str, ...] = ()
    order: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One account, ours, and the third parties that link them, as of a date, at one revision of the store."""

    revision: int
    as_of: date
    account: Account
    ours: Account | None
    people: tuple[Person, ...] = ()
    positions: tuple[Position, ...] = ()
    lines: tuple[Line, ...] = ()
    influences: tuple[Influence, ...] = ()
    ties: tuple[Tie, ...] = ()
    deals: tuple[Deal, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    signals: tuple[Signal, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    called_deals: tuple[Deal, ...] = ()
    """Deals at other accounts for which calls were planned or made: whose credit was spent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What one source said of a person, for provenance."""

    source: str
    batch_id: str
    author: str | None
    said: dict[str, object]
    said_at: datetime
    valid_from: date | None
    valid_until: date | None
    confidence: float
