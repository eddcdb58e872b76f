"""A question is swapped in one click, stays swapped, and takes no words along and loses none."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walking import open_answer_page, open_session, question_text
from tests.browser.writing import WAITING, box, kept, stored, write
from tests.servers import App, wait_until

pytestmark = pytest.mark.long


def swap(page: Page, why: str) -> str:
    """Swap the question and return the new one, once it stands there."""
    asked = question_text(page)
    page.get_by_role("button", name="Swap this question").click()
    page.get_by_role("button", name=why).click()
    expect(page.locator("h1.mi-question")).not_to_have_text(asked)
    expect(box(page)).to_be_editable()
    return question_text(page)


def test_a_swapped_question_stays_swapped_and_every_tab_shows_it(page: Page, context: BrowserContext, app: App):
    session_id = open_session(app, questions=2)
    open_answer_page(page, app, session_id)
    other = context.new_page()
    open_answer_page(other, app, session_id)
    first, total = question_text(page), page.get_by_text("Question 1 of 2")
    expect(total).to_be_visible()
    second = swap(page, "Swap it: not my field")
    third = swap(page, "Swap it: another reason")
    assert len({first, second, third}) == 3
    expect(total).to_be_visible()
    page.reload()
    expect(page.locator("h1.mi-question")).to_have_text(third)
    other.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(other.locator("h1.mi-question")).to_have_text(third)
    write(other, "an answer to the third")
    assert stored(app, session_id)[0] == "an answer to the third"


def test_words_of_another_tab_for_the_old_question_do_not_appear_in_the_new_one_and_are_not_lost(
    page: Page, context: BrowserContext, app: App
):
    session_id = open_session(app)
    other = context.new_page()
    open_answer_page(other, app, session_id)
    open_answer_page(page, app, session_id)
    other.route("**/answers", lambda route: route.abort())
    box(other).fill("words for the old question")
    expect(other.get_by_text(WAITING)).to_be_visible()
    new = swap(page, "Swap it: another reason")
    expect(box(page)).to_have_value("")
    expect(page.get_by_role("region", name="The words")).to_have_text("words for the old question")
    other.unroute("**/answers")
    expect(other.get_by_text("this question was swapped for another one", exact=False)).to_be_visible()
    expect(box(other)).to_have_value("words for the old question")
    assert stored(app, session_id)[0] == ""
    page.reload()
    expect(page.locator("h1.mi-question")).to_have_text(new)
    expect(box(page)).to_have_value("")
    assert "words for the old question" in kept(page)
    write(page, "words for the new one")
    wait_until(lambda: stored(app, session_id)[0] == "words for the new one", 30, "the new one has its own words")


def test_a_question_that_another_tab_wrote_for_is_not_swapped_and_its_words_come_to_light(
    page: Page, other_device: BrowserContext, app: App
):
    session_id = open_session(app)
    open_answer_page(page, app, session_id)
    asked = question_text(page)
    other = other_device.new_page()
    open_answer_page(other, app, session_id)
    write(other, "from the phone")
    page.get_by_role("button", name="Swap this question").click()
    page.get_by_role("button", name="Swap it: not my field").click()
    expect(box(page)).to_have_value("from the phone")
    expect(page.get_by_role("button", name="Swap this question")).to_be_hidden()
    assert question_text(page) == asked
    assert stored(app, session_id)[0] == "from the phone"


def test_a_follow_up_is_not_offered_to_be_swapped(page: Page, app: App):
    session_id = open_session(app, questions=1, follow_ups=1)
    reply = {"questionIndex": 0, "answer": "I do not know."}
    app.call("POST", f"/api/interview/sessions/{session_id}/answers", reply)
    open_answer_page(page, app, session_id)
    expect(page.get_by_text("Follow-up", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Swap this question")).to_be_hidden()
