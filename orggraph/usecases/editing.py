"""What a user enters by hand: each edit is a signed observation, recorded like any other; sent twice, it answers as it did first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from orggraph.domain.deals import Stakeholder
from orggraph.domain.ids import EntityKind, content_id, kind_of
from orggraph.domain.observations import EDIT, Batch, JsonValue, Observation
from orggraph.domain.positions import Line
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.viewer import Viewer
from orggraph.errors import ConflictError, InvalidInput, NotFound
from orggraph.resolve.fold import fact_id
from orggraph.resolve.identity import Resolution
from orggraph.stores.base import Reader, Store
from orggraph.usecases.changing import keys_of
from orggraph.usecases.recording import Plan, edits, new_batch_id, record

REMEMBERED = timedelta(days=1)
_ENDS = {
    EntityKind.LINE: ("report_id",),
    EntityKind.TIE: ("one_id", "other_id"),
    EntityKind.INFLUENCE: ("from_id",),
    EntityKind.STAKEHOLDER: ("person_id",),
}
_SHARED = ("email", "linkedin")
_IMPLIED_SEAT = f"{EntityKind.POSITION.value}_{EntityKind.PERSON.value}_"


@dataclass(frozen=True, slots=True)
class Edit:
    """Who edits what, when; `mutation` and `mutation_id` make a repeat harmless."""

    viewer: Viewer
    now: datetime
    mutation: str = ""
    mutation_id: str | None = None


def apply_edit(store: Store, edit: Edit, build: Callable[[Reader], list[Observation]]) -> str:
    """Record what `build` says and give the id of what its last observation made or changed."""
    remembered = _remembered(store, edit)
    if remembered:
        return remembered

    def plan(reader: Reader) -> Plan:
        said = edits(edit.viewer, edit.now, build(reader))
        return Plan(batch=_batch(edit), incoming=said, answer=said[-1])

    try:
        batch, _ = record(store, edit.viewer, edit.now, plan)
    except ConflictError:
        remembered = _remembered(store, edit)
        if remembered is None:
            raise
        return remembered
    return str(batch.answer_id)


def retract(store: Store, edit: Edit, fact: str, why: str) -> None:
    """Take a fact back: no statement that made it is believed any more; all stay in the history."""
    reason = text(why, "input", "why")
    if _remembered(store, edit):
        return

    def plan(reader: Reader) -> Plan:
        dead = _statements_of(reader, fact, edit.now)
        if not dead:
            raise NotFound(f"There is no fact {fact}.", "", ("input", "factId"))
        return Plan(
            batch=replace(_batch(edit, answer_id=fact), note=reason), dead=dead, retracted=tuple(o.id for o in dead)
        )

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
    resolution = Resolution()
    for kind, keys in keys_of(live).items():
        resolution.know(reader.records(kind, keys, ()) if keys else ())
    return tuple(o for o in live if fact_id(o, resolution) == fact)


def key_of(reader: Reader, entity_id: str, kind: EntityKind, *path: str) -> str:
    """Give the key of the record that an id names, or say that there is none."""
    if kind is EntityKind.POSITION and entity_id.startswith(_IMPLIED_SEAT):
        person_id = entity_id.removeprefix(f"{EntityKind.POSITION.value}_")
        return f"seat:{key_of(reader, person_id, EntityKind.PERSON, *path)}"
    records = [r for r in reader.records_of(entity_id) if r.kind is kind]
    if not records:
        raise NotFound(f"There is no {kind.name.lower()} {entity_id}.", "", path)
    return records[0].key


def own_key(edit: Edit, *parts: str) -> str:
    """Make the key of a record that a user creates: new at each edit, the same when the edit is sent again."""
    return f"own:{content_id(EntityKind.OBSERVATION, edit.viewer.user, edit.mutation, edit.mutation_id or edit.now.isoformat(), *parts)}"


def external_keys(keys: tuple[tuple[str, str], ...]) -> list[str]:
    """Give the identities that outside ids are; a profile or an e-mail is the same as everywhere."""
    checked = [(text(source, "input", "keys"), text(key, "input", "keys") or "") for source, key in keys]
    return [f"{source}:{key.lower()}" if source in _SHARED else f"ext:{source}/{key}" for source, key in checked]


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


def text(value: str | None, *path: str, longest: int = 500) -> str | None:
    """Refuse an empty or overlong text."""
    if value is None:
        return None
    trimmed = value.strip()
    if not trimmed or len(trimmed) > longest or not trimmed.isprintable():
        problem = "is empty" if not trimmed else f"is longer than {longest} characters or holds control characters"
        raise InvalidInput(f"{path[-1]} {problem}.", "Give a short plain text.", path)
    return trimmed


def _mutation_batch(edit: Edit) -> str | None:
    if edit.mutation_id is None:
        return None
    day = edit.now.date().isoformat()
    return content_id(EntityKind.BATCH, edit.viewer.workspace, edit.viewer.user, edit.mutation, edit.mutation_id, day)


def _remembered(store: Store, edit: Edit) -> str | None:
    """Give the answer of the same mutation when it was recorded within a day."""
    if edit.mutation_id is None:
        return None
    yesterday = Edit(edit.viewer, edit.now - REMEMBERED, edit.mutation, edit.mutation_id)
    with store.reading(edit.viewer) as reader:
        for batch_id in (_mutation_batch(edit), _mutation_batch(yesterday)):
            batch = reader.batch(batch_id) if batch_id else None
            if batch and batch.started_at > edit.now - REMEMBERED:
                return batch.answer_id
    return None


def _batch(edit: Edit, answer_id: str | None = None) -> Batch:
    return Batch(
        id=_mutation_batch(edit) or new_batch_id(),
        importer=EDIT,
        author=edit.viewer.name or edit.viewer.user,
        started_at=edit.now,
        answer_id=answer_id,
    )
