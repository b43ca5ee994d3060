"""Who follows what: a workspace is looked at once a tick, however many follow it, and only the newest state is told."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack

import pytest

from orggraph.domain.viewer import EVERYTHING, Viewer
from orggraph.errors import StoreError
from orggraph.stores.base import Pulse
from orggraph_api.hub import Hub, Shown, SignedOut

TICK = 0.001


class Watched:
    """A store of which only the pulse is asked, and sign-ins that can be revoked."""

    def __init__(self):
        self.asked = Counter()
        self.revisions = Counter()
        self.progress = Counter()
        self.signed_out = set()
        self.broken = None

    def pulse(self, viewer):
        self.asked[viewer.workspace] += 1
        if self.broken:
            raise self.broken
        return Pulse(self.revisions[viewer.workspace], self.progress[viewer.workspace])

    def let_in(self, shown):
        self.asked[shown] += 1
        return None if shown in self.signed_out else viewer_of(shown)


def viewer_of(shown):
    user, workspace = shown.authorization.split("@")
    return Viewer(workspace=workspace, user=user, permissions=EVERYTHING)


def shown(user, workspace="one"):
    return Shown(f"{user}@{workspace}")


async def follow(stack, hub, who):
    return await stack.enter_async_context(hub.follow(who, viewer_of(who)))


async def ticks(store, name, count):
    """Wait for so many looks."""
    until = store.asked[name] + count
    while store.asked[name] < until:  # noqa: ASYNC110 - what is counted is not ours to wake us
        await asyncio.sleep(TICK)


def run(test):
    """Run a test over a store that is watched."""

    async def whole():
        store = Watched()
        async with AsyncExitStack() as stack:
            await test(store, Hub(store, store.let_in, TICK), stack)

    asyncio.run(asyncio.wait_for(whole(), 20))


def test_a_workspace_and_a_sign_in_are_looked_at_once_a_tick_however_many_follow():
    async def test(store, hub, stack):
        whos = [shown("ana"), shown("bo"), shown("cy", "two")]
        for who in whos * 20:
            await follow(stack, hub, who)
        await ticks(store, whos[0], 1)
        store.asked.clear()
        await ticks(store, whos[0], 10)
        counts = [store.asked[name] for name in ("one", "two", *whos)]
        assert max(counts) - min(counts) <= 1

    run(test)


def test_only_those_who_follow_what_changed_are_told():
    async def test(store, hub, stack):
        ana, bo, cy = [await follow(stack, hub, who) for who in (shown("ana"), shown("bo"), shown("cy", "two"))]
        store.revisions["one"] += 1
        assert [await ana.news(), await bo.news()] == [viewer_of(shown("ana")), viewer_of(shown("bo"))]
        await ticks(store, "two", 3)
        for one in (ana, bo, cy):
            assert not one._news.is_set()

    run(test)


def test_how_far_imports_have_come_is_told_to_those_who_follow_them():
    async def test(store, hub, stack):
        ana, bo = [await follow(stack, hub, who) for who in (shown("ana"), shown("bo"))]
        ana.follows_progress = True
        store.progress["one"] += 1
        await ana.news()
        await ticks(store, "one", 3)
        assert not bo._news.is_set()

    run(test)


def test_who_does_not_ask_for_long_is_told_once():
    async def test(store, hub, stack):
        ana = await follow(stack, hub, shown("ana"))
        for _ in range(5):
            store.revisions["one"] += 1
            await ticks(store, "one", 2)
        await ana.news()
        await ticks(store, "one", 3)
        assert not ana._news.is_set()

    run(test)


def test_who_is_signed_out_is_told_so_and_nobody_else():
    async def test(store, hub, stack):
        ana, bo = [await follow(stack, hub, who) for who in (shown("ana"), shown("bo"))]
        store.signed_out.add(shown("ana"))
        with pytest.raises(SignedOut):
            await ana.news()
        assert not bo._news.is_set()

    run(test)


@pytest.mark.parametrize("error", [StoreError("gone"), RuntimeError("torn")])
def test_a_store_that_fails_for_a_while_ends_nothing(error):
    async def test(store, hub, stack):
        ana = await follow(stack, hub, shown("ana"))
        store.broken = error
        await ticks(store, "one", 3)
        assert not ana._news.is_set()
        store.broken = None
        store.revisions["one"] += 1
        await ana.news()

    run(test)


def test_nothing_is_looked_at_where_nobody_follows():
    async def test(store, hub, stack):
        async with hub.follow(shown("ana"), viewer_of(shown("ana"))):
            await ticks(store, "one", 2)
        await asyncio.sleep(TICK * 20)
        store.asked.clear()
        await asyncio.sleep(TICK * 20)
        assert not store.asked
        bo = await follow(stack, hub, shown("bo"))
        store.revisions["one"] += 1
        await bo.news()

    run(test)
