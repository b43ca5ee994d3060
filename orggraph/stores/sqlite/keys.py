"""Tokens, the secret and account teams in an SQLite file."""

import secrets
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any

from orggraph.domain.viewer import Viewer
from orggraph.stores.bodies import text, token_body, token_of
from orggraph.stores.keys import Token
from orggraph.stores.paging import microseconds
from orggraph.stores.rules import token_taken
from orggraph.stores.sqlite import commands, questions


class SqliteKeys(ABC):
    """The part of the store that says who may come in."""

    @abstractmethod
    def _transaction(self, *, durable: bool = False) -> AbstractContextManager[sqlite3.Connection]: ...

    @abstractmethod
    def _rows(self, question: str, *parameters: object) -> list[tuple[Any, ...]]: ...

    def save_token(self, token: Token) -> None:
        """Keep a token; refuses a name that was ever given in its workspace."""
        row = (token.digest, token.workspace, token.name, microseconds(token.created_at), token_body(token))
        try:
            with self._transaction(durable=True) as connection:
                connection.execute(commands.ADD_TOKEN, row)
        except sqlite3.IntegrityError as error:
            raise token_taken(token) from error

    def find_token(self, digest: str) -> Token | None:
        """Find a token by its digest."""
        return next((token_of(*row) for row in self._rows(questions.TOKEN, digest)), None)

    def tokens(self, viewer: Viewer) -> tuple[Token, ...]:
        """Give the tokens of the workspace, by name."""
        return tuple(token_of(*row) for row in self._rows(questions.TOKENS, viewer.workspace))

    def revoke_token(self, viewer: Viewer, name: str, at: datetime) -> bool:
        """Let a token open nothing from now on."""
        with self._transaction(durable=True) as connection:
            return connection.execute(commands.REVOKE_TOKEN, (microseconds(at), viewer.workspace, name)).rowcount > 0

    def use_token(self, digest: str, on: date) -> None:
        """Note the last day on which a token was used."""
        with self._transaction() as connection:
            connection.execute(commands.USE_TOKEN, (on.isoformat(), digest))

    def secret(self) -> bytes:
        """Give the store's own random secret, made once."""
        rows = self._rows(questions.SECRET)
        if not rows:
            with self._transaction(durable=True) as connection:
                connection.execute(commands.ADD_SECRET, (secrets.token_bytes(32),))
            rows = self._rows(questions.SECRET)
        return bytes(rows[0][0])

    def save_team(self, viewer: Viewer, account_id: str, users: frozenset[str]) -> None:
        """Say who alone sees an account."""
        with self._transaction(durable=True) as connection:
            connection.execute(commands.END_TEAM, (viewer.workspace, account_id))
            connection.execute(commands.ADD_TEAM, (viewer.workspace, account_id, text(sorted(users))))

    def teams(self, viewer: Viewer) -> Mapping[str, frozenset[str]]:
        """Give the users of each account that has a team."""
        teams: dict[str, frozenset[str]] = {}
        for account, member in self._rows(questions.TEAMS, viewer.workspace):
            teams[account] = teams.get(account, frozenset()) | {member}
        return teams
