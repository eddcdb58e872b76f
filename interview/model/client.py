"""One request to an OpenAI-compatible server, in the response format that it understands.

It knows prompts and reply shapes, not interviews, and repeats nothing. No prompt or reply enters a log line.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import openai
from openai.types.chat import ChatCompletionMessageParam

from interview.core.model_calls import ModelCall
from interview.model.completion import Completion, completion_of, rescued
from interview.model.failures import BrokenReply, Meaning, TooSlow
from interview.model.reply_schemas import Shape, server_schema

DEFAULT_BASE_URL = "https://api.openai.com/v1"
SEED = 20_260
OPINION_TEMPERATURE = 0.7
CONNECT_S = 5.0
MAX_REPLY_BYTES = 4_000_000

Message = ChatCompletionMessageParam


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


def connect(base_url: str | None, api_key: str, timeout_s: float) -> openai.OpenAI:
    """A client of one server that repeats nothing and follows nowhere; `timeout_s` bounds a wait, in seconds."""
    return openai.OpenAI(
        base_url=base_url or DEFAULT_BASE_URL,
        api_key=api_key or "none",
        max_retries=0,
        timeout=openai.Timeout(timeout_s, connect=CONNECT_S),
        http_client=openai.DefaultHttpxClient(trust_env=False, follow_redirects=False),
    )


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
        self._openai = connect(base_url, api_key, timeout_s)

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
        messages: list[Message],
        shape: type[Shape],
        dialect: Dialect,
        timeout_s: float,
        opinion: int = 0,
    ) -> Completion:
        """One request. Raises exceptions of MEANINGS only; the whole reply is in within twice `timeout_s`.

        Opinion 0 is asked for as repeatably as a server allows, every other one with some chance in it.
        """
        try:
            return completion_of(self._body(messages, shape, dialect, timeout_s, opinion))
        except openai.APIStatusError as exc:
            saved = rescued(exc)
            if saved is None:
                raise
            return saved

    def _body(
        self,
        messages: list[Message],
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
                    raise BrokenReply
        return body


def _response_format(shape: type[Shape], wanted: Format) -> Any:
    if wanted is Format.JSON_SCHEMA:
        described = {"name": shape.__name__, "strict": True, "schema": server_schema(shape)}
        return {"type": "json_schema", "json_schema": described}
    if wanted is Format.JSON_OBJECT:
        return {"type": "json_object", "schema": server_schema(shape)}
    return openai.omit


def milder(exc: Exception, meaning: Meaning, dialect: Dialect) -> Dialect | None:
    """How to ask instead when the way of asking may be the cause; None when it is not.

    A format that was once answered is not suspected: the fault is elsewhere then.
    """
    refused = getattr(exc, "param", None)
    if dialect.takes_sampling and isinstance(exc, openai.APIStatusError) and refused in ("temperature", "seed"):
        return replace(dialect, takes_sampling=False)
    if meaning.format_suspected and not dialect.proven and dialect.format < Format.TEXT:
        return replace(dialect, format=Format(dialect.format + 1))
    return None
