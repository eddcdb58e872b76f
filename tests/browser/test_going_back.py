"""A marked question leads back: its answer can be changed before the end, and no word of any question is lost by it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_accessibility import check_every_look
from tests.browser.test_swapping import swap
from tests.browser.test_two_tabs import focused, tab_until
from tests.browser.walking import answer_and_move_on, open_answer_page, open_session, question_text
from tests.browser.writing import box, stored, write
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

FINISH = "Finish and get the report"


def submit(app: App, session_id: str, index: int, text: str) -> None:
    body = {"questionIndex": index, "answer": text}
    assert app.call("POST", f"/api/interview/sessions/{session_id}/answers", body)[0] == 200


def mark(app: App, session_id: str, index: int) -> None:
    body = {"questionIndex": index, "flagged": True}
    assert app.call("PUT", f"/api/interview/sessions/{session_id}/flag", body)[0] == 200


def change(page: Page, number: int) -> None:
    """Open the conversation and go back to an answer of it."""
    page.get_by_text("The conversation so far", exact=False).click()
    page.get_by_role("button", name=f"Change answer {number}").click()
    expect(page.get_by_text("You are changing your answer")).to_be_visible()


def test_going_back_and_forth_loses_no_word_of_either_question(page: Page, app: App):
    session_id = open_session(app, questions=3)
    open_answer_page(page, app, session_id)
    first = question_text(page)
    page.get_by_role("button", name="Mark for later").click()
    expect(page.get_by_role("button", name="Remove the mark")).to_be_visible()
    answer_and_move_on(page, "the first answer")
    second = question_text(page)
    write(page, "half of the second")
    box(page).press_sequentially(" and a last word")
    change(page, 1)
    expect(page.locator("h1.mi-question")).to_have_text(first)
    expect(box(page)).to_have_value("the first answer")
    expect(box(page)).to_be_focused()
    wait_until(lambda: stored(app, session_id, 1)[0] == "half of the second and a last word", 30, "the second is kept")
    write(page, ", said better")
    page.get_by_role("button", name="Submit answer").click()
    expect(page.locator("h1.mi-question")).to_have_text(second)
    expect(box(page)).to_have_value("half of the second and a last word")
    assert stored(app, session_id, 0) == ("the first answer, said better", "the first answer, said better")


def test_words_typed_while_the_server_is_away_come_back_with_their_question(page: Page, app: App):
    session_id = open_session(app, questions=2)
    submit(app, session_id, 0, "the first answer")
    open_answer_page(page, app, session_id)
    second = question_text(page)
    page.route("**/answers", lambda route: route.abort())
    box(page).fill("typed without a server")
    change(page, 1)
    page.unroute("**/answers")
    expect(box(page)).to_have_value("the first answer")
    expect(page.get_by_role("region", name="The words")).to_be_hidden()
    page.get_by_role("button", name="Submit answer").click()
    expect(page.locator("h1.mi-question")).to_have_text(second)
    expect(box(page)).to_have_value("typed without a server")
    wait_until(lambda: stored(app, session_id, 1)[0] == "typed without a server", 30, "and are saved")


def test_a_second_tab_keeps_its_words_and_follows(page: Page, context: BrowserContext, app: App):
    session_id = open_session(app, questions=2)
    submit(app, session_id, 0, "the first answer")
    open_answer_page(page, app, session_id)
    other = context.new_page()
    open_answer_page(other, app, session_id)
    change(page, 1)
    box(other).press_sequentially("from the other tab")
    wait_until(lambda: stored(app, session_id, 1)[0] == "from the other tab", 30, "kept for its question")
    other.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(box(other)).to_have_value("the first answer")


def test_the_last_answer_shows_what_was_marked_and_the_person_finishes(page: Page, app: App):
    session_id = open_session(app, questions=2)
    submit(app, session_id, 0, "the first answer")
    mark(app, session_id, 0)
    open_answer_page(page, app, session_id)
    box(page).fill("the second answer")
    page.get_by_role("button", name="Submit answer").click()
    expect(page.get_by_role("heading", name="Before you finish")).to_be_visible()
    expect(page.get_by_text("the first answer").first).to_be_visible()
    page.get_by_role("button", name="Change answer 1").click()
    expect(box(page)).to_have_value("the first answer")
    write(page, ", said better")
    page.reload()
    expect(box(page)).to_have_value("the first answer, said better")
    page.get_by_role("button", name="Submit answer").click()
    expect(page.get_by_role("heading", name="Before you finish")).to_be_visible()
    expect(page.get_by_text("the first answer, said better").first).to_be_visible()
    page.get_by_role("button", name=FINISH).click()
    page.wait_for_url(re.compile("/report"))
    assert stored(app, session_id, 0)[1] == "the first answer, said better"


def test_it_is_done_with_the_keyboard_alone(page: Page, app: App):
    session_id = open_session(app, questions=1)
    mark(app, session_id, 0)
    open_answer_page(page, app, session_id)
    tab_until(page, lambda: focused(page) == "TEXTAREA")
    page.keyboard.type("one")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Before you finish")).to_be_visible()
    tab_until(page, lambda: focused(page).endswith("Change answer 1"))
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" and two")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Before you finish")).to_be_visible()
    tab_until(page, lambda: focused(page).endswith(FINISH))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/report"))
    assert stored(app, session_id)[1] == "one and two"


def test_axe_finds_nothing_serious_on_the_way_back(page: Page, app: App):
    session_id = open_session(app, questions=2)
    submit(app, session_id, 0, "the first answer")
    mark(app, session_id, 0)
    open_answer_page(page, app, session_id)
    page.get_by_text("The conversation so far", exact=False).click()
    expect(page.get_by_role("button", name="Change answer 1")).to_be_visible()
    check_every_look(page)
    submit(app, session_id, 1, "the second answer")
    page.reload()
    expect(page.get_by_role("heading", name="Before you finish")).to_be_visible()
    check_every_look(page)


def test_an_opened_answer_is_neither_skipped_nor_swapped_and_the_next_question_still_is(page: Page, app: App):
    session_id = open_session(app, questions=2)
    submit(app, session_id, 0, "the first answer")
    open_answer_page(page, app, session_id)
    change(page, 1)
    expect(page.get_by_role("button", name="Skip this question")).to_be_hidden()
    box(page).fill("")
    expect(page.get_by_role("button", name="Swap this question")).to_be_hidden()
    box(page).fill("the first answer, anew")
    page.get_by_role("button", name="Submit answer").click()
    expect(page.get_by_role("button", name="Skip this question")).to_be_visible()
    swap(page, "Swap it: another reason")
    assert stored(app, session_id)[1] == "the first answer, anew"
