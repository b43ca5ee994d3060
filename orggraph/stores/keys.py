"""Who may come in: API tokens, the secret that they are hashed with, and the teams of accounts. Part of every store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from orggraph.domain.people import Locale
from orggraph.domain.viewer import Permission, Role, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An API token: only a keyed hash of the secret is kept. One that is revoked or has expired is kept too, and opens nothing."""

    name: str
    digest: str = field(repr=False)
    created_at: datetime
    workspace: str
    roles: tuple[Role, ...]
    scopes: tuple[Permission, ...] | None = None
    """What of its roles' permissions it has; None is all."""
    user: str = ""
    """Whose it is; the token's name where that is not said."""
    person_id: str | None = None
    locale: Locale | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    used_on: date | None = None


class Keys(Protocol):
    """What a store keeps of who may come in."""

    def save_token(self, token: Token) -> None:
        """Keep a token; refuses a name that was ever given in its workspace with DuplicateError."""
        ...

    def find_token(self, digest: str) -> Token | None:
        """Find a token by its digest."""
        ...

    def tokens(self, viewer: Viewer) -> tuple[Token, ...]:
        """Give the tokens of the workspace, by name."""
        ...

    def revoke_token(self, viewer: Viewer, name: str, at: datetime) -> bool:
        """Let a token open nothing from now on; of two times the first stays. False: there is no such token."""
        ...

    def use_token(self, digest: str, on: date) -> None:
        """Note the last day on which a token was used."""
        ...

    def secret(self) -> bytes:
        """Give the store's own random secret (32 bytes, made once), with which tokens are hashed."""
        ...

    def save_team(self, viewer: Viewer, account_id: str, users: frozenset[str]) -> None:
        """Say who alone sees an account; nobody named means that it has no team, and everybody does."""
        ...

    def teams(self, viewer: Viewer) -> Mapping[str, frozenset[str]]:
        """Give the users of each account that has a team; an account that was merged away has its team under both ids."""
        ...
