"""An address book of 30,000 contacts parsed to observations, beside a bare `csv.reader` that reads the dates."""

import csv
import io
from datetime import UTC, date, datetime

from benchmarks.harness import Row, race, show
from benchmarks.synthetic import connections
from orggraph.domain.importing import Entry, ImportContext
from orggraph_importers.linkedin.archive import IMPORTER

CONTACTS = 30_000


def bare(content: bytes) -> list[tuple[list[str], date]]:
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    for row in reader:
        if row and row[0] == "First Name":
            break
    return [(row, datetime.strptime(row[6], "%d %b %Y").replace(tzinfo=UTC).date()) for row in reader]


def rows() -> list[Row]:
    content = connections(CONTACTS)
    entries = [Entry(name="Connections.csv", content=content)]
    context = ImportContext(owner_key="ours:ana", owner_name="Ana")
    times = race(lambda: list(IMPORTER.parse(entries, context)), lambda: bare(content), rounds=7)
    return [
        Row(
            work=f"Connections.csv of {CONTACTS:,} rows parsed to observations",
            peer="`csv.reader` and dates",
            times=times,
            reached=f"{times.ratio:.1f}x",
            aim="under 2x",
            met=times.ratio < 2,
        )
    ]


if __name__ == "__main__":
    show(rows())
