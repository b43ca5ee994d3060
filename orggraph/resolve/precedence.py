"""Who is believed when statements differ: a user, HR, a CRM, LinkedIn; then the newest; then the surest; then the id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from orggraph.domain.facts import ALWAYS, FOREVER
from orggraph.domain.observations import Observation, Source, Statement

_JUST_AFTER = timedelta(microseconds=1)
_RANK = {family: -rank for rank, family in enumerate(Source)}


def source_rank(source: str) -> int:
    """Give a source's standing: the higher, the more believed.

    >>> source_rank("user:ana") > source_rank("hr:exemplis") > source_rank("linkedin:ours:bo")
    True
    """
    family = source.partition(":")[0]
    return _RANK[Source(family) if family in set(Source) else Source.OTHER]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A statement with the moment that counts as its newest word."""

    observation: Observation
    recency: datetime
    batch_id: str

    @property
    def precedence(self) -> tuple[int, date, datetime, float, str]:
        """Order statements, the most believed last."""
        said = self.observation
        return (
            source_rank(said.source),
            said.valid_from or self.recency.date(),
            self.recency,
            said.confidence,
            said.id,
        )


def ranked(statements: Sequence[Statement]) -> list[Ranked]:
    """Order statements about one thing, the most believed last.

    Across sources the first time something was said counts, so that importing a file again changes nothing. Within one source
    the last time counts, so that a file which goes back to an older word is believed: that word counts as said just after the one
    that it replaces.
    """
    if len(statements) == 1:
        only = statements[0]
        return [Ranked(only.observation, only.first_said_at, only.batch_id)]
    by_source: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_source[statement.observation.source].append(statement)
    found: list[Ranked] = []
    for same in by_source.values():
        ordered = sorted(same, key=lambda s: (s.last_said_at, s.observation.id))
        recency = ordered[0].first_said_at
        for before, statement in zip([ordered[0], *ordered], ordered, strict=False):
            replaces = statement.last_said_at > before.last_said_at
            recency = max(recency + _JUST_AFTER if replaces else recency, statement.first_said_at)
            found.append(Ranked(statement.observation, recency, statement.batch_id))
    return sorted(found, key=lambda r: r.precedence)


def periods(statements: Iterable[Ranked]) -> Iterator[tuple[date, date, list[Ranked]]]:
    """Cut time where the set of valid statements changes; each period comes with those that hold in it."""
    held = [(r.observation.valid_from or ALWAYS, r.observation.valid_until or FOREVER, r) for r in statements]
    for since, until in pairwise(sorted({edge for begin, end, _ in held for edge in (begin, end)})):
        valid = [r for begin, end, r in held if begin <= since and until <= end]
        if valid:
            yield since, until, valid
