"""What the map itself says of the causes: a champion who cannot carry it, functions that pull apart, deciders who do not care."""

from collections.abc import Collection, Mapping

import numpy as np

from orggraph.analysis.consensus import between_functions
from orggraph.analysis.model import DealModel
from orggraph.analysis.weight import sufficient
from orggraph.domain.contributions import Contribution
from orggraph.domain.deals import BuyingRole
from orggraph.domain.findings import BlockageCause

_ENOUGH = 0.5
_SUPPORTS = 0.2
_FUNCTIONS = 2

Structure = Mapping[BlockageCause, tuple[Contribution, ...]]


def structure(model: DealModel) -> Structure:
    """Give what the map adds to the log-odds of each cause; what is not on the map adds nothing.

    Parameters
    ----------
    model : DealModel
        The deal.

    Returns
    -------
    mapping of BlockageCause to tuple of Contribution
        Log-odds. Only organisational causes are in it.

    Notes
    -----
    Linear in stakeholders times draws.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> found = structure(deal_model_example())
    >>> [(cause.name, part.code, part.value) for cause, parts in found.items() for part in parts]
    [('LOW_POLITICAL_WEIGHT', 'structure_weak_champion', 1.0)]
    """
    carry = _could_carry(model)
    parts = (
        (BlockageCause.LOW_POLITICAL_WEIGHT, [*_champion(model, carry), *_sponsor(model, carry)]),
        (BlockageCause.NO_CONSENSUS, _split(model)),
        (BlockageCause.LOW_URGENCY, _cold_deciders(model)),
    )
    return {cause: tuple(found) for cause, found in parts if found}


def _could_carry(model: DealModel) -> frozenset[str]:
    """Give those of the stakeholders who could carry the decision alone; nobody where nobody is known to decide."""
    if not model.rule.deciders:
        return frozenset()
    weights = sufficient(model)
    return frozenset(person for person in model.stakeholders if weights[model.graph.index[person]] >= _ENOUGH)


def _champion(model: DealModel, carry: Collection[str]) -> list[Contribution]:
    """Tell whether the champion could carry it, where their stance is known and the deciders were stated."""
    champion = model.stakeholders.get(model.champion or "")
    if champion is None or champion.stance is None or model.rule.inferred or not model.rule.deciders:
        return []
    a, enough = model.assumptions, champion.person_id in carry
    code = "structure_strong_champion" if enough else "structure_weak_champion"
    value = a.structure_strong_champion if enough else a.structure_weak_champion
    return [Contribution(code, value, (champion.id,))]


def _sponsor(model: DealModel, carry: Collection[str]) -> list[Contribution]:
    """Tell whether a sponsor above the contact lends weight: one who could carry it, not one who may only wish it well."""
    sponsors = [
        part.id
        for part in model.stakeholders.values()
        if BuyingRole.EXECUTIVE_SPONSOR in part.roles
        and part.stance
        and part.stance.value >= _SUPPORTS
        and model.contact
        and model.hierarchy.levels_under(model.contact, part.person_id) is not None
        and part.person_id in carry
    ]
    return [Contribution("structure_sponsor", model.assumptions.structure_sponsor, tuple(sponsors))] if sponsors else []


def _split(model: DealModel) -> list[Contribution]:
    stated = [part for part in model.stakeholders.values() if part.stance]
    seats = [model.snapshot.seat_held_by(part.person_id) for part in stated]
    if len({seat.job_function for seat in seats if seat}) < _FUNCTIONS:
        return []
    a = model.assumptions
    spread = float(model.point_settled_stance[[model.place[part.person_id] for part in stated]].std())
    if spread < _SUPPORTS:
        return []
    value = a.structure_split * (between_functions(model) - a.structure_split_usual)
    return [Contribution("structure_split", value, tuple(part.id for part in stated))]


def _cold_deciders(model: DealModel) -> list[Contribution]:
    asked = [p for p in model.rule.deciders if p in model.stakeholders and model.stakeholders[p].salience is not None]
    if not asked:
        return []
    settled = model.settled_salience[[model.place[person] for person in model.rule.deciders]]
    if float(np.median(settled)) >= model.assumptions.structure_cold:
        return []
    ids = tuple(model.stakeholders[person].id for person in asked)
    return [Contribution("structure_cold_deciders", model.assumptions.structure_cold_deciders, ids)]
