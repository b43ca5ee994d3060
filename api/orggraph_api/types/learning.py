"""How good forecasts were, and what outcomes make of the intercepts."""

import strawberry

from orggraph.domain import learning
from orggraph_api.types.node import copied


@strawberry.type(description="Of the forecasts between two shares: what they said, and how often it came true.")
class ReliabilityBin:
    """Forecasts of about the same chance."""

    low: float
    high: float
    forecasts: int
    predicted: float = strawberry.field(description="What they said on average, in [0, 1].")
    observed: float = strawberry.field(description="How often the deal got moving, in [0, 1].")


@strawberry.type(description="How good our forecasts were, against what happened; figures are null without any.")
class Calibration:
    """How good forecasts were."""

    forecasts: int = strawberry.field(description="How many calls were made whose forecast and outcome are known.")
    brier: float | None = strawberry.field(description="The mean squared error: 0 is perfect.")
    base_rate_brier: float | None = strawberry.field(
        description="The same of always saying how often deals got moving: a forecast should do better."
    )
    log_loss: float | None = strawberry.field(description="The mean surprise, in nats: 0 is perfect.")
    reliability: list[ReliabilityBin] = strawberry.field(
        description="By tenths; those without a forecast are left out."
    )

    @classmethod
    def of(cls, found: learning.Calibration) -> "Calibration":
        """Copy a calibration."""
        return copied(cls, found, reliability=[copied(ReliabilityBin, one) for one in found.reliability])


@strawberry.type(description="One intercept as it is and as outcomes would have it.")
class RefittedAssumption:
    """One intercept."""

    assumption: str
    before: float
    after: float


@strawberry.type(description="What outcomes make of the intercepts, and how good the same forecasts are with both.")
class Refit:
    """What outcomes make of the intercepts."""

    outcomes: int = strawberry.field(description="From how many; 30 at least.")
    changes: list[RefittedAssumption]
    before: Calibration = strawberry.field(description="With the intercepts as they are.")
    after: Calibration = strawberry.field(description="With the refitted ones, on the outcomes they were fitted to.")

    @classmethod
    def of(cls, found: learning.Refit) -> "Refit":
        """Copy a refit."""
        return copied(
            cls,
            found,
            changes=[copied(RefittedAssumption, one) for one in found.changes],
            before=Calibration.of(found.before),
            after=Calibration.of(found.after),
        )
