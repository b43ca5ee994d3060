"""Signing in over HTTP: each request shows a token or a session's cookie; a session begins with a token of ours."""

import logging
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Body, FastAPI, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from orggraph.domain.viewer import Viewer
from orggraph.usecases.access import TOKEN_PREFIX, Refused, digest_of
from orggraph_api.gate import Gate
from orggraph_api.hub import LetIn, Shown
from orggraph_api.router import PREFLIGHT, Unauthenticated
from orggraph_api.sessions import COOKIE, LASTS, Sessions

log = logging.getLogger("orggraph.api")

_OF_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def who_asks(gate: Gate) -> Callable[[Request], Awaitable[Viewer]]:
    """Give what finds out who sent a request, or refuses it."""

    async def asking(request: Request) -> Viewer:
        token, session = request.headers.get("authorization"), request.cookies.get(COOKIE)
        if token is None and session is not None:
            _refuse_another_site(request)
        return await _let_in(gate, token, session, _address(request))

    return asking


def let_in(gate: Gate) -> LetIn:
    """Give what tells who somebody is for as long as a connection stays open."""

    def found(shown: Shown) -> Viewer | None:
        try:
            return gate.viewer(shown.authorization, shown.session)
        except Refused as refusal:
            log.info("sign-in refused: %s", refusal)
            return None

    return found


def _refuse_another_site(request: Request) -> None:
    """Refuse what a page elsewhere may have sent: a browser adds the cookie to it, but only a page of ours can add the header."""
    if not any(request.headers.get(name) for name in PREFLIGHT):
        raise HTTPException(403, "A request of a session needs the header GraphQL-Require-Preflight.")
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
        raise HTTPException(403, "A session is used by its own site alone.")


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


async def _let_in(gate: Gate, token: str | None, session: str | None, address: str) -> Viewer:
    try:
        return await run_in_threadpool(gate.viewer, token, session)
    except Refused as refusal:
        log.info("sign-in refused: %s", refusal)
        await run_in_threadpool(gate.turn_away, refusal, address)
        raise Unauthenticated from refusal


def add_sessions(app: FastAPI, gate: Gate) -> None:
    """Let a browser show a token once: `POST /session` begins a session, `DELETE /session` ends it."""

    @app.post("/session", status_code=204)
    async def begin(request: Request, token: Annotated[str, Body(embed=True, max_length=200)]) -> Response:
        if not token.startswith(TOKEN_PREFIX):
            raise Unauthenticated
        await _let_in(gate, f"Bearer {token}", None, _address(request))
        digest = await run_in_threadpool(digest_of, gate.store, token)
        cookie = await run_in_threadpool(Sessions(gate.store).begin, digest, gate.now())
        response = Response(status_code=204)
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=int(LASTS.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https" or request.url.hostname not in _OF_THIS_MACHINE,
        )
        return response

    @app.delete("/session", status_code=204)
    async def end() -> Response:
        response = Response(status_code=204)
        response.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return response
