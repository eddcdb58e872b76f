"""Calls that the HTTP API cannot use, and saves that come to it late, twice or at once, over the real process."""

from __future__ import annotations

import http.client
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.core.turn import storable
from interview.errors import Code
from tests.builders import RESUME
from tests.integration.test_draft_saves import deliveries, in_lanes, newest, texts
from tests.servers import App

pytestmark = pytest.mark.sqlite_first


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
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


def over_http(app: App, method: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", app.port, timeout=30)
    try:
        connection.request(method, path, json.dumps(body), {"Content-Type": "application/json"})
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())
    finally:
        connection.close()


def session_over_http(app: App) -> str:
    own_resume = f"{RESUME}\nReference: {uuid.uuid4()}"
    wanted = {"resumeText": own_resume, "questionCount": 2, "followUpCount": 0, "forceCreate": True}
    status, created = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, created
    return f"/api/interview/sessions/{created['sessionId']}"


@settings(max_examples=12, deadline=None)
@given(deliveries(), st.integers(2, 8))
def test_over_http_the_highest_revision_survives_late_double_and_concurrent_saves(
    app: App, saves: list[tuple[int, str]], lanes: int
):
    path = session_over_http(app)
    bodies = [{"questionIndex": 0, "answer": text, "revision": revision} for revision, text in saves]
    replies = in_lanes(lanes, bodies, lambda body: over_http(app, "PUT", f"{path}/answers", body))
    assert {status for status, _ in replies} == {200}
    question = app.get(f"{path}/question")[1]["question"]
    assert (question["revision"], question["draft"]) == newest(saves)


@settings(max_examples=12, deadline=None)
@given(deliveries(), texts.filter(str.strip), st.integers(0, 14), st.integers(2, 8))
def test_over_http_no_late_save_changes_a_submitted_answer(
    app: App, saves: list[tuple[int, str]], submitted: str, place: int, lanes: int
):
    path = session_over_http(app)
    bodies: list[tuple[str, dict[str, Any]]] = [
        ("PUT", {"questionIndex": 0, "answer": text, "revision": revision}) for revision, text in saves
    ]
    bodies.insert(place, ("POST", {"questionIndex": 0, "answer": submitted}))
    replies = in_lanes(lanes, bodies, lambda call: over_http(app, call[0], f"{path}/answers", call[1]))
    assert {status for status, _ in replies} <= {200, 409}
    last = over_http(app, "PUT", f"{path}/answers", {"questionIndex": 0, "answer": "too late", "revision": 99})
    # A session may be short: after many of them few new questions are left for this resume.
    final = (Code.INTERVIEW_NOT_CURRENT_QUESTION, Code.INTERVIEW_ALREADY_COMPLETED)
    assert (last[0], last[1]["code"] in final) == (409, True)
    session = app.get(path)[1]
    assert (session["questions"][0]["answer"], session["currentIndex"]) == (storable(submitted), 1)
