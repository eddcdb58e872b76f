"""Single small requests to a model server that show what it takes: as plain as can be, with one thing added at a time.

It sends words of our own only, so what the server says of them may be shown. No key enters a result.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interview.errors import Code
from interview.messages import Message
from interview.model.bodies import collected
from interview.model.client import connect
from interview.model.failures import LATE, MEANINGS, NotACompletion, TooSlow, meaning_of
from interview.model.requests import Message as Said
from interview.model.server_words import CUT, server_words

MAX_BYTES = 2_000_000
COUNTS: Mapping[str, Any] = {"stream_options": {"include_usage": True}}
"""What has a stream end with the tokens as the server counts them; some servers refuse it."""
_SHORT = 3
_THOUGHTS = re.compile(r"<(think(?:ing)?|thought)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)


class ProbeFailed(Exception):
    """A request without a reply: its code and message, the server's own words ("": none), and its HTTP status."""

    def __init__(self, code: Code, message: Message, words: str = "", status: int | None = None) -> None:
        super().__init__(str(code))
        self.code = code
        self.message = message
        self.words = words
        self.status = status

    @property
    def is_refusal(self) -> bool:
        """Whether the server understood the request and does not take it."""
        is_of_its_parts = self.status == 404 and self.message.code == "error.model_refused"
        return self.status in (400, 413, 415, 422) or is_of_its_parts


@dataclass(frozen=True)
class Answer:
    """A reply: its text, the length of what was written with all thoughts, the tokens as the server counts them (None:
    untold), and seconds until its first word and its last. `model` is the name that the server gives itself."""

    text: str
    written: int
    tokens_in: int | None
    tokens_out: int | None
    first_s: float
    seconds: float
    was_streamed: bool
    model: str = ""


class Probe:
    """One server and model, asked without anything that a server may refuse."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        *,
        timeout_s: float,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.model = model
        self._key = api_key
        self._timeout_s = timeout_s
        self._server = connect(base_url, api_key, timeout_s, headers)

    def close(self) -> None:
        self._server.close()

    def models(self, within_s: float) -> list[str] | None:
        """The names of the models that the server offers; None where it has no such list. ProbeFailed otherwise."""
        try:
            found = json.loads(self._read_models(within_s))
            return [str(item["id"]) for item in found["data"]]
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        except tuple(MEANINGS) as exc:
            failed = self._failed(exc)
            if failed.status in (404, 405, 501):
                return None
            raise failed from None

    def say(
        self, messages: Sequence[Said], within_s: float, *, stream: bool = False, added: Mapping[str, Any] | None = None
    ) -> Answer:
        """A reply to these messages, with what is `added` to the request; a stream ends after `within_s` with what has
        come. ProbeFailed without a reply."""
        body = {**(added or {}), **({"stream": True} if stream else {})}
        try:
            return self._say(messages, min(within_s, self._timeout_s), body)
        except tuple(MEANINGS) as exc:
            raise self._failed(exc, [str(message["content"]) for message in messages]) from None

    def without_key(self, words: str) -> str:
        """Words of the server as they can be shown: without the key, also one that does not look like one."""
        return _without_key(words, self._key)

    def _read_models(self, within_s: float) -> bytes:
        with self._server.models.with_streaming_response.list(timeout=within_s) as response:
            return collected(response.iter_bytes(), time.monotonic() + within_s, MAX_BYTES, NotACompletion)

    def _say(self, messages: Sequence[Said], within_s: float, body: Mapping[str, Any]) -> Answer:
        began = time.monotonic()
        with self._server.chat.completions.with_streaming_response.create(
            model=self.model, messages=[], extra_body={"messages": list(messages), **body}, timeout=within_s
        ) as response:
            if "event-stream" in response.headers.get("content-type", ""):
                return _of_stream(response.iter_lines(), began, began + within_s)
            whole = collected(response.iter_bytes(), began + within_s, MAX_BYTES, NotACompletion)
        return _of_body(whole, time.monotonic() - began)

    def _failed(self, exc: Exception, sent: Sequence[str] = ()) -> ProbeFailed:
        meaning = meaning_of(exc)
        status = getattr(exc, "status_code", None)
        words = self.without_key(server_words(exc, sent))
        return ProbeFailed(meaning.code, meaning.message, words, status)


def too_late() -> ProbeFailed:
    """A request that was not sent, because the time for all of them is over."""
    return ProbeFailed(LATE.code, LATE.message)


def _of_body(whole: bytes, seconds: float) -> Answer:
    try:
        found = json.loads(whole)
        text, thought = _text(found["choices"][0]["message"])
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        raise NotACompletion from None
    return Answer(
        _THOUGHTS.sub("", text),
        len(text) + thought,
        *_usage(found),
        seconds,
        seconds,
        False,
        str(found.get("model") or ""),
    )


def _of_stream(lines: Any, began: float, ends: float) -> Answer:
    text, thoughts, first, usage, model = "", 0, 0.0, _usage({}), ""
    for line in lines:
        told = line.removeprefix("data:").strip() if line.startswith("data:") else ""
        if told and told != "[DONE]":
            try:
                found = json.loads(told)
                piece, thought = _text((found.get("choices") or [{}])[0].get("delta") or {})
            except (ValueError, TypeError, AttributeError, RecursionError):
                raise NotACompletion from None
            first = first or (time.monotonic() - began if piece or thought else 0.0)
            text += piece
            thoughts += thought
            usage = _usage(found) if found.get("usage") else usage
            model = model or str(found.get("model") or "")
        if time.monotonic() > ends or len(text) > MAX_BYTES:
            break
    if not text and not thoughts:
        raise TooSlow if time.monotonic() > ends else NotACompletion
    return Answer(_THOUGHTS.sub("", text), len(text) + thoughts, *usage, first, time.monotonic() - began, True, model)


def _text(said: Any) -> tuple[str, int]:
    """What was written, and the length of the thoughts beside it, which take their time, too."""
    thought = max(len(_joined(said.get(name))) for name in ("reasoning_content", "reasoning"))
    return _joined(said.get("content")), thought


def _joined(part: Any) -> str:
    if isinstance(part, list):
        return "".join(str(piece.get("text") or "") for piece in part if isinstance(piece, dict))
    return part if isinstance(part, str) else ""


def _usage(found: Any) -> tuple[int | None, int | None]:
    usage = found.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    counts = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
    read, written = (int(count) if isinstance(count, int | float) and count > 0 else None for count in counts)
    return read, written


def _without_key(words: str, key: str) -> str:
    """Words without a key that does not look like one, nor its beginning where the words end in the middle of it."""
    if len(key) <= _SHORT:
        return words
    words = words.replace(key, CUT)
    ends = next((length for length in range(len(key) - 1, _SHORT, -1) if words.endswith(key[:length])), 0)
    return f"{words[:-ends].rstrip()} {CUT}" if ends else words
