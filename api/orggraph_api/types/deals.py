"""Deals, stakeholders, signals, and the calls made for them."""

from datetime import date
from decimal import Decimal

import strawberry

from orggraph.domain import deals, signals
from orggraph.domain.deals import (
    BuyingRole,
    CoverageLevel,
    DealOutcome,
    EscalationOutcome,
    SociodynamicPosition,
    StanceLabel,
    sociodynamic,
    stance_label,
)
from orggraph.domain.relations import FactOrigin, origin_of
from orggraph.domain.signals import SignalKind
from orggraph.errors import NotFound
from orggraph.usecases.views import AccountView
from orggraph_api.connections import PAGE, Connection, paged
from orggraph_api.context import Info
from orggraph_api.inputs import EscalationOptions
from orggraph_api.types.diagnosis import BlockageDiagnosis
from orggraph_api.types.escalation import EscalationAssessment
from orggraph_api.types.node import Node
from orggraph_api.types.people import Account, Person, Position, person_node


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
        return cls(
            id=strawberry.ID(fact.id),
            fact=fact,
            name=fact.name,
            amount=fact.amount,
            currency=fact.currency,
            stage=fact.stage,
            closed_on=fact.closed_on,
            outcome=fact.outcome,
            client_stakes=fact.client_stakes,
        )

    def view(self, info: Info) -> AccountView:
        """Give the view of its account."""
        account = info.context.view(self.id)
        if account is None:
            raise NotFound(f"There is no deal {self.id}.")
        return account

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
    def stakeholders(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection["Stakeholder"]:
        """Give who plays a part in it."""
        account = self.view(info)
        return paged(self._parts(account), lambda s: s.id, lambda s: Stakeholder.of(s, account), first, after)

    def _parts(self, account: AccountView) -> tuple[deals.Stakeholder, ...]:
        return account.snapshot.stakeholders.get(self.id, ())

    @strawberry.field(description="What was seen, the newest first.")
    def signals(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection["Signal"]:
        """Give what was seen."""
        account = self.view(info)
        found = account.snapshot.signals.get(self.id, ())
        return paged(
            found,
            lambda s: f"{date.max.toordinal() - s.observed_on.toordinal():09d}{s.id}",
            lambda s: Signal.of(s, account),
            first,
            after,
        )

    @strawberry.field(description="What blocks it.")
    def blockage(self, info: Info) -> BlockageDiagnosis | None:
        """Tell what blocks it."""
        return BlockageDiagnosis.of(self.view(info).diagnose(self.id))

    @strawberry.field(
        description="The same answer as Query.escalationPaths, so that a list of deals can show verdicts."
    )
    def escalation(self, info: Info, options: EscalationOptions | None = None) -> EscalationAssessment | None:
        """Tell who should call whom."""
        return EscalationAssessment.answer(info, self.id, options or EscalationOptions())

    @strawberry.field(description="The day of the last signal or call.")
    def last_activity_on(self, info: Info) -> date | None:
        """Give the day of the last signal or call."""
        snapshot = self.view(info).snapshot
        seen = [signal.observed_on for signal in snapshot.signals.get(self.id, ())]
        made = [call.made_on for call in snapshot.escalations if call.deal_id == self.id and call.made_on]
        return max([*seen, *made], default=None)

    @strawberry.field(description="The calls that were planned or made for it.")
    def escalations(self, info: Info, first: int | None = PAGE, after: str | None = None) -> Connection["Escalation"]:
        """Give its calls."""
        account = self.view(info)
        found = [call for call in account.snapshot.escalations if call.deal_id == self.id]
        return paged(found, lambda call: call.id, lambda call: Escalation.of(call, account), first, after)


@strawberry.type(description="For or against, judged on acts, not on opinions; UNKNOWN is not NEUTRAL.")
class Stance:
    """For or against."""

    fact: strawberry.Private[deals.Stance]
    account: strawberry.Private[AccountView]
    value: float
    label: StanceLabel
    synergy: int | None
    antagonism: int | None
    sociodynamic: SociodynamicPosition | None
    confidence: float
    observed_on: date | None
    origin: FactOrigin

    @classmethod
    def of(cls, fact: deals.Stance, account: AccountView) -> "Stance":
        """Copy a stance."""
        both = fact.synergy is not None and fact.antagonism is not None
        return cls(
            fact=fact,
            account=account,
            value=fact.value,
            label=stance_label(fact.value),
            synergy=fact.synergy,
            antagonism=fact.antagonism,
            sociodynamic=sociodynamic(fact.synergy or 0, fact.antagonism or 0) if both else None,
            confidence=fact.confidence,
            observed_on=fact.observed_on,
            origin=origin_of(fact.source),
        )

    @strawberry.field(description="What it was judged on.")
    def evidence(self, info: Info) -> list["Signal"]:
        """Give what it was judged on."""
        nodes = (info.context.node(signal_id) for signal_id in self.fact.evidence_ids)
        return [node for node in nodes if isinstance(node, Signal)]


@strawberry.type(description="How much somebody cares about this project now, whichever way.")
class Salience:
    """How much somebody cares."""

    value: float
    confidence: float
    observed_on: date | None


@strawberry.type(description="A person's part in one deal.")
class Stakeholder(Node):
    """A person's part in one deal."""

    fact: strawberry.Private[deals.Stakeholder]
    account: strawberry.Private[AccountView]
    roles: list[BuyingRole]
    conviction: float | None
    is_blocking: bool | None
    decision_weight: float
    can_veto: bool
    owns_delivery: bool | None
    expected_position_confidence: float | None
    coverage: CoverageLevel
    agenda: str | None

    @classmethod
    def of(cls, fact: deals.Stakeholder, account: AccountView) -> "Stakeholder":
        """Copy a part."""
        return cls(
            id=strawberry.ID(fact.id),
            fact=fact,
            account=account,
            roles=list(fact.roles),
            conviction=fact.conviction,
            is_blocking=fact.is_blocking,
            decision_weight=fact.effective_weight,
            can_veto=fact.can_veto,
            owns_delivery=fact.owns_delivery,
            expected_position_confidence=fact.expected_position_confidence,
            coverage=fact.coverage,
            agenda=fact.agenda,
        )

    @strawberry.field(description="Which deal.")
    def deal(self) -> Deal:
        """Give the deal."""
        return Deal.of(self.account.snapshot.deals[self.fact.deal_id])

    @strawberry.field(description="Who.")
    def person(self, info: Info) -> Person:
        """Give the person."""
        return person_node(info, self.fact.person_id, self.account)

    @strawberry.field(description="For or against; null when unknown.")
    def stance(self) -> Stance | None:
        """Give their stance."""
        return Stance.of(self.fact.stance, self.account) if self.fact.stance else None

    @strawberry.field(description="How much they care; null when unknown.")
    def salience(self) -> Salience | None:
        """Give how much they care."""
        fact = self.fact
        if fact.salience is None:
            return None
        confidence = 1.0 if fact.salience_confidence is None else fact.salience_confidence
        return Salience(value=fact.salience, confidence=confidence, observed_on=fact.salience_observed_on)

    @strawberry.field(description="The seat they are expected to move to, if any.")
    def expected_position(self) -> Position | None:
        """Give the seat they are expected to move to."""
        seat = self.account.snapshot.seats.get(self.fact.expected_position_id or "")
        return Position.of(seat, self.account) if seat else None


@strawberry.type(description="Something that was seen, on a day, by someone.")
class Signal(Node):
    """Something that was seen."""

    fact: strawberry.Private[signals.Signal]
    account: strawberry.Private[AccountView]
    kind: SignalKind
    observed_on: date
    strength: float
    note: str | None
    author: str | None

    @classmethod
    def of(cls, fact: signals.Signal, account: AccountView) -> "Signal":
        """Copy a signal."""
        return cls(
            id=strawberry.ID(fact.id),
            fact=fact,
            account=account,
            kind=fact.kind,
            observed_on=fact.observed_on,
            strength=fact.strength,
            note=fact.note,
            author=fact.author,
        )

    @strawberry.field(description="In which deal.")
    def deal(self) -> Deal:
        """Give the deal."""
        return Deal.of(self.account.snapshot.deals[self.fact.deal_id])

    @strawberry.field(description="Of whom.")
    def person(self, info: Info) -> Person | None:
        """Give the person it was seen of."""
        return person_node(info, self.fact.person_id, self.account) if self.fact.person_id else None


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
    note: str | None

    @classmethod
    def of(cls, fact: deals.Escalation, account: AccountView) -> "Escalation":
        """Copy a call."""
        return cls(
            id=strawberry.ID(fact.id),
            fact=fact,
            account=account,
            planned_on=fact.planned_on,
            made_on=fact.made_on,
            contact_told_first=fact.contact_told_first,
            outcome=fact.outcome,
            outcome_on=fact.outcome_on,
            note=fact.note,
        )

    @strawberry.field(description="For which deal.")
    def deal(self) -> Deal:
        """Give the deal."""
        return Deal.of(self.account.snapshot.deals[self.fact.deal_id])

    @strawberry.field(description="Who of ours calls.")
    def caller(self, info: Info) -> Person:
        """Give the caller."""
        return person_node(info, self.fact.caller_id, self.account)

    @strawberry.field(description="Whom.")
    def target(self, info: Info) -> Person:
        """Give the target."""
        return person_node(info, self.fact.target_id, self.account)
