"""An answer leaves when the audit log holds whose opinions it gives; what cannot be logged is not given."""

import hashlib
from collections.abc import Iterator
from typing import Any

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionResult

from orggraph.errors import StoreError
from orggraph_api.context import Context


class Heard(SchemaExtension):
    """Keeps what is run in the context: a document may have been named by its hash alone."""

    def on_execute(self) -> Iterator[None]:
        """Keep what is run."""
        running = self.execution_context
        if isinstance(running.context, Context):
            running.context.running = running
        yield


def logged(result: ExecutionResult, context: Any) -> ExecutionResult:
    """Give the answer if it could be logged whose opinions were read; else nothing of it."""
    if not isinstance(context, Context) or not context.opinions or context.running is None:
        return result
    try:
        context.opinions.log(
            context.store,
            context.viewer,
            context.now,
            operation=context.running.operation_name,
            document=hashlib.sha256((context.running.query or "").encode()).hexdigest(),
            cost=((result.extensions or {}).get("cost") or {}).get("points"),
        )
    except StoreError as error:
        unlogged = GraphQLError(error.message, original_error=error)
        return ExecutionResult(data=None, errors=[unlogged], extensions=result.extensions)
    return result
