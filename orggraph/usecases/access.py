"""Who comes in, and as whom: API tokens (256 random bits, shown once; the store keeps a keyed hash) and account teams.

An account that has a team is seen by it, and by those whose role is to see every account. One without a team is seen by all.
Executives see the accounts for which they make calls, and ours.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from orggraph.domain.audit import UNPLACED
from orggraph.domain.ids import EntityKind
from orggraph.domain.people import Locale
from orggraph.domain.viewer import Permission, Role, Viewer, permissions_of, require
from orggraph.errors import InvalidInput, NotFound
from orggraph.stores.base import Store
from orggraph.stores.keys import Token
from orggraph.usecases.auditing import key_made, key_revoked, team_changed
from orggraph.usecases.editing import text
from orggraph.usecases.snapshots import snapshots_of

TOKEN_PREFIX = "og_"  # noqa: S105 - what all of them begin with
_SEES_EVERY_ACCOUNT = frozenset({Role.PLANNER, Role.ADMIN, Role.PRIVACY_OFFICER})


class Refused(Exception):
    """Somebody does not come in; why is for the log, never for them. The code is for the audit log."""

    def __init__(self, problem: str, code: str = "NOT_VERIFIED", workspace: str = UNPLACED) -> None:
        super().__init__(problem)
        self.code = code
        self.workspace = workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRequest:
    """What a token is to be: whose, with which roles, what of their permissions, until when."""

    name: str
    roles: tuple[Role, ...] = (Role.REP,)
    scopes: tuple[Permission, ...] | None = None
    user: str | None = None
    person_id: str | None = None
    locale: Locale | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Who was found to be asking: by a token of ours, or by one that an identity provider signed."""

    workspace: str
    user: str
    name: str
    roles: tuple[Role, ...]
    scopes: tuple[Permission, ...] | None = None
    person_id: str | None = None
    email: str | None = None
    locale: Locale | None = None


def create_token(store: Store, viewer: Viewer, request: TokenRequest, now: datetime) -> str:
    """Make a token and give its secret, which is kept nowhere.

    Raises
    ------
    InvalidInput, NotFound, DuplicateError
        For a request that cannot be: no role, an expiry that has passed, somebody who is not one of ours, a name that is taken.
    ForbiddenError
        Where the viewer may not give access, or not as much as asked.
    """
    require(viewer, Permission.ACCESS_WRITE)
    name = text(request.name, "name", longest=80) or ""
    if not request.roles:
        raise InvalidInput("The token has no role.", f"Give one of {', '.join(Role)}.", ("roles",))
    if request.expires_at and request.expires_at <= now:
        raise InvalidInput("The token would have expired already.", "Give a moment to come.", ("expiresAt",))
    if request.person_id:
        _refuse_who_is_not_ours(store, viewer, request.person_id, now)
    elif request.roles == (Role.EXECUTIVE,):
        raise InvalidInput("An executive sees the calls that they make.", "Say who of ours it is.", ("personId",))
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = Token(
        name=name,
        digest=digest_of(store, secret),
        created_at=now,
        workspace=viewer.workspace,
        roles=request.roles,
        scopes=request.scopes,
        user=text(request.user, "user", longest=200) or name,
        person_id=request.person_id,
        locale=request.locale,
        expires_at=request.expires_at,
    )
    store.save_token(token)
    key_made(store, viewer, now, token)
    return secret


def _refuse_who_is_not_ours(store: Store, viewer: Viewer, person_id: str, now: datetime) -> None:
    with store.reading(viewer) as reader:
        ours = reader.ours(now.date())
        person = reader.people([person_id], now.date()).get(person_id)
    if ours is None or person is None or person.account_id != ours.id:
        raise NotFound(f"{person_id} is none of our people.", "List them with `orggraph search`.", ("personId",))


def list_tokens(store: Store, viewer: Viewer) -> tuple[Token, ...]:
    """Give the tokens of the workspace, by name; their secrets are kept nowhere."""
    require(viewer, Permission.ACCESS_WRITE)
    return store.tokens(viewer)


def revoke_token(store: Store, viewer: Viewer, name: str, now: datetime) -> None:
    """Let a token open nothing from now on."""
    require(viewer, Permission.ACCESS_WRITE)
    if not store.revoke_token(viewer, name, now):
        raise NotFound(f"There is no token called {name}.", "List them with `orggraph token list`.", ("name",))
    key_revoked(store, viewer, now, next(token for token in store.tokens(viewer) if token.name == name))


def digest_of(store: Store, secret: str) -> str:
    """Give the keyed hash by which a token is found."""
    return hmac.new(store.secret(), secret.encode(), hashlib.sha256).hexdigest()


def token_sign_in(store: Store, digest: str, now: datetime) -> SignIn:
    """Tell whose token it is.

    Raises
    ------
    Refused
        For one that is not known, was revoked, or has expired.
    """
    token = store.find_token(digest)
    if token is None:
        raise Refused("unknown token", "UNKNOWN_TOKEN")
    if token.revoked_at:
        raise Refused(f"revoked token {token.name}", "REVOKED_TOKEN", token.workspace)
    if token.expires_at and token.expires_at <= now:
        raise Refused(f"expired token {token.name}", "EXPIRED_TOKEN", token.workspace)
    if token.used_on is None or token.used_on < now.date():
        store.use_token(digest, now.date())
    return SignIn(
        workspace=token.workspace,
        user=token.user or token.name,
        name=token.name,
        roles=token.roles,
        scopes=token.scopes,
        person_id=token.person_id,
        locale=token.locale,
    )


def admitted(store: Store, sign_in: SignIn, now: datetime) -> Viewer:
    """Give the viewer that somebody is: what their roles and scopes permit, less the accounts that they do not see."""
    permitted = permissions_of(sign_in.roles)
    if sign_in.scopes is not None:
        permitted &= {Permission.MAP_READ, *sign_in.scopes}
    known = Viewer(
        workspace=sign_in.workspace,
        user=sign_in.user,
        name=sign_in.name,
        roles=frozenset(sign_in.roles),
        permissions=permitted,
        locale=sign_in.locale,
    )
    person_id = sign_in.person_id or (_person_with(store, known, sign_in.email, now) if sign_in.email else None)
    known = replace(known, person_id=person_id)
    roles = set(sign_in.roles)
    if roles & _SEES_EVERY_ACCOUNT:
        return known
    if Role.REP not in roles:
        return replace(known, only=_accounts_called(store, known, now))
    hidden = frozenset(account for account, users in store.teams(known).items() if sign_in.user not in users)
    return replace(known, hidden=hidden)


def _person_with(store: Store, viewer: Viewer, email: str, now: datetime) -> str | None:
    """Give the one of ours who has an address."""
    with store.reading(viewer) as reader:
        ours, found = reader.ours(now.date()), reader.records(EntityKind.PERSON, (), [f"email:{email.lower()}"])
        people = reader.people({record.entity_id for record in found}, now.date())
    own = sorted(person.id for person in people.values() if ours and person.account_id == ours.id)
    return own[0] if len(own) == 1 else None


def _accounts_called(store: Store, viewer: Viewer, now: datetime) -> frozenset[str]:
    """Give our account, and those for whose deals somebody makes calls."""
    with store.reading(viewer) as reader:
        ours = snapshots_of(store).around(reader, viewer, None, now.date())
        if ours is None or viewer.person_id is None:
            return frozenset()
        called = [call.deal_id for call in ours.escalations if call.caller_id == viewer.person_id]
        homes = reader.homes(called, now.date())
    return frozenset({ours.account.id, *(home for home in homes.values() if home)})


def set_team(store: Store, viewer: Viewer, account_id: str, users: Collection[str], now: datetime) -> None:
    """Say who alone sees an account, next to those who see all; nobody named means everybody does."""
    require(viewer, Permission.ACCESS_WRITE)
    with store.reading(viewer) as reader:
        found = reader.account(account_id)
        ours = reader.ours(now.date())
    if found is None:
        raise NotFound(f"There is no account {account_id}.", "List them with `orggraph accounts`.", ("accountId",))
    if ours and found.id == ours.id:
        raise InvalidInput("Everybody sees our own account.", "Name another.", ("accountId",))
    before, team = (
        store.teams(viewer).get(found.id, frozenset()),
        frozenset(text(one, "users", longest=200) or "" for one in users),
    )
    store.save_team(viewer, found.id, team)
    team_changed(store, viewer, now, found.id, before, team)


def list_teams(store: Store, viewer: Viewer) -> Mapping[str, frozenset[str]]:
    """Give the users of each account that has a team."""
    require(viewer, Permission.ACCESS_WRITE)
    return store.teams(viewer)
