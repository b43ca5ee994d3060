"""Writes inside one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from neo4j import ManagedTransaction

from orggraph.stores.neo4j.database import Rows, ask
from orggraph.stores.neo4j.shape import Properties

_MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Hand:
    """Gives commands, with what all of them name."""

    transaction: ManagedTransaction
    named: Properties

    def put(self, query: str, **more: Any) -> Rows:
        """Give one command."""
        return ask(self.transaction, query, {**self.named, **more})

    def put_all(self, query: str, name: str, rows: Sequence[Any], **more: Any) -> Rows:
        """Give a command for many rows, some thousands at a time."""
        parts = (rows[start : start + _MOST] for start in range(0, len(rows), _MOST))
        return [row for part in parts for row in self.put(query, many={name: part}, **more)]
