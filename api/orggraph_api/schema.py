"""The schema, built once: its SDL is committed beside this package and compared in a test."""

from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from orggraph_api.descriptions import describe
from orggraph_api.errors import formatted
from orggraph_api.mutations import Mutation
from orggraph_api.queries import Query
from orggraph_api.types.deals import Deal, Escalation, Signal, Stakeholder
from orggraph_api.types.imports import ImportBatch
from orggraph_api.types.people import Account, Influence, Person, Position, Tie


class _Schema(strawberry.Schema):
    """A schema described throughout, whose errors are fit for clients, and logged only where they are ours."""

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        describe(self._schema)

    def process_errors(self, errors: list, execution_context: ExecutionContext | None = None) -> None:  # type: ignore[type-arg]  # noqa: ARG002
        """Replace each error, in place, by what a client may see."""
        errors[:] = [formatted(error) for error in errors]


schema = _Schema(
    query=Query,
    mutation=Mutation,
    types=[Account, Person, Position, Deal, Stakeholder, Signal, Escalation, Influence, Tie, ImportBatch],
    config=StrawberryConfig(disable_field_suggestions=True),
)


def sdl() -> str:
    """Print the schema."""
    return schema.as_str() + "\n"
