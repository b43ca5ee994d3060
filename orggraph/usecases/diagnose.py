"""What blocks a deal, and who stands where, whether anybody calls or not."""

from datetime import date

from orggraph.domain.politics import DealPicture
from orggraph.domain.viewer import Viewer
from orggraph.stores.base import Store
from orggraph.usecases.views import AccountView, view


def diagnose(store: Store, viewer: Viewer, deal_id: str, as_of: date) -> tuple[AccountView, DealPicture] | None:
    """Answer from one reading; None when there is no such deal."""
    account = view(store, viewer, deal_id, as_of)
    if account is None or deal_id not in account.snapshot.deals:
        return None
    return account, DealPicture(
        blockage=account.diagnose(deal_id),
        consensus=account.consensus(deal_id),
        opposition=account.opposition(deal_id),
        insights=account.insights(deal_id),
        map_health=account.map_health(deal_id),
    )
