"""The example workspace, loaded as a user would, and asked the main question."""

import json
from datetime import date
from pathlib import Path

from orggraph.bootstrap import formats, now, open_store
from orggraph.cli.output import data
from orggraph.domain.people import Locale
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput
from orggraph.stores.base import DealFilter
from orggraph.text import assessment_text
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.listing import list_deals
from orggraph.usecases.tokens import create_token

STORE = "sqlite:///demo.db"


def run(folder: Path) -> None:
    """Load, answer, and say how to go on. Starts from an empty demo.db each time."""
    plan = folder / "workspace.json"
    if not plan.is_file():
        raise InvalidInput(
            f"{folder} does not hold the example workspace.", "Run it where the folder `examples` is, or give --folder."
        )
    for leftover in Path().glob("demo.db*"):
        leftover.unlink()
    store = open_store(STORE)
    steps = json.loads(plan.read_text(encoding="utf-8"))
    for step in steps["imports"]:
        file = folder / step.pop("file")
        batch = import_file(
            store, LOCAL, formats(), ImportRequest(file_name=file.name, content=file.read_bytes(), **step), now()
        )
        data(f"Imported {file.name}: {batch.rows_read} rows, {batch.created} facts created, {batch.changed} changed.")
    as_of = date.fromisoformat(steps["as_of"])
    for deal in list_deals(store, LOCAL, DealFilter(), 50, None).rows:
        answer = escalate(store, LOCAL, deal.id, as_of, Options())
        if answer:
            account, assessment = answer
            data(f"\n=== {deal.name} (as of {as_of}) ===\n\n{assessment_text(assessment, account.names(), Locale.EN)}")
    token = create_token(store, LOCAL, "demo", now())
    store.close()
    data(
        f"\nThe workspace is in demo.db. Open the API with `make serve`, at http://127.0.0.1:8000/graphql, with the token\n{token}"
    )
