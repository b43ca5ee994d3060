"""Callers assigned over several deals at once."""

from collections.abc import Mapping

import strawberry

from orggraph.domain import findings
from orggraph.domain.people import Locale
from orggraph.text import agenda_gap_reason
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.types.deals import Deal
from orggraph_api.types.paths import EscalationPath


@strawberry.type(description="One deal's call on the agenda.")
class AgendaEntry:
    """One deal's call."""

    deal: Deal
    path: EscalationPath = strawberry.field(description="Who calls whom for it.")


@strawberry.type(description="A deal without a call on the agenda, and why.")
class AgendaGap:
    """A deal without a call."""

    found: strawberry.Private[findings.AgendaGap]
    deal: Deal

    @strawberry.field(description="Why there is none.")
    def reason(self, info: Info, locale: Locale | None = None) -> str:
        """Word why there is none."""
        return agenda_gap_reason(self.found, locale or info.context.locale)


@strawberry.type(description="Callers over several deals, so that one executive is not asked five times.")
class EscalationAgenda:
    """Callers over several deals."""

    assignments: list[AgendaEntry]
    unassigned: list[AgendaGap]
    total_utility: float

    @classmethod
    def of(cls, found: findings.EscalationAgenda, views: Mapping[str, AccountView]) -> "EscalationAgenda":
        """Copy an agenda; the views are of each deal's account."""
        return cls(
            assignments=[
                AgendaEntry(deal=_deal(entry.deal_id, views), path=EscalationPath.of(entry.path, views[entry.deal_id]))
                for entry in found.assignments
            ],
            unassigned=[AgendaGap(found=gap, deal=_deal(gap.deal_id, views)) for gap in found.unassigned],
            total_utility=found.total_utility,
        )


def _deal(deal_id: str, views: Mapping[str, AccountView]) -> Deal:
    return Deal.of(views[deal_id].snapshot.deals[deal_id])
