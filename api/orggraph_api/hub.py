"""Who follows which workspace: each is looked at once a tick, however many follow it, and so is each sign-in."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from orggraph.domain.viewer import Viewer
from orggraph.stores.base import Pulse, Store
from orggraph_api.threads import to_its_end

log = logging.getLogger("orggraph.api")


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody showed to come in."""

    authorization: str | None
    session: str | None = None


LetIn = Callable[[Shown], Viewer | None]
"""Gives who it is that shows this, as of now; None where they do not come in, or no longer."""


class SignedOut(Exception):
    """Whoever follows may no longer come in."""


class Follower:
    """One stream: told of the newest state alone, however slowly it asks."""

    def __init__(self, shown: Shown, viewer: Viewer, pulse: Pulse) -> None:
        self.shown = shown
        self.viewer = viewer
        self.follows_progress = False
        """Whether it is told how far imports have come too, and not only what was published."""
        self._pulse = pulse
        self._signed_out = False
        self._news = asyncio.Event()

    async def news(self) -> Viewer:
        """Wait until there may be something new, and give the viewer as they now are."""
        await self._news.wait()
        self._news.clear()
        if self._signed_out:
            raise SignedOut
        return self.viewer

    def remind(self) -> None:
        """Take it that there is news still."""
        self._news.set()

    def tell(self, pulse: Pulse, viewer: Viewer | None) -> None:
        """Take note of how things are."""
        if viewer is None or viewer.workspace != self.viewer.workspace:
            self._signed_out = True
            self._news.set()
            return
        further = self.follows_progress and pulse.progress != self._pulse.progress
        if further or pulse.revision != self._pulse.revision or viewer != self.viewer:
            self._news.set()
        self._pulse, self.viewer = pulse, viewer


class Hub:
    """Looks at the workspaces that somebody follows, while somebody does."""

    def __init__(self, store: Store, let_in: LetIn, every: float) -> None:
        self._store = store
        self._let_in = let_in
        self._every = every
        self._followers: set[Follower] = set()
        self._watching: asyncio.Task[None] | None = None
        self._blind = False

    @asynccontextmanager
    async def follow(self, shown: Shown, viewer: Viewer) -> AsyncIterator[Follower]:
        """Be told of what changes from now on."""
        follower = Follower(shown, viewer, await to_its_end(self._store.pulse, viewer))
        self._followers.add(follower)
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch())
        try:
            yield follower
        finally:
            self._followers.discard(follower)

    async def stop(self) -> None:
        """Look no more, and wait until whoever looks is done with the store."""
        if self._watching:
            self._watching.cancel()
            await asyncio.wait((self._watching,))

    async def _watch(self) -> None:
        while self._followers:
            await asyncio.sleep(self._every)
            asked = {one.shown: one.viewer for one in self._followers}
            try:
                pulses, viewers = await to_its_end(self._look, asked)
            except Exception as error:
                if not self._blind:
                    log.warning("what changed cannot be seen for now", exc_info=error)
                self._blind = True
                continue
            self._blind = False
            for one in [one for one in self._followers if one.shown in asked]:
                one.tell(pulses[asked[one.shown].workspace], viewers[one.shown])
        self._watching = None

    def _look(self, asked: Mapping[Shown, Viewer]) -> tuple[dict[str, Pulse], dict[Shown, Viewer | None]]:
        """Ask one question for each workspace, and who each sign-in is."""
        workspaces = {viewer.workspace: viewer for viewer in asked.values()}
        pulses = {name: self._store.pulse(viewer) for name, viewer in workspaces.items()}
        return pulses, {shown: self._let_in(shown) for shown in asked}
