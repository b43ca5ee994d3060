"""The command that gives things back: the whole workspace, or one account for other tools."""

from pathlib import Path
from typing import Annotated

import typer

from orggraph.cli.opening import account_id_of, opened
from orggraph.cli.output import give
from orggraph.errors import InvalidInput
from orggraph.usecases.graph_formats import GraphFormat


def export(
    context: typer.Context,
    account: Annotated[
        str | None,
        typer.Option(help="Only this account, by name or id, beside ours; with --format.", metavar="ACCOUNT"),
    ] = None,
    wanted: Annotated[GraphFormat | None, typer.Option("--format", help="For which tool.")] = None,
    output: Annotated[Path | None, typer.Option(help="Write it to a new file.", metavar="FILE")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, as it does for the whole workspace anyway.")] = True,  # noqa: ARG001
) -> None:
    """Print the whole workspace as an interchange document, which `import` reads; or an account as a graph or an org chart."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.exporting import hand_out  # noqa: PLC0415
    from orggraph.usecases.exporting_graphs import hand_out_account  # noqa: PLC0415

    if (account is None) != (wanted is None):
        raise InvalidInput("--account and --format go together.", "Give both, or neither for the whole workspace.")
    store, viewer = opened(context)
    if account and wanted:
        found = hand_out_account(store, viewer, account_id_of(store, viewer, account), now(), wanted)
    else:
        found = hand_out(store, viewer, now())
    give(found, output)
