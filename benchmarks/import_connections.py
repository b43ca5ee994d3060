"""The same address book previewed, and imported into SQLite: parsed, matched, folded, recorded; beside plain scripts."""

import csv
import io
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Row, Times, race, show
from benchmarks.parse_connections import CONTACTS
from benchmarks.synthetic import NOW, connections
from orggraph.bootstrap import formats, open_store
from orggraph.domain.viewer import LOCAL
from orggraph.resolve.normalise import company_key, words
from orggraph.usecases.importing import ImportRequest, import_file, preview_import

_PREVIEW_WITHIN = 1.5
_IMPORT_WITHIN = 3.0


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


def by_dict(content: bytes) -> dict[str, tuple[str, ...]]:
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    found = {}
    for row in reader:
        if len(row) == 7 and row[2].startswith("https"):
            first, last, url, email, company, title, connected = row
            day = datetime.strptime(connected, "%d %b %Y").replace(tzinfo=UTC).date().isoformat()
            found[url] = (f"{first} {last}", email, company, title, day)
    return found


def by_import(content: bytes, file: Path, act: Callable[..., object] = import_file) -> None:
    company_key.cache_clear()
    words.cache_clear()
    store = open_store(f"sqlite:///{file}")
    request = ImportRequest(file_name="Connections.csv", content=content, owner_name="Ana Exemple")
    act(store, LOCAL, formats(), request, NOW)
    store.close()


def rows() -> list[Row]:
    content = connections(CONTACTS)
    files = count()
    with TemporaryDirectory() as folder:
        previewed = race(
            lambda: by_import(content, Path(folder, f"{next(files)}.db"), preview_import),
            lambda: by_dict(content),
            rounds=5,
        )
        imported = race(
            lambda: by_import(content, Path(folder, f"{next(files)}.db")),
            lambda: by_script(content, Path(folder, f"{next(files)}.db")),
            rounds=5,
        )
    return [
        _row(
            "the same file previewed: what of it is new, who is who, what is wrong",
            "`csv` and a dict",
            previewed,
            _PREVIEW_WITHIN,
        ),
        _row(
            "the same file imported into a new SQLite file, with provenance, matching and undo",
            "`csv` and `sqlite3`, two tables",
            imported,
            _IMPORT_WITHIN,
        ),
    ]


def _row(work: str, peer: str, times: Times, most: float) -> Row:
    reached = f"{times.ours:.1f} s, {CONTACTS / times.ours:,.0f} rows/s"
    return Row(work=work, peer=peer, times=times, reached=reached, aim=f"under {most} s", met=times.ours < most)


if __name__ == "__main__":
    show(rows())
