"""Tokens, the secret and account teams in a Neo4j database."""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date, datetime

from neo4j.exceptions import ConstraintError

from orggraph.domain.viewer import Viewer
from orggraph.stores.bodies import token_body, token_of
from orggraph.stores.keys import Token
from orggraph.stores.neo4j.database import Database, asking
from orggraph.stores.neo4j.queries import access
from orggraph.stores.paging import microseconds
from orggraph.stores.rules import token_taken


class Neo4jKeys(ABC):
    """The part of the store that says who may come in."""

    _secret: bytes | None = None

    @abstractmethod
    def _ready_database(self) -> Database: ...

    def save_token(self, token: Token) -> None:
        """Keep a token; refuses a name that was ever given in its workspace."""
        row = {
            "digest": token.digest,
            "workspace": token.workspace,
            "name": token.name,
            "created_at": microseconds(token.created_at),
            "body": token_body(token),
        }
        try:
            self._ready_database().write(asking(access.ADD_TOKEN, row))
        except ConstraintError as error:
            raise token_taken(token) from error

    def find_token(self, digest: str) -> Token | None:
        """Find a token by its digest."""
        rows = self._ready_database().read(access.TOKEN, {"digest": digest})
        return next((token_of(*row) for row in rows), None)

    def tokens(self, viewer: Viewer) -> tuple[Token, ...]:
        """Give the tokens of the workspace, by name."""
        rows = self._ready_database().read(access.TOKENS, {"workspace": viewer.workspace})
        return tuple(token_of(*row) for row in rows)

    def revoke_token(self, viewer: Viewer, name: str, at: datetime) -> bool:
        """Let a token open nothing from now on."""
        named = {"workspace": viewer.workspace, "name": name, "at": microseconds(at)}
        return bool(self._ready_database().write(asking(access.REVOKE_TOKEN, named)))

    def use_token(self, digest: str, on: date) -> None:
        """Note the last day on which a token was used."""
        self._ready_database().write(asking(access.USE_TOKEN, {"digest": digest, "day": on.isoformat()}))

    def secret(self) -> bytes:
        """Give the store's own random secret, made once."""
        database = self._ready_database()
        if self._secret is None:
            rows = database.write(asking(access.ADD_SECRET, {"value": secrets.token_bytes(32)}))
            self._secret = bytes(rows[0][0])
        return self._secret

    def save_team(self, viewer: Viewer, account_id: str, users: frozenset[str]) -> None:
        """Say who alone sees an account."""
        named = {"workspace": viewer.workspace, "account": account_id, "users": sorted(users)}
        self._ready_database().write(asking(access.PUT_TEAM, named))

    def teams(self, viewer: Viewer) -> Mapping[str, frozenset[str]]:
        """Give the users of each account that has a team."""
        named = {"workspace": viewer.workspace}
        found = {
            account: frozenset(users) for account, users in self._ready_database().read(access.TEAMS, named) if users
        }
        teams, newer = dict(found), found
        while newer := self._merged_into(viewer, newer):
            newer = {account: users for account, users in newer.items() if not users <= teams.get(account, frozenset())}
            teams |= {account: users | teams.get(account, frozenset()) for account, users in newer.items()}
        return teams

    def _merged_into(self, viewer: Viewer, teams: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        """Give the teams under the ids that their accounts were merged into, one step on."""
        named = {"workspace": viewer.workspace, "many": {"ids": sorted(teams)}}
        rows = self._ready_database().read(access.SUCCESSORS, named) if teams else []
        return {into: teams[account] for account, into in rows}
