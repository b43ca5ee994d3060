"""Who influences whom, and who knows whom.

Each kind of influence states its direction once, here: `from_id` is the one who influences, `to_id` the one influenced.
"Reports to", "asks advice of" and "trusts" are said by the influenced: an importer turns them round.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FactOrigin(StrEnum):
    """STATED by a person of ours, IMPORTED from a file, INFERRED by the analysis."""

    STATED = "STATED"
    IMPORTED = "IMPORTED"
    INFERRED = "INFERRED"


class InfluenceKind(StrEnum):
    """How one person weighs on another's mind; CONFLICT is a rivalry and pushes away."""

    AUTHORITY = "AUTHORITY"
    ADVICE = "ADVICE"
    TRUST = "TRUST"
    ALUMNI = "ALUMNI"
    CONFLICT = "CONFLICT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """`from_id` weighs on `to_id` with a weight in [0, 1]."""

    id: str
    from_id: str
    to_id: str
    kind: InfluenceKind
    weight: float
    confidence: float
    source: str
    observed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two people know each other. The ends are kept in the order of their ids; strength is a declared one in [0, 1]."""

    id: str
    one_id: str
    other_id: str
    confidence: float
    source: str
    connected_on: date | None = None
    strength: float | None = None
    last_contact: date | None = None
    exchanges: int | None = None
    """How often one answered the other: of the messages sent and those received, the lesser number."""
    vouched_on: date | None = None
    """When one of them last endorsed or recommended the other."""
    colleagues_until: date | None = None
    """When one of them left the firm in which the other still works."""


INFERRED_SOURCE = "inferred"


def origin_of(source: str) -> FactOrigin:
    """Tell a user's own statement from an import by its source.

    >>> origin_of("user:ana").name, origin_of("hr:exemplis").name
    ('STATED', 'IMPORTED')
    """
    if source == INFERRED_SOURCE:
        return FactOrigin.INFERRED
    return FactOrigin.STATED if source.startswith("user:") else FactOrigin.IMPORTED
