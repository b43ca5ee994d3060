"""Every query of the Neo4j store, by name."""

from collections.abc import Iterator

from orggraph.stores.neo4j import queries

_VOCABULARY = {"NODE_KINDS", "EDGE_TYPES", "LINK_TYPES"}


def every_query() -> Iterator[tuple[str, str]]:
    for name, value in vars(queries).items():
        if not name.isupper() or name.startswith("_") or name in _VOCABULARY:
            continue
        named = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else [("", value)]
        )
        yield from ((f"{name} {key}".strip(), query) for key, query in named)


QUERIES = dict(every_query())
