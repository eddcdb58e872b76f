"""Calls to an OpenAI-compatible server: response formats, retries within one budget, and what each failure means.

The only module that imports openai. It knows prompts and reply shapes, not interviews. Nothing of a prompt or a reply
enters a log line or an exception.
"""

from __future__ import annotations

import json
import logging
import math
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from enum import IntEnum
from typing import Any, cast

import httpx2
import openai
from openai.types.chat import ChatCompletionMessageParam
from pydantic import BaseModel, Field

from interview.core.calls import ModelCall
from interview.errors import Code, Failed, InterviewError, Unavailable
from interview.interviewers.model_reading import ShapeT, read
from interview.interviewers.prompts import Prompt, again
from interview.interviewers.reply_shapes import Shape, server_schema

DEFAULT_BASE_URL = "https://api.openai.com/v1"
SEED = 20_260
OPINION_TEMPERATURE = 0.7
CONNECT_S = 5.0
LONGEST_WAIT_S = 2.0
MAX_REPLY_BYTES = 4_000_000
_MAX_ECHO_CHARS = 6_000


class Format(IntEnum):
    """How a JSON reply is asked for, from the strictest to what every server understands."""

    JSON_SCHEMA = 0
    JSON_OBJECT = 1
    TEXT = 2


@dataclass(frozen=True)
class Dialect:
    """What is known of a server and model. `proven` means a request in this format was answered."""

    format: Format = Format.JSON_SCHEMA
    proven: bool = False
    takes_sampling: bool = True


_dialects: dict[tuple[str, str], Dialect] = {}
_dialects_lock = threading.Lock()


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
    message: str
    may_pass: bool = False
    format_suspected: bool = False
    quotes: bool = True


_KEY = Meaning(Failed, Code.AI_API_KEY_INVALID, "The model service does not accept the API key.")
_RATE = Meaning(Unavailable, Code.AI_RATE_LIMITED, "The model service is asked too often right now.", may_pass=True)
_LATE = Meaning(Unavailable, Code.AI_SERVICE_TIMEOUT, "The model service did not answer in time.", quotes=False)
_AWAY = Meaning(
    Unavailable, Code.AI_SERVICE_UNAVAILABLE, "The model service cannot be reached.", may_pass=True, quotes=False
)
_BROKEN = Meaning(
    Unavailable,
    Code.AI_SERVICE_UNAVAILABLE,
    "The model service has a problem of its own.",
    may_pass=True,
    format_suspected=True,
)
_REFUSED = Meaning(
    Failed, Code.AI_RESPONSE_INVALID, "The model service did not accept the request.", format_suspected=True
)
_WRONG_PLACE = Meaning(
    Failed, Code.AI_RESPONSE_INVALID, "The model service does not know this address or model; check both."
)
_UNUSABLE = Meaning(Unavailable, Code.AI_RESPONSE_INVALID, "The model's reply could not be used.")
_DECLINED = Meaning(Failed, Code.AI_DECLINED, "The model declined to answer.")
_TOO_LONG = Meaning(Failed, Code.AI_TOO_LONG, "This was too long for the model.")
_ABOUT_LENGTH = re.compile(
    r"context.{0,12}(?:length|window|size)|(?:maximum|max|too many|exceed\w*).{0,40}tokens|prompt is too long",
    re.IGNORECASE,
)

MEANINGS: dict[type[Exception], Meaning] = {
    openai.AuthenticationError: _KEY,
    openai.OAuthError: _KEY,
    openai.PermissionDeniedError: _KEY,
    openai.RateLimitError: _RATE,
    openai.APITimeoutError: _LATE,
    openai.APIConnectionError: _AWAY,
    openai.InternalServerError: _BROKEN,
    openai.BadRequestError: _REFUSED,
    openai.UnprocessableEntityError: _REFUSED,
    openai.ConflictError: _REFUSED,
    RequestTooLong: _TOO_LONG,
    openai.NotFoundError: _WRONG_PLACE,
    openai.APIStatusError: _WRONG_PLACE,
    openai.APIResponseValidationError: _UNUSABLE,
    openai.LengthFinishReasonError: _UNUSABLE,
    openai.ContentFilterFinishReasonError: _DECLINED,
    openai.APIError: _BROKEN,
    openai.OpenAIError: _BROKEN,
    httpx2.TimeoutException: _LATE,
    httpx2.TransportError: _AWAY,
    httpx2.HTTPError: _UNUSABLE,
    TooSlow: _LATE,
    NotACompletion: Meaning(
        Failed, Code.AI_RESPONSE_INVALID, "The address answered, but not as a model service; check it."
    ),
}
"""The one table of foreign failures; the nearest class of an exception decides."""


def meaning_of(exc: Exception) -> Meaning:
    """The row of MEANINGS for an exception that is in it, or has a parent there."""
    return next(MEANINGS[kind] for kind in type(exc).__mro__ if kind in MEANINGS)


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(0, ge=0)
    completion_tokens: int = Field(0, ge=0)


class _Completion(BaseModel):
    choices: list[_Choice]
    usage: _Usage | None = None


class ModelClient:
    """One server and model. Safe to share between threads; `timeout_s` bounds each call, in seconds."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        *,
        timeout_s: float,
        log: logging.Logger | None = None,
        on_call: Callable[[ModelCall], None] | None = None,
    ) -> None:
        self.model = model
        self.on_call = on_call
        self.timeout_s = timeout_s
        self.log = log or logging.getLogger("interview.model")
        self._base_url = base_url or DEFAULT_BASE_URL
        self._openai = openai.OpenAI(
            base_url=self._base_url,
            api_key=api_key or "none",
            max_retries=0,
            timeout=openai.Timeout(timeout_s, connect=CONNECT_S),
            http_client=openai.DefaultHttpxClient(trust_env=False, follow_redirects=False),
        )

    @property
    def dialect(self) -> Dialect:
        with _dialects_lock:
            return _dialects.get((self._base_url, self.model), Dialect())

    def learn(self, dialect: Dialect) -> None:
        """Remember for this process how this server and model want to be asked."""
        with _dialects_lock:
            known = _dialects.get((self._base_url, self.model))
            if known is None or not known.proven or dialect.proven:
                _dialects[self._base_url, self.model] = dialect

    def close(self) -> None:
        self._openai.close()

    def post(
        self,
        messages: list[ChatCompletionMessageParam],
        shape: type[Shape],
        dialect: Dialect,
        timeout_s: float,
        opinion: int = 0,
    ) -> _Completion:
        """One request. Raises exceptions of MEANINGS only; the whole reply is in within twice `timeout_s`.

        Opinion 0 is asked for as repeatably as a server allows, every other one with some chance in it.
        """
        try:
            body = self._body(messages, shape, dialect, timeout_s, opinion)
        except openai.APIStatusError as exc:
            if exc.status_code == 413 or (exc.status_code in (400, 422) and _speaks_of_length(exc)):
                raise RequestTooLong from None
            raise
        try:
            return _Completion.model_validate(json.loads(body))
        except (ValueError, RecursionError):
            raise NotACompletion from None

    def _body(
        self,
        messages: list[ChatCompletionMessageParam],
        shape: type[Shape],
        dialect: Dialect,
        timeout_s: float,
        opinion: int,
    ) -> bytearray:
        """Read piece by piece, because a read timeout alone starts anew with every byte that arrives."""
        ends = time.monotonic() + timeout_s
        body = bytearray()
        with self._openai.chat.completions.with_streaming_response.create(
            model=self.model,
            messages=messages,
            response_format=_response_format(shape, dialect.format),
            temperature=(OPINION_TEMPERATURE if opinion else 0) if dialect.takes_sampling else openai.omit,
            seed=SEED + opinion if dialect.takes_sampling else openai.omit,
            timeout=openai.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s)),
        ) as response:
            for piece in response.iter_bytes():
                body += piece
                if time.monotonic() > ends:
                    raise TooSlow
                if len(body) > MAX_REPLY_BYTES:
                    raise NotACompletion
        return body


def _speaks_of_length(exc: openai.APIStatusError) -> bool:
    """Whether a refusal names the context length: by its code, or by the beginning of its message."""
    if exc.code == "context_length_exceeded":
        return True
    error = exc.body if isinstance(exc.body, dict) else {}
    return _ABOUT_LENGTH.search(str(error.get("message", ""))[:300]) is not None


def _response_format(shape: type[Shape], wanted: Format) -> Any:
    if wanted is Format.JSON_SCHEMA:
        described = {"name": shape.__name__, "strict": True, "schema": server_schema(shape)}
        return {"type": "json_schema", "json_schema": described}
    if wanted is Format.JSON_OBJECT:
        return {"type": "json_object", "schema": server_schema(shape)}
    return openai.omit


class Operation:
    """The calls of one operation of an interviewer. They share `attempts` and, when given, `total_s` seconds.

    A hasty one neither repeats a failed call nor asks again; it only steps down the response formats.
    """

    def __init__(
        self,
        client: ModelClient,
        name: str,
        *,
        attempts: int,
        total_s: float | None = None,
        hasty: bool = False,
        opinion: int = 0,
    ) -> None:
        self._client = client
        self._opinion = opinion
        self._name = name
        self._attempts_left = attempts
        self._hasty = hasty
        self._began = time.monotonic()
        self._ends = math.inf if total_s is None else self._began + total_s
        self._asked_again = False
        self._attempt = 0
        self._call_began = self._began
        self._dialect = client.dialect
        self.tokens = 0
        self.cut_short = False

    @property
    def milliseconds(self) -> int:
        return round((time.monotonic() - self._began) * 1000)

    @property
    def has_attempts(self) -> bool:
        return self._attempts_left > 0 and time.monotonic() < self._ends

    def ask(self, prompt: Prompt, shape: type[ShapeT], check: Callable[[ShapeT], str] = lambda _reply: "") -> ShapeT:
        """The model's reply to a prompt. Raises InterviewError with one of the AI_… codes.

        A reply that cannot be read, or that `check` finds a problem with, is asked for once more per operation. Of a
        list, complete items are better than nothing, and a list cut off at the length limit is taken as far as it goes;
        a whole reply that `check` still finds a problem with is better than none.
        """
        messages = _messages(prompt)
        best: ShapeT | None = None
        while True:
            try:
                completion = self._send(messages, shape)
                content, cut_off = self._content(completion)
            except InterviewError:
                if best is not None:
                    return best
                raise
            reading = read(content, shape, cut_off=cut_off)
            problem = reading.problem
            if not problem and reading.reply is not None:
                problem = check(reading.reply)
                if not problem or self._hasty or self._asked_again or not self.has_attempts:
                    self._note("ok", completion)
                    return reading.reply
                best = reading.reply
            else:
                best = _fuller(best, reading.reply)
            self.cut_short = self.cut_short or cut_off
            enough = cut_off and best is not None
            self._note("salvaged" if enough else Code.AI_RESPONSE_INVALID, completion)
            if cut_off and best is None and shape.list_field:
                raise _TOO_LONG.error(_TOO_LONG.code, _TOO_LONG.message)
            if enough or self._hasty or self._asked_again or not self.has_attempts:
                break
            self._asked_again = True
            messages = [*_messages(prompt), *_complaint(content, problem)]
        if best is None:
            raise _UNUSABLE.error(_UNUSABLE.code, _UNUSABLE.message)
        return best

    def _send(self, messages: list[ChatCompletionMessageParam], shape: type[Shape]) -> _Completion:
        waits = 0
        failure: InterviewError = Unavailable(_LATE.code, _LATE.message)
        cause: Exception | None = None
        while self.has_attempts:
            self._attempt += 1
            self._attempts_left -= 1
            self._call_began = time.monotonic()
            remaining = self._ends - time.monotonic()
            try:
                completion = self._client.post(
                    messages, shape, self._dialect, min(self._client.timeout_s, max(0.05, remaining)), self._opinion
                )
            except tuple(MEANINGS) as exc:
                meaning = meaning_of(exc)
                cause = None if meaning.quotes else exc
                failure = meaning.error(meaning.code, meaning.message, retry_after=_retry_after(exc))
                self._note(meaning.code, None)
                milder = _milder(exc, meaning, self._dialect)
                if milder is not None:
                    self._dialect = milder
                    if not meaning.may_pass:
                        self._client.learn(milder)
                    continue
                wait = failure.retry_after if failure.retry_after is not None else 0.25 * 2**waits
                waits += 1
                if not meaning.may_pass or self._hasty or wait > LONGEST_WAIT_S or not self._attempts_left:
                    break
                time.sleep(max(0.0, min(wait, self._ends - time.monotonic())))
            else:
                self._client.learn(replace(self._dialect, proven=True))
                return completion
        raise failure from cause

    def _content(self, completion: _Completion) -> tuple[str, bool]:
        usage = completion.usage or _Usage()
        self.tokens += usage.prompt_tokens + usage.completion_tokens
        if not completion.choices:
            return "", False
        choice = completion.choices[0]
        if choice.message.refusal or choice.finish_reason == "content_filter":
            self._note(_DECLINED.code, completion)
            raise _DECLINED.error(_DECLINED.code, _DECLINED.message)
        return choice.message.content or "", choice.finish_reason == "length"

    def _note(self, outcome: str, completion: _Completion | None) -> None:
        usage = completion.usage if completion and completion.usage else _Usage()
        call = ModelCall(
            operation=self._name,
            model=self._client.model,
            milliseconds=round((time.monotonic() - self._call_began) * 1000),
            tokens_in=usage.prompt_tokens,
            tokens_out=usage.completion_tokens,
            outcome=str(outcome),
        )
        self._client.log.info(
            "model call operation=%s model=%s ms=%d tokens_in=%d tokens_out=%d outcome=%s attempt=%d format=%s",
            call.operation,
            call.model,
            call.milliseconds,
            call.tokens_in,
            call.tokens_out,
            call.outcome,
            self._attempt,
            self._dialect.format.name.lower(),
        )
        if self._client.on_call is not None:
            self._client.on_call(call)


def _messages(prompt: Prompt) -> list[ChatCompletionMessageParam]:
    return [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]


def _complaint(content: str, problem: str) -> list[ChatCompletionMessageParam]:
    complaint = cast(ChatCompletionMessageParam, {"role": "user", "content": again(problem)})
    if not content.strip():
        return [complaint]
    return [{"role": "assistant", "content": content[:_MAX_ECHO_CHARS]}, complaint]


def _fuller(one: ShapeT | None, other: ShapeT | None) -> ShapeT | None:
    def count(reply: ShapeT | None) -> int:
        return 0 if reply is None else len(getattr(reply, reply.list_field)) if reply.list_field else 1

    return other if count(other) > count(one) else one


def _milder(exc: Exception, meaning: Meaning, dialect: Dialect) -> Dialect | None:
    """How to ask instead when the way of asking may be the cause; None when it is not.

    A format that was once answered is not suspected: the fault is elsewhere then.
    """
    refused = getattr(exc, "param", None)
    if dialect.takes_sampling and isinstance(exc, openai.APIStatusError) and refused in ("temperature", "seed"):
        return replace(dialect, takes_sampling=False)
    if meaning.format_suspected and not dialect.proven and dialect.format < Format.TEXT:
        return replace(dialect, format=Format(dialect.format + 1))
    return None


def _retry_after(exc: Exception) -> float | None:
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
