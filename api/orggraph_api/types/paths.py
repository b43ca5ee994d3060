"""Who calls whom, through whom, what it would do and what it risks."""

from datetime import date

import strawberry

from orggraph.domain import findings
from orggraph.domain.findings import PathLink
from orggraph.domain.people import Locale
from orggraph.text import mitigation_label, path_step_reason
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.types.counterparts import Counterpart
from orggraph_api.types.figures import Forecast
from orggraph_api.types.node import copied
from orggraph_api.types.people import Person, Position, person_node
from orggraph_api.types.reasons import Contribution, reasons
from orggraph_api.types.rules import RuleCheck, checks


@strawberry.type(description="A person, or a vacant seat, on the way from the caller to the usual contact.")
class PathStep:
    """A step of a path."""

    found: strawberry.Private[findings.PathStep]
    account: strawberry.Private[AccountView]
    link: PathLink
    strength: float

    @strawberry.field(description="The seat.")
    def position(self) -> Position | None:
        """Give the seat."""
        seat = self.account.snapshot.seats.get(self.found.position_id or "")
        return Position.of(seat, self.account) if seat else None

    @strawberry.field(description="Who; null where the seat is vacant.")
    def person(self, info: Info) -> Person | None:
        """Give who."""
        return person_node(info, self.found.person_id, self.account) if self.found.person_id else None

    @strawberry.field(description="How it is joined to the step before.")
    def reason(self, info: Info, locale: Locale | None = None) -> str:
        """Word the link."""
        return path_step_reason(self.found, self.account.short_names, locale or info.context.locale)


@strawberry.type(description="What a target has a say over.")
class Authority:
    """What a target has a say over."""

    found: strawberry.Private[findings.Authority]
    account: strawberry.Private[AccountView]
    covers_conflict: bool
    decision_share: float

    @strawberry.field(description="The lowest manager whom the parties have in common.")
    def lowest_common_manager(self, info: Info) -> Person | None:
        """Give the lowest manager whom the parties have in common."""
        person_id = self.found.lowest_common_manager_id
        return person_node(info, person_id, self.account) if person_id else None


@strawberry.type(description="Something to do for the contact, and the risk that is left.")
class Mitigation:
    """Something to do for the contact."""

    found: strawberry.Private[findings.Mitigation]
    code: str
    probability_after: float

    @strawberry.field(description="What to do, in words.")
    def label(self, info: Info, locale: Locale | None = None) -> str:
        """Word what to do."""
        return mitigation_label(self.found, locale or info.context.locale)


@strawberry.type(
    description="How likely the contact feels disavowed. The contributions are log-odds and add up to that of `probability`."
)
class DisavowalRisk:
    """How likely the contact feels disavowed."""

    probability: float
    contributions: list[Contribution]
    unblocked_if_disavowed: float
    future_opposition: float
    mitigations: list[Mitigation]

    @classmethod
    def of(cls, found: findings.DisavowalRisk) -> "DisavowalRisk":
        """Copy a risk."""
        eased = [copied(Mitigation, one, found=one) for one in found.mitigations]
        return copied(cls, found, contributions=reasons(found.contributions), mitigations=eased)


@strawberry.type(description="Who calls whom, through whom.")
class EscalationPath:
    """Who calls whom."""

    found: strawberry.Private[findings.EscalationPath]
    account: strawberry.Private[AccountView]
    rank: int
    levels_up: int
    rules: list[RuleCheck]
    counterpart: Counterpart
    forecast: Forecast
    disavowal: DisavowalRisk
    utility: float = strawberry.field(description="What it is worth, in points of probability; paths are ranked by it.")
    pareto_optimal: bool = strawberry.field(
        description="Whether no other path is at least as good in gain, risk and warmth, and better in one."
    )
    contributions: list[Contribution] = strawberry.field(
        description="What it is worth, part by part: points of probability that add up to utility."
    )

    @classmethod
    def of(cls, found: findings.EscalationPath, account: AccountView) -> "EscalationPath":
        """Copy a path."""
        return copied(
            cls,
            found,
            found=found,
            account=account,
            rules=checks(found.rules),
            counterpart=Counterpart.of(found.counterpart, account),
            forecast=Forecast.of(found.forecast, account),
            disavowal=DisavowalRisk.of(found.disavowal),
            contributions=reasons(found.contributions),
        )

    @strawberry.field(description="Who of ours.")
    def caller(self, info: Info) -> Person:
        """Give who of ours."""
        return person_node(info, self.found.caller_id, self.account)

    @strawberry.field(description="Whom of theirs.")
    def target(self, info: Info) -> Person:
        """Give whom of theirs."""
        return person_node(info, self.found.target_id, self.account)

    @strawberry.field(
        description="Who can introduce the caller, in order; empty when they know each other or nobody does."
    )
    def introducers(self, info: Info) -> list[Person]:
        """Give who can introduce the caller."""
        return [person_node(info, person, self.account) for person in self.found.introducers]

    @strawberry.field(description="From caller to the contact, in order; each with how it is linked to the one before.")
    def steps(self) -> list[PathStep]:
        """Give the way."""
        return [copied(PathStep, step, found=step, account=self.account) for step in self.found.steps]

    @strawberry.field(description="What the target has a say over.")
    def authority(self) -> Authority:
        """Give what the target has a say over."""
        return copied(Authority, self.found.authority, found=self.found.authority, account=self.account)


@strawberry.type(description="A pair that was left out, by which rules, and until when if that ends.")
class ExcludedPath:
    """A pair that was left out."""

    found: strawberry.Private[findings.ExcludedPath]
    account: strawberry.Private[AccountView]
    rules: list[RuleCheck]
    until: date | None

    @classmethod
    def of(cls, found: findings.ExcludedPath, account: AccountView) -> "ExcludedPath":
        """Copy a pair."""
        return cls(found=found, account=account, rules=checks(found.rules), until=found.until)

    @strawberry.field(description="Who of ours.")
    def caller(self, info: Info) -> Person:
        """Give who of ours."""
        return person_node(info, self.found.caller_id, self.account)

    @strawberry.field(description="Whom of theirs.")
    def target(self, info: Info) -> Person:
        """Give whom of theirs."""
        return person_node(info, self.found.target_id, self.account)
