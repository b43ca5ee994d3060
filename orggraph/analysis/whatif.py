"""What a change to a few people does to everybody the deal hangs on, without solving the account again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.dynamics import susceptibility
from orggraph.analysis.model import DealModel, Field

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What of a call is taken into account: all of it, or the first steps, to see what each adds.

    Attributes
    ----------
    moves_stance, moves_salience, makes_visible, arbitrates, lends_voice : bool
        The five effects.
    disavows : bool
        Whether the contact takes it as a disavowal.
    """

    moves_stance: bool = True
    moves_salience: bool = True
    makes_visible: bool = True
    arbitrates: bool = True
    lends_voice: bool = True
    disavows: bool = False


@dataclass(frozen=True, slots=True)
class _Listening:
    """Who listens otherwise after a call, K variants of it.

    Attributes
    ----------
    rows : array of R ints
        Which people of the deal.
    more : array, K by R by columns
        How much more they hear of those whose weight on others can change.
    convictions : array of R
        Theirs.
    """

    rows: Ints
    more: Floats
    convictions: Floats


@dataclass(frozen=True)
class CallsTo:
    """Calls to one person, by callers of different quality, on the draws of one deal.

    Attributes
    ----------
    model : DealModel
        The deal.
    target : str
        Who is called.
    quality : array of K
        Fit of each caller without freshness, in [0, 1].
    told : bool
        Whether the contact is told first.
    """

    model: DealModel
    target: str
    quality: Floats
    told: bool
    _different: Floats = field(init=False)
    _kind: Ints = field(init=False)
    """Which of the different qualities each caller has: callers as good as each other do the same."""

    def __post_init__(self) -> None:
        different, kind = np.unique(self.quality, return_inverse=True)
        object.__setattr__(self, "_different", different)
        object.__setattr__(self, "_kind", kind)

    @cached_property
    def _under(self) -> Mapping[int, int]:
        """Row of each stakeholder under the target -> levels down."""
        model = self.model
        found = {}
        for person, row in model.place.items():
            levels = model.hierarchy.levels_under(person, self.target)
            counts = person in model.stakeholders or person in model.verdicts.people
            if levels is not None and levels <= model.assumptions.call_depth and counts:
                found[row] = levels
        return found

    def chance(self, call: Call) -> Floats:
        """Give the chance of the decision in each world after the call, politics alone.

        Parameters
        ----------
        call : Call
            What of it counts. A disavowed contact also holds the file, which is the caller's to add.

        Returns
        -------
        array, K by draws
            In (0, 1).

        Notes
        -----
        O(S^2) a variant, and one product of the deciders' rows with the draws.

        Examples
        --------
        >>> from orggraph.analysis.example import deal_model_example
        >>> calls = CallsTo(deal_model_example(), "per_cio", np.array([0.7]), told=True)
        >>> round(float(calls.chance(Call()).mean()), 2)
        0.32
        """
        model = self.model
        rows = np.append(model.deciding, model.place[self.target])
        listening = self._listening(call)
        of_stance = self._inverse_rows(model.stance, listening, rows)
        same = model.salience is model.stance
        of_salience = of_stance if same else self._inverse_rows(model.salience, listening, rows)
        push = self._stances(call, of_stance) * self._saliences(call, of_salience)
        return model.verdicts.chance(self._arbitrated(push, call))[self._kind]

    def stances(self, call: Call, rows: Ints) -> Floats:
        """Give where the stances of some people of the deal settle after the call.

        Parameters
        ----------
        call : Call
            What of it counts.
        rows : array of int
            Rows of the deal's people.

        Returns
        -------
        array, K by rows by draws
            In [-1, 1].

        Notes
        -----
        As `chance`.

        Examples
        --------
        >>> from orggraph.analysis.example import deal_model_example
        >>> model = deal_model_example()
        >>> CallsTo(model, "per_cio", np.array([0.7]), told=True).stances(Call(), np.array([0, 1])).shape
        (1, 2, 1000)
        """
        reach = self._inverse_rows(self.model.stance, self._listening(call), rows)
        return self._stances(call, reach)[self._kind]

    def _stances(self, call: Call, reach: Floats) -> Floats:
        """Let stances settle, those of the one called and of a disavowed contact having changed."""
        model, a, drawn = self.model, self.model.assumptions, self.model.drawn_stance
        settled = _products(reach, drawn)
        if call.moves_stance:
            target = model.place[self.target]
            open_mind = 1 - model.convictions[model.graph.index[self.target]]
            gain = np.minimum(a.call_stance * self._different * open_mind, a.call_stance_most)
            settled += (reach[:, :, target] * gain[:, None])[:, :, None] * (1 - drawn[target] ** 2)
        if call.disavows and model.contact is not None:
            contact = model.place[model.contact]
            against = np.minimum(drawn[contact], a.disavowed_stance) - drawn[contact]
            settled += reach[:, :, contact, None] * against
        return settled

    def _saliences(self, call: Call, reach: Floats) -> Floats:
        """Let saliences settle, in the same way."""
        model, a, drawn = self.model, self.model.assumptions, self.model.drawn_salience
        settled = a.salience_unasked + _products(reach, drawn - a.salience_unasked)
        if call.moves_salience:
            target = model.place[self.target]
            gain = a.call_salience * self._different
            settled += (reach[:, :, target] * gain[:, None])[:, :, None] * (1 - drawn[target])
        if call.disavows and model.contact is not None:
            contact = model.place[model.contact]
            stirred = np.maximum(drawn[contact], a.disavowed_salience) - drawn[contact]
            settled += reach[:, :, contact, None] * stirred
        return settled

    def _arbitrated(self, push: Floats, call: Call) -> Floats:
        """Let the one called settle it for those under them who decide; the last row is theirs."""
        deciding = push[:, :-1]
        if not call.arbitrates:
            return deciding
        a, model = self.model.assumptions, self.model
        levels = np.array([self._under.get(int(row), 0) for row in model.deciding])
        fading = np.where(levels > 0, a.call_fading ** (levels - 1.0), 0.0)
        weight = (a.call_arbitration * self._different[:, None] * fading)[:, :, None]
        said = push[:, -1:]
        apart = said - deciding
        return np.asarray(deciding + weight * np.where(said > 0, np.maximum(apart, 0), np.minimum(apart, 0)))

    def _inverse_rows(self, of: Field, listening: _Listening, rows: Ints) -> Floats:
        """Give K by rows by S: how each person's own view reaches some people after the change, own shares applied.

        Only rows R of M change: each is scaled, and gains weight on the one called and on the champion. With A = I - M
        this is a change of rank |R| (Woodbury), and M A^-1 = A^-1 - I spares the rows of M.
        """
        changed, more = listening.rows, listening.more
        own = np.repeat((1 - of.susceptibility)[None, :], len(self._different), axis=0)
        if not len(changed):
            return of.inverse[rows][None] * own[:, None, :]
        columns = self._columns
        before = of.plus[np.ix_(changed, columns)] - of.minus[np.ix_(changed, columns)]
        pull = of.pull[changed] + (np.abs(before + more) - np.abs(before)).sum(axis=2)
        open_to = susceptibility(pull, listening.convictions, self.model.assumptions)
        share = _ratio(open_to, pull)
        scale = _ratio(share, _ratio(of.susceptibility[changed], of.pull[changed])[None, :], otherwise=1.0)
        step = (scale - 1)[:, :, None] * (of.inverse[changed] - np.eye(len(of.inverse))[changed])
        step = step + (share[:, :, None] * more) @ of.inverse[columns]
        core = np.eye(len(changed)) - step[:, :, changed]
        inverse = of.inverse[rows] + of.inverse[np.ix_(rows, changed)] @ np.linalg.solve(core, step)
        own[:, changed] = 1 - open_to
        return np.asarray(inverse * own[:, None, :])

    @cached_property
    def _columns(self) -> Ints:
        """Those whose weight on others can change: the one called, and the champion."""
        place, champion = self.model.place, self.model.champion
        columns = dict.fromkeys([place[self.target], *([place[champion]] if champion else [])])
        return np.array(list(columns), dtype=np.int64)

    def _convictions(self, changed: Ints, call: Call) -> Floats:
        model = self.model
        usual = model.convictions[[model.graph.index[model.people[row]] for row in changed]]
        if call.disavows and model.contact is not None:
            contact = changed == model.place[model.contact]
            usual = np.where(contact, np.maximum(usual, model.assumptions.disavowed_conviction), usual)
        return np.asarray(usual)

    def _listening(self, call: Call) -> _Listening:
        """Tell who listens otherwise than before. Only positive influence changes, which both views share."""
        model, a = self.model, self.model.assumptions
        contact = model.place[model.contact] if model.contact and call.disavows else None
        visible = {row: levels for row, levels in self._under.items() if call.makes_visible and row != contact}
        voice = self._voice(call)
        heard = model.hear_champion if np.any(voice != model.voice) else {}
        changed = sorted({*visible, *heard, *([contact] if contact is not None else [])})
        more = np.zeros((len(self._different), len(changed), len(self._columns)))
        for number, row in enumerate(changed):
            if row in visible:
                fading = a.call_fading ** (visible[row] - 1)
                more[:, number, 0] += a.call_visibility * self._different * a.influence_manager * fading
            if row in heard:
                louder = 1 - np.prod(1 - heard[row][None, :] * voice[:, None], axis=1)
                more[:, number, -1] += louder - model.stance.plus[row, self._columns[-1]]
        rows = np.array(changed, dtype=np.int64)
        return _Listening(rows, more, self._convictions(rows, call))

    def _voice(self, call: Call) -> Floats:
        """Give how loud the champion is in each variant."""
        model = self.model
        usual = np.full(len(self._different), model.voice)
        if model.champion is None or model.champion != model.contact:
            return usual
        if call.disavows:
            return np.ones(len(self._different))
        believes = model.point_stance[model.place[model.champion]] > 0
        if call.lends_voice and self.told and believes:
            return np.asarray(usual + model.assumptions.call_voice * self._different * (1 - usual))
        return usual


def _products(reach: Floats, drawn: Floats) -> Floats:
    """Multiply K by rows by S with S by draws as one product: many small ones are slow."""
    variants, rows, people = reach.shape
    return np.asarray((reach.reshape(variants * rows, people) @ drawn).reshape(variants, rows, drawn.shape[1]))


def _ratio(one: Floats, other: Floats, otherwise: float = 0.0) -> Floats:
    """Divide where there is something to divide by."""
    shape = np.broadcast_shapes(one.shape, other.shape)
    filled: Floats = np.full(shape, otherwise)
    np.divide(one, other, out=filled, where=np.broadcast_to(other, shape) > 0)
    return filled


def if_turned(model: DealModel, people: Sequence[str]) -> Floats:
    """Give the chance of the decision if each of some people, one at a time, turned against it for good.

    Parameters
    ----------
    model : DealModel
        The deal.
    people : sequence of K str
        Of the deal's people.

    Returns
    -------
    array, K by draws
        In (0, 1), politics alone.

    Notes
    -----
    O(S^2) a person, and one product with the draws.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> model = deal_model_example()
    >>> bool(if_turned(model, ["per_contact"]).mean() < model.chance.mean())
    True
    """
    rows = np.array([model.place[person] for person in people], dtype=np.int64)
    a = model.assumptions
    loud = np.maximum(model.drawn_salience[rows], a.disavowed_salience)
    stance = _turned(model.stance, model, rows, model.drawn_stance, np.full_like(loud, -1.0))
    unasked = a.salience_unasked
    salience = unasked + _turned(model.salience, model, rows, model.drawn_salience - unasked, loud - unasked)
    return model.chance_of(stance, salience)


def _turned(of: Field, model: DealModel, rows: Ints, initial: Floats, turned: Floats) -> Floats:
    """Give the settled views of those who decide, K by deciding by draws, when person k no longer listens and is `turned`."""
    step = np.eye(len(of.inverse))[rows] - of.inverse[rows]
    core = 1 - step[np.arange(len(rows)), rows]
    onward = of.inverse[np.ix_(model.deciding, rows)].T / core[:, None]
    own = np.repeat((1 - of.susceptibility)[None, :], len(rows), axis=0)
    own[np.arange(len(rows)), rows] = 1.0
    reach = (of.inverse[model.deciding][None] + onward[:, :, None] * step[:, None, :]) * own[:, None, :]
    moved = (turned - initial[rows])[:, None, :]
    return np.asarray(_products(reach, initial) + reach[np.arange(len(rows)), :, rows][:, :, None] * moved)
