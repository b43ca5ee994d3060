"""Who is refused too often is not heard for the rest of a minute: trying keys does not cost the store a reading each."""

import hashlib
import ipaddress
import threading
from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orggraph_api.errors import RateLimited
from orggraph_api.quotas import Allowance
from orggraph_api.router import later

_REFUSED = 401
_ANSWERED = range(200, 300)
_HEALTH = ("/healthz", "/readyz")
_NOT_FOR_EVERYBODY = "/graphql"
"""Where nobody is answered who was not let in."""
_REMEMBERED = 1_000
_IPV6_NETWORK = 64


class Attempts:
    """Counts the refusals of each address. Whoever was let in before with the same credentials is let through."""

    def __init__(self, app: ASGIApp, allowance: Allowance) -> None:
        self.app = app
        self.allowance = allowance
        self._let_in: OrderedDict[bytes, None] = OrderedDict()
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or look at how it is answered."""
        if scope["type"] != "http" or scope["path"] in _HEALTH:
            await self.app(scope, receive, send)
            return
        address, shown = address_of(scope), _shown(scope)
        if shown not in self._let_in and not self.allowance.allows(address):
            _, seconds = self.allowance.left(address)
            refused = RateLimited(
                "Too many sign-ins from this address were refused.", f"Try again in {seconds} s.", seconds
            )
            await later(refused)(scope, receive, send)
            return

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                asked = shown if scope["path"].startswith(_NOT_FOR_EVERYBODY) else None
                self._note(address, asked, message["status"])
            await send(message)

        await self.app(scope, receive, noted)

    def _note(self, address: str, shown: bytes | None, status: int) -> None:
        with self._lock:
            if status == _REFUSED:
                self.allowance.take(address)
                self._let_in.pop(shown or b"", None)
            elif shown and status in _ANSWERED:
                self._let_in[shown] = None
                self._let_in.move_to_end(shown)
                if len(self._let_in) > _REMEMBERED:
                    self._let_in.popitem(last=False)


def address_of(scope: Scope) -> str:
    """Give whence a request comes: of an IPv6 address the network, for its owner has all that is in it.

    >>> address_of({"client": ("2001:db8::7", 1)}), address_of({"client": ("192.0.2.7", 1)}), address_of({})
    ('2001:db8::/64', '192.0.2.7', '')
    """
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if isinstance(address, ipaddress.IPv4Address):
        return str(host)
    return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))


def _shown(scope: Scope) -> bytes | None:
    """Give a digest of the credentials, if there are any."""
    headers = Headers(scope=scope)
    held = [headers.get("authorization"), headers.get("cookie")]
    return hashlib.sha256(repr(held).encode()).digest() if any(held) else None
