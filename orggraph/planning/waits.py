"""What a step of a call still waits for."""

from collections.abc import Mapping
from datetime import date

from orggraph.domain.deals import PlanStepCode
from orggraph.domain.plans import WAITS_FOR

_OWED = frozenset({PlanStepCode.DEBRIEF_CONTACT, PlanStepCode.LOG_OUTCOME, PlanStepCode.STOP_CONDITION})
"""What is still owed to the contact and to us once a plan was stopped."""


def blocked_by(step: PlanStepCode, done: Mapping[PlanStepCode, date]) -> tuple[PlanStepCode, ...]:
    """Give what a step of a call still waits for.

    Parameters
    ----------
    step : PlanStepCode
        Which.
    done : mapping of PlanStepCode to date
        What was done.

    Returns
    -------
    tuple of PlanStepCode
        The open steps it waits for; STOP_CONDITION where the plan was stopped, and only thanks and the outcome are owed.

    Notes
    -----
    Constant time.

    Examples
    --------
    >>> [code.name for code in blocked_by(PlanStepCode.MAKE_CALL, {PlanStepCode.BRIEF_CALLER: date(2026, 6, 15)})]
    ['NOTIFY_CONTACT']
    """
    stopped = PlanStepCode.STOP_CONDITION in done and step not in _OWED and step not in done
    waits = tuple(code for code in WAITS_FOR[step] if code not in done)
    return (*waits, PlanStepCode.STOP_CONDITION) if stopped else waits
