"""With a model an interview opens with its first question; where the next one is not there yet, the page waits with
the person and goes on by itself, or says what is wrong."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import AXE, violations
from tests.browser.test_start import paste_resume, set_number
from tests.browser.walking import RESUME, open_answer_page, open_session
from tests.openai_server import OpenAIServer
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

SAID = "My part was the billing run: it took nine hours before and forty minutes afterwards, measured in the log."


@pytest.fixture(scope="module")
def app_with_model(tmp_path_factory: pytest.TempPathFactory, model_server: OpenAIServer) -> Iterator[App]:
    started = App(
        tmp_path_factory.mktemp("quick"),
        OPENAI_BASE_URL=model_server.base_url,
        OPENAI_MODEL="test-model",
        OPENAI_TIMEOUT_S="20",
        QUESTION_COUNT="5",
    )
    yield started
    started.stop()


@pytest.fixture(autouse=True)
def nothing_asked_before(app_with_model: App) -> None:
    """What a resume was asked before is not asked again, and the scripted server knows few questions."""
    app_with_model.delete_everything()


def waiting_for_the_second(app: App, server: OpenAIServer) -> str:
    """An interview whose second question nobody has yet, as where the practice interviewer knows none; its id."""
    server.always("hang", seconds=600, operation="plan")
    server.always("hang", seconds=600, operation="write")
    session_id = open_session(app, questions=2)
    with sqlite3.connect(app.folder / "data" / "interview.db") as db:
        db.execute("UPDATE turn SET question = '' WHERE session_id = ? AND main = 1", (session_id,))
        db.execute("UPDATE session SET version = version + 1 WHERE id = ?", (session_id,))
    db.close()
    answer = {"questionIndex": 0, "answer": SAID}
    status, reply = app.call("POST", f"/api/interview/sessions/{session_id}/answers", answer)
    assert (status, reply["nextQuestion"], reply["hasNextQuestion"]) == (200, None, True)
    assert app.get(f"/api/interview/sessions/{session_id}/question")[1]["beingWritten"]
    return session_id


@pytest.mark.parametrize(("tokens_per_s", "bound_s", "questions"), [(80, 8, 5), (40, 15, 24)])
def test_the_first_question_is_on_the_page_while_the_others_are_written(
    page: Page, app_with_model: App, server: OpenAIServer, tokens_per_s: int, bound_s: int, questions: int
) -> None:
    paste_resume(page, app_with_model, f"{RESUME}Opens with its first question of {questions}.")
    set_number(page, "Questions", questions)
    expect(page.get_by_text(f"{questions} questions, up to", exact=False)).to_be_visible()
    server.always("paced", tokens_per_s=tokens_per_s, seconds=0.5)
    began = time.monotonic()
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_text("Your first question is being written. It may still change.")).to_be_visible(timeout=10_000)
    expect(page.locator(".mi-arriving")).to_contain_text("…")
    expect(page.get_by_label("Your answer")).to_have_count(0)
    expect(page.locator("h1.mi-question")).to_contain_text("?", timeout=20_000)
    assert time.monotonic() - began < bound_s
    expect(page.get_by_text(f"Question 1 of {questions}")).to_be_visible()
    expect(page.get_by_text("Model test-model").first).to_be_visible()
    session_id = page.url.split("session=")[1][:32]
    path = f"/api/interview/sessions/{session_id}"
    assert app_with_model.get(path)[1]["questionsToWrite"] > 0
    page.get_by_label("Your answer").fill("I begin to type.")
    expect(page.get_by_role("button", name="Show a hint")).to_be_visible(timeout=60_000)
    expect(page.get_by_label("Your answer")).to_have_value("I begin to type.")
    wait_until(lambda: app_with_model.get(path)[1]["questionsToWrite"] == 0, 240, "everything is written")


def in_german(app: App, questions: int) -> str:
    """An interview in a language for which nobody but the model has questions; its id."""
    wanted = {
        "resumeText": f"{RESUME}Made {time.monotonic_ns()}.",
        "questionCount": questions,
        "followUpCount": 0,
        "language": "de",
        "forceCreate": True,
    }
    status, made = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, made
    return str(made["sessionId"])


def submit_first(page: Page, app: App, session_id: str) -> None:
    open_answer_page(page, app, session_id)
    page.get_by_label("Your answer").fill(SAID)
    page.get_by_role("button", name="Submit answer").click()


def answers(app: App, session_id: str) -> list[str]:
    return [turn["answer"] for turn in app.get(f"/api/interview/sessions/{session_id}")[1]["questions"]]


@pytest.mark.long
def test_a_question_that_is_still_streaming_is_waited_for_honestly_and_comes_by_itself(
    page: Page, app_with_model: App, server: OpenAIServer
) -> None:
    server.always("paced", tokens_per_s=60, seconds=0.2)
    server.always("paced", tokens_per_s=12, seconds=0.5, operation="write")
    session_id = in_german(app_with_model, 2)
    submit_first(page, app_with_model, session_id)
    expect(page.get_by_role("heading", name="Your next question is being written")).to_be_visible()
    expect(page.get_by_text("Written so far: 1 of 2 questions.")).to_be_visible()
    expect(page.get_by_role("button", name="Go on without this question")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Your next question is being written")).to_be_visible()
    expect(page.locator("h1.mi-question")).to_contain_text("?", timeout=120_000)
    expect(page.get_by_label("Your answer")).to_be_editable()
    assert answers(app_with_model, session_id)[0] == SAID
    assert server.count("write") == 1


@pytest.mark.long
def test_a_question_that_the_model_never_writes_is_left_out_on_a_click_and_the_report_says_so(
    page: Page, tmp_path_factory: pytest.TempPathFactory, server: OpenAIServer
) -> None:
    # One call after the other, so that it is known which one fails.
    app = App(
        tmp_path_factory.mktemp("one"),
        OPENAI_BASE_URL=server.base_url,
        OPENAI_MODEL="test-model",
        EVALUATION_PARALLEL="1",
    )
    try:
        server.behave("refusal", operation="write")
        session_id = in_german(app, 3)
        path = f"/api/interview/sessions/{session_id}"
        wait_until(lambda: app.get(path)[1]["questionsToWrite"] == 1, 60, "all but one is written")
        submit_first(page, app, session_id)
        expect(page.get_by_role("heading", name="Your next question has not come yet")).to_be_visible()
        expect(page.get_by_text("The model declined to work on this text.", exact=False)).to_be_visible()
        expect(page.get_by_text("It was not asked, so it does not count.", exact=False)).to_be_visible()
        page.evaluate(AXE)
        assert violations(page) == []
        page.get_by_role("button", name="Go on without this question").click()
        expect(page.locator("h1.mi-question")).to_contain_text("?")
        expect(page.get_by_text("Question 3 of 3")).to_be_visible()
        page.get_by_label("Your answer").fill(f"{SAID} Once more.")
        page.get_by_role("button", name="Submit answer").click()
        page.wait_for_url("**/report?**", timeout=60_000)
        wait_until(lambda: app.get(f"{path}/report")[1]["evaluateStatus"] == "COMPLETED", 90, "graded")
        assert answers(app, session_id) == [SAID, f"{SAID} Once more."]
        page.goto(f"{app.url}/report?session={session_id}")
        expect(page.get_by_text("Question 2 was never written by the model.", exact=False).first).to_be_visible()
        expect(page.get_by_text("Question 3:", exact=False).first).to_be_visible()
    finally:
        app.stop()


@pytest.mark.long
def test_where_the_bank_has_a_question_it_is_asked_in_place_of_one_that_fails_and_signed(
    page: Page, app_with_model: App, server: OpenAIServer
) -> None:
    server.always("401", operation="write")
    server.always("401", operation="plan")
    session_id = open_session(app_with_model, questions=2)
    submit_first(page, app_with_model, session_id)
    expect(page.get_by_text("Question 2 of 2")).to_be_visible()
    expect(page.locator("h1.mi-question")).to_contain_text("?")
    expect(page.locator(".mi-facts").get_by_text("Practice interviewer")).to_be_visible()
    assert answers(app_with_model, session_id)[0] == SAID


@pytest.mark.long
def test_whoever_is_faster_than_the_model_waits_on_a_page_that_goes_on_by_itself(
    page: Page, app_with_model: App, server: OpenAIServer
) -> None:
    session_id = waiting_for_the_second(app_with_model, server)
    page.goto(f"{app_with_model.url}/answer?session={session_id}")
    expect(page.get_by_role("heading", name="Your next question is being written")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Written so far: 1 of 2 questions.")).to_be_visible()
    expect(page.get_by_text("Questions that are not written yet do not count.")).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_count(0)
    page.evaluate(AXE)
    assert violations(page) == []
    server.reset()
    expect(page.locator("h1.mi-question")).to_contain_text("?", timeout=60_000)
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=30_000)


@pytest.mark.long
def test_a_question_that_does_not_come_says_why_and_is_tried_again_on_a_click(
    page: Page, app_with_model: App, server: OpenAIServer
) -> None:
    session_id = waiting_for_the_second(app_with_model, server)
    server.always("401")
    page.goto(f"{app_with_model.url}/answer?session={session_id}")
    expect(page.get_by_role("heading", name="Your next question has not come yet")).to_be_visible(timeout=90_000)
    expect(page.get_by_text("The model service does not accept the key of this app.", exact=False)).to_be_visible()
    page.evaluate(AXE)
    assert violations(page) == []
    server.reset()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("h1.mi-question")).to_contain_text("?", timeout=60_000)
