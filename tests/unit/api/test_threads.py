"""Work in a thread is seen to its end, whoever gives up waiting for it."""

import asyncio
import threading

import pytest

from orggraph_api.threads import to_its_end


def test_what_it_gives_is_given():
    assert asyncio.run(to_its_end(int, "7")) == 7


def test_what_goes_wrong_is_told():
    with pytest.raises(ValueError, match="x"):
        asyncio.run(to_its_end(int, "x"))


def test_a_task_that_is_cancelled_goes_when_its_thread_is_done():
    begun, may_end, ended = threading.Event(), threading.Event(), []

    def work():
        begun.set()
        may_end.wait(10)
        ended.append("thread")

    async def cancelled():
        task = asyncio.create_task(to_its_end(work))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        await asyncio.sleep(0)
        assert not task.done()
        may_end.set()
        await asyncio.wait((task,))
        ended.append("task")
        assert task.cancelled()

    asyncio.run(cancelled())
    assert ended == ["thread", "task"]
