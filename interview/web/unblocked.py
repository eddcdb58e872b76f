"""No window of Streamlit opens over a page by itself: one did when the app was away for a moment, took the keyboard
from whoever was typing, and spoke of a server that nobody knows. connection.js says what there is to say.

Streamlit's page asks the server for this switch, and offers no setting for it.
"""

from __future__ import annotations

import json

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as HttpMessage

PLACE = "/_stcore/host-config"


class Unblocked:
    """Turns the switch in that one reply."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PLACE or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        told: list[HttpMessage] = []
        body = b""

        async def collect(message: HttpMessage) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                told.append(message)
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            [start] = told
            if start["status"] == 200:
                body = json.dumps(json.loads(body) | {"blockErrorDialogs": True}).encode()
                MutableHeaders(scope=start)["Content-Length"] = str(len(body))
            await send(start)
            await send({"type": "http.response.body", "body": body})

        await self._app(scope, receive, collect)
