"""How much a request may hold, and how long it may take to arrive: counted as it comes, not as it claims."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orggraph.errors import OrgGraphError, TookTooLong, TooLargeError

_SECONDS = 30.0
_SECONDS_OF_UPLOAD = 300.0


_STATUS: dict[type[OrgGraphError], int] = {TooLargeError: 413, TookTooLong: 408}


class BodyLimit:
    """Refuses a body over its bound with 413, and one that does not arrive with 408; an upload has bounds of its own."""

    def __init__(
        self,
        app: ASGIApp,
        most: int,
        most_upload: int,
        seconds: float = _SECONDS,
        seconds_of_upload: float = _SECONDS_OF_UPLOAD,
    ) -> None:
        self.app = app
        self.most = most
        self.most_upload = most_upload
        self.seconds = seconds
        self.seconds_of_upload = seconds_of_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is received."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        upload = headers.get(b"content-type", b"").startswith(b"multipart/")
        bound = self.most_upload if upload else self.most
        end = asyncio.get_running_loop().time() + (self.seconds_of_upload if upload else self.seconds)
        started = whole = False
        received = 0

        async def counted() -> Message:
            nonlocal received, whole
            try:
                async with asyncio.timeout_at(None if whole else end):
                    message = await receive()
            except TimeoutError as error:
                raise TookTooLong("The request did not arrive in time.") from error
            whole = not message.get("more_body", False)
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
        except (TooLargeError, TookTooLong) as error:
            if not started:
                await _refuse(send, error)


async def _refuse(send: Send, error: OrgGraphError) -> None:
    body = f'{{"errors": [{{"message": "{error}", "extensions": {{"code": "{error.code}"}}}}]}}'.encode()
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": _STATUS[type(error)], "headers": headers})
    await send({"type": "http.response.body", "body": body})
