"""How much may be asked in a minute: points of cost for each user and each workspace, told in the fields of draft-ietf-httpapi-ratelimit-headers-11."""

import math
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from orggraph.domain.viewer import Viewer
from orggraph_api.errors import RateLimited

MINUTE = 60
EACH_REQUEST = 50
"""Points of a request whatever it asks: to find out who asks, to read and to answer it takes half a millisecond."""


@dataclass(frozen=True)
class Allowance:
    """So much for each key in each window, which begins when the key is first met; counted in this process alone."""

    name: str
    most: int
    seconds: int = MINUTE
    _counter: FixedWindowRateLimiter = field(
        default_factory=lambda: FixedWindowRateLimiter(MemoryStorage()), repr=False
    )

    @property
    def _item(self) -> RateLimitItemPerSecond:
        return RateLimitItemPerSecond(self.most, self.seconds, self.name)

    def allows(self, key: str, cost: int = 1) -> bool:
        """Tell whether so much is left."""
        return self._counter.test(self._item, key, cost=cost)

    def take(self, key: str, cost: int = 1) -> None:
        """Take so much."""
        self._counter.hit(self._item, key, cost=cost)

    def left(self, key: str) -> tuple[int, int]:
        """Give what is left, and in how many seconds all of it is there again."""
        stats = self._counter.get_window_stats(self._item, key)
        if stats.remaining == self.most:
            return self.most, self.seconds
        return stats.remaining, max(1, math.ceil(stats.reset_time - time.time()))


class Quotas:
    """Points that a user and a workspace may spend in a minute; None is any number."""

    def __init__(
        self, user_points: int | None = None, workspace_points: int | None = None, seconds: int = MINUTE
    ) -> None:
        self._of_user = None if user_points is None else Allowance("user", user_points, seconds)
        self._of_workspace = None if workspace_points is None else Allowance("workspace", workspace_points, seconds)
        self._lock = threading.Lock()

    def spend(self, viewer: Viewer, points: int) -> None:
        """Take points from both, or from neither.

        Raises
        ------
        RateLimited
            Where one of them has too few left.
        """
        with self._lock:
            for allowance, key in self._of(viewer):
                if not allowance.allows(key, points):
                    left, seconds = allowance.left(key)
                    raise RateLimited(
                        f"This would cost {points:,} points; your {allowance.name} has {left:,} of {allowance.most:,} left.",
                        f"Ask again in {seconds} s, or for less.",
                        seconds,
                    )
            for allowance, key in self._of(viewer):
                allowance.take(key, points)

    def charge(self, viewer: Viewer, points: int) -> None:
        """Take points for what was done already, whether there are so many or not."""
        for allowance, key in self._of(viewer):
            allowance.take(key, points)

    def fields(self, viewer: Viewer) -> Mapping[str, str]:
        """Give the fields that tell what may be spent, and what is left of it."""
        left = [(allowance, *allowance.left(key)) for allowance, key in self._of(viewer)]
        if not left:
            return {}
        return {
            "RateLimit-Policy": ", ".join(
                f'"{one.name}";q={one.most};w={one.seconds};orggraph-unit="points"' for one, _, _ in left
            ),
            "RateLimit": ", ".join(f'"{one.name}";r={points};t={seconds}' for one, points, seconds in left),
        }

    def _of(self, viewer: Viewer) -> Iterator[tuple[Allowance, str]]:
        if self._of_user:
            yield self._of_user, repr((viewer.workspace, viewer.user))
        if self._of_workspace:
            yield self._of_workspace, viewer.workspace
