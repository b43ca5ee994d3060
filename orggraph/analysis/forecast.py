"""What a call would do: the chance that the deal gets moving, what the risk takes from it, and what the path is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.candidates import Target
from orggraph.analysis.disavowal import Disavowal, Manner
from orggraph.analysis.intervals import constant, interval
from orggraph.analysis.model import DealModel, open_way
from orggraph.analysis.whatif import Call, CallsTo
from orggraph.domain.contributions import Contribution
from orggraph.domain.findings import BlockageCause, Counterpart, Forecast, StanceChange

Floats = NDArray[np.float64]

_STEPS = ("call_stance", "call_salience", "call_visibility", "call_arbitration", "call_voice")
_EFFECTS = ("moves_stance", "moves_salience", "makes_visible", "arbitrates", "lends_voice")


def baseline(model: DealModel) -> Forecast:
    """Tell the chance that the deal moves if nothing is done.

    Parameters
    ----------
    model : DealModel
        The deal.

    Returns
    -------
    Forecast
        Politics times what real causes leave; the change is 0.

    Notes
    -----
    Linear in stakeholders times draws.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> round(baseline(deal_model_example()).probability.mean, 2)
    0.11
    """
    people = [model.people[row] for row in model.stakeholder_rows]
    return Forecast(
        probability=interval(model.chance * model.open_way),
        change=constant(0.0),
        stances=tuple(StanceChange(p, now, now) for p, now in zip(people, model.stances_now, strict=True)),
    )


@dataclass(frozen=True)
class TargetForecast:
    """What calls to one person would do, by callers of different quality. Make it with `forecast_calls`.

    Callers of the same fit and freshness do the same: they are one way to call, and figures are by way, W of them.

    Attributes
    ----------
    target : Target
        Who is called.
    matches : tuple of K Counterpart
        Who calls.
    ways : tuple of W (float, float)
        Fit without freshness, and freshness.
    way_of : tuple of K int
        The way of each caller.
    risk : float
        That the contact feels disavowed, whoever calls.
    """

    model: DealModel
    target: Target
    matches: tuple[Counterpart, ...]
    manner: Manner
    risk: float
    risk_parts: tuple[Contribution, ...]
    file_held: float
    future: float

    ways: tuple[tuple[float, float], ...] = field(init=False)
    way_of: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        numbers: dict[tuple[float, float], int] = {}
        each = [(match.fit / match.freshness, match.freshness) for match in self.matches]
        object.__setattr__(self, "way_of", tuple(numbers.setdefault(way, len(numbers)) for way in each))
        object.__setattr__(self, "ways", tuple(numbers))

    @cached_property
    def quality(self) -> Floats:
        """Fit of each way without freshness.

        >>> from orggraph.analysis.example import example_forecast
        >>> [0 < float(fit) <= 1 for fit in example_forecast().quality]
        [True]
        """
        return np.array([fit for fit, _ in self.ways])

    @cached_property
    def change(self) -> Floats:
        """How the chance changes in each world, W by draws: freshness takes from a gain, never from a harm.

        >>> from orggraph.analysis.example import example_forecast
        >>> example_forecast().change.shape
        (1, 1000)
        """
        return self._change(self.risk, self.model.open_way)

    def _change(self, risk: float, way: float) -> Floats:
        expected = (1 - risk) * self.if_well + risk * self.if_disavowed
        gain = (expected - self.model.chance) * way
        return np.asarray(gain * np.where(gain.mean(axis=1) > 0, self._freshness, 1.0)[:, None])

    @cached_property
    def if_well(self) -> Floats:
        """The chance, politics alone, when the contact does not feel disavowed; W by draws.

        >>> from orggraph.analysis.example import example_forecast
        >>> forecast = example_forecast()
        >>> bool((forecast.if_well.mean() > forecast.model.chance.mean()))
        True
        """
        return self._calls.chance(Call())

    @cached_property
    def if_disavowed(self) -> Floats:
        """The same when they do: never better, for they hold the file.

        >>> from orggraph.analysis.example import example_forecast
        >>> forecast = example_forecast()
        >>> bool((forecast.if_disavowed <= forecast.if_well).all())
        True
        """
        against = self._calls.chance(Call(disavows=True)) if self.model.contact else self.if_well
        return np.asarray(np.minimum(self.if_well, (1 - self.file_held) * against))

    @cached_property
    def costs(self) -> tuple[tuple[str, Floats], ...]:
        """What a call costs beside its effect, in points of probability, each W.

        >>> from orggraph.analysis.example import example_forecast
        >>> [code for code, _ in example_forecast().costs]
        ['cost_disavowal', 'cost_future', 'cost_exposure', 'cost_call', 'cost_level']
        """
        return self._costs(self.risk, self.model.real_causes)

    def _costs(self, risk: float, causes: Mapping[BlockageCause, float]) -> tuple[tuple[str, Floats], ...]:
        a, k = self.model.assumptions, len(self.ways)
        exposed = 1 - np.prod([1 - probability for probability in causes.values()])
        return (
            ("cost_disavowal", np.full(k, -a.cost_disavowal * risk)),
            ("cost_future", np.full(k, -a.cost_future * risk * self.future)),
            ("cost_exposure", -a.cost_exposure * exposed * self.quality),
            ("cost_call", np.full(k, -a.cost_call)),
            ("cost_level", np.full(k, -a.cost_level * (self.target.levels_up - 1))),
        )

    @cached_property
    def worth(self) -> Floats:
        """What each path is worth in each world, W by draws.

        >>> from orggraph.analysis.example import example_forecast
        >>> forecast = example_forecast()
        >>> bool((forecast.worth < forecast.change).all())
        True
        """
        return np.asarray(self.change + np.sum([cost for _, cost in self.costs], axis=0)[:, None])

    def worth_once(self, most_risk: float, causes: Mapping[BlockageCause, float]) -> Floats:
        """Tell what each path would be worth once it is prepared: the contact's risk lowered, open questions answered well.

        Parameters
        ----------
        most_risk : float
            The risk of disavowal that is left at most.
        causes : mapping of BlockageCause to float
            How likely each real cause would then be.

        Returns
        -------
        array, W by draws
            Points of probability; `worth` itself where nothing is to be prepared.

        Notes
        -----
        Linear in ways times draws.

        Examples
        --------
        >>> from orggraph.analysis.example import example_forecast
        >>> forecast = example_forecast()
        >>> bool((forecast.worth_once(0.0, forecast.model.real_causes) > forecast.worth).all())
        True
        """
        risk = min(self.risk, most_risk)
        change = self._change(risk, open_way(causes, self.model.assumptions))
        return np.asarray(change + np.sum([cost for _, cost in self._costs(risk, causes)], axis=0)[:, None])

    @cached_property
    def utility(self) -> Floats:
        """What each path is worth, in points of probability.

        >>> from orggraph.analysis.example import example_forecast
        >>> example_forecast().utility.shape
        (1,)
        """
        return np.asarray(self.worth.mean(axis=1))

    def forecasts(self, chosen: Sequence[int]) -> tuple[Forecast, ...]:
        """Give the forecasts of some of the ways.

        Parameters
        ----------
        chosen : sequence of int
            Which.

        Returns
        -------
        tuple of Forecast
            With every stakeholder's stance when the contact does not feel disavowed.

        Notes
        -----
        O(S^2) a way, and stakeholders times draws.

        Examples
        --------
        >>> from orggraph.analysis.example import example_forecast
        >>> found = example_forecast().forecasts([0])[0]
        >>> found.change.mean > 0, len(found.stances)
        (True, 2)
        """
        model, chosen = self.model, list(chosen)
        after = self._of(chosen).stances(Call(), model.stakeholder_rows)
        chance = model.chance * model.open_way
        return tuple(
            Forecast(
                probability=interval(chance + self.change[k]),
                change=interval(self.change[k]),
                stances=model.stance_changes(after[number]),
            )
            for number, k in enumerate(chosen)
        )

    def contributions(self, chosen: Sequence[int]) -> tuple[tuple[Contribution, ...], ...]:
        """Tell what adds up to the utility of some of the ways.

        Parameters
        ----------
        chosen : sequence of int
            Which.

        Returns
        -------
        tuple of tuple of Contribution
            The effects switched on in their fixed order, each with what it adds then; the risk; freshness; the costs.

        Notes
        -----
        One what-if an effect.

        Examples
        --------
        >>> from orggraph.analysis.example import example_forecast
        >>> from orggraph.domain.contributions import total
        >>> forecast = example_forecast()
        >>> abs(total(forecast.contributions([0])[0]) - float(forecast.utility[0])) < 1e-9
        True
        """
        model, chosen = self.model, list(chosen)
        calls = self._of(chosen)
        reached = [np.full(len(chosen), float(model.chance.mean()))]
        for number in range(1, len(_EFFECTS) + 1):
            on = {effect: place < number for place, effect in enumerate(_EFFECTS)}
            whole = number == len(_EFFECTS)
            reached.append(self.if_well[chosen].mean(axis=1) if whole else calls.chance(Call(**on)).mean(axis=1))
        steps = np.diff(np.array(reached), axis=0) * model.open_way
        risked = self.risk * (self.if_disavowed - self.if_well)[chosen].mean(axis=1) * model.open_way
        stale = self.change[chosen].mean(axis=1) - steps.sum(axis=0) - risked
        parts = [*zip(_STEPS, steps, strict=True), ("call_disavowal", risked), ("call_freshness", stale)]
        parts += [(code, cost[chosen]) for code, cost in self.costs]
        return tuple(tuple(Contribution(code, float(v[n])) for code, v in parts) for n in range(len(chosen)))

    @cached_property
    def _freshness(self) -> Floats:
        return np.array([fresh for _, fresh in self.ways])

    @cached_property
    def _calls(self) -> CallsTo:
        return CallsTo(self.model, self.target.person_id, self.quality, self.manner.told)

    def _of(self, chosen: list[int]) -> CallsTo:
        return CallsTo(self.model, self.target.person_id, self.quality[chosen], self.manner.told)


def forecast_calls(
    model: DealModel, disavowal: Disavowal, target: Target, matches: Sequence[Counterpart], manner: Manner
) -> TargetForecast:
    """Forecast calls to one person.

    The call moves the stance and the salience of who is called, makes the project visible below them, lets them
    settle it, and lends a contact who was told first a louder voice. With some risk the contact feels disavowed
    instead, and holds the file.

    Parameters
    ----------
    model : DealModel
        The deal.
    disavowal : Disavowal
        Of that deal.
    target : Target
        Who is called.
    matches : sequence of K Counterpart
        Who might call.
    manner : Manner
        How the contact is treated.

    Returns
    -------
    TargetForecast
        All on the same draws, so that differences are no noise.

    Notes
    -----
    O(S^2) a caller, and deciders times draws.

    References
    ----------
    Common random numbers: Law, A. M. (2015). Simulation Modeling and Analysis, ch. 11. McGraw-Hill.

    Examples
    --------
    >>> from orggraph.analysis.example import example_forecast
    >>> round(float(example_forecast().utility[0]), 2)
    0.09
    """
    risk, parts = disavowal.risk(target.person_id, target.levels_up, manner)
    return TargetForecast(model, target, tuple(matches), manner, risk, parts, disavowal.file_held, disavowal.future)
