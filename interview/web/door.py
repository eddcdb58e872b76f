"""The one door: what every request meets first, whatever answers it (pages, websocket, files, media, API).

It refuses addresses that are not the app's own, other websites' pages, and what comes past the sign-in proxy. It ends
requests that are sent by halves, and says in headers what a browser may do with a reply. What somebody may see is
decided behind it (gate.py). Whoever is refused again and again waits for it.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as HttpMessage

from interview.errors import Code
from interview.messages import Message
from interview.metrics import PATH, is_token
from interview.web.listening import LOOPBACK, PROXY_HEADER
from interview.web.pace import STRANGERS_PER_SECOND, Pace, address
from interview.web.refusals import told

# A whole upload of 10 MB takes longer, but never this long between two pieces of it.
BODY_IDLE_S = 20.0
_API = "/api"
_SAFE = ("GET", "HEAD", "OPTIONS")
_PERSONAL = (_API, "/media", "/_stcore", "/auth", PATH)
# Whoever restarts processes knows no secret, and is told nothing but "ok" or "failing".
_HEALTH = (f"{_API}/health/live", f"{_API}/health/ready")

# Streamlit's own page begins with a script in it, runs components from blobs, styles elements, and measures with
# WebAssembly; Plotly makes functions from text. Nothing may come from or go to another address.
_PAGES = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob: data:",
        "worker-src 'self' blob:",
        "frame-src 'self' blob: data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_REPLIES = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; form-action 'none'"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)",
}


@dataclass(frozen=True)
class Address:
    """Where a request says that it goes, or comes from."""

    host: str
    port: int | None


def address_of(authority: str) -> Address | None:
    """The host in lower case and the port of "host:port" or "[::1]:port"; None for what is no address."""
    try:
        parts = urlsplit(f"//{authority}")
        if not parts.hostname or parts.username is not None or parts.path or parts.query or parts.fragment:
            return None
        return Address(parts.hostname.rstrip("."), parts.port)
    except ValueError:
        return None


class Door:
    """Wraps the whole app. `hosts` are names under which it may be asked for, beside those of this computer; `secret`
    is what the sign-in proxy sends with every request ("": none is asked for). Who brings `metrics_token` for the
    figures is no browser, and comes by the address of one process."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = (), secret: str = "", metrics_token: str = "") -> None:
        self._app = app
        self._metrics_token = metrics_token
        self._secret = secret.encode()
        self._hosts = LOOPBACK | {host.lower().rstrip(".") for host in hosts}
        self._pace = Pace(STRANGERS_PER_SECOND)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            await self._pace.wait(address(scope))
        if scope["type"] == "websocket":
            # Closed before it was accepted, a websocket is answered with 403.
            if refused is not None:
                await receive()
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self._app(scope, receive, send)
            return
        exchange = _Exchange(scope["path"], receive, send)
        if refused is not None:
            await told(scope, *refused)(scope, receive, exchange.send)
            return
        try:
            await self._app(scope, exchange.receive_in_time, exchange.send_unless_halved)
        except Exception:
            # What was behind the door has no more to say about a request of which the rest did not come.
            if not exchange.is_halved:
                raise
        if exchange.is_halved and not exchange.has_begun:
            late = told(scope, 408, Code.REQUEST_TOO_SLOW, Message.of("error.request_too_slow"))
            late.headers["Connection"] = "close"
            await late(scope, receive, exchange.send)

    def _refused(self, scope: Scope, headers: Headers) -> tuple[int, Code, Message] | None:
        is_safe = scope["type"] == "http" and scope["method"] in _SAFE
        path = scope["path"]
        if is_safe and path == PATH and is_token(self._metrics_token, headers.get("authorization", "")):
            return None
        named = headers.getlist("host")
        host = address_of(named[0]) if len(named) == 1 else None
        if host is None or host.host not in self._hosts:
            return 421, Code.HOST_UNKNOWN, Message.of("error.host_unknown")
        asks_health = is_safe and path in _HEALTH
        if self._secret and not asks_health and not _knows(self._secret, headers.getlist(PROXY_HEADER)):
            return 401, Code.SIGN_IN_NEEDED, Message.of("error.sign_in")
        if not is_safe and not _is_same(headers.getlist("origin"), host):
            return 403, Code.INPUT_INVALID, Message.of("error.other_website")
        return None


def _knows(secret: bytes, shown: list[str]) -> bool:
    return len(shown) == 1 and hmac.compare_digest(shown[0].encode("latin-1"), secret)


def _is_same(origins: list[str], host: Address) -> bool:
    """Whether a page of this address asks. What names no origin is no page: browsers do for writes and websockets."""
    if not origins:
        return True
    origin = urlsplit(origins[0]) if len(origins) == 1 else None
    if origin is None or origin.scheme not in ("http", "https"):
        return False
    usual = 443 if origin.scheme == "https" else 80
    found = address_of(origin.netloc)
    return found is not None and found.host == host.host and (found.port or usual) == (host.port or usual)


class _Exchange:
    """One request and its reply: waits so long for each piece of a body, and puts headers of safety on the reply."""

    def __init__(self, path: str, receive: Receive, send: Send) -> None:
        self._is_reply = _is_below(path, _API)
        self._is_personal = any(_is_below(path, place) for place in _PERSONAL)
        self._receive = receive
        self._send = send
        self._is_whole = False
        self.is_halved = False
        self.has_begun = False

    async def receive_in_time(self) -> HttpMessage:
        """The next message; a body whose rest does not come ends as if the other side had left."""
        if self._is_whole:
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), BODY_IDLE_S)
        except TimeoutError:
            self.is_halved = True
            return {"type": "http.disconnect"}
        self._is_whole = not message.get("more_body", False)
        return message

    async def send_unless_halved(self, message: HttpMessage) -> None:
        if self.has_begun or not self.is_halved:
            await self.send(message)

    async def send(self, message: HttpMessage) -> None:
        """Pass on a message of the reply; headers that it has already stay."""
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Content-Security-Policy", _REPLIES if self._is_reply else _PAGES)
            if self._is_personal:
                headers["Cache-Control"] = "no-store"
        await self._send(message)


def _is_below(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place}/")
