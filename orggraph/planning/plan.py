"""The plan of a deal: the call and what surrounds it, what to find out first, or what to go back to."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from orggraph.domain.assumptions import Assumptions
from orggraph.domain.deals import Deal, Escalation
from orggraph.domain.findings import EscalationAssessment, EscalationPath, EscalationVerdict, RuleStatus
from orggraph.domain.plans import EscalationPlan, PlanKind
from orggraph.graph.snapshot import OrgSnapshot
from orggraph.planning.calendars import YearEnd, country_code, own, shared
from orggraph.planning.call_steps import CallSteps
from orggraph.planning.occasions import occasions
from orggraph.planning.other_steps import OtherSteps
from orggraph.planning.schedule import Schedule
from orggraph.planning.waits import blocked_by

_TIME_ZONES = 1
"""Days: a user's day may begin before ours."""


def plan(
    snapshot: OrgSnapshot,
    assessment: EscalationAssessment,
    assumptions: Assumptions | None = None,
    pair: tuple[str | None, str | None] = (None, None),
) -> EscalationPlan:
    """Plan what to do about a deal.

    Parameters
    ----------
    snapshot : OrgSnapshot
        The account on the day it is asked for.
    assessment : EscalationAssessment
        The answer for one of its deals; asked for the pair alone, where one is wanted.
    assumptions : Assumptions, optional
        The lengths, distances and calendars of a plan.
    pair : (str or None, str or None)
        Caller and target, where they are wanted. Left out: of a call that is under way, else of one that was planned, else
        of the first path whose rules all hold.

    Returns
    -------
    EscalationPlan
        The call where the verdict is GO, or where it was made and its outcome is open; what to find out where it is
        PREPARE; else what to go back to.

    Notes
    -----
    Linear in the deal's signals, and in the days until the call.

    Examples
    --------
    >>> from orggraph.analysis.escalation import assess
    >>> from orggraph.analysis.example import stalled_deal
    >>> made = plan(stalled_deal(), assess(stalled_deal(), "dea_1"))
    >>> [(step.code.name, str(step.due_on)) for step in made.steps][:4]
    [('CHECK_GOLDEN_RULE', '2026-06-11'), ('BRIEF_CALLER', '2026-06-15'), ('NOTIFY_CONTACT', '2026-06-15'), ('MAKE_CALL', '2026-06-16')]
    """
    return _Planner(snapshot, assessment, assumptions or Assumptions(), pair).plan()


@dataclass(frozen=True)
class _Planner:
    snapshot: OrgSnapshot
    assessment: EscalationAssessment
    assumptions: Assumptions
    pair: tuple[str | None, str | None]

    def plan(self) -> EscalationPlan:
        call, path = self._call, self._path
        under_way = call is not None and call.made_on is not None
        common = self._common()
        if under_way or (self.assessment.verdict is EscalationVerdict.GO and path):
            return self._of_call(common, call, path)
        others = OtherSteps(self.assessment, self.schedule, self.deal.owner_id, self.contact, common.next_call_from)
        if self.assessment.verdict is EscalationVerdict.DO_NOT:
            steps, kind = others.basics(), PlanKind.BACK_TO_BASICS
        else:
            steps, kind = others.prepare(), PlanKind.PREPARE
        numbered = tuple(replace(step, order=number) for number, step in enumerate(steps, start=1))
        return replace(common, kind=kind, steps=numbered, path=path)

    @property
    def deal(self) -> Deal:
        return self.snapshot.deals[self.assessment.deal_id]

    @property
    def contact(self) -> str | None:
        """The usual contact, where they are still there."""
        person = self.snapshot.people.get(self.assessment.contact_id or "")
        return person.id if person and not person.has_left else None

    @cached_property
    def schedule(self) -> Schedule:
        a, ours = self.assumptions, self.snapshot.ours
        end = YearEnd(round(a.plan_year_end_month), round(a.plan_year_end_before), round(a.plan_year_end_after))
        our_country = ours.country if ours else None
        signals = self.snapshot.signals.get(self.deal.id, ())
        seen = [one for one in signals if one.observed_on <= self.snapshot.as_of]
        both = shared(our_country, self.snapshot.account.country, end)
        return Schedule(self.snapshot.as_of, own(our_country), both, seen, a)

    @cached_property
    def _call(self) -> Escalation | None:
        """The call that the plan is of, where it was written down and its outcome is open: one that was made before one planned."""
        of_deal = [call for call in self.snapshot.escalations if call.deal_id == self.deal.id and not call.outcome]
        wanted = [call for call in of_deal if _fits(self.pair, call)]
        made = [call for call in wanted if call.made_on and self._counts(call.made_on)]
        pairs = [(path.caller_id, path.target_id) for path in self.assessment.paths]
        planned = [call for call in wanted if not call.made_on and (call.caller_id, call.target_id) in pairs]
        newest = sorted(made or planned, key=lambda call: (call.made_on or call.planned_on or date.min, call.id))
        return newest[-1] if newest else None

    def _counts(self, made_on: date) -> bool:
        """Tell whether a call is recent enough that its plan goes on."""
        return -_TIME_ZONES <= (self.snapshot.as_of - made_on).days < self.assumptions.overuse_window

    @cached_property
    def _path(self) -> EscalationPath | None:
        """The way in which the call is made: that of the pair, of the call written down, or the first without an open rule."""
        wanted = (self._call.caller_id, self._call.target_id) if self._call else self.pair
        paths = [path for path in self.assessment.paths if _fits(wanted, path)]
        clear = (path for path in paths if all(check.status is RuleStatus.PASS for check in path.rules))
        return next(clear, paths[0] if paths else None)

    def _common(self) -> EscalationPlan:
        accounts = (self.snapshot.ours, self.snapshot.account)
        silence = tuple(self.schedule.silence())
        return EscalationPlan(
            deal_id=self.deal.id,
            as_of=self.snapshot.as_of,
            kind=PlanKind.CALL,
            verdict=self.assessment.verdict,
            reason=self.assessment.reason,
            steps=(),
            contact_id=self.contact,
            owner_id=self.deal.owner_id,
            silent_until=max((day for one in silence if isinstance(day := one.values["until"], date)), default=None),
            silence=silence,
            next_call_from=min((p.until for p in self.assessment.excluded if p.until), default=None),
            unknown_calendars=tuple(a.id for a in accounts if a and country_code(a.country) is None),
        )

    def _of_call(self, common: EscalationPlan, call: Escalation | None, path: EscalationPath | None) -> EscalationPlan:
        caller, target = self._ends(call, path)
        schedule = self.schedule
        found = occasions(self.snapshot, self.deal.id, caller, target, schedule.last_day, self.assumptions)
        day, best = schedule.chosen(found)
        made = call.made_on if call else None
        planned = call.planned_on if call and not made else None
        if planned and planned >= self.snapshot.as_of:
            day = schedule.shared.on_or_after(planned)
        days = schedule.around(made or day, made=made is not None)
        again = days.call + timedelta(days=round(self.assumptions.overuse_window))
        about = CallSteps(
            owner=self.deal.owner_id,
            contact=self.contact,
            caller=caller,
            target=target,
            path=path,
            days=days,
            occasion=best,
            planned=planned,
            again=again,
            silence=() if made else common.silence,
        )
        done = call.done if call else {}
        steps = tuple(
            replace(step, order=number, done_on=done.get(step.code), blocked_by=blocked_by(step.code, done))
            for number, step in enumerate(about.steps(), start=1)
        )
        return replace(
            common,
            caller_id=caller,
            target_id=target,
            path=path,
            escalation_id=call.id if call else None,
            steps=steps,
            occasions=found,
            next_call_from=again,
        )

    def _ends(self, call: Escalation | None, path: EscalationPath | None) -> tuple[str, str]:
        if call:
            return call.caller_id, call.target_id
        if path:
            return path.caller_id, path.target_id
        raise ValueError("neither a call nor a path")


def _fits(pair: tuple[str | None, str | None], found: Escalation | EscalationPath) -> bool:
    """Tell whether a call or a path is of a pair, as far as the pair is said."""
    caller, target = pair
    return caller in (None, found.caller_id) and target in (None, found.target_id)
