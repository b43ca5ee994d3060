"""What is not known for sure: stances and saliences drawn, the same for every question about a deal."""

import hashlib
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Stakeholder, Stance

Floats = NDArray[np.float64]

_LEAST_SPREAD = 1e-3
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class View:
    """What is believed of one person in a deal before anybody listens to anybody.

    Attributes
    ----------
    stance : float
        In [-1, 1]; for an unknown one the centre of what it may be.
    stance_known : bool
        Whether somebody stated it.
    spread : float
        Of a stated stance, the standard deviation; of an unknown one, how far it may be off.
    salience, salience_spread : float
        In [0, 1], and how far it may be off.
    """

    stance: float
    stance_known: bool
    spread: float
    salience: float
    salience_spread: float


def view_of(part: Stakeholder | None, past: tuple[Stance, ...], as_of: date, assumptions: Assumptions) -> View:
    """Tell what is believed of somebody's stance and salience, and how surely.

    A stance or a salience loses confidence with age. Who stated no stance on this deal is placed by their stances on
    other deals, as far as those agree; never by their neighbours, which the equilibrium does.

    Parameters
    ----------
    part : Stakeholder or None
        Their part in the deal, if any.
    past : tuple of Stance
        Theirs on other deals.
    as_of : date
        The day it is asked for.
    assumptions : Assumptions
        The `stance_*` and `salience_*` constants.

    Returns
    -------
    View
        Spreads are 0 or more.

    Notes
    -----
    Linear in the past stances.

    Examples
    --------
    >>> view_of(None, (), date(2026, 6, 1), Assumptions())
    View(stance=0.0, stance_known=False, spread=0.8, salience=0.2, salience_spread=0.15)
    """
    a = assumptions
    salience, loose = a.salience_unasked, a.salience_unasked_spread
    if part and part.salience is not None:
        sure = 1.0 if part.salience_confidence is None else part.salience_confidence
        salience = part.salience
        loose = a.salience_spread * (1 - sure * _fade(part.salience_observed_on, as_of, a))
    if part and part.stance:
        sure = part.stance.confidence * _fade(part.stance.observed_on, as_of, a)
        spread = max(a.stance_spread * (1 - sure), _LEAST_SPREAD)
        return View(part.stance.value, True, spread, salience, loose)
    mean, agreement = _past(past, as_of, a)
    return View(agreement * mean, False, a.stance_unknown * (1 - a.stance_past * agreement), salience, loose)


def _past(past: tuple[Stance, ...], as_of: date, a: Assumptions) -> tuple[float, float]:
    """Give the mean of past stances and, in [0, 1), how far they agree and can be trusted."""
    weights = np.array([stance.confidence * _fade(stance.observed_on, as_of, a) for stance in past])
    if weights.sum() <= 0:
        return 0.0, 0.0
    values = np.array([stance.value for stance in past])
    mean = float(values @ weights / weights.sum())
    apart = float(np.abs(values - mean) @ weights / weights.sum())
    return mean, (1 - apart) * float(weights.sum() / (1 + weights.sum()))


def _fade(day: date | None, as_of: date, a: Assumptions) -> float:
    age = max((as_of - day).days, 0) if day else 0
    return float(0.5 ** (age / a.stance_half_life))


def uniforms(seed: int, content: str, draws: int) -> Floats:
    """Give one person's stream of chances: two rows, for stance and salience.

    The stream hangs on the seed and on what is known of the person's place, never on a row, an id or what they think:
    so the order of rows changes nothing, and a warmer stance is the same world with a warmer stance.

    Parameters
    ----------
    seed : int
        Of the question.
    content : str
        What places the person: level, part, title.
    draws : int
        How many, 1 or more.

    Returns
    -------
    array, 2 by draws
        In [0, 1).

    Notes
    -----
    Linear in the draws; counter-based.

    References
    ----------
    Salmon, J. K. et al. (2011). Parallel random numbers: as easy as 1, 2, 3. SC '11.

    Examples
    --------
    >>> bool((uniforms(0, "2|CHAMPION", 4) == uniforms(0, "2|CHAMPION", 4)).all())
    True
    """
    digest = hashlib.sha256(f"{seed}\x1f{content}".encode()).digest()
    key = np.frombuffer(digest[:16], dtype="<u8").astype(np.uint64)
    return np.random.Generator(np.random.Philox(key=key)).random((2, draws))


def drawn_stances(views: list[View], chances: Floats) -> Floats:
    """Draw initial stances.

    A stated one by a normal split at its value and cut at -1 and 1: its median is what was stated, and it never moves
    nearer when it is less sure. An unknown one evenly within reach of its centre.

    Parameters
    ----------
    views : list of m View
        What is believed.
    chances : array, m by draws
        In [0, 1).

    Returns
    -------
    array, m by draws
        In [-1, 1].

    Notes
    -----
    Linear.

    Examples
    --------
    >>> drawn_stances([View(0.4, True, 0.3, 0.5, 0.0)], np.array([[0.5, 0.0]])).round(6).tolist()
    [[0.4, -1.0]]
    """
    value = np.array([view.stance for view in views])[:, None]
    spread = np.array([view.spread for view in views])[:, None]
    low, high = np.maximum(value - spread, -1), np.minimum(value + spread, 1)
    drawn = low + chances * (high - low)
    stated = np.array([view.stance_known for view in views], dtype=np.bool_)
    drawn[stated] = _split_normal(value[stated], spread[stated], chances[stated])
    return np.asarray(drawn)


def _split_normal(value: Floats, spread: Floats, chances: Floats) -> Floats:
    """Draw m by draws around m by 1 values: two half normals, each cut at its end of the scale."""
    lower = chances < _HALF
    far = np.abs(2 * chances - 1)
    below, above = 1 + value, 1 - value
    # by the lower tail, whose chances are sums of positive terms: near 1 the normal's inverse has few figures left
    cut = np.where(lower, ndtr(-below / spread), ndtr(-above / spread))
    step = -spread * ndtri(_HALF * (1 - far) + far * cut)
    return np.asarray(value + np.where(lower, -1, 1) * np.minimum(step, np.where(lower, below, above)))


def drawn_saliences(views: list[View], chances: Floats) -> Floats:
    """Draw initial saliences, evenly around what is believed.

    Parameters
    ----------
    views : list of m View
        What is believed.
    chances : array, m by draws
        In [0, 1).

    Returns
    -------
    array, m by draws
        In [0, 1].

    Notes
    -----
    Linear.

    Examples
    --------
    >>> drawn_saliences([View(0.0, True, 0.3, 0.5, 0.1)], np.array([[0.5, 0.0]])).tolist()
    [[0.5, 0.4]]
    """
    salience = np.array([view.salience for view in views])[:, None]
    spread = np.array([view.salience_spread for view in views])[:, None]
    return np.asarray(np.clip(salience + (2 * chances - 1) * spread, 0, 1))
