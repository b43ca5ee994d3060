"""Identifiers: opaque to callers, global, and made from content so that the same input gives the same id."""

import hashlib
from enum import StrEnum
from functools import lru_cache


class EntityKind(StrEnum):
    """What an id names; its value is the id's prefix."""

    ACCOUNT = "acc"
    PERSON = "per"
    POSITION = "pos"
    LINE = "lin"
    INFLUENCE = "inf"
    TIE = "tie"
    DEAL = "dea"
    STAKEHOLDER = "stk"
    SIGNAL = "sig"
    ESCALATION = "esc"
    OBSERVATION = "obs"
    BATCH = "bat"


def content_id(kind: EntityKind, *parts: str) -> str:
    """Give the id that these parts always have.

    >>> content_id(EntityKind.PERSON, "linkedin:ana")
    'per_c85554bcf8de8e3ccbcd'
    """
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{kind!s}_{digest[:20]}"


@lru_cache(maxsize=65_536)
def record_id(kind: EntityKind, key: str) -> str:
    """Give the id of the entity that a record is first found to be: one that a document of this program carries is kept.

    >>> record_id(EntityKind.PERSON, "id:per_1"), record_id(EntityKind.PERSON, "linkedin:ana")
    ('per_1', 'per_c85554bcf8de8e3ccbcd')
    """
    own = key.removeprefix("id:")
    return own if key.startswith(f"id:{kind!s}_") else content_id(kind, key)


def kind_of(identifier: str) -> EntityKind | None:
    """Say what an id names, or None when it is not one of ours.

    >>> kind_of("per_c85554bcf8de8e3ccbcd").name
    'PERSON'
    >>> kind_of("42") is None
    True
    """
    prefix, _, rest = identifier.partition("_")
    return EntityKind(prefix) if rest and prefix in set(EntityKind) else None
