"""Every query of the Neo4j store, by name."""

from collections.abc import Iterator

from orggraph.stores.neo4j.queries import access, audit, commands, jobs, questions, schema, search, whole

_MODULES = (access, audit, commands, jobs, questions, schema, search, whole)
_WORDS = {"NODE_KINDS", "EDGE_TYPES", "LINK_TYPES", "RECORD", "ASKED_BY"}


def every_query() -> Iterator[tuple[str, str]]:
    for name, value in ((name, value) for module in _MODULES for name, value in vars(module).items()):
        if not name.isupper() or name.startswith("_") or name in _WORDS:
            continue
        named = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else [("", value)]
        )
        yield from ((f"{name} {key}".strip(), query) for key, query in named)


QUERIES = dict(every_query())
