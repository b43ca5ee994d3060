"""One part of a score. The parts add up to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contribution:
    """What added how much, and the facts it rests on (ids), so that a reader can open them."""

    code: str
    value: float
    evidence: tuple[str, ...] = ()
    detail: str = ""


def total(contributions: tuple[Contribution, ...]) -> float:
    """Add the parts up.

    >>> total((Contribution("a", 0.25), Contribution("b", 0.5)))
    0.75
    """
    return sum(part.value for part in contributions)
