"""The example workspace, loaded as a user would, and asked the main question."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from orggraph.bootstrap import formats, now, open_store
from orggraph.cli.contract import as_contract
from orggraph.cli.output import as_json, data, talk
from orggraph.domain.deals import Deal
from orggraph.domain.findings import EscalationAssessment
from orggraph.domain.people import Locale
from orggraph.domain.viewer import LOCAL
from orggraph.errors import InvalidInput
from orggraph.stores.base import DealFilter, Store
from orggraph.text import assessment_text
from orggraph.usecases.access import TokenRequest, create_token
from orggraph.usecases.escalate import Options, escalate
from orggraph.usecases.importing import ImportRequest, import_file
from orggraph.usecases.listing import list_deals
from orggraph.usecases.views import AccountView

DEMO = "sqlite:///demo.db"
_MOST_DEALS = 50


def run(folder: Path, url: str | None, *, printed_as_json: bool) -> None:
    """Load, answer, and say how to go on. Starts from a new demo.db each time, or from a store that is empty."""
    steps = _steps(folder)
    store = _emptied() if url is None else _empty(url)
    for step in steps["imports"]:
        _load(store, folder / step.pop("file"), step)
    as_of = date.fromisoformat(steps["as_of"])
    answers = list(_answers(store, as_of))
    token = create_token(store, LOCAL, TokenRequest(name="demo"), now())
    store.close()
    if printed_as_json:
        found = [
            {"deal": deal.name, "answer": as_contract(answer, account.short_names, Locale.EN)}
            for deal, account, answer in answers
        ]
        as_json({"asOf": as_of, "answers": found, "token": token})
        return
    for deal, account, answer in answers:
        said = assessment_text(answer, account.names(), Locale.EN, account.short_names)
        data(f"\n=== {deal.name} (as of {as_of}) ===\n\n{said}")
    data(
        f"\nThe workspace is in {url or 'demo.db'}. Open the API with `{_serve(url)}`, "
        f"at http://127.0.0.1:8000/graphql, with the token\n{token}"
    )


def _emptied() -> Store:
    for leftover in Path().glob("demo.db*"):
        leftover.unlink()
    return open_store(DEMO)


def _empty(url: str) -> Store:
    store = open_store(url)
    with store.reading(LOCAL) as reader:
        if reader.revision:
            raise InvalidInput(f"{url} holds a workspace already.", "Name an empty store for the example workspace.")
    return store


def _serve(url: str | None) -> str:
    return f"orggraph --store {url} serve" if url else "make serve"


def _steps(folder: Path) -> dict[str, Any]:
    plan = folder / "workspace.json"
    if not plan.is_file():
        raise InvalidInput(
            f"{folder} does not hold the example workspace.", "Run it where the folder `examples` is, or give --folder."
        )
    return dict(json.loads(plan.read_text(encoding="utf-8")))


def _load(store: Store, file: Path, step: dict[str, Any]) -> None:
    request = ImportRequest(file_name=file.name, content=file.read_bytes(), **step)
    batch = import_file(store, LOCAL, formats(), request, now())
    talk(f"Imported {file.name}: {batch.rows_read} rows, {batch.created} facts created, {batch.changed} changed.")


def _answers(store: Store, as_of: date) -> Iterator[tuple[Deal, AccountView, EscalationAssessment]]:
    for deal in list_deals(store, LOCAL, DealFilter(), _MOST_DEALS, None).rows:
        answer = escalate(store, LOCAL, deal.id, as_of, Options())
        if answer:
            yield deal, *answer
