"""What the scripted server says of recordings and how it reads aloud, and every way in which it does not.

How it shall behave is told by a Behaviour of openai_server.py.
"""

from __future__ import annotations

import asyncio
import io
import json
import math
import struct
import wave
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from tests import openai_streams, replayed_replies

if TYPE_CHECKING:
    from tests.openai_server import Behaviour

SIGN_IN = "<html><body>Please sign in to the network.</body></html>"


async def written_down(behaviour: Behaviour, size: int, language: Any) -> Response:
    """How many bytes were heard, or another text."""
    reply = {"text": f" I heard {size} bytes in {language}. "} | behaviour.changes
    if behaviour.name == "slow":
        return StreamingResponse(
            openai_streams.drip(json.dumps(reply), behaviour.seconds), media_type="application/json"
        )
    return await _failure(behaviour, "as told") or JSONResponse(reply)


async def read_aloud(behaviour: Behaviour, text: str) -> Response:
    """A short tone, or `count` bytes, where that is given."""
    content = tone(0.3) if behaviour.count is None else bytes(behaviour.count)
    usual = Response(content, media_type=behaviour.changes.get("type", "audio/wav"))
    return await _failure(behaviour, f"cannot say {text}") or usual


async def _failure(behaviour: Behaviour, told: str) -> Response | None:
    if behaviour.name.isdigit():
        headers = {} if behaviour.retry_after is None else {"Retry-After": str(behaviour.retry_after)}
        return JSONResponse({"error": {"message": told}}, int(behaviour.name), headers)
    if behaviour.name == "html":
        return HTMLResponse(SIGN_IN)
    if behaviour.name == "replay":
        return replayed_replies.response(behaviour.changes, "")
    if behaviour.name == "hang":
        await asyncio.sleep(behaviour.seconds)
    return None


def tone(seconds: float, hertz: int = 440, rate: int = 16_000) -> bytes:
    """A WAV file with a tone."""
    return wav((int(9_000 * math.sin(2 * math.pi * hertz * at / rate)) for at in range(int(seconds * rate))), rate)


def wav(samples: Iterable[int], rate: int) -> bytes:
    """A WAV file of one channel with 16 bits a sample."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return kept.getvalue()
