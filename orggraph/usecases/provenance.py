"""What every source said of somebody."""

from collections.abc import Collection, Mapping

from orggraph.domain.facts import SourceRecord
from orggraph.domain.observations import Batch, Statement
from orggraph.domain.viewer import Viewer
from orggraph.stores.base import Store
from orggraph.usecases.listing import import_in

Provenance = tuple[tuple[SourceRecord, Batch | None], ...]


def provenance(store: Store, viewer: Viewer, person_ids: Collection[str]) -> Mapping[str, Provenance]:
    """Give what sources said of some people, the oldest first, each with the import that brought it."""
    with store.reading(viewer) as reader:
        person_of = {record.key: person for person in person_ids for record in reader.records_of(person)}
        found = reader.statements(list(person_of))
        imports = {batch_id: import_in(reader, batch_id) for batch_id in {s.batch_id for s in found}}
    said: dict[str, list[tuple[SourceRecord, Batch | None]]] = {person: [] for person in person_ids}
    for statement in sorted(found, key=lambda s: (s.first_said_at, s.observation.source)):
        said[person_of[statement.observation.subject]].append((_record(statement), imports[statement.batch_id]))
    return {person: tuple(records) for person, records in said.items()}


def _record(statement: Statement) -> SourceRecord:
    observation = statement.observation
    return SourceRecord(
        source=observation.source,
        batch_id=statement.batch_id,
        author=observation.author,
        said={"about": observation.kind.name, **observation.said},
        said_at=statement.first_said_at,
        valid_from=observation.valid_from,
        valid_until=observation.valid_until,
        confidence=observation.confidence,
    )
