"""The steps around a call: the caller briefed, the contact told first and thanked the same day, the outcome written down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.findings import EscalationPath
from orggraph.domain.plans import WAITS_FOR, Occasion, PlanReason, PlanStep
from orggraph.planning.reasons import reasons
from orggraph.planning.schedule import Days

_IN_PERSON = "TELL_IN_PERSON"


@dataclass(frozen=True)
class CallSteps:
    """The steps around one call: `again` is the first day on which the same person would be called again."""

    owner: str | None
    contact: str | None
    caller: str
    target: str
    path: EscalationPath | None
    days: Days
    occasion: Occasion | None
    planned: date | None
    again: date
    silence: tuple[PlanReason, ...] = ()

    def steps(self) -> Iterator[PlanStep]:
        """Give them in order; what each waits for comes before it."""
        days, contact, code = self.days, self.contact, PlanStepCode
        yield self._step(code.CHECK_GOLDEN_RULE, None, (days.check, days.check), reasons("check_again"))
        yield self._step(code.BRIEF_CALLER, self.caller, (days.check, days.brief), self._briefing())
        yield self._step(code.NOTIFY_CONTACT, contact, (days.brief, days.notify), self._telling())
        call = self._step(code.MAKE_CALL, self.target, (days.first, days.last), tuple(self._calling()))
        yield replace(call, who_id=self.caller, due_on=days.call)
        yield self._step(
            code.DEBRIEF_CONTACT, contact, (days.call, days.call), reasons("credit_contact", target_id=self.target)
        )
        yield self._step(
            code.JOINT_FOLLOW_UP, contact, (days.call, days.follow_up), reasons("contact_leads", target_id=self.target)
        )
        yield self._step(
            code.LOG_OUTCOME,
            self.caller,
            (days.follow_up, days.outcome),
            reasons("learn", target_id=self.target, until=self.again),
        )
        yield self._step(code.STOP_CONDITION, None, (days.check, days.outcome), tuple(self._stopping()))

    def _step(
        self, code: PlanStepCode, with_whom: str | None, window: tuple[date, date], why: Sequence[PlanReason]
    ) -> PlanStep:
        who = self.owner or self.caller
        return PlanStep(
            order=0,
            code=code,
            who_id=who,
            with_whom_id=with_whom if with_whom != who else None,
            due_on=window[1],
            opens_on=window[0],
            closes_on=window[1],
            why=tuple(why),
            waits_for=WAITS_FOR[code],
        )

    def _briefing(self) -> Sequence[PlanReason]:
        introducers = self.path.introducers if self.path else ()
        asked = [
            PlanReason(code="introduced", values={"person_id": one, "target_id": self.target}) for one in introducers
        ]
        return (*reasons("brief", target_id=self.target), *asked)

    def _telling(self) -> Sequence[PlanReason]:
        eased = self.path.disavowal.mitigations if self.path else ()
        in_person = any(one.code == _IN_PERSON for one in eased)
        return (
            *reasons("tell_first", caller_id=self.caller, target_id=self.target),
            *(reasons("tell_in_person") if in_person else ()),
        )

    def _calling(self) -> Iterator[PlanReason]:
        if self.path:
            level = self.path.levels_up
            yield PlanReason(code="whom", values={"target_id": self.target, "level": level})
        if self.occasion:
            yield self.occasion.reason
        else:
            yield from reasons("no_occasion")
        if self.planned:
            moved = self.days.call != self.planned
            yield from reasons("planned_moved" if moved else "planned", on=self.planned)
        yield from self.silence

    def _stopping(self) -> Iterator[PlanReason]:
        contact = self.contact
        if contact:
            yield from reasons("stop_contact", contact_id=contact)
        yield from reasons("stop_real_cause")
        yield from reasons("stop_declined", target_id=self.target, until=self.again)
