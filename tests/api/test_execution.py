"""The shorter ways through the executor give what the longer ones give."""

import pytest
from graphql import GraphQLObjectType, get_introspection_query
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from orggraph_api.schema import schema
from tests.api.test_limits import SIDE_PANEL

PEOPLE = """{ accounts { edges { node { id name isOurs people(first: 200) { edges { cursor node {
  __typename id name hasLeft title seniority email preferredLocale manager { levelsUp confidence origin manager { id } }
  ties(first: 2) { edges { node { id since people { id } } } } } } } } } } }"""
PARTS = "fragment P on Person { n: name title } query($id: ID!) { node(id: $id) { id ... on Deal { usualContact { ...P id @skip(if: true) } amount closedOn } } }"
FAILING = '{ __typename node(id: "x") { id } deals(first: 0) { totalCount } }'


@pytest.mark.parametrize("query", [PEOPLE, PARTS, SIDE_PANEL, FAILING, get_introspection_query()])
def test_an_answer_is_that_of_the_executor_as_it_comes(example, ids, query, monkeypatch):
    variables = {"id": ids["S&OP planning for the plants"]}
    ours = example.post(query, variables).json()
    monkeypatch.setattr(schema, "execution_context_class", StrawberryGraphQLCoreExecutionContext)
    assert example.post(query, variables).json() == ours


def test_every_field_of_an_object_knows_its_way():
    kinds = [kind for kind in schema.core.type_map.values() if isinstance(kind, GraphQLObjectType)]
    own = [field for kind in kinds if not kind.name.startswith("__") for field in kind.fields.values()]
    assert all(field.resolve for field in own)
