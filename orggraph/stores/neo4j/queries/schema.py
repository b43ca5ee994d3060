"""Constraints, indexes and the version of the schema."""

from collections.abc import Iterable

from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES


def unique(name: str, label: str, properties: Iterable[str]) -> str:
    """Make a constraint."""
    listed = ", ".join(f"n.{one}" for one in properties)
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE ({listed}) IS UNIQUE"


def index(name: str, of: str, properties: Iterable[str]) -> str:
    """Make an index on a label, or on a relationship type."""
    pattern = f"()-[n:{of}]-()" if of in EDGE_TYPES else f"(n:{of})"
    listed = ", ".join(f"n.{one}" for one in properties)
    return f"CREATE INDEX {name} IF NOT EXISTS FOR {pattern} ON ({listed})"


def full_text(name: str, label: str, properties: Iterable[str]) -> str:
    """Make an index of words, which are cut at blanks and taken as they are."""
    listed = ", ".join(f"n.{one}" for one in properties)
    return f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [{listed}] OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}}}"


INDEXES = "SHOW INDEXES YIELD name, state, labelsOrTypes, properties RETURN name, state, labelsOrTypes, properties"

AWAIT_INDEXES = "CALL db.awaitIndexes($seconds)"

SCHEMA_VERSION = "MATCH (s:Schema {name: 'orggraph'}) RETURN s.version"

LOCK_SCHEMA = """
MERGE (s:Schema {name: 'orggraph'}) ON CREATE SET s.version = 0
SET s.migrated_by = $who
"""

SET_SCHEMA_VERSION = "MATCH (s:Schema {name: 'orggraph'}) SET s.version = $version"

NAME_RETRACTIONS = """
MATCH (o:Observation) WHERE o.retracted IS NOT NULL AND o.retracted_in IS NULL
MATCH (p:Publication {workspace: o.workspace, added: o.retracted}) WHERE p.at > 0
SET o.retracted_in = p.batch
"""

ANYTHING = "MATCH (n) RETURN true LIMIT 1"

NOTHING = "RETURN 1"
