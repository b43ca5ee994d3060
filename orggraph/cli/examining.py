"""Whether a store is well, and what its audit log holds."""

from typing import TYPE_CHECKING, Annotated

import typer

from orggraph.cli.opening import AsJson, opened
from orggraph.cli.output import as_json, data, table, talk

if TYPE_CHECKING:
    from orggraph.domain.audit import AuditEntry
    from orggraph.usecases.doctor import Chain, Examination


def doctor(context: typer.Context, json: AsJson = False) -> None:
    """Look whether the store is well: its files, its facts, the chain of its audit log. Exit code 1 where it is not."""
    from orggraph.usecases.doctor import examine  # noqa: PLC0415

    store, _ = opened(context)
    found = examine(store)
    if json:
        as_json(_as_json(found))
    else:
        _tell(found)
    if not found.is_well:
        raise typer.Exit(1)


def _as_json(found: "Examination") -> dict[str, object]:
    chains = [
        {
            "workspace": chain.workspace,
            "entries": chain.entries,
            "hash": chain.hash,
            "brokenAt": chain.broken_at,
            "problem": chain.problem,
        }
        for chain in found.chains
    ]
    dangling = {workspace: list(facts) for workspace, facts in found.dangling.items()}
    return {
        "well": found.is_well,
        "schema": found.schema,
        "problems": list(found.problems),
        "dangling": dangling,
        "auditLog": chains,
    }


def _tell(found: "Examination") -> None:
    data(f"Schema {found.schema}.")
    for chain in found.chains:
        data(_of_chain(chain))
    for problem in found.problems:
        talk(f"Damage: {problem}.")
    for workspace, facts in found.dangling.items():
        for fact in facts:
            talk(f"Workspace {workspace}: {fact}, of which there is no fact.")
    data(
        "All is well."
        if found.is_well
        else "Not well: restore a backup, and keep this store as it is for whoever looks into it."
    )


def _of_chain(chain: "Chain") -> str:
    name = f"workspace {chain.workspace}" if chain.workspace else "sign-ins of nobody known"
    if chain.problem:
        return f"Audit log, {name}: broken: entry {chain.broken_at} {chain.problem}."
    return f"Audit log, {name}: {chain.entries} entries, whole; the last is {chain.hash[:16]}."


def audit(
    context: typer.Context,
    refused: Annotated[bool, typer.Option("--refused", help="Those who were refused without being known.")] = False,
    first: Annotated[int, typer.Option(help="At most how many.", min=1, max=1_000)] = 50,
    json: AsJson = False,
) -> None:
    """Show the newest entries of the audit log."""
    from dataclasses import replace  # noqa: PLC0415

    from orggraph.domain.audit import UNPLACED  # noqa: PLC0415
    from orggraph.stores.audit import AuditFilter  # noqa: PLC0415
    from orggraph.usecases.auditing import list_audit  # noqa: PLC0415

    store, viewer = opened(context)
    asking = replace(viewer, workspace=UNPLACED) if refused else viewer
    page = list_audit(store, asking, AuditFilter(), first, None)
    if json:
        as_json([_entry(one) for one in page.rows])
        return
    table(
        ("number", "when", "who", "action", "subject", "detail"),
        [(e.number, f"{e.at:%Y-%m-%d %H:%M:%S}", e.who, e.action, e.subject, e.detail) for e in page.rows],
    )
    if page.has_next:
        talk(f"{len(page.rows)} of {page.total}.")


def _entry(found: "AuditEntry") -> dict[str, object]:
    from json import loads  # noqa: PLC0415

    return {
        "number": found.number,
        "at": found.at,
        "who": found.who,
        "action": found.action,
        "subject": found.subject,
        "detail": loads(found.detail),
        "hash": found.hash,
    }
