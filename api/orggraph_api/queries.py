"""What can be asked."""

from datetime import date

import strawberry

from orggraph.domain import assumptions as domain_assumptions
from orggraph.domain import viewer as domain_viewer
from orggraph.stores import audit, base
from orggraph.usecases.auditing import list_audit
from orggraph.usecases.keys import find_called
from orggraph.usecases.listing import find_import, list_accounts, list_imports
from orggraph.usecases.reading_titles import read_title
from orggraph_api.answers import Answers
from orggraph_api.connections import PAGE, Connection, bounded, connect, key_of
from orggraph_api.context import Info
from orggraph_api.inputs import AccountFilter, AuditFilter, DealFilter, TitleContext
from orggraph_api.types.accounts import Account
from orggraph_api.types.audit import AuditEntry
from orggraph_api.types.deals import Deal
from orggraph_api.types.imports import ImportBatch
from orggraph_api.types.node import Node
from orggraph_api.types.people import Person
from orggraph_api.types.search import SearchConnection
from orggraph_api.types.titles import TitleReading
from orggraph_api.types.viewer import Viewer

_FOUND = 20
_MOST_NODES = 100


def _which_deals(filter: DealFilter, viewer: domain_viewer.Viewer, today: date) -> base.DealFilter:
    """Read which deals are asked for; somebody who is none of our people owns none."""
    accounts = None if filter.account_ids is None else tuple(filter.account_ids)
    owner: str | None = filter.owner_id
    if filter.mine:
        owner = viewer.person_id
        accounts = accounts if owner and filter.owner_id in (None, owner) else ()
    return base.DealFilter(account_ids=accounts, owner_id=owner, open=filter.open, silence=filter.silence(today))


@strawberry.type(description="Every weight and threshold that `assumptions` may override.")
class Assumption:
    """One expert constant."""

    name: str
    unit: str
    low: float
    high: float
    default: float
    reason: str


@strawberry.type(description="What can be asked.")
class Query(Answers):
    """What can be asked."""

    @strawberry.field(description="Anything by its global id.")
    def node(self, info: Info, id: strawberry.ID) -> Node | None:
        """Give anything by its id."""
        return info.context.node(id)  # type: ignore[no-any-return]

    @strawberry.field(description="Several things by their global ids, in that order.")
    def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        """Give several things by their ids."""
        bounded(len(ids) or 1, name="ids", most=_MOST_NODES)
        return [info.context.node(node_id) for node_id in ids]

    @strawberry.field(description="Who asks: what they are, may do, and do not see.")
    def viewer(self, info: Info) -> Viewer:
        """Give who asks."""
        return Viewer.of(info.context.viewer)

    @strawberry.field(description="Our own organisation: the one whose people can call.")
    def our_account(self, info: Info) -> Account | None:
        """Give our own account."""
        account = info.context.view(None)
        return Account.of(account.snapshot.account) if account else None

    @strawberry.field(description="One account.")
    def account(self, info: Info, id: strawberry.ID) -> Account | None:
        """Give an account."""
        found = info.context.node(id)
        return found if isinstance(found, Account) else None

    @strawberry.field(description="Accounts, ours first, then by name.")
    def accounts(
        self,
        info: Info,
        filter: AccountFilter | None = None,
        first: int | None = PAGE,
        after: str | None = None,
    ) -> Connection[Account]:
        """Give accounts."""
        where = (
            base.AccountFilter(name_contains=filter.name_contains, is_ours=filter.is_ours)
            if filter
            else base.AccountFilter()
        )
        context = info.context
        return connect(
            list_accounts(context.store, context.viewer, where, bounded(first), key_of(after)), Account.of, after
        )

    @strawberry.field(description="One person.")
    def person(self, info: Info, id: strawberry.ID) -> Person | None:
        """Give a person."""
        found = info.context.node(id)
        return found if isinstance(found, Person) else None

    @strawberry.field(description="One deal.")
    def deal(self, info: Info, id: strawberry.ID) -> Deal | None:
        """Give a deal."""
        found = info.context.node(id)
        return found if isinstance(found, Deal) else None

    @strawberry.field(
        description="By the id it has elsewhere (a CRM's opportunity, a contact, an employee number), an e-mail or a profile URL: what a "
        "side panel knows. Person, account or deal; of several with that id, in that order."
    )
    def lookup(self, info: Info, source: str, key: str) -> Node | None:
        """Find something by what it is called elsewhere."""
        context = info.context
        found = find_called(context.store, context.viewer, source, key)
        return next((node for one in found if (node := context.node(one))), None)

    @strawberry.field(description="Deals, by name.")
    def deals(
        self,
        info: Info,
        filter: DealFilter | None = None,
        first: int | None = PAGE,
        after: str | None = None,
    ) -> Connection[Deal]:
        """Give deals."""
        context = info.context
        where = _which_deals(filter or DealFilter(), context.viewer, context.today)
        return connect(context.deals(where, bounded(first), key_of(after)), Deal.of, after)

    @strawberry.field(
        description="People, accounts and deals: every word of the text begins a word of their name, title, e-mail or domain, whatever its case and accents. Those called just so first."
    )
    def search(self, info: Info, text: str, first: int | None = _FOUND, after: str | None = None) -> SearchConnection:
        """Find people, accounts and deals."""
        context = info.context
        return SearchConnection.of(context.search(text, bounded(first, _FOUND), key_of(after)), info, after)

    @strawberry.field(description="What the title alone says, and why.")
    def read_title(self, title: str, context: TitleContext | None = None) -> TitleReading:
        """Read a title."""
        return TitleReading.of(
            read_title(title, context.industry, context.country, context.employee_count)
            if context
            else read_title(title)
        )

    @strawberry.field(
        description="Every weight and threshold that `assumptions` may override: name, unit, range, default, reason."
    )
    def assumptions(self) -> list[Assumption]:
        """Give every expert constant."""
        return [
            Assumption(name=a.name, unit=a.unit, low=a.low, high=a.high, default=a.default, reason=a.reason)
            for a in domain_assumptions.all_assumptions()
        ]

    @strawberry.field(description="One import.")
    def import_batch(self, info: Info, id: strawberry.ID) -> ImportBatch | None:
        """Give an import."""
        found = find_import(info.context.store, info.context.viewer, id)
        return ImportBatch.of(found) if found else None

    @strawberry.field(description="Imports, the newest first.")
    def import_batches(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection[ImportBatch]:
        """Give imports."""
        context = info.context
        return connect(
            list_imports(context.store, context.viewer, bounded(first), key_of(after)), ImportBatch.of, after
        )

    @strawberry.field(
        description="Who read opinions, changed, imported or exported something, or was refused; the newest first. Needs the permission audit:read."
    )
    def audit_log(
        self,
        info: Info,
        filter: AuditFilter | None = None,
        first: int | None = PAGE,
        after: str | None = None,
    ) -> Connection[AuditEntry]:
        """Give the audit log."""
        context, where = info.context, audit.AuditFilter()
        if filter:
            where = audit.AuditFilter(who=filter.who, action=filter.action, since=filter.since)
        page = list_audit(context.store, context.viewer, where, bounded(first), key_of(after))
        return connect(page, AuditEntry.of, after)
