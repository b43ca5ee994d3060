"""What belongs to the facts around an anchor: from the account outwards, one step of acquaintance at a time."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import Fact, Facts
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.stores.assembly import assemble, mentioned_people
from orggraph.stores.rules import ends, seat_owner, through
from orggraph.stores.sqlite import questions
from orggraph.stores.sqlite.codec import text


class Asked(Protocol):
    """What answers questions about a date."""

    @property
    def revision(self) -> int:
        """How many publications there were."""
        ...

    def ask(self, question: str, as_of: date, *rest: object) -> list[Fact]:
        """Give the facts that answer a question."""
        ...

    def successor(self, identifier: str) -> str:
        """Follow what an id was merged into."""
        ...


def facts_around(reader: Asked, anchor_id: str | None, as_of: date) -> Facts | None:
    """Give the facts around an anchor, or None when it or its account does not hold."""
    ours = next((fact for fact in reader.ask(questions.OURS, as_of) if isinstance(fact, Account)), None)
    guest = None
    account: Account | None = ours
    if anchor_id is not None:
        account, guest = _account_of(reader, anchor_id, ours, as_of)
        account = ours if guest else account
    if account is None:
        return None
    found = _in_scope(reader, account, ours, guest, as_of)
    present = {fact.id for fact in found}
    named = {person for fact in found for person in mentioned_people(fact)} - present
    third = reader.ask(questions.FACTS_BY_ID, as_of, text(sorted(named))) if named else []
    return assemble(reader.revision, as_of, account, ours, [*found, *third])


def _one(reader: Asked, fact_id: str | None, as_of: date) -> Fact | None:
    return next(iter(reader.ask(questions.FACTS_BY_ID, as_of, text([fact_id]))), None) if fact_id else None


def _account_of(
    reader: Asked, anchor_id: str, ours: Account | None, as_of: date
) -> tuple[Account | None, Person | None]:
    """Walk from an anchor to its account; a person who has none is given back instead."""
    stands_for = reader.successor(anchor_id)
    anchor = _one(reader, stands_for, as_of)
    owner = seat_owner(stands_for)
    if anchor is None and owner is not None:
        anchor = _one(reader, reader.successor(owner), as_of)
    if isinstance(anchor, Stakeholder | Signal | Escalation):
        anchor = _one(reader, anchor.deal_id, as_of)
    elif isinstance(anchor, Tie | Influence):
        anchor = through([_one(reader, end, as_of) for end in sorted(ends(anchor))], ours)
    if isinstance(anchor, Person) and anchor.account_id is None:
        return None, anchor
    if isinstance(anchor, Person | Position | Line | Deal):
        anchor = _one(reader, anchor.account_id, as_of)
    return (anchor if isinstance(anchor, Account) else None), None


def _in_scope(reader: Asked, account: Account, ours: Account | None, guest: Person | None, as_of: date) -> list[Fact]:
    homes = sorted({account.id, ours.id if ours else account.id})
    found = reader.ask(questions.FACTS_UNDER, as_of, text(homes))
    found = [fact for fact in found if not isinstance(fact, Deal) or fact.account_id == account.id]
    people = [fact for fact in found if isinstance(fact, Person)]
    own = {person.id for person in people if ours and person.account_id == ours.id}
    theirs = {person.id for person in people} - own
    if guest:
        found.append(guest)
        own.add(guest.id)
    deals = sorted(fact.id for fact in found if isinstance(fact, Deal))
    parts = [fact for fact in reader.ask(questions.FACTS_UNDER, as_of, text(deals)) if not isinstance(fact, Escalation)]
    calls = reader.ask(questions.CALLS, as_of)
    return [*found, *parts, *calls, *_edges(reader, theirs, own, as_of)]


def _edges(reader: Asked, theirs: set[str], own: set[str], as_of: date) -> Iterable[Fact]:
    """Keep the edges on every way of at most three steps from them to us, searching backward from them."""
    among_us = reader.ask(questions.EDGES_AMONG, as_of, text(sorted(own)))
    near = [*_at(reader, theirs, as_of), *among_us]
    ties = [edge for edge in near if isinstance(edge, Tie)]
    met = _ends_of(ties) - theirs - own
    beyond = [tie for tie in _at(reader, met, as_of) if isinstance(tie, Tie)]
    strangers = _ends_of(beyond) - met - own
    last = reader.ask(questions.TIES_TO, as_of, text(sorted(strangers)), text(sorted(own))) if strangers else []
    friends = _ends_of(last) - own
    onward = [tie for tie in beyond if ends(tie) <= met | own | friends]
    links = _ends_of(onward) - met - own
    kept = [tie for tie in last if ends(tie) & links]
    return {edge.id: edge for edge in (*near, *onward, *kept)}.values()


def _at(reader: Asked, people: set[str], as_of: date) -> list[Fact]:
    return reader.ask(questions.EDGES_AT, as_of, text(sorted(people))) if people else []


def _ends_of(edges: Iterable[Fact]) -> set[str]:
    return {person for edge in edges for person in ends(edge)}
