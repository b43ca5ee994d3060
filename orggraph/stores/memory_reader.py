"""One moment of one workspace in memory."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from orggraph.domain.deals import Deal, Escalation
from orggraph.domain.facts import KIND_OF_FACT, Fact, Facts, Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import EDIT, Batch, Observation, Saying, Statement
from orggraph.domain.people import Account, Person
from orggraph.domain.relations import Tie
from orggraph.domain.signals import Signal
from orggraph.stores.archive import Entry
from orggraph.stores.base import AccountFilter, DealFilter, Found, Met, Silence
from orggraph.stores.bodies import saying_of
from orggraph.stores.memory_archive import archive
from orggraph.stores.memory_scope import facts_around, met, our_account
from orggraph.stores.memory_workspace import Workspace
from orggraph.stores.page import Page
from orggraph.stores.paging import (
    ACCOUNT_KEY,
    BATCH_KEY,
    DEAL_KEY,
    TIE_KEY,
    account_key,
    batch_key,
    deal_key,
    holds,
    instant,
    is_open,
    page_of,
    parse_key,
    sort_name,
)
from orggraph.stores.rules import activity_of, ends, refuse_more_than
from orggraph.stores.scope import homes_of
from orggraph.stores.search import has_words, search


class MemoryReader:
    """Answers from one workspace as it was when the reading began."""

    def __init__(self, workspace: Workspace, clock: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._today = clock().date()
        self._held: dict[date, dict[str, Fact]] = {}

    @property
    def revision(self) -> int:
        """How many publications there were."""
        return self._workspace.revision

    def records(self, kind: EntityKind, keys: Collection[str], identities: Collection[str]) -> tuple[Record, ...]:
        """Give the records with these keys or identities, and all that hang together with them."""
        by_name: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in self._workspace.records.values():
            if record.kind is kind:
                for name in _names(record):
                    by_name[name].append(record)
        found: dict[str, Record] = {}
        reached = {("key", key) for key in keys} | {("identity", identity) for identity in identities}
        frontier = list(reached)
        while frontier:
            for record in by_name.get(frontier.pop(), ()):
                found[record.key] = record
                more = _names(record) - reached
                reached |= more
                frontier.extend(more)
        return _first_come(found.values())

    def records_of(self, entity_id: str) -> tuple[Record, ...]:
        """Give the records that were found to be this entity, first come first."""
        wanted = self._workspace.successor(entity_id)
        return _first_come(record for record in self._workspace.records.values() if record.entity_id == wanted)

    def statements(self, subjects: Collection[str] = (), referring_to: Collection[str] = ()) -> tuple[Statement, ...]:
        """Give the live statements about some records, and those that refer to others."""
        said = ((one, self._workspace.done_batches(one.id)) for one in self._said(subjects, referring_to))
        return tuple(_statement(observation, batches) for observation, batches in said if batches)

    def _said(self, subjects: Collection[str], referring_to: Collection[str]) -> list[Observation]:
        about, naming = frozenset(subjects), frozenset(referring_to)
        mentions = self._workspace.mentions
        return [
            observation
            for known, observation in sorted(self._workspace.observations.items())
            if observation.subject in about or not naming.isdisjoint(mentions[known])
        ]

    def sayings(
        self, subjects: Collection[str] | None = None, referring_to: Collection[str] = (), most: int | None = None
    ) -> tuple[Saying, ...]:
        """Give all that was ever published about some records, and what refers to others."""
        whole = [observation for _, observation in sorted(self._workspace.observations.items())]
        wanted = whole if subjects is None else self._said(subjects, referring_to)
        refuse_more_than(most, len(wanted))
        said = ((one, self._workspace.published_batches(one.id)) for one in wanted)
        return tuple(
            saying_of(one, batches, self._retraction(one.id), retracted=one.id in self._workspace.retracted)
            for one, batches in said
            if batches
        )

    def _retraction(self, observation_id: str) -> Batch | None:
        return self._workspace.batches.get(self._workspace.retracted.get(observation_id) or "")

    def asserted_only_by(self, batch_id: str) -> tuple[Observation, ...]:
        """Give the live observations that would stop being live without this batch."""
        return tuple(
            observation
            for known, observation in sorted(self._workspace.observations.items())
            if [batch.id for batch in self._workspace.done_batches(known)] == [batch_id]
        )

    def asserted_by_others_too(self, batch_id: str) -> tuple[Statement, ...]:
        """Give the other live statements of this batch, with the times that they would have without it."""
        found: list[Statement] = []
        for known, observation in sorted(self._workspace.observations.items()):
            batches = self._workspace.done_batches(known)
            others = [batch for batch in batches if batch.id != batch_id]
            if others and len(others) < len(batches):
                found.append(_statement(observation, others))
        return tuple(found)

    def live(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which of these observations are live."""
        return frozenset(known for known in observation_ids if self._workspace.done_batches(known))

    def retracted(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which of these observations were retracted."""
        return frozenset(self._workspace.retracted.keys() & set(observation_ids))

    def facts(self, anchor_id: str | None, as_of: date) -> Facts | None:
        """Give the facts around anything."""
        anchor = None if anchor_id is None else self._workspace.successor(anchor_id)
        return facts_around(anchor, self._holding(as_of), self._workspace.successor, self.revision, as_of)

    def ours(self, as_of: date) -> Account | None:
        """Give our account."""
        return our_account(self._holding(as_of))

    def homes(self, ids: Collection[str], as_of: date) -> Mapping[str, str | None]:
        """Tell at which account things are."""
        held = self._holding(as_of)
        return homes_of(lambda asked: [held[one] for one in asked if one in held], self._workspace.successor, ids)

    def people(self, person_ids: Collection[str], as_of: date) -> Mapping[str, Person]:
        """Give people by the ids asked for."""
        holding = self._holding(as_of)
        found = ((one, holding.get(self._workspace.successor(one))) for one in person_ids)
        return {one: person for one, person in found if isinstance(person, Person)}

    def people_of(self, account_id: str | None, as_of: date, first: int, after: str | None) -> tuple[Person, ...]:
        """Give people of an account, or of all, in the order of ids."""
        found = (one for one in self._holding(as_of).values() if isinstance(one, Person))
        own = (one for one in found if account_id in {None, one.account_id} and (after is None or one.id > after))
        return tuple(sorted(own, key=lambda one: one.id)[:first])

    def met(self, person_ids: Collection[str], as_of: date, *, at: str | None = None, only: str | None = None) -> Met:
        """Give all ties of some people to somebody who is there."""
        return met(self._holding(as_of), frozenset(person_ids), at, only)

    def account(self, account_id: str) -> Account | None:
        """Give one account, as it is now."""
        found = self._now().get(self._workspace.successor(account_id))
        return found if isinstance(found, Account) else None

    def accounts(self, where: AccountFilter, first: int, after: str | None) -> Page[Account]:
        """Give accounts by name; ours first."""
        part = sort_name(where.name_contains or "")
        wanted = (
            fact
            for fact in self._now().values()
            if isinstance(fact, Account)
            and part in sort_name(fact.name)
            and where.is_ours in (None, fact.is_ours)
            and fact.id not in where.hidden
        )
        return page_of(((account_key(account), account) for account in wanted), first, parse_key(after, ACCOUNT_KEY))

    def deals(self, where: DealFilter, first: int, after: str | None) -> Page[Deal]:
        """Give deals by name, as they are now."""
        successor = self._workspace.successor
        account_ids = None if where.account_ids is None else {successor(one) for one in where.account_ids}
        owner_id = None if where.owner_id is None else successor(where.owner_id)
        stirred = self._stirred(where.silence, where.hidden) if where.silence else frozenset()
        wanted = (
            fact
            for fact in self._now().values()
            if isinstance(fact, Deal)
            and (account_ids is None or fact.account_id in account_ids)
            and owner_id in (None, fact.owner_id)
            and where.open in (None, is_open(fact))
            and fact.account_id not in where.hidden
            and fact.id not in stirred
        )
        return page_of(((deal_key(deal), deal) for deal in wanted), first, parse_key(after, DEAL_KEY))

    def _stirred(self, silence: Silence, hidden: Collection[str]) -> frozenset[str]:
        """Give the deals in which there was something later than that day."""
        done = (fact for fact in self._now().values() if isinstance(fact, Signal | Escalation))
        counted = (fact for fact in done if self._counts(fact, silence, hidden))
        return frozenset(fact.deal_id for fact in counted if (on := activity_of(fact)) and on > silence.after)

    def _counts(self, fact: Signal | Escalation, silence: Silence, hidden: Collection[str]) -> bool:
        if isinstance(fact, Escalation):
            return silence.caller_id in (None, fact.caller_id)
        about = self._now().get(fact.person_id or "")
        return silence.signals and not (isinstance(about, Person) and about.account_id in hidden)

    def ties(self, person_id: str, first: int, after: str | None) -> Page[Tie]:
        """Give somebody's ties, in the order of their ids."""
        person = self._workspace.successor(person_id)
        wanted = (fact for fact in self._now().values() if isinstance(fact, Tie) and person in ends(fact))
        return page_of((((tie.id,), tie) for tie in wanted), first, parse_key(after, TIE_KEY))

    def search(self, text: str, first: int, after: str | None) -> Page[Found]:
        """Find people, accounts and deals by the beginnings of words."""
        return search(self._with_words, text, first, after)

    def _with_words(self, asked: Sequence[str], *, whole: bool, most: int) -> list[Fact]:
        found = (fact for fact in self._now().values() if has_words(fact, asked, whole=whole))
        return sorted(found, key=lambda fact: fact.id)[:most]

    def everything(self) -> Iterator[Version]:
        """Go through all facts in all versions, by kind and id."""
        versions = (version for versions in self._workspace.facts.values() for version in versions)
        return iter(sorted(versions, key=lambda one: (KIND_OF_FACT[type(one.fact)], one.fact.id, one.since)))

    def archive(self) -> Iterator[Entry]:
        """Go through all that the workspace holds."""
        return archive(self._workspace, self.everything())

    def batch(self, batch_id: str) -> Batch | None:
        """Give one import or edit."""
        return self._workspace.batch(batch_id)

    def batches(self, first: int, after: str | None) -> Page[Batch]:
        """Give the imports, the newest first."""
        jobs = {known: job.batch for known, job in self._workspace.jobs.items()}
        imports = (batch for batch in (jobs | self._workspace.batches).values() if batch.importer != EDIT)
        return page_of(((batch_key(batch), batch) for batch in imports), first, parse_key(after, BATCH_KEY))

    def _now(self) -> dict[str, Fact]:
        return self._holding(self._today)

    def _holding(self, as_of: date) -> dict[str, Fact]:
        if as_of not in self._held:
            versions = (version for versions in self._workspace.facts.values() for version in versions)
            self._held[as_of] = {version.fact.id: version.fact for version in versions if holds(version, as_of)}
        return self._held[as_of]


def _names(record: Record) -> set[tuple[str, str]]:
    shared = {("identity", identity) for identity in record.identities}
    return shared | {("key", record.key), ("entity", record.entity_id)}


def _first_come(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: (record.order, record.kind, record.key)))


def _statement(observation: Observation, batches: list[Batch]) -> Statement:
    if observation.said_at is not None:
        return Statement(observation, instant(observation.said_at), instant(observation.said_at), batches[0].id)
    moments = [instant(batch.started_at) for batch in batches]
    return Statement(observation, moments[0], moments[-1], batches[0].id)
