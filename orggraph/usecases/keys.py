"""What something is called elsewhere: a CRM's opportunity, an employee number, an e-mail, a profile; and what it is here."""

from collections.abc import Collection

from orggraph.domain.elsewhere import EMAIL, LINKEDIN, known_as
from orggraph.domain.facts import Record
from orggraph.domain.ids import EntityKind
from orggraph.domain.viewer import Viewer
from orggraph.errors import ConflictError, ForbiddenError
from orggraph.resolve.identity import GONE
from orggraph.stores.base import Reader, Store
from orggraph.usecases.editing import record_named, text

Keys = tuple[tuple[str, str], ...]
"""Ids from elsewhere, as pairs of source and key."""

_LOOKED_UP = (EntityKind.PERSON, EntityKind.ACCOUNT, EntityKind.DEAL)


def external_key(source: str, key: str, *path: str) -> str:
    """Give the identity that an outside id is, or refuse what is no plain text."""
    return known_as(text(source, *path, "source") or "", text(key, *path, "key") or "")


def external_keys(keys: Keys) -> list[str]:
    """Give the identities that outside ids are."""
    return [external_key(source, key, "input", "keys") for source, key in keys]


def called(reader: Reader, kind: EntityKind, names: Collection[str]) -> tuple[Record, ...]:
    """Give the records of a kind that go by one of these names themselves, first come first."""
    wanted = frozenset(names)
    return tuple(
        record
        for record in (reader.records(kind, wanted, wanted) if wanted else ())
        if (record.key in wanted or not wanted.isdisjoint(record.identities)) and not record.entity_id.startswith(GONE)
    )


def seen_by_name(reader: Reader, kind: EntityKind, names: Collection[str]) -> tuple[Record, ...]:
    """Give the records that go by one of these names; refuse the name of something that is not seen: what is saved under it would be that."""
    found = called(reader, kind, names)
    if any(not reader.records_of(entity_id) for entity_id in {record.entity_id for record in found}):
        raise ForbiddenError(
            "One of these keys is not yours to save under.", "Ask an admin of your workspace.", ("input", "keys")
        )
    return found


def saved_before(reader: Reader, kind: EntityKind, entity_id: str | None, names: Collection[str]) -> Record | None:
    """Give the record of what an id or these names are; None where there is none yet. Of two things neither is changed."""
    own = (record_named(reader, entity_id, kind, "input", "id"),) if entity_id else ()
    found = (*own, *seen_by_name(reader, kind, names))
    if len({record.entity_id for record in found}) > 1:
        what = kind.name.lower()
        raise ConflictError(
            f"One of these keys is of another {what}.",
            f"Look each key up, and save one {what} at a time.",
            ("input", "keys"),
        )
    return found[0] if found else None


def find_called(store: Store, viewer: Viewer, source: str, key: str) -> tuple[str, ...]:
    """Give the ids of what goes by an outside id: people, then accounts, then deals.

    Who may not read addresses finds nobody by one: an answer would tell whose it is.
    """
    name = external_key(source, key)
    if not viewer.sight.contacts and (name.startswith((f"{EMAIL}:", f"{LINKEDIN}:")) or "@" in name):
        return ()
    with store.reading(viewer) as reader:
        found = [record.entity_id for kind in _LOOKED_UP for record in called(reader, kind, (name,))]
    return tuple(dict.fromkeys(found))
