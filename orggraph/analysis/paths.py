"""A path written out: who is passed from the caller to the contact, what it would do and risk, and what it is worth."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from orggraph.analysis.candidates import Target
from orggraph.analysis.question import Question
from orggraph.analysis.ranking import Ranked
from orggraph.domain.contributions import Contribution
from orggraph.domain.findings import Counterpart, DisavowalRisk, EscalationPath, Forecast, PathLink, PathStep

Written = tuple[Forecast, tuple[Contribution, ...]]


class PathWriter:
    """Writes the paths of one question; all to one target are forecast together."""

    def __init__(self, question: Question) -> None:
        self._question = question

    def write(self, ranked: Sequence[Ranked], front: Sequence[bool]) -> list[EscalationPath]:
        """Write some pairs out.

        Parameters
        ----------
        ranked : sequence of Ranked
            Best first.
        front : sequence of bool
            Whether each is undominated; may be longer.

        Returns
        -------
        list of EscalationPath
            In that order, not yet numbered.

        Notes
        -----
        A few what-ifs a target.

        Examples
        --------
        >>> from orggraph.analysis.example import stalled_deal
        >>> from orggraph.analysis.question import ask
        >>> PathWriter(ask(stalled_deal(), "dea_1")).write((), ())
        []
        """
        chosen: defaultdict[str, list[Ranked]] = defaultdict(list)
        for one in ranked:
            chosen[one.pair.target.person_id].append(one)
        written: dict[tuple[str, str], Written] = {}
        for target, together in chosen.items():
            numbers, forecast = [one.number for one in together], together[0].forecast
            details = zip(forecast.forecasts(numbers), forecast.contributions(numbers), strict=True)
            for one, detail in zip(together, details, strict=True):
                written[one.pair.match.person_id, target] = detail
        return [
            self._path(one, written[one.pair.match.person_id, one.pair.target.person_id], pareto=pareto)
            for one, pareto in zip(ranked, front, strict=False)
        ]

    def _path(self, one: Ranked, detail: Written, *, pareto: bool) -> EscalationPath:
        match, target = one.pair.match, one.pair.target
        chain = self._acquaintances(match, target.person_id)
        return EscalationPath(
            rank=0,
            caller_id=match.person_id,
            target_id=target.person_id,
            levels_up=target.levels_up,
            introducers=tuple(person for person, _ in chain[:-1]),
            steps=tuple(self._steps(match.person_id, chain, target)),
            rules=one.pair.rules,
            counterpart=match,
            authority=self._question.say.of(target.person_id),
            forecast=detail[0],
            disavowal=self._risk(one),
            utility=one.utility,
            pareto_optimal=pareto,
            contributions=detail[1],
        )

    def _risk(self, one: Ranked) -> DisavowalRisk:
        forecast, target = one.forecast, one.pair.target
        way = forecast.model.open_way
        return DisavowalRisk(
            probability=forecast.risk,
            contributions=forecast.risk_parts,
            unblocked_if_disavowed=float(forecast.if_disavowed[one.number].mean()) * way,
            future_opposition=forecast.risk * forecast.future,
            mitigations=self._question.disavowal.mitigations(
                target.person_id,
                target.levels_up,
                self._question.options.manner,
                self._level_below(target),
            ),
        )

    def _level_below(self, target: Target) -> str | None:
        """Give who could be called one level below, if a call to them is not left out."""
        below = [
            pair.target.person_id
            for of_target in self._question.pairs
            for pair in of_target
            if pair.target.levels_up == target.levels_up - 1 and not pair.excluded
        ]
        return below[0] if below else None

    def _acquaintances(self, match: Counterpart, target_id: str) -> tuple[tuple[str, float], ...]:
        """Give those passed on the way to the target, it included, with the strength of the tie to the one before.

        Nobody is asked to introduce where a call out of the blue is as good.
        """
        best = match.warm_paths[0] if match.warm_paths else None
        if best and best.strength > self._question.options.assumptions.warmth_floor:
            return tuple((hop.to_id, hop.strength) for hop in best.hops)
        return ((target_id, match.warmth),)

    def _steps(self, caller_id: str, chain: Sequence[tuple[str, float]], target: Target) -> Iterator[PathStep]:
        yield self._step(PathLink.CALLER, 1.0, caller_id)
        for person, strength in chain:
            link = PathLink.CALLS if person == target.person_id else PathLink.INTRODUCES
            yield self._step(link, strength, person)
        for upper, lower in pairwise(reversed(target.lines_down)):
            yield PathStep(
                link=PathLink.MANAGES,
                strength=upper.confidence,
                person_id=lower.manager_id,
                position_id=lower.position_id,
            )
        nearest = target.lines_down[0]
        yield self._step(PathLink.MANAGES, nearest.confidence, nearest.person_id)

    def _step(self, link: PathLink, strength: float, person_id: str) -> PathStep:
        seat = self._question.snapshot.seat_of.get(person_id)
        return PathStep(link=link, strength=strength, person_id=person_id, position_id=seat)
