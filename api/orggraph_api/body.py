"""How much a request may hold: counted as it arrives, not as it claims."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orggraph.errors import TooLargeError


class BodyLimit:
    """Refuses a body over its bound with 413; an upload has a bound of its own."""

    def __init__(self, app: ASGIApp, most: int, most_upload: int) -> None:
        self.app = app
        self.most = most
        self.most_upload = most_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is received."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        upload = headers.get(b"content-type", b"").startswith(b"multipart/")
        bound = self.most_upload if upload else self.most
        started = False
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > bound:
                raise TooLargeError(f"The request is larger than {bound} bytes.")
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, counted, noted)
        except TooLargeError as error:
            if not started:
                await _too_large(send, str(error))


async def _too_large(send: Send, message: str) -> None:
    body = b'{"errors": [{"message": "%b", "extensions": {"code": "TOO_LARGE"}}]}' % message.encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
