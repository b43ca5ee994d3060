"""Finding facts by words, and giving words to those that were kept before there was a search."""

from orggraph.stores.neo4j.queries.vocabulary import holds

SEARCH = f"""
CALL db.index.fulltext.queryNodes('fact_words', $words) YIELD node AS f
WHERE f.workspace = $workspace AND {holds("f")}
RETURN f.kind, f.body ORDER BY f.id LIMIT $most
"""

WORKSPACES = "MATCH (w:Workspace) WHERE w.name > $after RETURN w.name ORDER BY w.name LIMIT $most"

UNSEARCHED = """
MATCH (f:Fact {workspace: $workspace, kind: $kind}) USING INDEX SEEK f:Fact(workspace, kind, id) WHERE f.id > $after
WITH DISTINCT f.id AS id ORDER BY id LIMIT $most
MATCH (g:Fact {workspace: $workspace, kind: $kind, id: id}) USING INDEX SEEK g:Fact(workspace, kind, id)
RETURN g.id, g.added, g.since, g.body ORDER BY g.id
"""

PUT_WORDS = """
UNWIND $many.rows AS row
MATCH (f:Fact {workspace: $workspace, kind: $kind, id: row.id}) USING INDEX SEEK f:Fact(workspace, kind, id)
WHERE f.added = row.added AND f.since = row.since
SET f.words = row.words
"""
