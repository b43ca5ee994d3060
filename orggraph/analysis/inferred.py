"""Managers whom no source names: candidates by rank, function and department, never passed off as stated."""

from collections.abc import Iterator
from dataclasses import replace

from orggraph.analysis.hierarchy import Hierarchy
from orggraph.domain.contributions import Contribution, total
from orggraph.domain.findings import Manager
from orggraph.domain.ids import EntityKind, content_id
from orggraph.domain.people import JobFunction, Seniority
from orggraph.domain.positions import Line, ReportingKind
from orggraph.domain.relations import INFERRED_SOURCE, FactOrigin
from orggraph.graph.snapshot import OrgSnapshot, Seat

_RANKS = {rank: number for number, rank in enumerate(Seniority)}
_RANKED = frozenset(Seniority) - {Seniority.ASSISTANT, Seniority.UNKNOWN}
_BY_GAP = {1: 0.15, 2: 0.08, 3: 0.04}
_SAME_DEPARTMENT = 0.15
_SAME_FUNCTION = 0.1
_GENERAL_MANAGEMENT = 0.04
_ALL_TOGETHER = 0.6
"""Inferred managers are right first less than half of the time, and among the first three about half."""


def suggested_managers(hierarchy: Hierarchy, person_id: str, first: int = 3) -> tuple[Manager, ...]:
    """Suggest who may manage somebody whose manager no source names.

    Parameters
    ----------
    hierarchy : Hierarchy
        Of the account.
    person_id : str
        Somebody with a seat of known rank.
    first : int
        How many at most, 1 or more.

    Returns
    -------
    tuple of Manager
        Likeliest first, `origin` INFERRED. The reasons add up to the confidence, and all confidences to 0.6 at most.
        Empty where a source names the manager, or says that there is none.

    Notes
    -----
    Linear in the seats. A suggestion is a question to ask: the first is right less than half of the time.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> suggested_managers(Hierarchy.of(stalled_deal()), "per_contact")
    ()
    """
    seat = hierarchy.snapshot.seat_held_by(person_id)
    if seat is None or hierarchy.line_of(seat.position.id) or seat.seniority not in _RANKED:
        return ()
    scored = [
        (other, reasons)
        for other in hierarchy.snapshot.seats.values()
        if _could_manage(hierarchy, seat, other) and (reasons := tuple(_reasons(seat, other)))
    ]
    together = sum(total(reasons) for _, reasons in scored)
    share = min(1.0, _ALL_TOGETHER / together) if together else 0.0
    scored.sort(key=lambda found: (-round(total(found[1]), 9), found[0].position.id))
    return tuple(_manager(person_id, other, reasons, share) for other, reasons in scored[:first])


def with_likeliest_manager(hierarchy: Hierarchy, person_id: str) -> Hierarchy:
    """Give the forest as it is if the likeliest manager of somebody is theirs; as it is where a source says.

    Parameters
    ----------
    hierarchy : Hierarchy
        Of the account.
    person_id : str
        Somebody.

    Returns
    -------
    Hierarchy
        Its added line has the origin INFERRED.

    Notes
    -----
    As `Hierarchy.of`.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> hierarchy = Hierarchy.of(stalled_deal())
    >>> with_likeliest_manager(hierarchy, "per_contact") is hierarchy
    True
    """
    likeliest = suggested_managers(hierarchy, person_id, 1)
    if not likeliest:
        return hierarchy
    snapshot, (manager,) = hierarchy.snapshot, likeliest
    report = snapshot.seat_of[person_id]
    line = Line(
        id=content_id(EntityKind.LINE, report, ReportingKind.SOLID, manager.position_id, INFERRED_SOURCE),
        account_id=snapshot.account.id,
        report_id=report,
        manager_id=manager.position_id,
        kind=ReportingKind.SOLID,
        confidence=manager.confidence,
        source=INFERRED_SOURCE,
    )
    return Hierarchy.of(_plus(snapshot, line))


def _plus(snapshot: OrgSnapshot, line: Line) -> OrgSnapshot:
    return replace(snapshot, solid_lines=(*snapshot.solid_lines, line))


def _could_manage(hierarchy: Hierarchy, seat: Seat, other: Seat) -> bool:
    gap = _RANKS[seat.seniority] - _RANKS[other.seniority]
    return (
        other.position.account_id == seat.position.account_id
        and other.holder is not None
        and other.holder != seat.holder
        and other.seniority in _RANKED
        and gap in _BY_GAP
        and not hierarchy.is_under(other.position.id, seat.position.id)
    )


def _reasons(seat: Seat, other: Seat) -> Iterator[Contribution]:
    """Say what speaks for somebody; rank alone, with neither function nor department, does not."""
    gap = _RANKS[seat.seniority] - _RANKS[other.seniority]
    related = list(_related(seat, other))
    if related:
        yield Contribution("inferred_rank", _BY_GAP[gap], (other.position.id,))
        yield from related


def _related(seat: Seat, other: Seat) -> Iterator[Contribution]:
    one, two = (x.position.department for x in (seat, other))
    if one and two and one.casefold() == two.casefold():
        yield Contribution("inferred_department", _SAME_DEPARTMENT, (other.position.id,))
    if seat.job_function is other.job_function and seat.job_function is not JobFunction.UNKNOWN:
        yield Contribution("inferred_function", _SAME_FUNCTION, (other.position.id,))
    elif other.job_function is JobFunction.GENERAL_MANAGEMENT:
        yield Contribution("inferred_general_management", _GENERAL_MANAGEMENT, (other.position.id,))


def _manager(person_id: str, seat: Seat, reasons: tuple[Contribution, ...], share: float) -> Manager:
    scaled = tuple(replace(reason, value=reason.value * share) for reason in reasons)
    return Manager(
        person_id=person_id,
        levels_up=1,
        position_id=seat.position.id,
        manager_id=seat.holder.id if seat.holder else None,
        kind=ReportingKind.SOLID,
        confidence=total(scaled),
        origin=FactOrigin.INFERRED,
        reasons=scaled,
    )
