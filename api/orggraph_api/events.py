"""Answers as server-sent events: graphql-sse in its mode of distinct connections, one operation a request."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import ExitStack, aclosing, asynccontextmanager
from typing import Any

import msgspec
from fastapi.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from orggraph.domain.viewer import Viewer
from orggraph_api.errors import masked
from orggraph_api.hub import SignedOut
from orggraph_api.limits import STREAMS
from orggraph_api.media import EVENTS
from orggraph_api.streams import Answer, Asked, Streams

_PING = ":\n\n"
_COMPLETE = "event: complete\ndata:\n\n"
_SIGNED_OUT: Answer = {
    "errors": [{"message": "A valid bearer token is needed.", "extensions": {"code": "UNAUTHENTICATED"}}]
}


class EventStream(StreamingResponse):
    """Events as they come; a client that does not read them is let go of."""

    def __init__(self, streams: Streams, asked: Asked, viewer: Viewer) -> None:
        self._counted = ExitStack()
        self._counted.enter_context(streams.counted(viewer))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(_events(streams, asked), media_type=EVENTS, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until there are no more, the client goes, or it has not read for too long."""

        async def in_time(message: Message) -> None:
            async with asyncio.timeout(STREAMS.send_seconds):
                await send(message)

        with self._counted:
            try:
                await super().__call__(scope, receive, in_time)
            except* TimeoutError:
                pass


async def _events(streams: Streams, asked: Asked) -> AsyncIterator[str]:
    """Write each answer, something now and then so that the connection stays, and that it is over; a server that stops says nothing."""
    yield _PING
    async with aclosing(_answers(streams, asked)) as answers:
        while True:
            coming = asyncio.ensure_future(anext(answers, None))
            async with _given_up(coming, asyncio.ensure_future(streams.stopping.wait())) as waited_for:
                while not (done := await _first_of(waited_for)):
                    yield _PING
            if coming not in done:
                return
            answer = coming.result()
            yield _COMPLETE if answer is None else f"event: next\ndata: {msgspec.json.encode(answer).decode()}\n\n"
            if answer is None:
                return


async def _first_of(futures: tuple[asyncio.Future[Any], ...]) -> set[asyncio.Future[Any]]:
    done, _ = await asyncio.wait(futures, timeout=STREAMS.ping_seconds, return_when=asyncio.FIRST_COMPLETED)
    return done


@asynccontextmanager
async def _given_up(*futures: asyncio.Future[Any]) -> AsyncIterator[tuple[asyncio.Future[Any], ...]]:
    """Wait no longer than is asked for what has not come."""
    try:
        yield futures
    finally:
        for one in futures:
            one.cancel()
        await asyncio.wait(futures)


async def _answers(streams: Streams, asked: Asked) -> AsyncGenerator[Answer, None]:
    try:
        async for answer in streams.answers(asked):
            yield answer
    except SignedOut:
        yield _SIGNED_OUT
    except Exception as error:  # noqa: BLE001 - logged under an id, which is all that the client sees
        message, extensions = masked(error)
        yield {"errors": [{"message": message, "extensions": extensions}]}
