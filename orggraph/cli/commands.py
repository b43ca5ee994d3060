"""The commands. What is heavy is imported inside them, so that `--help` answers at once."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.cli.output import as_json, data, progress, table, talk
from orggraph.errors import InvalidInput, NotFound, OrgGraphError

if TYPE_CHECKING:
    from orggraph.domain.observations import Batch
    from orggraph.domain.viewer import Viewer
    from orggraph.stores.base import Store

app = typer.Typer(
    help="Who should call whom to unblock a stalled deal, and when nobody should.",
    no_args_is_help=True,
    add_completion=False,
)
token_app = typer.Typer(help="API tokens.", no_args_is_help=True)
imports_app = typer.Typer(help="The imports there were.", no_args_is_help=True)
app.add_typer(token_app, name="token")
app.add_typer(imports_app, name="imports")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_MOST = 200
_MOST_PROBLEMS = 50


@app.callback()
def choose_store(
    context: typer.Context,
    store: Annotated[
        str, typer.Option(envvar="ORGGRAPH_STORE", help="memory: or sqlite:///file.db")
    ] = "sqlite:///orggraph.db",
) -> None:
    """Remember which store is meant."""
    context.obj = store


def main() -> None:
    """Run a command; what a user can mend is said in a line or two, never as a traceback."""
    try:
        app()
    except OrgGraphError as error:
        talk(f"Error: {error}")
        sys.exit(1)


def _open(context: typer.Context) -> "tuple[Store, Viewer]":
    from orggraph.bootstrap import open_store  # noqa: PLC0415
    from orggraph.domain.viewer import LOCAL  # noqa: PLC0415

    return open_store(context.obj), LOCAL


@app.command()
def serve(context: typer.Context, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the GraphQL API at /graphql."""
    import uvicorn  # noqa: PLC0415

    from orggraph.bootstrap import create_api  # noqa: PLC0415

    talk(f"GraphQL at http://{host}:{port}/graphql; it needs a token: orggraph token create NAME")
    uvicorn.run(create_api(context.obj), host=host, port=port, log_level="warning")


@app.command()
def accounts(context: typer.Context, json: AsJson = False) -> None:
    """List the accounts, ours first."""
    from orggraph.stores.base import AccountFilter  # noqa: PLC0415
    from orggraph.usecases.listing import list_accounts  # noqa: PLC0415

    store, viewer = _open(context)
    rows = _all(lambda after: list_accounts(store, viewer, AccountFilter(), _MOST, after))
    if json:
        as_json([{"id": a.id, "name": a.name, "isOurs": a.is_ours, "employeeCount": a.employee_count} for a in rows])
    else:
        table(("id", "name", ""), [(a.id, a.name, "ours" if a.is_ours else "") for a in rows])


@app.command()
def deals(context: typer.Context, json: AsJson = False) -> None:
    """List the deals."""
    from orggraph.stores.base import DealFilter  # noqa: PLC0415
    from orggraph.usecases.listing import find_accounts, list_deals  # noqa: PLC0415

    store, viewer = _open(context)
    rows = _all(lambda after: list_deals(store, viewer, DealFilter(), _MOST, after))
    names = {key: a.name for key, a in find_accounts(store, viewer, {d.account_id for d in rows}).items()}
    if json:
        as_json([{"id": d.id, "name": d.name, "account": names.get(d.account_id), "stage": d.stage} for d in rows])
    else:
        table(("id", "name", "account", "stage"), [(d.id, d.name, names.get(d.account_id), d.stage) for d in rows])


def _all(page_after: Any) -> list[Any]:
    rows: list[Any] = []
    after: str | None = None
    while True:
        page = page_after(after)
        rows.extend(page.rows)
        if not page.has_next:
            return rows
        after = page.keys[-1]


@app.command(name="import")
def import_(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    file: Path,
    account: Annotated[str | None, typer.Option(help="The organisation that the file describes.")] = None,
    ours: Annotated[bool, typer.Option("--ours", help="The organisation is our own.")] = False,
    owner: Annotated[str | None, typer.Option(help="Who of ours: whose contacts these are.")] = None,
    importer: Annotated[str | None, typer.Option(help="The format, where it is in doubt.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Import without asking.")] = False,
    json: AsJson = False,
) -> None:
    """Import a file: a LinkedIn archive, an org chart, an interchange document."""
    from orggraph.bootstrap import formats, now  # noqa: PLC0415
    from orggraph.usecases import importing  # noqa: PLC0415

    store, viewer = _open(context)
    request = importing.ImportRequest(
        file_name=file.name,
        content=_content(file),
        importer=importer,
        account_name=account,
        account_is_ours=ours,
        owner_name=owner,
    )
    if not yes:
        found = importing.preview_import(store, viewer, formats(), request, now())
        _show_preview(found, json=json)
        if preview or not (sys.stdin.isatty() and typer.confirm("Import it?", err=True)):
            if not preview:
                raise InvalidInput("Nothing was imported.", "Say --yes to import.")
            return
    with progress() as watch:
        batch = importing.import_file(store, viewer, formats(), request, now(), watch)
    _show_batch(batch, json=json)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{file} cannot be read: {error.strerror}.", "Give the path of a file.") from error


def _show_preview(found: Any, *, json: bool) -> None:
    counts = {
        "importer": found.importer,
        "toCreate": found.to_create,
        "toChange": found.to_change,
        "unchanged": found.unchanged,
    }
    if json:
        as_json({**counts, **_rows(found), "sample": [dict(s) for s in found.sample]})
        return
    data(f"{', '.join(f'{name} {value}' for name, value in counts.items())}; {_counted(found)}")
    _show_remarks(found)


def _show_batch(batch: "Batch", *, json: bool) -> None:
    if json:
        as_json(_batch(batch))
        return
    data(
        f"{batch.file_name}: {batch.importer}, {batch.state.value.lower()}; {_counted(batch)}; "
        f"{batch.created} facts created, {batch.changed} changed, {batch.unchanged} statements known already. Undo: orggraph imports undo {batch.id}"
    )
    _show_remarks(batch)


def _counted(found: Any) -> str:
    """Say what became of the rows, as counts that add up to the rows read."""
    parts = [f"{what} {count}" for what, count in sorted(found.taken.items())]
    parts += [f"{reason} {count}, skipped" for reason, count in sorted(found.skipped.items())]
    parts += [f"refused {found.refused}"] if found.refused else []
    return f"{found.rows_read} rows read{': ' if parts else ''}{'; '.join(parts)}"


def _show_remarks(found: Any) -> None:
    for note in found.notes:
        talk(f"Note: {note}.")
    if found.unknown_columns:
        talk(f"Columns not taken: {', '.join(found.unknown_columns)}.")
    _show_problems(found.problems)


def _show_problems(problems: Any) -> None:
    for p in problems[:_MOST_PROBLEMS]:
        talk(f"{p.file}, row {p.row}{f', column {p.column}' if p.column else ''}: {p.message} {p.hint}")
    if len(problems) > _MOST_PROBLEMS:
        talk(f"And {len(problems) - _MOST_PROBLEMS} problems more: --json shows them all.")


def _problem(p: Any) -> dict[str, Any]:
    return {"file": p.file, "row": p.row, "column": p.column, "kind": p.kind, "message": p.message, "hint": p.hint}


def _batch(batch: "Batch") -> dict[str, Any]:
    return {
        "id": batch.id,
        "fileName": batch.file_name,
        "importer": batch.importer,
        "state": batch.state.value,
        "startedAt": batch.started_at,
        "author": batch.author,
        "created": batch.created,
        "changed": batch.changed,
        "unchanged": batch.unchanged,
        **_rows(batch),
    }


def _rows(found: Any) -> dict[str, Any]:
    """Give what became of the rows of a preview or an import."""
    return {
        "rowsRead": found.rows_read,
        "taken": dict(found.taken),
        "skipped": dict(found.skipped),
        "refused": found.refused,
        "unknownColumns": list(found.unknown_columns),
        "notes": list(found.notes),
        "problemCounts": found.problem_counts,
        "problems": [_problem(p) for p in found.problems],
    }


@imports_app.command(name="list")
def list_(context: typer.Context, json: AsJson = False) -> None:
    """List the imports, the newest first."""
    from orggraph.usecases.listing import list_imports  # noqa: PLC0415

    store, viewer = _open(context)
    rows = _all(lambda after: list_imports(store, viewer, _MOST, after))
    if json:
        as_json([_batch(b) for b in rows])
    else:
        table(
            ("id", "file", "state", "rows", "when"),
            [(b.id, b.file_name, b.state.value, b.rows_read, f"{b.started_at:%Y-%m-%d %H:%M}") for b in rows],
        )


@imports_app.command()
def undo(context: typer.Context, batch_id: str, json: AsJson = False) -> None:
    """Take an import back."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.importing import undo_import  # noqa: PLC0415

    store, viewer = _open(context)
    _show_batch(undo_import(store, viewer, batch_id, now()), json=json)


@app.command()
def export(context: typer.Context, json: AsJson = True) -> None:  # noqa: ARG001
    """Print the whole workspace as an interchange document."""
    from orggraph.usecases.exporting import export as export_workspace  # noqa: PLC0415

    store, viewer = _open(context)
    data(export_workspace(store, viewer).decode())


@app.command()
def escalate(
    context: typer.Context,
    deal: Annotated[str, typer.Argument(help="A deal's id or name.")],
    locale: Annotated[str, typer.Option(help="en or fr.")] = "en",
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Answer as of this day.")] = None,
    json: AsJson = False,
) -> None:
    """Tell who should call whom on a stalled deal, if anybody."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.domain.people import Locale  # noqa: PLC0415
    from orggraph.text import assessment_text  # noqa: PLC0415
    from orggraph.usecases.escalate import Options  # noqa: PLC0415
    from orggraph.usecases.escalate import escalate as ask  # noqa: PLC0415

    if locale.upper() not in set(Locale):
        raise InvalidInput(f"There is no language {locale!r}.", "Choose en or fr.")
    store, viewer = _open(context)
    answer = ask(store, viewer, _deal_id(store, viewer, deal), (as_of or now()).date(), Options())
    if answer is None:
        raise NotFound(f"There is no deal {deal!r}.", "List them with `orggraph deals`.")
    account, assessment = answer
    if json:
        import msgspec  # noqa: PLC0415

        as_json(msgspec.to_builtins(assessment))
    else:
        data(assessment_text(assessment, account.names(), Locale(locale.upper())))


def _deal_id(store: "Store", viewer: "Viewer", wanted: str) -> str:
    from orggraph.stores.base import DealFilter  # noqa: PLC0415
    from orggraph.usecases.listing import list_deals  # noqa: PLC0415

    rows = _all(lambda after: list_deals(store, viewer, DealFilter(), _MOST, after))
    same = [d.id for d in rows if wanted in (d.id, d.name)]
    if len(same) > 1:
        raise InvalidInput(f"Several deals are called {wanted!r}: {', '.join(same)}.", "Give the id.")
    return same[0] if same else wanted


@app.command()
def schema() -> None:
    """Print the GraphQL schema (SDL)."""
    from orggraph.bootstrap import sdl  # noqa: PLC0415

    data(sdl())


@token_app.command()
def create(context: typer.Context, name: str) -> None:
    """Create an API token and print it alone; it is shown once."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.tokens import create_token  # noqa: PLC0415

    store, viewer = _open(context)
    data(create_token(store, viewer, name, now()))


@app.command()
def demo(folder: Annotated[Path, typer.Option(help="Where the example files are.")] = Path("examples")) -> None:
    """Load the example workspace into demo.db and answer the main question for its two deals."""
    from orggraph.cli.demo import run  # noqa: PLC0415

    run(folder)
