"""How much anybody may send to what is not our API: one file of a bounded size at a time, else next to nothing.

The API counts its own bodies (guard.py). A length that is told is looked at before a byte is read; what comes is
counted all the same.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as HttpMessage
from streamlit.runtime import Runtime

from interview.errors import Code, InterviewError, Unavailable
from interview.messages import Message
from interview.web.guard import UPLOAD_BYTES, body_too_large, too_large
from interview.web.refusals import told

SMALL_BYTES = 64 * 1024
# Of one tab, and held in memory until it is closed; a page has one field for a file, which takes one.
FILES_HELD = 10
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/([^/]+)")
_COUNTED_THERE = "/api/"


async def bounded(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Serve a request whose body is within its bound; others get 413, and nothing more of them is read."""
    if scope["path"].startswith(_COUNTED_THERE):
        await app(scope, receive, send)
        return
    bound, error = (UPLOAD_BYTES, too_large()) if is_upload(scope) else (SMALL_BYTES, body_too_large(SMALL_BYTES))
    length = Headers(scope=scope).get("content-length", "0")
    if not length.isdigit() or int(length) > bound:
        await _refuse(413, error, scope, receive, send)
        return
    if is_upload(scope) and _holds_enough(scope["path"]):
        full = Unavailable(Code.RATE_LIMIT_EXCEEDED, Message.of("error.too_many_files", most=FILES_HELD))
        await _refuse(429, full, scope, receive, send)
        return
    counted = _Counted(bound, receive, send)
    try:
        await app(scope, counted.receive, counted.send)
    except Exception:
        # What was to read it has no more to say about a body that was cut off.
        if not counted.is_over:
            raise
    if counted.is_over and not counted.has_begun:
        await _refuse(413, error, scope, receive, send)


def is_upload(scope: Scope) -> bool:
    """Whether this brings a file to one of Streamlit's file fields."""
    return scope["method"] == "PUT" and _UPLOAD.fullmatch(scope["path"]) is not None


def _holds_enough(path: str) -> bool:
    found = _UPLOAD.fullmatch(path)
    if found is None or not Runtime.exists():
        return False
    held = getattr(Runtime.instance().uploaded_file_mgr, "file_storage", {}).get(found[1], {})
    return len(held) >= FILES_HELD and found[2] not in held


async def _refuse(status: int, error: InterviewError, scope: Scope, receive: Receive, send: Send) -> None:
    reply = told(scope, status, error.code, error.message)
    # The rest of the body is not waited for.
    reply.headers["Connection"] = "close"
    await reply(scope, receive, send)


class _Counted:
    """A body as it comes, until it is over its bound; then as if the other side had left."""

    def __init__(self, bound: int, receive: Receive, send: Send) -> None:
        self._left = bound
        self._receive = receive
        self._send = send
        self.is_over = False
        self.has_begun = False

    async def receive(self) -> HttpMessage:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.is_over = True
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: HttpMessage) -> None:
        if self.is_over and not self.has_begun:
            return
        self.has_begun = True
        await self._send(message)
