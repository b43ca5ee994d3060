"""What asks too much is refused before anything is read, quickly; what a rep's page asks passes."""

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, build_schema, get_introspection_query, is_list_type, parse
from hypothesis import given
from hypothesis import strategies as st

from orggraph_api.guard import parsed
from orggraph_api.limits import ASKED_BY, FOR_EACH, LIMITS, PRICES, ROWS
from orggraph_api.measuring import measure
from orggraph_api.schema import sdl

SCHEMA = build_schema(sdl())
SIDE_PANEL = """
query Panel($id: ID!) {
  deal(id: $id) {
    id name stage amount currency closedOn outcome lastActivityOn mapHealth clientStakes
    account { id name industry country employeeCount }
    owner { id name title } usualContact { id name title email hasLeft manager { manager { id name title } levelsUp confidence } }
    champion { id name }
    decisionRule { mode threshold inferred deciders { person { id name } } vetoes { person { id name } } }
    blockage { organisational causes { cause probability contributions { code value } } nextQuestions { signal question expectedInformation } }
    consensus { polarisation disagreement conflicts { one other distance } }
    opposition { threats { person { id name } threat leverage } alerts { code message } }
    insights { code severity message rule }
    stakeholders(first: 25) { totalCount edges { node { id roles person { id name title seniority jobFunction } stance { value confidence observedOn } salience { value } } } }
    signals(first: 10) { edges { node { id kind observedOn strength note } } }
    escalation {
      verdict calibrated asOf rules { rule kind status explanation }
      paths { rank caller { id name title } target { id name title } levelsUp introducers { id name } utility
        counterpart { fit } forecast { probability { mean low high } change { mean low high } } disavowal { probability }
        contributions { code value } }
      alternatives { kind forecast { change { mean } } }
      backToBasics { cause questions }
    }
  }
}
"""


def refusal(api, query, variables=None):
    answer = api.post(query, variables).json()
    (error,) = answer["errors"]
    assert "data" not in answer
    assert error["extensions"]["code"] == "TOO_COMPLEX"
    return error["message"]


def bomb(levels):
    """Give fragments that each spread the next twice: as many fields as 2 to the power of their number."""
    fragments = [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
    return "query { ...F0 } " + " ".join(fragments) + f" fragment F{levels} on Query {{ __typename }}"


ATTACKS = {
    "depth": "{ ourAccount " + "{ deals { edges { node { account " * 4 + "{ id }" + " } } } }" * 4 + " }",
    "aliases": "{ " + " ".join(f"a{n}: __typename" for n in range(31)) + " }",
    "aliases in fragments": "{ ...A ...B } fragment A on Query { "
    + " ".join(f"a{n}: __typename" for n in range(20))
    + " } fragment B on Query { "
    + " ".join(f"b{n}: __typename" for n in range(20))
    + " }",
    "the same field again": "{ " + "__typename " * 400 + "}",
    "directives": "{ " + " ".join(f"a{n}: __typename @skip(if: false) @include(if: true)" for n in range(11)) + " }",
    "directives in one place": "{ __typename " + "@skip(if: false) " * 5 + "}",
    "fragments": bomb(20),
    "more fragments": bomb(60),
    "root fields": "{ " + " ".join(f"a{n}: viewer {{ name }}" for n in range(21)) + " }",
    "pages of pages": "{ accounts(first: 200) { edges { node { people(first: 200) { edges { node { ties(first: 200) { edges { node { id } } } } } } } } } }",
    "pages by default": "{ deals { edges { node { stakeholders { edges { node { person { reports { edges { node { id } } } } } } } } } } }",
    "an analysis of every deal": "{ deals { edges { node { escalation { verdict } } } } }",
    "what would change each": "{ deals(first: 2) { edges { node { escalation { whatWouldChangeIt { code } } } } } }",
    "everything below everything": "query { a: " + "__typename b: " * 100 + "__typename }",
}


@pytest.mark.parametrize("query", ATTACKS.values(), ids=ATTACKS)
def test_what_asks_too_much_is_refused_before_anything_is_read(api, query):
    with api.counting() as counted:
        assert "are allowed." in refusal(api, query)
    assert counted == [0]


def test_a_page_length_in_a_variable_counts_as_one_in_the_query(api):
    query = "query($n: Int!, $m: Int = 200) { deals(first: $n) { edges { node { escalation { verdict } signals(first: $m) { edges { node { id } } } } } } }"
    assert "points of cost" in refusal(api, query, {"n": 100})
    assert "errors" not in api.post(query, {"n": 5}).json()


def test_more_than_the_allowed_words_are_not_parsed(api):
    answer = api.post("{ " + "a " * LIMITS.tokens + "}").json()
    assert answer["errors"][0]["extensions"]["code"] == "INVALID"
    assert "token" in answer["errors"][0]["message"]


def test_no_more_than_twenty_errors_are_told(api):
    wrong = " ".join(f"nothing{n}" for n in range(LIMITS.errors + 4))
    assert len(api.post(f"{{ ourAccount {{ {wrong} }} }}").json()["errors"]) == LIMITS.errors


def test_a_whole_side_panel_in_one_document_passes(example, ids):
    answer = example.post(SIDE_PANEL, {"id": ids["S&OP planning for the plants"]}).json()
    assert "errors" not in answer, answer["errors"]
    found = measure(SCHEMA, parse(SIDE_PANEL), {"id": "x"})
    assert found.fields > 100
    cost = answer["extensions"]["cost"]
    assert found.cost <= cost["points"] <= cost["most"] == LIMITS.cost


def test_the_standard_introspection_query_passes(api):
    answer = api.post(get_introspection_query(input_value_deprecation=True)).json()
    assert "errors" not in answer
    assert answer["extensions"]["cost"]["points"] == PRICES["Query.__schema"]


@pytest.mark.parametrize(
    "document", ["{ acounts { totalCount } }", "fragment A on Qery { a } { ...A }", "query($a: Strin) { __typename }"]
)
def test_nothing_that_exists_is_suggested(api, document):
    assert "Did you mean" not in api.post(document).text


def plain_lists():
    """Give every list of objects of the contract that is no connection, by its place."""
    for kind in SCHEMA.type_map.values():
        if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) or kind.name.startswith("__"):
            continue
        for name, field in kind.fields.items():
            inner = getattr(field.type, "of_type", None) or field.type
            asked = set(ASKED_BY) & set(field.args)
            if is_list_type(inner) and not asked and name not in {"edges", "errors"}:
                yield f"{kind.name}.{name}"


def test_every_plain_list_has_its_bound_and_every_bound_its_list():
    assert set(plain_lists()) - set(ROWS) == set()
    assert set(ROWS) - set(plain_lists()) == set()


def test_every_price_is_of_a_field():
    for place in {*PRICES, *FOR_EACH}:
        kind, name = place.split(".")
        assert name.startswith("__") or name in SCHEMA.type_map[kind].fields, place


@given(st.integers(1, 200), st.integers(1, 200))
def test_what_a_query_costs_grows_with_its_pages_and_is_that_of_its_fragments_written_out(pages, more):
    written = "{ accounts(first: %d) { edges { node { id name deals(first: 3) { edges { node { id } } } } } } }"
    spread = "{ accounts(first: %d) { edges { ...E } } } fragment E on AccountEdge { node { ...N id } } fragment N on Account { name deals(first: 3) { edges { node { id } } } }"
    costs = [measure(SCHEMA, parse(text % pages), {}).cost for text in (written, spread)]
    assert costs[0] == costs[1]
    assert (measure(SCHEMA, parse(written % more), {}).cost > costs[0]) == (more > pages)


def test_a_query_text_is_parsed_once():
    assert parsed("{ a }", LIMITS) is parsed("{ a }", LIMITS)


@pytest.mark.parametrize("filling", [" ", "#", ","])
def test_an_endless_document_is_not_read_however_little_it_asks(api, filling):
    asked = "{ __typename } #"
    most = asked + filling * (LIMITS.characters - len(asked))
    assert "errors" not in api.post(most).json()
    assert "characters; 20,000 are allowed" in refusal(api, most + filling)


def test_of_several_operations_one_must_be_named(example):
    document = "query A { __typename } query B { viewer { id } }"
    answer = example.client.post("/graphql", json={"query": document}, headers=example.headers).json()
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], "data" in answer) == ("INVALID", False)
    assert "operationName" in error["message"]
    named = {"query": document, "operationName": "B"}
    assert example.client.post("/graphql", json=named, headers=example.headers).json()["data"] == {
        "viewer": {"id": "rep"}
    }
