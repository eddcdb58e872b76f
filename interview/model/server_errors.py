"""What a server says of a failure, read from whatever body it sends: names, sentences, the status, a wait.

Providers nest their errors in six ways; here they are only gathered, failures.py decides what they mean.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

import openai

_NAME_KEYS = ("code", "type", "status", "reason", "param", "error_code", "error_type")
_STATUS_KEYS = ("code", "status", "status_code", "statusCode", "raw_status_code")
_SENTENCE_KEYS = ("message", "msg", "detail", "error", "error_msg", "status_msg", "error_message", "quotaId")
_INNER_KEYS = (
    "error",
    "errors",
    "detail",
    "details",
    "message",
    "innererror",
    "metadata",
    "provider_specific_fields",
    "raw",
    "base_resp",
    "violations",
)
_ERROR_KEYS = ("error", "errors", "detail", "message", "error_code", "error_msg")
_MAX_DEPTH = 6
_MAX_SENTENCES = 8
_MAX_BODY = 100_000
_TITLE = re.compile(r"<title[^>]*>([^<]{1,200})</title>", re.IGNORECASE)
_DELAY = re.compile(r"(?:retry|again) (?:in|after)\s*(?:(\d+)h)?(?:(\d+)m(?!s))?\s*(?:(\d+(?:\.\d+)?)\s*(m?s))?", re.I)


class ErrorInReply(Exception):
    """A reply of status 200 that tells of an error; its text never enters this exception's own."""

    def __init__(self, body: Any) -> None:
        super().__init__("the reply tells of an error")
        self.body = body


@dataclass
class Told:
    """What was found: `names` in lower case, `sentences` from the outermost in, `delay_s` a wait that was asked for.

    `rescued` is what a model wrote before its server refused to pass it on.
    """

    status: int | None = None
    names: set[str] = field(default_factory=set)
    sentences: list[str] = field(default_factory=list)
    delay_s: float | None = None
    rescued: str = ""


def told(exc: Exception) -> Told:
    """What the server said with this failure; empty where it said nothing. Never raises."""
    found = Told()
    if isinstance(exc, openai.APIStatusError):
        found.status = exc.status_code
        _gather(_body(exc), found, 0)
    elif isinstance(exc, ErrorInReply):
        _gather(exc.body, found, 0)
    elif isinstance(exc, openai.APIError):
        _gather({"error": exc.body} if exc.body is not None else None, found, 0)
    return found


def tells_of_error(reply: dict[str, Any]) -> bool:
    """Whether a reply without a choice is an error in disguise."""
    return any(reply.get(key) not in (None, "", [], {}, 0, False) for key in _ERROR_KEYS) or "base_resp" in reply


def _body(exc: openai.APIStatusError) -> Any:
    """The whole body: the library keeps only what is inside its "error", and loses the name beside it."""
    try:
        text = exc.response.text[:_MAX_BODY]
    except Exception:  # a response that was not read, or not in the encoding it claims
        return exc.body
    return _decoded(text) if text.strip() else exc.body


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _gather(node: Any, found: Told, depth: int) -> None:
    if depth > _MAX_DEPTH or len(found.sentences) >= _MAX_SENTENCES:
        return
    if isinstance(node, list):
        for item in node[:_MAX_SENTENCES]:
            _gather(item, found, depth + 1)
    elif isinstance(node, str):
        _gather_text(node, found, depth)
    elif isinstance(node, dict):
        _gather_fields(node, found)
        for key in _SENTENCE_KEYS:
            if isinstance(node.get(key), str):
                _gather_text(node[key], found, depth)
        for key in _INNER_KEYS:
            if isinstance(node.get(key), dict | list) or (key == "raw" and isinstance(node.get(key), str)):
                _gather(node[key], found, depth + 1)


def _gather_fields(node: dict[str, Any], found: Told) -> None:
    for key in _NAME_KEYS:
        value = node.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool):
            found.names.add(str(value).strip().lower()[:100])
    for key in _STATUS_KEYS:
        number = str(node.get(key))
        if found.status is None and number.isdecimal() and 400 <= int(number[:9]) <= 599:
            found.status = int(number)
    if isinstance(node.get("failed_generation"), str):
        found.rescued = found.rescued or node["failed_generation"]
    delay = node.get("retryDelay")
    if isinstance(delay, str) and (number := delay.removesuffix("s")).replace(".", "", 1).isdecimal():
        found.delay_s = float(number)


def _gather_text(text: str, found: Told, depth: int) -> None:
    stripped = text.strip()
    if stripped.startswith(("{", "[")) and not isinstance(inner := _decoded(stripped[:_MAX_BODY]), str):
        _gather(inner, found, depth + 1)
        return
    if stripped.startswith("<"):
        title = _TITLE.search(stripped[:4_000])
        stripped = title[1].strip() if title else ""
    if stripped and stripped not in found.sentences:
        found.sentences.append(stripped)
    if found.delay_s is None and (wait := _DELAY.search(stripped[:600])) and any(wait.groups()[:3]):
        hours, minutes, seconds, unit = wait.groups()
        found.delay_s = int(hours or 0) * 3600 + int(minutes or 0) * 60
        found.delay_s += float(seconds or 0) / (1000 if unit == "ms" else 1)
