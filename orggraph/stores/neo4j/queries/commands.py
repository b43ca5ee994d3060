"""Staging and publishing, and letting go of what no reading can see any more."""

from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES, LINK_TYPES, NODE_KINDS

LOCK_BATCH = """
MERGE (b:Batch {workspace: $workspace, id: $batch}) SET b.staged_by = $who
"""

STATE_OF_BATCH = """
MATCH (n:Batch {workspace: $workspace, id: $batch})-[:PUBLISHED_AS]->(p:Publication) USING INDEX SEEK n:Batch(workspace, id) WHERE p.ended IS NULL RETURN p.state
"""

KNOWN_OBSERVATIONS = """
UNWIND $many.ids AS id
MATCH (o:Observation {workspace: $workspace, id: id}) USING INDEX SEEK o:Observation(workspace, id)
RETURN collect(id)
"""

ADD_KEYS = """
UNWIND $many.keys AS key
MERGE (k:Key {workspace: $workspace, key: key})
"""

ADD_OBSERVATIONS = """
MATCH (b:Batch {workspace: $workspace, id: $batch}) USING INDEX SEEK b:Batch(workspace, id)
UNWIND $many.rows AS row
CREATE (o:Observation {workspace: $workspace, id: row.id, subject: row.subject, body: row.body})
CREATE (b)-[:ASSERTS]->(o)
WITH o, row
UNWIND row.references AS key
MATCH (k:Key {workspace: $workspace, key: key}) USING INDEX SEEK k:Key(workspace, key)
CREATE (o)-[:REFERS_TO]->(k)
"""

ASSERT_KNOWN = """
MATCH (b:Batch {workspace: $workspace, id: $batch}) USING INDEX SEEK b:Batch(workspace, id)
UNWIND $many.ids AS id
MATCH (o:Observation {workspace: $workspace, id: id}) USING INDEX SEEK o:Observation(workspace, id)
MERGE (b)-[:ASSERTS]->(o)
"""

LOCK_WORKSPACE = """
MERGE (w:Workspace {name: $workspace}) ON CREATE SET w.revision = 0, w.written = 0, w.next_order = 0
SET w.written_by = $who
"""

WORKSPACE = """
MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name)
OPTIONAL MATCH (p:Publication {workspace: $workspace, added: $base + 1}) USING INDEX SEEK p:Publication(workspace, added)
RETURN w.written, w.next_order, w.restored, p.who
"""

ADVANCE = """
MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name)
SET w.written = $revision, w.next_order = $next_order
WITH w
MATCH (p:Publication {workspace: $workspace, added: $revision}) USING INDEX SEEK p:Publication(workspace, added)
SET p.next_order = $next_order
"""

SHOW_WRITTEN = """
MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name) SET w.shown_by = $who
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
MATCH (o:Observation {workspace: $workspace, id: id}) USING INDEX SEEK o:Observation(workspace, id) WHERE o.retracted IS NULL
SET o.retracted = $revision, o.retracted_in = $batch
"""

PUT_RECORDS = """
UNWIND $many.rows AS row
OPTIONAL MATCH (old:Record {workspace: $workspace, kind: row.kind, key: row.key}) USING INDEX SEEK old:Record(workspace, kind, key) WHERE old.ended IS NULL
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
MATCH (a:Alias {workspace: $workspace, old_id: id}) USING INDEX SEEK a:Alias(workspace, old_id) WHERE a.ended IS NULL
SET a.ended = $revision
"""

ADD_ALIASES = """
UNWIND $many.rows AS row
CREATE (:Alias {workspace: $workspace, old_id: row.old_id, entity_id: row.entity_id, added: $revision})
"""

END_FACTS = """
UNWIND $many.ids AS id
MATCH (f:Fact {workspace: $workspace, kind: $kind, id: id}) USING INDEX SEEK f:Fact(workspace, kind, id) WHERE f.ended IS NULL
SET f.ended = $revision
RETURN collect(DISTINCT id)
"""

ADD_FACTS = """
UNWIND $many.rows AS row
CREATE (f:Fact {workspace: $workspace, kind: $kind, added: $revision})
SET f += row
"""

END_EDGES = {
    name: f"""
UNWIND $many.ids AS id
MATCH ()-[r:{name} {{workspace: $workspace, id: id}}]->() USING INDEX SEEK r:{name}(workspace, id) WHERE r.ended IS NULL
SET r.ended = $revision
"""
    for name in EDGE_TYPES
}

ADD_ENTITIES = """
UNWIND $many.ids AS id
MERGE (:Entity {workspace: $workspace, id: id})
"""

ADD_EDGES = {
    name: f"""
UNWIND $many.rows AS row
MATCH (a:Entity {{workspace: $workspace, id: row.one}}) USING INDEX SEEK a:Entity(workspace, id)
MATCH (b:Entity {{workspace: $workspace, id: row.other}}) USING INDEX SEEK b:Entity(workspace, id)
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
MATCH (n:Entity {{workspace: $workspace, id: id}})-[r:{"|".join(LINK_TYPES)}]->() USING INDEX SEEK n:Entity(workspace, id)
DELETE r
"""

LINK = {
    name: f"""
UNWIND $many.rows AS row
MATCH (a:Entity {{workspace: $workspace, id: row.one}}) USING INDEX SEEK a:Entity(workspace, id)
MATCH (b:Entity {{workspace: $workspace, id: row.other}}) USING INDEX SEEK b:Entity(workspace, id)
CREATE (a)-[:{name}]->(b)
"""
    for name in LINK_TYPES
}

HIDE_ENTITIES = f"""
UNWIND $many.ids AS id
MATCH (n:Entity {{workspace: $workspace, id: id}}) USING INDEX SEEK n:Entity(workspace, id)
REMOVE n:{":".join(NODE_KINDS.values())}
SET n += $nothing
"""

FORGET_LONELY = """
UNWIND $many.ids AS id
MATCH (n:Entity {workspace: $workspace, id: id}) USING INDEX SEEK n:Entity(workspace, id) WHERE NOT EXISTS { (n)--() }
DELETE n
"""

HORIZON = """
MATCH (p:Publication {workspace: $workspace}) USING INDEX SEEK p:Publication(workspace, at) WHERE p.at < $before
RETURN p.added ORDER BY p.at DESC, p.added DESC LIMIT 1
"""

FORGET_ENDED = [
    *(
        f"""
MATCH (n:{label}) USING INDEX SEEK n:{label}(workspace, ended) WHERE n.workspace = $workspace AND n.ended <= $horizon
WITH n LIMIT $most
DETACH DELETE n
"""
        for label in ("Fact", "Record", "Alias")
    ),
    *(
        f"""
MATCH (a)-[r:{name}]->(b) USING INDEX SEEK r:{name}(workspace, ended)
WHERE r.workspace = $workspace AND r.ended <= $horizon
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
