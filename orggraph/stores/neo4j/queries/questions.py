"""The questions about one moment of one workspace."""

from orggraph.stores.neo4j.queries.vocabulary import EDGE_TYPES, RECORD, either, holds, seen

REVISION = "MATCH (w:Workspace {name: $workspace}) USING INDEX SEEK w:Workspace(name) RETURN w.revision"


RECORDS = f"""
CALL () {{
{
    either(
        (
            f'''
UNWIND $many.keys AS key
MATCH (r:Record {{workspace: $workspace, kind: $kind, key: key}}) USING INDEX SEEK r:Record(workspace, kind, key) WHERE {seen("r")}
RETURN r''',
            f'''
UNWIND $many.identities AS identity
MATCH (n:Identity {{workspace: $workspace, kind: $kind, value: identity}})<-[:GOES_BY]-(r:Record) USING INDEX SEEK n:Identity(workspace, kind, value) WHERE {seen("r")}
RETURN r''',
            f'''
UNWIND $many.entities AS entity
MATCH (r:Record {{workspace: $workspace, entity_id: entity}}) USING INDEX SEEK r:Record(workspace, entity_id) WHERE r.kind = $kind AND {seen("r")}
RETURN r''',
        )
    )
}
}}
WITH DISTINCT r
RETURN {RECORD}
"""

RECORDS_OF = f"""
MATCH (r:Record {{workspace: $workspace, entity_id: $entity}}) USING INDEX SEEK r:Record(workspace, entity_id) WHERE {seen("r")}
RETURN r.kind, {RECORD} ORDER BY r.place, r.kind, r.key
"""

ALIAS = f"""
MATCH (a:Alias {{workspace: $workspace, old_id: $id}}) USING INDEX SEEK a:Alias(workspace, old_id) WHERE {seen("a")} RETURN a.entity_id
"""

_LIVE = f"""
WHERE coalesce(o.retracted, $revision + 1) > $revision
MATCH (o)<-[:ASSERTS]-(b:Batch)-[:PUBLISHED_AS]->(p:Publication) WHERE p.state = 'DONE' AND {seen("p")}
"""

_WANTED = """
CALL () {
  UNWIND $many.subjects AS subject
  MATCH (o:Observation {workspace: $workspace, subject: subject}) USING INDEX SEEK o:Observation(workspace, subject)
  RETURN o
  UNION
  UNWIND $many.referring_to AS key
  MATCH (n:Key {workspace: $workspace, key: key})<-[:REFERS_TO]-(o:Observation) USING INDEX SEEK n:Key(workspace, key)
  RETURN o
}
"""

_SAYINGS = f"""
OPTIONAL MATCH (o)<-[:ASSERTS]-(b:Batch)-[:PUBLISHED_AS]->(p:Publication) WHERE {seen("p")}
WITH o, collect(b.id) AS batches, coalesce(o.retracted <= $revision, false) AS retracted
RETURN o.id, o.body, batches, retracted, CASE WHEN retracted THEN o.retracted_in END ORDER BY o.id
"""

SAYINGS = f"{_WANTED} WITH o {_SAYINGS}"

EVERY_SAYING = f"""
MATCH (o:Observation {{workspace: $workspace}}) USING INDEX SEEK o:Observation(workspace, id) WHERE o.id > $after
WITH o ORDER BY o.id LIMIT $most
{_SAYINGS}
"""

BATCHES_BY_ID = f"""
UNWIND $many.ids AS id
MATCH (n:Batch {{workspace: $workspace, id: id}})-[:PUBLISHED_AS]->(p:Publication) USING INDEX SEEK n:Batch(workspace, id) WHERE {seen("p")}
RETURN n.id, p.body
"""

STATEMENTS = f"""
{_WANTED}
WITH o {_LIVE}
WITH o, p.started_at AS started, b.id AS batch ORDER BY started, batch
WITH o, min(started) AS first, max(started) AS last, collect(batch)[0] AS batch
RETURN collect(o.body), collect(first), collect(last), collect(batch)
"""

LIVE = f"""
UNWIND $many.ids AS id
MATCH (o:Observation {{workspace: $workspace, id: id}}) USING INDEX SEEK o:Observation(workspace, id) {_LIVE}
RETURN collect(DISTINCT id)
"""

ASSERTED_ONLY_BY = f"""
MATCH (mine:Batch {{workspace: $workspace, id: $batch}})-[:ASSERTS]->(o:Observation) USING INDEX SEEK mine:Batch(workspace, id)
WITH o {_LIVE}
WITH o, collect(b.id) AS batches WHERE batches = [$batch]
RETURN o.body ORDER BY o.id
"""

_NAMED = "f.sort_name IS NOT NULL AND f.id IS NOT NULL"
"""What the index of names asks for."""

_BY_NAME = "USING INDEX SEEK f:Fact(workspace, kind, rank, sort_name, id)"

ASSERTED_BY_OTHERS_TOO = f"""
MATCH (mine:Batch {{workspace: $workspace, id: $batch}})-[:ASSERTS]->(o:Observation) USING INDEX SEEK mine:Batch(workspace, id)
WITH o {_LIVE}
WITH o, p.started_at AS started, b.id AS batch ORDER BY started, batch
WITH o, collect([started, batch]) AS said
WITH o, said, [one IN said WHERE one[1] <> $batch] AS others WHERE size(others) > 0 AND size(others) < size(said)
RETURN o.body, others[0][0], others[-1][0], others[0][1] ORDER BY o.id
"""

RETRACTED = """
UNWIND $many.ids AS id
MATCH (o:Observation {workspace: $workspace, id: id}) USING INDEX SEEK o:Observation(workspace, id) WHERE o.retracted <= $revision
RETURN collect(DISTINCT id)
"""

_OURS = f"""
MATCH (f:Fact {{workspace: $workspace, kind: 'acc', rank: 0}}) {_BY_NAME} WHERE {_NAMED} AND {holds("f")}
"""

ANCHOR = f"""
CALL () {{
  {_OURS}
  RETURN 'ours' AS role, 'acc' AS kind, f.body AS body ORDER BY f.id LIMIT 1
  UNION ALL
  MATCH (a:Alias {{workspace: $workspace, old_id: $id}}) USING INDEX SEEK a:Alias(workspace, old_id) WHERE {seen("a")}
  RETURN 'alias' AS role, '' AS kind, a.entity_id AS body
  UNION ALL
  MATCH (f:Fact {{workspace: $workspace, kind: $kind, id: $id}}) USING INDEX SEEK f:Fact(workspace, kind, id) WHERE {holds("f")}
  CALL (f) {{
    RETURN f AS found
    UNION ALL
    MATCH (g:Fact {{workspace: $workspace, id: f.parent}}) USING INDEX SEEK g:Fact(workspace, kind, id)
    WHERE g.kind IN ['acc', 'dea'] AND {holds("g")}
    RETURN g AS found
    UNION ALL
    MATCH (g:Fact {{workspace: $workspace, id: f.parent, kind: 'dea'}}) USING INDEX SEEK g:Fact(workspace, kind, id) WHERE {holds("g")}
    MATCH (h:Fact {{workspace: $workspace, id: g.parent, kind: 'acc'}}) USING INDEX SEEK h:Fact(workspace, kind, id) WHERE {holds("h")}
    RETURN h AS found
  }}
  RETURN 'fact' AS role, found.kind AS kind, found.body AS body
}}
RETURN role, kind, body
"""

OURS = f"{_OURS} RETURN 'acc', collect(f.body)"

FACTS_BY_ID = f"""
UNWIND $many.ids AS id
MATCH (f:Fact {{workspace: $workspace, kind: $kind, id: id}}) USING INDEX SEEK f:Fact(workspace, kind, id) WHERE {holds("f")}
RETURN $kind, collect(f.body)
"""

EDGES_BY_ID = {
    name: f"""
UNWIND $many.ids AS id
MATCH ()-[r:{name} {{workspace: $workspace, id: id}}]->() USING INDEX SEEK r:{name}(workspace, id) WHERE {holds("r")}
RETURN '{kind}', collect(r.body)
"""
    for name, kind in EDGE_TYPES.items()
}

HOMES = f"""
CALL () {{
  UNWIND $many.accounts AS account
  MATCH (f:Fact {{workspace: $workspace, parent: account}}) USING INDEX SEEK f:Fact(workspace, parent, kind)
  WHERE f.kind IS NOT NULL AND {holds("f")}
  RETURN f.kind AS kind, f.body AS body
  UNION ALL
  UNWIND $many.accounts AS account
  MATCH ()-[r:REPORTS_TO {{workspace: $workspace, account_id: account}}]->() USING INDEX SEEK r:REPORTS_TO(workspace, account_id) WHERE {holds("r")}
  RETURN 'lin' AS kind, r.body AS body
  UNION ALL
  UNWIND $many.accounts AS account
  MATCH ()-[r:LEADS {{workspace: $workspace, account_id: account}}]->() USING INDEX SEEK r:LEADS(workspace, account_id) WHERE {holds("r")}
  RETURN 'lin' AS kind, r.body AS body
  UNION ALL
  UNWIND $many.accounts AS account
  MATCH (d:Fact {{workspace: $workspace, parent: account, kind: 'dea'}}) USING INDEX SEEK d:Fact(workspace, parent, kind) WHERE {holds("d")}
  MATCH (f:Fact {{workspace: $workspace, parent: d.id, kind: 'sig'}}) USING INDEX SEEK f:Fact(workspace, parent, kind) WHERE {holds("f")}
  RETURN 'sig' AS kind, f.body AS body
  UNION ALL
  UNWIND $many.accounts AS account
  MATCH (d:Fact {{workspace: $workspace, parent: account, kind: 'dea'}}) USING INDEX SEEK d:Fact(workspace, parent, kind) WHERE {holds("d")}
  MATCH (n:Entity {{workspace: $workspace, id: d.id}})<-[r:PLAYS_PART_IN]-() USING INDEX SEEK n:Entity(workspace, id) WHERE {holds("r")}
  RETURN 'stk' AS kind, r.body AS body
  UNION ALL
  MATCH (f:Fact {{workspace: $workspace, kind: 'esc'}}) USING INDEX SEEK f:Fact(workspace, kind, id) WHERE f.id IS NOT NULL AND {holds("f")}
  RETURN 'esc' AS kind, f.body AS body
}}
RETURN kind, collect(body)
"""

_EDGE = "CASE type(r) WHEN 'KNOWS' THEN 'tie' ELSE 'inf' END"

EDGES_AT = f"""
UNWIND $many.people AS id
MATCH (n:Entity {{workspace: $workspace, id: id}})-[r:KNOWS|INFLUENCES]-() USING INDEX SEEK n:Entity(workspace, id) WHERE {holds("r")}
WITH DISTINCT r
RETURN {_EDGE}, collect(r.body)
"""

EDGES_AMONG = f"""
UNWIND $many.people AS id
MATCH (n:Entity {{workspace: $workspace, id: id}})-[r:KNOWS|INFLUENCES]->(other:Entity) USING INDEX SEEK n:Entity(workspace, id)
WHERE other.id IN $many.people AND {holds("r")}
RETURN {_EDGE}, collect(r.body)
"""

TIES_TO = f"""
UNWIND $many.strangers AS id
MATCH (n:Entity {{workspace: $workspace, id: id}})-[r:KNOWS]-(other:Entity) USING INDEX SEEK n:Entity(workspace, id)
WHERE other.id IN $many.people AND {holds("r")}
WITH DISTINCT r
RETURN 'tie', collect(r.body)
"""

MET = f"""
UNWIND $many.people AS id
MATCH (n:Entity {{workspace: $workspace, id: id}})-[r:KNOWS]-(other:Entity) USING INDEX SEEK n:Entity(workspace, id)
WHERE ($only IS NULL OR other.id = $only) AND {holds("r")}
MATCH (p:Fact {{workspace: $workspace, kind: 'per', id: other.id}}) USING INDEX SEEK p:Fact(workspace, kind, id)
WHERE ($at IS NULL OR p.parent = $at) AND {holds("p")}
RETURN collect(DISTINCT r.body), collect(DISTINCT p.body)
"""

PEOPLE_OF = f"""
MATCH (p:Fact {{workspace: $workspace, parent: $account, kind: 'per'}}) USING INDEX SEEK p:Fact(workspace, parent, kind)
WHERE ($after_id IS NULL OR p.id > $after_id) AND {holds("p")}
RETURN p.body ORDER BY p.id LIMIT $most
"""

EVERYBODY = f"""
MATCH (p:Fact {{workspace: $workspace, kind: 'per'}}) USING INDEX SEEK p:Fact(workspace, kind, id)
WHERE p.id > $after AND {holds("p")}
RETURN p.body ORDER BY p.id LIMIT $most
"""

_ACCOUNTS = f"""
MATCH (f:Fact {{workspace: $workspace, kind: 'acc'}}) {_BY_NAME}
WHERE f.rank IS NOT NULL AND {_NAMED} AND f.sort_name CONTAINS $part AND ($rank IS NULL OR f.rank = $rank)
  AND NOT f.id IN $hidden AND {holds("f")}
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


def _said(name: str) -> str:
    """Give a text out of the body of a signal or a call, which stands between what `$marks` tells."""
    return f"split(split(s.body, $marks.{name})[1], $marks.end)[0]"


_STIRRED = f"""
    MATCH (s:Fact {{workspace: $workspace, parent: f.id}}) USING INDEX SEEK s:Fact(workspace, parent, kind)
    WHERE s.kind IN ['sig', 'esc'] AND {holds("s")} AND (
      s.kind = 'esc' AND {_said("made_on")} > $silent AND ($caller IS NULL OR s.body CONTAINS $caller)
      OR s.kind = 'sig' AND $signals AND {_said("observed_on")} > $silent AND NOT EXISTS {{
        MATCH (p:Fact {{workspace: $workspace, kind: 'per', id: {_said("person_id")}}}) USING INDEX SEEK p:Fact(workspace, kind, id)
        WHERE p.parent IN $hidden AND {holds("p")}
      }})
"""

_DEALS = f"""
MATCH (f:Fact {{workspace: $workspace, kind: 'dea'}}) {_BY_NAME}
WHERE f.rank IS NOT NULL AND {_NAMED}
  AND ($owner IS NULL OR f.other = $owner) AND ($rank IS NULL OR f.rank = $rank) AND NOT f.parent IN $hidden AND {holds("f")}
  AND ($silent IS NULL OR NOT EXISTS {{ {_STIRRED} }})
"""

DEALS = f"{_DEALS} {_AFTER_DEAL}"

COUNT_DEALS = f"{_DEALS} RETURN count(*)"

_DEALS_OF_ACCOUNTS = f"{_DEALS} AND f.parent IN $many.accounts"

DEALS_OF_ACCOUNTS = f"{_DEALS_OF_ACCOUNTS} {_AFTER_DEAL}"

COUNT_DEALS_OF_ACCOUNTS = f"{_DEALS_OF_ACCOUNTS} RETURN count(*)"

_TIES = f"MATCH (n:Entity {{workspace: $workspace, id: $person}})-[r:KNOWS]-() USING INDEX SEEK n:Entity(workspace, id) WHERE {holds('r')}"

TIES = f"""
{_TIES} AND ($after_id IS NULL OR r.id > $after_id)
WITH DISTINCT r
RETURN r.body ORDER BY r.id LIMIT $most
"""

COUNT_TIES = f"{_TIES} RETURN count(DISTINCT r)"

BATCH = f"""
MATCH (n:Batch {{workspace: $workspace, id: $batch}})-[:PUBLISHED_AS]->(p:Publication) USING INDEX SEEK n:Batch(workspace, id) WHERE {seen("p")} RETURN p.body
"""

_BATCHES = f"MATCH (p:Publication {{workspace: $workspace}}) USING INDEX SEEK p:Publication(workspace, added) WHERE p.importer <> $edits AND {seen('p')}"

BATCHES = f"""
{_BATCHES} AND ($after_id IS NULL OR -p.started_at > $after_time OR (-p.started_at = $after_time AND p.batch > $after_id))
RETURN p.body ORDER BY p.started_at DESC, p.batch LIMIT $most
"""

COUNT_BATCHES = f"{_BATCHES} RETURN count(*)"
