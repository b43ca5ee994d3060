"""Run every benchmark and write the table of `docs/benchmarks.md`; the words around it are written by hand."""

import re
import sys
from pathlib import Path

from benchmarks import assess_account, assess_deal, command_line, import_connections, parse_connections, read_scope
from benchmarks.harness import machine, show, table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_TABLE = re.compile(r"(?<=<!-- figures -->\n).*(?=<!-- end of figures -->)", re.DOTALL)


def main() -> None:
    found = []
    for benchmark in (parse_connections, import_connections, assess_deal, assess_account, read_scope, command_line):
        rows = benchmark.rows()
        show(rows)
        found += rows
    page = PAGE.read_text(encoding="utf-8")
    figures = f"{machine()}; medians of runs in turn.\n\n{table(found)}\n"
    PAGE.write_text(_TABLE.sub(lambda _: figures, page), encoding="utf-8")
    sys.stdout.write(f"Written to {PAGE.name}.\n")


if __name__ == "__main__":
    main()
