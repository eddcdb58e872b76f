"""Two tabs, two devices, impatient hands: words of one never erase words of the other unseen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walking import open_answer_page, open_session, question_text
from tests.browser.writing import stored, write
from tests.servers import App, wait_until


def stale_tab(page: Page, other: Page, app: App, session_id: str, mine: str, theirs: str) -> None:
    """`page` opened first; `other` has saved `theirs` since; `mine` was typed into `page` after that."""
    open_answer_page(page, app, session_id)
    open_answer_page(other, app, session_id)
    write(other, theirs)
    page.get_by_label("Your answer").press_sequentially(mine)
    expect(page.get_by_text("Another tab or device saved this text", exact=False)).to_be_visible()
    expect(page.get_by_label("The other text")).to_have_text(theirs)
    assert stored(app, session_id)[0] == theirs


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        pytest.param("Use that text", "from the phone", marks=pytest.mark.long),
        pytest.param("Keep mine", "from here", marks=pytest.mark.long),
        ("Keep both", "from the phone\n\nfrom here"),
    ],
)
def test_the_older_device_is_shown_both_texts_and_decides(
    page: Page, other_device: BrowserContext, app: App, choice: str, kept: str
):
    session_id = open_session(app)
    other = other_device.new_page()
    stale_tab(page, other, app, session_id, "from here", "from the phone")
    page.get_by_role("button", name=choice).click()
    expect(page.get_by_label("Your answer")).to_have_value(kept)
    wait_until(lambda: stored(app, session_id)[0] == kept, 30, "the chosen text is stored")
    page.get_by_label("Your answer").press("Control+End")
    page.keyboard.type("!")
    wait_until(lambda: stored(app, session_id)[0] == kept + "!", 30, "writing goes on")


def test_a_choice_not_made_yet_survives_a_reload(page: Page, other_device: BrowserContext, app: App):
    session_id = open_session(app)
    stale_tab(page, other_device.new_page(), app, session_id, "from here", "from the phone")
    page.reload()
    expect(page.get_by_label("The other text")).to_have_text("from the phone")
    expect(page.get_by_label("Your answer")).to_have_value("from here")


def test_a_tab_that_comes_back_into_view_shows_the_newest_text(page: Page, context: BrowserContext, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    write(page, "first")
    other = context.new_page()
    open_answer_page(other, app, session_id)
    write(other, " and second")
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_label("Your answer")).to_have_value("first and second")
    write(page, " and third")
    assert stored(app, session_id)[0] == "first and second and third"


@pytest.mark.parametrize("way", ["Submit answer", "Skip this question", "End the interview"])
def test_a_stale_tab_cannot_submit_over_words_it_has_not_seen(
    page: Page, other_device: BrowserContext, app: App, way: str
):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    write(page, "old words")
    other = other_device.new_page()
    open_answer_page(other, app, session_id)
    other.get_by_label("Your answer").fill("new words")
    wait_until(lambda: stored(app, session_id)[0] == "new words", 30, "the newer text is stored")
    page.get_by_role("button", name=way).click()
    if way == "Skip this question":
        page.get_by_role("button", name="Skip it").click()
    expect(page.get_by_label("The other text")).to_have_text("new words")
    expect(page.get_by_role("button", name="Submit answer")).to_be_disabled()
    assert stored(app, session_id) == ("new words", None)


def test_a_tab_duplicated_by_the_browser_counts_as_another_tab(page: Page, context: BrowserContext, app: App):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    write(page, "shared")
    with context.expect_page() as opened:
        page.evaluate("window.open(location.href)")
    twin = opened.value
    expect(twin.get_by_label("Your answer")).to_have_value("shared", timeout=30_000)
    twin.get_by_label("Your answer").fill("words of the twin, of one thing and another")
    wait_until(lambda: stored(app, session_id)[0].startswith("words of the twin"), 30, "the twin has saved")
    page.get_by_label("Your answer").press("Control+End")
    page.keyboard.type(", one key after the other", delay=150)
    expect(page.get_by_label("The other text")).to_have_text("words of the twin, of one thing and another")
    assert stored(app, session_id)[0] == "words of the twin, of one thing and another"


def test_submitting_after_the_interview_moved_on_shows_where_it_stands(page: Page, context: BrowserContext, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    first = question_text(page)
    write(page, "the answer")
    app.call("POST", f"/api/interview/sessions/{session_id}/answers", {"questionIndex": 0, "answer": "the answer"})
    page.get_by_role("button", name="Submit answer").click()
    expect(page.locator("h1.mi-question")).not_to_have_text(first)
    assert stored(app, session_id)[1] == "the answer"


def test_words_that_came_too_late_can_be_taken_along_to_the_next_question(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    first = question_text(page)
    write(page, "the answer")
    app.call("POST", f"/api/interview/sessions/{session_id}/answers", {"questionIndex": 0, "answer": "the answer"})
    page.get_by_label("Your answer").press_sequentially(" and an afterthought")
    expect(page.get_by_text("The interview has moved on to another question.", exact=False)).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_value("the answer and an afterthought")
    expect(page.get_by_role("button", name="Copy my words")).to_be_visible()
    page.get_by_role("button", name="Show where it stands").click()
    expect(page.locator("h1.mi-question")).not_to_have_text(first)
    expect(page.get_by_role("region", name="The words")).to_have_text("the answer and an afterthought")
    page.get_by_role("button", name="Add them to this answer").click()
    wait_until(lambda: stored(app, session_id, 1)[0] == "the answer and an afterthought", 30, "taken along")
    assert stored(app, session_id)[1] == "the answer"


def test_a_double_click_on_submit_submits_once(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    first = question_text(page)
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.method) if request.url.endswith("/answers") else None)
    page.get_by_label("Your answer").fill("once is enough")
    page.get_by_role("button", name="Submit answer").dblclick()
    expect(page.locator("h1.mi-question")).not_to_have_text(first)
    assert posts.count("POST") == 1
    session = app.get(f"/api/interview/sessions/{session_id}")[1]
    assert (session["questions"][0]["answer"], session["currentIndex"]) == ("once is enough", 1)


def test_a_reload_in_the_middle_of_submitting_loses_nothing(page: Page, app: App):
    session_id = open_session(app, questions=2, follow_ups=1)
    open_answer_page(page, app, session_id)
    page.get_by_label("Your answer").fill("An answer that is on its way.")
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/answers")):
        page.get_by_role("button", name="Submit answer").click()
    page.reload()
    expect(page.get_by_label("Your answer")).to_be_editable(timeout=30_000)
    draft, answer = stored(app, session_id)
    assert "An answer that is on its way." in (draft, answer)
    if answer is None:
        expect(page.get_by_label("Your answer")).to_have_value("An answer that is on its way.")
    else:
        expect(page.get_by_label("Your answer")).to_have_value("")
        expect(page.get_by_role("region", name="The words")).to_be_hidden()


def test_the_back_button_after_submitting_never_shows_an_old_question(page: Page, app: App):
    session_id = open_session(app, questions=2)
    page.goto(f"{app.url}/history")
    expect(page.get_by_text("Practice interviewer").first).to_be_visible(timeout=30_000)
    open_answer_page(page, app, session_id)
    first = question_text(page)
    page.get_by_label("Your answer").fill("done with that")
    page.get_by_role("button", name="Submit answer").click()
    expect(page.locator("h1.mi-question")).not_to_have_text(first)
    second = question_text(page)
    page.get_by_label("Your answer").fill("half an answer")
    page.go_back()
    page.wait_for_url(re.compile("/history"))
    page.go_forward()
    expect(page.locator("h1.mi-question")).to_have_text(second, timeout=30_000)
    expect(page.get_by_label("Your answer")).to_have_value("half an answer")


def test_the_keyboard_alone_is_enough(page: Page, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    first = question_text(page)
    tab_until(page, lambda: focused(page) == "TEXTAREA")
    page.keyboard.type("Typed, never clicked.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1.mi-question")).not_to_have_text(first)
    assert stored(app, session_id)[1] == "Typed, never clicked."
    expect(page.get_by_label("Your answer")).to_be_focused()
    tab_until(page, lambda: focused(page) == "Skip this question")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Skip it")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/report"), timeout=30_000)
    assert stored(app, session_id, 1)[1] == ""


def focused(page: Page) -> str:
    return str(
        page.evaluate(
            "() => { let e = document.activeElement;"
            " while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
            " return e.tagName === 'TEXTAREA' ? 'TEXTAREA' : e.innerText; }"
        )
    )


def tab_until(page: Page, arrived: Callable[[], bool]) -> None:
    for _ in range(40):
        if arrived():
            return
        page.keyboard.press("Tab")
    raise AssertionError("not reached with 40 presses of Tab")
