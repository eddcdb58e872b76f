from typing import Any

import pytest

from interview.errors import Code, InterviewError
from interview.i18n.translate import ENGLISH
from interview.model.transcription import MAX_AUDIO_BYTES, Transcriber
from tests.openai_server import OpenAIServer


@pytest.fixture
def transcriber(server: OpenAIServer) -> Transcriber:
    return Transcriber(server.base_url, "key", "whisper-test", timeout_s=5)


def test_speech_comes_back_as_text(transcriber: Transcriber):
    assert transcriber.transcribe(b"x" * 1234, "audio/webm;codecs=opus", "en") == "I heard 1234 bytes in en."


def says(message: str, status: int = 400, **fields: Any) -> dict[str, Any]:
    """How the server is told to answer with an error."""
    return {
        "name": "replay",
        "changes": {"status": status, "body": {"error": {"message": message} | fields}, "headers": {}},
    }


@pytest.mark.parametrize(
    ("told", "code", "words"),
    [
        ({"name": "401"}, Code.AI_API_KEY_INVALID, "does not accept the key"),
        ({"name": "404"}, Code.AI_WRONG_ADDRESS, "check the address"),
        ({"name": "500"}, Code.AI_SERVICE_UNAVAILABLE, "a problem of its own"),
        ({"name": "503"}, Code.AI_OVERLOADED, "can manage"),
        ({"name": "429", "retry_after": 7}, Code.AI_RATE_LIMITED, "too often"),
        ({"name": "html"}, Code.AI_WRONG_ADDRESS, "something else answered"),
        ({"name": "hang", "seconds": 4}, Code.AI_SERVICE_TIMEOUT, "in time"),
        ({"name": "slow", "seconds": 12}, Code.AI_SERVICE_TIMEOUT, "in time"),
        (says("none left", 429, code="insufficient_quota"), Code.AI_NO_CREDIT, "no credit left"),
        (says("none left", 200, code="insufficient_quota"), Code.AI_NO_CREDIT, "no credit left"),
        (says("The model `ears-9` does not exist", 404), Code.AI_MODEL_UNKNOWN, "does not offer this model"),
        (says("Maximum content size limit (26214400) exceeded", 413), Code.AI_TOO_LONG, "Speak in shorter pieces."),
        (says("Audio file is too short. Minimum audio length is 0.1 seconds."), Code.AI_RESPONSE_INVALID, "into text"),
        (says("Invalid file format. Supported formats: ['flac']"), Code.AI_RESPONSE_INVALID, "into text"),
        (says("Language parameter must be specified in ISO-639-1"), Code.AI_RESPONSE_INVALID, "Tell whoever runs this"),
        ({"name": "ok", "changes": {"text": None}}, Code.AI_RESPONSE_INVALID, "into text"),
    ],
)
def test_a_server_that_does_not_transcribe_is_said_with_its_reason(server: OpenAIServer, told, code, words):
    transcriber = Transcriber(server.base_url, "key", "whisper-test", timeout_s=2)
    server.always(**told)
    with pytest.raises(InterviewError) as caught:
        transcriber.transcribe(b"x", "audio/webm", "en")
    said = ENGLISH.message(caught.value.message)
    assert caught.value.code == code
    assert words in said
    assert "ype your answer" in said
    assert caught.value.retry_after == told.get("retry_after")
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("audio", "kind"), [(b"", "audio/webm"), (b"x", "text/html"), (b"x" * (MAX_AUDIO_BYTES + 1), "audio/wav")]
)
def test_what_is_no_usable_recording_is_refused_before_any_call(transcriber, server, audio, kind):
    with pytest.raises(InterviewError) as caught:
        transcriber.transcribe(audio, kind, "en")
    assert caught.value.code == Code.INPUT_INVALID
    assert server.count() == 0
