"""Runs contenders in turn, so that a busy moment of the machine hits all of them, and tells medians and ratios.

Times are those of the processor, which other work on the machine disturbs least; a benchmark that waits on something else says so.
"""

import gc
import os
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_MET = {True: "yes", False: "no", None: "-"}
_IN_MILLISECONDS = 0.1


class Times(NamedTuple):
    """Medians, in seconds."""

    ours: float
    peer: float

    @property
    def ratio(self) -> float:
        """How many times as long as the peer ours takes."""
        return self.ours / self.peer


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    work: str
    peer: str
    times: Times
    reached: str
    aim: str = "-"
    met: bool | None = None


def under(work: str, peer: str, times: Times, most: float) -> Row:
    """Make the line of something that is to take less than so many seconds."""
    return Row(
        work=work,
        peer=peer,
        times=times,
        reached=milliseconds(times.ours),
        aim=f"under {milliseconds(most)}",
        met=times.ours < most,
    )


def race(
    ours: Callable[[], object],
    peer: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.process_time,
) -> Times:
    """Time both in turn, some rounds after one that does not count."""
    ours()
    peer()
    taken = [(_timed(ours, clock), _timed(peer, clock)) for _ in range(rounds)]
    return Times(*(statistics.median(times) for times in zip(*taken, strict=True)))


def _timed(run: Callable[[], object], clock: Callable[[], float]) -> float:
    gc.collect()
    start = clock()
    result = run()
    taken = clock() - start
    del result
    return taken


def table(rows: Sequence[Row]) -> str:
    """Write rows as Markdown."""
    lines = ["| work | ours | peer | ours : peer | reached | aim | met |", "|--|--|--|--|--|--|--|"]
    lines += [
        f"| {row.work} | {_shown(row.times.ours)} | {_shown(row.times.peer)} ({row.peer}) | {row.times.ratio:.2g} "
        f"| {row.reached} | {row.aim} | {_MET[row.met]} |"
        for row in rows
    ]
    return "\n".join(lines)


def machine() -> str:
    """Say what the figures were taken on, without a name or a path."""
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {python}, SQLite {sqlite}"


def show(rows: Sequence[Row]) -> None:
    """Print a benchmark that was run by itself."""
    sys.stdout.write(table(rows) + "\n")


def milliseconds(seconds: float) -> str:
    """Write a short time.

    >>> milliseconds(0.00123), milliseconds(0.0456)
    ('1.2 ms', '46 ms')
    """
    return f"{seconds * 1000:.2g} ms"


def _shown(seconds: float) -> str:
    return milliseconds(seconds) if seconds < _IN_MILLISECONDS else f"{seconds:.2f} s"
