"""Refuses an operation that asks too much before it is validated, and lets few heavy ones run at once."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from functools import cache, lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    parse,
)
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document
from strawberry.types import ExecutionContext

from orggraph.domain.viewer import Permission, Viewer
from orggraph.errors import ForbiddenError, InvalidInput, OrgGraphError, TooComplexError
from orggraph_api.bill import Bill
from orggraph_api.context import Context
from orggraph_api.limits import HEAVY, Limits
from orggraph_api.measuring import Measure, weigh

_REMEMBERED = 128
_ENDLESS_NUMBER = re.compile(r"\d{4001}")
"""Python refuses to read such a number."""
_TOLD = {
    "depth": "levels of fields",
    "aliases": "aliased or repeated fields",
    "directives": "directives",
    "directives_in_one_place": "directives in one place",
    "fields": "fields",
    "root_fields": "fields of the operation itself",
    "cost": "points of cost",
}


def parsed(text: str, limits: Limits) -> DocumentNode:
    """Parse a document within bounds, or remember it."""
    if len(text) > limits.characters:
        raise TooComplexError(
            f"The query has {len(text):,} characters; {limits.characters:,} are allowed.",
            "Leave out comments and blanks, or ask in several steps.",
        )
    if _ENDLESS_NUMBER.search(text):
        raise InvalidInput("The document holds a number of more than 4,000 digits.", "Give a number that can be.")
    return _remembered(text, max_tokens=limits.tokens)


_remembered = lru_cache(_REMEMBERED)(parse)
_validated = lru_cache(_REMEMBERED)(validate_document)
_validated_for_good = cache(validate_document)
"""Of documents that the server was given: there are no more of them than it was given."""
_NOTHING = parse("{ __typename }")


class Guard(SchemaExtension):
    """Finds and parses a document within bounds, and refuses what asks too much before it is validated; the answer says what it cost."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.bill: Bill | None = None
        self.refused: Exception | None = None

    def on_operation(self) -> Iterator[None]:
        """Find the document; what keeps it from being run is told where it is validated, whatever the transport."""
        context = self.execution_context
        asked: Context = context.context
        try:
            text = asked.documents.text(asked.viewer.workspace, context.query, context.operation_extensions)
            asked.documents.refuse_untrusted(text, by_session=asked.by_session)
            context.query = text
            context.graphql_document = asked.documents.pinned.get(text) or parsed(text, self.limits)
            if context._provided_operation_name is None:  # noqa: SLF001 - what is public guesses the first
                _refuse_to_choose(context.graphql_document)
        except (OrgGraphError, GraphQLError) as error:
            self.refused = error
            context.query, context.graphql_document = context.query or "", _NOTHING
            context._provided_operation_name = None  # noqa: SLF001 - it names nothing in a document that is not run
        yield

    def on_validate(self) -> Iterator[None]:
        """Measure, then let it be validated."""
        context = self.execution_context
        context.pre_execution_errors = [_told(self.refused)] if self.refused else self._errors(context)
        yield

    def on_execute(self) -> Iterator[None]:
        """Wait for a turn if it is heavy, then begin to count the time; of a subscription each answer is an operation."""
        asked: Context = self.execution_context.context
        heavy = self.bill is not None and self.bill.points >= HEAVY
        with asked.turns.turn(repr((asked.viewer.workspace, asked.viewer.user))) if heavy else nullcontext():
            asked.pace.begin()
            yield

    def _errors(self, context: ExecutionContext) -> list[GraphQLError]:
        """Tell what keeps a document from being run."""
        schema = context.schema._schema  # noqa: SLF001 - strawberry gives no other way to it
        document = context.graphql_document or _NOTHING
        found, each_row = weigh(schema, document, context.variables or {}, context.operation_name)
        asked: Context = context.context
        self.bill = asked.bill = Bill(found.cost, each_row)
        try:
            self._refuse(found, asked.viewer)
            asked.quotas.spend(asked.viewer, found.cost)
        except OrgGraphError as error:
            return [_told(error)]
        validated = _validated_for_good if context.query in asked.documents.pinned else _validated
        return list(validated(schema, document, context.validation_rules))

    def get_results(self) -> dict[str, Any]:
        """Tell the price."""
        return {} if self.bill is None else {"cost": {"points": self.bill.points, "most": self.limits.cost}}

    def _refuse(self, found: Measure, viewer: Viewer) -> None:
        if found.introspected and Permission.SCHEMA_READ not in viewer.permissions:
            raise ForbiddenError(f"Reading the schema needs the permission {Permission.SCHEMA_READ.value}.")
        for name, what in _TOLD.items():
            count, most = getattr(found, name), getattr(self.limits, name)
            if count > most:
                raise TooComplexError(f"The query has {count} {what}; {most} are allowed.", "Ask in several steps.")


def _refuse_to_choose(document: DocumentNode) -> None:
    operations = sum(isinstance(one, OperationDefinitionNode) for one in document.definitions)
    if operations > 1:
        raise InvalidInput(f"The document has {operations} operations.", "Say in `operationName` which one to run.")


def _told(error: Exception) -> GraphQLError:
    return error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)
