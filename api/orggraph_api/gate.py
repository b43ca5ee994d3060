"""Who is asking: by a token of ours, by one that an identity provider signed, or by a session that began with one of ours."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from orggraph.domain.viewer import Viewer
from orggraph.stores.base import Store
from orggraph.usecases.access import TOKEN_PREFIX, Refused, admitted, digest_of, token_sign_in
from orggraph.usecases.auditing import RefusedSignIns
from orggraph_api.bearer import SignedTokens
from orggraph_api.sessions import Sessions

NOTHING_SHOWN = "NOTHING_SHOWN"
_BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets in who shows a token or a session; asked again, it tells whether they still may come in."""

    store: Store
    now: Callable[[], datetime]
    signed: SignedTokens | None
    refused: RefusedSignIns

    def viewer(self, authorization: str | None, session: str | None = None) -> Viewer:
        """Give the viewer; a token wins over a session.

        Raises
        ------
        Refused
            For nothing, for what is not known, was revoked or has expired.
        """
        now = self.now()
        if authorization is None:
            if session is None:
                raise Refused("nothing was shown", NOTHING_SHOWN)
            return admitted(self.store, token_sign_in(self.store, Sessions(self.store).digest(session, now), now), now)
        if not authorization.lower().startswith(_BEARER):
            raise Refused("not a bearer token", "NO_BEARER_TOKEN")
        token = authorization[len(_BEARER) :].strip()
        if token.startswith(TOKEN_PREFIX):
            return admitted(self.store, token_sign_in(self.store, digest_of(self.store, token), now), now)
        if self.signed is None:
            raise Refused("not a token of ours, and no identity provider is known", "UNKNOWN_TOKEN")
        return admitted(self.store, self.signed.sign_in(token, now), now)

    def turn_away(self, refusal: Refused, address: str) -> None:
        """Log who was refused, unless they showed nothing."""
        if refusal.code != NOTHING_SHOWN:
            self.refused.refused(self.now(), refusal.code, address, refusal.workspace)
