"""A chat completion as the events of a stream, and streams that go wrong on their way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

STREAMS = ("stream_breaks", "stream_ends", "stream_idles", "stream_error", "stream_parts", "whole")
"""Breaks off, ends without its end, stops for `seconds`, tells of an error, each after `count` parts of a hundred (70);
has its words in lists beside thoughts; comes as one body although events were asked for."""
_PIECE = 16
_ENDING = 3


def events(completion: dict[str, Any], include_usage: bool, name: str) -> list[str]:
    """One text per event, the last of which says that it is over."""
    head: dict[str, Any] = {key: completion[key] for key in ("id", "created", "model", "system_fingerprint")}
    head["object"] = "chat.completion.chunk"
    made = [": a comment that keeps the connection open\n\n"]
    for choice in completion["choices"]:
        message = choice["message"]
        made.append(_event(head, {"role": "assistant", "content": ""}))
        if message.get("refusal"):
            made.append(_event(head, {"refusal": message["refusal"]}))
        if name == "stream_parts":
            made.append(_event(head, {"content": [{"type": "thinking", "thinking": [{"text": "Well … {"}]}]}))
            made.append(_event(head, {"reasoning_content": "Hm. "}))
        text = message["content"] or ""
        for start in range(0, len(text), _PIECE):
            piece: Any = text[start : start + _PIECE]
            made.append(
                _event(head, {"content": [{"type": "text", "text": piece}] if name == "stream_parts" else piece})
            )
        made.append(_event(head, {}, choice["finish_reason"]))
    if include_usage:
        made.append(f"data: {json.dumps({**head, 'choices': [], 'usage': completion['usage']})}\n\n")
    return [*made, "data: [DONE]\n\n"]


def _event(head: dict[str, Any], delta: dict[str, Any], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return f"data: {json.dumps({**head, 'choices': [choice]}, ensure_ascii=False)}\n\n"


async def stream(
    made: list[str], name: str, seconds: float, percent: int | None, break_off: Callable[[], object]
) -> AsyncIterator[str]:
    """The events, over `seconds` when slow."""
    at = min(len(made) * (70 if percent is None else percent) // 100, len(made) - _ENDING)
    for number, event in enumerate(made):
        if number == at and name == "stream_error":
            error = {"message": "Overloaded", "type": "overloaded_error", "code": 529}
            yield f"data: {json.dumps({'error': error})}\n\n"
            return
        if number == at and name == "stream_ends":
            return
        if number == at and name == "stream_breaks":
            break_off()
            return
        if number == at and name == "stream_idles":
            await asyncio.sleep(seconds)
        yield event
        if name == "slow":
            await asyncio.sleep(seconds / len(made))


async def drip(text: str, seconds: float) -> AsyncIterator[str]:
    """One body in forty pieces."""
    pieces = 40
    size = -(-len(text) // pieces)
    for start in range(0, len(text), size):
        yield text[start : start + size]
        await asyncio.sleep(seconds / pieces)
