"""The main question answered: who should call whom, if anybody, and all it rests on."""

from datetime import date

import strawberry
from strawberry.scalars import JSON

from orggraph.domain import findings
from orggraph.domain.findings import EscalationVerdict
from orggraph.domain.people import Locale
from orggraph.domain.viewer import Narrowing
from orggraph.text import flip_sentence
from orggraph.usecases.escalate import Options
from orggraph.usecases.views import AccountView
from orggraph_api.context import Info
from orggraph_api.inputs import EscalationOptions
from orggraph_api.types.figures import Alternative, Forecast
from orggraph_api.types.node import Node, copied
from orggraph_api.types.paths import EscalationPath, ExcludedPath
from orggraph_api.types.reasons import evidence
from orggraph_api.types.rules import ObjectionAnswer, RuleCheck, checks


@strawberry.type(description="In which share of the drawn worlds the verdict, and the first path, would be the same.")
class Robustness:
    """In which share of the drawn worlds the answer would be the same."""

    verdict_holds: float
    first_path_holds: float


@strawberry.type(description="A small change, and what it would do to the verdict and to who comes first.")
class Flip:
    """A small change that gives another answer."""

    found: strawberry.Private[findings.Flip]
    account: strawberry.Private[AccountView]
    verdict: EscalationVerdict = strawberry.field(description="The verdict after it.")
    first_path: bool = strawberry.field(description="Whether another path comes first.")

    @strawberry.field(description="The change, in words.")
    def change(self, info: Info, locale: Locale | None = None) -> str:
        """Word the change."""
        return flip_sentence(self.found, self.account.short_names, locale or info.context.locale)

    @strawberry.field(description="The facts that would change.")
    def evidence(self, info: Info) -> list[Node]:
        """Give the facts that would change."""
        return evidence(info, self.found.evidence)


@strawberry.type(
    description="Ranked ways to escalate a stalled deal; no path, with the reasons, when the golden rule says no."
)
class EscalationAssessment:
    """Ranked ways to escalate."""

    deal_id: strawberry.Private[str]
    options: strawberry.Private[Options]
    account: strawberry.Private[AccountView]
    verdict: EscalationVerdict
    rules: list[RuleCheck]
    paths: list[EscalationPath]
    excluded: list[ExcludedPath]
    calibrated: bool = strawberry.field(
        description="False until enough outcomes were recorded: the figures are then expert judgement, and clients show them as words."
    )
    alternatives: list[Alternative] = strawberry.field(
        description="Do nothing, one more follow-up, a discount, the champion asks upward, the peer route: each with its forecast."
    )
    back_to_basics: list[ObjectionAnswer]
    baseline: Forecast = strawberry.field(description="What happens if nothing is done.")
    robustness: Robustness = strawberry.field(description="How far the answer hangs on what is not known.")
    assumptions: JSON
    as_of: date
    seed: int
    narrowed_by: list[Narrowing] = strawberry.field(
        description="What it was worked out without, because the viewer may not see such things; never whether there is any."
    )

    @classmethod
    def answer(cls, info: Info, deal_id: str, options: EscalationOptions) -> "EscalationAssessment | None":
        """Assess a deal; None when there is no such deal."""
        account = info.context.view(deal_id, options.day(info.context.today), options.known_at)
        if account is None or deal_id not in account.snapshot.deals:
            return None
        chosen = options.options()
        found = account.assess(deal_id, chosen)
        return copied(
            cls,
            found,
            account=account,
            options=chosen,
            rules=checks(found.rules),
            paths=[EscalationPath.of(path, account) for path in found.paths],
            excluded=[ExcludedPath.of(pair, account) for pair in found.excluded],
            alternatives=[Alternative.of(way, account) for way in found.alternatives],
            back_to_basics=[
                copied(ObjectionAnswer, answer, found=answer, account=account) for answer in found.back_to_basics
            ],
            baseline=Forecast.of(found.baseline, account),
            robustness=copied(Robustness, found.robustness),
            assumptions=JSON(dict(found.assumptions)),
            narrowed_by=list(info.context.viewer.sight.narrowed_by),
        )

    @strawberry.field(
        description="The small changes that would give another answer; about twenty times the work of the answer itself."
    )
    def what_would_change_it(self) -> list[Flip]:
        """Find the small changes that would give another answer."""
        found = self.account.flips(self.deal_id, self.options)
        return [copied(Flip, flip, found=flip, account=self.account) for flip in found]
