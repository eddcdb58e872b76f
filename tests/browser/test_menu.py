"""The menu of every page: it leads on without loading the app anew, with the keyboard too, back again, on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.walking import open_session
from tests.browser.writing import box, stored, write
from tests.servers import App

pytestmark = pytest.mark.long

PAGES = ("Start", "Progress", "Stories", "History", "Interviewer")


def entry(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation").get_by_role("link", name=name, exact=True)


def open_start(page: Page, app: App) -> None:
    page.goto(app.url)
    expect(entry(page, "Start")).to_be_visible()
    page.evaluate("window.loadedOnce = true")


def expect_at(page: Page, name: str, address: str) -> None:
    """On this page, by its address and the menu, and still in the app as it was loaded."""
    expect(page).to_have_url(address)
    expect(page.locator("nav [aria-current=page]")).to_have_text([name])
    expect(page).to_have_title(f"{name} · Mock Interview")
    assert page.evaluate("window.loadedOnce")


def test_every_page_is_reached_without_loading_the_app_anew_and_the_way_back_too(page: Page, app: App):
    open_start(page, app)
    assert page.locator("nav > a").all_inner_texts() == list(PAGES)
    for name in PAGES[1:]:
        entry(page, name).click()
        expect_at(page, name, f"{app.url}/{'model' if name == 'Interviewer' else name.lower()}")
    page.go_back()
    expect_at(page, "History", f"{app.url}/history")
    entry(page, "Start").click()
    expect_at(page, "Start", f"{app.url}/")
    assert page.locator("#mi-style").count() == 1


def test_what_a_page_was_asked_about_does_not_go_along(page: Page, app: App):
    open_start(page, app)
    page.goto(f"{app.url}/progress?category=Python")
    page.evaluate("window.loadedOnce = true")
    entry(page, "Stories").click()
    expect_at(page, "Stories", f"{app.url}/stories")


def test_with_the_keyboard_one_goes_on_from_the_entry_that_was_chosen(page: Page, app: App):
    open_start(page, app)
    entry(page, "Progress").focus()
    page.keyboard.press("Enter")
    expect_at(page, "Progress", f"{app.url}/progress")
    expect(entry(page, "Progress")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_at(page, "Stories", f"{app.url}/stories")


def test_an_entry_opens_in_a_tab_of_its_own_for_whoever_wants_that(page: Page, app: App):
    open_start(page, app)
    with page.context.expect_page() as waiting:
        entry(page, "Stories").click(modifiers=["ControlOrMeta"])
    expect(waiting.value.locator("nav [aria-current=page]")).to_have_text(["Stories"])
    expect_at(page, "Start", f"{app.url}/")


def test_words_that_were_being_typed_are_saved_on_the_way_and_stand_there_again(page: Page, app: App):
    session_id = open_session(app)
    page.goto(f"{app.url}/answer?session={session_id}")
    write(page, "Saved, ")
    box(page).press_sequentially("and typed at the last moment")
    entry(page, "History").click()
    expect(page).to_have_url(f"{app.url}/history")
    page.go_back()
    expect(box(page)).to_have_value("Saved, and typed at the last moment")
    assert stored(app, session_id)[0] == "Saved, and typed at the last moment"


def test_on_a_phone_all_of_it_is_in_one_line(chromium: Browser, app: App):
    for locale, switch in (("en-US", "中文"), ("zh-CN", "English")):
        context = chromium.new_context(viewport={"width": 390, "height": 844}, locale=locale)
        page = context.new_page()
        page.goto(app.url)
        expect(page.get_by_role("link", name=switch)).to_be_visible()
        places = [link.bounding_box() for link in page.locator("nav a").all()]
        middles = [place["y"] + place["height"] / 2 for place in places if place]
        assert max(middles) - min(middles) < 2
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect(page.locator("html")).to_have_attribute("lang", re.compile("en" if locale == "en-US" else "zh"))
        context.close()
