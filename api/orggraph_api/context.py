"""What one request carries: who asks, where, on which day, in which language; and what it has read so far."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from strawberry.fastapi import BaseContext
from strawberry.types import ExecutionContext
from strawberry.types import Info as StrawberryInfo

from orggraph.domain.deals import Deal
from orggraph.domain.people import Account, Locale
from orggraph.domain.viewer import Permission, Viewer, require
from orggraph.stores.base import DealFilter, Found, Store
from orggraph.stores.page import Page
from orggraph.usecases.auditing import OpinionsRead
from orggraph.usecases.background import Background
from orggraph.usecases.formats import Formats
from orggraph.usecases.listing import entity_id, find_accounts, list_deals, search
from orggraph.usecases.pace import UNHURRIED, Pace
from orggraph.usecases.provenance import Provenance, provenance
from orggraph.usecases.views import AccountView, view
from orggraph_api.bill import Bill
from orggraph_api.documents import Documents
from orggraph_api.languages import preferred
from orggraph_api.quotas import Quotas
from orggraph_api.together import Together
from orggraph_api.turns import Turns

T = TypeVar("T")


Moment = tuple[date, datetime | None]
"""A day, and when what is known of it was known; None is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What a subscription is about, as an answer found it."""

    mark: object
    """Equal to what it was before as long as nothing about it has changed."""
    told_at_once: bool = False
    """Whether the first answer is told, or only what changes after it."""
    in_progress: bool = False
    """Whether it changes while an import goes on, before that is published."""
    over: bool = False
    """Whether nothing more can change."""


@dataclass
class Context(BaseContext):
    """One request. An account is read once, however many fields ask for it."""

    store: Store
    viewer: Viewer
    formats: Formats
    now: datetime
    find_node: Callable[["Context", str, Collection[AccountView]], Any]
    wrap: Callable[[Any, AccountView | None], Any]
    """Gives a fact as the contract's type; the account is where it was met."""
    max_upload_bytes: int
    background: Background
    accept_language: str = ""
    quotas: Quotas = field(default_factory=Quotas)
    documents: Documents = field(default_factory=Documents)
    by_session: bool = False
    """Whether a cookie says who asks, as a browser sends it by itself."""
    turns: Turns = field(default_factory=Turns)
    pace: Pace = UNHURRIED
    bill: Bill = field(default_factory=Bill)
    views: dict[tuple[str | None, Moment], AccountView | None] = field(default_factory=dict)
    followed: Followed | None = None
    """Set by the field of a subscription."""
    opinions: OpinionsRead = field(default_factory=OpinionsRead)
    """Whose opinions were read so far; logged when the operation ends."""
    running: ExecutionContext | None = None
    """The operation that is run."""
    accounts: Together[Account] = field(init=False)
    sources: Together[Provenance] = field(init=False)

    def __post_init__(self) -> None:
        super().__init__()
        self.accounts = Together(lambda ids: find_accounts(self.store, self.viewer, ids))
        self.sources = Together(lambda ids: provenance(self.store, self.viewer, ids, self.today))

    @property
    def today(self) -> date:
        """The day of the request."""
        return self.now.date()

    @property
    def locale(self) -> Locale:
        """The viewer's language, else the one asked for by Accept-Language, else English."""
        return self.viewer.locale or preferred(self.accept_language)

    def shown(self, permission: Permission, value: T) -> T:
        """Give what the viewer may read with a permission, or refuse it."""
        require(self.viewer, permission)
        return value

    def view(
        self, anchor_id: str | None, as_of: date | None = None, known_at: datetime | None = None
    ) -> AccountView | None:
        """Give the account around anything, as it is or was known; what was read serves all that is in it."""
        moment = (as_of or self.today, known_at)
        known = next(
            (v for (_, at), v in self.views.items() if at == moment and v and anchor_id and _holds(v, anchor_id)), None
        )
        if known:
            return known
        if (anchor_id, moment) not in self.views:
            found = view(self.store, self.viewer, anchor_id, *moment, pace=self.pace)
            self.views[anchor_id, moment] = found and replace(found, on_opinions=self.opinions.answered)
        return self.views[anchor_id, moment]

    def deals(self, where: DealFilter, first: int, after: str | None) -> Page[Deal]:
        """List deals; their accounts are read together."""
        page = list_deals(self.store, self.viewer, where, first, after)
        self.accounts.expect(deal.account_id for deal in page.rows)
        return page

    def search(self, text: str, first: int, after: str | None) -> Page[Found]:
        """Find people, accounts and deals; their accounts are read together."""
        page = search(self.store, self.viewer, text, first, after)
        self.accounts.expect(home for fact in page.rows if (home := getattr(fact, "account_id", None)))
        return page

    def account(self, account_id: str) -> Account | None:
        """Give an account without what is in it."""
        met = (account for v in self._read() for account in (v.snapshot.account, v.snapshot.ours))
        known = next((account for account in met if account and account.id == account_id), None)
        return known or self.accounts.get(account_id)

    def meeting(self, person_id: str) -> AccountView | None:
        """Give any view in which somebody is found: one that was read, else that of their own account."""
        known = next((v for v in self._read() if person_id in v.snapshot.people), None)
        return known or self.view(person_id)

    def met(self, views: Mapping[str, AccountView], day: date, known_at: datetime | None = None) -> None:
        """Keep accounts that an answer about deals has read, by the deals."""
        for deal_id, account in views.items():
            self.opinions.answered(account.snapshot, deal_id)
            self.views[deal_id, (day, known_at)] = replace(account, on_opinions=self.opinions.answered)

    def _read(self) -> Iterator[AccountView]:
        return (v for (_, moment), v in self.views.items() if v and moment == (self.today, None))

    def node(self, node_id: str) -> Any:
        """Give anything by its id as it is today, as the contract's type; None when it is absent or hidden."""
        return self.find_node(self, node_id, list(self._read()))

    def evidence(self, node_id: str) -> Any:
        """Give what an answer rests on, as it was on the day that the answer is for."""
        return self.find_node(self, node_id, [view for view in self.views.values() if view])

    def entity(self, node_id: str) -> str:
        """Give the id that stands for one that was merged away, or the id itself."""
        return entity_id(self.store, self.viewer, node_id)

    def longer(self, place: str, rows: int) -> None:
        """Pay for a list that is longer than usual."""
        self.quotas.charge(self.viewer, self.bill.longer(place, rows))

    def forget(self) -> None:
        """Read anew: something was written."""
        self.views.clear()
        self.accounts.forget()
        self.sources.forget()


def _holds(account: AccountView, anchor_id: str) -> bool:
    snapshot = account.snapshot
    if anchor_id in (snapshot.account.id, *snapshot.deals):
        return True
    person = snapshot.people.get(anchor_id)
    return person is not None and person.account_id == snapshot.account.id


Info: TypeAlias = StrawberryInfo[Context, None]
