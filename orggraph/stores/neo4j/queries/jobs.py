"""Imports under way. They are not seen by revision: how far one has come is what it is now."""

from orggraph.stores.neo4j.queries.vocabulary import seen

LOCK_JOB = """
MERGE (j:Job {workspace: $workspace, batch: $batch}) ON CREATE SET j.holder = $holder
SET j.asked_by = $holder
RETURN j.holder
"""

KEEP_JOB = """
MATCH (j:Job {workspace: $workspace, batch: $batch}) USING INDEX SEEK j:Job(workspace, batch)
SET j += $shown
"""

TELL_PROGRESS = """
MERGE (p:Progress {workspace: $workspace}) ON CREATE SET p.changes = 0
SET p.changes = p.changes + 1
"""

END_JOB = """
MATCH (j:Job {workspace: $workspace, batch: $batch}) USING INDEX SEEK j:Job(workspace, batch) WHERE j.holder = $holder DELETE j
"""

LAPSED_JOBS = """
MATCH (j:Job) USING INDEX SEEK j:Job(state, lease) WHERE j.state = 'RUNNING' AND j.lease <= $at
RETURN j.workspace, j.body, j.holder, j.lease, j.attempt, j.work ORDER BY j.lease, j.workspace, j.batch
"""

PULSE = """
OPTIONAL MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name)
OPTIONAL MATCH (p:Progress {workspace: $workspace}) USING INDEX SEEK p:Progress(workspace)
RETURN coalesce(w.revision, 0), coalesce(p.changes, 0)
"""

JOB = """
MATCH (j:Job {workspace: $workspace, batch: $batch}) USING INDEX SEEK j:Job(workspace, batch)
WITH j.body AS body WHERE body IS NOT NULL
RETURN body
"""
"""One that is just being taken away may be found without anything on it."""

JOBS = f"""
MATCH (j:Job {{workspace: $workspace}}) USING INDEX SEEK j:Job(workspace, batch) WHERE j.batch > ''
OPTIONAL MATCH (b:Batch {{workspace: $workspace, id: j.batch}})-[:PUBLISHED_AS]->(p:Publication) USING INDEX SEEK b:Batch(workspace, id) WHERE {seen("p")}
WITH j.body AS body, count(p) AS published WHERE published = 0 AND body IS NOT NULL
RETURN body
"""
