"""The audit log in Neo4j: whoever may write the database may change it, and the chain shows that they did."""

import pytest

from orggraph.bootstrap import open_store
from orggraph.domain.audit import AuditEvent
from orggraph.usecases.doctor import examine
from tests.contract.kit import ANA, START

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j_url):
    opened = open_store(neo4j_url)
    for n in range(5):
        opened.audit.append(ANA, AuditEvent(at=START, who=f"user {n}", action="EXPORTED"))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("change", "where", "problem"),
    [
        ("MATCH (e:AuditEntry {number: 3}) SET e.who = 'bo'", 3, "was changed"),
        ("MATCH (e:AuditEntry {number: 3}) DELETE e", 3, "is missing"),
        ("MATCH (e:AuditEntry {number: 5}) DELETE e", 5, "is missing"),
        ("MATCH (e:AuditEntry) DELETE e", 1, "is missing"),
        ("MATCH (h:AuditHead) DELETE h", 5, "is the last, but the head of the chain is missing"),
    ],
)
def test_what_was_changed_is_told(store, neo4j_server, change, where, problem):
    assert examine(store).is_well
    neo4j_server.rows(change)
    (chain,) = examine(store).chains
    assert (chain.broken_at, chain.problem) == (where, problem)
