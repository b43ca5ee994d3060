"""The limits of the API and what fields cost, as `docs/reference/limits.md` lists them."""

import ast
import inspect
from dataclasses import fields

from orggraph_api import limits
from orggraph_api.limits import FOR_EACH, LIMITS, PRICES, ROWS, STREAMS, Limits, StreamLimits


def limits_reference() -> str:
    """Write the four tables: what one operation may hold, what an open connection may do, what an analysis costs, how many rows a plain list counts."""
    held, open_ = _table(LIMITS), _table(STREAMS)
    prices = [
        f"| `{place}` | {points:,}{' for each asked about' if place in FOR_EACH else ''} |"
        for place, points in PRICES.items()
    ]
    rows = [f"| `{place}` | {count} |" for place, count in ROWS.items()]
    return "\n".join(
        [
            "| In one operation | At most | |\n| --- | --- | --- |",
            *held,
            "\n| Connections that stay open | At most | |\n| --- | --- | --- |",
            *open_,
            "\n| An analysis | Points |\n| --- | --- |",
            *prices,
            "\n| A plain list | Rows it counts |\n| --- | --- |",
            *rows,
            "",
        ]
    )


def _table(held: Limits | StreamLimits) -> list[str]:
    said = _said(type(held).__name__)
    return [
        f"| {field.name.replace('_', ' ')} | {getattr(held, field.name):,} | {said[field.name]} |"
        for field in fields(held)
    ]


def _said(name: str) -> dict[str, str]:
    """Give what stands below each limit in the source."""
    classes = (node for node in ast.parse(inspect.getsource(limits)).body if isinstance(node, ast.ClassDef))
    table = next(one for one in classes if one.name == name)
    return {
        one.target.id: ast.literal_eval(text.value)
        for one, text in zip(table.body, table.body[1:], strict=False)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(text, ast.Expr)
    }
