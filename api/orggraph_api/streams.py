"""Operations that are answered more than once: each answer is the operation run anew, for the viewer as they then are."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.http import process_result
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType as Allowed

from orggraph.domain.viewer import Viewer
from orggraph.errors import InvalidInput
from orggraph_api.context import Context, Followed
from orggraph_api.errors import TooMany, formatted
from orggraph_api.hub import Follower, Hub, LetIn, Shown, SignedOut
from orggraph_api.limits import STREAMS
from orggraph_api.schema import schema
from orggraph_api.threads import to_its_end

log = logging.getLogger("orggraph.api")

Answer = dict[str, Any]
ContextOf = Callable[[Viewer, Shown, str], Context]
"""Makes the context of one operation: for a viewer, what they showed to come in, and their Accept-Language."""

_MOMENT, _MOMENTS = 0.05, 20
_PATIENCE = 1
_SUBSCRIPTION = "subscription"

ANY: frozenset[Allowed] = frozenset(Allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One operation as it was sent, and who sent it."""

    query: str | None
    variables: Mapping[str, Any] | None
    operation_name: str | None
    shown: Shown
    extensions: Mapping[str, Any] | None = None
    accept_language: str = ""
    allowed: frozenset[Allowed] = ANY

    @property
    def may_be_followed(self) -> bool:
        """Tell whether it may be a subscription; one that is named by its hash may."""
        return self.query is None or _SUBSCRIPTION in self.query


class Streams:
    """Answers operations over connections that stay open."""

    def __init__(self, hub: Hub, let_in: LetIn, context_of: ContextOf) -> None:
        self._hub = hub
        self._let_in = let_in
        self._context_of = context_of
        self._threads = asyncio.Semaphore(STREAMS.threads)
        self._open: dict[tuple[str, str], int] = {}
        self._strangers = 0
        self.stopping = asyncio.Event()

    async def stop(self) -> None:
        """Let every stream and websocket end, and give them a moment to say so."""
        self.stopping.set()
        await self._hub.stop()
        for _ in range(_MOMENTS):
            if not self._open and not self._strangers:
                return
            await asyncio.sleep(_MOMENT)

    async def viewer(self, shown: Shown) -> Viewer | None:
        """Tell who somebody is, as of now."""
        return await to_its_end(self._let_in, shown)

    @property
    def is_crowded(self) -> bool:
        """Tell whether too many connections have not said who they are."""
        return self._strangers >= STREAMS.unknown_connections

    @contextmanager
    def stranger(self) -> Iterator[None]:
        """Count a connection that has not said who it is."""
        self._strangers += 1
        try:
            yield
        finally:
            self._strangers -= 1

    @contextmanager
    def counted(self, viewer: Viewer) -> Iterator[None]:
        """Count one open connection of a user; refuse one too many."""
        who = viewer.workspace, viewer.user
        count = self._open.get(who, 0)
        if count >= STREAMS.connections:
            raise TooMany(f"You have {count} connections open.", "Close some of them.")
        self._open[who] = count + 1
        try:
            yield
        finally:
            self._open[who] -= 1
            if not self._open[who]:
                del self._open[who]

    async def answers(self, asked: Asked) -> AsyncGenerator[Answer, None]:
        """Give the one answer of a query or mutation, or one after the other as things change.

        Raises
        ------
        SignedOut
            When whoever asked may no longer come in.
        """
        viewer = await self.viewer(asked.shown)
        if viewer is None:
            raise SignedOut
        if not asked.may_be_followed:
            yield (await self._run(asked, viewer))[0]
            return
        async with self._hub.follow(asked.shown, viewer) as follower:
            async for answer in self._followed(asked, follower):
                yield answer

    async def _followed(self, asked: Asked, follower: Follower) -> AsyncGenerator[Answer, None]:
        """Answer at first where that is of use, then whenever the answer or what it is about has changed, until it is over."""
        answer, found = await self._run(asked, follower.viewer)
        if found is None or found.told_at_once:
            yield answer
        while found and not found.over:
            follower.follows_progress = found.in_progress
            viewer = await follower.news()
            newer, now = await self._run(asked, viewer)
            if _comes_too_soon(newer):
                await asyncio.sleep(_PATIENCE)
                follower.remind()
                continue
            is_new = now is None or (now.mark, _content(newer)) != (found.mark, _content(answer))
            answer, found = newer, now
            if is_new:
                yield answer

    async def _run(self, asked: Asked, viewer: Viewer) -> tuple[Answer, Followed | None]:
        context = self._context_of(viewer, asked.shown, asked.accept_language)
        async with self._threads:
            result = await to_its_end(_executed, asked, context)
        answer: Answer = {**process_result(result)}
        if is_refused(result):
            del answer["data"]
        return answer, context.followed


def is_refused(result: Any) -> bool:
    """Tell whether an operation was not run at all: what fails while it runs has a path."""
    return result.data is None and bool(result.errors) and all(error.path is None for error in result.errors)


def _executed(asked: Asked, context: Context) -> ExecutionResult:
    try:
        return schema.execute_sync(
            asked.query,
            variable_values=dict(asked.variables or {}),
            context_value=context,
            operation_name=asked.operation_name,
            allowed_operation_types=asked.allowed,
            operation_extensions=dict(asked.extensions or {}),
        )
    except MissingQueryError:
        return _refused("The request has no `query`.")
    except InvalidOperationTypeError:
        return _refused("Send a mutation by POST.")
    except CannotGetOperationTypeError:
        return _refused("The document has no operation of that name.")


def _refused(message: str) -> ExecutionResult:
    return ExecutionResult(data=None, errors=[formatted(GraphQLError(message, original_error=InvalidInput(message)))])


def _comes_too_soon(answer: Answer) -> bool:
    """Tell whether nothing else is wrong than that the viewer has spent what they may for now."""
    return any("retryAfter" in error.get("extensions", {}) for error in answer.get("errors", ()))


def _content(answer: Answer) -> tuple[Any, Any]:
    return answer.get("data"), answer.get("errors")
