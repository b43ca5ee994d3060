"""An interchange document, read and checked whole: right in every part, or refused with the path of each that is not."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import MAX_EMAX, Context, Decimal
from itertools import pairwise
from typing import Any

import msgspec

from orggraph.domain.deals import CallForecast, StepDone
from orggraph.domain.importing import MEGABYTE
from orggraph.domain.interchange import (
    FORMAT,
    Direction,
    Document,
    EscalationPart,
    RelationKind,
    RelationPart,
    StancePart,
)
from orggraph.domain.interval import Interval
from orggraph.errors import InvalidInput
from orggraph_importers.graph.bounds import BOUNDS, MOST_MONEY, NAMED, is_reference
from orggraph_importers.json_text import decoded

SECTIONS = tuple(part.name for part in fields(Document) if part.name != "format")
LINES = (RelationKind.SOLID, RelationKind.DOTTED)
_MOST_SHOWN = 10
_INTERVALS = ("probability", "change")
_WITH_IDS = ("accounts", "people", "positions", "deals")
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
_NO_KEY = ("name:", "held:", "id:")
_MISSPELT_WITHIN = 8 * MEGABYTE
"""In a longer document that is no such document, what is unknown is not looked for: it may be of anything."""
_Part = dict[str, msgspec.Raw]
_SHORT = Context(prec=10, Emax=MAX_EMAX, traps=[])
HINT = "Compare it with docs/reference/interchange.schema.json."


def decode(file: str, content: bytes) -> Document:
    """Read a document, or refuse it with the path of each field at fault."""
    document, problems = _read(file, content)
    if document.format != FORMAT:
        problems.append(f"$.format is {document.format!r}, not {FORMAT!r}")
    refuse_wrong(file, document, problems)
    return document


def refuse_wrong(file: str, document: Document, found: Iterable[str] = ()) -> None:
    """Refuse a document whose parts do not go together, naming the first of what is wrong."""
    problems = [*found, *_wrong(document)]
    if problems:
        more = f" and {len(problems) - _MOST_SHOWN} more" if len(problems) > _MOST_SHOWN else ""
        raise InvalidInput(f"{file}: {'; '.join(problems[:_MOST_SHOWN])}{more}.", HINT)


def _read(file: str, content: bytes) -> tuple[Document, list[str]]:
    """Read a document and what it has that nothing knows, which is told before what then is missing."""
    try:
        return decoded(file, content, Document), list(_unknown(file, content))
    except msgspec.ValidationError as error:
        problems = list(_unknown(file, content)) if len(content) < _MISSPELT_WITHIN else []
        if not problems:
            raise InvalidInput(f"{file}: {error}.", HINT) from error
        return Document(), problems


def _unknown(file: str, content: bytes) -> Iterator[str]:
    """Find fields that nothing knows: a misspelt name must not be lost in silence. Nothing but the names is made of the text."""
    types: dict[str, Any] = {part.name: part.type for part in fields(Document)}
    for section, parts in decoded(file, content, _Part).items():
        if section not in types:
            yield f"$.{section} is unknown"
        elif section in SECTIONS:
            for place, part in enumerate(_parts(parts)):
                where = f"$.{section}[{place}]"
                yield from _unknown_in(where, part, types[section].__args__[0])
                yield from (
                    problem
                    for name, inner, of in _inside(part)
                    for problem in _unknown_in(f"{where}.{name}", inner, of)
                )


def _inside(part: _Part) -> Iterator[tuple[str, _Part, type]]:
    """Give what stands inside a part, by its place and type."""
    if "stance" in part:
        yield "stance", _part(part["stance"]), StancePart
    if "forecast" in part:
        forecast = _part(part["forecast"])
        yield "forecast", forecast, CallForecast
        yield from ((f"forecast.{name}", _part(forecast[name]), Interval) for name in _INTERVALS if name in forecast)
    for place, step in enumerate(_parts(part["steps_done"]) if "steps_done" in part else ()):
        yield f"steps_done[{place}]", step, StepDone


def _parts(raw: msgspec.Raw) -> list[_Part]:
    try:
        return msgspec.json.decode(raw, type=list[_Part])
    except msgspec.ValidationError:
        return []


def _part(raw: msgspec.Raw) -> _Part:
    try:
        return msgspec.json.decode(raw, type=_Part)
    except msgspec.ValidationError:
        return {}


def _unknown_in(where: str, part: _Part, of: type) -> Iterator[str]:
    known = {field.name for field in fields(of)}
    yield from (f"{where}.{name} is unknown" for name in part if name not in known)


def _wrong(document: Document) -> Iterator[str]:
    known = {section: {part.id for part in getattr(document, section)} for section in _WITH_IDS}
    yield from _repeated(document)
    for section in SECTIONS:
        for place, part in enumerate(getattr(document, section)):
            where = f"$.{section}[{place}]"
            yield from _dangling(where, part, known)
            yield from _out_of_bounds(where, part)
            yield from _out_of_bounds(f"{where}.stance", getattr(part, "stance", None))
            if isinstance(part, EscalationPart):
                yield from _wrong_call(where, part)
            yield from _empty(where, part, needs_name=section in NAMED)
            yield from _unwritable(where, part)
            yield from _out_of_time(where, part)
            yield from (f"{where}.keys: {key!r} is no key" for key in getattr(part, "keys", ()) if not _is_key(key))
    for place, person in enumerate(document.people):
        if not person.name and not person.is_placeholder:
            yield f"$.people[{place}].name is empty, and the person no placeholder"
    yield from _wrong_relations(document, known)


def _wrong_call(where: str, call: EscalationPart) -> Iterator[str]:
    if call.forecast:
        yield from _out_of_bounds(f"{where}.forecast", call.forecast)
        for name in _INTERVALS:
            yield from _out_of_bounds(f"{where}.forecast.{name}", getattr(call.forecast, name))
    for place, done in enumerate(call.steps_done):
        yield from _unwritable(f"{where}.steps_done[{place}]", done)
    steps = [done.step for done in call.steps_done]
    yield from (f"{where}.steps_done: {step} stands twice" for step in dict.fromkeys(steps) if steps.count(step) > 1)


def _repeated(document: Document) -> Iterator[str]:
    """Find two parts that are one thing at one time; one thing may stand once for each of its times."""
    for section in (*_WITH_IDS, "signals", "escalations"):
        parts = [part for part in getattr(document, section) if part.id is not None]
        for one in _overlapping((part.id, part) for part in parts):
            yield f"$.{section}: the id {one} stands twice"
    for deal, person in _overlapping(((part.deal_id, part.person_id), part) for part in document.stakeholders):
        yield f"$.stakeholders: {person} stands twice in the deal {deal}"
    for relation in _overlapping((relation_identity(part), part) for part in document.relations):
        yield f"$.relations: {' '.join(str(end) for end in relation)} stands twice"
    for _ in _overlapping((True, part) for part in document.accounts if part.is_ours):
        yield "$.accounts: more than one is ours"


def relation_identity(relation: RelationPart) -> tuple[str | None, ...]:
    """Tell what a relation is the only one of: one source names one manager of a seat, and weighs each pair once."""
    source = f"of {relation.source}"
    if relation.kind is RelationKind.SOLID:
        return relation.kind.value, relation.from_id, source
    ends = (relation.from_id, str(relation.to_id))
    return (relation.kind.value, *(sorted(ends) if relation.kind is RelationKind.TIE else ends), source)


def _overlapping(parts: Iterable[tuple[Any, Any]]) -> Iterator[Any]:
    times: defaultdict[Hashable, list[tuple[date, date]]] = defaultdict(list)
    for one, part in parts:
        times[one].append((part.valid_from or date.min, part.valid_until or date.max))
    for one, held in times.items():
        if any(after < until for (_, until), (after, _) in pairwise(sorted(held))):
            yield one


def _dangling(where: str, part: Any, known: dict[str, set[str]]) -> Iterator[str]:
    for name, section in _REFERS.items():
        if (value := getattr(part, name, None)) is not None and value not in known[section]:
            yield f"{where}.{name} names {value}, which is not in the document"


def _out_of_bounds(where: str, part: Any) -> Iterator[str]:
    for name, (least, most) in BOUNDS.items():
        value = getattr(part, name, None)
        if value is not None and not (least <= value and (most is None or value <= most)):
            yield f"{where}.{name} is {_shown(value)}, not {f'{least} or more' if most is None else f'between {least} and {most}'}"
    if (amount := getattr(part, "amount", None)) is not None and not (
        amount.is_finite() and -MOST_MONEY < amount < MOST_MONEY
    ):
        yield f"{where}.amount is {_shown(amount)}, which is no amount"


def _shown(number: Decimal | float) -> str:
    """Show a number, which may have a million digits."""
    return str(number if isinstance(number, float) else _SHORT.create_decimal(number))


def _empty(where: str, part: Any, *, needs_name: bool) -> Iterator[str]:
    for field in fields(part):
        if getattr(part, field.name) == "" and (is_reference(field.name) or (needs_name and field.name == "name")):
            yield f"{where}.{field.name} is empty"


def _unwritable(where: str, part: Any) -> Iterator[str]:
    for name in (field.name for field in fields(part)):
        value = getattr(part, name)
        texts = value if isinstance(value, tuple) else (value,)
        if any(isinstance(text, str) and "\x00" in text for text in texts):
            yield f"{where}.{name} holds the character NUL"


def _out_of_time(where: str, part: Any) -> Iterator[str]:
    since = part.valid_from or getattr(part, "observed_on", None)
    if since and part.valid_until and part.valid_until <= since:
        yield f"{where}.valid_until is not after {since}"


def _is_key(key: str) -> bool:
    family, colon, rest = key.partition(":")
    return bool(family and colon and rest) and not key.startswith(_NO_KEY)


def _wrong_relations(document: Document, known: dict[str, set[str]]) -> Iterator[str]:
    seated = {part.id for part in document.people if part.account_id}
    both = known["people"] & known["positions"]
    for place, relation in enumerate(document.relations):
        where = f"$.relations[{place}]"
        yield from _wrong_ends(where, relation, known)
        if relation.direction is Direction.MUTUAL and relation.kind is not RelationKind.TIE:
            yield f"{where}.direction: only a TIE is MUTUAL"
        if relation.kind in LINES:
            for name, end in (("from_id", relation.from_id), ("to_id", relation.to_id)):
                if end in both:
                    yield f"{where}.{name}: {end} is both a person and a position"
                elif end in known["people"] - seated:
                    yield f"{where}.{name} names {end}, who is at no account"


def _wrong_ends(where: str, relation: RelationPart, known: dict[str, set[str]]) -> Iterator[str]:
    ends: Sequence[str] = ("people", "positions") if relation.kind in LINES else ("people",)
    allowed = set().union(*(known[section] for section in ends))
    for name, end in (("from_id", relation.from_id), ("to_id", relation.to_id)):
        if end is not None and end not in allowed:
            yield f"{where}.{name} names {end}, which is not among the document's {' and '.join(ends)}"
    if relation.to_id is None and relation.kind is not RelationKind.SOLID:
        yield f"{where}.to_id is missing"
    if relation.to_id == relation.from_id:
        yield f"{where}.to_id is the same as from_id"
