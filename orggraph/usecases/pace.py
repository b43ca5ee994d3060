"""How long somebody is ready to wait: use cases ask before long work, and between its steps."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from orggraph.errors import TooComplexError, TookTooLong


@dataclass(eq=False)
class Pace:
    """So many seconds from a moment on.

    >>> clock = iter(datetime(2026, 11, 24, 9, 0, second) for second in (0, 7, 11))
    >>> pace = Pace(10, lambda: next(clock))
    >>> pace.begin()
    >>> pace.check()
    >>> pace.check()
    Traceback (most recent call last):
    orggraph.errors.TookTooLong: This took more than 10 seconds. Ask for less at once: fewer draws, shorter pages, one analysis at a time.
    """

    seconds: float
    now: Callable[[], datetime]
    _end: datetime | None = field(default=None, init=False)

    def begin(self) -> None:
        """Count from this moment."""
        self._end = self.now() + timedelta(seconds=self.seconds)

    def check(self) -> None:
        """Go on only while there is time.

        Raises
        ------
        TookTooLong
            When there is none left. Before it began there is any.
        """
        if self._end is not None and self.now() > self._end:
            raise TookTooLong(
                f"This took more than {self.seconds:g} seconds.",
                "Ask for less at once: fewer draws, shorter pages, one analysis at a time.",
            )

    def expect(self, work: str, seconds: float, remedy: str) -> None:
        """Begin only what can be expected to end in time.

        Parameters
        ----------
        work : str
            What is to be done, to be named if it is not.
        seconds : float
            How long it is expected to take.
        remedy : str
            What to ask for instead.

        Raises
        ------
        TooComplexError
            For what would take longer than a whole operation may.
        TookTooLong
            For what would, with what was done before.
        """
        if seconds > self.seconds:
            raise TooComplexError(
                f"{work} would take some {seconds:.0f} seconds; {self.seconds:g} are allowed.", remedy
            )
        if self._end is not None and self.now() + timedelta(seconds=seconds) > self._end:
            raise TookTooLong(f"{work} would end after more than {self.seconds:g} seconds in all.", remedy)


class _Unhurried(Pace):
    """For whoever waits as long as it takes."""

    def begin(self) -> None:
        """Count nothing."""

    def expect(self, work: str, seconds: float, remedy: str) -> None:
        """Begin anything."""


UNHURRIED: Pace = _Unhurried(math.inf, lambda: datetime.now(UTC))
