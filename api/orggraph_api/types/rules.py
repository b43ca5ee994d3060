"""What the rules answer, and what to go back to where they say no."""

from collections.abc import Iterable

import strawberry

from orggraph.domain import findings
from orggraph.domain.findings import BlockageCause, GateRule, RuleKind, RuleStatus
from orggraph.domain.people import Locale, Seniority
from orggraph.text import objection_questions, rule_explanation, rule_remedy
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.types.node import Node
from orggraph_api.types.people import Person, person_node
from orggraph_api.types.reasons import evidence


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
