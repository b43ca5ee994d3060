"""GraphQL over HTTP: reads a request strictly, runs it in a worker thread, and says what is wrong with it in one shape."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from strawberry.fastapi import GraphQLRouter
from strawberry.file_uploads.utils import replace_placeholders_with_files
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.schema.base import BaseSchema
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UNSET

from orggraph.errors import StoreError
from orggraph_api.context import Context
from orggraph_api.documents import named_by
from orggraph_api.errors import Busy, Later, RateLimited, masked
from orggraph_api.events import EventStream
from orggraph_api.media import EVENTS, GRAPHQL, JSON, media_type, takes_events
from orggraph_api.sessions import shown_by
from orggraph_api.streams import Asked, Streams, is_refused

T = TypeVar("T")
log = logging.getLogger("orggraph.api")

PREFLIGHT = ("graphql-require-preflight", "apollo-require-preflight", "x-requested-with")
_LATER = 5
_STATUS = {StoreError.code: 503, RateLimited.code: RateLimited.status, Busy.code: Busy.status}
"""Of errors that make it worth asking again."""
_CODES = {401: "UNAUTHENTICATED", 404: "NOT_FOUND", 413: "TOO_LARGE"}


class Unauthenticated(Exception):
    """No token, or one that is not known."""


class Router(GraphQLRouter[Context, None]):
    """The one GraphQL endpoint. Use cases are synchronous, so operations run in worker threads."""

    def __init__(self, schema: BaseSchema, streams: Streams, **more: Any) -> None:
        super().__init__(schema, **more)
        self._streams = streams

    async def run(self, request: Any, context: Any = UNSET, root_value: Any = UNSET) -> Any:
        """Answer, and let go of the files that came with it."""
        try:
            if takes_events(request.headers.get("accept", "")) and not _is_form(request):
                return await self._in_events(request, context)
            return await super().run(request, context, root_value)
        finally:
            await request.close()

    async def _in_events(self, request: Any, context: Context) -> EventStream:
        """Answer one operation in server-sent events."""
        held = await self.parse_http_body(self.request_adapter_class(request))
        asked = Asked(
            query=held.query,
            variables=held.variables,
            operation_name=held.operation_name,
            extensions=held.extensions,
            shown=shown_by(request),
            accept_language=context.accept_language,
            allowed=frozenset({*OperationType.from_http(request.method), OperationType.SUBSCRIPTION}),
        )
        return EventStream(self._streams, asked, context.viewer)

    async def execute_operation(
        self,
        request: Any,  # noqa: ARG002
        request_adapter: Any,
        request_data: Any,
        context: Any,
        root_value: Any,
        sub_response: Any,
    ) -> Any:
        """Run one operation; a GET changes nothing. A store that fails meanwhile makes it worth asking again later."""
        sub_response.media_type = media_type(str(request_adapter.headers.get("accept", "")))
        if sub_response.media_type is None:
            raise HTTPException(406, f"An answer is {GRAPHQL} or {JSON}.")
        try:
            result = await run_in_threadpool(
                self.schema.execute_sync,
                request_data.query,
                variable_values=request_data.variables,
                context_value=context,
                root_value=root_value,
                operation_name=request_data.operation_name,
                allowed_operation_types=OperationType.from_http(request_adapter.method) - {OperationType.SUBSCRIPTION},
                operation_extensions=request_data.extensions,
            )
        except InvalidOperationTypeError as error:
            raise HTTPException(400, _how_to_send(error.operation_type)) from error
        except CannotGetOperationTypeError as error:
            raise HTTPException(400, "The document has no operation of that name.") from error
        sub_response.headers.update(context.quotas.fields(context.viewer))
        again = _again(result)
        if again:
            sub_response.status_code, seconds = again
            sub_response.headers["Retry-After"] = str(seconds)
        elif sub_response.media_type == GRAPHQL and is_refused(result):
            sub_response.status_code = 400
        return result

    async def process_result(self, request: Any, result: Any) -> GraphQLHTTPResponse:
        """Write an answer down; a request that was not run has no data, not even none."""
        answer = await super().process_result(request, result)
        if is_refused(result):
            del answer["data"]
        return answer

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        """Answer in the media type that was agreed on."""
        return Response(
            self.encode_json(response_data),
            status_code=sub_response.status_code or 200,
            headers=dict(sub_response.headers),
            media_type=sub_response.media_type,
        )

    async def parse_http_body(self, request: Any) -> GraphQLRequestData:
        """Read a query with what goes with it, from JSON, from a form with files, or from the address."""
        content_type = str(request.headers.get("content-type", "")).partition(";")[0].strip().lower()
        if request.method == "GET":
            held = dict(request.query_params)
            held |= {name: _object(held[name]) for name in ("variables", "extensions") if name in held}
        elif content_type == "application/json":
            held = _object(await request.get_body())
        elif content_type == "multipart/form-data":
            held = await _form(request)
        else:
            raise HTTPException(400, "Send application/json, or multipart/form-data for an upload.")
        query, extensions = _of_type(str, held, "query"), _of_type(dict, held, "extensions") or {}
        document_id = _of_type(str, held, "documentId")
        if document_id is not None:
            extensions |= named_by(document_id)
        if not (query or "persistedQuery" in extensions):
            raise HTTPException(400, "The request has no `query`.")
        return GraphQLRequestData(
            query=query,
            variables=_of_type(dict, held, "variables"),
            operation_name=_of_type(str, held, "operationName"),
            extensions=extensions,
            protocol="http",
        )

    def should_render_graphql_ide(self, request: Any) -> bool:  # noqa: ARG002
        """Never: what comes in is a query."""
        return False

    def encode_json(self, data: object) -> bytes:
        """Write an answer."""
        return msgspec.json.encode(data)


def _is_form(request: Any) -> bool:
    """Tell whether files come along, which are there until the request is answered and no longer."""
    return str(request.headers.get("content-type", "")).lower().startswith("multipart/")


def _how_to_send(kind: OperationType) -> str:
    if kind is OperationType.SUBSCRIPTION:
        return f"Follow a subscription over a websocket (graphql-transport-ws), or name {EVENTS} first in Accept."
    return "Send a mutation by POST."


def _again(result: Any) -> tuple[int, int] | None:
    """Give the status of an answer that may be asked for again, and in how many seconds."""
    told = (error.extensions or {} for error in result.errors or ())
    return next((((_STATUS[e["code"]]), e.get("retryAfter", _LATER)) for e in told if e.get("code") in _STATUS), None)


async def _form(request: Any) -> dict[str, Any]:
    """Read an upload, unless another site's page could have sent it."""
    if not any(request.headers.get(name) for name in PREFLIGHT):
        raise HTTPException(400, "An upload needs the header GraphQL-Require-Preflight.")
    form = await request.get_form_data()
    operations, places = _object(form.form.get("operations", "")), _object(form.form.get("map", ""))
    try:
        return replace_placeholders_with_files(operations, places, form.files)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise HTTPException(400, "`map` does not fit the files and the `operations` that were sent.") from error


def _object(text: Any) -> dict[str, Any]:
    try:
        held = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError, TypeError) as error:
        raise HTTPException(400, "The request is not well-formed JSON.") from error
    if not isinstance(held, dict):
        raise HTTPException(400, "The request is not a JSON object; send one operation at a time.")
    return held


def _of_type(kind: type[T], held: dict[str, Any], name: str) -> T | None:
    value = held.get(name)
    if value is not None and not isinstance(value, kind):
        raise HTTPException(400, f"`{name}` is not {'a text' if kind is str else 'an object'}.")
    return value


def add_refusals(app: FastAPI) -> None:
    """Say everything that keeps a request from being answered in the shape of GraphQL errors."""
    handlers: dict[type[Exception], Callable[[Request, Any], Any]] = {
        Unauthenticated: _unauthenticated,
        HTTPException: _refused,
        RequestValidationError: _not_as_asked,
        Later: _later,
        StoreError: _store_unusable,
        Exception: _unexpected,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def refusal(status: int, code: str, message: str, **more: Any) -> Response:
    """Make an answer that is only an error; `more` goes beside the code."""
    body = {"errors": [{"message": message, "extensions": {"code": code, **more}}]}
    headers = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": str(_LATER)}}
    return JSONResponse(body, status_code=status, headers=headers.get(status))


def later(error: Later) -> Response:
    """Make an answer that asks for patience."""
    answer = refusal(error.status, error.code, str(error), retryAfter=error.seconds)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


async def _later(_: Request, error: Later) -> Response:
    return later(error)


async def _unauthenticated(_: Request, __: Exception) -> Response:
    return refusal(401, "UNAUTHENTICATED", "A valid bearer token is needed.")


async def _refused(_: Request, error: HTTPException) -> Response:
    return refusal(error.status_code, _CODES.get(error.status_code, "INVALID"), str(error.detail))


async def _not_as_asked(_: Request, error: RequestValidationError) -> Response:
    wrong = error.errors()[0]
    place = ".".join(str(part) for part in wrong["loc"])
    return refusal(400, "INVALID", f"{place}: {wrong['msg']}.")


async def _store_unusable(_: Request, error: StoreError) -> Response:
    message, extensions = masked(error)
    return refusal(503, message=message, **extensions)


async def _unexpected(_: Request, error: Exception) -> Response:
    message, extensions = masked(error)
    return refusal(500, message=message, **extensions)
