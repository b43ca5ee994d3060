"""A person's part in a deal: for or against, how much they care, what they decide."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from orggraph.domain import deals
from orggraph.domain.deals import (
    BuyingRole,
    CoverageLevel,
    SociodynamicPosition,
    StanceLabel,
    sociodynamic,
    stance_label,
)
from orggraph.domain.relations import FactOrigin, origin_of
from orggraph.domain.viewer import Permission
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.opinions import Opinion
from orggraph_api.types.figures import Interval
from orggraph_api.types.node import Node, copied
from orggraph_api.types.people import Person, Position, person_node
from orggraph_api.types.signals import Signal

if TYPE_CHECKING:
    from orggraph_api.types.deals import Deal

DealNode: TypeAlias = Annotated["Deal", strawberry.lazy("orggraph_api.types.deals")]


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
        return copied(
            cls,
            fact,
            fact=fact,
            account=account,
            label=stance_label(fact.value),
            sociodynamic=sociodynamic(fact.synergy or 0, fact.antagonism or 0) if both else None,
            origin=origin_of(fact.source),
        )

    @strawberry.field(description="What it was judged on.")
    def evidence(self, info: Info) -> list[Signal]:
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
    decision_weight: float
    can_veto: bool
    owns_delivery: bool | None
    coverage: CoverageLevel

    @classmethod
    def of(cls, fact: deals.Stakeholder, account: AccountView) -> "Stakeholder":
        """Copy a part."""
        return copied(cls, fact, fact=fact, account=account, decision_weight=fact.effective_weight)

    @strawberry.field(description="Which deal.")
    def deal(self, info: Info) -> DealNode:
        """Give the deal."""
        return info.context.wrap(self.account.snapshot.deals[self.fact.deal_id], self.account)  # type: ignore[no-any-return]

    @strawberry.field(description="Who.")
    def person(self, info: Info) -> Person:
        """Give the person."""
        return person_node(info, self.fact.person_id, self.account)

    @strawberry.field(description="For or against; null when unknown.", extensions=[Opinion()])
    def stance(self, info: Info) -> Stance | None:
        """Give their stance."""
        found = info.context.shown(Permission.OPINION_READ, self.fact.stance)
        return Stance.of(found, self.account) if found else None

    @strawberry.field(description="How convinced they are, in [0, 1].", extensions=[Opinion()])
    def conviction(self, info: Info) -> float | None:
        """Give how convinced they are."""
        return info.context.shown(Permission.OPINION_READ, self.fact.conviction)

    @strawberry.field(description="Whether they hold it up now.", extensions=[Opinion()])
    def is_blocking(self, info: Info) -> bool | None:
        """Tell whether they hold it up."""
        return info.context.shown(Permission.OPINION_READ, self.fact.is_blocking)

    @strawberry.field(
        description="What they want from it for themselves, as far as it is known.", extensions=[Opinion()]
    )
    def agenda(self, info: Info) -> str | None:
        """Give what they want for themselves."""
        return info.context.shown(Permission.OPINION_READ, self.fact.agenda)

    @strawberry.field(description="How sure it is that they move there, in [0, 1].")
    def expected_position_confidence(self, info: Info) -> float | None:
        """Tell how sure their move is."""
        return info.context.shown(Permission.MOVE_READ, self.fact.expected_position_confidence)

    @strawberry.field(description="How much they care; null when unknown.", extensions=[Opinion()])
    def salience(self, info: Info) -> Salience | None:
        """Give how much they care."""
        fact = info.context.shown(Permission.OPINION_READ, self.fact)
        if fact.salience is None:
            return None
        confidence = 1.0 if fact.salience_confidence is None else fact.salience_confidence
        return Salience(value=fact.salience, confidence=confidence, observed_on=fact.salience_observed_on)

    @strawberry.field(description="The seat they are expected to move to, if any.")
    def expected_position(self, info: Info) -> Position | None:
        """Give the seat they are expected to move to."""
        wanted = info.context.shown(Permission.MOVE_READ, self.fact.expected_position_id)
        seat = self.account.snapshot.seats.get(wanted or "")
        return Position.of(seat, self.account) if seat else None

    @strawberry.field(
        description="Where their stance settles once influence has done its work; null for who is not on the account's map."
    )
    def settled_stance(self) -> Interval | None:
        """Tell where their stance settles."""
        return self._settled(0)

    @strawberry.field(
        description="Where their salience settles once influence has done its work; null for who is not on the account's map."
    )
    def settled_salience(self) -> Interval | None:
        """Tell where their salience settles."""
        return self._settled(1)

    def _settled(self, part: int) -> Interval | None:
        found = self.account.settled(self.fact.deal_id, self.fact.person_id)
        return Interval.of(found[part]) if found else None
