"""What each failure of the model server means: foreign exceptions to errors of our own.

Nothing of a prompt or a reply enters an error's message.
"""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx2
import openai

from interview.errors import Code, Failed, InterviewError, Unavailable
from interview.messages import Message


class TooSlow(Exception):
    """The reply was still arriving when its time was over."""


class NotACompletion(Exception):
    """The server answered with success, but not with a chat completion."""


class RequestTooLong(Exception):
    """The server says that the request does not fit its context."""


@dataclass(frozen=True)
class Meaning:
    """What a foreign exception means here.

    `may_pass`: the same request may work a moment later. `format_suspected`: an untried response format may be the
    cause. `quotes`: the exception's text may repeat the request, so it is not chained.
    """

    error: type[InterviewError]
    code: Code
    message: Message
    may_pass: bool = False
    format_suspected: bool = False
    quotes: bool = True


_KEY = Meaning(Failed, Code.AI_API_KEY_INVALID, Message.of("error.model_key"))
_RATE = Meaning(Unavailable, Code.AI_RATE_LIMITED, Message.of("error.model_busy"), may_pass=True)
LATE = Meaning(Unavailable, Code.AI_SERVICE_TIMEOUT, Message.of("error.model_late"), quotes=False)
_AWAY = Meaning(Unavailable, Code.AI_SERVICE_UNAVAILABLE, Message.of("error.model_away"), may_pass=True, quotes=False)
_BROKEN = Meaning(
    Unavailable,
    Code.AI_SERVICE_UNAVAILABLE,
    Message.of("error.model_broken"),
    may_pass=True,
    format_suspected=True,
)
_REFUSED = Meaning(Failed, Code.AI_RESPONSE_INVALID, Message.of("error.model_refused"), format_suspected=True)
_WRONG_PLACE = Meaning(Failed, Code.AI_RESPONSE_INVALID, Message.of("error.model_wrong_place"))
UNUSABLE = Meaning(Unavailable, Code.AI_RESPONSE_INVALID, Message.of("error.model_unusable"))
DECLINED = Meaning(Failed, Code.AI_DECLINED, Message.of("error.model_declined"))
TOO_LONG = Meaning(Failed, Code.AI_TOO_LONG, Message.of("error.model_too_long"))
_ABOUT_LENGTH = re.compile(
    r"context.{0,12}(?:length|window|size)|(?:maximum|max|too many|exceed\w*).{0,40}tokens|prompt is too long",
    re.IGNORECASE,
)

MEANINGS: dict[type[Exception], Meaning] = {
    openai.AuthenticationError: _KEY,
    openai.OAuthError: _KEY,
    openai.PermissionDeniedError: _KEY,
    openai.RateLimitError: _RATE,
    openai.APITimeoutError: LATE,
    openai.APIConnectionError: _AWAY,
    openai.InternalServerError: _BROKEN,
    openai.BadRequestError: _REFUSED,
    openai.UnprocessableEntityError: _REFUSED,
    openai.ConflictError: _REFUSED,
    RequestTooLong: TOO_LONG,
    openai.NotFoundError: _WRONG_PLACE,
    openai.APIStatusError: _WRONG_PLACE,
    openai.APIResponseValidationError: UNUSABLE,
    openai.LengthFinishReasonError: UNUSABLE,
    openai.ContentFilterFinishReasonError: DECLINED,
    openai.APIError: _BROKEN,
    openai.OpenAIError: _BROKEN,
    httpx2.TimeoutException: LATE,
    httpx2.TransportError: _AWAY,
    httpx2.HTTPError: UNUSABLE,
    TooSlow: LATE,
    NotACompletion: Meaning(Failed, Code.AI_RESPONSE_INVALID, Message.of("error.model_not_a_model")),
}
"""The one table of foreign failures; the nearest class of an exception decides."""


def meaning_of(exc: Exception) -> Meaning:
    """The row of MEANINGS for an exception that is in it, or has a parent there."""
    return next(MEANINGS[kind] for kind in type(exc).__mro__ if kind in MEANINGS)


def speaks_of_length(exc: openai.APIStatusError) -> bool:
    """Whether a refusal names the context length: by its code, or by the beginning of its message."""
    if exc.code == "context_length_exceeded":
        return True
    error = exc.body if isinstance(exc.body, dict) else {}
    return _ABOUT_LENGTH.search(str(error.get("message", ""))[:300]) is not None


def retry_after(exc: Exception) -> float | None:
    """Seconds from a Retry-After header, between 0 and one day; None without a usable one."""
    value = exc.response.headers.get("retry-after") if isinstance(exc, openai.APIStatusError) else None
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 0.0), 86_400.0) if math.isfinite(seconds) else None
