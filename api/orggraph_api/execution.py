"""graphql-core's executor without what it does again for each field of an operation: the result is the same."""

from typing import Any

from graphql import FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo
from graphql.pyutils import Path
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext


class Execution(StrawberryGraphQLCoreExecutionContext):
    """One operation, of which most that a field is told is the same for each field."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._kind: Any = None
        self._same: tuple[Any, ...] = ()
        if not self.middleware_manager or not self.middleware_manager.middlewares:
            self.middleware_manager = None
        if "is_async_iterable" in named:
            # strawberry says so where nothing may be waited for: then nothing needs to be asked whether it must be
            self.is_awaitable = _never  # type: ignore[assignment]

    def build_resolve_info(
        self, field_def: GraphQLField, field_nodes: list[FieldNode], parent_type: GraphQLObjectType, path: Path
    ) -> GraphQLResolveInfo[Any]:
        """Tell a field where it stands."""
        if self._kind is None:
            first = super().build_resolve_info(field_def, field_nodes, parent_type, path)
            self._kind, self._same = type(first), tuple(first)[5:]
            return first
        own = (field_nodes[0].name.value, field_nodes, field_def.type, parent_type, path)
        info: GraphQLResolveInfo[Any] = tuple.__new__(self._kind, own + self._same)
        return info


def _never(_: Any) -> bool:
    return False
