"""The HTTP application: authenticates before parsing, bounds the body, runs each operation in a worker thread."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from orggraph.domain.viewer import Viewer
from orggraph.errors import OrgGraphError, StoreError
from orggraph.settings import IdentityProvider
from orggraph.stores.base import Store
from orggraph.usecases.auditing import RefusedSignIns
from orggraph.usecases.background import Background
from orggraph.usecases.formats import Formats
from orggraph.usecases.pace import Pace
from orggraph_api.attempts import Attempts
from orggraph_api.bearer import signed_tokens
from orggraph_api.body import BodyLimit
from orggraph_api.context import Context
from orggraph_api.documents import OnlyTrusted, read_documents
from orggraph_api.explorer import add_explorer
from orggraph_api.gate import Gate
from orggraph_api.hub import Hub, Shown
from orggraph_api.limits import LIMITS, STREAMS
from orggraph_api.nodes import find_node, node_of
from orggraph_api.quotas import EACH_REQUEST, Allowance, Quotas
from orggraph_api.router import Router, add_refusals
from orggraph_api.schema import schema
from orggraph_api.sessions import shown_by
from orggraph_api.signing_in import add_sessions, let_in, who_asks
from orggraph_api.sockets import serve
from orggraph_api.streams import ContextOf, Streams
from orggraph_api.threads import to_its_end
from orggraph_api.turns import Turns

_MEGABYTE = 1024 * 1024
_KILOBYTE = 1024
_LOOK_EVERY_SECONDS = 15
_SECONDS_TO_LEAVE_IMPORTS = 5

log = logging.getLogger("orggraph.api")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the application is made of."""

    store: Store
    formats: Formats
    now: Callable[[], datetime]
    max_body_kb: int = 1_024
    max_upload_mb: int = 50
    identity: IdentityProvider | None = None
    """Who else than ourselves signs tokens."""
    points_per_minute: int | None = None
    workspace_points_per_minute: int | None = None
    """What each user, and each workspace, may spend; None is any number."""
    refused_sign_ins_per_minute: int = 60
    """Of each address."""
    turns: Turns = field(default_factory=Turns)
    trusted_documents: Path | None = None
    only_trusted_documents: str = OnlyTrusted.NEVER
    tick_ms: int = 500
    """How often it is looked whether what somebody follows has changed."""


def create_app(parts: Parts) -> FastAPI:
    """Make the application over an open store, which is closed with it."""
    background = Background(parts.store, parts.formats, parts.now)
    refused = RefusedSignIns(parts.store)
    gate = Gate(parts.store, parts.now, signed_tokens(parts.identity) if parts.identity else None, refused)
    quotas = Quotas(parts.points_per_minute, parts.workspace_points_per_minute)
    make = _contexts(parts, background, quotas)
    streams = Streams(Hub(parts.store, let_in(gate), parts.tick_ms / 1_000), let_in(gate), make)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        looking = asyncio.create_task(_look_again(background))
        yield
        await streams.stop()
        looking.cancel()
        await asyncio.wait((looking,))
        await run_in_threadpool(background.close, _SECONDS_TO_LEAVE_IMPORTS)
        with suppress(StoreError):
            refused.settle(parts.now(), ends=True)
        parts.store.close()

    app = FastAPI(title="OrgGraph", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    add_refusals(app)
    app.add_middleware(
        BodyLimit, most=parts.max_body_kb * _KILOBYTE, most_upload=parts.max_upload_mb * _MEGABYTE + _MEGABYTE
    )
    app.add_middleware(Attempts, allowance=Allowance("address", parts.refused_sign_ins_per_minute))
    app.state.streams = streams
    app.state.message_bytes = STREAMS.message_bytes
    app.add_api_websocket_route("/graphql", partial(serve, streams))
    app.include_router(_router(make, streams, gate, quotas), prefix="/graphql")
    add_sessions(app, gate)
    add_explorer(app)
    _add_health(app, parts, refused)
    return app


def _contexts(parts: Parts, background: Background, quotas: Quotas) -> ContextOf:
    documents = read_documents(parts.trusted_documents, OnlyTrusted(parts.only_trusted_documents), schema.core)

    def make(viewer: Viewer, shown: Shown, accept_language: str) -> Context:
        return Context(
            store=parts.store,
            viewer=viewer,
            formats=parts.formats,
            now=parts.now(),
            find_node=find_node,
            wrap=node_of,
            max_upload_bytes=parts.max_upload_mb * _MEGABYTE,
            quotas=quotas,
            turns=parts.turns,
            pace=Pace(LIMITS.seconds, parts.now),
            documents=documents,
            by_session=shown.authorization is None,
            background=background,
            accept_language=accept_language,
        )

    return make


def _router(make: ContextOf, streams: Streams, gate: Gate, quotas: Quotas) -> Router:
    asking = who_asks(gate)

    async def context(request: Request, viewer: Viewer = Depends(asking)) -> Context:
        quotas.spend(viewer, EACH_REQUEST)
        return make(viewer, shown_by(request), request.headers.get("accept-language", ""))

    return Router(schema, streams, graphql_ide=None, context_getter=context, subscription_protocols=())


async def _look_again(background: Background) -> None:
    """Take up imports whose process died, as long as this one lives."""
    while True:
        try:
            await to_its_end(background.look)
        except OrgGraphError as error:
            log.warning("imports that were cut off cannot be looked for: %s", error)
        await asyncio.sleep(_LOOK_EVERY_SECONDS)


def _add_health(app: FastAPI, parts: Parts, refused: RefusedSignIns) -> None:
    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def readyz() -> Response:
        await run_in_threadpool(parts.store.ready)
        await run_in_threadpool(refused.settle, parts.now())
        return JSONResponse({"status": "ready"})
