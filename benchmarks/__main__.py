"""Run every benchmark and write the table of `docs/benchmarks.md`; the words around it are written by hand."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import (
    assess_account,
    assess_deal,
    command_line,
    import_connections,
    parse_connections,
    parse_million,
    read_scope,
)
from benchmarks.harness import Row, machine, show, table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def main() -> None:
    found = []
    measured = (
        parse_connections,
        import_connections,
        parse_million,
        assess_deal,
        assess_account,
        read_scope,
        command_line,
    )
    for benchmark in measured:
        rows = benchmark.rows()
        show(rows)
        found += rows
    write("figures", machine(), found)


def write(name: str, taken_on: str, rows: Sequence[Row]) -> None:
    """Put a table where the page has a place for it."""
    put(name, f"{taken_on}; medians of runs in turn.\n\n{table(rows)}\n")


def put(name: str, figures: str) -> None:
    """Put figures where the page has a place for them."""
    place = re.compile(rf"(?<=<!-- {name} -->\n).*(?=<!-- end of {name} -->)", re.DOTALL)
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(place.sub(lambda _: figures, page), encoding="utf-8")
    sys.stdout.write(f"Written to {PAGE.name}.\n")


if __name__ == "__main__":
    main()
