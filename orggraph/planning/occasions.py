"""What makes a call natural: recorded facts only. What nobody recorded is no occasion, and none is made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.plans import Occasion, OccasionKind
from orggraph.domain.signals import TO_COME, Signal, SignalKind
from orggraph.graph.snapshot import OrgSnapshot

_ORDER = list(OccasionKind)
_FEBRUARY, _LEAP_DAY = 2, 29
_HAPPENED = frozenset({SignalKind.EXECUTIVE_INTEREST, SignalKind.PILOT_SUCCEEDED})


@dataclass(frozen=True)
class _Pair:
    """Who would call whom, when, and how far a date may lie ahead or back."""

    snapshot: OrgSnapshot
    caller_id: str
    target_id: str
    last_day: date
    recent: timedelta

    @property
    def today(self) -> date:
        return self.snapshot.as_of

    def is_recent(self, day: date | None) -> bool:
        return day is not None and day <= self.today < day + self.recent


def occasions(
    snapshot: OrgSnapshot, deal_id: str, caller_id: str, target_id: str, last_day: date, assumptions: Assumptions
) -> tuple[Occasion, ...]:
    """Give what could make a call natural.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The account on the day it is asked for.
    deal_id : str
        One of its deals.
    caller_id, target_id : str
        Who calls whom.
    last_day : date
        How far ahead something that is to come may lie.
    assumptions : Assumptions
        `plan_recent`: how long something that happened is a reason to speak of it.

    Returns
    -------
    tuple of Occasion
        By kind, the best first, then by day. A meeting or an event counts where the person called or the caller is known to
        be there, or nobody in particular is named. An appointment that is only expected is none: it is not ours to tell.

    Notes
    -----
    Linear in the deal's signals and the caller's ties.

    Examples
    --------
    >>> from orggraph.analysis.example import stalled_deal
    >>> occasions(stalled_deal(), "dea_1", "per_our_cto", "per_cio", date(2026, 7, 2), Assumptions())
    ()
    """
    recent = timedelta(days=assumptions.plan_recent)
    pair = _Pair(snapshot, caller_id, target_id, last_day, recent)
    signals = (one for one in snapshot.signals.get(deal_id, ()) if one.observed_on <= pair.today)
    found = [occasion for signal in signals if (occasion := _noted(signal, pair))]
    found += [*_of_tie(pair), *_of_seat(pair)]
    return tuple(sorted(found, key=lambda o: (_ORDER.index(o.kind), o.happens_on or o.since or date.max, o.evidence)))


def _noted(signal: Signal, pair: _Pair) -> Occasion | None:
    """Give the occasion that a signal is, if it is one."""
    if signal.kind in TO_COME or signal.kind is SignalKind.DEADLINE_SET:
        ahead = signal.happens_on is not None and pair.today <= signal.happens_on <= pair.last_day
        if not ahead or signal.person_id not in (None, pair.caller_id, pair.target_id):
            return None
        return Occasion(
            kind=OccasionKind(signal.kind.value),
            person_id=signal.person_id,
            happens_on=signal.happens_on,
            evidence=(signal.id,),
        )
    if signal.kind not in _HAPPENED or not pair.is_recent(signal.observed_on):
        return None
    if signal.kind is SignalKind.EXECUTIVE_INTEREST and signal.person_id != pair.target_id:
        return None
    return Occasion(
        kind=OccasionKind(signal.kind.value),
        person_id=signal.person_id,
        since=signal.observed_on,
        evidence=(signal.id,),
    )


def _of_tie(pair: _Pair) -> Iterator[Occasion]:
    """Give what the acquaintance of the two offers: its anniversary, or that they spoke lately."""
    for tie in pair.snapshot.ties_of.get(pair.caller_id, ()):
        if pair.target_id not in (tie.one_id, tie.other_id):
            continue
        if tie.connected_on:
            years = pair.today.year - tie.connected_on.year
            dates = ((n, _in_year(tie.connected_on, tie.connected_on.year + n)) for n in (years, years + 1) if n > 0)
            for number, day in dates:
                if pair.today <= day <= pair.last_day:
                    yield Occasion(
                        kind=OccasionKind.ANNIVERSARY,
                        person_id=pair.target_id,
                        happens_on=day,
                        since=tie.connected_on,
                        years=number,
                        evidence=(tie.id,),
                    )
        if pair.is_recent(tie.last_contact):
            yield Occasion(
                kind=OccasionKind.RECENT_CONTACT,
                person_id=pair.target_id,
                since=tie.last_contact,
                evidence=(tie.id,),
            )


def _in_year(day: date, year: int) -> date:
    leap = day.month == _FEBRUARY and day.day == _LEAP_DAY
    return date(year, day.month, day.day - 1) if leap else day.replace(year=year)


def _of_seat(pair: _Pair) -> Iterator[Occasion]:
    """Give that the person called has taken up their seat lately."""
    seat = pair.snapshot.seat_held_by(pair.target_id)
    if seat and pair.is_recent(seat.position.since):
        yield Occasion(
            kind=OccasionKind.NEW_POSITION,
            person_id=pair.target_id,
            since=seat.position.since,
            evidence=(seat.position.id,),
        )
