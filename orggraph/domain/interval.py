"""A figure over the draws: its median, its mean, and where most of it lies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Median, mean (which ranks and utilities use), and the 10 % and 90 % quantiles. The mean may lie outside the two."""

    median: float
    mean: float
    low: float
    high: float
