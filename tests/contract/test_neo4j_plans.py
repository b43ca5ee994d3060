"""How the server goes about every query: by an index, though it would be quicker not to where there is nothing yet."""

import re

import pytest

from orggraph.bootstrap import open_store
from tests.unit.stores.cypher import QUERIES

pytestmark = pytest.mark.neo4j

LOOKS_AT_ALL = {"ANYTHING", "WRITTEN_WORKSPACES", "AUDIT_CHAINS", "NAME_RETRACTIONS"}
NOT_EXPLAINED = {"INDEXES", "AWAIT_INDEXES"}
ROW = {"id": "x", "one": "x", "other": "y", "key": "k", "kind": "per", "order": 1, "place": 1, "entity_id": "e"}
LISTS = ("ids", "keys", "identities", "entities", "accounts", "people", "strangers", "subjects", "referring_to")
NUMBERS = (
    "version",
    "expires_at",
    "created_at",
    "after_time",
    "revision",
    "most",
    "now",
    "base",
    "next_order",
    "number",
    "since",
)
GIVEN = {
    "many": {**{name: ["x"] for name in LISTS}, "rows": [{**ROW, "identities": [], "names": [], "shown": {}}]},
    "hidden": ["x"],
    "users": ["x"],
    "signals": True,
    "marks": {},
    "shown": {},
    "nothing": {},
    **dict.fromkeys((*NUMBERS, "horizon", "before", "at", "rank", "after_rank"), 1),
}
GIVEN_TO = {"AUDIT_CHAIN": {"after": 1}}
"""What is given to one query otherwise than to the others."""


def operators(plan):
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.fixture(scope="module")
def plans(neo4j_server):
    """Explain every query on an empty database: a plan that was made then may stay when it is full."""
    neo4j_server.wipe()
    store = open_store(neo4j_server.url)
    store.ready()
    store.close()
    neo4j_server.wipe()
    with neo4j_server.driver() as driver, driver.session() as session:
        return {name: explained(session, name) for name in QUERIES if name not in NOT_EXPLAINED}


def explained(session, name):
    query, given = QUERIES[name], GIVEN | GIVEN_TO.get(name, {})
    parameters = {one: given.get(one, "x") for one in re.findall(r"\$(\w+)", query)}
    return set(operators(session.run(f"EXPLAIN {query}", parameters).consume().plan))


@pytest.mark.parametrize("name", [name for name in QUERIES if name not in NOT_EXPLAINED])
def test_a_query_goes_by_an_index(plans, name):
    scans = {one for one in plans[name] if one.endswith("Scan")}
    assert bool(scans) is (name in LOOKS_AT_ALL), scans
    # two entities, each found by its id, may be joined
    assert "CartesianProduct" not in plans[name] or name.split()[0] in {"ADD_EDGES", "LINK"}
