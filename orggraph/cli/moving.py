"""Copy, dump and restore whole workspaces."""

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orggraph.cli.opening import AsJson, opened
from orggraph.cli.output import as_json, data, progress

if TYPE_CHECKING:
    from orggraph.domain.viewer import Viewer
    from orggraph.stores.archive import Content
    from orggraph.stores.base import Store

store_app = typer.Typer(help="Whole workspaces: copied, dumped, restored.", no_args_is_help=True)


@store_app.command()
def copy(
    source: Annotated[str, typer.Argument(help="The store to copy, as in --store.", metavar="FROM")],
    target: Annotated[str, typer.Argument(help="An empty store.", metavar="TO")],
    json: AsJson = False,
) -> None:
    """Copy a workspace into an empty store, and check what arrived. Cut off, the same command goes on where it was."""
    from orggraph.bootstrap import open_store  # noqa: PLC0415
    from orggraph.domain.viewer import LOCAL  # noqa: PLC0415
    from orggraph.usecases.moving import copy as copy_workspace  # noqa: PLC0415

    with ExitStack() as stores, progress() as watch:
        one, other = (stores.enter_context(closing(open_store(url))) for url in (source, target))
        _log_export(one, LOCAL, "copy")
        content = copy_workspace(one, other, LOCAL, watch)
        _log_arrival(other, LOCAL, "copy", content)
    _tell("Copied", content, json=json)


@store_app.command()
def dump(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A new file; .gz is usual.", metavar="FILE")],
    json: AsJson = False,
) -> None:
    """Write the workspace to a new file, as it is at this moment, while others go on working."""
    from orggraph.usecases.moving import dump as dump_workspace  # noqa: PLC0415

    store, viewer = opened(context)
    _log_export(store, viewer, "dump")
    with progress() as watch:
        content = dump_workspace(store, viewer, file, watch)
    _tell("Dumped", content, json=json)


@store_app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="What `orggraph store dump` wrote.", metavar="FILE")],
    json: AsJson = False,
) -> None:
    """Restore a workspace from a file into an empty store. Cut off, the same command goes on where it was."""
    from orggraph.usecases.moving import load  # noqa: PLC0415

    store, viewer = opened(context)
    with progress() as watch:
        content = load(file, store, viewer, watch)
    _log_arrival(store, viewer, "dump", content)
    _tell("Restored", content, json=json)


def _log_export(store: "Store", viewer: "Viewer", form: str) -> None:
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.auditing import Action, log  # noqa: PLC0415

    log(store, viewer, now(), Action.EXPORTED, form=form)


def _log_arrival(store: "Store", viewer: "Viewer", form: str, content: "Content") -> None:
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.auditing import Action, log  # noqa: PLC0415

    log(store, viewer, now(), Action.RESTORED, form=form, entries=content.entries, content=content.digest)


def _tell(done: str, content: "Content", *, json: bool) -> None:
    if json:
        as_json({"entries": content.entries, "content": content.digest})
    else:
        data(
            f"{done} {content.entries} entries; content {content.digest[:16]}. Tokens are not part of it: make new ones."
        )
