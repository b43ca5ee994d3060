"""An event stream as it goes over the wire: what is sent when, and when it ends."""

import asyncio
from contextlib import nullcontext
from dataclasses import replace

import pytest

from orggraph.errors import StoreError
from orggraph_api import events
from orggraph_api.events import EventStream
from orggraph_api.hub import SignedOut
from orggraph_api.limits import STREAMS

NEXT = 'event: next\ndata: {"data":1}\n\n'
COMPLETE = "event: complete\ndata:\n\n"
PING = ":\n\n"


class Streams:
    """Streams whose answers are said beforehand; an exception is raised in its place, None is silence."""

    def __init__(self, *answers):
        self._answers = answers
        self.stopping = asyncio.Event()
        self.counted_now = 0

    async def answers(self, _):
        for answer in self._answers:
            if answer is None:
                await asyncio.sleep(3_600)
            if isinstance(answer, Exception):
                raise answer
            yield answer

    def counted(self, _):
        self.counted_now += 1
        return Counted(self)


class Counted(nullcontext):
    def __exit__(self, *_):
        self.enter_result.counted_now -= 1


class Client:
    """Reads a stream until something is reached, then goes."""

    def __init__(self, until=lambda _: False, reads=True):
        self.sent = []
        self._until = until
        self._reads = reads
        self._gone = asyncio.Event()

    async def receive(self):
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if not self._reads:
            await asyncio.sleep(3_600)
        self.sent.append(message.get("body", b"").decode())
        if self._until(self):
            self._gone.set()

    @property
    def text(self):
        return "".join(self.sent)


async def serve(streams, client):
    stream = EventStream(streams, None, None)
    assert streams.counted_now == 1
    await stream({"type": "http", "asgi": {"spec_version": "2.3"}}, client.receive, client.send)
    assert streams.counted_now == 0


def run(serving):
    asyncio.run(asyncio.wait_for(serving, 20))


def sent(*answers, **client):
    """Give what a client reads of a stream."""

    async def whole():
        reader = Client(**client)
        await serve(Streams(*answers), reader)
        return reader.text

    return asyncio.run(asyncio.wait_for(whole(), 20))


@pytest.fixture
def bounded(monkeypatch):
    return lambda **limits: monkeypatch.setattr(events, "STREAMS", replace(STREAMS, **limits))


def test_each_answer_is_an_event_and_the_end_is_one():
    assert sent({"data": 1}, {"data": 1}) == PING + NEXT + NEXT + COMPLETE


def test_a_silent_stream_is_kept_open_until_its_client_goes(bounded):
    bounded(ping_seconds=0.001)
    assert sent({"data": 1}, None, until=lambda client: client.text.count(PING) == 5) == PING + NEXT + 4 * PING


def test_who_may_no_longer_come_in_is_told_so_last():
    text = sent({"data": 1}, SignedOut())
    assert text.startswith(PING + NEXT + 'event: next\ndata: {"errors":')
    assert "UNAUTHENTICATED" in text
    assert text.endswith(COMPLETE)


def test_what_is_ours_is_masked(caplog):
    text = sent(StoreError("on that disk"))
    assert "STORE" in text
    assert "on that disk" not in text
    assert "on that disk" in caplog.text


def test_a_server_that_stops_cuts_the_stream_off():
    async def whole():
        streams = Streams({"data": 1}, None)
        client = Client(until=lambda client: NEXT in client.text and streams.stopping.set())
        await serve(streams, client)
        assert client.text == PING + NEXT

    run(whole())


def test_who_does_not_read_is_let_go_of(bounded):
    bounded(send_seconds=0.01)
    assert sent({"data": 1}, reads=False) == ""
