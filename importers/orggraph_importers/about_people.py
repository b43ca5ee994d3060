"""What a row says of a person beside their name: their profile, and their level where a column tells."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from orggraph.domain.people import Seniority
from orggraph_importers.cells import folded
from orggraph_importers.naming import profile_url
from orggraph_importers.profiles import public_profile

_SENIORITIES: Mapping[Seniority, Sequence[str]] = {
    Seniority.OWNER_OR_BOARD: ("owner", "founder", "partner", "owner / partner", "board member", "board"),
    Seniority.C_LEVEL: ("c suite", "cxo", "c level", "c level exec"),
    Seniority.VICE_PRESIDENT: ("vp", "vice president", "vp level exec"),
    Seniority.DIRECTOR: ("director",),
    Seniority.MANAGER: ("head", "manager", "experienced manager", "entry level manager"),
    Seniority.SENIOR: ("senior", "strategic"),
    Seniority.STAFF: ("entry", "entry level", "intern", "training", "in training", "unpaid", "non manager"),
}
SENIORITIES: Mapping[str, Seniority] = MappingProxyType(
    {word: level for level, words in _SENIORITIES.items() for word in words}
)
"""By the folded word."""
_YES = frozenset({"1", "true", "yes", "oui", "ja"})


def of_person(profiles: Sequence[str], level: str, assistant: str) -> dict[str, str]:
    """Give what cells say: addresses of profiles, a word for a level, and whether somebody is an assistant.

    >>> of_person(["https://www.linkedin.com/in/ana-exemple-1/"], "C suite", "")
    {'profile_url': 'https://www.linkedin.com/in/ana-exemple-1', 'seniority': 'C_LEVEL'}
    >>> of_person([], "Wizard", "TRUE"), of_person(["none"], "", "0")
    ({'seniority': 'ASSISTANT'}, {})
    """
    said: dict[str, str] = {}
    if slug := public_profile(profiles):
        said["profile_url"] = profile_url(slug)
    stated = Seniority.ASSISTANT if folded(assistant) in _YES else SENIORITIES.get(folded(level))
    return said | ({"seniority": stated.value} if stated else {})
