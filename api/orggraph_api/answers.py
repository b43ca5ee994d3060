"""The questions that the analysis answers."""

from datetime import date
from typing import Any

import strawberry

from orggraph.errors import OrgGraphError
from orggraph.usecases.agenda import plan_agenda
from orggraph.usecases.introductions import MAX_HOPS, warm_paths
from orggraph.usecases.learning import how_good, propose_refit
from orggraph.usecases.ledger import ledger
from orggraph_api.connections import bounded
from orggraph_api.context import Info
from orggraph_api.inputs import CallWayInput, EscalationOptions
from orggraph_api.types.agenda import EscalationAgenda
from orggraph_api.types.comparing import CallComparison
from orggraph_api.types.counterparts import Counterpart, WarmPath
from orggraph_api.types.escalation import EscalationAssessment
from orggraph_api.types.learning import Calibration, Refit
from orggraph_api.types.ledger import CallLoad

_BEST = 5
_MOST_COMPARED = 10
_CALLS = 2


@strawberry.type
class Answers:
    """What the analysis answers."""

    @strawberry.field(
        description="The main question: ranked ways to escalate a stalled deal; no path, with the reasons, when the golden rule says no."
    )
    def escalation_paths(
        self, info: Info, deal_id: strawberry.ID, options: EscalationOptions | None = None
    ) -> EscalationAssessment | None:
        """Tell who should call whom, if anybody."""
        return EscalationAssessment.answer(info, deal_id, options or EscalationOptions())

    @strawberry.field(
        description="Several ways compared on the same draws; null, with an error, where the options cannot be."
    )
    def compare_escalations(
        self, info: Info, deal_id: strawberry.ID, options: list[EscalationOptions]
    ) -> list[EscalationAssessment | None]:
        """Answer once for each set of options."""
        bounded(len(options) or 1, name="options", most=_MOST_COMPARED)
        return [_answered(info, deal_id, one) for one in options]

    @strawberry.field(
        description="Ways to make a call side by side, on the same draws: told or not, one level up or two, another caller, another day."
    )
    def compare_calls(
        self,
        info: Info,
        deal_id: strawberry.ID,
        ways: list[CallWayInput],
        options: EscalationOptions | None = None,
    ) -> list[CallComparison]:
        """Weigh each way to make a call."""
        return CallComparison.answer(info, deal_id, ways, options or EscalationOptions())

    @strawberry.field(
        description="Callers assigned over several deals at once, so that one executive is not asked five times."
    )
    def escalation_agenda(
        self,
        info: Info,
        deal_ids: list[strawberry.ID],
        calls_per_caller: int | None = _CALLS,
        options: EscalationOptions | None = None,
    ) -> EscalationAgenda:
        """Assign callers over deals."""
        context, asked = info.context, options or EscalationOptions()
        day, known = asked.day(context.today), asked.known_at
        calls = _CALLS if calls_per_caller is None else calls_per_caller
        views, found = plan_agenda(
            context.store, context.viewer, deal_ids, calls, day, asked.options(), known, context.pace
        )
        context.met(views, day, known)
        return EscalationAgenda.of(found, views)

    @strawberry.field(description="How many calls count against whom, and from when another would be offered.")
    def call_loads(self, info: Info) -> list[CallLoad]:
        """Tell how many calls count against whom."""
        context = info.context
        return [CallLoad.of(found) for found in ledger(context.store, context.viewer, context.today).loads]

    @strawberry.field(description="How good our forecasts were, against what happened.")
    def calibration(self, info: Info, since: date | None = None) -> Calibration:
        """Tell how good forecasts were."""
        context = info.context
        return Calibration.of(how_good(context.store, context.viewer, context.today, since))

    @strawberry.field(
        description="What outcomes would make of the intercepts; changes nothing. Refused with fewer than 30 outcomes."
    )
    def refit(self, info: Info) -> Refit | None:
        """Tell what outcomes would make of the intercepts."""
        context = info.context
        return Refit.of(propose_refit(context.store, context.viewer, context.today))

    @strawberry.field(
        description="Who can introduce us to this person: best trust paths from our people, strongest first."
    )
    def warm_paths(
        self,
        info: Info,
        target_id: strawberry.ID,
        from_id: strawberry.ID | None = None,
        max_hops: int | None = MAX_HOPS,
        first: int | None = _BEST,
    ) -> list[WarmPath]:
        """Give the best ways to be introduced to somebody."""
        context = info.context
        hops = MAX_HOPS if max_hops is None else max_hops
        most = bounded(first, _BEST)
        found = warm_paths(
            context.store,
            context.viewer,
            target_id,
            context.today,
            from_id=from_id,
            max_hops=hops,
            first=most,
            pace=context.pace,
        )
        return [WarmPath.of(path, found.people, None) for path in found.paths]

    @strawberry.field(
        description="Who, in another account (ours unless named), matches this person in rank, function and warmth; best first."
    )
    def counterparts(
        self,
        info: Info,
        person_id: strawberry.ID,
        account_id: strawberry.ID | None = None,
        first: int | None = _BEST,
    ) -> list[Counterpart]:
        """Give who matches somebody."""
        account = info.context.view(person_id)
        if account and account.snapshot.account.is_ours and account_id:
            account = info.context.view(account_id)
        if account is None or person_id not in account.snapshot.people:
            return []
        found = account.counterparts(person_id, bounded(first, _BEST), account_id)
        return [Counterpart.of(match, account) for match in found]


def _answered(info: Info, deal_id: str, options: EscalationOptions) -> Any:
    """Give an answer, or what was wrong, which stands for this one alone."""
    try:
        return EscalationAssessment.answer(info, deal_id, options)
    except OrgGraphError as error:
        return error
