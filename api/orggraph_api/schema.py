"""The schema, built once: its SDL is committed beside this package and compared in a test."""

from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLSchema, introspection_from_schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext, ExecutionResult

from orggraph_api.bill import count_rows
from orggraph_api.descriptions import describe
from orggraph_api.errors import formatted
from orggraph_api.guard import Guard
from orggraph_api.limits import LIMITS
from orggraph_api.logged import Heard, logged
from orggraph_api.mutations import Mutation
from orggraph_api.queries import Query
from orggraph_api.shortcuts import shorten
from orggraph_api.subscriptions import Subscription
from orggraph_api.types.accounts import Account
from orggraph_api.types.deals import Deal
from orggraph_api.types.imports import ImportBatch
from orggraph_api.types.people import Person, Position
from orggraph_api.types.signals import Escalation, Signal
from orggraph_api.types.stakeholders import Stakeholder
from orggraph_api.types.ties import Influence, Tie


class _Schema(strawberry.Schema):
    """A schema described throughout, whose errors are fit for clients, and logged only where they are ours."""

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        describe(self._schema)
        shorten(self._schema)
        count_rows(self._schema)

    @property
    def core(self) -> GraphQLSchema:
        """The schema as graphql-core knows it."""
        return self._schema

    def execute_sync(self, *args: Any, **kwargs: Any) -> ExecutionResult:
        """Run an operation, and log whose opinions it read; each of its errors is what a client may see."""
        result = logged(super().execute_sync(*args, **kwargs), kwargs.get("context_value"))
        if result.errors:
            result.errors = [formatted(error) for error in result.errors[: LIMITS.errors]]
        return result

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing: what is ours is logged where it is masked, and what is not ours is no concern of the log."""


schema = _Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Account, Person, Position, Deal, Stakeholder, Signal, Escalation, Influence, Tie, ImportBatch],
    extensions=[lambda: Guard(LIMITS), Heard],
    config=StrawberryConfig(disable_field_suggestions=True),
)


def sdl() -> str:
    """Print the schema."""
    return schema.as_str() + "\n"


def introspection() -> dict[str, Any]:
    """Give the schema as a client asks for it."""
    return dict(introspection_from_schema(schema.core))
