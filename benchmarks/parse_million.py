"""An address book of a million contacts read as a stream, beside a bare `csv.reader` into a dict; each in a process of its own."""

import csv
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Row, Times, show
from benchmarks.synthetic import connections
from orggraph.bootstrap import formats
from orggraph.domain.importing import ImportContext
from orggraph.usecases.given_files import content_of

CONTACTS = 1_000_000
_MOST_SECONDS = 60
_MOST_MEGABYTES = 300
# a process counts the memory of the one that started it as its own peak: a shell between them has little
_APART = ("sh", "-c", '"$0" "$@"; exit')


def ours(file: Path) -> None:
    entries = formats().unpack(file.name, content_of(file))
    importer, _ = formats().recognise(file.name, entries)
    for _ in importer.parse(entries, ImportContext(owner_key="ours:ana", owner_name="Ana")):
        pass


def by_dict(file: Path) -> None:
    with file.open(newline="", encoding="utf-8-sig") as lines:
        found = {row[2]: row for row in csv.reader(lines) if len(row) == 7}
    del found


def rows() -> list[Row]:
    with TemporaryDirectory() as folder:
        file = Path(folder, "Connections.csv")
        file.write_bytes(connections(CONTACTS))
        seconds, megabytes = _apart("ours", file)
        peer_seconds, peer_megabytes = _apart("by_dict", file)
    return [
        Row(
            work=f"Connections.csv of {CONTACTS:,} rows read as a stream, not imported",
            peer=f"`csv.reader` into a dict, {peer_megabytes:.0f} MB",
            times=Times(seconds, peer_seconds),
            reached=f"{seconds:.0f} s, {megabytes:.0f} MB",
            aim=f"under {_MOST_SECONDS} s and {_MOST_MEGABYTES} MB",
            met=seconds < _MOST_SECONDS and megabytes < _MOST_MEGABYTES,
        )
    ]


def _apart(what: str, file: Path) -> tuple[float, float]:
    """Give the processor's seconds and the peak of the memory in megabytes."""
    command = [*_APART, sys.executable, "-m", "benchmarks.parse_million", what, str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    seconds, megabytes = map(float, told.split())
    return seconds, megabytes


def main(what: str, file: Path) -> None:
    started = time.process_time()
    {"ours": ours, "by_dict": by_dict}[what](file)
    print(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    if sys.argv[1:]:
        main(sys.argv[1], Path(sys.argv[2]))
    else:
        show(rows())
