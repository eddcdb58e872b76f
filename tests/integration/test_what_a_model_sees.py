"""No request of an interview with a model has the person's name or contact data, and the preview says what goes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from interview import beside
from interview.core.interviewer import Brief
from interview.core.profile import Profile
from interview.errors import Code, Invalid
from interview.model.what_is_told import told
from interview.models_in_use import what_is_told
from interview.resume.read import QUICK_CHARS
from tests.fakes import NotedBeside
from tests.openai_replies import understand
from tests.openai_server import OpenAIServer
from tests.servers import App, wait_until

pytestmark = pytest.mark.sqlite_first

RESUME = """Jane Quimby
Software Engineer
12 Baker Street, London NW1 6XE
+44 20 7946 0958 | jane.quimby@example.com | https://quimby.example/cv
Date of birth: 12 May 1990

SKILLS
Python, PostgreSQL, Docker

EXPERIENCE
Acme Ltd, Software Engineer, 2019 - 2023
- Jane Quimby cut the time of a release by 30 % with Docker.
- Moved 40 services to PostgreSQL; contact jane.quimby@example.com for the talk.

EDUCATION
University of Leeds, BSc Computer Science

REFERENCES
John Tester, +44 20 1111 2222
"""
JOB = "Backend developer\nYou need Python and Kubernetes.\nWrite to hr.person@acme.example or call 030 1234567."
SECRETS = (
    "Quimby",
    "quimby",
    "Jane",
    "Baker Street",
    "NW1",
    "20 7946",
    "7946 0958",
    "12 May 1990",
    "1111 2222",
    "hr.person",
    "0171 5550199",
)
ANSWER = (
    "I am Jane Quimby, and at Acme Ltd I made a release 30 % quicker with Docker. Write to jane.quimby@example.com or "
    "call 0171 5550199 for more. A generator keeps only its current state in memory. Number {}."
)


@pytest.fixture(scope="module")
def model() -> Any:
    with OpenAIServer() as server:
        yield server


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, model: OpenAIServer) -> Any:
    started = App(
        tmp_path_factory.mktemp("told"),
        OPENAI_BASE_URL=model.base_url,
        OPENAI_MODEL="test-model",
        OPENAI_SPEECH_MODEL="voice",
        FOLLOW_UP_TIMEOUT_S="5",
    )
    yield started
    started.stop()


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in leaves(part)]
    if isinstance(value, list):
        return [text for part in value for text in leaves(part)]
    return [value] if isinstance(value, str) else []


def test_no_request_of_a_whole_interview_has_who_it_is(app: App, model: OpenAIServer) -> None:
    wanted = {"resumeText": RESUME, "questionCount": 3, "followUpCount": 1, "jobText": JOB, "forceCreate": True}
    asked = {"resumeText": RESUME, "jobText": JOB}
    status, told = app.call("POST", "/api/interview/outlook/told", asked)
    assert (status, told["isSent"]) == (200, True)
    shown = "\n".join(leaves(told))
    assert [secret for secret in SECRETS if secret in shown] == []
    assert {"NAME", "EMAIL", "PHONE", "ADDRESS", "LINK", "BIRTH DATE"} <= {each["kind"] for each in told["replaced"]}

    model.always("gullible", operation="grade")
    status, session = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, session
    path = f"/api/interview/sessions/{session['sessionId']}"
    wait_until(lambda: app.get(path)[1]["questionsToWrite"] == 0, 60, "every question is written")
    said: list[str] = []
    while (question := app.get(f"{path}/question")[1]["question"]) is not None:
        said.append(ANSWER.format(len(said)))
        assert (
            app.call("POST", f"{path}/answers", {"questionIndex": question["questionIndex"], "answer": said[-1]})[0]
            == 200
        )
    assert len(said) > 3
    report = wait_until(lambda: graded(app, path), 60, "graded")
    # What the person sees is whole again: quotes stand in the answers as they were typed.
    assert [each["answer"] for each in report["questions"]] == said
    quotes = [point["quote"] for each in report["questions"] for point in each["evidence"] if point["quote"]]
    assert quotes
    assert all(any(quote in answer for answer in said) for quote in quotes)
    assert "[NAME" not in json.dumps(report["questions"])

    operations = {each.operation for each in model.requests}
    assert {"open", "write", "details", "follow_up", "grade", "summarise"} <= operations
    for each in model.requests:
        body = json.dumps(each.body, ensure_ascii=False)
        assert [secret for secret in SECRETS if secret in body] == [], each.operation
    graded_with = [json.dumps(each.body, ensure_ascii=False) for each in model.requests if each.operation == "grade"]
    assert all("I am [NAME]" in body and "[EMAIL 1]" in body and "Acme Ltd" in body for body in graded_with)


def test_the_preview_is_what_every_request_takes_its_lines_from(app: App, model: OpenAIServer) -> None:
    told = app.call("POST", "/api/interview/outlook/told", {"resumeText": RESUME, "jobText": JOB})[1]
    shown = {" ".join(text.split()) for text in leaves(told)}
    whole = "\n".join(shown)
    seen = 0
    for each in model.requests:
        if each.operation not in ("ask", "open", "plan", "write"):
            continue
        _, material = understand(each.body["messages"])
        for line in str(material["resume"]).splitlines():
            assert " ".join(line.split()) in shown
            seen += 1
        of_lists = [material.get(name, []) for name in ("achievements", "projects", "job_requirements", "skills")]
        for entry in (entry for listed in of_lists for entry in listed):
            for text in [entry] if isinstance(entry, str) else [entry.get("name", ""), entry.get("line", "")]:
                assert " ".join(text.split()) in whole
                seen += 1
    assert seen > 10


def graded(app: App, path: str) -> Any:
    report = app.get(f"{path}/report")[1]
    return report if report["evaluateStatus"] == "COMPLETED" else None


def test_what_is_told_of_a_resume_longer_than_any_usual_one_is_found_out_beside(monkeypatch: pytest.MonkeyPatch):
    noted = NotedBeside()
    monkeypatch.setattr(beside, "_in_use", [noted])
    usual = Brief(Profile(), RESUME, ())
    long = replace(usual, resume_text=RESUME + "- Wrote words of work.\n" * (QUICK_CHARS // 20))
    assert what_is_told(usual) == told(usual)
    assert noted.asked == 0
    assert what_is_told(long) == told(long)
    assert noted.asked == 1
    monkeypatch.setattr(beside, "_in_use", [NotedBeside(is_stuck=True)])
    with pytest.raises(Invalid) as refused:
        what_is_told(long)
    assert refused.value.code is Code.RESUME_TOO_COMPLEX
