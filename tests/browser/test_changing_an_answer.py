"""A change that is given up leaves the answer as it was, and a hint is seen where it is asked for: no word goes."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import check_every_look
from tests.browser.test_going_back import change, submit
from tests.browser.test_modes import button, has_hint
from tests.browser.test_two_tabs import focused, tab_until
from tests.browser.walking import open_answer_page, open_session, question_text
from tests.browser.writing import box, stored, write
from tests.servers import App

KEEP = "Keep my answer as it was"
# Where a button that the keyboard has come to is in each picture of the second after that: as long as Streamlit lets a
# box slide, and once more. Who comes to it before its box is open scrolls it within the box.
PLACES = """async (button) => {
  button.focus();
  const places = [], from = performance.now();
  while (performance.now() - from < 1000) {
    await new Promise(requestAnimationFrame);
    places.push(button.getBoundingClientRect().top);
  }
  return places;
}"""
LONG = "a long answer with many words in it, " * 80


def test_a_change_that_is_given_up_leaves_the_answer_and_its_words_come_back(page: Page, app: App):
    session_id = open_session(app, questions=2)
    submit(app, session_id, 0, "the first answer")
    open_answer_page(page, app, session_id)
    second = question_text(page)
    change(page, 1)
    write(page, ", said worse")
    page.reload()
    expect(box(page)).to_have_value("the first answer, said worse")
    page.get_by_text("Your answer as you submitted it").click()
    expect(page.get_by_text("the first answer", exact=True)).to_be_visible()
    check_every_look(page)
    tab_until(page, lambda: focused(page).endswith(KEEP))
    page.keyboard.press("Enter")
    expect(page.locator("h1.mi-question")).to_have_text(second)
    expect(box(page)).to_have_value("")
    assert stored(app, session_id, 0) == ("the first answer, said worse", "the first answer")
    page.get_by_text("The conversation so far", exact=False).click()
    page.get_by_text("Words that are not used").click()
    expect(page.get_by_text("the first answer, said worse")).to_be_visible()
    page.get_by_role("button", name="Change answer 1").click()
    expect(box(page)).to_have_value("the first answer, said worse")


def test_what_a_box_shows_stands_still_once_it_is_there(page: Page, app: App):
    session_id = open_session(app, questions=2)
    submit(app, session_id, 0, "the first answer")
    open_answer_page(page, app, session_id)
    conversation = page.get_by_text("The conversation so far", exact=False)
    conversation.click()
    places = page.get_by_role("button", name="Change answer 1").evaluate(PLACES)
    assert max(places) - min(places) < 1
    conversation.click()
    expect(page.get_by_role("button", name="Change answer 1")).to_be_hidden(timeout=400)


def test_a_hint_behind_a_long_answer_is_seen_when_it_is_asked_for(chromium: Browser, app: App):
    session_id = next(made for made in (open_session(app, questions=1) for _ in range(12)) if has_hint(app, made))
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_answer_page(page, app, session_id)
    box(page).fill(LONG)
    button(page, "Show a hint").click()
    hint = page.locator(".mi-hint")
    expect(hint).to_be_in_viewport(ratio=1)
    expect(box(page)).to_be_in_viewport(ratio=1)
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value(LONG)
    context.close()
