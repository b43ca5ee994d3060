"""The plan of a deal: steps with people, days and reasons, and what each waits for."""

from datetime import date

import strawberry

from orggraph.domain import plans
from orggraph.domain.deals import PlanStepCode
from orggraph.domain.documents import DocumentFormat
from orggraph.domain.findings import EscalationVerdict
from orggraph.domain.people import Locale
from orggraph.domain.plans import OccasionKind, PlanKind
from orggraph.text import (
    Told,
    as_text,
    brief,
    occasion_sentence,
    plan_calendar,
    plan_reason,
    step_why,
    step_window,
    step_wording,
)
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.inputs import EscalationOptions
from orggraph_api.types.node import Node, copied
from orggraph_api.types.people import Person, person_node
from orggraph_api.types.reasons import evidence
from orggraph_api.types.signals import Escalation


@strawberry.type(description="A recorded fact that makes the call natural.")
class Occasion:
    """A recorded fact that makes the call natural."""

    found: strawberry.Private[plans.Occasion]
    account: strawberry.Private[AccountView]
    locale: strawberry.Private[Locale]
    kind: OccasionKind
    happens_on: date | None = strawberry.field(description="When it takes place; null for what already did.")

    @strawberry.field(description="What it is, in words.")
    def explanation(self) -> str:
        """Word it."""
        return occasion_sentence(self.found, self.account.short_names, self.locale)

    @strawberry.field(description="The fact that it is.")
    def evidence(self, info: Info) -> list[Node]:
        """Give the fact."""
        return evidence(info, self.found.evidence)


@strawberry.type(description="One step of a plan.")
class PlanStep:
    """One step of a plan."""

    found: strawberry.Private[plans.PlanStep]
    told: strawberry.Private[Told]
    account: strawberry.Private[AccountView]
    locale: strawberry.Private[Locale]
    order: int
    code: PlanStepCode
    due_on: date
    opens_on: date
    closes_on: date
    done: bool
    done_on: date | None
    blocked_by: list[PlanStepCode]

    @strawberry.field(description="Who of ours does it; null where nobody owns the deal and nobody calls.")
    def who(self, info: Info) -> Person | None:
        """Give who does it."""
        return person_node(info, self.found.who_id, self.account) if self.found.who_id else None

    @strawberry.field(
        description="With whom: who is told, called, thanked or asked; null where it is nobody's but ours."
    )
    def with_whom(self, info: Info) -> Person | None:
        """Give with whom."""
        return person_node(info, self.found.with_whom_id, self.account) if self.found.with_whom_id else None

    @strawberry.field(description="From when to when it can be done, in words.")
    def window(self) -> str:
        """Word when it can be done."""
        return step_window(self.found, self.locale)

    @strawberry.field(description="Why it is there, and what it is about: whole sentences.")
    def why(self) -> str:
        """Word why it is there."""
        return " ".join(step_why(self.found, self.account.short_names, self.locale))

    @strawberry.field(
        description="What is said or written at this step, ready to be used: to the usual contact, to whoever calls, or by them; null where the step has no message."
    )
    def wording(self) -> str | None:
        """Word the message."""
        return step_wording(self.told, self.found)


@strawberry.type(
    description="What to do about a deal, in order: the call and what surrounds it, what to find out first, or what to go back to."
)
class EscalationPlan:
    """What to do about a deal."""

    found: strawberry.Private[plans.EscalationPlan]
    told: strawberry.Private[Told]
    account: strawberry.Private[AccountView]
    locale: strawberry.Private[Locale]
    kind: PlanKind = strawberry.field(
        description="Whether it is of a call, of what to find out, or of what to go back to."
    )
    verdict: EscalationVerdict
    silent_until: date | None = strawberry.field(
        description="The first day on which something should be sent to the client; null where that is today."
    )
    next_call_from: date | None = strawberry.field(
        description="The first day on which another call to the same person would be offered; null where none was made or is planned."
    )

    @classmethod
    def answer(
        cls,
        info: Info,
        deal_id: str,
        options: EscalationOptions,
        *,
        caller_id: str | None,
        target_id: str | None,
        locale: Locale,
        familiar: frozenset[str] = frozenset(),
    ) -> "EscalationPlan | None":
        """Plan; None when there was no such deal."""
        account = info.context.view(deal_id, options.day(info.context.today), options.known_at)
        if account is None or deal_id not in account.snapshot.deals:
            return None
        answer, found = account.plan(deal_id, options.options(), caller_id, target_id)
        told = Told(account.snapshot, answer, found, locale, familiar)
        return copied(cls, found, found=found, told=told, account=account, locale=locale)

    @strawberry.field(description="What to do, in order.")
    def steps(self) -> list[PlanStep]:
        """Give the steps."""
        shared = {"told": self.told, "account": self.account, "locale": self.locale}
        return [copied(PlanStep, one, found=one, **shared) for one in self.found.steps]

    @strawberry.field(description="Who of ours calls; null where nobody does.")
    def caller(self, info: Info) -> Person | None:
        """Give the caller."""
        return person_node(info, self.found.caller_id, self.account) if self.found.caller_id else None

    @strawberry.field(description="Whom; null where nobody is called.")
    def target(self, info: Info) -> Person | None:
        """Give the target."""
        return person_node(info, self.found.target_id, self.account) if self.found.target_id else None

    @strawberry.field(
        description="The call as it was written down; its steps are marked as done with completePlanStep."
    )
    def escalation(self) -> Escalation | None:
        """Give the call."""
        calls = (call for call in self.account.snapshot.escalations if call.id == self.found.escalation_id)
        return next((Escalation.of(call, self.account) for call in calls), None)

    @strawberry.field(description="What makes the call natural, the best first.")
    def occasions(self) -> list[Occasion]:
        """Give the occasions."""
        found = self.found.occasions
        return [copied(Occasion, one, found=one, account=self.account, locale=self.locale) for one in found]

    @strawberry.field(description="Why silence is better for now, in words.")
    def silence(self) -> list[str]:
        """Word why silence is better."""
        return [plan_reason(one, self.account.short_names, self.locale) for one in self.found.silence]

    @strawberry.field(
        description="One A4 page: for whoever calls; where it is too early, what to find out first; where nobody should call, why not and what to do instead. PDF is base64."
    )
    def brief(self, format: DocumentFormat = DocumentFormat.MARKDOWN) -> str:  # noqa: A002
        """Write the page."""
        return as_text(brief(self.told), format)

    @strawberry.field(description="The steps that are not done, as an iCalendar file (RFC 5545).")
    def calendar(self) -> str:
        """Write the calendar."""
        return plan_calendar(self.found, self.account.short_names, self.locale)
