"""Questions of a real interview, written down in the browser and answered again."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import AXE, LOOKS, violations
from tests.browser.walking import answer_and_move_on, open_finished_report, open_question, question_text
from tests.servers import App

pytestmark = pytest.mark.long

UNKNOWN = "What is your <b>greatest</b> weakness?"
STORY = "Tell me about a time you failed."
BOX = "The questions, one on each line (up to 24)"


def open_debrief(page: Page, app: App) -> None:
    page.goto(f"{app.url}/debrief")
    expect(page.get_by_label(BOX)).to_be_editable()


def test_questions_typed_before_the_tab_closed_are_there_again_and_become_an_interview(
    context: BrowserContext, app: App
):
    page = context.new_page()
    open_debrief(page, app)
    page.get_by_label(BOX).press_sequentially(f"1. {UNKNOWN}\n2. {STORY}")
    page.get_by_label("Company (optional)").fill("Northwind")
    page.close()

    again = context.new_page()
    open_debrief(again, app)
    expect(again.get_by_label(BOX)).to_have_value(f"1. {UNKNOWN}\n2. {STORY}")
    again.get_by_role("button", name="Answer them again").click()
    again.wait_for_url(re.compile(r"/answer\?"))
    expect(again.get_by_label("Your answer")).to_be_editable()
    assert question_text(again) == UNKNOWN
    expect(again.get_by_text("Our question bank has none that surely asks the same", exact=False)).to_be_visible()
    expect(again.get_by_role("button", name="Swap this question")).to_have_count(0)
    answer_and_move_on(again, "I am impatient, and I work on it.")
    assert question_text(again) == STORY
    answer_and_move_on(
        again, "We lost a customer because I had not called back. I called, said sorry and won him back."
    )
    open_finished_report(again)
    first = open_question(again, 1)
    expect(first).to_contain_text("not graded")
    expect(first).to_contain_text(
        "This question is yours. Our question bank has none that surely asks the same, so there is no score."
    )
    expect(again.get_by_role("button", name="Grade this answer again")).to_have_count(0)
    expect(again.get_by_role("button", name="Grade what is missing")).to_have_count(0)
    expect(open_question(again, 2)).to_contain_text("Says what you did yourself")

    again.goto(f"{app.url}/history")
    expect(again.get_by_text("Northwind", exact=False).first).to_be_visible()
    again.get_by_role("button", name="Had a real interview? Write down its questions").click()
    expect(again.get_by_label(BOX)).to_have_value("")


def test_what_cannot_be_asked_is_said_in_the_language_of_the_page_and_stays_in_the_box(chromium: Browser, app: App):
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{app.url}/debrief")
    box = page.locator("textarea")
    many = "\n".join(f"第 {number} 道题是什么？" for number in range(25))
    box.fill(many)
    page.get_by_role("button", name="再答一遍").click()
    expect(page.get_by_role("alert")).to_contain_text("这里有 25 道题，一次面试最多 24 道。")
    expect(box).to_have_value(many)
    context.close()


@pytest.mark.parametrize(("locale", "viewport", "scheme"), [("en-US", *LOOKS[0][1:]), ("zh-CN", *LOOKS[1][1:])])
def test_axe_finds_nothing_serious_where_questions_are_written_down(
    chromium: Browser, app: App, locale: str, viewport, scheme: Literal["light", "dark"]
):
    context = chromium.new_context(viewport=viewport, color_scheme=scheme, locale=locale)
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(f"{app.url}/debrief")
    expect(page.locator("textarea")).to_be_visible()
    page.locator("button.save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert found == []
