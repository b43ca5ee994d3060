"""What the types of an interchange document do not say: how far its numbers may go, which texts may not be empty."""

from collections.abc import Mapping

BOUNDS: Mapping[str, tuple[float, float | None]] = {
    "confidence": (0, 1),
    "weight": (0, 1),
    "strength": (0, 1),
    "salience": (0, 1),
    "salience_confidence": (0, 1),
    "conviction": (0, 1),
    "threshold": (0, 1),
    "expected_position_confidence": (0, 1),
    "decision_weight": (0, None),
    "employee_count": (0, 2**53),
    "value": (-1, 1),
    "disavowal": (0, 1),
    "rule_intercept": (-3, 3),
    "disavowal_base": (-3, -1),
    "median": (-1, 1),
    "mean": (-1, 1),
    "low": (-1, 1),
    "high": (-1, 1),
    "synergy": (0, 4),
    "antagonism": (0, 4),
}
"""Field -> the least and the most it may be, in whatever part it stands."""

MOST_MONEY = 10**18
"""No deal is worth that much, in whatever currency."""

NAMED = frozenset({"accounts", "deals"})
"""Sections whose parts need a name; a person without one is a placeholder, a position may have no title."""


def is_reference(field: str) -> bool:
    """Tell whether a field holds an id, which is never empty."""
    return field == "id" or field.endswith("_id")
