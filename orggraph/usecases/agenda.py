"""Callers over several deals at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from orggraph.analysis.agenda import agenda
from orggraph.analysis.options import Options
from orggraph.analysis.overuse import call_loads
from orggraph.domain.findings import EscalationAgenda
from orggraph.domain.viewer import Viewer
from orggraph.errors import InvalidInput, NotFound
from orggraph.stores.base import Store
from orggraph.usecases.pace import UNHURRIED, Pace
from orggraph.usecases.views import AccountView, view_known

MOST_DEALS = 50
_MOST_CALLS = 100
_PATHS = 20
"""Paths a deal that the agenda chooses from."""


def plan_agenda(
    store: Store,
    viewer: Viewer,
    deal_ids: Sequence[str],
    calls_per_caller: int,
    as_of: date,
    options: Options,
    known_at: datetime | None = None,
    pace: Pace = UNHURRIED,
) -> tuple[dict[str, AccountView], EscalationAgenda]:
    """Assign callers over deals, from one reading; gives the account of each deal with it."""
    if not 1 <= len(deal_ids) <= MOST_DEALS:
        raise InvalidInput(f"{len(deal_ids)} deals were named.", f"Name 1 to {MOST_DEALS}.", ("dealIds",))
    if not 1 <= calls_per_caller <= _MOST_CALLS:
        raise InvalidInput(f"callsPerCaller is {calls_per_caller}.", f"Give 1 to {_MOST_CALLS}.", ("callsPerCaller",))
    deals = tuple(dict.fromkeys(deal_ids))
    with store.reading(viewer) as reader:
        views: dict[str, AccountView] = {}
        for deal_id in deals:
            known = (one for one in views.values() if deal_id in one.snapshot.deals)
            account = next(known, None) or view_known(reader, viewer, deal_id, as_of, known_at, pace)
            if account is None or deal_id not in account.snapshot.deals:
                raise NotFound(f"There is no deal {deal_id}.", "List them with the query `deals`.", ("dealIds",))
            views[deal_id] = account
    wide = replace(options, first=_PATHS)
    answers = {deal_id: views[deal_id].assess(deal_id, wide) for deal_id in deals}
    accounts = {deal_id: views[deal_id].snapshot.account.id for deal_id in deals}
    owners = {deal_id: owner for deal_id in deals if (owner := views[deal_id].snapshot.deals[deal_id].owner_id)}
    loads = call_loads(views[deals[0]].snapshot, options.assumptions, deals)
    return views, agenda(answers, accounts, calls_per_caller, options.assumptions, owners, loads)
