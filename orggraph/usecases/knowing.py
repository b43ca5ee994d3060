"""The facts around something as they were known at a moment: folded again from what had been said by then, and not taken back yet."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from orggraph.domain.facts import Facts
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Observation, Statement
from orggraph.domain.viewer import WHOLE, Viewer
from orggraph.resolve.fold import fold
from orggraph.resolve.identity import RESOLVED, Resolution, resolve_kind
from orggraph.stores.base import Reader
from orggraph.stores.memory_scope import facts_around
from orggraph.stores.paging import holds, instant
from orggraph.stores.sight import narrowed
from orggraph.usecases.changing import keys_of

MOST_SAYINGS = 100_000
"""Of how many statements the past is worked out: some ten seconds of one core. A larger workspace is refused."""


def known_facts(reader: Reader, viewer: Viewer, anchor_id: str | None, as_of: date, known_at: datetime) -> Facts | None:
    """Give the facts around anything as they would have been read at a moment; None where there was no such thing.

    Who is one and the same is found out anew, from what was known then: a merge that was made later shows nothing.

    Raises
    ------
    TooLargeError
        Where more was said in the workspace than can be gone through for an answer.
    """
    moment = instant(known_at)
    sayings = reader.sayings(most=MOST_SAYINGS)
    statements = [statement for one in sayings if (statement := one.known_at(moment))]
    facts = fold(statements, _resolved(reader, statements))
    holding = {
        found: version.fact
        for found, versions in sorted(facts.items())
        for version in versions
        if holds(version, as_of)
    }
    found = facts_around(anchor_id, holding, str, reader.revision, as_of)
    return found if found is None or viewer.sight == WHOLE else narrowed(found, viewer.sight)


def _resolved(reader: Reader, statements: Sequence[Statement]) -> Resolution:
    """Find out who the records were; those that came first still name what they are."""
    observations = [statement.observation for statement in statements]
    of_kind: defaultdict[EntityKind, list[Observation]] = defaultdict(list)
    for one in observations:
        of_kind[one.kind].append(one)
    keys = keys_of(observations)
    resolution = Resolution()
    for kind in RESOLVED:
        known = reader.records(kind, keys[kind], ()) if keys[kind] else ()
        resolve_kind(kind, of_kind[kind], known, resolution)
    return resolution
