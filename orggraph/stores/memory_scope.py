"""What belongs to the facts around an anchor, worked out from everything that holds on a date."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from orggraph.domain.deals import Deal, Escalation, Stakeholder
from orggraph.domain.facts import Fact, Facts
from orggraph.domain.people import Account, Person
from orggraph.domain.positions import Line, Position
from orggraph.domain.relations import Influence, Tie
from orggraph.domain.signals import Signal
from orggraph.stores.assembly import assemble, mentioned
from orggraph.stores.base import Met
from orggraph.stores.rules import ends, seat_owner, through

F = TypeVar("F", bound=Fact)
Holding = Mapping[str, Fact]


def facts_around(
    anchor_id: str | None, holding: Holding, successor: Callable[[str], str], revision: int, as_of: date
) -> Facts | None:
    """Give the facts around an anchor, or None when it or its account does not hold."""
    ours = our_account(holding)
    guest = None
    account: Fact | None = ours
    if anchor_id is not None:
        account, guest = _account_of(_anchor(anchor_id, holding, successor), ours, holding)
        account = ours if guest else account
    if not isinstance(account, Account):
        return None
    found = _in_scope(account, ours, guest, holding)
    named = {one for fact in found for one in mentioned(fact)} - {fact.id for fact in found}
    third = [one for one in holding.values() if one.id in named]
    return assemble(revision, as_of, account, ours, [*found, *third])


def our_account(holding: Holding) -> Account | None:
    """Give the first of the accounts that say they are ours."""
    return min((one for one in holding.values() if isinstance(one, Account) and one.is_ours), key=_id, default=None)


def met(holding: Holding, people: Collection[str], at: str | None, only: str | None) -> Met:
    """Give the ties of people to somebody who is there, and whom they know by them."""
    ties: dict[str, Tie] = {}
    known: dict[str, Person] = {}
    for tie in _all(Tie, holding):
        for one, other in ((tie.one_id, tie.other_id), (tie.other_id, tie.one_id)):
            person = holding.get(other)
            if (
                one in people
                and isinstance(person, Person)
                and at in (None, person.account_id)
                and only in (None, other)
            ):
                ties[tie.id], known[other] = tie, person
    return Met(tuple(ties.values()), tuple(known.values()))


def _anchor(anchor_id: str, holding: Holding, successor: Callable[[str], str]) -> Fact | None:
    owner = seat_owner(anchor_id)
    if anchor_id not in holding and owner is not None:
        return holding.get(successor(owner))
    return holding.get(anchor_id)


def _account_of(anchor: Fact | None, ours: Account | None, holding: Holding) -> tuple[Fact | None, Person | None]:
    """Walk from an anchor to its account; a person who has none is given back instead."""
    if isinstance(anchor, Stakeholder | Signal | Escalation):
        anchor = holding.get(anchor.deal_id)
    elif isinstance(anchor, Tie | Influence):
        anchor = through([holding.get(end) for end in sorted(ends(anchor))], ours)
    if isinstance(anchor, Person) and anchor.account_id is None:
        return None, anchor
    if isinstance(anchor, Person | Position | Line | Deal):
        anchor = holding.get(anchor.account_id or "")
    return anchor, None


def _in_scope(account: Account, ours: Account | None, guest: Person | None, holding: Holding) -> list[Fact]:
    homes = {account.id, ours.id if ours else account.id}
    people = [person for person in _all(Person, holding) if person.account_id in homes]
    own = {person.id for person in people if ours and person.account_id == ours.id}
    theirs = {person.id for person in people} - own
    if guest:
        people.append(guest)
        own.add(guest.id)
    influences = [influence for influence in _all(Influence, holding) if _near(influence, theirs, own)]
    seats: list[Position | Line] = [*_all(Position, holding), *_all(Line, holding)]
    seats = [seat for seat in seats if seat.account_id in homes]
    ties = _ties(_all(Tie, holding), theirs, own)
    return [*people, *seats, *influences, *ties, *_deals_of(account, holding), *_all(Escalation, holding)]


def _deals_of(account: Account, holding: Holding) -> list[Fact]:
    deals = {deal.id: deal for deal in _all(Deal, holding) if deal.account_id == account.id}
    stakeholders = [part for part in _all(Stakeholder, holding) if part.deal_id in deals]
    return [*deals.values(), *stakeholders, *(one for one in _all(Signal, holding) if one.deal_id in deals)]


def _all(kind: type[F], holding: Holding) -> list[F]:
    return [fact for fact in holding.values() if isinstance(fact, kind)]


def _near(edge: Tie | Influence, theirs: set[str], own: set[str]) -> bool:
    return bool(ends(edge) & theirs) or ends(edge) <= own


def _ties(ties: list[Tie], theirs: set[str], own: set[str]) -> list[Tie]:
    """Keep the ties on every way of at most three steps from them to us."""
    near = [tie for tie in ties if _near(tie, theirs, own)]
    met = _ends_of(near) - theirs - own
    friends = _ends_of(tie for tie in ties if ends(tie) & own) - theirs - own
    onward = [tie for tie in ties if ends(tie) & met and ends(tie) <= met | own | friends]
    links = _ends_of(onward) - met - own
    last = [tie for tie in ties if ends(tie) & links and ends(tie) & own]
    return list({tie.id: tie for tie in (*near, *onward, *last)}.values())


def _ends_of(ties: Iterable[Tie]) -> set[str]:
    return {person_id for tie in ties for person_id in ends(tie)}


def _id(account: Account) -> str:
    return account.id
