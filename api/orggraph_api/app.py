"""The HTTP application: authenticates before parsing, bounds the body, runs each operation in a worker thread."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from orggraph.domain.viewer import Viewer
from orggraph.settings import IdentityProvider
from orggraph.stores.base import Store
from orggraph.usecases.formats import Formats
from orggraph.usecases.pace import Pace
from orggraph_api.attempts import RefusedSignIns
from orggraph_api.bearer import signed_tokens
from orggraph_api.body import BodyLimit
from orggraph_api.context import Context
from orggraph_api.documents import OnlyTrusted, read_documents
from orggraph_api.gate import Gate
from orggraph_api.limits import LIMITS
from orggraph_api.nodes import find_node, node_of
from orggraph_api.quotas import EACH_REQUEST, Allowance, Quotas
from orggraph_api.router import Router, add_refusals
from orggraph_api.schema import schema
from orggraph_api.signing_in import add_sessions, who_asks
from orggraph_api.turns import Turns

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
    points_per_minute: int | None = None
    workspace_points_per_minute: int | None = None
    """What each user, and each workspace, may spend; None is any number."""
    refused_sign_ins_per_minute: int = 60
    """Of each address."""
    turns: Turns = field(default_factory=Turns)
    trusted_documents: Path | None = None
    only_trusted_documents: str = OnlyTrusted.NEVER


def create_app(parts: Parts) -> FastAPI:
    """Make the application over an open store, which is closed with it."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        parts.store.close()

    app = FastAPI(title="OrgGraph", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    add_refusals(app)
    app.add_middleware(
        BodyLimit, most=parts.max_body_kb * _KILOBYTE, most_upload=parts.max_upload_mb * _MEGABYTE + _MEGABYTE
    )
    app.add_middleware(RefusedSignIns, allowance=Allowance("address", parts.refused_sign_ins_per_minute))
    gate = Gate(parts.store, parts.now, signed_tokens(parts.identity) if parts.identity else None)
    app.include_router(_router(parts, gate), prefix="/graphql")
    add_sessions(app, gate)
    _add_health(app, parts.store)
    return app


def _router(parts: Parts, gate: Gate) -> Router:
    asking = who_asks(gate)
    documents = read_documents(parts.trusted_documents, OnlyTrusted(parts.only_trusted_documents), schema.core)
    quotas = Quotas(parts.points_per_minute, parts.workspace_points_per_minute)

    async def context(request: Request, viewer: Viewer = Depends(asking)) -> Context:
        quotas.spend(viewer, EACH_REQUEST)
        return Context(
            store=parts.store,
            viewer=viewer,
            formats=parts.formats,
            now=parts.now(),
            find_node=find_node,
            wrap=node_of,
            max_upload_bytes=parts.max_upload_mb * _MEGABYTE,
            accept_language=request.headers.get("accept-language", ""),
            quotas=quotas,
            turns=parts.turns,
            pace=Pace(LIMITS.seconds, parts.now),
            documents=documents,
            by_session="authorization" not in request.headers,
        )

    return Router(schema, graphql_ide=None, context_getter=context, subscription_protocols=())


def _add_health(app: FastAPI, store: Store) -> None:
    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def readyz() -> Response:
        await run_in_threadpool(store.ready)
        return JSONResponse({"status": "ready"})
