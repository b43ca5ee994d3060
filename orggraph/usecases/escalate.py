"""The main question: who should call whom on a stalled deal, if anybody."""

from datetime import date

from orggraph.analysis.options import MOST_DRAWS, MOST_LEVELS, MOST_PATHS, Options
from orggraph.domain.findings import EscalationAssessment
from orggraph.domain.viewer import Viewer
from orggraph.stores.base import Store
from orggraph.usecases.views import AccountView, view

__all__ = ["MOST_DRAWS", "MOST_LEVELS", "MOST_PATHS", "Options", "escalate"]


def escalate(
    store: Store, viewer: Viewer, deal_id: str, as_of: date, options: Options
) -> tuple[AccountView, EscalationAssessment] | None:
    """Answer from one reading; None when there is no such deal."""
    account = view(store, viewer, deal_id, as_of)
    if account is None or deal_id not in account.snapshot.deals:
        return None
    return account, account.assess(deal_id, options)
