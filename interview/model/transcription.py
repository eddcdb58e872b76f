"""Speech to text on the configured model server. Audio passes through and is kept nowhere."""

from __future__ import annotations

import io
import math
import re
import time
import wave
from collections.abc import Mapping
from typing import Any

import openai

from interview.core.cost import Tokens
from interview.core.model_calls import WRITING_DOWN
from interview.core.spending import Meter, Payer
from interview.errors import Code, InterviewError, Invalid, Unavailable
from interview.messages import Message
from interview.model.addresses import DEFAULT_BASE_URL
from interview.model.audio import named, told_in
from interview.model.bodies import collected
from interview.model.client import connect
from interview.model.counted import Counted
from interview.model.server_errors import told

MAX_AUDIO_BYTES = 10 * 1024 * 1024
# What the answer box records with (32 kbit/s); a browser that records better has less time in a byte.
BYTES_A_SECOND = 4_000
_MAX_REPLY_BYTES = 2_000_000
_NOT_UNDERSTOOD = "error.recording_not_understood"
_OF_THE_RECORDING = re.compile(r"audio|recording|\bfile\b|decod|duration|format", re.IGNORECASE)
"""Words by which a server refuses what was recorded, and not how it was asked."""
ENDINGS = {
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "mp4",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
}


class Transcriber:
    """One server and transcription model; `timeout_s` bounds a call, in seconds. A `meter` counts the calls."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        *,
        timeout_s: float,
        headers: Mapping[str, str] | None = None,
        meter: Meter | None = None,
    ) -> None:
        self.model = model
        self._timeout_s = timeout_s
        self._counted = Counted(WRITING_DOWN, model, base_url or DEFAULT_BASE_URL, meter)
        self._client = connect(base_url, api_key, timeout_s, headers)

    def transcribe(self, audio: bytes, media_type: str, language: str, payer: Payer | None = None) -> str:
        """The spoken words as text, stripped, paid for by `payer`; `language` is an ISO 639-1 code.

        Invalid for an unknown kind of audio or none at all; Unavailable or Failed with an AI_… code when the server
        does not do it or a budget is used up.
        """
        ending = ENDINGS.get(media_type.split(";")[0].strip().lower())
        if ending is None or not audio:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.recording_unusable"))
        if len(audio) > MAX_AUDIO_BYTES:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.recording_too_long"))
        try:
            with self._counted.call(payer, Tokens(seconds=seconds_of(audio, ending))) as use, named():
                reply = self._asked((f"answer.{ending}", audio, media_type), language)
                use.tokens = _listened(reply) or use.tokens
                text = reply.get("text")
                if not isinstance(text, str):
                    raise _unusable()
                return text.strip()
        except InterviewError as exc:
            if exc.message.code == _NOT_UNDERSTOOD:
                raise
            too_long = exc.code is Code.AI_TOO_LONG
            why = Message.of("error.recording_too_long") if too_long else exc.message
            problem = Message.of("error.type_instead", problem=why)
            raise type(exc)(exc.code, problem, retry_after=exc.retry_after) from None

    def _asked(self, file: tuple[str, bytes, str], language: str) -> dict[str, Any]:
        ends = time.monotonic() + self._timeout_s
        try:
            with self._client.audio.transcriptions.with_streaming_response.create(
                model=self.model, file=file, language=language
            ) as response:
                return told_in(collected(response.iter_bytes(), ends, _MAX_REPLY_BYTES))
        except (openai.BadRequestError, openai.UnprocessableEntityError) as exc:
            if any(map(_OF_THE_RECORDING.search, told(exc).sentences)):
                raise _unusable() from None
            raise


def seconds_of(audio: bytes, ending: str) -> int:
    """How long a recording is at the most, as far as its size says it."""
    if ending == "wav":
        try:
            with wave.open(io.BytesIO(audio)) as sound:
                seconds: float = sound.getnframes() / sound.getframerate()
                return math.ceil(seconds)
        except (wave.Error, EOFError, ZeroDivisionError):
            pass
    return -(-len(audio) // BYTES_A_SECOND)


def _listened(reply: dict[str, Any]) -> Tokens | None:
    """How long the server says that it listened."""
    usage = reply.get("usage")
    seconds = usage.get("seconds") if isinstance(usage, dict) else None
    return Tokens(seconds=math.ceil(seconds)) if isinstance(seconds, int | float) and 0 < seconds < 36_000 else None


def _unusable() -> InterviewError:
    return Unavailable(Code.AI_RESPONSE_INVALID, Message.of(_NOT_UNDERSTOOD))
