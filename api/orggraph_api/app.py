"""The HTTP application: authenticates before parsing, bounds the body, runs each operation in a worker thread."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool
from strawberry.fastapi import GraphQLRouter
from strawberry.types.graphql import OperationType

from orggraph.domain.viewer import Viewer
from orggraph.errors import StoreError
from orggraph.stores.base import Store
from orggraph.usecases.formats import Formats
from orggraph.usecases.tokens import viewer_of
from orggraph_api.context import Context
from orggraph_api.limits import BodyLimit
from orggraph_api.nodes import find_node
from orggraph_api.schema import schema
from orggraph_api.types.deals import Deal

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


class _Unauthenticated(Exception):
    """No token, or one that is not known."""


def create_app(parts: Parts) -> FastAPI:
    """Make the application over an open store, which is closed with it."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        parts.store.close()

    app = FastAPI(title="OrgGraph", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_exception_handler(_Unauthenticated, _refuse)
    app.add_middleware(
        BodyLimit, most=parts.max_body_kb * _KILOBYTE, most_upload=parts.max_upload_mb * _MEGABYTE + _MEGABYTE
    )
    app.include_router(_router(parts), prefix="/graphql")
    _add_health(app, parts.store)
    return app


def _router(parts: Parts) -> GraphQLRouter[Context, None]:
    bearer = HTTPBearer(auto_error=False)

    async def viewer(credentials: HTTPAuthorizationCredentials | None = Depends(bearer)) -> Viewer:
        found = await run_in_threadpool(viewer_of, parts.store, credentials.credentials) if credentials else None
        if found is None:
            raise _Unauthenticated
        return found

    async def context(request: Request, asking: Viewer = Depends(viewer)) -> Context:
        return Context(
            store=parts.store,
            viewer=asking,
            formats=parts.formats,
            now=parts.now(),
            find_node=find_node,
            deal_node=Deal.of,
            max_upload_bytes=parts.max_upload_mb * _MEGABYTE,
            accept_language=request.headers.get("accept-language", ""),
        )

    return _Router(
        schema, graphql_ide=None, context_getter=context, multipart_uploads_enabled=True, subscription_protocols=()
    )


class _Router(GraphQLRouter[Context, None]):
    """Runs operations in worker threads, since use cases are synchronous; a multipart body needs the preflight header."""

    async def execute_operation(
        self,
        request: Any,  # noqa: ARG002
        request_adapter: Any,
        request_data: Any,
        context: Any,
        root_value: Any,
        sub_response: Any,  # noqa: ARG002
    ) -> Any:
        allowed = OperationType.from_http(request_adapter.method)
        return await run_in_threadpool(
            self.schema.execute_sync,
            request_data.query,
            variable_values=request_data.variables,
            context_value=context,
            root_value=root_value,
            operation_name=request_data.operation_name,
            allowed_operation_types=allowed,
        )

    async def parse_http_body(self, request: Any) -> Any:
        """Refuse a form that another site's page could have sent."""
        content_type = str(request.headers.get("content-type", ""))
        names = ("graphql-require-preflight", "apollo-require-preflight", "x-requested-with")
        if content_type.startswith("multipart/") and not any(request.headers.get(name) for name in names):
            raise HTTPException(400, "An upload needs the header GraphQL-Require-Preflight.")
        return await super().parse_http_body(request)


async def _refuse(_: Request, __: Exception) -> Response:
    body = {"errors": [{"message": "A valid bearer token is needed.", "extensions": {"code": "UNAUTHENTICATED"}}]}
    return JSONResponse(body, status_code=401, headers={"WWW-Authenticate": "Bearer"})


def _add_health(app: FastAPI, store: Store) -> None:
    @app.get("/healthz")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/readyz")
    async def readyz() -> Response:
        try:
            await run_in_threadpool(store.ready)
        except StoreError as error:
            return JSONResponse(
                {"status": "not ready", "reason": str(error)}, status_code=503, headers={"Retry-After": "5"}
            )
        return JSONResponse({"status": "ready"})
