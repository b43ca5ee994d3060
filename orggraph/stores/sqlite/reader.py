"""One moment of one workspace in an SQLite file: a read transaction, and a bounded number of statements a question."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from sqlite3 import Connection

import msgspec

from orggraph.domain.deals import Deal
from orggraph.domain.facts import Fact, Facts, Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import EDIT, Batch, Observation, Saying, Statement
from orggraph.domain.people import Account, Person
from orggraph.domain.relations import Tie
from orggraph.stores.archive import Entry
from orggraph.stores.base import AccountFilter, DealFilter, Found, Met
from orggraph.stores.bodies import batch_of, fact_of, observation_of, saying_of, statement_of, text, version_of
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
from orggraph.stores.scope import facts_around, homes_of, of_kind, people_named
from orggraph.stores.search import search
from orggraph.stores.sqlite import questions
from orggraph.stores.sqlite.archive import archive
from orggraph.stores.sqlite.around import FactsOfDay
from orggraph.stores.sqlite.codec import record_of
from orggraph.stores.sqlite.searching import expression

_NUMBERS = msgspec.json.Decoder(list[int])


class SqliteReader:
    """Answers inside an open read transaction."""

    def __init__(self, connection: Connection, workspace: str, today: date) -> None:
        self._connection = connection
        self._today = today
        self._name = workspace
        found: tuple[int, int] | None = connection.execute(questions.WORKSPACE, (workspace,)).fetchone()
        self._workspace, self._revision = found or (-1, 0)

    @property
    def revision(self) -> int:
        """How many publications there were."""
        return self._revision

    def records(self, kind: EntityKind, keys: Collection[str], identities: Collection[str]) -> tuple[Record, ...]:
        """Give the records with these keys or identities, and all that hang together with them, wave by wave."""
        found: dict[str, Record] = {}
        seen: set[str] = set(identities)
        wave = [
            *self._more(found, questions.RECORDS_BY_KEY, kind, keys),
            *self._more(found, questions.RECORDS_BY_IDENTITY, kind, identities),
        ]
        while wave:
            names = {name for record in wave for name in record.identities} - seen
            entities = {record.entity_id for record in wave} - seen
            seen |= names | entities
            wave = [
                *self._more(found, questions.RECORDS_BY_IDENTITY, kind, names),
                *self._more(found, questions.RECORDS_BY_ENTITY, kind, entities),
            ]
        return tuple(sorted(found.values(), key=lambda r: (r.order, r.kind, r.key)))

    def _more(
        self, found: dict[str, Record], question: str, kind: EntityKind, names: Collection[str]
    ) -> Iterator[Record]:
        """Add the records that were not found yet, and give them."""
        rows = self._connection.execute(question, (self._workspace, kind.value, text(sorted(names)))) if names else ()
        for row in rows:
            if (key := row[1]) not in found:
                found[key] = record_of(row)
                yield found[key]

    def records_of(self, entity_id: str) -> tuple[Record, ...]:
        """Give the records that were found to be this entity, first come first."""
        rows = self._connection.execute(questions.RECORDS_OF, (self._workspace, self.successor(entity_id)))
        return tuple(record_of(row) for row in rows)

    def statements(self, subjects: Collection[str] = (), referring_to: Collection[str] = ()) -> tuple[Statement, ...]:
        """Give the live statements about some records, and those that refer to others."""
        if not subjects and not referring_to:
            return ()
        asked = (self._workspace, text(list(subjects)), text(list(referring_to)))
        return tuple(statement_of(*row) for row in self._connection.execute(questions.STATEMENTS, asked))

    def sayings(
        self, subjects: Collection[str] | None = None, referring_to: Collection[str] = (), most: int | None = None
    ) -> tuple[Saying, ...]:
        """Give all that was ever published about some records, and what refers to others."""
        if subjects is None:
            self._refuse_more_than(most)
            rows = self._connection.execute(questions.EVERY_SAYING, (self._workspace,)).fetchall()
        else:
            asked = (self._workspace, text(list(subjects)), text(list(referring_to)))
            rows = self._connection.execute(questions.SAYINGS, asked).fetchall()
        said = [(body, _NUMBERS.decode(numbers), retracted, by) for body, numbers, retracted, by in rows]
        named = {number for _, numbers, _, by in said for number in (*numbers, by) if number is not None}
        found = self._connection.execute(questions.BATCHES_BY_NUMBER, (text(sorted(named)),))
        batches = {number: batch_of(body) for number, body in found}
        return tuple(
            saying_of(
                observation_of(body), [batches[one] for one in numbers], batches.get(by), retracted=bool(retracted)
            )
            for body, numbers, retracted, by in said
        )

    def _refuse_more_than(self, most: int | None) -> None:
        if most is not None:
            asked = (self._workspace, most + 1)
            refuse_more_than(most, self._connection.execute(questions.COUNT_OBSERVATIONS, asked).fetchone()[0])

    def asserted_only_by(self, batch_id: str) -> tuple[Observation, ...]:
        """Give the live observations that would stop being live without this batch."""
        rows = self._connection.execute(questions.ASSERTED_ONLY_BY, (self._workspace, batch_id))
        return tuple(observation_of(body) for (body,) in rows)

    def asserted_by_others_too(self, batch_id: str) -> tuple[Statement, ...]:
        """Give the other live statements of this batch, with the times that they would have without it."""
        rows = self._connection.execute(questions.ASSERTED_BY_OTHERS_TOO, (self._workspace, batch_id))
        return tuple(statement_of(*row) for row in rows)

    def live(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which of these observations are live."""
        return self._which(questions.LIVE, observation_ids)

    def retracted(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which of these observations were retracted."""
        return self._which(questions.RETRACTED, observation_ids)

    def _which(self, question: str, observation_ids: Collection[str]) -> frozenset[str]:
        rows = self._connection.execute(question, (self._workspace, text(list(observation_ids))))
        return frozenset(found for (found,) in rows)

    def facts(self, anchor_id: str | None, as_of: date) -> Facts | None:
        """Give the facts around anything."""
        return facts_around(self._on(as_of), anchor_id, as_of)

    def _on(self, as_of: date) -> FactsOfDay:
        return FactsOfDay(self._revision, self.successor, self.ask, as_of)

    def ask(self, question: str, as_of: date, *rest: object) -> list[Fact]:
        """Give the facts that answer a question about a date."""
        rows = self._connection.execute(question, (self._workspace, as_of.isoformat(), *rest))
        return [fact_of(kind, body) for kind, body in rows]

    def successor(self, identifier: str) -> str:
        """Follow what an id was merged into."""
        seen: set[str] = set()
        while identifier not in seen:
            seen.add(identifier)
            row = self._connection.execute(questions.ALIAS, (self._workspace, identifier)).fetchone()
            identifier = row[0] if row else identifier
        return identifier

    def ours(self, as_of: date) -> Account | None:
        """Give our account."""
        return self._on(as_of).ours()

    def homes(self, ids: Collection[str], as_of: date) -> Mapping[str, str | None]:
        """Tell at which account things are."""
        return homes_of(self._on(as_of).by_id, self.successor, ids)

    def people(self, person_ids: Collection[str], as_of: date) -> Mapping[str, Person]:
        """Give people by the ids asked for."""
        return people_named(self._on(as_of), person_ids)

    def people_of(self, account_id: str | None, as_of: date, first: int, after: str | None) -> tuple[Person, ...]:
        """Give people of an account, or of all, in the order of ids."""
        if account_id is None:
            return of_kind(Person, self.ask(questions.EVERYBODY, as_of, after or "per_", first))
        return of_kind(Person, self.ask(questions.PEOPLE_OF, as_of, account_id, after, first))

    def met(self, person_ids: Collection[str], as_of: date, *, at: str | None = None, only: str | None = None) -> Met:
        """Give all ties of some people to somebody who is there."""
        found = self.ask(questions.MET, as_of, text(list(person_ids)), at, only)
        return Met(of_kind(Tie, found), of_kind(Person, found))

    def account(self, account_id: str) -> Account | None:
        """Give one account, as it is now."""
        found = self.ask(questions.FACTS_BY_ID, self._today, text([self.successor(account_id)]))
        return next((fact for fact in found if isinstance(fact, Account)), None)

    def accounts(self, where: AccountFilter, first: int, after: str | None) -> Page[Account]:
        """Give accounts by name; ours first."""
        wanted = (sort_name(where.name_contains or ""), where.is_ours, text(sorted(where.hidden)))
        start = parse_key(after, ACCOUNT_KEY) or (None, None, None)
        rows = self._facts(Account, "acc", questions.ACCOUNTS, *wanted, *start, first + 1)
        return _page(rows, account_key, first, self._count(questions.COUNT_ACCOUNTS, *wanted))

    def deals(self, where: DealFilter, first: int, after: str | None) -> Page[Deal]:
        """Give deals by name, as they are now."""
        accounts = None if where.account_ids is None else text([self.successor(one) for one in where.account_ids])
        owner = None if where.owner_id is None else self.successor(where.owner_id)
        quiet = where.silence
        silent = (quiet.after.isoformat(), quiet.signals, quiet.caller_id) if quiet else (None, None, None)
        wanted = (accounts, owner, where.open, text(sorted(where.hidden)), *silent)
        start = parse_key(after, DEAL_KEY) or (None, None)
        rows = self._facts(Deal, "dea", questions.DEALS, *wanted, *start, first + 1)
        return _page(rows, deal_key, first, self._count(questions.COUNT_DEALS, *wanted))

    def ties(self, person_id: str, first: int, after: str | None) -> Page[Tie]:
        """Give somebody's ties, in the order of their ids."""
        person = self.successor(person_id)
        start = parse_key(after, TIE_KEY) or (None,)
        rows = self._facts(Tie, "tie", questions.TIES, person, *start, first + 1)
        return _page(rows, lambda tie: (tie.id,), first, self._count(questions.COUNT_TIES, person))

    def search(self, text: str, first: int, after: str | None) -> Page[Found]:
        """Find people, accounts and deals by the beginnings of words."""
        return search(self._with_words, text, first, after)

    def _with_words(self, asked: Sequence[str], *, whole: bool, most: int) -> list[Fact]:
        return self.ask(questions.SEARCH, self._today, expression(self._workspace, asked, whole=whole), most)

    def everything(self) -> Iterator[Version]:
        """Go through all facts in all versions, by kind and id."""
        for row in self._connection.execute(questions.EVERYTHING, (self._workspace,)):
            yield version_of(*row)

    def archive(self) -> Iterator[Entry]:
        """Go through all that the workspace holds."""
        return archive(self._connection, self._workspace)

    def batch(self, batch_id: str) -> Batch | None:
        """Give one import or edit."""
        row = self._connection.execute(questions.BATCH, (self._workspace, batch_id, self._name)).fetchone()
        return batch_of(row[0]) if row else None

    def batches(self, first: int, after: str | None) -> Page[Batch]:
        """Give the imports, the newest first."""
        start = parse_key(after, BATCH_KEY) or (None, None)
        wanted = (self._workspace, self._name, EDIT)
        rows = self._connection.execute(questions.BATCHES, (*wanted, *start, first + 1))
        (total,) = self._connection.execute(questions.COUNT_BATCHES, wanted).fetchone()
        return _page([batch_of(body) for (body,) in rows], batch_key, first, total)

    def _facts(self, kind: type[T], prefix: str, question: str, *parameters: object) -> list[T]:
        rows = self._connection.execute(question, (self._workspace, self._today.isoformat(), *parameters))
        found = (fact_of(prefix, body) for (body,) in rows)
        return [fact for fact in found if isinstance(fact, kind)]

    def _count(self, question: str, *parameters: object) -> int:
        asked = (self._workspace, self._today.isoformat(), *parameters)
        return int(self._connection.execute(question, asked).fetchone()[0])


def _page(rows: list[T], key: Callable[[T], Key], first: int, total: int) -> Page[T]:
    taken = tuple(rows[:first])
    return Page(taken, tuple(key_text(key(row)) for row in taken), len(rows) > len(taken), total)
