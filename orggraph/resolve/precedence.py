"""Who is believed when statements differ: a user, HR, a CRM, LinkedIn; then the newest; then the surest; then the id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import NamedTuple

from orggraph.domain.facts import ALWAYS, FOREVER
from orggraph.domain.observations import Observation, Source, Statement

_RANK = {family: -rank for rank, family in enumerate(Source)}


def source_rank(source: str) -> int:
    """Give a source's standing: the higher, the more believed.

    >>> source_rank("user:ana") > source_rank("hr:exemplis") > source_rank("linkedin:ours:bo")
    True
    """
    family = source.partition(":")[0]
    return _RANK[Source(family) if family in set(Source) else Source.OTHER]


class Ranked(NamedTuple):
    """A statement with the moment that counts as its newest word.

    `turn` tells how often its source came back to older words since that moment, this one being the latest of them.
    """

    observation: Observation
    recency: datetime
    batch_id: str
    last_said_at: datetime
    turn: int = 0

    @property
    def precedence(self) -> tuple[int, date, datetime, int, float, str]:
        """Order statements, the most believed last."""
        said = self.observation
        return (
            source_rank(said.source),
            said.valid_from or self.recency.date(),
            self.recency,
            self.turn,
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
        return [Ranked(only.observation, only.first_said_at, only.batch_id, only.last_said_at)]
    by_source: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_source[statement.observation.source].append(statement)
    found: list[Ranked] = []
    for same in by_source.values():
        recency, last, turn = datetime.min.replace(tzinfo=UTC), same[0].last_said_at, 0
        for statement in sorted(same, key=lambda s: (s.last_said_at, s.observation.id)):
            if statement.first_said_at > recency:
                recency, turn = statement.first_said_at, 0
            elif statement.first_said_at < recency or statement.last_said_at > last:
                turn += 1
            last = statement.last_said_at
            found.append(Ranked(statement.observation, recency, statement.batch_id, last, turn))
    return sorted(found, key=lambda r: r.precedence)


def periods(statements: Iterable[Ranked]) -> Iterator[tuple[date, date, list[Ranked]]]:
    """Cut time where the set of valid statements changes; each period comes with those that hold in it."""
    spans = [(said, *_validity(said)) for said in statements]
    if len(spans) == 1:
        only, since, until = spans[0]
        if since < until:
            yield since, until, [only]
        return
    edges = sorted({edge for _, *span in spans for edge in span})
    for since, until in pairwise(edges):
        valid = [said for said, begin, end in spans if begin <= since and until <= end]
        if valid:
            yield since, until, valid


def _validity(said: Ranked) -> tuple[date, date]:
    return said.observation.valid_from or ALWAYS, said.observation.valid_until or FOREVER
