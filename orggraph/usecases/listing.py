"""Lists and single things that need no analysis."""

from collections.abc import Collection, Mapping

from orggraph.domain.deals import Deal
from orggraph.domain.facts import SourceRecord
from orggraph.domain.observations import EDIT, Batch
from orggraph.domain.people import Account
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import Viewer
from orggraph.stores.base import AccountFilter, DealFilter, Page, Reader, Store


def list_accounts(store: Store, viewer: Viewer, where: AccountFilter, first: int, after: str | None) -> Page[Account]:
    """Give accounts, ours first, then by name."""
    with store.reading(viewer) as reader:
        return reader.accounts(where, first, after)


def list_deals(store: Store, viewer: Viewer, where: DealFilter, first: int, after: str | None) -> Page[Deal]:
    """Give deals by name."""
    with store.reading(viewer) as reader:
        return reader.deals(where, first, after)


def list_imports(store: Store, viewer: Viewer, first: int, after: str | None) -> Page[Batch]:
    """Give imports, the newest first."""
    with store.reading(viewer) as reader:
        return reader.batches(first, after)


def list_ties(store: Store, viewer: Viewer, person_id: str, first: int, after: str | None) -> Page[Tie]:
    """Give somebody's ties."""
    with store.reading(viewer) as reader:
        return reader.ties(person_id, first, after)


def find_import(store: Store, viewer: Viewer, batch_id: str) -> Batch | None:
    """Give one import; an edit is none."""
    with store.reading(viewer) as reader:
        return _import(reader, batch_id)


def _import(reader: Reader, batch_id: str) -> Batch | None:
    found = reader.batch(batch_id)
    return found if found and found.importer != EDIT else None


def find_accounts(store: Store, viewer: Viewer, account_ids: Collection[str]) -> Mapping[str, Account]:
    """Give accounts by id."""
    with store.reading(viewer) as reader:
        return {account_id: account for account_id in account_ids if (account := reader.account(account_id))}


def entity_id(store: Store, viewer: Viewer, entity: str) -> str:
    """Give the entity that stands for one that was merged away, or the entity itself."""
    with store.reading(viewer) as reader:
        records = reader.records_of(entity)
    return records[0].entity_id if records else entity


def provenance(store: Store, viewer: Viewer, person_id: str) -> tuple[tuple[SourceRecord, Batch | None], ...]:
    """Give everything that sources said of a person, the oldest first, each with the import that brought it."""
    with store.reading(viewer) as reader:
        keys = [record.key for record in reader.records_of(person_id)]
        found = reader.statements(keys)
        imports = {batch_id: _import(reader, batch_id) for batch_id in {s.batch_id for s in found}}
    said = [
        SourceRecord(
            source=s.observation.source,
            batch_id=s.batch_id,
            author=s.observation.author,
            said={"about": s.observation.kind.name, **s.observation.said},
            said_at=s.first_said_at,
            valid_from=s.observation.valid_from,
            valid_until=s.observation.valid_until,
            confidence=s.observation.confidence,
        )
        for s in found
    ]
    return tuple((s, imports[s.batch_id]) for s in sorted(said, key=lambda s: (s.said_at, s.source)))
