"""What a set of new, or no longer believed, observations changes: one reading, then everything in memory.

Kinds are resolved in the order in which they rest on each other: accounts, people, seats, then deals and what hangs on them.
When a record turns out to be somebody else than before, whatever refers to it is resolved and folded again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from orggraph.domain.facts import Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Observation, Statement, named_records
from orggraph.domain.positions import Line
from orggraph.resolve.fold import facts_made, fold, subject_kind
from orggraph.resolve.identity import (
    GONE,
    RESOLVED,
    Resolution,
    identities,
    resolve_kind,
)
from orggraph.stores.base import Reader

Keys = dict[EntityKind, dict[str, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is to be published, and how much of it is new."""

    base_revision: int
    records: tuple[Record, ...] = ()
    facts: dict[str, tuple[Version, ...]] = field(default_factory=dict)
    before: dict[str, tuple[Version, ...]] = field(default_factory=dict)
    """What there was of those that change."""
    moved: dict[str, str] = field(default_factory=dict)
    resolution: Resolution = field(default_factory=Resolution)
    created: int = 0
    changed: int = 0
    unchanged: int = 0


def changes_of(
    reader: Reader,
    incoming: Iterable[Observation],
    now: datetime,
    batch_id: str,
    dead: Collection[Observation] = (),
    weakened: Collection[Statement] = (),
) -> Changes:
    """Tell what believing `incoming`, no longer `dead`, and `weakened` only with the times it still has, changes.

    What is said again counts as said now too: of what one source says of a thing, the last word is believed.
    """
    said = {o.id: o for o in incoming}
    known = reader.live(said)
    retracted = reader.retracted(said.keys() - known)
    fresh = {
        o.id: Statement(o, o.said_at or now, o.said_at or now, batch_id)
        for o in said.values()
        if o.id not in known and o.id not in retracted
    }
    work = _Work(reader, fresh, dead)
    work.say_again([said[found] for found in said if found in known], now)
    work.weaken(weakened)
    for kind in RESOLVED:
        work.resolve(kind)
    return work.changes(len(known) + len(retracted))


def keys_of(observations: Iterable[Observation]) -> Keys:
    """Give the records that observations speak of or refer to, by kind."""
    heard = _Heard()
    heard.hear(observations)
    return heard.keys


OWN = "own:"
"""Begins the key of a record that a user creates: new at each edit."""


class _Heard:
    """Observations, and the records that they name: each is looked through once, however often that is asked."""

    def __init__(self) -> None:
        self.by_id: dict[str, Observation] = {}
        self.of_kind: defaultdict[EntityKind, list[Observation]] = defaultdict(list)
        self.keys: Keys = {kind: {} for kind in EntityKind}

    def hear(self, observations: Iterable[Observation]) -> None:
        for observation in observations:
            if observation.id not in self.by_id:
                self.by_id[observation.id] = observation
                self.of_kind[observation.kind].append(observation)
                self.keys[subject_kind(observation.kind)][observation.subject] = None
                for kind, key in named_records(observation):
                    self.keys[kind][key] = None


def known_resolution(reader: Reader, observations: Iterable[Observation]) -> Resolution:
    """Give who the records that observations name are, as the store knows them."""
    resolution = Resolution()
    for kind, keys in keys_of(observations).items():
        resolution.know(reader.records(kind, keys, ()) if keys else ())
    return resolution


class _Work:
    """The observations at hand, growing as records move, and the resolution before and after."""

    def __init__(self, reader: Reader, fresh: dict[str, Statement], dead: Collection[Observation]) -> None:
        self.reader = reader
        self.fresh = fresh
        self.dead = {o.id for o in dead}
        self.touched = _Heard()
        self.touched.hear(s.observation for s in fresh.values())
        self.touched.hear(dead)
        self.live: dict[str, Statement] = {}
        self.heard = _Heard()
        """What is in `live`."""
        self.loaded: set[str] = set()
        self.again: dict[str, datetime] = {}
        self.weakened: dict[str, Statement] = {}
        self.known: dict[tuple[EntityKind, str], Record] = {}
        self.asked: defaultdict[EntityKind, set[str]] = defaultdict(set)
        self.before = Resolution()
        self.after = Resolution()

    def say_again(self, observations: Collection[Observation], now: datetime) -> None:
        """Take in live observations that a new batch asserts too."""
        self.touched.hear(observations)
        self.again.update((o.id, now) for o in observations if o.said_at is None)

    def weaken(self, statements: Collection[Statement]) -> None:
        """Take in live statements that a batch no longer asserts."""
        self.weakened.update((s.observation.id, s) for s in statements)
        self.touched.hear(s.observation for s in statements)

    def resolve(self, kind: EntityKind) -> None:
        """Find out which records of a kind are one, with all that the store knows of them, and go after those that moved."""
        keys = self.touched.keys
        self._know(keys, but=kind)
        told = {o.id: identities(o, self.after) for o in self.touched.of_kind[kind] if o.id not in self.dead}
        known = self.reader.records(kind, keys[kind], {name for names in told.values() for name in names})
        self.known.update(((kind, record.key), record) for record in known)
        self._load(subjects=[record.key for record in known])
        self._know(self.heard.keys, but=kind)
        self.before.know(known)
        believed = self._believed(kind, keys[kind].keys() | {record.key for record in known})
        resolve_kind(kind, believed, known, self.after, told)
        self._follow([record for record in self._moved() if record.kind is kind])
        self._welcome(kind)

    def _know(self, keys: Keys, but: EntityKind | None = None) -> None:
        """Learn who the records of the other kinds are; those resolved already keep what was found."""
        for kind in (EntityKind.ACCOUNT, EntityKind.PERSON, EntityKind.POSITION, EntityKind.DEAL):
            if kind is but:
                continue
            unasked = keys[kind].keys() - self.asked[kind]
            self.asked[kind] |= unasked
            missing = [key for key in unasked if (kind, key) not in self.known and (kind, key) not in self.after.entity]
            found = self.reader.records(kind, missing, ()) if missing else ()
            self.before.know(found)
            self.after.know(found)

    def _load(self, subjects: Iterable[str] = (), referring_to: Iterable[str] = ()) -> tuple[Statement, ...]:
        wanted, referred = [key for key in subjects if key not in self.loaded], list(referring_to)
        self.loaded.update(wanted)
        found = self.reader.statements(wanted, referred) if wanted or referred else ()
        for statement in found:
            self.live.setdefault(statement.observation.id, statement)
        self.heard.hear(s.observation for s in found)
        return found

    def _welcome(self, kind: EntityKind) -> None:
        """Take in what was said earlier of records that are there only now: it waited for them. Nobody knew of a user's own key before."""
        new = [
            record.key
            for key, record in self.after.records.items()
            if key not in self.known and record.kind is kind and not record.key.startswith(OWN)
        ]
        if new:
            self.touched.hear(s.observation for s in self._load(new, new))

    def _believed(self, kind: EntityKind, subjects: Collection[str]) -> Iterable[Observation]:
        """Give what is believed of some records, of which everything was loaded."""
        yield from (o for o in self.heard.of_kind[kind] if o.subject in subjects and o.id not in self.dead)
        yield from (o for o in self.touched.of_kind[kind] if o.id in self.fresh)

    def _moved(self) -> list[Record]:
        """Give the known records of every entity of which some record is now somebody else."""
        after = self.after.records
        left = {
            record.entity_id
            for key, record in self.known.items()
            if key in after and after[key].entity_id != record.entity_id
        }
        return [record for record in self.known.values() if record.entity_id in left]

    def _follow(self, moved: Iterable[Record]) -> None:
        keys = {record.key for record in moved}
        if keys:
            self._load(keys, keys)
            live = self.heard.by_id.values()
            self.touched.hear([o for o in live if o.subject in keys or any(key in keys for _, key in named_records(o))])

    def changes(self, repeated: int) -> Changes:
        """Fold before and after, and keep what differs."""
        self._complete()
        at_hand = {**self.touched.by_id, **self.heard.by_id}.values()
        # what is new made nothing before
        made_before = facts_made((s.observation for s in self.live.values()), self.before)
        made_after = facts_made(at_hand, self.after)
        old = fold(self.live.values(), self.before, made_before)
        new = fold([*self._left(), *self.fresh.values()], self.after, made_after)
        affected = {made[known] for known in self.touched.by_id for made in (made_before, made_after) if known in made}
        facts: dict[str, tuple[Version, ...]] = {}
        before: dict[str, tuple[Version, ...]] = {}
        created = changed = 0
        for found in sorted(affected | self._sibling_lines(old, new)):
            was, now = old.get(found, ()), new.get(found, ())
            if was != now:
                facts[found], before[found] = now, was
                created += not was
                changed += bool(was)
        return Changes(
            base_revision=self.reader.revision,
            records=tuple(self.after.records.values()),
            facts=facts,
            before=before,
            moved=self._aliases(),
            resolution=self.after,
            created=created,
            changed=changed,
            unchanged=repeated,
        )

    def _left(self) -> Iterator[Statement]:
        """Give the live statements as they will stand."""
        for found, statement in self.live.items():
            if found in self.weakened:
                yield self.weakened[found]
            elif found in self.again:
                yield statement.said_again(self.again[found])
            elif found not in self.dead:
                yield statement

    def _complete(self) -> None:
        """Load the whole of what is said about each subject at hand, so that no fact is folded from a part of its statements.

        A tie may be said of either end.
        """
        for kind in (EntityKind.PERSON, EntityKind.POSITION):
            subjects = {
                o.subject for of, said in self.touched.of_kind.items() if subject_kind(of) is kind for o in said
            }
            if kind is EntityKind.PERSON:
                subjects |= {str(o.said["other"]) for o in self.touched.of_kind[EntityKind.TIE]}
            missing = [key for key in subjects if (kind, key) not in self.known]
            found = self.reader.records(kind, missing, ()) if missing else ()
            self.before.know(found)
            self.after.know(found)
            if found:
                self._load(subjects=[record.key for record in found])
        self._know(self.touched.keys)
        self._know(self.heard.keys)

    def _sibling_lines(self, *folds: dict[str, tuple[Version, ...]]) -> set[str]:
        """Name all lines of the seats at hand: a source's newer line takes the place of its older one."""
        seats = {
            resolution.of(EntityKind.POSITION, o.subject)
            for o in self.touched.of_kind[EntityKind.LINE]
            for resolution in (self.before, self.after)
        }
        lines = ((found, versions[0].fact) for facts in folds for found, versions in facts.items())
        return {found for found, fact in lines if isinstance(fact, Line) and fact.report_id in seats}

    def _aliases(self) -> dict[str, str]:
        """Tell which entity stands for one that is no more."""
        alive = set(self.after.entity.values())
        return {
            record.entity_id: now.entity_id
            for key, now in self.after.records.items()
            if (record := self.known.get(key))
            and not now.entity_id.startswith(GONE)
            and not record.entity_id.startswith(GONE)
            if record.entity_id not in alive
        }
