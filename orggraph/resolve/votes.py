"""What several users think of somebody, together: each has one vote, their newest word, and it counts as much as they are sure of it."""

from collections.abc import Collection, Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from orggraph.domain.observations import JsonValue, Observation, Source
from orggraph.resolve.precedence import Ranked

_USERS = f"{Source.USER}:"
_DIGITS = 6


class Vote(NamedTuple):
    """What somebody thinks, and how sure they are, in [0, 1]."""

    value: float
    confidence: float


def cast(ranked: Iterable[Ranked], name: str) -> list[Observation]:
    """Give the statement by which each user votes on a figure, the most believed last.

    Whoever takes the figure back takes back all that was said before.
    """
    found: dict[str, Observation] = {}
    for observation in (r.observation for r in ranked):
        if name not in observation.said or not observation.source.startswith(_USERS):
            continue
        if observation.said[name] is None:
            found.clear()
        else:
            found.pop(observation.source, None)
            found[observation.source] = observation
    return list(found.values())


def counted(statements: Iterable[Observation], name: str, sure: str) -> list[Vote]:
    """Give what users said of a figure; who does not say how sure they are is as sure as their statement."""
    return [Vote(_figure(o.said[name], 0.0), _figure(o.said.get(sure), o.confidence)) for o in statements]


def _figure(value: JsonValue, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) else otherwise


def together(found: Sequence[Vote], half: float = 1.0) -> Vote:
    """Give the mean, weighted by how sure each is; as sure as the surest, less by how far they differ.

    Parameters
    ----------
    found
        At least one vote.
    half
        Half of the range of the value: two who differ as far as they can leave no confidence.

    Examples
    --------
    >>> together([Vote(0.8, 0.8), Vote(0.8, 0.5)])
    Vote(value=0.8, confidence=0.8)
    >>> together([Vote(0.8, 0.8), Vote(-0.4, 0.8)])
    Vote(value=0.2, confidence=0.32)
    """
    weights = _weights([vote.confidence for vote in found])
    value = sum(weight * vote.value for weight, vote in zip(weights, found, strict=True))
    spread = sqrt(sum(weight * (vote.value - value) ** 2 for weight, vote in zip(weights, found, strict=True)))
    surest = max(vote.confidence for vote in found)
    return Vote(round(value, _DIGITS), round(surest * max(1 - spread / half, 0.0), _DIGITS))


def agreed(statements: Collection[Observation], name: str) -> object:
    """Give what all say alike; None where they do not."""
    said = [o.said.get(name) for o in statements]
    return said[0] if said.count(said[0]) == len(said) else None


def _weights(confidences: Sequence[float]) -> list[float]:
    """Give shares of one; who are all unsure count alike."""
    total = sum(confidences)
    return [one / total if total else 1 / len(confidences) for one in confidences]
