"""A session in a browser: a cookie that names the token it began with, so that it ends when the token does."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from starlette.requests import HTTPConnection

from orggraph.stores.base import Store
from orggraph.usecases.access import Refused
from orggraph_api.hub import Shown

COOKIE = "orggraph_session"
LASTS = timedelta(hours=12)
_ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Sessions:
    """Sessions, signed with a key that is made of the store's secret: any process knows those of the others."""

    store: Store

    def begin(self, digest: str, now: datetime) -> str:
        """Give the cookie of somebody who showed a token."""
        claims = {"sub": digest, "exp": int((now + LASTS).timestamp())}
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key())

    def digest(self, cookie: str, now: datetime) -> str:
        """Give the digest of the token that a session began with.

        Raises
        ------
        Refused
            For one that is not ours or is over.
        """
        rules = jwt.JWTClaimsRegistry(now=int(now.timestamp()), exp={"essential": True}, sub={"essential": True})
        try:
            claims = jwt.decode(cookie, self._key(), algorithms=[_ALGORITHM]).claims
            rules.validate(claims)
        except (JoseError, ValueError) as error:
            raise Refused(f"session: {type(error).__name__}") from error
        return str(claims["sub"])

    def _key(self) -> OctKey:
        return OctKey.import_key(hmac.new(self.store.secret(), b"sessions", hashlib.sha256).digest())


def shown_by(connection: HTTPConnection) -> Shown:
    """Give what somebody shows to come in: a token in a header, or a session's cookie."""
    return Shown(connection.headers.get("authorization"), connection.cookies.get(COOKIE))
