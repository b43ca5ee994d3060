"""Who may call and who may be called about a deal, before anyone is ranked."""

from collections.abc import Sequence
from dataclasses import dataclass

from orggraph.analysis.hierarchy import Hierarchy
from orggraph.domain.deals import BuyingRole, Deal
from orggraph.domain.findings import Manager
from orggraph.domain.people import Seniority
from orggraph.errors import InvalidInput
from orggraph.graph.snapshot import OrgSnapshot, Seat

_MAY_CALL = frozenset(
    {
        Seniority.OWNER_OR_BOARD,
        Seniority.C_LEVEL,
        Seniority.VICE_PRESIDENT,
        Seniority.DIRECTOR,
        Seniority.MANAGER,
    }
)
_EXECUTIVES = frozenset({Seniority.OWNER_OR_BOARD, Seniority.C_LEVEL, Seniority.VICE_PRESIDENT})
_TO_THE_TOP = 1_000


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody above the usual contact, with the lines that lead up to them, nearest to the contact first."""

    person_id: str
    levels_up: int
    lines_down: tuple[Manager, ...]


def usual_contact(snapshot: OrgSnapshot, deal: Deal) -> str | None:
    """Give the deal's usual contact: the one named, else its champion.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The account.
    deal : Deal
        One of its deals.

    Returns
    -------
    str or None
        Nobody who is not in the snapshot.

    Notes
    -----
    Linear in the deal's stakeholders.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> usual_contact(stalled_deal(), stalled_deal().deals["dea_1"])
    'per_contact'
    """
    named = (deal.usual_contact_id,)
    parts = snapshot.stakeholders.get(deal.id, ())
    champions = (part.person_id for part in parts if BuyingRole.CHAMPION in part.roles)
    return next((person for person in (*named, *champions) if person and person in snapshot.people), None)


def targets_for(
    hierarchy: Hierarchy, contact_id: str | None, max_levels: int, include_dotted: bool, wanted: Sequence[str] | None
) -> tuple[Target, ...]:
    """Give those of theirs who may be called.

    Parameters
    ----------
    hierarchy : Hierarchy
        The forest.
    contact_id : str or None
        The usual contact; without one nobody is above them.
    max_levels : int
        N+1 to N+max_levels; a vacant seat is a level, and nobody to call.
    include_dotted : bool
        Whether functional managers count, as level 1.
    wanted : sequence of str, optional
        Only these, at whatever level and by whichever line.

    Returns
    -------
    tuple of Target
        Nearest first, each once.

    Raises
    ------
    InvalidInput
        For somebody wanted who is unknown, or not above the contact.

    Notes
    -----
    Linear in the depth and the dotted lines.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> found = targets_for(Hierarchy.of(stalled_deal()), "per_contact", 2, False, None)
    >>> [(target.person_id, target.levels_up) for target in found]
    [('per_cio', 2)]
    """
    _refuse_unknown(hierarchy.snapshot, wanted)
    if contact_id is None:
        return ()
    chain = hierarchy.chain(contact_id, max_levels if wanted is None else _TO_THE_TOP)
    found: dict[str, Target] = {}
    for number, manager in enumerate(chain, start=1):
        if manager.manager_id:
            found.setdefault(manager.manager_id, Target(manager.manager_id, manager.levels_up, chain[:number]))
    if include_dotted or wanted is not None:
        for manager in hierarchy.dotted_managers(contact_id):
            if manager.manager_id:
                found.setdefault(manager.manager_id, Target(manager.manager_id, 1, (manager,)))
    if wanted is None:
        return tuple(found.values())
    for person in wanted:
        if person not in found:
            raise InvalidInput(
                f"{person} is not above the usual contact.", "Name a manager of theirs.", ("options", "targetIds")
            )
    return tuple(target for target in found.values() if target.person_id in wanted)


def callers_for(snapshot: OrgSnapshot, deal: Deal, wanted: Sequence[str] | None) -> tuple[str, ...]:
    """Give those of ours who may call: managers and above, but for the deal's owner; or those who are named.

    Where nobody else could, an owner who is an executive is the one who calls: so it is in a small firm.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The account beside us.
    deal : Deal
        Whose owner calls only where nobody else could.
    wanted : sequence of str or None
        Only these, whatever their rank.

    Returns
    -------
    tuple of str
        In the order of ids.

    Raises
    ------
    InvalidInput
        For somebody named who does not work for us.

    Notes
    -----
    Linear in our people.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> callers_for(stalled_deal(), stalled_deal().deals["dea_1"], None)
    ('per_our_ceo', 'per_our_cto')
    """
    if wanted is not None:
        for person in wanted:
            if person not in snapshot.people or not snapshot.is_ours(person) or snapshot.people[person].has_left:
                raise InvalidInput(
                    f"{person} does not work for us.", "Name people of our own account.", ("options", "callerIds")
                )
        return tuple(sorted(set(wanted)))
    others = possible_callers(snapshot, frozenset((deal.owner_id,)) if deal.owner_id else frozenset())
    seat = snapshot.seat_held_by(deal.owner_id) if deal.owner_id else None
    if others or deal.owner_id is None or seat is None or seat.seniority not in _EXECUTIVES:
        return others
    return (deal.owner_id,)


def possible_callers(snapshot: OrgSnapshot, but: frozenset[str]) -> tuple[str, ...]:
    """Give our people of rank manager or above, by id, without some.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The account beside us.
    but : frozenset of str
        Whom to leave out.

    Returns
    -------
    tuple of str
        In the order of ids; nobody who has left.

    Notes
    -----
    Linear in our people.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> possible_callers(stalled_deal(), frozenset({"per_our_ceo"}))
    ('per_our_cto',)
    """
    ours = people_of_rank(snapshot, snapshot.ours.id) if snapshot.ours else ()
    return tuple(person for person in ours if person not in but)


def people_of_rank(snapshot: OrgSnapshot, account_id: str) -> tuple[str, ...]:
    """Give the people of an account who are a manager or above, by id.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The account beside us.
    account_id : str
        Theirs or ours.

    Returns
    -------
    tuple of str
        In the order of ids; nobody who has left.

    Notes
    -----
    Linear in the people.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> people_of_rank(stalled_deal(), "acc_client")
    ('per_ceo', 'per_cfo', 'per_cio', 'per_contact')
    """
    return tuple(
        person.id
        for person in snapshot.people.values()
        if person.account_id == account_id
        and not person.has_left
        and not person.is_placeholder
        and _may_call(snapshot.seat_held_by(person.id))
    )


def _may_call(seat: Seat | None) -> bool:
    return seat is not None and (seat.seniority in _MAY_CALL or seat.on_executive_committee)


def _refuse_unknown(snapshot: OrgSnapshot, wanted: Sequence[str] | None) -> None:
    for person in wanted or ():
        if person not in snapshot.people:
            raise InvalidInput(
                f"{person} is nobody in this account.", "Name people of theirs.", ("options", "targetIds")
            )
