"""What one operation costs: as it was measured before it ran, and what lists add that turn out longer than usual."""

from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLSchema

from orggraph.errors import TooComplexError
from orggraph_api.limits import LIMITS, PATHS, ROWS


@dataclass
class Bill:
    """The points of one operation."""

    points: int = 0
    each_row: Mapping[str, int] = field(default_factory=dict)
    """What one row of a plain list costs, by its place."""

    def longer(self, place: str, rows: int) -> int:
        """Add what a list costs beyond its usual length, and give that.

        Raises
        ------
        TooComplexError
            Where that is more than an operation may cost.
        """
        more = max(rows - ROWS[place], 0) * self.each_row.get(place, 0)
        self.points += more
        if self.points > LIMITS.cost:
            raise TooComplexError(
                f"{place} has {rows:,} rows, which makes {self.points:,} points of cost; {LIMITS.cost:,} are allowed.",
                "Ask for fewer fields of each row, or for a part: a branch, fewer levels, one account.",
            )
        return more


def count_rows(schema: GraphQLSchema) -> None:
    """Let each plain list be paid for by its real length."""
    for place in ROWS.keys() - {PATHS}:
        kind, name = place.split(".")
        found = schema.type_map[kind].fields[name]  # type: ignore[attr-defined]
        found.resolve = _counted(place, found.resolve)


def _counted(place: str, resolve: Callable[..., Any]) -> Callable[..., Any]:
    usual = ROWS[place]

    def counted(source: Any, info: Any, **arguments: Any) -> Any:
        found = resolve(source, info, **arguments)
        if isinstance(found, Sized) and len(found) > usual:
            info.context.longer(place, len(found))
        return found

    return counted
