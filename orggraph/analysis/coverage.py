"""Them and us: who of theirs is known, by whom of ours, and how well."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from orggraph.analysis.warmth import tie_strength
from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import CoverageLevel
from orggraph.domain.findings import Coverage
from orggraph.domain.people import Person, Seniority
from orggraph.domain.relations import Tie
from orggraph.graph.snapshot import OrgSnapshot

_IN_DEPTH = 0.6
"""A contact on a network who was in touch these days is about as strong; who is merely one is not."""
_SEVERAL = 2
_LEVELS = tuple(CoverageLevel)


class _Acquaintance(NamedTuple):
    """Somebody of ours who knows one of theirs; between equally strong ones the tie whose id comes first is the best."""

    strength: float
    tie: Tie
    ours_id: str


def coverage(snapshot: OrgSnapshot, assumptions: Assumptions) -> tuple[Coverage, ...]:
    """Tell how well each of theirs is known to us.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The account beside ours. Those who have left, theirs or ours, count for nothing; a seat's unnamed holder is one to be known.
    assumptions : Assumptions
        The `tie_*` constants.

    Returns
    -------
    tuple of Coverage
        Whom nobody knows first, then the higher in rank, then by name. The level is the higher of the one stated on any deal
        and the one that ties show: one of ours is BRIEF, several are MULTIPLE, and a strength of 0.6 is IN_DEPTH. Without a tie
        it is what was stated, else UNKNOWN. Nobody where the account is ours.

    Notes
    -----
    Linear in the ties of the account's people, but for putting them in order. Wrong for a network contact who was accepted unseen:
    declare the strength then.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> [(row.person.id, row.level.name, row.ours_id) for row in coverage(stalled_deal(), Assumptions())]
    [('per_ceo', 'UNKNOWN', None), ('per_cfo', 'UNKNOWN', None), ('per_contact', 'UNKNOWN', None), ('per_cio', 'IN_DEPTH', 'per_our_cto')]
    """
    if snapshot.account.is_ours:
        return ()
    stated = _stated(snapshot)
    theirs = (one for one in snapshot.people.values() if one.account_id == snapshot.account.id and not one.has_left)
    rows = (_row(snapshot, person, stated, assumptions) for person in theirs)
    return tuple(sorted(rows, key=lambda row: row.place))


def _stated(snapshot: OrgSnapshot) -> Mapping[str, CoverageLevel]:
    """Give the best that was said of each, over all deals."""
    found: defaultdict[str, CoverageLevel] = defaultdict(lambda: CoverageLevel.UNKNOWN)
    for parts in snapshot.stakeholders.values():
        for part in parts:
            found[part.person_id] = max(found[part.person_id], part.coverage, key=_LEVELS.index)
    return found


def _row(
    snapshot: OrgSnapshot, person: Person, stated: Mapping[str, CoverageLevel], assumptions: Assumptions
) -> Coverage:
    known_by = sorted(
        _acquaintances(snapshot, person.id, assumptions), key=lambda known: (-known.strength, known.tie.id)
    )
    best = known_by[0] if known_by else None
    seat = snapshot.seat_held_by(person.id)
    days = (known.tie.last_contact for known in known_by)
    return Coverage(
        person=person,
        seniority=seat.seniority if seat else person.seniority or Seniority.UNKNOWN,
        level=max(stated.get(person.id, CoverageLevel.UNKNOWN), _shown(known_by), key=_LEVELS.index),
        best=best.tie if best else None,
        ours_id=best.ours_id if best else None,
        last_contact=max((day for day in days if day and day <= snapshot.as_of), default=None),
    )


def _acquaintances(snapshot: OrgSnapshot, person_id: str, assumptions: Assumptions) -> Iterator[_Acquaintance]:
    for tie in snapshot.ties_of.get(person_id, ()):
        other = snapshot.people[tie.other_id if tie.one_id == person_id else tie.one_id]
        strength = tie_strength(tie, snapshot.as_of, assumptions).strength
        if strength > 0 and snapshot.is_ours(other.id) and not other.has_left:
            yield _Acquaintance(strength, tie, other.id)


def _shown(known_by: list[_Acquaintance]) -> CoverageLevel:
    """Give the level that ties show, the strongest first."""
    if not known_by:
        return CoverageLevel.UNKNOWN
    if known_by[0].strength >= _IN_DEPTH:
        return CoverageLevel.IN_DEPTH
    return CoverageLevel.MULTIPLE if len(known_by) >= _SEVERAL else CoverageLevel.BRIEF
