"""Words of pick lists: how somebody stands to us, how well they are known and what their word counts, in our words.

Somebody chose such a word from a list: it is evidence with half the confidence, and no truth.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from orggraph.domain.deals import BuyingRole, CoverageLevel, StanceLabel, stance_value
from orggraph.domain.observations import JsonValue
from orggraph_importers.cells import folded, says_nothing

W = TypeVar("W", bound=str)

CHOSEN = 0.5
"""The confidence of a stance that is a word from a list."""

Part = dict[str, JsonValue]
"""What is said of somebody's part in a deal."""

_STANCES: Mapping[StanceLabel, Sequence[str]] = {
    StanceLabel.STRONG_SUPPORTER: (
        "mentor", "champion", "sponsor", "executive sponsor", "promoter", "advocate", "ally", "favorable", "favourable", "strong supporter",
    ),
    StanceLabel.SUPPORTER: ("supporter", "supportive", "positive", "somewhat favorable", "somewhat favourable"),
    StanceLabel.NEUTRAL: ("neutral",),
    StanceLabel.RESERVED: ("non supporter", "resistor", "resister", "skeptic", "sceptic", "somewhat negative"),
    StanceLabel.OPPONENT: ("enemy", "detractor", "adversary", "opponent", "blocker", "negative"),
}  # fmt: skip
_ROLES_IN_SUPPORT: Mapping[str, BuyingRole] = {
    "mentor": BuyingRole.COACH,
    "champion": BuyingRole.CHAMPION,
    "sponsor": BuyingRole.EXECUTIVE_SPONSOR,
    "executive sponsor": BuyingRole.EXECUTIVE_SPONSOR,
}
_COVERAGE: Mapping[CoverageLevel, Sequence[str]] = {
    CoverageLevel.NONE: ("no contact", "not covered"),
    CoverageLevel.BRIEF: ("brief contact", "brief", "limited contact"),
    CoverageLevel.MULTIPLE: ("multiple contacts", "multiple", "regular cadence"),
    CoverageLevel.IN_DEPTH: ("in depth", "strong"),
}
_INFLUENTIAL = ("high", "very high", "medium", "inner circle", "political structure", "true", "yes", "1")
_NOT_INFLUENTIAL = ("low", "very low", "outside political structure", "none", "no influence", "false", "no", "0")
_NOTHING = frozenset({"unknown", "not specified", "not set", "does not matter"})


class Read(NamedTuple):
    """What words of pick lists say, and those that are not known, each with its field."""

    said: Part
    unknown: tuple[tuple[str, str], ...]


def _flat(words: Mapping[W, Sequence[str]]) -> dict[str, W]:
    return {word: value for value, found in words.items() for word in found}


def _support() -> dict[str, Part]:
    found: dict[str, Part] = {}
    for word, label in _flat(_STANCES).items():
        found[word] = {"stance_value": stance_value(label), "stance_confidence": CHOSEN}
        if role := _ROLES_IN_SUPPORT.get(word):
            found[word]["roles"] = [role.value]
    found["blocker"]["is_blocking"] = True
    return found


_NOBODY: Part = {}
_INFLUENCER: Part = {"roles": [BuyingRole.INFLUENCER.value]}
_BLOCKER: Part = {"is_blocking": True, "stance_value": stance_value(StanceLabel.RESERVED), "stance_confidence": CHOSEN}
"""A reserve at least, and no more than likely."""
_DECIDES: Part = {"roles": [BuyingRole.DECISION_MAKER.value]}
_TAGS: Mapping[str, Part] = {
    **dict.fromkeys(("0", "decision maker"), _DECIDES),
    **dict.fromkeys(("1", "influencer"), _INFLUENCER),
    **dict.fromkeys(("2", "blocker"), _BLOCKER),
    "3": _NOBODY,
}
_PICKED: Mapping[str, Mapping[str, Part]] = MappingProxyType(
    {
        "support": _support(),
        "coverage": {word: {"coverage": level.value} for word, level in _flat(_COVERAGE).items()},
        "tag": _TAGS,
        "influence": dict.fromkeys(_INFLUENTIAL, _INFLUENCER) | dict.fromkeys(_NOT_INFLUENTIAL, _NOBODY),
    }
)
_READ_AS: Mapping[str, str] = MappingProxyType(
    {name: name for name in _PICKED} | {"political": "influence", "power": "influence"}
)
PICKED: tuple[str, ...] = tuple(_READ_AS)
"""The fields that hold such words."""


def picked(cells: Mapping[str, str]) -> Read:
    """Give what the cells of pick lists say of somebody's part, and the words that are not known.

    >>> picked({"support": "Non-Supporter", "coverage": "In-depth", "political": "Inner Circle"}).said
    {'stance_value': -0.4, 'stance_confidence': 0.5, 'coverage': 'IN_DEPTH', 'roles': ['INFLUENCER']}
    >>> picked({"support": "Frenemy"}).unknown
    (('support', 'Frenemy'),)
    """
    said: Part = {}
    unknown: list[tuple[str, str]] = []
    for field, kind in _READ_AS.items():
        word = folded(cells.get(field, ""))
        meaning = _PICKED[kind].get(word)
        if meaning is not None:
            said = joined(said, meaning)
        elif word not in _NOTHING and not says_nothing(word):
            unknown.append((field, cells[field]))
    return Read(said, tuple(unknown))


def joined(one: Part, other: Mapping[str, JsonValue]) -> Part:
    """Join two rows' words on one part: roles add up, of anything else the later counts.

    >>> joined({"roles": ["USER"], "coverage": "BRIEF"}, {"roles": ["CHAMPION"]})
    {'roles': ['CHAMPION', 'USER'], 'coverage': 'BRIEF'}
    """
    roles = {role for part in (one, other) for role in _roles(part)}
    return {**one, **other, **({"roles": sorted(roles)} if roles or "roles" in one or "roles" in other else {})}


def _roles(part: Mapping[str, JsonValue]) -> Iterable[str]:
    roles = part.get("roles")
    return roles if isinstance(roles, list) else ()
