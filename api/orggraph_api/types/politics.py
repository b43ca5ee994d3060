"""The people of a deal: who weighs what, who agrees, who opposes, and what a reader should notice."""

import strawberry

from orggraph.domain import politics
from orggraph.domain.people import JobFunction, Locale
from orggraph.domain.politics import Severity
from orggraph.text import insight_message, insight_rule
from orggraph.usecases.views import AccountView
from orggraph_api.connections import Connection, paged
from orggraph_api.context import Info
from orggraph_api.types.node import Node, copied
from orggraph_api.types.people import Person, person_node
from orggraph_api.types.reasons import Contribution, evidence, reasons


@strawberry.type(description="Two functions that pull apart.")
class FunctionConflict:
    """Two functions that pull apart."""

    found: strawberry.Private[politics.FunctionConflict]
    account: strawberry.Private[AccountView]
    one: JobFunction
    other: JobFunction
    distance: float

    @strawberry.field(description="Who could settle it: the lowest manager of all of them.")
    def lowest_common_manager(self, info: Info) -> Person | None:
        """Give who could settle it."""
        person_id = self.found.lowest_common_manager_id
        return person_node(info, person_id, self.account) if person_id else None


@strawberry.type(description="How far those concerned agree, on where their stances settle.")
class Consensus:
    """How far those concerned agree."""

    found: strawberry.Private[politics.Consensus]
    account: strawberry.Private[AccountView]
    polarisation: float
    disagreement: float
    between_functions: float
    conflicts: list[FunctionConflict]
    pivot_gain: float | None

    @classmethod
    def of(cls, found: politics.Consensus, account: AccountView) -> "Consensus":
        """Copy a consensus."""
        conflicts = [copied(FunctionConflict, pair, found=pair, account=account) for pair in found.conflicts]
        return copied(cls, found, found=found, account=account, conflicts=conflicts)

    @strawberry.field(description="Whose conversion would raise the chance most; null where nobody's would.")
    def pivot(self, info: Info) -> Person | None:
        """Give whose conversion would help most."""
        return person_node(info, self.found.pivot_id, self.account) if self.found.pivot_id else None


@strawberry.type(description="How much somebody counts. Each part is the share of the others above whom they stand.")
class PoliticalWeight:
    """How much somebody counts."""

    found: strawberry.Private[politics.PoliticalWeight]
    account: strawberry.Private[AccountView]
    weight: float
    formal_authority: float
    social_power: float
    brokerage: float
    sufficient: bool | None
    contributions: list[Contribution]

    @classmethod
    def of(cls, found: politics.PoliticalWeight, account: AccountView) -> "PoliticalWeight":
        """Copy a weight."""
        return copied(cls, found, found=found, account=account, contributions=reasons(found.contributions))

    @strawberry.field(description="Who.")
    def person(self, info: Info) -> Person:
        """Give who."""
        return person_node(info, self.found.person_id, self.account)


def weighed(
    found: tuple[politics.PoliticalWeight, ...], account: AccountView, first: int | None, after: str | None
) -> Connection[PoliticalWeight]:
    """Give a page of weights, the heaviest first."""
    return paged(
        found,
        lambda one: f"{1 - one.weight:.9f}{one.person_id}",
        lambda one: PoliticalWeight.of(one, account),
        first,
        after,
    )


@strawberry.type(description="A readable rule that applies.")
class Insight:
    """A readable rule that applies."""

    found: strawberry.Private[politics.Insight]
    code: str
    severity: Severity
    message: str
    rule: str

    @classmethod
    def of(cls, found: politics.Insight, account: AccountView, locale: Locale) -> "Insight":
        """Word an insight."""
        message = insight_message(found, account.short_names, locale)
        return copied(cls, found, found=found, message=message, rule=insight_rule(found.code, locale))

    @strawberry.field(description="The facts it rests on.")
    def evidence(self, info: Info) -> list[Node]:
        """Give the facts it rests on."""
        return evidence(info, self.found.evidence)


@strawberry.type(description="Somebody who may stand against the deal: threat = opposes x leverage.")
class Threat:
    """Somebody who may stand against the deal."""

    found: strawberry.Private[politics.Threat]
    account: strawberry.Private[AccountView]
    threat: float
    opposes: float
    leverage: float
    unblocked_if_turned: float
    contributions: list[Contribution]

    @strawberry.field(description="Who.")
    def person(self, info: Info) -> Person:
        """Give who."""
        return person_node(info, self.found.person_id, self.account)


@strawberry.type(description="People of one mind who hear each other.")
class Coalition:
    """People of one mind."""

    found: strawberry.Private[politics.Coalition]
    account: strawberry.Private[AccountView]
    power: float
    with_champion: bool

    @strawberry.field(description="Everyone in it.")
    def people(self, info: Info) -> list[Person]:
        """Give everyone in it."""
        return [person_node(info, person, self.account) for person in self.found.people]

    @strawberry.field(description="Who of them weighs most with those who decide.")
    def leader(self, info: Info) -> Person:
        """Give who weighs most."""
        return person_node(info, self.found.leader_id, self.account)


@strawberry.type(description="What stands against the champion.")
class OppositionRisk:
    """What stands against the champion."""

    threats: list[Threat]
    coalitions: list[Coalition]
    balance: float
    alerts: list[Insight]

    @classmethod
    def of(cls, found: politics.OppositionRisk, account: AccountView, locale: Locale) -> "OppositionRisk":
        """Copy a risk."""
        return cls(
            threats=[
                copied(Threat, one, found=one, account=account, contributions=reasons(one.contributions))
                for one in found.threats
            ],
            coalitions=[copied(Coalition, camp, found=camp, account=account) for camp in found.coalitions],
            balance=found.balance,
            alerts=[Insight.of(alert, account, locale) for alert in found.alerts],
        )


@strawberry.type(
    description="Camps on signed ties of trust and conflict, so that as few ties as possible are at odds with the split."
)
class CampSplit:
    """Who stands with whom."""

    found: strawberry.Private[politics.CampSplit]
    account: strawberry.Private[AccountView]
    ties_at_odds: int
    exact: bool

    @strawberry.field(description="The camps, the largest first.")
    def camps(self, info: Info) -> list[list[Person]]:
        """Give the camps."""
        return [[person_node(info, person, self.account) for person in camp] for camp in self.found.camps]
