"""Speech to text on the configured model server. Audio passes through and is kept nowhere."""

from __future__ import annotations

import io
import math
import wave
from collections.abc import Mapping

import httpx2
import openai

from interview.core.cost import Tokens
from interview.core.model_calls import WRITING_DOWN
from interview.core.spending import Meter, Payer
from interview.errors import Code, InterviewError, Invalid, Unavailable
from interview.messages import Message
from interview.model.addresses import DEFAULT_BASE_URL
from interview.model.client import connect
from interview.model.counted import Counted
from interview.model.failures import meaning_of

MAX_AUDIO_BYTES = 10 * 1024 * 1024
# What the answer box records with (32 kbit/s); a browser that records better has less time in a byte.
BYTES_A_SECOND = 4_000
_NOT_UNDERSTOOD = "error.recording_not_understood"
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
            with self._counted.call(payer, Tokens(seconds=seconds_of(audio, ending))) as use:
                reply = self._asked((f"answer.{ending}", audio, media_type), language)
                use.tokens = _said(reply) or use.tokens
                text = getattr(reply, "text", None)
                if not isinstance(text, str):
                    raise _unusable()
                return text.strip()
        except InterviewError as exc:
            if exc.message.code == _NOT_UNDERSTOOD:
                raise
            problem = Message.of("error.type_instead", problem=exc.message)
            raise type(exc)(exc.code, problem, retry_after=exc.retry_after) from None

    def _asked(self, file: tuple[str, bytes, str], language: str) -> object:
        try:
            return self._client.audio.transcriptions.create(model=self.model, file=file, language=language)
        except (openai.OpenAIError, httpx2.HTTPError) as exc:
            meaning = meaning_of(exc)
            raise meaning.error(meaning.code, meaning.message) from None


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


def _said(reply: object) -> Tokens | None:
    """How long the server says that it listened."""
    seconds = getattr(getattr(reply, "usage", None), "seconds", None)
    return Tokens(seconds=math.ceil(seconds)) if isinstance(seconds, int | float) and 0 < seconds < 36_000 else None


def _unusable() -> InterviewError:
    return Unavailable(Code.AI_RESPONSE_INVALID, Message.of(_NOT_UNDERSTOOD))
