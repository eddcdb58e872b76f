"""What the HTTP API refuses before a route runs: bodies larger or more complex than a call needs, and foreign writes.

A body is at most 1 MB. One that holds an answer, or a resume and a job description, may have more, or a legal one would
be refused: 220,000 characters, each written as a pair of \\u escapes, are 2.64 MB. An upload has the bound of its file.
"""

from __future__ import annotations

import re

from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as HttpMessage

from interview.core.posting import MAX_JOB_CHARS
from interview.core.turn import MAX_ANSWER_CHARS
from interview.errors import Code, InterviewError, Invalid, Unavailable
from interview.messages import Message
from interview.resume.files.outcome import MAX_CHARACTERS
from interview.resume.read import MAX_FILE_BYTES
from interview.web.api_errors import error_reply, status_of
from interview.web.json_bounds import find_excess
from interview.web.pace import leave_place, take_place
from interview.web.refusals import told

_MB = 1024 * 1024
_BESIDES = 64 * 1024
BODY_BYTES = _MB
TEXT_BYTES = 12 * (max(MAX_ANSWER_CHARS, MAX_CHARACTERS) + MAX_JOB_CHARS) + _BESIDES
UPLOAD_BYTES = MAX_FILE_BYTES + _BESIDES
_TEXTS = re.compile(r"/interview/(sessions|outlook|sessions/[^/]+/answers)")
_UPLOADS = re.compile(r"/resumes|/interview/(?:sessions/[^/]+|own-questions)/transcription")
_WITHOUT_BODY = ("GET", "HEAD", "OPTIONS")
_DISCARD_LIMIT = 100 * _MB


class Guard:
    """Refuses bodies over their bound before they are parsed, and writes that another website's page sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _WITHOUT_BODY:
            await self._work(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if headers.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none"):
            await _discard_body(receive)
            await error_reply(403, Code.INPUT_INVALID, Message.of("error.other_website"))(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        is_upload = scope["method"] == "POST" and _UPLOADS.fullmatch(path) is not None
        bound = UPLOAD_BYTES if is_upload else TEXT_BYTES if _TEXTS.fullmatch(path) else BODY_BYTES
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > bound:
            await _discard_body(receive)
            await _reply(too_large() if is_upload else body_too_large(bound))(scope, receive, send)
        elif is_upload:
            await self._app(scope, _counted(receive), send)
        else:
            await self._pass_on(bound, scope, receive, send)

    async def _pass_on(self, bound: int, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to its bound, look at it, and hand it on in one piece."""
        body, is_whole = bytearray(), False
        while not is_whole:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            is_whole = not message.get("more_body", False)
            if len(body) > bound:
                if not is_whole:
                    await _discard_body(receive)
                await _reply(body_too_large(bound))(scope, receive, send)
                return
        refusal = _refusal(bytes(body))
        if refusal is not None:
            await _reply(refusal)(scope, receive, send)
            return
        await self._work(scope, body_again(bytes(body), receive), send)

    async def _work(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have it answered once no other request of its person is worked on."""
        try:
            await take_place()
        except Unavailable as exc:
            await told(scope, status_of(exc), exc.code, exc.message, exc.retry_after)(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            leave_place()


def _refusal(body: bytes) -> Invalid | None:
    # JSON is UTF-8 and holds no such byte; in UTF-16, which Python's parser takes too, the scan would read other signs.
    if b"\0" in body:
        return Invalid(Code.INPUT_INVALID, Message.of("error.not_json"))
    excess = find_excess(body)
    if excess is None:
        return None
    return Invalid(Code.REQUEST_TOO_COMPLEX, Message.of(f"error.request_too_many_{excess}"))


def body_again(body: bytes, receive: Receive) -> Receive:
    """The body as one message, then whatever comes."""
    waiting: list[HttpMessage] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> HttpMessage:
        return waiting.pop() if waiting else await receive()

    return replayed


def _counted(receive: Receive) -> Receive:
    """An upload as it comes, until it is over its bound."""
    seen = 0

    async def counted() -> HttpMessage:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > UPLOAD_BYTES:
            raise too_large()
        return message

    return counted


async def _discard_body(receive: Receive) -> None:
    """Let the client finish sending, without keeping any of it: most read no answer before. Gives up at 100 MB."""
    seen = 0
    while seen < _DISCARD_LIMIT:
        message = await receive()
        seen += len(message.get("body", b""))
        if not message.get("more_body", False):
            return


def _reply(error: InterviewError) -> JSONResponse:
    return error_reply(status_of(error), error.code, error.message)


def too_large() -> Invalid:
    """The error for an upload over the limit."""
    limit = MAX_FILE_BYTES // _MB
    return Invalid(Code.RESUME_FILE_TOO_LARGE, Message.of("error.upload_too_large", megabytes=limit))


def body_too_large(bound: int) -> Invalid:
    """The error for any other request over its bound."""
    return Invalid(
        Code.REQUEST_TOO_LARGE,
        Message.of("error.request_too_large", megabytes=bound / _MB),
    )
