"""A model that writes at a steady speed, streamed or not: the first token after a moment, then so many a second.

Its clock is the real one; a test that wants it faster asks for more tokens a second.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response, StreamingResponse

CHARS_PER_TOKEN = 4
LEAST_TOKENS = 150
"""What the words of one question take, with where it comes from: our own are shorter than those of a model."""
_PIECES_PER_S = 10


def paced(completion: dict[str, Any], body: dict[str, Any], tokens_per_s: float, first_token_s: float) -> Response:
    """The completion at this speed, in the form that was asked for."""
    text = completion["choices"][0]["message"]["content"] or ""
    if body.get("stream"):
        return StreamingResponse(_events(completion, text, tokens_per_s, first_token_s), media_type="text/event-stream")
    return StreamingResponse(_whole(completion, text, tokens_per_s, first_token_s), media_type="application/json")


async def _whole(
    completion: dict[str, Any], text: str, tokens_per_s: float, first_token_s: float
) -> AsyncIterator[str]:
    await asyncio.sleep(first_token_s + len(text) / CHARS_PER_TOKEN / tokens_per_s)
    yield json.dumps(completion)


async def _events(
    completion: dict[str, Any], text: str, tokens_per_s: float, first_token_s: float
) -> AsyncIterator[str]:
    await asyncio.sleep(first_token_s)
    size = max(1, round(CHARS_PER_TOKEN * tokens_per_s / _PIECES_PER_S))
    for start in range(0, len(text), size):
        yield _event(completion, {"role": "assistant", "content": text[start : start + size]}, None)
        await asyncio.sleep(len(text[start : start + size]) / CHARS_PER_TOKEN / tokens_per_s)
    yield _event(completion, {}, completion["choices"][0]["finish_reason"])
    yield "data: [DONE]\n\n"


def _event(completion: dict[str, Any], delta: dict[str, Any], finish_reason: str | None) -> str:
    chunk = {
        **{name: completion[name] for name in ("id", "created", "model")},
        "object": "chat.completion.chunk",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
    }
    if finish_reason is not None:
        chunk["usage"] = completion["usage"]
    return f"data: {json.dumps(chunk)}\n\n"
