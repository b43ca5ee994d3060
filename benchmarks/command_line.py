"""`orggraph --help`, beside a Typer program of one command. By the clock on the wall: another process does the work."""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.harness import Row, race, show

_AIM = 0.4
_BARE = "import typer; app = typer.Typer(); app.command()(lambda: None); app(['--help'])"


def rows() -> list[Row]:
    program = Path(sys.executable).with_name("orggraph")
    times = race(
        lambda: subprocess.run([program, "--help"], check=True, capture_output=True),
        lambda: subprocess.run([sys.executable, "-c", _BARE], check=True, capture_output=True),
        rounds=9,
        clock=time.perf_counter,
    )
    return [
        Row(
            work="`orggraph --help`",
            peer="a Typer program of one command",
            times=times,
            reached=f"{times.ours:.2f} s",
            aim=f"under {_AIM} s",
            met=times.ours < _AIM,
        )
    ]


if __name__ == "__main__":
    show(rows())
