"""Whatever takes an id answers to one that is hidden as to one that never was: every field of the schema is walked."""

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
    build_schema,
    get_named_type,
)

from orggraph.domain.viewer import Role
from orggraph_api.schema import schema
from tests.api.asking import Api
from tests.api.worlds import ELSEWHERE, HIDDEN, two_clients

SERVED = build_schema(schema.as_str())
SAMPLES = {
    "String": '"x"',
    "Int": "1",
    "Float": "0.5",
    "Boolean": "true",
    "Date": '"2026-11-20"',
    "DateTime": '"2026-11-20T09:00:00Z"',
    "Decimal": '"5"',
    "JSON": "{}",
}
NOT_SENT = {"Upload"}
"""What needs a file beside it: an import names accounts and owners too, and is tried apart."""


def written(kind, *, required=False):
    """Write a value in which every id is the one asked about; None for what need not be said."""
    if isinstance(kind, GraphQLNonNull):
        return written(kind.of_type, required=True)
    if isinstance(kind, GraphQLList):
        one = written(kind.of_type, required=required)
        return one and f"[{one}]"
    if isinstance(kind, GraphQLInputObjectType):
        return fields_of(kind)
    if kind.name == "ID":
        return "$id"
    if not required:
        return None
    return next(iter(kind.values)) if isinstance(kind, GraphQLEnumType) else SAMPLES[kind.name]


def fields_of(kind):
    parts = {name: written(field.type) for name, field in kind.fields.items()}
    return f"{{{', '.join(f'{name}: {value}' for name, value in parts.items() if value)}}}"


def takes_an_id(kind, seen=()):
    kind = get_named_type(kind)
    if isinstance(kind, GraphQLInputObjectType) and kind.name not in seen:
        return any(takes_an_id(field.type, (*seen, kind.name)) for field in kind.fields.values())
    return kind.name == "ID"


def is_sent(kind):
    kind = get_named_type(kind)
    if isinstance(kind, GraphQLInputObjectType):
        return all(is_sent(field.type) for field in kind.fields.values())
    return kind.name not in NOT_SENT


def selected(kind, levels=3):
    """Select what is plain, and what is below it, where no argument is needed."""
    kind = get_named_type(kind)
    if isinstance(kind, GraphQLScalarType | GraphQLEnumType):
        return ""
    if isinstance(kind, GraphQLUnionType):
        return "{ __typename }"
    assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
    chosen = ["__typename"]
    for name, field in kind.fields.items():
        if any(isinstance(argument.type, GraphQLNonNull) for argument in field.args.values()):
            continue
        below = get_named_type(field.type)
        if isinstance(below, GraphQLScalarType | GraphQLEnumType):
            chosen.append(name)
        elif levels > 1 and name in {
            "errors",
            "edges",
            "node",
            "rules",
            "paths",
            "person",
            "people",
            "account",
            "deal",
        }:
            chosen.append(f"{name} {selected(below, levels - 1)}")
    return f"{{ {' '.join(chosen)} }}"


def documents():
    """Give a document for every field of the roots that takes an id somewhere."""
    for word, root in (("query", SERVED.query_type), ("mutation", SERVED.mutation_type)):
        for name, field in root.fields.items():
            kinds = [argument.type for argument in field.args.values()]
            if any(map(takes_an_id, kinds)) and all(map(is_sent, kinds)):
                given = {one: written(argument.type) for one, argument in field.args.items()}
                arguments = ", ".join(f"{one}: {value}" for one, value in given.items() if value)
                yield pytest.param(f"{word}($id: ID!) {{ {name}({arguments}) {selected(field.type)} }}", id=name)


@pytest.fixture(scope="module")
def world():
    return two_clients()


@pytest.fixture(scope="module")
def outsiders(world):
    api, made = world
    return {
        "of another team": api.sign_in("outsider", Role.REP),
        "who makes no calls": api.sign_in("caller", Role.EXECUTIVE, person_id=made["seller"]),
        "of another workspace": Api(api.store, viewer=ELSEWHERE).headers,
    }


@pytest.mark.parametrize("document", list(documents()))
def test_what_is_hidden_is_answered_like_what_is_absent(world, outsiders, document):
    api, made = world
    for headers in outsiders.values():
        for name in HIDDEN:
            hidden = made[name]
            absent = f"{hidden[:4]}{'0' * (len(hidden) - 4)}"
            told, unknown = (api.post(document, {"id": one}, **headers) for one in (hidden, absent))
            assert told.status_code == unknown.status_code == 200, told.text
            assert "INTERNAL" not in told.text
            assert told.text.replace(hidden, absent) == unknown.text, name


def test_an_import_finds_nobody_who_is_hidden(world, outsiders):
    api, made = world
    for headers in outsiders.values():
        for field in ("accountId", "ownerId"):
            absent = f"{made['secret chief'][:4]}{'0' * 20}"
            told, unknown = (
                api.upload("x.csv", b"First Name,Last Name\nAna,Kovac\n", {field: one}, **headers).text
                for one in (made["secret" if field == "accountId" else "secret chief"], absent)
            )
            assert "secret" not in told
            assert told.replace(made["secret"], "*").replace(made["secret chief"], "*") == unknown.replace(absent, "*")
