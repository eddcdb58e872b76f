"""Finding, naming, comparing and deleting interviews in the browser."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from interview.core.history import MAX_TAGS
from tests.browser.walking import once_all, open_session
from tests.browser.writing import kept_of_forms
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

ANSWER = "I measured first, changed one thing, and measured again."
TITLE = "At a *bank* <b>today</b>"
CHOOSE = re.compile("^Choose .*[0-9]$")


def graded(app: App) -> str:
    session_id = open_session(app)
    path = f"/api/interview/sessions/{session_id}"
    app.call("POST", f"{path}/answers", {"questionIndex": 0, "answer": ANSWER})
    wait_until(lambda: app.get(f"{path}/report")[1]["evaluateStatus"] == "COMPLETED", 60, "the report")
    return session_id


def titles(app: App) -> dict[str, str]:
    """The title of every interview by its id, each as the interview itself gives it."""
    path = "/api/interview/sessions"
    ids = [line["sessionId"] for line in app.get(path)[1]["sessions"]]
    return {session_id: app.get(f"{path}/{session_id}")[1]["title"] for session_id in ids}


def test_an_interview_is_named_found_compared_and_deleted(page: Page, app: App):
    first, second = graded(app), graded(app)
    page.goto(f"{app.url}/history")
    once_all(page.get_by_role("button", name="Name and tags"), 2).first.click()
    page.get_by_role("dialog").get_by_label("Title").fill(TITLE)
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text(TITLE)).to_be_visible()
    named = titles(app)
    assert named == {second: TITLE, first: ""}, f"{named}, made in this order: {first}, {second}"

    search = page.get_by_label("Search")
    search.fill("bank")
    search.press("Enter")
    expect(page.get_by_text("1 interview", exact=True)).to_be_visible()
    search.fill("")
    search.press("Enter")
    expect(page.get_by_text("2 interviews", exact=True)).to_be_visible()

    for number in (0, 1):
        once_all(page.get_by_text(CHOOSE), 2).nth(number).click()
        expect(page.get_by_text(f"{number + 1} chosen")).to_be_visible()
    page.get_by_role("button", name="Compare").first.click()
    page.wait_for_url(re.compile(r"/compare\?"))
    overall = page.get_by_role("row", name=re.compile("^Overall"))
    expect(overall).to_be_visible()
    expect(page.get_by_role("columnheader", name="Difference").first).to_be_visible()

    page.goto(f"{app.url}/history")
    for number in (0, 1):
        once_all(page.get_by_text(CHOOSE), 2).nth(number).click()
        expect(page.get_by_text(f"{number + 1} chosen")).to_be_visible()
    page.get_by_role("button", name="Delete the chosen").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete 2").click()
    expect(page.get_by_text("There is no interview yet.", exact=False)).to_be_visible()
    assert {app.get(f"/api/interview/sessions/{session_id}")[0] for session_id in (first, second)} == {404}


def test_what_is_typed_for_one_interview_and_not_saved_is_not_given_to_another(page: Page, app: App):
    first, second = open_session(app), open_session(app)
    page.goto(f"{app.url}/history")
    buttons = once_all(page.get_by_role("button", name="Name and tags"), 2)
    dialog = page.get_by_role("dialog")
    buttons.nth(0).click()
    dialog.get_by_label("Title").fill(TITLE)
    dialog.get_by_label("Title").press("Tab")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    buttons.nth(1).click()
    # Until the page has run, Streamlit still shows the field of the dialog before.
    # For a moment the dialog before stands beside it.
    expect(dialog.get_by_label("Title").first).to_have_value("")
    expect(dialog.get_by_label("Title")).to_have_count(1)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    assert titles(app) == {second: "", first: ""}


def test_a_name_and_tags_that_were_not_saved_outlive_their_tab(page: Page, app: App):
    app.delete_everything()
    session_id = graded(app)
    page.goto(f"{app.url}/history")
    page.get_by_role("button", name="Name and tags").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill(TITLE)
    dialog.get_by_label("Tags").press_sequentially("on site, Go")
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(f"{app.url}/history")
    again.get_by_role("button", name="Name and tags").click()
    dialog = again.get_by_role("dialog")
    expect(dialog.get_by_label("Title")).to_have_value(TITLE)
    expect(dialog.get_by_label("Tags")).to_have_value("on site, Go")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(again.get_by_text(TITLE)).to_be_visible()
    found = app.get(f"/api/interview/sessions/{session_id}")[1]
    assert (found["title"], found["tags"]) == (TITLE, ["on site", "Go"])
    assert kept_of_forms(again) == []
    again.get_by_role("button", name="Name and tags").click()
    dialog.get_by_label("Tags").fill(", ".join(map(str, range(MAX_TAGS + 1))))
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text(str(MAX_TAGS))
    expect(dialog.get_by_label("Tags")).to_have_value(re.compile("^0, 1, 2"))
    app.delete_everything()


def test_each_button_of_the_list_is_read_out_with_its_interview_and_seen_without_it(page: Page, app: App):
    app.delete_everything()
    for title in (TITLE, "The other one"):
        app.call("PATCH", f"/api/interview/sessions/{graded(app)}", {"title": title})
    page.goto(f"{app.url}/history")
    once_all(page.get_by_role("button", name="Open report"), 2)
    for wish in ("Open report", "Name and tags", "Delete", "Choose"):
        role: Literal["button", "checkbox"] = "checkbox" if wish == "Choose" else "button"
        for title in ("At a bank b today .b", "The other one"):
            expect(page.get_by_role(role, name=re.compile(rf"\b{wish} _?{title}, .*\d"))).to_have_count(1)
    heard = page.get_by_test_id("stMain").locator("[class*=st-key-interview-] :is(button, label) em")
    sizes = [found.bounding_box() for found in once_all(heard, 8).all()]
    assert {(size["width"], size["height"]) for size in sizes if size} == {(1, 1)}
    app.delete_everything()


def test_a_long_history_is_turned_page_by_page_and_the_page_is_kept_in_the_address(page: Page, app: App):
    app.delete_everything()
    for _ in range(11):
        open_session(app)
    page.goto(f"{app.url}/history")
    once_all(page.get_by_role("button", name="Continue"), 10)
    page.get_by_role("navigation", name="Pagination").get_by_role("button", name="2").click()
    once_all(page.get_by_role("button", name="Continue"), 1)
    page.wait_for_url(re.compile("page=2"))
    page.reload()
    once_all(page.get_by_role("button", name="Continue"), 1)
    assert page.url.endswith("page=2")
    app.delete_everything()


def test_a_filter_goes_on_acting_once_its_box_is_closed(page: Page, app: App):
    app.delete_everything()
    finished = graded(app)
    open_session(app)
    page.goto(f"{app.url}/history")
    expect(page.get_by_text("2 interviews", exact=True)).to_be_visible()
    box = page.get_by_test_id("stExpander").filter(has_text="Filters").locator("summary")
    box.click()
    page.get_by_role("radio", name="Graded", exact=True).click()
    expect(page.get_by_text("1 interview", exact=True)).to_be_visible()
    box.click()
    expect(page.get_by_role("radio", name="Graded", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Name and tags").click()
    page.get_by_role("dialog").get_by_label("Title").fill("The graded one")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("The graded one", exact=True)).to_be_visible()
    expect(page.get_by_text("1 interview", exact=True)).to_be_visible()
    assert titles(app)[finished] == "The graded one"
    app.delete_everything()


def test_in_chinese_no_english_word_is_left_and_the_document_says_its_language(chromium: Browser, app: App):
    open_session(app)
    chinese = chromium.new_context(locale="zh-CN")
    page = chinese.new_page()
    page.goto(f"{app.url}/history")
    expect(page.get_by_role("button", name="名称和标签")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    shown = page.get_by_test_id("stMain").inner_text()
    # What is drawn as a sign is the name of the sign, the switch says where it leads.
    signs = page.locator("[data-testid*='Icon']").all_inner_texts()
    for word in ("English", *sorted(signs, key=len, reverse=True)):
        shown = shown.replace(word, "")
    assert re.findall("[A-Za-z]{2,}", shown) == []
    page.get_by_role("button", name="名称和标签").click()
    expect(page.get_by_role("dialog").get_by_label("名称")).to_be_visible()
    chinese.close()
