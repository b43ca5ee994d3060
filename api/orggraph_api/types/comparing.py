"""Ways to make a call, side by side."""

from datetime import date

import strawberry

from orggraph.domain import findings
from orggraph.domain.findings import EscalationVerdict
from orggraph.usecases.comparing import CallWay, compare_calls
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.inputs import CallWayInput, EscalationOptions
from orggraph_api.types.figures import Forecast
from orggraph_api.types.people import Person, person_node
from orggraph_api.types.rules import RuleCheck, checks


@strawberry.type(description="A way to make a call, what it would do, and the verdict if it were the only one.")
class CallComparison:
    """A way to make a call, and what it would do."""

    found: strawberry.Private[findings.PairForecast | None]
    account: strawberry.Private[AccountView]
    verdict: EscalationVerdict
    told: bool = strawberry.field(description="Whether the usual contact is told first.")
    credited: bool = strawberry.field(description="Whether they are praised before their boss.")
    on: date = strawberry.field(description="The day of the call.")
    levels_up: int | None = strawberry.field(description="How far above the usual contact; null without a forecast.")
    disavowal: float | None = strawberry.field(
        description="How likely the contact feels bypassed; null without a forecast."
    )
    utility: float | None = strawberry.field(
        description="What the call is worth, in points of probability; null where that pair cannot call."
    )

    @classmethod
    def answer(
        cls, info: Info, deal_id: str, ways: list[CallWayInput], options: EscalationOptions
    ) -> "list[CallComparison]":
        """Weigh each way."""
        context = info.context
        day = options.day(context.today)
        given = [
            CallWay(
                told=one.told is not False,
                credited=one.credited is not False,
                level=one.level,
                caller_id=one.caller_id,
                target_id=one.target_id,
                on=one.on,
            )
            for one in ways
        ]
        compared = compare_calls(
            deal_id, given, day, options.options(), lambda on: context.view(deal_id, on, options.known_at)
        )
        return [
            cls(
                found=one.found,
                account=account,
                verdict=one.verdict,
                told=one.way.told,
                credited=one.way.credited,
                on=one.way.on or day,
                levels_up=one.found.levels_up if one.found else None,
                disavowal=one.found.disavowal if one.found else None,
                utility=one.found.utility if one.found else None,
            )
            for account, one in compared
        ]

    @strawberry.field(description="Who of ours calls; null without a forecast.")
    def caller(self, info: Info) -> Person | None:
        """Give the caller."""
        return person_node(info, self.found.caller_id, self.account) if self.found else None

    @strawberry.field(description="Whom; null without a forecast.")
    def target(self, info: Info) -> Person | None:
        """Give the target."""
        return person_node(info, self.found.target_id, self.account) if self.found else None

    @strawberry.field(description="What the call would do, whatever the rules say of it. Without stances.")
    def forecast(self) -> Forecast | None:
        """Give what it would do."""
        return Forecast.of(self.found.forecast, self.account) if self.found else None

    @strawberry.field(description="The rules that it does not pass.")
    def not_passed(self) -> list[RuleCheck]:
        """Give the rules that it does not pass."""
        return checks(self.found.not_passed) if self.found else []
