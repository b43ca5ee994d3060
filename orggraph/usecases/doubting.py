"""Pairs of people who may be one, for a person to decide: of a workspace, of what an import brought, of what it would bring."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from orggraph.domain.doubts import IdentityDoubt
from orggraph.domain.facts import Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.people import Account, Person
from orggraph.domain.viewer import Sight, Viewer
from orggraph.errors import NotFound, TooLargeError
from orggraph.resolve.doubts import suspected, undecided
from orggraph.stores.base import AccountFilter, Reader, Store
from orggraph.stores.paging import holds
from orggraph.stores.sight import seen_person
from orggraph.usecases.changing import Changes

MOST_DOUBTS = 100
"""So many are given: they are the most probable, and others follow when these are decided."""
MOST_COMPARED = 200_000
"""Of how many people those who may be one are looked for: some ten seconds of one core. In a larger workspace, within one account."""
_PAGE = 5_000
_AT_ONCE = 500


def doubtful_people(
    store: Store, viewer: Viewer, as_of: date, account_id: str | None = None, most: int = MOST_DOUBTS
) -> tuple[IdentityDoubt, ...]:
    """Give the pairs of people who may be one, the most probable first: those with somebody of an account, or all."""
    with store.reading(viewer) as reader:
        if account_id is None:
            return _doubts(reader, _everybody(reader, as_of), None, {}, most)
        account = reader.account(account_id)
        if account is None:
            raise NotFound(f"There is no account {account_id}.", "", ("accountId",))
        own = {person.id: person for person in reader.people_of(account.id, as_of, MOST_COMPARED, None)}
        try:
            people = _everybody(reader, as_of)
        except TooLargeError:
            people = own
        return _doubts(reader, people, own.keys(), {}, most)


def doubts_of_import(
    store: Store, viewer: Viewer, batch_id: str, as_of: date, most: int = MOST_DOUBTS
) -> tuple[IdentityDoubt, ...]:
    """Give the pairs of which an import spoke of one."""
    with store.reading(viewer) as reader:
        batch = reader.batch(batch_id)
        if batch is None:
            return ()
        if batch.rows_read > MOST_COMPARED:
            raise _too_large()
        said = (*reader.asserted_only_by(batch_id), *(s.observation for s in reader.asserted_by_others_too(batch_id)))
        keys = {one.subject for one in said if one.kind is EntityKind.PERSON}
        records = reader.records(EntityKind.PERSON, keys, ()) if keys else ()
        touched = {record.entity_id for record in records if record.key in keys}
        return _doubts(reader, _everybody(reader, as_of), touched, {}, most) if touched else ()


def doubts_of_changes(
    store: Store, viewer: Viewer, changes: Changes, as_of: date, most: int = MOST_DOUBTS
) -> tuple[IdentityDoubt, ...]:
    """Give the pairs that there would be if something were published: those of which it makes or changes one."""
    after = {found: _held(versions, viewer.sight, as_of) for found, versions in changes.facts.items()}
    touched = {found for found, person in after.items() if person}
    if not touched:
        return ()
    with store.reading(viewer) as reader:
        people = {found: person for found, person in _everybody(reader, as_of).items() if found not in after}
        people |= {found: person for found, person in after.items() if person}
        records = {record.key: record for record in changes.records if record.kind is EntityKind.PERSON}
        return _doubts(reader, people, touched, records, most)


def _held(versions: Iterable[Version], sight: Sight, as_of: date) -> Person | None:
    """Give the person that a fact is on a day, as far as they are seen."""
    fact = next((version.fact for version in versions if holds(version, as_of)), None)
    return seen_person(fact, sight) if isinstance(fact, Person) else None


def _everybody(reader: Reader, as_of: date) -> dict[str, Person]:
    found: dict[str, Person] = {}
    after: str | None = None
    while len(found) <= MOST_COMPARED and (page := reader.people_of(None, as_of, _PAGE, after)):
        found.update((person.id, person) for person in page)
        after = page[-1].id
    if len(found) > MOST_COMPARED:
        raise _too_large()
    return found


def _too_large() -> TooLargeError:
    return TooLargeError(f"There are more than {MOST_COMPARED:,} people to compare.", "Ask for those of one account.")


def _accounts(reader: Reader) -> Iterator[Account]:
    after: str | None = None
    while True:
        page = reader.accounts(AccountFilter(), _PAGE, after)
        yield from page.rows
        if not page.has_next:
            return
        after = page.keys[-1]


def _doubts(
    reader: Reader,
    people: Mapping[str, Person],
    touched: Collection[str] | None,
    changed: Mapping[str, Record],
    most: int,
) -> tuple[IdentityDoubt, ...]:
    """Compare people, and leave out whom their records tell apart; only of those who are alike are the records read."""
    doubts = suspected(people.values(), _accounts(reader), touched)
    of_each: Counter[str] = Counter()
    found: list[IdentityDoubt] = []
    for start in range(0, len(doubts), _AT_ONCE):
        some = doubts[start : start + _AT_ONCE]
        found += undecided(some, _records(reader, some, changed), of_each)
        if len(found) >= most:
            break
    return tuple(found[:most])


def _records(
    reader: Reader, doubts: Iterable[IdentityDoubt], changed: Mapping[str, Record]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Give what the records of people go by, by person and key."""
    made = {f"is:{end.id}" for doubt in doubts for end in (doubt.one, doubt.other)}
    records = {record.key: record for record in reader.records(EntityKind.PERSON, (), made)}
    found: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for record in (records | dict(changed)).values():
        found[record.entity_id][record.key] = record.identities
    return found
