"""What every source said of somebody, as far as the viewer may read it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from orggraph.domain.facts import SourceRecord
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch, Observation, Said, Statement, named_records
from orggraph.domain.viewer import Narrowing, Sight, Viewer
from orggraph.stores.base import Reader, Store
from orggraph.usecases.listing import import_in

Provenance = tuple[tuple[SourceRecord, Batch | None], ...]

_OPINIONS = frozenset({EntityKind.STAKEHOLDER, EntityKind.INFLUENCE, EntityKind.SIGNAL})
_CONTACTS = frozenset({"email", "profile_url", "keys", "same_as", "apart_from"})
_MOVES = frozenset({"expected_position", "expected_title", "expected_position_confidence"})


def provenance(store: Store, viewer: Viewer, person_ids: Collection[str], as_of: date) -> Mapping[str, Provenance]:
    """Give what sources said of some people, the oldest first, each with the import that brought it."""
    with store.reading(viewer) as reader:
        person_of = {record.key: person for person in person_ids for record in reader.records_of(person)}
        found = told_of(reader, viewer.sight, list(person_of), as_of)
        imports = {batch_id: import_in(reader, batch_id) for batch_id in {s.batch_id for s in found}}
    said: dict[str, list[tuple[SourceRecord, Batch | None]]] = {person: [] for person in person_ids}
    for statement in found:
        record = _record(statement, viewer.sight)
        said[person_of[statement.observation.subject]].append((record, imports[statement.batch_id]))
    return {person: tuple(records) for person, records in said.items()}


def told_of(reader: Reader, sight: Sight, keys: Collection[str], as_of: date) -> list[Statement]:
    """Give what was said of some records and may be read, in the order in which it is shown: the oldest first."""
    found = _seen(reader, sight, reader.statements(keys), as_of)
    return sorted(found, key=lambda s: (s.first_said_at, s.observation.source))


def _seen(reader: Reader, sight: Sight, found: Iterable[Statement], as_of: date) -> list[Statement]:
    """Leave out opinions that may not be read, and what speaks of what is not seen."""
    kept = [one for one in found if sight.opinions or one.observation.kind not in _OPINIONS]
    if Narrowing.ACCOUNTS not in sight.narrowed_by:
        return kept
    keys: defaultdict[EntityKind, set[str]] = defaultdict(set)
    for one in kept:
        for kind, key in named_records(one.observation):
            keys[kind].add(key)
    records = [record for kind, named in keys.items() for record in reader.records(kind, sorted(named), ())]
    homes = reader.homes({record.entity_id for record in records}, as_of)
    seen = {(record.kind, record.key) for record in records if record.entity_id in homes}
    return [one for one in kept if seen.issuperset(named_records(one.observation))]


def _said(observation: Observation, sight: Sight) -> Said:
    left_out = (frozenset() if sight.contacts else _CONTACTS) | (frozenset() if sight.moves else _MOVES)
    return {name: value for name, value in observation.said.items() if name not in left_out}


def _record(statement: Statement, sight: Sight) -> SourceRecord:
    observation = statement.observation
    return SourceRecord(
        source=observation.source,
        batch_id=statement.batch_id,
        author=observation.author,
        said={"about": observation.kind.name, **_said(observation, sight)},
        said_at=statement.first_said_at,
        valid_from=observation.valid_from,
        valid_until=observation.valid_until,
        confidence=observation.confidence,
    )
