"""What blocks a deal."""

import strawberry

from orggraph.domain import findings
from orggraph.domain.findings import BlockageCause
from orggraph.domain.people import Locale
from orggraph.domain.signals import SignalKind
from orggraph.text import pressure_message, signal_question
from orggraph_api.context import Info
from orggraph_api.types.node import copied
from orggraph_api.types.reasons import Contribution, reasons


@strawberry.type(description="One cause: logOdds = prior + the contributions.")
class CauseAssessment:
    """One cause."""

    cause: BlockageCause
    probability: float
    log_odds: float
    prior: float
    contributions: list[Contribution]

    @classmethod
    def of(cls, found: findings.CauseAssessment) -> "CauseAssessment":
        """Copy a cause."""
        return copied(cls, found, contributions=reasons(found.contributions))


@strawberry.type(description="How much was pushed lately; more of it makes it worse.")
class Pressure:
    """How much was pushed lately."""

    found: strawberry.Private[findings.Pressure]
    follow_ups: int
    discounts: int
    warning: bool

    @strawberry.field(description="In words.")
    def message(self, info: Info, locale: Locale | None = None) -> str:
        """Word it."""
        return pressure_message(self.found, locale or info.context.locale)


@strawberry.type(description="Something to find out, and how much knowing it would tell.")
class NextQuestion:
    """Something to find out."""

    signal: SignalKind = strawberry.field(description="What it is about.")
    expected_information: float

    @strawberry.field(description="What to ask.")
    def question(self, info: Info, locale: Locale | None = None) -> str:
        """Word it."""
        return signal_question(self.signal, locale or info.context.locale)


@strawberry.type(description="What blocks the deal: what was stated outright first, then the likeliest.")
class BlockageDiagnosis:
    """What blocks the deal."""

    causes: list[CauseAssessment]
    organisational: float | None = strawberry.field(
        description="Null when nothing was observed: a prior is not a diagnosis."
    )
    next_questions: list[NextQuestion] = strawberry.field(description="What to find out next, most telling first.")
    pressure: Pressure

    @classmethod
    def of(cls, found: findings.BlockageDiagnosis) -> "BlockageDiagnosis":
        """Copy a diagnosis."""
        return cls(
            causes=[CauseAssessment.of(cause) for cause in found.causes],
            organisational=found.organisational,
            next_questions=[copied(NextQuestion, question) for question in found.next_questions],
            pressure=copied(Pressure, found.pressure, found=found.pressure),
        )
