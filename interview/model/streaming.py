"""A reply as it arrives, in events or in one piece, put together into the one body that is read afterwards.

It judges no reply: what is in an event and not understood is passed over, what arrived is there at any time.
"""

from __future__ import annotations

import json
from typing import Any

_PASSED_ON = ("id", "model", "created", "system_fingerprint")
_MAX_NAME = 128


class Arriving:
    """Takes the bytes of one HTTP reply. They are events if they begin like some, whatever the server calls them."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._read_to = 0
        self._is_stream: bool | None = None
        self._half = ""
        self._body: dict[str, Any] = {}
        self._said: dict[str, list[str]] = {"content": [], "reasoning_content": [], "refusal": []}
        self._calls: dict[int, dict[str, Any]] = {}
        self._finish: str | None = None
        self._is_over = False
        self._has_choice = False
        self.size = 0

    @property
    def is_stream(self) -> bool:
        return bool(self._is_stream)

    @property
    def is_whole(self) -> bool:
        """Whether the server said that this is the end."""
        return not self.is_stream or self._is_over or self._finish is not None

    @property
    def text(self) -> str:
        """What the model has written so far, without what it thought."""
        return "".join(self._said["content"])

    @property
    def model(self) -> str:
        """The model that serves, as the server names it; "" where it does not, or in a reply of one piece."""
        return self._named("model")

    @property
    def fingerprint(self) -> str:
        return self._named("system_fingerprint")

    def take(self, piece: bytes) -> bool:
        """Whether there is more text now than before."""
        before = len(self._said["content"])
        self.size += len(piece)
        self._bytes += piece
        if self._is_stream is None and (beginning := self._bytes.lstrip(b" \t\r\n\xef\xbb\xbf")):
            if len(beginning) < 6 and b":" not in beginning and not beginning.startswith((b"{", b"[", b"<")):
                return False
            self._is_stream = beginning.startswith((b"data:", b"event:", b"id:", b"retry:", b":"))
        if self._is_stream:
            self._take_lines()
        return len(self._said["content"]) > before

    def end(self) -> None:
        """No more bytes come; the last line may lack its end."""
        if self._is_stream:
            self._bytes += b"\n"
            self._take_lines()

    def body(self, *, without_error: bool = False) -> str:
        """The reply as one JSON body, or whatever else came; on request without the error told at the end of events."""
        if not self.is_stream:
            return self._bytes.decode("utf-8", "replace")
        message: dict[str, Any] = {"role": "assistant", "content": None}
        message |= {name: "".join(parts) for name, parts in self._said.items() if parts}
        if self._calls:
            message["tool_calls"] = [self._calls[number] for number in sorted(self._calls)]
        choice = {"index": 0, "message": message, "finish_reason": self._finish}
        body = {"object": "chat.completion", **self._body, "choices": [choice] if self._has_choice else []}
        if without_error:
            body.pop("error", None)
        return json.dumps(body)

    def _named(self, name: str) -> str:
        if self.is_stream:
            return str(self._body.get(name) or "")[:_MAX_NAME]
        try:
            found = json.loads(self._bytes)
        except (ValueError, RecursionError):
            return ""
        return str(found.get(name) or "")[:_MAX_NAME] if isinstance(found, dict) else ""

    def _take_lines(self) -> None:
        while (end := self._bytes.find(b"\n", self._read_to)) >= 0:
            line = self._bytes[self._read_to : end].decode("utf-8", "replace").strip("\r")
            self._read_to = end + 1
            if line.startswith("data:"):
                self._take_data(line[5:].strip())
        del self._bytes[: self._read_to]
        self._read_to = 0

    def _take_data(self, data: str) -> None:
        """One event, which most servers write on one line, and some on several."""
        if data == "[DONE]":
            self._is_over = True
            return
        try:
            event = json.loads(self._half + data)
        except (ValueError, RecursionError):
            self._half = "" if data.startswith("{") and self._half else self._half + data
            return
        self._half = ""
        if isinstance(event, dict):
            self._take_event(event)

    def _take_event(self, event: dict[str, Any]) -> None:
        for name in _PASSED_ON:
            if event.get(name):
                self._body[name] = event[name]
        groq = event.get("x_groq")
        usage = event.get("usage") or (groq.get("usage") if isinstance(groq, dict) else None)
        if usage:
            self._body["usage"] = usage
        if event.get("error"):
            self._body["error"] = event["error"]
        choices = event.get("choices")
        for choice in choices if isinstance(choices, list) else ():
            if isinstance(choice, dict) and choice.get("index") in (0, None):
                self._take_choice(choice)

    def _take_choice(self, choice: dict[str, Any]) -> None:
        self._has_choice = True
        self._finish = choice.get("finish_reason") or self._finish
        said = choice.get("delta") or choice.get("message") or {"content": choice.get("text")}
        if not isinstance(said, dict):
            return
        self._take_words("content", said.get("content"))
        self._take_words("reasoning_content", said.get("reasoning_content") or said.get("reasoning"))
        self._take_words("refusal", said.get("refusal"))
        calls = said.get("tool_calls")
        if isinstance(said.get("function_call"), dict):
            calls = [{"function": said["function_call"]}]
        for call in calls if isinstance(calls, list) else ():
            if isinstance(call, dict) and isinstance(call.get("function"), dict):
                self._take_call(call)

    def _take_words(self, name: str, words: Any) -> None:
        """A text, or a list of parts of which each has one or is what the model thinks."""
        if isinstance(words, str) and words:
            self._said[name].append(words)
        for part in words if isinstance(words, list) else ():
            if isinstance(part, str):
                self._take_words(name, part)
            elif isinstance(part, dict):
                self._take_words(name, part.get("text"))
                self._take_words("reasoning_content", part.get("thinking"))

    def _take_call(self, call: dict[str, Any]) -> None:
        number = call.get("index")
        known = self._calls.setdefault(
            number if isinstance(number, int) else 0,
            {"type": "function", "function": {"name": "", "arguments": ""}},
        )
        for name in ("name", "arguments"):
            if isinstance(call["function"].get(name), str):
                known["function"][name] += call["function"][name]
