"""Which mutants are tried, and how far a figure from some of them can be from that of all."""

import math
from collections.abc import Mapping, Sequence
from random import Random

from scipy.stats import binomtest


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
    interval = binomtest(successes, tried).proportion_ci(0.95, method="wilson")
    return float(interval.low), float(interval.high)
