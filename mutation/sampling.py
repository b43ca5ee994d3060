"""Which mutants are tried, and how far a figure from some of them can be from that of all."""

import math
from collections.abc import Mapping, Sequence
from random import Random
from statistics import NormalDist

_Z = NormalDist().inv_cdf(0.975)


def shares(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """Share out a sample over modules as they are large, the rest to those that were cut short the most."""
    total = sum(sizes.values())
    exact = {module: size * min(wanted, total) / total for module, size in sizes.items()}
    taken = {module: math.floor(share) for module, share in exact.items()}
    missing = min(wanted, total) - sum(taken.values())
    for module in sorted(exact, key=lambda module: (taken[module] - exact[module], module))[:missing]:
        taken[module] += 1
    return taken


def sample(mutants: Mapping[str, Sequence[str]], wanted: int, seed: int) -> list[str]:
    """Draw mutants of each module, the same ones for the same seed and code."""
    random = Random(seed)  # noqa: S311
    taken = shares({module: len(names) for module, names in mutants.items()}, wanted)
    return [
        name for module in sorted(mutants) for name in sorted(random.sample(sorted(mutants[module]), taken[module]))
    ]


def wilson(successes: int, tried: int) -> tuple[float, float]:
    """Give Wilson's interval of 95 % for a share."""
    share = successes / tried
    spread = _Z * math.sqrt(share * (1 - share) / tried + (_Z / (2 * tried)) ** 2)
    middle, shrunk = share + _Z**2 / (2 * tried), 1 + _Z**2 / tried
    return (middle - spread) / shrunk, (middle + spread) / shrunk
