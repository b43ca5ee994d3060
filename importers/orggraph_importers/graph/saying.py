"""What an interchange document says, as observations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from orggraph.domain.calls import said_of_forecast, said_of_step
from orggraph.domain.ids import EntityKind, content_id, record_id
from orggraph.domain.importing import Emitted
from orggraph.domain.interchange import Document, PersonPart, PositionPart, RelationKind, RelationPart, Stated
from orggraph.domain.observations import JsonValue, Observation, Taken
from orggraph_importers.graph.document import LINES, SECTIONS

_EVIDENCE = ("observed_on", "connected_on", "last_contact", "exchanges", "vouched_on", "colleagues_until")
_OF_PERSON = {"account_id": "company_key", "same_as": "same_as", "apart_from": "apart_from"}
_STATED = {part.name for part in fields(Stated)}
WHAT = {
    "accounts": "account",
    "people": "person",
    "positions": "position",
    "relations": "relation",
    "deals": "deal",
    "stakeholders": "stakeholder",
    "signals": "signal",
    "escalations": "escalation",
}


def taken(document: Document) -> Iterator[Taken]:
    """Count the parts of a document, each as what it is."""
    for section in SECTIONS:
        yield from (Taken(WHAT[section]) for _ in getattr(document, section))


class Sayer:
    """Turns a document that is right into observations."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.people = {part.id for part in document.people}
        self.placed: defaultdict[str, list[PersonPart | PositionPart]] = defaultdict(list)
        parts: tuple[PersonPart | PositionPart, ...] = (*document.people, *document.positions)
        for part in sorted(parts, key=lambda part: part.valid_from or date.min):
            if part.account_id:
                self.placed[part.id].append(part)
        self.seated: set[str] = set()
        self.unnamed: Counter[str] = Counter()
        self.signals = {part.id: record_id(EntityKind.SIGNAL, f"id:{part.id}") for part in document.signals if part.id}

    def said(self) -> Iterator[Emitted]:
        """Say all of it, what is referred to first."""
        document = self.document
        for account in document.accounts:
            yield self._plain(EntityKind.ACCOUNT, account, {})
        for person in document.people:
            yield self._plain(EntityKind.PERSON, person, _OF_PERSON)
        for position in document.positions:
            said = {**self._fields(position, {"account_id": "company_key"}), "holder": _key(position.holder_id)}
            yield _observation(EntityKind.POSITION, f"id:{position.id}", said, position)
        for relation in document.relations:
            yield from self._relation(relation)
        for deal in document.deals:
            yield self._plain(
                EntityKind.DEAL,
                deal,
                {"account_id": "company_key", "owner_id": "owner", "usual_contact_id": "usual_contact"},
            )
        yield from self._parts()

    def _parts(self) -> Iterator[Emitted]:
        for part in self.document.stakeholders:
            names = {"deal_id": "deal", "person_id": "person", "expected_position_id": "expected_position"}
            said = self._fields(part, names)
            said.pop("stance", None)
            if part.stance:
                stance = {f.name: _plain(getattr(part.stance, f.name)) for f in fields(part.stance)}
                stance["evidence_ids"] = [self.signals.get(one, one) for one in part.stance.evidence_ids]
                axes = ("synergy", "antagonism", "evidence_ids")
                said |= {
                    name if name in axes else f"stance_{name}": value
                    for name, value in stance.items()
                    if value is not None
                }
            yield _observation(EntityKind.STAKEHOLDER, f"id:{part.person_id}", said, part)
        for signal in self.document.signals:
            seen = self._fields(signal, {"deal_id": "deal", "person_id": "person"})
            yield _observation(
                EntityKind.SIGNAL,
                self._own_key(EntityKind.SIGNAL, signal),
                seen,
                signal,
                signal.valid_from or signal.observed_on,
            )
        for call in self.document.escalations:
            made = self._fields(call, {"deal_id": "deal", "caller_id": "caller", "target_id": "target"})
            for nested in ("forecast", "steps_done"):
                made.pop(nested, None)
            made |= said_of_forecast(call.forecast) if call.forecast else {}
            for done in call.steps_done:
                made |= said_of_step(done.step, done.on, done.note)
            yield _observation(EntityKind.ESCALATION, self._own_key(EntityKind.ESCALATION, call), made, call)

    def _plain(self, kind: EntityKind, part: Any, names: dict[str, str]) -> Observation:
        return _observation(kind, f"id:{part.id}", self._fields(part, names), part)

    def _fields(self, part: Any, names: dict[str, str]) -> dict[str, JsonValue]:
        """Give a part's own fields that say something, references as keys of records."""
        own = [f for f in fields(part) if f.name not in _STATED and f.name != "id"]
        told = {f.name: value for f in own if (value := getattr(part, f.name)) is not None and value != f.default}
        return {names.get(name, name): _keys(value) if name in names else _plain(value) for name, value in told.items()}

    def _relation(self, relation: RelationPart) -> Iterator[Emitted]:
        if relation.kind in LINES:
            yield from self._line(relation)
            return
        said: dict[str, JsonValue] = {
            "weight": relation.weight if relation.weight is not None else 1.0,
            "kind": relation.kind.value,
        }
        kind, other = EntityKind.INFLUENCE, "to"
        if relation.kind is RelationKind.TIE:
            kind, other = EntityKind.TIE, "other"
            said = {"strength": relation.weight} if relation.weight is not None else {}
        evidence = {name: getattr(relation, name) for name in _EVIDENCE}
        said |= {name: _plain(value) for name, value in evidence.items() if value}
        yield _observation(kind, f"id:{relation.from_id}", {**said, other: _key(relation.to_id)}, relation)

    def _line(self, relation: RelationPart) -> Iterator[Emitted]:
        places: list[str] = []
        for end in (relation.from_id, relation.to_id):
            if end in self.people:
                yield from self._implied_seat(end, relation)
            if end:
                places.append(self._seat_of(end, relation) if end in self.people else f"id:{end}")
        said: dict[str, JsonValue] = {
            "company_key": _key(relation.account_id or self._account_of(relation.from_id, relation)),
            "manager": places[1] if relation.to_id else None,
            "kind": relation.kind.value,
        }
        yield _observation(EntityKind.LINE, places[0], said, relation)

    def _implied_seat(self, person: str, relation: RelationPart) -> Iterator[Emitted]:
        """Say that a person whose line is drawn holds a seat, where they are at that time: the one that they are known to hold, if any."""
        seat, account = self._seat_of(person, relation), self._account_of(person, relation)
        if seat not in self.seated:
            self.seated.add(seat)
            said: dict[str, JsonValue] = {"company_key": _key(account), "holder": _key(person)}
            yield _observation(EntityKind.POSITION, seat, said, Stated())

    def _seat_of(self, person: str, relation: RelationPart) -> str:
        return f"seat:id:{person}@{self._account_of(person, relation)}"

    def _account_of(self, end: str, relation: RelationPart) -> str | None:
        """Give the account of a person or position at the time of a line."""
        day = relation.valid_from or (relation.valid_until - timedelta(days=1) if relation.valid_until else date.max)
        versions = self.placed[end]
        held = (v for v in versions if (v.valid_from or date.min) <= day and (v.valid_until or date.max) > day)
        return next(held, versions[-1]).account_id

    def _own_key(self, kind: EntityKind, part: Any) -> str:
        """Give the key of a part; two alike without an id are two."""
        if part.id:
            return f"id:{part.id}"
        content = str(part)
        self.unnamed[content] += 1
        again = self.unnamed[content]
        return f"id:{content_id(kind, content, *([str(again)] if again > 1 else []))}"


def _key(identifier: object) -> str | None:
    return f"id:{identifier}" if identifier else None


def _keys(value: object) -> JsonValue:
    """Give the keys of what is referred to, by one id or by several."""
    return [f"id:{one}" for one in value] if isinstance(value, tuple) else _key(value)


def _plain(value: object) -> JsonValue:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(_plain(item)) for item in value]
    return value  # type: ignore[return-value]


def _observation(
    kind: EntityKind, subject: str, said: dict[str, JsonValue], part: Stated, since: date | None = None
) -> Observation:
    return Observation(
        kind=kind,
        subject=subject,
        said=said,
        source=part.source or "interchange:document",
        confidence=part.confidence,
        valid_from=part.valid_from or since,
        valid_until=part.valid_until,
    )
