"""The served schema against the contract: whatever is served has the contract's name, type and nullability, and says what it is."""

import re
from pathlib import Path

import pytest
from graphql import build_schema, print_ast, value_from_ast

from orggraph_api.descriptions import described, parts
from orggraph_api.schema import schema

CONTRACT = build_schema(Path(__file__).with_name("contract.graphql").read_text(encoding="utf-8"))
SERVED = build_schema(schema.as_str())

_OFF_THE_MAP = (
    "a stakeholder who has left, or works elsewhere, stands in no influence graph: null, not a made-up figure"
)
DEVIATIONS: dict[str, str] = {
    "PlanStep.who: Person, not Person!": "a deal may have no owner, and nobody is made up to do what nobody owns",
    "Stakeholder.settledSalience: Interval, not Interval!": _OFF_THE_MAP,
    "Stakeholder.settledStance: Interval, not Interval!": _OFF_THE_MAP,
}
"""What is served otherwise than the contract says, as `differences` names it, and why."""


def shape(part):
    """Give a part's type and default as text; a default of null is none."""
    node = part.ast_node
    if not hasattr(node, "type"):
        return "value"
    written = getattr(node, "default_value", None)
    default = value_from_ast(written, part.type) if written else None
    return print_ast(node.type) + ("" if default is None else f" = {default}")


def shapes(of):
    return {f"{place}.{name}": shape(part) for place, name, part in parts(of)}


def kinds(of):
    named = {name: kind for name, kind in of.type_map.items() if not name.startswith("__")}
    return {
        name: (type(kind).__name__, {i.name for i in getattr(kind, "interfaces", ())}) for name, kind in named.items()
    }


def differences(served, contract):
    """Give what is served and stands otherwise, or not at all, in the contract."""
    mine, theirs = kinds(served), kinds(contract)
    yield from (f"{name}: {mine[name]}, not {theirs.get(name)}" for name in mine if mine[name] != theirs.get(name))
    mine, theirs = shapes(served), shapes(contract)
    yield from (
        f"{place}: {mine[place]}, not {theirs.get(place)}" for place in mine if mine[place] != theirs.get(place)
    )


def test_whatever_is_served_stands_in_the_contract():
    assert set(differences(SERVED, CONTRACT)) == set(DEVIATIONS)


@pytest.mark.parametrize(
    ("served", "difference"),
    [
        ("type Query { node(id: ID!): Node! }", "Query.node: Node!, not Node"),
        ("type Query { node(id: ID): Node }", "Query.node.id: ID, not ID!"),
        ("type Query { deals(first: Int! = 50): Int }", "Query.deals.first: Int! = 50, not Int = 50"),
        ("type Query { deals(first: Int = 20): Int }", "Query.deals.first: Int = 20, not Int = 50"),
        ("type Query { deals(last: Int): Int }", "Query.deals.last: Int, not None"),
        ("type Query { a: Int } enum Locale { EN DE }", "Locale.DE: value, not None"),
        (
            "type Query { a: Int } type Deal { id: ID! }",
            "Deal: ('GraphQLObjectType', set()), not ('GraphQLObjectType', {'Node'})",
        ),
        ("type Query { a: Int } type Wish { id: ID! }", "Wish: ('GraphQLObjectType', set()), not None"),
    ],
)
def test_a_difference_is_seen(served, difference):
    node = "" if "interface" in served else " interface Node { id: ID! }"
    assert difference in set(differences(build_schema(served + node), CONTRACT))


def test_everything_served_says_what_it_is():
    undescribed = [f"{place}.{name}" for place, name, part in parts(SERVED) if not part.description]
    assert undescribed == [], "say what they are where they stand, or in descriptions.toml"
    assert [name for name, kind in SERVED.type_map.items() if not kind.description] == []


def test_every_field_is_asked_for_by_a_test():
    folder = Path(__file__).parents[1]
    asked = {
        word
        for name in ("api", "e2e")
        for file in (folder / name).glob("*.py")
        for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))
    }
    fields = {name for place, name, part in parts(SERVED) if "." not in place and hasattr(part, "type")}
    assert fields - asked == set()


def test_a_description_is_a_sentence():
    said = {f"{place}.{name}": part.description for place, name, part in parts(SERVED)}
    assert [place for place, text in said.items() if not text[0].isupper() or text[-1] != "."] == []


def test_no_description_is_for_something_that_is_not_served():
    arguments = {name for place, name, _ in parts(SERVED) if "." in place}
    fields = {name for place, name, _ in parts(SERVED) if "." not in place}
    served = {"arguments": arguments, "fields": fields}
    for place, name, _ in parts(SERVED):
        served.setdefault(place, set()).add(name)
    stale = {
        f"{place}.{name}" for place, words in described().items() for name in words.keys() - served.get(place, set())
    }
    assert stale == set()
