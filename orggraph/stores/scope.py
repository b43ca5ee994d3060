"""What belongs to the facts around an anchor: from the account outwards, one step of acquaintance at a time."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import Fact, Facts
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.stores.assembly import assemble, mentioned
from orggraph.stores.rules import ends, seat_owner, through

F = TypeVar("F", bound=Fact)


class Asked(Protocol):
    """What a store answers about one moment and one date, in as few round trips as it can."""

    @property
    def revision(self) -> int:
        """How many publications there were."""
        ...

    @property
    def successor(self) -> Callable[[str], str]:
        """Follows what an id was merged into."""
        ...

    def ours(self) -> Account | None:
        """Give our account."""
        ...

    def by_id(self, ids: Collection[str]) -> Sequence[Fact]:
        """Give the facts with these ids."""
        ...

    def homes(self, account_ids: Collection[str]) -> Sequence[Fact]:
        """Give the people, positions, lines and deals of accounts, the stakeholders and signals of those deals, and all escalations."""
        ...

    def edges_at(self, people: Collection[str]) -> Sequence[Fact]:
        """Give the ties and influences of people."""
        ...

    def edges_among(self, people: Collection[str]) -> Sequence[Fact]:
        """Give the ties and influences among people."""
        ...

    def ties_to(self, strangers: Collection[str], people: Collection[str]) -> Sequence[Fact]:
        """Give the ties of strangers to people, whoever of them is named first."""
        ...


def facts_around(reader: Asked, anchor_id: str | None, as_of: date) -> Facts | None:
    """Give the facts around an anchor, or None when it or its account does not hold."""
    ours = reader.ours()
    guest = None
    account: Account | None = ours
    if anchor_id is not None:
        account, guest = _account_of(reader, anchor_id, ours)
        account = ours if guest else account
    if account is None:
        return None
    found = _in_scope(reader, account, ours, guest)
    present = {fact.id for fact in found}
    named = {one for fact in found for one in mentioned(fact)} - present
    third = reader.by_id(sorted(named)) if named else ()
    return assemble(reader.revision, as_of, account, ours, [*found, *third])


def people_named(reader: Asked, person_ids: Collection[str]) -> dict[str, Person]:
    """Give people by the ids asked for, each the successor of one that was merged away."""
    stand_for = {one: reader.successor(one) for one in person_ids}
    found = {person.id: person for person in of_kind(Person, reader.by_id(sorted(set(stand_for.values()))))}
    return {one: found[successor] for one, successor in stand_for.items() if successor in found}


def homes_of(
    by_id: Callable[[Collection[str]], Sequence[Fact]], successor: Callable[[str], str], ids: Collection[str]
) -> dict[str, str | None]:
    """Tell at which account things are: those that are of one, or of a deal of one."""
    stand_for = {one: successor(one) for one in ids}
    owners = {one: successor(owner) for one in stand_for.values() if (owner := seat_owner(one))}
    found = {fact.id: fact for fact in by_id(sorted({*stand_for.values(), *owners.values()}))}
    parts = {fact.deal_id for fact in found.values() if isinstance(fact, Stakeholder | Signal | Escalation)}
    deals = {deal.id: deal.account_id for deal in of_kind(Deal, by_id(sorted(parts)))} if parts else {}
    homes: dict[str, str | None] = {}
    for one, stands_for in stand_for.items():
        match found.get(stands_for) or found.get(owners.get(stands_for, "")):
            case Account(id=home):
                homes[one] = home
            case Person(account_id=at) | Position(account_id=at) | Line(account_id=at) | Deal(account_id=at):
                homes[one] = at
            case Stakeholder(deal_id=deal) | Signal(deal_id=deal) | Escalation(deal_id=deal) if deal in deals:
                homes[one] = deals[deal]
    return homes


def of_kind(kind: type[F], facts: Iterable[Fact]) -> tuple[F, ...]:
    """Give the facts of one kind."""
    return tuple(fact for fact in facts if isinstance(fact, kind))


def _one(reader: Asked, fact_id: str | None) -> Fact | None:
    return next(iter(reader.by_id([fact_id])), None) if fact_id else None


def _account_of(reader: Asked, anchor_id: str, ours: Account | None) -> tuple[Account | None, Person | None]:
    """Walk from an anchor to its account; a person who has none is given back instead."""
    stands_for = reader.successor(anchor_id)
    anchor = _one(reader, stands_for)
    owner = seat_owner(stands_for)
    if anchor is None and owner is not None:
        anchor = _one(reader, reader.successor(owner))
    if isinstance(anchor, Stakeholder | Signal | Escalation):
        anchor = _one(reader, anchor.deal_id)
    elif isinstance(anchor, Tie | Influence):
        anchor = through([_one(reader, end) for end in sorted(ends(anchor))], ours)
    if isinstance(anchor, Person) and anchor.account_id is None:
        return None, anchor
    if isinstance(anchor, Person | Position | Line | Deal):
        anchor = _one(reader, anchor.account_id)
    return (anchor if isinstance(anchor, Account) else None), None


def _in_scope(reader: Asked, account: Account, ours: Account | None, guest: Person | None) -> list[Fact]:
    homes = sorted({account.id, ours.id if ours else account.id})
    found = _of_account(reader.homes(homes), account)
    people = [fact for fact in found if isinstance(fact, Person)]
    own = {person.id for person in people if ours and person.account_id == ours.id}
    theirs = {person.id for person in people} - own
    if guest:
        found.append(guest)
        own.add(guest.id)
    return [*found, *_edges(reader, theirs, own)]


def _of_account(found: Iterable[Fact], account: Account) -> list[Fact]:
    """Leave out the deals of our own account, and what hangs on them, unless it is ours that is asked about."""
    kept = [fact for fact in found if not isinstance(fact, Deal) or fact.account_id == account.id]
    deals = {fact.id for fact in kept if isinstance(fact, Deal)}
    return [fact for fact in kept if not isinstance(fact, Stakeholder | Signal) or fact.deal_id in deals]


def _edges(reader: Asked, theirs: set[str], own: set[str]) -> Iterable[Fact]:
    """Keep the edges on every way of at most three steps from them to us, searching backward from them."""
    near = [*_at(reader, theirs), *(reader.edges_among(sorted(own)) if own else ())]
    ties = [edge for edge in near if isinstance(edge, Tie)]
    met = _ends_of(ties) - theirs - own
    beyond = [tie for tie in _at(reader, met) if isinstance(tie, Tie)]
    strangers = _ends_of(beyond) - met - own
    last = reader.ties_to(sorted(strangers), sorted(own)) if strangers and own else ()
    friends = _ends_of(last) - own
    onward = [tie for tie in beyond if ends(tie) <= met | own | friends]
    links = _ends_of(onward) - met - own
    kept = [tie for tie in last if ends(tie) & links]
    return {edge.id: edge for edge in (*near, *onward, *kept)}.values()


def _at(reader: Asked, people: set[str]) -> Sequence[Fact]:
    return reader.edges_at(sorted(people)) if people else ()


def _ends_of(edges: Iterable[Fact]) -> set[str]:
    return {person for edge in edges for person in ends(edge)}
