"""The envelope of a reply: what a server says around the words of a model, read as leniently as it is safe.

Nothing here fails on what is surplus, missing or of another type; what the words are worth is decided by reply_reading.
"""

from __future__ import annotations

import json
import math
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from interview.model.failures import DECLINED, FILTERED, BrokenReply, Meaning, NotACompletion
from interview.model.server_errors import ErrorInReply, tells_of_error, told

_CUT = frozenset({"length", "max_tokens", "max_output_tokens", "max_length", "model_length", "incomplete"})
_FILTERS = ("content_filter", "safety", "prohibited", "blocklist", "spii", "recitation", "sensitive", "refusal")
_THOUGHTS = ("reasoning_content", "reasoning", "thinking")
_DECODER = json.JSONDecoder()
_MAX_STARTS = 200


def _words(value: Any) -> str:
    """The text of a content: a string, or the text parts of a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _words(value.get("text") or value.get("content"))
    return "".join(map(_words, value)) if isinstance(value, list) else ""


def _text_or_none(value: Any) -> str | None:
    return _words(value) or None


def _reason(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    reason = value.strip().lower()
    if reason in _CUT:
        return "length"
    return "content_filter" if reason.startswith(_FILTERS) else reason


def _count(value: Any) -> int:
    """A number of tokens, however it is written; 0 for what is none."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return 0
    is_count = not isinstance(value, bool) and math.isfinite(number) and 0 <= number < 1e9
    return round(number) if is_count else 0


_Text = Annotated[str | None, BeforeValidator(_text_or_none)]
_Count = Annotated[int, BeforeValidator(_count)]


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Said(_Lenient):
    """`content` is what counts as said: the words, else a function call's arguments, else an object among thoughts."""

    content: _Text = None
    refusal: _Text = None


class Choice(_Lenient):
    message: Said
    finish_reason: Annotated[str | None, BeforeValidator(_reason)] = None

    @model_validator(mode="before")
    @classmethod
    def _from_any_shape(cls, value: Any) -> Any:
        fields = value if isinstance(value, dict) else {}
        found: dict[str, Any] = next(
            (fields[name] for name in ("message", "delta") if isinstance(fields.get(name), dict)), {}
        )
        reason = fields.get("finish_reason") or fields.get("stop_reason")
        content = _words(found.get("content")) or _words(fields.get("text"))
        return {
            "message": {"content": _said(content, found, _reason(reason)), "refusal": found.get("refusal")},
            "finish_reason": reason,
        }

    @property
    def refused(self) -> Meaning | None:
        """What it means that this is no reply: the model would not, or a filter did not let it."""
        if self.finish_reason == "content_filter":
            return FILTERED
        return DECLINED if self.message.refusal else None


def _said(content: str, message: dict[str, Any], reason: str | None) -> str:
    called = _arguments(message)
    if called and "{" not in content:
        return called
    if content.strip() or reason == "length":
        return content
    thoughts = next((text for name in _THOUGHTS if (text := _words(message.get(name)))), "")
    return _last_object(thoughts)


def _arguments(message: dict[str, Any]) -> str:
    calls = message.get("tool_calls")
    first = calls[0] if isinstance(calls, list) and calls else {}
    called = first.get("function") if isinstance(first, dict) else None
    called = called or message.get("function_call")
    arguments = called.get("arguments") if isinstance(called, dict) else None
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    return arguments if isinstance(arguments, str) and arguments.strip() else ""


def _last_object(text: str) -> str:
    """The last whole JSON object of a text that has others before it; "" without one."""
    found, at = "", 0
    for _ in range(_MAX_STARTS):
        at = text.find("{", at)
        if at < 0:
            break
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
            continue
        found = text[at:end] if value else found
        at = end
    return found


class Usage(_Lenient):
    prompt_tokens: _Count = Field(0, validation_alias=AliasChoices("prompt_tokens", "input_tokens"))
    completion_tokens: _Count = Field(0, validation_alias=AliasChoices("completion_tokens", "output_tokens"))
    prompt_tokens_details: Any = None


def _usage(value: Any) -> Any:
    return value if isinstance(value, dict) else None


def _choices(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


class Completion(_Lenient):
    """One reply. `model` and `system_fingerprint` are those that served it, where the server says so."""

    choices: Annotated[list[Choice], BeforeValidator(_choices)] = Field(default_factory=list)
    usage: Annotated[Usage | None, BeforeValidator(_usage)] = None
    model: _Text = None
    system_fingerprint: _Text = None


def completion_of(body: bytes | bytearray | str) -> Completion:
    """The completion in a reply's body. Raises NotACompletion, BrokenReply, or ErrorInReply for an error told in it."""
    text = body if isinstance(body, str) else bytes(body).decode("utf-8", errors="replace")
    text = text.strip().removeprefix("\ufeff")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise (BrokenReply if not text or text.startswith(("{", "[")) else NotACompletion) from None
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    if not isinstance(found, dict):
        raise NotACompletion
    if found.get("error") or (not found.get("choices") and tells_of_error(found)):
        raise ErrorInReply(found)
    if "choices" not in found:
        raise NotACompletion
    choices = _choices(found["choices"])
    broken = next((choice for choice in choices if isinstance(choice, dict) and choice.get("error")), None)
    if broken is not None:
        raise ErrorInReply({"error": broken["error"]})
    return Completion.model_validate(found)


def rescued(exc: Exception) -> Completion | None:
    """What the model wrote before its server refused to pass it on, to be read as strictly as any reply."""
    written = told(exc).rescued
    return Completion.model_validate({"choices": [{"message": {"content": written}}]}) if written.strip() else None
