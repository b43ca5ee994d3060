"""The ledger of calls over all deals: what was planned and made, and against whom it counts."""

from dataclasses import dataclass
from datetime import date

from orggraph.analysis.overuse import call_loads
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Escalation
from orggraph.domain.findings import CallLoad
from orggraph.domain.viewer import Viewer
from orggraph.stores.base import Store
from orggraph.usecases.views import AccountView, view


@dataclass(frozen=True, slots=True)
class Ledger:
    """Calls, the newest first, and against whom they count; `ours` names the people."""

    ours: AccountView | None
    calls: tuple[Escalation, ...]
    loads: tuple[CallLoad, ...]


def ledger(store: Store, viewer: Viewer, as_of: date) -> Ledger:
    """Read the ledger as the viewer sees it; empty where there is nothing of ours yet."""
    ours = view(store, viewer, None, as_of)
    if ours is None:
        return Ledger(None, (), ())
    calls = sorted(ours.snapshot.escalations, key=_newest_first)
    return Ledger(ours, tuple(calls), call_loads(ours.snapshot, Assumptions()))


def _newest_first(call: Escalation) -> tuple[int, str]:
    day = call.made_on or call.planned_on or date.min
    return -day.toordinal(), call.id
