"""The limits of the API and what fields cost, as `docs/reference/limits.md` lists them."""

import ast
import inspect
from dataclasses import fields

from orggraph_api import limits
from orggraph_api.limits import FOR_EACH, LIMITS, PRICES, ROWS, Limits


def limits_reference() -> str:
    """Write the three tables: what one operation may hold, what an analysis costs, how many rows a plain list counts."""
    said = _said()
    held = [
        f"| {field.name.replace('_', ' ')} | {getattr(LIMITS, field.name):,} | {said[field.name]} |"
        for field in fields(Limits)
    ]
    prices = [
        f"| `{place}` | {points:,}{' for each asked about' if place in FOR_EACH else ''} |"
        for place, points in PRICES.items()
    ]
    rows = [f"| `{place}` | {count} |" for place, count in ROWS.items()]
    return "\n".join(
        [
            "| In one operation | At most | |\n| --- | --- | --- |",
            *held,
            "\n| An analysis | Points |\n| --- | --- |",
            *prices,
            "\n| A plain list | Rows it counts |\n| --- | --- |",
            *rows,
            "",
        ]
    )


def _said() -> dict[str, str]:
    """Give what stands below each limit in the source."""
    (table,) = (node for node in ast.parse(inspect.getsource(limits)).body if isinstance(node, ast.ClassDef))
    return {
        one.target.id: ast.literal_eval(text.value)
        for one, text in zip(table.body, table.body[1:], strict=False)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(text, ast.Expr)
    }
