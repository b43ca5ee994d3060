"""What a workspace in memory holds."""

from copy import copy
from dataclasses import dataclass, field, fields

from orggraph.domain.facts import Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch, ImportState, Observation
from orggraph.stores.base import Job
from orggraph.stores.paging import instant


@dataclass(slots=True)
class Workspace:
    """All that one workspace holds. Values are never changed in place, so that a copy of the dicts is a copy of all."""

    revision: int = 0
    next_order: int = 0
    batches: dict[str, Batch] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)
    mentions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    assertions: dict[str, frozenset[str]] = field(default_factory=dict)
    retracted: dict[str, str | None] = field(default_factory=dict)
    """By which batch, where that is known."""
    records: dict[tuple[EntityKind, str], Record] = field(default_factory=dict)
    facts: dict[str, tuple[Version, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    progress: int = 0

    def copy(self) -> "Workspace":
        """Copy the dicts, not what is in them."""
        return Workspace(**{part.name: copy(getattr(self, part.name)) for part in fields(self)})

    def is_done(self, batch_id: str) -> bool:
        """Tell whether what a batch asserts counts."""
        batch = self.batches.get(batch_id)
        return batch is not None and batch.state is ImportState.DONE

    def published_batches(self, observation_id: str) -> list[Batch]:
        """Give the batches that ever said something and were published, the first to say it first."""
        asserting = self.assertions.get(observation_id, frozenset())
        known = (self.batches[batch_id] for batch_id in asserting if batch_id in self.batches)
        return sorted(known, key=lambda batch: (instant(batch.started_at), batch.id))

    def batch(self, batch_id: str) -> Batch | None:
        """Give a batch as it was published last, or as far as it has come."""
        job = self.jobs.get(batch_id)
        return self.batches.get(batch_id) or (job.batch if job else None)

    def done_batches(self, observation_id: str) -> list[Batch]:
        """Give the batches that make an observation live, the first to say it first."""
        if observation_id in self.retracted:
            return []
        return [batch for batch in self.published_batches(observation_id) if self.is_done(batch.id)]

    def successor(self, identifier: str) -> str:
        """Follow what an id was merged into."""
        seen = set()
        while identifier in self.aliases and identifier not in seen:
            seen.add(identifier)
            identifier = self.aliases[identifier]
        return identifier
