"""When long work must end: whoever asks for it says so; nothing here looks at a clock."""

from collections.abc import Callable

Deadline = Callable[[], None]
"""Called between the steps of long work; raises when there is no more time."""


def endless() -> None:
    """Let it take as long as it takes.

    Examples
    --------
    >>> endless()
    """
