"""Between rows and what they mean."""

import msgspec

from orggraph.domain.facts import KIND_OF_FACT, Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.stores.bodies import day, placed, text

_STRINGS = msgspec.json.Decoder(tuple[str, ...])


def fact_row(workspace: int, version: Version) -> tuple[object, ...]:
    """Give a version as a row of `facts`."""
    fact = version.fact
    kind = KIND_OF_FACT[type(fact)]
    return (
        workspace,
        fact.id,
        day(version.since),
        day(version.until),
        str(kind),
        *placed(fact),
        text(fact),
    )


def record_of(row: tuple[str, str, str, int, str]) -> Record:
    """Read a record back from its columns."""
    kind, key, entity_id, place, identities = row
    return Record(
        key=key, kind=EntityKind(kind), entity_id=entity_id, identities=_STRINGS.decode(identities), order=place
    )
