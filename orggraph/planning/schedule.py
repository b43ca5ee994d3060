"""The days of a plan: each step on a working day, at a distance from the last reminder, and at a good occasion if there is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.plans import Occasion, OccasionKind, PlanReason
from orggraph.domain.signals import Signal, SignalKind
from orggraph.planning.calendars import Calendar, Closed

_REMINDERS = frozenset({SignalKind.FOLLOW_UP_SENT, SignalKind.FOLLOW_UP_UNANSWERED})
_AHEAD = frozenset({OccasionKind.MEETING_PLANNED, OccasionKind.EVENT_PLANNED})
_AWAY = frozenset({Closed.AUGUST, Closed.YEAR_END})
_DAY = timedelta(days=1)
_WEEK = 4
"""Working days from one to the last of a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When each step of a call is due, and from when to when the call can be made."""

    check: date
    brief: date
    notify: date
    call: date
    follow_up: date
    outcome: date
    first: date
    last: date


@dataclass(frozen=True)
class Schedule:
    """What the days are chosen by.

    Attributes
    ----------
    today : date
        The day it is asked for.
    own, shared : Calendar
        Of our people, and of both sides.
    signals : sequence of Signal
        What was seen by that day: reminders and discounts are kept at a distance.
    """

    today: date
    own: Calendar
    shared: Calendar
    signals: Sequence[Signal]
    assumptions: Assumptions

    @property
    def start(self) -> date:
        """The first day on which ours can begin."""
        return self.own.on_or_after(self.today)

    @cached_property
    def ready(self) -> date:
        """The first day on which caller and contact can both know."""
        a = self.assumptions
        briefed = self.own.shifted(self.start, round(a.plan_brief))
        return self.shared.shifted(self.shared.on_or_after(briefed), round(a.plan_notice))

    @cached_property
    def quiet_until(self) -> date | None:
        """The first day that is far enough from the last reminder or discount; None where it is past."""
        if not self._pushes:
            return None
        until = self._pushes[-1].observed_on + timedelta(days=round(self.assumptions.plan_distance))
        return until if until > self.today else None

    @cached_property
    def earliest(self) -> date:
        """The first day on which the call can be made."""
        return self.shared.on_or_after(max(self.ready, self.quiet_until or self.ready))

    @property
    def last_day(self) -> date:
        """How far ahead an occasion may lie."""
        return self.shared.shifted(self.earliest, round(self.assumptions.plan_reach))

    @cached_property
    def _pushes(self) -> list[Signal]:
        return [one for one in self.signals if one.kind in _REMINDERS or one.kind is SignalKind.DISCOUNT_OFFERED]

    def silence(self) -> Iterator[PlanReason]:
        """Tell why it is better to send nothing for now: a push of lately, or nobody there."""
        if self.quiet_until:
            last = self._pushes[-1]
            code = "after_reminder" if last.kind in _REMINDERS else "after_discount"
            yield PlanReason(code=code, values={"on": last.observed_on, "until": self.quiet_until}, evidence=(last.id,))
        days = (self.today + number * _DAY for number in range((self.earliest - self.today).days))
        away = ((closed, day) for day in days if (closed := self.shared.closed(day)) in _AWAY)
        for closed, day in away:
            until = self.shared.on_or_after(day)
            yield PlanReason(code=f"away_{str(closed).lower()}", values={"until": until})
            return

    def chosen(self, occasions: Sequence[Occasion]) -> tuple[date, Occasion | None]:
        """Choose the day of the call, and the occasion it is chosen for.

        Parameters
        ----------
        occasions : sequence of Occasion
            The best first.

        Returns
        -------
        (date, Occasion or None)
            The working day before a meeting or an event, or after it where that is too early; an anniversary's own day or
            the next. Whatever else there is to speak of can be spoken of on the earliest day.
        """
        best = next(iter(occasions), None)
        if best is None or best.happens_on is None:
            return self.earliest, best
        day = max(best.happens_on, self.earliest)
        if best.kind in _AHEAD:
            before = self.shared.on_or_before(best.happens_on - _DAY)
            return before if before >= self.earliest else self.shared.on_or_after(day), best
        return self.shared.on_or_after(day) if best.kind is OccasionKind.ANNIVERSARY else self.earliest, best

    def around(self, call: date, *, made: bool = False) -> Days:
        """Give the days of all steps around that of the call; around one that was made, whatever today is."""
        a = self.assumptions
        notify = self.shared.shifted(call, -round(a.plan_notice))
        if not made:
            notify = max(notify, self.shared.on_or_after(self.start))
        brief = self.own.shifted(notify, -1)
        if not made:
            brief = max(brief, min(self.own.shifted(self.start, round(a.plan_brief)), notify), self.start)
        check = self.own.shifted(brief, -1) if made else self.start
        follow_up = self.shared.shifted(call, round(a.plan_follow_up))
        return Days(
            check=check,
            brief=brief,
            notify=notify,
            call=call,
            follow_up=follow_up,
            outcome=max(self.own.shifted(call, round(a.plan_outcome)), self.own.on_or_after(follow_up)),
            first=call if made else min(self.earliest, call),
            last=call if made else self.shared.shifted(call, _WEEK),
        )
