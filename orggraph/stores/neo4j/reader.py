"""One moment of one workspace in Neo4j: every question names the revision, so that each may be a transaction of its own."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from neo4j import Session

from orggraph.domain.deals import Deal
from orggraph.domain.facts import Fact, Facts, Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import EDIT, Batch, Observation, Saying, Statement
from orggraph.domain.people import Account, Person
from orggraph.domain.relations import Tie
from orggraph.errors import StoreError
from orggraph.stores.archive import Entry
from orggraph.stores.base import AccountFilter, DealFilter, Found, Met, Silence
from orggraph.stores.bodies import batch_of, fact_of, observation_of, saying_of, statement_of, text, version_of
from orggraph.stores.neo4j.around import FactsOfDay
from orggraph.stores.neo4j.database import Rows, asking, limited
from orggraph.stores.neo4j.queries import jobs, questions
from orggraph.stores.neo4j.queries import search as queries
from orggraph.stores.neo4j.searching import expression
from orggraph.stores.neo4j.shape import indexed, sorting
from orggraph.stores.neo4j.whole import archive, every_fact, pages, record_of
from orggraph.stores.page import Page
from orggraph.stores.paging import (
    ACCOUNT_KEY,
    BATCH_KEY,
    DEAL_KEY,
    TIE_KEY,
    Key,
    T,
    account_key,
    batch_key,
    deal_key,
    key_text,
    parse_key,
    sort_name,
)
from orggraph.stores.rules import refuse_more_than
from orggraph.stores.scope import F, facts_around, homes_of, of_kind, people_named
from orggraph.stores.search import search

LONGEST_SECONDS = 3_600
"""A reading that goes on longer might miss what was let go of since."""

_MOST = 2_000
_NEWEST = 2**62

_MARKS = {"end": '"', **{name: f'"{name}":"' for name in ("observed_on", "made_on", "person_id")}}
"""Between which a text stands in a body: within another text, the quotes around such a name are escaped."""


class Neo4jReader:
    """Answers about one revision, in transactions that the driver repeats where that helps."""

    def __init__(self, session: Session, workspace: str, today: date) -> None:
        self._session = session
        self._today = today
        self._ends = time.monotonic() + LONGEST_SECONDS
        self._named: dict[str, Any] = {"workspace": workspace, "day": today.isoformat()}
        # asked of the leader, whose bookmark then makes any other server of a cluster wait until it has that revision
        rows = session.execute_write(limited(asking(questions.REVISION, self._named)))
        self._revision: int = rows[0][0] if rows else 0
        self._named["revision"] = self._revision

    @property
    def revision(self) -> int:
        """How many publications there were."""
        return self._revision

    def ask(self, query: str, **more: Any) -> Rows:
        """Answer one question about this moment."""
        if time.monotonic() > self._ends:
            raise StoreError("This reading has gone on for more than an hour.", "Ask for less at a time.")
        return self._session.execute_read(limited(asking(query, {**self._named, **more})))

    def records(self, kind: EntityKind, keys: Collection[str], identities: Collection[str]) -> tuple[Record, ...]:
        """Give the records with these keys or identities, and all that hang together with them, wave by wave."""
        found: dict[str, Record] = {}
        seen_names: set[str] = set(identities)
        seen_entities: set[str] = set()
        wave = self._records(kind, keys, identities, ())
        while fresh := {record.key: record for record in wave if record.key not in found}:
            found.update(fresh)
            names = {name for record in fresh.values() for name in record.identities} - seen_names
            entities = {record.entity_id for record in fresh.values()} - seen_entities
            seen_names |= names
            seen_entities |= entities
            wave = self._records(kind, (), names, entities)
        return tuple(sorted(found.values(), key=lambda r: (r.order, r.kind, r.key)))

    def _records(
        self, kind: EntityKind, keys: Iterable[str], identities: Iterable[str], entities: Iterable[str]
    ) -> list[Record]:
        asked = [
            *(("keys", indexed(one)) for one in sorted(keys)),
            *(("identities", indexed(one)) for one in sorted(identities)),
            *(("entities", one) for one in sorted(entities)),
        ]
        found: list[Record] = []
        for part in _parts(asked):
            lists: dict[str, list[str]] = {"keys": [], "identities": [], "entities": []}
            for name, value in part:
                lists[name].append(value)
            found.extend(record_of(kind, *row) for row in self.ask(questions.RECORDS, kind=kind.value, many=lists))
        return found

    def records_of(self, entity_id: str) -> tuple[Record, ...]:
        """Give the records that were found to be this entity, first come first."""
        rows = self.ask(questions.RECORDS_OF, entity=self.successor(entity_id))
        return tuple(record_of(EntityKind(kind), *row) for kind, *row in rows)

    def successor(self, identifier: str) -> str:
        """Follow what an id was merged into."""
        seen: set[str] = set()
        while identifier not in seen:
            seen.add(identifier)
            rows = self.ask(questions.ALIAS, id=identifier)
            identifier = rows[0][0] if rows else identifier
        return identifier

    def statements(self, subjects: Collection[str] = (), referring_to: Collection[str] = ()) -> tuple[Statement, ...]:
        """Give the live statements about some records, and those that refer to others."""
        found: dict[str, Statement] = {}
        asked = [*((True, indexed(one)) for one in subjects), *((False, indexed(one)) for one in referring_to)]
        for part in _parts(asked):
            about, naming = ([name for subject, name in part if subject is wanted] for wanted in (True, False))
            (columns,) = self.ask(questions.STATEMENTS, many={"subjects": about, "referring_to": naming})
            found.update((s.observation.id, s) for s in map(statement_of, *columns))
        return tuple(found[known] for known in sorted(found))

    def sayings(
        self, subjects: Collection[str] | None = None, referring_to: Collection[str] = (), most: int | None = None
    ) -> tuple[Saying, ...]:
        """Give all that was ever published about some records, and what refers to others."""
        rows = self._every_saying(most) if subjects is None else self._said(subjects, referring_to)
        said = {row[0]: row for row in rows if row[2]}
        named = {batch for _, _, batches, _, by in said.values() for batch in (*batches, by) if batch}
        found = (row for part in _parts(sorted(named)) for row in self.ask(questions.BATCHES_BY_ID, many={"ids": part}))
        known = {batch_id: batch_of(body) for batch_id, body in found}
        return tuple(
            saying_of(observation_of(body), [known[one] for one in batches], known.get(by), retracted=retracted)
            for _, (_, body, batches, retracted, by) in sorted(said.items())
        )

    def _every_saying(self, most: int | None) -> Rows:
        rows: Rows = []
        for row in pages(self.ask, questions.EVERY_SAYING):
            rows.append(row)
            refuse_more_than(most, len(rows))
        return rows

    def _said(self, subjects: Collection[str], referring_to: Collection[str]) -> Rows:
        asked = [*((True, indexed(one)) for one in subjects), *((False, indexed(one)) for one in referring_to)]
        rows: Rows = []
        for part in _parts(asked):
            about, naming = ([name for subject, name in part if subject is wanted] for wanted in (True, False))
            rows.extend(self.ask(questions.SAYINGS, many={"subjects": about, "referring_to": naming}))
        return rows

    def asserted_only_by(self, batch_id: str) -> tuple[Observation, ...]:
        """Give the live observations that would stop being live without this batch."""
        return tuple(observation_of(body) for (body,) in self.ask(questions.ASSERTED_ONLY_BY, batch=batch_id))

    def asserted_by_others_too(self, batch_id: str) -> tuple[Statement, ...]:
        """Give the other live statements of this batch, with the times that they would have without it."""
        return tuple(statement_of(*row) for row in self.ask(questions.ASSERTED_BY_OTHERS_TOO, batch=batch_id))

    def live(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which of these observations are live."""
        return self._which(questions.LIVE, observation_ids)

    def retracted(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which of these observations were retracted."""
        return self._which(questions.RETRACTED, observation_ids)

    def _which(self, query: str, observation_ids: Collection[str]) -> frozenset[str]:
        rows = (self.ask(query, many={"ids": part})[0][0] for part in _parts(list(observation_ids)))
        return frozenset(found for ids in rows for found in ids)

    def facts(self, anchor_id: str | None, as_of: date) -> Facts | None:
        """Give the facts around anything."""
        return facts_around(self._on(as_of, anchor_id), anchor_id, as_of)

    def _on(self, as_of: date, anchor: str | None = None) -> FactsOfDay:
        return FactsOfDay(self.ask, self.successor, self._revision, as_of, anchor)

    def ours(self, as_of: date) -> Account | None:
        """Give our account."""
        return self._on(as_of).ours()

    def homes(self, ids: Collection[str], as_of: date) -> Mapping[str, str | None]:
        """Tell at which account things are."""
        facts = self._on(as_of, next(iter(ids), None))
        return homes_of(facts.by_id, facts.successor, ids)

    def people(self, person_ids: Collection[str], as_of: date) -> Mapping[str, Person]:
        """Give people by the ids asked for."""
        return people_named(self._on(as_of, next(iter(person_ids), None)), person_ids)

    def people_of(self, account_id: str | None, as_of: date, first: int, after: str | None) -> tuple[Person, ...]:
        """Give people of an account, or of all, in the order of ids."""
        day = as_of.isoformat()
        if account_id is None:
            return self._facts(Person, "per", questions.EVERYBODY, day=day, after=after or "", most=first)
        return self._facts(Person, "per", questions.PEOPLE_OF, day=day, account=account_id, after_id=after, most=first)

    def met(self, person_ids: Collection[str], as_of: date, *, at: str | None = None, only: str | None = None) -> Met:
        """Give all ties of some people to somebody who is there."""
        asked = {"day": as_of.isoformat(), "at": at, "only": only}
        ((ties, people),) = self.ask(questions.MET, many={"people": list(person_ids)}, **asked)
        return Met(
            of_kind(Tie, (fact_of("tie", body) for body in ties)),
            of_kind(Person, (fact_of("per", body) for body in people)),
        )

    def account(self, account_id: str) -> Account | None:
        """Give one account, as it is now."""
        facts = self._on(self._today, account_id)
        found = facts.by_id([facts.successor(account_id)])
        return next((fact for fact in found if isinstance(fact, Account)), None)

    def accounts(self, where: AccountFilter, first: int, after: str | None) -> Page[Account]:
        """Give accounts by name; ours first."""
        rank = None if where.is_ours is None else int(not where.is_ours)
        wanted = {
            "part": sorting(sort_name(where.name_contains or "")),
            "rank": rank,
            "hidden": sorted(where.hidden),
        }
        rank_after, name, found = parse_key(after, ACCOUNT_KEY) or (None, None, None)
        start = {"after_rank": rank_after, **_after(name, found)}
        rows = self._facts(Account, "acc", questions.ACCOUNTS, **wanted, **start, most=first + 1)
        return _page(rows, account_key, first, self._count(questions.COUNT_ACCOUNTS, **wanted))

    def deals(self, where: DealFilter, first: int, after: str | None) -> Page[Deal]:
        """Give deals by name, as they are now."""
        wanted: dict[str, Any] = {
            "owner": None if where.owner_id is None else self.successor(where.owner_id),
            "rank": None if where.open is None else int(not where.open),
            "hidden": sorted(where.hidden),
            **_silence(where.silence),
        }
        listing, counting = questions.DEALS, questions.COUNT_DEALS
        if where.account_ids is not None:
            listing, counting = questions.DEALS_OF_ACCOUNTS, questions.COUNT_DEALS_OF_ACCOUNTS
            wanted["many"] = {"accounts": [self.successor(one) for one in where.account_ids]}
        start = _after(*(parse_key(after, DEAL_KEY) or (None, None)))
        rows = self._facts(Deal, "dea", listing, **wanted, **start, most=first + 1)
        return _page(rows, deal_key, first, self._count(counting, **wanted))

    def ties(self, person_id: str, first: int, after: str | None) -> Page[Tie]:
        """Give somebody's ties, in the order of their ids."""
        person = self.successor(person_id)
        (start,) = parse_key(after, TIE_KEY) or (None,)
        rows = self._facts(Tie, "tie", questions.TIES, person=person, after_id=start, most=first + 1)
        return _page(rows, lambda tie: (tie.id,), first, self._count(questions.COUNT_TIES, person=person))

    def search(self, text: str, first: int, after: str | None) -> Page[Found]:
        """Find people, accounts and deals by the beginnings of words."""
        return search(self._with_words, text, first, after)

    def _with_words(self, asked: Sequence[str], *, whole: bool, most: int) -> list[Fact]:
        words = expression(self._named["workspace"], asked, whole=whole)
        return [fact_of(kind, body) for kind, body in self.ask(queries.SEARCH, words=words, most=most)]

    def everything(self) -> Iterator[Version]:
        """Go through all facts in all versions, by kind and id."""
        return (version_of(kind, body, since, until) for kind, since, until, body in every_fact(self.ask))

    def archive(self) -> Iterator[Entry]:
        """Go through all that the workspace holds."""
        return archive(self.ask, self._revision)

    def batch(self, batch_id: str) -> Batch | None:
        """Give one import or edit."""
        rows = self.ask(questions.BATCH, batch=batch_id) or self.ask(jobs.JOB, batch=batch_id)
        return batch_of(rows[0][0]) if rows else self._done_meanwhile(batch_id)

    def _done_meanwhile(self, batch_id: str) -> Batch | None:
        """Give an import that was under way when this reading began and has been published since: it does not vanish in between."""
        rows = self.ask(questions.BATCH, batch=batch_id, revision=_NEWEST)
        found = batch_of(rows[0][0]) if rows and rows[0][0] else None
        return found if found and found.rows_total is not None else None

    def batches(self, first: int, after: str | None) -> Page[Batch]:
        """Give the imports, the newest first."""
        moment, found_id = parse_key(after, BATCH_KEY) or (None, None)
        rows = self.ask(questions.BATCHES, edits=EDIT, after_time=moment, after_id=found_id, most=first + 1)
        total = self._count(questions.COUNT_BATCHES, edits=EDIT)
        running = [batch_of(body) for (body,) in self.ask(jobs.JOBS)]
        found = [batch_of(body) for (body,) in rows]
        found += [one for one in running if moment is None or batch_key(one) > (moment, found_id)]
        return _page(sorted(found, key=batch_key), batch_key, first, total + len(running))

    def _facts(self, kind: type[F], prefix: str, query: str, **more: Any) -> tuple[F, ...]:
        return of_kind(kind, (fact_of(prefix, body) for (body,) in self.ask(query, **more)))

    def _count(self, query: str, **more: Any) -> int:
        return int(self.ask(query, **more)[0][0])


def _silence(silence: Silence | None) -> dict[str, object]:
    if silence is None:
        return {"silent": None, "signals": True, "caller": None, "marks": _MARKS}
    caller = None if silence.caller_id is None else f'"caller_id":{text(silence.caller_id)}'
    return {"silent": silence.after.isoformat(), "signals": silence.signals, "caller": caller, "marks": _MARKS}


def _after(name: str | int | None, found: str | int | None) -> dict[str, object]:
    return {"after_name": sorting(name) if isinstance(name, str) else None, "after_id": found}


def _parts(asked: list[T]) -> Iterator[list[T]]:
    return (asked[start : start + _MOST] for start in range(0, len(asked), _MOST))


def _page(rows: Sequence[T], key: Callable[[T], Key], first: int, total: int) -> Page[T]:
    taken = tuple(rows[:first])
    return Page(taken, tuple(key_text(key(row)) for row in taken), len(rows) > len(taken), total)
