"""How the client decides: who counts, who can veto, and how near the decision is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from orggraph.analysis.hierarchy import Hierarchy
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import BuyingRole, Deal, DecisionMode, Stakeholder
from orggraph.domain.findings import DecisionRule
from orggraph.domain.people import JobFunction

Floats = NDArray[np.float64]


def decision_rule(
    hierarchy: Hierarchy,
    deal: Deal,
    stakeholders: Sequence[Stakeholder],
    contact_id: str | None,
    assumptions: Assumptions,
) -> DecisionRule:
    """Tell who decides a deal and by which rule.

    Stated by the deal; else one economic buyer decides where one is known, and several functions by consensus. Where
    nobody is known to decide, the lowest common manager of those concerned stands in, and the answer says so.

    Parameters
    ----------
    hierarchy : Hierarchy
        Of the account.
    deal : Deal
        Its mode and threshold, if stated.
    stakeholders : sequence of Stakeholder
        Of the deal.
    contact_id : str or None
        Who is concerned at least.
    assumptions : Assumptions
        The `threshold_*` constants.

    Returns
    -------
    DecisionRule
        Without deciders when nobody is known at all.

    Notes
    -----
    Linear in the stakeholders.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> snapshot = stalled_deal()
    >>> parts = snapshot.stakeholders["dea_1"]
    >>> rule = decision_rule(Hierarchy.of(snapshot), snapshot.deals["dea_1"], parts, "per_contact", Assumptions())
    >>> rule.mode.name, rule.deciders, rule.inferred
    ('ECONOMIC_BUYER', ('per_cio',), False)
    """
    buyers = tuple(part for part in stakeholders if BuyingRole.ECONOMIC_BUYER in part.roles)
    deciders = tuple(part for part in stakeholders if part.decides or (part.decision_weight or 0) > 0)
    mode = deal.decision_mode or _usual_mode(hierarchy, buyers, deciders)
    if mode is DecisionMode.ECONOMIC_BUYER:
        deciders = buyers or deciders
    weights = tuple(part.effective_weight for part in deciders)
    people = tuple(part.person_id for part in deciders) or _stand_in(hierarchy, stakeholders, contact_id)
    return DecisionRule(
        mode=mode,
        threshold=_usual_threshold(mode, assumptions) if deal.threshold is None else deal.threshold,
        deciders=people,
        weights=weights if sum(weights) > 0 else (1.0,) * len(people),
        vetoes=tuple(part.person_id for part in stakeholders if part.can_veto),
        inferred=not deciders,
    )


def _stand_in(hierarchy: Hierarchy, stakeholders: Sequence[Stakeholder], contact_id: str | None) -> tuple[str, ...]:
    """Give the lowest common manager of those concerned, where there is one."""
    concerned = dict.fromkeys([*(part.person_id for part in stakeholders), *([contact_id] if contact_id else [])])
    found = hierarchy.lowest_common_manager(tuple(concerned))
    return (found,) if found else ()


def _usual_threshold(mode: DecisionMode, assumptions: Assumptions) -> float:
    return {
        DecisionMode.ECONOMIC_BUYER: assumptions.threshold_buyer,
        DecisionMode.CONSENSUS: assumptions.threshold_consensus,
        DecisionMode.MAJORITY: assumptions.threshold_majority,
    }[mode]


def _usual_mode(hierarchy: Hierarchy, buyers: Sequence[Stakeholder], deciders: Sequence[Stakeholder]) -> DecisionMode:
    seats = (hierarchy.snapshot.seat_held_by(part.person_id) for part in deciders)
    functions = {seat.job_function for seat in seats if seat}
    return DecisionMode.CONSENSUS if not buyers and len(functions) > 1 else DecisionMode.ECONOMIC_BUYER


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Answers how near a decision is, for pushes of the people it hangs on. Make it with `verdicts`.

    Attributes
    ----------
    people : tuple of str
        Deciders, then vetoers who are not deciders: the rows that pushes must have.
    """

    people: tuple[str, ...]
    _margin: Callable[[Floats], Floats]
    _softness: float
    _intercept: float = 0.0

    def chance(self, push: Floats) -> Floats:
        """Tell how likely the decision is in each world.

        Parameters
        ----------
        push : array, ... by people by draws
            Settled stance times salience, in [-1, 1].

        Returns
        -------
        array, ... by draws
            In (0, 1); never falls when some push rises.

        Notes
        -----
        Linear.

        Examples
        --------
        >>> rule = DecisionRule(DecisionMode.ECONOMIC_BUYER, 0.25, ("cfo",), (1.0,), (), False)
        >>> float(verdicts(rule, {}, Assumptions()).chance(np.array([[0.25]]))[0])
        0.5
        """
        return np.asarray(expit(self._margin(push) / self._softness + self._intercept))


def verdicts(rule: DecisionRule, functions: dict[str, JobFunction], assumptions: Assumptions) -> Verdicts:
    """Make the rule computable.

    Buyer: the weighted push less the threshold. Consensus: that of the weakest function; an unknown function is one of
    its own. Majority: the weight of those for it, less the threshold. A veto falls where its owner's push is under
    minus `threshold_veto`: hostile but indifferent does not block.

    Parameters
    ----------
    rule : DecisionRule
        Who decides and how.
    functions : dict of str to JobFunction
        What each decider works on.
    assumptions : Assumptions
        `rule_softness`, `rule_intercept`, `threshold_vote` and `threshold_veto`.

    Returns
    -------
    Verdicts
        With nobody to decide, nothing is near.

    Notes
    -----
    Linear in the deciders.

    Examples
    --------
    >>> rule = DecisionRule(DecisionMode.CONSENSUS, 0.08, ("cio", "cfo"), (1.0, 1.0), (), False)
    >>> ready = verdicts(rule, {"cio": JobFunction.IT, "cfo": JobFunction.FINANCE}, Assumptions())
    >>> ready.chance(np.array([[0.9], [-0.2]])).round(2).tolist()
    [0.03]
    """
    a = assumptions
    deciders = len(rule.deciders)
    people = tuple(dict.fromkeys((*rule.deciders, *rule.vetoes)))
    vetoes = [people.index(person) for person in rule.vetoes]
    shares = _shares(rule, functions)

    def margin(push: Floats) -> Floats:
        deciding = push[..., :deciders, :]
        if not deciders:
            reached = np.full((*push.shape[:-2], push.shape[-1]), -rule.threshold)
        elif rule.mode is DecisionMode.MAJORITY:
            reached = (shares @ expit((deciding - a.threshold_vote) / a.rule_softness)).min(axis=-2) - rule.threshold
        else:
            reached = (shares @ deciding).min(axis=-2) - rule.threshold
        if vetoes:
            reached = np.minimum(reached, push[..., vetoes, :].min(axis=-2) + a.threshold_veto)
        return np.asarray(reached)

    return Verdicts(people, margin, a.rule_softness, a.rule_intercept)


def _shares(rule: DecisionRule, functions: dict[str, JobFunction]) -> Floats:
    """Give one row of weights, adding up to 1, for each group that must agree."""
    weights = np.array(rule.weights)
    if rule.mode is not DecisionMode.CONSENSUS:
        return np.asarray(weights / weights.sum())[None, :] if len(weights) else weights.reshape(1, 0)
    known = (functions.get(person, JobFunction.UNKNOWN) for person in rule.deciders)
    groups = [
        person if trade is JobFunction.UNKNOWN else trade for person, trade in zip(rule.deciders, known, strict=True)
    ]
    rows = []
    for group in dict.fromkeys(groups):
        inside = np.array([weight if one == group else 0.0 for one, weight in zip(groups, weights, strict=True)])
        if inside.sum() > 0:
            rows.append(inside / inside.sum())
    return np.array(rows)
