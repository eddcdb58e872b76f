"""Text to speech on the configured server, for questions and the few sentences that are said with them.

The sound comes back whole or not at all: bounded in length, size and time, and kept nowhere.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx2
import openai

from interview.core.model_calls import ModelCall
from interview.errors import Code, InterviewError, Invalid, Unavailable
from interview.messages import Message
from interview.model.client import connect
from interview.model.failures import TooSlow, meaning_of

log = logging.getLogger("interview.model")

MAX_SPOKEN_CHARS = 2_000
MAX_SOUND_BYTES = 12 * 1024 * 1024
USUAL = "audio/mpeg"
SOUNDS = frozenset(
    {USUAL, "audio/mp3", "audio/mp4", "audio/aac", "audio/ogg", "audio/wav", "audio/x-wav", "audio/flac"}
)


@dataclass(frozen=True)
class Sound:
    """Spoken words as a browser plays them."""

    content: bytes
    media_type: str


class Speaker:
    """One server, speech model and voice; `timeout_s` bounds a call, in seconds."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        voice: str,
        *,
        timeout_s: float,
        headers: Mapping[str, str] | None = None,
        on_call: Callable[[ModelCall], None] | None = None,
    ) -> None:
        self.model = model
        self._voice = voice
        self._timeout_s = timeout_s
        self._on_call = on_call
        self._client = connect(base_url, api_key, timeout_s, headers)

    def speak(self, text: str) -> Sound:
        """The text as sound. Invalid for none or too long a one, which is never cut; Unavailable or Failed with an
        AI_… code when the server does not do it."""
        if not text.strip() or len(text) > MAX_SPOKEN_CHARS:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.too_long_to_read", most=MAX_SPOKEN_CHARS))
        before = time.monotonic()
        outcome = "ok"
        try:
            return self._sound(text)
        except InterviewError as exc:
            outcome = exc.code
            raise
        except (openai.OpenAIError, httpx2.HTTPError, TooSlow) as exc:
            meaning = meaning_of(exc)
            outcome = meaning.code
            raise meaning.error(meaning.code, Message.of("error.read_it", problem=meaning.message)) from None
        finally:
            milliseconds = round(1000 * (time.monotonic() - before))
            log.info("operation=speak model=%s ms=%d outcome=%s", self.model, milliseconds, outcome)
            if self._on_call is not None:
                self._on_call(ModelCall("speak", self.model, milliseconds, 0, 0, str(outcome)))

    def _sound(self, text: str) -> Sound:
        """Read piece by piece, because a read timeout alone starts anew with every byte that arrives."""
        ends = time.monotonic() + self._timeout_s
        content = bytearray()
        with self._client.audio.speech.with_streaming_response.create(
            model=self.model, voice=self._voice, input=text, response_format="mp3"
        ) as response:
            media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
            if not (media_type in SOUNDS or media_type in ("", "application/octet-stream")):
                raise _no_sound()
            for piece in response.iter_bytes():
                content += piece
                if time.monotonic() > ends:
                    raise TooSlow
                if len(content) > MAX_SOUND_BYTES:
                    raise _no_sound()
        if not content:
            raise _no_sound()
        return Sound(bytes(content), media_type if media_type in SOUNDS else USUAL)


def _no_sound() -> InterviewError:
    return Unavailable(
        Code.AI_RESPONSE_INVALID, Message.of("error.read_it", problem=Message.of("error.model_unusable"))
    )
