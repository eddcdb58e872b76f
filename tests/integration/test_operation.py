"""What operators see while a real app grades: health, the page, the log; and grading again over the HTTP API."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from interview.core.evaluation import EvaluateStatus
from interview.core.model_calls import CallStatistics
from interview.errors import Code, Failed
from interview.messages import written
from interview.services import services as services_of_process
from interview.storage.tables import ModelCallRow
from interview.web import health
from tests.app_test import AppTest
from tests.browser.walking import RESUME
from tests.integration.test_candidate import ME, create
from tests.openai_server import OpenAIServer
from tests.servers import ROOT, App, wait_until

pytestmark = pytest.mark.sqlite_first

SECRET = "Xylophone migration quartz"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, model_server: OpenAIServer):
    started = App(
        tmp_path_factory.mktemp("operation"),
        OPENAI_BASE_URL=model_server.base_url,
        OPENAI_MODEL="test-model",
        LEASE_S="5",
    )
    yield started
    started.stop()


@pytest.fixture(scope="module")
def graded(app: App) -> str:
    """The path of a graded interview of three answers."""
    wanted = {"resumeText": RESUME, "questionCount": 3, "followUpCount": 0, "forceCreate": True}
    path = f"/api/interview/sessions/{app.call('POST', '/api/interview/sessions', wanted)[1]['sessionId']}"
    for index in range(3):
        answer = {"questionIndex": index, "answer": f"{SECRET} names the purpose in plain words. Number {index}."}
        assert app.call("POST", f"{path}/answers", answer)[0] == 200
    wait_until(lambda: ended(app, path), 60, "graded")
    return path


def ended(app: App, path: str):
    report = app.get(f"{path}/report")[1]
    return report if report["evaluateStatus"] in ("COMPLETED", "FAILED") else None


@pytest.mark.long
def test_health_counts_evaluations_and_model_calls(app: App, model_server: OpenAIServer, graded: str):
    found = app.get("/api/health")[1]
    assert found["evaluations"] == {"waiting": 0, "running": 0, "stranded": 0, "failed": 0, "completed": 1}
    assert (found["queueDepth"], found["gradesEarly"]) == (0, False)
    by_operation = {line["operation"]: line for line in found["modelCalls"]}
    assert sum(line["calls"] for line in by_operation.values()) == model_server.count()
    assert {"open", "details", "grade", "summarise"} <= set(by_operation)
    assert by_operation["grade"]["tokensIn"] > 0
    assert by_operation["grade"]["p95Ms"] >= by_operation["grade"]["medianMs"] > 0


def test_one_log_line_per_model_call_and_no_word_of_anybody(app: App, model_server: OpenAIServer, graded: str):
    log = (app.folder / "run.log").read_text()
    told = r"model call operation=(\w+) model=\S+ ms=\d+ first_byte_ms=\d+ tokens_in=\d+ tokens_out=\d+ outcome=\S+"
    operations = re.findall(f"{told} attempt=", log)
    # The web process opens, the worker writes on and grades.
    for operation in ("open", "details", "grade", "summarise"):
        assert operations.count(operation) == model_server.count(operation) > 0
    assert not [word for word in (*SECRET.split(), RESUME.split()[0]) if word in log]


def test_one_answer_gets_a_second_opinion_over_the_api(app: App, model_server: OpenAIServer, graded: str):
    before = model_server.count("grade")
    reply = app.call("POST", f"{graded}/evaluation", {"questionIndex": 1, "secondOpinion": True})
    assert reply[0] == 202
    report = wait_until(lambda: ended(app, graded), 60, "a second opinion")
    question = report["questions"][1]
    assert (len(question["opinions"]), question["spread"], question["needsReview"]) == (3, 0, False)
    assert [old["score"] for old in question["earlier"]] == [question["score"]]
    assert model_server.count("grade") == before + 3
    seeds = {request.body.get("seed") for request in model_server.requests if request.operation == "grade"}
    assert len(seeds) == 3


def test_strengths_come_with_words_of_the_answer(app: App, graded: str):
    questions = app.get(f"{graded}/report")[1]["questions"]
    remarks = [(one, question) for question in questions for one in (*question["strengths"], *question["weaknesses"])]
    assert remarks
    assert all(remark["quote"] and remark["quote"] in question["answer"] for remark, question in remarks)


def test_a_question_that_is_not_there_cannot_be_graded_again(app: App, graded: str):
    status, reply = app.call("POST", f"{graded}/evaluation", {"questionIndex": 99})
    assert (status, reply["code"]) == (404, Code.INTERVIEW_QUESTION_NOT_FOUND)


def failed_session(services, interviewer) -> str:
    session = create(services, mains=1)
    services.candidate.submit_answer(ME, session.id, 0, f"{SECRET} is my answer")
    services.candidate.complete(ME, session.id)
    interviewer.fail_with["grade"] = Failed(Code.AI_API_KEY_INVALID, written("The key is not accepted."))
    services.evaluator.run(ME, session.id, "w")
    return str(session.id)


def test_failed_and_stranded_evaluations_are_counted(services, interviewer):
    failed_session(services, interviewer)
    waiting = create(services, mains=1)
    services.candidate.submit_answer(ME, waiting.id, 0, "an answer")
    services.candidate.complete(ME, waiting.id)
    counts = health.count(services)
    assert counts == {"waiting": 1, "running": 0, "stranded": 1, "failed": 1, "completed": 0}
    assert [one.status for one in services.operation.failed()] == [EvaluateStatus.FAILED]


def test_on_a_busy_day_every_call_of_the_day_is_counted(services):
    now = datetime.now(UTC)

    def called(number: int) -> dict[str, object]:
        is_early = number < 5_000
        return {
            "at": now - timedelta(days=2 if number < 100 else 0, hours=20 if is_early else 1),
            "operation": "plan" if number == 4_999 else "grade",
            "model": "m",
            "milliseconds": 9_000 if is_early else 1_000,
            "tokens_in": 10,
            "tokens_out": 1,
            "outcome": Code.AI_TOO_LONG if is_early else "ok",
        }

    with services.store.transaction() as db:
        db.execute(insert(ModelCallRow), [called(number) for number in range(25_100)])
    assert services.operation.model_calls() == (
        CallStatistics("grade", 24_999, 4_899, 1_000, 1_000, 249_990, 24_999),
        CallStatistics("plan", 1, 1, 9_000, 9_000, 10, 1),
    )


def test_the_page_for_operators_shows_a_failure_and_no_word_of_the_answer(
    services, interviewer, monkeypatch: pytest.MonkeyPatch, database_url: str, tmp_path: Path
):
    session_id = failed_session(services, interviewer)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("REDIS_URL", services.settings.redis_url)
    services_of_process.cache_clear()
    page = AppTest.from_file(str(ROOT / "pages" / "operator.py"), default_timeout=20).run()
    services_of_process().store.engine.dispose()
    services_of_process.cache_clear()
    assert not page.exception
    shown = " ".join(table.value.to_string() for table in page.table)
    assert session_id in shown
    assert Code.AI_API_KEY_INVALID in shown
    assert not [word for word in SECRET.split() if word in shown]
    assert "1" in [metric.value for metric in page.metric]
