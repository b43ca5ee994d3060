"""How much a document asks, and what it costs: one pass, each fragment measured once."""

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from graphql.pyutils import Undefined

from orggraph.usecases.escalate import MOST_DRAWS, MOST_LEVELS, MOST_PATHS
from orggraph_api.connections import MOST_ROWS
from orggraph_api.limits import (
    ASKED_BY,
    ASSESSED,
    DEARER_BY_A_LEVEL,
    DEARER_BY_A_THOUSAND_DRAWS,
    FOR_EACH,
    OPTIONS,
    PATHS,
    PRICES,
    ROWS,
    WORKED_OUT_ANEW,
)

_INTROSPECTION = ("__schema", "__type")
_PAGES = ("edges", "nodes")


class Within(NamedTuple):
    """What a part of a document stands in."""

    rows: int = 1
    """How long the page, or the list of paths, is."""
    effort: float = 1.0
    """How many times its price an analysis costs by its options."""


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


def weigh(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], operation_name: str | None = None
) -> tuple[Measure, Mapping[str, int]]:
    """Tell how much a document asks, and what each row of a plain list costs that may be longer than usual, by its place."""
    walk = _Walk(schema, document, variables)
    return walk.document(document, operation_name), walk.each_row


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
    >>> from graphql import build_schema, parse
    >>> schema = build_schema("type Query { accounts(first: Int): Accounts } type Accounts { edges: [Edge] } type Edge { name: String }")
    >>> document = parse("query($n: Int) { accounts(first: $n) { edges { name } } }")
    >>> measure(schema, document, {"n": 10}).cost
    12
    """
    return weigh(schema, document, variables, operation_name)[0]


class _Walk:
    """One pass over one document."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self.schema = schema
        self.variables = dict(variables)
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self.measured: dict[tuple[str, Within], Measure] = {}
        self.each_row: dict[str, int] = {}

    def document(self, document: DocumentNode, operation_name: str | None) -> Measure:
        """Measure all operations; the cost is that of the one that is run."""
        nodes = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        found = [(node.name.value if node.name else None, self.operation(node)) for node in nodes]
        whole = Measure()
        for _, one in found:
            whole = whole.beside(one)
        run = [one.cost for name, one in found if operation_name in (None, name)]
        return whole._replace(cost=max(run, default=0))

    def operation(self, node: OperationDefinitionNode) -> Measure:
        """Measure one operation."""
        for variable in node.variable_definitions or ():
            if variable.default_value is not None:
                self.variables.setdefault(variable.variable.name.value, variable.default_value)
        below = self.selections(node.selection_set, self.schema.get_root_type(node.operation), Within())
        return _directed(node, below)

    def selections(self, node: SelectionSetNode | None, parent: GraphQLNamedType | None, within: Within) -> Measure:
        """Measure what is selected in one place."""
        chosen = node.selections if node else ()
        found = Measure(aliases=_asked_twice(chosen))
        for one in chosen:
            found = found.beside(_directed(one, self.selection(one, parent, within)))
        return found

    def selection(self, node: SelectionNode, parent: GraphQLNamedType | None, within: Within) -> Measure:
        """Measure a field or a fragment."""
        if isinstance(node, FieldNode):
            return self.field(node, parent, within)
        if isinstance(node, FragmentSpreadNode):
            return self.fragment(node.name.value, within)
        condition = getattr(node, "type_condition", None)
        kind = self.schema.get_type(condition.name.value) if condition else parent
        return self.selections(getattr(node, "selection_set", None), kind, within)

    def fragment(self, name: str, within: Within) -> Measure:
        """Measure a fragment once for each length of page, and each effort, that it stands in."""
        definition = self.fragments.get(name)
        if definition is None:
            return Measure()
        if (name, within) not in self.measured:
            self.measured[name, within] = Measure()
            kind = self.schema.get_type(definition.type_condition.name.value)
            self.measured[name, within] = _directed(definition, self.selections(definition.selection_set, kind, within))
        return self.measured[name, within]

    def field(self, node: FieldNode, parent: GraphQLNamedType | None, within: Within) -> Measure:
        """Measure a field with what is below it."""
        name = node.name.value
        definition = _definition(parent, name)
        place = f"{parent.name}.{name}" if parent else name
        asked = self.asked(node, definition)
        inside = self.inside(place, node, within, asked)
        below = self.selections(node.selection_set, get_named_type(definition.type) if definition else None, inside)
        rows = _rows(place, name, definition, asked, within)
        if place in ROWS:
            self.each_row[place] = max(self.each_row.get(place, 0), below.cost)
        each = PRICES.get(place, 1) * (asked if asked and place in FOR_EACH else 1)
        price = math.ceil(each * inside.effort) if place in ASSESSED | WORKED_OUT_ANEW else each
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

    def inside(self, place: str, node: FieldNode, within: Within, asked: int | None) -> Within:
        """Tell what stands below a field."""
        if place in ASSESSED:
            chosen = [_chosen(one, self.variables) for one in _options(node, self.variables)] or [_chosen({}, {})]
            return Within(max(rows for rows, _ in chosen), max(effort for _, effort in chosen))
        return Within(asked or 1, within.effort if place in WORKED_OUT_ANEW else 1.0)

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


def _count(value: object, variables: Mapping[str, Any], most: int = MOST_ROWS) -> int | None:
    if isinstance(value, VariableNode):
        return _count(variables.get(value.name.value), {}, most)
    if isinstance(value, IntValueNode):
        return int(value.value) if len(value.value) <= len(str(most)) else most
    if isinstance(value, ListValueNode):
        return len(value.values)
    if isinstance(value, list | tuple):
        return len(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _options(node: FieldNode, variables: Mapping[str, Any]) -> list[Any]:
    """Give the options of a field, one or several."""
    given = next((one.value for one in node.arguments or () if one.name.value == "options"), None)
    if isinstance(given, VariableNode):
        given = variables.get(given.name.value)
    several = given.values if isinstance(given, ListValueNode) else given
    return list(several) if isinstance(several, list | tuple) else [several]


def _chosen(options: Any, variables: Mapping[str, Any]) -> Within:
    """Tell what options make of an answer: how many paths, and how many times the work."""
    if isinstance(options, VariableNode):
        options = variables.get(options.name.value)
    if isinstance(options, ObjectValueNode):
        options = {field.name.value: field.value for field in options.fields}
    given = options if isinstance(options, Mapping) else {}

    def number(name: str, usual: int, most: int) -> int:
        found = _count(given.get(name), variables, most)
        return usual if found is None else min(max(found, 1), most)

    draws = number("draws", OPTIONS.draws, MOST_DRAWS)
    levels = number("maxLevels", OPTIONS.max_levels, MOST_LEVELS)
    dearer = 1 + DEARER_BY_A_THOUSAND_DRAWS * max(draws / 1_000 - 1, 0)
    deeper = 1 + DEARER_BY_A_LEVEL * max(levels - 2, 0)
    return Within(number("first", OPTIONS.first, MOST_PATHS), dearer * deeper)


def _rows(place: str, name: str, definition: GraphQLField | None, asked: int | None, within: Within) -> int:
    """Give how many rows there may be of what a field gives."""
    if definition is None or not is_list_type(get_nullable_type(definition.type)):
        return 1
    if name in _PAGES or place == PATHS:
        return within.rows
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
