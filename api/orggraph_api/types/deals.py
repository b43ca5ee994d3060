"""Deals: who plays a part, what was seen, what blocks them, and whom to call."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from orggraph.domain import deals, findings
from orggraph.domain.deals import BuyingRole, DealOutcome, DecisionMode
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.people import Locale
from orggraph.domain.politics import MapHealth
from orggraph.domain.viewer import Permission
from orggraph.errors import NotFound
from orggraph.usecases import history
from orggraph.usecases.history import deal_history
from orggraph.usecases.views import AccountView
from orggraph_api.connections import PAGE, Connection, paged
from orggraph_api.context import Info
from orggraph_api.inputs import EscalationOptions
from orggraph_api.types.accounts import Account
from orggraph_api.types.diagnosis import BlockageDiagnosis
from orggraph_api.types.escalation import EscalationAssessment
from orggraph_api.types.node import Node, copied
from orggraph_api.types.people import Person, person_node
from orggraph_api.types.plans import EscalationPlan
from orggraph_api.types.politics import Consensus, Insight, OppositionRisk, PoliticalWeight, weighed
from orggraph_api.types.signals import Escalation, Signal
from orggraph_api.types.stakeholders import Stakeholder


@strawberry.type(description="How the client decides.")
class DecisionRule:
    """How the client decides."""

    found: strawberry.Private[findings.DecisionRule]
    account: strawberry.Private[AccountView]
    deal_id: strawberry.Private[str]
    mode: DecisionMode
    threshold: float
    inferred: bool = strawberry.field(
        description="Whether nobody is known to decide, and the lowest manager of all stakeholders stands in."
    )

    @strawberry.field(
        description="Who decides. Who stands in without a part in the deal has one without a stance here."
    )
    def deciders(self) -> list[Stakeholder]:
        """Give who decides."""
        return [self._part(person, w) for person, w in zip(self.found.deciders, self.found.weights, strict=True)]

    @strawberry.field(description="Who alone can say no.")
    def vetoes(self) -> list[Stakeholder]:
        """Give who can say no."""
        return [self._part(person, None) for person in self.found.vetoes]

    def _part(self, person: str, weight: float | None) -> Stakeholder:
        known = (part for part in self.account.snapshot.stakeholders.get(self.deal_id, ()) if part.person_id == person)
        part = next(known, None) or deals.Stakeholder(
            id=content_id(EntityKind.STAKEHOLDER, self.deal_id, person),
            deal_id=self.deal_id,
            person_id=person,
            decision_weight=weight,
        )
        return Stakeholder.of(part, self.account)


@strawberry.type(description="One thing as it was and as it became.")
class Change:
    """One thing as it was and as it became."""

    found: strawberry.Private[history.Change]
    at: datetime
    who: str
    what: str
    before: JSON | None
    after: JSON | None

    @classmethod
    def of(cls, found: history.Change) -> "Change":
        """Copy a change."""
        return copied(cls, found, found=found, what=found.kind.name)


@strawberry.type(description="An opportunity at one account.")
class Deal(Node):
    """An opportunity."""

    fact: strawberry.Private[deals.Deal]
    name: str
    amount: Decimal | None
    currency: str | None
    stage: str | None
    closed_on: date | None
    outcome: DealOutcome | None
    client_stakes: str | None

    @classmethod
    def of(cls, fact: deals.Deal) -> "Deal":
        """Copy a deal."""
        return copied(cls, fact, fact=fact)

    def view(self, info: Info) -> AccountView:
        """Give the view of its account."""
        account = info.context.view(self.id)
        if account is None:
            raise NotFound(f"There is no deal {self.id}.")
        return account

    def _opinions(self, info: Info) -> AccountView:
        """Give the view of its account to who may read opinions: without any there is nothing to tell."""
        return info.context.shown(Permission.OPINION_READ, self.view(info))

    @strawberry.field(description="Whose opportunity it is.")
    def account(self, info: Info) -> Account:
        """Give its account."""
        found = info.context.account(self.fact.account_id)
        return Account.of(found or self.view(info).snapshot.account)

    @strawberry.field(description="Who of ours works on it.")
    def owner(self, info: Info) -> Person | None:
        """Give its owner."""
        return person_node(info, self.fact.owner_id, None) if self.fact.owner_id else None

    @strawberry.field(description="Whom we usually talk to.")
    def usual_contact(self, info: Info) -> Person | None:
        """Give its usual contact."""
        return person_node(info, self.fact.usual_contact_id, self.view(info)) if self.fact.usual_contact_id else None

    @strawberry.field(description="The stakeholder with that role.")
    def champion(self, info: Info) -> Person | None:
        """Give its champion."""
        account = self.view(info)
        found = next((s for s in self._parts(account) if BuyingRole.CHAMPION in s.roles), None)
        return person_node(info, found.person_id, account) if found else None

    @strawberry.field(description="Who plays a part in it.")
    def stakeholders(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection[Stakeholder]:
        """Give who plays a part in it."""
        account = self.view(info)
        return paged(self._parts(account), lambda s: s.id, lambda s: Stakeholder.of(s, account), first, after)

    def _parts(self, account: AccountView) -> tuple[deals.Stakeholder, ...]:
        return account.snapshot.stakeholders.get(self.id, ())

    @strawberry.field(description="What was seen, the newest first.")
    def signals(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection[Signal]:
        """Give what was seen."""
        account = self.view(info)
        found = account.snapshot.signals.get(self.id, ())
        page = paged(
            found,
            lambda s: f"{date.max.toordinal() - s.observed_on.toordinal():09d}{s.id}",
            lambda s: Signal.of(s, account),
            first,
            after,
        )
        for edge in page.edges:
            info.context.opinions.note(self.id, edge.node.fact.person_id)
        return page

    @strawberry.field(description="What blocks it.")
    def blockage(self, info: Info) -> BlockageDiagnosis | None:
        """Tell what blocks it."""
        return BlockageDiagnosis.of(self._opinions(info).diagnose(self.id))

    @strawberry.field(description="How far those concerned agree; null without stakeholders.")
    def consensus(self, info: Info) -> Consensus | None:
        """Tell how far those concerned agree."""
        account = self._opinions(info)
        found = account.consensus(self.id)
        return Consensus.of(found, account) if found else None

    @strawberry.field(description="What stands against the champion; null without stakeholders.")
    def opposition(self, info: Info) -> OppositionRisk | None:
        """Tell what stands against the champion."""
        account = self._opinions(info)
        found = account.opposition(self.id)
        return OppositionRisk.of(found, account, info.context.locale) if found else None

    @strawberry.field(description="How the client decides.")
    def decision_rule(self, info: Info) -> DecisionRule:
        """Tell how the client decides."""
        account = self.view(info)
        found = account.decision_rule(self.id)
        return copied(DecisionRule, found, found=found, account=account, deal_id=self.id)

    @strawberry.field(description="Who weighs how much in this deal, heaviest first.")
    def political_weights(
        self, info: Info, first: int | None = PAGE, after: str | None = None
    ) -> Connection[PoliticalWeight]:
        """Tell who weighs how much."""
        account = self.view(info)
        return weighed(account.deal_weights(self.id), account, first, after)

    @strawberry.field(
        description="Plain-text warnings from readable rules: no decider, no power, single thread, nobody marked opponent, silent champion, stale, ..."
    )
    def insights(self, info: Info, locale: Locale | None = None) -> list[Insight]:
        """Tell what a reader should notice."""
        account = self.view(info)
        return [Insight.of(found, account, locale or info.context.locale) for found in account.insights(self.id)]

    @strawberry.field(description="What the gravest insight makes of the map.")
    def map_health(self, info: Info) -> MapHealth:
        """Tell what the gravest insight makes of the map."""
        return self.view(info).map_health(self.id)

    @strawberry.field(
        description="The same answer as Query.escalationPaths, so that a list of deals can show verdicts."
    )
    def escalation(self, info: Info, options: EscalationOptions | None = None) -> EscalationAssessment | None:
        """Tell who should call whom."""
        return EscalationAssessment.answer(info, self.id, options or EscalationOptions())

    @strawberry.field(
        description="What to do, in order. Without a pair: of the call under way, else of the planned one, else of the first path; "
        "where nobody should call, what to find out or to go back to."
    )
    def plan(
        self,
        info: Info,
        caller_id: strawberry.ID | None = None,
        target_id: strawberry.ID | None = None,
        locale: Locale | None = None,
        options: EscalationOptions | None = None,
        familiar_with: list[strawberry.ID] | None = None,
    ) -> EscalationPlan | None:
        """Plan what to do."""
        return EscalationPlan.answer(
            info,
            self.id,
            options or EscalationOptions(),
            caller_id=caller_id,
            target_id=target_id,
            locale=locale or info.context.locale,
            familiar=frozenset(familiar_with or ()),
        )

    @strawberry.field(description="The day of the last signal or call.")
    def last_activity_on(self, info: Info) -> date | None:
        """Give the day of the last signal or call."""
        snapshot = self.view(info).snapshot
        seen = [signal.observed_on for signal in snapshot.signals.get(self.id, ())]
        made = [call.made_on for call in snapshot.escalations if call.deal_id == self.id and call.made_on]
        return max([*seen, *made], default=None)

    @strawberry.field(description="The calls that were planned or made for it.")
    def escalations(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection[Escalation]:
        """Give its calls."""
        account = self.view(info)
        found = [call for call in account.snapshot.escalations if call.deal_id == self.id]
        return paged(found, lambda call: call.id, lambda call: Escalation.of(call, account), first, after)

    @strawberry.field(
        description="What changed on this deal's map between two moments, the newest first: the deal, who plays a part in it, what was seen, calls. Without from, since the beginning; without to, until now. People who are no longer there are left out."
    )
    def history(
        self,
        info: Info,
        from_: Annotated[datetime | None, strawberry.argument(name="from")] = None,
        to: datetime | None = None,
        first: int | None = PAGE,
        after: str | None = None,
    ) -> Connection[Change]:
        """Give what changed on its map."""
        context = info.context
        found = deal_history(context.store, context.viewer, self.id, from_, to or context.now)
        page = paged(found, lambda change: change.key, Change.of, first, after)
        for edge in page.edges:
            if edge.node.found.kind is not EntityKind.DEAL:
                context.opinions.note(self.id, *edge.node.found.people)
        return page
