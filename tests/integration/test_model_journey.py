"""The main job with a model behind it, over real HTTP, and every way that model can fail."""

import pytest

from interview.errors import Code
from tests.browser.walking import RESUME
from tests.openai_server import OpenAIServer
from tests.servers import App, wait_until

pytestmark = pytest.mark.usefixtures("server")
WORDS = "A generator keeps only its current state in memory, because items are made one at a time."


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, model_server: OpenAIServer):
    started = App(
        tmp_path_factory.mktemp("model"),
        OPENAI_BASE_URL=model_server.base_url,
        OPENAI_MODEL="test-model",
        OPENAI_TIMEOUT_S="2",
        FOLLOW_UP_TIMEOUT_S="1",
        EVALUATION_ATTEMPTS="1",
    )
    yield started
    started.stop()


def create(app: App, questions: int = 2, follow_ups: int = 1):
    wanted = {"resumeText": RESUME, "questionCount": questions, "followUpCount": follow_ups, "forceCreate": True}
    return app.call("POST", "/api/interview/sessions", wanted)


def written(app: App, session_id: str) -> bool:
    return app.get(f"/api/interview/sessions/{session_id}")[1]["questionsToWrite"] == 0


def answer_all(app: App, session_id: str) -> list[str]:
    path = f"/api/interview/sessions/{session_id}"
    said: list[str] = []
    while (asked := app.get(f"{path}/question")[1]["question"]) is not None:
        said.append(f"{WORDS} Number {len(said)}.")
        status, reply = app.call(
            "POST", f"{path}/answers", {"questionIndex": asked["questionIndex"], "answer": said[-1]}
        )
        assert status == 200, reply
    return said


def ended(app: App, session_id: str):
    report = app.get(f"/api/interview/sessions/{session_id}/report")[1]
    return report if report["evaluateStatus"] in ("COMPLETED", "FAILED") else None


def test_the_model_asks_follows_up_grades_and_signs(app: App):
    assert app.get("/api/health")[1]["interviewer"] == "model:test-model"
    status, session = create(app)
    assert status == 201
    wait_until(lambda: written(app, session["sessionId"]), 60, "every question is written")
    said = answer_all(app, session["sessionId"])
    assert len(said) == 4
    report = wait_until(lambda: ended(app, session["sessionId"]), 60, "graded")
    assert report["evaluateStatus"] == "COMPLETED", report["evaluateError"]
    assert report["gradedBy"] == ["model:test-model"]
    assert [question["answer"] for question in report["questions"]] == said
    assert report["coverage"] == {
        "graded": 4,
        "byCandidate": 0,
        "waitingForMarks": 0,
        "unanswered": 0,
        "ungraded": 0,
        "total": 4,
    }
    shown = app.get(f"/api/interview/sessions/{session['sessionId']}")[1]["questions"]
    assert {question["askedBy"] for question in shown} == {"model:test-model"}


FAILURES = [
    ("401", Code.AI_API_KEY_INVALID),
    ("429", Code.AI_RATE_LIMITED),
    ("500", Code.AI_SERVICE_UNAVAILABLE),
    ("hang", Code.AI_SERVICE_TIMEOUT),
    ("garbage", Code.AI_RESPONSE_INVALID),
]


@pytest.mark.parametrize(("behaviour", "code"), FAILURES)
def test_a_failing_model_costs_a_grade_but_never_an_answer(app: App, server: OpenAIServer, behaviour, code):
    session_id = create(app)[1]["sessionId"]
    server.always(behaviour, seconds=5)
    said = answer_all(app, session_id)
    report = wait_until(lambda: ended(app, session_id), 60, "the failure is stated")
    assert (report["evaluateStatus"], report["evaluateErrorCode"]) == ("FAILED", code)
    assert report["evaluateError"]
    assert report["overallScore"] is None
    assert [question["score"] for question in report["questions"]] == [None] * len(said)
    assert [question["answer"] for question in report["questions"]] == said
    server.reset()
    assert app.call("POST", f"/api/interview/sessions/{session_id}/evaluation")[0] == 202
    again = wait_until(lambda: ended(app, session_id), 60, "graded again")
    assert again["evaluateStatus"] == "COMPLETED"
    assert [question["answer"] for question in again["questions"]] == said


@pytest.mark.parametrize(("behaviour", "code"), FAILURES)
def test_a_model_that_cannot_ask_is_said_and_nobody_steps_in(app: App, server: OpenAIServer, behaviour, code):
    server.always(behaviour, seconds=5)
    status, reply = create(app)
    assert status in (500, 503)
    assert reply["code"] == code
    assert reply["message"]
