"""What the command line prints: data on stdout, talk on stderr."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


def data(text: str) -> None:
    """Print data."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def talk(text: str) -> None:
    """Say something to whoever watches."""
    sys.stderr.write(text + "\n")


def as_json(value: Any) -> None:
    """Print a value as JSON."""
    data(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a table."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    made = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        made.add_row(*("" if cell is None else str(cell) for cell in row))
    Console(file=sys.stdout, highlight=False).print(made)
