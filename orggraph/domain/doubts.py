"""Two people who may be one: for a person to decide, never joined by itself."""

from dataclasses import dataclass

from orggraph.domain.contributions import Contribution
from orggraph.domain.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDoubt:
    """Two people, of whom the one has the lower id, how probable it is that they are one, and why: the reasons add up to it."""

    one: Person
    other: Person
    probability: float
    reasons: tuple[Contribution, ...]
