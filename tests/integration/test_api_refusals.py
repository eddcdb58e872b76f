"""What the HTTP API answers to what it cannot use, over the real process."""

from __future__ import annotations

from typing import Any

import pytest

from interview.errors import Code
from tests.integration.test_api import RESUME
from tests.servers import App

pytestmark = pytest.mark.sqlite_first


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory):
    started = App(tmp_path_factory.mktemp("api"))
    yield started
    started.stop()


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/interview/sessions/nowhere", None, 404, Code.INTERVIEW_SESSION_NOT_FOUND),
        ("GET", "/interview/sessions/unfinished/nobody", None, 404, Code.RESUME_NOT_FOUND),
        ("POST", "/interview/sessions", {"resumeId": "nobody"}, 404, Code.RESUME_NOT_FOUND),
        ("POST", "/interview/sessions", {"resumeText": "  "}, 422, Code.INPUT_INVALID),
        ("POST", "/interview/sessions", {"resumeText": RESUME, "questionCount": 99}, 422, Code.INPUT_INVALID),
        ("POST", "/interview/sessions", {"resumeText": RESUME, "surprise": 1}, 422, Code.INPUT_INVALID),
        ("POST", "/interview/sessions", [], 422, Code.INPUT_INVALID),
        ("DELETE", "/interview/sessions/nowhere", None, 404, Code.INTERVIEW_SESSION_NOT_FOUND),
        ("POST", "/interview/sessions", {}, 422, Code.INPUT_INVALID),
        ("POST", "/interview/outlook", {}, 422, Code.INPUT_INVALID),
        ("POST", "/interview/outlook", {"resumeText": " \n "}, 422, Code.INPUT_INVALID),
        ("POST", "/interview/sessions", {"occupation": "Nurse"}, 422, Code.INPUT_INVALID),
        ("GET", "/nowhere", None, 404, Code.OPERATION_UNKNOWN),
        ("PUT", "/interview/sessions", {}, 405, Code.OPERATION_UNKNOWN),
    ],
)
def test_wrong_input_has_a_code_and_a_sentence(app: App, method: str, path: str, body: Any, status: int, code: Code):
    found, reply = app.call(method, "/api" + path, body)
    assert (found, reply["code"]) == (status, code)
    assert reply["message"]


def test_who_names_nothing_to_be_interviewed_for_is_told_what_can_be_named(app: App):
    told = app.call("POST", "/api/interview/sessions", {})[1]["message"]
    assert [name for name in ("resumeId", "resumeText", "occupation") if f"({name})" not in told] == []
    told = app.call("POST", "/api/interview/sessions", {"occupation": "Nurse"})[1]["message"]
    assert "/api/interview/occupations" in told
