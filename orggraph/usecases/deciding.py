"""Who is who, as a person decides: two people are one, one is two, two stay two. Stated like any edit, so remembered and reversible."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from orggraph.domain.facts import Record
from orggraph.domain.ids import EntityKind, record_id
from orggraph.domain.observations import JsonValue, Observation
from orggraph.errors import InvalidInput
from orggraph.resolve.decisions import after_all, last_apart
from orggraph.stores.base import Reader, Store
from orggraph.usecases.editing import Edit, apply_edit, records_named
from orggraph.usecases.provenance import told_of

_SPLIT_ALL = "Leave at least one record with the person."


def merge_people(store: Store, edit: Edit, keep_id: str, merge_id: str) -> str:
    """Say that two people are one: the first is kept, with all that was said of the other, whatever their keys say.

    Returns
    -------
    str
        The id of the person kept.
    """

    def build(reader: Reader) -> list[Observation]:
        kept = _records(reader, keep_id, "keepId")
        merged = _records(reader, merge_id, "mergeId")
        if kept[0].entity_id == merged[0].entity_id:
            raise InvalidInput("These two are one person already.", "Name two people.", ("input", "mergeId"))
        return _decision("same_as", kept, merged, edit.now)

    return apply_edit(store, edit, build)


def split_person(store: Store, edit: Edit, person_id: str, source_records: Sequence[int]) -> tuple[str, ...]:
    """Say that what some sources said was of somebody else.

    Parameters
    ----------
    person_id
        Who they are taken for.
    source_records
        Places in what sources said of the person, as provenance shows it, from 0 on. What a source says elsewhere under the same key goes
        along.

    Returns
    -------
    tuple of str
        The ids of the people that there are now: those who stay first, the one split off last.
    """

    def build(reader: Reader) -> list[Observation]:
        records = _records(reader, person_id, "personId")
        told = told_of(reader, edit.viewer.sight, [record.key for record in records], edit.now.date())
        chosen = _chosen([statement.observation.subject for statement in told], source_records)
        off = [record for record in records if _own_id(record) in {record_id(EntityKind.PERSON, key) for key in chosen}]
        staying = [record for record in records if record not in off]
        if not staying:
            raise InvalidInput("Nothing would be left of this person.", _SPLIT_ALL, ("input", "sourceRecords"))
        return _apart(off, staying, edit.now)

    split_off = apply_edit(store, edit, build)
    with store.reading(edit.viewer) as reader:
        keys = last_apart(name for record in reader.records_of(split_off) for name in record.identities)
        there = [record for record in reader.records(EntityKind.PERSON, keys, ()) if record.key in keys]
    return (*dict.fromkeys(record.entity_id for record in there if record.entity_id != split_off), split_off)


def keep_apart(store: Store, edit: Edit, one_id: str, other_id: str) -> str:
    """Say that two are not one person, whatever both go by. Two ids of one person name what each was before they were joined."""

    def build(reader: Reader) -> list[Observation]:
        one, other = _records(reader, one_id, "oneId"), _records(reader, other_id, "otherId")
        if one[0].entity_id == other[0].entity_id:
            one, other = ([r for r in one if _own_id(r) == wanted] for wanted in (one_id, other_id))
        if one_id == other_id or not one or not other:
            raise InvalidInput(
                "This is one person.", "Name two people, or split this one by its source records.", ("input", "otherId")
            )
        return _apart(one, other, edit.now)

    return apply_edit(store, edit, build)


def _records(reader: Reader, person_id: str, name: str) -> Sequence[Record]:
    return records_named(reader, person_id, EntityKind.PERSON, "input", name)


def _own_id(record: Record) -> str:
    return record_id(EntityKind.PERSON, record.key)


def _chosen(subjects: Sequence[str], places: Sequence[int]) -> set[str]:
    path = ("input", "sourceRecords")
    if not places:
        raise InvalidInput("No source record is named.", "Give places in what sources said, from 0 on.", path)
    for number, place in enumerate(places):
        if not 0 <= place < len(subjects):
            problem = f"There is no source record {place}: this person has {len(subjects)}, counted from 0."
            raise InvalidInput(problem, "Ask what sources said again.", (*path, str(number)))
    return {subjects[place] for place in places}


def _apart(some: Collection[Record], others: Collection[Record], now: datetime) -> list[Observation]:
    """Say it of either side, for what was said of one may be taken back."""
    return [*_decision("apart_from", others, some, now), *_decision("apart_from", some, others, now)]


def _decision(name: str, of: Collection[Record], others: Iterable[Record], now: datetime) -> list[Observation]:
    """State a decision of each record of one side, and of the one that names them last."""
    others = list(others)
    moment = after_all((name for record in (*of, *others) for name in record.identities), now)
    said: dict[str, JsonValue] = {name: sorted(other.key for other in others)}
    return [
        Observation(kind=EntityKind.PERSON, subject=record.key, said=said, source="", said_at=moment)
        for record in sorted(of, key=lambda record: (_own_id(record) == record.entity_id, record.key))
    ]
