"""Keeps what a person sees in Neo4j's own tools like the last versions of the facts, and adds the facts that are relationships."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from orggraph.domain.facts import KIND_OF_FACT, Fact
from orggraph.stores.neo4j.hand import Hand
from orggraph.stores.neo4j.queries import commands
from orggraph.stores.neo4j.shape import NOTHING, Properties, entity_row, is_edge, links

Rows = Mapping[str, Sequence[Properties]]


def show(hand: Hand, last: Mapping[str, Fact | None], edges: Rows, replaced: Collection[str]) -> None:
    """Show the last version of each fact, or that it is gone; `replaced` were shown before. Add relationships, by type."""
    gone = [entity_id for entity_id, fact in last.items() if fact is None]
    shown = {entity_id: fact for entity_id, fact in last.items() if fact is not None and not is_edge(fact)}
    hand.put_all(commands.UNLINK, "ids", [*gone, *(one for one in shown if one in replaced)])
    hand.put_all(commands.HIDE_ENTITIES, "ids", gone, nothing=NOTHING)
    hand.put_all(commands.FORGET_LONELY, "ids", gone)
    for kind, facts in _by_kind(shown.values()).items():
        hand.put_all(commands.SHOW_ENTITIES[kind], "rows", [entity_row(fact) for fact in facts])
    linked = _linked(shown.values())
    ends = {end for rows in (*linked.values(), *edges.values()) for row in rows for end in (row["one"], row["other"])}
    hand.put_all(commands.ADD_ENTITIES, "ids", sorted(ends - shown.keys()))
    for name, ends_of_links in linked.items():
        hand.put_all(commands.LINK[name], "rows", ends_of_links)
    for name, rows in edges.items():
        hand.put_all(commands.ADD_EDGES[name], "rows", rows)


def _by_kind(facts: Collection[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[KIND_OF_FACT[type(fact)].value].append(fact)
    return found


def _linked(facts: Collection[Fact]) -> dict[str, list[Properties]]:
    found: dict[str, list[Properties]] = defaultdict(list)
    for name, one, other in (link for fact in facts for link in links(fact)):
        found[name].append({"one": one, "other": other})
    return found
