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


@pytest.mark.parametrize(
    ("status", "code"),
    [("401", Code.AI_API_KEY_INVALID), ("404", Code.AI_WRONG_ADDRESS), ("500", Code.AI_SERVICE_UNAVAILABLE)],
)
def test_a_server_that_does_not_transcribe_is_said(transcriber: Transcriber, server: OpenAIServer, status, code):
    server.always(status)
    with pytest.raises(InterviewError) as caught:
        transcriber.transcribe(b"x", "audio/webm", "en")
    assert caught.value.code == code
    assert caught.value.message.code == "error.type_instead"
    assert "Type your answer" in ENGLISH.message(caught.value.message)


@pytest.mark.parametrize(
    ("audio", "kind"), [(b"", "audio/webm"), (b"x", "text/html"), (b"x" * (MAX_AUDIO_BYTES + 1), "audio/wav")]
)
def test_what_is_no_usable_recording_is_refused_before_any_call(transcriber, server, audio, kind):
    with pytest.raises(InterviewError) as caught:
        transcriber.transcribe(audio, kind, "en")
    assert caught.value.code == Code.INPUT_INVALID
    assert server.count() == 0
