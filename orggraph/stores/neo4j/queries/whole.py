"""Going through a whole workspace, and restoring one."""

from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES, RECORD, seen

HEAD = """
MATCH (p:Publication {workspace: $workspace}) USING INDEX SEEK p:Publication(workspace, added) WHERE p.added <= $revision AND p.next_order IS NOT NULL
RETURN p.next_order ORDER BY p.added DESC LIMIT 1
"""

EVERY_BATCH = f"""
MATCH (b:Batch {{workspace: $workspace}}) USING INDEX SEEK b:Batch(workspace, id) WHERE b.id > $after
MATCH (b)-[:PUBLISHED_AS]->(p:Publication) WHERE {seen("p")}
RETURN b.id, p.body ORDER BY b.id LIMIT $most
"""

EVERY_OBSERVATION = f"""
MATCH (o:Observation {{workspace: $workspace}}) USING INDEX SEEK o:Observation(workspace, id) WHERE o.id > $after
WITH o ORDER BY o.id LIMIT $most
RETURN o.id, o.body,
  [(o)<-[:ASSERTS]-(b:Batch)-[:PUBLISHED_AS]->(p:Publication) WHERE {seen("p")} | b.id],
  coalesce(o.retracted <= $revision, false), CASE WHEN o.retracted <= $revision THEN o.retracted_in END
ORDER BY o.id
"""

EVERY_RECORD = f"""
MATCH (r:Record {{workspace: $workspace, kind: $kind}}) USING INDEX SEEK r:Record(workspace, kind, key) WHERE r.key > $after AND {seen("r")}
RETURN r.key, {RECORD} ORDER BY r.key LIMIT $most
"""

EVERY_ALIAS = f"""
MATCH (a:Alias {{workspace: $workspace}}) USING INDEX SEEK a:Alias(workspace, old_id) WHERE a.old_id > $after AND {seen("a")}
RETURN a.old_id, a.entity_id ORDER BY a.old_id LIMIT $most
"""

EVERY_NODE = f"""
MATCH (f:Fact {{workspace: $workspace, kind: $kind}}) USING INDEX SEEK f:Fact(workspace, kind, id) WHERE f.id >= $after AND {seen("f")}
RETURN f.id, f.since, f.until, f.body ORDER BY f.id, f.since LIMIT $most
"""

EVERY_EDGE = {
    name: f"""
MATCH ()-[r:{name}]->() USING INDEX SEEK r:{name}(workspace, id) WHERE r.workspace = $workspace AND r.id >= $after AND {seen("r")}
RETURN r.id, r.since, r.until, r.body ORDER BY r.id, r.since LIMIT $most
"""
    for name in EDGE_TYPES
}

RESTORING = """
MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name) RETURN w.written, w.restored_revision, w.restored, w.restored_digest
"""

PUT_RESTORING = """
MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name)
SET w.restored_revision = $revision, w.restored = $entries, w.restored_digest = $digest
"""

RESTORE_BATCHES = """
UNWIND $many.rows AS row
MERGE (b:Batch {workspace: $workspace, id: row.batch})
CREATE (b)-[:PUBLISHED_AS]->(p:Publication {workspace: $workspace, added: row.added, batch: row.batch, at: 0})
SET p += row.shown
"""

RESTORE_OBSERVATIONS = """
UNWIND $many.rows AS row
MERGE (o:Observation {workspace: $workspace, id: row.id})
SET o.subject = row.subject, o.body = row.body, o.retracted = CASE WHEN row.retracted THEN $revision END, o.retracted_in = row.retracted_in
WITH o, row
CALL (o, row) {
  UNWIND row.batches AS batch
  MATCH (b:Batch {workspace: $workspace, id: batch}) USING INDEX SEEK b:Batch(workspace, id)
  MERGE (b)-[:ASSERTS]->(o)
}
UNWIND row.references AS key
MATCH (k:Key {workspace: $workspace, key: key}) USING INDEX SEEK k:Key(workspace, key)
MERGE (o)-[:REFERS_TO]->(k)
"""

SHOW_RESTORED = """
MATCH (p:Publication {workspace: $workspace}) USING INDEX SEEK p:Publication(workspace, added) WHERE p.added <= $revision
WITH p ORDER BY p.added DESC LIMIT 1
MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name) WHERE w.restored IS NOT NULL
SET w.revision = $revision, w.written = $revision, w.next_order = $next_order, p.next_order = $next_order
REMOVE w.restored, w.restored_revision, w.restored_digest
"""

_PARTS = {
    "Fact": ("kind", "id"),
    "Entity": ("id",),
    "Record": ("kind", "key"),
    "Identity": ("kind", "value"),
    "Alias": ("old_id",),
    "Observation": ("id",),
    "Key": ("key",),
    "Publication": ("added",),
    "Batch": ("id",),
}
"""What a workspace consists of, and what is indexed beside the workspace."""

FORGET_RESTORED = [
    *(
        f"""
MATCH (n:{label} {{workspace: $workspace}}) WHERE {" AND ".join(f"n.{name} IS NOT NULL" for name in names)}
WITH n LIMIT $most
DETACH DELETE n
RETURN count(*)
"""
        for label, names in _PARTS.items()
    ),
    "MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name) WITH w LIMIT $most DELETE w RETURN count(*)",
]
