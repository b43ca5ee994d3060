"""Above how many of the others somebody stands, whatever is compared."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def percentiles(values: Floats) -> Floats:
    """Tell above which share of the others each value stands; equals count half.

    Parameters
    ----------
    values : array of n
        Any figures; rounded to 1e-9, so that equals are equals on every machine.

    Returns
    -------
    array of n
        In [0, 1]; 0.5 for one alone.

    Notes
    -----
    O(n log n).

    Examples
    --------
    >>> percentiles(np.array([1.0, 3.0, 3.0])).tolist()
    [0.0, 0.75, 0.75]
    """
    rounded = np.round(values, 9)
    ordered = np.sort(rounded)
    under = np.searchsorted(ordered, rounded, side="left")
    same = np.searchsorted(ordered, rounded, side="right") - under - 1
    others = len(values) - 1
    return np.asarray((under + same / 2) / others) if others > 0 else np.full(len(values), 0.5)
