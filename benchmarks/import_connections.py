"""The same address book imported into SQLite: parsed, matched, folded, recorded; beside a script that fills two tables."""

import csv
import io
import sqlite3
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Row, race, show
from benchmarks.parse_connections import CONTACTS
from benchmarks.synthetic import NOW, connections
from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.resolve.normalise import company_key
from orggraph.usecases.importing import ImportRequest, import_file

_AIM = 10_000


def by_script(content: bytes, file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("CREATE TABLE people (url TEXT PRIMARY KEY, name TEXT, email TEXT, company TEXT, title TEXT)")
    database.execute("CREATE TABLE ties (owner TEXT, url TEXT, connected_on TEXT, PRIMARY KEY (owner, url))")
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    people, ties = [], []
    for row in reader:
        if len(row) == 7 and row[2].startswith("https"):
            first, last, url, email, company, title, connected = row
            day = datetime.strptime(connected, "%d %b %Y").replace(tzinfo=UTC).date().isoformat()
            people.append((url, f"{first} {last}", email, company, title))
            ties.append(("Ana", url, day))
    with database:
        database.executemany("INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?)", people)
        database.executemany("INSERT OR REPLACE INTO ties VALUES (?, ?, ?)", ties)
    database.close()


def by_import(content: bytes, file: Path) -> None:
    company_key.cache_clear()
    store = open_store(f"sqlite:///{file}")
    request = ImportRequest(file_name="Connections.csv", content=content, owner_name="Ana Exemple")
    import_file(store, LOCAL, formats(), request, NOW)
    store.close()


def rows() -> list[Row]:
    content = connections(CONTACTS)
    numbers = count()
    with TemporaryDirectory() as folder:
        times = race(
            lambda: by_import(content, Path(folder, f"{next(numbers)}.db")),
            lambda: by_script(content, Path(folder, f"{next(numbers)}.db")),
            rounds=5,
        )
    rate = CONTACTS / times.ours
    return [
        Row(
            work="the same file imported into a new SQLite file, with provenance, matching and undo",
            peer="`csv` and `sqlite3`, two tables",
            times=times,
            reached=f"{rate:,.0f} rows/s",
            aim=f"{_AIM:,} rows/s",
            met=rate >= _AIM,
        )
    ]


if __name__ == "__main__":
    show(rows())
