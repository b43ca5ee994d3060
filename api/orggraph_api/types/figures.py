"""Figures over the draws, and what a change would do to them."""

import strawberry

from orggraph.domain import findings, interval
from orggraph.domain.findings import AlternativeKind
from orggraph.domain.people import Locale
from orggraph.text import alternative_sentence
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.types.node import copied
from orggraph_api.types.people import Person, person_node


@strawberry.type(
    description="Over the draws: median, mean (which ranks and utilities use), and the 10 % and 90 % quantiles."
)
class Interval:
    """A figure over the draws."""

    median: float
    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, found: interval.Interval) -> "Interval":
        """Copy an interval."""
        return copied(cls, found)


@strawberry.type(description="Where somebody's stance settles now, and after.")
class StanceChange:
    """Where somebody's stance settles."""

    found: strawberry.Private[findings.StanceChange]
    account: strawberry.Private[AccountView]

    @strawberry.field(description="Whose.")
    def person(self, info: Info) -> Person:
        """Give whose."""
        return person_node(info, self.found.person_id, self.account)

    @strawberry.field(description="As things stand.")
    def before(self) -> Interval:
        """Give where it settles as things stand."""
        return Interval.of(self.found.before)

    @strawberry.field(description="When all goes well.")
    def after(self) -> Interval:
        """Give where it settles when all goes well."""
        return Interval.of(self.found.after)


@strawberry.type(description="The chance that the deal gets moving, and how it changes.")
class Forecast:
    """The chance that the deal gets moving."""

    found: strawberry.Private[findings.Forecast]
    account: strawberry.Private[AccountView]

    @classmethod
    def of(cls, found: findings.Forecast, account: AccountView) -> "Forecast":
        """Copy a forecast."""
        return cls(found=found, account=account)

    @strawberry.field(description="The chance that the deal gets moving, in [0, 1].")
    def probability(self) -> Interval:
        """Give the chance."""
        return Interval.of(self.found.probability)

    @strawberry.field(description="By how much that differs from doing nothing, on the same draws.")
    def change(self) -> Interval:
        """Give how it changes."""
        return Interval.of(self.found.change)

    @strawberry.field(description="Where each stakeholder's stance settles, before and after.")
    def stances(self) -> list[StanceChange]:
        """Give where stances settle."""
        return [StanceChange(found=found, account=self.account) for found in self.found.stances]


@strawberry.type(description="Something else that could be done than call.")
class Alternative:
    """Something else that could be done."""

    found: strawberry.Private[findings.Alternative]
    account: strawberry.Private[AccountView]
    kind: AlternativeKind

    @classmethod
    def of(cls, found: findings.Alternative, account: AccountView) -> "Alternative":
        """Copy another way."""
        return cls(found=found, account=account, kind=found.kind)

    @strawberry.field(description="What it would do.")
    def forecast(self) -> Forecast:
        """Give what it would do."""
        return Forecast.of(self.found.forecast, self.account)

    @strawberry.field(description="Who of theirs would act, or be written to; null where there is nobody who could.")
    def actor(self, info: Info) -> Person | None:
        """Give who would act."""
        return person_node(info, self.found.actor_id, self.account) if self.found.actor_id else None

    @strawberry.field(description="What would be done, in words.")
    def explanation(self, info: Info, locale: Locale | None = None) -> str:
        """Word what would be done."""
        return alternative_sentence(self.found, self.account.short_names, locale or info.context.locale)
