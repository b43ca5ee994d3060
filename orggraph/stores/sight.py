"""What a viewer sees of a workspace: the one policy of every store. What it leaves out is to the viewer as if it were not there.

Left out of the facts are other accounts with all that hangs on them, and, without the permission, opinions, contact details and
expected moves; an analysis of what is left therefore uses nothing that its reader may not see. What resolution compares records by
(`records`, `statements`, `live` and their like) is not narrowed: a person stays one person whoever imports them. It gives keys, which
the use cases show to nobody.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import Fact, Facts, Record, Version
from orggraph.domain.ids import EntityKind
from orggraph.domain.observations import Batch, Observation, Saying, Statement
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Position
from orggraph.domain.relations import Tie
from orggraph.domain.signals import Signal
from orggraph.domain.viewer import WHOLE, Sight, Viewer
from orggraph.errors import ForbiddenError
from orggraph.stores.archive import Entry
from orggraph.stores.assembly import assemble, needed_people
from orggraph.stores.base import AccountFilter, DealFilter, Found, Met, Reader, Silence
from orggraph.stores.page import Page
from orggraph.stores.paging import (
    ACCOUNT_KEY,
    BATCH_KEY,
    TIE_KEY,
    account_key,
    batch_key,
    page_of,
    parse_key,
    sort_name,
)
from orggraph.stores.search import MOST_FOUND, SEARCH_KEY, has_words, search_words

T = TypeVar("T")
_EVERY_ROW = 1_000


def as_seen(reader: Reader, viewer: Viewer, today: date) -> Reader:
    """Give a reading as its viewer sees it."""
    return reader if viewer.sight == WHOLE else SightedReader(reader, viewer, today)


def narrowed(facts: Facts, sight: Sight) -> Facts | None:
    """Give what is seen of facts; None where their account is not."""
    if not sight.sees(facts.account.id):
        return None
    people = [_person(one, sight) for one in facts.people if sight.sees(one.account_id)]
    present = {one.id for one in people}
    deals = [deal for deal in (*facts.deals, *facts.called_deals) if sight.sees(deal.account_id)]
    shown: list[Fact] = [
        *people,
        *(_position(one, present) for one in facts.positions),
        *facts.lines,
        *(facts.influences if sight.opinions else ()),
        *facts.ties,
        *(_deal(one, present) for one in deals),
        *(_stakeholder(one, sight) for one in facts.stakeholders),
        *(one for one in facts.signals if _sees_signal(one, present, sight)),
        *_calls(facts.escalations, {deal.id for deal in deals}, sight),
    ]
    return assemble(facts.revision, facts.as_of, facts.account, facts.ours, shown)


def seen_person(person: Person, sight: Sight) -> Person | None:
    """Give what is seen of somebody; None where that is nothing."""
    return _person(person, sight) if sight.sees(person.account_id) else None


def _person(person: Person, sight: Sight) -> Person:
    if person.same_as or person.apart_from:
        # who is told apart may be somebody who is not seen
        person = replace(person, same_as=(), apart_from=())
    return person if sight.contacts else replace(person, email=None, profile_url=None, keys=())


def _position(seat: Position, present: Collection[str]) -> Position:
    return seat if seat.holder_id is None or seat.holder_id in present else replace(seat, holder_id=None)


def _deal(deal: Deal, present: Collection[str]) -> Deal:
    gone: dict[str, Any] = {
        name: None for name in ("owner_id", "usual_contact_id") if getattr(deal, name) not in (None, *present)
    }
    return replace(deal, **gone) if gone else deal


def _stakeholder(part: Stakeholder, sight: Sight) -> Stakeholder:
    if not sight.opinions:
        part = replace(
            part,
            stance=None,
            salience=None,
            salience_confidence=None,
            salience_observed_on=None,
            conviction=None,
            is_blocking=None,
            agenda=None,
        )
    if not sight.moves:
        part = replace(part, expected_position_id=None, expected_title=None, expected_position_confidence=None)
    return part


def _sees_signal(signal: Signal, present: Collection[str], sight: Sight) -> bool:
    return sight.opinions and (signal.person_id is None or signal.person_id in present)


def _calls(calls: Iterable[Escalation], deals: Collection[str], sight: Sight) -> Iterator[Escalation]:
    for call in calls:
        if call.deal_id in deals and sight.caller_id in (None, call.caller_id):
            yield call if sight.opinions else _without_opinions(call)


def _without_opinions(call: Escalation) -> Escalation:
    """Give a call without what was noted of it, and without its forecast, which rests on opinions."""
    return replace(
        call, note=None, forecast=None, steps_done=tuple(replace(done, note=None) for done in call.steps_done)
    )


def shown(fact: Fact, sight: Sight, present: Collection[str]) -> Fact | None:
    """Give what is seen of one fact of a deal that is seen; None where that is nothing, or where it needs somebody who is not present."""
    if not set(present).issuperset(needed_people(fact)):
        return None
    match fact:
        case Stakeholder():
            return _stakeholder(fact, sight)
        case Signal():
            return fact if _sees_signal(fact, present, sight) else None
        case Escalation():
            return next(_calls([fact], {fact.deal_id}, sight), None)
        case Deal():
            return _deal(fact, present)
        case _:
            return fact


class SightedReader:
    """A reading from which all is left out that its viewer may not see."""

    def __init__(self, reader: Reader, viewer: Viewer, today: date) -> None:
        self._reader = reader
        self._viewer = viewer
        self._sight = viewer.sight
        self._today = today

    @property
    def revision(self) -> int:
        """How many publications there were."""
        return self._reader.revision

    def records(self, kind: EntityKind, keys: Collection[str], identities: Collection[str]) -> tuple[Record, ...]:
        """Give the records that hang together, whoever sees whom."""
        return self._reader.records(kind, keys, identities)

    def statements(self, subjects: Collection[str] = (), referring_to: Collection[str] = ()) -> tuple[Statement, ...]:
        """Give the live statements about records, whoever sees whom."""
        return self._reader.statements(subjects, referring_to)

    def sayings(
        self, subjects: Collection[str] | None = None, referring_to: Collection[str] = (), most: int | None = None
    ) -> tuple[Saying, ...]:
        """Give what was ever said about records, whoever sees whom."""
        return self._reader.sayings(subjects, referring_to, most)

    def asserted_only_by(self, batch_id: str) -> tuple[Observation, ...]:
        """Give what would stop being live without a batch."""
        return self._reader.asserted_only_by(batch_id)

    def asserted_by_others_too(self, batch_id: str) -> tuple[Statement, ...]:
        """Give the other live statements of a batch."""
        return self._reader.asserted_by_others_too(batch_id)

    def live(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which observations are live."""
        return self._reader.live(observation_ids)

    def retracted(self, observation_ids: Collection[str]) -> frozenset[str]:
        """Tell which observations were retracted."""
        return self._reader.retracted(observation_ids)

    def records_of(self, entity_id: str) -> tuple[Record, ...]:
        """Give the records of an entity that is seen."""
        return self._reader.records_of(entity_id) if self.homes([entity_id], self._today) else ()

    def homes(self, ids: Collection[str], as_of: date) -> Mapping[str, str | None]:
        """Tell at which account things are that are seen."""
        found = self._reader.homes(ids, as_of)
        return {one: home for one, home in found.items() if self._sight.sees(home)}

    def facts(self, anchor_id: str | None, as_of: date) -> Facts | None:
        """Give the facts around anything that is seen."""
        facts = self._reader.facts(anchor_id, as_of)
        return narrowed(facts, self._sight) if facts else None

    def ours(self, as_of: date) -> Account | None:
        """Give our account, which everybody sees."""
        return self._reader.ours(as_of)

    def people(self, person_ids: Collection[str], as_of: date) -> Mapping[str, Person]:
        """Give people who are seen, by the ids asked for."""
        found = self._reader.people(person_ids, as_of)
        return {
            one: _person(person, self._sight) for one, person in found.items() if self._sight.sees(person.account_id)
        }

    def people_of(self, account_id: str | None, as_of: date, first: int, after: str | None) -> tuple[Person, ...]:
        """Give people of an account that is seen, or of all that are."""
        if account_id is None:
            return self._everybody(as_of, first, after)
        if not self._sight.sees(account_id):
            return ()
        return tuple(_person(one, self._sight) for one in self._reader.people_of(account_id, as_of, first, after))

    def _everybody(self, as_of: date, first: int, after: str | None) -> tuple[Person, ...]:
        """Give people who are seen, as many as are asked for while there are any."""
        found: list[Person] = []
        while len(found) < first and (page := self._reader.people_of(None, as_of, first, after)):
            found += (seen for one in page if (seen := seen_person(one, self._sight)))
            after = page[-1].id
        return tuple(found[:first])

    def met(self, person_ids: Collection[str], as_of: date, *, at: str | None = None, only: str | None = None) -> Met:
        """Give ties between people who are seen; those whom it is asked for are."""
        found = self._reader.met(person_ids, as_of, at=at, only=only)
        people = {one.id: _person(one, self._sight) for one in found.people if self._sight.sees(one.account_id)}
        there = {*people, *person_ids}
        return Met(tuple(tie for tie in found.ties if {tie.one_id, tie.other_id} <= there), tuple(people.values()))

    def account(self, account_id: str) -> Account | None:
        """Give one account, if it is seen."""
        found = self._reader.account(account_id)
        return found if found and self._sight.sees(found.id) else None

    def accounts(self, where: AccountFilter, first: int, after: str | None) -> Page[Account]:
        """Give accounts that are seen."""
        only = self._sight.only
        if only is None:
            return self._reader.accounts(replace(where, hidden=where.hidden | self._sight.hidden), first, after)
        part = sort_name(where.name_contains or "")
        found = [account for one in sorted(only) if (account := self.account(one))]
        wanted = (one for one in found if part in sort_name(one.name) and where.is_ours in (None, one.is_ours))
        return page_of(((account_key(one), one) for one in wanted), first, parse_key(after, ACCOUNT_KEY))

    def deals(self, where: DealFilter, first: int, after: str | None) -> Page[Deal]:
        """Give deals of accounts that are seen."""
        only = self._sight.only
        if only is not None:
            asked = (
                only if where.account_ids is None else only & self._reader.homes(where.account_ids, self._today).keys()
            )
            where = replace(where, account_ids=tuple(sorted(asked)))
        hidden = where.hidden | self._sight.hidden
        page = self._reader.deals(replace(where, hidden=hidden, silence=self._silence(where)), first, after)
        return replace(page, rows=self._shown(page.rows))

    def _silence(self, where: DealFilter) -> Silence | None:
        """Let only that break a silence which is seen."""
        if where.silence is None:
            return None
        return replace(where.silence, signals=self._sight.opinions, caller_id=self._sight.caller_id)

    def _shown(self, deals: Iterable[Deal]) -> tuple[Deal, ...]:
        """Leave out whom of their people the viewer does not see."""
        rows = tuple(deals)
        named = {one for deal in rows for one in (deal.owner_id, deal.usual_contact_id) if one}
        present = self.homes(named, self._today) if named else {}
        return tuple(_deal(deal, present) for deal in rows)

    def ties(self, person_id: str, first: int, after: str | None) -> Page[Tie]:
        """Give somebody's ties to people who are seen; all are read, however short the page."""
        there = self.people([person_id], self._today)
        found = self.met([person.id for person in there.values()], self._today).ties
        return page_of((((tie.id,), tie) for tie in found), first, parse_key(after, TIE_KEY))

    def search(self, text: str, first: int, after: str | None) -> Page[Found]:
        """Find what is seen, by words that are seen."""
        parse_key(after, SEARCH_KEY)
        whole, asked = self._reader.search(text, MOST_FOUND, None), search_words(text)
        rows = [
            (key, seen) for key, row in zip(whole.keys, whole.rows, strict=True) if (seen := self._found(row, asked))
        ]
        start = next((place for place, (key, _) in enumerate(rows, 1) if key == after), 0)
        taken = rows[start : start + first]
        deals = {deal.id: deal for deal in self._shown(row for _, row in taken if isinstance(row, Deal))}
        return Page(
            tuple(deals.get(row.id, row) for _, row in taken),
            tuple(key for key, _ in taken),
            start + len(taken) < len(rows),
            len(rows),
        )

    def _found(self, row: Found, asked: Collection[str]) -> Found | None:
        home = row.id if isinstance(row, Account) else row.account_id
        if not self._sight.sees(home):
            return None
        seen = _person(row, self._sight) if isinstance(row, Person) else row
        return seen if has_words(seen, tuple(asked), whole=False) else None

    def everything(self) -> Iterator[Version]:
        """Refuse: an export is of the whole workspace."""
        raise _whole_only()

    def archive(self) -> Iterator[Entry]:
        """Refuse: an archive is of the whole workspace."""
        raise _whole_only()

    def batch(self, batch_id: str) -> Batch | None:
        """Give one import or edit; where some accounts are not seen, only one of the viewer's own."""
        found = self._reader.batch(batch_id)
        return found if found and self._sees_batch(found) else None

    def batches(self, first: int, after: str | None) -> Page[Batch]:
        """Give the imports that are seen."""
        if self._sees_every_account():
            return self._reader.batches(first, after)
        found: list[Batch] = []
        page = self._reader.batches(_EVERY_ROW, None)
        found.extend(page.rows)
        while page.has_next:
            page = self._reader.batches(_EVERY_ROW, page.keys[-1])
            found.extend(page.rows)
        own = (one for one in found if self._sees_batch(one))
        return page_of(((batch_key(one), one) for one in own), first, parse_key(after, BATCH_KEY))

    def _sees_batch(self, batch: Batch) -> bool:
        return self._sees_every_account() or batch.user == self._viewer.user

    def _sees_every_account(self) -> bool:
        return self._sight.only is None and not self._sight.hidden


def _whole_only() -> ForbiddenError:
    return ForbiddenError(
        "The whole workspace is given only to who sees all of it.",
        "Ask somebody with all permissions and no account teams against them.",
    )
