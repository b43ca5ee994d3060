"""The commands. What is heavy is imported inside them, so that `--help` answers at once."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orggraph.cli.access import team_app, token_app
from orggraph.cli.asking import diagnose, escalate
from orggraph.cli.briefing import brief
from orggraph.cli.deciding import doubts_as_json, in_doubt, people_app, show_doubts
from orggraph.cli.examining import audit, doctor
from orggraph.cli.exporting import export
from orggraph.cli.ledger import calibration, calls, refit
from orggraph.cli.moving import store_app
from orggraph.cli.opening import ROWS, AsJson, every_row, language_of, opened
from orggraph.cli.output import as_json, data, progress, speak_plainly, table, talk
from orggraph.cli.planning import compare, plan
from orggraph.errors import InvalidInput, OrgGraphError

if TYPE_CHECKING:
    from orggraph.domain.doubts import IdentityDoubt
    from orggraph.domain.observations import Batch

app = typer.Typer(
    help="Who should call whom to unblock a stalled deal, and when nobody should.",
    no_args_is_help=True,
    add_completion=False,
)
imports_app = typer.Typer(help="The imports there were.", no_args_is_help=True)
app.add_typer(token_app, name="token")
app.add_typer(team_app, name="team")
app.add_typer(imports_app, name="imports")
app.add_typer(store_app, name="store")
app.add_typer(people_app, name="people")
app.command()(escalate)
app.command()(diagnose)
app.command()(plan)
app.command()(brief)
app.command()(compare)
app.command()(calls)
app.command()(calibration)
app.command()(refit)
app.command()(export)
app.command()(doctor)
app.command()(audit)

_MOST_PROBLEMS = 50
_MOST_FOUND = 20


@app.callback()
def choose_store(
    context: typer.Context,
    store: Annotated[
        str,
        typer.Option(
            envvar="ORGGRAPH_STORE",
            help="Where the workspace is: sqlite:///file.db, or neo4j://user@host:port/database",
            metavar="URL",
        ),
    ] = "sqlite:///orggraph.db",
) -> None:
    """Remember which store is meant."""
    context.obj = store


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit; what a user can mend is said in a line or two, never as a traceback."""
    speak_plainly()
    try:
        app(arguments)
    except OrgGraphError as error:
        talk(f"Error: {error}")
        sys.exit(1)
    except OSError as error:
        talk(f"Error: {error.filename or 'The system'}: {error.strerror or error}.")
        sys.exit(1)


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65_535)] = 8000,
) -> None:
    """Serve the GraphQL API at /graphql, until it is told to stop."""
    from orggraph.cli.serving import serve_api  # noqa: PLC0415

    serve_api(context.obj, host, port)


@app.command()
def accounts(context: typer.Context, json: AsJson = False) -> None:
    """List the accounts, ours first."""
    from orggraph.stores.base import AccountFilter  # noqa: PLC0415
    from orggraph.usecases.listing import list_accounts  # noqa: PLC0415

    store, viewer = opened(context)
    rows = every_row(lambda after: list_accounts(store, viewer, AccountFilter(), ROWS, after))
    if json:
        as_json([{"id": a.id, "name": a.name, "isOurs": a.is_ours, "employeeCount": a.employee_count} for a in rows])
    else:
        table(("id", "name", ""), [(a.id, a.name, "ours" if a.is_ours else "") for a in rows])


@app.command()
def deals(context: typer.Context, json: AsJson = False) -> None:
    """List the deals."""
    from orggraph.stores.base import DealFilter  # noqa: PLC0415
    from orggraph.usecases.listing import find_accounts, list_deals  # noqa: PLC0415

    store, viewer = opened(context)
    rows = every_row(lambda after: list_deals(store, viewer, DealFilter(), ROWS, after))
    names = {key: a.name for key, a in find_accounts(store, viewer, {d.account_id for d in rows}).items()}
    if json:
        as_json([{"id": d.id, "name": d.name, "account": names.get(d.account_id), "stage": d.stage} for d in rows])
    else:
        table(("id", "name", "account", "stage"), [(d.id, d.name, names.get(d.account_id), d.stage) for d in rows])


@app.command()
def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="The beginnings of words.", metavar="TEXT")],
    json: AsJson = False,
) -> None:
    """Find people, accounts and deals by name, title, e-mail or domain; the best matches, twenty at most."""
    from orggraph.domain.facts import KIND_OF_FACT  # noqa: PLC0415
    from orggraph.usecases import listing  # noqa: PLC0415

    store, viewer = opened(context)
    page = listing.search(store, viewer, text, _MOST_FOUND, None)
    found = [(one.id, KIND_OF_FACT[type(one)].name.lower(), one.name, getattr(one, "title", None)) for one in page.rows]
    if json:
        as_json([dict(zip(("id", "kind", "name", "title"), row, strict=True)) for row in found])
        return
    table(("id", "kind", "name", "title"), found)
    if page.has_next:
        talk(f"{len(found)} of {page.total}.")


@app.command(name="import")
def import_(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file, or a folder of files.", metavar="FILE")],
    account: Annotated[
        str | None, typer.Option(help="The organisation that the file describes.", metavar="NAME")
    ] = None,
    ours: Annotated[bool, typer.Option("--ours", help="The organisation is our own.")] = False,
    owner: Annotated[str | None, typer.Option(help="Who of ours: whose contacts these are.", metavar="NAME")] = None,
    importer: Annotated[str | None, typer.Option(help="The format, where it is in doubt.", metavar="NAME")] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help="What a column is; may be given several times.", metavar="COLUMN=FIELD"),
    ] = None,
    locale: Annotated[
        str | None,
        typer.Option(help="How it writes days, where it does not tell: en months first, fr days.", metavar="LANGUAGE"),
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only tell what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Import without asking.")] = False,
    json: AsJson = False,
) -> None:
    """Import a file or a folder: LinkedIn, a CRM, HR, a directory, contacts, a graph, or any table of people."""
    from orggraph.bootstrap import formats, now  # noqa: PLC0415
    from orggraph.usecases import importing  # noqa: PLC0415
    from orggraph.usecases.doubting import doubts_of_changes, doubts_of_import  # noqa: PLC0415
    from orggraph.usecases.given_files import content_of  # noqa: PLC0415

    if preview and yes:
        raise InvalidInput("--preview writes nothing and --yes does.", "Choose one of them.")
    store, viewer = opened(context)
    request = importing.ImportRequest(
        file_name=file.name or file.resolve().name,
        content=content_of(file),
        importer=importer,
        account_name=account,
        account_is_ours=ours,
        owner_name=owner,
        mapping=_mapping(columns) if columns else None,
        locale=language_of(locale) if locale else None,
    )
    if not yes:
        found = importing.preview_import(store, viewer, formats(), request, now())
        day = now().date()
        _show_preview(found, in_doubt(lambda: doubts_of_changes(store, viewer, found.changes, day)), json=json)
        if preview or not (sys.stdin.isatty() and typer.confirm("Import it?", err=True)):
            if not preview:
                raise InvalidInput("Nothing was imported.", "Say --yes to import.")
            return
    with progress() as watch:
        batch = importing.import_file(store, viewer, formats(), request, now(), watch)
    _show_batch(batch, in_doubt(lambda: doubts_of_import(store, viewer, batch.id, now().date())), json=json)


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    said = [column.rpartition("=") for column in columns]
    for column, _, field in said:
        if not column or not field:
            raise InvalidInput(f"--map {column}{field} names no column.", 'Write it as --map "Job title=title".')
    return {column.strip(): field.strip() for column, _, field in said}


def _show_preview(found: Any, doubts: "tuple[IdentityDoubt, ...]", *, json: bool) -> None:
    counts = {
        "importer": found.importer,
        "toCreate": found.to_create,
        "toChange": found.to_change,
        "unchanged": found.unchanged,
    }
    if json:
        sample = [dict(s) for s in found.sample]
        as_json({**counts, **_rows(found), "sample": sample, "doubtfulPairs": doubts_as_json(doubts)})
        return
    data(f"{', '.join(f'{name} {value}' for name, value in counts.items())}; {_counted(found)}")
    _show_remarks(found)
    show_doubts(doubts)


def _show_batch(batch: "Batch", doubts: "tuple[IdentityDoubt, ...] | None" = None, *, json: bool) -> None:
    if json:
        as_json(_batch(batch) | ({} if doubts is None else {"doubtfulPairs": doubts_as_json(doubts)}))
        return
    data(
        f"{batch.file_name}: {batch.importer}, {batch.state.value.lower()}; {_counted(batch)}; "
        f"{batch.created} facts created, {batch.changed} changed, {batch.unchanged} statements known already. Undo: orggraph imports undo {batch.id}"
    )
    _show_remarks(batch)
    show_doubts(doubts or ())


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
        "rowsTotal": getattr(found, "rows_total", found.rows_read),
        "taken": dict(found.taken),
        "skipped": dict(found.skipped),
        "refused": found.refused,
        "unknownColumns": list(found.unknown_columns),
        "notes": list(found.notes),
        "problemCounts": found.problem_counts,
        "problems": [_problem(p) for p in found.problems],
    }


def _far(batch: "Batch") -> str:
    """Say how many rows were read, and of how many while it is not done."""
    whole = batch.rows_total
    return f"{batch.rows_read}" if whole in (None, batch.rows_read) else f"{batch.rows_read} of {whole}"


@imports_app.command(name="list")
def list_(context: typer.Context, json: AsJson = False) -> None:
    """List the imports, the newest first, with those under way and those that failed."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.background import fail_lapsed  # noqa: PLC0415
    from orggraph.usecases.listing import list_imports  # noqa: PLC0415

    store, viewer = opened(context)
    fail_lapsed(store, now())
    rows = every_row(lambda after: list_imports(store, viewer, ROWS, after))
    if json:
        as_json([_batch(b) for b in rows])
    else:
        table(
            ("id", "file", "state", "rows", "when"),
            [(b.id, b.file_name, b.state.value, _far(b), f"{b.started_at:%Y-%m-%d %H:%M}") for b in rows],
        )


@imports_app.command()
def undo(
    context: typer.Context,
    batch_id: Annotated[str, typer.Argument(help="The import's id, as `imports list` shows it.", metavar="ID")],
    json: AsJson = False,
) -> None:
    """Take an import back."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.importing import undo_import  # noqa: PLC0415

    store, viewer = opened(context)
    _show_batch(undo_import(store, viewer, batch_id, now()), json=json)


@app.command()
def schema(
    json: Annotated[bool, typer.Option("--json", help="Print the answer of an introspection query.")] = False,
) -> None:
    """Print the GraphQL schema (SDL)."""
    from orggraph.bootstrap import introspection, sdl  # noqa: PLC0415

    if json:
        as_json(introspection())
    else:
        data(sdl())


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where the example files are.")] = Path("examples"),
    store: Annotated[
        str | None, typer.Option(help="An empty store instead of demo.db, which is made anew.", metavar="URL")
    ] = None,
    json: AsJson = False,
) -> None:
    """Load the example workspace and answer the main question for its two deals."""
    from orggraph.cli.demo import run  # noqa: PLC0415

    run(folder, store, printed_as_json=json)
