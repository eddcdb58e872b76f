"""Questions read aloud by a server: only what was asked, only for its owner, bounded, and never at another's cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from interview.errors import Code, InterviewError
from interview.i18n.translate import ENGLISH
from interview.messages import Message
from interview.model.speech import MAX_SOUND_BYTES, MAX_SPOKEN_CHARS, Speaker
from interview.services import Services
from interview.settings import Settings
from interview.web.routes.api import api
from interview.web.routes.caller import process_services
from tests.builders import RESUME, owner_named
from tests.openai_server import OpenAIServer

pytestmark = pytest.mark.sqlite_first

USER = "X-Forwarded-Email"
ADA = {USER: "ada@example.org"}
NO_CREDIT = {"status": 200, "body": {"error": {"code": "insufficient_quota", "message": "none"}}, "headers": {}}
NO_MODEL = {"status": 404, "body": {"error": {"message": "The model `tts-9` does not exist"}}, "headers": {}}


@pytest.fixture
def speaker(server: OpenAIServer) -> Speaker:
    return Speaker(server.base_url, "key", "tts-test", "nova", timeout_s=2)


def test_words_come_back_as_sound(speaker: Speaker, server: OpenAIServer):
    sound = speaker.speak("Why Go?")
    assert (sound.media_type, sound.content[:4]) == ("audio/wav", b"RIFF")
    asked = server.requests[-1].body
    assert (asked["model"], asked["voice"], asked["input"]) == ("tts-test", "nova", "Why Go?")


def test_sound_of_an_unnamed_kind_is_what_was_asked_for(speaker: Speaker, server: OpenAIServer):
    server.behave("ok", changes={"type": "application/octet-stream"})
    assert speaker.speak("Why Go?").media_type == "audio/mpeg"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "401"}, Code.AI_API_KEY_INVALID),
        ({"name": "404"}, Code.AI_WRONG_ADDRESS),
        ({"name": "429"}, Code.AI_RATE_LIMITED),
        ({"name": "500"}, Code.AI_SERVICE_UNAVAILABLE),
        ({"name": "html"}, Code.AI_WRONG_ADDRESS),
        ({"name": "replay", "changes": NO_CREDIT}, Code.AI_NO_CREDIT),
        ({"name": "replay", "changes": NO_MODEL}, Code.AI_MODEL_UNKNOWN),
        ({"name": "ok", "changes": {"type": "video/mp4"}}, Code.AI_RESPONSE_INVALID),
        ({"name": "hang", "seconds": 4}, Code.AI_SERVICE_TIMEOUT),
        ({"name": "ok", "count": 0}, Code.AI_RESPONSE_INVALID),
        ({"name": "ok", "count": MAX_SOUND_BYTES + 1}, Code.AI_RESPONSE_INVALID),
    ],
)
def test_a_server_that_does_not_speak_is_said_without_the_words(speaker, server: OpenAIServer, told, code):
    server.behave(**told)
    with pytest.raises(InterviewError) as caught:
        speaker.speak("Secret words")
    assert caught.value.code == code
    assert "stands on the page" in ENGLISH.message(caught.value.message)
    assert "Secret" not in ENGLISH.message(caught.value.message)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("text", ["", "  ", "x" * (MAX_SPOKEN_CHARS + 1)])
def test_nothing_and_too_much_are_refused_before_any_call(speaker: Speaker, server: OpenAIServer, text: str):
    with pytest.raises(InterviewError) as caught:
        speaker.speak(text)
    assert caught.value.code == Code.INPUT_INVALID
    assert server.count() == 0


@pytest.fixture
def services(make_services: Callable[..., Services], sqlite_url: str, server: OpenAIServer) -> Services:
    return make_services(
        sqlite_url,
        user_header=USER,
        openai_audio_base_url=server.base_url,
        openai_speech_model="tts-test",
        openai_transcription_model="ears-test",
    )


@pytest.fixture
def path(services: Services) -> str:
    made = services.creation.create(
        owner_named(ADA[USER]), "1.2.3.4", question_count=2, follow_up_count=1, resume_text=RESUME
    )
    return f"/interview/sessions/{made.session.id}"


def test_a_question_that_was_asked_is_read_aloud_to_its_owner(client, services, server: OpenAIServer, path: str):
    question = client.get(f"{path}/question", headers=ADA).json()["question"]["question"]
    reply = client.get(f"{path}/questions/0/speech", params={"swaps": 0}, headers=ADA)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "audio/wav")
    assert reply.headers["cache-control"] == "no-store"
    assert server.requests[-1].body["input"] == question


def test_nobody_else_hears_it_and_nothing_is_asked_of_the_server(client, server: OpenAIServer, path: str):
    other = client.get(f"{path}/questions/0/speech", headers={USER: "eve@example.org"})
    assert (other.status_code, other.json()["code"]) == (404, Code.INTERVIEW_SESSION_NOT_FOUND)
    assert client.get(f"{path}/speech/submit", headers={USER: "eve@example.org"}).status_code == 404
    from_a_page = {**ADA, "Sec-Fetch-Site": "same-origin"}
    assert client.get(f"{path}/questions/0/speech", headers=from_a_page).status_code == 403
    assert client.get(f"{path}/questions/0/speech").status_code == 401
    assert server.count("speak") == 0


def test_a_question_that_was_not_asked_yet_or_was_swapped_is_not_read(client, server: OpenAIServer, path: str):
    for index in (1, 999):
        reply = client.get(f"{path}/questions/{index}/speech", headers=ADA)
        assert (reply.status_code, reply.json()["code"]) == (404, Code.INTERVIEW_QUESTION_NOT_FOUND)
    assert client.get(f"{path}/questions/0/speech", params={"swaps": 1}, headers=ADA).status_code == 409
    assert client.get(f"{path}/questions/-1/speech", headers=ADA).status_code == 422
    assert server.count("speak") == 0


def test_no_words_of_a_caller_are_spoken(client, server: OpenAIServer, path: str):
    reply = client.get(f"{path}/speech/submit", params={"text": "Buy now", "phrase": "Buy now"}, headers=ADA)
    assert reply.status_code == 200
    assert server.requests[-1].body["input"] == "Shall I submit your answer? Say “wait” to go on."
    assert client.get(f"{path}/speech/anything", headers=ADA).status_code == 404


def test_a_failing_server_is_said_and_the_interview_goes_on(client, server: OpenAIServer, path: str):
    server.behave("503", operation="speak")
    reply = client.get(f"{path}/questions/0/speech", headers=ADA)
    assert (reply.status_code, reply.json()["code"]) == (503, Code.AI_OVERLOADED)
    answer = {"questionIndex": 0, "answer": "typed"}
    assert client.post(f"{path}/answers", json=answer, headers=ADA).status_code == 200


def test_speech_and_transcription_are_counted_like_other_calls(client, services, server: OpenAIServer, path: str):
    server.behave("500", operation="speak")
    for _ in range(2):
        client.get(f"{path}/questions/0/speech", headers=ADA)
    client.post(f"{path}/transcription", files={"audio": ("a", b"x", "audio/webm")}, headers=ADA)
    counted = {line.operation: (line.calls, line.failed) for line in services.operation.model_calls()}
    assert counted == {"speak": (2, 1), "transcribe": (1, 0)}


@pytest.mark.parametrize(
    ("operation", "most", "code"),
    [("speak", 30, "error.too_many_read_aloud"), ("transcribe", 60, "error.too_many_recordings")],
)
def test_one_person_costs_only_so_many_calls_a_minute(client, services, server, path, operation, most, code):
    other = {USER: "bea@example.org"}
    made = services.creation.create(
        owner_named(other[USER]), "1.2.3.4", question_count=2, follow_up_count=1, resume_text=RESUME
    )

    def ask(place: str, headers: dict[str, str]) -> Any:
        if operation == "speak":
            return client.get(f"{place}/questions/0/speech", headers=headers)
        return client.post(f"{place}/transcription", files={"audio": ("a", b"x", "audio/webm")}, headers=headers)

    assert {ask(path, ADA).status_code for _ in range(most)} == {200}
    if operation == "speak":
        refused = [ask(path, ADA), client.get(f"{path}/speech/submit", headers=ADA)]
    else:
        refused = [ask(path, ADA)]
    for reply in refused:
        assert (reply.status_code, reply.json()["code"]) == (429, Code.RATE_LIMIT_EXCEEDED)
        wait = int(reply.headers["retry-after"])
        assert 1 <= wait <= 61
        assert reply.json()["message"] == ENGLISH.message(Message.of(code, wait=Message.of("error.wait", seconds=wait)))
    assert server.count(operation) == most
    assert ask(f"/interview/sessions/{made.session.id}", other).status_code == 200


def test_without_a_speech_model_it_is_not_set_up(client, make_services, sqlite_url, path: str):
    api.dependency_overrides[process_services] = lambda: make_services(sqlite_url, user_header=USER)
    reply = client.get(f"{path}/questions/0/speech", headers=ADA)
    assert (reply.status_code, reply.json()["message"]) == (422, ENGLISH.message(Message.of("error.no_reading")))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("", "", False)),
        ({"openai_api_key": "sk-main"}, ("", "sk-main", True)),
        ({"openai_api_key": "sk-main", "openai_base_url": "http://a/v1"}, ("http://a/v1", "sk-main", True)),
        ({"openai_api_key": "sk-main", "openai_audio_base_url": "http://b/v1"}, ("http://b/v1", "", True)),
        ({"openai_audio_base_url": "http://b/v1", "openai_audio_api_key": "sk-b"}, ("http://b/v1", "sk-b", True)),
        ({"openai_api_key": "sk-main", "openai_audio_api_key": "sk-b"}, ("", "sk-b", True)),
    ],
)
def test_a_key_goes_only_to_the_server_it_was_given_for(given, expected):
    found = Settings(_env_file=None, **given)
    assert (found.audio_base_url, found.audio_api_key, found.has_audio) == expected
