"""From draws to intervals."""

import numpy as np
from numpy.typing import NDArray

from orggraph.domain.interval import Interval

Floats = NDArray[np.float64]

_LOW, _MEDIAN, _HIGH = 0.1, 0.5, 0.9


def intervals(values: Floats) -> tuple[Interval, ...]:
    """Sum each row of draws up.

    Parameters
    ----------
    values : array, rows by draws
        Any figures.

    Returns
    -------
    tuple of Interval
        One a row.

    Notes
    -----
    Linear.

    Examples
    --------
    >>> intervals(np.array([[0.0, 1.0, 2.0]]))
    (Interval(median=1.0, mean=1.0, low=0.2, high=1.8),)
    """
    low, median, high = _quantiles(values)
    mean = values.mean(axis=1)
    return tuple(
        Interval(median=float(m), mean=float(average), low=float(lo), high=float(hi))
        for m, average, lo, hi in zip(median, mean, low, high, strict=True)
    )


def _quantiles(values: Floats) -> Floats:
    """Give three quantiles a row, interpolated between the two nearest draws."""
    last = values.shape[1] - 1
    places = np.array([_LOW, _MEDIAN, _HIGH]) * last
    below, above = np.floor(places).astype(int), np.ceil(places).astype(int)
    ordered = np.sort(values, axis=1)
    return np.asarray(ordered[:, below] * (1 - (places - below)) + ordered[:, above] * (places - below)).T


def interval(values: Floats) -> Interval:
    """Sum one row of draws up.

    Parameters
    ----------
    values : array of draws
        A figure in each world.

    Returns
    -------
    Interval
        Median, mean, and the 10 % and 90 % quantiles.

    Notes
    -----
    O(n log n) in the draws.

    Examples
    --------
    >>> interval(np.array([0.0, 1.0, 2.0])).median
    1.0
    """
    return intervals(values[None, :])[0]


def constant(value: float) -> Interval:
    """Give the interval of a figure that is the same in every world.

    Parameters
    ----------
    value : float
        The figure.

    Returns
    -------
    Interval
        Without width.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> constant(0.0)
    Interval(median=0.0, mean=0.0, low=0.0, high=0.0)
    """
    return Interval(value, value, value, value)
