"""Lists and single things that need no analysis."""

from collections.abc import Collection, Mapping

from orggraph.domain.deals import Deal
from orggraph.domain.observations import EDIT, Batch
from orggraph.domain.people import Account
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import Viewer
from orggraph.stores.base import AccountFilter, DealFilter, Found, Reader, Store
from orggraph.stores.page import Page


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


def search(store: Store, viewer: Viewer, text: str, first: int, after: str | None) -> Page[Found]:
    """Find people, accounts and deals by the beginnings of words."""
    with store.reading(viewer) as reader:
        return reader.search(text, first, after)


def find_import(store: Store, viewer: Viewer, batch_id: str) -> Batch | None:
    """Give one import; an edit is none."""
    with store.reading(viewer) as reader:
        return import_in(reader, batch_id)


def import_in(reader: Reader, batch_id: str) -> Batch | None:
    """Give one import as a reading sees it."""
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
