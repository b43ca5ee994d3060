"""Samples of every format: invented files, and what they come to."""

import io
import json
import zipfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from orggraph.bootstrap import formats
from orggraph.domain.importing import ImportContext
from orggraph.domain.observations import Observation, RowProblem, Skipped, Taken

SAMPLES = Path(__file__).parent / "samples"
CASES = sorted(path.parent for path in SAMPLES.glob("*/*/expected.json"))
"""A folder each: `IMPORTER/CASE`."""
OURS = {"expected.json", "context.json"}


def files_of(case):
    return sorted(path for path in case.iterdir() if path.name not in OURS)


def told(case):
    """Give what the user says beside the file: `owner`, `account`, `map`."""
    path = case / "context.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def content_of(case):
    """Give the file of a case, several as the zip that a user would make of them."""
    files = files_of(case)
    if len(files) == 1:
        return files[0].name, files[0].read_bytes()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for path in files:
            made.writestr(zipfile.ZipInfo(path.name), path.read_bytes())
    return "sample.zip", held.getvalue()


def come_to(case):
    """Read a case, and give what it comes to as plain values."""
    known, said = formats(), told(case)
    entries = known.unpack(*content_of(case))
    if mapping := said.get("map"):
        importer = known.mapper.importer(entries, mapping)
        recognised = importer.identify(entries)
    else:
        importer, recognised = known.recognise(case.name, entries)
    owner = said.get("owner") or recognised.owner_name
    takes_owner = importer.needs_owner or (recognised.takes_owner and bool(owner))
    context = ImportContext(
        owner_key="ours:owner" if takes_owner else None,
        owner_name=owner if takes_owner else None,
        company=said.get("account"),
    )
    emitted = list(importer.parse(entries, context))
    return {
        "importer": importer.name,
        "columns": {column.column: column.field for column in recognised.columns},
        "notes": list(recognised.notes),
        "taken": Counter(e.what for e in emitted if isinstance(e, Taken)),
        "skipped": Counter(e.reason for e in emitted if isinstance(e, Skipped)),
        "problems": [asdict(e) for e in emitted if isinstance(e, RowProblem)],
        "says": [_plain(e) for e in emitted if isinstance(e, Observation)],
    }


def _plain(observation):
    said = observation
    plain = {"kind": said.kind.value, "subject": said.subject, "said": dict(said.said), "source": said.source}
    plain |= {"confidence": said.confidence, "author": said.author}
    plain |= {name: str(value) for name in ("valid_from", "valid_until") if (value := getattr(said, name))}
    return plain


def written(case):
    """Give what a case comes to, as it is kept: a statement a line."""
    parts = [f" {_line(name)}: {_lines(value)}" for name, value in come_to(case).items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value):
    if not (isinstance(value, list) and value):
        return _line(value)
    return "[\n" + ",\n".join(f"  {_line(one)}" for one in value) + "\n ]"


def _line(value):
    return json.dumps(value, ensure_ascii=False)


def rewrite():
    """Write what each case comes to; a new case is a folder with its file."""
    for case in sorted({path.parent for path in SAMPLES.glob("*/*/*")}):
        (case / "expected.json").write_text(written(case), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
