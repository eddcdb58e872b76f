"""What the HTTP API refuses before any route runs: bodies over the upload limit, and writes from other websites."""

from __future__ import annotations

from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as HttpMessage

from interview.errors import Code, Invalid
from interview.messages import Message
from interview.resume.read import MAX_FILE_BYTES
from interview.web.api_errors import error_reply, status_of

_BODY_LIMIT = MAX_FILE_BYTES + 64 * 1024
_DISCARD_LIMIT = 100 * 1024 * 1024


class Guard:
    """Refuses bodies over the upload limit before they are read, and writes that another website's page sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refused = self._refusal(scope["method"], headers)
        if refused is not None:
            await _discard_body(receive)
            await refused(scope, receive, send)
            return
        seen = 0

        async def counted() -> HttpMessage:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > _BODY_LIMIT:
                raise too_large()
            return message

        await self._app(scope, counted, send)

    def _refusal(self, method: str, headers: dict[bytes, bytes]) -> JSONResponse | None:
        if method in ("GET", "HEAD", "OPTIONS"):
            return None
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > _BODY_LIMIT:
            error = too_large()
            return error_reply(status_of(error), error.code, error.message)
        if headers.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none"):
            return error_reply(403, Code.INPUT_INVALID, Message.of("error.other_website"))
        return None


async def _discard_body(receive: Receive) -> None:
    """Let the client finish sending, without keeping any of it: most read no answer before. Gives up at 100 MB."""
    seen = 0
    while seen < _DISCARD_LIMIT:
        message = await receive()
        seen += len(message.get("body", b""))
        if not message.get("more_body", False):
            return


def too_large() -> Invalid:
    """The error for an upload over the limit."""
    limit = MAX_FILE_BYTES // 1024 // 1024
    return Invalid(Code.RESUME_FILE_TOO_LARGE, Message.of("error.upload_too_large", megabytes=limit))
