"""The API explorer: GraphiQL, served from here with all that it needs, so that no request leaves the origin."""

import secrets
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

_WEB = Path(__file__).with_name("web")
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'nonce-{nonce}'",
    "img-src": "'self' data:",
    "font-src": "data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
)


class _Files(StaticFiles):
    """Files that a page of this origin alone may use."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Give a file."""
        response = super().file_response(*args, **kwargs)
        response.headers.update({**_HEADERS, "Cache-Control": "no-cache"})
        return response


def add_explorer(app: FastAPI) -> None:
    """Serve the explorer at /graphiql. The page holds nothing but a form for a key: what is asked with it is asked as anywhere."""
    page = (_WEB / "explorer.html").read_text(encoding="utf-8")
    policy = "; ".join(f"{name} {sources}" for name, sources in _POLICY.items())

    async def explorer(_: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        headers = {**_HEADERS, "Cache-Control": "no-store", "Content-Security-Policy": policy.format(nonce=nonce)}
        return HTMLResponse(page.format(nonce=nonce), headers=headers)

    app.add_route("/graphiql", explorer)
    app.mount("/graphiql/library", _Files(directory=_WEB / "graphiql"))
    app.mount("/graphiql/page", _Files(directory=_WEB / "explorer"))
