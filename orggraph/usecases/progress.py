"""How far something long has come, for whoever watches."""

from enum import StrEnum
from typing import Protocol


class Step(StrEnum):
    """What an import is doing."""

    READING = "READING"
    COMPARING = "COMPARING"
    WRITING = "WRITING"


class Watch(Protocol):
    """Is told what is being done, how much of it is done, and of how much, where that is known."""

    def __call__(self, step: Step, done: int, total: int | None) -> None:
        """Take note."""
        ...


def unwatched(step: Step, done: int, total: int | None) -> None:
    """Take no note."""
