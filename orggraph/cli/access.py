"""The commands about who comes in: tokens, and the teams of accounts."""

from datetime import timedelta
from typing import Annotated

import typer

from orggraph.cli.opening import AsJson, opened
from orggraph.cli.output import as_json, data, table
from orggraph.domain.people import Locale
from orggraph.domain.viewer import Permission, Role

token_app = typer.Typer(help="API tokens: who may come in, as what, until when.", no_args_is_help=True)
team_app = typer.Typer(help="The teams of accounts: an account that has one is seen by it alone.", no_args_is_help=True)

TokenName = Annotated[str, typer.Argument(help="What it is called: whose it is, or what for.", metavar="NAME")]
AccountId = Annotated[str, typer.Argument(help="The account's id, as `accounts` shows it.", metavar="ACCOUNT")]


@token_app.command()
def create(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    name: TokenName,
    role: Annotated[
        list[Role] | None, typer.Option(help="REP unless said; may be given several times.", case_sensitive=False)
    ] = None,
    scope: Annotated[
        list[Permission] | None,
        typer.Option(help="Only this of what its roles permit; may be given several times."),
    ] = None,
    user: Annotated[str | None, typer.Option(help="Whose it is, where that is not its name.")] = None,
    person: Annotated[
        str | None, typer.Option(help="The id of the one of ours whom it stands for.", metavar="ID")
    ] = None,
    locale: Annotated[
        Locale | None,
        typer.Option(help="The language that they read; as the client asks unless said.", case_sensitive=False),
    ] = None,
    days: Annotated[int | None, typer.Option(help="How many days it lasts; without end unless said.", min=1)] = None,
    json: AsJson = False,
) -> None:
    """Create an API token and print it alone; it is shown once."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases.access import TokenRequest, create_token  # noqa: PLC0415

    store, viewer = opened(context)
    request = TokenRequest(
        name=name,
        roles=tuple(dict.fromkeys(role or [Role.REP])),
        scopes=tuple(scope) if scope else None,
        user=user,
        person_id=person,
        locale=locale,
        expires_at=now() + timedelta(days=days) if days else None,
    )
    token = create_token(store, viewer, request, now())
    if json:
        as_json({"name": name, "token": token, "roles": list(request.roles), "expiresAt": request.expires_at})
    else:
        data(token)


@token_app.command(name="list")
def list_tokens(context: typer.Context, json: AsJson = False) -> None:
    """List the tokens; what they are is not shown again."""
    from orggraph.usecases import access  # noqa: PLC0415

    store, viewer = opened(context)
    found = access.list_tokens(store, viewer)
    if json:
        as_json(
            [
                {
                    "name": token.name,
                    "user": token.user or token.name,
                    "roles": list(token.roles),
                    "scopes": None if token.scopes is None else list(token.scopes),
                    "personId": token.person_id,
                    "createdAt": token.created_at,
                    "expiresAt": token.expires_at,
                    "revokedAt": token.revoked_at,
                    "usedOn": token.used_on,
                }
                for token in found
            ]
        )
        return
    rows = [
        (
            token.name,
            ", ".join(token.roles),
            f"revoked {token.revoked_at:%Y-%m-%d}" if token.revoked_at else "",
            f"{token.expires_at:%Y-%m-%d}" if token.expires_at else "",
            f"{token.used_on:%Y-%m-%d}" if token.used_on else "never",
        )
        for token in found
    ]
    table(("name", "roles", "", "expires", "last used"), rows)


@token_app.command()
def revoke(context: typer.Context, name: TokenName) -> None:
    """Let a token open nothing from now on."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases import access  # noqa: PLC0415

    store, viewer = opened(context)
    access.revoke_token(store, viewer, name, now())
    data(f"{name} opens nothing any more.")


@team_app.command(name="set")
def set_team(
    context: typer.Context,
    account: AccountId,
    users: Annotated[
        list[str] | None, typer.Argument(help="Who sees it: users, as `token list` shows them.", metavar="[USER]...")
    ] = None,
) -> None:
    """Say who alone sees an account, next to planners; nobody named means that everybody does."""
    from orggraph.bootstrap import now  # noqa: PLC0415
    from orggraph.usecases import access  # noqa: PLC0415

    store, viewer = opened(context)
    access.set_team(store, viewer, account, users or [], now())
    data(f"Seen by {', '.join(sorted(set(users)))}." if users else "Seen by everybody.")


@team_app.command(name="list")
def list_teams(context: typer.Context, json: AsJson = False) -> None:
    """List the accounts that have a team, and who is in it."""
    from orggraph.usecases import access  # noqa: PLC0415

    store, viewer = opened(context)
    teams = access.list_teams(store, viewer)
    if json:
        as_json([{"account": account, "users": sorted(users)} for account, users in sorted(teams.items())])
    else:
        table(("account", "users"), [(account, ", ".join(sorted(users))) for account, users in sorted(teams.items())])
