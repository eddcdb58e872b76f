"""Redis may vanish at any moment: the interview goes on, and grading catches up when it is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.core.evaluation import EvaluateStatus
from interview.core.session import SessionStatus
from tests.servers import App, RedisServer, wait_until

ANSWERS = ("A process owns its memory, threads share it.", "An index costs writes.", "I measured before I changed it.")


@pytest.fixture(scope="module")
def forgetful_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """One that comes back empty, for this file alone."""
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, forgetful_redis: RedisServer) -> Iterator[App]:
    started = App(tmp_path_factory.mktemp("app"), REDIS_URL=forgetful_redis.url)
    yield started
    started.stop()


def start(app: App, questions: int) -> str:
    text = "Ada Example\nSkills: Python, SQL, Docker\nBuilt a billing service in Python at Example Ltd, 2019 to 2024."
    wanted = {"resumeText": text, "questionCount": questions, "followUpCount": 0, "forceCreate": True}
    status, created = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, created
    return str(created["sessionId"])


def submit(app: App, session_id: str, index: int) -> None:
    body = {"questionIndex": index, "answer": ANSWERS[index % 3]}
    status, reply = app.call("POST", f"/api/interview/sessions/{session_id}/answers", body)
    assert status == 200, reply


def evaluated(app: App, session_id: str):
    session = app.get(f"/api/interview/sessions/{session_id}")[1]
    return session if session["status"] == SessionStatus.EVALUATED else None


def test_redis_flushed_stopped_and_back_again_costs_no_answer_and_no_grade(app: App, forgetful_redis: RedisServer):
    session_id = start(app, 3)
    submit(app, session_id, 0)
    forgetful_redis.flush()
    submit(app, session_id, 1)
    forgetful_redis.stop()
    assert app.get(f"/api/interview/sessions/{session_id}/question")[1]["question"]["questionIndex"] == 2
    submit(app, session_id, 2)
    session = app.get(f"/api/interview/sessions/{session_id}")[1]
    assert (session["status"], session["evaluateStatus"]) == (SessionStatus.COMPLETED, EvaluateStatus.PENDING)
    health = app.get("/api/health")[1]
    assert (health["status"], health["redis"]) == ("degraded", "away")
    forgetful_redis.start()
    done = wait_until(lambda: evaluated(app, session_id), 60, "graded once Redis is back")
    assert [question["answer"] for question in done["questions"]] == list(ANSWERS)
    report = app.get(f"/api/interview/sessions/{session_id}/report")[1]
    assert report["evaluateStatus"] == EvaluateStatus.COMPLETED
    assert report["coverage"]["total"] == 3


def test_a_killed_worker_is_replaced_and_grading_finishes(app: App):
    session_id = start(app, 2)
    submit(app, session_id, 0)
    app.kill("worker")
    submit(app, session_id, 1)
    done = wait_until(lambda: evaluated(app, session_id), 60, "graded by the next worker")
    assert [question["answer"] for question in done["questions"]] == list(ANSWERS[:2])
    assert app.get(f"/api/interview/sessions/{session_id}/report")[1]["evaluateStatus"] == EvaluateStatus.COMPLETED


def test_an_interview_deleted_while_redis_was_away_leaves_it_soon_after_it_is_back(
    tmp_path: Path, durable_redis: RedisServer
):
    app = App(tmp_path, REDIS_URL=durable_redis.url)
    try:
        session_id = start(app, 2)
        submit(app, session_id, 0)
        assert session_id in durable_redis.everything()
        durable_redis.stop()
        status, receipt = app.call("DELETE", f"/api/interview/sessions/{session_id}")
        # The worker may take it out before anybody can look.
        assert (status, receipt["waitsFor"]) == (200, ["redis"])
        durable_redis.start()
        wait_until(lambda: session_id not in durable_redis.everything(), 30, "the worker takes it out")
    finally:
        app.stop()
