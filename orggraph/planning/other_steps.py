"""The steps of a deal that nobody should call about, or not yet: what to find out, what to answer, when to ask again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.findings import AlternativeKind, EscalationAssessment, RuleStatus, VerdictReason
from orggraph.domain.plans import PlanReason, PlanStep
from orggraph.planning.reasons import reasons
from orggraph.planning.schedule import Schedule

_PUSHES = frozenset({AlternativeKind.FOLLOW_UP, AlternativeKind.DISCOUNT})


@dataclass(frozen=True)
class OtherSteps:
    """What is done in place of a call: `free_again` is the first day on which one would be offered."""

    assessment: EscalationAssessment
    schedule: Schedule
    owner: str | None
    contact: str | None
    free_again: date | None

    def prepare(self) -> Iterator[PlanStep]:
        """Give what to find out or settle, and that nobody calls before."""
        schedule = self.schedule
        due = self._due
        again = schedule.own.on_or_after(due + timedelta(days=1))
        yield self._step(
            PlanStepCode.CHECK_GOLDEN_RULE,
            self.contact,
            (schedule.start, due),
            reasons("find_out", verdict=self.assessment.reason),
        )
        yield self._step(PlanStepCode.STOP_CONDITION, None, (schedule.start, again), reasons("not_yet", on=again))

    def basics(self) -> Iterator[PlanStep]:
        """Give that nobody calls and why, what to do instead, and when to ask again."""
        schedule = self.schedule
        due = self._due
        free = self.free_again if self.assessment.reason is VerdictReason.OVERUSED else None
        later = schedule.own.shifted(schedule.own.on_or_after(due), round(schedule.assumptions.plan_outcome))
        again = schedule.own.on_or_after(free) if free else later
        until = {"until": free} if free else {}
        why = reasons("no_call", verdict=self.assessment.reason, **until)
        yield self._step(PlanStepCode.STOP_CONDITION, None, (schedule.start, again), why)
        instead = list(self._instead(due))
        yield from instead
        waits = (PlanStepCode.JOINT_FOLLOW_UP,) if instead else ()
        asked = reasons("offered_again", on=free) if free else reasons("ask_again")
        check = self._step(PlanStepCode.CHECK_GOLDEN_RULE, None, (again, again), asked)
        yield replace(check, waits_for=waits, blocked_by=waits)

    @property
    def _due(self) -> date:
        """The day by which what can be asked or answered is."""
        both = self.schedule.shared
        return both.shifted(both.on_or_after(self.schedule.start), round(self.schedule.assumptions.plan_prepare))

    def _instead(self, due: date) -> Iterator[PlanStep]:
        """Give what is done in place of a call: every real objection answered, else the best other way."""
        window = (self.schedule.start, due)
        for answer in self.assessment.back_to_basics:
            who = answer.who_id or self.contact
            why = reasons("answer_objection", cause=answer.cause.value)
            yield replace(self._step(PlanStepCode.JOINT_FOLLOW_UP, who, window, why), objection=answer)
        best = self.assessment.best_alternative
        if self.assessment.back_to_basics or best.kind is AlternativeKind.DO_NOTHING:
            return
        if best.kind in _PUSHES and self.schedule.quiet_until:
            opens = self.schedule.shared.on_or_after(self.schedule.quiet_until)
            window = (opens, max(opens, due))
        step = self._step(PlanStepCode.JOINT_FOLLOW_UP, best.actor_id or self.contact, window, reasons("instead"))
        yield replace(step, alternative=best)

    def _step(
        self, code: PlanStepCode, with_whom: str | None, window: tuple[date, date], why: Sequence[PlanReason]
    ) -> PlanStep:
        """Make a step of ours that is not about a call; what is to be found out goes with the check."""
        checking = code is PlanStepCode.CHECK_GOLDEN_RULE
        open_rules = [check for check in self.assessment.rules if check.status is not RuleStatus.PASS]
        return PlanStep(
            order=0,
            code=code,
            who_id=self.owner,
            with_whom_id=with_whom,
            due_on=window[1],
            opens_on=window[0],
            closes_on=window[1],
            why=tuple(why),
            checks=tuple(open_rules) if checking else (),
            questions=self.assessment.diagnosis.next_questions if checking else (),
        )
