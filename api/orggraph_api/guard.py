"""Refuses an operation that asks too much before it is validated, and tells what it costs: one pass, each fragment measured once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
    parse,
)
from graphql.pyutils import Undefined
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

from orggraph.domain.viewer import Permission, Viewer
from orggraph.errors import ForbiddenError, OrgGraphError, TooComplexError
from orggraph_api.connections import MOST_ROWS
from orggraph_api.limits import ASKED_BY, FOR_EACH, PRICES, ROWS, Limits

_INTROSPECTION = ("__schema", "__type")
_PAGES = ("edges", "nodes")
_REMEMBERED = 128
_LONGEST_KEPT = 20_000
_TOLD = {
    "depth": "levels of fields",
    "aliases": "aliased or repeated fields",
    "directives": "directives",
    "directives_in_one_place": "directives in one place",
    "fields": "fields",
    "root_fields": "fields of the operation itself",
    "cost": "points of cost",
}


class Measure(NamedTuple):
    """How much a part of a document asks."""

    fields: int = 0
    depth: int = 0
    aliases: int = 0
    directives: int = 0
    directives_in_one_place: int = 0
    root_fields: int = 0
    """Fields of the place itself: of an operation, those of its root."""
    cost: int = 0
    introspected: int = 0
    """Fields that tell of the schema."""

    def beside(self, other: "Measure") -> "Measure":
        """Add what stands beside it.

        >>> Measure(fields=1, depth=3).beside(Measure(fields=2, depth=1))[:2]
        (3, 3)
        """
        return Measure(
            self.fields + other.fields,
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
            max(self.directives_in_one_place, other.directives_in_one_place),
            self.root_fields + other.root_fields,
            self.cost + other.cost,
            self.introspected + other.introspected,
        )


def measure(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], operation_name: str | None = None
) -> Measure:
    """Tell how much a document asks; what validation will refuse (unknown names, cycles) counts as nothing.

    Parameters
    ----------
    schema : GraphQLSchema
        Whose fields they are.
    document : DocumentNode
        Parsed, perhaps not valid.
    variables : mapping
        As sent: they may say how long a page is.
    operation_name : str, optional
        Which operation is run; all count, its own cost alone does.

    Returns
    -------
    Measure
        Of all operations; the cost of the one that is run.

    Notes
    -----
    Linear in the document, whatever its fragments expand to.

    Examples
    --------
    >>> from graphql import build_schema
    >>> schema = build_schema("type Query { accounts(first: Int): Accounts } type Accounts { edges: [Edge] } type Edge { name: String }")
    >>> document = parse("query($n: Int) { accounts(first: $n) { edges { name } } }")
    >>> measure(schema, document, {"n": 10}).cost
    12
    """
    walk = _Walk(schema, document, variables)
    found = [(node, walk.operation(node)) for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    whole = Measure()
    for _, one in found:
        whole = whole.beside(one)
    run = [
        one.cost for node, one in found if operation_name is None or (node.name and node.name.value == operation_name)
    ]
    return whole._replace(cost=max(run, default=0))


class _Walk:
    """One pass over one document."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self.schema = schema
        self.variables = dict(variables)
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self.measured: dict[tuple[str, int], Measure] = {}

    def operation(self, node: OperationDefinitionNode) -> Measure:
        """Measure one operation."""
        for variable in node.variable_definitions or ():
            if variable.default_value is not None:
                self.variables.setdefault(variable.variable.name.value, variable.default_value)
        below = self.selections(node.selection_set, self.schema.get_root_type(node.operation), 1)
        return _directed(node, below)

    def selections(self, node: SelectionSetNode | None, parent: GraphQLNamedType | None, page: int) -> Measure:
        """Measure what is selected in one place."""
        chosen = node.selections if node else ()
        found = Measure(aliases=_asked_twice(chosen))
        for one in chosen:
            found = found.beside(_directed(one, self.selection(one, parent, page)))
        return found

    def selection(self, node: SelectionNode, parent: GraphQLNamedType | None, page: int) -> Measure:
        """Measure a field or a fragment."""
        if isinstance(node, FieldNode):
            return self.field(node, parent, page)
        if isinstance(node, FragmentSpreadNode):
            return self.fragment(node.name.value, page)
        condition = getattr(node, "type_condition", None)
        within = self.schema.get_type(condition.name.value) if condition else parent
        return self.selections(getattr(node, "selection_set", None), within, page)

    def fragment(self, name: str, page: int) -> Measure:
        """Measure a fragment once for each length of page it stands in."""
        definition = self.fragments.get(name)
        if definition is None:
            return Measure()
        if (name, page) not in self.measured:
            self.measured[name, page] = Measure()
            within = self.schema.get_type(definition.type_condition.name.value)
            self.measured[name, page] = _directed(definition, self.selections(definition.selection_set, within, page))
        return self.measured[name, page]

    def field(self, node: FieldNode, parent: GraphQLNamedType | None, page: int) -> Measure:
        """Measure a field with what is below it."""
        name = node.name.value
        definition = _definition(parent, name)
        asked = self.asked(node, definition)
        below = self.selections(node.selection_set, get_named_type(definition.type) if definition else None, asked or 1)
        place = f"{parent.name}.{name}" if parent else name
        rows = _rows(place, name, definition, asked, page)
        price = PRICES.get(place, 1) * (asked if asked and place in FOR_EACH else 1)
        return Measure(
            fields=1 + below.fields,
            depth=0 if name in _INTROSPECTION else 1 + below.depth,
            aliases=below.aliases + (node.alias is not None),
            directives=below.directives,
            directives_in_one_place=below.directives_in_one_place,
            root_fields=1,
            introspected=below.introspected + (name in _INTROSPECTION),
            cost=price if name in _INTROSPECTION else price + rows * below.cost,
        )

    def asked(self, node: FieldNode, definition: GraphQLField | None) -> int | None:
        """Give how many rows the arguments ask for, if they tell."""
        if definition is None:
            return None
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        for name in ASKED_BY:
            if name in definition.args:
                usual = definition.args[name].default_value
                found = _count(given.get(name, None if usual is Undefined else usual), self.variables)
                if found is not None:
                    return min(max(found, 1), MOST_ROWS)
        return None


def _count(value: object, variables: Mapping[str, Any]) -> int | None:
    if isinstance(value, VariableNode):
        return _count(variables.get(value.name.value), {})
    if isinstance(value, IntValueNode):
        return int(value.value) if len(value.value) < len(str(MOST_ROWS)) + 1 else MOST_ROWS
    if isinstance(value, ListValueNode):
        return len(value.values)
    if isinstance(value, list | tuple):
        return len(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _rows(place: str, name: str, definition: GraphQLField | None, asked: int | None, page: int) -> int:
    """Give how many rows there may be of what a field gives."""
    if definition is None or not is_list_type(get_nullable_type(definition.type)):
        return 1
    if name in _PAGES:
        return page
    return asked or ROWS.get(place, 1)


def _definition(parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    if name in _INTROSPECTION:
        return None
    return parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None


def _asked_twice(chosen: tuple[SelectionNode, ...]) -> int:
    """Count the fields that repeat one beside them: each is compared with each other when the document is validated."""
    names = Counter(node.name.value for node in chosen if isinstance(node, FieldNode) and node.alias is None)
    return names.total() - len(names)


def _directed(node: Any, found: Measure) -> Measure:
    count = len(node.directives or ())
    return found._replace(
        directives=found.directives + count, directives_in_one_place=max(found.directives_in_one_place, count)
    )


def parsed(text: str, tokens: int) -> DocumentNode:
    """Parse a document, or remember it; a very long one is not kept."""
    return (_remembered if len(text) <= _LONGEST_KEPT else parse)(text, max_tokens=tokens)


_remembered = lru_cache(_REMEMBERED)(parse)
_validated = lru_cache(_REMEMBERED)(validate_document)


class Guard(SchemaExtension):
    """Parses within bounds, and refuses what asks too much before it is validated; the answer says what it cost."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cost: int | None = None

    def on_parse(self) -> Iterator[None]:
        """Parse, or remember."""
        context = self.execution_context
        context.graphql_document = parsed(context.query or "", self.limits.tokens)
        yield

    def on_validate(self) -> Iterator[None]:
        """Measure, then let it be validated."""
        context = self.execution_context
        document = context.graphql_document
        if document is not None:
            schema = context.schema._schema  # noqa: SLF001 - strawberry gives no other way to it
            found = measure(schema, document, context.variables or {}, context.operation_name)
            self.cost = found.cost
            refusal = self._refusal(found, context.context.viewer)
            context.pre_execution_errors = (
                [GraphQLError(refusal.message, original_error=refusal)]
                if refusal
                else list(_validated(schema, document, context.validation_rules))
            )
        yield

    def get_results(self) -> dict[str, Any]:
        """Tell the price."""
        return {} if self.cost is None else {"cost": {"points": self.cost, "most": self.limits.cost}}

    def _refusal(self, found: Measure, viewer: Viewer) -> OrgGraphError | None:
        if found.introspected and Permission.SCHEMA_READ not in viewer.permissions:
            return ForbiddenError(f"Reading the schema needs the permission {Permission.SCHEMA_READ.value}.")
        for name, what in _TOLD.items():
            count, most = getattr(found, name), getattr(self.limits, name)
            if count > most:
                return TooComplexError(f"The query has {count} {what}; {most} are allowed.", "Ask in several steps.")
        return None
