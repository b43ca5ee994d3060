"""What to do about a stalled deal, in order: the call and what surrounds it, what to find out first, or what to go back to."""

from dataclasses import dataclass
from datetime import date

from orggraph.analysis.options import Options
from orggraph.domain.findings import EscalationAssessment
from orggraph.domain.plans import EscalationPlan
from orggraph.domain.viewer import Viewer
from orggraph.stores.base import Store
from orggraph.usecases.views import AccountView, view


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """A plan, the answer that it follows from, and the account of the deal."""

    account: AccountView
    assessment: EscalationAssessment
    plan: EscalationPlan


def plan_deal(
    store: Store,
    viewer: Viewer,
    deal_id: str,
    as_of: date,
    options: Options,
    *,
    caller_id: str | None = None,
    target_id: str | None = None,
) -> PlanAnswer | None:
    """Plan from one reading; None when there is no such deal."""
    account = view(store, viewer, deal_id, as_of)
    if account is None or deal_id not in account.snapshot.deals:
        return None
    return PlanAnswer(account, *account.plan(deal_id, options, caller_id, target_id))
