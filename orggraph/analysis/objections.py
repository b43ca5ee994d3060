"""Back to basics: who of theirs a real objection should be answered to."""

from collections.abc import Iterable, Mapping, Sequence

from orggraph.domain.deals import BuyingRole, Stakeholder
from orggraph.domain.findings import BlockageCause, ObjectionAnswer
from orggraph.domain.likelihoods import STATES
from orggraph.domain.people import JobFunction, Seniority
from orggraph.domain.signals import Signal
from orggraph.graph.snapshot import OrgSnapshot, Seat

_RANKS = {rank: number for number, rank in enumerate(Seniority)}
_TRADE_OF: Mapping[BlockageCause, JobFunction] = {
    BlockageCause.BUDGET: JobFunction.FINANCE,
    BlockageCause.TECHNICAL_CONSTRAINT: JobFunction.IT,
    BlockageCause.PRICE_STANDOFF: JobFunction.PROCUREMENT,
}


def back_to_basics(
    snapshot: OrgSnapshot,
    causes: Iterable[BlockageCause],
    stakeholders: Sequence[Stakeholder],
    contact_id: str | None,
    signals: Sequence[Signal] = (),
) -> tuple[ObjectionAnswer, ...]:
    """Name, for each real objection, the person to answer it to.

    Whoever beside the usual contact was seen to state it. Else, budget: the highest in finance, then the economic
    buyer. Technical: the highest in IT. Price: the highest in procurement, then the economic buyer. Product: the usual
    contact.

    Parameters
    ----------
    snapshot : OrgSnapshot
        Of the client.
    causes : iterable of BlockageCause
        Real causes.
    stakeholders : sequence of Stakeholder
        Of the deal.
    contact_id : str or None
        The usual contact.
    signals : sequence of Signal
        What was seen, oldest first.

    Returns
    -------
    tuple of ObjectionAnswer
        One a cause, in their order; without a person when nobody fits, the level then being UNKNOWN.

    Notes
    -----
    Linear in the seats.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> [answer.who_id for answer in back_to_basics(stalled_deal(), [BlockageCause.TECHNICAL_CONSTRAINT], (), None)]
    ['per_cio']
    """
    buyer = next((part.person_id for part in stakeholders if BuyingRole.ECONOMIC_BUYER in part.roles), None)
    answers = []
    for cause in causes:
        expert = _highest(snapshot, _TRADE_OF[cause]) if cause in _TRADE_OF else None
        usual = contact_id if cause is BlockageCause.PRODUCT_WEAKNESS else expert or buyer
        who = _who_said(snapshot, cause, signals, contact_id) or usual
        seat = snapshot.seat_held_by(who) if who else None
        answers.append(ObjectionAnswer(cause=cause, who_id=who, level=seat.seniority if seat else Seniority.UNKNOWN))
    return tuple(answers)


def _who_said(
    snapshot: OrgSnapshot, cause: BlockageCause, signals: Sequence[Signal], contact_id: str | None
) -> str | None:
    kinds = frozenset().union(*STATES[cause])
    said = [
        signal.person_id
        for signal in signals
        if signal.kind in kinds and signal.person_id not in (None, contact_id) and signal.person_id in snapshot.seat_of
    ]
    return said[-1] if said else None


def _highest(snapshot: OrgSnapshot, trade: JobFunction) -> str | None:
    def order(seat: Seat) -> tuple[int, str]:
        return _RANKS[seat.seniority], seat.holder.id if seat.holder else ""

    seats = (
        seat
        for seat in snapshot.seats.values()
        if seat.holder and seat.job_function is trade and seat.position.account_id == snapshot.account.id
    )
    top = min(seats, key=order, default=None)
    return top.holder.id if top and top.holder else None
