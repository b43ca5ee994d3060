"""Who may stand against the champion: threats with their leverage, camps of one mind, and the balance between them."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from orggraph.analysis.model import DealModel
from orggraph.analysis.whatif import if_turned
from orggraph.domain.contributions import Contribution
from orggraph.domain.politics import Coalition, Insight, OppositionRisk, Threat

Floats = NDArray[np.float64]

_LIKELY = 0.5


def opposing(model: DealModel) -> dict[str, float]:
    """Tell in which share of the worlds each stakeholder pushes against the deal.

    Parameters
    ----------
    model : DealModel
        The deal.

    Returns
    -------
    dict of str to float
        Settled stance times settled salience under minus `opposes`; in [0, 1], in the order of ids.

    Notes
    -----
    Linear in stakeholders times draws.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> opposing(deal_model_example())["per_contact"]
    0.0
    """
    push = model.settled_stance * model.settled_salience
    share = (push < -model.assumptions.opposes).mean(axis=1)
    return {person: float(share[row]) for person, row in model.place.items() if person in model.stakeholders}


def opposition_risk(model: DealModel, alerts: Iterable[Insight] = ()) -> OppositionRisk | None:
    """Tell what stands against the champion of a deal.

    Parameters
    ----------
    model : DealModel
        The deal.
    alerts : iterable of Insight
        Named risks, found by rules.

    Returns
    -------
    OppositionRisk or None
        Threats largest first, between equals by id, the champion not among them. None without stakeholders.

    Notes
    -----
    O(S^2) a stakeholder, and stakeholders times draws.

    Examples
    --------
    >>> from orggraph.analysis.example import deal_model_example
    >>> risk = opposition_risk(deal_model_example())
    >>> [threat.person_id for threat in risk.threats], risk.balance
    (['per_cio'], 1.0)
    """
    if not model.stakeholders:
        return None
    against = opposing(model)
    coalitions = _coalitions(model, against)
    mine = sum(camp.power for camp in coalitions if camp.with_champion)
    whole = sum(camp.power for camp in coalitions)
    return OppositionRisk(
        threats=_threats(model, against),
        coalitions=coalitions,
        balance=(2 * mine - whole) / whole if whole > 0 else 0.0,
        alerts=tuple(alerts),
    )


def _threats(model: DealModel, against: dict[str, float]) -> tuple[Threat, ...]:
    people = [person for person in against if person != model.champion]
    if not people:
        return ()
    turned = if_turned(model, people).mean(axis=1) * model.open_way
    found = []
    for person, left in zip(people, turned, strict=True):
        leverage, share = _leverage(model, person), against[person]
        part = model.stakeholders[person].id
        found.append(
            Threat(
                person_id=person,
                threat=share * leverage,
                opposes=share,
                leverage=leverage,
                unblocked_if_turned=float(left),
                contributions=(
                    Contribution("opposes", math.log(share), (part,)),
                    Contribution("leverage", math.log(leverage)),
                )
                if share * leverage > 0
                else (),
            )
        )
    return tuple(sorted(found, key=lambda one: (-round(one.threat, 9), -round(one.leverage, 9), one.person_id)))


def _coalitions(model: DealModel, against: dict[str, float]) -> tuple[Coalition, ...]:
    """Join likely opponents who hear each other, and those for the deal who hear the champion, the champion included."""
    push = (model.settled_stance * model.settled_salience).mean(axis=1)
    opponents = [person for person, share in against.items() if share >= _LIKELY]
    supporters = [p for p in against if p not in opponents and push[model.place[p]] > 0]
    champion = model.champion
    mine = [camp for camp in _joined(model, supporters) if champion in camp]
    found = [_coalition(model, camp, with_champion=camp in mine) for camp in (*mine, *_joined(model, opponents))]
    return tuple(sorted(found, key=lambda camp: (not camp.with_champion, -round(camp.power, 9), camp.people)))


def _joined(model: DealModel, people: Sequence[str]) -> list[list[str]]:
    if not people:
        return []
    rows = [model.place[person] for person in people]
    hears = csr_array(model.salience.plus[np.ix_(rows, rows)])
    count, label = connected_components(hears, directed=False)
    return [[person for person, of in zip(people, label, strict=True) if of == camp] for camp in range(count)]


def _coalition(model: DealModel, people: Sequence[str], *, with_champion: bool) -> Coalition:
    leader = min(people, key=lambda person: (-round(_leverage(model, person), 9), person))
    power = sum(_leverage(model, person) for person in people)
    return Coalition(people=tuple(people), leader_id=leader, power=power, with_champion=with_champion)


def _leverage(model: DealModel, person: str) -> float:
    return max(float(model.leverage[model.graph.index[person]]), 0.0)
