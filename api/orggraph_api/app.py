"""The HTTP application: authenticates before parsing, bounds the body, runs each operation in a worker thread."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from orggraph.domain.viewer import Viewer
from orggraph.errors import StoreError
from orggraph.settings import IdentityProvider
from orggraph.stores.base import Store
from orggraph.usecases.auditing import RefusedSignIns
from orggraph.usecases.formats import Formats
from orggraph_api.bearer import signed_tokens
from orggraph_api.body import BodyLimit
from orggraph_api.context import Context
from orggraph_api.explorer import add_explorer
from orggraph_api.gate import Gate
from orggraph_api.nodes import find_node, node_of
from orggraph_api.router import Router, add_refusals
from orggraph_api.schema import schema
from orggraph_api.signing_in import add_sessions, who_asks

_MEGABYTE = 1024 * 1024
_KILOBYTE = 1024


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


def create_app(parts: Parts) -> FastAPI:
    """Make the application over an open store, which is closed with it."""
    refused = RefusedSignIns(parts.store)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        with suppress(StoreError):
            refused.settle(parts.now(), ends=True)
        parts.store.close()

    app = FastAPI(title="OrgGraph", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    add_refusals(app)
    app.add_middleware(
        BodyLimit, most=parts.max_body_kb * _KILOBYTE, most_upload=parts.max_upload_mb * _MEGABYTE + _MEGABYTE
    )
    gate = Gate(parts.store, parts.now, signed_tokens(parts.identity) if parts.identity else None, refused)
    app.include_router(_router(parts, gate), prefix="/graphql")
    add_sessions(app, gate)
    add_explorer(app)
    _add_health(app, parts, refused)
    return app


def _router(parts: Parts, gate: Gate) -> Router:
    asking = who_asks(gate)

    async def context(request: Request, viewer: Viewer = Depends(asking)) -> Context:
        return Context(
            store=parts.store,
            viewer=viewer,
            formats=parts.formats,
            now=parts.now(),
            find_node=find_node,
            wrap=node_of,
            max_upload_bytes=parts.max_upload_mb * _MEGABYTE,
            accept_language=request.headers.get("accept-language", ""),
        )

    return Router(schema, graphql_ide=None, context_getter=context, subscription_protocols=())


def _add_health(app: FastAPI, parts: Parts, refused: RefusedSignIns) -> None:
    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def readyz() -> Response:
        await run_in_threadpool(parts.store.ready)
        await run_in_threadpool(refused.settle, parts.now())
        return JSONResponse({"status": "ready"})
