"""API tokens: 256 random bits, shown once; the store keeps a keyed hash."""

import hashlib
import hmac
import secrets
from datetime import datetime

from orggraph.domain.viewer import EVERYTHING, Viewer
from orggraph.stores.base import Store, Token
from orggraph.usecases.editing import text

_PREFIX = "og_"


def create_token(store: Store, viewer: Viewer, name: str, now: datetime) -> str:
    """Make a token under a name and give its secret, which is kept nowhere."""
    checked = text(name, "name", longest=80) or ""
    secret = _PREFIX + secrets.token_urlsafe(32)
    store.save_token(Token(name=checked, digest=_digest(store, secret), created_at=now, workspace=viewer.workspace))
    return secret


def viewer_of(store: Store, secret: str) -> Viewer | None:
    """Give the viewer that a token stands for."""
    token = store.find_token(_digest(store, secret)) if secret.startswith(_PREFIX) else None
    return (
        Viewer(workspace=token.workspace, user=token.name, name=token.name, permissions=EVERYTHING) if token else None
    )


def _digest(store: Store, secret: str) -> str:
    return hmac.new(store.secret(), secret.encode(), hashlib.sha256).hexdigest()
