"""Stories in the browser: nothing typed is lost, none is made without a click, and anybody can use the page."""

from __future__ import annotations

import json
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.browser.test_accessibility import AXE, LOOKS, violations
from tests.browser.walking import RESUME, open_answer_page
from tests.servers import App, wait_until

pytestmark = pytest.mark.long

ASKED = "Tell me about a time you had to learn something new in a short time. How did you go about it?"
TOLD = (
    "Last spring our only accountant left and I had to learn in one week how to close the month, which I had never "
    "done. My task was to have the books done by the fifth. I read her notes and wrote down every step, I asked her on "
    "the phone about what I did not understand, then I tried it myself on last month's data until it came out right. "
    "In the end I closed the month in two days and nothing had to be corrected."
)


def open_stories(page: Page, app: App) -> None:
    page.goto(f"{app.url}/stories")
    expect(page.get_by_role("button", name="Write a story")).to_be_visible()


def begin(page: Page) -> None:
    page.get_by_role("button", name="Write a story").click()
    expect(page.get_by_label("Your story")).to_be_editable()


def kept(app: App) -> list[dict[str, object]]:
    return list(app.get("/api/interview/stories")[1])


def add(app: App, text: str, **more: object) -> str:
    status, made = app.call("POST", "/api/interview/stories", {"text": text, **more})
    assert status == 201, made
    return str(made["storyId"])


def add_resume(context: BrowserContext, app: App, text: str) -> None:
    file: FilePayload = {"name": "cv.txt", "mimeType": "text/plain", "buffer": text.encode()}
    assert context.request.post(f"{app.url}/api/resumes", multipart={"file": file}).ok


def graded_answer(app: App) -> str:
    """A finished interview in which a story was told."""
    made = app.call("POST", "/api/interview/own-questions", {"questions": ASKED})[1]
    path = f"/api/interview/sessions/{made['sessionId']}"
    app.call("POST", f"{path}/answers", {"questionIndex": 0, "answer": TOLD})
    wait_until(lambda: app.get(path)[1]["status"] == "EVALUATED", 120, "graded")
    return str(made["sessionId"])


@pytest.fixture(autouse=True)
def _no_stories(app: App) -> None:
    for story in kept(app):
        app.call("DELETE", f"/api/interview/stories/{story['storyId']}")


def test_a_story_that_was_being_typed_when_the_tab_closed_is_there_again_and_is_saved_once(
    context: BrowserContext, app: App
):
    page = context.new_page()
    open_stories(page, app)
    begin(page)
    page.get_by_label("Your story").press_sequentially("We were *late*, and I <b>asked</b>")
    page.get_by_label("Working in a team").check()
    page.close()
    assert kept(app) == []

    again = context.new_page()
    open_stories(again, app)
    begin(again)
    expect(again.get_by_label("Your story")).to_have_value("We were *late*, and I <b>asked</b>")
    expect(again.get_by_label("Working in a team")).to_be_checked()
    expect(again.get_by_text("These words were not saved yet.")).to_be_visible()
    again.get_by_role("button", name="Save the story").click()
    expect(again.get_by_role("heading", name="We were *late*, and I <b>asked</b>")).to_be_visible()
    [story] = kept(app)
    assert (story["text"], story["tags"]) == ("We were *late*, and I <b>asked</b>", ["teamwork"])

    begin(again)
    expect(again.get_by_label("Your story")).to_have_value("")
    assert again.evaluate("Object.keys(localStorage).filter(key => key.startsWith('mi:kept:'))") == []


def test_a_story_begun_behind_a_line_of_an_older_resume_can_still_be_read_and_copied(context: BrowserContext, app: App):
    add_resume(context, app, RESUME)
    page = context.new_page()
    open_stories(page, app)
    page.get_by_role("button", name="Tell the story behind it").first.click()
    page.get_by_label("Your story").fill("We sent them <b>twice</b>.")
    page.get_by_role("button", name="Close").click()
    left_over = page.get_by_text("These words of yours were not saved", exact=False)
    expect(page.get_by_role("button", name="Tell the story behind it").first).to_be_visible()
    expect(left_over).to_be_hidden()
    begin(page)
    page.get_by_label("Your story").fill("A new one.")
    page.close()

    add_resume(context, app, "Ada Example\nSkills: cooking\nExperience\nCook, Example Ltd, 2019 - 2024\n")
    again = context.new_page()
    open_stories(again, app)
    expect(again.get_by_text("These words of yours were not saved", exact=False)).to_be_visible()
    expect(again.get_by_text("We sent them <b>twice</b>.")).to_be_visible()
    expect(again.get_by_text("A new one.")).to_have_count(0)
    # Who needs it no more removes it, and can take that back.
    again.get_by_role("button", name="Remove").click()
    expect(again.get_by_text("Removed from this browser.")).to_be_visible()
    again.get_by_role("button", name="Undo").click()
    again.get_by_role("button", name="Remove").click()
    again.reload()
    expect(again.get_by_role("button", name="Write a story")).to_be_visible()
    expect(again.get_by_text("We sent them <b>twice</b>.")).to_have_count(0)


def test_a_story_is_edited_in_its_place_and_words_left_unsaved_wait_for_the_next_time(page: Page, app: App):
    add(app, "As it was.", title="Exports")
    open_stories(page, app)
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Your story").fill("As it is now.")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_text("As it was.")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_label("Your story")).to_have_value("As it is now.")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_text("As it is now.")).to_be_visible()
    assert [(story["title"], story["text"]) for story in kept(app)] == [("Exports", "As it is now.")]


def test_unsaved_words_can_be_discarded(page: Page, app: App):
    add(app, "As it was.")
    open_stories(page, app)
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Your story").fill("Not that.")
    page.reload()
    page.get_by_role("button", name="Edit").click()
    page.get_by_role("button", name="Discard my words").click()
    expect(page.get_by_label("Your story")).to_have_value("As it was.")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('mi:kept:'))") == []


def test_a_save_that_the_server_never_got_loses_nothing_and_works_later(page: Page, app: App):
    open_stories(page, app)
    begin(page)
    page.get_by_label("Your story").fill("Kept all the same.")
    page.route("**/api/interview/stories", lambda route: route.abort())
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(page.get_by_label("Your story")).to_have_value("Kept all the same.")
    page.unroute("**/api/interview/stories")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("heading", name="Kept all the same.")).to_be_visible()
    assert len(kept(app)) == 1


def test_words_that_are_too_many_are_refused_in_words_and_stay_whole(page: Page, app: App):
    open_stories(page, app)
    begin(page)
    words = "A long story. " * 1_500
    for text, title, told in (
        (words, "", "A story has at most 20,000 characters, its name 120."),
        ("Short.", words, "A story has at most 20,000 characters, its name 120."),
        (words * 6, "", "This is too long: text. At most 100,000 characters are taken."),
    ):
        page.get_by_label("A short name for it").focus()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(title) if title else page.keyboard.press("Delete")
        page.get_by_label("Your story").fill("")
        page.get_by_label("Your story").focus()
        page.keyboard.insert_text(text)
        page.get_by_role("button", name="Save the story").click()
        expect(page.get_by_role("alert")).to_contain_text(told)
        expect(page.get_by_label("Your story")).to_have_value(text)
        expect(page.get_by_label("A short name for it")).to_have_value(title)
    assert kept(app) == []


def test_a_story_changed_in_another_tab_is_not_written_over_unseen(page: Page, app: App):
    story_id = add(app, "As it was.")
    open_stories(page, app)
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Your story").fill("Mine.")
    app.call("PUT", f"/api/interview/stories/{story_id}", {"text": "From the other tab."})
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("alert")).to_contain_text("changed in another tab")
    expect(page.get_by_label("Your story")).to_have_value("Mine.")
    assert kept(app)[0]["text"] == "From the other tab."
    expect(page.get_by_role("region", name="What is saved now")).to_contain_text("From the other tab.")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("button", name="Edit")).to_be_visible()
    assert kept(app)[0]["text"] == "Mine."


def test_a_page_that_ran_again_still_knows_what_its_words_were_written_on(page: Page, app: App):
    story_id = add(app, "As it was.")
    for number in range(3):
        add(app, f"Another one, {number}.")
    open_stories(page, app)
    page.locator(f"[class*=st-key-edit-{story_id}] button").click()
    page.get_by_label("Your story").fill("Mine.")
    app.call("PUT", f"/api/interview/stories/{story_id}", {"text": "From the other tab."})
    search = page.get_by_label("Search your stories")
    search.fill("tab")
    search.press("Enter")
    expect(page.get_by_text("Another one, 1.")).to_have_count(0)
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("region", name="What is saved now")).to_contain_text("From the other tab.")
    assert app.get(f"/api/interview/stories/{story_id}")[1]["text"] == "From the other tab."


def test_an_answer_becomes_a_story_by_a_click_and_is_found_where_a_question_asks_for_it(page: Page, app: App):
    graded_answer(app)
    open_stories(page, app)
    expect(page.get_by_text("Keep it as a story?")).to_be_visible()
    assert kept(app) == []
    page.get_by_role("button", name="Keep it as a story").click()
    expect(page.get_by_text("What was found in it")).to_be_visible()
    expect(page.get_by_text("Keep it as a story?")).to_have_count(0)
    [story] = kept(app)
    assert (story["text"], story["tags"]) == (TOLD, ["learning"])

    session_id = app.call("POST", "/api/interview/own-questions", {"questions": f"{ASKED}\nWhy us?"})[1]["sessionId"]
    open_answer_page(page, app, session_id)
    page.get_by_text("Your stories (1)").click()
    page.get_by_text(str(story["title"]), exact=True).click()
    expect(page.get_by_text(TOLD)).to_be_visible()
    expect(page.get_by_label("Your answer")).to_have_value("")


def test_a_story_is_deleted_only_after_it_was_asked(page: Page, app: App):
    add(app, "As it was.")
    open_stories(page, app)
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("dialog")).to_contain_text("You cannot get it back.")
    assert len(kept(app)) == 1
    page.get_by_role("dialog").get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("No story yet.", exact=False)).to_be_visible()
    assert kept(app) == []


def test_stories_are_found_by_their_words_and_by_what_they_show(page: Page, app: App):
    for name, tag in (("Exports", "problem"), ("Customers", "customers"), ("Team", "teamwork")):
        add(app, f"About {name.lower()}.", title=name, tags=[tag])
    open_stories(page, app)
    search = page.get_by_label("Search your stories")
    search.fill("EXPORTS")
    search.press("Enter")
    expect(page.get_by_role("heading", name="Customers")).to_have_count(0)
    expect(page.get_by_role("heading", name="Exports")).to_be_visible()
    search.fill("gardens")
    search.press("Enter")
    expect(page.get_by_text("No story fits what you look for.")).to_be_visible()
    search.fill("")
    search.press("Enter")
    page.get_by_label("What it shows").click()
    page.get_by_role("option", name="Working in a team").click()
    expect(page.get_by_role("heading", name="Exports")).to_have_count(0)
    expect(page.get_by_role("heading", name="Team")).to_be_visible()


@pytest.mark.parametrize(("locale", "viewport", "scheme"), [("en-US", *LOOKS[0][1:]), ("zh-CN", *LOOKS[1][1:])])
def test_axe_finds_nothing_serious_on_the_page_of_stories(
    chromium: Browser, app: App, locale: str, viewport, scheme: Literal["light", "dark"]
):
    context = chromium.new_context(viewport=viewport, color_scheme=scheme, locale=locale)
    context.add_init_script(AXE)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    page.goto(f"{app.url}/stories")
    expect(page.get_by_role("button", name="写一段经历" if locale == "zh-CN" else "Write a story")).to_be_visible()
    found["empty"] = violations(page)
    app.call("POST", "/api/interview/targets", {"jobText": "Engineer\nRequirements\n- Python\n- Team player\n- Go"})
    for number in range(3):
        add(app, "I wrote it in Python. " * (30 if number else 1), tags=["teamwork"])
    page.reload()
    expect(page.locator("[class*=st-key-story-job]")).to_be_visible()
    found["three"] = violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("[class*=st-key-edit-] button").first.click()
    expect(page.locator("textarea")).to_be_visible()
    found["edit"] = violations(page)
    context.close()
    assert json.dumps(found) == json.dumps({name: [] for name in found})
