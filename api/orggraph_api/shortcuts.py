"""Fields that need nothing of strawberry while a query runs are resolved without it: plain attributes, and methods without arguments."""

from collections.abc import Callable
from operator import attrgetter
from types import FunctionType
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import Info
from strawberry.types.field import StrawberryField

Resolve = Callable[..., Any]


def shorten(schema: GraphQLSchema) -> None:
    """Give each such field the shortest way to its value."""
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            for field in kind.fields.values():
                found = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
                if isinstance(found, StrawberryField):
                    field.resolve = _shortest(field, found) or field.resolve


def _shortest(field: GraphQLField, found: StrawberryField) -> Resolve | None:
    if found.is_basic_field:
        return _attribute(found.python_name)
    resolver = found.base_resolver
    method = resolver.wrapped_func if resolver else None
    if field.args or found.extensions or found.is_async or not isinstance(method, FunctionType):
        return None
    asked = method.__code__.co_varnames[: method.__code__.co_argcount]
    if asked == ("self",):
        return lambda source, _: method(source)
    return _informed(method, found) if asked == ("self", "info") else None


def _attribute(name: str) -> Resolve:
    get = attrgetter(name)
    return lambda source, _: get(source)


def _informed(method: Resolve, found: StrawberryField) -> Resolve:
    return lambda source, info: method(source, Info(_raw_info=info, _field=found))
