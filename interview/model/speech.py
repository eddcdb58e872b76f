"""Text to speech on the configured server, for questions and the few sentences that are said with them.

The sound comes back whole or not at all: bounded in length, size and time, and kept nowhere.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from interview.core.cost import Tokens
from interview.core.lengths import estimated_tokens
from interview.core.model_calls import SPEAKING
from interview.core.spending import Meter, Payer
from interview.errors import Code, InterviewError, Invalid, Unavailable
from interview.messages import Message
from interview.model.addresses import DEFAULT_BASE_URL
from interview.model.audio import named, told_in
from interview.model.bodies import collected
from interview.model.client import connect
from interview.model.counted import Counted
from interview.model.failures import NotACompletion
from interview.model.sounds import SOUNDS, USUAL

MAX_SPOKEN_CHARS = 2_000
# A minute has about 900 letters of Latin script, or 240 Chinese signs.
_TOKENS_A_SECOND = 4
MAX_SOUND_BYTES = 12 * 1024 * 1024


@dataclass(frozen=True)
class Sound:
    """Spoken words as a browser plays them."""

    content: bytes
    media_type: str


class Speaker:
    """One server, speech model and voice; `timeout_s` bounds a call, in seconds. A `meter` counts the calls."""

    def __init__(
        self,
        base_url: str | None,
        api_key: str,
        model: str,
        voice: str,
        *,
        timeout_s: float,
        headers: Mapping[str, str] | None = None,
        meter: Meter | None = None,
    ) -> None:
        self.model = model
        self._voice = voice
        self._timeout_s = timeout_s
        self._counted = Counted(SPEAKING, model, base_url or DEFAULT_BASE_URL, meter)
        self._client = connect(base_url, api_key, timeout_s, headers)

    def speak(self, text: str, payer: Payer | None = None) -> Sound:
        """The text as sound, paid for by `payer`. Invalid for none or too long a one, which is never cut; Unavailable
        or Failed with an AI_… code when the server does not do it or a budget is used up."""
        if not text.strip() or len(text) > MAX_SPOKEN_CHARS:
            raise Invalid(Code.INPUT_INVALID, Message.of("error.too_long_to_read", most=MAX_SPOKEN_CHARS))
        used = Tokens(seconds=-(-estimated_tokens(text) // _TOKENS_A_SECOND), characters=len(text))
        try:
            with self._counted.call(payer, used), named([text]):
                return self._read(text)
        except InterviewError as exc:
            problem = Message.of("error.read_it", problem=exc.message)
            raise type(exc)(exc.code, problem, retry_after=exc.retry_after) from None

    def _read(self, text: str) -> Sound:
        ends = time.monotonic() + self._timeout_s
        with self._client.audio.speech.with_streaming_response.create(
            model=self.model, voice=self._voice, input=text, response_format="mp3"
        ) as response:
            media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
            content = collected(response.iter_bytes(), ends, MAX_SOUND_BYTES)
        if media_type == "text/html":
            raise NotACompletion
        if media_type == "application/json":
            told_in(content)
        if not content or not (media_type in SOUNDS or media_type in ("", "application/octet-stream")):
            raise _no_sound()
        return Sound(content, media_type if media_type in SOUNDS else USUAL)


def _no_sound() -> InterviewError:
    return Unavailable(Code.AI_RESPONSE_INVALID, Message.of("error.model_unusable"))
