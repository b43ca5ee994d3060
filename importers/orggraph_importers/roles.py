"""What CRM systems call a contact's part in a deal, in our words. A blocker is no role: it is evidence of a stance."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from orggraph.domain.deals import BuyingRole
from orggraph.domain.observations import JsonValue
from orggraph_importers.cells import folded

_WORDS: Mapping[BuyingRole, Sequence[str]] = {
    BuyingRole.ECONOMIC_BUYER: ("economic buyer", "economic decision maker", "budget holder"),
    BuyingRole.DECISION_MAKER: ("decision maker", "key decision maker"),
    BuyingRole.APPROVER: ("approver",),
    BuyingRole.EXECUTIVE_SPONSOR: ("executive sponsor", "sponsor"),
    BuyingRole.CHAMPION: ("champion",),
    BuyingRole.COACH: ("coach",),
    BuyingRole.RECOMMENDER: ("recommender",),
    BuyingRole.EVALUATOR: ("evaluator", "technical buyer", "technical evaluator"),
    BuyingRole.USER: ("business user", "end user", "user"),
    BuyingRole.PROCUREMENT: ("procurement", "purchasing"),
    BuyingRole.GATEKEEPER: ("gatekeeper", "legal and compliance"),
    BuyingRole.INITIATOR: ("initiator",),
    BuyingRole.INFLUENCER: ("influencer",),
}
ROLES: Mapping[str, BuyingRole] = MappingProxyType({word: role for role, words in _WORDS.items() for word in words})
"""By the folded word."""
BLOCKERS = frozenset({"blocker"})
NO_ROLE = frozenset({"", "other", "none", "unknown"})

_BLOCKER: Mapping[str, JsonValue] = MappingProxyType(
    {"is_blocking": True, "stance_value": -0.4, "stance_confidence": 0.5}
)
"""Somebody chose a word from a list: a reserve at least, and no more than likely."""


def part_of(words: Sequence[str]) -> tuple[dict[str, JsonValue], tuple[str, ...]]:
    """Give what words say of somebody's part, and the words that are not known; without a role nothing is said of roles.

    >>> part_of(["Economic Buyer", "Invoice Recipient"])
    ({'roles': ['ECONOMIC_BUYER']}, ('Invoice Recipient',))
    >>> part_of(["Blocker"])[0]["is_blocking"]
    True
    """
    found = [(word, folded(word)) for word in words]
    roles: list[str] = sorted({ROLES[key].value for _, key in found if key in ROLES})
    said: dict[str, JsonValue] = {"roles": roles} if roles else {}
    if any(key in BLOCKERS for _, key in found):
        said |= _BLOCKER
    known = ROLES.keys() | BLOCKERS | NO_ROLE
    return said, tuple(word for word, key in found if key not in known)
