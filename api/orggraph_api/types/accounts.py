"""Organisations, with their chart, their deals and their politics."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from orggraph.domain import people
from orggraph.domain.people import Seniority
from orggraph.domain.positions import ReportingKind
from orggraph.domain.relations import FactOrigin
from orggraph.errors import NotFound
from orggraph.stores.base import DealFilter
from orggraph.usecases.views import AccountView
from orggraph_api.connections import PAGE, Connection, bounded, connect, key_of, paged
from orggraph_api.context import Info
from orggraph_api.inputs import PersonFilter
from orggraph_api.types.coverage import Coverage
from orggraph_api.types.node import Node, copied
from orggraph_api.types.people import Person, Position, holder, people_page
from orggraph_api.types.politics import CampSplit, PoliticalWeight, weighed

if TYPE_CHECKING:
    from orggraph_api.types.deals import Deal


@strawberry.type(description="One seat of the org chart.")
class OrgChartEntry:
    """One seat of the org chart."""

    position: Position
    person: Person | None
    depth: int
    manager: Position | None
    kind: ReportingKind
    origin: FactOrigin


@strawberry.type(description="An organisation: ours, or one we sell to.")
class Account(Node):
    """An organisation."""

    fact: strawberry.Private[people.Account]
    name: str
    is_ours: bool
    domains: list[str]
    industry: str | None
    country: str | None
    employee_count: int | None

    @classmethod
    def of(cls, fact: people.Account) -> "Account":
        """Copy an account."""
        return copied(cls, fact, fact=fact)

    @strawberry.field(description="Its people, by name.")
    def people(
        self,
        info: Info,
        filter: PersonFilter | None = None,
        first: int | None = PAGE,
        after: str | None = None,
    ) -> Connection[Person]:
        """Give its people."""
        account = info.context.view(self.id)
        found = [p for p in account.people if _matches(account, p, filter or PersonFilter())] if account else []
        return people_page(info, found, account, first, after)

    @strawberry.field(description="The reporting forest, roots first.")
    def org_chart(
        self, info: Info, root_id: strawberry.ID | None = None, max_depth: int | None = None
    ) -> list[OrgChartEntry]:
        """Give the reporting forest."""
        account = info.context.view(self.id)
        if account is None:
            return []
        seats = account.snapshot.seats
        return [
            OrgChartEntry(
                position=Position.of(seats[entry.position_id], account),
                person=holder(seats[entry.position_id], account),
                depth=entry.depth,
                manager=Position.of(seats[entry.manager_id], account) if entry.manager_id else None,
                kind=ReportingKind.SOLID,
                origin=entry.origin,
            )
            for entry in account.chart(root_id, max_depth)
        ]

    @strawberry.field(description="Its deals, by name.")
    def deals(
        self, info: Info, first: int | None = PAGE, after: str | None = None
    ) -> Connection[Annotated["Deal", strawberry.lazy("orggraph_api.types.deals")]]:
        """Give its deals."""
        context = info.context
        page = context.deals(DealFilter(account_ids=(self.id,)), bounded(first), key_of(after))
        return connect(page, lambda deal: context.wrap(deal, None), after)

    @strawberry.field(description="Political weight in the whole account, heaviest first, whatever the deal.")
    def political_weights(
        self, info: Info, first: int | None = PAGE, after: str | None = None
    ) -> Connection[PoliticalWeight]:
        """Tell who weighs how much."""
        account = self._view(info)
        return weighed(account.account_weights(), account, first, after)

    @strawberry.field(
        description="Them x us: who of theirs is known, by whom of ours, how well; the uncovered first, then by rank and name. Empty for ours."
    )
    def coverage(
        self,
        info: Info,
        seniority: list[Seniority] | None = None,
        first: int | None = PAGE,
        after: str | None = None,
    ) -> Connection[Coverage]:
        """Tell how well each of theirs is known to us."""
        account = self._view(info)
        found = [row for row in account.coverage if not seniority or row.seniority in seniority]
        return paged(found, lambda row: row.place, lambda row: Coverage.of(row, account), first, after)

    @strawberry.field(
        description="Camps on signed ties (trust and conflict), and how many ties stay at odds with the split."
    )
    def camps(self, info: Info, count: int | None = None) -> CampSplit:
        """Tell who stands with whom."""
        account = self._view(info)
        found = account.camps(count)
        return copied(CampSplit, found, found=found, account=account)

    def _view(self, info: Info) -> AccountView:
        account = info.context.view(self.id)
        if account is None:
            raise NotFound(f"There is no account {self.id}.")
        return account


def _matches(account: AccountView, person: people.Person, where: PersonFilter) -> bool:
    seat = account.snapshot.seat_held_by(person.id)
    department = (seat.position.department if seat else None) or person.department
    return (
        (where.name_contains is None or where.name_contains.casefold() in person.name.casefold())
        and (where.department is None or where.department == department)
        and (not where.seniority or (seat is not None and seat.seniority in where.seniority))
        and (not where.job_function or (seat is not None and seat.job_function in where.job_function))
    )
