"""All Cypher, put together from constants; valid as Cypher 5 and as Cypher 25. `docs/reference/neo4j.md` draws the graph.

What was published at a revision has it as `added`; what a later one replaced has that as `ended` and stays for readings that
began before. `since` and `until` are days, as in `Version`. Lists come inside the map `$many`: Neo4j plans a query anew for
each order of magnitude of the lengths of its list parameters, and planning takes longer than answering.
"""

# ruff: noqa: S105

from collections.abc import Iterable, Mapping

NODE_KINDS: Mapping[str, str] = {
    "acc": "Account",
    "per": "Person",
    "pos": "Position",
    "dea": "Deal",
    "sig": "Signal",
    "esc": "Escalation",
}
"""Kinds of facts that are nodes, and the label of what they are about."""

EDGE_TYPES: Mapping[str, str] = {
    "REPORTS_TO": "lin",
    "LEADS": "lin",
    "KNOWS": "tie",
    "INFLUENCES": "inf",
    "PLAYS_PART_IN": "stk",
}
"""Facts that are relationships, by type. A seat that reports to nobody LEADS its account."""

LINK_TYPES = (
    "WORKS_AT",
    "SEAT_AT",
    "HELD_BY",
    "WITH",
    "OWNED_BY",
    "USUAL_CONTACT",
    "SEEN_IN",
    "ABOUT",
    "FOR",
    "CALLER",
    "TARGET",
)
"""Relationships that only show what facts of nodes say; each starts at what the fact is about."""


def _seen(name: str) -> str:
    # an OR would be planned as a union, one half of which goes through all that ended
    return f"{name}.added <= $revision AND coalesce({name}.ended, $revision + 1) > $revision"


def _holds(name: str) -> str:
    return f"{_seen(name)} AND {name}.since <= $day AND {name}.until > $day"


def _either(parts: Iterable[str]) -> str:
    return "\nUNION ALL\n".join(parts)


# --- the schema


def unique(name: str, label: str, properties: Iterable[str]) -> str:
    """Make a constraint."""
    listed = ", ".join(f"n.{one}" for one in properties)
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE ({listed}) IS UNIQUE"


def index(name: str, of: str, properties: Iterable[str]) -> str:
    """Make an index on a label, or on a relationship type."""
    pattern = f"()-[n:{of}]-()" if of in EDGE_TYPES else f"(n:{of})"
    listed = ", ".join(f"n.{one}" for one in properties)
    return f"CREATE INDEX {name} IF NOT EXISTS FOR {pattern} ON ({listed})"


INDEXES = "SHOW INDEXES YIELD name, state, labelsOrTypes, properties RETURN name, state, labelsOrTypes, properties"

AWAIT_INDEXES = "CALL db.awaitIndexes($seconds)"

SCHEMA_VERSION = "MATCH (s:Schema {name: 'orggraph'}) RETURN s.version"

LOCK_SCHEMA = """
MERGE (s:Schema {name: 'orggraph'}) ON CREATE SET s.version = 0
SET s.migrated_by = $who
"""

SET_SCHEMA_VERSION = "MATCH (s:Schema {name: 'orggraph'}) SET s.version = $version"

ANYTHING = "MATCH (n) RETURN true LIMIT 1"

NOTHING = "RETURN 1"


# --- what belongs to no workspace: tokens are found before the workspace is known

ADD_TOKEN = """
CREATE (:Token {digest: $digest, workspace: $workspace, name: $name, created_at: $created_at})
"""

TOKEN = "MATCH (t:Token {digest: $digest}) RETURN t.name, t.created_at, t.workspace"

ADD_SECRET = "MERGE (s:Secret {name: 'tokens'}) ON CREATE SET s.value = $value RETURN s.value"

FORGET_PREVIEWS = "MATCH (p:Preview) WHERE p.expires_at <= $now DELETE p"

PUT_PREVIEW = """
MERGE (p:Preview {workspace: $workspace, token: $token}) SET p.expires_at = $expires_at, p.body = $body
"""

PREVIEW = "MATCH (p:Preview {workspace: $workspace, token: $token}) RETURN p.expires_at, p.body"


# --- staging

LOCK_BATCH = """
MERGE (b:Batch {workspace: $workspace, id: $batch}) SET b.staged_by = $who
"""

STATE_OF_BATCH = """
MATCH (:Batch {workspace: $workspace, id: $batch})-[:PUBLISHED_AS]->(p:Publication) WHERE p.ended IS NULL RETURN p.state
"""

ADD_OBSERVATIONS = """
MATCH (b:Batch {workspace: $workspace, id: $batch})
UNWIND $many.rows AS row
MERGE (o:Observation {workspace: $workspace, id: row.id})
ON CREATE SET o.subject = row.subject, o.body = row.body
MERGE (b)-[r:ASSERTS]->(o)
"""

ADD_REFERENCES = """
UNWIND $many.rows AS row
MATCH (o:Observation {workspace: $workspace, id: row.id})
MERGE (k:Key {workspace: $workspace, key: row.key})
MERGE (o)-[:REFERS_TO]->(k)
"""


# --- publishing

LOCK_WORKSPACE = """
MERGE (w:Workspace {name: $workspace}) ON CREATE SET w.revision = 0, w.written = 0, w.next_order = 0
SET w.written_by = $who
"""

WORKSPACE = """
MATCH (w:Workspace {name: $workspace})
OPTIONAL MATCH (p:Publication {workspace: $workspace, added: $base + 1})
RETURN w.written, w.next_order, p.who
"""

ADVANCE = """
MATCH (w:Workspace {name: $workspace}) SET w.written = $revision, w.next_order = $next_order
"""

SHOW_WRITTEN = """
MATCH (w:Workspace {name: $workspace}) SET w.shown_by = $who
WITH w SET w.revision = w.written
"""

PUT_BATCH = """
MERGE (b:Batch {workspace: $workspace, id: $batch})
WITH b
OPTIONAL MATCH (b)-[:PUBLISHED_AS]->(before:Publication) WHERE before.ended IS NULL
SET before.ended = $revision
WITH DISTINCT b
CREATE (b)-[:PUBLISHED_AS]->(p:Publication {workspace: $workspace, added: $revision, batch: $batch})
SET p += $shown
"""

RETRACT = """
UNWIND $many.ids AS id
MATCH (o:Observation {workspace: $workspace, id: id}) WHERE o.retracted IS NULL
SET o.retracted = $revision
"""

PUT_RECORDS = """
UNWIND $many.rows AS row
OPTIONAL MATCH (old:Record {workspace: $workspace, kind: row.kind, key: row.key}) WHERE old.ended IS NULL
WITH row, old, CASE WHEN row.order >= 0 THEN row.order ELSE coalesce(old.place, row.place) END AS place
WHERE old IS NULL OR old.entity_id <> row.entity_id OR old.identities <> row.identities OR old.place <> place
SET old.ended = $revision
CREATE (r:Record {workspace: $workspace, kind: row.kind, key: row.key, added: $revision})
SET r.entity_id = row.entity_id, r.identities = row.identities, r.place = place, r.whole_key = row.whole_key
WITH row, r
UNWIND row.names AS name
MERGE (i:Identity {workspace: $workspace, kind: row.kind, value: name})
CREATE (r)-[:GOES_BY]->(i)
"""

END_ALIASES = """
UNWIND $many.ids AS id
MATCH (a:Alias {workspace: $workspace, old_id: id}) WHERE a.ended IS NULL
SET a.ended = $revision
"""

ADD_ALIASES = """
UNWIND $many.rows AS row
CREATE (:Alias {workspace: $workspace, old_id: row.old_id, entity_id: row.entity_id, added: $revision})
"""

END_FACTS = """
UNWIND $many.ids AS id
MATCH (f:Fact {workspace: $workspace, kind: $kind, id: id}) WHERE f.ended IS NULL
SET f.ended = $revision
"""

ADD_FACTS = """
UNWIND $many.rows AS row
CREATE (f:Fact {workspace: $workspace, kind: $kind, added: $revision})
SET f += row
"""

END_EDGES = {
    name: f"""
UNWIND $many.ids AS id
MATCH ()-[r:{name} {{workspace: $workspace, id: id}}]->() WHERE r.ended IS NULL
SET r.ended = $revision
"""
    for name in EDGE_TYPES
}

ADD_EDGES = {
    name: f"""
UNWIND $many.rows AS row
MERGE (a:Entity {{workspace: $workspace, id: row.one}})
MERGE (b:Entity {{workspace: $workspace, id: row.other}})
CREATE (a)-[r:{name} {{workspace: $workspace, added: $revision}}]->(b)
SET r += row.shown
"""
    for name in EDGE_TYPES
}

SHOW_ENTITIES = {
    kind: f"""
UNWIND $many.rows AS row
MERGE (n:Entity {{workspace: $workspace, id: row.id}})
SET n:{label}, n += row.shown
"""
    for kind, label in NODE_KINDS.items()
}

UNLINK = f"""
UNWIND $many.ids AS id
MATCH (:Entity {{workspace: $workspace, id: id}})-[r:{"|".join(LINK_TYPES)}]->()
DELETE r
"""

LINK = {
    name: f"""
UNWIND $many.rows AS row
MATCH (a:Entity {{workspace: $workspace, id: row.one}})
MERGE (b:Entity {{workspace: $workspace, id: row.other}})
CREATE (a)-[:{name}]->(b)
"""
    for name in LINK_TYPES
}

HIDE_ENTITIES = f"""
UNWIND $many.ids AS id
MATCH (n:Entity {{workspace: $workspace, id: id}})
REMOVE n:{":".join(NODE_KINDS.values())}
SET n += $nothing
"""

FORGET_LONELY = """
UNWIND $many.ids AS id
MATCH (n:Entity {workspace: $workspace, id: id}) WHERE NOT EXISTS { (n)--() }
DELETE n
"""


# --- letting go of what no reading can see any more

HORIZON = """
MATCH (p:Publication {workspace: $workspace}) WHERE p.at < $before
RETURN p.added ORDER BY p.at DESC, p.added DESC LIMIT 1
"""

FORGET_ENDED = [
    *(
        f"""
MATCH (n:{label}) WHERE n.workspace = $workspace AND n.ended <= $horizon
WITH n LIMIT $most
DETACH DELETE n
"""
        for label in ("Fact", "Record", "Alias")
    ),
    *(
        f"""
MATCH (a:Entity)-[r:{name}]->(b:Entity) WHERE r.workspace = $workspace AND r.ended <= $horizon
WITH a, r, b LIMIT $most
DELETE r
WITH collect(a) + collect(b) AS ends
UNWIND ends AS n
WITH DISTINCT n WHERE NOT n:{"|".join(NODE_KINDS.values())} AND NOT EXISTS {{ (n)--() }}
DELETE n
"""
        for name in EDGE_TYPES
    ),
]


# --- reading

REVISION = "MATCH (w:Workspace {name: $workspace}) RETURN w.revision"

_RECORD = "coalesce(r.whole_key, r.key), r.entity_id, r.identities, r.place"

RECORDS = f"""
CALL () {{
{
    _either(
        (
            f'''
UNWIND $many.keys AS key
MATCH (r:Record {{workspace: $workspace, kind: $kind, key: key}}) WHERE {_seen("r")}
RETURN r''',
            f'''
UNWIND $many.identities AS identity
MATCH (:Identity {{workspace: $workspace, kind: $kind, value: identity}})<-[:GOES_BY]-(r:Record) WHERE {_seen("r")}
RETURN r''',
            f'''
UNWIND $many.entities AS entity
MATCH (r:Record {{workspace: $workspace, entity_id: entity}}) WHERE r.kind = $kind AND {_seen("r")}
RETURN r''',
        )
    )
}
}}
WITH DISTINCT r
RETURN {_RECORD}
"""

RECORDS_OF = f"""
MATCH (r:Record {{workspace: $workspace, entity_id: $entity}}) WHERE {_seen("r")}
RETURN r.kind, {_RECORD} ORDER BY r.place, r.kind, r.key
"""

ALIAS = f"""
MATCH (a:Alias {{workspace: $workspace, old_id: $id}}) WHERE {_seen("a")} RETURN a.entity_id
"""

_LIVE = f"""
WHERE coalesce(o.retracted, $revision + 1) > $revision
MATCH (o)<-[:ASSERTS]-(b:Batch)-[:PUBLISHED_AS]->(p:Publication) WHERE p.state = 'DONE' AND {_seen("p")}
"""

STATEMENTS = f"""
CALL () {{
  UNWIND $many.subjects AS subject
  MATCH (o:Observation {{workspace: $workspace, subject: subject}})
  RETURN o
  UNION
  UNWIND $many.referring_to AS key
  MATCH (:Key {{workspace: $workspace, key: key}})<-[:REFERS_TO]-(o:Observation)
  RETURN o
}}
WITH o {_LIVE}
WITH o, p.started_at AS started, b.id AS batch ORDER BY started, batch
WITH o, min(started) AS first, max(started) AS last, collect(batch)[0] AS batch
RETURN collect(o.body), collect(first), collect(last), collect(batch)
"""

LIVE = f"""
UNWIND $many.ids AS id
MATCH (o:Observation {{workspace: $workspace, id: id}}) {_LIVE}
RETURN collect(DISTINCT id)
"""

ASSERTED_ONLY_BY = f"""
MATCH (mine:Batch {{workspace: $workspace, id: $batch}})-[:ASSERTS]->(o:Observation)
WITH o {_LIVE}
WITH o, collect(b.id) AS batches WHERE batches = [$batch]
RETURN o.body ORDER BY o.id
"""

_NAMED = "f.sort_name IS NOT NULL AND f.id IS NOT NULL"
"""What the index of names asks for."""

ASSERTED_BY_OTHERS_TOO = f"""
MATCH (mine:Batch {{workspace: $workspace, id: $batch}})-[:ASSERTS]->(o:Observation)
WITH o {_LIVE}
WITH o, p.started_at AS started, b.id AS batch ORDER BY started, batch
WITH o, collect([started, batch]) AS said
WITH o, said, [one IN said WHERE one[1] <> $batch] AS others WHERE size(others) > 0 AND size(others) < size(said)
RETURN o.body, others[0][0], others[-1][0], others[0][1] ORDER BY o.id
"""

RETRACTED = """
UNWIND $many.ids AS id
MATCH (o:Observation {workspace: $workspace, id: id}) WHERE o.retracted <= $revision
RETURN collect(DISTINCT id)
"""

_OURS = f"""
MATCH (f:Fact {{workspace: $workspace, kind: 'acc', rank: 0}}) WHERE {_NAMED} AND {_holds("f")}
"""

ANCHOR = f"""
CALL () {{
  {_OURS}
  RETURN 'ours' AS role, 'acc' AS kind, f.body AS body ORDER BY f.id LIMIT 1
  UNION ALL
  MATCH (a:Alias {{workspace: $workspace, old_id: $id}}) WHERE {_seen("a")}
  RETURN 'alias' AS role, '' AS kind, a.entity_id AS body
  UNION ALL
  MATCH (f:Fact {{workspace: $workspace, kind: $kind, id: $id}}) WHERE {_holds("f")}
  CALL (f) {{
    RETURN f AS found
    UNION ALL
    MATCH (g:Fact {{workspace: $workspace, id: f.parent}}) WHERE g.kind IN ['acc', 'dea'] AND {_holds("g")}
    RETURN g AS found
    UNION ALL
    MATCH (g:Fact {{workspace: $workspace, id: f.parent, kind: 'dea'}}) WHERE {_holds("g")}
    MATCH (h:Fact {{workspace: $workspace, id: g.parent, kind: 'acc'}}) WHERE {_holds("h")}
    RETURN h AS found
  }}
  RETURN 'fact' AS role, found.kind AS kind, found.body AS body
}}
RETURN role, kind, body
"""

OURS = f"{_OURS} RETURN 'acc', collect(f.body)"

FACTS_BY_ID = f"""
UNWIND $many.ids AS id
MATCH (f:Fact {{workspace: $workspace, kind: $kind, id: id}}) WHERE {_holds("f")}
RETURN $kind, collect(f.body)
"""

EDGES_BY_ID = {
    name: f"""
UNWIND $many.ids AS id
MATCH ()-[r:{name} {{workspace: $workspace, id: id}}]->() WHERE {_holds("r")}
RETURN '{kind}', collect(r.body)
"""
    for name, kind in EDGE_TYPES.items()
}

HOMES = f"""
CALL () {{
  UNWIND $many.accounts AS account
  MATCH (f:Fact {{workspace: $workspace, parent: account}}) WHERE f.kind IS NOT NULL AND {_holds("f")}
  RETURN f.kind AS kind, f.body AS body
  UNION ALL
  UNWIND $many.accounts AS account
  MATCH ()-[r:REPORTS_TO {{workspace: $workspace, account_id: account}}]->() WHERE {_holds("r")}
  RETURN 'lin' AS kind, r.body AS body
  UNION ALL
  UNWIND $many.accounts AS account
  MATCH ()-[r:LEADS {{workspace: $workspace, account_id: account}}]->() WHERE {_holds("r")}
  RETURN 'lin' AS kind, r.body AS body
  UNION ALL
  UNWIND $many.accounts AS account
  MATCH (d:Fact {{workspace: $workspace, parent: account, kind: 'dea'}}) WHERE {_holds("d")}
  MATCH (f:Fact {{workspace: $workspace, parent: d.id, kind: 'sig'}}) WHERE {_holds("f")}
  RETURN 'sig' AS kind, f.body AS body
  UNION ALL
  UNWIND $many.accounts AS account
  MATCH (d:Fact {{workspace: $workspace, parent: account, kind: 'dea'}}) WHERE {_holds("d")}
  MATCH (:Entity {{workspace: $workspace, id: d.id}})<-[r:PLAYS_PART_IN]-() WHERE {_holds("r")}
  RETURN 'stk' AS kind, r.body AS body
  UNION ALL
  MATCH (f:Fact {{workspace: $workspace, kind: 'esc'}}) WHERE f.id IS NOT NULL AND {_holds("f")}
  RETURN 'esc' AS kind, f.body AS body
}}
RETURN kind, collect(body)
"""

_EDGE = "CASE type(r) WHEN 'KNOWS' THEN 'tie' ELSE 'inf' END"

EDGES_AT = f"""
UNWIND $many.people AS id
MATCH (:Entity {{workspace: $workspace, id: id}})-[r:KNOWS|INFLUENCES]-() WHERE {_holds("r")}
WITH DISTINCT r
RETURN {_EDGE}, collect(r.body)
"""

EDGES_AMONG = f"""
UNWIND $many.people AS id
MATCH (:Entity {{workspace: $workspace, id: id}})-[r:KNOWS|INFLUENCES]->(other:Entity)
WHERE other.id IN $many.people AND {_holds("r")}
RETURN {_EDGE}, collect(r.body)
"""

TIES_TO = f"""
UNWIND $many.strangers AS id
MATCH (:Entity {{workspace: $workspace, id: id}})-[r:KNOWS]-(other:Entity)
WHERE other.id IN $many.people AND {_holds("r")}
WITH DISTINCT r
RETURN 'tie', collect(r.body)
"""

_ACCOUNTS = f"""
MATCH (f:Fact {{workspace: $workspace, kind: 'acc'}})
WHERE f.rank IS NOT NULL AND {_NAMED} AND f.sort_name CONTAINS $part AND ($rank IS NULL OR f.rank = $rank) AND {_holds("f")}
"""

ACCOUNTS = f"""
{_ACCOUNTS}
AND ($after_id IS NULL OR f.rank > $after_rank
  OR (f.rank = $after_rank AND (f.sort_name > $after_name OR (f.sort_name = $after_name AND f.id > $after_id))))
RETURN f.body ORDER BY f.rank, f.sort_name, f.id LIMIT $most
"""

COUNT_ACCOUNTS = f"{_ACCOUNTS} RETURN count(*)"

_AFTER_DEAL = """
AND ($after_id IS NULL OR f.sort_name > $after_name OR (f.sort_name = $after_name AND f.id > $after_id))
RETURN f.body ORDER BY f.sort_name, f.id LIMIT $most
"""

_DEALS = f"""
MATCH (f:Fact {{workspace: $workspace, kind: 'dea'}})
WHERE f.rank IS NOT NULL AND {_NAMED}
  AND ($owner IS NULL OR f.other = $owner) AND ($rank IS NULL OR f.rank = $rank) AND {_holds("f")}
"""

DEALS = f"{_DEALS} {_AFTER_DEAL}"

COUNT_DEALS = f"{_DEALS} RETURN count(*)"

_DEALS_OF_ACCOUNTS = f"{_DEALS} AND f.parent IN $many.accounts"

DEALS_OF_ACCOUNTS = f"{_DEALS_OF_ACCOUNTS} {_AFTER_DEAL}"

COUNT_DEALS_OF_ACCOUNTS = f"{_DEALS_OF_ACCOUNTS} RETURN count(*)"

_TIES = f"MATCH (:Entity {{workspace: $workspace, id: $person}})-[r:KNOWS]-() WHERE {_holds('r')}"

TIES = f"""
{_TIES} AND ($after_id IS NULL OR r.id > $after_id)
WITH DISTINCT r
RETURN r.body ORDER BY r.id LIMIT $most
"""

COUNT_TIES = f"{_TIES} RETURN count(DISTINCT r)"

EVERY_NODE = f"""
MATCH (f:Fact {{workspace: $workspace, kind: $kind}}) WHERE f.id >= $after AND {_seen("f")}
RETURN f.id, f.since, f.until, f.body ORDER BY f.id, f.since LIMIT $most
"""

EVERY_EDGE = {
    name: f"""
MATCH ()-[r:{name}]->() WHERE r.workspace = $workspace AND r.id >= $after AND {_seen("r")}
RETURN r.id, r.since, r.until, r.body ORDER BY r.id, r.since LIMIT $most
"""
    for name in EDGE_TYPES
}

BATCH = f"""
MATCH (:Batch {{workspace: $workspace, id: $batch}})-[:PUBLISHED_AS]->(p:Publication) WHERE {_seen("p")} RETURN p.body
"""

_BATCHES = f"MATCH (p:Publication {{workspace: $workspace}}) WHERE p.importer <> $edits AND {_seen('p')}"

BATCHES = f"""
{_BATCHES} AND ($after_id IS NULL OR -p.started_at > $after_time OR (-p.started_at = $after_time AND p.batch > $after_id))
RETURN p.body ORDER BY p.started_at DESC, p.batch LIMIT $most
"""

COUNT_BATCHES = f"{_BATCHES} RETURN count(*)"
