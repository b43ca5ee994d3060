"""Back to basics: who of theirs a real objection should be answered to."""

from collections.abc import Iterable, Mapping, Sequence

from orggraph.domain.deals import BuyingRole, Stakeholder
from orggraph.domain.findings import BlockageCause, ObjectionAnswer
from orggraph.domain.people import JobFunction, Seniority
from orggraph.graph.snapshot import OrgSnapshot, Seat

_RANKS = {rank: number for number, rank in enumerate(Seniority)}
_TRADE_OF: Mapping[BlockageCause, JobFunction] = {
    BlockageCause.BUDGET: JobFunction.FINANCE,
    BlockageCause.TECHNICAL_CONSTRAINT: JobFunction.IT,
    BlockageCause.PRICE_STANDOFF: JobFunction.PROCUREMENT,
}


def back_to_basics(
    snapshot: OrgSnapshot, causes: Iterable[BlockageCause], stakeholders: Sequence[Stakeholder], contact_id: str | None
) -> tuple[ObjectionAnswer, ...]:
    """Name, for each real objection, the person to answer it to.

    Budget: the economic buyer, else the highest in finance. Technical: the highest in IT. Product: the usual contact.
    Price: the highest in procurement, else the economic buyer.

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
        candidates = {
            BlockageCause.BUDGET: buyer or expert,
            BlockageCause.PRICE_STANDOFF: expert or buyer,
            BlockageCause.TECHNICAL_CONSTRAINT: expert,
        }
        who = candidates.get(cause, contact_id)
        seat = snapshot.seat_held_by(who) if who else None
        answers.append(ObjectionAnswer(cause=cause, who_id=who, level=seat.seniority if seat else Seniority.UNKNOWN))
    return tuple(answers)


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
