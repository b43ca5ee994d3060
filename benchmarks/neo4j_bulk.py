"""Writes the workspace of `neo4j_warm_paths` as the files of `neo4j-admin database import`: minutes instead of an hour.

    python -m benchmarks.neo4j_bulk FOLDER

The rows are those that the store writes, taken from the store; it makes its indexes when it is next opened, and `neo4j_warm_paths` checks
that it reads back what was filled in. The command to give to the server while it is stopped is printed.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import Any

from benchmarks.neo4j_warm_paths import World
from orggraph.domain.facts import KIND_OF_FACT, Fact, Version
from orggraph.domain.people import Account, Person
from orggraph.domain.relations import Tie
from orggraph.domain.viewer import LOCAL
from orggraph.stores.neo4j.migrate import MIGRATIONS
from orggraph.stores.neo4j.queries.vocabulary import NODE_KINDS
from orggraph.stores.neo4j.searching import written_words
from orggraph.stores.neo4j.shape import edge_row, entity_row, fact_row, is_edge, links

_TYPES = {
    **dict.fromkeys(("added", "revision", "written", "next_order", "version"), "long"),
    **dict.fromkeys(("rank", "employee_count"), "int"),
    **dict.fromkeys(("strength", "confidence"), "double"),
    **dict.fromkeys(("is_ours", "has_left"), "boolean"),
    "domains": "string[]",
}
_HELD = ("workspace", "added", "id", "since", "until", "body")
_ENDS = (":START_ID(entity)", ":END_ID(entity)")
_ENTITY = "id:ID(entity)"
_SHOWN = sorted({field.name for kind in (Account, Person) for field in fields(kind)} - {"id"})
_FILES: dict[str, tuple[str, Sequence[str]]] = {
    "schema": ("--nodes=Schema", ("name", "version")),
    "workspace": ("--nodes=Workspace", ("name", "revision", "written", "next_order")),
    "entities": ("--nodes", (_ENTITY, "workspace", *_SHOWN, ":LABEL")),
    "facts": ("--nodes=Fact", (*_HELD, "kind", "parent", "other", "rank", "sort_name", "words")),
    "works": ("--relationships=WORKS_AT", _ENDS),
    "knows": (
        "--relationships=KNOWS",
        (
            *_ENDS,
            *_HELD,
            *(f.name for f in fields(Tie) if f.name not in {"id", "since", "until", "one_id", "other_id"}),
        ),
    ),
}


def rows(fact: Fact) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what the store writes of a fact, by file."""
    version, common = Version(fact), {"workspace": LOCAL.workspace, "added": 1}
    if is_edge(fact):
        row = edge_row(version)
        yield "knows", {**dict(zip(_ENDS, (row["one"], row["other"]), strict=True)), **common, **row["shown"]}
        return
    kind = KIND_OF_FACT[type(fact)].value
    words = written_words(LOCAL.workspace, fact)
    yield "facts", {**fact_row(version), **common, "kind": kind, "words": words}
    shown = {"workspace": LOCAL.workspace, **entity_row(fact)["shown"]}
    yield "entities", {_ENTITY: fact.id, ":LABEL": f"Entity;{NODE_KINDS[kind]}", **shown}
    yield from (("works", dict(zip(_ENDS, (one, other), strict=True))) for _, one, other in links(fact))


def write(folder: Path, world: World) -> None:
    with ExitStack() as opened:
        files = {}
        for name, (_, columns) in _FILES.items():
            file = opened.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            file.write(",".join(f"{column}:{_TYPES[column]}" if column in _TYPES else column for column in columns))
            file.write("\n")
            files[name] = csv.DictWriter(file, columns)
        files["schema"].writerow({"name": "orggraph", "version": len(MIGRATIONS)})
        files["workspace"].writerow({"name": LOCAL.workspace, "revision": 1, "written": 1, "next_order": 0})
        for fact in world.facts():
            for name, row in rows(fact):
                files[name].writerow({key: _plain(value) for key, value in row.items()})


def _plain(value: object) -> object:
    return ";".join(value) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else value


def main() -> None:
    folder = Path(sys.argv[1])
    write(folder, World())
    given = " ".join(f"{option}={folder / name}.csv" for name, (option, _) in _FILES.items())
    sys.stdout.write(f"neo4j-admin database import full neo4j --overwrite-destination {given}\n")


if __name__ == "__main__":
    main()
