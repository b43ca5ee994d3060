"""Few heavy operations run at once in a process, so that cheap ones always find a thread and their share of the processor."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from orggraph_api.errors import Busy

AT_ONCE = 2
WAITING = 8
PATIENCE = 5
"""Seconds that an operation waits for its turn."""


@dataclass
class _Places:
    """What one user holds."""

    running: threading.Semaphore
    held: int = 0


class Turns:
    """So many run, so many wait. One user runs half of them at most, and holds half of all places at most; the next is asked to come back."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._running = threading.Semaphore(at_once)
        self._running_each = max(at_once // 2, 1)
        self._places = at_once + waiting
        self._places_each = max(self._places // 2, 1)
        self._patience = patience
        self._users: dict[str, _Places] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, user: str) -> Iterator[None]:
        """Run something heavy when it is its turn.

        Raises
        ------
        Busy
            Where too many wait, or none of them ends in time.
        """
        own = self._come(user)
        try:
            with self._acquired(own.running), self._acquired(self._running):
                yield
        finally:
            self._go(user, own)

    @contextmanager
    def _acquired(self, free: threading.Semaphore) -> Iterator[None]:
        if not free.acquire(timeout=self._patience):
            raise _busy()
        try:
            yield
        finally:
            free.release()

    def _come(self, user: str) -> _Places:
        with self._lock:
            own = self._users.get(user) or _Places(threading.Semaphore(self._running_each))
            held = sum(places.held for places in self._users.values())
            if held >= self._places or own.held >= self._places_each:
                raise _busy()
            own.held += 1
            self._users[user] = own
            return own

    def _go(self, user: str, own: _Places) -> None:
        with self._lock:
            own.held -= 1
            if not own.held:
                del self._users[user]


def _busy() -> Busy:
    return Busy("Other analyses are being worked out.", f"Ask again in {PATIENCE} s.", PATIENCE)
