"""What an error is over HTTP: its status, its body, and which exception becomes which."""

from __future__ import annotations

import logging
import uuid
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from interview.errors import Code, Conflict, Failed, InterviewError, Invalid, NotFound, Unavailable
from interview.i18n.translate import ENGLISH, Words, words
from interview.messages import Message, written
from interview.web.language import COOKIE, language
from interview.web.measured import ERROR_CODE

log = logging.getLogger("interview.api")

STATUS_OF_REACTION: dict[type[InterviewError], int] = {
    NotFound: 404,
    Invalid: 422,
    Conflict: 409,
    Unavailable: 503,
    Failed: 500,
}
STATUS_OF_CODE: dict[Code, int] = {
    Code.RATE_LIMIT_EXCEEDED: 429,
    Code.SIGN_IN_NEEDED: 401,
    Code.SIGN_IN_NAME_MISSING: 401,
    Code.SIGN_IN_REVOKED: 403,
    Code.SIGN_IN_FAILED: 400,
    Code.SIGN_IN_UNAVAILABLE: 503,
    Code.OPERATORS_ONLY: 403,
    Code.INTERVIEW_PERMIT_INVALID: 403,
}


def status_of(error: InterviewError) -> int:
    """The HTTP status of an error: by its code where that has one of its own, else by its reaction."""
    return STATUS_OF_CODE.get(error.code, STATUS_OF_REACTION[type(error)])


def spoken(request: Request) -> Words:
    """The words of the language chosen in this browser, or that the caller would rather read; English for others."""
    preferred = request.headers.get("Accept-Language", "").partition(",")[0].partition(";")[0]
    return words(language(request.cookies.get(COOKIE), preferred))


Reads = Annotated[Words, Depends(spoken)]
"""For routes: the words that the caller reads."""


class _ErrorReply(JSONResponse):
    """A reply that notes its code where requests are counted."""

    def __init__(self, status: int, code: Code, message: str, headers: dict[str, str] | None) -> None:
        super().__init__({"code": code.value, "message": message}, status, headers)
        self._code = code

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope[ERROR_CODE] = self._code.value
        await super().__call__(scope, receive, send)


def error_reply(
    status: int, code: Code, message: Message, retry_after: float | None = None, say: Words = ENGLISH
) -> JSONResponse:
    """The body of every error, with `retry_after` seconds as a header."""
    headers = {"Retry-After": str(max(1, round(retry_after)))} if retry_after is not None else None
    return _ErrorReply(status, code, say.message(message), headers)


async def interview_error(request: Request, error: InterviewError) -> JSONResponse:
    """What an error of ours is answered with."""
    return error_reply(status_of(error), error.code, error.message, error.retry_after, spoken(request))


async def _not_the_shape(request: Request, error: RequestValidationError) -> JSONResponse:
    errors = error.errors()
    places = ", ".join(sorted({".".join(str(part)[:40] for part in each["loc"][1:]) or "body" for each in errors})[:5])
    message = Message.of("error.not_the_shape", places=places)
    if all(each["type"] == "string_too_long" for each in errors):
        most = max(each["ctx"]["max_length"] for each in errors)
        message = Message.of("error.words_too_long", places=places, most=most)
    return error_reply(422, Code.INPUT_INVALID, message, say=spoken(request))


async def _http_error(request: Request, error: HTTPException) -> JSONResponse:
    if isinstance(error.__cause__, InterviewError):
        return await interview_error(request, error.__cause__)
    if isinstance(error.__cause__, ValueError):
        # JSON with a number of thousands of digits, or in another encoding.
        return error_reply(422, Code.INPUT_INVALID, Message.of("error.not_json"))
    if error.status_code == 400:
        # A form that is none; what reads it says so in a status and in words of its own.
        return error_reply(422, Code.INPUT_INVALID, Message.of("error.not_a_form"), say=spoken(request))
    if error.status_code in (404, 405):
        return error_reply(
            error.status_code, Code.OPERATION_UNKNOWN, Message.of("error.no_such_operation"), say=spoken(request)
        )
    code = Code.INPUT_INVALID if error.status_code < 500 else Code.INTERNAL_ERROR
    return error_reply(error.status_code, code, written(str(error.detail)))


async def _unexpected(_request: Request, error: Exception) -> JSONResponse:
    reference = uuid.uuid4().hex[:8]
    log.error("unexpected error, reference %s", reference, exc_info=error)
    return error_reply(500, Code.INTERNAL_ERROR, Message.of("error.unexpected", reference=reference))


def answer_errors(api: FastAPI) -> None:
    """Give every exception its reply."""
    api.exception_handler(InterviewError)(interview_error)
    api.exception_handler(RequestValidationError)(_not_the_shape)
    api.exception_handler(HTTPException)(_http_error)
    api.exception_handler(Exception)(_unexpected)
