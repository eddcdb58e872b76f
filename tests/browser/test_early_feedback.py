"""Feedback after each answer: it comes below the box while somebody types, and takes nothing from them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import RESUME, answer_and_move_on, open_answer_page, open_session
from tests.browser.writing import box, stored, write
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

ANSWER = (
    "Our search took nine seconds and customers complained. I measured it first, then I added an index on the column "
    "we filter by, because the database read every row. In the end it took one second."
)


def open_with_feedback(app: App) -> str:
    wanted = {
        "resumeText": RESUME,
        "questionCount": 3,
        "followUpCount": 0,
        "forceCreate": True,
        "withFeedback": True,
    }
    status, session = app.call("POST", "/api/interview/sessions", wanted)
    assert status == 201, session
    assert session["withFeedback"]
    return str(session["sessionId"])


def test_it_comes_while_somebody_types_and_moves_nothing(page: Page, app: App):
    page.set_viewport_size({"width": 1280, "height": 657})
    session_id = open_with_feedback(app)
    open_answer_page(page, app, session_id)
    answer_and_move_on(page, ANSWER)
    expect(box(page)).to_be_editable(timeout=30_000)
    write(page, "I would ")
    before = box(page).bounding_box()
    opened = page.get_by_test_id("stExpander").filter(has_text="Feedback on your last answer")
    expect(opened).to_be_visible(timeout=60_000)
    box(page).press_sequentially("begin with the logs")
    assert box(page).bounding_box() == before
    expect(box(page)).to_have_value("I would begin with the logs")
    opened.locator("summary").click()
    expect(opened.get_by_text("If you change the answer that this is about")).to_be_visible()
    expect(opened.get_by_text("From the reference answer")).to_have_count(0)
    expect(box(page)).to_have_value("I would begin with the logs")
    wait_until(lambda: stored(app, session_id, 1)[0] == "I would begin with the logs", 30, "the draft is kept")


def test_without_the_wish_nothing_of_it_is_there(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    answer_and_move_on(page, ANSWER)
    expect(page.get_by_text("The conversation so far")).to_be_visible()
    expect(page.get_by_text("Feedback on your last answer", exact=True)).to_have_count(0)
    expect(page.get_by_text("Feedback on your last answer", exact=False)).to_have_count(0)
