"""Run the benchmarks of the API and write their tables in `docs/benchmarks.md`: `python -m benchmarks.on_api [peers] [attacks]`."""

import os
import subprocess
import sys
from datetime import UTC, datetime

from benchmarks import api_attacks, api_peers
from benchmarks.__main__ import put
from benchmarks.harness import machine

TABLES = {
    "peers": (
        "figures of the API beside peers",
        "| question | server | requests a second | median | processor, a request | ours : theirs |\n|--|--|--|--|--|--|",
        api_peers.lines,
    ),
    "attacks": (
        "figures of the API under attack",
        "| attack | of it a second | quiet | median, times as long | 95th percentile | within 5 times |\n|--|--|--|--|--|--|",
        api_attacks.lines,
    ),
}


def main(names: list[str]) -> None:
    lacking = api_peers.missing()
    if lacking:
        raise SystemExit(f"The benchmarks of the API were not run: {lacking}.")
    for name in names or TABLES:
        place, head, lines = TABLES[name]
        rows = "\n".join(lines())
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        taken_on = f"{machine()}, Node {_node()}; {datetime.now(UTC):%d %B %Y}, `python -m benchmarks.on_api {name}`, load average {load} at the end."
        print(f"{taken_on}\n\n{head}\n{rows}")
        put(place, f"{taken_on}\n\n{head}\n{rows}\n")


def _node() -> str:
    return (
        subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
        .stdout.strip()
        .removeprefix("v")
    )


if __name__ == "__main__":
    main(sys.argv[1:])
