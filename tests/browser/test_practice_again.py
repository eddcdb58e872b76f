"""Answering a question again in the browser, and both answers beside each other."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import answer_and_move_on, open_answer_page, open_question, open_session, question_text
from tests.servers import App, wait_until

pytestmark = pytest.mark.long


def test_a_question_is_answered_again_and_both_answers_stand_side_by_side(page: Page, app: App):
    session_id = open_session(app, questions=2)
    path = f"/api/interview/sessions/{session_id}"
    for index, answer in enumerate(("I know <b>little</b> about it.", "Something else.")):
        app.call("POST", f"{path}/answers", {"questionIndex": index, "answer": answer})
    report = wait_until(lambda: ready(app, path), 60, "the report")
    page.goto(f"{app.url}/report?session={session_id}")
    open_question(page, 1).get_by_role("button", name="Answer this again").click()
    page.wait_for_url(re.compile("/answer"), timeout=30_000)
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=30_000)
    asked = report["questions"][0]
    assert question_text(page) == asked["question"]
    answer_and_move_on(page, asked["referenceAnswer"])
    expect(page.get_by_text("Compared with your earlier answer")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("I know <b>little</b> about it.")).to_be_visible()
    in_address = re.search(r"session=(\w+)", page.url)
    assert in_address is not None
    retake_id = in_address[1]
    settle_first(app, path, "not_said")
    settle_first(app, f"/api/interview/sessions/{retake_id}", "said")
    page.reload()
    expect(page.get_by_text("More than before:").first).to_be_visible(timeout=60_000)
    (both,) = app.get(f"/api/interview/sessions/{retake_id}/retake")[1]
    assert both["gained"]
    assert (both["earlier"]["sessionId"], both["later"]["sessionId"]) == (session_id, retake_id)
    assert both["changes"]["score"] > 0
    page.goto(f"{app.url}/history")
    expect(page.get_by_text("Retake", exact=True)).to_be_visible(timeout=30_000)


def settle_first(app: App, path: str, word: str) -> None:
    """Settle every key point of the first question: what follows does not hang on what the scorer is sure of."""
    first = wait_until(lambda: ready(app, path), 60, "the report")["questions"][0]
    for point in first["evidence"]:
        body = {"questionIndex": 0, "pointId": point["pointId"], "settled": word}
        assert app.call("PUT", f"{path}/verdict", body)[0] == 200


def ready(app: App, path: str):
    report = app.get(f"{path}/report")[1]
    return report if report["evaluateStatus"] == "COMPLETED" else None


def test_a_guess_holds_the_report_back_and_then_stands_beside_the_result(page: Page, app: App):
    session_id = open_session(app)
    path = f"/api/interview/sessions/{session_id}"
    app.kill("worker")
    app.call("POST", f"{path}/answers", {"questionIndex": 0, "answer": "I measured first."})
    page.goto(f"{app.url}/report?session={session_id}")
    page.get_by_role("button", name="Guess your score first").click(timeout=30_000)
    wait_until(lambda: evaluated(app, session_id), 60, "the grades")
    page.get_by_label("Your guess, 0 to 100").fill("71")
    page.get_by_role("button", name="Keep my guess").click()
    expect(page.get_by_text("You expected 71", exact=False)).to_be_visible(timeout=60_000)
    assert app.get(f"{path}/report")[1]["predictedScore"] == 71
    status, refused = app.call("POST", f"{path}/prediction", {"score": 80})
    assert (status, refused["code"]) == (409, "INTERVIEW_ALREADY_COMPLETED")
    assert app.get(f"{path}/export?format=json")[1]["predictedScore"] == 71


def test_a_guess_that_is_being_typed_outlives_a_reload_however_fast_the_grades_are(page: Page, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    answer_and_move_on(page, "I measured where the time went and changed one thing at a time.")
    wait_until(lambda: evaluated(app, session_id), 60, "the grades")
    guess = page.get_by_label("Your guess, 0 to 100")
    guess.fill("a lot")
    page.get_by_role("button", name="Keep my guess").click()
    expect(page.get_by_text("Type a number from 0 to 100", exact=False)).to_be_visible()
    guess.fill("55")
    page.wait_for_url(re.compile("guess=55"))
    page.reload()
    expect(guess).to_have_value("55", timeout=30_000)
    page.get_by_role("button", name="Keep my guess").click()
    expect(page.get_by_text("You expected 55", exact=False)).to_be_visible(timeout=60_000)
    expect(page).not_to_have_url(re.compile("guess"))
    second = open_session(app)
    page.get_by_role("link", name="History").click()
    page.get_by_role("button", name="Continue").first.click(timeout=30_000)
    page.wait_for_url(re.compile(second))
    answer_and_move_on(page, "I asked the users first and built the smallest thing that helped them.")
    expect(page.get_by_label("Your guess, 0 to 100")).to_have_value("", timeout=30_000)


def evaluated(app: App, session_id: str) -> bool:
    lines = app.get("/api/interview/sessions")[1]["sessions"]
    return any(line["sessionId"] == session_id and line["evaluateStatus"] == "COMPLETED" for line in lines)
