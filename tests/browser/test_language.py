"""The pages speak the browser's language until another one is chosen, and the choice stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.servers import App

pytestmark = pytest.mark.long


def test_the_pages_speak_the_browsers_language_until_another_is_chosen(chromium: Browser, app: App) -> None:
    context = chromium.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{app.url}/history?page=1")
    expect(page.get_by_role("link", name="历史")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="History")).to_be_visible()
    assert page.url == f"{app.url}/history?page=1"
    page.goto(app.url)
    expect(page.get_by_role("link", name="History")).to_be_visible()
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("link", name="历史")).to_be_visible()
    # Streamlit's own words for its box are English.
    upload = page.get_by_test_id("stFileUploaderDropzone").locator("button p")
    expect(upload).to_be_attached()
    assert upload.evaluate("each => getComputedStyle(each, '::after').content") == '"上传文件"'
    context.close()


def test_no_address_on_the_page_of_a_link_holds_its_token(chromium: Browser, app: App) -> None:
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{app.url}/shared?token={'A' * 43}")
    expect(page.get_by_role("link", name="历史")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("link", name="English")).to_have_count(0)
    expect(page.locator("[href*='AAAA']")).to_have_count(0)
    context.close()


def test_a_switch_to_a_language_that_is_not_there_is_refused_by_code(app: App) -> None:
    assert app.get("/api/language/xx")[1]["code"] == "INPUT_INVALID"


@pytest.mark.parametrize(
    ("locale", "told", "way"),
    [("en-GB", "There is no such page", "Go to the start"), ("zh-CN", "没有这个页面", "前往开始页")],
)
def test_an_address_that_no_page_has_says_so_in_the_language_of_the_pages(
    chromium: Browser, app: App, locale: str, told: str, way: str
) -> None:
    context = chromium.new_context(locale=locale)
    page = context.new_page()
    page.goto(f"{app.url}/hisotry?page=1")
    expect(page.get_by_role("heading", name=told)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name=way).click()
    expect(page).to_have_url(f"{app.url}/")
    context.close()
