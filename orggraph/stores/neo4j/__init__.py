"""The store of a firm: a Neo4j server or cluster, for as many processes as need be."""

from orggraph.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
