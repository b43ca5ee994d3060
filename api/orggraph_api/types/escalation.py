"""Who should call whom, if anybody, and all it rests on."""

from collections.abc import Iterable
from datetime import date

import strawberry
from strawberry.scalars import JSON

from orggraph.domain import findings
from orggraph.domain.findings import BlockageCause, EscalationVerdict, GateRule, PathLink, RuleKind, RuleStatus
from orggraph.domain.people import Locale, Seniority
from orggraph.text import objection_questions, path_step_reason, rule_explanation, rule_remedy
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.inputs import EscalationOptions
from orggraph_api.types.node import Node
from orggraph_api.types.people import Person, Position, person_node
from orggraph_api.types.reasons import Contribution, evidence, reasons


@strawberry.type(description="One rule's answer.")
class RuleCheck:
    """One rule's answer."""

    found: strawberry.Private[findings.RuleCheck]
    rule: GateRule
    kind: RuleKind
    status: RuleStatus

    @classmethod
    def of(cls, found: findings.RuleCheck) -> "RuleCheck":
        """Copy a check."""
        return cls(found=found, rule=found.rule, kind=found.kind, status=found.status)

    @strawberry.field(description="Why.")
    def explanation(self, info: Info, locale: Locale | None = None) -> str:
        """Word the status."""
        return rule_explanation(self.found, locale or info.context.locale)

    @strawberry.field(description="What would change it; null where it passes.")
    def remedy(self, info: Info, locale: Locale | None = None) -> str | None:
        """Word what would change it."""
        return rule_remedy(self.found, locale or info.context.locale)

    @strawberry.field(description="The facts it rests on.")
    def evidence(self, info: Info) -> list[Node]:
        """Give the facts it rests on."""
        return evidence(info, self.found.evidence)


def checks(found: Iterable[findings.RuleCheck]) -> list[RuleCheck]:
    """Copy checks."""
    return [RuleCheck.of(check) for check in found]


@strawberry.type(description="One step of a chain of acquaintances, and why it is that strong.")
class WarmHop:
    """One step of a chain of acquaintances."""

    found: strawberry.Private[findings.WarmHop]
    account: strawberry.Private[AccountView]
    strength: float
    reasons: list[Contribution]

    @strawberry.field(name="from", description="From whom.")
    def from_(self, info: Info) -> Person:
        """Give from whom."""
        return person_node(info, self.found.from_id, self.account)

    @strawberry.field(description="To whom.")
    def to(self, info: Info) -> Person:
        """Give to whom."""
        return person_node(info, self.found.to_id, self.account)


@strawberry.type(description="A chain of acquaintances.")
class WarmPath:
    """A chain of acquaintances."""

    found: strawberry.Private[findings.WarmPath]
    account: strawberry.Private[AccountView]
    strength: float
    hops: list[WarmHop]

    @classmethod
    def of(cls, found: findings.WarmPath, account: AccountView) -> "WarmPath":
        """Copy a chain."""
        hops = [
            WarmHop(found=hop, account=account, strength=hop.strength, reasons=reasons(hop.reasons))
            for hop in found.hops
        ]
        return cls(found=found, account=account, strength=found.strength, hops=hops)

    @strawberry.field(description="Everyone on it, in order.")
    def people(self, info: Info) -> list[Person]:
        """Give everyone on it."""
        return [person_node(info, person, self.account) for person in self.found.people]


@strawberry.type(
    description="How well one of ours matches one of theirs. The contributions are logarithms and add up to that of `fit`."
)
class Counterpart:
    """How well one of ours matches one of theirs."""

    found: strawberry.Private[findings.Counterpart]
    account: strawberry.Private[AccountView]
    fit: float
    rank_parity: float
    function_parity: float
    warmth: float
    freshness: float
    warm_paths: list[WarmPath]
    contributions: list[Contribution]

    @classmethod
    def of(cls, found: findings.Counterpart, account: AccountView) -> "Counterpart":
        """Copy a counterpart."""
        return cls(
            found=found,
            account=account,
            fit=found.fit,
            rank_parity=found.rank_parity,
            function_parity=found.function_parity,
            warmth=found.warmth,
            freshness=found.freshness,
            warm_paths=[WarmPath.of(path, account) for path in found.warm_paths],
            contributions=reasons(found.contributions),
        )

    @strawberry.field(description="Who.")
    def person(self, info: Info) -> Person:
        """Give who."""
        return person_node(info, self.found.person_id, self.account)


@strawberry.type(description="A person, or a vacant seat, on the way from the caller to the usual contact.")
class PathStep:
    """A step of a path."""

    found: strawberry.Private[findings.PathStep]
    account: strawberry.Private[AccountView]
    names: strawberry.Private[dict[str, str]]
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
        return path_step_reason(self.found, self.names, locale or info.context.locale)


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


@strawberry.type(description="Who calls whom, through whom.")
class EscalationPath:
    """Who calls whom."""

    found: strawberry.Private[findings.EscalationPath]
    account: strawberry.Private[AccountView]
    rank: int
    levels_up: int
    rules: list[RuleCheck]
    counterpart: Counterpart
    contributions: list[Contribution] = strawberry.field(
        description="By what the path is ranked: logarithms that add up to that of counterpart.fit."
    )

    @classmethod
    def of(cls, found: findings.EscalationPath, account: AccountView) -> "EscalationPath":
        """Copy a path."""
        return cls(
            found=found,
            account=account,
            rank=found.rank,
            levels_up=found.levels_up,
            rules=checks(found.rules),
            counterpart=Counterpart.of(found.counterpart, account),
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
        names = self.account.names()
        return [
            PathStep(found=step, account=self.account, names=names, link=step.link, strength=step.strength)
            for step in self.found.steps
        ]

    @strawberry.field(description="What the target has a say over.")
    def authority(self) -> Authority:
        """Give what the target has a say over."""
        found = self.found.authority
        return Authority(
            found=found,
            account=self.account,
            covers_conflict=found.covers_conflict,
            decision_share=found.decision_share,
        )


@strawberry.type(description="A pair that was left out, by which rules, and until when if that ends.")
class ExcludedPath:
    """A pair that was left out."""

    found: strawberry.Private[findings.ExcludedPath]
    account: strawberry.Private[AccountView]
    rules: list[RuleCheck]
    until: date | None

    @strawberry.field(description="Who of ours.")
    def caller(self, info: Info) -> Person:
        """Give who of ours."""
        return person_node(info, self.found.caller_id, self.account)

    @strawberry.field(description="Whom of theirs.")
    def target(self, info: Info) -> Person:
        """Give whom of theirs."""
        return person_node(info, self.found.target_id, self.account)


@strawberry.type(
    description="Back to basics: a real objection, to whom of theirs it should be answered, with which questions."
)
class ObjectionAnswer:
    """A real objection and its answer."""

    found: strawberry.Private[findings.ObjectionAnswer]
    account: strawberry.Private[AccountView]
    cause: BlockageCause
    level: Seniority

    @strawberry.field(description="To whom.")
    def who(self, info: Info) -> Person | None:
        """Give to whom."""
        return person_node(info, self.found.who_id, self.account) if self.found.who_id else None

    @strawberry.field(description="What to ask.")
    def questions(self, info: Info, locale: Locale | None = None) -> list[str]:
        """Word the questions."""
        return list(objection_questions(self.found.cause, locale or info.context.locale))


@strawberry.type(
    description="Ranked ways to escalate a stalled deal; no path, with the reasons, when the golden rule says no."
)
class EscalationAssessment:
    """Ranked ways to escalate."""

    verdict: EscalationVerdict
    rules: list[RuleCheck]
    paths: list[EscalationPath]
    excluded: list[ExcludedPath]
    back_to_basics: list[ObjectionAnswer]
    assumptions: JSON
    as_of: date

    @classmethod
    def answer(cls, info: Info, deal_id: str, options: EscalationOptions) -> "EscalationAssessment | None":
        """Assess a deal; None when there is no such deal."""
        account = info.context.view(deal_id, options.as_of)
        if account is None or deal_id not in account.snapshot.deals:
            return None
        found = account.assess(deal_id, options.options())
        return cls(
            verdict=found.verdict,
            rules=checks(found.rules),
            paths=[EscalationPath.of(path, account) for path in found.paths],
            excluded=[
                ExcludedPath(found=pair, account=account, rules=checks(pair.rules), until=pair.until)
                for pair in found.excluded
            ],
            back_to_basics=[
                ObjectionAnswer(found=answer, account=account, cause=answer.cause, level=answer.level)
                for answer in found.back_to_basics
            ],
            assumptions=JSON(dict(found.assumptions)),
            as_of=found.as_of,
        )
