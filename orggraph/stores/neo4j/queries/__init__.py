"""All Cypher, put together from constants; valid as Cypher 5 and as Cypher 25. `docs/reference/neo4j.md` draws the graph.

What was published at a revision has it as `added`; what a later one replaced has that as `ended` and stays for readings that
began before. `since` and `until` are days, as in `Version`. Lists come inside the map `$many`: Neo4j plans a query anew for
each order of magnitude of the lengths of its list parameters, and planning takes longer than answering.
"""
