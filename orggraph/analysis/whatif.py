"""What a change to a few people does to everybody the deal hangs on, without solving the account again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
class Settled:
    """Where views settle after a change, K variants of it.

    Attributes
    ----------
    stance, salience : array, K by rows by draws
    rows : array of int
        Which people of the deal.
    """

    stance: Floats
    salience: Floats
    rows: Ints


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
    _under: dict[int, int] = field(init=False)
    """Row of each stakeholder under the target -> levels down."""

    def __post_init__(self) -> None:
        model = self.model
        found = {}
        for person, row in model.place.items():
            levels = model.hierarchy.levels_under(person, self.target)
            counts = person in model.stakeholders or person in model.verdicts.people
            if levels is not None and levels <= model.assumptions.call_depth and counts:
                found[row] = levels
        object.__setattr__(self, "_under", found)

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
        settled = self.settle(call, rows)
        return model.verdicts.chance(self._arbitrated(settled.stance * settled.salience, call))

    def settle(self, call: Call, rows: Ints) -> Settled:
        """Give where the views of some people of the deal settle after the call.

        Parameters
        ----------
        call : Call
            What of it counts.
        rows : array of int
            Rows of the deal's people.

        Returns
        -------
        Settled
            K variants.

        Notes
        -----
        As `chance`.

        Examples
        --------
        >>> from orggraph.analysis.example import deal_model_example
        >>> model = deal_model_example()
        >>> after = CallsTo(model, "per_cio", np.array([0.7]), told=True).settle(Call(), np.array([0, 1]))
        >>> after.stance.shape
        (1, 2, 1000)
        """
        model = self.model
        of_stance = self._inverse_rows(model.stance, call, rows)
        same = model.salience is model.stance
        of_salience = of_stance if same else self._inverse_rows(model.salience, call, rows)
        unasked = model.assumptions.salience_unasked
        stance = of_stance @ model.drawn_stance
        salience = unasked + of_salience @ (model.drawn_salience - unasked)
        self._add_views(call, of_stance, of_salience, stance, salience)
        return Settled(stance, salience, rows)

    def _add_views(self, call: Call, of_stance: Floats, of_salience: Floats, stance: Floats, salience: Floats) -> None:
        """Add what changed in the initial views of the one called and of a disavowed contact."""
        model, a = self.model, self.model.assumptions
        target = model.place[self.target]
        if call.moves_stance:
            open_mind = 1 - model.convictions[model.graph.index[self.target]]
            gain = np.minimum(a.call_stance * self.quality * open_mind, a.call_stance_most)
            stance += (of_stance[:, :, target] * gain[:, None])[:, :, None] * (1 - model.drawn_stance[target] ** 2)
        if call.moves_salience:
            gain = a.call_salience * self.quality
            salience += (of_salience[:, :, target] * gain[:, None])[:, :, None] * (1 - model.drawn_salience[target])
        if call.disavows and model.contact is not None:
            contact = model.place[model.contact]
            against = np.minimum(model.drawn_stance[contact], a.disavowed_stance) - model.drawn_stance[contact]
            stirred = np.maximum(model.drawn_salience[contact], a.disavowed_salience) - model.drawn_salience[contact]
            stance += of_stance[:, :, contact, None] * against
            salience += of_salience[:, :, contact, None] * stirred

    def _arbitrated(self, push: Floats, call: Call) -> Floats:
        """Let the one called settle it for those under them who decide; the last row is theirs."""
        deciding = push[:, :-1]
        if not call.arbitrates:
            return deciding
        a, model = self.model.assumptions, self.model
        levels = np.array([self._under.get(int(row), 0) for row in model.deciding])
        fading = np.where(levels > 0, a.call_fading ** (levels - 1.0), 0.0)
        weight = (a.call_arbitration * self.quality[:, None] * fading)[:, :, None]
        return np.asarray(deciding + weight * (push[:, -1:] - deciding))

    def _inverse_rows(self, of: Field, call: Call, rows: Ints) -> Floats:
        """Give K by rows by S: how each person's own view reaches some people after the change, own shares applied.

        Only rows R of M change: each is scaled, and gains weight on the one called and on the champion. With A = I - M
        this is a change of rank |R| (Woodbury), and M A^-1 = A^-1 - I spares the rows of M.
        """
        changed, more = self._more_influence(of, call)
        own = np.repeat((1 - of.susceptibility)[None, :], len(self.quality), axis=0)
        if not len(changed):
            return of.inverse[rows][None] * own[:, None, :]
        columns = self._columns
        before = of.plus[np.ix_(changed, columns)] - of.minus[np.ix_(changed, columns)]
        pull = of.pull[changed] + (np.abs(before + more) - np.abs(before)).sum(axis=2)
        open_to = susceptibility(pull, self._convictions(changed, call), self.model.assumptions)
        share = _ratio(open_to, pull)
        scale = _ratio(share, _ratio(of.susceptibility[changed], of.pull[changed])[None, :], otherwise=1.0)
        step = (scale - 1)[:, :, None] * (of.inverse[changed] - np.eye(len(of.inverse))[changed])
        step = step + (share[:, :, None] * more) @ of.inverse[columns]
        core = np.eye(len(changed)) - step[:, :, changed]
        inverse = of.inverse[rows] + of.inverse[np.ix_(rows, changed)] @ np.linalg.solve(core, step)
        own[:, changed] = 1 - open_to
        return np.asarray(inverse * own[:, None, :])

    @property
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

    def _more_influence(self, of: Field, call: Call) -> tuple[Ints, Floats]:
        """Give the people who listen otherwise than before, and K by those by columns: how much more."""
        model, a = self.model, self.model.assumptions
        contact = model.place[model.contact] if model.contact and call.disavows else None
        visible = {row: levels for row, levels in self._under.items() if call.makes_visible and row != contact}
        voice = self._voice(call)
        heard = self._hear_the_champion() if np.any(voice != model.voice) else []
        changed = sorted({*visible, *heard, *([contact] if contact is not None else [])})
        columns = self._columns
        more = np.zeros((len(self.quality), len(changed), len(columns)))
        for number, row in enumerate(changed):
            if row in visible:
                fading = a.call_fading ** (visible[row] - 1)
                more[:, number, 0] += a.call_visibility * self.quality * a.influence_manager * fading
            if row in heard:
                more[:, number, -1] += self._louder(row, voice) - of.plus[row, columns[-1]]
        return np.array(changed, dtype=np.int64), more

    def _voice(self, call: Call) -> Floats:
        """Give how loud the champion is in each variant."""
        model = self.model
        usual = np.full(len(self.quality), model.voice)
        if model.champion is None or model.champion != model.contact:
            return usual
        if call.disavows:
            return np.ones(len(self.quality))
        believes = model.point_stance[model.place[model.champion]] > 0
        if call.lends_voice and self.told and believes:
            return np.asarray(usual + model.assumptions.call_voice * self.quality * (1 - usual))
        return usual

    def _hear_the_champion(self) -> list[int]:
        model = self.model
        column = model.place[model.champion or ""]
        return [
            int(row)
            for row in np.flatnonzero(model.salience.plus[:, column])
            if model.hierarchy.levels_under(model.people[row], model.champion or "") is None
        ]

    def _louder(self, row: int, voice: Floats) -> Floats:
        """Give the champion's positive influence on somebody at other voices."""
        graph, model = self.model.graph, self.model
        rows, columns, weights, _ = graph.sources
        pair = (rows == graph.index[model.people[row]]) & (columns == graph.index[model.champion or ""])
        return np.asarray(1 - np.prod(1 - weights[pair][None, :] * voice[:, None], axis=1))


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
    return np.asarray(reach @ initial + reach[np.arange(len(rows)), :, rows][:, :, None] * moved)
