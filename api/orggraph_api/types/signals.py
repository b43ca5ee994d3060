"""What was seen in a deal, and the calls that were planned or made for it."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from orggraph.domain import deals, findings, signals
from orggraph.domain.deals import EscalationOutcome, PlanStepCode
from orggraph.domain.signals import SignalKind
from orggraph.domain.viewer import Permission
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.opinions import Opinion, noted_of_call, noted_of_signal, opinion
from orggraph_api.types.figures import Forecast
from orggraph_api.types.node import Node, copied
from orggraph_api.types.people import Person, person_node

if TYPE_CHECKING:
    from orggraph_api.types.deals import Deal

DealNode: TypeAlias = Annotated["Deal", strawberry.lazy("orggraph_api.types.deals")]


@strawberry.type(description="Something that was seen, on a day, by someone.")
class Signal(Node):
    """Something that was seen."""

    fact: strawberry.Private[signals.Signal]
    account: strawberry.Private[AccountView]
    kind: SignalKind = opinion(noted_of_signal)
    observed_on: date = opinion(noted_of_signal)
    strength: float = opinion(noted_of_signal)
    note: str | None = opinion(noted_of_signal)
    author: str | None = opinion(noted_of_signal)
    happens_on: date | None = opinion(noted_of_signal)

    @classmethod
    def of(cls, fact: signals.Signal, account: AccountView) -> "Signal":
        """Copy a signal."""
        return copied(cls, fact, fact=fact, account=account)

    @strawberry.field(description="In which deal.")
    def deal(self, info: Info) -> DealNode:
        """Give the deal."""
        return info.context.wrap(self.account.snapshot.deals[self.fact.deal_id], self.account)  # type: ignore[no-any-return]

    @strawberry.field(description="Of whom.", extensions=[Opinion(noted_of_signal)])
    def person(self, info: Info) -> Person | None:
        """Give the person it was seen of."""
        return person_node(info, self.fact.person_id, self.account) if self.fact.person_id else None


@strawberry.type(description="A step of a call's plan that was done.")
class StepDone:
    """A step that was done."""

    fact: strawberry.Private[deals.Escalation]
    step: PlanStepCode
    on: date = strawberry.field(description="On which day.")
    words: strawberry.Private[str | None]

    @strawberry.field(description="What whoever did it wants known.", extensions=[Opinion(noted_of_call)])
    def note(self, info: Info) -> str | None:
        """Give what was noted."""
        return info.context.shown(Permission.OPINION_READ, self.words)


@strawberry.type(description="A call that was planned or made, and what came of it.")
class Escalation(Node):
    """A call that was planned or made."""

    fact: strawberry.Private[deals.Escalation]
    account: strawberry.Private[AccountView]
    planned_on: date | None
    made_on: date | None
    contact_told_first: bool
    outcome: EscalationOutcome | None
    outcome_on: date | None

    @classmethod
    def of(cls, fact: deals.Escalation, account: AccountView) -> "Escalation":
        """Copy a call."""
        return copied(cls, fact, fact=fact, account=account)

    @strawberry.field(description="For which deal.")
    def deal(self, info: Info) -> DealNode:
        """Give the deal."""
        return info.context.wrap(self.account.snapshot.deals[self.fact.deal_id], self.account)  # type: ignore[no-any-return]

    @strawberry.field(description="What whoever wrote it down wants known.", extensions=[Opinion(noted_of_call)])
    def note(self, info: Info) -> str | None:
        """Give what was noted."""
        return info.context.shown(Permission.OPINION_READ, self.fact.note)

    @strawberry.field(description="The steps of its plan that somebody marked as done, in order.")
    def steps_done(self) -> list[StepDone]:
        """Give the steps done."""
        return [StepDone(fact=self.fact, step=one.step, on=one.on, words=one.note) for one in self.fact.steps_done]

    @strawberry.field(
        description="What was forecast of it when it was first written down; null where it could not be. Without stances.",
        extensions=[Opinion(noted_of_call)],
    )
    def forecast(self, info: Info) -> Forecast | None:
        """Give what was forecast of it."""
        then = info.context.shown(Permission.OPINION_READ, self.fact.forecast)
        if then is None:
            return None
        return Forecast.of(findings.Forecast(probability=then.probability, change=then.change), self.account)

    @strawberry.field(description="Who of ours calls.")
    def caller(self, info: Info) -> Person:
        """Give the caller."""
        return person_node(info, self.fact.caller_id, self.account)

    @strawberry.field(description="Whom.")
    def target(self, info: Info) -> Person:
        """Give the target."""
        return person_node(info, self.fact.target_id, self.account)
