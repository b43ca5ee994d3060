"""The labels and relationship types, and what many queries share."""

from collections.abc import Iterable, Mapping

NODE_KINDS: Mapping[str, str] = {
    "acc": "Account",
    "per": "Person",
    "pos": "Position",
    "dea": "Deal",
    "sig": "Signal",
    "esc": "Escalation",
}
"""Kinds of facts that are nodes, and the label of what they are about."""

EDGE_TYPES: Mapping[str, str] = {
    "REPORTS_TO": "lin",
    "LEADS": "lin",
    "KNOWS": "tie",
    "INFLUENCES": "inf",
    "PLAYS_PART_IN": "stk",
}
"""Facts that are relationships, by type. A seat that reports to nobody LEADS its account."""

LINK_TYPES = (
    "WORKS_AT",
    "SEAT_AT",
    "HELD_BY",
    "WITH",
    "OWNED_BY",
    "USUAL_CONTACT",
    "SEEN_IN",
    "ABOUT",
    "FOR",
    "CALLER",
    "TARGET",
)
"""Relationships that only show what facts of nodes say; each starts at what the fact is about."""


def seen(name: str) -> str:
    """Tell that something is seen by a reading."""
    # an OR would be planned as a union, one half of which goes through all that ended
    return f"{name}.added <= $revision AND coalesce({name}.ended, $revision + 1) > $revision"


def holds(name: str) -> str:
    """Tell that a fact is seen and holds on a day."""
    return f"{seen(name)} AND {name}.since <= $day AND {name}.until > $day"


def either(parts: Iterable[str]) -> str:
    """Put questions together whose answers come one after the other."""
    return "\nUNION ALL\n".join(parts)


RECORD = "coalesce(r.whole_key, r.key), r.entity_id, r.identities, r.place"
"""What is read of a record."""
