"""The interchange document (JSON): refused whole, with field paths, unless every part of it is right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Any

import msgspec

from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.importing import Emitted, Entry, ImportContext, Recognised
from orggraph.domain.interchange import FORMAT, Document, PersonPart, RelationKind, RelationPart, Stated
from orggraph.domain.observations import JsonValue, Observation
from orggraph.errors import InvalidInput

_MOST_SHOWN = 10
_STATED = {part.name for part in fields(Stated)}
_SHARES = (
    "confidence",
    "weight",
    "strength",
    "salience",
    "salience_confidence",
    "conviction",
    "threshold",
    "expected_position_confidence",
)
_LINES = (RelationKind.SOLID, RelationKind.DOTTED)
_SECTIONS = {part.name for part in fields(Document)} - {"format"}
_NAMED = ("accounts", "people", "positions", "deals")
_REFERS = {
    "account_id": "accounts",
    "holder_id": "people",
    "owner_id": "people",
    "usual_contact_id": "people",
    "person_id": "people",
    "caller_id": "people",
    "target_id": "people",
    "deal_id": "deals",
    "expected_position_id": "positions",
}
_HINT = "Compare it with docs/reference/interchange.schema.json."


@dataclass(frozen=True, slots=True)
class Interchange:
    """A whole workspace as one document."""

    name: str = "graph.interchange"
    needs_owner: bool = False
    needs_company: bool = False

    def identify(self, entries: Sequence[Entry]) -> Recognised | None:
        """Claim a single JSON object that says it is of this format."""
        if len(entries) != 1 or not entries[0].content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return None
        return Recognised(confidence=1.0) if f'"{FORMAT.partition("/")[0]}/'.encode() in entries[0].content else None

    def parse(self, entries: Sequence[Entry], context: ImportContext) -> Iterator[Emitted]:  # noqa: ARG002
        """Check the document, then say what it says."""
        document = decode(entries[0].name, entries[0].content)
        yield from _Sayer(document).said()


def decode(file: str, content: bytes) -> Document:
    """Read a document, or refuse it with the path of each field at fault."""
    try:
        raw = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
        problems = list(_unknown(raw))
        document = msgspec.convert(raw, Document) if not problems else Document()
    except RecursionError as error:
        raise InvalidInput(f"{file} is nested too deeply to be a document.", _HINT) from error
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{file}: {error}.", _HINT) from error
    if document.format != FORMAT:
        problems.append(f"$.format is {document.format!r}, not {FORMAT!r}")
    problems.extend(_wrong(document))
    if problems:
        more = f" and {len(problems) - _MOST_SHOWN} more" if len(problems) > _MOST_SHOWN else ""
        raise InvalidInput(f"{file}: {'; '.join(problems[:_MOST_SHOWN])}{more}.", _HINT)
    return document


def _unknown(raw: Any) -> Iterator[str]:
    """Find fields that nothing knows: a misspelt name must not be lost in silence."""
    types: dict[str, Any] = {part.name: part.type for part in fields(Document)}
    if not isinstance(raw, dict):
        return
    for section, parts in raw.items():
        if section not in types:
            yield f"$.{section} is unknown"
        elif section in _SECTIONS and isinstance(parts, list):
            known = {part.name for part in fields(types[section].__args__[0])}
            for place, part in enumerate(parts):
                yield from (
                    f"$.{section}[{place}].{name} is unknown"
                    for name in (part if isinstance(part, dict) else ())
                    if name not in known
                )


def _wrong(document: Document) -> Iterator[str]:
    for section in _NAMED:
        yield from _twice(section, getattr(document, section))
    known = {section: {part.id for part in getattr(document, section)} for section in _NAMED}
    ends = known["people"] | known["positions"]
    named = {**{name: known[section] for name, section in _REFERS.items()}, "from_id": ends, "to_id": ends}
    for section in sorted(_SECTIONS):
        for place, part in enumerate(getattr(document, section)):
            where = f"$.{section}[{place}]"
            yield from _dangling(where, part, named)
            yield from _out_of_range(where, part)
            yield from _unwritable(where, part)
    for place, relation in enumerate(document.relations):
        if relation.to_id is None and relation.kind is not RelationKind.SOLID:
            yield f"$.relations[{place}].to_id is missing"


def _twice(section: str, parts: Sequence[Any]) -> Iterator[str]:
    """Find ids that stand for two things at one time; one thing may stand once for each of its times."""
    times: dict[str, list[tuple[date, date]]] = {}
    for part in parts:
        times.setdefault(part.id, []).append((part.valid_from or date.min, part.valid_until or date.max))
    for one, held in times.items():
        if any(after < until for (_, until), (after, _) in pairwise(sorted(held))):
            yield f"$.{section}: the id {one} stands twice"


def _dangling(where: str, part: Any, named: dict[str, set[str]]) -> Iterator[str]:
    for name, known in named.items():
        if (value := getattr(part, name, None)) is not None and value not in known:
            yield f"{where}.{name} names {value}, which is not in the document"


def _out_of_range(where: str, part: Any) -> Iterator[str]:
    for name in _SHARES:
        if (value := getattr(part, name, None)) is not None and not 0 <= value <= 1:
            yield f"{where}.{name} is {value}, not between 0 and 1"
    if (stance := getattr(part, "stance", None)) and not -1 <= stance.value <= 1:
        yield f"{where}.stance.value is {stance.value}, not between -1 and 1"


def _unwritable(where: str, part: Any) -> Iterator[str]:
    for name in (f.name for f in fields(part)):
        value = getattr(part, name)
        texts = value if isinstance(value, tuple) else (value,)
        if any(isinstance(text, str) and "\x00" in text for text in texts):
            yield f"{where}.{name} holds the character NUL"


class _Sayer:
    """Turns a document that is right into observations."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.people = {part.id: part for part in document.people}
        self.seated: set[str] = set()

    def said(self) -> Iterator[Emitted]:
        document = self.document
        for account in document.accounts:
            yield self._plain(EntityKind.ACCOUNT, account, {})
        for person in document.people:
            yield self._plain(EntityKind.PERSON, person, {"account_id": "company_key"})
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
                _own_key(EntityKind.SIGNAL, signal),
                seen,
                signal,
                signal.valid_from or signal.observed_on,
            )
        for call in self.document.escalations:
            made = self._fields(call, {"deal_id": "deal", "caller_id": "caller", "target_id": "target"})
            yield _observation(EntityKind.ESCALATION, _own_key(EntityKind.ESCALATION, call), made, call)

    def _plain(self, kind: EntityKind, part: Any, names: dict[str, str]) -> Observation:
        return _observation(kind, f"id:{part.id}", self._fields(part, names), part)

    def _fields(self, part: Any, names: dict[str, str]) -> dict[str, JsonValue]:
        """Give a part's own fields that say something, references as keys of records."""
        own = [f for f in fields(part) if f.name not in _STATED and f.name != "id"]
        told = {f.name: value for f in own if (value := getattr(part, f.name)) is not None and value != f.default}
        return {names.get(name, name): _key(value) if name in names else _plain(value) for name, value in told.items()}

    def _relation(self, relation: RelationPart) -> Iterator[Emitted]:
        if relation.kind in _LINES:
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
        days = {name: getattr(relation, name) for name in ("observed_on", "connected_on", "last_contact")}
        said |= {name: _plain(value) for name, value in days.items() if value}
        yield _observation(kind, f"id:{relation.from_id}", {**said, other: _key(relation.to_id)}, relation)

    def _line(self, relation: RelationPart) -> Iterator[Emitted]:
        ends = [end for end in (relation.from_id, relation.to_id) if end]
        for end in ends:
            if (person := self.people.get(end)) and end not in self.seated:
                self.seated.add(end)
                yield _observation(
                    EntityKind.POSITION,
                    f"seat:id:{end}",
                    {"company_key": _key(person.account_id), "holder": _key(end)},
                    Stated(),
                )
        places = [f"seat:id:{end}" if end in self.people else f"id:{end}" for end in ends]
        account = self._account_of(relation.from_id)
        said: dict[str, JsonValue] = {
            "company_key": _key(account),
            "manager": places[1] if relation.to_id else None,
            "kind": relation.kind.value,
        }
        yield _observation(EntityKind.LINE, places[0], said, relation)

    def _account_of(self, end: str) -> str | None:
        if isinstance(person := self.people.get(end), PersonPart):
            return person.account_id
        return next((position.account_id for position in self.document.positions if position.id == end), None)


def _own_key(kind: EntityKind, part: Any) -> str:
    return f"id:{part.id}" if part.id else f"id:{content_id(kind, str(part))}"


def _key(identifier: object) -> str | None:
    return f"id:{identifier}" if identifier else None


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


IMPORTER = Interchange()
