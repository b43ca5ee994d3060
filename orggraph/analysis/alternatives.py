"""What else could be done than call, on the same draws."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from orggraph.analysis.diagnosis import seen_by
from orggraph.analysis.forecast import baseline
from orggraph.analysis.intervals import interval
from orggraph.analysis.model import DealModel, Field, open_way
from orggraph.analysis.statements import statement
from orggraph.analysis.whatif import Call, CallsTo
from orggraph.domain.deals import BuyingRole
from orggraph.domain.findings import Alternative, AlternativeKind, BlockageCause, Forecast

Floats = NDArray[np.float64]

_EASED = (BlockageCause.BUDGET, BlockageCause.PRICE_STANDOFF)
_WORD_ONLY = Call(makes_visible=False, arbitrates=False, lends_voice=False)
_CONVINCED = 0.2


def alternatives(model: DealModel) -> tuple[Alternative, ...]:
    """Forecast the five other ways: nothing, a reminder, a discount, the champion asks upward, an ally speaks first.

    Parameters
    ----------
    model : DealModel
        The deal.

    Returns
    -------
    tuple of Alternative
        In that order. Where nobody could act, nothing changes and there is no actor.

    Notes
    -----
    A what-if each.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> [(way.kind.name, round(way.forecast.change.mean, 2)) for way in alternatives(deal_model_example())]
    [('DO_NOTHING', 0.0), ('FOLLOW_UP', 0.0), ('DISCOUNT', -0.01), ('CHAMPION_ASKS_UPWARD', 0.01), ('PEER_ROUTE', 0.0)]
    """
    return tuple(_Ways(model).all())


@dataclass(frozen=True)
class _Ways:
    model: DealModel

    def all(self) -> Iterator[Alternative]:
        yield self._idle(AlternativeKind.DO_NOTHING)
        yield self._follow_up()
        yield self._discount()
        yield self._ask_upward()
        yield self._peer_route()

    def _follow_up(self) -> Alternative:
        model, a = self.model, self.model.assumptions
        contact = model.contact
        if contact is None:
            return self._idle(AlternativeKind.FOLLOW_UP)
        already = model.signals_say.pressure.follow_ups
        rows = [model.place[contact]]
        stance, salience = model.drawn_stance[rows], model.drawn_salience[rows]
        colder = np.maximum(stance - a.follow_up_stance * already, -1)
        stirred = np.minimum(salience + a.follow_up_salience * 0.5**already, 1)
        after = _settled(model.stance, model.settled_stance, rows, colder - stance)
        cares = _settled(model.salience, model.settled_salience, rows, stirred - salience)
        return self._other_views(AlternativeKind.FOLLOW_UP, after, cares, model.open_way, contact)

    def _discount(self) -> Alternative:
        """Offer a discount: it lifts no freeze, and in an open price dispute it asks for the next one."""
        model, a = self.model, self.model.assumptions
        seen = seen_by(model.snapshot.signals.get(model.deal.id, ()), model.snapshot.as_of)
        open_to_price = [cause for cause in _EASED if not statement(seen, cause, a.stated_strength)]
        eased = {c: p * a.discount_relief if c in open_to_price else p for c, p in model.real_causes.items()}
        buyers = [p for p, part in model.stakeholders.items() if BuyingRole.ECONOMIC_BUYER in part.roles]
        rows = [model.place[buyer] for buyer in buyers or model.rule.deciders]
        drawn, colder = model.drawn_stance[rows], a.discount_stance * (model.signals_say.pressure.discounts + 1)
        after = _settled(model.stance, model.settled_stance, rows, np.maximum(drawn - colder, -1) - drawn)
        return self._other_views(AlternativeKind.DISCOUNT, after, model.settled_salience, open_way(eased, a), None)

    def _ask_upward(self) -> Alternative:
        """Let the champion speak to their own manager, as far as they are convinced, care and dare to."""
        model, champion = self.model, self.model.champion
        above = model.hierarchy.holder_above(champion) if champion else None
        if (
            not (champion and above)
            or above not in model.place
            or model.point_stance[model.place[champion]] <= _CONVINCED
        ):
            return self._idle(AlternativeKind.CHAMPION_ASKS_UPWARD)
        quality = model.assumptions.ask_upward * model.voice * float(model.point_salience[model.place[champion]])
        return self._spoken_to(AlternativeKind.CHAMPION_ASKS_UPWARD, champion, above, quality)

    def _peer_route(self) -> Alternative:
        """Let an ally, beside the champion and the contact, speak to one who decides: the two of whom most comes of it.

        Not to those under the ally: a word from above is what a call asks for.
        """
        model = self.model
        allies = [
            person
            for person in model.stakeholders
            if person not in (model.champion, model.contact) and model.point_stance[model.place[person]] > _CONVINCED
        ]
        decide = zip(model.rule.deciders, model.decider_weights, strict=True)
        routes = [
            (-round(float(weight) * self._heard(ally, decider), 9), ally, decider)
            for decider, weight in decide
            for ally in allies
            if ally != decider and model.hierarchy.levels_under(decider, ally) is None
        ]
        best, ally, decider = min(routes, default=(0.0, "", ""))
        if not best:
            return self._idle(AlternativeKind.PEER_ROUTE)
        return self._spoken_to(AlternativeKind.PEER_ROUTE, ally, decider, self._heard(ally, decider))

    def _heard(self, ally: str, decider: str) -> float:
        """Tell how well an ally is heard: as much as they care, and whole where they weigh as a direct report would."""
        model, a = self.model, self.model.assumptions
        one, other = model.place[ally], model.place[decider]
        ear = min(1.0, float(model.stance.plus[other, one]) / a.influence_report)
        return a.peer_route * ear * float(model.point_salience[one])

    def _spoken_to(self, kind: AlternativeKind, actor: str, listener: str, quality: float) -> Alternative:
        model = self.model
        calls = CallsTo(model, listener, np.array([quality]), told=True)
        after = calls.stances(_WORD_ONLY, model.stakeholder_rows)[0]
        forecast = self._forecast(calls.chance(_WORD_ONLY)[0] * model.open_way, after)
        return Alternative(kind=kind, forecast=forecast, actor_id=actor, on_id=listener)

    def _other_views(
        self, kind: AlternativeKind, after: Floats, cares: Floats, way: float, actor: str | None
    ) -> Alternative:
        """Give what follows where stances and saliences settle otherwise, everybody of the deal by draws."""
        model = self.model
        chance = model.chance_of(after[model.deciding], cares[model.deciding])
        forecast = self._forecast(chance * way, after[model.stakeholder_rows])
        return Alternative(kind=kind, forecast=forecast, actor_id=actor)

    def _forecast(self, chance: Floats, after: Floats) -> Forecast:
        model = self.model
        return Forecast(
            probability=interval(chance),
            change=interval(chance - model.chance * model.open_way),
            stances=model.stance_changes(after),
        )

    def _idle(self, kind: AlternativeKind) -> Alternative:
        return Alternative(kind=kind, forecast=self._baseline)

    @cached_property
    def _baseline(self) -> Forecast:
        return baseline(self.model)


def _settled(of: Field, settled: Floats, rows: Sequence[int], moved: Floats) -> Floats:
    """Give where views settle when those of some people start from elsewhere, everybody listening as before."""
    own = of.inverse[:, rows] * (1 - of.susceptibility[rows])
    return np.asarray(settled + own @ moved)
