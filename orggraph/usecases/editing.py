"""What a user enters by hand: each edit is a signed observation, recorded like any other; sent twice, it answers as it did first."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from orggraph.domain.deals import Stakeholder
from orggraph.domain.facts import Record
from orggraph.domain.ids import EntityKind, content_id, kind_of, record_id
from orggraph.domain.observations import EDIT, Batch, ImportState, JsonValue, Observation
from orggraph.domain.positions import Line
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.viewer import Permission, Viewer, require
from orggraph.errors import InvalidInput, NotFound
from orggraph.resolve.fold import fact_id
from orggraph.stores.base import Reader, Store
from orggraph.usecases.changing import OWN, known_resolution
from orggraph.usecases.recording import Plan, edits, new_batch_id, record
from orggraph.usecases.spelling import sent_as

REMEMBERED = timedelta(days=1)
_ENDS = {
    EntityKind.LINE: ("report_id",),
    EntityKind.TIE: ("one_id", "other_id"),
    EntityKind.INFLUENCE: ("from_id",),
    EntityKind.STAKEHOLDER: ("person_id",),
}
_IMPLIED_SEAT = f"{EntityKind.POSITION.value}_{EntityKind.PERSON.value}_"


@dataclass(frozen=True, slots=True)
class Edit:
    """Who edits what, when; `mutation` and `mutation_id` make a repeat harmless."""

    viewer: Viewer
    now: datetime
    mutation: str = ""
    mutation_id: str | None = None


class _Repeated(Exception):
    """The same mutation was recorded already, with this answer."""

    def __init__(self, answer_id: str | None) -> None:
        super().__init__(answer_id)
        self.answer_id = answer_id


def apply_edit(store: Store, edit: Edit, build: Callable[[Reader], list[Observation]]) -> str:
    """Record what `build` says and give the id of what its last observation made or changed."""
    require(edit.viewer, Permission.MAP_WRITE)

    def plan(reader: Reader) -> Plan:
        _stop_a_repeat(reader, edit)
        said = edits(edit.viewer, edit.now, build(reader))
        return Plan(batch=_batch(edit), incoming=said, answer=said[-1], mutation=edit.mutation)

    try:
        answer = record(store, edit.viewer, edit.now, plan)[0].answer_id
    except _Repeated as repeat:
        answer = repeat.answer_id
    if answer is None:
        raise LookupError(f"what {edit.mutation} stated made nothing")
    return answer


def retract(store: Store, edit: Edit, fact: str, why: str) -> None:
    """Take a fact back: no statement that made it is believed any more; all stay in the history."""
    require(edit.viewer, Permission.MAP_WRITE)
    reason = text(why, "input", "why", lines=True)

    def plan(reader: Reader) -> Plan:
        _stop_a_repeat(reader, edit)
        dead = _statements_of(reader, fact, edit.now)
        if not dead:
            raise NotFound(f"There is no fact {fact}.", "", ("input", "factId"))
        return Plan(
            batch=replace(_batch(edit, answer_id=fact), note=reason),
            dead=dead,
            retracted=tuple(o.id for o in dead),
            mutation=edit.mutation,
        )

    with suppress(_Repeated):
        record(store, edit.viewer, edit.now, plan)


def _statements_of(reader: Reader, fact: str, now: datetime) -> tuple[Observation, ...]:
    """Give the live observations that make a fact."""
    ends = _ENDS.get(kind_of(fact) or EntityKind.BATCH, ())
    entities = [fact]
    if ends:
        facts = reader.facts(fact, now.date())
        edges: tuple[Line | Tie | Influence | Stakeholder, ...] = ()
        if facts:
            edges = (*facts.lines, *facts.ties, *facts.influences, *facts.stakeholders)
        entities = [str(getattr(edge, end)) for edge in edges if edge.id == fact for end in ends]
    records = [record for entity in entities for record in reader.records_of(entity)]
    live = [s.observation for s in reader.statements([record.key for record in records])]
    resolution = known_resolution(reader, live)
    return tuple(o for o in live if fact_id(o, resolution) == fact)


def key_of(reader: Reader, entity_id: str, kind: EntityKind, *path: str) -> str:
    """Give the key of the record that an id names, or say that there is none."""
    if kind is EntityKind.POSITION and entity_id.startswith(_IMPLIED_SEAT):
        person_id = entity_id.removeprefix(f"{EntityKind.POSITION.value}_")
        return f"seat:{key_of(reader, person_id, EntityKind.PERSON, *path)}"
    return record_named(reader, entity_id, kind, *path).key


def record_named(reader: Reader, entity_id: str, kind: EntityKind, *path: str) -> Record:
    """Give the record that an id names, or say that there is none.

    Of several the one that names what all are: what is said of it stays with them, whatever is told apart from them later.
    """
    records = records_named(reader, entity_id, kind, *path)
    return next((r for r in records if record_id(kind, r.key) == r.entity_id), records[0])


def records_named(reader: Reader, entity_id: str, kind: EntityKind, *path: str) -> tuple[Record, ...]:
    """Give all records that an id names, the first to come first; or say that there is none."""
    records = tuple(r for r in reader.records_of(entity_id) if r.kind is kind)
    if not records:
        raise NotFound(f"There is no {kind.name.lower()} {entity_id}.", "", path)
    return records


def own_key(edit: Edit, *parts: str) -> str:
    """Make the key of a record that a user creates: new at each edit."""
    made = content_id(EntityKind.OBSERVATION, edit.viewer.user, edit.mutation, edit.now.isoformat(), *parts)
    return f"{OWN}{made}"


def in_range(value: float | None, low: float, high: float, *path: str) -> float | None:
    """Refuse a figure out of its range."""
    if value is not None and not low <= value <= high:
        raise InvalidInput(
            f"{path[-1]} is {value:g}; it lies in [{low:g}, {high:g}].", "Give a value in that range.", path
        )
    return value


def number(given: Mapping[str, JsonValue], name: str) -> float | None:
    """Give a figure among what was given."""
    value = given.get(name)
    return float(value) if isinstance(value, int | float) else None


def refuse_to_lose(given: Mapping[str, JsonValue], *names: str) -> None:
    """Refuse to take away what a thing cannot be without."""
    for name in names:
        if name in given and given[name] is None:
            raise InvalidInput(
                f"{sent_as(name)} cannot be taken away.",
                "Give another value, or leave it out.",
                ("input", sent_as(name)),
            )


def text(value: str | None, *path: str, longest: int = 500, lines: bool = False) -> str | None:
    """Refuse an empty or overlong text; only what is free text may have several lines."""
    if value is None:
        return None
    trimmed = value.strip()
    plain = trimmed.replace("\n", " ").replace("\t", " ") if lines else trimmed
    if not trimmed or len(trimmed) > longest or not plain.isprintable():
        problem = "is empty" if not trimmed else f"is longer than {longest} characters or holds control characters"
        raise InvalidInput(f"{path[-1]} {problem}.", "Give a short plain text.", path)
    return trimmed


def mutation_batch(edit: Edit) -> str | None:
    """Name the batch of an edit that a client can repeat; None where it cannot."""
    if edit.mutation_id is None:
        return None
    day = edit.now.date().isoformat()
    return content_id(EntityKind.BATCH, edit.viewer.workspace, edit.viewer.user, edit.mutation, edit.mutation_id, day)


def _stop_a_repeat(reader: Reader, edit: Edit) -> None:
    """Stop when the same mutation was recorded within a day: asked in the reading that plans, so that of two at once one is second."""
    yesterday = replace(edit, now=edit.now - REMEMBERED)
    for batch_id in (mutation_batch(edit), mutation_batch(yesterday)):
        batch = reader.batch(batch_id) if batch_id else None
        if batch and batch.state is ImportState.DONE and batch.started_at > edit.now - REMEMBERED:
            raise _Repeated(batch.answer_id)


def _batch(edit: Edit, answer_id: str | None = None) -> Batch:
    return Batch(
        id=mutation_batch(edit) or new_batch_id(),
        importer=EDIT,
        author=edit.viewer.name or edit.viewer.user,
        user=edit.viewer.user,
        started_at=edit.now,
        answer_id=answer_id,
    )
