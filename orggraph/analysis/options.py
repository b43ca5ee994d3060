"""What the asker of the main question may choose."""

from dataclasses import dataclass, field

from orggraph.analysis.disavowal import Manner
from orggraph.domain.assumptions import Assumptions
from orggraph.errors import InvalidInput

MOST_LEVELS = 10
MOST_PATHS = 100
MOST_DRAWS = 10_000
_MAX_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the asker may choose.

    Attributes
    ----------
    max_levels : int
        How far above the contact to look, 1 to 10; 2 unless asked otherwise.
    include_dotted : bool
        Whether functional managers may be called too.
    caller_ids, target_ids : tuple of str, optional
        Only these, instead of whoever qualifies.
    notify_contact, credit_contact : bool
        Whether the usual contact will be told first, and praised before their boss.
    draws : int
        How many worlds, 100 to 10,000.
    seed : int
        The same seed gives the same answer, bit for bit.
    first : int
        How many paths to give, 1 to 100.
    assumptions : Assumptions
        The expert constants.
    """

    max_levels: int = 2
    include_dotted: bool = False
    caller_ids: tuple[str, ...] | None = None
    target_ids: tuple[str, ...] | None = None
    notify_contact: bool = True
    credit_contact: bool = True
    draws: int = 1000
    seed: int = 0
    first: int = 5
    assumptions: Assumptions = field(default_factory=Assumptions)

    def __post_init__(self) -> None:
        for name, value, least, most in (
            ("maxLevels", self.max_levels, 1, MOST_LEVELS),
            ("first", self.first, 1, MOST_PATHS),
            ("draws", self.draws, 100, MOST_DRAWS),
            ("seed", self.seed, 0, _MAX_SEED),
        ):
            if not least <= value <= most:
                raise InvalidInput(
                    f"{name} cannot be {value}.", f"Give a number from {least} to {most}.", ("options", name)
                )

    @property
    def manner(self) -> Manner:
        """How the contact is treated before the call.

        >>> Options(notify_contact=False).manner.told
        False
        """
        return Manner(told=self.notify_contact, credited=self.credit_contact)
