"""Few heavy operations run at once in a process, so that cheap ones always find a thread and their share of the processor."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from orggraph_api.errors import Busy

AT_ONCE = 2
WAITING = 8
PATIENCE = 5
"""Seconds that an operation waits for its turn."""


class Turns:
    """So many run, so many wait; the next one, and whoever holds half of all places already, is asked to come back."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._free = threading.Semaphore(at_once)
        self._places = at_once + waiting
        self._each = max(self._places // 2, 1)
        self._patience = patience
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, user: str) -> Iterator[None]:
        """Run something heavy when it is its turn.

        Raises
        ------
        Busy
            Where too many wait, or none of them ends in time.
        """
        self._come(user)
        try:
            if not self._free.acquire(timeout=self._patience):
                raise self._busy()
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._go(user)

    def _come(self, user: str) -> None:
        with self._lock:
            if self._held.total() >= self._places or self._held[user] >= self._each:
                raise self._busy()
            self._held[user] += 1

    def _go(self, user: str) -> None:
        with self._lock:
            self._held[user] -= 1
            if not self._held[user]:
                del self._held[user]

    def _busy(self) -> Busy:
        return Busy("Other analyses are being worked out.", f"Ask again in {PATIENCE} s.", PATIENCE)
