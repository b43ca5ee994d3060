"""What every query of the Neo4j store keeps to, read from its text."""

import re
from pathlib import Path

import pytest

from orggraph.stores import neo4j
from tests.unit.stores.cypher import QUERIES

OF_THE_WHOLE_DATABASE = {
    "INDEXES": "the schema",
    "AWAIT_INDEXES": "the schema",
    "SCHEMA_VERSION": "the schema",
    "LOCK_SCHEMA": "the schema",
    "SET_SCHEMA_VERSION": "the schema",
    "ANYTHING": "whether the database is ours to use",
    "NOTHING": "whether the server answers",
    "TOKEN": "a token tells the workspace",
    "USE_TOKEN": "a token is used before its workspace is known",
    "ADD_SECRET": "one secret for all tokens",
    "WORKSPACES": "a migration goes through all of them",
    "WRITTEN_WORKSPACES": "what a doctor looks through",
    "NAME_RETRACTIONS": "a migration goes through all of them",
    "AUDIT_CHAINS": "what a doctor looks through",
    "LAPSED_JOBS": "whoever has time takes up what nobody works on",
    "FORGET_PREVIEWS": "what has expired goes, wherever it is",
}
REMOVED_IN_25 = {
    "id() and elementId(): internal ids change": r"\b(?:id|elementId)\s*\(",
    "CALL without a scope clause": r"\bCALL\s*\{",
    "WITH that imports into a subquery": r"\{\s*WITH\s",
    "a colon in a union of types": r"\|:",
    "replacing properties by a node": r"SET\s+\w+\s*=\s*\w+\s*(?:$|\n)",
    "shortestPath()": r"\b(?:shortestPath|allShortestPaths)\s*\(",
    "exists() of a property": r"\bexists\s*\(",
    "octal and hex of old": r"\b0[0-7]+\b|\b0X",
    "indexes by their old names": r"\bON\s+:|\bBTREE\b|\bUSING\s+BTREE\b",
    "variable length by a list": r"\*\d*\.\.\d*\s*\{",
    "PERIODIC COMMIT": r"\bPERIODIC\s+COMMIT\b",
}
WORDS_WITHOUT_PARAMETER = re.compile(r"'([^']*)'")
VOCABULARY = re.compile(
    r"orggraph|tokens|DONE|RUNNING|KNOWS|ours|alias|fact|fact_words|acc|per|dea|lin|tie|inf|stk|sig|esc|"
)


@pytest.mark.parametrize("name", [name for name in QUERIES if name not in OF_THE_WHOLE_DATABASE])
def test_a_query_names_the_workspace_wherever_it_looks_something_up(name):
    assert outside_the_workspace(QUERIES[name]) == []


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (f:Fact {id: $id}) RETURN f",
        "MATCH (w:Workspace {name: $workspace}) MATCH (f:Fact {id: $id}) RETURN f, w",
        "MATCH (a:Entity {workspace: $workspace}) MERGE (b:Entity {id: $id}) MERGE (a)-[:KNOWS]->(b)",
        "MATCH (a:Entity)-[r:KNOWS]->(b:Entity) WHERE r.ended < $horizon DELETE r",
    ],
)
def test_a_query_that_looks_into_other_workspaces_is_found_out(query):
    assert len(outside_the_workspace(query)) == 1


def outside_the_workspace(query):
    """Give the clauses that neither name the workspace nor go on from what was found in it."""
    clauses = re.split(r"\b(?:MATCH|MERGE|CREATE)\b", query.replace("ON CREATE SET", "SET"))[1:]
    found, outside = set(), []
    for clause in clauses:
        goes_on = found.intersection(re.findall(r"\((\w+)\)", clause))
        if "$workspace" not in clause and not goes_on:
            outside.append(clause)
        found.update(re.findall(r"[(\[](\w+)[:)]", clause))
    return outside


def test_the_queries_of_the_whole_database_are_no_more_than_those_named():
    without = {name for name, query in QUERIES.items() if "$workspace" not in query}
    assert without == set(OF_THE_WHOLE_DATABASE)


@pytest.mark.parametrize("construct", REMOVED_IN_25)
def test_no_query_uses_what_a_later_cypher_takes_away(construct):
    found = [name for name, query in QUERIES.items() if re.search(REMOVED_IN_25[construct], query)]
    assert found == []


@pytest.mark.parametrize("name", QUERIES)
def test_values_come_as_parameters(name):
    assert all(VOCABULARY.fullmatch(word) for word in WORDS_WITHOUT_PARAMETER.findall(QUERIES[name]))
    assert "%s" not in QUERIES[name]
    assert "{{" not in QUERIES[name]


def test_all_cypher_is_in_one_place():
    folder = Path(neo4j.__file__).parent
    found = [
        file.name
        for file in folder.rglob("*.py")
        if file.parent.name != "queries"
        and re.search(r"\b(?:MATCH|MERGE|UNWIND)\s*\(?", file.read_text(encoding="utf-8"))
    ]
    assert found == []
