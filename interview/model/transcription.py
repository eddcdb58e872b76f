"""Speech to text on the configured model server. Audio passes through and is kept nowhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping

import httpx2
import openai

from interview.core.model_calls import ModelCall
from interview.errors import Code, InterviewError, Invalid, Unavailable
from interview.messages import Message
from interview.model.client import connect
from interview.model.failures import meaning_of

log = logging.getLogger("interview.model")

MAX_AUDIO_BYTES = 10 * 1024 * 1024
ENDINGS = {
    "audio/webm": "webm",
    "audio/ogg": "ogg",
    "audio/mp4": "mp4",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
}


class Transcriber:
    """One server and transcription model; `timeout_s` bounds a call, in seconds."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        *,
        timeout_s: float,
        headers: Mapping[str, str] | None = None,
        on_call: Callable[[ModelCall], None] | None = None,
    ) -> None:
        self.model = model
        self._on_call = on_call
        self._client = connect(base_url, api_key, timeout_s, headers)

    def transcribe(self, audio: bytes, media_type: str, language: str) -> str:
        """The spoken words as text, stripped; `language` is an ISO 639-1 code.

        Invalid for an unknown kind of audio or none at all; Unavailable or Failed with an AI_… code when the server
        does not do it.
        """
        ending = ENDINGS.get(media_type.split(";")[0].strip().lower())
        if ending is None or not audio:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.recording_unusable"))
        if len(audio) > MAX_AUDIO_BYTES:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.recording_too_long"))
        before = time.monotonic()
        outcome = "ok"
        try:
            reply = self._client.audio.transcriptions.create(
                model=self.model, file=(f"answer.{ending}", audio, media_type), language=language
            )
            text = getattr(reply, "text", None)
            if not isinstance(text, str):
                raise _unusable()
            return text.strip()
        except InterviewError as exc:
            outcome = exc.code
            raise
        except (openai.OpenAIError, httpx2.HTTPError) as exc:
            meaning = meaning_of(exc)
            outcome = meaning.code
            raise meaning.error(meaning.code, Message.of("error.type_instead", problem=meaning.message)) from None
        finally:
            milliseconds = round(1000 * (time.monotonic() - before))
            log.info("operation=transcribe model=%s ms=%d outcome=%s", self.model, milliseconds, outcome)
            if self._on_call is not None:
                self._on_call(ModelCall("transcribe", self.model, milliseconds, 0, 0, str(outcome)))


def _unusable() -> InterviewError:
    return Unavailable(Code.AI_RESPONSE_INVALID, Message.of("error.recording_not_understood"))
