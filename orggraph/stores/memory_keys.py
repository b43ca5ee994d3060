"""Tokens, the secret and account teams in memory."""

import secrets
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from orggraph.domain.viewer import Viewer
from orggraph.stores.keys import Token
from orggraph.stores.paging import instant
from orggraph.stores.rules import token_taken


class MemoryKeys(ABC):
    """The part of the store that says who may come in."""

    def __init__(self) -> None:
        self._entering = threading.Lock()
        self._tokens: dict[str, Token] = {}
        self._teams: dict[tuple[str, str], frozenset[str]] = {}
        self._secret = secrets.token_bytes(32)

    @abstractmethod
    def ready(self) -> None:
        """Answer, or raise StoreError."""

    @abstractmethod
    def _successor(self, workspace: str, identifier: str) -> str: ...

    def save_token(self, token: Token) -> None:
        """Keep a token; refuses a name that was ever given in its workspace."""
        self.ready()
        with self._entering:
            taken = any((kept.workspace, kept.name) == (token.workspace, token.name) for kept in self._tokens.values())
            if taken or token.digest in self._tokens:
                raise token_taken(token)
            self._tokens[token.digest] = token

    def find_token(self, digest: str) -> Token | None:
        """Find a token by its digest."""
        self.ready()
        return self._tokens.get(digest)

    def tokens(self, viewer: Viewer) -> tuple[Token, ...]:
        """Give the tokens of the workspace, by name."""
        self.ready()
        own = (token for token in self._tokens.values() if token.workspace == viewer.workspace)
        return tuple(sorted(own, key=lambda token: token.name))

    def revoke_token(self, viewer: Viewer, name: str, at: datetime) -> bool:
        """Let a token open nothing from now on."""
        self.ready()
        with self._entering:
            found = next((token for token in self.tokens(viewer) if token.name == name), None)
            if found:
                self._tokens[found.digest] = replace(found, revoked_at=found.revoked_at or instant(at))
            return found is not None

    def use_token(self, digest: str, on: date) -> None:
        """Note the last day on which a token was used."""
        self.ready()
        with self._entering:
            if found := self._tokens.get(digest):
                self._tokens[digest] = replace(found, used_on=max(found.used_on or on, on))

    def secret(self) -> bytes:
        """Give the store's own random secret."""
        self.ready()
        return self._secret

    def save_team(self, viewer: Viewer, account_id: str, users: frozenset[str]) -> None:
        """Say who alone sees an account."""
        self.ready()
        with self._entering:
            kept = {key: team for key, team in self._teams.items() if key != (viewer.workspace, account_id)}
            self._teams = {**kept, (viewer.workspace, account_id): users} if users else kept

    def teams(self, viewer: Viewer) -> Mapping[str, frozenset[str]]:
        """Give the users of each account that has a team."""
        self.ready()
        teams: dict[str, frozenset[str]] = {}
        for (workspace, account), users in self._teams.items():
            if workspace == viewer.workspace:
                for one in {account, self._successor(workspace, account)}:
                    teams[one] = teams.get(one, frozenset()) | users
        return teams
