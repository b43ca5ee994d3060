"""People, the seats they hold, and who stands above them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from orggraph.domain import findings, people, relations
from orggraph.domain.ids import EntityKind
from orggraph.domain.people import JobFunction, Locale, Seniority
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import FactOrigin
from orggraph.domain.viewer import Permission
from orggraph.usecases.listing import list_ties
from orggraph.usecases.views import AccountView, Seat
from orggraph_api.connections import PAGE, Connection, bounded, connect, key_of, paged
from orggraph_api.context import Info
from orggraph_api.types.node import Node, copied
from orggraph_api.types.provenance import SourceRecord
from orggraph_api.types.reasons import Contribution, reasons
from orggraph_api.types.titles import TitleReading

if TYPE_CHECKING:
    from orggraph_api.types.accounts import Account
    from orggraph_api.types.ties import Influence, Tie

LEVELS = 10
SUGGESTED = 3
_OPINIONS = frozenset({EntityKind.STAKEHOLDER.name, EntityKind.INFLUENCE.name})
"""Kinds of statements that are opinions."""
AccountNode: TypeAlias = Annotated["Account", strawberry.lazy("orggraph_api.types.accounts")]
InfluenceNode: TypeAlias = Annotated["Influence", strawberry.lazy("orggraph_api.types.ties")]
TieNode: TypeAlias = Annotated["Tie", strawberry.lazy("orggraph_api.types.ties")]


@strawberry.type(
    description="A seat in an organisation. It outlives its holder: when someone leaves, the seat and its lines stay, vacant."
)
class Position(Node):
    """A seat."""

    seat: strawberry.Private[Seat]
    account: strawberry.Private[AccountView]
    title: str
    department: str | None
    since: date | None
    until: date | None

    @classmethod
    def of(cls, seat: Seat, account: AccountView) -> "Position":
        """Copy a seat."""
        fact = seat.position
        title = fact.title or (seat.holder.title if seat.holder else None) or ""
        return copied(cls, fact, seat=seat, account=account, title=title)

    @strawberry.field(description="Whose seat it is.")
    def organization(self, info: Info) -> AccountNode:
        """Give its account."""
        snapshot = self.account.snapshot
        ours = snapshot.ours
        fact = ours if ours and ours.id == self.seat.position.account_id else snapshot.account
        return info.context.wrap(fact, self.account)  # type: ignore[no-any-return]

    @strawberry.field(description="What its title says.")
    def reading(self) -> TitleReading:
        """Read its title."""
        return TitleReading.of(self.seat.reading)

    @strawberry.field(description="Who holds it; null when it is vacant.")
    def holder(self) -> "Person | None":
        """Give its holder."""
        return holder(self.seat, self.account)

    @strawberry.field(description="The seat above.")
    def reports_to(self, kind: ReportingKind = ReportingKind.SOLID) -> "Position | None":
        """Give the seat above."""
        snapshot = self.account.snapshot
        if kind is ReportingKind.SOLID:
            above = self.account.hierarchy.manager_seat(self.id)
        else:
            above = next((line.manager_id for line in snapshot.dotted_lines if line.report_id == self.id), None)
        return Position.of(snapshot.seats[above], self.account) if above else None


def holder(seat: Seat, account: AccountView) -> "Person | None":
    """Give who holds a seat."""
    return Person.of(seat.holder, account) if seat.holder else None


@strawberry.type(description="Someone, as believed now.")
class Person(Node):
    """Someone."""

    fact: strawberry.Private[people.Person]
    account: strawberry.Private[AccountView | None]
    name: str
    has_left: bool
    is_placeholder: bool
    preferred_locale: Locale | None

    @classmethod
    def of(cls, fact: people.Person, account: AccountView | None) -> "Person":
        """Copy a person; `account` is where they were met."""
        return copied(cls, fact, fact=fact, account=account)

    def own_view(self, info: Info) -> AccountView | None:
        """Give the view of this person's own account, which has all that concerns them."""
        if self.account and self.fact.account_id == self.account.snapshot.account.id:
            return self.account
        return info.context.view(self.id)

    def _seat(self, info: Info) -> Seat | None:
        for account in (self.account, self.own_view(info)):
            if account and (seat := account.snapshot.seat_held_by(self.id)):
                return seat
        return None

    @strawberry.field(description="Their e-mail address.")
    def email(self, info: Info) -> str | None:
        """Give their address."""
        return info.context.shown(Permission.CONTACT_READ, self.fact.email)

    @strawberry.field(description="The address of their public profile.")
    def profile_url(self, info: Info) -> str | None:
        """Give the address of their profile."""
        return info.context.shown(Permission.CONTACT_READ, self.fact.profile_url)

    @strawberry.field(description="Where they work.")
    def organization(self, info: Info) -> AccountNode | None:
        """Give their account."""
        found = info.context.account(self.fact.account_id) if self.fact.account_id else None
        return info.context.wrap(found, None) if found else None

    @strawberry.field(description="The seat they mainly hold.")
    def current_position(self, info: Info) -> Position | None:
        """Give the seat they mainly hold."""
        seat, account = self._seat(info), self.own_view(info)
        return Position.of(seat, account) if seat and account else None

    @strawberry.field(description="Every seat they hold.")
    def positions(self, info: Info) -> list[Position]:
        """Give every seat they hold."""
        account = self.own_view(info)
        return [Position.of(seat, account) for seat in account.seats_of(self.id)] if account else []

    @strawberry.field(description="Short for the current position's.")
    def title(self, info: Info) -> str | None:
        """Give the title of their seat."""
        seat = self._seat(info)
        return (seat.position.title if seat else None) or self.fact.title

    @strawberry.field(description="Rank: stated, or read from the title.")
    def seniority(self, info: Info) -> Seniority:
        """Give their rank."""
        seat = self._seat(info)
        return seat.seniority if seat else self.fact.seniority or Seniority.UNKNOWN

    @strawberry.field(description="What they work on: stated, or read from the title.")
    def job_function(self, info: Info) -> JobFunction:
        """Give what they work on."""
        seat = self._seat(info)
        return seat.job_function if seat else self.fact.job_function or JobFunction.UNKNOWN

    @strawberry.field(description="Their department.")
    def department(self, info: Info) -> str | None:
        """Give their department."""
        seat = self._seat(info)
        return (seat.position.department if seat else None) or self.fact.department

    @strawberry.field(description="N+1 by the solid line; null at the top or when unknown.")
    def manager(self, info: Info) -> "ReportingLine | None":
        """Give their N+1."""
        return next(iter(self._lines(info, 1)), None)

    @strawberry.field(description="N+1 first, then N+2, ...")
    def management_chain(self, info: Info, levels: int | None = LEVELS) -> list["ReportingLine"]:
        """Give the chain above them."""
        return self._lines(info, bounded(levels, LEVELS, name="levels"))

    def _lines(self, info: Info, levels: int) -> list["ReportingLine"]:
        account = self.own_view(info)
        return [ReportingLine.of(found, account) for found in account.chain(self.id, levels)] if account else []

    @strawberry.field(description="When no source names the manager: candidates, likeliest first.")
    def suggested_managers(self, info: Info, first: int | None = SUGGESTED) -> list["ReportingLine"]:
        """Suggest who may be their N+1."""
        account, most = self.own_view(info), bounded(first, SUGGESTED)
        found = account.suggested_managers(self.id, most) if account else ()
        return [ReportingLine.of(line, account) for line in found] if account else []

    @strawberry.field(description="Who reports to them by the solid line.")
    def reports(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection["Person"]:
        """Give their reports."""
        account = self.own_view(info)
        found = [account.snapshot.people[p] for p in account.hierarchy.reports(self.id)] if account else []
        return people_page(info, found, account, first, after)

    @strawberry.field(description="Whom they weigh on.")
    def influences(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection[InfluenceNode]:
        """Give whom they weigh on."""
        account = self.own_view(info)
        found = [edge for edge in account.snapshot.influences if edge.from_id == self.id] if account else []
        return _influences(info, found, account, first, after)

    @strawberry.field(description="Who weighs on them.")
    def influenced_by(
        self, info: Info, first: int | None = PAGE, after: str | None = None
    ) -> Connection[InfluenceNode]:
        """Give who weighs on them."""
        account = self.own_view(info)
        found = [edge for edge in account.snapshot.influences if edge.to_id == self.id] if account else []
        return _influences(info, found, account, first, after)

    @strawberry.field(description="Whom they know.")
    def ties(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection[TieNode]:
        """Give whom they know."""
        context, account = info.context, self.own_view(info)
        if account and not account.snapshot.account.is_ours:
            known = account.snapshot.ties_of.get(self.id, ())
            return paged(known, lambda tie: tie.id, lambda tie: context.wrap(tie, account), first, after)
        page = list_ties(context.store, context.viewer, self.id, bounded(first), key_of(after))
        return connect(page, lambda tie: context.wrap(tie, account), after)

    @strawberry.field(description="Every source that spoke of this person, what it said, and when.")
    def provenance(self, info: Info) -> list[SourceRecord]:
        """Give what every source said."""
        found = info.context.sources.get(self.id) or ()
        if any(record.said["about"] in _OPINIONS for record, _ in found):
            info.context.opinions.person(self.id)
        return [SourceRecord.of(record, brought_by) for record, brought_by in found]


def people_page(
    info: Info, found: Iterable[people.Person], account: AccountView | None, first: int | None, after: str | None
) -> Connection["Person"]:
    """Give a page of people, by name."""
    page = paged(found, lambda p: f"{p.name.casefold()}\x1f{p.id}", lambda p: Person.of(p, account), first, after)
    info.context.sources.expect(edge.node.id for edge in page.edges)
    return page


def _influences(
    info: Info,
    found: Iterable[relations.Influence],
    account: AccountView | None,
    first: int | None,
    after: str | None,
) -> Connection[InfluenceNode]:
    page = paged(found, lambda edge: edge.id, lambda edge: info.context.wrap(edge, account), first, after)
    for edge in page.edges:
        info.context.opinions.influence(edge.node.fact)
    return page


@strawberry.type(description="One level up from somebody. Vacant seats count as levels.")
class ReportingLine:
    """One level up from somebody."""

    account: strawberry.Private[AccountView]
    found: strawberry.Private[findings.Manager]
    levels_up: int
    kind: ReportingKind
    confidence: float
    origin: FactOrigin
    reasons: list[Contribution]

    @classmethod
    def of(cls, found: findings.Manager, account: AccountView) -> "ReportingLine":
        """Copy a level."""
        return copied(cls, found, found=found, account=account, reasons=reasons(found.reasons))

    @strawberry.field(description="From whom.")
    def person(self) -> Person:
        """Give the person at the bottom."""
        return Person.of(self.account.snapshot.people[self.found.person_id], self.account)

    @strawberry.field(description="Who; null where the seat is vacant.")
    def manager(self) -> Person | None:
        """Give the person above."""
        found = self.found.manager_id
        return Person.of(self.account.snapshot.people[found], self.account) if found else None

    @strawberry.field(description="The seat above.")
    def position(self) -> Position:
        """Give the seat above."""
        return Position.of(self.account.snapshot.seats[self.found.position_id], self.account)


def person_node(info: Info, person_id: str, account: AccountView | None) -> Person:
    """Give somebody who is known to exist."""
    if account and person_id in account.snapshot.people:
        return Person.of(account.snapshot.people[person_id], account)
    found = info.context.meeting(person_id)
    if found is None:
        raise LookupError(person_id)
    return Person.of(found.snapshot.people[person_id], found)
