"""What changed on a deal's map: the deal, who plays a part in it, what was seen and the calls, told from what was said and taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from orggraph.domain.deals import Escalation, Stakeholder
from orggraph.domain.facts import KIND_OF_FACT, Fact
from orggraph.domain.ids import EntityKind, record_id
from orggraph.domain.observations import ImportState, Observation, Saying, named_records
from orggraph.domain.people import Person
from orggraph.domain.signals import Signal
from orggraph.domain.viewer import Sight, Viewer
from orggraph.errors import InvalidInput
from orggraph.resolve.fold import facts_made, fold, subject_kind
from orggraph.resolve.identity import Resolution
from orggraph.stores.assembly import mentioned
from orggraph.stores.base import Reader, Store
from orggraph.stores.paging import holds, microseconds
from orggraph.stores.sight import shown
from orggraph.usecases.changing import known_resolution
from orggraph.usecases.differences import differences, written
from orggraph.usecases.spelling import sent_as

_ON_THE_MAP = frozenset({EntityKind.DEAL, EntityKind.STAKEHOLDER, EntityKind.SIGNAL, EntityKind.ESCALATION})
_SINGLE = (EntityKind.SIGNAL, EntityKind.ESCALATION)
"""What may be spoken of without naming the deal again."""
_PEOPLE: Mapping[str, str] = {
    "person_id": "person",
    "owner_id": "owner",
    "usual_contact_id": "usualContact",
    "caller_id": "caller",
    "target_id": "target",
}
"""Fields that name somebody, and what they are called where the name stands with the id."""
_UNSAID = frozenset({"source", "deal_id", "account_id"})
"""Fields that say nothing to who looks at a deal."""
_TICK = timedelta(microseconds=1)
_LAST = 10**17
"""More microseconds than any moment has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact as it was and as it became: what differs of it, with its id and, of people, their names."""

    at: datetime
    who: str
    kind: EntityKind
    fact_id: str
    people: tuple[str, ...]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def key(self) -> str:
        """Place the change among others: the newest first."""
        return f"{_LAST - microseconds(self.at):020d}{self.fact_id}"


@dataclass(frozen=True, slots=True)
class _Step:
    """A moment of a fact: what it was just before, what it became, and who said so."""

    fact_id: str
    at: datetime
    who: str
    before: Fact | None
    after: Fact | None


def deal_history(
    store: Store, viewer: Viewer, deal_id: str, since: datetime | None, until: datetime
) -> tuple[Change, ...]:
    """Give what changed from one moment to another, both included, as the viewer may see it.

    People who are no longer there, or not seen, are left out with all that was said of them; so is what a source said of the deal under
    a key of its own, once its import was undone and nothing else is said under that key.

    Raises
    ------
    InvalidInput
        Where the first moment comes after the last.
    """
    if since and since > until:
        raise InvalidInput("The first moment comes after the last.", "Exchange them.", ("from",))
    with store.reading(viewer) as reader:
        steps = [
            s for s in _steps(reader, _said(reader, deal_id)) if (since is None or s.at >= since) and s.at <= until
        ]
        facts = [fact for step in steps for fact in (step.before, step.after) if fact]
        people = reader.people({one for fact in facts for one in mentioned(fact)}, until.date())
    changes = (_change(step, viewer.sight, people) for step in steps)
    return tuple(sorted((change for change in changes if change), key=lambda change: change.key))


def _said(reader: Reader, deal_id: str) -> list[Saying]:
    """Give all that was ever said of a deal, and of the signals and calls that were said to be its own."""
    keys = {record.key for record in reader.records_of(deal_id) if record.kind is EntityKind.DEAL}
    # under this one a document of ours speaks of it, though nothing that is believed now does
    keys |= {f"id:{deal_id}"} if keys else set()
    found = reader.sayings(sorted(keys), sorted(keys)) if keys else ()
    said = {one.observation.id: one for one in found if one.observation.kind in _ON_THE_MAP}
    single = {one.observation.subject for one in said.values() if one.observation.kind in _SINGLE}
    more = reader.sayings(sorted(single)) if single else ()
    said.update((one.observation.id, one) for one in more if one.observation.kind in _SINGLE)
    return list(said.values())


def _steps(reader: Reader, said: Sequence[Saying]) -> Iterator[_Step]:
    """Go through each fact from moment to moment."""
    observations = [one.observation for one in said]
    resolution = _resolved(reader, observations)
    made = facts_made(observations, resolution)
    groups: defaultdict[str, list[Saying]] = defaultdict(list)
    for one in said:
        if one.observation.id in made:
            groups[made[one.observation.id]].append(one)
    for found, group in groups.items():
        moments: defaultdict[datetime, list[str]] = defaultdict(list)
        for at, who in sorted((edge for one in group for edge in _edges(one)), key=lambda edge: edge[0]):
            moments[at].append(who)
        for at, authors in moments.items():
            before, after = (_known(found, group, moment, resolution) for moment in (at - _TICK, at))
            yield _Step(found, at, authors[0], before, after)


def _resolved(reader: Reader, observations: Collection[Observation]) -> Resolution:
    """Tell who the records are; one that is gone goes by the id that its key makes."""
    resolution = known_resolution(reader, observations)
    for one in observations:
        for kind, key in ((subject_kind(one.kind), one.subject), *named_records(one)):
            resolution.entity.setdefault((kind, key), record_id(kind, key))
    return resolution


def _edges(saying: Saying) -> Iterator[tuple[datetime, str]]:
    """Give the moments at which something was said, or taken back, and who did it."""
    for batch in saying.batches:
        yield batch.started_at, batch.author
        if batch.state is ImportState.UNDONE and batch.finished_at:
            yield batch.finished_at, batch.undone_by or batch.author
    if saying.retracted_in:
        yield saying.retracted_in.started_at, saying.retracted_in.author


def _known(found: str, group: Iterable[Saying], moment: datetime, resolution: Resolution) -> Fact | None:
    """Give a fact as it was believed to be at a moment, on that day."""
    known = [statement for one in group if (statement := one.known_at(moment))]
    versions = fold(known, resolution).get(found, ())
    return next((version.fact for version in versions if holds(version, moment.date())), None)


def _change(step: _Step, sight: Sight, people: Mapping[str, Person]) -> Change | None:
    """Tell what of a step the viewer may see, if that is anything."""
    before, after = (shown(fact, sight, people) if fact else None for fact in (step.before, step.after))
    found = [one for one in differences(before, after) if one.field not in _UNSAID]
    fact = after or before
    if fact is None or not found:
        return None
    named = {name: person for name in _always_named(fact) if (person := getattr(fact, name))}
    common = {"id": step.fact_id, **_written(named, people)}
    return Change(
        at=step.at,
        who=step.who,
        kind=KIND_OF_FACT[type(fact)],
        fact_id=step.fact_id,
        people=tuple(named.values()),
        before=common | _written({one.field: one.before for one in found}, people) if before else None,
        after=common | _written({one.field: one.after for one in found}, people) if after else None,
    )


def _always_named(fact: Fact) -> tuple[str, ...]:
    """Name the fields that tell whose part, signal or call it is."""
    match fact:
        case Stakeholder() | Signal():
            return ("person_id",)
        case Escalation():
            return ("caller_id", "target_id")
        case _:
            return ()


def _written(values: Mapping[str, Any], people: Mapping[str, Person]) -> dict[str, Any]:
    """Write fields as clients read them; somebody's name stands with their id."""
    plain = {sent_as(name): written(value) for name, value in values.items() if name not in _PEOPLE}
    named = {_PEOPLE[name]: _somebody(value, people) for name, value in values.items() if name in _PEOPLE}
    return named | plain


def _somebody(person_id: str | None, people: Mapping[str, Person]) -> dict[str, str] | None:
    found = people.get(person_id or "")
    return {"id": found.id, "name": found.name} if found else None
