"""graphql-transport-ws: queries, mutations and subscriptions over one websocket, each run as over HTTP."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import ExitStack, aclosing
from datetime import timedelta
from typing import Any, cast

import msgspec
from fastapi import WebSocket
from starlette.websockets import WebSocketDisconnect
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http.async_base_view import AsyncBaseHTTPView, AsyncWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, NonTextMessageReceived, WebSocketDisconnected
from strawberry.http.websocket_origin import is_same_origin
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.types.unset import UNSET

from orggraph.errors import StoreError
from orggraph_api.errors import TooMany, masked
from orggraph_api.hub import Shown, SignedOut
from orggraph_api.limits import STREAMS
from orggraph_api.router import refusal
from orggraph_api.schema import schema
from orggraph_api.sessions import shown_by
from orggraph_api.streams import Answer, Asked, Streams

log = logging.getLogger("orggraph.api")

GOING_AWAY, TOO_BIG, BROKEN, TRY_LATER, UNAUTHORIZED, UNACCEPTABLE = 1001, 1009, 1011, 1013, 4401, 4406


class Wire(AsyncWebSocketAdapter):
    """One websocket: messages within their bound in, texts out, closed once."""

    def __init__(self, websocket: WebSocket) -> None:
        super().__init__(cast(Any, None))
        self._websocket = websocket
        self._closed = False

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:  # noqa: ARG002
        """Give messages until one side closes."""
        while not self._closed:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            if text is None:
                raise NonTextMessageReceived
            if len(text.encode()) > STREAMS.message_bytes:
                await self.close(TOO_BIG, f"A message is longer than {STREAMS.message_bytes} bytes")
                return
            yield _decoded(text)

    async def send_json(self, message: Mapping[str, object]) -> None:
        """Send a message; a client that does not read is let go of."""
        if self._closed:
            raise WebSocketDisconnected
        try:
            async with asyncio.timeout(STREAMS.send_seconds):
                await self._websocket.send_text(msgspec.json.encode(message).decode())
        except TimeoutError as error:
            await self.close(TRY_LATER, "What was sent is not read")
            raise WebSocketDisconnected from error
        except (WebSocketDisconnect, RuntimeError) as error:
            self._closed = True
            raise WebSocketDisconnected from error

    async def close(self, code: int, reason: str) -> None:
        """Close, unless it is closed already."""
        if self._closed:
            return
        self._closed = True
        try:
            await self._websocket.close(code=code, reason=reason)
        except (WebSocketDisconnect, RuntimeError):
            log.debug("a websocket was closed by its client first")


def _decoded(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise NonJsonMessageReceived from error


class Socket(BaseGraphQLTransportWSHandler[Any, None]):
    """One connection of the protocol. The states are strawberry's; who comes in and how operations run is ours."""

    def __init__(self, streams: Streams, websocket: WebSocket, held: ExitStack) -> None:
        super().__init__(
            view=cast("AsyncBaseHTTPView[Any, Any, Any, Any, Any, Any, None]", self),
            websocket=Wire(websocket),
            context={},
            root_value=None,
            schema=schema,
            connection_init_wait_timeout=timedelta(seconds=STREAMS.init_seconds),
        )
        self._streams = streams
        self._held = held
        self._language = websocket.headers.get("accept-language", "")
        self._shown = shown_by(websocket)
        self._extensions: dict[str, Any] = {}

    async def on_ws_connect(self, context: dict[str, Any]) -> Any:
        """Let in who shows a token: in the payload of connection_init, else in the handshake's header, else a session."""
        given = {name.lower(): value for name, value in context["connection_params"].items()}
        token = given.get("authorization")
        if isinstance(token, str):
            self._shown = Shown(token)
        viewer = await self._streams.viewer(self._shown)
        if viewer is None:
            raise ConnectionRejectionError
        try:
            counted = self._streams.counted(viewer)
            self._held.close()
            self._held.enter_context(counted)
        except TooMany as error:
            await self.websocket.close(TRY_LATER, str(error))
            raise ConnectionRejectionError from error
        return UNSET

    async def handle_message(self, message: Any) -> None:
        """Take a message of the protocol's form."""
        if not _is_well_formed(message):
            await self.handle_invalid_message("The message is not one of graphql-transport-ws")
            return
        await super().handle_message(message)

    async def handle_subscribe(self, message: Any) -> None:
        """Begin an operation, unless there are too many."""
        if self.connection_acknowledged and len(self.operations) >= STREAMS.operations > 0:
            error = TooMany(f"{STREAMS.operations} operations are under way here.", "Complete some of them.")
            told = {"message": str(error), "extensions": {"code": error.code}}
            await self.send_message(cast(Any, {"id": message["id"], "type": "error", "payload": [told]}))
            return
        payload = message["payload"]
        self._extensions[message["id"]] = payload.get("extensions")
        payload["query"] = payload.get("query") or ""
        await super().handle_subscribe(message)

    async def run_operation(self, operation: Operation[Any, None]) -> None:
        """Send each answer of an operation, then that it is over."""
        try:
            await self._send_answers(operation)
        except SignedOut:
            await self.websocket.close(UNAUTHORIZED, "The token is no longer valid")
        except WebSocketDisconnected:
            log.debug("a websocket went while an operation was answered")
        except Exception as error:  # noqa: BLE001 - logged under an id, which is all that the client sees
            message, extensions = masked(error)
            await self._refuse(operation, {"errors": [{"message": message, "extensions": extensions}]})

    async def _send_answers(self, operation: Operation[Any, None]) -> None:
        asked = Asked(
            query=operation.query or None,
            variables=operation.variables,
            operation_name=operation.operation_name,
            shown=self._shown,
            extensions=self._extensions.pop(operation.id, None),
            accept_language=self._language,
        )
        async with aclosing(self._streams.answers(asked)) as answers:
            async for answer in answers:
                if "data" not in answer:
                    await self._refuse(operation, answer)
                    return
                await operation.send_operation_message(
                    cast(Any, {"id": operation.id, "type": "next", "payload": answer})
                )
        await operation.send_operation_message({"id": operation.id, "type": "complete"})

    async def _refuse(self, operation: Operation[Any, None], answer: Answer) -> None:
        await operation.send_operation_message(
            cast(Any, {"id": operation.id, "type": "error", "payload": answer["errors"]})
        )


def _is_well_formed(message: Any) -> bool:
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return False
    if message["type"] == "complete":
        return isinstance(message.get("id"), str)
    if message["type"] != "subscribe":
        return True
    payload = message.get("payload")
    return (
        isinstance(message.get("id"), str)
        and isinstance(payload, dict)
        and isinstance(payload.get("query"), str | None)
        and isinstance(payload.get("variables"), dict | None)
        and isinstance(payload.get("extensions"), dict | None)
        and isinstance(payload.get("operationName"), str | None)
    )


async def serve(streams: Streams, websocket: WebSocket) -> None:
    """Serve one websocket until either side ends it."""
    origin = websocket.headers.get("origin")
    if origin is not None and not is_same_origin(origin, websocket.headers.get("host")):
        await _deny(websocket, 403, "FORBIDDEN", "A page of another site opens no websocket here.")
    elif streams.is_crowded:
        await _deny(websocket, 503, "TOO_MANY", "Too many websockets have not said who they are. Try again.")
    elif GRAPHQL_TRANSPORT_WS_PROTOCOL not in websocket.scope["subprotocols"]:
        await websocket.accept()
        await websocket.close(UNACCEPTABLE, "Subprotocol not acceptable")
    else:
        await _serve(streams, websocket)


async def _serve(streams: Streams, websocket: WebSocket) -> None:
    with ExitStack() as held:
        held.enter_context(streams.stranger())
        await websocket.accept(subprotocol=GRAPHQL_TRANSPORT_WS_PROTOCOL)
        socket = Socket(streams, websocket, held)
        handling = asyncio.ensure_future(socket.handle())
        stopping = asyncio.ensure_future(streams.stopping.wait())
        try:
            await asyncio.wait((handling, stopping), return_when=asyncio.FIRST_COMPLETED)
            if not handling.done():
                await socket.websocket.close(GOING_AWAY, "The server is stopping")
            elif isinstance(error := handling.exception(), Exception):
                await socket.websocket.close(TRY_LATER if isinstance(error, StoreError) else BROKEN, masked(error)[0])
        finally:
            handling.cancel()
            stopping.cancel()
            await asyncio.wait((handling, stopping))


async def _deny(websocket: WebSocket, status: int, code: str, message: str) -> None:
    if "websocket.http.response" in websocket.scope.get("extensions", {}):
        await websocket.send_denial_response(refusal(status, code, message))
    else:
        await websocket.close()
