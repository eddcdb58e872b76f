"""Counts what was answered, around everything else: routes by template, never by the address that was asked for."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as HttpMessage

from interview import metrics

# Where an error's reply notes its code for whoever counts.
ERROR_CODE = "interview.error_code"
DRAFTS = ("PUT", "/api/interview/sessions/{session_id}/answers")
_API = "/api"
_PLACES = ("/_stcore", "/media", "/static", "/component", "/metrics")
_PAGES = "page"


class Measured:
    """Wraps the whole app, the door too: what is refused there counts as well."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._watch(scope, receive, send)
        elif scope["type"] == "http":
            await self._count(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _watch(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_open = False

        async def noticed(message: HttpMessage) -> None:
            nonlocal is_open
            if message["type"] == "websocket.accept" and not is_open:
                is_open = True
                metrics.websockets.inc()
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        finally:
            if is_open:
                metrics.websockets.dec()

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, began, status = scope["path"], time.perf_counter(), 500

        async def noticed(message: HttpMessage) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        finally:
            route = route_of(scope, path)
            metrics.count_request(scope["method"], route, status, scope.get(ERROR_CODE, ""))
            if (scope["method"], route) == DRAFTS and status == 200:
                metrics.draft_seconds.observe(time.perf_counter() - began)


def route_of(scope: Scope, path: str) -> str:
    """One of a bounded number of names: the API's templates, the places of Streamlit, and all pages together."""
    if path == _API or path.startswith(f"{_API}/"):
        template = getattr(scope.get("route"), "path_format", None)
        return f"{_API}{template}" if isinstance(template, str) else _API
    return next((place for place in _PLACES if path == place or path.startswith(f"{place}/")), _PAGES)
