"""A workspace in memory as an archive, and back."""

from collections.abc import Iterable, Iterator

from orggraph.domain.facts import KIND_OF_FACT, Version
from orggraph.domain.observations import references
from orggraph.stores.archive import Entry, Head, Held, Known, Moved, Published, Said
from orggraph.stores.bodies import batch_of, fact_of, observation_of, raw
from orggraph.stores.memory_workspace import Workspace


def archive(workspace: Workspace, versions: Iterable[Version]) -> Iterator[Entry]:
    """Go through all that a workspace holds."""
    yield Head(workspace.revision, workspace.next_order)
    for _, batch in sorted(workspace.batches.items()):
        yield Published(raw(batch))
    for known, observation in sorted(workspace.observations.items()):
        if published := sorted(workspace.assertions.get(known, frozenset()) & workspace.batches.keys()):
            yield Said(raw(observation), tuple(published), known in workspace.retracted, workspace.retracted.get(known))
    for _, record in sorted(workspace.records.items()):
        yield Known(record)
    for old_id, entity_id in sorted(workspace.aliases.items()):
        yield Moved(old_id, entity_id)
    for version in versions:
        kind = KIND_OF_FACT[type(version.fact)].value
        yield Held(kind, version.since, version.until, raw(version.fact))


def put(workspace: Workspace, entries: Iterable[Entry]) -> None:
    """Add entries to a workspace."""
    for entry in entries:
        match entry:
            case Published():
                batch = batch_of(bytes(entry.body))
                workspace.batches[batch.id] = batch
            case Said():
                _say(workspace, entry)
            case Known(record):
                workspace.records[record.kind, record.key] = record
            case Moved():
                workspace.aliases[entry.old_id] = entry.entity_id
            case Held():
                fact = fact_of(entry.kind, bytes(entry.body))
                held = workspace.facts.get(fact.id, ())
                workspace.facts[fact.id] = (*held, Version(fact, entry.since, entry.until))


def _say(workspace: Workspace, said: Said) -> None:
    observation = observation_of(bytes(said.body))
    workspace.observations[observation.id] = observation
    workspace.mentions[observation.id] = references(observation)
    workspace.assertions[observation.id] = frozenset(said.batches)
    if said.retracted:
        workspace.retracted[observation.id] = said.retracted_in
