"""The page on the graph in Neo4j: it names what there is, and its questions are answered on the example workspace."""

import re
from pathlib import Path

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.viewer import LOCAL
from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES, LINK_TYPES, NODE_KINDS
from tests.contract.test_same_answers import Story
from tests.unit.stores.cypher import QUERIES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "neo4j.md").read_text(encoding="utf-8")
STYLE = (DOCS / "neo4j" / "style.grass").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^(\w[^\n]*):\n\n```cypher\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE)


def test_every_label_and_relationship_is_on_the_page():
    labels = {label for query in QUERIES.values() for label in re.findall(r"\(\w*:(\w+)", query)}
    named = {*labels, *NODE_KINDS.values(), *EDGE_TYPES, *LINK_TYPES, "Entity"}
    assert {name for name in named if f"`{name}`" not in PAGE} == set()


def test_the_style_knows_what_can_be_looked_at():
    assert set(re.findall(r"^node\.(\w+)", STYLE, re.MULTILINE)) == set(NODE_KINDS.values())
    assert set(re.findall(r"^relationship\.(\w+)", STYLE, re.MULTILINE)) == set(EDGE_TYPES)


@pytest.fixture(scope="module")
def example(neo4j_server):
    neo4j_server.wipe()
    store = open_store(neo4j_server.url)
    Story(store).load()
    store.close()
    return neo4j_server


@pytest.mark.neo4j
@pytest.mark.parametrize("title", dict(QUESTIONS))
def test_a_question_of_the_page_is_answered(example, title):
    assert example.rows(dict(QUESTIONS)[title], workspace=LOCAL.workspace) != []


def test_there_are_questions():
    assert len(QUESTIONS) == 6
