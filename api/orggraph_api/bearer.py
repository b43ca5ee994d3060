"""Tokens that an identity provider signed (JWT): fixed algorithms, one issuer, one audience, keys by their id."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from orggraph.domain.people import Locale
from orggraph.domain.viewer import Role
from orggraph.settings import IdentityProvider
from orggraph.usecases.access import Refused, SignIn

_LEEWAY_SECONDS = 60
_LONGEST = 8_192
_SECONDS = 5
_FETCHED_AGAIN = timedelta(minutes=1)
"""How soon at the earliest keys are fetched again for the sake of one that is not known."""
_KEPT = timedelta(hours=1)

Fetch = Callable[[], Mapping[str, Any]]
"""Gives a JSON Web Key Set."""


class PublicKeys:
    """The keys of an identity provider, fetched anew when one is not known, but not for everybody who makes one up."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._lock = threading.Lock()
        self._keys: KeySet | None = None
        self._fetched_at: datetime | None = None

    def key(self, identifier: str | None, now: datetime) -> Any:
        """Give the key of an id; without an id the only key there is."""
        with self._lock:
            if self._is_due(now, _KEPT):
                self._load(now)
            found = self._find(identifier)
            if found is None and self._is_due(now, _FETCHED_AGAIN):
                self._load(now)
                found = self._find(identifier)
        if found is None:
            raise Refused("signed with a key that is not known")
        return found

    def _is_due(self, now: datetime, after: timedelta) -> bool:
        return self._fetched_at is None or now - self._fetched_at >= after

    def _load(self, now: datetime) -> None:
        self._fetched_at = now
        try:
            self._keys = KeySet.import_key_set(dict(self._fetch()))  # type: ignore[arg-type]
        except (OSError, ValueError, JoseError) as error:
            if self._keys is None:
                self._fetched_at = None
                raise Refused(f"the identity provider's keys cannot be had: {error}") from error

    def _find(self, identifier: str | None) -> Any:
        keys = self._keys.keys if self._keys else []
        if identifier is None:
            return keys[0] if len(keys) == 1 else None
        return next((key for key in keys if key.kid == identifier), None)


@dataclass(frozen=True, slots=True)
class SignedTokens:
    """Reads tokens of one identity provider."""

    provider: IdentityProvider
    keys: PublicKeys = field(repr=False)

    def sign_in(self, token: str, now: datetime) -> SignIn:
        """Tell who somebody is.

        Raises
        ------
        Refused
            For a token that is not signed by the provider, is for somebody else, is over, or names no role that is known.
        """
        if len(token) > _LONGEST:
            raise Refused("too long a token")
        try:
            said = self._verified(token, now)
        except (JoseError, ValueError, TypeError) as error:
            raise Refused(f"signed token: {error}") from error
        provider = self.provider
        roles = tuple(role for role in Role if role in _named(said.get(provider.roles_claim)))
        if not roles:
            raise Refused(f"no role in the claim {provider.roles_claim}")
        workspace, user = self._whose(said)
        email = said.get("email") if said.get("email_verified") is not False else None
        return SignIn(
            workspace=workspace,
            user=user,
            name=str(said.get("name") or email or user),
            roles=roles,
            email=email if isinstance(email, str) else None,
            locale=next((one for one in Locale if str(said.get("locale")).upper().startswith(one)), None),
        )

    def _whose(self, said: Mapping[str, Any]) -> tuple[str, str]:
        """Give the workspace, and who it is there."""
        provider = self.provider
        user = str(said.get(provider.user_claim) or "")
        workspace = said.get(provider.workspace_claim) if provider.workspace_claim else provider.workspace
        if not user or not isinstance(workspace, str) or not workspace:
            raise Refused("no user, or no workspace")
        return workspace, user

    def _verified(self, token: str, now: datetime) -> Mapping[str, Any]:
        header = jws.extract_compact(token.encode()).headers()
        if header.get("alg") not in self.provider.algorithms:
            raise Refused(f"signed by {str(header.get('alg'))[:20]}")
        identifier = header.get("kid")
        key = self.keys.key(identifier if isinstance(identifier, str) else None, now)
        said = jwt.decode(token, key, algorithms=list(self.provider.algorithms)).claims
        rules = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": self.provider.issuer},
            aud={"essential": True, "value": self.provider.audience},
            exp={"essential": True},
        )
        rules.validate(said)
        return said


def _named(claim: object) -> set[str]:
    """Read roles however a provider writes them: a list, or a text with blanks or commas."""
    found: Iterable[object] = claim.replace(",", " ").split() if isinstance(claim, str) else ()
    if isinstance(claim, list):
        found = claim
    return {str(one).upper().replace("-", "_") for one in found}


def signed_tokens(provider: IdentityProvider) -> SignedTokens:
    """Read tokens of a provider whose keys are in a file or at an address."""
    return SignedTokens(provider, PublicKeys(lambda: _key_set(provider.keys)))


def _key_set(place: str) -> Mapping[str, Any]:
    if not place.startswith(("https://", "http://")):
        return dict(msgspec.json.decode(Path(place).read_bytes(), type=dict[str, Any]))
    try:
        answer = httpx.get(place, timeout=_SECONDS, follow_redirects=False).raise_for_status()
    except httpx.HTTPError as error:
        raise OSError(f"{place}: {error}") from error
    return dict(msgspec.json.decode(answer.content, type=dict[str, Any]))
