"""Which records are one account, one person, one seat: a pure function of what the records say.

Everything is known by its own key and by the id that this key makes, which an export carries. Accounts are known by their
comparable name too, ours by being ours; people by profile, e-mail and stated keys, then by a name that is unique in its account; seats by their
holder. Each kind rests on the one before, so they are resolved in that order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from orggraph.domain.facts import Record
from orggraph.domain.ids import EntityKind, record_id
from orggraph.domain.observations import Observation, Said, account_reference, decides
from orggraph.domain.people import profile_slug
from orggraph.resolve.decisions import DECIDED, decided, named_same, stated
from orggraph.resolve.matching import SELF, clusters
from orggraph.resolve.normalise import company_key, person_key

OURS = "company:@ours"
"""The record of our own account, whatever its name."""
RESOLVED = (
    EntityKind.ACCOUNT,
    EntityKind.PERSON,
    EntityKind.POSITION,
    EntityKind.DEAL,
    EntityKind.SIGNAL,
    EntityKind.ESCALATION,
)
"""The kinds of records, each after those that it rests on."""
GONE = "gone:"
"""Begins the entity id of a record of which no live observation speaks."""


@dataclass(slots=True)
class Resolution:
    """Which entity each record is. Grows kind by kind."""

    entity: dict[tuple[EntityKind, str], str] = field(default_factory=dict)
    records: dict[tuple[EntityKind, str], Record] = field(default_factory=dict)
    """Records that are new or not what they were; new ones of a kind in the order in which they name what they are."""

    def of(self, kind: EntityKind, key: object) -> str | None:
        """Give the entity that a record is, if it is known."""
        return self.entity.get((kind, key)) if isinstance(key, str) else None

    def account_of(self, said: Said) -> str | None:
        """Give the account that an observation speaks of, by key or by name."""
        return self.of(EntityKind.ACCOUNT, account_reference(said))

    def know(self, records: Iterable[Record]) -> None:
        """Take over what the store knows of records that nothing new is said about."""
        for record in records:
            if not record.entity_id.startswith(GONE):
                self.entity.setdefault((record.kind, record.key), record.entity_id)


def account_identity(name: str) -> str:
    """Give the identity of an account's name.

    >>> account_identity("Exemplis SAS")
    'company:exemplis'
    """
    return f"company:{company_key(name)}"


def identities(observation: Observation, resolution: Resolution) -> tuple[str, ...]:
    """Give what a record goes by: names of its kind, keys that were stated, what was decided, and the ids that its keys make."""
    keys = [key for key in _listed(observation.said, "keys") if not key.startswith((*DECIDED, SELF))]
    decisions = stated(observation) if decides(observation.said) else ()
    same = _listed(observation.said, "same_as") if decisions else ()
    made = (f"is:{record_id(observation.kind, key)}" for key in (observation.subject, *keys, *same))
    return (*_names(observation, resolution), *keys, *decisions, *made)


def _listed(said: Said, name: str) -> list[str]:
    keys = said.get(name)
    return [str(key) for key in keys] if isinstance(keys, list) else []


def _names(observation: Observation, resolution: Resolution) -> Iterator[str]:
    match observation.kind:
        case EntityKind.ACCOUNT:
            if observation.said.get("is_ours"):
                yield OURS
            if isinstance(name := observation.said.get("name"), str):
                yield account_identity(name)
        case EntityKind.PERSON:
            yield from _person_names(observation.said, resolution)
        case EntityKind.POSITION:
            holder = resolution.of(EntityKind.PERSON, observation.said.get("holder"))
            account = resolution.account_of(observation.said)
            if holder and account:
                yield f"held:{holder}|{account}"


def _person_names(said: Said, resolution: Resolution) -> Iterator[str]:
    if isinstance(url := said.get("profile_url"), str) and (slug := profile_slug(url)):
        yield f"linkedin:{slug}"
    if isinstance(email := said.get("email"), str):
        yield f"email:{email.strip().lower()}"
    account = resolution.account_of(said)
    if isinstance(name := said.get("name"), str) and account:
        yield f"name:{person_key(name)}|{account}"


def resolve_kind(
    kind: EntityKind,
    observations: Iterable[Observation],
    known: Iterable[Record],
    resolution: Resolution,
    told: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> None:
    """Cluster the records of one kind that live observations speak of; a known record of which none speaks any more is gone.

    A cluster is named after the record that came first, but for those that a person merged into another of them; among new ones, whatever
    the order in which a file has them, after the first by key. New records are noted in that order, in which a store keeps them, so that the name stays. `told` are the identities
    of observations, by their ids, that were worked out already.
    """
    names: dict[str, dict[str, None]] = {}
    for observation in observations:
        if observation.kind is kind:
            found = told.get(observation.id) or identities(observation, resolution)
            names.setdefault(observation.subject, {}).update(dict.fromkeys(found))
    before = {record.key: record for record in known}
    order = {key: (0, before[key].order, key) if key in before else (1, 0, key) for key in names}
    is_decided = any(identity.startswith(DECIDED) for found in names.values() for identity in found)
    merged = _merged(names) if is_decided else {}
    for cluster in clusters(_compared(kind, names, is_decided=is_decided)):
        naming = [key for key in cluster if merged.get(key, frozenset()).isdisjoint(cluster)] if merged else cluster
        entity_id = record_id(kind, min(naming or cluster, key=order.__getitem__))
        resolution.entity.update(((kind, key), entity_id) for key in cluster)
    for key in sorted(names, key=order.__getitem__):
        record = Record(key=key, kind=kind, entity_id=resolution.entity[kind, key], identities=tuple(names[key]))
        _note(resolution, before.get(key), record)
    for key in before.keys() - names.keys():
        resolution.entity.pop((kind, key), None)
        _note(resolution, before[key], Record(key=key, kind=kind, entity_id=f"{GONE}{key}"))


def _merged(names: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Tell into which records a person merged others."""
    into: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in decided({key: tuple(found) for key, found in names.items()}).same:
        into[other].add(one)
    return into


def _compared(kind: EntityKind, names: Mapping[str, Iterable[str]], *, is_decided: bool) -> dict[str, tuple[str, ...]]:
    """Give what records are compared by.

    Two that make the same id are joined by it: one of a document that carries it, and the one whose id it was. What was merged by a
    decision is found by the id of the other, which joins nobody: the decision does, while it holds.
    """
    carried = {key for key in names if key.startswith(f"id:{kind}_")}
    held = {record_id(kind, key) for key in carried}
    twice = {key for key in names.keys() - carried if record_id(kind, key) in held} if carried else set()
    own = {record_id(kind, key) for key in twice}
    compared: dict[str, tuple[str, ...]] = {}
    for key, found in names.items():
        kept = tuple(found)
        if is_decided and (merged := named_same(kept) - {key, *kept}):
            dropped = {f"is:{record_id(kind, other)}" for other in merged}
            kept = tuple(identity for identity in kept if identity not in dropped)
        compared[key] = (f"{SELF}{made}", *kept) if own and (made := record_id(kind, key)) in own else kept
    return compared


def _note(resolution: Resolution, before: Record | None, record: Record) -> None:
    record = replace(record, order=before.order) if before else record
    if record != before:
        resolution.records[record.kind, record.key] = record
