"""What each failure of the model server means: foreign exceptions to errors of our own.

Nothing of a prompt or a reply enters an error's message.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime

import httpx2
import openai

from interview.errors import Code, Failed, InterviewError, Unavailable
from interview.messages import Message
from interview.model.failure_signs import Kind, kind_of
from interview.model.server_errors import ErrorInReply, told
from interview.model.server_words import without_echo


class TooSlow(Exception):
    """The reply was still arriving when its time was over."""


class NotACompletion(Exception):
    """The server answered with success, but not with a chat completion."""


class BrokenReply(Exception):
    """The reply began as a chat completion does and did not end as one."""


@dataclass(frozen=True)
class Meaning:
    """What a foreign exception means here.

    `may_pass`: the same request may work a moment later. `format_suspected`: an untried response format, or another
    optional part of the request, may be the cause. `quotes`: the exception's text may repeat the request, so it is not
    chained.
    """

    error: type[InterviewError]
    code: Code
    message: Message
    may_pass: bool = False
    format_suspected: bool = False
    quotes: bool = True


_KEY = Meaning(Failed, Code.AI_API_KEY_INVALID, Message.of("error.model_key"))
_BLOCKED = Meaning(Failed, Code.AI_BLOCKED, Message.of("error.model_blocked"))
_BUSY = Meaning(Unavailable, Code.AI_RATE_LIMITED, Message.of("error.model_busy"), may_pass=True)
_OVERLOADED = Meaning(Unavailable, Code.AI_OVERLOADED, Message.of("error.model_overloaded"), may_pass=True)
LATE = Meaning(Unavailable, Code.AI_SERVICE_TIMEOUT, Message.of("error.model_late"), quotes=False)
_AWAY = Meaning(Unavailable, Code.AI_SERVICE_UNAVAILABLE, Message.of("error.model_away"), may_pass=True, quotes=False)
_BROKEN = Meaning(Unavailable, Code.AI_SERVICE_UNAVAILABLE, Message.of("error.model_broken"), may_pass=True)
_FORMAT = Meaning(
    Unavailable,
    Code.AI_SERVICE_UNAVAILABLE,
    Message.of("error.model_broken"),
    may_pass=True,
    format_suspected=True,
)
_REFUSED = Meaning(Failed, Code.AI_RESPONSE_INVALID, Message.of("error.model_refused"), format_suspected=True)
_WRONG_PLACE = Meaning(Failed, Code.AI_WRONG_ADDRESS, Message.of("error.model_wrong_place"))
_NOT_A_MODEL = Meaning(Failed, Code.AI_WRONG_ADDRESS, Message.of("error.model_not_a_model"))
UNUSABLE = Meaning(Unavailable, Code.AI_RESPONSE_INVALID, Message.of("error.model_unusable"))
_BROKEN_OFF = Meaning(Unavailable, Code.AI_RESPONSE_INVALID, Message.of("error.model_unusable"), may_pass=True)
DECLINED = Meaning(Failed, Code.AI_DECLINED, Message.of("error.model_declined"))
FILTERED = Meaning(Failed, Code.AI_FILTERED, Message.of("error.model_filtered"))
TOO_LONG = Meaning(Failed, Code.AI_TOO_LONG, Message.of("error.model_too_long"))

OF_KIND: dict[Kind, Meaning] = {
    Kind.WRONG_REPLY: _BROKEN_OFF,
    Kind.FILTERED: FILTERED,
    Kind.USED_UP: Meaning(Unavailable, Code.AI_RATE_LIMITED, Message.of("error.model_used_up")),
    Kind.BUSY: _BUSY,
    Kind.BLOCKED: _BLOCKED,
    Kind.NO_CREDIT: Meaning(Failed, Code.AI_NO_CREDIT, Message.of("error.model_no_credit")),
    Kind.TOO_LONG: TOO_LONG,
    Kind.MODEL_UNKNOWN: Meaning(Failed, Code.AI_MODEL_UNKNOWN, Message.of("error.model_unknown")),
    Kind.KEY: _KEY,
    Kind.LOADING: Meaning(Unavailable, Code.AI_OVERLOADED, Message.of("error.model_loading"), may_pass=True),
    Kind.NO_MEMORY: Meaning(Unavailable, Code.AI_OVERLOADED, Message.of("error.model_no_memory")),
    Kind.OVERLOADED: _OVERLOADED,
    Kind.FORMAT: _FORMAT,
    Kind.REFUSED: _REFUSED,
    Kind.WRONG_ADDRESS: _WRONG_PLACE,
    Kind.LATE: replace(LATE, quotes=True),
    Kind.BROKEN: _BROKEN,
}
"""What comes of a failure that the server itself told of."""

MEANINGS: dict[type[Exception], Meaning] = {
    openai.AuthenticationError: _KEY,
    openai.OAuthError: _KEY,
    openai.PermissionDeniedError: _BLOCKED,
    openai.RateLimitError: _BUSY,
    openai.APITimeoutError: LATE,
    openai.APIConnectionError: _AWAY,
    openai.InternalServerError: _BROKEN,
    openai.BadRequestError: _REFUSED,
    openai.UnprocessableEntityError: _REFUSED,
    openai.ConflictError: _REFUSED,
    openai.NotFoundError: _WRONG_PLACE,
    openai.APIStatusError: _WRONG_PLACE,
    openai.APIResponseValidationError: UNUSABLE,
    openai.LengthFinishReasonError: UNUSABLE,
    openai.ContentFilterFinishReasonError: FILTERED,
    openai.APIError: _BROKEN,
    openai.OpenAIError: _BROKEN,
    httpx2.TimeoutException: LATE,
    httpx2.TransportError: _AWAY,
    httpx2.HTTPError: UNUSABLE,
    TooSlow: LATE,
    NotACompletion: _NOT_A_MODEL,
    BrokenReply: _BROKEN_OFF,
    ErrorInReply: _BROKEN,
}
"""The one table of foreign failures; the nearest class of an exception decides where the server told nothing."""

ALL = (*MEANINGS.values(), *OF_KIND.values(), DECLINED)


def meaning_of(exc: Exception, sent: Sequence[str] = ()) -> Meaning:
    """What the server told of the failure; else the row of MEANINGS for the exception, or for a parent of it.

    Words of `sent` that the server repeats are no words of its own: an answer may well speak of rate limits.
    """
    found = told(exc)
    kind = kind_of(replace(found, sentences=without_echo(found.sentences, sent)) if sent else found)
    return OF_KIND[kind] if kind else next(MEANINGS[parent] for parent in type(exc).__mro__ if parent in MEANINGS)


def retry_after(exc: Exception) -> float | None:
    """Seconds from a Retry-After header or the server's words, between 0 and one day; None without a usable one."""
    headers = exc.response.headers if isinstance(exc, openai.APIStatusError) else {}
    value = headers.get("retry-after")
    if value is None:
        seconds = told(exc).delay_s
        return None if seconds is None else min(max(seconds, 0.0), 86_400.0)
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 0.0), 86_400.0) if math.isfinite(seconds) else None
