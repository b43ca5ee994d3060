"""The API as a process: listens before it says so, and answers what it was asked before it stops."""

import socket

import uvicorn

from orggraph.bootstrap import create_api
from orggraph.cli.output import talk
from orggraph.errors import InvalidInput

_SECONDS_TO_FINISH = 10


def serve_api(store: str, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are answered first."""
    api = create_api(store)
    listening = listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    talk(f"GraphQL at http://{shown}:{port}/graphql; it needs a token: orggraph --store {store} token create NAME")
    talk(f"Explore it in a browser at http://{shown}:{port}/graphiql")
    settings = uvicorn.Config(
        api,
        log_level="warning",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        ws="websockets-sansio",
        ws_max_size=api.state.message_bytes,
    )
    _Server(settings).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends what is followed before it waits for what it was asked."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        await self.config.app.state.streams.stop()  # type: ignore[union-attr]
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """Open the socket; an answer in two pieces is sent at once.

    Without that the second piece waits until the client has acknowledged the first, 40 ms on a connection that is kept: asyncio sees
    to it only for sockets that name their protocol, which accepted ones do not.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise InvalidInput(
            f"Nobody can listen on {host}, port {port}: {str(error.strerror).partition(' (')[0]}.",
            "Choose another --port or --host.",
        ) from error
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
